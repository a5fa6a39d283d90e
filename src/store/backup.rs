//! A backup of what a person would miss: apps, typed credentials, tokens and settings.
//!
//! The rows are kept as they stand, with their secrets opened, and with the version of the tables:
//! an older backup goes through the same steps as an older database. Waiting logins stay behind.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{Connection, Row, params_from_iter};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};
use zeroize::Zeroizing;

use super::master_key::KeyPlaces;
use super::rekey::replace_column;
use super::sealed_columns::{SEALED_COLUMNS, SealedColumn};
use super::{Error, Seal, apps, migrations, opening};
use crate::entropy::Entropy;

/// The tables of a backup.
const TABLES: [&str; 4] = ["apps", "credentials", "tokens", "settings"];

/// Programs that may ask for tokens. What they were granted stays behind: a backup must not bring back
/// what somebody has taken from them since.
const CLIENTS: &str = "clients";

/// What belongs to an app and is in no backup: it goes when the app is replaced.
const PASSING: [&str; 2] = ["pending", "invitations"];

/// How much a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    /// Registered apps.
    pub(crate) apps: usize,
    /// Apps with a token.
    pub(crate) logins: usize,
}

/// What is written as JSON.
#[derive(Serialize, Deserialize)]
struct Content {
    /// The version of the tables.
    schema: usize,
    tables: BTreeMap<String, Vec<Map<String, Value>>>,
}

/// Reads everything that a backup holds. The caller seals it.
pub(crate) fn export(
    folder: &Path,
    keys: &KeyPlaces,
    entropy: &Entropy,
) -> Result<(Zeroizing<Vec<u8>>, Amount), Error> {
    if opening::look(folder)?.check.is_none() {
        return Err(Error::NoDatabase(folder.to_owned()));
    }
    let opened = opening::open(folder, keys, entropy)?;
    let mut tables = BTreeMap::new();
    for table in TABLES.into_iter().chain([CLIENTS]) {
        let rows = rows(&opened.connection, &opened.seal, table)?;
        tables.insert(table.to_owned(), rows);
    }
    let content = Content {
        schema: migrations::NEWEST,
        tables,
    };
    let json = serde_json::to_vec(&content).map_err(|_| Error::Unreadable("a backup"))?;
    Ok((Zeroizing::new(json), content.amount()))
}

/// Puts the content of a backup into the database, which is made where it is missing: all of it or
/// nothing. An app that holds a token is replaced only if that is wished.
pub(crate) fn import(
    folder: &Path,
    keys: &KeyPlaces,
    content: &[u8],
    replace: bool,
    entropy: &Entropy,
) -> Result<Amount, Error> {
    let content: Content = serde_json::from_slice(content).map_err(|_| unreadable())?;
    if content.schema > migrations::NEWEST {
        return Err(Error::NewerBackup);
    }
    let mut opened = opening::open(folder, keys, entropy)?;
    let scratch = migrated(&content, &opened.seal)?;
    opened
        .connection
        .pragma_update(None, "synchronous", "FULL")?;
    let transaction = opened.connection.transaction()?;
    make_room(&transaction, &content.ids(), replace)?;
    for table in TABLES {
        copy(&scratch, &transaction, table)?;
    }
    copy_clients(&scratch, &transaction)?;
    // What the daemon could not read would only fail later.
    apps::list(&transaction, &opened.seal)?;
    transaction.commit()?;
    Ok(content.amount())
}

impl Content {
    fn rows(&self, table: &str) -> &[Map<String, Value>] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    fn amount(&self) -> Amount {
        Amount {
            apps: self.rows("apps").len(),
            logins: self.rows("tokens").len(),
        }
    }

    /// The munged ids of all rows.
    fn ids(&self) -> BTreeSet<&str> {
        let rows = TABLES.iter().flat_map(|table| self.rows(table));
        rows.filter_map(|row| row.get("munged_id")?.as_str())
            .collect()
    }
}

/// The rows of a table, with their secrets opened.
fn rows(
    connection: &Connection,
    seal: &Seal,
    table: &'static str,
) -> Result<Vec<Map<String, Value>>, Error> {
    let key = sealed_in(table).map(|sealed| sealed.row).next();
    let select = format!("SELECT {}, * FROM {table}", key.unwrap_or("''"));
    let mut statement = connection.prepare(&select)?;
    let names: Vec<String> = statement
        .column_names()
        .skip(1)
        .map(str::to_owned)
        .collect();
    let mut found = statement.query([])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(open_row(row, &names, seal, table)?);
    }
    Ok(rows)
}

