//! The front page: for devices without a screen, it takes the digits that the device has said.

use askama::Template;
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::Pages;
use super::cookie::{self, Cookies};
use super::csrf::Purpose;
use super::form::Form;
use super::html;
use super::limit::Peer;
use super::page::{self, Page};
use crate::door::Wrong;
use crate::flow::{Entered, Saying};
use crate::words::Words;

#[derive(Template)]
#[template(path = "front.html")]
struct Front<'a> {
    words: Words,
    token: &'a str,
    has_voice: bool,
    notice: Option<String>,
    error: Option<String>,
}

/// A browser with the form before it.
struct Visitor<'a> {
    words: Words,
    pages: &'a Pages,
    id: String,
}

/// Shows the form.
pub(super) async fn show(
    State(pages): State<Pages>,
    words: Words,
    cookies: Cookies,
    said: RawQuery,
) -> Response {
    let notice = match said.0.as_deref() {
        Some(SAID) => Some(words.say("front-said")),
        Some(NOT_SAID) => Some(words.say("front-not-said")),
        _ => None,
    };
    let known = cookies.visitor.filter(|visitor| !visitor.is_empty());
    let is_new = known.is_none();
    let id = known.unwrap_or_else(|| pages.flows.entropy().token::<16>());
    let visitor = Visitor {
        words,
        pages: &pages,
        id,
    };
    let page = visitor.form(StatusCode::OK, notice, None);
    if is_new {
        (cookie::set_visitor(&visitor.id), page).into_response()
    } else {
        page
    }
}

/// What the address tells of a code that somebody wanted to hear.
const SAID: &str = "said";
const NOT_SAID: &str = "silent";

/// Has the code said aloud: who hears it is near the device.
pub(super) async fn say(
    State(pages): State<Pages>,
    Extension(peer): Extension<Peer>,
    words: Words,
    cookies: Cookies,
    form: Form,
) -> Result<Response, Page> {
    let visitor = Visitor::believed(words, &pages, cookies, &form)?;
    Ok(match pages.flows.say_digits(peer.source()).await {
        Ok(Saying::Now) => Redirect::to(&format!("/?{SAID}")).into_response(),
        Ok(Saying::Nothing) => Redirect::to(&format!("/?{NOT_SAID}")).into_response(),
        Ok(Saying::Later(seconds)) => visitor.too_many(seconds, words.say("front-said-often")),
        Err(refusal) => super::refused(words, &refusal),
    })
}

/// Takes the digits.
pub(super) async fn enter(
    State(pages): State<Pages>,
    Extension(peer): Extension<Peer>,
    words: Words,
    cookies: Cookies,
    typed: Form,
) -> Result<Response, Page> {
    let visitor = Visitor::believed(words, &pages, cookies, &typed)?;
    let digits = typed.field("digits").unwrap_or_default();
    let again = |status, error| visitor.form(status, None, Some(error));
    Ok(match pages.flows.enter(digits, peer.source()) {
        Ok(Entered::Login(nonce)) => Redirect::to(&format!("/go/{nonce}/on")).into_response(),
        Ok(Entered::Dashboard(session)) => {
            (cookie::set_session(&session), Redirect::to("/dashboard")).into_response()
        }
        Err(Wrong::NoDigits) => again(StatusCode::BAD_REQUEST, words.say("front-no-digits")),
        Err(Wrong::Unknown) => again(StatusCode::FORBIDDEN, words.say("front-wrong")),
        Err(Wrong::TooMany(seconds)) => {
            let minutes = page::whole(seconds / 60.0);
            visitor.too_many(seconds, words.say_count("front-too-many", minutes))
        }
    })
}

impl<'a> Visitor<'a> {
    /// Who has sent a form that was made for them.
    fn believed(
        words: Words,
        pages: &'a Pages,
        cookies: Cookies,
        form: &Form,
    ) -> Result<Self, Page> {
        // Without its cookie a form is nobody's: the browser keeps none, or another site has sent it.
        let id = cookies.visitor.unwrap_or_default();
        form.check(words, &pages.csrf, Purpose::Digits, id.as_bytes())?;
        Ok(Self { words, pages, id })
    }

    fn too_many(&self, seconds: f64, error: String) -> Response {
        let mut page = self.form(StatusCode::TOO_MANY_REQUESTS, None, Some(error));
        let seconds = HeaderValue::from(page::whole(seconds));
        page.headers_mut().insert(RETRY_AFTER, seconds);
        page
    }

    fn form(&self, status: StatusCode, notice: Option<String>, error: Option<String>) -> Response {
        let token = self.pages.csrf.token(Purpose::Digits, self.id.as_bytes());
        let front = Front {
            words: self.words,
            token: &token,
            has_voice: self.pages.flows.has_voice(),
            notice,
            error,
        };
        html::with_form(status, &front)
    }
}
