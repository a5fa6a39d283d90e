//! The page of a step that went wrong: what happened, and what may lead on.

use axum::response::Response;

use super::{FailedPage, Head};
use crate::flow::Hitch;
use crate::http::{html, page};
use crate::refusal::Refusal;
use crate::way::Way;
use crate::words::Words;

/// The page, whose head has the other ways in sight.
pub(super) fn page(words: Words, head: Head, way: Way, hitch: &Hitch) -> Response {
    let (status, title, lead) = page::said_of(&hitch.refusal);
    let address = hitch.address.as_deref();
    let (title, lead) = match (&hitch.refusal, address) {
        (Refusal::TemporarilyUnavailable { .. }, Some(_)) => {
            ("go-failed-silent-title", "go-failed-silent-address")
        }
        (Refusal::TemporarilyUnavailable { .. }, None) => {
            ("go-failed-silent-title", "go-failed-silent-lead")
        }
        (Refusal::Provider(_), Some(_)) => ("page-error-title", "go-failed-strange-address"),
        (Refusal::Provider(_), None) => ("page-error-title", "page-error-lead"),
        (Refusal::Misconfigured(_), _) if way.polls() && !head.others.is_empty() => {
            ("go-failed-device-title", "go-failed-device-lead")
        }
        (Refusal::Misconfigured(_), _) => ("page-misconfigured-title", "page-misconfigured-lead"),
        _ => (title, lead),
    };
    let values = [
        ("service", head.service.as_str()),
        ("address", address.unwrap_or_default()),
    ];
    let page = FailedPage {
        title: words.say_with(title, &values),
        lead: words.say_with(lead, &values),
        next: page::next_of(&hitch.refusal).map(|id| words.say(id)),
        may_pass: matches!(
            hitch.refusal,
            Refusal::TemporarilyUnavailable { .. } | Refusal::Provider(_)
        ),
        words,
        head,
    };
    html::with_form(status, &page)
}
