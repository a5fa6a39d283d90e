//! Who may see the dashboard: one-time links, and the sessions that they open.

use sha2::{Digest, Sha256};

use crate::entropy::Entropy;

/// How long a link opens the dashboard, in seconds.
pub(crate) const LINK_LIFETIME: f64 = 300.0;

/// How long a session lasts at most, in seconds.
pub(crate) const SESSION_LIFETIME: f64 = 3600.0;

/// How long a session lasts without a request, in seconds.
const IDLE: f64 = 600.0;

/// Links of a kind at once; the oldest makes room.
const LINKS: usize = 4;

/// Sessions at once; the one that was idle longest makes room.
const SESSIONS: usize = 8;

/// Who has got to know what a session was begun with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Who reaches the control socket or sees the screen.
    Owner,
    /// Every program of the device: the digits were said, by way of the bus.
    Everyone,
}

/// What a link is for. Each kind has room of its own, so that none crowds out another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkFor {
    /// Who was told of it on the control socket.
    Owner,
    /// The screen, for the dashboard.
    Dashboard,
    /// The screen, for the program that waits with this code.
    Program(String),
}

impl LinkFor {
    fn is_kind_of(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What a session is known by here: the hash of its cookie, so that how long a comparison takes tells
/// nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SessionKey([u8; 32]);

impl SessionKey {
    fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }

    /// The bytes, which are no secret that opens anything.
    #[must_use]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

#[derive(Debug)]
struct Link {
    key: SessionKey,
    what_for: LinkFor,
    ends_at: f64,
}

#[derive(Debug)]
struct Session {
    key: SessionKey,
    audience: Audience,
    ends_at: f64,
    idle_at: f64,
}

impl Session {
    fn lasts(&self, now: f64) -> bool {
        now < self.ends_at && now < self.idle_at
    }
}

/// The links and sessions that are good.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    links: Vec<Link>,
    sessions: Vec<Session>,
}

impl Sessions {
    /// A new link. For a program there is one at a time.
    pub(super) fn give_link(&mut self, what_for: LinkFor, now: f64, entropy: &Entropy) -> String {
        let is_replaced =
            |link: &Link| matches!(what_for, LinkFor::Program(_)) && link.what_for == what_for;
        self.links
            .retain(|link| now < link.ends_at && !is_replaced(link));
        let of_kind = |link: &Link| link.what_for.is_kind_of(&what_for);
        if self.links.iter().filter(|link| of_kind(link)).count() >= LINKS {
            // They stand in the order in which they end.
            if let Some(oldest) = self.links.iter().position(of_kind) {
                self.links.remove(oldest);
            }
        }
        let link = entropy.token::<16>();
        self.links.push(Link {
            key: SessionKey::of(&link),
            what_for,
            ends_at: now + LINK_LIFETIME,
        });
        link
    }

    /// How long a link is still good, in seconds.
    pub(super) fn link_left(&self, link: &str, now: f64) -> Option<f64> {
        let link = self.links.get(self.place_of(link, now)?)?;
        Some(link.ends_at - now)
    }

    /// Whether there is a good link of a kind.
    pub(super) fn has_link(&self, what_for: &LinkFor, now: f64) -> bool {
        let is_it = |link: &Link| link.what_for.is_kind_of(what_for) && now < link.ends_at;
        self.links.iter().any(is_it)
    }

    pub(super) fn open_link(&mut self, link: &str, now: f64, entropy: &Entropy) -> Option<String> {
        let place = self.place_of(link, now)?;
        self.links.remove(place);
        Some(self.begin(Audience::Owner, now, entropy))
    }

    pub(super) fn begin(&mut self, audience: Audience, now: f64, entropy: &Entropy) -> String {
        self.sessions.retain(|session| session.lasts(now));
        if self.sessions.len() >= SESSIONS {
            let idlest = self.sessions.iter().enumerate();
            let idlest =
                idlest.min_by(|(_, one), (_, other)| one.idle_at.total_cmp(&other.idle_at));
            if let Some(place) = idlest.map(|(place, _)| place) {
                self.sessions.remove(place);
            }
        }
        let cookie = entropy.token::<16>();
        self.sessions.push(Session {
            key: SessionKey::of(&cookie),
            audience,
            ends_at: now + SESSION_LIFETIME,
            idle_at: now + IDLE,
        });
        cookie
    }

    pub(super) fn find(&mut self, cookie: &str, now: f64) -> Option<SessionKey> {
        let key = SessionKey::of(cookie);
        self.sessions.retain(|session| session.lasts(now));
        let session = self
            .sessions
            .iter_mut()
            .find(|session| session.key == key)?;
        session.idle_at = now + IDLE;
        Some(key)
    }

