//! Devices that wait for a person to type or scan their code, and how often people may mistype one.
//!
//! They are in the store, where neither code is kept: of device codes there are digests, of user codes,
//! which are short enough to be tried out, MACs.

use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::{ExposeSecret, SecretString};
use sha2::Digest as _;

use super::Refusal;
use crate::allowance::{Allowances, Rule, Source};
use crate::clock::Clock;
use crate::digest::Digest;
use crate::entropy::Entropy;
use crate::server::switch::{Decision, Switch};
use crate::store::{self, Admission, Asking, Decider, Found, Polled, Store, Waiting};
use crate::user_code::UserCode;

/// Wrong codes that a source or a session may type, at once and then.
const TYPED: Rule = Rule {
    burst: 5.0,
    every: 120.0,
};

/// Seconds that a code lasts with [`Switch::Expire`].
const MOMENT: u32 = 1;

/// Codes that are drawn for a device before it is told that there is no room: of 20^8, the first is
/// free but once in millions of times.
const DRAWS: usize = 8;

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
    store: Store,
    clock: Clock,
    entropy: Entropy,
    tries: Mutex<Tries>,
}

/// The wrong codes that people may still type.
struct Tries {
    sources: Allowances<Source>,
    sessions: Allowances<[u8; 32]>,
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

/// Who types codes.
#[derive(Clone, Copy)]
pub(in crate::server) struct Person<'a> {
    pub(in crate::server) source: Source,
    pub(in crate::server) session: &'a str,
}

/// Why a code leads nowhere.
#[derive(Debug, thiserror::Error)]
pub(in crate::server) enum Missed {
    /// Mistyped, used or over: which of them is not told.
    #[error("nobody waits with this code")]
    Unknown,
    /// So many wrong ones that the next may be typed in so many seconds.
    #[error("too many wrong codes")]
    TooMany(f64),
    /// Nobody knows.
    #[error("the store failed")]
    Store(#[from] store::Error),
}

/// Why a device does not wait.
#[derive(Debug, thiserror::Error)]
pub(in crate::server) enum NotOpened {
    /// There is no room for another.
    #[error("too many devices wait")]
    Busy,
    /// It was not written.
    #[error("the store failed")]
    Store(#[from] store::Error),
}

impl Devices {
    pub(super) fn new(terms: Terms, store: Store, clock: Clock, entropy: Entropy) -> Self {
        Self {
            terms,
            store,
            clock,
            entropy,
            tries: Mutex::new(Tries {
                sources: Allowances::new(TYPED),
                sessions: Allowances::new(TYPED),
            }),
        }
    }

    /// Lets a device wait.
    pub(in crate::server) async fn open(
        &self,
        client_id: &str,
        scope: &str,
        address: IpAddr,
    ) -> Result<Opened, NotOpened> {
        for _ in 0..DRAWS {
            let opened = Opened {
                device_code: self.entropy.token::<32>().into(),
                user_code: UserCode::draw(&self.entropy),
                key: self.entropy.token::<16>(),
                lifetime: self.lifetime(scope),
                interval: self.terms.interval,
            };
            let waiting = self.waiting(&opened, client_id, scope, address);
            match self.store.put_device(waiting).await? {
                Admission::Waits => return Ok(opened),
                Admission::SameCode => {}
                Admission::Full => break,
            }
        }
        Err(NotOpened::Busy)
    }

    fn waiting(&self, opened: &Opened, client_id: &str, scope: &str, address: IpAddr) -> Waiting {
        let now = self.clock.now();
        let decided = self.terms.decision.made(scope);
        Waiting {
            device_code: Digest::of(opened.device_code.expose_secret()),
            user_code: opened.user_code.clone(),
            link_key: Digest::of(&opened.key),
            client_id: client_id.to_owned(),
            scope: scope.to_owned(),
            address,
            interval: opened.interval,
            is_slow: self.is(Switch::Slow, scope),
            approved: decided.filter(|_| self.terms.practises),
            created_at: now,
            expires_at: now + f64::from(opened.lifetime),
        }
    }

