//! Beginning a login by authorization code: the request that a person's browser is sent with.

use secrecy::SecretString;

use super::endpoints::{Endpoints, Read};
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

/// Why a login was not begun.
enum Hindrance {
    /// For good.
    Refused(Refusal),
    /// The issuer has to be asked first.
    Undiscovered,
}

impl From<Refusal> for Hindrance {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
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
        let waiting = match self.begin(&app, origin.clone(), context, None).await {
            Err(Hindrance::Undiscovered) => {
                let known = self.app(&app).await?;
                let read = self.ask_issuer(&known).await?;
                self.begin(&app, origin, context, read).await
            }
            begun => begun,
        };
        waiting.map_err(|hindrance| match hindrance {
            Hindrance::Refused(refusal) => refusal,
            // The registration changed within this moment.
            Hindrance::Undiscovered => Refusal::TemporarilyUnavailable {
                reason: "the endpoints are being found out".to_owned(),
                retry_after: Some(1),
            },
        })
    }

    async fn begin(
        &self,
        app: &AppId,
        origin: Origin,
        context: &Context,
        read: Option<Read>,
    ) -> Result<Waiting, Hindrance> {
        let (flows, context) = (self.clone(), context.clone());
        let make = move |app: &App| {
            // What is wrong with the app itself is told before any server is asked.
            check(app)?;
            let endpoints = flows.endpoints(app, read.as_ref());
            let endpoints = endpoints.ok_or(Hindrance::Undiscovered)?;
            let login = flows.request(app, &endpoints, origin, context);
            login.map_err(Hindrance::from)
        };
        let begun = self.0.store.begin_login(app.clone(), make).await;
        let begun = begun.map_err(Refusal::from)?;
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
        endpoints: &Endpoints,
        origin: Origin,
        context: Context,
    ) -> Result<(PendingLogin, Waiting), Refusal> {
        let parts = &self.0;
        let public = &app.registration.public;
        let mut client = client(app, endpoints)?;
        let auth_endpoint = endpoints.auth.as_deref();
        let auth_endpoint = auth_endpoint.ok_or_else(|| Refusal::NoWay(app.id().munged()))?;
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
                issuer_promised: endpoints.promises_issuer,
            },
            context,
            created_at,
            expires_at,
        };
        Ok((pending, Waiting { url, expires_at }))
    }
}

/// Refuses an app that cannot log in, whatever its server says.
pub(super) fn check(app: &App) -> Result<(), Refusal> {
    if app.needs_credentials() {
        return Err(Refusal::NeedsCredentials(app.id().munged()));
    }
    let public = &app.registration.public;
    let is_complete = public.auth_endpoint.is_some() && public.token_endpoint.is_some();
    if is_complete || public.asks_issuer().is_some() {
        Ok(())
    } else {
        Err(Refusal::NoWay(app.id().munged()))
    }
}

/// The client that an app logs in with, at these endpoints.
pub(super) fn client(app: &App, endpoints: &Endpoints) -> Result<Client, Refusal> {
    let public = &app.registration.public;
    let needs_credentials = || Refusal::NeedsCredentials(app.id().munged());
    if app.needs_credentials() {
        return Err(needs_credentials());
    }
    let id = app.client_id().ok_or_else(needs_credentials)?;
    let token_endpoint = endpoints.token.clone();
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
        revocation_endpoint: endpoints.revocation.clone(),
        refresh_idle_days: public.refresh_idle_days,
        dialect: public.dialect.clone(),
        discovered: endpoints.discovered.clone(),
    })
}

/// Whether a client is the one that an app logs in with now, wherever its endpoints have moved.
pub(super) fn is_its_client(app: &App, client: &Client) -> bool {
    let place = app.registration.public.place();
    app.client_id() == Some(client.id.as_str()) && client.place() == place
}
