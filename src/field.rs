//! Reading single fields of a message's payload.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::provider::OURS;
use crate::refusal::Refusal;

/// Further parameters that one request may have.
const MOST_PARAMETERS: usize = 32;

/// A short text without control characters; absent, null and blank are none.
pub(crate) fn text(data: &Map<String, Value>, key: &str) -> Result<Option<String>, Refusal> {
    data.get(key)
        .map_or(Ok(None), |value| short_text(key, value))
}

fn short_text(key: &str, value: &Value) -> Result<Option<String>, Refusal> {
    const LONGEST: usize = 4096;
    let Value::String(text) = value else {
        let is_absent = value.is_null();
        return if is_absent {
            Ok(None)
        } else {
            Err(Refusal::request(format!("{key} must be a string")))
        };
    };
    if text.len() > LONGEST {
        return Err(Refusal::request(format!(
            "{key} is longer than {LONGEST} bytes"
        )));
    }
    if text.chars().any(char::is_control) {
        return Err(Refusal::request(format!("{key} holds a control character")));
    }
    Ok(Some(text.clone()).filter(|text| !text.trim().is_empty()))
}

/// A string, a list of strings, or none.
pub(crate) fn scope(data: &Map<String, Value>) -> Result<Option<String>, Refusal> {
    match data.get("scope") {
        Some(Value::Array(list)) => {
            let words: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            let words = words.ok_or_else(|| Refusal::request("scope must be a list of strings"))?;
            let joined = Value::String(words.join(" "));
            text(&Map::from_iter([("scope".to_owned(), joined)]), "scope")
        }
        _ => text(data, "scope"),
    }
}

/// True or false, or the default where it is absent.
pub(crate) fn flag(
    data: &Map<String, Value>,
    key: &'static str,
    default: bool,
) -> Result<bool, Refusal> {
    match data.get(key) {
        None | Some(Value::Null) => Ok(default),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(Refusal::request(format!("{key} must be true or false"))),
    }
}

/// A number of days from 1 to ten years.
pub(crate) fn days(data: &Map<String, Value>, key: &'static str) -> Result<Option<u32>, Refusal> {
    match data.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value
            .as_u64()
            .and_then(|days| u32::try_from(days).ok())
            .filter(|days| (1..=3653).contains(days))
            .map(Some)
            .ok_or_else(|| Refusal::request(format!("{key} must be a number from 1 to 3653"))),
    }
}

/// A word of a fixed list.
pub(crate) fn word<T: for<'de> Deserialize<'de>>(
    data: &Map<String, Value>,
    key: &'static str,
    words: &str,
) -> Result<Option<T>, Refusal> {
    text(data, key)?
        .map(|word| serde_json::from_value(Value::String(word.to_lowercase())))
        .transpose()
        .map_err(|_| Refusal::request(format!("{key} must be {words}")))
}

/// Further parameters of a request, none of which may be one that is ours to set.
pub(crate) fn parameters(
    data: &Map<String, Value>,
    key: &'static str,
) -> Result<BTreeMap<String, String>, Refusal> {
    let map = match data.get(key) {
        None | Some(Value::Null) => return Ok(BTreeMap::new()),
        Some(Value::Object(map)) => map,
        Some(_) => return Err(Refusal::request(format!("{key} must be an object"))),
    };
    if map.len() > MOST_PARAMETERS {
        return Err(Refusal::request(format!(
            "{key} holds more than {MOST_PARAMETERS}"
        )));
    }
    let mut parameters = BTreeMap::new();
    for (name, value) in map {
        if OURS.contains(&name.as_str()) {
            return Err(Refusal::request(format!(
                "{key} may not set {name}: it is set for you"
            )));
        }
        let value = match value {
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            value => short_text(key, value)?.unwrap_or_default(),
        };
        let name = short_text(key, &Value::String(name.clone()))?
            .ok_or_else(|| Refusal::request(format!("{key} holds a parameter without a name")))?;
        parameters.insert(name, value);
    }
    Ok(parameters)
}

/// An absolute address without a fragment (RFC 6749 section 3.1.2).
pub(crate) fn redirect_uri(uri: String) -> Result<String, Refusal> {
    match url::Url::parse(&uri) {
        Ok(parsed) if parsed.fragment().is_none() => Ok(uri),
        _ => Err(Refusal::request(
            "redirect_uri must be an absolute address without a fragment",
        )),
    }
}
