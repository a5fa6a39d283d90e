//! The files that `mycroft.conf` is made of.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// The environment, as far as it names files and folders.
#[derive(Clone, Debug)]
pub struct Environment {
    variables: HashMap<String, OsString>,
    home: PathBuf,
    temp: PathBuf,
    user: u32,
}

impl Environment {
    /// That of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let variables: HashMap<String, OsString> = std::env::vars_os()
            .filter_map(|(key, value)| Some((key.into_string().ok()?, value)))
            .collect();
        let home = std::env::home_dir().unwrap_or_else(|| PathBuf::from("/"));
        let user = rustix::process::geteuid().as_raw();
        Self {
            variables,
            home,
            temp: std::env::temp_dir(),
            user,
        }
    }

    /// A folder of the XDG base directory specification: the variable if it is absolute.
    fn xdg(&self, variable: &str, default: &str) -> PathBuf {
        self.path(variable)
            .unwrap_or_else(|| self.home.join(default))
    }

    fn path(&self, variable: &str) -> Option<PathBuf> {
        self.variables
            .get(variable)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    }

    fn text(&self, variable: &str, default: &str) -> String {
        let set = self
            .variables
            .get(variable)
            .and_then(|value| value.to_str());
        set.filter(|value| !value.is_empty())
            .unwrap_or(default)
            .to_owned()
    }

    pub(super) fn data_dir(&self) -> PathBuf {
        self.xdg("XDG_DATA_HOME", ".local/share").join("phal-oauth")
    }

    pub(super) fn state_dir(&self) -> PathBuf {
        self.xdg("XDG_STATE_HOME", ".local/state")
            .join("phal-oauth")
    }

    pub(super) fn runtime_dir(&self) -> Option<PathBuf> {
        Some(self.path("XDG_RUNTIME_DIR")?.join("phal-oauth"))
    }

    pub(super) fn qr_dir(&self) -> PathBuf {
        self.temp.join(format!("phal-oauth-{}", self.user))
    }

    /// The files, the weakest first: the newer order of `ovos-config`.
    fn files(&self) -> Vec<PathBuf> {
        let base = self.text("OVOS_CONFIG_BASE_FOLDER", "mycroft");
        let file = self.text("OVOS_CONFIG_FILENAME", "mycroft.conf");
        let in_folder = |folder: &str| Path::new(folder).join(&base).join(&file);
        let named = |variable: &str, default: PathBuf| self.path(variable).unwrap_or(default);
        vec![
            named("OVOS_DISTRIBUTION_CONFIG", in_folder("/usr/share")),
            named("MYCROFT_SYSTEM_CONFIG", in_folder("/etc")),
            in_folder("/etc/xdg"),
            self.xdg("XDG_CONFIG_HOME", ".config")
                .join(&base)
                .join(&file),
        ]
    }
}

#[cfg(test)]
impl Environment {
    /// No variables, and this home.
    pub(crate) fn fixed(home: &Path) -> Self {
        let temp = PathBuf::from("/tmp");
        Self {
            variables: HashMap::new(),
            home: home.to_owned(),
            temp,
            user: 1000,
        }
    }
}

/// One file of `mycroft.conf`.
#[derive(Clone, Debug)]
pub struct Layer(Value);

impl Layer {
    /// A file with this content.
    #[must_use]
    pub fn of(content: Value) -> Self {
        Self(content)
    }

    /// What the file says of us: our section, with that of the bus beside it.
    pub(super) fn section(&self, plugin: &str) -> Value {
        let mut section = match self.0.pointer(&format!("/PHAL/{plugin}")) {
            Some(Value::Object(section)) => section.clone(),
            _ => Map::new(),
        };
        // A setting of the bus that is empty falls back on its own.
        if let Some(Value::Object(bus)) = self.0.get("websocket") {
            let set = bus.iter().filter(|(_, value)| !is_falsy(value));
            let set = set
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            section.insert("websocket".to_owned(), Value::Object(set));
        }
        Value::Object(section)
    }
}

fn is_falsy(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Number(number) => number.as_f64() == Some(0.0),
        _ => false,
    }
}

/// Reads the files that are there; a broken one is named and passed over, as OVOS does.
#[must_use]
pub fn read(environment: &Environment) -> Vec<Layer> {
    environment
        .files()
        .iter()
        .filter_map(|path| read_file(path))
        .collect()
}

fn read_file(path: &Path) -> Option<Layer> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "a configuration file is not readable");
            return None;
        }
    };
    match serde_json::from_str(&without_comments(&text)) {
        Ok(content) => Some(Layer(content)),
        // serde_json tells line and column.
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "a configuration file is broken");
            None
        }
    }
}

/// Empties lines that are comments as a whole; the lines stay, so that errors name the right one.
fn without_comments(text: &str) -> String {
    let is_comment = |line: &str| {
        let line = line.trim_start();
        line.starts_with("//") || line.starts_with('#')
    };
    text.lines()
        .map(|line| if is_comment(line) { "" } else { line })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Puts `over` over `under`: objects key by key, everything else whole.
pub(super) fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                merge(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whole_line_comments_are_left_out() {
        let text = "{\n  // a comment\n  # another\n  \"a\": \"http://x\"\n}";
        let value: Value = serde_json::from_str(&without_comments(text)).unwrap();
        assert_eq!(value, json!({"a": "http://x"}));
    }

    #[test]
    fn the_user_file_is_the_strongest() {
        let files = Environment::fixed(Path::new("/home/ovos")).files();
        assert_eq!(
            files.first().unwrap(),
            Path::new("/usr/share/mycroft/mycroft.conf")
        );
        assert_eq!(
            files.last().unwrap(),
            Path::new("/home/ovos/.config/mycroft/mycroft.conf")
        );
    }

    #[test]
    fn a_relative_xdg_variable_does_not_count() {
        let mut environment = Environment::fixed(Path::new("/home/ovos"));
        environment
            .variables
            .insert("XDG_DATA_HOME".to_owned(), "data".into());
        assert_eq!(
            environment.data_dir(),
            Path::new("/home/ovos/.local/share/phal-oauth")
        );
        environment
            .variables
            .insert("XDG_DATA_HOME".to_owned(), "/srv/data".into());
        assert_eq!(environment.data_dir(), Path::new("/srv/data/phal-oauth"));
    }
}
