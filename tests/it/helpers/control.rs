//! A caller on the control socket.

use std::path::Path;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

use super::DEADLINE;

/// The owner's way in, as JSON lines.
pub(crate) struct Caller {
    lines: BufReader<UnixStream>,
}

impl Caller {
    /// Joins the daemon of this runtime folder.
    pub(crate) async fn connect(runtime_dir: &Path) -> Self {
        let stream = UnixStream::connect(runtime_dir.join("control.sock")).await;
        Self {
            lines: BufReader::new(stream.unwrap()),
        }
    }

    /// Asks, and waits for this answer among all that is said.
    pub(crate) async fn ask(&mut self, kind: &str, data: &Value) -> Value {
        self.say(kind, data).await;
        self.hear(&format!("{kind}.response")).await
    }

    /// Asks without waiting.
    pub(crate) async fn say(&mut self, kind: &str, data: &Value) {
        let line = format!("{}\n", json!({ "type": kind, "data": data }));
        self.lines.write_all(line.as_bytes()).await.unwrap();
    }

    /// Waits for a message of this topic.
    pub(crate) async fn hear(&mut self, kind: &str) -> Value {
        let heard = tokio::time::timeout(DEADLINE, self.next(kind)).await;
        heard.unwrap_or_else(|_| panic!("nobody said {kind}"))
    }

    async fn next(&mut self, kind: &str) -> Value {
        loop {
            let mut line = String::new();
            self.lines.read_line(&mut line).await.unwrap();
            let frame: Value = serde_json::from_str(&line).unwrap();
            if frame["type"] == kind {
                return frame["data"].clone();
            }
        }
    }
}