    /// The scope that a device has been granted and is to redeem.
    pub(super) async fn poll(&self, client_id: &str, device_code: &str) -> Result<String, Refusal> {
        let now = self.clock.now();
        let code = Digest::of(device_code);
        let polled = self.store.poll_device(client_id.to_owned(), code, now);
        match polled.await? {
            Polled::Approved(scope) => Ok(scope),
            Polled::Unknown => Err(Refusal::Unknown),
            Polled::Open => Err(Refusal::Pending),
            Polled::TooSoon(interval) => Err(Refusal::SlowDown(interval)),
            Polled::Refused => Err(Refusal::Denied),
            Polled::Expired => Err(Refusal::Expired),
        }
    }

    /// The device whose code a person has typed.
    pub(in crate::server) async fn find_typed(
        &self,
        typed: &str,
        person: Person<'_>,
    ) -> Result<Asking, Missed> {
        let session = session_key(person.session);
        let steady = self.clock.steady();
        let code = {
            let mut tries = self.tries();
            let own = tries.sources.look(person.source, steady);
            own.and_then(|()| tries.sessions.look(session, steady))
                .map_err(Missed::TooMany)?;
            // What cannot be a code was no attempt at finding one.
            let code = UserCode::read(typed).ok_or(Missed::Unknown)?;
            // Taken before it is looked up, or many at once would share one. Both had one left.
            let _ = tries.sources.take(person.source, steady);
            let _ = tries.sessions.take(session, steady);
            code
        };
        let now = self.clock.now();
        let found = self.store.find_device(code, Found::Typed, now).await?;
        if found.is_some() {
            let mut tries = self.tries();
            tries.sources.give_back(person.source);
            tries.sessions.give_back(session);
        }
        found.ok_or(Missed::Unknown)
    }

    /// The device whose link a person has opened. Nobody guesses its key.
    pub(in crate::server) async fn find_linked(
        &self,
        code: &UserCode,
        key: &str,
    ) -> Result<Option<Asking>, store::Error> {
        let found = Found::Linked(Digest::of(key));
        let now = self.clock.now();
        self.store.find_device(code.clone(), found, now).await
    }