    /// Whether who has this session may let programs in.
    pub(super) fn may_admit(&self, key: &SessionKey) -> bool {
        let session = self.sessions.iter().find(|session| session.key == *key);
        session.is_some_and(|session| session.audience == Audience::Owner)
    }

    pub(super) fn end(&mut self, key: &SessionKey) {
        self.sessions.retain(|session| session.key != *key);
    }

    fn place_of(&self, link: &str, now: f64) -> Option<usize> {
        let key = SessionKey::of(link);
        let is_it = |link: &Link| link.key == key && now < link.ends_at;
        self.links.iter().position(is_it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_one_session_in_its_time() {
        let (mut sessions, entropy) = (Sessions::default(), Entropy::system());
        let link = sessions.give_link(LinkFor::Owner, 0.0, &entropy);
        assert!(link.len() >= 22, "128 bits");
        assert_eq!(sessions.link_left(&link, 299.0), Some(1.0));
        assert_eq!(sessions.link_left(&link, 300.0), None);
        assert!(sessions.open_link("", 0.0, &entropy).is_none());
        let cookie = sessions.open_link(&link, 1.0, &entropy).unwrap();
        assert_ne!(cookie, link);
        assert!(sessions.open_link(&link, 1.0, &entropy).is_none());
        assert!(sessions.find(&cookie, 2.0).is_some());
        assert!(sessions.find(&link, 2.0).is_none());
    }

    #[test]
    fn a_session_ends_idle_at_its_end_or_when_it_is_left() {
        let (mut sessions, entropy) = (Sessions::default(), Entropy::system());
        let idle = sessions.begin(Audience::Owner, 0.0, &entropy);
        let busy = sessions.begin(Audience::Owner, 0.0, &entropy);
        for minute in 1..60 {
            assert!(sessions.find(&busy, 60.0 * f64::from(minute)).is_some());
        }
        assert!(sessions.find(&idle, 600.0).is_none());
        assert!(sessions.find(&busy, SESSION_LIFETIME).is_none());
        let left = sessions.begin(Audience::Owner, 0.0, &entropy);
        let key = sessions.find(&left, 1.0).unwrap();
        sessions.end(&key);
        assert!(sessions.find(&left, 1.0).is_none());
    }

    #[test]
    fn no_kind_of_link_crowds_out_another() {
        let (mut sessions, entropy) = (Sessions::default(), Entropy::system());
        let owners = sessions.give_link(LinkFor::Owner, 0.0, &entropy);
        let on_screen = sessions.give_link(LinkFor::Dashboard, 0.0, &entropy);
        let program = |code: u32| LinkFor::Program(code.to_string());
        let first = sessions.give_link(program(0), 0.0, &entropy);
        let again = sessions.give_link(program(0), 0.0, &entropy);
        assert_eq!(sessions.link_left(&first, 1.0), None, "it was replaced");
        for code in 1..9 {
            sessions.give_link(program(code), 0.0, &entropy);
        }
        assert_eq!(sessions.link_left(&again, 1.0), None);
        for link in [owners, on_screen] {
            assert_eq!(sessions.link_left(&link, 1.0), Some(299.0));
        }
    }

    #[test]
    fn only_what_the_owner_alone_was_told_lets_programs_in() {
        let (mut sessions, entropy) = (Sessions::default(), Entropy::system());
        let link = sessions.give_link(LinkFor::Dashboard, 0.0, &entropy);
        let by_link = sessions.open_link(&link, 0.0, &entropy).unwrap();
        let heard = sessions.begin(Audience::Everyone, 0.0, &entropy);
        let read = sessions.begin(Audience::Owner, 0.0, &entropy);
        for (cookie, may) in [(by_link, true), (heard, false), (read, true)] {
            let key = sessions.find(&cookie, 1.0).unwrap();
            assert_eq!(sessions.may_admit(&key), may);
        }
    }

    #[test]
    fn links_and_sessions_are_bounded() {
        let (mut sessions, entropy) = (Sessions::default(), Entropy::system());
        let links: Vec<String> = (0..9)
            .map(|_| sessions.give_link(LinkFor::Owner, 0.0, &entropy))
            .collect();
        let known = links
            .iter()
            .filter(|link| sessions.link_left(link, 1.0).is_some());
        assert_eq!(known.count(), LINKS);
        let kept = sessions.begin(Audience::Owner, 0.0, &entropy);
        let idle = sessions.begin(Audience::Owner, 0.0, &entropy);
        sessions.find(&kept, 1.0).unwrap();
        for _ in 0..SESSIONS - 1 {
            sessions.begin(Audience::Owner, 1.0, &entropy);
        }
        assert_eq!(sessions.sessions.len(), SESSIONS);
        assert!(sessions.find(&idle, 2.0).is_none());
        assert!(sessions.find(&kept, 2.0).is_some());
    }
}
