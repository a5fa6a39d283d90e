//! The device authorization endpoint: gives a device its two codes.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;
use serde_json::json;
use url::form_urlencoded;

use super::error::Error;
use super::grants::{Busy, Opened};
use super::parameters::{Body, Parameters};
use super::place::{From, Issuer};
use super::{AuthorizationServer, Grant, credentials, scope};

/// Answers a device authorization request
/// ([RFC 8628, section 3.1](https://www.rfc-editor.org/rfc/rfc8628#section-3.1)).
pub(super) async fn begin(
    State(server): State<AuthorizationServer>,
    (issuer, from): (Issuer, From),
    headers: HeaderMap,
    body: Body,
) -> Response {
    let opened = Parameters::read(&headers, body)
        .and_then(|parameters| open(&server, &headers, &parameters, from));
    server.answer(opened.map(|opened| describe(&issuer, &opened)))
}

fn open(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    parameters: &Parameters,
    From(address): From,
) -> Result<Opened, Error> {
    let client = credentials::authenticate(server, headers, parameters)?;
    if !client.may_begin(Grant::Device) {
        let why = "this client may not use the device grant";
        return Err(Error::UnauthorizedClient(why));
    }
    let scope = scope::find_granted(client, parameters.find("scope"), true)?;
    let opened = server.0.grants.devices().open(&client.id, scope, address);
    let opened = opened.map_err(|Busy| Error::Busy)?;
    tracing::info!(client.id, "a device waits for a person");
    Ok(opened)
}

fn describe(Issuer(issuer): &Issuer, opened: &Opened) -> Response {
    let code = opened.user_code.to_string();
    let page = format!("{issuer}/activate");
    // The key is what no one guesses; the code is there for the person to compare.
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("user_code", &code)
        .append_pair("key", &opened.key)
        .finish();
    let body = json!({
        "device_code": opened.device_code.expose_secret(),
        "user_code": code,
        "verification_uri": page,
        "verification_uri_complete": format!("{page}?{query}"),
        "expires_in": opened.lifetime,
        "interval": opened.interval,
    });
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
