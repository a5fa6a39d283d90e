//! The table `device_codes`: devices that wait for a person to type or scan their code.

use std::net::{IpAddr, Ipv4Addr};

use rusqlite::{Connection, OptionalExtension, Row, params};

#[cfg(test)]
use super::Seal;
use super::audit::{self, Decider, Deed, Entry};
use super::grants::{self, Family};
use super::{Error, Store, Sync};
use crate::allowance::Source;
use crate::digest::Digest;
use crate::user_code::UserCode;

/// Devices that wait at once; a household has a handful.
pub(crate) const MOST_DEVICES: u32 = 512;

/// Of one source, so that nobody takes all places from the others.
pub(crate) const MOST_OF_A_SOURCE: u32 = 128;

/// Of one client at one address: the ninth takes the place of the first that nobody has decided about,
/// so that no program takes the places of others.
pub(crate) const MOST_OF_A_CLIENT: u32 = 8;

/// How long a code that has ended is known, so that its device hears why. One that was approved in time
/// may be redeemed until then: its person has been told so.
const MEMORY: f64 = 600.0;

/// How much earlier than told a poll may come: clocks and networks are not exact.
const JITTER: f64 = 0.5;

/// By how many seconds a hasty device is slowed down each time.
const SLOWER: u32 = 5;

/// Wrong codes from anyone after which a waiting code cannot be typed any more: of 20^8 codes, five
/// tries find one with a probability below 2^-32. The link in a QR code still leads there.
const MOST_WRONG: i64 = 5;

/// A device that begins to wait.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// What it polls with.
    pub(crate) device_code: Digest,
    /// What a person types.
    pub(crate) user_code: UserCode,
    /// What a link needs beside it.
    pub(crate) link_key: Digest,
    /// The client that asks.
    pub(crate) client_id: String,
    /// What it asks for.
    pub(crate) scope: String,
    /// Where it asks from.
    pub(crate) address: IpAddr,
    /// Seconds between two polls.
    pub(crate) interval: u32,
    /// Whether its first poll is too soon, whenever it comes.
    pub(crate) is_slow: bool,
    /// What is decided without a person.
    pub(crate) approved: Option<bool>,
    /// Since when it waits, in seconds since 1970.
    pub(crate) created_at: f64,
    /// Until when, in seconds since 1970.
    pub(crate) expires_at: f64,
}

/// Whether a device waits now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// It does.
    Waits,
    /// Another has its user code: another code is needed.
    SameCode,
    /// There is no room, for anyone or for its source.
    Full,
}

/// What a person is told about a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asking {
    /// The client that asks.
    pub(crate) client_id: String,
    /// Its name for people.
    pub(crate) client_name: String,
    /// What it asks for.
    pub(crate) scope: String,
    /// Where it has asked from.
    pub(crate) address: IpAddr,
}

/// How a person comes to a code.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// By typing it: five that are wrong, and none can be typed.
    Typed,
    /// By a link with a key that nobody guesses.
    Linked(Digest),
    /// As the owner, who needs no limits.
    Owner,
}

/// What a poll finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Polled {
    /// No such code of this client.
    Unknown,
    /// Nobody has decided.
    Open,
    /// Nor that, and it came too soon: so many seconds from now on.
    TooSoon(u32),
    /// Refused; it is told once.
    Refused,
    /// Over; it is told once.
    Expired,
    /// Approved, with this scope. It is to be redeemed.
    Approved(String),
}

impl Store {
    /// Lets a device wait.
    pub(crate) async fn put_device(&self, waiting: Waiting) -> Result<Admission, Error> {
        self.call_short(Sync::Wal, move |connection, seal| {
            let now = waiting.created_at;
            connection
                .prepare_cached("DELETE FROM device_codes WHERE expires_at <= ?1")?
                .execute([now - MEMORY])?;
            make_room(connection, &waiting)?;
            if !has_room(connection, &waiting)? {
                return Ok(Admission::Full);
            }
            let user_code = seal.mac(waiting.user_code.as_bytes());
            if find_open(connection, &user_code, now)?.is_some() {
                return Ok(Admission::SameCode);
            }
            insert(connection, &waiting, &user_code)?;
            Ok(Admission::Waits)
        })
        .await
    }

