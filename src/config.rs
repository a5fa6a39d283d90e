//! The settings: defaults, then the layers of `mycroft.conf`, then environment and flags.

mod api;
mod bus;
mod environment;
mod layers;
mod settings;

use std::net::IpAddr;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

use self::api::ApiSection;
pub use self::api::{Api, Tls};
use self::bus::WebSocket;
pub use self::bus::{BusChoice, BusSecurity};
pub use self::environment::Environment;
pub(crate) use self::layers::without_comments;
pub use self::layers::{Layer, read as read_layers};
pub use self::settings::{Origin, Setting, Settings};
use crate::endpoint;
use crate::manifest::Manifest;
pub use crate::old_files::{Mode as JsonFiles, Place as JsonPlace};
use crate::store::KeyPlaces;

/// The settings in use.
#[derive(Clone, Debug)]
pub struct Config {
    /// The bus to join.
    pub bus: BusChoice,
    /// How the bus is kept from others.
    pub bus_security: BusSecurity,
    /// Where the pages listen.
    pub listen: IpAddr,
    /// Their port.
    pub port: u16,
    /// The host that phones reach this device by; `None` for the best own address.
    pub advertise_host: Option<String>,
    /// More names that the pages answer to.
    pub allowed_hosts: Vec<String>,
    /// The address of the relay page, exactly as it is registered at providers.
    pub relay_url: Option<String>,
    /// What pages call this device.
    pub device_name: String,
    /// Where QR codes are put.
    pub qr_dir: PathBuf,
    /// Where the database is.
    pub data_dir: PathBuf,
    /// Where its key is.
    pub state_dir: PathBuf,
    /// Where systemd puts its credentials; a key there counts before that in the state folder.
    pub credentials_dir: Option<PathBuf>,
    /// Where the control socket is.
    pub runtime_dir: PathBuf,
    /// Which apps are kept in step with the JSON files of the Python plugin.
    pub json_files: JsonFiles,
    /// Where those files are.
    pub json_place: JsonPlace,
    /// Where the user's presets are.
    pub providers_dir: PathBuf,
    /// Whether refresh and ID tokens are told on the bus.
    pub share_refresh_token: bool,
    /// The tag of the language of who does not say theirs.
    pub lang: String,
    /// Whether people are told by voice of logins that wait.
    pub voice: Voice,
    /// The API for programs beside the bus; `None` where it is off.
    pub api: Option<Api>,
}

/// Whether people are told by voice of logins that wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// Where no screen is connected; where one is, a notification tells it.
    Auto,
    /// With a screen, too.
    On,
    /// Nothing is said but what somebody asks for.
    Off,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

/// What was found: the settings in use, where each came from, and what was passed over.
#[derive(Debug)]
pub struct Found {
    /// The settings in use.
    pub config: Config,
    /// Each with its origin.
    pub settings: Settings,
    /// A sentence for each key that is no setting.
    pub unknown: Vec<String>,
}

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
    /// Whether the API is off, whatever its settings are: for what is to help in making them right.
    pub is_api_off: bool,
}

/// Our section of `mycroft.conf`, with the bus's beside it.
#[derive(Debug, Deserialize)]
struct Section {
    port: u16,
    listen: IpAddr,
    advertise_host: String,
    allowed_hosts: Vec<String>,
    relay_url: String,
    device_name: String,
    qr_dir: PathBuf,
    data_dir: PathBuf,
    state_dir: PathBuf,
    runtime_dir: PathBuf,
    json_files: String,
    lang: String,
    voice: String,
    api: ApiSection,
    bus: BusSection,
    websocket: WebSocket,
}

#[derive(Debug, Deserialize)]
struct BusSection {
    share_refresh_token: bool,
    ca_file: PathBuf,
}

impl Config {
    /// Puts the settings together; a pure function of what it is given.
    pub fn find(
        layers: &[Layer],
        overrides: Overrides,
        environment: &Environment,
    ) -> Result<Found, Error> {
        let manifest = Manifest::embedded().map_err(|error| Error(error.to_string()))?;
        let plugin = &manifest.plugin.id;
        let mut settings = Settings::defaults(&manifest.defaults);
        let mut unknown = Vec::new();
        for layer in layers {
            let origin = Origin::File(layer.path().to_owned());
            let strange = settings
                .put(&layer.section(plugin), &origin)
                .map_err(Error)?;
            let named = strange.into_iter().map(|path| {
                format!("{origin}: {path} is no setting of {plugin}, see phal-oauth config")
            });
            unknown.extend(named);
        }
        let bus = overrides.bus.clone();
        overrides.put(&mut settings).map_err(Error)?;
        settle_paths(&mut settings, environment)?;
        let section: Section = serde_json::from_value(settings.nested())
            .map_err(|error| Error(format!("the settings of {plugin}: {error}")))?;
        let is_said = *settings.origin("websocket.allow_unencrypted") != Origin::Default;
        let config = section.with(bus, is_said, environment)?;
        Ok(Found {
            config,
            settings,
            unknown,
        })
    }
}

