//! A plain client of the bus, such as the demo's example skill.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Map, Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message as Packet;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::message::Frame;

/// A client that asks and waits.
#[derive(Debug)]
pub struct Peer {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

/// Why a client did not hear what it waited for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The bus was not reached or has gone.
    #[error("the bus has gone")]
    Gone(#[from] tokio_tungstenite::tungstenite::Error),
    /// The bus closed the connection.
    #[error("the bus closed the connection")]
    Closed,
    /// Nothing came in time.
    #[error("nobody said {0} in time")]
    Late(String),
}

impl Peer {
    /// Joins the bus at `url`.
    pub async fn join(url: &str) -> Result<Self, Error> {
        let (socket, _) = connect_async(url).await?;
        Ok(Self { socket })
    }

    /// Says something.
    pub async fn say(&mut self, kind: &str, data: Value) -> Result<(), Error> {
        let context = json!({ "session": { "session_id": "default" } });
        let message = json!({ "type": kind, "data": data, "context": context });
        Ok(self.socket.send(Packet::text(message.to_string())).await?)
    }

    /// Waits for a message of one of these topics; returns its topic and data.
    pub async fn hear(
        &mut self,
        kinds: &[&str],
        within: Duration,
    ) -> Result<(String, Map<String, Value>), Error> {
        tokio::time::timeout(within, self.next_of(kinds))
            .await
            .map_err(|_| Error::Late(kinds.join(" or ")))?
    }

    async fn next_of(&mut self, kinds: &[&str]) -> Result<(String, Map<String, Value>), Error> {
        while let Some(packet) = self.socket.next().await {
            let Packet::Text(text) = packet? else {
                continue;
            };
            let Some(frame) = Frame::parse(text.as_str()) else {
                continue;
            };
            if kinds.contains(&frame.kind()) {
                return Ok((frame.kind().to_owned(), frame.data().unwrap_or_default()));
            }
        }
        Err(Error::Closed)
    }
}
