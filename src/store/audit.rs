//! The table `audit`: who got which token when, without any secret.

use std::net::IpAddr;

use rusqlite::{Connection, Row, params};

use super::{Error, Store, Sync};

/// Entries that are kept: years of a household's, and a few megabytes.
const MOST: i64 = 20_000;

/// Of one program: what it does often must not push out what others did.
const MOST_OF_A_CLIENT: i64 = 5_000;

/// How many entries come between two looks at that.
const LOOK_EVERY: i64 = 64;

/// Seconds within which the same token is not noted again for the same program.
const ONCE_IN: f64 = 60.0;

/// Something that a client or its owner did.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// When, in seconds since 1970.
    pub(crate) at: f64,
    /// What.
    pub(crate) deed: Deed,
    /// The client that it is about.
    pub(crate) client_id: String,
    /// The grant that it is about.
    pub(crate) grant: Option<i64>,
    /// The app whose token was handed out.
    pub(crate) munged_id: Option<String>,
    /// What was granted or asked.
    pub(crate) scope: Option<String>,
    /// The first 16 hex digits of the SHA-256 of the token that was handed out.
    pub(crate) token: Option<String>,
    /// Where the client was.
    pub(crate) address: Option<IpAddr>,
    /// Who decided.
    pub(crate) decided_by: Option<Decider>,
}

/// Declares words of a column, so that none can be left out of its list.
macro_rules! words {
    ($(#[$outer:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Its word in the database and in answers.
            #[must_use]
            pub(crate) fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// What a word means.
            pub(super) fn find(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// What was done.
    Deed {
        /// The owner let a program ask.
        ClientAdded = "client_added",
        /// The owner removed a program.
        ClientRemoved = "client_removed",
        /// A person approved what a program asked for.
        Approved = "approved",
        /// A person refused it.
        Refused = "refused",
        /// A program got an access token and a refresh token.
        Issued = "issued",
        /// A program got a new access token for its refresh token.
        Refreshed = "refreshed",
        /// A program was given the token of an app.
        TokenRead = "token_read",
        /// A program gave its own token back.
        Revoked = "revoked",
        /// A person took back what was granted.
        Withdrawn = "withdrawn",
        /// A refresh token or a code came a second time, which ended its grant.
        Replayed = "replayed",
    }
}

words! {
    /// Who decided about a program.
    Decider {
        /// Someone with a session of the dashboard.
        Dashboard = "dashboard",
        /// The owner at the command line.
        CommandLine = "command_line",
        /// Whoever looked at a practice server's page.
        Practice = "practice",
        /// A switch of a practice server.
        Switch = "switch",
    }
}

impl Entry {
    /// A deed of this time, with nothing more known.
    pub(crate) fn new(at: f64, deed: Deed, client_id: &str) -> Self {
        Self {
            at,
            deed,
            client_id: client_id.to_owned(),
            grant: None,
            munged_id: None,
            scope: None,
            token: None,
            address: None,
            decided_by: None,
        }
    }
}

impl Store {
    /// Notes that a token was handed out, unless that was just noted.
    pub(crate) async fn note_token_read(&self, entry: Entry) -> Result<(), Error> {
        self.call_short(Sync::Wal, move |connection, _| {
            // A program that asks every second must not wear out the disk.
            let is_noted: bool = connection
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM audit WHERE at > ?1 AND at <= ?2 AND deed = ?3
                         AND client_id = ?4 AND grant_id IS ?5 AND munged_id IS ?6
                         AND token IS ?7 AND address IS ?8)",
                )?
                .query_row(
                    params![
                        entry.at - ONCE_IN,
                        entry.at,
                        entry.deed.as_str(),
                        entry.client_id,
                        entry.grant,
                        entry.munged_id,
                        entry.token,
                        entry.address.map(|address| address.to_string()),
                    ],
                    |row| row.get(0),
                )?;
            if is_noted {
                return Ok(());
            }
            note(connection, &entry)
        })
        .await
    }

    /// The newest entries, the newest first.
    pub(crate) async fn list_audit(&self, most: usize) -> Result<Vec<Entry>, Error> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.call(Sync::Read, move |connection, _| {
            let mut statement = connection.prepare_cached(
                "SELECT at, deed, client_id, grant_id, munged_id, scope, token, address, decided_by
                 FROM audit ORDER BY id DESC LIMIT ?1",
            )?;
            let rows = statement.query_map([most], read)?;
            // What a newer version has noted is left out.
            Ok(rows
                .filter_map(rusqlite::Result::transpose)
                .collect::<rusqlite::Result<_>>()?)
        })
        .await
    }
}

