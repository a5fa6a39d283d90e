//! The front page: for devices without a screen, it takes the digits that the device has said.

use askama::Template;
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::Pages;
use super::cookie::{self, Cookies, Visitor};
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

/// Who has the form before them.
struct Reader<'a> {
    words: Words,
    pages: &'a Pages,
    id: String,
}

/// Why something is asked for again: digits that let nobody in, or what was wanted too often.
pub(super) struct Again {
    pub(super) status: StatusCode,
    pub(super) error: String,
    /// Seconds to wait.
    wait: Option<f64>,
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
    let visitor = Visitor::of(cookies, &pages.flows.entropy());
    let reader = Reader {
        words,
        pages: &pages,
        id: visitor.id.clone(),
    };
    visitor.shown(reader.form(StatusCode::OK, notice, None))
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
    let reader = Reader::believed(words, &pages, cookies, &form)?;
    Ok(match pages.flows.say_digits(peer.source()).await {
        Ok(Saying::Now) => Redirect::to(&format!("/?{SAID}")).into_response(),
        Ok(Saying::Nothing) => Redirect::to(&format!("/?{NOT_SAID}")).into_response(),
        Ok(Saying::Later(seconds)) => {
            reader.again(&Again::later(seconds, words.say("front-said-often")))
        }
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
    let reader = Reader::believed(words, &pages, cookies, &typed)?;
    Ok(
        match take_digits(words, &pages, peer, (&typed, "front-wrong")) {
            Ok(Entered::Login(nonce)) => Redirect::to(&format!("/go/{nonce}/on")).into_response(),
            Ok(Entered::Dashboard(session, _)) => {
                (cookie::set_session(&session), Redirect::to("/dashboard")).into_response()
            }
            Err(again) => reader.again(&again),
        },
    )
}

/// Lets in who has typed the right digits into a form. What it says of wrong ones is a message, since
/// not all digits are told everywhere.
pub(super) fn take_digits(
    words: Words,
    pages: &Pages,
    peer: Peer,
    (typed, wrong): (&Form, &'static str),
) -> Result<Entered, Again> {
    let digits = typed.field("digits").unwrap_or_default();
    let entered = pages.flows.enter(digits, peer.source());
    entered.map_err(|why| Again::of(words, why, wrong))
}

impl Again {
    fn of(words: Words, why: Wrong, wrong: &'static str) -> Self {
        let (status, error) = match why {
            Wrong::NoDigits => (StatusCode::BAD_REQUEST, words.say("front-no-digits")),
            Wrong::Unknown => (StatusCode::FORBIDDEN, words.say(wrong)),
            Wrong::TooMany(seconds) => {
                let minutes = page::whole(seconds / 60.0);
                return Self::later(seconds, words.say_count("front-too-many", minutes));
            }
        };
        Self::now(status, error)
    }

    /// It may be asked for again at once.
    pub(super) fn now(status: StatusCode, error: String) -> Self {
        Self {
            status,
            error,
            wait: None,
        }
    }

    /// What was asked for too often may be asked for again then.
    pub(super) fn later(seconds: f64, error: String) -> Self {
        Self {
            status: StatusCode::TOO_MANY_REQUESTS,
            error,
            wait: Some(seconds),
        }
    }

    /// The page that says so, with how long to wait.
    pub(super) fn told_on(&self, mut page: Response) -> Response {
        if let Some(seconds) = self.wait {
            let seconds = HeaderValue::from(page::whole(seconds));
            page.headers_mut().insert(RETRY_AFTER, seconds);
        }
        page
    }
}

impl<'a> Reader<'a> {
    /// Who has sent a form that was made for them.
    fn believed(
        words: Words,
        pages: &'a Pages,
        cookies: Cookies,
        form: &Form,
    ) -> Result<Self, Page> {
        let id = believe(words, pages, cookies, form)?;
        Ok(Self { words, pages, id })
    }

    fn again(&self, again: &Again) -> Response {
        again.told_on(self.form(again.status, None, Some(again.error.clone())))
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

/// The visitor that a form was made for, who has sent it.
pub(super) fn believe(
    words: Words,
    pages: &Pages,
    cookies: Cookies,
    form: &Form,
) -> Result<String, Page> {
    // Without its cookie a form is nobody's: the browser keeps none, or another site has sent it.
    let id = cookies.visitor.unwrap_or_default();
    form.check(words, &pages.csrf, Purpose::Digits, id.as_bytes())?;
    Ok(id)
}
