//! What token endpoints really send, made into what RFC 6749 section 5 says.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use oauth2::basic::BasicTokenType;
use oauth2::{AccessToken, HttpResponse, RefreshToken, Scope, TokenResponse};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::time::Duration;

use super::Error;
use crate::token::TokenAnswer;

/// One of these is in each answer that is meant for us.
const TOLD: [&str; 3] = ["access_token", "device_code", "error"];

/// A token answer as `oauth2` wants to see it, with every member kept.
#[derive(Deserialize, Serialize)]
#[serde(try_from = "Map<String, Value>", into = "Map<String, Value>")]
pub(super) struct Parsed {
    members: Map<String, Value>,
    access_token: AccessToken,
    token_type: BasicTokenType,
    refresh_token: Option<RefreshToken>,
}

impl std::fmt::Debug for Parsed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Parsed([redacted])")
    }
}

impl Clone for Parsed {
    fn clone(&self) -> Self {
        Self {
            members: self.members.clone(),
            access_token: self.access_token.clone(),
            token_type: self.token_type.clone(),
            refresh_token: self.refresh_token.clone(),
        }
    }
}

impl TryFrom<Map<String, Value>> for Parsed {
    type Error = &'static str;

    fn try_from(members: Map<String, Value>) -> Result<Self, Self::Error> {
        let text = |key: &str| members.get(key).and_then(Value::as_str).map(str::to_owned);
        let access_token = text("access_token").ok_or("there is no access_token")?;
        Ok(Self {
            access_token: AccessToken::new(access_token),
            token_type: BasicTokenType::Bearer,
            refresh_token: text("refresh_token").map(RefreshToken::new),
            members,
        })
    }
}

impl From<Parsed> for Map<String, Value> {
    fn from(parsed: Parsed) -> Self {
        parsed.members
    }
}

