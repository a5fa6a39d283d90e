//! What the pages say.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::refusal::Refusal;
use crate::store::Outcome;

/// A page with one message.
#[derive(Debug, Template)]
#[template(path = "page.html")]
pub(super) struct Page {
    status: StatusCode,
    tone: Tone,
    label: &'static str,
    title: String,
    lead: String,
    next: &'static str,
    reloads: bool,
}

/// The colour of a page's label.
#[derive(Clone, Copy, Debug)]
enum Tone {
    Ok,
    Bad,
    Wait,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Bad => "bad",
            Self::Wait => "wait",
        }
    }
}

/// What a person does after a login that did not work.
const START_AGAIN: &str = "You can close this page and start again on your device.";

/// Why a login that nobody finished is over.
const TOO_LONG: &str = "For your safety a login must be finished within ten minutes.";

/// Title and sentence for a device that cannot write.
const NOT_SAVED: (&str, &str) = (
    "Your device could not save this",
    "Check that it has free space, then try again.",
);

impl Page {
    /// What a login led to.
    pub(super) fn result(service: &str, outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Succeeded => Self {
                status: StatusCode::OK,
                tone: Tone::Ok,
                label: "Connected",
                title: "All done".to_owned(),
                lead: format!("Your device is now connected to {service}."),
                next: "You can close this page. Everything else happens on your device.",
                reloads: false,
            },
            Outcome::Open => Self {
                status: StatusCode::OK,
                tone: Tone::Wait,
                label: "One moment",
                title: "Finishing the login".to_owned(),
                lead: format!("Your device is fetching its access from {service}."),
                next: "This page updates itself.",
                reloads: true,
            },
            Outcome::Failed(code) => Self::failed(service, code),
        }
    }

    fn failed(service: &str, code: &str) -> Self {
        let (title, lead) = match code {
            "access_denied" => (
                "Access was refused",
                format!("You chose not to let your device use {service}. Nothing was connected."),
            ),
            "issuer_mismatch" => (
                "The wrong server answered",
                format!("The answer did not come from {service}, so it was not used."),
            ),
            "expired" => ("This login took too long", TOO_LONG.to_owned()),
            "misconfigured" => (
                "The service refuses this app",
                format!(
                    "{service} does not accept the client id, secret or address that your device \
                     uses. Check them on the service's developer page."
                ),
            ),
            "temporarily_unavailable" => (
                "That did not work just now",
                format!("{service} could not finish the login. Try again in a moment."),
            ),
            "storage" => (NOT_SAVED.0, NOT_SAVED.1.to_owned()),
            _ => (
                "The login did not work",
                format!("{service} answered with an error, so nothing was connected."),
            ),
        };
        Self {
            status: StatusCode::OK,
            tone: Tone::Bad,
            label: "Not connected",
            title: title.to_owned(),
            lead,
            next: START_AGAIN,
            reloads: false,
        }
    }

    /// A request that led nowhere, with nothing in it that the request brought.
    pub(super) fn refused(refusal: &Refusal) -> Self {
        let (status, title, lead) = said_of(refusal);
        Self {
            status,
            tone: Tone::Bad,
            label: "Not connected",
            title: title.to_owned(),
            lead: lead.to_owned(),
            next: START_AGAIN,
            reloads: false,
        }
    }

    /// A QR code that is of no use any more.
    pub(super) fn invitation_over() -> Self {
        Self {
            status: StatusCode::GONE,
            tone: Tone::Wait,
            label: "Not connected",
            title: "This code is no longer valid".to_owned(),
            lead: "It has been used already, or nobody used it within ten minutes.".to_owned(),
            next: "Ask your device for a new code and scan that one.",
            reloads: false,
        }
    }

    /// A result page that is not kept any more.
    pub(super) fn result_gone() -> Self {
        Self {
            status: StatusCode::GONE,
            tone: Tone::Wait,
            label: "Over",
            title: "This login is over".to_owned(),
            lead: "Its result is no longer kept here.".to_owned(),
            next: "Ask your device whether it is connected.",
            reloads: false,
        }
    }

    /// The front page.
    pub(super) fn front() -> Self {
        Self {
            status: StatusCode::OK,
            tone: Tone::Ok,
            label: "Running",
            title: "Your voice assistant’s logins".to_owned(),
            lead: "This device connects its skills to your accounts.".to_owned(),
            next: "To connect one, ask the skill to log in and scan the code that it shows.",
            reloads: false,
        }
    }

    /// An address that is not here.
    pub(super) fn nowhere() -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            tone: Tone::Wait,
            label: "Nothing here",
            title: "There is no such page".to_owned(),
            lead: "Check the address, or scan the code again.".to_owned(),
            next: START_AGAIN,
            reloads: false,
        }
    }

    /// A request for another host: DNS rebinding, or a name that nobody has configured.
    pub(super) fn wrong_host() -> Self {
        Self {
            status: StatusCode::MISDIRECTED_REQUEST,
            tone: Tone::Bad,
            label: "Refused",
            title: "This device has another name".to_owned(),
            lead: "It does not answer to the name in your address bar.".to_owned(),
            next: "Use its IP address, or add the name to allowed_hosts in its settings.",
            reloads: false,
        }
    }
}

/// Status, title and sentence for a request that led nowhere.
fn said_of(refusal: &Refusal) -> (StatusCode, &'static str, &'static str) {
    match refusal {
        Refusal::StateUnknown => (
            StatusCode::BAD_REQUEST,
            "No login is waiting for this",
            "This page belongs to no login that your device has started, or to one that is long \
             over.",
        ),
        Refusal::Expired => (StatusCode::GONE, "This login took too long", TOO_LONG),
        Refusal::InvalidRequest(_) | Refusal::InvalidId(_) | Refusal::WrongPaste(_) => (
            StatusCode::BAD_REQUEST,
            "This link is incomplete",
            "The service sent you back with an answer that your device cannot read.",
        ),
        Refusal::UnknownApp(_) | Refusal::NeedsCredentials(_) => (
            StatusCode::CONFLICT,
            "This app is not ready",
            "The skill behind this link is not set up for a login.",
        ),
        Refusal::Misconfigured(_)
        | Refusal::InsecureEndpoint(_)
        | Refusal::NoWay(_)
        | Refusal::NeedsRelay(_) => (
            StatusCode::CONFLICT,
            "This app is set up wrongly",
            "The address of the service cannot be used. Check the skill’s settings.",
        ),
        Refusal::NoAddress => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Your device is offline",
            "It has no network address that the service could answer to. Connect it first.",
        ),
        Refusal::Storage => (StatusCode::INTERNAL_SERVER_ERROR, NOT_SAVED.0, NOT_SAVED.1),
        Refusal::TemporarilyUnavailable { .. } => (
            StatusCode::SERVICE_UNAVAILABLE,
            "That did not work just now",
            "Try again in a moment.",
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
            "The login did not work",
            "Nothing was connected.",
        ),
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        match self.render() {
            Ok(html) => (self.status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, "a page was not rendered");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_name_is_text_and_never_markup() {
        let page = Page::result("<script>alert(1)</script>", &Outcome::Succeeded);
        let html = page.render().unwrap();
        assert!(!html.contains("<script>"), "{html}");
    }
}
