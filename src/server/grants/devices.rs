//! Devices that wait for a person to type or scan their code.
//!
//! Neither code is kept: device codes are known by a digest, user codes, which are short enough to
//! be tried out, by a MAC under a key of this process.

use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hmac::{Hmac, Mac};
use secrecy::SecretString;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::shelf::Shelf;
use super::user_code::UserCode;
use super::{Digested, Refusal, digest};
use crate::allowance::{Allowances, Rule, Source};
use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::server::switch::{Decision, Switch};

/// Devices that wait at once; a household has a handful.
const MOST: usize = 512;

/// Of one source, so that nobody takes all places from the others.
const MOST_OF_A_SOURCE: usize = 128;

/// How long a code that has ended is known, so that its device hears why.
const MEMORY: f64 = 600.0;

/// How much earlier than told a poll may come: clocks and networks are not exact.
const JITTER: f64 = 0.5;

/// By how many seconds a hasty device is slowed down each time.
const SLOWER: u32 = 5;

/// Wrong codes that a source or a session may type, at once and then.
const TYPED: Rule = Rule {
    burst: 5.0,
    every: 120.0,
};

/// Wrong codes from anyone after which a waiting code cannot be typed any more: of 20^8 codes, five
/// tries find one with a probability below 2^-32. The link in a QR code still leads there.
const MOST_WRONG: u64 = 5;

/// Seconds that a code lasts with [`Switch::Expire`].
const MOMENT: u32 = 1;

/// Times and manners.
pub(in crate::server) struct Terms {
    /// Seconds that a code lasts.
    pub(in crate::server) lifetime: u32,
    /// Seconds between two polls.
    pub(in crate::server) interval: u32,
    /// Whether scopes are obeyed that ask for special treatment.
    pub(in crate::server) practises: bool,
    /// What is decided without a person.
    pub(in crate::server) decision: Decision,
}

/// The devices that wait.
pub(in crate::server) struct Devices {
    terms: Terms,
    clock: Clock,
    entropy: Entropy,
    mac: Hmac<Sha256>,
    state: Mutex<State>,
}

struct State {
    waiting: Shelf<Waiting>,
    /// Wrong codes typed since the start.
    wrong: u64,
    sources: Allowances<Source>,
    sessions: Allowances<Digested>,
}

struct Waiting {
    client_id: String,
    scope: String,
    address: IpAddr,
    user_code: Digested,
    key: Digested,
    ends_at: f64,
    interval: u32,
    polled_at: Option<f64>,
    /// Wrong codes that had been typed before this one was given out.
    wrong_before: u64,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Open,
    Decided(bool),
}

/// What a device is told.
pub(in crate::server) struct Opened {
    pub(in crate::server) device_code: SecretString,
    pub(in crate::server) user_code: UserCode,
    /// What a link needs beside the user code, so that it cannot be guessed.
    pub(in crate::server) key: String,
    pub(in crate::server) lifetime: u32,
    pub(in crate::server) interval: u32,
}

/// What a person is told about a device.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::server) struct Asking {
    pub(in crate::server) client_id: String,
    pub(in crate::server) scope: String,
    /// Where the device has asked from.
    pub(in crate::server) address: IpAddr,
}

/// Who types codes.
#[derive(Clone, Copy)]
pub(in crate::server) struct Person<'a> {
    pub(in crate::server) source: Source,
    pub(in crate::server) session: &'a str,
}

/// Why a code leads nowhere.
#[derive(Debug, PartialEq)]
pub(in crate::server) enum Missed {
    /// Mistyped, used or over: which of them is not told.
    Unknown,
    /// So many wrong ones that the next may be typed in so many seconds.
    TooMany(f64),
}

/// There is no room for another device.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::server) struct Busy;

