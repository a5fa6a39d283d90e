//! The tables, version by version. A step that has been released is never edited.

use rusqlite::Connection;

use super::Error;

/// Each step brings the database from its index to the next version.
const STEPS: &[&str] = &[
    "
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
",
    "
    -- `due_at`: when the background looks at a token again, at the server `host`. `failures`:
    -- refreshes in a row that said nothing about the login. `asked_at`: since when the refresh
    -- token may be spent without our having seen the answer.
    ALTER TABLE tokens ADD COLUMN due_at REAL;
    ALTER TABLE tokens ADD COLUMN host TEXT NOT NULL DEFAULT '';
    ALTER TABLE tokens ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tokens ADD COLUMN asked_at REAL;
    UPDATE tokens SET due_at = expires_at - 60 WHERE broken_code IS NULL;
    CREATE INDEX tokens_due ON tokens (host, due_at) WHERE due_at IS NOT NULL;

    -- Tokens that are gone here and still to be revoked at their authorization server.
    CREATE TABLE revocations (
        id         INTEGER PRIMARY KEY,
        munged_id  TEXT NOT NULL,
        sealed     BLOB NOT NULL,
        created_at REAL NOT NULL,
        due_at     REAL NOT NULL,
        failures   INTEGER NOT NULL
    ) STRICT;

    -- What oauth.settings.update laid over a registration. `settings` is JSON without secrets.
    CREATE TABLE settings (
        munged_id  TEXT PRIMARY KEY,
        settings   TEXT NOT NULL,
        secrets    BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- An app from the old JSON files knows its munged id alone: its two ids are a guess until a
    -- skill registers it.
    ALTER TABLE apps ADD COLUMN is_provisional INTEGER NOT NULL DEFAULT 0;

    -- The rows of the old JSON files as they have been seen: a hash each, the newest last.
    CREATE TABLE old_rows (
        file       TEXT NOT NULL,
        munged_id  TEXT NOT NULL,
        seen       TEXT NOT NULL,
        PRIMARY KEY (file, munged_id)
    ) STRICT, WITHOUT ROWID;
",
    "
    -- With a context in it a row takes a kilobyte or two: too large for a tree of keys, whose every
    -- level would hold whole rows. An index that leaves most rows out is not written with them.
    ALTER TABLE pending RENAME TO old_pending;
    CREATE TABLE pending (
        id         INTEGER PRIMARY KEY,
        state      TEXT NOT NULL UNIQUE,
        munged_id  TEXT NOT NULL,
        receipt    TEXT NOT NULL,
        nonce      TEXT,
        login      BLOB,
        context    TEXT NOT NULL,
        announced  INTEGER NOT NULL,
        created_at REAL NOT NULL,
        expires_at REAL NOT NULL,
        spent_at   REAL,
        outcome    TEXT
    ) STRICT;
    INSERT INTO pending (state, munged_id, receipt, nonce, login, context, announced, created_at,
                         expires_at, spent_at, outcome)
        SELECT state, munged_id, receipt, nonce, login, context, announced, created_at,
               expires_at, spent_at, outcome FROM old_pending ORDER BY created_at;
    DROP TABLE old_pending;
    CREATE INDEX pending_app ON pending (munged_id);
    CREATE INDEX pending_expiry ON pending (expires_at);
    CREATE UNIQUE INDEX pending_receipt ON pending (receipt) WHERE spent_at IS NOT NULL;
    CREATE INDEX pending_nonce ON pending (nonce) WHERE nonce IS NOT NULL;

    ALTER TABLE invitations RENAME TO old_invitations;
    CREATE TABLE invitations (
        id         INTEGER PRIMARY KEY,
        nonce      TEXT NOT NULL UNIQUE,
        munged_id  TEXT NOT NULL,
        qr_path    TEXT,
        context    TEXT NOT NULL,
        created_at REAL NOT NULL,
        expires_at REAL NOT NULL
    ) STRICT;
    INSERT INTO invitations (nonce, munged_id, qr_path, context, created_at, expires_at)
        SELECT nonce, munged_id, qr_path, context, created_at, expires_at FROM old_invitations
        ORDER BY created_at;
    DROP TABLE old_invitations;
    CREATE INDEX invitations_app ON invitations (munged_id);
",
    "
    -- `way`: how a login goes; of an app, the way that a person picked and that led to its login; of
    -- an invitation, the one that was picked on its page. `poll_at`: when a login that polls asks its
    -- server next. An invitation that nobody has seen is not `announced`. `refused_by`: the way by
    -- which the server has refused a client that a person typed.
    ALTER TABLE pending ADD COLUMN way TEXT NOT NULL DEFAULT 'lan';
    ALTER TABLE pending ADD COLUMN poll_at REAL;
    CREATE INDEX pending_poll ON pending (poll_at) WHERE poll_at IS NOT NULL;
    ALTER TABLE apps ADD COLUMN way TEXT;
    ALTER TABLE invitations ADD COLUMN way TEXT;
    ALTER TABLE invitations ADD COLUMN announced INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE credentials ADD COLUMN refused_by TEXT;
",
    "
    -- Programs that may ask this device for tokens. Of secrets there are digests alone, here and in the
    -- tables below. `scopes` is NULL where all are allowed; lists have a blank between their words.
    CREATE TABLE clients (
        client_id            TEXT PRIMARY KEY,
        secret               TEXT,
        name                 TEXT NOT NULL,
        redirect_uris        TEXT NOT NULL,
        redirect_paths       TEXT NOT NULL,
        default_redirect_uri TEXT,
        grant_types          TEXT NOT NULL,
        scopes               TEXT,
        default_scope        TEXT NOT NULL,
        introspects          INTEGER NOT NULL,
        created_at           REAL NOT NULL,
        last_used_at         REAL
    ) STRICT, WITHOUT ROWID;

    -- Devices that wait for a person. A user code is short, so there is a MAC of it. `wrong`: codes
    -- that were mistyped since. `approved` is NULL until somebody has decided.
    CREATE TABLE device_codes (
        device_code  TEXT PRIMARY KEY,
        user_code    TEXT NOT NULL,
        link_key     TEXT NOT NULL,
        client_id    TEXT NOT NULL,
        scope        TEXT NOT NULL,
        address      TEXT NOT NULL,
        source       TEXT NOT NULL,
        interval     INTEGER NOT NULL,
        polled_at    REAL,
        wrong        INTEGER NOT NULL DEFAULT 0,
        approved     INTEGER,
        decided_by   TEXT,
        created_at   REAL NOT NULL,
        expires_at   REAL NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX device_codes_user_code ON device_codes (user_code);
    CREATE INDEX device_codes_expiry ON device_codes (expires_at);
    CREATE INDEX device_codes_source ON device_codes (source, expires_at);

    -- What a person has granted to a client, with the family of tokens that descends from it. A
    -- refresh token is `handle`, a dot and a secret; `refresh` is the digest of the present one.
    CREATE TABLE grants (
        id           INTEGER PRIMARY KEY,
        handle       TEXT NOT NULL UNIQUE,
        refresh      TEXT NOT NULL,
        client_id    TEXT NOT NULL,
        scope        TEXT NOT NULL,
        address      TEXT NOT NULL,
        decided_by   TEXT NOT NULL,
        created_at   REAL NOT NULL,
        refreshed_at REAL NOT NULL,
        expires_at   REAL NOT NULL,
        last_used_at REAL
    ) STRICT;
    CREATE TABLE access_tokens (
        token        TEXT PRIMARY KEY,
        grant_id     INTEGER NOT NULL,
        scope        TEXT NOT NULL,
        created_at   REAL NOT NULL,
        expires_at   REAL NOT NULL,
        last_used_at REAL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX access_tokens_grant ON access_tokens (grant_id);

    -- Who got which token when. `token`: the first digits of the SHA-256 of one that was handed out.
    CREATE TABLE audit (
        id         INTEGER PRIMARY KEY,
        at         REAL NOT NULL,
        deed       TEXT NOT NULL,
        client_id  TEXT NOT NULL,
        grant_id   INTEGER,
        munged_id  TEXT,
        scope      TEXT,
        token      TEXT,
        address    TEXT,
        decided_by TEXT
    ) STRICT;
    CREATE INDEX audit_at ON audit (at);
    CREATE INDEX audit_client ON audit (client_id);
",
];

/// The newest version.
pub(super) const NEWEST: usize = STEPS.len();

/// The database's version: 0 where it is new. A newer one than is known is an error.
pub(super) fn version(connection: &Connection) -> Result<i64, Error> {
    let known = i64::try_from(NEWEST).unwrap_or(i64::MAX);
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(Error::Newer { found, known });
    }
    Ok(found)
}

/// Brings the database to the newest version.
pub(super) fn run(connection: &mut Connection) -> Result<(), Error> {
    run_to(connection, NEWEST)
}

/// Brings the database to this version, if it is older.
pub(super) fn run_to(connection: &mut Connection, goal: usize) -> Result<(), Error> {
    let found = version(connection)?;
    for (version, step) in (1_i64..).zip(STEPS).take(goal) {
        if version > found {
            let transaction = connection.transaction()?;
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", version)?;
            transaction.commit()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A database as version 1 left it, with a token in it.
    fn version_1() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(STEPS[0]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO tokens VALUES ('a_b', '', x'01', NULL, 1000.0, 1.0, x'02', 3, NULL, NULL);
                 INSERT INTO apps VALUES ('a_b', 'a', 'b', '{}', x'03');
                 PRAGMA user_version = 1;",
            )
            .unwrap();
        connection
    }

    #[test]
    fn an_older_database_keeps_its_rows() {
        let mut connection = version_1();
        run(&mut connection).unwrap();
        let token: (i64, f64, i64) = connection
            .query_row("SELECT version, due_at, failures FROM tokens", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .unwrap();
        assert_eq!((token.0, token.2), (3, 0));
        assert!((token.1 - 940.0).abs() < f64::EPSILON, "due before its end");
        let guess: bool = connection
            .query_row("SELECT is_provisional FROM apps", [], |row| row.get(0))
            .unwrap();
        assert!(!guess);
        run(&mut connection).unwrap();
    }

    #[test]
    fn a_newer_database_is_left_alone() {
        let mut connection = version_1();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(
            run(&mut connection),
            Err(Error::Newer { found: 99, .. })
        ));
    }

    const WAITING: &str = "
        INSERT INTO pending VALUES
            ('s1', 'a_b', 'r1', NULL, x'01', '{\"k\":1}', 0, 1.0, 601.0, NULL, NULL),
            ('s2', 'a_b', 'r2', 'n2', NULL, '{}', 1, 2.0, 602.0, 3.0, 'succeeded');
        INSERT INTO invitations VALUES ('n2', 'a_b', '/qr.png', '{}', 1.5, 601.5);";

    fn rows(connection: &Connection, query: &str) -> Vec<String> {
        let mut statement = connection.prepare(query).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn waiting_logins_outlive_the_newer_versions() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(STEPS[0]).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        connection.execute_batch(WAITING).unwrap();
        run(&mut connection).unwrap();
        let pending = "SELECT json_array(state, munged_id, receipt, nonce, hex(login), context,
                announced, created_at, expires_at, spent_at, outcome) FROM pending ORDER BY id";
        assert_eq!(
            rows(&connection, pending),
            [
                r#"["s1","a_b","r1",null,"01","{\"k\":1}",0,1.0,601.0,null,null]"#,
                r#"["s2","a_b","r2","n2","","{}",1,2.0,602.0,3.0,"succeeded"]"#,
            ]
        );
        let invitations = "SELECT json_array(nonce, munged_id, qr_path, context, created_at,
                expires_at) FROM invitations";
        assert_eq!(
            rows(&connection, invitations),
            [r#"["n2","a_b","/qr.png","{}",1.5,601.5]"#]
        );
        let left = "SELECT name FROM sqlite_schema WHERE name LIKE 'old_pending%' OR name LIKE 'old_invit%'";
        assert!(rows(&connection, left).is_empty());
    }
}
