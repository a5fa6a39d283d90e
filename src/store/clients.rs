//! The table `clients`: programs that may ask this device for tokens.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::audit::{self, Deed, Entry};
use super::{Error, Store, Sync, grants};
use crate::client::{Client, GrantType};
use crate::digest::Digest;

/// A client, with when it came and when it was last there.
#[derive(Clone, Debug)]
pub(crate) struct KnownClient {
    /// Who it is.
    pub(crate) client: Client,
    /// When it was added, in seconds since 1970.
    pub(crate) created_at: f64,
    /// When it was last given a token or has used one, in seconds since 1970.
    pub(crate) last_used_at: Option<f64>,
    /// What it has been granted and may still use.
    pub(crate) grants: u32,
}

/// The columns that `read` reads, in its order.
const COLUMNS: &str = "client_id, secret, name, redirect_uris, redirect_paths, \
                       default_redirect_uri, grant_types, scopes, default_scope, introspects";

impl Store {
    /// Adds a client. `false` if there is one with its id, which stays as it is.
    pub(crate) async fn add_client(&self, client: Client, now: f64) -> Result<bool, Error> {
        self.call(Sync::Disk, move |connection, _| {
            if !insert(connection, &client, now)? {
                return Ok(false);
            }
            let scope = client.scopes.map(|words| words.join(" "));
            audit::note(
                connection,
                &Entry {
                    scope,
                    ..Entry::new(now, Deed::ClientAdded, &client.id)
                },
            )?;
            Ok(true)
        })
        .await
    }

    /// Finds a client by its id.
    pub(crate) async fn find_client(&self, id: String) -> Result<Option<Client>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            let query = format!("SELECT {COLUMNS} FROM clients WHERE client_id = ?1");
            let mut statement = connection.prepare_cached(&query)?;
            Ok(statement.query_row([id], read).optional()?)
        })
        .await
    }

    /// Every client, by name.
    pub(crate) async fn list_clients(&self, now: f64) -> Result<Vec<KnownClient>, Error> {
        self.call(Sync::Read, move |connection, _| {
            let query = format!(
                "SELECT {COLUMNS}, created_at, last_used_at,
                     (SELECT count(*) FROM grants
                      WHERE grants.client_id = clients.client_id AND expires_at > ?1)
                 FROM clients ORDER BY name, client_id"
            );
            let mut statement = connection.prepare_cached(&query)?;
            let rows = statement.query_map([now], |row| {
                Ok(KnownClient {
                    client: read(row)?,
                    created_at: row.get(10)?,
                    last_used_at: row.get(11)?,
                    grants: row.get(12)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Removes a client, with all that it was granted: as many grants as are returned. `None` where
    /// it is not known.
    pub(crate) async fn drop_client(&self, id: String, now: f64) -> Result<Option<usize>, Error> {
        self.call(Sync::Disk, move |connection, _| {
            let gone = connection
                .prepare_cached("DELETE FROM clients WHERE client_id = ?1")?
                .execute([&id])?;
            if gone == 0 {
                return Ok(None);
            }
            connection
                .prepare_cached("DELETE FROM device_codes WHERE client_id = ?1")?
                .execute([&id])?;
            let ended = grants::end_all(connection, &id)?;
            audit::note(connection, &Entry::new(now, Deed::ClientRemoved, &id))?;
            Ok(Some(ended))
        })
        .await
    }
}

/// Adds a client that is not there.
pub(super) fn insert(connection: &Connection, client: &Client, now: f64) -> Result<bool, Error> {
    let grant_types: Vec<&str> = client.grant_types.iter().map(|it| it.as_str()).collect();
    let added = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO clients VALUES
                 (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL)",
        )?
        .execute(params![
            client.id,
            client.secret.as_ref().map(Digest::as_str),
            client.name,
            client.redirect_uris.join(" "),
            client.redirect_paths.join(" "),
            client.default_redirect_uri,
            grant_types.join(" "),
            client.scopes.as_ref().map(|words| words.join(" ")),
            client.default_scope,
            client.introspects,
            now,
        ])?;
    Ok(added == 1)
}

/// Notes that a client was there.
pub(super) fn note_use(connection: &Connection, id: &str, now: f64) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE clients SET last_used_at = ?2 WHERE client_id = ?1")?
        .execute(params![id, now])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Client> {
    let secret: Option<String> = row.get(1)?;
    let grant_types: String = row.get(6)?;
    let scopes: Option<String> = row.get(7)?;
    Ok(Client {
        id: row.get(0)?,
        // Something unreadable is no secret that anybody knows, and not none.
        secret: secret.map(|text| Digest::parse(&text).unwrap_or_else(|| Digest::of(&text))),
        name: row.get(2)?,
        redirect_uris: words(&row.get::<_, String>(3)?),
        redirect_paths: words(&row.get::<_, String>(4)?),
        default_redirect_uri: row.get(5)?,
        grant_types: grant_types.split(' ').filter_map(GrantType::find).collect(),
        scopes: scopes.map(|list| words(&list)),
        default_scope: row.get(8)?,
        introspects: row.get(9)?,
    })
}

fn words(list: &str) -> Vec<String> {
    let words = list.split(' ').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Entropy;
    use crate::store::in_memory;

    #[tokio::test]
    async fn a_client_comes_back_as_it_was_added_and_once() {
        let store = in_memory(&Entropy::system(), &[]).unwrap();
        let client = Client {
            secret: Some("secret".into()),
            redirect_uris: vec!["http://a.example/b".to_owned(), "app:/c".to_owned()],
            default_redirect_uri: Some("app:/c".to_owned()),
            scopes: Some(vec!["token:*".to_owned()]),
            introspects: true,
            ..Client::new("radio", "The radio")
        };
        assert!(store.add_client(client.clone(), 1.0).await.unwrap());
        let other = Client::new("radio", "Another");
        assert!(!store.add_client(other, 2.0).await.unwrap());
        let found = store.find_client("radio".to_owned()).await.unwrap();
        assert_eq!(found, Some(client));
        assert_eq!(store.list_clients(3.0).await.unwrap().len(), 1);
        assert_eq!(
            store.drop_client("radio".to_owned(), 4.0).await.unwrap(),
            Some(0)
        );
        assert_eq!(
            store.drop_client("radio".to_owned(), 5.0).await.unwrap(),
            None
        );
    }
}