impl Devices {
    pub(super) fn new(terms: Terms, clock: Clock, entropy: Entropy) -> Self {
        let mut key = [0; 64];
        let halves = [entropy.bytes::<32>(), entropy.bytes::<32>()];
        key.iter_mut()
            .zip(halves.as_flattened())
            .for_each(|(byte, random)| *byte = *random);
        let state = Mutex::new(State {
            waiting: Shelf::new(MOST),
            wrong: 0,
            sources: Allowances::new(TYPED),
            sessions: Allowances::new(TYPED),
        });
        Self {
            terms,
            clock,
            entropy,
            mac: Hmac::new(&key.into()),
            state,
        }
    }

    /// Lets a device wait.
    pub(in crate::server) fn open(
        &self,
        client_id: &str,
        scope: String,
        address: IpAddr,
    ) -> Result<Opened, Busy> {
        let now = self.clock.now();
        let mut state = self.state();
        if !state.has_room(Source::of(address), now) {
            return Err(Busy);
        }
        let device_code = self.entropy.token::<32>();
        let key = self.entropy.token::<16>();
        let user_code = self.draw(&state, now);
        let lifetime = f64::from(self.lifetime(&scope));
        let made = self
            .terms
            .decision
            .made(&scope)
            .filter(|_| self.terms.practises);
        let opened = Opened {
            lifetime: self.lifetime(&scope),
            interval: self.terms.interval,
            user_code,
            device_code: device_code.as_str().into(),
            key,
        };
        let waiting = Waiting {
            client_id: client_id.to_owned(),
            address,
            user_code: self.known_as(&opened.user_code),
            key: digest(&opened.key),
            ends_at: now + lifetime,
            interval: self.terms.interval,
            // The poll before was never, or will never be.
            polled_at: self.is(Switch::Slow, &scope).then_some(f64::INFINITY),
            wrong_before: state.wrong,
            stage: made.map_or(Stage::Open, Stage::Decided),
            scope,
        };
        let forgotten_at = waiting.ends_at + MEMORY;
        state
            .waiting
            .put(digest(&device_code), waiting, forgotten_at, now);
        drop(state);
        Ok(opened)
    }

    /// The scope that a device has been granted; it is told once.
    pub(super) fn poll(&self, client_id: &str, device_code: &str) -> Result<String, Refusal> {
        let now = self.clock.now();
        let key = digest(device_code);
        let mut state = self.state();
        let waiting = state.waiting.find(&key, now).ok_or(Refusal::Unknown)?;
        // Another client's poll must neither use the code up nor slow its owner down.
        if waiting.client_id != client_id {
            return Err(Refusal::Unknown);
        }
        let answer = match waiting.stage {
            _ if now >= waiting.ends_at => Err(Refusal::Expired),
            Stage::Open => return Err(waiting.wait(now)),
            Stage::Decided(false) => Err(Refusal::Denied),
            Stage::Decided(true) => Ok(()),
        };
        let taken = state.waiting.take(&key, now).ok_or(Refusal::Unknown)?;
        drop(state);
        answer.map(|()| taken.scope)
    }

    /// The device whose code a person has typed.
    pub(in crate::server) fn find_typed(
        &self,
        typed: &str,
        person: Person<'_>,
    ) -> Result<Asking, Missed> {
        let (now, steady) = (self.clock.now(), self.clock.steady());
        let session = digest(person.session);
        let mut state = self.state();
        state
            .sources
            .look(person.source, steady)
            .and_then(|()| state.sessions.look(session, steady))
            .map_err(Missed::TooMany)?;
        // What cannot be a code was no attempt at finding one.
        let code = UserCode::read(typed).ok_or(Missed::Unknown)?;
        let wrong = state.wrong;
        let found = state
            .find(&self.known_as(&code), now)
            .filter(|waiting| wrong - waiting.wrong_before < MOST_WRONG)
            .map(Waiting::asking);
        if found.is_none() {
            state.wrong += 1;
            // Both had one left when they were looked at.
            let _ = state.sources.take(person.source, steady);
            let _ = state.sessions.take(session, steady);
        }
        drop(state);
        found.ok_or(Missed::Unknown)
    }

    /// The device whose link a person has opened. Nobody guesses its key.
    pub(in crate::server) fn find_linked(&self, code: &UserCode, key: &str) -> Option<Asking> {
        let now = self.clock.now();
        let (known_as, key) = (self.known_as(code), digest(key));
        self.state()
            .find(&known_as, now)
            .filter(|waiting| waiting.key.ct_eq(&key).into())
            .map(Waiting::asking)
    }

