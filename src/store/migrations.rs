//! The tables, version by version. A step that has been released is never edited.

use rusqlite::Connection;

use super::Error;

/// Each step brings the database from its index to the next version.
const STEPS: &[&str] = &["
    -- A value that opens with the right key only.
    CREATE TABLE key_check (
        id     INTEGER PRIMARY KEY CHECK (id = 1),
        sealed BLOB NOT NULL
    ) STRICT;

    -- What skills registered. `registration` is JSON without secrets.
    CREATE TABLE apps (
        munged_id     TEXT PRIMARY KEY,
        skill_id      TEXT NOT NULL,
        app_id        TEXT NOT NULL,
        registration  TEXT NOT NULL,
        secrets       BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- What persons typed, for the one token endpoint that it was typed for.
    CREATE TABLE credentials (
        munged_id      TEXT NOT NULL,
        token_endpoint TEXT NOT NULL,
        client_id      TEXT NOT NULL,
        client_secret  BLOB,
        PRIMARY KEY (munged_id, token_endpoint)
    ) STRICT, WITHOUT ROWID;

    -- Tokens, with the client and place that they were obtained with. `account` is empty today.
    CREATE TABLE tokens (
        munged_id      TEXT NOT NULL,
        account        TEXT NOT NULL,
        answer         BLOB NOT NULL,
        scope          TEXT,
        expires_at     REAL,
        obtained_at    REAL NOT NULL,
        client         BLOB NOT NULL,
        version        INTEGER NOT NULL,
        broken_code    TEXT,
        broken_reason  TEXT,
        PRIMARY KEY (munged_id, account)
    ) STRICT, WITHOUT ROWID;

    -- What a QR code opens.
    CREATE TABLE invitations (
        nonce      TEXT PRIMARY KEY,
        munged_id  TEXT NOT NULL,
        qr_path    TEXT,
        context    TEXT NOT NULL,
        created_at REAL NOT NULL,
        expires_at REAL NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX invitations_app ON invitations (munged_id);

    -- Authorization requests that wait for their answer. A spent state stays for an hour, so
    -- that a second visit is told what the first one led to.
    CREATE TABLE pending (
        state      TEXT PRIMARY KEY,
        munged_id  TEXT NOT NULL,
        receipt    TEXT NOT NULL UNIQUE,
        nonce      TEXT,
        login      BLOB,
        context    TEXT NOT NULL,
        announced  INTEGER NOT NULL,
        created_at REAL NOT NULL,
        expires_at REAL NOT NULL,
        spent_at   REAL,
        outcome    TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pending_app ON pending (munged_id);
    CREATE INDEX pending_expiry ON pending (expires_at);
"];

/// Brings the database to the newest version.
pub(super) fn run(connection: &mut Connection) -> Result<(), Error> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(Error::Newer { found, known });
    }
    for (version, step) in (1_i64..).zip(STEPS) {
        if version > found {
            let transaction = connection.transaction()?;
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", version)?;
            transaction.commit()?;
        }
    }
    Ok(())
}
