//! What a skill tells about its app: the fields of `oauth.register`, checked.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint;
use crate::id::AppId;
pub(crate) use crate::refusal::Refusal;
use crate::request::text;

/// How a client shows who it is at the token endpoint (RFC 6749 section 2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientAuth {
    /// HTTP Basic, id and secret form-encoded first.
    Basic,
    /// Id and secret in the body.
    Post,
    /// The id in the body: a public client.
    None,
}

/// Whether an authorization request carries a PKCE challenge (RFC 7636).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Pkce {
    /// SHA-256, the only method used.
    #[default]
    S256,
    /// None, for servers that break on it.
    Off,
}

/// An app as its skill registers it.
#[derive(Clone, Debug)]
pub(crate) struct Registration {
    /// Whose registration it is.
    pub app: AppId,
    /// Everything that may be read by anyone.
    pub public: Public,
    /// The client secret, where the skill ships one.
    pub client_secret: Option<SecretString>,
}

/// The part of a registration that holds no secret; the store keeps it as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Public {
    /// Where a person approves.
    pub auth_endpoint: String,
    /// Where codes and refresh tokens are exchanged.
    pub token_endpoint: String,
    /// Where refresh tokens are exchanged, if elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_endpoint: Option<String>,
    /// Scopes, joined by spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The client id, where the skill ships one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Whether the shell is asked to show QR codes.
    pub shell_integration: bool,
    /// The service's name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The issuer that an answer must name (RFC 9207).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// A redirect URI that is used as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// PKCE, on unless told otherwise.
    #[serde(default)]
    pub pkce: Pkce,
    /// Client authentication, found out where it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_auth: Option<ClientAuth>,
    /// More parameters for the authorization request.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// More parameters for every token request.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub token_parameters: BTreeMap<String, String>,
}

/// Parameters that are ours to set; a registration that names one would break its own login.
const RESERVED: [&str; 12] = [
    "client_id",
    "client_secret",
    "code",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "grant_type",
    "redirect_uri",
    "refresh_token",
    "response_type",
    "scope",
    "state",
];

impl Registration {
    /// Reads the payload of `oauth.register`; unknown fields are left alone.
    pub(crate) fn parse(app: AppId, data: &Map<String, Value>) -> Result<Self, Refusal> {
        let needed = |key: &'static str| {
            text(data, key)?
                .ok_or_else(|| {
                    Refusal::request(format!("{key} is missing: the skill must send it"))
                })
                .and_then(|url| endpoint::checked(key, &url))
        };
        let public = Public {
            auth_endpoint: needed("auth_endpoint")?,
            token_endpoint: needed("token_endpoint")?,
            refresh_endpoint: text(data, "refresh_endpoint")?
                .map(|url| endpoint::checked("refresh_endpoint", &url))
                .transpose()?,
            scope: scope(data)?,
            client_id: text(data, "client_id")?,
            shell_integration: flag(data, "shell_integration", true)?,
            name: text(data, "name")?,
            issuer: text(data, "issuer")?,
            redirect_uri: text(data, "redirect_uri")?.map(redirect_uri).transpose()?,
            pkce: word(data, "pkce", "s256 or off")?.unwrap_or_default(),
            client_auth: word(data, "client_auth", "basic, post or none")?,
            parameters: parameters(data, "parameters")?,
            token_parameters: parameters(data, "token_parameters")?,
        };
        let client_secret = text(data, "client_secret")?.map(SecretString::from);
        Ok(Self {
            app,
            public,
            client_secret,
        })
    }

    /// Whether both say the same, so that there is nothing to write.
    #[must_use]
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let secret = |registration: &Self| {
            registration
                .client_secret
                .as_ref()
                .map(|s| s.expose_secret().to_owned())
        };
        self.app == other.app && self.public == other.public && secret(self) == secret(other)
    }
}

/// A string, a list of strings, or none.
fn scope(data: &Map<String, Value>) -> Result<Option<String>, Refusal> {
    match data.get("scope") {
        Some(Value::Array(list)) => {
            let words: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            let words = words.ok_or_else(|| Refusal::request("scope must be a list of strings"))?;
            let joined = Value::String(words.join(" "));
            text(&Map::from_iter([("scope".to_owned(), joined)]), "scope")
        }
        _ => text(data, "scope"),
    }
}

