//! The HTTP API: tokens for programs that are not on the bus, who get their access by the
//! authorization server's endpoints beside it.

mod denial;
mod document;
mod guest;
mod status;
mod tokens;

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRef, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use self::denial::Denial;
use self::document::Document;
use crate::flow::Flows;
use crate::http::{AllowedHosts, Limit, Peer, is_ours, to_the_end, whole, with_headers};
use crate::server::{AuthorizationServer, Awaited};

/// What programs call, for requests that name one of `hosts`.
pub(crate) fn router(flows: Flows, server: AuthorizationServer, hosts: AllowedHosts) -> Router {
    let endpoints = server.endpoints();
    let paths = server.paths().clone();
    let limit = Limited {
        limit: Limit::of_programs(flows.clock()),
        beginning: paths.device_authorization.as_str().into(),
    };
    let api = Api {
        flows,
        server,
        document: Document::new(&paths),
    };
    let tokens = get(tokens::show)
        .head(tokens::get_only)
        .fallback(tokens::get_only);
    Router::new()
        .route("/api/v1/tokens/{munged_id}", tokens)
        .route(&paths.status, get(status::show))
        .route("/api/v1/openapi.json", get(document::show))
        .with_state(api)
        .merge(endpoints)
        .fallback(async || Denial::NoSuchPath)
        .method_not_allowed_fallback(async || Denial::NoSuchMethod)
        .layer(middleware::from_fn(to_the_end))
        .layer(middleware::from_fn_with_state(limit, check_limit))
        .layer(middleware::from_fn(keep_browsers_out))
        .layer(middleware::from_fn_with_state(hosts, check_host))
        .layer(middleware::from_fn(with_headers))
}

/// What the API works with.
#[derive(Clone)]
struct Api {
    flows: Flows,
    server: AuthorizationServer,
    document: Document,
}

impl FromRef<Api> for Flows {
    fn from_ref(api: &Api) -> Self {
        api.flows.clone()
    }
}

impl FromRef<Api> for AuthorizationServer {
    fn from_ref(api: &Api) -> Self {
        api.server.clone()
    }
}

impl FromRef<Api> for Document {
    fn from_ref(api: &Api) -> Self {
        api.document.clone()
    }
}

/// What is left to each source, and what costs it although it succeeds.
#[derive(Clone)]
struct Limited {
    limit: Limit,
    /// The path where grants begin.
    beginning: Arc<str>,
}

/// Lets requests pass as long as their source has some left. What other sites make a browser send is
/// refused before, and costs nothing: or any of them could shut out this machine's programs.
async fn check_limit(
    State(Limited { limit, beginning }): State<Limited>,
    request: Request,
    next: Next,
) -> Response {
    // What comes by no connection comes from ourselves.
    let Some(peer) = request.extensions().get::<Peer>().copied() else {
        return next.run(request).await;
    };
    if let Err(seconds) = limit.look(peer) {
        return Denial::TooMany(whole(seconds)).into_response();
    }
    let begins = request.uri().path() == &*beginning;
    let response = next.run(request).await;
    let status = response.status();
    let has_failed = status.is_client_error() || status.is_server_error();
    if begins || has_failed && response.extensions().get::<Awaited>().is_none() {
        // Others of the same source may have taken the last one meanwhile.
        let _ = limit.take(peer);
    }
    response
}

async fn check_host(State(hosts): State<AllowedHosts>, request: Request, next: Next) -> Response {
    if hosts.are_named(request.headers()) {
        next.run(request).await
    } else {
        Denial::WrongHost.into_response()
    }
}

/// No page of another site may ask for anything: not even what changes nothing, which no link leads
/// to.
async fn keep_browsers_out(request: Request, next: Next) -> Response {
    if is_ours(request.headers()) {
        next.run(request).await
    } else {
        Denial::ForeignOrigin.into_response()
    }
}
