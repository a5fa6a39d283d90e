//! How a server wants to be spoken to, where that is not RFC 6749's way.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use http::HeaderValue;
use http::header::CONTENT_TYPE;
use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::{Url, form_urlencoded};

use super::http::HttpError;
use super::revocation::RevocationKind;
use super::{HttpClient, answer, http::busy};
use crate::field::{text, word};
use crate::refusal::Refusal;

/// The parameters that servers are known to call by other names.
const RENAMED: [&str; 3] = ["client_id", "client_secret", "scope"];

/// How a server differs from the standard in what every login needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// What stands between scopes, where it is no space.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope_separator: Option<String>,
    /// Other names of `client_id`, `client_secret` and `scope`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rename: BTreeMap<String, String>,
    /// The form of token requests.
    #[serde(default, skip_serializing_if = "TokenBody::is_form")]
    pub token_body: TokenBody,
    /// The member of an answer that holds the token; dots lead further down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_path: Option<String>,
    /// How its tokens are revoked.
    #[serde(default, skip_serializing_if = "RevocationKind::is_standard")]
    pub revocation_kind: RevocationKind,
}

/// The form of token requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenBody {
    /// As the standard has it.
    #[default]
    Form,
    /// A JSON object.
    Json,
}

impl TokenBody {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    fn is_form(&self) -> bool {
        *self == Self::Form
    }
}

impl Dialect {
    /// Reads it from the fields of a registration.
    pub(crate) fn read(data: &Map<String, Value>) -> Result<Self, Refusal> {
        let rename = match data.get("rename") {
            None | Some(Value::Null) => BTreeMap::new(),
            Some(value) => serde_json::from_value(value.clone())
                .map_err(|_| Refusal::request("rename must be an object of strings"))?,
        };
        Self::check_rename(&rename)?;
        // A space is the standard's own, and blank text counts as none.
        let scope_separator = text(data, "scope_separator")?;
        if scope_separator.as_ref().is_some_and(|text| text.len() > 4) {
            return Err(Refusal::request(
                "scope_separator is longer than 4 bytes: it stands between scopes, as a comma does",
            ));
        }
        Ok(Self {
            scope_separator,
            rename,
            token_body: word(data, "token_body", "form or json")?.unwrap_or_default(),
            token_path: text(data, "token_path")?,
            revocation_kind: word(
                data,
                "revocation_kind",
                "rfc7009, post-bearer, delete-basic or delete-query",
            )?
            .unwrap_or_default(),
        })
    }

    /// New names are only for what may have them, and may not be those of other parameters.
    pub(crate) fn check_rename(rename: &BTreeMap<String, String>) -> Result<(), Refusal> {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        for (name, other) in rename {
            if !RENAMED.contains(&name.as_str()) {
                return Err(Refusal::request(format!(
                    "rename may give another name to {} alone",
                    RENAMED.join(", ")
                )));
            }
            let is_name = (1..=64).contains(&other.len()) && other.bytes().all(is_plain);
            if !is_name || super::OURS.contains(&other.as_str()) {
                return Err(Refusal::request(format!(
                    "rename.{name} must be a name that no other parameter has"
                )));
            }
        }
        Ok(())
    }

    /// The scopes of a text, as this server wants them to be joined.
    #[must_use]
    pub(crate) fn scope(&self, scope: &str) -> String {
        let scopes: Vec<&str> = scope.split_whitespace().collect();
        scopes.join(self.scope_separator.as_deref().unwrap_or(" "))
    }

    /// An authorization URL with the names of this server.
    #[must_use]
    pub(super) fn renamed(&self, mut url: Url) -> Url {
        if self.rename.is_empty() {
            return url;
        }
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let pairs = pairs.iter().map(|(name, value)| (self.name(name), value));
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        url.set_query(Some(&query));
        url
    }

    fn name<'n>(&'n self, name: &'n str) -> &'n str {
        self.rename.get(name).map_or(name, String::as_str)
    }

    /// A request in the form and with the names of this server.
    pub(super) fn request(&self, mut request: HttpRequest) -> HttpRequest {
        if self.rename.is_empty() && self.token_body == TokenBody::Form {
            return request;
        }
        let pairs: Vec<(String, String)> = form_urlencoded::parse(request.body())
            .into_owned()
            .collect();
        let pairs = pairs.iter().map(|(name, value)| (self.name(name), value));
        let body = match self.token_body {
            TokenBody::Form => form_urlencoded::Serializer::new(String::new())
                .extend_pairs(pairs)
                .finish(),
            TokenBody::Json => {
                let json = HeaderValue::from_static("application/json");
                request.headers_mut().insert(CONTENT_TYPE, json);
                let members = pairs.map(|(name, value)| (name.to_owned(), value.as_str().into()));
                Value::Object(members.collect()).to_string()
            }
        };
        *request.body_mut() = body.into_bytes();
        request
    }
}

/// The HTTP client, speaking one server's dialect.
pub(super) struct Speaker<'a> {
    /// The client.
    pub(super) http: &'a HttpClient,
    /// The dialect.
    pub(super) dialect: &'a Dialect,
}

impl Speaker<'_> {
    /// Sends a token request and reads its answer into the form that the standard asks for.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let whole = self.http.fetch(self.dialect.request(request)).await?;
        match busy(whole.status(), whole.headers()) {
            Some(busy) => Err(busy),
            None => Ok(answer::normalised(
                whole,
                self.dialect.token_path.as_deref(),
            )),
        }
    }
}

impl<'c> AsyncHttpClient<'c> for Speaker<'_> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn dialect(fields: &Value) -> Result<Dialect, Refusal> {
        Dialect::read(fields.as_object().unwrap())
    }

    #[test]
    fn a_request_takes_the_servers_form_and_names() {
        let form = "grant_type=refresh_token&refresh_token=r%2B&client_id=c&scope=a";
        let request = || HttpRequest::new(form.as_bytes().to_vec());
        let plain = dialect(&json!({})).unwrap().request(request());
        assert_eq!(plain.body(), form.as_bytes());
        let renaming = dialect(&json!({"rename": {"client_id": "app_id", "scope": "perms"}}));
        let renamed = renaming.unwrap().request(request());
        assert_eq!(
            String::from_utf8_lossy(renamed.body()),
            "grant_type=refresh_token&refresh_token=r%2B&app_id=c&perms=a"
        );
        let json = dialect(&json!({"token_body": "json"}))
            .unwrap()
            .request(request());
        assert_eq!(json.headers()[CONTENT_TYPE], "application/json");
        let body: Value = serde_json::from_slice(json.body()).unwrap();
        assert_eq!(body["refresh_token"], "r+");
        assert_eq!(body["client_id"], "c");
    }

    #[test]
    fn what_would_break_a_login_is_refused() {
        for bad in [
            json!({"rename": {"state": "x"}}),
            json!({"rename": {"client_id": "state"}}),
            json!({"rename": {"client_id": ""}}),
            json!({"rename": {"client_id": 7}}),
            json!({"rename": "x"}),
            json!({"token_body": "xml"}),
            json!({"scope_separator": ",,,,,"}),
        ] {
            assert_eq!(
                dialect(&bad).unwrap_err().code(),
                "invalid_request",
                "{bad}"
            );
        }
    }

    #[test]
    fn scopes_are_joined_as_the_server_wants() {
        let comma = dialect(&json!({"scope_separator": ","})).unwrap();
        assert_eq!(comma.scope("a  b c"), "a,b,c");
        assert_eq!(Dialect::default().scope("a  b"), "a b");
    }
}
