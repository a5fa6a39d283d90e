//! The tables `grants` and `access_tokens`: what people have granted to clients, with the family of
//! tokens that descends from each.
//!
//! A refresh token is the handle of its family, a dot, and a secret that changes with each rotation.
//! The handle alone opens nothing, and with any secret but the present one it shows a token that was
//! copied, however old, so that the family ends.

use std::net::IpAddr;

use rusqlite::{Connection, OptionalExtension, params};

use super::audit::{self, Decider, Deed, Entry};
use super::device_codes::read_address;
use super::{Error, Seal, Store, Sync, clients};
use crate::digest::Digest;

/// Grants at once: far more than a household has programs.
const MOST: i64 = 512;

/// How long a grant that has ended is kept, in seconds: a clock that jumps ahead for a moment must not
/// end them all.
const KEPT: f64 = 86_400.0;

/// A program uses the newest; a few older ones may still be on their way.
const MOST_ACCESS_TOKENS: i64 = 8;

/// Seconds for which a use is not noted again.
const USED_ONCE_IN: f64 = 60.0;

/// Fresh tokens of a grant, as they are kept.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    /// The first part of the refresh token.
    pub(crate) handle: Digest,
    /// The refresh token.
    pub(crate) refresh: Digest,
    /// The access token.
    pub(crate) access: Digest,
    /// When the access token ends, in seconds since 1970.
    pub(crate) access_ends_at: f64,
    /// When the grant ends without a refresh, in seconds since 1970.
    pub(crate) ends_at: f64,
}

/// Who is granted what.
#[derive(Clone, Debug)]
pub(crate) struct Grantee {
    /// The client.
    pub(crate) client_id: String,
    /// What.
    pub(crate) scope: String,
    /// Where the client asked from.
    pub(crate) address: IpAddr,
    /// Who decided.
    pub(crate) decided_by: Decider,
}

/// A grant, as its owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GrantShown {
    /// Its id.
    pub(crate) id: i64,
    /// The client that has it.
    pub(crate) client_id: String,
    /// That client's name.
    pub(crate) client_name: String,
    /// What was granted.
    pub(crate) scope: String,
    /// Where the client asked from.
    pub(crate) address: IpAddr,
    /// Who approved.
    pub(crate) approved_by: String,
    /// When, in seconds since 1970.
    pub(crate) created_at: f64,
    /// When one of its tokens was last used or renewed, to a minute, in seconds since 1970.
    pub(crate) last_used_at: Option<f64>,
    /// When it ends without a refresh, in seconds since 1970.
    pub(crate) expires_at: f64,
}

/// The grant of a refresh token.
#[derive(Clone, Debug)]
pub(crate) struct Refreshable {
    /// Its id.
    pub(crate) id: i64,
    /// The client that has it.
    pub(crate) client_id: String,
    /// What was granted.
    pub(crate) scope: String,
    /// Whether the token is the present one.
    pub(crate) is_present: bool,
}

/// The grant of an access token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Accessible {
    /// Its id.
    pub(crate) id: i64,
    /// The client that has it.
    pub(crate) client_id: String,
    /// What this token opens.
    pub(crate) scope: String,
    /// When the token was given, in seconds since 1970.
    pub(crate) given_at: f64,
    /// When it ends, in seconds since 1970.
    pub(crate) ends_at: f64,
}

/// A refresh of a grant.
#[derive(Clone, Debug)]
pub(crate) struct Renewal {
    /// The grant.
    pub(crate) id: i64,
    /// The refresh token that was shown.
    pub(crate) shown: Digest,
    /// What it is replaced by, if it is.
    pub(crate) next: Option<Digest>,
    /// The new access token, what it opens and when it ends.
    pub(crate) access: (Digest, String, f64),
    /// When the grant ends without another refresh, in seconds since 1970.
    pub(crate) ends_at: f64,
    /// Where the client is.
    pub(crate) address: IpAddr,
}

impl Store {
    /// A new grant with its first tokens; returns its id.
    pub(crate) async fn begin_grant(
        &self,
        grantee: Grantee,
        family: Family,
        now: f64,
    ) -> Result<i64, Error> {
        self.call(Sync::Disk, move |connection, seal| {
            begin(connection, seal, &grantee, &family, now)
        })
        .await
    }

