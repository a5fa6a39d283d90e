//! A form that a page of ours sends back: read within limits, believed by its token.

use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use url::form_urlencoded;

use super::csrf::{self, Csrf, Purpose};
use super::page::Page;
use crate::words::Words;

/// The longest form, in bytes: the longest field, a pasted address of 14,000 characters, is sent as three
/// times as many where each has to be encoded.
const LONGEST: usize = 48 * 1024;

/// How long a browser or a program may take to send a form.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// The fields of a form. It has no `Debug` text: a person types secrets.
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// A field as it was typed, less the space around it; `None` if it is empty, or there twice.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let mut found = self.0.iter().filter(|(key, _)| key == name);
        let (_, value) = found.next()?;
        let value = value.trim();
        (found.next().is_none() && !value.is_empty()).then_some(value)
    }

    /// Every field whose name begins so, by the rest of its name.
    pub(super) fn fields(&self, prefix: &str) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.0.iter();
        fields.filter_map(move |(key, value)| Some((key.strip_prefix(prefix)?, value.trim())))
    }

    /// Refuses a form that another page has sent, or an old one of ours.
    pub(super) fn check(
        &self,
        words: Words,
        csrf: &Csrf,
        purpose: Purpose,
        whose: &[u8],
    ) -> Result<(), Page> {
        let token = self.field(csrf::FIELD).unwrap_or_default();
        if csrf.is_token(purpose, whose, token) {
            Ok(())
        } else {
            Err(Page::stale_form(words))
        }
    }
}

impl<S: Sync> FromRequest<S> for Form {
    type Rejection = Page;

    async fn from_request(request: Request, state: &S) -> Result<Self, Page> {
        let (mut parts, body) = request.into_parts();
        let Ok(words) = Words::from_request_parts(&mut parts, state).await;
        let kind = parts.headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(Page::no_form(words));
        }
        let body = tokio::time::timeout(PATIENCE, to_bytes(body, LONGEST)).await;
        let body = body.map_err(|_late| Page::too_slow(words))?;
        let body = body.map_err(|_too_long| Page::too_long(words))?;
        Ok(Self(form_urlencoded::parse(&body).into_owned().collect()))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    async fn read(kind: &str, body: Body) -> Result<Form, u16> {
        let request = Request::post("/").header("content-type", kind).body(body);
        let form = Form::from_request(request.unwrap(), &()).await;
        form.map_err(|page| page.status().as_u16())
    }

    const FORM: &str = "application/x-www-form-urlencoded";

    #[tokio::test]
    async fn a_field_is_trimmed_and_one_that_comes_twice_is_none() {
        let form = read(FORM, Body::from("a=+x%20y+&b=1&b=2&c=+&v.d=e")).await;
        let form = form.ok().unwrap();
        assert_eq!(form.field("a"), Some("x y"));
        for none in ["b", "c", "d"] {
            assert_eq!(form.field(none), None, "{none}");
        }
        assert_eq!(form.fields("v.").collect::<Vec<_>>(), [("d", "e")]);
    }

    #[tokio::test]
    async fn a_form_is_read_within_limits() {
        let is_read = |body: Body| async { read(FORM, body).await.err() };
        assert_eq!(is_read(Body::from("x".repeat(LONGEST))).await, None);
        assert_eq!(
            is_read(Body::from("x".repeat(LONGEST + 1))).await,
            Some(413)
        );
        assert_eq!(read("text/plain", Body::from("a=b")).await.err(), Some(415));
        assert_eq!(
            read(&format!("{FORM}; charset=utf-8"), Body::empty())
                .await
                .err(),
            None
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_form_that_does_not_end_is_given_up() {
        let endless = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
        assert_eq!(
            read(FORM, Body::from_stream(endless)).await.err(),
            Some(408)
        );
    }
}
