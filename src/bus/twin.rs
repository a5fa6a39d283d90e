//! Noticing a twin: another program that answers the same requests on the same bus.
//!
//! A bus gives every message back to its sender. An answer that comes without having been sent is
//! a twin's, most likely the Python plugin's.

use std::collections::VecDeque;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use crate::message::Frame;
use crate::request::Topic;

/// Sent answers that may be on their way back at once.
const ON_THE_WAY: usize = 4096;

/// The remedy, as it is told.
pub(super) const REMEDY: &str = "another program answers OAuth requests on this bus, most likely \
    the Python plugin: every request is answered twice. Set \
    {\"PHAL\": {\"ovos-PHAL-plugin-oauth\": {\"enabled\": false}}} in mycroft.conf and restart \
    ovos-phal, or stop the other phal-oauth";

/// What has been sent and has not come back.
#[derive(Debug, Default)]
pub(super) struct Echoes(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    on_the_way: VecDeque<u64>,
    is_told: bool,
}

impl Echoes {
    /// Notes a message that goes out.
    pub(super) fn sent(&self, text: &str) {
        if let Some(print) = fingerprint(text) {
            let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if state.on_the_way.len() == ON_THE_WAY {
                state.on_the_way.pop_front();
            }
            state.on_the_way.push_back(print);
        }
    }

    /// Looks at a message that came in: `true`, once, if it is a twin's answer.
    pub(super) fn is_news_of_a_twin(&self, text: &str) -> bool {
        let Some(print) = fingerprint(text) else {
            return false;
        };
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = state.on_the_way.iter().position(|sent| *sent == print) {
            state.on_the_way.remove(own);
            return false;
        }
        !std::mem::replace(&mut state.is_told, true)
    }
}

/// The topic and data of an answer as a number; `None` for any other message. The text itself will
/// not do: a bus may write it anew.
fn fingerprint(text: &str) -> Option<u64> {
    let frame = Frame::parse(text)?;
    let is_answer = Topic::ALL
        .iter()
        .any(|topic| topic.answer() == frame.kind());
    if !is_answer {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    frame.kind().hash(&mut hasher);
    serde_json::Value::Object(frame.data()?)
        .to_string()
        .hash(&mut hasher);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_not_sent_is_a_twins_and_told_once() {
        let echoes = Echoes::default();
        let ours = r#"{"type":"oauth.url","data":{"url":"x","n":1.5},"context":{}}"#;
        echoes.sent(ours);
        let rewritten =
            r#"{"data": {"n": 1.50, "url": "x"}, "type": "oauth.url", "context": {"a": 1}}"#;
        assert!(
            !echoes.is_news_of_a_twin(rewritten),
            "our own, written anew by the bus"
        );
        assert!(!echoes.is_news_of_a_twin(r#"{"type":"speak","data":{}}"#));
        assert!(
            !echoes.is_news_of_a_twin(r#"{"type":"oauth.get","data":{}}"#),
            "a question"
        );
        assert!(echoes.is_news_of_a_twin(rewritten), "it came twice");
        assert!(!echoes.is_news_of_a_twin(rewritten), "told once");
    }
}
