//! One round over the rows of a file: what is news there comes into the store, what is news in the
//! store goes there.
//!
//! A value that was never seen is news. One that was seen and replaced is a write-back: another
//! program had read the file before. Ours is put there again.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::members::{Members, fingerprint};
use super::place::OldFile;
use super::{Mode, app_row, token_row};
use crate::address::Address;
use crate::id::AppId;
use crate::provider::Client;
use crate::store::{self, App, Health, Ledger, Seen, Sight, StoredToken};

/// Ids that programs are known to look for in the files (`ovos-media-plugin-spotify`).
const KNOWN_READERS: [&str; 1] = ["ocp_spotify"];

/// For how long a replaced value of an app is taken for a write-back, in seconds. People go back to
/// an old client, but not at once; nobody goes back to an old token.
const WRITTEN_BACK: f64 = 60.0;

/// The rows of a file that are looked at; more are left alone.
const MOST_ROWS: usize = 1000;

/// The clients of the apps in the app file, by munged id.
pub(super) type Clients = Arc<HashMap<String, Client>>;

/// A round over one file.
pub(super) struct Round {
    /// Which.
    pub(super) file: OldFile,
    /// Its rows.
    pub(super) rows: Members,
    /// Which apps are kept in step.
    pub(super) mode: Mode,
    /// The time.
    pub(super) now: f64,
    /// From 0 to 1, for when tokens are renewed.
    pub(super) chance: f64,
    /// Where callbacks go.
    pub(super) address: Address,
    /// Whose tokens may be taken.
    pub(super) clients: Clients,
}

/// What came of a round.
pub(super) struct Done {
    /// The rows as they should be.
    pub(super) rows: Members,
    /// Whether that is another file.
    pub(super) is_changed: bool,
    /// The ids of what was taken from the file, tokens with when they end.
    pub(super) taken: Vec<(AppId, Option<f64>)>,
}

impl Round {
    /// Does the round; runs within one piece of work of the store.
    pub(super) fn run(mut self, ledger: &Ledger<'_>) -> Result<Done, store::Error> {
        let mut done = Done {
            rows: Members::default(),
            is_changed: false,
            taken: Vec::new(),
        };
        for munged in self.ids(ledger)? {
            let known = ledger.seen(self.file.name(), &munged)?;
            let mut row = Row {
                text: self.rows.text(&munged).map(str::to_owned),
                seen: known.unwrap_or_default(),
                munged,
                is_noted: false,
            };
            let new = match self.file {
                OldFile::Apps => self.app(ledger, &mut row, &mut done),
                OldFile::Tokens => self.token(ledger, &mut row, &mut done),
            }?;
            done.is_changed |= !matches!(new, New::Same);
            match new {
                New::Same => {}
                New::Gone => self.rows.remove(&row.munged),
                New::Text(text) => self.rows.put(&row.munged, text).map_err(unwritable)?,
            }
            if row.is_noted {
                ledger.put_seen(self.file.name(), &row.munged, &row.seen)?;
            }
        }
        done.rows = self.rows;
        Ok(done)
    }

    /// The ids that are looked at: those in the file that can be ids of an app, and those in step.
    fn ids(&self, ledger: &Ledger<'_>) -> Result<BTreeSet<String>, store::Error> {
        let in_file = self.rows.names().take(MOST_ROWS);
        let mut ids: BTreeSet<String> = in_file
            .filter(|munged| app_row::guess(munged).is_some())
            .map(str::to_owned)
            .collect();
        match self.mode {
            Mode::All => ids.extend(ledger.app_ids()?),
            Mode::Auto => {
                ids.extend(ledger.ids_of_rows()?);
                ids.extend(KNOWN_READERS.map(str::to_owned));
            }
            Mode::Off => {}
        }
        Ok(ids)
    }