impl TokenResponse for Parsed {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &BasicTokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        None
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

impl Parsed {
    pub(super) fn into_token(self) -> Result<TokenAnswer, Error> {
        TokenAnswer::new(self.members).ok_or(Error::Unreadable)
    }
}

/// Brings an answer into the form that the standard asks for: JSON with status 200, or 400 and an
/// error. An unreadable body is dropped and refused later: of one that only begins well, `oauth2`
/// would take the beginning, with none of this done to it. A token that is further down, at
/// `token_path`, is brought up.
pub(super) fn normalised(answer: HttpResponse, token_path: Option<&str>) -> HttpResponse {
    let (mut head, body) = answer.into_parts();
    if let Some(members) = token_members(&head.headers, &body, token_path) {
        if head.status.is_success() {
            head.status = if is_error(&members) {
                StatusCode::BAD_REQUEST
            } else {
                StatusCode::OK
            };
        }
        head.headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Ok(body) = serde_json::to_vec(&members) {
            return HttpResponse::from_parts(head, body);
        }
    }
    HttpResponse::from_parts(head, Vec::new())
}

/// The members of a token answer, as the standard names and writes them.
pub(super) fn token_members(
    headers: &HeaderMap,
    body: &[u8],
    token_path: Option<&str>,
) -> Option<Map<String, Value>> {
    let mut members = members(headers, body)?;
    if let Some(path) = token_path {
        lift(&mut members, path);
    }
    tidy(&mut members);
    Some(members)
}

/// The members of a JSON or form-encoded body (quirk Q1).
pub(super) fn members(headers: &HeaderMap, body: &[u8]) -> Option<Map<String, Value>> {
    if let Ok(members) = serde_json::from_slice(body) {
        return Some(members);
    }
    let content_type = headers
        .get(CONTENT_TYPE)?
        .to_str()
        .ok()?
        .to_ascii_lowercase();
    // Some servers call a form plain text; HTML is never one.
    if !content_type.starts_with("application/x-www-form-urlencoded")
        && !content_type.starts_with("text/plain")
    {
        return None;
    }
    let members: Map<String, Value> = url::form_urlencoded::parse(body)
        .map(|(key, value)| (key.into_owned(), Value::String(value.into_owned())))
        .collect();
    let is_told = |name: &&str| members.contains_key(*name);
    TOLD.iter().any(is_told).then_some(members)
}

/// An error that came with a status of success (quirk Q2).
fn is_error(members: &Map<String, Value>) -> bool {
    members.get("error").is_some_and(|error| !error.is_null())
        && !members.contains_key("access_token")
}

/// Brings up the members of the object at this path, if that holds the token and the root does not.
/// Nothing of it stays below, where nobody would look for a refresh token.
fn lift(members: &mut Map<String, Value>, path: &str) {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(mut below) = members.remove(first) else {
        return;
    };
    let names = rest.split('.').filter(|name| !name.is_empty());
    let pointer = names.fold(String::new(), |pointer, name| pointer + "/" + name);
    let inner = below.pointer_mut(&pointer).and_then(Value::as_object_mut);
    if !members.contains_key("access_token")
        && let Some(inner) = inner
    {
        members.extend(std::mem::take(inner));
    }
}

/// Single members that servers write in their own way (quirks Q3 to Q5).
fn tidy(members: &mut Map<String, Value>) {
    if members.contains_key("access_token")
        && !members.get("token_type").is_some_and(Value::is_string)
    {
        members.insert("token_type".to_owned(), "Bearer".into());
    }
    let lifetime = match members.get("expires_in") {
        Some(Value::String(text)) => Some(text.trim().parse::<u64>().ok()),
        _ => None,
    };
    match lifetime {
        Some(Some(seconds)) => {
            members.insert("expires_in".to_owned(), seconds.into());
        }
        Some(None) => {
            members.remove("expires_in");
        }
        None => {}
    }
    if let Some(Value::Array(scopes)) = members.get("scope") {
        let joined = scopes
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        members.insert("scope".to_owned(), joined.into());
    }
    // Ours to compute; a foreign one would look like ours on the bus.
    members.remove("expires_at");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer(status: u16, content_type: &str, body: &str) -> (u16, Value) {
        let mut answer = HttpResponse::new(body.as_bytes().to_vec());
        *answer.status_mut() = StatusCode::from_u16(status).unwrap();
        answer
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
        let answer = normalised(answer, None);
        let value = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
        (answer.status().as_u16(), value)
    }

    #[test]
    fn a_form_becomes_json() {
        let body = "access_token=a&scope=x%2Cy&token_type=bearer&expires_in=60";
        let (status, members) = answer(
            200,
            "application/x-www-form-urlencoded; charset=utf-8",
            body,
        );
        assert_eq!(status, 200);
        assert_eq!(
            members,
            json!({"access_token": "a", "scope": "x,y", "token_type": "bearer", "expires_in": 60})
        );
    }

    #[test]
    fn a_token_further_down_is_brought_up() {
        let lifted = |mut members: Value, path| {
            lift(members.as_object_mut().unwrap(), path);
            members
        };
        let token = json!({"access_token": "a", "refresh_token": "r"});
        assert_eq!(lifted(json!({"status": 0, "body": token}), "body"), {
            json!({"status": 0, "access_token": "a", "refresh_token": "r"})
        });
        assert_eq!(lifted(json!({"b": {"t": token}}), "b.t"), token);
        let both = json!({"access_token": "root", "authed_user": token});
        assert_eq!(lifted(both, "authed_user"), json!({"access_token": "root"}));
        for none in [json!({"body": "x"}), json!({"body": {}}), json!({})] {
            assert_eq!(lifted(none, "body"), json!({}));
        }
    }

    #[test]
    fn an_error_under_200_is_an_error() {
        let (status, members) = answer(
            200,
            "application/json",
            r#"{"error":"bad_verification_code"}"#,
        );
        assert_eq!(
            (status, &members["error"]),
            (400, &json!("bad_verification_code"))
        );
    }

    #[test]
    fn created_counts_as_success_and_a_missing_type_as_bearer() {
        let (status, members) = answer(
            201,
            "text/json",
            r#"{"access_token":"a","scope":["x","y"]}"#,
        );
        assert_eq!(status, 200);
        assert_eq!(
            members,
            json!({"access_token": "a", "token_type": "Bearer", "scope": "x y"})
        );
    }

    #[test]
    fn a_lifetime_that_is_no_number_is_dropped() {
        let (_, members) = answer(
            200,
            "application/json",
            r#"{"access_token":"a","expires_in":"soon"}"#,
        );
        assert_eq!(members.get("expires_in"), None);
    }

    #[test]
    fn html_stays_unreadable() {
        assert_eq!(
            answer(200, "text/html", "<html>access_token=x</html>"),
            (200, Value::Null)
        );
        assert_eq!(
            answer(502, "text/html", "<h1>bad gateway</h1>"),
            (502, Value::Null)
        );
    }

    #[test]
    fn an_answer_that_goes_on_after_its_end_is_unreadable() {
        for (status, body) in [
            (200, r#"{"access_token":"a","expires_at":1}{}"#),
            (400, r#"{"error":"invalid_grant"}<html>"#),
        ] {
            let mut answer = HttpResponse::new(body.as_bytes().to_vec());
            *answer.status_mut() = StatusCode::from_u16(status).unwrap();
            assert!(normalised(answer, None).body().is_empty(), "{body}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_answer_is_a_token_an_error_or_unreadable(
            status in 200_u16..600,
            body in proptest::collection::vec(proptest::num::u8::ANY, 0..200),
            kind in "(application/json|application/x-www-form-urlencoded|text/plain|text/html|\\PC{0,10})",
            lifetime in "\\PC{0,12}",
        ) {
            let form = format!("access_token=a&expires_in={lifetime}").into_bytes();
            let json = format!(r#"{{"access_token":"a","expires_in":{lifetime}}}"#).into_bytes();
            for body in [body, form, json] {
                let mut answer = HttpResponse::new(body);
                *answer.status_mut() = StatusCode::from_u16(status).unwrap();
                if let Ok(kind) = HeaderValue::from_str(&kind) {
                    answer.headers_mut().insert(CONTENT_TYPE, kind);
                }
                let answer = normalised(answer, None);
                if let Ok(parsed) = serde_json::from_slice::<Parsed>(answer.body()) {
                    let told = parsed.into_token().map(|token| token.lifetime());
                    proptest::prop_assert!(told.is_err() || told.unwrap().is_none_or(f64::is_finite));
                }
            }
        }
    }
}
