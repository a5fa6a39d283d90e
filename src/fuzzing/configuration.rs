//! Any bytes as a file of `mycroft.conf`, and as our section of it.

use std::fs;
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::is_alike;
use crate::config::{Config, Environment, Found, Layer, Origin, Overrides, read_layers};
use crate::manifest::Manifest;

/// What is put into the bus's section as its key; too short to be one, so that it is complained of.
const HUSH: &str = "hush/hush";

/// A home with files of `mycroft.conf`, and nothing of this machine's.
struct Home {
    folder: TempDir,
    plugin: String,
}

thread_local! {
    static HOME: Home = Home::new();
}

/// A file is read or named with its fault, in one line. Settings that are used print and read back;
/// what cannot be used is named, but no key of the bus with it.
pub fn configuration(bytes: &[u8]) {
    HOME.with(|home| {
        for file in ["mycroft.conf", "mycroft.yaml"] {
            let environment = home.with_user_file(file, bytes);
            let (layers, problems) = read_layers(&environment);
            check_problems(bytes, &problems);
            assert_eq!(layers.len() + problems.len(), 1, "a file is used or named");
            for layer in &layers {
                home.check_found(layer);
            }
        }
        home.check_as_system_file(bytes);
        if let Ok(section) = serde_json::from_slice::<Value>(bytes) {
            let plugin = &home.plugin;
            let ours = json!({"websocket": section, "PHAL": {plugin: section}});
            home.check_found(&Layer::of(Path::new("/etc/mycroft.conf"), ours));
        }
    });
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(".config/fuzzed")).unwrap();
        let plugin = Manifest::embedded().unwrap().plugin.id;
        Self { folder, plugin }
    }

    /// The environment of this home where `mycroft.conf` is called `file`.
    fn environment(&self, file: &str) -> Environment {
        let mut environment = Environment::fixed(self.folder.path());
        environment.set("OVOS_CONFIG_BASE_FOLDER", "fuzzed");
        environment.set("OVOS_CONFIG_FILENAME", file);
        environment
    }

    fn with_user_file(&self, file: &str, bytes: &[u8]) -> Environment {
        fs::write(self.user_file(file), bytes).unwrap();
        self.environment(file)
    }

    fn user_file(&self, file: &str) -> PathBuf {
        self.folder.path().join(".config/fuzzed").join(file)
    }

    /// The administrator's file may keep keys of the person's, and add none to it.
    fn check_as_system_file(&self, bytes: &[u8]) {
        let user =
            json!({"PHAL": {&self.plugin: {"port": 1, "bus": {"share_refresh_token": true}}}});
        let mut environment = self.with_user_file("mycroft.conf", user.to_string().as_bytes());
        let system = self.folder.path().join("system.conf");
        fs::write(&system, bytes).unwrap();
        environment.set("MYCROFT_SYSTEM_CONFIG", system.to_str().unwrap());
        let (layers, problems) = read_layers(&environment);
        check_problems(bytes, &problems);
        let user_file = self.user_file("mycroft.conf");
        if let Some(of_user) = layers.iter().find(|layer| layer.path() == user_file) {
            let found = find(std::slice::from_ref(of_user));
            let port = found.unwrap_or_else(|error| panic!("{error}")).config.port;
            assert!(port == 1 || port == 36536);
        }
    }

    fn check_found(&self, layer: &Layer) {
        match find(std::slice::from_ref(layer)) {
            Ok(found) => self.check_used(&found),
            Err(error) => return assert!(!error.is_empty()),
        }
        let bus = json!({"websocket": {"secret_key": HUSH}});
        let keyed = Layer::of(Path::new("/home/ovos/mycroft.conf"), bus);
        let error = find(&[layer.clone(), keyed]).unwrap_err();
        assert!(
            error.contains("secret_key") && !error.contains(HUSH),
            "{error}"
        );
    }

    /// What is used, written down as a file says the same.
    fn check_used(&self, found: &Found) {
        let mut ours = json!({});
        let mut bus = Map::new();
        let set = found.settings.iter();
        for (path, setting) in set.filter(|(_, setting)| setting.origin != Origin::Default) {
            let value = setting.value.clone();
            match path.split_once('.') {
                Some(("websocket", key)) => drop(bus.insert(key.to_owned(), value)),
                Some((section, key)) => match key.split_once('.') {
                    Some((inner, key)) => ours[section][inner][key] = value,
                    None => ours[section][key] = value,
                },
                None => ours[path] = value,
            }
        }
        let printed = json!({"websocket": bus, "PHAL": {&self.plugin: ours}}).to_string();
        let environment = self.with_user_file("printed.conf", printed.as_bytes());
        let (layers, problems) = read_layers(&environment);
        assert!(problems.is_empty(), "{problems:?}");
        let again = find(&layers).unwrap_or_else(|error| panic!("{error} {printed}"));
        assert!(again.unknown.is_empty(), "{:?}", again.unknown);
        assert_eq!(format!("{:?}", again.config), format!("{:?}", found.config));
        let key = |found: &Found| {
            let key = found.config.bus_security.secret_key.as_ref();
            key.map(|key| key.expose_secret().to_owned())
        };
        assert_eq!(key(&again), key(found));
        assert!(matches!(
            key(found).map(|key| key.len()),
            None | Some(16 | 24 | 32)
        ));
        let value = |found: &Found| -> Value {
            let all = found.settings.iter();
            all.map(|(path, setting)| (path.to_owned(), setting.value.clone()))
                .collect()
        };
        assert!(is_alike(&value(&again), &value(found)));
    }
}

/// Faults are told in one line each, and none repeats what the file holds.
fn check_problems(bytes: &[u8], problems: &[String]) {
    for problem in problems {
        assert!(!problem.chars().any(char::is_control), "{problem:?}");
        // Only seeds hold it, as their secret.
        assert!(
            !problem.contains(HUSH),
            "{problem} {}",
            String::from_utf8_lossy(bytes)
        );
    }
}

fn find(layers: &[Layer]) -> Result<Found, String> {
    let environment = Environment::fixed(Path::new("/home/ovos"));
    Config::find(layers, Overrides::default(), &environment).map_err(|error| error.to_string())
}
