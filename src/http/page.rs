//! What the pages say.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::html;
use crate::refusal::Refusal;
use crate::store::Outcome;
use crate::way::Way;
use crate::words::Words;

/// A page with one message.
#[derive(Debug, Template)]
#[template(path = "page.html")]
pub(crate) struct Page {
    words: Words,
    status: StatusCode,
    tone: Tone,
    label: String,
    title: String,
    lead: String,
    next: String,
    /// Where it goes on.
    onward: Option<Box<str>>,
    reloads: bool,
}

/// The colour of a page's label.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tone {
    Ok,
    Bad,
    Wait,
}

impl Tone {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Bad => "bad",
            Self::Wait => "wait",
        }
    }
}

impl Page {
    /// What a login led to.
    pub(super) fn result(words: Words, service: &str, outcome: &Outcome) -> Self {
        let named = |id| words.say_with(id, &[("service", service)]);
        match outcome {
            Outcome::Succeeded => Self {
                words,
                status: StatusCode::OK,
                tone: Tone::Ok,
                label: words.say("page-connected-label"),
                title: words.say("page-connected-title"),
                lead: named("page-connected-lead"),
                next: words.say("page-connected-next"),
                onward: None,
                reloads: false,
            },
            Outcome::Open => Self {
                words,
                status: StatusCode::OK,
                tone: Tone::Wait,
                label: words.say("page-finishing-label"),
                title: words.say("page-finishing-title"),
                lead: named("page-finishing-lead"),
                next: words.say("page-finishing-next"),
                onward: None,
                reloads: true,
            },
            Outcome::Failed(code) => {
                let (title, lead) = said_of_code(code);
                Self::failed(words, StatusCode::OK, words.say(title), named(lead))
            }
        }
    }

    /// With a button to the login's page, where what was refused can be put right.
    pub(super) fn leading_back(self, nonce: &str) -> Self {
        Self {
            next: self.words.say("page-misconfigured-next"),
            onward: Some(format!("/go/{nonce}").into()),
            ..self
        }
    }

    /// A request that led nowhere, with nothing in it that the request brought.
    pub(super) fn refused(words: Words, refusal: &Refusal) -> Self {
        let (status, title, lead) = said_of(refusal);
        let page = Self::failed(words, status, words.say(title), words.say(lead));
        let next = next_of(refusal).map(|id| words.say(id));
        Self {
            next: next.unwrap_or(page.next),
            ..page
        }
    }

    fn failed(words: Words, status: StatusCode, title: String, lead: String) -> Self {
        Self {
            words,
            status,
            tone: Tone::Bad,
            label: words.say("page-failed-label"),
            title,
            lead,
            next: words.say("page-failed-next"),
            onward: None,
            reloads: false,
        }
    }

    /// A page of these four messages: label, title, what happened, what to do.
    pub(super) fn bad(words: Words, status: StatusCode, says: [&str; 4]) -> Self {
        let [label, title, lead, next] = says.map(|id| words.say(id));
        Self {
            words,
            status,
            tone: Tone::Bad,
            label,
            title,
            lead,
            next,
            onward: None,
            reloads: false,
        }
    }

    /// What its answer tells programs.
    #[cfg(test)]
    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    /// A QR code that is of no use any more.
    pub(super) fn invitation_over(words: Words) -> Self {
        Self {
            words,
            status: StatusCode::GONE,
            tone: Tone::Wait,
            label: words.say("page-failed-label"),
            title: words.say("page-used-title"),
            lead: words.say("page-used-lead"),
            next: words.say("page-used-next"),
            onward: None,
            reloads: false,
        }
    }

    /// A result page that is not kept any more.
    pub(super) fn result_gone(words: Words) -> Self {
        Self {
            words,
            status: StatusCode::GONE,
            tone: Tone::Wait,
            label: words.say("page-over-label"),
            title: words.say("page-over-title"),
            lead: words.say("page-over-lead"),
            next: words.say("page-over-next"),
            onward: None,
            reloads: false,
        }
    }

    /// An address that is not here.
    pub(super) fn nowhere(words: Words) -> Self {
        Self {
            words,
            status: StatusCode::NOT_FOUND,
            tone: Tone::Wait,
            label: words.say("page-nowhere-label"),
            title: words.say("page-nowhere-title"),
            lead: words.say("page-nowhere-lead"),
            next: words.say("page-failed-next"),
            onward: None,
            reloads: false,
        }
    }

    /// A request for another host: DNS rebinding, or a name that nobody has configured.
    pub(super) fn wrong_host(words: Words) -> Self {
        Self {
            words,
            status: StatusCode::MISDIRECTED_REQUEST,
            tone: Tone::Bad,
            label: words.say("page-host-label"),
            title: words.say("page-host-title"),
            lead: words.say("page-host-lead"),
            next: words.say_with("page-host-next", &[("setting", "allowed_hosts")]),
            onward: None,
            reloads: false,
        }
    }
}