    fn app(
        &self,
        ledger: &Ledger<'_>,
        row: &mut Row,
        done: &mut Done,
    ) -> Result<New, store::Error> {
        let known = ledger.find_app(&row.munged)?;
        let removed_for = row.seen.removed_for(self.now);
        let is_forgotten = known.is_none() && removed_for.is_none_or(|ago| ago < WRITTEN_BACK);
        let sight = row.seen.sight(&row.print(), self.now);
        let is_news = match sight {
            Sight::Never => true,
            Sight::Newest => known.is_none() && !is_forgotten,
            Sight::Replaced(ago) => !is_forgotten && ago > WRITTEN_BACK,
        };
        if let Some(theirs) = row.app().filter(|_| is_news) {
            let print = row.print();
            done.taken.push((theirs.registration.app.clone(), None));
            take(ledger, known.as_ref(), &theirs, self.now)?;
            row.note(|seen| seen.put(print, self.now));
        } else if known.is_none() {
            return Ok(row.gone_if_seen(self.now));
        }
        let Some(app) = ledger.find_app(&row.munged)? else {
            return Ok(New::Same);
        };
        let registered = app.registration.public.redirect_uri.clone();
        let callback = registered.or_else(|| self.address.redirect_uri(app.id()).ok());
        row.renew(self.now, |members| {
            app_row::put(members, &app, callback.as_deref())
        })
    }

    fn token(
        &self,
        ledger: &Ledger<'_>,
        row: &mut Row,
        done: &mut Done,
    ) -> Result<New, store::Error> {
        let Some(app) = ledger.find_app(&row.munged)? else {
            return Ok(row.gone_if_seen(self.now));
        };
        let mut ours = ledger.find_token(app.id())?;
        if let Some(theirs) = self.news(row) {
            let print = row.print();
            let is_old = |ours: &StoredToken| theirs.is_older_than(ours, self.now);
            if ours.as_ref().is_some_and(is_old) {
                row.note(|seen| seen.put_replaced(print));
            } else if let Some(client) = self.clients.get(&row.munged) {
                let token = theirs.into_token(client.clone(), self.now, self.chance);
                done.taken.push((app.id().clone(), token.times.expires_at));
                ledger.put_token(app.id(), &token)?;
                row.note(|seen| seen.put(print, self.now));
                ours = Some(token);
            } else {
                // Nobody knows whose it is, and it may be newer than ours.
                return Ok(New::Same);
            }
        } else if ours.is_none() {
            return Ok(row.gone_if_seen(self.now));
        }
        match ours.filter(is_of_use) {
            Some(ours) => row.renew(self.now, |members| token_row::put(members, &ours)),
            None => Ok(New::Same),
        }
    }
}

impl Round {
    /// The token in a row, if it was never seen.
    fn news(&self, row: &Row) -> Option<token_row::Row> {
        let text = row.text.as_ref()?;
        let is_news = row.seen.sight(&row.print(), self.now) == Sight::Never;
        token_row::Row::read(text, self.now).filter(|_| is_news)
    }
}

/// A dead login is not put over one that may live.
fn is_of_use(token: &StoredToken) -> bool {
    !matches!(token.health, Health::NeedsLogin(_))
}

/// Takes an app. What a skill has registered stands; then the file only brings the client of the
/// same place.
fn take(
    ledger: &Ledger<'_>,
    known: Option<&App>,
    theirs: &app_row::Row,
    now: f64,
) -> Result<(), store::Error> {
    let munged = theirs.registration.app.munged();
    let place = theirs.registration.public.place();
    if known.is_none() || ledger.is_provisional(&munged)? {
        ledger.put_provisional(&theirs.registration)?;
    } else if known.is_some_and(|app| app.registration.public.place() != place) {
        return Ok(());
    }
    let Some(client) = &theirs.credentials else {
        return Ok(());
    };
    let is_known = known.is_some_and(|app| app.client_id() == Some(client.client_id.as_str()));
    // The Python plugin wrote null over secrets at each start of a skill.
    if is_known && client.client_secret.is_none() {
        return Ok(());
    }
    ledger.put_client((&munged, &place), client, now)
}

