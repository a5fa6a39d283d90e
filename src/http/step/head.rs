//! Who asks for what: what stands on the page of every step.

use crate::flow::{Asking, Flows};
use crate::http::Pages;
use crate::http::csrf::Purpose;
use crate::http::scope::Scope;
use crate::way::{Reason, Way};
use crate::words::Words;

/// What stands on every step.
pub(super) struct Head {
    pub(super) nonce: String,
    pub(super) token: String,
    pub(super) title: String,
    pub(super) service: String,
    pub(super) skill: String,
    pub(super) device: String,
    pub(super) scopes: Vec<Scope>,
    pub(super) reasons: Vec<String>,
    pub(super) others: Vec<Way>,
    pub(super) is_client_typed: bool,
    pub(super) is_instance_typed: bool,
    /// Whether nothing else leads on.
    pub(super) is_stuck: bool,
}

impl Head {
    pub(super) fn of(pages: &Pages, words: Words, nonce: &str, asking: Asking) -> Self {
        let service = [("service", asking.service.as_str())];
        Self {
            token: pages.csrf.token(Purpose::Login, nonce.as_bytes()),
            nonce: nonce.to_owned(),
            title: words.say_with("go-title", &service),
            reasons: reasons(words, &asking),
            skill: match asking.app.skill_id() {
                Flows::NOBODYS => words.say("go-nobody"),
                skill_id => skill_id.to_owned(),
            },
            scopes: Scope::list(&asking.scopes),
            service: asking.service,
            device: asking.device_name,
            others: asking.others,
            is_client_typed: asking.is_client_typed,
            is_instance_typed: asking.is_instance_typed,
            is_stuck: false,
        }
    }

    /// With all that may lead on in sight, since this step does not.
    pub(super) fn stuck(self) -> Self {
        Self {
            is_stuck: true,
            ..self
        }
    }
}

/// Why the login goes this way, and what would make it easier.
fn reasons(words: Words, asking: &Asking) -> Vec<String> {
    let Some(reason) = asking.reason else {
        return Vec::new();
    };
    let id = match asking.way {
        Way::Relay => "go-reason-relay",
        Way::Paste => "go-reason-paste",
        _ => "go-reason-loopback",
    };
    let why = words.say_with(id, &[("service", asking.service.as_str())]);
    match reason {
        Reason::LanRefused => vec![why],
        Reason::NoRelay => vec![format!("{why} {}", words.say("go-reason-no-relay"))],
    }
}
