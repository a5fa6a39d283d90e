//! What the server remembers: open requests, codes, and families of tokens.
//!
//! Nothing usable is kept: requests, codes and tokens are known by their SHA-256 digests. All
//! tokens that descend from one code are a family. A refresh token is the family's handle, a dot,
//! and a secret that changes with each rotation. The handle alone opens nothing, and with any secret
//! but the present one it shows a token that was copied, however old, so that the family ends.

mod family;
mod shelf;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::clock::Clock;
use crate::entropy::Entropy;

use self::family::Family;
use self::shelf::Shelf;
use super::redirect::ReturnAddress;

/// Ten minutes to read the page and decide.
const REQUEST_LIFETIME: f64 = 600.0;

/// The device fetches its tokens at once, by itself.
const CODE_LIFETIME: f64 = 60.0;

/// How long a spent code is known, so that its replay ends the tokens that came of it.
const CODE_MEMORY: f64 = 3_600.0;

/// A month without a refresh ends a family.
const FAMILY_LIFETIME: f64 = 30.0 * 24.0 * 3_600.0;

/// Some megabytes at the very most, and far more than one household practises with at once.
const MOST_OF_EACH: usize = 512;

/// The digest under which a secret is known.
type Digested = [u8; 32];

/// What a client has asked for.
pub(super) struct Request {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) back: ReturnAddress,
    pub(super) scope: String,
    pub(super) challenge: String,
}

/// What a client shows to have its tokens.
pub(super) struct Redemption<'a> {
    pub(super) client_id: &'a str,
    pub(super) code: &'a str,
    pub(super) redirect_uri: &'a str,
    pub(super) verifier: &'a str,
}

/// Fresh tokens; no refresh token means that the old one stays.
pub(super) struct Issued {
    pub(super) access: SecretString,
    pub(super) refresh: Option<SecretString>,
    pub(super) lifetime: Duration,
    pub(super) scope: String,
}

/// Why there are no tokens.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("the code or token is not known here, is too old, or is another client's")]
    Unknown,
    #[error("the code or token was used before, so all that came of it has ended")]
    Reused,
    #[error("redirect_uri differs from the one in the authorization request")]
    OtherRedirect,
    #[error("code_verifier does not fit the code_challenge")]
    WrongVerifier,
    #[error("the scope is wider than the granted one")]
    ScopeTooWide,
}

/// How long access tokens last, and whether refresh tokens change.
pub(super) struct Terms {
    pub(super) access_lifetime: Duration,
    pub(super) rotate: bool,
}

/// Everything granted or about to be.
pub(super) struct Grants {
    terms: Terms,
    clock: Clock,
    entropy: Entropy,
    state: Mutex<State>,
}

struct State {
    requests: Shelf<Request>,
    codes: Shelf<Code>,
    families: Shelf<Family>,
}

struct Code {
    client_id: String,
    redirect_uri: String,
    scope: String,
    challenge: String,
    ends_at: f64,
    stage: Stage,
}

enum Stage {
    Fresh,
    Spent { family: Option<Digested> },
}

impl Grants {
    pub(super) fn new(terms: Terms, clock: Clock, entropy: Entropy) -> Self {
        let state = Mutex::new(State {
            requests: Shelf::new(MOST_OF_EACH),
            codes: Shelf::new(MOST_OF_EACH),
            families: Shelf::new(MOST_OF_EACH),
        });
        Self {
            terms,
            clock,
            entropy,
            state,
        }
    }

    /// Keeps `request` for a decision, under the id that is returned.
    pub(super) fn open(&self, request: Request) -> String {
        let id = self.entropy.token::<32>();
        let now = self.clock.now();
        self.state()
            .requests
            .put(digest(&id), request, now + REQUEST_LIFETIME, now);
        id
    }

    /// Takes the request that waits for a decision, which nobody else can take again.
    pub(super) fn close(&self, id: &str) -> Option<Request> {
        let now = self.clock.now();
        self.state().requests.take(&digest(id), now)
    }

