//! The settings: defaults, then the layers of `mycroft.conf`, then environment and flags.

mod layers;

use std::net::IpAddr;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use self::layers::merge;
use crate::manifest::Manifest;

pub use self::layers::{Environment, Layer, read as read_layers};

/// The settings in use.
#[derive(Clone, Debug)]
pub struct Config {
    /// The bus to join.
    pub bus: BusChoice,
    /// Where the pages listen.
    pub listen: IpAddr,
    /// Their port.
    pub port: u16,
    /// The host that phones reach this device by; `None` for the best own address.
    pub advertise_host: Option<String>,
    /// More names that the pages answer to.
    pub allowed_hosts: Vec<String>,
    /// Where QR codes are put.
    pub qr_dir: PathBuf,
    /// Where the database is.
    pub data_dir: PathBuf,
    /// Where its key is.
    pub state_dir: PathBuf,
    /// Where the control socket is.
    pub runtime_dir: PathBuf,
    /// Whether refresh and ID tokens are told on the bus.
    pub share_refresh_token: bool,
}

/// Which bus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BusChoice {
    /// The one at this URL.
    Join(String),
    /// One within the program, on this port.
    Embedded(u16),
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

/// Settings that environment or flags give, before which the files give way.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The bus: a URL, or `embedded`.
    pub bus: Option<String>,
    /// The port of the pages.
    pub port: Option<u16>,
    /// The address that the pages listen on.
    pub listen: Option<IpAddr>,
    /// The host in links.
    pub advertise_host: Option<String>,
    /// The QR code folder.
    pub qr_dir: Option<PathBuf>,
    /// The database's folder.
    pub data_dir: Option<PathBuf>,
    /// The key's folder.
    pub state_dir: Option<PathBuf>,
    /// The control socket's folder.
    pub runtime_dir: Option<PathBuf>,
}

/// Our section of `mycroft.conf`.
#[derive(Debug, Deserialize)]
struct Section {
    port: u16,
    listen: IpAddr,
    advertise_host: String,
    allowed_hosts: Vec<String>,
    qr_dir: PathBuf,
    data_dir: PathBuf,
    state_dir: PathBuf,
    runtime_dir: PathBuf,
    bus: BusSection,
    websocket: WebSocket,
}

#[derive(Debug, Deserialize)]
struct BusSection {
    share_refresh_token: bool,
}

/// The bus's section of `mycroft.conf`.
#[derive(Debug, Deserialize)]
struct WebSocket {
    host: String,
    port: Value,
    route: String,
    ssl: bool,
}

impl Config {
    /// Puts the settings together; a pure function of what it is given.
    pub fn new(
        layers: &[Layer],
        overrides: Overrides,
        environment: &Environment,
    ) -> Result<Self, Error> {
        let manifest = Manifest::embedded().map_err(|error| Error(error.to_string()))?;
        let mut settings = Value::Object(manifest.defaults);
        for layer in layers {
            merge(&mut settings, layer.section(&manifest.plugin.id));
        }
        let section: Section = serde_json::from_value(settings)
            .map_err(|error| Error(format!("the settings of {}: {error}", manifest.plugin.id)))?;
        section.with(overrides, environment)
    }
}

impl Section {
    fn with(self, overrides: Overrides, environment: &Environment) -> Result<Config, Error> {
        let folder = |over: Option<PathBuf>, set: PathBuf, default: PathBuf| {
            over.or(Some(set).filter(|path| !path.as_os_str().is_empty()))
                .unwrap_or(default)
        };
        let state_dir = folder(overrides.state_dir, self.state_dir, environment.state_dir());
        let runtime = environment
            .runtime_dir()
            .unwrap_or_else(|| state_dir.clone());
        let port = overrides.port.unwrap_or(self.port);
        let advertise_host = overrides
            .advertise_host
            .or(Some(self.advertise_host))
            .filter(|host| !host.is_empty());
        if let Some(host) = &advertise_host {
            check_host(host)?;
        }
        Ok(Config {
            bus: match overrides.bus {
                Some(bus) => BusChoice::parse(&bus)?,
                None => BusChoice::Join(self.websocket.url()?),
            },
            listen: overrides.listen.unwrap_or(self.listen),
            port,
            advertise_host,
            allowed_hosts: self.allowed_hosts,
            qr_dir: folder(overrides.qr_dir, self.qr_dir, environment.qr_dir()),
            data_dir: folder(overrides.data_dir, self.data_dir, environment.data_dir()),
            runtime_dir: folder(overrides.runtime_dir, self.runtime_dir, runtime),
            state_dir,
            share_refresh_token: self.bus.share_refresh_token,
        })
    }
}

