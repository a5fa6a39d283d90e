//! The device authorization endpoint: gives a device its two codes.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use secrecy::ExposeSecret;
use serde_json::json;
use url::form_urlencoded;

use super::error::Error;
use super::grants::Opened;
use super::parameters::{Body, Parameters};
use super::place::{From, Issuer};
use super::{AuthorizationServer, GrantType, credentials, scope};

/// Answers a device authorization request
/// ([RFC 8628, section 3.1](https://www.rfc-editor.org/rfc/rfc8628#section-3.1)).
pub(super) async fn begin(
    State(server): State<AuthorizationServer>,
    (issuer, from): (Issuer, From),
    headers: HeaderMap,
    body: Body,
) -> Response {
    let page = server.page(&issuer);
    // Nobody waits who could not be told where.
    let opened = match (page, Parameters::read(&headers, body)) {
        (Ok(page), Ok(parameters)) => open(&server, &headers, &parameters, from)
            .await
            .map(|opened| describe(&page, &opened)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    server.answer(opened)
}

async fn open(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    parameters: &Parameters,
    From(address): From,
) -> Result<Opened, Error> {
    let client = credentials::authenticate(server, headers, parameters).await?;
    if !client.may_begin(GrantType::Device) {
        let why = "this client may not use the device grant";
        return Err(Error::UnauthorizedClient(why));
    }
    let practises = server.0.grants.practises();
    let scope = scope::find_granted(&client, parameters.find("scope"), practises)?;
    let devices = server.0.grants.devices();
    let opened = devices.open(&client.id, &scope, address).await?;
    tracing::info!(client.id, "a device waits for a person");
    Ok(opened)
}

/// The answer, with the address of the page where a person goes.
fn describe(page: &str, opened: &Opened) -> Response {
    let code = opened.user_code.to_string();
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

impl AuthorizationServer {
    /// Where people type codes: at the device's pages, or where a practice server is asked.
    fn page(&self, Issuer(issuer): &Issuer) -> Result<String, Error> {
        match &self.0.people {
            Some(people) => {
                let page = people.address.activation_page();
                page.map_err(|_| Error::NoAddress)
            }
            None => Ok(format!("{issuer}/activate")),
        }
    }
}
