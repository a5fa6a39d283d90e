//! A message bus within the program, for devices and demos that have none.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio_tungstenite::accept_async;
use tokio_tungstenite::tungstenite::{Message as Packet, Utf8Bytes};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// What the real bus says first (`ovos-messagebus` 0.0.10).
const GREETING: &str =
    r#"{"type":"connected","data":{},"context":{"session":{"session_id":"default"}}}"#;

/// Messages that one client may lag behind before it is cut off, as on the Rust bus.
const LAG: usize = 1024;

/// A bus that passes every text on to all its clients, the sender included.
#[derive(Debug)]
pub struct EmbeddedBus {
    listener: TcpListener,
    address: SocketAddr,
}

impl EmbeddedBus {
    /// Listens on loopback alone: anyone who reaches a bus may read and write all of it.
    pub async fn bind(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        Ok(Self {
            address: listener.local_addr()?,
            listener,
        })
    }

    /// The URL that clients join.
    #[must_use]
    pub fn url(&self) -> String {
        format!("ws://{}/core", self.address)
    }

    /// Serves until it is stopped; then every client is cut off.
    pub async fn run(self, stop: CancellationToken) {
        let clients = TaskTracker::new();
        let (said, _) = broadcast::channel(LAG);
        loop {
            let stream = tokio::select! {
                accepted = self.listener.accept() => accepted,
                () = stop.cancelled() => break,
            };
            match stream {
                Ok((stream, _)) => {
                    clients.spawn(serve(stream, said.clone(), stop.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "a client of the bus was not accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
        clients.close();
        clients.wait().await;
    }
}

async fn serve(stream: TcpStream, said: broadcast::Sender<Utf8Bytes>, stop: CancellationToken) {
    let mut heard = said.subscribe();
    let _ = stream.set_nodelay(true);
    let Ok(socket) = accept_async(stream).await else {
        return;
    };
    let (mut sink, mut stream) = socket.split();
    if sink.send(Packet::text(GREETING)).await.is_err() {
        return;
    }
    loop {
        tokio::select! {
            packet = stream.next() => match packet {
                // Sending fails only without clients, and this one is there.
                Some(Ok(Packet::Text(text))) => drop(said.send(text)),
                Some(Ok(Packet::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {}
            },
            text = heard.recv() => {
                let Ok(text) = text else { return };
                if sink.send(Packet::Text(text)).await.is_err() {
                    return;
                }
            }
            () = stop.cancelled() => return,
        }
    }
}