/// The port of an embedded bus, the one that skills look for.
const BUS_PORT: u16 = 8181;

impl BusChoice {
    fn parse(text: &str) -> Result<Self, Error> {
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
    fn url(&self) -> Result<String, Error> {
        // Old files hold the port as text.
        let port = match &self.port {
            Value::String(text) => text.trim().parse().ok(),
            port => port.as_u64().and_then(|port| u16::try_from(port).ok()),
        };
        let port: u16 = port.ok_or_else(|| Error("websocket.port is no port".to_owned()))?;
        let scheme = if self.ssl { "wss" } else { "ws" };
        let slash = if self.route.starts_with('/') { "" } else { "/" };
        Ok(format!(
            "{scheme}://{}:{port}{slash}{}",
            self.host, self.route
        ))
    }
}

fn check_host(host: &str) -> Result<(), Error> {
    let url = format!("http://{host}:1/");
    match url::Url::parse(&url) {
        Ok(parsed) if parsed.as_str() == url => Ok(()),
        _ => Err(Error(format!(
            "advertise_host: {host} must be a lower-case name or an address, without port"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::*;

    fn config(layers: &[Value], overrides: Overrides) -> Result<Config, Error> {
        let layers: Vec<Layer> = layers.iter().cloned().map(Layer::of).collect();
        Config::new(
            &layers,
            overrides,
            &Environment::fixed(Path::new("/home/ovos")),
        )
    }

    fn ours(section: Value) -> Value {
        json!({"PHAL": {"ovos-PHAL-plugin-oauth": section}})
    }

    #[test]
    fn without_any_file_the_defaults_hold() {
        let config = config(&[], Overrides::default()).unwrap();
        assert_eq!(
            config.bus,
            BusChoice::Join("ws://127.0.0.1:8181/core".to_owned())
        );
        assert_eq!(config.port, 36536);
        assert_eq!(
            config.data_dir,
            Path::new("/home/ovos/.local/share/phal-oauth")
        );
        assert_eq!(
            config.state_dir,
            Path::new("/home/ovos/.local/state/phal-oauth")
        );
        assert_eq!(config.runtime_dir, config.state_dir);
        assert!(!config.share_refresh_token);
    }

    #[test]
    fn later_layers_win_and_flags_win_over_all() {
        let layers = [
            json!({"websocket": {"host": "10.0.0.1", "port": "9000"}, "PHAL": {"other": 1}}),
            ours(json!({"port": 40000, "bus": {"share_refresh_token": true}})),
            ours(json!({"port": 40001, "enabled": false})),
        ];
        let file = config(&layers, Overrides::default()).unwrap();
        assert_eq!(
            file.bus,
            BusChoice::Join("ws://10.0.0.1:9000/core".to_owned())
        );
        assert_eq!(file.port, 40001);
        assert!(file.share_refresh_token);
        let flags = Overrides {
            port: Some(5),
            bus: Some("embedded".to_owned()),
            ..Overrides::default()
        };
        let flagged = config(&layers, flags).unwrap();
        assert_eq!((flagged.port, flagged.bus), (5, BusChoice::Embedded(8181)));
    }

    #[test]
    fn unusable_settings_are_named() {
        let error = config(&[ours(json!({"port": "x"}))], Overrides::default()).unwrap_err();
        assert!(
            error.to_string().contains("ovos-PHAL-plugin-oauth"),
            "{error}"
        );
        let bus = Overrides {
            bus: Some("http://x".to_owned()),
            ..Overrides::default()
        };
        assert!(
            config(&[], bus)
                .unwrap_err()
                .to_string()
                .contains("http://x")
        );
        let host = Overrides {
            advertise_host: Some("a b".to_owned()),
            ..Overrides::default()
        };
        assert!(config(&[], host).unwrap_err().to_string().contains("a b"));
    }

    #[test]
    fn an_empty_websocket_setting_falls_back() {
        let layers = [json!({"websocket": {"host": "", "port": null, "route": "/core"}})];
        let config = config(&layers, Overrides::default()).unwrap();
        assert_eq!(
            config.bus,
            BusChoice::Join("ws://127.0.0.1:8181/core".to_owned())
        );
    }
}
