//! The pages that a person sees, with the headers that keep them to themselves.

use std::net::IpAddr;

use askama::Template;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use url::{Position, Url};

use super::permission::Permission;
use super::redirect;
use crate::words::Words;

/// Forms lead nowhere, because there are none.
const NOWHERE: &str = "'none'";

/// Forms lead to the server alone.
const HERE: &str = "'self'";

#[derive(Template)]
#[template(path = "consent.html")]
pub(super) struct Consent<'a> {
    pub(super) words: Words,
    pub(super) client: &'a str,
    pub(super) scopes: Vec<&'a str>,
    pub(super) destination: &'a str,
    pub(super) request: &'a str,
}

/// The form that takes a program's code.
#[derive(Template)]
#[template(path = "activate_code.html")]
pub(super) struct CodeForm<'a> {
    pub(super) words: Words,
    pub(super) label: &'a str,
    pub(super) token: &'a str,
    pub(super) code: String,
    pub(super) error: Option<String>,
    /// Whether it is a device's own page, and no practice.
    pub(super) is_at_home: bool,
}

/// What a program asks for.
#[derive(Template)]
#[template(path = "activate.html")]
pub(super) struct Activation<'a> {
    pub(super) words: Words,
    pub(super) label: &'a str,
    pub(super) client: &'a str,
    pub(super) client_id: &'a str,
    pub(super) address: String,
    pub(super) permissions: Vec<Permission>,
    /// Whether they open a token.
    pub(super) has_token: bool,
    /// Whether they open every token.
    pub(super) has_all: bool,
    pub(super) code: String,
    pub(super) token: &'a str,
    /// Whether there is a dashboard where it is taken back.
    pub(super) is_at_home: bool,
}

#[derive(Template)]
#[template(path = "server_page.html")]
struct Told<'a> {
    words: Words,
    label: &'a str,
    tone: Tone,
    title: &'static str,
    message: &'static str,
    note: &'static str,
    /// Whether it leads to the dashboard.
    leads_home: bool,
}

/// The colour of a page's label.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tone {
    Ok,
    Wait,
    Bad,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Wait => "wait",
            Self::Bad => "bad",
        }
    }
}

/// The page that asks; its form may lead to `destination`.
pub(super) fn consent(page: &Consent<'_>, destination: &Url) -> Response {
    let form_action = format!("{HERE} {}", redirect::form_action_source(destination));
    respond(StatusCode::OK, page, &form_action)
}

/// The page that takes a code.
pub(super) fn code_form(status: StatusCode, page: &CodeForm<'_>) -> Response {
    respond(status, page, HERE)
}

/// The page that says what a program asks for.
pub(super) fn activation(page: &Activation<'_>) -> Response {
    respond(StatusCode::OK, page, HERE)
}

/// The page for a request that must not be sent back to where it says it comes from, by the ids of
/// its title and its sentence.
pub(super) fn error(words: Words, title: &'static str, message: &'static str) -> Response {
    let page = Told {
        words,
        label: &words.say("practice-label"),
        tone: Tone::Bad,
        title,
        message,
        note: "practice-error-note",
        leads_home: false,
    };
    respond(StatusCode::BAD_REQUEST, &page, NOWHERE)
}

/// The page that says what came of it, by the ids of its title and its sentence, under a label. A
/// note says what is next, and whether that is the dashboard.
pub(super) fn told(
    words: Words,
    tone: Tone,
    [title, message]: [&'static str; 2],
    (label, note, leads_home): (&str, &'static str, bool),
) -> Response {
    let page = Told {
        words,
        label,
        tone,
        title,
        message,
        note,
        leads_home,
    };
    respond(StatusCode::OK, &page, NOWHERE)
}

/// Where a program has asked from, in words for the machine itself.
pub(super) fn place_of(words: Words, address: IpAddr) -> String {
    let address = address.to_canonical();
    let place = address.to_string();
    if address.is_loopback() {
        words.say_with("activate-here", &[("address", &place)])
    } else {
        place
    }
}

/// Answers `HEAD`, a look-ahead, which opens nothing.
pub(super) async fn look() -> impl IntoResponse {
    headers(NOWHERE)
}

/// The headers of every page. A form is sent with its origin, which `no-referrer` would make `null`;
/// other sites still learn nothing.
fn headers(form_action: &str) -> [(HeaderName, String); 5] {
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action {form_action}; \
         frame-ancestors 'none'; base-uri 'none'"
    );
    let referrer = if form_action == NOWHERE {
        "no-referrer"
    } else {
        "same-origin"
    };
    [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_FRAME_OPTIONS, "DENY".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::REFERRER_POLICY, referrer.to_owned()),
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