impl Config {
    /// Where the database's key is looked for.
    #[must_use]
    pub(crate) fn keys(&self) -> KeyPlaces {
        KeyPlaces::new(&self.state_dir, self.credentials_dir.as_deref())
    }
}

impl Overrides {
    fn put(self, settings: &mut Settings) -> Result<(), String> {
        let path = |path: Option<PathBuf>| path.map(|path| path.to_string_lossy().into_owned());
        let given: [(&str, &'static str, Option<Value>); 8] = [
            (
                "api.enabled",
                "this command",
                self.is_api_off.then_some(Value::Bool(false)),
            ),
            ("port", "--port", self.port.map(Value::from)),
            (
                "listen",
                "--listen",
                self.listen.map(|ip| ip.to_string().into()),
            ),
            (
                "advertise_host",
                "--advertise-host",
                self.advertise_host.map(Value::from),
            ),
            ("qr_dir", "--qr-dir", path(self.qr_dir).map(Value::from)),
            (
                "data_dir",
                "--data-dir",
                path(self.data_dir).map(Value::from),
            ),
            (
                "state_dir",
                "--state-dir",
                path(self.state_dir).map(Value::from),
            ),
            (
                "runtime_dir",
                "--runtime-dir",
                path(self.runtime_dir).map(Value::from),
            ),
        ];
        for (path, flag, value) in given {
            if let Some(value) = value {
                settings.set(path, value, Origin::Given(flag))?;
            }
        }
        Ok(())
    }
}

impl Section {
    fn with(
        self,
        bus: Option<String>,
        clear_is_said: bool,
        environment: &Environment,
    ) -> Result<Config, Error> {
        let folder = |set: PathBuf, default: PathBuf| given(set).unwrap_or(default);
        let state_dir = folder(self.state_dir, environment.state_dir());
        let runtime = environment
            .runtime_dir()
            .unwrap_or_else(|| state_dir.clone());
        let advertise_host = Some(self.advertise_host).filter(|host| !host.is_empty());
        if let Some(host) = &advertise_host {
            check_host(host)?;
        }
        let runtime_dir = folder(self.runtime_dir, runtime);
        Ok(Config {
            api: self.api.with(self.port, &runtime_dir)?,
            bus: match bus {
                Some(bus) => BusChoice::parse(&bus)?,
                None => BusChoice::Join(self.websocket.url()),
            },
            bus_security: BusSecurity::new(self.websocket, clear_is_said, self.bus.ca_file)?,
            listen: self.listen,
            port: self.port,
            advertise_host,
            allowed_hosts: self.allowed_hosts,
            relay_url: relay_url(self.relay_url)?,
            device_name: device_name(&self.device_name),
            qr_dir: folder(self.qr_dir, environment.qr_dir()),
            data_dir: folder(self.data_dir, environment.data_dir()),
            runtime_dir,
            state_dir,
            credentials_dir: environment.path("CREDENTIALS_DIRECTORY"),
            json_files: json_files(self.json_files)?,
            json_place: environment.json_place(),
            providers_dir: environment.providers_dir(),
            share_refresh_token: self.bus.share_refresh_token,
            lang: self.lang,
            voice: voice(self.voice)?,
        })
    }
}

/// The settings that are paths of files and folders.
const PATHS: [&str; 8] = [
    "qr_dir",
    "data_dir",
    "state_dir",
    "runtime_dir",
    "bus.ca_file",
    "api.socket",
    "api.tls_cert",
    "api.tls_key",
];

/// Gives paths in files their one meaning: a relative one would be another in each folder that the
/// program is started from, and with it another database.
fn settle_paths(settings: &mut Settings, environment: &Environment) -> Result<(), Error> {
    for name in PATHS {
        let origin = settings.origin(name).clone();
        let text = settings.value(name).and_then(Value::as_str);
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            continue;
        };
        let path = environment.expanded(text);
        if path.is_relative() && matches!(origin, Origin::File(_)) {
            return Err(Error(format!(
                "{name} ({origin}): {text} must be a whole path, or begin with ~/"
            )));
        }
        let path = path.to_string_lossy().into_owned();
        settings.set(name, path.into(), origin).map_err(Error)?;
    }
    Ok(())
}

