//! The token endpoint: turns codes, device codes and refresh tokens into tokens.

use std::net::IpAddr;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::error::Error;
use super::grants::{Issued, Redemption, Refresh};
use super::parameters::{Body, Parameters};
use super::place::From;
use super::{AuthorizationServer, Client, DEVICE_GRANT, credentials};

/// Answers a token request.
pub(super) async fn exchange(
    State(server): State<AuthorizationServer>,
    from: From,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let issued = match Parameters::read(&headers, body) {
        Ok(parameters) => issue(&server, &headers, &parameters, from).await,
        Err(error) => Err(error),
    };
    server.answer(issued.map(|issued| {
        let no_store = [(header::CACHE_CONTROL, "no-store")];
        (no_store, Json(describe(&issued))).into_response()
    }))
}

async fn issue(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    parameters: &Parameters,
    From(address): From,
) -> Result<Issued, Error> {
    let client = &credentials::authenticate(server, headers, parameters).await?;
    if let Some(failure) = server.0.failure {
        return Err(Error::Told(failure));
    }
    let issued = match parameters.find("grant_type") {
        Some("authorization_code") if server.grants_codes() => {
            redeem(server, client, parameters, address).await?
        }
        Some("refresh_token") => refresh(server, client, parameters, address).await?,
        Some(DEVICE_GRANT) => redeem_device(server, client, parameters).await?,
        Some(_) => return Err(Error::UnsupportedGrantType(server.grant_types())),
        None => return Err(Error::InvalidRequest("grant_type is missing")),
    };
    tracing::info!(client.id, "tokens issued");
    Ok(issued)
}

async fn redeem(
    server: &AuthorizationServer,
    client: &Client,
    parameters: &Parameters,
    address: IpAddr,
) -> Result<Issued, Error> {
    let required = |name, missing| parameters.find(name).ok_or(Error::InvalidRequest(missing));
    let redemption = Redemption {
        client_id: &client.id,
        code: required("code", "code is missing")?,
        redirect_uri: parameters.find("redirect_uri"),
        verifier: required("code_verifier", "code_verifier is missing")?,
        address,
    };
    if !is_verifier(redemption.verifier) {
        let rule = "code_verifier must be 43 to 128 unreserved characters";
        return Err(Error::InvalidRequest(rule));
    }
    Ok(server.0.grants.redeem(&redemption).await?)
}

async fn redeem_device(
    server: &AuthorizationServer,
    client: &Client,
    parameters: &Parameters,
) -> Result<Issued, Error> {
    let code = parameters
        .find("device_code")
        .ok_or(Error::InvalidRequest("device_code is missing"))?;
    Ok(server.0.grants.redeem_device(&client.id, code).await?)
}

async fn refresh(
    server: &AuthorizationServer,
    client: &Client,
    parameters: &Parameters,
    address: IpAddr,
) -> Result<Issued, Error> {
    let token = parameters
        .find("refresh_token")
        .ok_or(Error::InvalidRequest("refresh_token is missing"))?;
    let refresh = Refresh {
        client_id: &client.id,
        token,
        scope: parameters.find("scope"),
        address,
    };
    Ok(server.0.grants.refresh(&refresh).await?)
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
