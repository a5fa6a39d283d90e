//! What a skill tells about its app: the fields of `oauth.register`, checked.

mod pg3;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::endpoint;
use crate::field::{days, flag, parameters, redirect_uri, scope, text, word};
use crate::id::AppId;
use crate::preset::Presets;
use crate::provider::Dialect;
use crate::refusal::Refusal;
use crate::sealed_form;
use crate::way::Way;

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
pub enum Pkce {
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
    /// What may go to the token endpoint alone.
    pub secrets: Secrets,
}

/// The part of a registration that is kept sealed.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Secrets {
    /// The client secret, where the skill ships one.
    #[serde(default, serialize_with = "sealed_form::expose")]
    pub client_secret: Option<SecretString>,
    /// More parameters for every token request; people put keys there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub token_parameters: BTreeMap<String, String>,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets([redacted])")
    }
}

/// The part of a registration that holds no secret; the store keeps it as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are fields of oauth.register"
)]
pub(crate) struct Public {
    /// The preset that fills what is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// The address of the user's own server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Where a person approves; some providers have no such page, that of others is discovered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_endpoint: Option<String>,
    /// Where codes and refresh tokens are exchanged; `None` as above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_endpoint: Option<String>,
    /// Where refresh tokens are exchanged, if elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_endpoint: Option<String>,
    /// Where tokens are revoked (RFC 7009).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revocation_endpoint: Option<String>,
    /// Where a device grant begins (RFC 8628).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_authorization_endpoint: Option<String>,
    /// What stands in braces in the preset's texts, `base_url` apart.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, String>,
    /// How its logins go, where that is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    /// After how many days without use a refresh token ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_idle_days: Option<u32>,
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
    /// Whether a client without a secret is of no use.
    #[serde(default, skip_serializing_if = "is_false")]
    pub needs_secret: bool,
    /// Client authentication, found out where it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_auth: Option<ClientAuth>,
    /// More parameters for the authorization request.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// Whether token requests repeat the scope, as PG3 does.
    #[serde(default)]
    pub add_scope: bool,
    /// Whether a refresh repeats the redirect URI, as PG3 can.
    #[serde(default)]
    pub add_redirect: bool,
    /// How the server differs from the standard.
    #[serde(flatten)]
    pub dialect: Dialect,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Public {
    /// The issuer whose metadata is needed, where an endpoint is not registered.
    #[must_use]
    pub(crate) fn asks_issuer(&self) -> Option<&str> {
        let is_complete = self.auth_endpoint.is_some() && self.token_endpoint.is_some();
        self.issuer.as_deref().filter(|_| !is_complete)
    }

    /// Where the secrets of its client may go: its token endpoint, else whom it is of.
    #[must_use]
    pub(crate) fn place(&self) -> String {
        let further = [
            &self.refresh_endpoint,
            &self.revocation_endpoint,
            &self.device_authorization_endpoint,
        ];
        let of = [&self.token_endpoint, &self.issuer, &self.provider];
        let of = of.into_iter().flatten().next();
        endpoint::place(of.map_or("", String::as_str), further)
    }
}

/// Reads the way that is set.
fn way(data: &Map<String, Value>) -> Result<Option<Way>, Refusal> {
    let Some(word) = text(data, "way")? else {
        return Ok(None);
    };
    let way = Way::find(&word).ok_or_else(|| {
        let words = Way::ALL.map(Way::as_str).join(", ");
        Refusal::request(format!("way must be one of {words}"))
    })?;
    Ok(Some(way))
}

/// Checks an issuer whose metadata is to be read (RFC 8414 section 2): it is compared as it stands.
fn issuer_address(issuer: &str) -> Result<(), Refusal> {
    let checked = endpoint::checked("issuer", issuer)?;
    if checked != issuer || issuer.contains('?') {
        return Err(Refusal::request(
            "issuer must be a whole address without a query, exactly as its server writes it",
        ));
    }
    Ok(())
}

impl Registration {
    /// Reads the payload of `oauth.register`, filled by the preset of its provider; unknown fields are
    /// left alone.
    pub(crate) fn parse(
        app: AppId,
        data: &Map<String, Value>,
        presets: &Presets,
    ) -> Result<Self, Refusal> {
        let fields = match data.get("oauth") {
            None | Some(Value::Null) => Cow::Borrowed(data),
            Some(Value::Object(settings)) => Cow::Owned(pg3::fields(data, settings)),
            Some(_) => return Err(Refusal::request("oauth must be an object")),
        };
        Self::from_fields(app, &*presets.filled(fields)?)
    }