fn given(path: PathBuf) -> Option<PathBuf> {
    Some(path).filter(|path| !path.as_os_str().is_empty())
}

fn json_files(word: String) -> Result<JsonFiles, Error> {
    let wrong = format!("json_files: {word} must be auto, all or off");
    serde_json::from_value(Value::String(word)).map_err(|_| Error(wrong))
}

/// The relay page must be reached by https, but for one on this machine, which tests have.
fn relay_url(told: String) -> Result<Option<String>, Error> {
    if told.is_empty() {
        return Ok(None);
    }
    let url = url::Url::parse(&told).ok();
    let is_own = |url: &url::Url| {
        let host = url.host();
        url.scheme() == "http" && host.is_some_and(|host| endpoint::is_loopback(&host))
    };
    let is_fit = url.is_some_and(|url| {
        let is_plain = url.query().is_none() && url.fragment().is_none();
        is_plain && url.username().is_empty() && (url.scheme() == "https" || is_own(&url))
    });
    if is_fit {
        return Ok(Some(told));
    }
    Err(Error(format!(
        "relay_url: {told} must be an https address without a query, see phal-oauth relay"
    )))
}

/// What people know the device by: what is set, else the machine's name.
fn device_name(told: &str) -> String {
    let told: String = told.chars().filter(|c| !c.is_control()).take(64).collect();
    if !told.trim().is_empty() {
        return told.trim().to_owned();
    }
    let machine = rustix::system::uname();
    let name = machine.nodename().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

fn voice(word: String) -> Result<Voice, Error> {
    let wrong = format!("voice: {word} must be auto, on or off");
    serde_json::from_value(Value::String(word)).map_err(|_| Error(wrong))
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
#[expect(
    clippy::needless_pass_by_value,
    reason = "json! literals read better without &"
)]
mod tests {
    use std::path::Path;

    use secrecy::ExposeSecret;
    use serde_json::json;

    use super::*;

    fn found(layers: &[Value], overrides: Overrides) -> Result<Found, Error> {
        let layer = |content: &Value| Layer::of(Path::new("/etc/mycroft.conf"), content.clone());
        let layers: Vec<Layer> = layers.iter().map(layer).collect();
        Config::find(
            &layers,
            overrides,
            &Environment::fixed(Path::new("/home/ovos")),
        )
    }

    fn config(layers: &[Value], overrides: Overrides) -> Result<Config, Error> {
        found(layers, overrides).map(|found| found.config)
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
        assert_eq!(config.json_files, JsonFiles::Auto);
        assert_eq!(
            config.json_place.folder,
            Path::new("/home/ovos/.cache/mycroft/json_database")
        );
        assert!(!config.share_refresh_token);
        assert!(config.bus_security.secret_key.is_none() && config.bus_security.allow_unencrypted);
    }

    #[test]
    fn a_path_means_the_same_wherever_the_program_is_started() {
        let set = |section: Value, flags| config(&[ours(section)], flags);
        let home = set(json!({"data_dir": "~/tokens"}), Overrides::default()).unwrap();
        assert_eq!(home.data_dir, Path::new("/home/ovos/tokens"));
        for section in [
            json!({"data_dir": "tokens"}),
            json!({"qr_dir": "./qr"}),
            json!({"bus": {"ca_file": "ca.pem"}}),
        ] {
            let error = set(section, Overrides::default()).unwrap_err().to_string();
            assert!(error.contains("whole path"), "{error}");
        }
        // Who types a flag knows where that is.
        let flags = Overrides {
            data_dir: Some("tokens".into()),
            ..Overrides::default()
        };
        let typed = set(json!({"data_dir": "/elsewhere"}), flags).unwrap();
        assert_eq!(typed.data_dir, Path::new("tokens"));
    }

    #[test]
    fn a_section_that_is_none_is_refused() {
        for section in [json!({"api": true}), json!({"bus": "embedded"})] {
            let error = config(&[ours(section)], Overrides::default());
            let error = error.unwrap_err().to_string();
            assert!(error.contains("settings of its own"), "{error}");
        }
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
        let flagged = found(&layers, flags).unwrap();
        assert_eq!(
            (flagged.config.port, flagged.config.bus),
            (5, BusChoice::Embedded(8181))
        );
        assert_eq!(*flagged.settings.origin("port"), Origin::Given("--port"));
    }

