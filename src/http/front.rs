//! The front page: for devices without a screen, it takes the digits that the device has said.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::Pages;
use super::cookie::{self, Cookies};
use super::csrf::{Csrf, Purpose};
use super::form::Form;
use super::limit::Peer;
use super::page::{self, Page};
use crate::door::Wrong;
use crate::flow::Entered;
use crate::words::Words;

#[derive(Template)]
#[template(path = "front.html")]
struct Front<'a> {
    words: Words,
    token: &'a str,
    error: Option<String>,
}

/// Shows the form.
pub(super) async fn show(
    State(Pages { flows, csrf }): State<Pages>,
    words: Words,
    cookies: Cookies,
) -> Response {
    let known = cookies.visitor.filter(|visitor| !visitor.is_empty());
    if let Some(visitor) = known {
        return form(words, &csrf, &visitor, StatusCode::OK, None);
    }
    let visitor = flows.entropy().token::<16>();
    let page = form(words, &csrf, &visitor, StatusCode::OK, None);
    (cookie::set_visitor(&visitor), page).into_response()
}

/// Takes the digits.
pub(super) async fn enter(
    State(Pages { flows, csrf }): State<Pages>,
    Extension(peer): Extension<Peer>,
    words: Words,
    cookies: Cookies,
    typed: Form,
) -> Result<Response, Page> {
    // Without its cookie a form is nobody's: the browser keeps none, or another site has sent it.
    let visitor = cookies.visitor.unwrap_or_default();
    typed.check(words, &csrf, Purpose::Digits, visitor.as_bytes())?;
    let digits = typed.field("digits").unwrap_or_default();
    let again = |status, error| form(words, &csrf, &visitor, status, Some(error));
    Ok(match flows.enter(digits, peer.source()) {
        Ok(Entered::Login(nonce)) => Redirect::to(&format!("/go/{nonce}/on")).into_response(),
        Ok(Entered::Dashboard(session)) => {
            (cookie::set_session(&session), Redirect::to("/dashboard")).into_response()
        }
        Err(Wrong::NoDigits) => again(StatusCode::BAD_REQUEST, words.say("front-no-digits")),
        Err(Wrong::Unknown) => again(StatusCode::FORBIDDEN, words.say("front-wrong")),
        Err(Wrong::TooMany(seconds)) => {
            let minutes = page::whole(seconds / 60.0);
            let error = words.say_count("front-too-many", minutes);
            let mut page = again(StatusCode::TOO_MANY_REQUESTS, error);
            let seconds = HeaderValue::from(page::whole(seconds));
            page.headers_mut().insert(RETRY_AFTER, seconds);
            page
        }
    })
}

fn form(
    words: Words,
    csrf: &Csrf,
    visitor: &str,
    status: StatusCode,
    error: Option<String>,
) -> Response {
    let token = csrf.token(Purpose::Digits, visitor.as_bytes());
    let front = Front {
        words,
        token: &token,
        error,
    };
    page::with_form(status, &front)
}
