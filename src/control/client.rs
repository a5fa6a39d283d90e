//! The calling end of the control socket, for the command line.

use std::io;
use std::path::{Path, PathBuf};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Map, Value, json};
use tokio::net::UnixStream;
use tokio_util::codec::{Framed, LinesCodec};

use super::{LONGEST_LINE, socket_path};
use crate::message::Frame;
use crate::request::Topic;

/// A call to the daemon.
#[derive(Debug)]
pub struct Caller {
    lines: Framed<UnixStream, LinesCodec>,
}

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody listens.
    #[error("no phal-oauth is running ({0} does not answer): start it with phal-oauth run")]
    NoDaemon(PathBuf),
    /// The socket belongs to someone else.
    #[error("{0} belongs to another user: call as the user that runs phal-oauth")]
    Forbidden(PathBuf),
    /// The daemon ended during the call.
    #[error("phal-oauth ended during the call")]
    Ended,
}

impl Caller {
    /// Calls the daemon whose socket is in `runtime_dir`.
    pub async fn connect(runtime_dir: &Path) -> Result<Self, Error> {
        let path = socket_path(runtime_dir);
        match UnixStream::connect(&path).await {
            Ok(stream) => {
                // A status of many apps is one long line.
                let codec = LinesCodec::new_with_max_length(1024 * LONGEST_LINE);
                Ok(Self {
                    lines: Framed::new(stream, codec),
                })
            }
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Err(Error::Forbidden(path))
            }
            Err(_) => Err(Error::NoDaemon(path)),
        }
    }

    /// Asks for something.
    pub async fn ask(&mut self, topic: Topic, data: Value) -> Result<(), Error> {
        let line = json!({ "type": topic.as_str(), "data": data }).to_string();
        self.lines.send(line).await.map_err(|_| Error::Ended)
    }

    /// The next answer or event: its topic and data.
    pub async fn next(&mut self) -> Result<(String, Map<String, Value>), Error> {
        loop {
            let line = self
                .lines
                .next()
                .await
                .ok_or(Error::Ended)?
                .map_err(|_| Error::Ended)?;
            if let Some(frame) = Frame::parse(&line)
                && let Some(data) = frame.data()
            {
                return Ok((frame.kind().to_owned(), data));
            }
        }
    }

    /// Asks and waits for the answer; events in between are passed over.
    pub async fn answer(&mut self, topic: Topic, data: Value) -> Result<Map<String, Value>, Error> {
        self.ask(topic, data).await?;
        loop {
            let (kind, data) = self.next().await?;
            if kind == topic.answer() {
                return Ok(data);
            }
        }
    }
}
