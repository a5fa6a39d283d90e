//! The parameters of a query or a form, as OAuth reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use url::form_urlencoded;

use super::error::Error;
use crate::http::PATIENCE;

/// A request's body, if it came whole and in time.
pub(super) struct Body(Result<Bytes, Error>);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Infallible> {
        let body = tokio::time::timeout(PATIENCE, Bytes::from_request(request, state)).await;
        Ok(Self(match body {
            Ok(Ok(body)) => Ok(body),
            Ok(Err(_)) => Err(Error::InvalidRequest("the form is too long or incomplete")),
            Err(_) => Err(Error::TooSlow),
        }))
    }
}

/// Form-encoded parameters. One without a value counts as absent, and one that occurs twice has no
/// value to rely on ([RFC 6749, section 3.1](https://www.rfc-editor.org/rfc/rfc6749#section-3.1)).
pub(super) struct Parameters {
    values: BTreeMap<String, String>,
    repeated: BTreeSet<String>,
}

impl Parameters {
    /// The parameters of a program's request, which must be one form without repetitions.
    pub(super) fn read(headers: &HeaderMap, Body(body): Body) -> Result<Self, Error> {
        if !is_form(headers) {
            let rule = "the body must be application/x-www-form-urlencoded";
            return Err(Error::InvalidRequest(rule));
        }
        let parameters = Self::parse(&body?);
        if parameters.has_repeated() {
            return Err(Error::InvalidRequest("a parameter occurs twice"));
        }
        Ok(parameters)
    }

    pub(super) fn parse(form: &[u8]) -> Self {
        let mut values = BTreeMap::new();
        let mut repeated = BTreeSet::new();
        for (name, value) in form_urlencoded::parse(form) {
            let name = name.into_owned();
            if values.insert(name.clone(), value.into_owned()).is_some() {
                repeated.insert(name);
            }
        }
        Self { values, repeated }
    }

    pub(super) fn find(&self, name: &str) -> Option<&str> {
        let value = self.values.get(name)?;
        (!value.is_empty() && !self.repeated.contains(name)).then_some(value)
    }

    pub(super) fn is_repeated(&self, name: &str) -> bool {
        self.repeated.contains(name)
    }

    pub(super) fn has_repeated(&self) -> bool {
        !self.repeated.is_empty()
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| {
            kind.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        })
}

#[cfg(test)]
mod tests {
    use tower::ServiceExt;

    use super::*;
    use crate::clock::Clock;
    use crate::entropy::Entropy;
    use crate::server::{AuthorizationServer, Settings};

    #[test]
    fn an_empty_parameter_is_absent() {
        assert_eq!(Parameters::parse(b"scope=&state=x").find("scope"), None);
        assert_eq!(Parameters::parse(b"scope").find("scope"), None);
    }

    #[test]
    fn a_repeated_parameter_has_no_value() {
        let parameters = Parameters::parse(b"state=a&scope=x+y&state=a");
        assert!(parameters.has_repeated());
        assert_eq!(parameters.find("state"), None);
        assert_eq!(parameters.find("scope"), Some("x y"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_form_that_does_not_end_is_given_up_at_every_endpoint() {
        let clock = Clock::manual(1_800_000_000.0);
        let server = AuthorizationServer::practice(Settings::default(), clock, Entropy::counted(3));
        let server = server.unwrap();
        let paths = server.paths().clone();
        for path in [
            paths.device_authorization,
            paths.token,
            paths.revocation,
            paths.introspection,
        ] {
            let endless = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
            let request = Request::post(&path)
                .header("host", "localhost")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(axum::body::Body::from_stream(endless))
                .unwrap();
            let answer = tokio::time::timeout(2 * PATIENCE, server.router().oneshot(request));
            let response = answer.await.expect("it is answered").unwrap();
            assert_eq!(response.status(), 408, "{path}");
            assert_eq!(response.headers()["connection"], "close");
            let body = axum::body::to_bytes(response.into_body(), 1024)
                .await
                .unwrap();
            let told: serde_json::Value = serde_json::from_slice(&body).unwrap();
            assert_eq!(told["error"], "invalid_request", "{told}");
        }
    }
}
