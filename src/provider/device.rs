//! The device grant (RFC 8628) and PINs of the same use: the request that begins it, and the poll
//! that asks what has come of it.
//!
//! When a poll is made is decided elsewhere: `oauth2` has a loop of its own, which can shorten the
//! interval.

mod authorization;
mod nextcloud;
mod outcome;
mod plex;
mod rules;

use std::collections::BTreeMap;

use http::Method;
use oauth2::{HttpRequest, HttpResponse};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

pub use self::outcome::{PollAnswer, Polled};
pub use self::rules::DeviceRules;
use self::rules::{HttpMethod, LifetimeUnit};
use super::form::{self, Form};
use super::http::retry_after;
use super::{Client, Error, Provider};
use crate::registration::ClientAuth;
use crate::sealed_form;

/// The grant type of a poll (RFC 8628 section 3.4).
const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// What is spoken with the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceKind {
    /// RFC 8628, or what differs from it by rules alone.
    #[default]
    Standard,
    /// Plex' PIN.
    Plex,
    /// Nextcloud's Login Flow v2.
    Nextcloud,
}

/// What begins a device login.
#[derive(Debug)]
pub struct DeviceRequest<'a> {
    /// What is spoken.
    pub kind: DeviceKind,
    /// The client.
    pub client: &'a Client,
    /// Where and how.
    pub rules: &'a DeviceRules,
    /// The asked scope, joined by spaces.
    pub scope: Option<&'a str>,
    /// More parameters.
    pub parameters: &'a BTreeMap<String, String>,
    /// What the device is called, for services that list their devices.
    pub device_name: &'a str,
}

/// A device login that a person may approve now. `poll` is secret, everything else is shown.
#[derive(Debug)]
pub struct DeviceAuthorization {
    /// What its polls need.
    pub poll: DevicePoll,
    /// What a person types; services with a link of its own for each login have none.
    pub user_code: Option<String>,
    /// Where.
    pub verification_uri: String,
    /// The same with the code in it.
    pub verification_uri_complete: Option<String>,
    /// How long the code is good for, in seconds, where that was told.
    pub lifetime: Option<f64>,
    /// The least time between two polls, in seconds.
    pub interval: f64,
}

/// What a poll needs. It is serialised to be sealed, and for nothing else.
#[derive(Clone, Serialize, Deserialize)]
pub struct DevicePoll {
    kind: DeviceKind,
    endpoint: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grant_type: Option<String>,
    /// The device code: whoever has it gets the token.
    #[serde(serialize_with = "sealed_form::expose_one")]
    code: SecretString,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code_parameter: Option<String>,
    /// Members of the first answer that are repeated.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    with: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    statuses: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error_member: Option<String>,
}

impl std::fmt::Debug for DevicePoll {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DevicePoll")
            .field("kind", &self.kind)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

impl Provider {
    /// Begins a device login (RFC 8628 section 3.1). The client authentication is returned that the
    /// server did not refuse; it may not have looked at it.
    pub async fn begin_device(
        &self,
        request: &DeviceRequest<'_>,
    ) -> Result<(DeviceAuthorization, ClientAuth), Error> {
        let attempt = |auth| async move {
            let answer = self.http.fetch(request.built(auth)?).await;
            request.read(&answer.map_err(Error::Transient)?)
        };
        form::authenticated(request.client, attempt).await
    }

