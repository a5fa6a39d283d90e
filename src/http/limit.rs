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

/// All programs of a machine are one source here, some of which ask every second. What they wait for and
/// what they get is free.
const PROGRAMS: Rule = Rule {
    burst: 1000.0,
    every: 0.02,
};

/// How many times as much all addresses of a network may do together: one alone cannot use it up, and
/// who changes them gains little.
const NETWORK: f64 = 4.0;

/// The path of the pages that begin logins.
const GO_PATH: &str = "/go/";

/// The address that a request came from; every connection knows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl Peer {
    /// Whom what it asks is put down to.
    pub(super) fn source(self) -> Source {
        Source::at(self.0)
    }

    /// The network that it is in.
    fn network(self) -> Source {
        Source::of(self.0)
    }
}

/// The requests that are left to each source; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    allowances: Arc<Mutex<Both>>,
    clock: Clock,
}

/// What is left to each address, and to each network.
#[derive(Debug)]
struct Both {
    addresses: Allowances,
    networks: Allowances,
}

impl Limit {
    /// For the pages.
    pub(super) fn new(clock: Clock) -> Self {
        Self::with(PAGES, clock)
    }

    /// For the API.
    pub(crate) fn of_programs(clock: Clock) -> Self {
        Self::with(PROGRAMS, clock)
    }

    fn with(rule: Rule, clock: Clock) -> Self {
        let network = Rule {
            burst: NETWORK * rule.burst,
            every: rule.every / NETWORK,
        };
        Self {
            allowances: Arc::new(Mutex::new(Both {
                addresses: Allowances::new(rule),
                networks: Allowances::new(network),
            })),
            clock,
        }
    }

    fn allowances(&self) -> MutexGuard<'_, Both> {
        self.allowances
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a request may pass; else the seconds until one may.
    pub(crate) fn look(&self, peer: Peer) -> Result<(), f64> {
        let (now, both) = (self.clock.steady(), self.allowances());
        both.addresses.look(peer.source(), now)?;
        both.networks.look(peer.network(), now)
    }

    /// Puts down one that has failed or begun something.
    pub(crate) fn take(&self, peer: Peer) -> Result<(), f64> {
        let (now, mut both) = (self.clock.steady(), self.allowances());
        both.addresses.take(peer.source(), now)?;
        both.networks.take(peer.network(), now)
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
    if !may_be_awaited && let Err(seconds) = limit.look(peer) {
        return turned_away::too_many(words, seconds);
    }
    let response = next.run(request).await;
    let has_failed = response.status().is_client_error() || response.status().is_server_error();
    if (begins || has_failed)
        && let Err(seconds) = limit.take(peer)
        && may_be_awaited
    {
        return turned_away::too_many(words, seconds);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_of_a_home_shuts_out_no_other_and_all_together_have_a_limit() {
        let limit = Limit::new(Clock::manual(1_800_000_000.0));
        let peer = |last: u16| Peer([0xfe80, 0, 0, 0, 0, 0, 0, last].into());
        let count = |last| std::iter::from_fn(|| limit.take(peer(last)).ok()).count();
        assert_eq!(count(1), 300);
        assert_eq!(limit.look(peer(1)), Err(PAGES.every));
        limit.look(peer(2)).unwrap();
        assert_eq!((2..99).map(count).sum::<usize>(), 900);
        limit.look(Peer([10, 0, 0, 1].into())).unwrap();
    }
}
