//! The embedded manifest, `plugin.toml`: identity, default settings, topics.

use serde::Deserialize;
use serde_json::{Map, Value};

/// The plugin's id, by which OVOS knows it; a test holds it against the manifest.
pub(crate) const PLUGIN: &str = "ovos-PHAL-plugin-oauth";

/// The text that the program is built with.
const MANIFEST: &str = include_str!("../plugin.toml");

/// The manifest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Who the plugin is.
    pub plugin: Plugin,
    /// The default settings, in the shape of our section of `mycroft.conf`, with the bus's own
    /// section beside it.
    pub defaults: Map<String, Value>,
    /// The messages of the bus.
    pub topics: Topics,
}

/// Who the plugin is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plugin {
    /// The key under `PHAL` in `mycroft.conf`.
    pub id: String,
    /// The program.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it is for.
    pub description: String,
}

/// The messages of the bus.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topics {
    /// What is heard.
    pub hears: Vec<String>,
    /// What is said.
    pub says: Vec<String>,
}

impl Manifest {
    /// Reads the embedded manifest.
    pub fn embedded() -> Result<Self, toml::de::Error> {
        toml::from_str(MANIFEST)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::event::Event;
    use crate::request::Topic;

    #[test]
    fn the_topics_are_those_of_the_program() {
        let topics = Manifest::embedded().unwrap().topics;
        let bus = || {
            Topic::ALL
                .iter()
                .filter(|topic| topic.is_heard_on_the_bus())
        };
        let mut hears: BTreeSet<&str> = bus().map(|topic| topic.as_str()).collect();
        hears.extend(crate::bus::CONFIGURATION);
        hears.insert(crate::bus::SCREEN);
        let mut says: BTreeSet<&str> = bus().map(|topic| topic.answer()).collect();
        says.extend(Event::TOPICS);
        says.insert("ovos.shell.oauth.start.authentication");
        assert_eq!(
            topics
                .hears
                .iter()
                .map(String::as_str)
                .collect::<BTreeSet<_>>(),
            hears
        );
        assert_eq!(
            topics
                .says
                .iter()
                .map(String::as_str)
                .collect::<BTreeSet<_>>(),
            says
        );
    }

    #[test]
    fn the_version_is_that_of_the_crate() {
        let plugin = Manifest::embedded().unwrap().plugin;
        assert_eq!(plugin.version, env!("CARGO_PKG_VERSION"));
        assert_eq!(plugin.id, PLUGIN);
        assert_eq!(plugin.name, env!("CARGO_PKG_NAME"));
    }
}
