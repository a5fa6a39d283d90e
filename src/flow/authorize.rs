//! Beginning a login by authorization code: the request that a person's browser is sent with.

use secrecy::SecretString;

use super::{Flows, LOGIN_LIFETIME, Reply};
use crate::answer::Answer;
use crate::event::Event;
use crate::id::AppId;
use crate::message::Context;
use crate::provider::{AuthorizationRequest, Client};
use crate::refusal::Refusal;
use crate::registration::Pkce;
use crate::store::{App, Login, PendingLogin};

/// How a login came to be asked for.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// Someone asked for the URL and may or may not open it.
    Url,
    /// The shell opens it.
    Shell,
    /// A person opened the invitation of this nonce.
    Invitation(String),
}

/// An authorization request that waits for its answer.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) url: String,
    pub(super) expires_at: f64,
}

impl Flows {
    /// `oauth.get`: the URL alone, announced to nobody.
    pub(super) async fn authorization_url(
        &self,
        app: AppId,
        context: &Context,
    ) -> Result<Reply, Refusal> {
        let waiting = self.authorize(app, Origin::Url, context).await?;
        Ok(Answer::Url(waiting.url).into())
    }

    /// `oauth.start`: the shell opens the URL, or asks for credentials first.
    pub(super) async fn start(&self, app: AppId, context: &Context) -> Result<Reply, Refusal> {
        let (url, news) = match self.authorize(app.clone(), Origin::Shell, context).await {
            Ok(Waiting { url, expires_at }) => (
                url,
                vec![Event::LoginStarted {
                    app: app.clone(),
                    expires_at,
                }],
            ),
            Err(Refusal::NeedsCredentials(_)) => (String::new(), Vec::new()),
            Err(refusal) => return Err(refusal),
        };
        let needs_credentials = url.is_empty();
        Ok(Reply {
            answer: Answer::StartAuthentication {
                app,
                url,
                needs_credentials,
            },
            news,
        })
    }

    /// Makes an authorization request and keeps what its answer will need.
    pub(super) async fn authorize(
        &self,
        app: AppId,
        origin: Origin,
        context: &Context,
    ) -> Result<Waiting, Refusal> {
        let (flows, context) = (self.clone(), context.clone());
        let make = move |app: &App| flows.request(app, origin, context);
        let begun = self.0.store.begin_login(app.clone(), make).await?;
        let (waiting, displaced) = begun.ok_or_else(|| Refusal::UnknownApp(app.munged()))??;
        for login in displaced {
            self.give_up(login, Refusal::Expired);
        }
        Ok(waiting)
    }

    /// The authorization request of an app, and the login that waits for its answer.
    fn request(
        &self,
        app: &App,
        origin: Origin,
        context: Context,
    ) -> Result<(PendingLogin, Waiting), Refusal> {
        let parts = &self.0;
        let public = &app.registration.public;
        let mut client = client(app)?;
        let auth_endpoint = page(app)?;
        let redirect_uri = match &public.redirect_uri {
            Some(registered) => registered.clone(),
            None => parts.address.redirect_uri(app.id())?,
        };
        client.refresh_redirect_uri = public.add_redirect.then(|| redirect_uri.clone());
        // 256 bits, as RFC 7636 section 7.1 recommends; the state has 128.
        let verifier =
            (public.pkce == Pkce::S256).then(|| SecretString::from(parts.entropy.token::<32>()));
        let state = parts.entropy.token::<16>();
        let request = AuthorizationRequest {
            auth_endpoint,
            client_id: &client.id,
            redirect_uri: &redirect_uri,
            scope: public.scope.as_deref(),
            state: &state,
            verifier: verifier.as_ref(),
            parameters: &public.parameters,
            // Of a provider that is known, the parameters are known.
            shows_dialog: public.provider.is_none(),
            dialect: &public.dialect,
        };
        let url = parts
            .provider
            .authorize_url(&request)
            .map_err(|error| Refusal::Misconfigured(error.to_string()))?;
        let created_at = parts.clock.now();
        let expires_at = created_at + LOGIN_LIFETIME;
        let pending = PendingLogin {
            app: app.id().clone(),
            state,
            receipt: parts.entropy.token::<16>(),
            announced: !matches!(origin, Origin::Url),
            nonce: match origin {
                Origin::Invitation(nonce) => Some(nonce),
                Origin::Url | Origin::Shell => None,
            },
            login: Login {
                client,
                redirect_uri,
                verifier,
                issuer: public.issuer.clone(),
            },
            context,
            created_at,
            expires_at,
        };
        Ok((pending, Waiting { url, expires_at }))
    }
}

/// Where a person approves.
pub(super) fn page(app: &App) -> Result<&str, Refusal> {
    let page = app.registration.public.auth_endpoint.as_deref();
    page.ok_or_else(|| Refusal::NoWay(app.id().munged()))
}

/// The client that an app logs in with.
pub(super) fn client(app: &App) -> Result<Client, Refusal> {
    let public = &app.registration.public;
    if app.needs_credentials() {
        return Err(Refusal::NeedsCredentials(app.id().munged()));
    }
    let id = app.client_id().unwrap_or_default();
    let token_endpoint = public.token_endpoint.clone();
    let token_endpoint = token_endpoint.ok_or_else(|| Refusal::NoWay(app.id().munged()))?;
    let mut token_parameters = app.registration.secrets.token_parameters.clone();
    if let Some(scope) = public.scope.as_ref().filter(|_| public.add_scope) {
        token_parameters.insert("scope".to_owned(), public.dialect.scope(scope));
    }
    Ok(Client {
        id: id.to_owned(),
        secret: app.client_secret().cloned(),
        auth: public.client_auth,
        token_endpoint,
        refresh_endpoint: public.refresh_endpoint.clone(),
        token_parameters,
        refresh_redirect_uri: None,
        revocation_endpoint: public.revocation_endpoint.clone(),
        refresh_idle_days: public.refresh_idle_days,
        dialect: public.dialect.clone(),
    })
}
