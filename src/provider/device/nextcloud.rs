//! Nextcloud's Login Flow v2: a link of its own for each login, which ends with a login name and a
//! password for this device alone.

use std::collections::BTreeMap;

use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue, USER_AGENT};
use oauth2::{HttpRequest, HttpResponse};
use serde_json::{Map, Value};
use url::form_urlencoded::Serializer;

use super::Error;
use super::authorization::{self, Told, device_code, page};

/// What begins a login; the user agent is what the person is asked to trust.
pub(super) fn begin(endpoint: &str, device_name: &str) -> Option<HttpRequest> {
    let mut request = post(endpoint, Vec::new())?;
    let agent = format!("{} ({device_name})", env!("CARGO_PKG_NAME"));
    if let Ok(agent) = HeaderValue::from_bytes(agent.as_bytes()) {
        request.headers_mut().insert(USER_AGENT, agent);
    }
    Some(request)
}

/// Asks what has come of it.
pub(super) fn poll(endpoint: &str, token: &str) -> Option<HttpRequest> {
    let mut form = Serializer::new(String::new());
    form.append_pair("token", token);
    post(endpoint, form.finish().into_bytes())
}

fn post(endpoint: &str, form: Vec<u8>) -> Option<HttpRequest> {
    http::Request::builder()
        .method(Method::POST)
        .uri(endpoint)
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form)
        .ok()
}

/// Reads the answer that begins it. Where it is polled stands in the preset: behind a proxy the
/// answer often names another address, and nothing secret goes where an answer says.
pub(super) fn read(answer: &HttpResponse) -> Result<Told, Error> {
    let members = authorization::members(answer, "error")?;
    let token = members.get("poll").and_then(|poll| poll.get("token"));
    let login = members.get("login").and_then(Value::as_str);
    Ok(Told {
        device_code: device_code(token)?,
        user_code: None,
        verification_uri: login.and_then(page).ok_or(Error::Unreadable)?,
        verification_uri_complete: None,
        lifetime: None,
        interval: authorization::default_interval(),
        with: BTreeMap::new(),
    })
}

/// The app password as a token: both members of HTTP Basic, and the server they are for.
pub(super) fn token(members: &Map<String, Value>) -> Option<Map<String, Value>> {
    let mut token = Map::new();
    let password = members.get("appPassword")?.as_str()?;
    token.insert("access_token".to_owned(), password.into());
    token.insert("token_type".to_owned(), "Basic".into());
    for key in ["server", "loginName"] {
        token.insert(key.to_owned(), members.get(key)?.as_str()?.into());
    }
    Some(token)
}
