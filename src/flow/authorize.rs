//! Beginning a login by authorization code: the request that a person's browser is sent with.

use std::borrow::Cow;

use secrecy::SecretString;

use super::endpoints::{Endpoints, Read};
use super::{Flows, LOGIN_LIFETIME, Reply};
use crate::answer::Answer;
use crate::callback::CALLBACK_PATH;
use crate::event::Event;
use crate::id::AppId;
use crate::message::Context;
use crate::preset::Loopback;
use crate::provider::{AuthorizationRequest, Client};
use crate::refusal::Refusal;
use crate::registration::Pkce;
use crate::relay;
use crate::store::{App, CodeGrant, Grant, Login, PendingLogin};
use crate::way::Way;

/// How a login came to be asked for.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// Someone asked for the URL and may or may not open it.
    Url,
    /// The shell opens it on the device's own screen.
    Shell,
    /// A person opened the invitation of this nonce, where this way is gone.
    Invitation(String, Way),
}

impl Origin {
    /// Whether a browser can be sent to the provider at once, with nothing to show before.
    fn is_direct(&self, way: Way) -> bool {
        match (self, way) {
            (Self::Invitation(_, chosen), way) => *chosen == way,
            (_, Way::Lan | Way::Relay) | (Self::Shell, Way::Loopback) => true,
            _ => false,
        }
    }
}

/// An authorization request that waits for its answer.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) url: String,
    pub(super) way: Way,
    pub(super) state: String,
    pub(super) expires_at: f64,
}

/// Why a login was not begun.
enum Hindrance {
    /// For good.
    Refused(Refusal),
    /// The issuer has to be asked first.
    Undiscovered,
    /// A person has to see a page first.
    Indirect(Way),
}

impl Hindrance {
    fn refusal(self) -> Refusal {
        match self {
            Self::Refused(refusal) => refusal,
            // The registration changed within this moment.
            Self::Undiscovered | Self::Indirect(_) => Refusal::TemporarilyUnavailable {
                reason: "the endpoints are being found out".to_owned(),
                retry_after: Some(1),
            },
        }
    }
}

impl From<Refusal> for Hindrance {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Where a person begins.
#[derive(Debug)]
struct Beginning {
    url: String,
    way: Way,
    expires_at: f64,
}

impl Flows {
    /// `oauth.get`: the URL alone, announced to nobody.
    pub(super) async fn authorization_url(
        &self,
        app: AppId,
        context: &Context,
    ) -> Result<Reply, Refusal> {
        let beginning = self.beginning(app, Origin::Url, context).await?;
        Ok(Answer::Url(beginning.url).into())
    }

