//! The connection to the message bus: joined, listened to, joined again when it is lost.
//!
//! The loop reads whatever comes at once and never waits for a flow: a bus cuts off clients that
//! lag behind. Requests run beside it and answer through the outbox.

mod backoff;
mod cipher;
mod ear;
mod embedded;
mod link;
mod peer;
#[cfg(any(fuzzing, test))]
mod replay;
mod twin;

use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt};
use tokio::sync::{Notify, Semaphore, mpsc};
use tokio_tungstenite::tungstenite::{self, Message as Packet};

pub use self::backoff::Backoff;
#[cfg(test)]
pub(crate) use self::ear::{CONFIGURATION, SCREEN};
use self::ear::{Ear, Notice};
pub use self::embedded::EmbeddedBus;
pub use self::link::Error as LinkError;
pub(crate) use self::link::Link;
use self::link::Socket;
pub use self::peer::Peer;
#[cfg(any(fuzzing, test))]
pub(crate) use self::replay::hear;
use self::twin::Echoes;
use crate::entropy::Entropy;
use crate::event::Event;
use crate::flow::Flows;
use crate::message::Context;
use crate::outbox::Outgoing;
use crate::stopping::Stopping;

/// Requests at work at once; more are asked to come again.
const AT_WORK: usize = 1024;

/// How long leaving the bus may take.
const FAREWELL: Duration = Duration::from_millis(500);

/// The daemon's side of the bus.
#[derive(Debug)]
pub struct Bus {
    link: Link,
    echoes: Echoes,
    config_changed: Arc<Notify>,
    backoff: Backoff,
    entropy: Entropy,
    flows: Flows,
    mouth: Mouth,
    at_work: Arc<Semaphore>,
}

/// Why a connection ended.
enum Ended {
    /// The bus has gone.
    Lost,
    /// We left.
    Left,
}

impl Bus {
    /// A connection for the requests of `flows` and the messages of `outgoing`.
    #[must_use]
    pub(crate) fn new(
        link: Link,
        backoff: Backoff,
        entropy: Entropy,
        flows: Flows,
        outgoing: mpsc::Receiver<Outgoing>,
    ) -> Self {
        let at_work = Arc::new(Semaphore::new(AT_WORK));
        Self {
            link,
            echoes: Echoes::default(),
            config_changed: Arc::default(),
            backoff,
            entropy,
            flows,
            mouth: Mouth {
                outgoing,
                unsent: None,
            },
            at_work,
        }
    }

    /// Wakes whoever waits for it when the configuration of OVOS has changed.
    #[must_use]
    pub(crate) fn config_changed(&self) -> Arc<Notify> {
        Arc::clone(&self.config_changed)
    }

    /// Stays on the bus until the program stops, for ever if need be.
    pub(crate) async fn run(mut self, stopping: Stopping) {
        let mut attempt = 0;
        for connection in 1_u64.. {
            let socket = tokio::select! {
                socket = self.link.connect() => socket,
                () = stopping.intake.cancelled() => return,
            };
            let ended = match socket {
                Ok(socket) => {
                    tracing::info!(bus = self.link.url(), "joined the bus");
                    attempt = 0;
                    self.converse(socket, connection, &stopping).await
                }
                // A bus that is down for hours is told once, not every minute.
                Err(error) if attempt == 0 => {
                    tracing::warn!(bus = self.link.url(), %error, "the bus is not there, trying again");
                    Ended::Lost
                }
                Err(_) => Ended::Lost,
            };
            if let Ended::Left = ended {
                return;
            }
            let pause = self.backoff.pause(attempt, self.entropy.fraction());
            attempt += 1;
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = stopping.intake.cancelled() => return,
            }
        }
    }

    async fn converse(&mut self, socket: Socket, connection: u64, stopping: &Stopping) -> Ended {
        let (sink, stream) = socket.split();
        // Skills answer by registering: after a restart of the bus they may be new.
        let ping = Event::Ping.into_message(&Context::own()).to_json();
        let mut tongue = Tongue {
            sink,
            link: &self.link,
            echoes: &self.echoes,
        };
        if tongue.say(ping).await.is_err() {
            return Ended::Lost;
        }
        let ear = Ear::new(&self.flows, &self.at_work, connection);
        let notice = Notice {
            link: &self.link,
            echoes: &self.echoes,
            config_changed: &self.config_changed,
        };
        let listening = async move {
            tokio::select! {
                () = ear.listen(stream, &notice) => return,
                () = stopping.intake.cancelled() => {}
            }
            // No new requests, but the answers to the old ones still go out.
            drop(ear);
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = listening => {
                tracing::warn!(bus = self.link.url(), "the bus has gone, joining again");
                Ended::Lost
            }
            ended = self.mouth.speak(tongue, connection, stopping) => ended,
        }
    }
}

/// The writing end of one connection.
struct Tongue<'a> {
    sink: SplitSink<Socket, Packet>,
    link: &'a Link,
    echoes: &'a Echoes,
}

impl Tongue<'_> {
    async fn say(&mut self, text: String) -> Result<(), tungstenite::Error> {
        self.echoes.sent(&text);
        match self.link.seal(text) {
            Some(frame) => self.sink.send(Packet::Text(frame)).await,
            None => Ok(()),
        }
    }
}

/// The speaking side of all connections.
#[derive(Debug)]
struct Mouth {
    outgoing: mpsc::Receiver<Outgoing>,
    /// What a connection broke under: a token is told on the next one.
    unsent: Option<Outgoing>,
}

impl Mouth {
    /// Writes what waits until the connection breaks, or until there is nothing left to say.
    async fn speak(
        &mut self,
        mut tongue: Tongue<'_>,
        connection: u64,
        stopping: &Stopping,
    ) -> Ended {
        while let Some(next) = self.next(stopping).await {
            // Callers match answers by topic alone: one to a question from before the bus
            // restarted would be taken for another's.
            if next
                .connection
                .is_some_and(|answered| answered != connection)
            {
                continue;
            }
            let text = next.message.to_json();
            self.unsent = Some(next);
            if tongue.say(text).await.is_err() {
                return Ended::Lost;
            }
            self.unsent = None;
        }
        // The bus may be stuck; it does not hold us.
        let _ = tokio::time::timeout(FAREWELL, tongue.sink.close()).await;
        Ended::Left
    }

    async fn next(&mut self, stopping: &Stopping) -> Option<Outgoing> {
        if let Some(unsent) = self.unsent.take() {
            return Some(unsent);
        }
        tokio::select! {
            // What waits goes out before we leave.
            biased;
            next = self.outgoing.recv() => next,
            () = stopping.quiet.cancelled() => None,
        }
    }
}
