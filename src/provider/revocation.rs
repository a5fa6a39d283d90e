//! Revoking a token at its authorization server (RFC 7009).

use http::StatusCode;
use oauth2::HttpRequest;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::error_code;
use super::form::{self, Form};
use super::http::busy;
use super::{Client, Error, Provider};
use crate::registration::ClientAuth;
use crate::sealed_form;
use crate::token::TokenAnswer;

/// A token that is to be revoked, with the client and place that it belongs to. It is serialised to
/// be sealed, and for nothing else.
#[derive(Debug, Serialize, Deserialize)]
pub struct Revocation {
    client: Client,
    endpoint: String,
    hint: Hint,
    #[serde(serialize_with = "sealed_form::expose")]
    token: Option<SecretString>,
}

/// What kind of token it is (RFC 7009 section 2.1).
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Hint {
    AccessToken,
    RefreshToken,
}

impl Hint {
    fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "access_token",
            Self::RefreshToken => "refresh_token",
        }
    }
}

impl Revocation {
    /// What ends this token: revoking the refresh token, where there is one, ends the access token
    /// too. `None` where the server has no place for it.
    #[must_use]
    pub fn of(answer: &TokenAnswer, client: &Client) -> Option<Self> {
        let endpoint = client.revocation_endpoint.clone()?;
        let (hint, token) = match answer.refresh_token() {
            Some(token) => (Hint::RefreshToken, token),
            None => (Hint::AccessToken, answer.access_token()?.into()),
        };
        Some(Self {
            client: client.clone(),
            endpoint,
            hint,
            token: Some(token),
        })
    }

    fn request(&self, auth: ClientAuth) -> Result<HttpRequest, Error> {
        let token = self.token.as_ref().map_or("", ExposeSecret::expose_secret);
        let mut form = Form::default();
        form.add("token", token);
        form.add("token_type_hint", self.hint.as_str());
        form.request(&self.client, &self.endpoint, auth)
            .ok_or(Error::Unusable("the revocation endpoint"))
    }
}

impl Provider {
    /// Revokes a token. A token that the server does not know counts as revoked, as in RFC 7009
    /// section 2.2.
    pub async fn revoke(&self, revocation: &Revocation) -> Result<(), Error> {
        let attempt = |auth| self.send_revocation(revocation, auth);
        form::authenticated(&revocation.client, attempt)
            .await
            .map(|_| ())
    }

    async fn send_revocation(
        &self,
        revocation: &Revocation,
        auth: ClientAuth,
    ) -> Result<(), Error> {
        let answer = self
            .http
            .fetch(revocation.request(auth)?)
            .await
            .map_err(Error::Transient)?;
        if answer.status().is_success() {
            return Ok(());
        }
        if let Some(busy) = busy(answer.status(), answer.headers()) {
            return Err(Error::Transient(busy));
        }
        let told: Option<Value> = serde_json::from_slice(answer.body()).ok();
        let told = told.as_ref().and_then(|told| told["error"].as_str());
        let code = match (told, answer.status()) {
            (Some(told), _) => error_code(told),
            (None, StatusCode::UNAUTHORIZED) => "invalid_client".to_owned(),
            (None, _) => "unknown_error".to_owned(),
        };
        Err(Error::Refused(code))
    }
}
