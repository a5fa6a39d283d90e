//! A login by a code that a person confirms on any other device (RFC 8628), and by PINs of the same
//! use.
//!
//! It is begun when a person opens its page or asks for it on a screen, never by itself. The device
//! code is a secret; the user code is shown.

use super::authorize;
use super::callback::refused_by_token_endpoint;
use super::endpoints::Endpoints;
use super::hitch;
use super::{Flows, LOGIN_LIFETIME};
use crate::event::{Event, ShownCode};
use crate::id::AppId;
use crate::message::Context;
use crate::provider::{self, Client, DeviceAuthorization, DeviceKind, DeviceRequest, DeviceRules};
use crate::refusal::Refusal;
use crate::registration::ClientAuth;
use crate::store::{
    App, DeviceGrant, Followed, Grant, Login, Outcome, PendingLogin, TypedCredentials,
};
use crate::way::Way;

/// The longest time that a code is waited with, in seconds, whatever its server says.
const LONGEST_LIFETIME: f64 = 3600.0;

/// What the page of such a login shows.
#[derive(Debug)]
pub(crate) enum DeviceStep {
    /// The code that a person confirms.
    Waiting(ShownCode),
    /// Nobody has confirmed it in time; a new one is made when a person asks for it.
    Expired,
    /// The person has refused; likewise.
    Refused,
    /// The server has refused the client; likewise.
    Misconfigured,
}

/// A code that has just come, or still waits.
#[derive(Debug)]
pub(super) struct Begun {
    /// The code for people.
    pub(super) code: ShownCode,
    /// When it ends, in seconds since 1970.
    pub(super) expires_at: f64,
}

impl Begun {
    /// The announcement of its login.
    pub(super) fn started(&self, app: &AppId, way: Way) -> Event {
        Event::LoginStarted {
            app: app.clone(),
            way,
            shown: Some(self.code.clone()),
            expires_at: self.expires_at,
        }
    }
}

impl DeviceStep {
    /// What the page shows of a login that its invitation has begun; `None` where the result page
    /// tells it.
    pub(super) fn of(followed: &Followed) -> Option<Self> {
        match (&followed.outcome, &followed.login) {
            (None, Some(login)) => match &login.grant {
                Grant::Device(grant) => Some(Self::Waiting(shown(grant))),
                Grant::Code(_) => None,
            },
            (Some(Outcome::Failed(code)), _) if *code == Refusal::Expired.code() => {
                Some(Self::Expired)
            }
            (Some(Outcome::Failed(code)), _) if *code == Refusal::AccessDenied.code() => {
                Some(Self::Refused)
            }
            (Some(Outcome::Failed(code)), _) if code == hitch::MISCONFIGURED => {
                Some(Self::Misconfigured)
            }
            _ => None,
        }
    }
}

impl Flows {
    /// The code of an invitation: begun once, whoever opens the page how often.
    pub(super) async fn device_code(
        &self,
        app: &App,
        (nonce, way): (String, Way),
        context: &Context,
    ) -> Result<DeviceStep, Refusal> {
        let parts = &self.0;
        let flight = parts.beginning.of(app.id());
        let _turn = flight.turn().await;
        let followed = parts.store.find_followed(nonce.clone()).await?;
        if let Some(step) = followed.as_ref().and_then(DeviceStep::of) {
            return Ok(step);
        }
        let begun = self.begin_device(app, (nonce, way), context).await?;
        parts.outbox.emit(begun.started(app.id(), way), context);
        Ok(DeviceStep::Waiting(begun.code))
    }

