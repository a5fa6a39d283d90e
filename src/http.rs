//! The pages that phones open: callback, QR code links, results.

mod activation;
mod connection;
mod cookie;
mod csrf;
mod dashboard;
mod form;
mod front;
mod go;
mod host;
mod html;
mod limit;
mod origin;
mod page;
mod programs;
mod reader;
mod scope;
mod sending;
mod step;
mod turned_away;
#[cfg(any(fuzzing, test))]
mod visit;

use axum::extract::{FromRef, Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Router};

pub(crate) use self::connection::{Secured, serve, serve_api};
pub(crate) use self::cookie::{Cookies, Visitor};
pub(crate) use self::csrf::{Csrf, Purpose};
use self::dashboard::Deed;
pub(crate) use self::form::{Form, PATIENCE};
pub(crate) use self::host::{AllowedHosts, check as check_host, find_host};
pub(crate) use self::limit::{Limit, Peer};
pub(crate) use self::origin::{check as check_origin, is_ours};
use self::page::Page;
pub(crate) use self::page::whole;
#[cfg(any(fuzzing, test))]
pub(crate) use self::visit::{Answered, Visit};
use crate::callback::Callback;
use crate::flow::{Flows, ResultPage, Typed};
use crate::refusal::Refusal;
use crate::server::AuthorizationServer;
use crate::store::Outcome;
use crate::words::Words;

/// The style of every page, the practice server's included.
pub(crate) const STYLE: &str = include_str!("../assets/style.css");

/// What every answer forbids the browser: scripts, frames, other origins, being kept, being named to
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

/// Every page, for requests that name one of `hosts`; with those where programs are let in, if there
/// is an authorization server for them.
pub(crate) fn router(
    flows: Flows,
    hosts: AllowedHosts,
    server: Option<AuthorizationServer>,
) -> Router {
    let language = flows.language();
    let limit = Limit::new(flows.clock());
    let pages = Pages {
        csrf: Csrf::new(&flows.entropy()),
        lets_programs_in: server.is_some(),
        flows,
    };
    let activation = server.map(|server| activation::router(pages.clone(), server));
    Router::new()
        .route("/auth/callback/{munged_id}", get(callback).head(nothing))
        .route("/go/{nonce}", get(go::open).head(nothing))
        .route("/go/{nonce}/instance", post(go::instance))
        .route("/go/{nonce}/credentials", post(go::credentials))
        .route("/go/{nonce}/paste", post(go::paste))
        .route("/go/{nonce}/key", post(go::key))
        .route("/go/{nonce}/code", post(go::code))
        .route("/go/{nonce}/way", post(go::way))
        .route("/go/{nonce}/client", retype(Typed::Client))
        .route("/go/{nonce}/address", retype(Typed::Instance))
        .route("/go/{nonce}/on", get(go::open_after_form).head(nothing))
        .route("/done/{receipt}", get(done))
        .route("/style.css", get(style))
        .route("/dashboard", get(dashboard::show))
        .route(
            "/dashboard/{link}",
            get(dashboard::link).post(dashboard::open),
        )
        .route("/dashboard/connect", deed(Deed::Connect))
        .route("/dashboard/disconnect", deed(Deed::Disconnect))
        .route("/dashboard/forget", deed(Deed::Forget))
        .route(
            "/dashboard/services",
            get(dashboard::services).post(dashboard::take_up),
        )
        .route("/dashboard/withdraw", post(programs::withdraw))
        .route("/dashboard/leave", post(dashboard::leave))
        .route("/", get(front::show).post(front::enter))
        .route("/say", post(front::say))
        .merge(activation.unwrap_or_default())
        .fallback(nowhere)
        .method_not_allowed_fallback(no_such_method)
        .layer(middleware::from_fn(to_the_end))
        .layer(middleware::from_fn(origin::check))
        .layer(middleware::from_fn_with_state(hosts, host::check))
        .layer(middleware::from_fn_with_state(limit, limit::check))
        .layer(middleware::from_fn(with_headers))
        .layer(Extension(language))
        .with_state(pages)
}

/// A form for what was mistyped.
fn retype(what: Typed) -> MethodRouter<Pages> {
    get(move |pages, words, nonce| go::retype(what, pages, words, nonce)).head(nothing)
}

/// A button of the dashboard.
fn deed(deed: Deed) -> MethodRouter<Pages> {
    post(move |pages, guest, form| dashboard::act(deed, pages, guest, form))
}

/// What the pages work with.
#[derive(Clone)]
struct Pages {
    flows: Flows,
    csrf: Csrf,
    /// Whether there is an authorization server for programs.
    lets_programs_in: bool,
}

impl FromRef<Pages> for Flows {
    fn from_ref(pages: &Pages) -> Self {
        pages.flows.clone()
    }
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

async fn done(State(flows): State<Flows>, words: Words, Path(receipt): Path<String>) -> Response {
    match flows.result_page(receipt).await {
        Ok(Some(result)) => result_page(words, &result).into_response(),
        Ok(None) => Page::result_gone(words).into_response(),
        Err(refusal) => refused(words, &refusal),
    }
}

fn result_page(words: Words, result: &ResultPage) -> Page {
    let page = Page::result(words, &result.service, &result.outcome);
    match (&result.outcome, &result.nonce) {
        (Outcome::Failed(_), Some(nonce)) => page.leading_back(nonce),
        _ => page,
    }
}

async fn nowhere(words: Words) -> Page {
    Page::nowhere(words)
}

async fn no_such_method(words: Words) -> Page {
    Page::no_such_method(words)
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

/// A look-ahead: it must neither spend a code nor open a login.
async fn nothing() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// A page that says why nothing came of a request.
pub(crate) fn refused(words: Words, refusal: &Refusal) -> Response {
    tracing::info!(error_code = refusal.code(), "page refused: {refusal}");
    Page::refused(words, refusal).into_response()
}

/// Does what was asked to its end, although the browser may leave: a tab that is closed, or a second
/// tap, must leave nothing half done.
#[expect(
    clippy::disallowed_methods,
    reason = "what must not be lost is tracked by the flows; a browser that sends slowly must not hold up the end"
)]
pub(crate) async fn to_the_end(request: Request, next: Next) -> Response {
    let work = tokio::spawn(next.run(request));
    // A panic has been logged.
    let done = work.await;
    done.unwrap_or_else(|_panicked| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Adds what every answer forbids the browser.
pub(crate) async fn with_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers: &mut HeaderMap = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