    /// Asks what has come of a device login (RFC 8628 section 3.4), with the client authentication
    /// that the server did not refuse. An error that may pass says nothing about the login, every
    /// other one ends it.
    pub async fn poll_device(
        &self,
        client: &Client,
        poll: &DevicePoll,
    ) -> Result<(PollAnswer, ClientAuth), Error> {
        let attempt = |auth| async move {
            let answer = self.http.fetch(poll.built(client, auth)?).await;
            let answer = answer.map_err(Error::Transient)?;
            let polled = poll.read(&answer, client.dialect.token_path.as_deref())?;
            let retry_after = retry_after(answer.headers());
            Ok(PollAnswer {
                polled,
                retry_after,
            })
        };
        form::authenticated(client, attempt).await
    }
}

impl DeviceRequest<'_> {
    fn built(&self, auth: ClientAuth) -> Result<HttpRequest, Error> {
        let built = match self.kind {
            DeviceKind::Standard => self.standard(auth),
            DeviceKind::Plex => {
                let id = &self.client.id;
                let request = plex::request(Method::POST, &self.rules.endpoint, id);
                plex::named(request, self.device_name)
            }
            DeviceKind::Nextcloud => nextcloud::begin(&self.rules.endpoint, self.device_name),
        };
        built.ok_or(Error::Unusable("the device authorization endpoint"))
    }

    fn standard(&self, auth: ClientAuth) -> Option<HttpRequest> {
        let (rules, dialect) = (self.rules, &self.client.dialect);
        let mut form = Form::default();
        let scope = self.scope.map(|scope| dialect.scope(scope));
        if let Some(scope) = scope.filter(|scope| !scope.is_empty()) {
            let name = rules.scope_parameter.as_deref().unwrap_or("scope");
            form.add(name, &scope);
        }
        let further = self.parameters.iter();
        let further = further.filter(|(name, _)| !rules.parameters.contains_key(*name));
        for (name, value) in further.chain(&rules.parameters) {
            form.add(name, value);
        }
        match rules.method {
            HttpMethod::Post => {
                let request = form.request(self.client, &rules.endpoint, auth)?;
                Some(dialect.request(request))
            }
            HttpMethod::Get => form.query(self.client, &rules.endpoint),
        }
    }

    fn read(&self, answer: &HttpResponse) -> Result<DeviceAuthorization, Error> {
        let read = match self.kind {
            DeviceKind::Standard => authorization::read(self.rules, answer),
            DeviceKind::Plex => authorization::read(&plex::rules(self.rules), answer),
            DeviceKind::Nextcloud => nextcloud::read(answer),
        };
        let read = read?;
        let rules = self.rules;
        let endpoint = rules.token_endpoint.as_ref();
        Ok(DeviceAuthorization {
            poll: DevicePoll {
                kind: self.kind,
                endpoint: endpoint.unwrap_or(&self.client.token_endpoint).clone(),
                grant_type: rules.grant_type.clone(),
                code: read.device_code,
                code_parameter: rules.code_parameter.clone(),
                with: read.with,
                statuses: rules.statuses.clone(),
                error_member: rules.error_member.clone(),
            },
            user_code: read.user_code,
            verification_uri: read.verification_uri,
            verification_uri_complete: read.verification_uri_complete,
            lifetime: read.lifetime,
            interval: read.interval,
        })
    }
}

impl DevicePoll {
    fn built(&self, client: &Client, auth: ClientAuth) -> Result<HttpRequest, Error> {
        let code = self.code.expose_secret();
        let built = match self.kind {
            DeviceKind::Standard => self.standard(client, code, auth),
            DeviceKind::Plex => plex::poll(&self.endpoint, code, &client.id),
            DeviceKind::Nextcloud => nextcloud::poll(&self.endpoint, code),
        };
        built.ok_or(Error::Unusable("the token endpoint of the device grant"))
    }

    fn standard(&self, client: &Client, code: &str, auth: ClientAuth) -> Option<HttpRequest> {
        let mut form = Form::default();
        form.add(
            "grant_type",
            self.grant_type.as_deref().unwrap_or(GRANT_TYPE),
        );
        form.add(
            self.code_parameter.as_deref().unwrap_or("device_code"),
            code,
        );
        let further = client.token_parameters.iter();
        let further = further.filter(|(name, _)| !self.with.contains_key(*name));
        for (name, value) in further.chain(&self.with) {
            form.add(name, value);
        }
        let request = form.request(client, &self.endpoint, auth)?;
        Some(client.dialect.request(request))
    }
}

#[cfg(test)]
mod tests;
