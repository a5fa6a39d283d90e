//! The settings that a daemon under test is started with.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use phal_oauth::config::{Api, BusChoice, BusSecurity, Config, JsonFiles, JsonPlace, Tls, Voice};
use phal_oauth::server::Paths;
use tempfile::TempDir;

use super::DEADLINE;

/// What a test may choose.
#[derive(Clone, Copy)]
pub(crate) struct Setup {
    pub(crate) reply_within: Duration,
    pub(crate) share_refresh_token: bool,
    pub(crate) token_request_limit: Duration,
    pub(crate) json_files: JsonFiles,
    pub(crate) relay_url: Option<&'static str>,
    pub(crate) voice: Voice,
    pub(crate) advertise_host: &'static str,
    pub(crate) api: ApiReach,
}

/// Who reaches the API.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum ApiReach {
    /// Nobody.
    Off,
    /// Programs of this machine.
    Machine,
    /// The home network, too, with the certificate that the test has put into the state folder.
    Network,
}

impl Setup {
    /// What most tests choose.
    pub(crate) const DEFAULT: Self = Self {
        reply_within: DEADLINE,
        share_refresh_token: false,
        token_request_limit: Duration::from_secs(10),
        json_files: JsonFiles::Auto,
        relay_url: None,
        // Most tests listen for what programs say to each other.
        voice: Voice::Off,
        advertise_host: "127.0.0.1",
        api: ApiReach::Off,
    };
}

impl Default for Setup {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The settings of a daemon in `folder`.
pub(crate) fn config(folder: &TempDir, bus_url: &str, setup: Setup) -> Config {
    let path = |name: &str| folder.path().join(name);
    Config {
        bus: BusChoice::Join(bus_url.to_owned()),
        bus_security: BusSecurity::default(),
        listen: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: 0,
        advertise_host: Some(setup.advertise_host.to_owned()),
        relay_url: setup.relay_url.map(str::to_owned),
        device_name: "Kitchen".to_owned(),
        allowed_hosts: Vec::new(),
        qr_dir: path("qr"),
        data_dir: path("data"),
        state_dir: path("state"),
        credentials_dir: None,
        runtime_dir: path("runtime"),
        json_files: setup.json_files,
        json_place: JsonPlace {
            folder: path("cache/json_database"),
            locks: path(""),
        },
        providers_dir: path("providers"),
        share_refresh_token: setup.share_refresh_token,
        lang: "en-US".to_owned(),
        voice: setup.voice,
        api: api(folder, setup.api),
    }
}

/// The API on any free ports.
fn api(folder: &TempDir, reach: ApiReach) -> Option<Api> {
    let path = |name: &str| folder.path().join(name);
    let tls = Tls {
        listen: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: 0,
        certificate: path("state/api-cert.pem"),
        key: path("state/api-key.pem"),
    };
    (reach != ApiReach::Off).then(|| Api {
        port: 0,
        tls: (reach == ApiReach::Network).then_some(tls),
        socket: path("runtime/api.sock"),
        code_lifetime: 600,
        interval: 5,
        access_lifetime: 3600,
        refresh_lifetime: 90 * 24 * 3600,
        error_page: None,
        paths: Paths::default(),
    })
}