fn open_row(
    row: &Row<'_>,
    names: &[String],
    seal: &Seal,
    table: &'static str,
) -> Result<Map<String, Value>, Error> {
    let key: String = row.get(0)?;
    let mut members = Map::new();
    for (at, name) in (1..).zip(names) {
        let value = match row.get_ref(at)? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => number.into(),
            ValueRef::Real(number) => Number::from_f64(number).ok_or_else(unreadable)?.into(),
            ValueRef::Text(text) => std::str::from_utf8(text).map_err(|_| unreadable())?.into(),
            ValueRef::Blob(sealed) => {
                let column = sealed_in(table).find(|column| column.column == name);
                let place = column.ok_or_else(unreadable)?;
                seal.unseal(place.place(&key), sealed)?
                    .expose_secret()
                    .into()
            }
        };
        members.insert(name.clone(), value);
    }
    Ok(members)
}

/// A database in memory with the rows of the backup, sealed for this device and brought to the
/// newest version.
fn migrated(content: &Content, seal: &Seal) -> Result<Connection, Error> {
    let mut scratch = Connection::open_in_memory()?;
    scratch.pragma_update(None, "secure_delete", "ON")?;
    migrations::run_to(&mut scratch, content.schema)?;
    for table in TABLES.into_iter().chain([CLIENTS]) {
        for row in content.rows(table) {
            insert(&scratch, table, row)?;
        }
        // A table may be newer than the backup.
        if scratch.table_exists(None, table)? {
            seal_rows(&scratch, seal, table)?;
        }
    }
    migrations::run(&mut scratch)?;
    Ok(scratch)
}

fn seal_rows(scratch: &Connection, seal: &Seal, table: &'static str) -> Result<(), Error> {
    for column in sealed_in(table) {
        replace_column(scratch, column, |place, secret| {
            seal.seal_bytes(place, secret)
        })?;
    }
    Ok(())
}

/// Inserts a row of a backup; its secrets stand open for a moment.
fn insert(
    scratch: &Connection,
    table: &'static str,
    row: &Map<String, Value>,
) -> Result<(), Error> {
    let mut cells = Vec::with_capacity(row.len());
    for (name, value) in row {
        // The names become SQL.
        if !scratch.column_exists(None, table, name)? {
            return Err(unreadable());
        }
        let is_sealed = sealed_in(table).any(|column| column.column == name);
        cells.push(match value {
            Value::Null => Cell::Null,
            Value::Number(number) => match number.as_i64() {
                Some(whole) => Cell::Integer(whole),
                None => Cell::Real(number.as_f64().ok_or_else(unreadable)?),
            },
            Value::String(text) if is_sealed => Cell::Blob(text.clone().into_bytes()),
            Value::String(text) => Cell::Text(text.clone()),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(unreadable()),
        });
    }
    let names: Vec<&str> = row.keys().map(String::as_str).collect();
    put(scratch, table, &names, cells).map_err(|_| unreadable())
}

/// Removes what stands in the way of these apps.
fn make_room(connection: &Connection, ids: &BTreeSet<&str>, replace: bool) -> Result<(), Error> {
    let mut holding = Vec::new();
    for id in ids {
        let holds: bool = connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM tokens WHERE munged_id = ?1)",
            [id],
            |row| row.get(0),
        )?;
        if holds {
            holding.push(*id);
        }
    }
    if !replace && !holding.is_empty() {
        return Err(Error::LoggedIn(holding.join(", ")));
    }
    for table in TABLES.iter().chain(&PASSING) {
        let mut delete =
            connection.prepare(&format!("DELETE FROM {table} WHERE munged_id = ?1"))?;
        for id in ids {
            delete.execute([id])?;
        }
    }
    Ok(())
}

/// Copies the programs that are not known here; those that are keep their secret.
fn copy_clients(from: &Connection, to: &Connection) -> Result<(), Error> {
    let known: Vec<String> = to
        .prepare("SELECT client_id FROM clients")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in known {
        from.execute("DELETE FROM clients WHERE client_id = ?1", [id])?;
    }
    copy(from, to, CLIENTS)
}

/// Copies the rows of a table, which both databases have in the same version.
fn copy(from: &Connection, to: &Connection, table: &'static str) -> Result<(), Error> {
    let mut statement = from.prepare(&format!("SELECT * FROM {table}"))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let cells = (0..names.len())
            .map(|at| row.get(at))
            .collect::<rusqlite::Result<Vec<Cell>>>()?;
        put(to, table, &names, cells)?;
    }
    Ok(())
}

fn put(
    connection: &Connection,
    table: &'static str,
    names: &[&str],
    cells: Vec<Cell>,
) -> rusqlite::Result<()> {
    let places = vec!["?"; names.len()].join(", ");
    let insert = format!(
        "INSERT INTO {table} ({}) VALUES ({places})",
        names.join(", ")
    );
    connection
        .prepare_cached(&insert)?
        .execute(params_from_iter(cells))
        .map(drop)
}

fn sealed_in(table: &'static str) -> impl Iterator<Item = SealedColumn> {
    SEALED_COLUMNS
        .into_iter()
        .filter(move |column| column.table == table)
}

