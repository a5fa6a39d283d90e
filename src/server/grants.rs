//! What the server remembers: open requests, codes, and families of tokens.
//!
//! Nothing usable is kept: requests, codes and tokens are known by their SHA-256 digests. All
//! tokens that descend from one code are a family. A refresh token is the family's handle, a dot,
//! and a secret that changes with each rotation. The handle alone opens nothing, and with any secret
//! but the present one it shows a token that was copied, however old, so that the family ends.

mod devices;
mod family;
mod shelf;
mod user_code;

use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::clock::Clock;
use crate::entropy::Entropy;

pub(super) use self::devices::{Asking, Busy, Devices, Missed, Opened, Person};
use self::family::{Access, Family};
use self::shelf::Shelf;
pub(super) use self::user_code::UserCode;
use super::redirect::ReturnAddress;
use super::switch::{Decision, Failure, Switch};

/// Ten minutes to read the page and decide.
const REQUEST_LIFETIME: f64 = 600.0;

/// The device fetches its tokens at once, by itself.
const CODE_LIFETIME: f64 = 60.0;

/// How long a spent code is known, so that its replay ends the tokens that came of it.
const CODE_MEMORY: f64 = 3_600.0;

/// Seconds that an access token lasts with [`Switch::Short`].
const SHORT: u32 = 5;

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
    pub(super) lifetime: u32,
    pub(super) scope: String,
}

/// What is known of a token that is good.
#[derive(Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) client_id: String,
    pub(super) scope: String,
    /// When it was given and when it ends, if it is an access token.
    pub(super) lasts: Option<(f64, f64)>,
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
    #[error("nobody has decided yet")]
    Pending,
    #[error("that was too soon")]
    SlowDown(u32),
    #[error("the person refused")]
    Denied,
    #[error("nobody decided in time")]
    Expired,
    #[error("told to fail")]
    Told(Failure),
}

/// How long things last, and how the server behaves.
pub(super) struct Terms {
    /// Seconds that an access token lasts.
    pub(super) access_lifetime: u32,
    /// Seconds without a refresh that end a family.
    pub(super) refresh_lifetime: u32,
    pub(super) rotate: bool,
    /// Seconds that a device waits for a person.
    pub(super) code_lifetime: u32,
    /// Seconds between two polls.
    pub(super) interval: u32,
    /// Whether scopes are obeyed that ask for special treatment.
    pub(super) practises: bool,
    /// What is decided without a person.
    pub(super) decision: Decision,
}

/// A token is another client's.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OthersToken;

