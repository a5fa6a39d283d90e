//! The envelope of a bus message, `{"type", "data", "context"}` (OVOS-MSG-1).

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The session that means "the device itself"; a fuller one would overwrite the device's settings.
const DEFAULT_SESSION: &str = r#"{"session_id":"default"}"#;

/// A frame of which only the type has been looked at: most frames are not for us.
#[derive(Debug, Deserialize)]
pub(crate) struct Frame<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
    #[serde(borrow, default)]
    context: Option<&'a RawValue>,
}

impl<'a> Frame<'a> {
    /// Reads the envelope; `None` for anything that is not one, which a bus may well carry.
    #[must_use]
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        // serde would take a list for the fields in their order.
        let is_object = text.trim_start().starts_with('{');
        is_object.then(|| serde_json::from_str(text).ok())?
    }

    /// The topic.
    #[must_use]
    pub(crate) fn kind(&self) -> &str {
        &self.kind
    }

    /// The payload; absent and null count as empty, `None` if it is no object.
    #[must_use]
    pub(crate) fn data(&self) -> Option<Map<String, Value>> {
        self.data
            .map_or(Some(Map::new()), |raw| serde_json::from_str(raw.get()).ok())
    }

    /// The context; absent and null count as empty, `None` if it is no object.
    #[must_use]
    pub(crate) fn context(&self) -> Option<Context> {
        self.context
            .map_or(Some(Context::default()), |raw| Context::parse(raw.get()))
    }
}

/// A message's context: who asked, in which session. Values are carried as the text they came in.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Context(BTreeMap<String, Box<RawValue>>);

impl Context {
    /// The context of a message that answers nobody: the default session and nothing else, so that
    /// no bridge relays it.
    #[must_use]
    pub fn own() -> Self {
        Self::default().with_session()
    }

    /// Reads a JSON object.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    /// The JSON text, as it is kept with a waiting login.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_else(|_| "{}".to_owned())
    }

    /// The context of a reply: source and destination change places.
    ///
    /// With both there the values are swapped as they are (`ovos-bus-client` 1.5); with one alone
    /// the other becomes the same (OVOS-MSG-1), so that a bridge can route the answer.
    #[must_use]
    pub fn reply(&self) -> Self {
        let mut reply = self.clone();
        let source = reply.0.get("source").cloned();
        let destination = reply.0.get("destination").cloned();
        if let Some(destination) = destination {
            reply.0.insert("source".to_owned(), destination);
        }
        if let Some(source) = source {
            reply.0.insert("destination".to_owned(), source);
        }
        reply.with_session()
    }

    /// The context of a message that goes on in the asker's name: unchanged.
    #[must_use]
    pub fn forward(&self) -> Self {
        self.clone().with_session()
    }

    /// The context of what is spoken to the asker. On the device itself it is addressed to nobody:
    /// audio services drop what is for others. A satellite stands in source or destination, by
    /// whether a skill stood between, and a bridge looks for it among the destinations.
    #[must_use]
    pub(crate) fn spoken(&self) -> Self {
        let mut spoken = self.forward();
        let source = spoken.0.remove("source");
        let destination = spoken.0.remove("destination");
        if !self.is_default_session() {
            let peers: Vec<Value> = [source, destination]
                .into_iter()
                .flatten()
                .filter_map(|side| serde_json::from_str(side.get()).ok())
                .flat_map(|side| match side {
                    Value::Array(peers) => peers,
                    peer => vec![peer],
                })
                .collect();
            spoken.put("destination", &Value::from(peers));
        }
        spoken.put("skill_id", &Value::from(crate::manifest::PLUGIN));
        spoken
    }

    fn put(&mut self, key: &str, value: &Value) {
        if let Ok(value) = serde_json::value::to_raw_value(value) {
            self.0.insert(key.to_owned(), value);
        }
    }

    /// Whether the asker is at the device itself, and not at a satellite of it.
    #[must_use]
    pub(crate) fn is_default_session(&self) -> bool {
        let id = self.session("session_id");
        id.is_none_or(|id| id == "default")
    }

    /// The language of the asker's session.
    #[must_use]
    pub(crate) fn session_lang(&self) -> Option<String> {
        self.session("lang")
    }

    /// The language that the context itself names.
    #[must_use]
    pub(crate) fn lang(&self) -> Option<String> {
        serde_json::from_str(self.0.get("lang")?.get()).ok()
    }

    fn session(&self, key: &str) -> Option<String> {
        let session: Value = serde_json::from_str(self.0.get("session")?.get()).ok()?;
        session.get(key)?.as_str().map(str::to_owned)
    }

    /// Adds the default session where there is none: every Python client warns about its lack.
    fn with_session(mut self) -> Self {
        if !self.0.contains_key("session")
            && let Ok(session) = RawValue::from_string(DEFAULT_SESSION.to_owned())
        {
            self.0.insert("session".to_owned(), session);
        }
        self
    }
}

