//! The parameters of a query or a form, as OAuth reads them.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, header};
use url::form_urlencoded;

use super::error::Error;

/// A request's body, if it came whole.
pub(super) type Body = Result<Bytes, BytesRejection>;

/// Form-encoded parameters. One without a value counts as absent, and one that occurs twice has no
/// value to rely on ([RFC 6749, section 3.1](https://www.rfc-editor.org/rfc/rfc6749#section-3.1)).
pub(super) struct Parameters {
    values: BTreeMap<String, String>,
    repeated: BTreeSet<String>,
}

impl Parameters {
    /// The parameters of a program's request, which must be one form without repetitions.
    pub(super) fn read(headers: &HeaderMap, body: Body) -> Result<Self, Error> {
        if !is_form(headers) {
            let rule = "the body must be application/x-www-form-urlencoded";
            return Err(Error::InvalidRequest(rule));
        }
        let form = body.map_err(|_| Error::InvalidRequest("the form is too long or incomplete"))?;
        let parameters = Self::parse(&form);
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
    use super::*;

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
}
