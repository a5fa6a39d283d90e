//! A message bus that costs next to nothing: every text goes to every client, the sender included,
//! and a new client is greeted, as by `ovos-messagebus`.
//!
//! `fastbus PORT`, on loopback, any path.

use std::collections::HashMap;
use std::env;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, accept_async_with_config};

const GREETING: &str =
    r#"{"type": "connected", "data": {}, "context": {"session": {"session_id": "default"}}}"#;

/// Who is on the bus.
#[derive(Clone, Default)]
struct Clients(Arc<Mutex<HashMap<u64, UnboundedSender<Message>>>>);

impl Clients {
    fn join(&self, id: u64, client: UnboundedSender<Message>) {
        self.lock().insert(id, client);
    }

    fn leave(&self, id: u64) {
        self.lock().remove(&id);
    }

    fn tell_all(&self, message: &Message) {
        for client in self.lock().values() {
            // A client that has gone is removed by its own task.
            let _ = client.send(message.clone());
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, UnboundedSender<Message>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let port: u16 = env::args().nth(1).context("no port given")?.parse()?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let clients = Clients::default();
    let mut at_work = JoinSet::new();
    for id in 0.. {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        at_work.spawn(serve(stream, id, clients.clone()));
        while at_work.try_join_next().is_some() {}
    }
    Ok(())
}

async fn serve(stream: TcpStream, id: u64, clients: Clients) {
    let config = WebSocketConfig::default().write_buffer_size(0);
    let Ok(socket) = accept_async_with_config(stream, Some(config)).await else {
        return;
    };
    let (out, mut heard) = socket.split();
    let (client, waiting) = unbounded_channel();
    // Its other end is here.
    let _ = client.send(Message::text(GREETING));
    clients.join(id, client);
    let mut writer = JoinSet::new();
    writer.spawn(write(out, waiting));
    while let Some(Ok(frame)) = heard.next().await {
        if frame.is_text() {
            clients.tell_all(&frame);
        }
    }
    clients.leave(id);
}

/// Sends what waits, and flushes once for all of it.
async fn write(
    mut out: SplitSink<WebSocketStream<TcpStream>, Message>,
    mut waiting: UnboundedReceiver<Message>,
) -> Result<(), Error> {
    while let Some(message) = waiting.recv().await {
        out.feed(message).await?;
        while let Ok(message) = waiting.try_recv() {
            out.feed(message).await?;
        }
        out.flush().await?;
    }
    Ok(())
}
