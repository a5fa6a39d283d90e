//! The link of an invitation, step by step to the end of its login.
//!
//! Its nonce opens the login of one app and nothing else, so it is also whose the forms are.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use secrecy::SecretString;
use url::Url;

use super::csrf::Purpose;
use super::form::Form;
use super::page::Page;
use super::step::{self, Again};
use super::{Pages, refused};
use crate::endpoint;
use crate::flow::{Step, Typed, Visit};
use crate::pasted::Wrong;
use crate::refusal::Refusal;
use crate::way::Way;
use crate::words::Words;

/// A form of a login's page, believed by its token: what works on it, the reader's words, the nonce of
/// the page, and what was typed.
pub(super) struct Sent(Pages, Words, String, Form);

impl FromRequest<Pages> for Sent {
    type Rejection = Page;

    async fn from_request(request: Request, pages: &Pages) -> Result<Self, Page> {
        let (mut parts, body) = request.into_parts();
        let Ok(words) = Words::from_request_parts(&mut parts, pages).await;
        let nonce = Path::<String>::from_request_parts(&mut parts, pages).await;
        let Path(nonce) = nonce.map_err(|_| Page::nowhere(words))?;
        let form = Form::from_request(Request::from_parts(parts, body), pages).await?;
        form.check(words, &pages.csrf, Purpose::Login, nonce.as_bytes())?;
        Ok(Self(pages.clone(), words, nonce, form))
    }
}

/// Follows the link.
pub(super) async fn open(
    State(pages): State<Pages>,
    words: Words,
    Path(nonce): Path<String>,
) -> Response {
    let opened = match pages.flows.open(nonce.clone()).await {
        Ok(opened) => opened,
        Err(refusal) => return over_or_refused(words, &refusal),
    };
    match opened.step {
        Step::Onward(url) => Redirect::to(&url).into_response(),
        _ => step::page(&pages, words, &nonce, opened, &Again::default()),
    }
}

/// Goes on after a form: browsers hold each redirect to where the form may lead, and that is here.
pub(super) async fn open_after_form(
    State(pages): State<Pages>,
    words: Words,
    Path(nonce): Path<String>,
) -> Response {
    again(&pages, words, nonce, &Again::default()).await
}

/// Shows the form for what was mistyped.
pub(super) async fn retype(
    what: Typed,
    State(pages): State<Pages>,
    words: Words,
    Path(nonce): Path<String>,
) -> Response {
    form_of(what, &pages, words, nonce, &Again::default()).await
}

/// Takes the address of a person's own server.
pub(super) async fn instance(Sent(pages, words, nonce, form): Sent) -> Response {
    let fields = form.fields("v.");
    let typed: BTreeMap<String, String> = fields
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let wrong = |field: &str, message| Again::wrong(field, words.say(message)).with(&typed);
    if let Some((field, _)) = typed.iter().find(|(_, value)| value.is_empty()) {
        let wrong = wrong(field, "go-instance-empty");
        return form_of(Typed::Instance, &pages, words, nonce, &wrong).await;
    }
    let mut values = typed.clone();
    if let Some(base) = values.get_mut("base") {
        *base = endpoint::with_scheme(base);
    }
    // What is no address is mostly the address.
    let first = typed.keys().find(|name| *name == "base");
    let first = first.or_else(|| typed.keys().next());
    let first = first.map_or("", String::as_str);
    let is_plain = values.get("base").is_some_and(|base| {
        Url::parse(base).is_ok_and(|url| url.scheme() == "http" && url.host().is_some())
    });
    let message = match pages.flows.fill_instance(nonce.clone(), values).await {
        Ok(()) => return on(&nonce),
        Err(Refusal::InsecureEndpoint(_)) if is_plain => "go-instance-insecure",
        Err(Refusal::InsecureEndpoint(_)) => "go-instance-wrong",
        Err(Refusal::InvalidRequest(_)) if first == "base" => "go-instance-wrong",
        Err(Refusal::InvalidRequest(_)) => "go-wrong",
        Err(refusal) => return over_or_refused(words, &refusal),
    };
    let wrong = wrong(first, message);
    form_of(Typed::Instance, &pages, words, nonce, &wrong).await
}

