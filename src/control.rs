//! The control socket: the same requests and events as on the bus, as JSON lines to one caller.
//!
//! It is for the owner alone (mode 0600), so it may say what the bus may not: the links that open
//! a login.

mod client;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::net::UnixStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, mpsc};
use tokio_util::codec::{Framed, LinesCodec};
use tokio_util::task::TaskTracker;

pub use self::client::{Caller, Error as CallError};
use crate::flow::{Flows, Question};
use crate::message::{Frame, Message};
use crate::outbox::{Asker, Outbox};
use crate::request::Topic;
use crate::stopping::Stopping;
pub use crate::unix_socket::Error;
use crate::unix_socket::UnixSocket;

/// The socket's name in the runtime folder.
const SOCKET: &str = "control.sock";

/// The longest line that is read, in bytes.
const LONGEST_LINE: usize = 64 * 1024;

/// How long to wait after a connection that was not accepted.
const AFTER_FAILURE: Duration = Duration::from_millis(100);

/// Questions of one caller at work at once, and answers that wait for it.
const WAITING: usize = 64;

/// The listening end.
#[derive(Debug)]
pub struct Control(UnixSocket);

/// The socket's path in a runtime folder.
#[must_use]
pub fn socket_path(runtime_dir: &Path) -> PathBuf {
    runtime_dir.join(SOCKET)
}

impl Control {
    /// Listens in `runtime_dir`, which is made for this user alone.
    pub fn bind(runtime_dir: &Path) -> Result<Self, Error> {
        UnixSocket::bind(socket_path(runtime_dir), 0o600).map(Self)
    }

    /// Serves callers until the program stops.
    pub async fn run(self, flows: Flows, outbox: Outbox, stopping: Stopping) {
        let callers = TaskTracker::new();
        loop {
            let accepted = tokio::select! {
                accepted = self.0.accept() => accepted,
                () = stopping.intake.cancelled() => break,
            };
            match accepted {
                Ok(stream) => {
                    let call = Call {
                        flows: flows.clone(),
                        told: outbox.listen(),
                    };
                    let quiet = stopping.quiet.clone().cancelled_owned();
                    callers.spawn(quiet_or(quiet, call.serve(stream)));
                }
                Err(error) => {
                    // Out of file descriptors, mostly: at once again would be a busy loop.
                    tracing::warn!(%error, "a caller was not accepted");
                    tokio::time::sleep(AFTER_FAILURE).await;
                }
            }
        }
        // Whoever calls now is to hear that nobody is there.
        drop(self);
        callers.close();
        callers.wait().await;
    }
}

/// Serves a caller until all is quiet.
async fn quiet_or(quiet: impl Future<Output = ()>, serving: impl Future<Output = ()>) {
    tokio::select! {
        () = serving => {}
        () = quiet => {}
    }
}

/// One caller.
struct Call {
    flows: Flows,
    told: broadcast::Receiver<Message>,
}

impl Call {
    async fn serve(mut self, stream: UnixStream) {
        let mut lines = Framed::new(stream, LinesCodec::new_with_max_length(LONGEST_LINE));
        let (answers, mut waiting) = mpsc::channel(WAITING);
        let asker = Asker::on_control(answers);
        let places = Arc::new(Semaphore::new(WAITING));
        loop {
            let place = Arc::clone(&places).acquire_owned();
            let message = tokio::select! {
                // A caller that asks more than it reads is not read either.
                (place, line) = async { (place.await, lines.next().await) } => {
                    let (Ok(place), Some(Ok(line))) = (place, line) else { return };
                    self.hear(&line, &asker, place);
                    continue;
                }
                // The asker's own end keeps this channel open.
                Some(answer) = waiting.recv() => answer,
                told = self.told.recv() => match told {
                    Ok(message) => message,
                    // A caller that reads too slowly misses news, but no answer.
                    Err(_) => continue,
                },
            };
            if lines.send(message.to_json()).await.is_err() {
                return;
            }
        }
    }

    fn hear(&self, line: &str, asker: &Asker, place: OwnedSemaphorePermit) {
        let Some(frame) = Frame::parse(line) else {
            return;
        };
        let Some(topic) = Topic::find(frame.kind()) else {
            return;
        };
        let question = Question {
            topic,
            data: frame.data(),
            asker: asker.clone(),
        };
        let flows = self.flows.clone();
        self.flows.tasks().spawn(async move {
            flows.ask(question).await;
            drop(place);
        });
    }
}