    /// Turns an approved request into a code.
    pub(super) fn put_code(&self, request: Request) -> (SecretString, ReturnAddress) {
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
            .put(digest(&secret), code, now + CODE_MEMORY, now);
        (secret.into(), request.back)
    }

    /// Turns a code into tokens, once.
    pub(super) fn redeem(&self, redemption: &Redemption<'_>) -> Result<Issued, Refusal> {
        let now = self.clock.now();
        let mut state = self.state();
        let State {
            codes, families, ..
        } = &mut *state;
        let code = codes
            .find(&digest(redemption.code), now)
            .ok_or(Refusal::Unknown)?;
        // Another client's attempt must not use the code up.
        if code.client_id != redemption.client_id {
            return Err(Refusal::Unknown);
        }
        if let Stage::Spent { family } = &code.stage {
            if let Some(family) = family {
                families.remove(family);
            }
            drop(state);
            let id = redemption.client_id;
            tracing::warn!(client.id = id, "a code came twice, its tokens are ended");
            return Err(Refusal::Reused);
        }
        code.stage = Stage::Spent { family: None };
        code.check(redemption, now)?;
        let handle = self.entropy.token::<16>();
        let key = digest(&handle);
        let mut family = Family::new(&code.client_id, &code.scope, handle);
        let issued = Issued {
            access: family.put_access(&self.entropy, now + self.access_seconds(), now),
            refresh: Some(family.put_refresh(&self.entropy)),
            lifetime: self.terms.access_lifetime,
            scope: code.scope.clone(),
        };
        code.stage = Stage::Spent { family: Some(key) };
        families.put(key, family, now + FAMILY_LIFETIME, now);
        drop(state);
        Ok(issued)
    }

    /// Turns a refresh token into new tokens, of the whole granted scope or of a narrower one.
    pub(super) fn refresh(
        &self,
        client_id: &str,
        token: &str,
        scope: Option<&str>,
    ) -> Result<Issued, Refusal> {
        let now = self.clock.now();
        let (handle, _) = token.split_once('.').ok_or(Refusal::Unknown)?;
        let key = digest(handle);
        let mut state = self.state();
        let family = state.families.find(&key, now).ok_or(Refusal::Unknown)?;
        if family.client_id() != client_id {
            return Err(Refusal::Unknown);
        }
        if !family.is_refreshed_by(token) {
            state.families.remove(&key);
            drop(state);
            tracing::warn!(
                client.id = client_id,
                "an old refresh token came, its family is ended"
            );
            return Err(Refusal::Reused);
        }
        let scope = family.narrow(scope).ok_or(Refusal::ScopeTooWide)?;
        let access = family.put_access(&self.entropy, now + self.access_seconds(), now);
        let refresh = self.terms.rotate.then(|| family.put_refresh(&self.entropy));
        state.families.keep(&key, now + FAMILY_LIFETIME);
        drop(state);
        Ok(Issued {
            access,
            refresh,
            lifetime: self.terms.access_lifetime,
            scope,
        })
    }

    /// The client that `token` was issued to, while it lasts.
    pub(super) fn find_bearer(&self, token: &str) -> Option<String> {
        let now = self.clock.now();
        let digested = digest(token);
        self.state()
            .families
            .values(now)
            .find(|family| family.is_opened_by(&digested, now))
            .map(|family| family.client_id().to_owned())
    }

    fn access_seconds(&self) -> f64 {
        self.terms.access_lifetime.as_secs_f64()
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
        if self.redirect_uri != redemption.redirect_uri {
            return Err(Refusal::OtherRedirect);
        }
        let challenge = URL_SAFE_NO_PAD.encode(digest(redemption.verifier));
        if !bool::from(challenge.as_bytes().ct_eq(self.challenge.as_bytes())) {
            return Err(Refusal::WrongVerifier);
        }
        Ok(())
    }
}

fn digest(secret: &str) -> Digested {
    Sha256::digest(secret).into()
}