    /// `oauth.start`: the shell opens the URL, or asks for credentials first.
    pub(super) async fn start(&self, app: AppId, context: &Context) -> Result<Reply, Refusal> {
        let (url, news) = match self.beginning(app.clone(), Origin::Shell, context).await {
            Ok(beginning) => (
                beginning.url,
                vec![Event::LoginStarted {
                    app: app.clone(),
                    way: beginning.way,
                    shown: None,
                    expires_at: beginning.expires_at,
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

    /// The provider's page where a browser can be sent there at once, else ours.
    async fn beginning(
        &self,
        app: AppId,
        origin: Origin,
        context: &Context,
    ) -> Result<Beginning, Refusal> {
        let is_announced = !matches!(origin, Origin::Url);
        let way = match self.try_authorize(&app, origin, context).await {
            Ok(waiting) => {
                return Ok(Beginning {
                    url: waiting.url,
                    way: waiting.way,
                    expires_at: waiting.expires_at,
                });
            }
            Err(Hindrance::Indirect(way)) => way,
            Err(hindrance) => return Err(hindrance.refusal()),
        };
        let (nonce, url) = self.link()?;
        let invited = self.invite(&app, (nonce, None), context, is_announced);
        Ok(Beginning {
            url,
            way,
            expires_at: invited.await?,
        })
    }

    /// Makes an authorization request for the page of an invitation and keeps what its answer will
    /// need.
    pub(super) async fn authorize(
        &self,
        app: &AppId,
        (nonce, way): (String, Way),
        context: &Context,
    ) -> Result<Waiting, Refusal> {
        if let Some(waiting) = self.begun_before(app, (nonce.clone(), way)).await? {
            return Ok(waiting);
        }
        let origin = Origin::Invitation(nonce, way);
        let waiting = self.try_authorize(app, origin, context).await;
        waiting.map_err(Hindrance::refusal)
    }

    /// The request that this page has made before, where it ends with a paste: a code alone does not
    /// tell its request, and a phone may have loaded the page again meanwhile. A client or redirect
    /// URI that has changed makes a new one.
    async fn begun_before(
        &self,
        app: &AppId,
        (nonce, way): (String, Way),
    ) -> Result<Option<Waiting>, Refusal> {
        if !matches!(way, Way::Loopback | Way::Paste) {
            return Ok(None);
        }
        let now = self.0.clock.now();
        let found = self.0.store.find_begun((nonce, way), now).await?;
        let Some((state, login, expires_at)) = found else {
            return Ok(None);
        };
        let app = self.app(app).await?;
        let (Some(endpoints), Grant::Code(grant)) = (self.endpoints(&app, None), &login.grant)
        else {
            return Ok(None);
        };
        let client = client(&app, &endpoints)?;
        let has_time = expires_at - now > LOGIN_LIFETIME / 2.0;
        let is_same = client.shows_the_same(&login.client)
            && self.redirect_uri(&app, way)? == grant.redirect_uri
            && grant.verifier.is_some() == (app.registration.public.pkce == Pkce::S256);
        if !(has_time && is_same) {
            return Ok(None);
        }
        let url = self.provider_page(&app, &endpoints, grant, &state)?;
        Ok(Some(Waiting {
            url,
            way,
            state,
            expires_at,
        }))
    }

    /// The provider's page, with what it is asked.
    fn provider_page(
        &self,
        app: &App,
        endpoints: &Endpoints,
        grant: &CodeGrant,
        state: &str,
    ) -> Result<String, Refusal> {
        let public = &app.registration.public;
        let no_way = || Refusal::NoWay(app.id().munged());
        let mut parameters = Cow::Borrowed(&public.parameters);
        // The host of the relay page sees no code then.
        let is_relayed = relay::phrase(state).is_some();
        if is_relayed && endpoints.answers_in_fragments {
            let mode = parameters.to_mut().entry("response_mode".to_owned());
            mode.or_insert_with(|| "fragment".to_owned());
        }
        let request = AuthorizationRequest {
            auth_endpoint: endpoints.auth.as_deref().ok_or_else(no_way)?,
            client_id: app.client_id().unwrap_or_default(),
            redirect_uri: grant.redirect_uri.as_deref(),
            scope: public.scope.as_deref(),
            state,
            verifier: grant.verifier.as_ref(),
            parameters: &parameters,
            // Of a provider that is known, the parameters are known.
            shows_dialog: public.provider.is_none(),
            dialect: &public.dialect,
        };
        let url = self.0.provider.authorize_url(&request);
        url.map_err(|error| Refusal::Misconfigured(error.to_string()))
    }

    async fn try_authorize(
        &self,
        app: &AppId,
        origin: Origin,
        context: &Context,
    ) -> Result<Waiting, Hindrance> {
        match self.begin(app, origin.clone(), context, None).await {
            Err(Hindrance::Undiscovered) => {
                let known = self.app(app).await?;
                let read = self.ask_issuer(&known).await?;
                self.begin(app, origin, context, read).await
            }
            begun => begun,
        }
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
            let way = flows.direct_way(app, &origin)?;
            let endpoints = flows.endpoints(app, read.as_ref());
            let endpoints = endpoints.ok_or(Hindrance::Undiscovered)?;
            let login = flows.request(app, &endpoints, (origin, way), context);
            login.map_err(Hindrance::from)
        };
        self.begin_waiting(app, make).await
    }

    /// Lets the login wait that `make` gives, and tells the end of those that make room for it.
    pub(super) async fn begin_waiting<T: Send + 'static, R: From<Refusal> + Send + 'static>(
        &self,
        app: &AppId,
        make: impl FnOnce(&App) -> Result<(PendingLogin, T), R> + Send + 'static,
    ) -> Result<T, R> {
        let begun = self.0.store.begin_login(app.clone(), make).await;
        let begun = begun.map_err(Refusal::from)?;
        let (extra, displaced) = begun.ok_or_else(|| Refusal::UnknownApp(app.munged()))??;
        for login in displaced {
            self.give_up(login, Refusal::Expired);
        }
        Ok(extra)
    }

    /// The way of a login that begins at the provider's page.
    fn direct_way(&self, app: &App, origin: &Origin) -> Result<Way, Hindrance> {
        let way = match origin {
            Origin::Invitation(_, way) => *way,
            Origin::Url | Origin::Shell => {
                let prospect = self.prospect(app, None)?;
                let way = prospect.choice.way;
                let is_asked_by_shell = matches!(origin, Origin::Shell) && way.needs_client();
                if is_asked_by_shell && prospect.blanks.is_empty() && app.needs_credentials() {
                    return Err(Refusal::NeedsCredentials(app.id().munged()).into());
                }
                let must_be_typed = !prospect.blanks.is_empty() || app.is_refused_by(way);
                if !origin.is_direct(way) || must_be_typed {
                    return Err(Hindrance::Indirect(way));
                }
                way
            }
        };
        if app.needs_credentials() {
            return Err(Refusal::NeedsCredentials(app.id().munged()).into());
        }
        Ok(way)
    }

    /// Where the provider sends a browser back to; `None` where it shows the code itself and wants
    /// no redirect URI.
    pub(super) fn redirect_uri(&self, app: &App, way: Way) -> Result<Option<String>, Refusal> {
        if let Some(registered) = &app.registration.public.redirect_uri {
            return Ok(Some(registered.clone()));
        }
        let preset = || self.0.presets.of_app(&app.registration.public);
        let no_way = || Refusal::NoWay(app.id().munged());
        match way {
            Way::Relay => self.0.policy.relay_url.clone().map(Some).ok_or_else(no_way),
            Way::Loopback => {
                let is_named_alone = preset()
                    .is_some_and(|(preset, _)| preset.redirect.loopback == Loopback::Localhost);
                let host = if is_named_alone {
                    "localhost"
                } else {
                    "127.0.0.1"
                };
                let port = self.0.address.port();
                Ok(Some(format!(
                    "http://{host}:{port}{CALLBACK_PATH}{}",
                    app.id()
                )))
            }
            Way::Paste => {
                let preset = preset().ok_or_else(no_way)?.0;
                let told = preset.redirect.out_of_band.clone().ok_or_else(no_way)?;
                Ok(Some(told).filter(|uri| uri != "omit"))
            }
            _ => self.0.address.redirect_uri(app.id()).map(Some),
        }
    }

    /// A new state: 128 random bits, and by the relay the way back to this device.
    fn state(&self, app: &AppId, way: Way, expires_at: f64) -> Result<String, Refusal> {
        let parts = &self.0;
        if way != Way::Relay {
            return Ok(parts.entropy.token::<16>());
        }
        let (host, port) = (parts.address.host()?, parts.address.port());
        let state = relay::State::new(parts.entropy.bytes(), expires_at, (&host, port), app);
        let blocked =
            |unreachable: relay::Unreachable| Refusal::RelayBlocked(unreachable.to_string());
        Ok(state.map_err(blocked)?.to_text())
    }

    /// The authorization request of an app, and the login that waits for its answer.
    fn request(
        &self,
        app: &App,
        endpoints: &Endpoints,
        (origin, way): (Origin, Way),
        context: Context,
    ) -> Result<(PendingLogin, Waiting), Refusal> {
        let parts = &self.0;
        let public = &app.registration.public;
        let mut client = client(app, endpoints)?;
        let redirect_uri = self.redirect_uri(app, way)?;
        client.refresh_redirect_uri = redirect_uri.clone().filter(|_| public.add_redirect);
        let created_at = parts.clock.now();
        let expires_at = created_at + LOGIN_LIFETIME;
        let state = self.state(app.id(), way, expires_at)?;
        let grant = CodeGrant {
            redirect_uri,
            // 256 bits, as RFC 7636 section 7.1 recommends; the state has 128.
            verifier: (public.pkce == Pkce::S256)
                .then(|| SecretString::from(parts.entropy.token::<32>())),
            issuer: public.issuer.clone(),
            issuer_promised: endpoints.promises_issuer,
        };
        let url = self.provider_page(app, endpoints, &grant, &state)?;
        let pending = PendingLogin {
            app: app.id().clone(),
            state: state.clone(),
            receipt: parts.entropy.token::<16>(),
            announced: !matches!(origin, Origin::Url),
            nonce: match origin {
                Origin::Invitation(nonce, _) => Some(nonce),
                Origin::Url | Origin::Shell => None,
            },
            way,
            login: Login {
                client,
                grant: Grant::Code(grant),
            },
            poll_at: None,
            context,
            created_at,
            expires_at,
        };
        let waiting = Waiting {
            url,
            way,
            state,
            expires_at,
        };
        Ok((pending, waiting))
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
        device_endpoint: endpoints.device.clone(),
        refresh_idle_days: public.refresh_idle_days,
        dialect: public.dialect.clone(),
        discovered: endpoints.discovered.clone(),
    })
}

/// Whether a client is the one that an app logs in with now, wherever its endpoints have moved.
pub(super) fn is_its_client(app: &App, client: &Client) -> bool {
    let place = app.registration.public.place();
    app.client_id().unwrap_or_default() == client.id && client.place() == place
}