/// Takes a client id and secret.
pub(super) async fn credentials(Sent(pages, words, nonce, form): Sent) -> Response {
    let secret = form.field("client_secret");
    let needs_secret = form.field("needs_secret").is_some();
    let client_id = form.field("client_id").unwrap_or_default().to_owned();
    let typed = BTreeMap::from([("client_id".to_owned(), client_id.clone())]);
    let missing = match (client_id.is_empty(), secret) {
        (true, _) => Some(("client_id", "go-credentials-id-missing")),
        (_, None) if needs_secret => Some(("client_secret", "go-credentials-secret-missing")),
        _ => None,
    };
    if let Some((field, message)) = missing {
        let wrong = Again::wrong(field, words.say(message)).with(&typed);
        return form_of(Typed::Client, &pages, words, nonce, &wrong).await;
    }
    let secret = secret.map(SecretString::from);
    let filled = pages
        .flows
        .fill_credentials(nonce.clone(), client_id, secret);
    match filled.await {
        Ok(()) => on(&nonce),
        Err(refusal) => over_or_refused(words, &refusal),
    }
}

/// Takes the address or the code that a person brings.
pub(super) async fn paste(Sent(pages, words, nonce, form): Sent) -> Response {
    let text = SecretString::from(form.field("text").unwrap_or_default());
    let state = form.field("state").map(str::to_owned);
    let ended = pages.flows.paste(nonce.clone(), state, text).await;
    brought(&pages, words, nonce, "text", ended).await
}

/// Takes a token that lasts long.
pub(super) async fn key(Sent(pages, words, nonce, form): Sent) -> Response {
    let token = SecretString::from(form.field("key").unwrap_or_default());
    let ended = pages.flows.fill_token(nonce.clone(), token).await;
    brought(&pages, words, nonce, "key", ended).await
}

/// Makes a new code in the place of one that has ended.
pub(super) async fn code(Sent(pages, words, nonce, _): Sent) -> Response {
    let refusal = match pages.flows.new_code(nonce.clone()).await {
        Ok(()) => return on(&nonce),
        Err(refusal) => refusal,
    };
    match pages.flows.explain(nonce.clone(), refusal).await {
        Ok(opened) => step::page(&pages, words, &nonce, opened, &Again::default()),
        Err(refusal) => over_or_refused(words, &refusal),
    }
}

/// Goes another of the possible ways.
pub(super) async fn way(Sent(pages, words, nonce, form): Sent) -> Response {
    if let Some(way) = form.field("way").and_then(Way::find)
        && let Err(refusal) = pages.flows.pick_way(nonce.clone(), way).await
    {
        return over_or_refused(words, &refusal);
    }
    on(&nonce)
}

/// The form that was sent or is asked for, wherever its login is, with what was wrong in it.
async fn form_of(
    what: Typed,
    pages: &Pages,
    words: Words,
    nonce: String,
    again: &Again,
) -> Response {
    match pages.flows.retype(nonce.clone(), what).await {
        Ok(opened) => step::page(pages, words, &nonce, opened, again),
        Err(refusal) => over_or_refused(words, &refusal),
    }
}

/// The page that a login is at now, with what was wrong in its form.
async fn again(pages: &Pages, words: Words, nonce: String, again: &Again) -> Response {
    match pages.flows.open(nonce.clone()).await {
        Ok(opened) => step::page(pages, words, &nonce, opened, again),
        Err(refusal) => over_or_refused(words, &refusal),
    }
}

/// What follows from something that ends a login.
async fn brought(
    pages: &Pages,
    words: Words,
    nonce: String,
    field: &str,
    ended: Result<Visit, Refusal>,
) -> Response {
    let message = match ended {
        Ok(visit) => return Redirect::to(&format!("/done/{}", visit.receipt)).into_response(),
        Err(Refusal::WrongPaste(wrong)) => wrong_paste(wrong),
        Err(Refusal::InvalidRequest(_)) => "go-wrong-no-answer",
        // An answer to a login that is over or not ours; whether the page itself is over, it shows.
        Err(Refusal::StateUnknown | Refusal::Expired) => "go-wrong-old",
        Err(refusal) => return over_or_refused(words, &refusal),
    };
    let wrong = Again::wrong(field, words.say(message));
    again(pages, words, nonce, &wrong).await
}

fn wrong_paste(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Nothing => "go-wrong-nothing",
        Wrong::TooLong => "go-wrong-long",
        Wrong::NoAnswer => "go-wrong-no-answer",
        Wrong::NoCode => "go-wrong-no-code",
        Wrong::NoState => "go-wrong-no-state",
        Wrong::NoToken => "go-wrong-no-token",
    }
}

fn on(nonce: &str) -> Response {
    Redirect::to(&format!("/go/{nonce}/on")).into_response()
}

fn over_or_refused(words: Words, refusal: &Refusal) -> Response {
    match refusal {
        Refusal::Expired => Page::invitation_over(words).into_response(),
        refusal => refused(words, refusal),
    }
}
