//! The two JSON files of the Python plugin, which other programs read and write: kept in step with
//! the store.
//!
//! The store is the owner. What others write is taken into it, and what changes there is written
//! to the files, for the ids that stand in them or are known to be looked for. A row or file that
//! goes away takes nothing with it, and is written again.

mod app_row;
mod file;
mod lock;
mod members;
mod place;
mod round;
mod token_row;
mod visit;
mod watch;

use std::io;
use std::time::Duration;

use serde::Deserialize;
use tokio::sync::{mpsc, oneshot};

use self::file::Mark;
pub use self::place::Place;
use self::round::Clients;
use self::watch::Watch;
use crate::address::Address;
use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::event::Event;
use crate::message::Context;
use crate::outbox::Outbox;
use crate::stopping::Stopping;
use crate::store::{self, Store};

/// How long the lock of a file is waited for: a holder may hang.
const PATIENCE: Duration = Duration::from_secs(10);

/// The same while others wait for us: at start, at the end, and before a refresh.
const LITTLE_PATIENCE: Duration = Duration::from_millis(500);

/// How long news of the store are collected before they are written.
const SETTLES: Duration = Duration::from_millis(50);

/// How long a file stays away that went away, in seconds: who empties the cache is not disturbed.
const STAYS_AWAY: f64 = 60.0;

/// How long a file must have been broken before it is moved aside, in seconds: someone may be
/// writing it.
const STAYS_BROKEN: f64 = 2.0;

/// When a file that we wrote is looked at again, in seconds, whether there was news or not.
const LOOKS_AGAIN: f64 = 1.0;

/// When the files are looked at in any case, in seconds.
const LOOKS_ANYWAY: f64 = 60.0;

/// Which apps are kept in step with the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Those whose ids stand in the files, or are known to be looked for there.
    #[default]
    Auto,
    /// Every app.
    All,
    /// None: the files are neither read nor written.
    Off,
}

/// What the files are kept in step with.
#[derive(Debug)]
pub(crate) struct Parts {
    /// Which apps.
    pub(crate) mode: Mode,
    /// Where the files are.
    pub(crate) place: Place,
    /// What is kept.
    pub(crate) store: Store,
    /// The way out.
    pub(crate) outbox: Outbox,
    /// The time.
    pub(crate) clock: Clock,
    /// Chance.
    pub(crate) entropy: Entropy,
    /// Where callbacks go.
    pub(crate) address: Address,
}

/// The files, and what is remembered of them.
#[derive(Debug)]
pub(crate) struct OldFiles {
    parts: Parts,
    wishes: mpsc::Receiver<oneshot::Sender<()>>,
    /// Tells what changes in the store.
    stored: tokio::sync::watch::Receiver<()>,
    apps: Memory,
    tokens: Memory,
    clients: Clients,
    /// Whether the store has news for the files.
    has_news: bool,
    patience: Duration,
}

/// A way to have the files looked at now; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct CatchUp(Option<mpsc::Sender<oneshot::Sender<()>>>);

/// What is remembered of a file.
#[derive(Debug, Default)]
struct Memory {
    /// What it was when all in it was known; `None` when that is not so any more.
    mark: Option<Mark>,
    is_there: bool,
    away_since: Option<f64>,
    broken: Option<(Mark, f64)>,
    /// Whether someone else wrote it while we decided what to write.
    was_beaten: bool,
    complaint: Option<String>,
}

/// Why a round was not done.
#[derive(Debug, thiserror::Error)]
enum Error {
    /// A file could not be used.
    #[error("{}", said(.0))]
    File(#[from] io::Error),
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] store::Error),
}

fn said(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::TimedOut {
        "another program holds its lock and does not let go".to_owned()
    } else {
        error.to_string()
    }
}

impl CatchUp {
    /// Where the files are left alone.
    pub(crate) fn none() -> Self {
        Self(None)
    }

    /// Returns when what others have written is in the store, as far as that can be told soon.
    pub(crate) async fn wait(&self) {
        let Some(wishes) = &self.0 else { return };
        let (done, is_done) = oneshot::channel();
        // A part that has ended, or is long at work, is not waited for.
        let caught_up = async {
            if wishes.send(done).await.is_ok() {
                let _ = is_done.await;
            }
        };
        let _ = tokio::time::timeout(LITTLE_PATIENCE, caught_up).await;
    }
}

impl OldFiles {
    /// Takes what stands in the files. `None` if they are left alone.
    pub(crate) async fn open(parts: Parts) -> (Option<Self>, CatchUp) {
        if parts.mode == Mode::Off {
            return (None, CatchUp::none());
        }
        let (wish, wishes) = mpsc::channel(16);
        let stored = parts.store.watch_rows();
        let mut files = Self {
            parts,
            wishes,
            stored,
            apps: Memory::default(),
            tokens: Memory::default(),
            clients: Clients::default(),
            has_news: true,
            patience: LITTLE_PATIENCE,
        };
        // Nobody is on the bus yet who would hear of it.
        files.look().await;
        files.patience = PATIENCE;
        (Some(files), CatchUp(Some(wish)))
    }

    /// Keeps the files in step until the end.
    pub(crate) async fn run(mut self, stopping: Stopping) {
        let mut watch = Watch::new(self.parts.place.clone());
        let mut waiting: Vec<oneshot::Sender<()>> = Vec::new();
        loop {
            // Watched first, so that nothing is missed in between.
            watch.follow();
            // A wish may have come first.
            self.has_news |= self.stored.has_changed().unwrap_or(false);
            self.stored.mark_unchanged();
            let looked = tokio::select! {
                again = self.look_and_tell() => Some(again),
                () = stopping.quiet.cancelled() => None,
            };
            for done in waiting.drain(..) {
                let _ = done.send(());
            }
            let Some(again) = looked else { break };
            tokio::select! {
                () = stopping.quiet.cancelled() => break,
                () = watch.changed() => {}
                Ok(()) = self.stored.changed() => {
                    self.has_news = true;
                    // Skills register one after another: one round does for all of them.
                    tokio::select! {
                        () = tokio::time::sleep(SETTLES) => {}
                        () = stopping.quiet.cancelled() => break,
                        Some(done) = self.wishes.recv() => waiting.push(done),
                    }
                }
                Some(done) = self.wishes.recv() => waiting.push(done),
                () = self.parts.clock.sleep_towards(again) => {}
            }
        }
        self.has_news = true;
        self.patience = LITTLE_PATIENCE;
        let _ = tokio::time::timeout(LITTLE_PATIENCE, self.look()).await;
    }

    /// Looks at both files, and tells the tokens that were taken from them. Returns when to look again.
    async fn look_and_tell(&mut self) -> f64 {
        let (again, taken) = self.look().await;
        for (app, expires_at) in taken {
            let news = Event::TokenRefreshed { app, expires_at };
            self.parts.outbox.emit(news, &Context::own());
        }
        again
    }
}
