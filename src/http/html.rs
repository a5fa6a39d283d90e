//! How a page goes out: with a form or without, once or again and again.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

/// Has the browser ask for the page again. The header does what the element in the page would, which
/// programs that check pages for readers cannot tell from one that takes a page away.
pub(super) fn reload(response: &mut Response, seconds: u32) {
    response
        .headers_mut()
        .insert(header::REFRESH, HeaderValue::from(seconds));
}

/// A page without a form.
pub(super) fn plain(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page was not rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A page whose form may be sent here. With it goes the origin, which `no-referrer` would make
/// `null`; other sites still learn nothing.
pub(super) fn with_form(status: StatusCode, page: &impl Template) -> Response {
    const POLICY: HeaderValue = HeaderValue::from_static(
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'",
    );
    let mut response = plain(status, page);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    let referrer = HeaderValue::from_static("same-origin");
    headers.insert(header::REFERRER_POLICY, referrer);
    response
}
