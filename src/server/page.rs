//! The pages that a person sees, with the headers that keep them to themselves.

use askama::Template;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use url::{Position, Url};

use super::redirect;
use crate::words::Words;

#[derive(Template)]
#[template(path = "consent.html")]
pub(super) struct Consent<'a> {
    pub(super) words: Words,
    pub(super) client: &'a str,
    pub(super) scopes: Vec<&'a str>,
    pub(super) destination: &'a str,
    pub(super) request: &'a str,
}

#[derive(Template)]
#[template(path = "server_error.html")]
struct ErrorPage {
    words: Words,
    title: &'static str,
    message: &'static str,
}

/// The page that asks; its form may lead to `destination`.
pub(super) fn consent(page: &Consent<'_>, destination: &Url) -> Response {
    let form_action = format!("'self' {}", redirect::form_action_source(destination));
    respond(StatusCode::OK, page, &form_action)
}

/// The page for a request that must not be sent back to where it says it comes from, by the ids of
/// its title and its sentence.
pub(super) fn error(words: Words, title: &'static str, message: &'static str) -> Response {
    let page = ErrorPage {
        words,
        title,
        message,
    };
    respond(StatusCode::BAD_REQUEST, &page, "'none'")
}

/// The headers of every page.
pub(super) fn headers(form_action: &str) -> [(HeaderName, String); 5] {
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action {form_action}; \
         frame-ancestors 'none'; base-uri 'none'"
    );
    [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_FRAME_OPTIONS, "DENY".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ]
}

/// The host and port as the person would read them in the address bar.
pub(super) fn host_of(uri: &Url) -> &str {
    match &uri[Position::BeforeHost..Position::AfterPort] {
        "" => uri.scheme(),
        host => host,
    }
}

pub(super) async fn style() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "max-age=3600"),
    ];
    (headers, crate::http::STYLE)
}

fn respond(status: StatusCode, page: &impl Template, form_action: &str) -> Response {
    match page.render() {
        Ok(html) => (status, headers(form_action), Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page cannot be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
