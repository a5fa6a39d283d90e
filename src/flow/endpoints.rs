//! Where an app's requests go: as it is registered, else as its issuer's metadata says.

use super::Flows;
use crate::endpoint;
use crate::provider::{Client, Discovered, DiscoveryError, Issuer, Metadata};
use crate::refusal::Refusal;
use crate::store::App;

/// The endpoints of one login.
#[derive(Clone, Debug)]
pub(super) struct Endpoints {
    /// Where a person approves.
    pub(super) auth: Option<String>,
    /// Where codes are exchanged.
    pub(super) token: Option<String>,
    /// Where a device login begins.
    pub(super) device: Option<String>,
    /// Where tokens are revoked.
    pub(super) revocation: Option<String>,
    /// Whether each answer names the issuer (RFC 9207).
    pub(super) promises_issuer: bool,
    /// Whether answers may stand in the fragment of the redirect, which no server on the way sees.
    pub(super) answers_in_fragments: bool,
    /// Who named the token endpoint, if the registration did not.
    pub(super) discovered: Option<Discovered>,
}

/// What an issuer has told just now.
#[derive(Debug)]
pub(super) struct Read {
    issuer: String,
    metadata: Metadata,
}

impl Endpoints {
    /// Those of the registration, completed by the metadata.
    pub(super) fn of(app: &App, metadata: Option<Metadata>) -> Self {
        let public = &app.registration.public;
        let mut endpoints = Self {
            auth: public.auth_endpoint.clone(),
            token: public.token_endpoint.clone(),
            device: public.device_authorization_endpoint.clone(),
            revocation: public.revocation_endpoint.clone(),
            promises_issuer: false,
            answers_in_fragments: false,
            discovered: None,
        };
        if let Some(metadata) = metadata {
            let is_beside = |device: &String| {
                let place =
                    |token: &str| endpoint::place(token, [&None, &None, &Some(device.clone())]);
                endpoints
                    .token
                    .as_deref()
                    .is_none_or(|token| place(token) == token)
            };
            let device = metadata.device_endpoint.filter(is_beside);
            endpoints.device = endpoints.device.or(device);
            endpoints.auth = endpoints.auth.or(metadata.auth_endpoint);
            endpoints.promises_issuer = metadata.promises_issuer;
            endpoints.answers_in_fragments = metadata.answers_in_fragments;
            // A registered token endpoint is the place of the secrets, and metadata adds none to it.
            if endpoints.token.is_none() {
                endpoints.token = metadata.token_endpoint;
                endpoints.revocation = endpoints.revocation.or(metadata.revocation_endpoint);
                endpoints.discovered = public.issuer.clone().map(|issuer| Discovered {
                    issuer,
                    place: public.place(),
                });
            }
        }
        endpoints
    }

    /// Those that a client has been used with.
    pub(super) fn of_client(client: &Client) -> Self {
        Self {
            auth: None,
            token: Some(client.token_endpoint.clone()),
            device: client.device_endpoint.clone(),
            revocation: client.revocation_endpoint.clone(),
            promises_issuer: false,
            answers_in_fragments: false,
            discovered: client.discovered.clone(),
        }
    }
}

impl Flows {
    /// The endpoints of an app; `None` while its issuer has to be asked. What has been `read` of it
    /// serves even when it is older than it should be.
    pub(super) fn endpoints(&self, app: &App, read: Option<&Read>) -> Option<Endpoints> {
        let Some(issuer) = app.registration.public.asks_issuer() else {
            return Some(Endpoints::of(app, None));
        };
        let read = read.filter(|read| read.issuer == issuer);
        let metadata = match read {
            Some(read) => read.metadata.clone(),
            None => self.0.provider.metadata(issuer, self.0.clock.now())?,
        };
        Some(Endpoints::of(app, Some(metadata)))
    }

    /// Asks an app's issuer; `None` where there is no need.
    pub(super) async fn ask_issuer(&self, app: &App) -> Result<Option<Read>, Refusal> {
        let Some(issuer) = app.registration.public.asks_issuer() else {
            return Ok(None);
        };
        Ok(Some(Read {
            metadata: self.discover(issuer).await?,
            issuer: issuer.to_owned(),
        }))
    }

    /// Asks an issuer in the background, so that a login need not wait for it.
    pub(super) fn discover_soon(&self, issuer: &str) {
        let (flows, issuer) = (self.clone(), issuer.to_owned());
        self.0.tasks.spawn(async move {
            if let Err(refusal) = flows.discover(&issuer).await {
                tracing::warn!(
                    issuer,
                    error_code = refusal.code(),
                    "no metadata: {refusal}"
                );
            }
        });
    }

    /// Has the metadata read again that named this client's endpoints: one did not answer as it should.
    pub(super) fn doubt(&self, client: &Client) {
        if let Some(discovered) = &client.discovered {
            self.0.provider.doubt(&discovered.issuer);
            self.discover_soon(&discovered.issuer);
        }
    }

    /// What an issuer says of itself.
    pub(super) async fn discover(&self, issuer: &str) -> Result<Metadata, Refusal> {
        let parts = &self.0;
        let issuer = Issuer {
            named: parts.presets.metadata_issuer(issuer),
            name: issuer.to_owned(),
        };
        let found = tokio::select! {
            found = parts.provider.discover(&issuer, parts.clock.now()) => found,
            // Nothing is lost by it, so the end does not wait for it.
            () = parts.intake.cancelled() => return Err(Refusal::TemporarilyUnavailable {
                reason: "phal-oauth is stopping".to_owned(),
                retry_after: None,
            }),
        };
        found.map_err(|error| match error {
            DiscoveryError::Transient(_) => Refusal::TemporarilyUnavailable {
                reason: format!("the metadata of {} could not be read", issuer.name),
                retry_after: None,
            },
            error => Refusal::Misconfigured(error.to_string()),
        })
    }
}
