//! The one door out: where events become messages for the bus and the control socket.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::{broadcast, mpsc};

use crate::answer::Answer;
use crate::event::Event;
use crate::message::{Context, Message};

/// Messages that wait for the bus; a fuller queue means that the bus is gone, and old news is of
/// no use to anyone.
const WAITING: usize = 1024;

/// Events that one slow listener on the control socket may lag behind.
const LAG: usize = 64;

/// How long an answer waits for its place in the queue.
const PATIENCE: Duration = Duration::from_secs(1);

/// Who asked, so that the answer reaches them.
#[derive(Clone, Debug)]
pub struct Asker {
    context: Context,
    origin: Origin,
}

#[derive(Clone, Debug)]
enum Origin {
    /// This connection to the bus; its answers are stray ones on any later connection.
    Bus(u64),
    /// A caller on the control socket.
    Control(mpsc::Sender<Message>),
}

impl Asker {
    /// Someone on the bus, while its `connection` lasts.
    #[must_use]
    pub fn on_bus(context: Context, connection: u64) -> Self {
        Self {
            context,
            origin: Origin::Bus(connection),
        }
    }

    /// A caller on the control socket.
    #[must_use]
    pub fn on_control(answers: mpsc::Sender<Message>) -> Self {
        Self {
            context: Context::own(),
            origin: Origin::Control(answers),
        }
    }

    /// Whether the question came over the bus.
    #[must_use]
    pub fn is_on_bus(&self) -> bool {
        matches!(self.origin, Origin::Bus(_))
    }

    /// The context of the question.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }
}

/// A message on its way to the bus.
#[derive(Debug)]
pub struct Outgoing {
    /// The message.
    pub message: Message,
    /// The connection that it answers; `None` for what anyone may hear at any time.
    pub connection: Option<u64>,
}

/// The sender's end; cheap to clone.
#[derive(Clone, Debug)]
pub struct Outbox {
    bus: mpsc::Sender<Outgoing>,
    /// Whether the bus has not taken anything for as long as we are patient.
    is_stuck: Arc<AtomicBool>,
    told: broadcast::Sender<Message>,
}

impl Outbox {
    /// An outbox with the end that the bus connection reads.
    #[must_use]
    pub fn new() -> (Self, mpsc::Receiver<Outgoing>) {
        let (bus, waiting) = mpsc::channel(WAITING);
        let (told, _) = broadcast::channel(LAG);
        (
            Self {
                bus,
                told,
                is_stuck: Arc::default(),
            },
            waiting,
        )
    }

    /// Says something that answers no request, in the context of who asked for the login.
    pub fn emit(&self, event: Event, context: &Context) {
        let message = event.into_message(context);
        // An error means that nobody listens on the control socket, which is the usual case.
        let _ = self.told.send(message.clone());
        self.queue(Outgoing {
            message,
            connection: None,
        });
    }

    /// Answers a request. Waits a moment where the bus is slow: an answer is owed.
    pub async fn answer(&self, answer: Answer, asker: &Asker) {
        let message = answer.into_message(&asker.context);
        let topic = message.kind.clone();
        let sent = match &asker.origin {
            Origin::Bus(connection) => {
                let connection = Some(*connection);
                let outgoing = Outgoing {
                    message,
                    connection,
                };
                self.send(outgoing).await
            }
            Origin::Control(answers) => answers.send_timeout(message, PATIENCE).await.is_ok(),
        };
        if !sent {
            tracing::warn!(topic, "an answer found nobody to take it");
        }
    }

    /// Waits for a place in the queue, once: while the bus stays stuck nobody else waits for it.
    async fn send(&self, outgoing: Outgoing) -> bool {
        let patience = if self.is_stuck.load(Ordering::Relaxed) {
            Duration::ZERO
        } else {
            PATIENCE
        };
        let is_sent = self.bus.send_timeout(outgoing, patience).await.is_ok();
        self.is_stuck.store(!is_sent, Ordering::Relaxed);
        is_sent
    }

    /// What is said from now on, for a listener on the control socket.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Message> {
        self.told.subscribe()
    }

    fn queue(&self, outgoing: Outgoing) {
        if let Err(mpsc::error::TrySendError::Full(dropped)) = self.bus.try_send(outgoing) {
            tracing::warn!(
                topic = dropped.message.kind,
                "the bus is too far behind: message dropped"
            );
        }
    }
}