    /// Decides for a person who has seen what is asked. Nothing is told if it was decided before or
    /// is too late.
    pub(in crate::server) async fn decide(
        &self,
        code: &UserCode,
        approved: bool,
    ) -> Result<Option<Asking>, store::Error> {
        let by = if self.terms.practises {
            Decider::Practice
        } else {
            Decider::Dashboard
        };
        let now = self.clock.now();
        self.store
            .decide_device(code.clone(), approved, by, now)
            .await
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

    fn tries(&self) -> MutexGuard<'_, Tries> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sessions are known by a digest: their names open the dashboard.
fn session_key(session: &str) -> [u8; 32] {
    sha2::Sha256::digest(session).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Client;
    use crate::store::{MOST_DEVICES, MOST_OF_A_SOURCE, in_memory};

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
        let entropy = Entropy::system();
        let store = in_memory(&entropy, &[Client::new("client", "A client")]).unwrap();
        Hall {
            devices: Devices::new(TERMS, store, clock.clone(), entropy),
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

    /// What came of typing a code, to compare.
    #[derive(Debug, PartialEq)]
    enum Typed {
        Found,
        Unknown,
        TooMany(f64),
    }

    impl Hall {
        async fn open(&self) -> Opened {
            self.devices.open("client", "hello", at(1)).await.unwrap()
        }

        async fn type_in(&self, code: &str, person: Person<'_>) -> Typed {
            match self.devices.find_typed(code, person).await {
                Ok(_) => Typed::Found,
                Err(Missed::Unknown) => Typed::Unknown,
                Err(Missed::TooMany(seconds)) => Typed::TooMany(seconds),
                Err(Missed::Store(error)) => panic!("{error}"),
            }
        }

        /// A code that nobody waits for: the first of so many.
        fn wrong(&self) -> String {
            UserCode::draw(&self.devices.entropy).to_string()
        }

        async fn waiting(&self) -> u32 {
            let count = self.devices.store.count_devices();
            count.await.unwrap()
        }
    }

    #[tokio::test]
    async fn s09_wrong_codes_are_limited_by_source_by_session_and_over_all() {
        let hall = hall();
        let code = hall.open().await.user_code.to_string();
        for _ in 0..4 {
            let wrong = hall.type_in(&hall.wrong(), person(9, "a")).await;
            assert_eq!(wrong, Typed::Unknown);
        }
        assert_eq!(hall.type_in(&code, person(9, "a")).await, Typed::Found);
        let fifth = hall.type_in(&hall.wrong(), person(9, "a")).await;
        assert_eq!(fifth, Typed::Unknown);
        // The same source in another session, the same session from another source.
        for again in [person(9, "b"), person(8, "a")] {
            assert_eq!(hall.type_in(&code, again).await, Typed::TooMany(120.0));
        }
        // Five tries by anyone are all that a code stands.
        assert_eq!(hall.type_in(&code, person(8, "b")).await, Typed::Unknown);
        hall.clock.advance(120.0);
        assert_eq!(hall.type_in(&code, person(9, "a")).await, Typed::Unknown);
    }

    #[tokio::test]
    async fn s09_tries_at_the_same_moment_share_no_allowance() {
        let hall = hall();
        hall.open().await;
        let tries = (0..20).map(|_| async { hall.type_in(&hall.wrong(), person(9, "a")).await });
        let came_of_them = futures_util::future::join_all(tries).await;
        let looked_up = came_of_them.iter().filter(|it| **it == Typed::Unknown);
        assert_eq!(looked_up.count(), 5);
    }

    #[tokio::test]
    async fn s09_nobody_is_locked_out_for_ever() {
        let hall = hall();
        let opened = hall.open().await;
        for session in ["a", "b", "c", "d", "e", "f"] {
            hall.type_in(&hall.wrong(), person(9, session)).await;
        }
        let linked = |key| hall.devices.find_linked(&opened.user_code, key);
        let found = linked(&opened.key).await.unwrap();
        assert_eq!(found.map(|it| it.client_name), Some("A client".to_owned()));
        assert_eq!(linked("guess").await.unwrap(), None);
        // A new code may be typed from elsewhere at once, and from there in two minutes.
        let code = hall.open().await.user_code.to_string();
        assert_eq!(hall.type_in(&code, person(8, "z")).await, Typed::Found);
        hall.clock.advance(120.0);
        assert_eq!(hall.type_in(&code, person(9, "z")).await, Typed::Found);
    }

    #[tokio::test]
    async fn what_cannot_be_a_code_is_no_attempt() {
        let hall = hall();
        let code = hall.open().await.user_code.to_string();
        for _ in 0..20 {
            assert_eq!(hall.type_in("WDJB", person(9, "a")).await, Typed::Unknown);
        }
        assert_eq!(hall.type_in(&code, person(9, "a")).await, Typed::Found);
    }

    #[tokio::test]
    async fn s26_a_hundred_thousand_requests_leave_a_bounded_number() {
        let hall = hall();
        let mut taken = 0;
        for number in 0..100_000_u32 {
            let [_, _, high, low] = number.to_be_bytes();
            let address = [10, 0, high, low].into();
            let opened = hall.devices.open("client", "hello", address).await;
            taken += u32::from(opened.is_ok());
            // From one ten thousand to the next, all that wait are forgotten.
            let is_later = u8::from(number % 10_000 == 0);
            hall.clock.advance(1_200.0 * f64::from(is_later));
        }
        assert_eq!(taken, 10 * MOST_DEVICES + 1);
        assert_eq!(hall.waiting().await, MOST_DEVICES);
    }

    #[tokio::test]
    async fn s26_one_source_leaves_room_for_others() {
        let hall = hall();
        let mut taken = 0;
        for number in 0..200 {
            let client = format!("client {number}");
            let opened = hall.devices.open(&client, "hello", at(66)).await;
            taken += u32::from(opened.is_ok());
        }
        assert_eq!(taken, MOST_OF_A_SOURCE);
        assert!(hall.devices.open("client", "hello", at(7)).await.is_ok());
    }
}