    /// A poll with a device code. What has ended is told once and forgotten.
    pub(crate) async fn poll_device(
        &self,
        client_id: String,
        device_code: Digest,
        now: f64,
    ) -> Result<Polled, Error> {
        self.call_short(Sync::Wal, move |connection, _| {
            let Some(row) = find_polled(connection, &client_id, &device_code, now)? else {
                return Ok(Polled::Unknown);
            };
            let ended = match row.approved {
                _ if row.is_slow() && now < row.expires_at => {
                    return row.wait(connection, &device_code, now);
                }
                Some(true) => return Ok(Polled::Approved(row.scope)),
                Some(false) => Polled::Refused,
                None if now >= row.expires_at => Polled::Expired,
                None => return row.wait(connection, &device_code, now),
            };
            forget(connection, &device_code)?;
            Ok(ended)
        })
        .await
    }

    /// Turns an approved device code into a grant, once. `None` if it is none, or is another client's.
    pub(crate) async fn redeem_device(
        &self,
        client_id: String,
        device_code: Digest,
        family: Family,
        now: f64,
    ) -> Result<Option<i64>, Error> {
        self.call(Sync::Disk, move |connection, seal| {
            let found = find_polled(connection, &client_id, &device_code, now)?;
            let Some(row) = found.filter(|row| row.approved == Some(true)) else {
                return Ok(None);
            };
            forget(connection, &device_code)?;
            let decided_by = row.decided_by.unwrap_or(Decider::Switch);
            let grantee = grants::Grantee {
                client_id,
                scope: row.scope,
                address: row.address,
                decided_by,
            };
            grants::begin(connection, seal, &grantee, &family, now).map(Some)
        })
        .await
    }

    /// The device that waits with this code. What is typed in vain counts against every code that
    /// waits.
    pub(crate) async fn find_device(
        &self,
        user_code: UserCode,
        found: Found,
        now: f64,
    ) -> Result<Option<Asking>, Error> {
        self.call_short(Sync::Wal, move |connection, seal| {
            let known = find_open(connection, &seal.mac(user_code.as_bytes()), now)?;
            let is_typed = matches!(found, Found::Typed);
            let leads_there = |open: &Open| match &found {
                Found::Typed => open.wrong < MOST_WRONG,
                Found::Linked(key) => open.link_key.is_same(key),
                Found::Owner => true,
            };
            let asking = known.filter(leads_there).map(|open| open.asking);
            if asking.is_none() && is_typed {
                connection
                    .prepare_cached(
                        "UPDATE device_codes SET wrong = wrong + 1
                         WHERE expires_at > ?1 AND approved IS NULL",
                    )?
                    .execute([now])?;
            }
            Ok(asking)
        })
        .await
    }

    /// Devices that wait or are remembered.
    #[cfg(test)]
    pub(crate) async fn count_devices(&self) -> Result<u32, Error> {
        let query = "SELECT count(*) FROM device_codes";
        let count = move |connection: &Connection, _: &Seal| {
            Ok(connection.query_row(query, [], |row| row.get(0))?)
        };
        self.call(Sync::Read, count).await
    }

    /// Decides for a person who has seen what is asked. Nothing is told if it was decided before or
    /// is too late.
    pub(crate) async fn decide_device(
        &self,
        user_code: UserCode,
        approved: bool,
        decided_by: Decider,
        now: f64,
    ) -> Result<Option<Asking>, Error> {
        self.call(Sync::Disk, move |connection, seal| {
            let user_code = seal.mac(user_code.as_bytes());
            let Some(Open { asking, .. }) = find_open(connection, &user_code, now)? else {
                return Ok(None);
            };
            connection
                .prepare_cached(
                    "UPDATE device_codes SET approved = ?2, decided_by = ?3
                     WHERE user_code = ?1 AND approved IS NULL AND expires_at > ?4",
                )?
                .execute(params![user_code, approved, decided_by.as_str(), now])?;
            let deed = if approved {
                Deed::Approved
            } else {
                Deed::Refused
            };
            audit::note(
                connection,
                &Entry {
                    scope: Some(asking.scope.clone()),
                    address: Some(asking.address),
                    decided_by: Some(decided_by),
                    ..Entry::new(now, deed, &asking.client_id)
                },
            )?;
            Ok(Some(asking))
        })
        .await
    }
}

