//! Texts with variables, such as `{base}/oauth/token`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::Url;

use super::Preset;
use crate::endpoint;
use crate::field::text;
use crate::refusal::Refusal;

/// The variable that is an address.
pub(super) const BASE: &str = "base";

/// The longest word that a variable may be.
const LONGEST_WORD: usize = 128;

/// What the variables of a preset stand for.
#[derive(Debug, Default)]
pub(super) struct Values(BTreeMap<String, String>);

impl Values {
    /// The values of a registration: `base_url`, and the map `variables`; defaults for the rest.
    pub(super) fn read(
        preset: &Preset,
        id: &str,
        fields: &Map<String, Value>,
    ) -> Result<Self, Refusal> {
        let told = match fields.get("variables") {
            None | Some(Value::Null) => &Map::new(),
            Some(Value::Object(told)) => told,
            Some(_) => return Err(Refusal::request("variables must be an object")),
        };
        if let Some(name) = told
            .keys()
            .find(|name| !preset.variables.contains_key(*name))
        {
            let name: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
            return Err(Refusal::request(format!(
                "the provider {id} has no variable {name}"
            )));
        }
        let mut values = BTreeMap::new();
        for (name, variable) in &preset.variables {
            let (field, told) = if name == BASE {
                ("base_url".to_owned(), text(fields, "base_url")?)
            } else {
                (format!("variables.{name}"), text(told, name)?)
            };
            // What is not known yet is asked for on the phone.
            let Some(value) = told.or_else(|| variable.default.clone()) else {
                continue;
            };
            values.insert(name.clone(), checked(name, &field, &value)?);
        }
        Ok(Self(values))
    }

    /// The values where nothing is told: defaults, and what `other` gives for the rest.
    pub(super) fn defaults(preset: &Preset, other: impl Fn(&str) -> Option<String>) -> Self {
        let variables = preset.variables.iter();
        let values = variables.filter_map(|(name, variable)| {
            let value = variable.default.clone().or_else(|| other(name))?;
            Some((name.clone(), value))
        });
        Self(values.collect())
    }

    /// The values that a registration has; defaults for the rest.
    pub(super) fn told(
        preset: &Preset,
        base_url: Option<&str>,
        variables: &BTreeMap<String, String>,
    ) -> Self {
        let mut values = Self::defaults(preset, |_| None);
        let base = base_url.map(|base| (BASE.to_owned(), base.to_owned()));
        values.0.extend(variables.clone().into_iter().chain(base));
        values
    }

    /// The address in `{base}`, as it was checked.
    pub(super) fn base(&self) -> Option<&str> {
        self.0.get(BASE).map(String::as_str)
    }

    /// The text with every variable replaced; `None` where one has no value.
    pub(super) fn expand(&self, template: &str) -> Option<String> {
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            text.push_str(before);
            // The client is known when a request is made.
            if name == "client_id" {
                text.push_str("{client_id}");
            } else {
                text.push_str(self.0.get(name)?);
            }
            rest = after;
        }
        text.push_str(rest);
        Some(text)
    }
}

/// A value that cannot turn the text around it into another address.
pub(super) fn checked(name: &str, field: &str, value: &str) -> Result<String, Refusal> {
    if name != BASE {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
        let is_word = (1..=LONGEST_WORD).contains(&value.len()) && value.bytes().all(is_plain);
        // Dots alone would climb in a path.
        return if is_word && value.contains(|c| c != '.') {
            Ok(value.to_owned())
        } else {
            Err(Refusal::request(format!(
                "{field} must be a word of A-Z a-z 0-9 . _ -"
            )))
        };
    }
    let base = endpoint::checked(field, value.trim())?;
    let url = Url::parse(&base)
        .ok()
        .filter(|url| url.query().is_none() && !base.contains(['{', '}']));
    // As the standard writes it, so that it can be compared.
    url.map(|url| url.as_str().trim_end_matches('/').to_owned())
        .ok_or_else(|| Refusal::request(format!("{field} must be an address without a query")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_replaced_wherever_they_stand() {
        let values = Values(BTreeMap::from([
            ("base".to_owned(), "https://x.example".to_owned()),
            ("id".to_owned(), "7".to_owned()),
        ]));
        let expand = |template| values.expand(template);
        assert_eq!(
            expand("{base}/a/{id}/b").as_deref(),
            Some("https://x.example/a/7/b")
        );
        assert_eq!(expand("plain").as_deref(), Some("plain"));
        assert_eq!(expand("{other}"), None);
        assert_eq!(expand("{base"), None);
    }

    #[test]
    fn a_base_is_an_address_and_every_other_value_a_word() {
        let base = |value| checked(BASE, "base_url", value);
        for (told, kept) in [
            ("https://cloud.example/", "https://cloud.example"),
            ("https://Cloud.example/sub//", "https://cloud.example/sub"),
            (
                "homeassistant.local:8123",
                "http://homeassistant.local:8123",
            ),
        ] {
            assert_eq!(base(told).as_deref(), Ok(kept));
        }
        for bad in [
            "http://cloud.example",
            "https://cloud.example/?x=",
            "https://cloud.example/#x",
            "https://u:p@cloud.example",
            "javascript:x",
            "",
        ] {
            assert!(base(bad).is_err(), "{bad}");
        }
        let word = |value| checked("project_id", "variables.project_id", value);
        assert_eq!(word("a-B_7.x").as_deref(), Ok("a-B_7.x"));
        for bad in ["", "..", "a/b", "a?b", "{base}", "a b", "ä"] {
            assert!(word(bad).is_err(), "{bad}");
        }
    }
}
