//! How many requests a source may send that fail, or that begin something. What is simply shown is
//! free: it takes as little as a refusal, and the places for connections bound it.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use super::turned_away;
use crate::allowance::{Allowances, Rule, Source};
use crate::callback::CALLBACK_PATH;
use crate::clock::Clock;
use crate::words::Words;

/// Far more than a person can do; a page that waits asks for itself again every few seconds.
const PAGES: Rule = Rule {
    burst: 300.0,
    every: 0.1,
};

/// The path of the pages that begin logins.
const GO_PATH: &str = "/go/";

/// The address that a request came from; every connection knows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl Peer {
    /// Whom what it asks is put down to.
    pub(super) fn source(self) -> Source {
        Source::of(self.0)
    }
}

/// The requests that are left to each source; cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    allowances: Arc<Mutex<Allowances>>,
    clock: Clock,
}

impl Limit {
    pub(super) fn new(clock: Clock) -> Self {
        Self {
            allowances: Arc::new(Mutex::new(Allowances::new(PAGES))),
            clock,
        }
    }

    fn allowances(&self) -> MutexGuard<'_, Allowances> {
        self.allowances
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn look(&self, source: Source) -> Result<(), f64> {
        self.allowances().look(source, self.clock.steady())
    }

    fn take(&self, source: Source) -> Result<(), f64> {
        self.allowances().take(source, self.clock.steady())
    }
}

/// Lets requests pass as long as their source has some left.
pub(super) async fn check(
    State(limit): State<Limit>,
    words: Words,
    request: Request,
    next: Next,
) -> Response {
    // What comes by no connection comes from ourselves.
    let Some(peer) = request.extensions().get::<Peer>().copied() else {
        return next.run(request).await;
    };
    let path = request.uri().path();
    // Whatever else a source has sent, an answer that a login waits for is taken: any site can make
    // a browser send the rest.
    let may_be_awaited = path.starts_with(CALLBACK_PATH);
    let begins = path.starts_with(GO_PATH) || request.method() != Method::GET;
    if !may_be_awaited && let Err(seconds) = limit.look(peer.source()) {
        return turned_away::too_many(words, seconds);
    }
    let response = next.run(request).await;
    let has_failed = response.status().is_client_error() || response.status().is_server_error();
    if (begins || has_failed)
        && let Err(seconds) = limit.take(peer.source())
        && may_be_awaited
    {
        return turned_away::too_many(words, seconds);
    }
    response
}