fn unreadable() -> Error {
    Error::Unreadable("a backup")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use serde_json::json;
    use tempfile::TempDir;

    use super::super::opening::Opened;
    use super::super::seal_rows_for_tests as fill;
    use super::*;

    /// A secret of JSON form, as those of apps and settings are.
    const SECRET: &str = r#"{"client_secret":"hush","seat":"","settings":{}}"#;

    struct Home(TempDir);

    impl Home {
        fn empty() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn filled() -> Self {
            let home = Self::empty();
            let opened = home.open();
            fill(&opened.connection, &opened.seal, SECRET);
            home
        }

        fn data(&self) -> PathBuf {
            self.0.path().join("data")
        }

        fn keys(&self) -> KeyPlaces {
            KeyPlaces::new(&self.0.path().join("state"), None)
        }

        fn open(&self) -> Opened {
            opening::open(&self.data(), &self.keys(), &Entropy::system()).unwrap()
        }

        fn export(&self) -> Value {
            let (json, amount) = export(&self.data(), &self.keys(), &Entropy::system()).unwrap();
            assert_eq!(amount, Amount { apps: 1, logins: 1 });
            serde_json::from_slice(&json).unwrap()
        }

        fn import(&self, content: &Value, replace: bool) -> Result<Amount, Error> {
            let json = serde_json::to_vec(content).unwrap();
            import(
                &self.data(),
                &self.keys(),
                &json,
                replace,
                &Entropy::system(),
            )
        }
    }

    #[test]
    fn a_new_device_has_all_that_the_old_one_had() {
        let content = Home::filled().export();
        assert_eq!(content["tables"]["tokens"][0]["answer"], SECRET);
        assert!(content["tables"].get("pending").is_none());
        let new = Home::empty();
        let amount = new.import(&content, false).unwrap();
        assert_eq!(amount, Amount { apps: 1, logins: 1 });
        assert_eq!(new.export(), content);
    }

    #[test]
    fn an_app_that_is_logged_in_is_replaced_only_if_wished() {
        let home = Home::filled();
        let mut content = home.export();
        content["tables"]["tokens"][0]["version"] = json!(9);
        let error = home.import(&content, false).unwrap_err();
        assert!(error.to_string().contains("a_b"), "{error}");
        assert_eq!(home.export()["tables"]["tokens"][0]["version"], 7);
        home.import(&content, true).unwrap();
        assert_eq!(home.export(), content);
        let waiting: i64 = home
            .open()
            .connection
            .query_row("SELECT count(*) FROM pending", [], |row| row.get(0))
            .unwrap();
        assert_eq!(
            waiting, 0,
            "a login that began before would end in the restored app"
        );
    }

    #[test]
    fn a_program_that_is_known_here_keeps_its_secret() {
        let home = Home::filled();
        let mut content = home.export();
        content["tables"]["clients"][0]["secret"] = json!("another digest");
        home.import(&content, true).unwrap();
        assert_eq!(home.export()["tables"]["clients"][0]["secret"], "a digest");
    }

    #[test]
    fn an_older_backup_goes_through_the_steps_of_an_older_database() {
        let mut content = Home::filled().export();
        content["schema"] = json!(1);
        let tables = content["tables"].as_object_mut().unwrap();
        tables.remove("settings");
        tables.remove("clients");
        for (table, newer) in [
            ("tokens", &["due_at", "host", "failures", "asked_at"][..]),
            ("apps", &["is_provisional", "way"]),
            ("credentials", &["refused_by"]),
        ] {
            let row = tables[table][0].as_object_mut().unwrap();
            for name in newer {
                row.remove(*name).unwrap();
            }
        }
        let home = Home::empty();
        home.import(&content, false).unwrap();
        let restored = home.export();
        assert_eq!(restored["schema"], migrations::NEWEST);
        assert_eq!(restored["tables"]["tokens"][0]["due_at"], 940.5);
    }

    #[test]
    fn a_backup_that_does_not_fit_changes_nothing() {
        let content = Home::filled().export();
        let mut newer = content.clone();
        newer["schema"] = json!(99);
        let mut strange = content.clone();
        strange["tables"]["apps"][0]["x) VALUES (1); --"] = json!(1);
        let mut kind = content.clone();
        kind["tables"]["tokens"][0]["version"] = json!("many");
        let mut ids = content.clone();
        ids["tables"]["apps"][0]["skill_id"] = json!("no id\n");
        let mut nested = content.clone();
        nested["tables"]["tokens"][0]["answer"] = json!({"access_token": "a"});
        for wrong in [newer, strange, kind, ids, nested, json!([])] {
            let home = Home::empty();
            assert!(home.import(&wrong, false).is_err(), "{wrong}");
            let (_, amount) = match export(&home.data(), &home.keys(), &Entropy::system()) {
                Ok(exported) => exported,
                Err(Error::NoDatabase(_)) => continue,
                Err(error) => panic!("{error}"),
            };
            assert_eq!(amount, Amount { apps: 0, logins: 0 }, "{wrong}");
        }
    }
}
