//! Revoking a token at its authorization server: RFC 7009, and what servers have instead (Q21).

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{Method, StatusCode};
use oauth2::HttpRequest;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

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

/// The request that revokes a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RevocationKind {
    /// As in RFC 7009.
    #[default]
    Rfc7009,
    /// POST with the access token as Bearer, and nothing in it.
    PostBearer,
    /// DELETE with HTTP Basic, and the access token in a JSON object.
    DeleteBasic,
    /// DELETE with client and access token in the query.
    DeleteQuery,
}

impl RevocationKind {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    pub(super) fn is_standard(&self) -> bool {
        *self == Self::Rfc7009
    }
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
        // Servers with a request of their own know access tokens alone.
        let is_standard = client.dialect.revocation_kind.is_standard();
        let (hint, token) = match answer.refresh_token().filter(|_| is_standard) {
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
        let id = utf8_percent_encode(&self.client.id, NON_ALPHANUMERIC).to_string();
        let endpoint = self.endpoint.replace(CLIENT_ID, &id);
        match self.client.dialect.revocation_kind {
            RevocationKind::Rfc7009 => {
                let mut form = Form::default();
                form.add("token", token);
                form.add("token_type_hint", self.hint.as_str());
                form.request(&self.client, &endpoint, auth)
            }
            RevocationKind::PostBearer => bare(Method::POST, &endpoint)
                .header(AUTHORIZATION, format!("Bearer {token}"))
                .body(Vec::new())
                .ok(),
            RevocationKind::DeleteBasic => bare(Method::DELETE, &endpoint)
                .header(AUTHORIZATION, form::basic(&self.client))
                .header(CONTENT_TYPE, "application/json")
                .body(json!({ "access_token": token }).to_string().into_bytes())
                .ok(),
            RevocationKind::DeleteQuery => {
                let mut url = Url::parse(&endpoint).map_err(|_| UNUSABLE)?;
                let secret = self.client.secret.as_ref();
                url.query_pairs_mut()
                    .append_pair("client_id", &self.client.id)
                    .append_pair(
                        "client_secret",
                        secret.map_or("", ExposeSecret::expose_secret),
                    )
                    .append_pair("access_token", token);
                bare(Method::DELETE, url.as_str()).body(Vec::new()).ok()
            }
        }
        .ok_or(UNUSABLE)
    }
}

const UNUSABLE: Error = Error::Unusable("the revocation endpoint");

/// What stands for the client id in an endpoint.
const CLIENT_ID: &str = "{client_id}";

fn bare(method: Method, endpoint: &str) -> http::request::Builder {
    http::Request::builder()
        .method(method)
        .uri(endpoint)
        .header(ACCEPT, "application/json")
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The request that revokes a token with this kind of request.
    fn request(kind: RevocationKind) -> HttpRequest {
        let mut client = Client::of("my client");
        client.secret = Some("hush".into());
        client.revocation_endpoint = Some("https://p.example/apps/{client_id}/token".to_owned());
        client.dialect.revocation_kind = kind;
        let answer = json!({ "access_token": "at", "refresh_token": "rt" });
        let answer = TokenAnswer::new(answer.as_object().unwrap().clone()).unwrap();
        let revocation = Revocation::of(&answer, &client).unwrap();
        revocation.request(ClientAuth::Post).unwrap()
    }

    fn header(request: &HttpRequest, name: http::HeaderName) -> &str {
        request.headers()[name].to_str().unwrap()
    }

    #[test]
    fn the_standard_request_holds_the_refresh_token() {
        let request = request(RevocationKind::Rfc7009);
        let body = String::from_utf8(request.body().clone()).unwrap();
        assert!(
            body.starts_with("token=rt&token_type_hint=refresh_token&"),
            "{body}"
        );
        assert_eq!(request.uri().path(), "/apps/my%20client/token");
    }

    #[test]
    fn q21_other_servers_get_the_access_token_in_their_own_way() {
        let bearer = request(RevocationKind::PostBearer);
        assert_eq!(bearer.method(), Method::POST);
        assert_eq!(header(&bearer, AUTHORIZATION), "Bearer at");
        assert_eq!(bearer.body(), b"");

        let basic = request(RevocationKind::DeleteBasic);
        assert_eq!(basic.method(), Method::DELETE);
        assert!(header(&basic, AUTHORIZATION).starts_with("Basic "));
        assert_eq!(basic.body(), br#"{"access_token":"at"}"#);

        let query = request(RevocationKind::DeleteQuery);
        assert_eq!(query.method(), Method::DELETE);
        assert_eq!(
            query.uri().query(),
            Some("client_id=my+client&client_secret=hush&access_token=at")
        );
        for request in [bearer, basic, query] {
            let all = format!("{request:?}");
            assert!(!all.contains("rt\""), "{all}");
        }
    }
}
