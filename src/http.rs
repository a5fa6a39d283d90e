//! The pages that phones open: callback, QR code links, results.

mod connection;
mod host;
mod page;
mod reader;
#[cfg(any(fuzzing, test))]
mod visit;

use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};

pub(crate) use self::connection::serve;
pub(crate) use self::host::AllowedHosts;
use self::page::Page;
#[cfg(any(fuzzing, test))]
pub(crate) use self::visit::{Answered, Visit};
use crate::callback::Callback;
use crate::flow::{Flows, Step};
use crate::refusal::Refusal;
use crate::words::Words;

/// The style of every page, the practice server's included.
pub(crate) const STYLE: &str = include_str!("../assets/style.css");

/// What every page forbids the browser: scripts, frames, other origins, being kept, being named to
/// other sites.
const HEADERS: [(header::HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Every page, for requests that name one of `hosts`.
pub(crate) fn router(flows: Flows, hosts: AllowedHosts) -> Router {
    let language = flows.language();
    Router::new()
        .route("/auth/callback/{munged_id}", get(callback).head(nothing))
        .route("/go/{nonce}", get(go).head(nothing))
        .route("/done/{receipt}", get(done))
        .route("/style.css", get(style))
        .route("/", get(front))
        .fallback(nowhere)
        .layer(middleware::from_fn_with_state(hosts, host::check))
        .layer(middleware::from_fn(with_headers))
        .layer(Extension(language))
        .with_state(flows)
}

/// The authorization server's answer. The browser is sent on at once, so that the code is in no
/// address bar; the page that it lands on may be reloaded.
async fn callback(
    State(flows): State<Flows>,
    words: Words,
    Path(munged_id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let finished = match Callback::parse(Some(munged_id), &query.unwrap_or_default()) {
        Ok(callback) => flows.finish(callback).await,
        Err(refusal) => Err(refusal),
    };
    match finished {
        Ok(visit) => Redirect::to(&format!("/done/{}", visit.receipt)).into_response(),
        Err(refusal) => refused(words, &refusal),
    }
}

/// The link of an invitation.
async fn go(State(flows): State<Flows>, words: Words, Path(nonce): Path<String>) -> Response {
    match flows.open(nonce).await {
        Ok(opened) => match opened.step {
            Step::Onward(url) => Redirect::to(&url).into_response(),
            Step::Done(receipt) => Redirect::to(&format!("/done/{receipt}")).into_response(),
            _ => Page::nowhere(words).into_response(),
        },
        Err(Refusal::Expired) => Page::invitation_over(words).into_response(),
        Err(refusal) => refused(words, &refusal),
    }
}

async fn done(State(flows): State<Flows>, words: Words, Path(receipt): Path<String>) -> Response {
    match flows.result_page(receipt).await {
        Ok(Some((name, outcome))) => Page::result(words, &name, &outcome).into_response(),
        Ok(None) => Page::result_gone(words).into_response(),
        Err(refusal) => refused(words, &refusal),
    }
}

async fn front(words: Words) -> Page {
    Page::front(words)
}

async fn nowhere(words: Words) -> Page {
    Page::nowhere(words)
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

/// A look-ahead: it must neither spend a code nor open a login.
async fn nothing() -> StatusCode {
    StatusCode::NO_CONTENT
}

fn refused(words: Words, refusal: &Refusal) -> Response {
    tracing::info!(error_code = refusal.code(), "page refused: {refusal}");
    Page::refused(words, refusal).into_response()
}

async fn with_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers: &mut HeaderMap = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
