//! The connection to the message bus: joined, listened to, joined again when it is lost.
//!
//! The loop reads whatever comes at once and never waits for a flow: a bus cuts off clients that
//! lag behind. Requests run beside it and answer through the outbox.

mod backoff;
mod embedded;
mod peer;

use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};
use tokio_tungstenite::tungstenite::Message as Packet;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

pub use self::backoff::Backoff;
pub use self::embedded::EmbeddedBus;
pub use self::peer::Peer;
use crate::entropy::Entropy;
use crate::event::Event;
use crate::flow::Flows;
use crate::message::{Context, Frame};
use crate::outbox::{Asker, Outgoing};
use crate::refusal::Refusal;
use crate::request::Topic;
use crate::stopping::Stopping;

/// The largest message that is read, in bytes. A bus lets 25 MB pass, and one that is refused here
/// would cost the connection.
const LARGEST: usize = 64 * 1024 * 1024;

/// Requests at work at once; more are asked to come again.
const AT_WORK: usize = 1024;

/// How long leaving the bus may take.
const FAREWELL: Duration = Duration::from_millis(500);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The daemon's side of the bus.
#[derive(Debug)]
pub struct Bus {
    url: String,
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
    /// A connection to `url` (`ws://host:port/route`) for the requests of `flows` and the messages
    /// of `outgoing`.
    #[must_use]
    pub fn new(
        url: String,
        backoff: Backoff,
        entropy: Entropy,
        flows: Flows,
        outgoing: mpsc::Receiver<Outgoing>,
    ) -> Self {
        let at_work = Arc::new(Semaphore::new(AT_WORK));
        Self {
            url,
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

    /// Stays on the bus until the program stops, for ever if need be.
    pub async fn run(mut self, stopping: Stopping) {
        let mut attempt = 0;
        for connection in 1_u64.. {
            let socket = tokio::select! {
                socket = connect(&self.url) => socket,
                () = stopping.intake.cancelled() => return,
            };
            let ended = match socket {
                Ok(socket) => {
                    tracing::info!(bus = self.url, "joined the bus");
                    attempt = 0;
                    self.converse(socket, connection, &stopping).await
                }
                // A bus that is down for hours is told once, not every minute.
                Err(error) if attempt == 0 => {
                    tracing::warn!(bus = self.url, %error, "the bus is not there, trying again");
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
        let (mut sink, stream) = socket.split();
        // Skills answer by registering: after a restart of the bus they may be new.
        let ping = Event::Ping.into_message(&Context::own()).to_json();
        if sink.send(Packet::text(ping)).await.is_err() {
            return Ended::Lost;
        }
        let ear = Ear {
            flows: self.flows.clone(),
            at_work: Arc::clone(&self.at_work),
            connection,
        };
        let listening = async {
            tokio::select! {
                () = ear.listen(stream) => {}
                // No new requests, but the answers to the old ones still go out.
                () = stopping.intake.cancelled() => std::future::pending().await,
            }
        };
        tokio::select! {
            () = listening => {
                tracing::warn!(bus = self.url, "the bus has gone, joining again");
                Ended::Lost
            }
            ended = self.mouth.speak(sink, connection, stopping) => ended,
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
        mut sink: SplitSink<Socket, Packet>,
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
            if sink.send(Packet::text(text)).await.is_err() {
                return Ended::Lost;
            }
            self.unsent = None;
        }
        // The bus may be stuck; it does not hold us.
        let _ = tokio::time::timeout(FAREWELL, sink.close()).await;
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

/// The listening side of one connection.
struct Ear {
    flows: Flows,
    at_work: Arc<Semaphore>,
    connection: u64,
}

impl Ear {
    async fn listen(&self, mut stream: SplitStream<Socket>) {
        while let Some(packet) = stream.next().await {
            match packet {
                Ok(Packet::Text(text)) => self.hear(text.as_str()),
                // One Rust bus sends text in binary frames.
                Ok(Packet::Binary(bytes)) => self.hear(&String::from_utf8_lossy(&bytes)),
                Ok(Packet::Close(_)) => return,
                Ok(_) => {}
                Err(error) => {
                    tracing::debug!(%error, "reading from the bus ended");
                    return;
                }
            }
        }
    }

    /// Looks at a message and begins what it asks for. Most are for others.
    fn hear(&self, text: &str) {
        let Some(frame) = Frame::parse(text) else {
            return;
        };
        let heard = Topic::find(frame.kind()).filter(|topic| topic.is_heard_on_the_bus());
        let Some(topic) = heard else { return };
        let asker = Asker::on_bus(frame.context().unwrap_or_default(), self.connection);
        let Some(data) = frame.data() else {
            return self
                .flows
                .refuse(topic, Refusal::request("data must be an object"), &asker);
        };
        let Ok(place) = Arc::clone(&self.at_work).try_acquire_owned() else {
            let reason = "too many requests at once".to_owned();
            let refusal = Refusal::TemporarilyUnavailable {
                reason,
                retry_after: Some(1),
            };
            return self.flows.refuse(topic, refusal, &asker);
        };
        let flows = self.flows.clone();
        self.flows.tasks().spawn(async move {
            flows.ask(topic, &data, &asker).await;
            drop(place);
        });
    }
}

async fn connect(url: &str) -> Result<Socket, tokio_tungstenite::tungstenite::Error> {
    let config = WebSocketConfig::default()
        .max_message_size(Some(LARGEST))
        .max_frame_size(Some(LARGEST))
        // The default of 128 KiB would be most of an idle daemon's memory.
        .read_buffer_size(16 * 1024)
        .write_buffer_size(0);
    // Answers are small and awaited: without Nagle's algorithm they leave at once.
    let (socket, _) = tokio_tungstenite::connect_async_with_config(url, Some(config), true).await?;
    Ok(socket)
}
