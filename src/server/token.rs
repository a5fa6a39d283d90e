//! The token endpoint: turns codes, device codes and refresh tokens into tokens.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::error::Error;
use super::grants::{Issued, Redemption};
use super::parameters::{Body, Parameters};
use super::{AuthorizationServer, Client, DEVICE_GRANT, credentials};

/// Answers a token request.
pub(super) async fn exchange(
    State(server): State<AuthorizationServer>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let issued = Parameters::read(&headers, body)
        .and_then(|parameters| issue(&server, &headers, &parameters));
    server.answer(issued.map(|issued| {
        let no_store = [(header::CACHE_CONTROL, "no-store")];
        (no_store, Json(describe(&issued))).into_response()
    }))
}

fn issue(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<Issued, Error> {
    let client = credentials::authenticate(server, headers, parameters)?;
    if let Some(failure) = server.0.failure {
        return Err(Error::Told(failure));
    }
    let issued = match parameters.find("grant_type") {
        Some("authorization_code") => redeem(server, client, parameters)?,
        Some("refresh_token") => refresh(server, client, parameters)?,
        Some(DEVICE_GRANT) => redeem_device(server, client, parameters)?,
        Some(_) => return Err(Error::UnsupportedGrantType),
        None => return Err(Error::InvalidRequest("grant_type is missing")),
    };
    tracing::info!(client.id, "tokens issued");
    Ok(issued)
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

fn redeem_device(
    server: &AuthorizationServer,
    client: &Client,
    parameters: &Parameters,
) -> Result<Issued, Error> {
    let code = parameters
        .find("device_code")
        .ok_or(Error::InvalidRequest("device_code is missing"))?;
    Ok(server.0.grants.redeem_device(&client.id, code)?)
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
        "expires_in": issued.lifetime,
        "scope": issued.scope,
    });
    if let (Some(refresh), Some(members)) = (&issued.refresh, answer.as_object_mut()) {
        members.insert("refresh_token".to_owned(), refresh.expose_secret().into());
    }
    answer
}

/// [RFC 7636, section 4.1](https://www.rfc-editor.org/rfc/rfc7636#section-4.1).
fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
}
