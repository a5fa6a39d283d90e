//! The link of an invitation, step by step to the end of its login.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::page::{self, Page};
use super::refused;
use crate::flow::{Flows, Step};
use crate::refusal::Refusal;
use crate::words::Words;

#[derive(Template)]
#[template(path = "onward.html")]
struct Onward<'a> {
    words: Words,
    url: &'a str,
}

/// How a browser came here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Link,
    /// Browsers hold each redirect after a form to where the form may lead, and that is here.
    Form,
}

/// Follows the link.
pub(super) async fn open(
    State(flows): State<Flows>,
    words: Words,
    Path(nonce): Path<String>,
) -> Response {
    show(&flows, words, nonce, From::Link).await
}

/// Goes on after a form.
pub(super) async fn open_after_form(
    State(flows): State<Flows>,
    words: Words,
    Path(nonce): Path<String>,
) -> Response {
    show(&flows, words, nonce, From::Form).await
}

async fn show(flows: &Flows, words: Words, nonce: String, from: From) -> Response {
    let opened = match flows.open(nonce).await {
        Ok(opened) => opened,
        Err(Refusal::Expired) => return Page::invitation_over(words).into_response(),
        Err(refusal) => return refused(words, &refusal),
    };
    match opened.step {
        Step::Onward(url) if from == From::Link => Redirect::to(&url).into_response(),
        Step::Onward(url) => page::plain(StatusCode::OK, &Onward { words, url: &url }),
        Step::Done(receipt) => Redirect::to(&format!("/done/{receipt}")).into_response(),
        _ => Page::nowhere(words).into_response(),
    }
}