/// A message to send.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// The topic.
    #[serde(rename = "type")]
    pub kind: String,
    /// The payload.
    pub data: Value,
    /// Who it is for.
    pub context: Context,
}

impl Message {
    /// The JSON text of a frame.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Nothing in it can fail to serialise: the keys are strings and the numbers finite.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(context: &Context) -> Value {
        serde_json::from_str(&context.to_json()).unwrap()
    }

    #[test]
    fn a_frame_needs_a_type_and_nothing_else() {
        let frame = Frame::parse(r#"{"type":"oauth.ping"}"#).unwrap();
        assert_eq!(frame.kind(), "oauth.ping");
        assert!(frame.data().unwrap().is_empty());
        assert_eq!(frame.context().unwrap().to_json(), "{}");
        let null = Frame::parse(r#"{"type":"a","data":null,"context":null}"#).unwrap();
        assert!(null.data().unwrap().is_empty());
        for bad in [
            "",
            "[]",
            "7",
            "{}",
            r#"{"type":null}"#,
            r#"{"msg_type":"connected"}"#,
            "{\"type",
        ] {
            assert!(Frame::parse(bad).is_none(), "{bad}");
        }
        let odd = Frame::parse(r#"{"type":"a","data":[1],"context":"x"}"#).unwrap();
        assert!(odd.data().is_none() && odd.context().is_none());
    }

    #[test]
    fn a_reply_swaps_source_and_destination_and_keeps_the_rest() {
        let asked = Context::parse(
            r#"{"session":{"session_id":"sat-1","n":1.50},"source":"sat","destination":["PHAL","x"],"k":1e2}"#,
        )
        .unwrap();
        let reply = asked.reply();
        assert_eq!(json(&reply)["source"], serde_json::json!(["PHAL", "x"]));
        assert_eq!(json(&reply)["destination"], "sat");
        assert!(
            reply
                .to_json()
                .contains(r#"{"session_id":"sat-1","n":1.50}"#),
            "values as they came"
        );
        assert!(reply.to_json().contains("1e2"));
        assert_eq!(asked.forward().to_json(), asked.to_json());
    }

    #[test]
    fn a_lone_source_becomes_the_destination_too() {
        let reply = Context::parse(r#"{"source":"gui"}"#).unwrap().reply();
        assert_eq!(json(&reply)["destination"], "gui");
        assert_eq!(json(&reply)["session"]["session_id"], "default");
    }

    #[test]
    fn what_is_spoken_reaches_the_device_or_the_satellite() {
        let spoken = |context: &str| json(&Context::parse(context).unwrap().spoken());
        let here = spoken(r#"{"source":"skills","destination":["audio"],"session":{"lang":"de"}}"#);
        assert_eq!(
            here,
            serde_json::json!({
                "session": { "lang": "de" }, "skill_id": "ovos-PHAL-plugin-oauth",
            })
        );
        let there = spoken(
            r#"{"source":"skills","destination":["sat","x"],"session":{"session_id":"s1"}}"#,
        );
        assert_eq!(
            there["destination"],
            serde_json::json!(["skills", "sat", "x"])
        );
        assert_eq!(there["session"]["session_id"], "s1");
    }

    #[test]
    fn own_messages_carry_the_default_session_only() {
        assert_eq!(
            Context::own().to_json(),
            r#"{"session":{"session_id":"default"}}"#
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_frame_or_none(text in ".{0,200}", data in ".{0,60}") {
            for text in [text.clone(), format!(r#"{{"type":"a","data":{data},"context":{text}}}"#)] {
                if let Some(frame) = Frame::parse(&text) {
                    let _ = frame.data();
                    let _ = frame.context().map(|context| context.reply().to_json());
                }
            }
        }
    }
}