/// Everything granted or about to be.
pub(super) struct Grants {
    terms: Terms,
    clock: Clock,
    entropy: Entropy,
    devices: Devices,
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
        let waiting = devices::Terms {
            lifetime: terms.code_lifetime,
            interval: terms.interval,
            practises: terms.practises,
            decision: terms.decision,
        };
        Self {
            devices: Devices::new(waiting, clock.clone(), entropy.clone()),
            terms,
            clock,
            entropy,
            state,
        }
    }

    /// The devices that wait for a person.
    pub(super) fn devices(&self) -> &Devices {
        &self.devices
    }

    /// What is decided about `scope` without a person, if anything.
    pub(super) fn decided(&self, scope: &str) -> Option<bool> {
        self.terms
            .decision
            .made(scope)
            .filter(|_| self.terms.practises)
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
        let (key, family, issued) = self.begin(&code.client_id, &code.scope, now);
        code.stage = Stage::Spent { family: Some(key) };
        families.put(key, family, now + self.refresh_seconds(), now);
        drop(state);
        Ok(issued)
    }

    /// Turns an approved device code into tokens, once.
    pub(super) fn redeem_device(&self, client_id: &str, code: &str) -> Result<Issued, Refusal> {
        let scope = self.devices.poll(client_id, code)?;
        let now = self.clock.now();
        let (key, family, issued) = self.begin(client_id, &scope, now);
        let mut state = self.state();
        state
            .families
            .put(key, family, now + self.refresh_seconds(), now);
        drop(state);
        Ok(issued)
    }

    /// A new family with its first tokens.
    fn begin(&self, client_id: &str, scope: &str, now: f64) -> (Digested, Family, Issued) {
        let handle = self.entropy.token::<16>();
        let key = digest(&handle);
        let mut family = Family::new(client_id, scope, handle);
        let lifetime = self.access_lifetime(scope);
        let issued = Issued {
            access: family.put_access(&self.entropy, scope, (now, now + f64::from(lifetime))),
            refresh: Some(family.put_refresh(&self.entropy)),
            lifetime,
            scope: scope.to_owned(),
        };
        (key, family, issued)
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
        if self.is(Switch::Unavailable, family.scope()) {
            return Err(Refusal::Told(Failure::Unavailable));
        }
        if self.is(Switch::Lost, family.scope()) {
            state.families.remove(&key);
            return Err(Refusal::Told(Failure::InvalidGrant));
        }
        let scope = family.narrow(scope).ok_or(Refusal::ScopeTooWide)?;
        let lifetime = self.access_lifetime(family.scope());
        let issued = Issued {
            access: family.put_access(&self.entropy, &scope, (now, now + f64::from(lifetime))),
            refresh: self.terms.rotate.then(|| family.put_refresh(&self.entropy)),
            lifetime,
            scope,
        };
        state.families.keep(&key, now + self.refresh_seconds());
        drop(state);
        Ok(issued)
    }

    /// What is known of an access token, while it lasts.
    pub(super) fn find_access(&self, token: &str) -> Option<Seen> {
        let now = self.clock.now();
        let digested = digest(token);
        self.state().families.values(now).find_map(|family| {
            let access = family.find_access(&digested, now)?;
            Some(seen(family, Some(access)))
        })
    }

    /// What is known of an access token or a refresh token, while it is good.
    pub(super) fn find_token(&self, token: &str) -> Option<Seen> {
        self.find_access(token).or_else(|| {
            let now = self.clock.now();
            let (handle, _) = token.split_once('.')?;
            self.state()
                .families
                .find(&digest(handle), now)
                .filter(|family| family.is_refreshed_by(token))
                .map(|family| seen(family, None))
        })
    }

    /// Ends an access token, or with a refresh token all its family. Whether it was another
    /// client's: then it is left alone.
    pub(super) fn revoke(&self, client_id: &str, token: &str) -> Result<(), OthersToken> {
        let now = self.clock.now();
        let mut state = self.state();
        if let Some((handle, _)) = token.split_once('.') {
            let key = digest(handle);
            let Some(family) = state.families.find(&key, now) else {
                return Ok(());
            };
            if family.client_id() != client_id {
                return Err(OthersToken);
            }
            // An old one was copied or is late; either way the login is not wanted any more.
            state.families.remove(&key);
            return Ok(());
        }
        let digested = digest(token);
        let holds = |family: &&mut Family| family.find_access(&digested, now).is_some();
        match state.families.values_mut(now).find(holds) {
            Some(family) if family.client_id() != client_id => Err(OthersToken),
            Some(family) => {
                family.drop_access(&digested);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn access_lifetime(&self, scope: &str) -> u32 {
        if self.is(Switch::Short, scope) {
            SHORT
        } else {
            self.terms.access_lifetime
        }
    }

    fn refresh_seconds(&self) -> f64 {
        f64::from(self.terms.refresh_lifetime)
    }

    fn is(&self, switch: Switch, scope: &str) -> bool {
        self.terms.practises && switch.is_in(scope)
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

fn seen(family: &Family, access: Option<&Access>) -> Seen {
    Seen {
        client_id: family.client_id().to_owned(),
        scope: access.map_or(family.scope(), Access::scope).to_owned(),
        lasts: access.map(Access::lasts),
    }
}

fn digest(secret: &str) -> Digested {
    Sha256::digest(secret).into()
}