    /// Decides for a person who has seen what is asked. Nothing is told if it was decided before or
    /// is too late.
    pub(in crate::server) fn decide(&self, code: &UserCode, approved: bool) -> Option<Asking> {
        let now = self.clock.now();
        let known_as = self.known_as(code);
        self.state()
            .waiting
            .values_mut(now)
            .find(|waiting| waiting.is_open(now) && waiting.user_code == known_as)
            .map(|waiting| {
                waiting.stage = Stage::Decided(approved);
                waiting.asking()
            })
    }

    fn draw(&self, state: &State, now: f64) -> UserCode {
        loop {
            let code = UserCode::draw(&self.entropy);
            let known_as = self.known_as(&code);
            let mut waiting = state.waiting.values(now);
            if !waiting.any(|waiting| waiting.user_code == known_as) {
                return code;
            }
        }
    }

    fn known_as(&self, code: &UserCode) -> Digested {
        let mut mac = self.mac.clone();
        mac.update(code.as_bytes());
        mac.finalize().into_bytes().into()
    }

    fn lifetime(&self, scope: &str) -> u32 {
        if self.is(Switch::Expire, scope) {
            MOMENT
        } else {
            self.terms.lifetime
        }
    }

    fn is(&self, switch: Switch, scope: &str) -> bool {
        self.terms.practises && switch.is_in(scope)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn find(&self, known_as: &Digested, now: f64) -> Option<&Waiting> {
        // All are looked at, whatever is found, so that the time tells nothing.
        self.waiting
            .values(now)
            .filter(|waiting| waiting.is_open(now) & bool::from(waiting.user_code.ct_eq(known_as)))
            .last()
    }

    /// What has ended and is only remembered takes no place.
    fn has_room(&self, source: Source, now: f64) -> bool {
        let (mut all, mut own) = (0, 0);
        for waiting in self.waiting.values(now) {
            if now < waiting.ends_at {
                all += 1;
                own += usize::from(Source::of(waiting.address) == source);
            }
        }
        all < MOST && own < MOST_OF_A_SOURCE
    }
}

impl Waiting {
    fn is_open(&self, now: f64) -> bool {
        self.stage == Stage::Open && now < self.ends_at
    }

    /// What a device hears that has to go on waiting.
    fn wait(&mut self, now: f64) -> Refusal {
        let earliest = |polled_at: f64| polled_at + f64::from(self.interval) - JITTER;
        let is_hasty = self.polled_at.is_some_and(|at| now < earliest(at));
        self.polled_at = Some(now);
        if !is_hasty {
            return Refusal::Pending;
        }
        self.interval = self.interval.saturating_add(SLOWER);
        Refusal::SlowDown(self.interval)
    }

