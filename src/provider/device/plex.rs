//! Plex' PIN: it is made, a person types it at plex.tv/link, and it is asked for until it holds a
//! token.

use http::Method;
use http::header::{ACCEPT, HeaderValue};
use oauth2::HttpRequest;
use serde_json::{Map, Value};
use url::Url;

use super::DeviceRules;

/// The header that says which device asks; a token belongs to it.
const IDENTIFIER: &str = "x-plex-client-identifier";

/// What calls of Plex' API carry the token in.
const TOKEN_TYPE: &str = "X-Plex-Token";

/// A request by this device.
pub(super) fn request(method: Method, endpoint: &str, id: &str) -> Option<HttpRequest> {
    http::Request::builder()
        .method(method)
        .uri(endpoint)
        .header(ACCEPT, "application/json")
        .header(IDENTIFIER, id)
        .header("x-plex-product", env!("CARGO_PKG_NAME"))
        .header("x-plex-version", env!("CARGO_PKG_VERSION"))
        .body(Vec::new())
        .ok()
}

/// With what the device is called in the person's list of devices.
pub(super) fn named(request: Option<HttpRequest>, device_name: &str) -> Option<HttpRequest> {
    let mut request = request?;
    if let Ok(name) = HeaderValue::from_bytes(device_name.as_bytes()) {
        request.headers_mut().insert("x-plex-device-name", name);
    }
    Some(request)
}

/// Asks for the PIN of this id.
pub(super) fn poll(endpoint: &str, pin: &str, id: &str) -> Option<HttpRequest> {
    let mut url = Url::parse(endpoint).ok()?;
    url.path_segments_mut().ok()?.pop_if_empty().push(pin);
    request(Method::GET, url.as_str(), id)
}

/// The names of its members.
pub(super) fn rules(rules: &DeviceRules) -> DeviceRules {
    let mut rules = rules.clone();
    for (name, its) in [
        ("device_code", "id"),
        ("user_code", "code"),
        ("expires_in", "expiresIn"),
    ] {
        rules
            .members
            .entry(name.to_owned())
            .or_insert(its.to_owned());
    }
    rules
}

/// Whether an answer is a PIN, with or without a token.
pub(super) fn is_pin(members: &Map<String, Value>) -> bool {
    members.contains_key("id") && members.contains_key("code")
}

/// The token of a PIN that a person has typed. The rest of it, such as where that person is, is
/// nobody's business.
pub(super) fn token(members: &Map<String, Value>) -> Option<Map<String, Value>> {
    let token = members.get("authToken")?.as_str()?;
    let identifier = members.get("clientIdentifier").cloned();
    let told = [
        ("access_token", Some(token.into())),
        ("token_type", Some(TOKEN_TYPE.into())),
        ("clientIdentifier", identifier),
    ];
    let told = told.into_iter();
    Some(
        told.filter_map(|(key, value)| Some((key.to_owned(), value?)))
            .collect(),
    )
}