    /// The grant of a refresh token, by its handle.
    pub(crate) async fn find_refreshable(
        &self,
        handle: Digest,
        token: Digest,
        now: f64,
    ) -> Result<Option<Refreshable>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            let found = connection
                .prepare_cached(
                    "SELECT id, client_id, scope, refresh FROM grants
                     WHERE handle = ?1 AND expires_at > ?2",
                )?
                .query_row(params![handle.as_str(), now], |row| {
                    let present: String = row.get(3)?;
                    Ok(Refreshable {
                        id: row.get(0)?,
                        client_id: row.get(1)?,
                        scope: row.get(2)?,
                        is_present: Digest::parse(&present).is_some_and(|it| it.is_same(&token)),
                    })
                })
                .optional()?;
            Ok(found)
        })
        .await
    }

    /// Replaces the tokens of a grant. `false` if its refresh token is another one by now.
    pub(crate) async fn renew_grant(&self, renewal: Renewal, now: f64) -> Result<bool, Error> {
        self.call(Sync::Disk, move |connection, _| {
            let next = renewal.next.as_ref().unwrap_or(&renewal.shown);
            let client: Option<String> = connection
                .prepare_cached(
                    "UPDATE grants SET refresh = ?3, refreshed_at = ?4, last_used_at = ?4,
                         expires_at = ?5
                     WHERE id = ?1 AND refresh = ?2 AND expires_at > ?4 RETURNING client_id",
                )?
                .query_row(
                    params![
                        renewal.id,
                        renewal.shown.as_str(),
                        next.as_str(),
                        now,
                        renewal.ends_at
                    ],
                    |row| row.get(0),
                )
                .optional()?;
            let Some(client_id) = client else {
                return Ok(false);
            };
            let (access, scope, ends_at) = renewal.access;
            put_access(connection, renewal.id, &access, &scope, (now, ends_at))?;
            clients::note_use(connection, &client_id, now)?;
            audit::note(
                connection,
                &Entry {
                    grant: Some(renewal.id),
                    address: Some(renewal.address.to_canonical()),
                    ..Entry::new(now, Deed::Refreshed, &client_id)
                },
            )?;
            Ok(true)
        })
        .await
    }

    /// The grant of an access token, while it lasts; that it was used is noted to a minute.
    pub(crate) async fn use_access(
        &self,
        token: Digest,
        now: f64,
    ) -> Result<Option<Accessible>, Error> {
        self.call_short(Sync::Wal, move |connection, _| {
            let Some((found, used_at)) = find_access(connection, &token, now)? else {
                return Ok(None);
            };
            // A clock that was put back makes it old, too.
            if used_at.is_none_or(|at| !(0.0..USED_ONCE_IN).contains(&(now - at))) {
                connection
                    .prepare_cached("UPDATE access_tokens SET last_used_at = ?2 WHERE token = ?1")?
                    .execute(params![token.as_str(), now])?;
                connection
                    .prepare_cached("UPDATE grants SET last_used_at = ?2 WHERE id = ?1")?
                    .execute(params![found.id, now])?;
                clients::note_use(connection, &found.client_id, now)?;
            }
            Ok(Some(found))
        })
        .await
    }

    /// The grant of an access token, while it lasts, for who only asks about it.
    pub(crate) async fn find_access(
        &self,
        token: Digest,
        now: f64,
    ) -> Result<Option<Accessible>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            Ok(find_access(connection, &token, now)?.map(|(found, _)| found))
        })
        .await
    }

    /// Ends an access token alone, for its client.
    pub(crate) async fn drop_access(&self, token: Digest, now: f64) -> Result<(), Error> {
        self.call(Sync::Disk, move |connection, _| {
            let Some((found, _)) = find_access(connection, &token, now)? else {
                return Ok(());
            };
            connection
                .prepare_cached("DELETE FROM access_tokens WHERE token = ?1")?
                .execute([token.as_str()])?;
            audit::note(
                connection,
                &Entry {
                    grant: Some(found.id),
                    ..Entry::new(now, Deed::Revoked, &found.client_id)
                },
            )
        })
        .await
    }

    /// Ends a grant with all its tokens. `false` if there is none.
    pub(crate) async fn end_grant(
        &self,
        id: i64,
        deed: Deed,
        decided_by: Option<Decider>,
        now: f64,
    ) -> Result<bool, Error> {
        self.call(Sync::Disk, move |connection, _| {
            let ended: Option<(String, String)> = connection
                .prepare_cached("DELETE FROM grants WHERE id = ?1 RETURNING client_id, scope")?
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((client_id, scope)) = ended else {
                return Ok(false);
            };
            drop_orphans(connection)?;
            audit::note(
                connection,
                &Entry {
                    grant: Some(id),
                    scope: Some(scope),
                    decided_by,
                    ..Entry::new(now, deed, &client_id)
                },
            )?;
            Ok(true)
        })
        .await
    }

    /// Takes back all grants of a client, with all their tokens; returns how many there were.
    pub(crate) async fn end_grants_of(
        &self,
        client_id: String,
        decided_by: Decider,
        now: f64,
    ) -> Result<usize, Error> {
        self.call(Sync::Disk, move |connection, _| {
            let ended: Vec<(i64, String)> = connection
                .prepare_cached("DELETE FROM grants WHERE client_id = ?1 RETURNING id, scope")?
                .query_map([&client_id], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            drop_orphans(connection)?;
            for (id, scope) in &ended {
                audit::note(
                    connection,
                    &Entry {
                        grant: Some(*id),
                        scope: Some(scope.clone()),
                        decided_by: Some(decided_by),
                        ..Entry::new(now, Deed::Withdrawn, &client_id)
                    },
                )?;
            }
            Ok(ended.len())
        })
        .await
    }

    /// Every grant that lasts, the newest first.
    pub(crate) async fn list_grants(&self, now: f64) -> Result<Vec<GrantShown>, Error> {
        self.call(Sync::Read, move |connection, _| {
            let mut statement = connection.prepare_cached(
                "SELECT id, client_id, name, scope, address, decided_by, grants.created_at,
                     grants.last_used_at, expires_at
                 FROM grants JOIN clients USING (client_id)
                 WHERE expires_at > ?1 ORDER BY grants.created_at DESC, id",
            )?;
            let rows = statement.query_map([now], |row| {
                Ok(GrantShown {
                    id: row.get(0)?,
                    client_id: row.get(1)?,
                    client_name: row.get(2)?,
                    scope: row.get(3)?,
                    address: read_address(row, 4)?,
                    approved_by: row.get(5)?,
                    created_at: row.get(6)?,
                    last_used_at: row.get(7)?,
                    expires_at: row.get(8)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }
}

/// A new grant with its first tokens. One that nobody uses any more makes room for it.
pub(super) fn begin(
    connection: &Connection,
    seal: &Seal,
    grantee: &Grantee,
    family: &Family,
    now: f64,
) -> Result<i64, Error> {
    connection
        .prepare_cached(
            "DELETE FROM grants WHERE expires_at <= ?1 OR id IN (
                 SELECT id FROM grants ORDER BY expires_at DESC LIMIT -1 OFFSET ?2)",
        )?
        .execute(params![now - KEPT, MOST - 1])?;
    // By chance, so that no form and no entry means another grant later; and JSON can hold it.
    let id = seal.number() & 0x1f_ffff_ffff_ffff;
    let address = grantee.address.to_canonical();
    connection
        .prepare_cached(
            "INSERT INTO grants (id, handle, refresh, client_id, scope, address, decided_by,
                 created_at, refreshed_at, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)",
        )?
        .execute(params![
            id,
            family.handle.as_str(),
            family.refresh.as_str(),
            grantee.client_id,
            grantee.scope,
            address.to_string(),
            grantee.decided_by.as_str(),
            now,
            family.ends_at,
        ])?;
    drop_orphans(connection)?;
    let times = (now, family.access_ends_at);
    put_access(connection, id, &family.access, &grantee.scope, times)?;
    clients::note_use(connection, &grantee.client_id, now)?;
    audit::note(
        connection,
        &Entry {
            grant: Some(id),
            scope: Some(grantee.scope.clone()),
            address: Some(address),
            decided_by: Some(grantee.decided_by),
            ..Entry::new(now, Deed::Issued, &grantee.client_id)
        },
    )?;
    Ok(id)
}

/// Ends all that a client was granted; returns how many grants that were.
pub(super) fn end_all(connection: &Connection, client_id: &str) -> Result<usize, Error> {
    let ended = connection
        .prepare_cached("DELETE FROM grants WHERE client_id = ?1")?
        .execute([client_id])?;
    drop_orphans(connection)?;
    Ok(ended)
}

/// Access tokens end with their grant.
fn drop_orphans(connection: &Connection) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM access_tokens WHERE grant_id NOT IN (SELECT id FROM grants)")?
        .execute([])?;
    Ok(())
}

/// An access token that is good between two times. The oldest of its grant make room for it.
fn put_access(
    connection: &Connection,
    grant: i64,
    token: &Digest,
    scope: &str,
    (given_at, ends_at): (f64, f64),
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "DELETE FROM access_tokens WHERE grant_id = ?1 AND (expires_at <= ?2 OR token IN (
                 SELECT token FROM access_tokens WHERE grant_id = ?1
                 ORDER BY created_at DESC, expires_at DESC LIMIT -1 OFFSET ?3))",
        )?
        .execute(params![grant, given_at, MOST_ACCESS_TOKENS - 1])?;
    connection
        .prepare_cached("INSERT INTO access_tokens VALUES (?1, ?2, ?3, ?4, ?5, NULL)")?
        .execute(params![token.as_str(), grant, scope, given_at, ends_at])?;
    Ok(())
}

