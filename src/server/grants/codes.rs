//! Requests and codes of browsers, which last for minutes and are kept in memory by their digests.

use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use super::Refusal;
use super::shelf::Shelf;
use crate::clock::Clock;
use crate::digest::Digest;
use crate::entropy::Entropy;
use crate::server::redirect::ReturnAddress;

/// Ten minutes to read the page and decide.
const REQUEST_LIFETIME: f64 = 600.0;

/// The device fetches its tokens at once, by itself.
const CODE_LIFETIME: f64 = 60.0;

/// How long a spent code is known, so that its replay ends the tokens that came of it.
const CODE_MEMORY: f64 = 3_600.0;

/// Some megabytes at the very most, and far more than one household practises with at once.
const MOST_OF_EACH: usize = 512;

/// What a client has asked for.
pub(in crate::server) struct Request {
    pub(in crate::server) client_id: String,
    /// As the request named it, if it did.
    pub(in crate::server) redirect_uri: Option<String>,
    pub(in crate::server) back: ReturnAddress,
    pub(in crate::server) scope: String,
    pub(in crate::server) challenge: String,
}

/// What a client shows to have its tokens.
pub(in crate::server) struct Redemption<'a> {
    pub(in crate::server) client_id: &'a str,
    pub(in crate::server) code: &'a str,
    pub(in crate::server) redirect_uri: Option<&'a str>,
    pub(in crate::server) verifier: &'a str,
    /// Where it asks from.
    pub(in crate::server) address: IpAddr,
}

/// What waits for a decision or for its client.
pub(in crate::server) struct Codes {
    clock: Clock,
    entropy: Entropy,
    state: Mutex<State>,
}

struct State {
    requests: Shelf<Request>,
    codes: Shelf<Code>,
}

struct Code {
    client_id: String,
    redirect_uri: Option<String>,
    scope: String,
    challenge: String,
    ends_at: f64,
    stage: Stage,
}

enum Stage {
    Fresh,
    /// Its grant is known when it stands; a second use before that ends it then.
    Spent {
        grant: Option<i64>,
        is_replayed: bool,
    },
}

/// What came of showing a code.
pub(super) enum Spending {
    /// Its scope; it is spent now.
    Scope(String),
    /// It was spent before, and this grant came of it, if that stands already.
    Again(Option<i64>),
}

impl Codes {
    pub(super) fn new(clock: Clock, entropy: Entropy) -> Self {
        let state = Mutex::new(State {
            requests: Shelf::new(MOST_OF_EACH),
            codes: Shelf::new(MOST_OF_EACH),
        });
        Self {
            clock,
            entropy,
            state,
        }
    }

    /// Keeps `request` for a decision, under the id that is returned.
    pub(in crate::server) fn open(&self, request: Request) -> String {
        let id = self.entropy.token::<32>();
        let now = self.clock.now();
        self.state()
            .requests
            .put(Digest::of(&id), request, now + REQUEST_LIFETIME, now);
        id
    }

    /// Takes the request that waits for a decision, which nobody else can take again.
    pub(in crate::server) fn close(&self, id: &str) -> Option<Request> {
        let now = self.clock.now();
        self.state().requests.take(&Digest::of(id), now)
    }

    /// Turns an approved request into a code.
    pub(in crate::server) fn put_code(&self, request: Request) -> (SecretString, ReturnAddress) {
        let secret = self.entropy.token::<32>();
        let now = self.clock.now();
        let code = Code {
            client_id: request.client_id,
            redirect_uri: request.redirect_uri,
            scope: request.scope,
            challenge: request.challenge,
            ends_at: now + CODE_LIFETIME,
            stage: Stage::Fresh,
        };
        self.state()
            .codes
            .put(Digest::of(&secret), code, now + CODE_MEMORY, now);
        (secret.into(), request.back)
    }

    /// Spends a code for its scope; a second time for the grant that came of it.
    pub(super) fn spend(&self, redemption: &Redemption<'_>) -> Result<Spending, Refusal> {
        let now = self.clock.now();
        let mut state = self.state();
        let code = state
            .codes
            .find(&Digest::of(redemption.code), now)
            .ok_or(Refusal::Unknown)?;
        // Another client's attempt must not use the code up.
        if code.client_id != redemption.client_id {
            return Err(Refusal::Unknown);
        }
        if let Stage::Spent { grant, is_replayed } = &mut code.stage {
            *is_replayed = true;
            return Ok(Spending::Again(*grant));
        }
        code.stage = Stage::Spent {
            grant: None,
            is_replayed: false,
        };
        let spent = code.check(redemption, now);
        let scope = code.scope.clone();
        drop(state);
        spent.map(|()| Spending::Scope(scope))
    }

    /// Remembers what came of a code; whether it came again while that was written.
    pub(super) fn is_replayed_meanwhile(&self, code: &str, id: i64) -> bool {
        let now = self.clock.now();
        let mut state = self.state();
        let Some(code) = state.codes.find(&Digest::of(code), now) else {
            return false;
        };
        let is_replayed = matches!(
            code.stage,
            Stage::Spent {
                is_replayed: true,
                ..
            }
        );
        code.stage = Stage::Spent {
            grant: Some(id),
            is_replayed,
        };
        drop(state);
        is_replayed
    }

    /// A thread that panicked here left no half-made entry: each change is a single call.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Code {
    fn check(&self, redemption: &Redemption<'_>, now: f64) -> Result<(), Refusal> {
        if now >= self.ends_at {
            return Err(Refusal::Unknown);
        }
        if self.redirect_uri.as_deref() != redemption.redirect_uri {
            return Err(Refusal::OtherRedirect);
        }
        // A challenge is a digest in the same form.
        let challenge = Digest::parse(&self.challenge);
        if !challenge.is_some_and(|it| it.is_of(redemption.verifier)) {
            return Err(Refusal::WrongVerifier);
        }
        Ok(())
    }
}
