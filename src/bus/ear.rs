//! The listening side of one connection: questions are taken in as they come, done side by side and
//! answered in their order.
//!
//! Callers match answers by topic alone, so two answers that overtake each other would be taken for
//! each other's. Only what may wait for a server is answered when it is done.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::{FuturesOrdered, SplitStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_tungstenite::tungstenite::Message as Packet;

use super::link::{Link, Socket};
use super::twin::{Echoes, REMEDY};
use crate::flow::{Done, Flows, Question};
use crate::message::Frame;
use crate::outbox::Asker;
use crate::request::Topic;

/// What OVOS says when its configuration has changed.
pub(crate) const CONFIGURATION: [&str; 2] = ["configuration.updated", "configuration.patch"];

/// What the program for screens answers.
pub(crate) const SCREEN: &str = "gui.status.request.response";

/// How long an image keeps its place in the row of answers.
const MOMENT: Duration = Duration::from_millis(250);

/// What an ear needs for everything that is no question.
pub(super) struct Notice<'a> {
    /// How frames are opened.
    pub(super) link: &'a Link,
    /// What came from us.
    pub(super) echoes: &'a Echoes,
    /// Who waits for a change of the configuration.
    pub(super) config_changed: &'a Notify,
}

impl Notice<'_> {
    /// Looks at a message that asks us nothing.
    fn take(&self, kind: &str, text: &str) {
        if CONFIGURATION.contains(&kind) {
            self.config_changed.notify_one();
        } else if self.echoes.is_news_of_a_twin(text) {
            tracing::warn!(topic = kind, "{REMEDY}");
        }
    }
}

/// The listening side. Its worker ends when this is dropped and everything is answered.
pub(super) struct Ear<'a> {
    flows: &'a Flows,
    at_work: &'a Arc<Semaphore>,
    in_order: mpsc::UnboundedSender<Heard>,
    connection: u64,
}

/// A question with its place among those at work.
struct Heard {
    question: Question,
    place: OwnedSemaphorePermit,
}

impl<'a> Ear<'a> {
    pub(super) fn new(flows: &'a Flows, at_work: &'a Arc<Semaphore>, connection: u64) -> Self {
        // Bounded by the places at work.
        let (in_order, heard) = mpsc::unbounded_channel();
        flows.tasks().spawn(answer_in_order(flows.clone(), heard));
        Self {
            flows,
            at_work,
            in_order,
            connection,
        }
    }

    /// Reads until the bus has gone.
    pub(super) async fn listen(&self, mut stream: SplitStream<Socket>, notice: &Notice<'_>) {
        while let Some(packet) = stream.next().await {
            match packet {
                Ok(Packet::Text(text)) => self.hear(text.as_str(), notice).await,
                // One Rust bus sends text in binary frames.
                Ok(Packet::Binary(bytes)) => {
                    self.hear(&String::from_utf8_lossy(&bytes), notice).await;
                }
                Ok(Packet::Close(_)) => return,
                Ok(_) => {}
                Err(error) => {
                    tracing::debug!(%error, "reading from the bus ended");
                    return;
                }
            }
        }
    }

    fn learn_of_screen(&self, frame: &Frame<'_>) {
        let told = frame
            .data()
            .and_then(|data| data.get("connected")?.as_bool());
        if let Some(connected) = told {
            self.flows.screen_is(connected);
        }
    }

    /// Looks at a message and begins what it asks for. Most are for others.
    pub(super) async fn hear(&self, frame: &str, notice: &Notice<'_>) {
        let Some(text) = notice.link.open(frame) else {
            return;
        };
        let Some(frame) = Frame::parse(&text) else {
            return;
        };
        let heard = Topic::find(frame.kind()).filter(|topic| topic.is_heard_on_the_bus());
        let Some(topic) = heard else {
            if frame.kind() == SCREEN {
                self.learn_of_screen(&frame);
            } else {
                notice.take(frame.kind(), &text);
            }
            return;
        };
        let asker = Asker::on_bus(frame.context().unwrap_or_default(), self.connection);
        let question = Question {
            topic,
            data: frame.data(),
            asker,
        };
        let Ok(place) = Arc::clone(self.at_work).try_acquire_owned() else {
            // This waits until the bus has taken what is owed to it.
            return self.flows.tell(Flows::too_many(question)).await;
        };
        let heard = Heard { question, place };
        if may_wait_for_a_server(topic) {
            let flows = self.flows.clone();
            self.flows.tasks().spawn(async move {
                flows.ask(heard.question).await;
                drop(heard.place);
            });
        } else {
            // The worker lasts as long as this end of its queue.
            let _ = self.in_order.send(heard);
        }
    }
}

fn may_wait_for_a_server(topic: Topic) -> bool {
    matches!(
        topic,
        Topic::Refresh
            | Topic::Token
            | Topic::Forward
            | Topic::Revoke
            | Topic::Unregister
            | Topic::SpeakCode
    )
}

/// Does what is asked side by side; answers in order.
async fn answer_in_order(flows: Flows, mut heard: mpsc::UnboundedReceiver<Heard>) {
    let mut at_work = FuturesOrdered::new();
    loop {
        tokio::select! {
            next = heard.recv() => {
                let Some(heard) = next else { break };
                at_work.push_back(consider(flows.clone(), heard));
            }
            Some(considered) = at_work.next() => tell(&flows, considered).await,
        }
    }
    while let Some(considered) = at_work.next().await {
        tell(&flows, considered).await;
    }
}

/// What came of a question; `None` where it is answered by itself.
type Considered = Option<(Done, OwnedSemaphorePermit)>;

/// Considers a question. An image that waits for its server's code leaves the row after a moment, so
/// that it holds up nobody.
async fn consider(flows: Flows, heard: Heard) -> Considered {
    let Heard { question, place } = heard;
    if question.topic != Topic::QrCode {
        return Some((flows.consider(question).await, place));
    }
    let considering = flows.clone();
    let mut work = Box::pin(async move { considering.consider(question).await });
    if let Ok(done) = tokio::time::timeout(MOMENT, &mut work).await {
        return Some((done, place));
    }
    flows.tasks().spawn(async move {
        let done = work.await;
        flows.tell(done).await;
        drop(place);
    });
    None
}

async fn tell(flows: &Flows, considered: Considered) {
    if let Some((done, place)) = considered {
        flows.tell(done).await;
        drop(place);
    }
}
