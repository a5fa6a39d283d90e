//! The floor: what the same bus and the same client cost when nothing has to be done.
//!
//! `echo BUS_PORT [quickack]` answers each `bench.echo` with `bench.echo.response`, the same data
//! and context; with `quickack` it acknowledges what it reads at once.

use std::env;

use anyhow::Context;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let port: u16 = env::args().nth(1).context("no port given")?.parse()?;
    let is_prompt = env::args().nth(2).as_deref() == Some("quickack");
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let url = format!("ws://127.0.0.1:{port}/core");
    let (mut bus, _) = client_async(&url, stream).await?;
    while let Some(frame) = bus.next().await {
        if is_prompt {
            // Holds for one read only.
            bus.get_ref().set_quickack(true)?;
        }
        let Message::Text(text) = frame? else {
            continue;
        };
        let message: Value = serde_json::from_str(&text)?;
        if message["type"] == "bench.echo" {
            let answer = json!({
                "type": "bench.echo.response",
                "data": message["data"],
                "context": message["context"],
            });
            bus.send(Message::text(answer.to_string())).await?;
        }
    }
    Ok(())
}
