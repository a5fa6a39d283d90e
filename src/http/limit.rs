//! How many requests a source may send: enough for any person, too few to keep the device busy.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::turned_away;
use crate::allowance::{Allowances, Rule, Source};
use crate::clock::Clock;
use crate::words::Words;

/// A page is two or three requests; one that waits asks for itself again every few seconds.
const PAGES: Rule = Rule {
    burst: 300.0,
    every: 0.1,
};

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

    fn take(&self, source: Source) -> Result<(), f64> {
        let mut allowances = self
            .allowances
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        allowances.take(source, self.clock.steady())
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
    let peer = request.extensions().get::<Peer>().copied();
    match peer.map_or(Ok(()), |peer| limit.take(peer.source())) {
        Ok(()) => next.run(request).await,
        Err(seconds) => turned_away::too_many(words, seconds).into_response(),
    }
}