    fn asking(&self) -> Asking {
        Asking {
            client_id: self.client_id.clone(),
            scope: self.scope.clone(),
            address: self.address,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: Terms = Terms {
        lifetime: 600,
        interval: 5,
        practises: false,
        decision: Decision::Ask,
    };

    struct Hall {
        devices: Devices,
        clock: Clock,
    }

    fn hall() -> Hall {
        let clock = Clock::manual(1_000_000.0);
        Hall {
            devices: Devices::new(TERMS, clock.clone(), Entropy::system()),
            clock,
        }
    }

    fn at(last: u8) -> IpAddr {
        [192, 168, 1, last].into()
    }

    fn person(last: u8, session: &str) -> Person<'_> {
        Person {
            source: Source::of(at(last)),
            session,
        }
    }

    impl Hall {
        fn open(&self) -> Opened {
            let opened = self.devices.open("client", "hello".to_owned(), at(1));
            opened.ok().unwrap()
        }

        fn type_in(&self, code: &str, person: Person<'_>) -> Result<(), Missed> {
            self.devices.find_typed(code, person).map(|_| ())
        }

        /// A code that nobody waits for.
        fn wrong(&self) -> String {
            let state = self.devices.state();
            self.devices.draw(&state, self.clock.now()).to_string()
        }
    }

    #[test]
    fn s09_wrong_codes_are_limited_by_source_by_session_and_over_all() {
        let hall = hall();
        let code = hall.open().user_code.to_string();
        for _ in 0..4 {
            let wrong = hall.type_in(&hall.wrong(), person(9, "a"));
            assert_eq!(wrong, Err(Missed::Unknown));
        }
        assert_eq!(hall.type_in(&code, person(9, "a")), Ok(()));
        hall.type_in(&hall.wrong(), person(9, "a")).unwrap_err();
        // The same source in another session, the same session from another source.
        for again in [person(9, "b"), person(8, "a")] {
            assert_eq!(hall.type_in(&code, again), Err(Missed::TooMany(120.0)));
        }
        // Five tries by anyone are all that a code stands.
        assert_eq!(hall.type_in(&code, person(8, "b")), Err(Missed::Unknown));
        hall.clock.advance(120.0);
        assert_eq!(hall.type_in(&code, person(9, "a")), Err(Missed::Unknown));
    }

    #[test]
    fn s09_nobody_is_locked_out_for_ever() {
        let hall = hall();
        let opened = hall.open();
        for session in ["a", "b", "c", "d", "e", "f"] {
            hall.type_in(&hall.wrong(), person(9, session)).ok();
        }
        let linked = hall.devices.find_linked(&opened.user_code, &opened.key);
        assert_eq!(linked.map(|asking| asking.scope), Some("hello".to_owned()));
        assert_eq!(hall.devices.find_linked(&opened.user_code, "guess"), None);
        // A new code may be typed from elsewhere at once, and from there in two minutes.
        let code = hall.open().user_code.to_string();
        assert_eq!(hall.type_in(&code, person(8, "z")), Ok(()));
        hall.clock.advance(120.0);
        assert_eq!(hall.type_in(&code, person(9, "z")), Ok(()));
    }

    #[test]
    fn what_cannot_be_a_code_is_no_attempt() {
        let hall = hall();
        let code = hall.open().user_code.to_string();
        for _ in 0..20 {
            hall.type_in("WDJB", person(9, "a")).unwrap_err();
        }
        assert_eq!(hall.type_in(&code, person(9, "a")), Ok(()));
    }

    #[test]
    fn s06_no_usable_code_is_kept() {
        let hall = hall();
        let opened = hall.open();
        let state = hall.devices.state();
        let mut waiting = state.waiting.values(hall.clock.now());
        let kept = waiting.next().unwrap().user_code;
        drop(waiting);
        drop(state);
        // A digest without a key would be found by trying all 20^8 codes.
        let plain = digest(&opened.user_code.to_string().replace('-', ""));
        assert_ne!(kept, plain);
        let other = Devices::new(TERMS, hall.clock.clone(), Entropy::system());
        assert_ne!(kept, other.known_as(&opened.user_code));
    }

    #[test]
    fn s26_a_hundred_thousand_requests_leave_a_bounded_number() {
        let hall = hall();
        let mut taken = 0;
        for number in 0..100_000_u32 {
            let [_, _, high, low] = number.to_be_bytes();
            let address = [10, 0, high, low].into();
            let opened = hall.devices.open("client", "hello".to_owned(), address);
            taken += u32::from(opened.is_ok());
            if number % 10_000 == 0 {
                hall.clock.advance(1_200.0);
            }
        }
        assert_eq!(taken, 10 * 512 + 1);
        let state = hall.devices.state();
        let counts = (
            state.waiting.values(hall.clock.now()).count(),
            state.waiting.len(),
        );
        drop(state);
        assert_eq!(counts, (MOST, MOST));
    }

    #[test]
    fn s26_one_source_leaves_room_for_others() {
        let hall = hall();
        let open = |last| hall.devices.open("client", "hello".to_owned(), at(last));
        assert_eq!((0..200).filter(|_| open(66).is_ok()).count(), 128);
        assert!(open(7).is_ok());
    }
}
