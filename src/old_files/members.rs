//! The members of a JSON object as they stand in a file: what is not ours keeps its order, its spaces
//! and the form of its numbers.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

/// The depth of a row's members in the file, in spaces; `json_database` writes four a level.
const INDENT: usize = 4;

/// An object whose values are text. It has no `Debug`: they are secrets.
#[derive(Default)]
pub(crate) struct Members(Vec<(String, Box<RawValue>)>);

impl Members {
    /// Reads an object.
    pub(crate) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Whether there is no member.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The text of a value. Of a name that stands there twice the last one counts, as in Python.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let mut from_end = self.0.iter().rev();
        let (_, value) = from_end.find(|(known, _)| known == name)?;
        Some(value.get())
    }

    /// A value, if it is one that can be read.
    pub(crate) fn value(&self, name: &str) -> Option<Value> {
        serde_json::from_str(self.text(name)?).ok()
    }

    /// Puts a value in its old place, or at the end.
    pub(crate) fn put(&mut self, name: &str, text: String) -> Result<(), serde_json::Error> {
        let value = RawValue::from_string(text)?;
        match self.0.iter_mut().rev().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
        Ok(())
    }

    /// Takes a value out.
    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    /// The object as a whole file.
    pub(crate) fn file(&self) -> String {
        self.at_depth(INDENT)
    }

    /// The object as a row of a file.
    pub(crate) fn row(&self) -> String {
        self.at_depth(2 * INDENT)
    }

    fn at_depth(&self, depth: usize) -> String {
        if self.0.is_empty() {
            return "{}".to_owned();
        }
        let (pad, end) = (" ".repeat(depth), " ".repeat(depth - INDENT));
        let lines: Vec<String> = self
            .0
            .iter()
            .map(|(name, value)| format!("{pad}{}: {}", Value::from(name.as_str()), value.get()))
            .collect();
        format!("{{\n{}\n{end}}}", lines.join(",\n"))
    }
}

/// What tells one value of a row from another, whatever the order of its members.
pub(crate) fn fingerprint(row: &str) -> String {
    let normal = serde_json::from_str::<Value>(row).map(|value| value.to_string());
    let digest = Sha256::digest(normal.as_deref().unwrap_or(row).as_bytes());
    data_encoding::HEXLOWER.encode(digest.get(..8).unwrap_or(&digest))
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

/// Takes members as they come.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let members = std::iter::from_fn(|| map.next_entry().transpose());
        members.collect::<Result<_, _>>().map(Members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "{\n    \"@{1}|spotify\": {\n        \"b\": 1.50,\n        \"a\": 1e2\n    },\n    \"ü\": null,\n    \"own\": {}\n}";

    #[test]
    fn what_is_not_touched_stays_as_it_is() {
        let mut members = Members::parse(FILE).unwrap();
        assert_eq!(members.file(), FILE);
        let mut row = Members::parse("{}").unwrap();
        row.put("x", "7".to_owned()).unwrap();
        members.put("own", row.row()).unwrap();
        let wanted = FILE.replace("{}", "{\n        \"x\": 7\n    }");
        assert_eq!(members.file(), wanted);
        members.remove("own");
        assert!(!members.file().contains("own"));
    }

    #[test]
    fn the_last_of_two_members_counts() {
        let mut members = Members::parse(r#"{"a": 1, "b": 2, "a": 3}"#).unwrap();
        assert_eq!(members.text("a"), Some("3"));
        members.put("a", "4".to_owned()).unwrap();
        assert_eq!(members.text("a"), Some("4"));
        assert_eq!(members.names().collect::<Vec<_>>(), ["a", "b", "a"]);
    }

    #[test]
    fn a_fingerprint_is_that_of_the_value() {
        assert_eq!(
            fingerprint(r#"{"a": 1, "b": 2}"#),
            fingerprint("{\"b\":2,\n\"a\":1}")
        );
        assert_ne!(fingerprint(r#"{"a": 1}"#), fingerprint(r#"{"a": 2}"#));
        assert_eq!(fingerprint("{").len(), 16);
    }

    #[test]
    fn only_an_object_is_one() {
        for text in ["", "[]", "7", "\"x\"", "{\"a\": }", "{} {}"] {
            assert!(Members::parse(text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}", depth in 1_usize..5000) {
            let _ = Members::parse(&text).map(|members| members.file());
            let deep = format!("{{\"a\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
            let members = Members::parse(&deep).unwrap();
            let _ = (members.value("a"), fingerprint(members.text("a").unwrap()));
            proptest::prop_assert_eq!(members.names().count(), 1);
        }
    }
}
