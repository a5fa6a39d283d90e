//! The activation page: a person types or scans a device's code, sees who wants what, and decides.
//!
//! A link only fills the code in. What decides is a POST with a token that was made for this browser
//! and this code, and given out with the page that says what is asked.

use std::convert::Infallible;

use axum::body::Bytes;
use axum::extract::{FromRequestParts, RawQuery, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::AuthorizationServer;
use super::grants::{Missed, Person};
use super::page::{self, Activation, CodeForm, Tone};
use super::parameters::Parameters;
use super::place::From;
use crate::allowance::Source;
use crate::http::{Cookies, Purpose, set_visitor, whole};
use crate::store::{self, Asking};
use crate::user_code::UserCode;
use crate::words::Words;

/// Whose browser this is, by a cookie that means nothing else.
pub(super) struct Guest {
    session: String,
    is_new: bool,
}

impl FromRequestParts<AuthorizationServer> for Guest {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        server: &AuthorizationServer,
    ) -> Result<Self, Infallible> {
        let Ok(cookies) = Cookies::from_request_parts(parts, server).await;
        let known = cookies.visitor.filter(|visitor| !visitor.is_empty());
        Ok(Self {
            is_new: known.is_none(),
            session: known.unwrap_or_else(|| server.0.entropy.token::<16>()),
        })
    }
}

impl Guest {
    /// The page, with the cookie that a new browser gets.
    fn shown(&self, page: Response) -> Response {
        if self.is_new {
            (set_visitor(&self.session), page).into_response()
        } else {
            page
        }
    }

    /// What a decision's token is made for.
    fn with(&self, code: &UserCode) -> String {
        // No code holds a line feed.
        format!("{code}\n{}", self.session)
    }
}

/// Shows the form, or what the device of a scanned link asks. It decides nothing, however often a
/// link preview fetches it.
pub(super) async fn show(
    State(server): State<AuthorizationServer>,
    (words, guest): (Words, Guest),
    RawQuery(query): RawQuery,
) -> Response {
    let parameters = Parameters::parse(query.unwrap_or_default().as_bytes());
    let code = parameters.find("user_code").and_then(UserCode::read);
    let page = match (&code, parameters.find("key")) {
        (Some(code), Some(key)) => match server.0.grants.devices().find_linked(code, key).await {
            Ok(Some(asking)) => ask(&server, words, &guest, code, &asking),
            Ok(None) => unknown(&server, words, &guest),
            Err(error) => failed(&server, error),
        },
        _ => form(&server, words, &guest, Form::of(code.as_ref())),
    };
    guest.shown(page)
}

/// Takes a typed code, or a decision.
pub(super) async fn take(
    State(server): State<AuthorizationServer>,
    (words, guest): (Words, Guest),
    from: From,
    body: Bytes,
) -> Response {
    let parameters = Parameters::parse(&body);
    let page = match parameters.find("decision") {
        Some("approve") => decide(&server, words, &guest, &parameters, true).await,
        Some("deny") => decide(&server, words, &guest, &parameters, false).await,
        Some(_) => stale(&server, words, &guest),
        None => look_up(&server, words, (&guest, &from), &parameters).await,
    };
    guest.shown(page)
}

/// What a person sees who has approved.
pub(super) async fn approved(words: Words) -> Response {
    let says = ["activate-approved-title", "activate-approved-lead"];
    page::told(words, StatusCode::OK, Tone::Ok, says)
}

/// What a person sees who has refused.
pub(super) async fn refused(words: Words) -> Response {
    let says = ["activate-refused-title", "activate-refused-lead"];
    page::told(words, StatusCode::OK, Tone::Wait, says)
}

