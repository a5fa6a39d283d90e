//! The answer that begins a device login (RFC 8628 section 3.2), and what servers make of it.

use std::collections::BTreeMap;

use http::StatusCode;
use oauth2::HttpResponse;
use secrecy::SecretString;
use serde_json::{Map, Value};

use super::super::answer;
use super::super::http::busy;
use super::{DeviceRules, Error, LifetimeUnit};
use crate::endpoint;

/// Seconds between polls, where nothing is told (quirk Q7).
const INTERVAL: f64 = 5.0;

/// The longest time that makes sense in an answer, in seconds.
const LONGEST: f64 = 86_400.0;

/// The longest code that people can be asked to type.
const LONGEST_USER_CODE: usize = 64;

/// The longest device code that is kept.
const LONGEST_DEVICE_CODE: usize = 4096;

/// What the first answer says.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) device_code: SecretString,
    pub(super) user_code: Option<String>,
    pub(super) verification_uri: String,
    pub(super) verification_uri_complete: Option<String>,
    pub(super) lifetime: Option<f64>,
    pub(super) interval: f64,
    /// Members that each poll repeats.
    pub(super) with: BTreeMap<String, String>,
}

/// Reads the first answer by these rules.
pub(super) fn read(rules: &DeviceRules, answer: &HttpResponse) -> Result<Told, Error> {
    let error_member = rules.error_member.as_deref().unwrap_or("error");
    let members = members(answer, error_member)?;
    let renamed = |name: &str| rules.members.get(name).and_then(|it| members.get(it));
    let member = |name: &str| renamed(name).or_else(|| members.get(name));
    // Google and Trakt wrote an early draft's name, and so do many after them (quirk Q6).
    let uri = member("verification_uri").or_else(|| members.get("verification_url"));
    let uri = uri
        .and_then(text)
        .or_else(|| rules.verification_uri.clone());
    let complete = member("verification_uri_complete");
    let complete = complete.or_else(|| members.get("verification_url_complete"));
    let mut with = BTreeMap::new();
    for name in &rules.poll_with {
        let value = members.get(name).and_then(text).ok_or(Error::Unreadable)?;
        with.insert(name.clone(), value);
    }
    let lifetime = member("expires_in").and_then(seconds);
    let told_interval = member("interval").and_then(seconds);
    Ok(Told {
        device_code: device_code(member("device_code"))?,
        user_code: Some(user_code(member("user_code"))?),
        verification_uri: uri.and_then(|uri| page(&uri)).ok_or(Error::Unreadable)?,
        verification_uri_complete: complete.and_then(text).and_then(|uri| page(&uri)),
        lifetime: match rules.lifetime_unit {
            LifetimeUnit::Seconds => lifetime,
            LifetimeUnit::Minutes => lifetime.map(|minutes| minutes * 60.0),
        },
        interval: told_interval
            .or(rules.interval.map(f64::from))
            .unwrap_or(INTERVAL)
            .max(1.0),
        with,
    })
}

/// The members of an answer that is no error.
pub(super) fn members(
    answer: &HttpResponse,
    error_member: &str,
) -> Result<Map<String, Value>, Error> {
    let members = answer::members(answer.headers(), answer.body());
    let told = members.as_ref().and_then(|it| it.get(error_member));
    if answer.status().is_success() && told.is_none_or(Value::is_null) {
        return members.ok_or(Error::Unreadable);
    }
    if let Some(busy) = busy(answer.status(), answer.headers()) {
        return Err(Error::Transient(busy));
    }
    Err(match (told.and_then(Value::as_str), answer.status()) {
        (Some(code), _) => Error::of_code(code),
        (None, StatusCode::UNAUTHORIZED) => Error::of_code("invalid_client"),
        (None, _) => Error::Unreadable,
    })
}

/// The default of the interval.
pub(super) fn default_interval() -> f64 {
    INTERVAL
}

pub(super) fn device_code(member: Option<&Value>) -> Result<SecretString, Error> {
    let code = member.and_then(text).ok_or(Error::Unreadable)?;
    let is_usable = code.len() <= LONGEST_DEVICE_CODE && !code.chars().any(char::is_control);
    is_usable
        .then(|| SecretString::from(code))
        .ok_or(Error::Unreadable)
}

fn user_code(member: Option<&Value>) -> Result<String, Error> {
    let code = member.and_then(text).ok_or(Error::Unreadable)?;
    // It is shown and spoken, so it may be nothing but a code.
    let is_code = |c: char| c.is_ascii_graphic() || c == ' ';
    let is_usable = code.len() <= LONGEST_USER_CODE && code.chars().all(is_code);
    is_usable.then_some(code).ok_or(Error::Unreadable)
}

/// An address that a person may be sent to. Old servers leave out the scheme.
pub(super) fn page(told: &str) -> Option<String> {
    if told.contains("://") {
        endpoint::page(told)
    } else {
        endpoint::page(&format!("https://{told}"))
    }
}

/// A text, or a number as text.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A sensible number of seconds, which may be written as text.
pub(super) fn seconds(value: &Value) -> Option<f64> {
    let seconds: f64 = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    (seconds > 0.0 && seconds <= LONGEST).then_some(seconds)
}