/// Drops what its client has asked for so often from one address that one more would be too many.
fn make_room(connection: &Connection, waiting: &Waiting) -> Result<(), Error> {
    connection
        .prepare_cached(
            "DELETE FROM device_codes WHERE device_code IN (
                 SELECT device_code FROM device_codes
                 WHERE source = ?1 AND expires_at > ?2 AND client_id = ?3 AND address = ?4
                     AND approved IS NULL
                 ORDER BY created_at DESC, expires_at DESC LIMIT -1 OFFSET ?5)",
        )?
        .execute(params![
            Source::of(waiting.address).to_string(),
            waiting.created_at,
            waiting.client_id,
            waiting.address.to_canonical().to_string(),
            MOST_OF_A_CLIENT - 1,
        ])?;
    Ok(())
}

/// Whether one more may wait. What has ended and is only remembered takes no place. Each count is one
/// walk along an index.
fn has_room(connection: &Connection, waiting: &Waiting) -> Result<bool, Error> {
    let all: u32 = connection
        .prepare_cached("SELECT count(*) FROM device_codes WHERE expires_at > ?1")?
        .query_row([waiting.created_at], |row| row.get(0))?;
    if all >= MOST_DEVICES {
        return Ok(false);
    }
    let source = Source::of(waiting.address).to_string();
    let own: u32 = connection
        .prepare_cached("SELECT count(*) FROM device_codes WHERE source = ?1 AND expires_at > ?2")?
        .query_row(params![source, waiting.created_at], |row| row.get(0))?;
    Ok(own < MOST_OF_A_SOURCE)
}

fn insert(connection: &Connection, waiting: &Waiting, user_code: &str) -> Result<(), Error> {
    let decided_by = waiting.approved.map(|_| Decider::Switch.as_str());
    connection
        .prepare_cached(
            "INSERT INTO device_codes (device_code, user_code, link_key, client_id, scope, address,
                 source, interval, polled_at, approved, decided_by, created_at, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            waiting.device_code.as_str(),
            user_code,
            waiting.link_key.as_str(),
            waiting.client_id,
            waiting.scope,
            waiting.address.to_canonical().to_string(),
            Source::of(waiting.address).to_string(),
            waiting.interval,
            // The poll before will never have been.
            waiting.is_slow.then_some(f64::INFINITY),
            waiting.approved,
            decided_by,
            waiting.created_at,
            waiting.expires_at,
        ])?;
    // What has ended and is only remembered makes room for it.
    connection
        .prepare_cached(
            "DELETE FROM device_codes WHERE device_code IN (
                 SELECT device_code FROM device_codes ORDER BY expires_at DESC LIMIT -1 OFFSET ?1)",
        )?
        .execute([MOST_DEVICES])?;
    Ok(())
}

/// A device whose code has been found and nobody has decided about.
struct Open {
    link_key: Digest,
    wrong: i64,
    asking: Asking,
}

fn find_open(connection: &Connection, user_code: &str, now: f64) -> Result<Option<Open>, Error> {
    let open = connection
        .prepare_cached(
            "SELECT link_key, wrong, client_id, name, scope, address
             FROM device_codes JOIN clients USING (client_id)
             WHERE user_code = ?1 AND expires_at > ?2 AND approved IS NULL",
        )?
        .query_row(params![user_code, now], |row| {
            let link_key: String = row.get(0)?;
            Ok(Open {
                link_key: Digest::parse(&link_key).unwrap_or_else(|| Digest::of(&link_key)),
                wrong: row.get(1)?,
                asking: Asking {
                    client_id: row.get(2)?,
                    client_name: row.get(3)?,
                    scope: row.get(4)?,
                    address: read_address(row, 5)?,
                },
            })
        })
        .optional()?;
    Ok(open)
}