    /// Makes a new code in the place of one that has ended, since a person asks for it.
    pub(crate) async fn new_code(&self, nonce: String) -> Result<(), Refusal> {
        let parts = &self.0;
        let followed = parts.store.find_followed(nonce.clone()).await?;
        let now = parts.clock.now();
        let lasts = |followed: &Followed| now <= followed.expires_at + LOGIN_LIFETIME;
        let followed = followed.filter(lasts).ok_or(Refusal::Expired)?;
        let app = self.app_by_munged(&followed.munged_id).await?;
        let flight = parts.beginning.of(app.id());
        let _turn = flight.turn().await;
        let newest = parts.store.find_followed(nonce.clone()).await?;
        // A second tap finds the code that the first one has made.
        if !matches!(
            newest.and_then(|newest| newest.outcome),
            Some(Outcome::Failed(_))
        ) {
            return Ok(());
        }
        let context = followed.context;
        if matches!(self.invited(nonce.clone()).await, Err(Refusal::Expired)) {
            self.invite(app.id(), (nonce.clone(), None), &context, true)
                .await?;
        }
        let way = followed.way;
        let begun = self.begin_device(&app, (nonce, way), &context).await?;
        parts.outbox.emit(begun.started(app.id(), way), &context);
        Ok(())
    }

    /// Asks the server for a code and lets the login wait; the caller announces it.
    pub(super) async fn begin_device(
        &self,
        app: &App,
        (nonce, way): (String, Way),
        context: &Context,
    ) -> Result<Begun, Refusal> {
        let parts = &self.0;
        let endpoints = self.device_endpoints(app).await?;
        let rules = self.device_rules(app, way, &endpoints)?;
        let client = self.device_client(app, way, &endpoints).await?;
        let client = self.with_known_auth(app.id(), client).await?;
        let public = &app.registration.public;
        let request = DeviceRequest {
            kind: kind(way),
            client: &client,
            rules: &rules,
            scope: public.scope.as_deref(),
            parameters: &public.parameters,
            device_name: &parts.policy.device_name,
        };
        let begun = match parts.provider.begin_device(&request).await {
            Ok(begun) => Ok(begun),
            Err(error) => Err(self.no_code(app.id(), &client, way, &error).await),
        };
        let (authorization, auth) = begun?;
        let auth = match (client.auth, &client.secret) {
            // A server that did not refuse Basic may not have looked at it.
            (None, Some(_)) if auth == ClientAuth::Post => Some(auth),
            (known, _) => known,
        };
        let client = Client { auth, ..client };
        self.let_wait(app.id(), (nonce, way), context, (client, authorization))
            .await
    }

    /// Why there is no code.
    async fn no_code(
        &self,
        app: &AppId,
        client: &Client,
        way: Way,
        error: &provider::Error,
    ) -> Refusal {
        tracing::warn!(
            app.id = %app,
            error = error as &dyn std::error::Error,
            "no device code"
        );
        if error.doubts_endpoint() {
            self.doubt(client);
        }
        self.note_refused(app, client, way, error).await;
        refused_begin(error)
    }

    /// Keeps a login whose code has just come.
    async fn let_wait(
        &self,
        app: &AppId,
        (nonce, way): (String, Way),
        context: &Context,
        (client, authorization): (Client, DeviceAuthorization),
    ) -> Result<Begun, Refusal> {
        let parts = &self.0;
        let now = parts.clock.now();
        let lifetime = authorization.lifetime.unwrap_or(LOGIN_LIFETIME);
        let expires_at = now + lifetime.min(LONGEST_LIFETIME);
        let poll_at = now + authorization.interval;
        let grant = DeviceGrant {
            poll: authorization.poll,
            user_code: authorization.user_code,
            verification_uri: authorization.verification_uri,
            verification_uri_complete: authorization.verification_uri_complete,
            interval: authorization.interval,
        };
        let code = shown(&grant);
        let pending = PendingLogin {
            app: app.clone(),
            state: parts.entropy.token::<16>(),
            receipt: parts.entropy.token::<16>(),
            nonce: Some(nonce.clone()),
            way,
            login: Login {
                client,
                grant: Grant::Device(grant),
            },
            poll_at: Some(poll_at),
            context: context.clone(),
            announced: true,
            created_at: now,
            expires_at,
        };
        // The page can be opened as long as the code is good. Where its invitation has gone while the
        // server was asked, nobody wants the code any more.
        let invited = parts.store.open_invitation(nonce, now, expires_at);
        invited.await?.ok_or(Refusal::Cancelled)?;
        let make = move |_: &App| Ok::<_, Refusal>((pending, ()));
        self.begin_waiting(app, make).await?;
        tracing::info!(app.id = %app, %way, "a login waits for its code to be confirmed");
        Ok(Begun { code, expires_at })
    }

