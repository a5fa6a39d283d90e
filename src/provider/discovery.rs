//! What a server says of itself: its metadata, found by its issuer (RFC 8414, OpenID Connect
//! Discovery 1.0), kept in memory for a day.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use http::header::ACCEPT;
use http::{Method, StatusCode};
use oauth2::HttpRequest;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::OnceCell;
use url::Url;

use super::http::{HttpError, busy};
use super::{HttpClient, Provider};
use crate::endpoint;

/// How long metadata is believed, in seconds.
const LIFETIME: f64 = 86_400.0;

/// Issuers that are kept; a household has a handful.
const MOST: usize = 64;

/// Where a server says that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// Where a person approves.
    pub auth_endpoint: Option<String>,
    /// Where codes and refresh tokens are exchanged.
    pub token_endpoint: Option<String>,
    /// Where a device login begins (RFC 8628 section 4).
    pub device_endpoint: Option<String>,
    /// Where tokens are revoked (RFC 7009).
    pub revocation_endpoint: Option<String>,
    /// Whether each answer of the authorization endpoint names the issuer (RFC 9207).
    pub promises_issuer: bool,
    /// Whether it says that answers may stand in the fragment of the redirect.
    pub answers_in_fragments: bool,
}

/// Whose metadata is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issuer {
    /// The issuer, exactly as its server writes it.
    pub name: String,
    /// What the metadata calls it, where that is another name by design.
    pub named: Option<String>,
}

/// Why there is no metadata.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DiscoveryError {
    /// It may work later.
    #[error("the metadata could not be read")]
    Transient(#[source] HttpError),
    /// The server has none.
    #[error("there is no metadata of {0}: check issuer, or register the endpoints")]
    Missing(String),
    /// It is of someone else (RFC 8414 section 3.3).
    #[error("the metadata of {0} names another issuer: write issuer exactly as the server does")]
    OtherIssuer(String),
    /// An endpoint that secrets may not be sent to.
    #[error("the metadata of {0} names an endpoint that is no https address")]
    Insecure(String),
}

/// The metadata that is known, by issuer; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<Mutex<BTreeMap<String, Arc<Slot>>>>);

/// One issuer's place: whoever comes first asks the server, the others wait.
#[derive(Debug, Default)]
struct Slot {
    found: OnceCell<Found>,
    /// What was found before, for when the server is down.
    before: Option<Metadata>,
}

#[derive(Clone, Debug)]
struct Found {
    metadata: Metadata,
    at: f64,
}

impl Slot {
    fn fresh(&self, now: f64) -> Option<&Metadata> {
        let found = self.found.get()?;
        // A clock that was set back makes it old as well.
        let is_fresh = (0.0..LIFETIME).contains(&(now - found.at));
        is_fresh.then_some(&found.metadata)
    }

    fn any(&self) -> Option<Metadata> {
        let found = self.found.get().map(|found| found.metadata.clone());
        found.or_else(|| self.before.clone())
    }
}

impl Known {
    fn fresh(&self, issuer: &str, now: f64) -> Option<Metadata> {
        self.with(|slots| slots.get(issuer)?.fresh(now).cloned())
    }

    /// The slot of an issuer; a new one where its metadata is old.
    fn slot(&self, issuer: &str, now: f64) -> Arc<Slot> {
        self.with(|slots| {
            let old = slots.get(issuer);
            let before = match old {
                Some(slot) if slot.found.get().is_none() || slot.fresh(now).is_some() => {
                    return Arc::clone(slot);
                }
                Some(slot) => slot.any(),
                None => None,
            };
            if slots.len() >= MOST && !slots.contains_key(issuer) {
                slots.pop_first();
            }
            let slot = Arc::new(Slot {
                found: OnceCell::new(),
                before,
            });
            slots.insert(issuer.to_owned(), Arc::clone(&slot));
            slot
        })
    }