fn flag(data: &Map<String, Value>, key: &'static str, default: bool) -> Result<bool, Refusal> {
    match data.get(key) {
        None | Some(Value::Null) => Ok(default),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(Refusal::request(format!("{key} must be true or false"))),
    }
}

fn word<T: for<'de> Deserialize<'de>>(
    data: &Map<String, Value>,
    key: &'static str,
    words: &str,
) -> Result<Option<T>, Refusal> {
    text(data, key)?
        .map(|word| serde_json::from_value(Value::String(word.to_lowercase())))
        .transpose()
        .map_err(|_| Refusal::request(format!("{key} must be {words}")))
}

fn parameters(
    data: &Map<String, Value>,
    key: &'static str,
) -> Result<BTreeMap<String, String>, Refusal> {
    let map = match data.get(key) {
        None | Some(Value::Null) => return Ok(BTreeMap::new()),
        Some(Value::Object(map)) => map,
        Some(_) => return Err(Refusal::request(format!("{key} must be an object"))),
    };
    let mut parameters = BTreeMap::new();
    for (name, value) in map {
        if RESERVED.contains(&name.as_str()) {
            return Err(Refusal::request(format!(
                "{key} may not set {name}: it is set for you"
            )));
        }
        let value = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            _ => return Err(Refusal::request(format!("{key}: {name} must be a string"))),
        };
        parameters.insert(name.clone(), value);
    }
    Ok(parameters)
}

fn redirect_uri(uri: String) -> Result<String, Refusal> {
    match url::Url::parse(&uri) {
        Ok(parsed) if parsed.fragment().is_none() => Ok(uri),
        _ => Err(Refusal::request(
            "redirect_uri must be an absolute address without a fragment",
        )),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(extra: Value) -> Result<Registration, Refusal> {
        let mut data = json!({
            "auth_endpoint": "https://provider.example/authorize",
            "token_endpoint": "https://provider.example/token",
        });
        for (key, value) in extra.as_object().unwrap() {
            data[key] = value.clone();
        }
        Registration::parse(
            AppId::new("skill", "app").unwrap(),
            data.as_object().unwrap(),
        )
    }

    #[test]
    fn a_scope_is_a_string_a_list_or_none() {
        let scope = |value: Value| parse(json!({ "scope": value })).map(|r| r.public.scope);
        assert_eq!(scope(json!("a b")).unwrap().as_deref(), Some("a b"));
        assert_eq!(scope(json!(["a", "b"])).unwrap().as_deref(), Some("a b"));
        for none in [json!(null), json!(""), json!([])] {
            assert_eq!(scope(none).unwrap(), None);
        }
        assert_eq!(
            scope(json!({"a": 1})).unwrap_err().code(),
            "invalid_request"
        );
        assert_eq!(
            scope(json!(["a", 1])).unwrap_err().code(),
            "invalid_request"
        );
    }

    #[test]
    fn an_empty_client_id_is_none() {
        assert_eq!(
            parse(json!({"client_id": ""})).unwrap().public.client_id,
            None
        );
        assert_eq!(
            parse(json!({"client_id": null})).unwrap().public.client_id,
            None
        );
    }

    #[test]
    fn parameters_that_are_ours_are_refused_by_name() {
        let refusal = parse(json!({"parameters": {"state": "x"}})).unwrap_err();
        assert!(refusal.to_string().contains("state"), "{refusal}");
        let kept = parse(json!({"parameters": {"access_type": "offline", "n": 1}})).unwrap();
        assert_eq!(kept.public.parameters["n"], "1");
    }

    #[test]
    fn endpoints_are_needed_and_checked() {
        let missing = parse(json!({"token_endpoint": ""})).unwrap_err();
        assert_eq!(missing.code(), "invalid_request");
        let clear = parse(json!({"token_endpoint": "http://provider.example/t"})).unwrap_err();
        assert_eq!(clear.code(), "insecure_endpoint");
    }

    #[test]
    fn an_unchanged_registration_is_seen() {
        let one = parse(json!({"client_id": "c", "client_secret": "s"})).unwrap();
        assert!(one.is_same(&parse(json!({"client_id": "c", "client_secret": "s"})).unwrap()));
        assert!(!one.is_same(&parse(json!({"client_id": "c", "client_secret": "t"})).unwrap()));
    }
}