/// A device that polls.
struct Polling {
    scope: String,
    address: IpAddr,
    interval: u32,
    polled_at: Option<f64>,
    approved: Option<bool>,
    decided_by: Option<Decider>,
    expires_at: f64,
}

/// Another client's poll must neither use a code up nor slow its owner down.
fn find_polled(
    connection: &Connection,
    client_id: &str,
    device_code: &Digest,
    now: f64,
) -> Result<Option<Polling>, Error> {
    let polling = connection
        .prepare_cached(
            "SELECT scope, address, interval, polled_at, approved, decided_by, expires_at
             FROM device_codes WHERE device_code = ?1 AND client_id = ?2 AND expires_at > ?3",
        )?
        .query_row(
            params![device_code.as_str(), client_id, now - MEMORY],
            |row| {
                let decided_by: Option<String> = row.get(5)?;
                Ok(Polling {
                    scope: row.get(0)?,
                    address: read_address(row, 1)?,
                    interval: row.get(2)?,
                    polled_at: row.get(3)?,
                    approved: row.get(4)?,
                    decided_by: decided_by.and_then(|word| Decider::find(&word)),
                    expires_at: row.get(6)?,
                })
            },
        )
        .optional()?;
    Ok(polling)
}

impl Polling {
    /// Whether its first poll is too soon, whenever it comes.
    fn is_slow(&self) -> bool {
        self.polled_at == Some(f64::INFINITY)
    }

    /// What a device hears that has to go on waiting.
    fn wait(&self, connection: &Connection, code: &Digest, now: f64) -> Result<Polled, Error> {
        let earliest = |polled_at: f64| polled_at + f64::from(self.interval) - JITTER;
        // A poll that is still to come was made before the clock was put back.
        let was_made = |polled_at: &f64| *polled_at <= now || polled_at.is_infinite();
        let polled_at = self.polled_at.filter(was_made);
        let is_hasty = polled_at.is_some_and(|at| now < earliest(at));
        let interval = if is_hasty {
            self.interval.saturating_add(SLOWER)
        } else {
            self.interval
        };
        connection
            .prepare_cached(
                "UPDATE device_codes SET polled_at = ?2, interval = ?3 WHERE device_code = ?1",
            )?
            .execute(params![code.as_str(), now, interval])?;
        Ok(if is_hasty {
            Polled::TooSoon(interval)
        } else {
            Polled::Open
        })
    }
}

fn forget(connection: &Connection, device_code: &Digest) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM device_codes WHERE device_code = ?1")?
        .execute([device_code.as_str()])?;
    Ok(())
}