/// What becomes of a row.
enum New {
    /// Nothing.
    Same,
    /// It goes.
    Gone,
    /// It says this.
    Text(String),
}

/// A row in its round.
struct Row {
    munged: String,
    text: Option<String>,
    seen: Seen,
    is_noted: bool,
}

impl Row {
    /// The app that the file tells of.
    fn app(&self) -> Option<app_row::Row> {
        app_row::Row::read(&self.munged, self.text.as_ref()?)
    }

    /// The fingerprint of the row in the file.
    fn print(&self) -> String {
        fingerprint(self.text.as_deref().unwrap_or_default())
    }

    /// What becomes of a row that is ours no more: one that once was is good for nobody else.
    fn gone_if_seen(&mut self, now: f64) -> New {
        if self.text.is_none() || self.seen.sight(&self.print(), now) == Sight::Never {
            return New::Same;
        }
        self.note(|seen| seen.remove(now));
        New::Gone
    }

    fn note(&mut self, note: impl FnOnce(&mut Seen)) {
        note(&mut self.seen);
        self.is_noted = true;
    }

    /// The row with ours put in. It is noted before it is written: if that fails, what stands there
    /// counts as replaced, and the next round tries again.
    fn renew(
        &mut self,
        now: f64,
        put: impl FnOnce(&mut Members) -> Result<bool, serde_json::Error>,
    ) -> Result<New, store::Error> {
        let old = self.text.as_deref().map(Members::parse);
        let mut members = old.and_then(Result::ok).unwrap_or_default();
        if !put(&mut members).map_err(unwritable)? {
            return Ok(New::Same);
        }
        let text = members.row();
        self.note(|seen| seen.put(fingerprint(&text), now));
        Ok(New::Text(text))
    }
}