/// Title and sentence for a login that has failed with this error code.
fn said_of_code(code: &str) -> (&'static str, &'static str) {
    match code {
        "access_denied" => ("page-denied-title", "page-denied-lead"),
        "issuer_mismatch" => ("page-issuer-title", "page-issuer-lead"),
        "expired" => ("page-expired-title", "page-expired-lead"),
        "misconfigured" => ("page-misconfigured-title", "page-misconfigured-lead"),
        "temporarily_unavailable" => ("page-unavailable-title", "page-unavailable-lead"),
        "storage" => ("page-storage-title", "page-storage-lead"),
        _ => ("page-error-title", "page-error-lead"),
    }
}

/// What is to be done on the device, where that leads on.
pub(super) fn next_of(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::NoWay(_) => Some("go-no-way-next"),
        Refusal::NeedsRelay(_) => Some("go-needs-relay-next"),
        Refusal::RelayBlocked(_) => Some("go-relay-blocked-next"),
        _ => None,
    }
}

/// Status, title and sentence for a request that led nowhere.
pub(super) fn said_of(refusal: &Refusal) -> (StatusCode, &'static str, &'static str) {
    const CONFLICT: StatusCode = StatusCode::CONFLICT;
    match refusal {
        Refusal::StateUnknown => (
            StatusCode::BAD_REQUEST,
            "page-unknown-title",
            "page-unknown-lead",
        ),
        Refusal::Expired => (StatusCode::GONE, "page-expired-title", "page-expired-lead"),
        Refusal::InvalidRequest(_) | Refusal::InvalidId(_) | Refusal::WrongPaste(_) => (
            StatusCode::BAD_REQUEST,
            "page-incomplete-title",
            "page-incomplete-lead",
        ),
        Refusal::UnknownApp(_) | Refusal::NeedsCredentials(_) => {
            (CONFLICT, "page-unready-title", "page-unready-lead")
        }
        Refusal::Misconfigured(_) => (
            CONFLICT,
            "page-misconfigured-title",
            "page-misconfigured-bare",
        ),
        Refusal::InsecureEndpoint(_) => (CONFLICT, "page-setup-title", "page-setup-lead"),
        Refusal::NoWay(_) => (CONFLICT, "go-no-way-title", "go-no-way-lead"),
        Refusal::NeedsRelay(_) => (CONFLICT, "go-needs-relay-title", "go-needs-relay-lead"),
        Refusal::RelayBlocked(_) => (CONFLICT, "go-relay-blocked-title", "go-relay-blocked-lead"),
        Refusal::NoAddress => (
            StatusCode::SERVICE_UNAVAILABLE,
            "page-offline-title",
            "page-offline-lead",
        ),
        Refusal::Storage => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "page-storage-title",
            "page-storage-lead",
        ),
        Refusal::TemporarilyUnavailable { .. } => (
            StatusCode::SERVICE_UNAVAILABLE,
            "page-unavailable-title",
            "page-later-lead",
        ),
        Refusal::IdConflict(_)
        | Refusal::NotAuthenticated(_)
        | Refusal::NeedsLogin(_)
        | Refusal::NotRenewable(_)
        | Refusal::AccessDenied
        | Refusal::Cancelled
        | Refusal::IssuerMismatch
        | Refusal::Provider(_) => (
            StatusCode::BAD_REQUEST,
            "page-error-title",
            "page-nothing-lead",
        ),
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = html::plain(self.status, &self);
        if self.reloads {
            html::reload(&mut response, SOON);
        }
        response
    }
}

/// How soon the page of a login that is just being finished asks again, in seconds.
const SOON: u32 = 2;

/// The message that tells how a way is gone.
pub(super) fn way(way: Way) -> &'static str {
    match way {
        Way::Device | Way::PlexPin | Way::EcobeePin => "services-way-device",
        Way::Lan | Way::NextcloudLogin => "services-way-direct",
        Way::Relay => "services-way-relay",
        Way::Loopback => "services-way-loopback",
        Way::Paste => "services-way-paste",
        Way::Token => "services-way-token",
    }
}

/// A number of things or seconds for people: at least one, and nothing lost.
pub(crate) fn whole(count: f64) -> u32 {
    let most = f64::from(u32::MAX);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between the two"
    )]
    let whole = count.ceil().clamp(1.0, most) as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_service_name_is_text_and_never_markup() {
        let words = Words::of(Language::En);
        let page = Page::result(words, "<script>alert(1)</script>", &Outcome::Succeeded);
        let html = page.render().unwrap();
        assert!(!html.contains("<script>"), "{html}");
    }
}
