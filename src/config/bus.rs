//! Which bus is joined, and how it is kept from others.

use std::fmt;
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{Error, given};

/// Which bus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BusChoice {
    /// The one at this URL.
    Join(String),
    /// One within the program, on this port.
    Embedded(u16),
}

/// How the bus is kept from others.
#[derive(Clone, Debug, Default)]
pub struct BusSecurity {
    /// The key that every frame is encrypted with, if there is one: 16, 24 or 32 bytes.
    pub secret_key: Option<SecretString>,
    /// Whether frames in clear count although there is a key.
    pub allow_unencrypted: bool,
    /// Certificates that a `wss` bus may show besides the system's, in PEM.
    pub ca_file: Option<PathBuf>,
}

/// The bus's section of `mycroft.conf`.
#[derive(Debug, Deserialize)]
pub(super) struct WebSocket {
    host: String,
    port: u16,
    route: String,
    ssl: bool,
    secret_key: SecretString,
    allow_unencrypted: bool,
}

impl BusSecurity {
    pub(super) fn new(
        bus: WebSocket,
        clear_is_said: bool,
        ca_file: PathBuf,
    ) -> Result<Self, Error> {
        let secret_key = Some(bus.secret_key).filter(|key| !key.expose_secret().is_empty());
        let length = secret_key.as_ref().map(|key| key.expose_secret().len());
        if !matches!(length, None | Some(16 | 24 | 32)) {
            return Err(Error(
                "websocket.secret_key must have 16, 24 or 32 bytes".to_owned(),
            ));
        }
        Ok(Self {
            // Without a word on it, a key means that nothing in clear counts (`ovos-bus-client`).
            allow_unencrypted: secret_key.is_none() || (clear_is_said && bus.allow_unencrypted),
            secret_key,
            ca_file: given(ca_file),
        })
    }
}

/// The port of an embedded bus, the one that skills look for.
const BUS_PORT: u16 = 8181;

impl fmt::Display for BusChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Join(url) => f.write_str(url),
            Self::Embedded(port) => write!(f, "embedded:{port}"),
        }
    }
}

impl BusChoice {
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        if text == "embedded" {
            return Ok(Self::Embedded(BUS_PORT));
        }
        if let Some(port) = text.strip_prefix("embedded:") {
            let port = port
                .parse()
                .map_err(|_| Error(format!("bus: {port} is no port")))?;
            return Ok(Self::Embedded(port));
        }
        match url::Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "ws" | "wss") && url.has_host() => {
                Ok(Self::Join(text.to_owned()))
            }
            _ => Err(Error(format!(
                "bus: {text} is neither ws://host:port/route nor embedded"
            ))),
        }
    }
}

impl WebSocket {
    pub(super) fn url(&self) -> String {
        let scheme = if self.ssl { "wss" } else { "ws" };
        let slash = if self.route.starts_with('/') { "" } else { "/" };
        format!(
            "{scheme}://{}:{}{slash}{}",
            self.host, self.port, self.route
        )
    }
}