    /// Reads the fields themselves.
    pub(crate) fn from_fields(app: AppId, data: &Map<String, Value>) -> Result<Self, Refusal> {
        let (provider, issuer) = (text(data, "provider")?, text(data, "issuer")?);
        let needed = |key: &'static str| {
            let found = text(data, key)?;
            if found.is_none() && provider.is_none() && issuer.is_none() {
                return Err(Refusal::request(format!(
                    "{key} is missing: the skill must send it, or a provider, or an issuer"
                )));
            }
            found.map(|url| endpoint::checked(key, &url)).transpose()
        };
        let optional = |key: &'static str| {
            text(data, key)?
                .map(|url| endpoint::checked(key, &url))
                .transpose()
        };
        let mut public = Public {
            base_url: optional("base_url")?,
            auth_endpoint: needed("auth_endpoint")?,
            token_endpoint: needed("token_endpoint")?,
            refresh_endpoint: optional("refresh_endpoint")?,
            revocation_endpoint: optional("revocation_endpoint")?,
            device_authorization_endpoint: optional("device_authorization_endpoint")?,
            variables: parameters(data, "variables")?,
            way: way(data)?,
            refresh_idle_days: days(data, "refresh_idle_days")?,
            scope: scope(data)?,
            client_id: text(data, "client_id")?,
            shell_integration: flag(data, "shell_integration", true)?,
            name: text(data, "name")?,
            redirect_uri: text(data, "redirect_uri")?.map(redirect_uri).transpose()?,
            pkce: word(data, "pkce", "s256 or off")?.unwrap_or_default(),
            needs_secret: flag(data, "needs_secret", false)?,
            client_auth: word(data, "client_auth", "basic, post or none")?,
            parameters: parameters(data, "parameters")?,
            add_scope: flag(data, "add_scope", false)?,
            add_redirect: flag(data, "add_redirect", false)?,
            dialect: Dialect::read(data)?,
            provider: provider.clone(),
            issuer: issuer.clone(),
        };
        if let Some(issuer) = public.asks_issuer() {
            issuer_address(issuer)?;
        }
        let mut secrets = Secrets {
            client_secret: text(data, "client_secret")?.map(SecretString::from),
            token_parameters: parameters(data, "token_parameters")?,
        };
        // What the tokens are for goes into both kinds of requests (RFC 8707, and `audience` as
        // some servers have it).
        for key in ["audience", "resource"] {
            if let Some(value) = text(data, key)? {
                public.parameters.insert(key.to_owned(), value.clone());
                secrets.token_parameters.insert(key.to_owned(), value);
            }
        }
        Ok(Self {
            app,
            public,
            secrets,
        })
    }

    /// The fields that this is read from, secrets included.
    #[must_use]
    pub(crate) fn fields(&self) -> Map<String, Value> {
        let object = |value| match value {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        let mut fields = object(serde_json::to_value(&self.public));
        fields.extend(object(serde_json::to_value(&self.secrets)));
        fields
    }

    /// Whether both say the same, so that there is nothing to write.
    #[must_use]
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.app == other.app && self.public == other.public && self.secrets.is_same(&other.secrets)
    }
}

impl Secrets {
    fn is_same(&self, other: &Self) -> bool {
        let secret = |secrets: &Self| {
            secrets
                .client_secret
                .as_ref()
                .map(|secret| secret.expose_secret().to_owned())
        };
        self.token_parameters == other.token_parameters && secret(self) == secret(other)
    }
}

#[cfg(test)]
#[expect(
    clippy::needless_pass_by_value,
    reason = "json! literals read better without &"
)]
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
            &Presets::default(),
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
    fn an_audience_goes_into_both_requests() {
        let registration =
            parse(json!({"audience": "api", "resource": "https://api.example/"})).unwrap();
        let (public, secrets) = (registration.public, registration.secrets);
        for parameters in [&public.parameters, &secrets.token_parameters] {
            assert_eq!(parameters["audience"], "api");
            assert_eq!(parameters["resource"], "https://api.example/");
        }
    }

    #[test]
    fn an_unchanged_registration_is_seen() {
        let one = parse(json!({"client_id": "c", "client_secret": "s"})).unwrap();
        assert!(one.is_same(&parse(json!({"client_id": "c", "client_secret": "s"})).unwrap()));
        assert!(!one.is_same(&parse(json!({"client_id": "c", "client_secret": "t"})).unwrap()));
    }
}