async fn look_up(
    server: &AuthorizationServer,
    words: Words,
    (guest, from): (&Guest, &From),
    parameters: &Parameters,
) -> Response {
    let token = parameters.find("token").unwrap_or_default();
    let session = guest.session.as_bytes();
    if !server.0.csrf.is_token(Purpose::UserCode, session, token) {
        return stale(server, words, guest);
    }
    let typed = parameters.find("user_code").unwrap_or_default();
    let person = Person {
        source: Source::of(from.0),
        session: &guest.session,
    };
    let found = server.0.grants.devices().find_typed(typed, person).await;
    match (found, UserCode::read(typed)) {
        (Ok(asking), Some(code)) => ask(server, words, guest, &code, &asking),
        (Err(Missed::TooMany(seconds)), _) => too_many(server, words, guest, seconds),
        (Err(Missed::Store(error)), _) => failed(server, error),
        _ => unknown(server, words, guest),
    }
}

async fn decide(
    server: &AuthorizationServer,
    words: Words,
    guest: &Guest,
    parameters: &Parameters,
    approved: bool,
) -> Response {
    let token = parameters.find("token").unwrap_or_default();
    let code = parameters.find("user_code").and_then(UserCode::read);
    let is_ours = |code: &UserCode| {
        let whose = guest.with(code);
        let csrf = &server.0.csrf;
        csrf.is_token(Purpose::Activation, whose.as_bytes(), token)
    };
    let Some(code) = code.filter(is_ours) else {
        return stale(server, words, guest);
    };
    let asking = match server.0.grants.devices().decide(&code, approved).await {
        Ok(Some(asking)) => asking,
        Ok(None) => return unknown(server, words, guest),
        Err(error) => return failed(server, error),
    };
    tracing::info!(client.id = asking.client_id, approved, "the person decided");
    let page = if approved {
        "/activate/approved"
    } else {
        "/activate/refused"
    };
    // 303 and never 307, or the browser would send the form on as well.
    Redirect::to(page).into_response()
}

fn ask(
    server: &AuthorizationServer,
    words: Words,
    guest: &Guest,
    code: &UserCode,
    asking: &Asking,
) -> Response {
    let whose = guest.with(code);
    let token = server.0.csrf.token(Purpose::Activation, whose.as_bytes());
    page::activation(&Activation {
        words,
        client: &asking.client_name,
        address: asking.address.to_string(),
        scopes: asking.scope.split(' ').collect(),
        code: code.to_string(),
        token: &token,
    })
}

/// What the form says.
struct Form {
    status: StatusCode,
    code: String,
    error: Option<String>,
}

impl Form {
    fn of(code: Option<&UserCode>) -> Self {
        Self {
            status: StatusCode::OK,
            code: code.map(UserCode::to_string).unwrap_or_default(),
            error: None,
        }
    }

    fn wrong(status: StatusCode, error: String) -> Self {
        Self {
            status,
            code: String::new(),
            error: Some(error),
        }
    }
}

fn form(server: &AuthorizationServer, words: Words, guest: &Guest, form: Form) -> Response {
    let session = guest.session.as_bytes();
    let page = CodeForm {
        words,
        token: &server.0.csrf.token(Purpose::UserCode, session),
        code: form.code,
        error: form.error,
    };
    page::code_form(form.status, &page)
}

/// The one answer to codes that are mistyped, used, refused or over: whoever tries codes out learns
/// nothing from it.
fn unknown(server: &AuthorizationServer, words: Words, guest: &Guest) -> Response {
    let wrong = Form::wrong(StatusCode::BAD_REQUEST, words.say("activate-unknown"));
    form(server, words, guest, wrong)
}

fn failed(server: &AuthorizationServer, error: store::Error) -> Response {
    server.answer(Err(error.into()))
}

fn stale(server: &AuthorizationServer, words: Words, guest: &Guest) -> Response {
    let wrong = Form::wrong(StatusCode::FORBIDDEN, words.say("activate-stale"));
    form(server, words, guest, wrong)
}

fn too_many(server: &AuthorizationServer, words: Words, guest: &Guest, seconds: f64) -> Response {
    let error = words.say_count("activate-too-many", whole(seconds / 60.0));
    let wrong = Form::wrong(StatusCode::TOO_MANY_REQUESTS, error);
    let later = [(header::RETRY_AFTER, whole(seconds).to_string())];
    (later, form(server, words, guest, wrong)).into_response()
}