fn unwritable(_: serde_json::Error) -> store::Error {
    store::Error::Unreadable("a row of the old files")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::clock::Clock;
    use crate::entropy::Entropy;
    use crate::store::{KeyPlaces, Store};

    const NOW: f64 = 1_800_000_000.0;
    const ID: &str = "skill_app";

    /// A store, and the two files that rounds are made over.
    struct Desk {
        store: Store,
        apps: Value,
        tokens: Value,
        now: f64,
        _folder: tempfile::TempDir,
    }

    fn app() -> Value {
        json!({
            "client_id": "c", "client_secret": null, "auth_endpoint": "https://p.example/a",
            "token_endpoint": "https://p.example/t", "oauth_service": ID, "scope": null,
            "callback_endpoint": "x", "shell_integration": true,
        })
    }

    fn token(name: &str) -> Value {
        json!({ "access_token": name, "expires_at": NOW + 60.0 })
    }

    impl Desk {
        async fn with(apps: Value, tokens: Value) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let keys = KeyPlaces::new(folder.path(), None);
            let store = store::open(folder.path(), &keys, &Entropy::system()).unwrap();
            let mut desk = Self {
                store,
                apps,
                tokens,
                now: NOW,
                _folder: folder,
            };
            desk.rounds().await;
            desk
        }

        async fn round(&self, file: OldFile, rows: &Value, clients: Clients) -> Done {
            let round = Round {
                file,
                rows: Members::parse(&rows.to_string()).unwrap(),
                mode: Mode::Auto,
                now: self.now,
                chance: 0.5,
                address: Address::new(Some("h".to_owned()), 1, Clock::manual(NOW)),
                clients,
            };
            let done = self.store.with_old_rows(move |ledger| round.run(ledger));
            done.await.unwrap()
        }

        async fn rounds(&mut self) {
            let done = self
                .round(OldFile::Apps, &self.apps, Clients::default())
                .await;
            self.apps = serde_json::from_str(&done.rows.file()).unwrap();
            let row = done
                .rows
                .text(ID)
                .and_then(|row| app_row::Row::read(ID, row));
            let client = row.and_then(|row| row.client());
            let clients = client
                .map(|client| (ID.to_owned(), client))
                .into_iter()
                .collect();
            let done = self
                .round(OldFile::Tokens, &self.tokens, Arc::new(clients))
                .await;
            self.tokens = serde_json::from_str(&done.rows.file()).unwrap();
        }

        async fn forget(&mut self, app_too: bool) {
            let forget = move |ledger: &Ledger<'_>| ledger.forget(ID, app_too);
            self.store.with_old_rows(forget).await.unwrap();
            self.rounds().await;
        }

        async fn stored(&self) -> Option<Value> {
            let app = AppId::new("skill", "app").unwrap();
            let found = self.store.find_token(app).await.unwrap()?;
            Some(found.answer.into_json()["access_token"].clone())
        }
    }

    #[tokio::test]
    async fn a_revoked_token_is_good_for_nobody_else() {
        let mut desk = Desk::with(json!({ ID: app() }), json!({ ID: token("a") })).await;
        assert_eq!(desk.stored().await, Some(json!("a")));
        let before = desk.tokens.clone();
        desk.forget(false).await;
        assert_eq!(
            (&desk.tokens, &desk.apps),
            (&json!({}), &json!({ ID: app() }))
        );
        // Nor is it when someone writes it back, however late.
        desk.tokens = before;
        desk.now += 1e6;
        desk.rounds().await;
        assert_eq!((&desk.tokens, desk.stored().await), (&json!({}), None));
        desk.tokens = json!({ ID: token("b") });
        desk.rounds().await;
        assert_eq!(desk.stored().await, Some(json!("b")));
    }

    #[tokio::test]
    async fn a_forgotten_app_may_come_back_later() {
        let mut desk = Desk::with(json!({ ID: app() }), json!({ ID: token("a") })).await;
        desk.forget(true).await;
        assert_eq!((&desk.tokens, &desk.apps), (&json!({}), &json!({})));
        desk.apps = json!({ ID: app() });
        desk.now += 5.0;
        desk.rounds().await;
        assert_eq!(desk.apps, json!({}), "written back");
        desk.apps = json!({ ID: app() });
        desk.tokens = json!({ ID: token("b") });
        desk.now += 100.0;
        desk.rounds().await;
        assert_eq!(desk.apps, json!({ ID: app() }));
        assert_eq!(desk.stored().await, Some(json!("b")));
    }

    #[tokio::test]
    async fn people_go_back_to_an_old_client() {
        let other = |client: &str| {
            let mut row = app();
            row["client_id"] = client.into();
            json!({ ID: row })
        };
        let mut desk = Desk::with(other("one"), json!({})).await;
        desk.apps = other("two");
        desk.rounds().await;
        desk.apps = other("one");
        desk.now += 5.0;
        desk.rounds().await;
        assert_eq!(desk.apps, other("two"), "written back");
        desk.apps = other("one");
        desk.now += 100.0;
        desk.rounds().await;
        assert_eq!(desk.apps, other("one"));
    }

    #[tokio::test]
    async fn a_token_without_a_client_stays_in_the_file() {
        let mut nobody = app();
        nobody["client_id"] = Value::Null;
        for apps in [
            json!({}),
            json!({ ID: nobody }),
            json!({ ID: {"client_id": "c"} }),
        ] {
            let desk = Desk::with(apps, json!({ ID: token("a") })).await;
            assert_eq!(desk.tokens, json!({ ID: token("a") }));
            assert_eq!(desk.stored().await, None);
        }
        let mut desk = Desk::with(json!({ ID: app() }), json!({ ID: token("a") })).await;
        desk.tokens = json!({ ID: token("b") });
        let done = desk.round(OldFile::Tokens, &desk.tokens, Clients::default());
        assert!(!done.await.is_changed, "it may be newer than ours");
        desk.rounds().await;
        assert_eq!(desk.stored().await, Some(json!("b")));
    }
}
