//! The settings with where each came from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde_json::{Map, Value};

/// Keys of our section that are others' to read: PHAL's own switch, which people set to silence the
/// Python plugin.
const FOREIGN: [&str; 1] = ["enabled"];

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `plugin.toml`.
    Default,
    /// A file of `mycroft.conf`.
    File(PathBuf),
    /// A flag or its environment variable.
    Given(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Given(flag) => write!(f, "{flag} or its environment variable"),
        }
    }
}

/// A value with where it came from.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The value.
    pub value: Value,
    /// Where it came from.
    pub origin: Origin,
}

/// Every setting by its path, such as `websocket.port`.
#[derive(Clone, Debug)]
pub struct Settings(BTreeMap<String, Setting>);

impl Settings {
    /// The defaults; only what stands here is a setting.
    #[must_use]
    pub(super) fn defaults(defaults: &Map<String, Value>) -> Self {
        let setting = |value| Setting {
            value,
            origin: Origin::Default,
        };
        let leaves = leaves(defaults).into_iter();
        Self(leaves.map(|(path, value)| (path, setting(value))).collect())
    }

    /// Puts a layer's section over what stands; returns the paths that are no settings.
    pub(super) fn put(
        &mut self,
        section: &Map<String, Value>,
        origin: &Origin,
    ) -> Result<Vec<String>, String> {
        let mut unknown = Vec::new();
        // People write null for "as it was".
        for (path, value) in leaves(section)
            .into_iter()
            .filter(|(_, value)| !value.is_null())
        {
            if self.0.contains_key(&path) {
                self.set(&path, value, origin.clone())?;
            } else if self.is_section(&path) {
                let found = kind(&value);
                return Err(format!(
                    "{path} ({origin}) must be an object with settings of its own, not {found}"
                ));
            } else if !path.starts_with("websocket.") && !FOREIGN.contains(&path.as_str()) {
                unknown.push(path);
            }
        }
        Ok(unknown)
    }

    /// Whether settings stand below this path.
    fn is_section(&self, path: &str) -> bool {
        let is_below = |known: &String| {
            let rest = known.strip_prefix(path);
            rest.is_some_and(|rest| rest.starts_with('.'))
        };
        self.0.keys().any(is_below)
    }

    /// Sets one value, which must be of the default's kind.
    pub(super) fn set(&mut self, path: &str, value: Value, origin: Origin) -> Result<(), String> {
        let Some(setting) = self.0.get_mut(path) else {
            return Ok(());
        };
        let wanted = kind(&setting.value);
        // Old files hold the bus's port as text.
        let value = match &value {
            Value::String(text) if wanted == "a number" => {
                text.trim().parse::<u64>().map_or(value, Value::from)
            }
            _ => value,
        };
        if kind(&value) != wanted {
            // Never the value: it may be a secret in the wrong place.
            let found = kind(&value);
            return Err(format!("{path} ({origin}) must be {wanted}, not {found}"));
        }
        *setting = Setting { value, origin };
        Ok(())
    }

    /// Every setting, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Setting)> {
        self.0
            .iter()
            .map(|(path, setting)| (path.as_str(), setting))
    }

    /// What a setting is.
    #[must_use]
    pub fn value(&self, path: &str) -> Option<&Value> {
        self.0.get(path).map(|setting| &setting.value)
    }

    /// Where a setting came from; a path that is none counts as a default.
    #[must_use]
    pub fn origin(&self, path: &str) -> &Origin {
        self.0
            .get(path)
            .map_or(&Origin::Default, |setting| &setting.origin)
    }

    /// The settings as the nested object that they came from.
    pub(super) fn nested(&self) -> Value {
        let mut nested = Map::new();
        for (path, setting) in &self.0 {
            insert(&mut nested, path, setting.value.clone());
        }
        Value::Object(nested)
    }
}

fn insert(under: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            under.insert(path.to_owned(), value);
        }
        Some((first, rest)) => {
            let entry = under
                .entry(first)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = entry {
                insert(inner, rest, value);
            }
        }
    }
}

/// The values that are no objects, by path.
fn leaves(under: &Map<String, Value>) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for (key, value) in under {
        match value {
            Value::Object(inner) => {
                let inner = leaves(inner).into_iter();
                found.extend(inner.map(|(path, value)| (format!("{key}.{path}"), value)));
            }
            value => found.push((key.clone(), value.clone())),
        }
    }
    found
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