    #[test]
    fn unusable_settings_are_named_with_their_file() {
        let error = config(&[ours(json!({"port": "x"}))], Overrides::default()).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("port (/etc/mycroft.conf) must be a number"),
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
        let word = config(&[ours(json!({"voice": "loud"}))], Overrides::default());
        assert!(word.unwrap_err().to_string().contains("auto, on or off"));
        let word = config(&[ours(json!({"json_files": "some"}))], Overrides::default());
        assert!(word.unwrap_err().to_string().contains("auto, all or off"));
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_not_repeated() {
        let layer = json!({"websocket": {"secret_key": 1_234_567_890_123_456_u64}});
        let error = config(&[layer], Overrides::default())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("must be a text, not a number") && !error.contains("12345"),
            "{error}"
        );
        assert!(config(&[ours(json!({"port": null}))], Overrides::default()).is_ok());
    }

    #[test]
    fn keys_that_are_no_settings_are_named() {
        let layers = [
            ours(json!({"prot": 1, "enabled": true, "bus": {"x": 1}})),
            json!({"websocket": {"ssl_cert": "x"}}),
        ];
        let unknown = found(&layers, Overrides::default())
            .unwrap()
            .unknown
            .join("\n");
        assert!(
            unknown.contains("prot") && unknown.contains("bus.x"),
            "{unknown}"
        );
        assert!(
            !unknown.contains("enabled") && !unknown.contains("ssl_cert"),
            "{unknown}"
        );
    }

    #[test]
    fn an_empty_setting_of_the_bus_falls_back() {
        let layers = [json!({"websocket": {"host": "", "port": null, "route": "/core"}})];
        let config = config(&layers, Overrides::default()).unwrap();
        assert_eq!(
            config.bus,
            BusChoice::Join("ws://127.0.0.1:8181/core".to_owned())
        );
    }

    #[test]
    fn the_language_is_that_of_ovos() {
        let lang = |layers: &[Value]| config(layers, Overrides::default()).unwrap().lang;
        assert_eq!(lang(&[]), "en-US");
        assert_eq!(lang(&[json!({"lang": "de-at"})]), "de-at");
        assert_eq!(lang(&[json!({"lang": 7})]), "en-US");
        let both = json!({"lang": "en-us", "PHAL": {"ovos-PHAL-plugin-oauth": {"lang": "de"}}});
        assert_eq!(lang(&[both]), "de");
    }

    #[test]
    fn a_key_shuts_out_frames_in_clear_unless_told_otherwise() {
        let security = |bus: Value| {
            config(&[json!({ "websocket": bus })], Overrides::default()).map(|c| c.bus_security)
        };
        let keyed = security(json!({"secret_key": "0123456789abcdef"})).unwrap();
        assert_eq!(
            keyed.secret_key.unwrap().expose_secret(),
            "0123456789abcdef"
        );
        assert!(!keyed.allow_unencrypted);
        let both = json!({"secret_key": "0123456789abcdef", "allow_unencrypted": true});
        assert!(security(both).unwrap().allow_unencrypted);
        assert!(security(json!({"secret_key": "short"})).is_err());
    }

    #[test]
    fn every_setting_stands_in_the_readme() {
        let readme = include_str!("../README.md");
        let settings = found(&[], Overrides::default()).unwrap().settings;
        // The bus's own section is named there by its keys.
        let ours = settings.iter().map(|(path, _)| path);
        for path in ours.filter(|path| !path.starts_with("websocket.")) {
            let group = path.rsplit_once('.').map(|(group, _)| group);
            let is_named = readme.contains(&format!("`{path}`"))
                || group.is_some_and(|group| readme.contains(&format!("`{group}.*`")));
            assert!(is_named, "{path}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_section_is_used_or_named(key in "[a-z_]{1,12}", text in "\\PC{0,20}", number in proptest::num::i64::ANY) {
            for value in [json!(text), json!(number), json!(null), json!([text]), json!({&key: number})] {
                for path in [key.as_str(), "port", "listen", "bus", "api", "allowed_hosts", "advertise_host"] {
                    if let Err(error) = found(&[ours(json!({ path: value }))], Overrides::default()) {
                        proptest::prop_assert!(!error.to_string().is_empty());
                    }
                }
            }
        }
    }
}