/// An address that cannot be read is that of nobody.
pub(super) fn read_address(row: &Row<'_>, column: usize) -> rusqlite::Result<IpAddr> {
    let text: String = row.get(column)?;
    Ok(text.parse().unwrap_or(Ipv4Addr::UNSPECIFIED.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Client;
    use crate::entropy::Entropy;
    use crate::store::in_memory;

    /// A device that waits from one second to another.
    fn waiting(user_code: UserCode, created_at: f64, expires_at: f64) -> Waiting {
        Waiting {
            device_code: Digest::of("device code"),
            user_code,
            link_key: Digest::of("key"),
            client_id: "radio".to_owned(),
            scope: "hello".to_owned(),
            address: [127, 0, 0, 1].into(),
            interval: 5,
            is_slow: false,
            approved: None,
            created_at,
            expires_at,
        }
    }

    #[tokio::test]
    async fn s06_no_usable_code_is_kept() {
        let entropy = Entropy::system();
        let store = in_memory(&entropy, &[Client::new("radio", "The radio")]).unwrap();
        let user_code = UserCode::draw(&entropy);
        let device = waiting(user_code.clone(), 1.0, 600.0);
        assert_eq!(store.put_device(device).await.unwrap(), Admission::Waits);
        let row = |connection: &Connection, _: &Seal| {
            let query =
                "SELECT device_code || ' ' || link_key || ' ' || user_code FROM device_codes";
            Ok(connection.query_row(query, [], |row| row.get::<_, String>(0))?)
        };
        let kept = store.call(Sync::Read, row).await.unwrap();
        // A digest without a key would be found by trying all 20^8 codes.
        let letters = user_code.to_string().replace('-', "");
        for usable in [
            "device code",
            "key",
            &letters,
            Digest::of(&letters).as_str(),
        ] {
            assert!(!kept.contains(usable), "{kept}");
        }
    }

    #[tokio::test]
    async fn a_clock_that_was_put_back_slows_nobody_down() {
        let store = in_memory(&Entropy::system(), &[]).unwrap();
        let code = Digest::of("device code");
        let user_code = UserCode::draw(&Entropy::system());
        store
            .put_device(waiting(user_code, 1_000.0, 1_600.0))
            .await
            .unwrap();
        let poll = |at| store.poll_device("radio".to_owned(), code.clone(), at);
        assert_eq!(poll(1_500.0).await.unwrap(), Polled::Open);
        assert_eq!(poll(1_100.0).await.unwrap(), Polled::Open);
        assert_eq!(poll(1_101.0).await.unwrap(), Polled::TooSoon(10));
    }

    #[tokio::test]
    async fn what_was_approved_in_time_is_redeemed_a_little_later() {
        let entropy = Entropy::system();
        let store = in_memory(&entropy, &[Client::new("radio", "The radio")]).unwrap();
        let (user_code, device_code) = (UserCode::draw(&entropy), Digest::of("device code"));
        let device = waiting(user_code.clone(), 0.0, 600.0);
        store.put_device(device).await.unwrap();
        let by = Decider::CommandLine;
        let decided = store.decide_device(user_code, true, by, 599.0);
        assert!(decided.await.unwrap().is_some());
        let poll = |at| store.poll_device("radio".to_owned(), device_code.clone(), at);
        let approved = Polled::Approved("hello".to_owned());
        assert_eq!(poll(601.0).await.unwrap(), approved);
        assert_eq!(poll(1_199.0).await.unwrap(), approved);
        let redeem = |at| {
            let family = grants::family_for_tests("one", at);
            store.redeem_device("radio".to_owned(), device_code.clone(), family, at)
        };
        // Too late is too late, whatever a poll has said.
        assert_eq!(redeem(1_200.0).await.unwrap(), None);
        assert!(redeem(1_199.0).await.unwrap().is_some());
        assert_eq!(redeem(1_199.0).await.unwrap(), None, "once");
    }

    #[tokio::test]
    async fn a_hasty_program_displaces_its_own_codes_alone() {
        let entropy = Entropy::system();
        let clients = ["radio", "lamp"].map(|id| Client::new(id, id));
        let store = in_memory(&entropy, &clients).unwrap();
        let begin = async |client: &str, number: u32| {
            let code = format!("{client} {number}");
            let device = Waiting {
                device_code: Digest::of(&code),
                client_id: client.to_owned(),
                ..waiting(UserCode::draw(&entropy), f64::from(number), 600.0)
            };
            assert_eq!(store.put_device(device).await.unwrap(), Admission::Waits);
        };
        begin("lamp", 0).await;
        for number in 0..200 {
            begin("radio", number).await;
        }
        assert_eq!(store.count_devices().await.unwrap(), 1 + MOST_OF_A_CLIENT);
        let poll = |client: &str, number: u32| {
            let code = Digest::of(&format!("{client} {number}"));
            store.poll_device(client.to_owned(), code, 300.0)
        };
        assert_eq!(poll("lamp", 0).await.unwrap(), Polled::Open);
        assert_eq!(poll("radio", 199).await.unwrap(), Polled::Open);
        assert_eq!(poll("radio", 191).await.unwrap(), Polled::Unknown);
    }
}
