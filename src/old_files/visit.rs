//! One look at the files: what was found, what follows, and when to look again.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::oneshot;

use super::file::{Content, Mark, Opened};
use super::members::Members;
use super::place::OldFile;
use super::round::{Clients, Done, Round};
use super::{
    Error, LOOKS_AGAIN, LOOKS_ANYWAY, Memory, OldFiles, STAYS_AWAY, STAYS_BROKEN, app_row,
};
use crate::id::AppId;

/// Tokens that were taken from a file, with when they end.
pub(super) type Taken = Vec<(AppId, Option<f64>)>;

/// A file as it was found, if there is something to do about it.
enum Found {
    /// All in it is known.
    Known,
    /// It is better left alone until then.
    Later(f64),
    /// Its rows; none where it is not there or cannot be read.
    Rows(Members),
}

impl OldFiles {
    /// Looks at both files. Returns when to look again, and the tokens that were taken.
    pub(super) async fn look(&mut self) -> (f64, Taken) {
        let mut again = self.parts.clock.now() + LOOKS_ANYWAY;
        let mut taken = Taken::new();
        for file in OldFile::BOTH {
            match self.visit(file, &mut taken).await {
                Ok(at) => {
                    again = at.map_or(again, |at| at.min(again));
                    self.memory(file).complaint = None;
                }
                Err(error) => self.complain(file, &error),
            }
        }
        self.has_news = false;
        (again, taken)
    }

    fn memory(&mut self, file: OldFile) -> &mut Memory {
        match file {
            OldFile::Apps => &mut self.apps,
            OldFile::Tokens => &mut self.tokens,
        }
    }

    /// Tells what is wrong, once.
    fn complain(&mut self, file: OldFile, error: &Error) {
        let path = self.parts.place.path(file);
        let complaint = error.to_string();
        let memory = self.memory(file);
        memory.mark = None;
        if memory.complaint.as_ref() != Some(&complaint) {
            tracing::warn!(
                file = %path.display(),
                "an old JSON file was not kept in step: {complaint}"
            );
            memory.complaint = Some(complaint);
        }
    }

    /// Looks at one file. Returns when to look again, if that is soon.
    async fn visit(&mut self, file: OldFile, taken: &mut Taken) -> Result<Option<f64>, Error> {
        let (place, patience) = (self.parts.place.clone(), self.patience);
        // Who was beaten once holds the lock until it has written.
        let hold = std::mem::take(&mut self.memory(file).was_beaten);
        let mut opened = apart(move || Opened::look(&place, file, patience, hold)).await?;
        let now = self.parts.clock.now();
        let rows = match self.found(file, &mut opened, now) {
            Found::Known => return Ok(None),
            Found::Later(at) => return Ok(Some(at)),
            Found::Rows(rows) => rows,
        };
        let mark = opened.mark;
        let done = self.round(file, rows, now).await?;
        if file == OldFile::Apps {
            self.clients = clients(&done.rows);
        }
        if done.is_changed || !done.taken.is_empty() {
            // A token may belong to an app that came just now, and an app to a token.
            self.apps.mark = None;
            self.tokens.mark = None;
        }
        for (app, _) in &done.taken {
            tracing::info!(app.id = %app, file = file.name(), "taken from an old JSON file");
        }
        if !done.taken.is_empty() {
            self.parts.store.note_due_change();
        }
        if file == OldFile::Tokens {
            taken.extend(done.taken);
        }
        if done.is_changed {
            let Some(mark) = self.write(file, opened, done.rows, now).await? else {
                self.memory(file).was_beaten = true;
                return Ok(Some(now));
            };
            self.memory(file).mark = Some(mark);
            Ok(Some(now + LOOKS_AGAIN))
        } else {
            self.memory(file).mark = Some(mark);
            Ok(None)
        }
    }

    /// Whether there is something to do about a file.
    fn found(&mut self, file: OldFile, opened: &mut Opened, now: f64) -> Found {
        let has_news = self.has_news;
        let path = self.parts.place.path(file);
        let memory = self.memory(file);
        match &mut opened.content {
            Content::Absent => {
                if std::mem::take(&mut memory.is_there) {
                    memory.away_since = Some(now);
                }
                match memory.away_since {
                    Some(since) if !has_news && now < since + STAYS_AWAY => {
                        Found::Later(since + STAYS_AWAY)
                    }
                    _ if !has_news && memory.mark == Some(Mark::Absent) => Found::Known,
                    _ => Found::Rows(Members::default()),
                }
            }
            Content::Broken(why) => {
                memory.is_there = true;
                let since = match memory.broken {
                    Some((mark, since)) if mark == opened.mark => since,
                    _ => {
                        tracing::warn!(file = %path.display(), "an old JSON file cannot be read: {why}");
                        memory.broken = Some((opened.mark, now));
                        now
                    }
                };
                if now < since + STAYS_BROKEN {
                    return Found::Later(since + STAYS_BROKEN);
                }
                if !has_news && memory.mark == Some(opened.mark) {
                    return Found::Known;
                }
                Found::Rows(Members::default())
            }
            Content::Rows(rows) => {
                memory.is_there = true;
                memory.away_since = None;
                memory.broken = None;
                if !has_news && memory.mark == Some(opened.mark) {
                    return Found::Known;
                }
                Found::Rows(std::mem::take(rows))
            }
        }
    }

    async fn round(&mut self, file: OldFile, rows: Members, now: f64) -> Result<Done, Error> {
        let round = Round {
            file,
            rows,
            mode: self.parts.mode,
            now,
            chance: self.parts.entropy.fraction(),
            address: self.parts.address.clone(),
            clients: Arc::clone(&self.clients),
        };
        let done = self
            .parts
            .store
            .with_old_rows(move |ledger| round.run(ledger));
        Ok(done.await?)
    }

    /// Writes a file. `None` if someone else was quicker.
    async fn write(
        &mut self,
        file: OldFile,
        opened: Opened,
        rows: Members,
        now: f64,
    ) -> Result<Option<Mark>, Error> {
        let (place, patience) = (self.parts.place.clone(), self.patience);
        let written = apart(move || {
            let opened = opened.locked(&place, file, patience)?;
            opened.map(|opened| opened.write(&rows, now)).transpose()
        })
        .await?;
        let Some((mark, aside)) = written else {
            return Ok(None);
        };
        let path = self.parts.place.path(file);
        if let Some(aside) = aside {
            tell_aside(&path, &aside);
        }
        let memory = self.memory(file);
        memory.is_there = true;
        memory.away_since = None;
        tracing::debug!(file = %path.display(), "old JSON file written");
        Ok(Some(mark))
    }
}

fn tell_aside(path: &Path, aside: &Path) {
    tracing::warn!(
        file = %path.display(),
        moved_to = %aside.display(),
        "an old JSON file could not be read: it was moved aside and written anew"
    );
}

/// The clients of the apps in the app file.
fn clients(rows: &Members) -> Clients {
    let client = |munged: &str| {
        let row = app_row::Row::read(munged, rows.text(munged)?)?;
        Some((munged.to_owned(), row.client()?))
    };
    Arc::new(rows.names().filter_map(client).collect::<HashMap<_, _>>())
}

/// Does blocking work on a thread of its own, which the end of the program does not wait for.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let (done, is_done) = oneshot::channel();
    std::thread::Builder::new()
        .name("old files".to_owned())
        .spawn(move || {
            // Who asked may have gone.
            let _ = done.send(work());
        })?;
    is_done
        .await
        .unwrap_or_else(|_panicked| Err(io::Error::other("it went wrong, see the log")))
}
