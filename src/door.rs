//! The ways in that are kept in memory alone, for minutes: spoken digits, one-time links, sessions.
//!
//! A restart closes them all. Their times are those of the steady clock: nobody stays longer because
//! the wall clock was set.

mod digits;
mod sessions;
mod wishes;

use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use self::digits::Codes;
pub(crate) use self::digits::{Opens, Wrong};
use self::sessions::Sessions;
pub(crate) use self::sessions::{Audience, LINK_LIFETIME, LinkFor, SESSION_LIFETIME, SessionKey};
use self::wishes::Wishes;
use crate::allowance::Source;
use crate::clock::Clock;
use crate::entropy::Entropy;

/// Every way in that is open.
#[derive(Debug)]
pub(crate) struct Door {
    ways: Mutex<Ways>,
    links_changed: Notify,
    clock: Clock,
    entropy: Entropy,
}

#[derive(Debug, Default)]
struct Ways {
    codes: Codes,
    sessions: Sessions,
    wishes: Wishes,
}

impl Door {
    /// A door with no way in.
    #[must_use]
    pub(crate) fn new(clock: Clock, entropy: Entropy) -> Self {
        Self {
            ways: Mutex::default(),
            links_changed: Notify::new(),
            clock,
            entropy,
        }
    }

    /// Six digits that open this: those that are told already while they last, else new ones.
    #[must_use]
    pub(crate) fn digits(&self, opens: Opens) -> String {
        let now = self.clock.steady();
        self.ways().codes.give(opens, now, &self.entropy)
    }

    /// What the typed digits open; they are spent then.
    pub(crate) fn enter(&self, typed: &str, source: Source) -> Result<Opens, Wrong> {
        let now = self.clock.steady();
        self.ways().codes.enter(typed, source, now)
    }

    /// The secret part of a link to the dashboard.
    #[must_use]
    pub(crate) fn link(&self, what_for: LinkFor) -> String {
        let now = self.clock.steady();
        let mut ways = self.ways();
        let link = ways.sessions.give_link(what_for, now, &self.entropy);
        drop(ways);
        self.links_changed.notify_waiters();
        link
    }

    /// The secret part of a link that somebody on a page wants to see on the screen; else the seconds
    /// to wait.
    pub(crate) fn wished_link(&self, what_for: LinkFor, source: Source) -> Result<String, f64> {
        let now = self.clock.steady();
        self.ways().wishes.take(source, now)?;
        Ok(self.link(what_for))
    }

    /// Whether a link of a kind is good.
    #[must_use]
    pub(crate) fn has_link(&self, what_for: &LinkFor) -> bool {
        let now = self.clock.steady();
        self.ways().sessions.has_link(what_for, now)
    }

    /// Whether a link still opens the dashboard; looking does not spend it.
    #[must_use]
    pub(crate) fn knows_link(&self, link: &str) -> bool {
        self.link_left(link).is_some()
    }

    /// Spends a link for a session.
    #[must_use]
    pub(crate) fn open_link(&self, link: &str) -> Option<String> {
        let now = self.clock.steady();
        let opened = self.ways().sessions.open_link(link, now, &self.entropy);
        self.links_changed.notify_waiters();
        opened
    }

    /// Returns when a link opens nothing any more.
    pub(crate) async fn link_over(&self, link: &str) {
        loop {
            let mut changed = pin!(self.links_changed.notified());
            changed.as_mut().enable();
            let Some(left) = self.link_left(link) else {
                return;
            };
            tokio::select! {
                () = changed => {}
                () = self.clock.sleep_towards(self.clock.now() + left) => {}
            }
        }
    }

    fn link_left(&self, link: &str) -> Option<f64> {
        let now = self.clock.steady();
        self.ways().sessions.link_left(link, now)
    }

    /// A session for who came in by another way. It is always a new one, so none can be foisted on
    /// anybody.
    #[must_use]
    pub(crate) fn begin_session(&self, audience: Audience) -> String {
        let now = self.clock.steady();
        self.ways().sessions.begin(audience, now, &self.entropy)
    }

    /// Finds a session that lasts, and lets it last.
    #[must_use]
    pub(crate) fn session(&self, cookie: &str) -> Option<SessionKey> {
        let now = self.clock.steady();
        self.ways().sessions.find(cookie, now)
    }

    /// Finds a session that lasts and may let programs in, and lets it last.
    #[must_use]
    pub(crate) fn admitting_session(&self, cookie: &str) -> Option<SessionKey> {
        let key = self.session(cookie)?;
        self.ways().sessions.may_admit(&key).then_some(key)
    }

    /// Ends a session.
    pub(crate) fn end_session(&self, key: &SessionKey) {
        self.ways().sessions.end(key);
    }

    fn ways(&self) -> MutexGuard<'_, Ways> {
        self.ways.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