    fn forget(&self, issuer: &str) {
        self.with(|slots| {
            if let Some(slot) = slots.get_mut(issuer) {
                *slot = Arc::new(Slot {
                    before: slot.any(),
                    found: OnceCell::new(),
                });
            }
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<String, Arc<Slot>>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Provider {
    /// The metadata of an issuer, if it was read within the last day.
    #[must_use]
    pub(crate) fn metadata(&self, issuer: &str, now: f64) -> Option<Metadata> {
        self.known.fresh(issuer, now)
    }

    /// The metadata of an issuer, read where it is not known. While the server is down, older
    /// metadata serves.
    pub(crate) async fn discover(
        &self,
        issuer: &Issuer,
        now: f64,
    ) -> Result<Metadata, DiscoveryError> {
        let slot = self.known.slot(&issuer.name, now);
        let read = slot.found.get_or_try_init(|| async {
            let metadata = issuer.read(&self.http).await?;
            tracing::debug!(issuer = issuer.name, "metadata read");
            Ok(Found { metadata, at: now })
        });
        match (read.await, &slot.before) {
            (Ok(found), _) => Ok(found.metadata.clone()),
            (Err(DiscoveryError::Transient(error)), Some(before)) => {
                tracing::warn!(
                    issuer = issuer.name,
                    error = &error as &dyn std::error::Error,
                    "the metadata was not read again, the old one serves"
                );
                Ok(before.clone())
            }
            (Err(error), _) => Err(error),
        }
    }

    /// Has the metadata read again at its next use: an endpoint of it did not answer.
    pub(crate) fn doubt(&self, issuer: &str) {
        self.known.forget(issuer);
    }
}

impl Issuer {
    async fn read(&self, http: &HttpClient) -> Result<Metadata, DiscoveryError> {
        let mut failure = DiscoveryError::Missing(self.name.clone());
        for address in well_known(&self.name) {
            match self.read_at(http, &address).await {
                Ok(Some(metadata)) => return Ok(metadata),
                Ok(None) => {}
                // The other addresses are on the same host.
                Err(DiscoveryError::Transient(
                    error @ (HttpError::Connect(_) | HttpError::Lost(_) | HttpError::Setup(_)),
                )) => return Err(DiscoveryError::Transient(error)),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    /// Looks at one address; `None` if there is no document.
    async fn read_at(
        &self,
        http: &HttpClient,
        address: &Url,
    ) -> Result<Option<Metadata>, DiscoveryError> {
        let request = http::Request::builder()
            .method(Method::GET)
            .uri(address.as_str())
            .header(ACCEPT, "application/json")
            .body(Vec::new());
        let Ok(request): Result<HttpRequest, _> = request else {
            return Ok(None);
        };
        let answer = match http.fetch(request).await {
            Err(HttpError::TooLong) => return Ok(None),
            answer => answer.map_err(DiscoveryError::Transient)?,
        };
        if answer.status() == StatusCode::OK {
            return self.parse(answer.body()).transpose();
        }
        match busy(answer.status(), answer.headers()) {
            Some(busy) if !answer.status().is_redirection() => Err(DiscoveryError::Transient(busy)),
            _ => Ok(None),
        }
    }

    /// Reads a document; `None` if it is none.
    fn parse(&self, body: &[u8]) -> Option<Result<Metadata, DiscoveryError>> {
        #[derive(Deserialize)]
        struct Document {
            issuer: String,
            authorization_endpoint: Option<String>,
            token_endpoint: Option<String>,
            device_authorization_endpoint: Option<String>,
            revocation_endpoint: Option<String>,
            #[serde(default)]
            authorization_response_iss_parameter_supported: bool,
            #[serde(default)]
            response_modes_supported: Value,
        }
        let document: Document = serde_json::from_slice(body).ok()?;
        if document.issuer != *self.named.as_ref().unwrap_or(&self.name) {
            return Some(Err(DiscoveryError::OtherIssuer(self.name.clone())));
        }
        let checked = |endpoint: Option<String>| match endpoint {
            Some(endpoint) if !self.may_name(&endpoint) => {
                Err(DiscoveryError::Insecure(self.name.clone()))
            }
            endpoint => Ok(endpoint),
        };
        let metadata = || {
            Ok(Metadata {
                auth_endpoint: checked(document.authorization_endpoint)?,
                token_endpoint: checked(document.token_endpoint)?,
                device_endpoint: checked(document.device_authorization_endpoint)?,
                revocation_endpoint: checked(document.revocation_endpoint)?,
                promises_issuer: document.authorization_response_iss_parameter_supported,
                answers_in_fragments: document
                    .response_modes_supported
                    .as_array()
                    .is_some_and(|modes| modes.iter().any(|mode| mode == "fragment")),
            })
        };
        Some(metadata())
    }

    /// Whether an endpoint is as safe as the issuer that names it.
    fn may_name(&self, endpoint: &str) -> bool {
        let is_https = |url: &str| url.starts_with("https://");
        let is_kept = endpoint::checked("endpoint", endpoint).as_deref() == Ok(endpoint);
        is_kept && (is_https(endpoint) || !is_https(&self.name))
    }
}

/// Where the metadata of an issuer may be: inserted before the path (RFC 8414 section 3.1), appended
/// to it (OpenID Connect Discovery section 4), or both (RFC 8414 section 5).
fn well_known(issuer: &str) -> Vec<Url> {
    let Ok(issuer) = Url::parse(issuer) else {
        return Vec::new();
    };
    let path = issuer.path().trim_end_matches('/');
    let mut paths = vec![
        format!("/.well-known/oauth-authorization-server{path}"),
        format!("{path}/.well-known/openid-configuration"),
    ];
    if !path.is_empty() {
        paths.push(format!("/.well-known/openid-configuration{path}"));
    }
    let at = |path: &String| {
        let mut url = issuer.clone();
        url.set_path(path);
        url
    };
    paths.iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn issuer(name: &str) -> Issuer {
        Issuer {
            name: name.to_owned(),
            named: None,
        }
    }

    fn parse(issuer: &Issuer, document: &Value) -> Result<Metadata, String> {
        let read = issuer.parse(document.to_string().as_bytes());
        read.unwrap().map_err(|error| error.to_string())
    }

    #[test]
    fn an_issuer_with_a_path_has_three_places() {
        let places = |issuer| {
            well_known(issuer)
                .iter()
                .map(Url::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            places("https://id.example/realms/home"),
            [
                "https://id.example/.well-known/oauth-authorization-server/realms/home",
                "https://id.example/realms/home/.well-known/openid-configuration",
                "https://id.example/.well-known/openid-configuration/realms/home",
            ]
        );
        assert_eq!(
            places("https://id.example:8443/"),
            [
                "https://id.example:8443/.well-known/oauth-authorization-server",
                "https://id.example:8443/.well-known/openid-configuration",
            ]
        );
    }

    #[test]
    fn a_document_must_be_of_the_issuer_that_was_asked() {
        let asked = issuer("https://id.example");
        let document = |issuer: &str| json!({ "issuer": issuer });
        assert!(parse(&asked, &document("https://id.example")).is_ok());
        for other in [
            "https://id.example/",
            "https://ID.example",
            "https://evil.example",
        ] {
            let error = parse(&asked, &document(other)).unwrap_err();
            assert!(
                error.contains("another issuer") && !error.contains("evil"),
                "{error}"
            );
        }
        let by_design = Issuer {
            name: "https://id.example/common".to_owned(),
            named: Some("https://id.example/{tenantid}".to_owned()),
        };
        assert!(parse(&by_design, &document("https://id.example/{tenantid}")).is_ok());
        assert!(parse(&by_design, &document("https://id.example/common")).is_err());
    }

    #[test]
    fn endpoints_are_as_safe_as_their_issuer() {
        let token = |name: &str, endpoint: &str| {
            let document = json!({ "issuer": name, "token_endpoint": endpoint });
            parse(&issuer(name), &document)
        };
        let (home, world) = ("http://id.local", "https://id.example");
        assert!(token(home, "http://id.local/token").is_ok());
        assert!(token(world, "https://elsewhere.example/token").is_ok());
        for (name, bad) in [
            (world, "http://192.168.1.2/token"),
            (world, "http://id.example/token"),
            (world, "id.example/token"),
            (world, "https://user@id.example/token"),
            (home, "http://id.example/token"),
        ] {
            assert!(
                token(name, bad).unwrap_err().contains("no https address"),
                "{bad}"
            );
        }
    }

    #[test]
    fn metadata_is_fresh_for_a_day_and_is_then_kept_for_need() {
        let known = Known::default();
        let metadata = Metadata {
            auth_endpoint: None,
            token_endpoint: Some("https://id.example/token".to_owned()),
            device_endpoint: None,
            revocation_endpoint: None,
            promises_issuer: false,
            answers_in_fragments: false,
        };
        let slot = known.slot("i", 1_000.0);
        let found = Found {
            metadata: metadata.clone(),
            at: 1_000.0,
        };
        slot.found.set(found).unwrap();
        assert_eq!(
            known.fresh("i", 1_000.0 + LIFETIME - 1.0),
            Some(metadata.clone())
        );
        for old in [1_000.0 + LIFETIME, 999.0] {
            assert_eq!(known.fresh("i", old), None);
        }
        assert!(Arc::ptr_eq(&slot, &known.slot("i", 2_000.0)));
        known.forget("i");
        assert_eq!(known.fresh("i", 1_000.0), None);
        assert_eq!(known.slot("i", 1_000.0).before, Some(metadata));
    }

    proptest::proptest! {
        #[test]
        fn any_document_is_read_or_refused(text in "\\PC{0,40}", n in proptest::num::i64::ANY) {
            let asked = issuer("https://id.example");
            for value in [json!(text), json!(n), json!([text]), json!(null)] {
                let document = json!({"issuer": asked.name, "token_endpoint": value});
                if let Some(Ok(metadata)) = asked.parse(document.to_string().as_bytes()) {
                    let endpoint = metadata.token_endpoint;
                    proptest::prop_assert!(endpoint.is_none_or(|it| it.starts_with("https://")));
                }
            }
            let _ = well_known(&text);
        }
    }
}