/// The grant of an access token, with when that was last used.
fn find_access(
    connection: &Connection,
    token: &Digest,
    now: f64,
) -> Result<Option<(Accessible, Option<f64>)>, Error> {
    let found = connection
        .prepare_cached(
            "SELECT grants.id, client_id, access_tokens.scope, access_tokens.created_at,
                 access_tokens.expires_at, access_tokens.last_used_at
             FROM access_tokens JOIN grants ON grants.id = grant_id JOIN clients USING (client_id)
             WHERE token = ?1 AND access_tokens.expires_at > ?2 AND grants.expires_at > ?2",
        )?
        .query_row(params![token.as_str(), now], |row| {
            let accessible = Accessible {
                id: row.get(0)?,
                client_id: row.get(1)?,
                scope: row.get(2)?,
                given_at: row.get(3)?,
                ends_at: row.get(4)?,
            };
            Ok((accessible, row.get(5)?))
        })
        .optional()?;
    Ok(found)
}

/// Tokens of this name, of which the access token lasts for a minute and the grant for ten days.
#[cfg(test)]
pub(super) fn family_for_tests(name: &str, now: f64) -> Family {
    Family {
        handle: Digest::of(&format!("{name} handle")),
        refresh: Digest::of(&format!("{name} refresh")),
        access: Digest::of(&format!("{name} access")),
        access_ends_at: now + 60.0,
        ends_at: now + 864_000.0,
    }
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;
    use crate::client::Client;
    use crate::clock::Jump;
    use crate::entropy::Entropy;
    use crate::store::in_memory;

    fn store() -> Store {
        in_memory(&Entropy::system(), &[Client::new("radio", "The radio")]).unwrap()
    }

    async fn grant(store: &Store, name: &str, now: f64) -> i64 {
        let grantee = Grantee {
            client_id: "radio".to_owned(),
            scope: "token:*".to_owned(),
            address: [127, 0, 0, 1].into(),
            decided_by: Decider::CommandLine,
        };
        let family = family_for_tests(name, now);
        store.begin_grant(grantee, family, now).await.unwrap()
    }

    async fn is_good(store: &Store, access: &str, now: f64) -> bool {
        let token = Digest::of(access);
        store.use_access(token, now).await.unwrap().is_some()
    }

    /// From one refresh token to another, with a new access token of that name.
    fn renewal(id: i64, shown: &str, next: &str, now: f64) -> Renewal {
        Renewal {
            id,
            shown: Digest::of(shown),
            next: Some(Digest::of(next)),
            access: (
                Digest::of(&format!("{next} access")),
                "token:*".to_owned(),
                now + 60.0,
            ),
            ends_at: now + 864_000.0,
            address: [127, 0, 0, 1].into(),
        }
    }

    #[tokio::test]
    async fn of_many_refreshes_with_one_token_one_succeeds() {
        let store = store();
        let id = grant(&store, "one", 0.0).await;
        let next: Vec<String> = (0..20).map(|number| format!("next {number}")).collect();
        let refreshes = next
            .iter()
            .map(|next| store.renew_grant(renewal(id, "one refresh", next, 1.0), 1.0));
        let came_of_them = join_all(refreshes).await;
        let renewed = came_of_them.into_iter().map(Result::unwrap);
        assert_eq!(renewed.filter(|renewed| *renewed).count(), 1);
    }

    #[tokio::test]
    async fn a_token_ends_with_its_grant_and_with_its_client() {
        let store = store();
        let id = grant(&store, "one", 0.0).await;
        grant(&store, "two", 0.0).await;
        assert!(is_good(&store, "one access", 1.0).await);
        assert!(!is_good(&store, "one access", 60.0).await, "its own end");
        let ended = store.end_grant(id, Deed::Withdrawn, None, 2.0);
        assert!(ended.await.unwrap());
        assert!(!is_good(&store, "one access", 2.0).await);
        assert!(is_good(&store, "two access", 2.0).await);
        let ended = store.drop_client("radio".to_owned(), 3.0).await.unwrap();
        assert_eq!(ended, Some(1));
        assert!(!is_good(&store, "two access", 3.0).await);
        // One of the same name is another.
        store
            .add_client(Client::new("radio", "Radio"), 4.0)
            .await
            .unwrap();
        assert!(!is_good(&store, "two access", 4.0).await);
        assert_eq!(store.list_grants(4.0).await.unwrap(), []);
    }

    #[tokio::test]
    async fn an_access_token_does_not_outlive_its_grant() {
        let store = store();
        let id = grant(&store, "one", 0.0).await;
        let long = Renewal {
            access: (Digest::of("long"), "token:*".to_owned(), 1e9),
            ..renewal(id, "one refresh", "next", 1.0)
        };
        assert!(store.renew_grant(long, 1.0).await.unwrap());
        assert!(is_good(&store, "long", 864_000.0).await);
        assert!(!is_good(&store, "long", 864_001.0).await);
        let late = renewal(id, "next", "later", 864_001.0);
        assert!(!store.renew_grant(late, 864_001.0).await.unwrap());
    }

    #[tokio::test]
    async fn grants_and_tokens_are_bounded_and_the_newest_stay() {
        let store = store();
        for number in 0..MOST + 10 {
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            grant(&store, &number.to_string(), number as f64 / 100.0).await;
        }
        let grants = store.list_grants(10.0).await.unwrap();
        assert_eq!(i64::try_from(grants.len()), Ok(MOST));
        assert!(!is_good(&store, "9 access", 10.0).await);
        assert!(is_good(&store, "10 access", 10.0).await);

        let id = grant(&store, "last", 10.0).await;
        let mut shown = "last refresh".to_owned();
        for number in 0..MOST_ACCESS_TOKENS {
            let next = format!("next {number}");
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            let now = 11.0 + number as f64;
            let renewed = store.renew_grant(renewal(id, &shown, &next, now), now);
            assert!(renewed.await.unwrap());
            shown = next;
        }
        assert!(!is_good(&store, "last access", 20.0).await);
        assert!(is_good(&store, "next 0 access", 20.0).await);
    }

    #[tokio::test]
    async fn a_clock_that_jumps_ahead_for_a_moment_ends_no_grant() {
        let store = store();
        grant(&store, "one", 0.0).await;
        grant(&store, "two", 864_000.0 + KEPT - 1.0).await;
        assert_eq!(store.list_grants(1.0).await.unwrap().len(), 2);
    }

    #[tokio::test]
    async fn a_clock_that_is_set_takes_its_grants_along() {
        let store = store();
        let id = grant(&store, "one", 10.0).await;
        let jump = Jump {
            from: 0.0,
            until: 100.0,
            by: 1e9,
        };
        store.correct_times(jump).await.unwrap();
        assert!(is_good(&store, "one access", 1e9 + 69.0).await);
        assert!(!is_good(&store, "one access", 1e9 + 70.0).await);
        let shown = store.list_grants(1e9 + 100.0).await.unwrap();
        let [shown] = shown.as_slice() else {
            panic!("one grant: {shown:?}");
        };
        assert_eq!((shown.id, shown.created_at), (id, 1e9 + 10.0));
        assert_eq!(Some(shown.expires_at), Some(1e9 + 864_010.0));
        let noted = store.list_audit(1).await.unwrap();
        assert_eq!(noted.first().map(|entry| entry.at), Some(1e9 + 10.0));
    }
}
