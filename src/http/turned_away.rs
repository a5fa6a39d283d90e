//! What is said to requests that are not even looked at.

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::page::{Page, whole};
use crate::words::Words;

/// Too many requests from one source.
pub(super) fn too_many(words: Words, seconds: f64) -> Response {
    let says = [
        "page-refused-label",
        "page-many-title",
        "page-many-lead",
        "page-many-next",
    ];
    let mut page = Page::bad(words, StatusCode::TOO_MANY_REQUESTS, says).into_response();
    let seconds = HeaderValue::from(whole(seconds));
    page.headers_mut().insert(RETRY_AFTER, seconds);
    page
}

impl Page {
    /// What another site's page has sent.
    pub(super) fn foreign_form(words: Words) -> Self {
        let says = [
            "page-refused-label",
            "page-foreign-title",
            "page-foreign-lead",
            "page-foreign-next",
        ];
        Self::bad(words, StatusCode::FORBIDDEN, says)
    }

    /// A form whose token is not the one that it would have now.
    pub(super) fn stale_form(words: Words) -> Self {
        let says = [
            "page-refused-label",
            "page-stale-title",
            "page-stale-lead",
            "page-stale-next",
        ];
        Self::bad(words, StatusCode::FORBIDDEN, says)
    }

    /// A body that is no form.
    pub(super) fn no_form(words: Words) -> Self {
        let says = [
            "page-refused-label",
            "page-form-title",
            "page-form-lead",
            "page-stale-next",
        ];
        Self::bad(words, StatusCode::UNSUPPORTED_MEDIA_TYPE, says)
    }

    /// A form that is too long.
    pub(super) fn too_long(words: Words) -> Self {
        let says = [
            "page-refused-label",
            "page-long-title",
            "page-long-lead",
            "page-long-next",
        ];
        Self::bad(words, StatusCode::PAYLOAD_TOO_LARGE, says)
    }

    /// A form that did not come to its end.
    pub(super) fn too_slow(words: Words) -> Self {
        let says = [
            "page-refused-label",
            "page-slow-title",
            "page-slow-lead",
            "page-slow-next",
        ];
        Self::bad(words, StatusCode::REQUEST_TIMEOUT, says)
    }

    /// The dashboard without a session.
    pub(super) fn no_session(words: Words) -> Self {
        let says = [
            "dashboard-closed-label",
            "dashboard-closed-title",
            "dashboard-closed-lead",
            "dashboard-next",
        ];
        Self::bad(words, StatusCode::FORBIDDEN, says)
    }

    /// A link to the dashboard that is spent or old.
    pub(super) fn link_over(words: Words) -> Self {
        let says = [
            "dashboard-closed-label",
            "dashboard-over-title",
            "dashboard-over-lead",
            "dashboard-next",
        ];
        Self::bad(words, StatusCode::GONE, says)
    }

    /// A method that the page does not know.
    pub(super) fn no_such_method(words: Words) -> Self {
        let says = [
            "page-refused-label",
            "page-method-title",
            "page-method-lead",
            "page-stale-next",
        ];
        Self::bad(words, StatusCode::METHOD_NOT_ALLOWED, says)
    }
}