/// Notes a deed, and forgets the oldest ones.
pub(super) fn note(connection: &Connection, entry: &Entry) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT INTO audit (at, deed, client_id, grant_id, munged_id, scope, token, address,
                 decided_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            entry.at,
            entry.deed.as_str(),
            entry.client_id,
            entry.grant,
            entry.munged_id,
            entry.scope,
            entry.token,
            entry.address.map(|address| address.to_string()),
            entry.decided_by.map(Decider::as_str),
        ])?;
    let newest = connection.last_insert_rowid();
    connection
        .prepare_cached("DELETE FROM audit WHERE id <= ?1")?
        .execute([newest - MOST])?;
    if newest % LOOK_EVERY == 0 {
        connection
            .prepare_cached(
                "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE client_id = ?1
                     ORDER BY id DESC LIMIT -1 OFFSET ?2)",
            )?
            .execute(params![entry.client_id, MOST_OF_A_CLIENT])?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let deed: String = row.get(1)?;
    let Some(deed) = Deed::find(&deed) else {
        return Ok(None);
    };
    let address: Option<String> = row.get(7)?;
    let decided_by: Option<String> = row.get(8)?;
    Ok(Some(Entry {
        at: row.get(0)?,
        deed,
        client_id: row.get(2)?,
        grant: row.get(3)?,
        munged_id: row.get(4)?,
        scope: row.get(5)?,
        token: row.get(6)?,
        address: address.and_then(|text| text.parse().ok()),
        decided_by: decided_by.and_then(|word| Decider::find(&word)),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Entropy;
    use crate::store::in_memory;

    fn read_at(at: f64, token: &str) -> Entry {
        Entry {
            munged_id: Some("skill_app".to_owned()),
            token: Some(token.to_owned()),
            address: Some([127, 0, 0, 1].into()),
            ..Entry::new(at, Deed::TokenRead, "radio")
        }
    }

    #[tokio::test]
    async fn a_token_is_noted_once_a_minute_and_each_new_one_at_once() {
        let store = in_memory(&Entropy::system(), &[]).unwrap();
        for entry in [
            read_at(100.0, "one"),
            read_at(159.0, "one"),
            read_at(159.0, "two"),
            read_at(160.0, "one"),
        ] {
            store.note_token_read(entry).await.unwrap();
        }
        let noted = store.list_audit(10).await.unwrap();
        assert_eq!(
            noted,
            [
                read_at(160.0, "one"),
                read_at(159.0, "two"),
                read_at(100.0, "one")
            ]
        );
        assert_eq!(store.list_audit(1).await.unwrap().len(), 1);
    }

    async fn fill(store: &Store, client: &str, entries: i64) {
        let entry = Entry::new(1.0, Deed::Refreshed, client);
        let fill = move |connection: &Connection, _: &super::super::Seal| {
            (0..entries).try_for_each(|_| note(connection, &entry))
        };
        store.call(Sync::Wal, fill).await.unwrap();
    }

    async fn count(store: &Store, client: &str) -> i64 {
        let kept = store.list_audit(usize::MAX).await.unwrap();
        let own = kept.iter().filter(|entry| entry.client_id == client);
        i64::try_from(own.count()).unwrap()
    }

    #[tokio::test]
    async fn the_oldest_entries_make_room_and_those_of_who_does_most_first() {
        let store = in_memory(&Entropy::system(), &[]).unwrap();
        fill(&store, "lamp", 10).await;
        fill(&store, "radio", MOST_OF_A_CLIENT + LOOK_EVERY).await;
        let most = MOST_OF_A_CLIENT + LOOK_EVERY;
        assert!((MOST_OF_A_CLIENT..most).contains(&count(&store, "radio").await));
        assert_eq!(count(&store, "lamp").await, 10);
        for client in ["a", "b", "c", "d"] {
            fill(&store, client, MOST_OF_A_CLIENT).await;
        }
        assert_eq!(count(&store, "lamp").await, 0);
        assert_eq!(store.list_audit(usize::MAX).await.unwrap().len(), 20_000);
    }
}