    /// The endpoints of an app, with that of the device grant where its issuer tells it.
    async fn device_endpoints(&self, app: &App) -> Result<Endpoints, Refusal> {
        let mut endpoints = self.endpoints(app, None);
        if endpoints.is_none() {
            let read = self.ask_issuer(app).await?;
            endpoints = self.endpoints(app, read.as_ref());
        }
        let endpoints = endpoints.ok_or_else(|| Refusal::NoWay(app.id().munged()))?;
        let issuer = app.registration.public.issuer.as_deref();
        match issuer.filter(|_| endpoints.device.is_none()) {
            Some(issuer) => {
                let metadata = self.discover(issuer).await?;
                Ok(Endpoints::of(app, Some(metadata)))
            }
            None => Ok(endpoints),
        }
    }

    /// How the server is spoken to.
    fn device_rules(
        &self,
        app: &App,
        way: Way,
        endpoints: &Endpoints,
    ) -> Result<DeviceRules, Refusal> {
        let public = &app.registration.public;
        let preset = self.0.presets.of_app(public);
        // Only an app that names its provider follows that one's rules.
        let preset = preset.and_then(|(preset, is_named)| is_named.then_some(preset));
        let rules = preset.and_then(|preset| preset.device_rules(public));
        let no_way = || Refusal::NoWay(app.id().munged());
        if way != Way::Device {
            return rules.ok_or_else(no_way);
        }
        let endpoint = endpoints.device.clone().ok_or_else(no_way)?;
        Ok(DeviceRules {
            endpoint,
            ..rules.unwrap_or_default()
        })
    }

    /// The client of such a login. Plex knows devices by ids that they choose themselves.
    async fn device_client(
        &self,
        app: &App,
        way: Way,
        endpoints: &Endpoints,
    ) -> Result<Client, Refusal> {
        if way.needs_client() {
            return authorize::client(app, endpoints);
        }
        let id = match (app.client_id(), way) {
            (Some(id), _) => id.to_owned(),
            (None, Way::PlexPin) => {
                let client_id = self.0.entropy.token::<16>();
                let chosen = TypedCredentials {
                    client_id: client_id.clone(),
                    client_secret: None,
                };
                self.keep_typed(app.id().clone(), chosen).await?;
                client_id
            }
            (None, _) => String::new(),
        };
        Ok(Client {
            id,
            token_endpoint: endpoints.token.clone().unwrap_or_default(),
            ..Client::unknown()
        })
    }
}

/// What people see of a login that waits.
fn shown(grant: &DeviceGrant) -> ShownCode {
    ShownCode {
        verification_uri: grant.verification_uri.clone(),
        verification_uri_complete: grant.verification_uri_complete.clone(),
        user_code: grant.user_code.clone(),
    }
}

/// What is spoken with the server on this way.
fn kind(way: Way) -> DeviceKind {
    match way {
        Way::PlexPin => DeviceKind::Plex,
        Way::NextcloudLogin => DeviceKind::Nextcloud,
        _ => DeviceKind::Standard,
    }
}

/// What an error of the first request means.
fn refused_begin(error: &provider::Error) -> Refusal {
    match error {
        provider::Error::Refused(code) if is_about_the_request(code) => {
            Refusal::Misconfigured(format!(
                "the authorization server refuses this client or request ({code}): check client id \
                 and scope, and whether its device grant is switched on"
            ))
        }
        error => refused_by_token_endpoint(error),
    }
}

fn is_about_the_request(code: &str) -> bool {
    matches!(
        code,
        "invalid_request"
            | "invalid_scope"
            | "invalid_target"
            | "unsupported_grant_type"
            | "device_flow_disabled"
    )
}
