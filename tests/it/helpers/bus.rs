//! A message bus of one client, which records what that client says and echoes it, as real ones do.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio_tungstenite::tungstenite::Message as Packet;

use super::DEADLINE;

/// The test's end of the bus.
pub(crate) struct FakeBus {
    orders: mpsc::UnboundedSender<Order>,
    record: Arc<Record>,
}

/// A message that the daemon said.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    /// Its place in all that was said.
    pub(crate) index: usize,
    /// The topic.
    pub(crate) kind: String,
    /// The payload.
    pub(crate) data: Value,
    /// The context.
    pub(crate) context: Value,
    was_expected: bool,
}

enum Order {
    Send(Packet),
    Cut,
}

struct Record {
    heard: Mutex<Vec<Heard>>,
    news: watch::Sender<()>,
    is_open: watch::Sender<bool>,
}

impl FakeBus {
    /// A bus on a free port, with its URL.
    pub(crate) fn open() -> (Self, String) {
        let (socket, url) = reserve();
        (Self::listen(socket), url)
    }

    /// A bus on a port that was reserved before.
    pub(crate) fn listen(socket: TcpSocket) -> Self {
        let (orders, given) = mpsc::unbounded_channel();
        let record = Arc::new(Record {
            heard: Mutex::default(),
            news: watch::Sender::new(()),
            is_open: watch::Sender::new(false),
        });
        let listener = socket.listen(16).unwrap();
        tokio::spawn(serve(listener, given, Arc::clone(&record)));
        Self { orders, record }
    }

    /// Says something to the daemon, as a skill behind a bridge would.
    pub(crate) fn send(&self, kind: &str, data: &Value) {
        let context = json!({
            "session": { "session_id": "sat-1" }, "source": "sat", "destination": ["PHAL", "x"],
        });
        self.send_raw(&json!({ "type": kind, "data": data, "context": context }).to_string());
    }

    /// Sends a text frame as it is.
    pub(crate) fn send_raw(&self, text: &str) {
        let _ = self.orders.send(Order::Send(Packet::text(text)));
    }

    /// Sends a binary frame.
    pub(crate) fn send_binary(&self, bytes: &[u8]) {
        let _ = self
            .orders
            .send(Order::Send(Packet::binary(bytes.to_vec())));
    }

    /// Breaks the connection without a word; the next one is taken.
    pub(crate) fn cut(&self) {
        let _ = self.orders.send(Order::Cut);
    }

    /// Waits for the next message of this topic and counts it as expected.
    pub(crate) async fn expect(&self, kind: &str) -> Heard {
        let heard = tokio::time::timeout(DEADLINE, self.next(kind)).await;
        heard.unwrap_or_else(|_| panic!("nobody said {kind}, but: {:#?}", self.unexpected()))
    }

    async fn next(&self, kind: &str) -> Heard {
        let mut news = self.record.news.subscribe();
        loop {
            if let Some(heard) = self.take(kind) {
                return heard;
            }
            news.changed().await.unwrap();
        }
    }

    /// Waits until the daemon has left.
    pub(crate) async fn until_gone(&self) {
        let mut is_open = self.record.is_open.subscribe();
        let gone = is_open.wait_for(|open| !open);
        let _ = tokio::time::timeout(DEADLINE, gone)
            .await
            .expect("the daemon leaves the bus");
    }

    /// All that was said.
    pub(crate) fn all(&self) -> Vec<Heard> {
        self.record.heard.lock().unwrap().clone()
    }

    /// The messages of this topic so far, which count as expected.
    pub(crate) fn heard_by_now(&self, kind: &str) -> Vec<Heard> {
        std::iter::from_fn(|| self.take(kind)).collect()
    }

    /// What was said and not expected.
    pub(crate) fn unexpected(&self) -> Vec<Heard> {
        let heard = self.record.heard.lock().unwrap();
        heard.iter().filter(|h| !h.was_expected).cloned().collect()
    }

    fn take(&self, kind: &str) -> Option<Heard> {
        let is_next = |heard: &&mut Heard| heard.kind == kind && !heard.was_expected;
        let mut all = self.record.heard.lock().unwrap();
        let found = all.iter_mut().find(is_next).map(|heard| {
            heard.was_expected = true;
            heard.clone()
        });
        drop(all);
        found
    }
}

/// A port that nobody else takes and where nobody listens, with the bus URL on it.
pub(crate) fn reserve() -> (TcpSocket, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let url = format!("ws://{}/core", socket.local_addr().unwrap());
    (socket, url)
}

async fn serve(
    listener: TcpListener,
    mut orders: mpsc::UnboundedReceiver<Order>,
    record: Arc<Record>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        stream.set_nodelay(true).unwrap();
        record.is_open.send_replace(true);
        converse(stream, &mut orders, &record).await;
        record.is_open.send_replace(false);
    }
}

async fn converse(stream: TcpStream, orders: &mut mpsc::UnboundedReceiver<Order>, record: &Record) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else {
        return;
    };
    let greeting = r#"{"type":"connected","data":{},"context":{}}"#;
    let _ = socket.send(Packet::text(greeting)).await;
    loop {
        let outgoing = tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Send(packet)) => packet,
                Some(Order::Cut) | None => return,
            },
            packet = socket.next() => match packet {
                Some(Ok(Packet::Text(text))) => {
                    record.note(text.as_str());
                    Packet::Text(text)
                }
                Some(Ok(Packet::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => continue,
            },
        };
        // A daemon that has left hears nothing, but what it said before may still be on its way.
        let _ = socket.send(outgoing).await;
    }
}

impl Record {
    fn note(&self, text: &str) {
        let frame: Value = serde_json::from_str(text).unwrap();
        let mut heard = self.heard.lock().unwrap();
        let index = heard.len();
        heard.push(Heard {
            index,
            kind: frame["type"].as_str().unwrap().to_owned(),
            data: frame["data"].clone(),
            context: frame["context"].clone(),
            was_expected: false,
        });
        drop(heard);
        self.news.send_replace(());
    }
}
