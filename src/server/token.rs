//! The token endpoint: turns codes and refresh tokens into tokens.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::grants::{Issued, Redemption, Refusal};
use super::parameters::Parameters;
use super::{AuthorizationServer, Client, credentials};

/// Why the endpoint gives no token
/// ([RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2)).
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("{0}")]
    InvalidRequest(&'static str),
    #[error("the client is not known or has not proven who it is")]
    InvalidClient,
    #[error("{0}")]
    InvalidGrant(Refusal),
    #[error("the scope is wider than the granted one")]
    InvalidScope,
    #[error("grant_type must be authorization_code or refresh_token")]
    UnsupportedGrantType,
}

impl Error {
    fn code(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant(_) => "invalid_grant",
            Self::InvalidScope => "invalid_scope",
            Self::UnsupportedGrantType => "unsupported_grant_type",
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::ScopeTooWide => Self::InvalidScope,
            other => Self::InvalidGrant(other),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let body = Json(json!({ "error": self.code(), "error_description": self.to_string() }));
        let no_store = [(header::CACHE_CONTROL, "no-store")];
        if matches!(self, Self::InvalidClient) {
            let basic = [(
                header::WWW_AUTHENTICATE,
                "Basic realm=\"practice\", charset=\"UTF-8\"",
            )];
            return (StatusCode::UNAUTHORIZED, no_store, basic, body).into_response();
        }
        (StatusCode::BAD_REQUEST, no_store, body).into_response()
    }
}

/// Answers a token request.
pub(super) async fn exchange(
    State(server): State<AuthorizationServer>,
    headers: HeaderMap,
    form: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    if !is_form(&headers) {
        return Err(Error::InvalidRequest(
            "the body must be application/x-www-form-urlencoded",
        ));
    }
    let form = form.map_err(|_| Error::InvalidRequest("the form is too long or incomplete"))?;
    let parameters = Parameters::parse(&form);
    if parameters.has_repeated() {
        return Err(Error::InvalidRequest("a parameter occurs twice"));
    }
    let client = credentials::authenticate(&server, &headers, &parameters)?;
    let issued = match parameters.find("grant_type") {
        Some("authorization_code") => redeem(&server, client, &parameters)?,
        Some("refresh_token") => refresh(&server, client, &parameters)?,
        Some(_) => return Err(Error::UnsupportedGrantType),
        None => return Err(Error::InvalidRequest("grant_type is missing")),
    };
    tracing::info!(client.id, "tokens issued");
    Ok((
        [(header::CACHE_CONTROL, "no-store")],
        Json(describe(&issued)),
    )
        .into_response())
}

fn redeem(
    server: &AuthorizationServer,
    client: &Client,
    parameters: &Parameters,
) -> Result<Issued, Error> {
    let required = |name, missing| parameters.find(name).ok_or(Error::InvalidRequest(missing));
    let redemption = Redemption {
        client_id: &client.id,
        code: required("code", "code is missing")?,
        redirect_uri: required("redirect_uri", "redirect_uri is missing")?,
        verifier: required("code_verifier", "code_verifier is missing")?,
    };
    if !is_verifier(redemption.verifier) {
        let rule = "code_verifier must be 43 to 128 unreserved characters";
        return Err(Error::InvalidRequest(rule));
    }
    Ok(server.0.grants.redeem(&redemption)?)
}

fn refresh(
    server: &AuthorizationServer,
    client: &Client,
    parameters: &Parameters,
) -> Result<Issued, Error> {
    let token = parameters
        .find("refresh_token")
        .ok_or(Error::InvalidRequest("refresh_token is missing"))?;
    Ok(server
        .0
        .grants
        .refresh(&client.id, token, parameters.find("scope"))?)
}

fn describe(issued: &Issued) -> Value {
    let mut answer = json!({
        "access_token": issued.access.expose_secret(),
        "token_type": "Bearer",
        "expires_in": issued.lifetime.as_secs(),
        "scope": issued.scope,
    });
    if let (Some(refresh), Some(members)) = (&issued.refresh, answer.as_object_mut()) {
        members.insert("refresh_token".to_owned(), refresh.expose_secret().into());
    }
    answer
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| {
            kind.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        })
}

/// [RFC 7636, section 4.1](https://www.rfc-editor.org/rfc/rfc7636#section-4.1).
fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
}
