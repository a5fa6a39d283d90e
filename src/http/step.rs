//! The page of each step of a login: who asks for what, and what to do next.

mod again;
mod failed;
mod head;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

pub(super) use self::again::Again;
use self::head::Head;
use super::{Pages, html, page};
use crate::endpoint;
use crate::event::ShownCode;
use crate::flow::{CredentialsNeeded, DeviceStep, Flows, Guide, Opened, PasteStep, Step};
use crate::preset::{Blank, Need};
use crate::qr;
use crate::way::Way;
use crate::words::Words;

/// How often the page of a code looks whether it was confirmed, in seconds; servers are asked as often.
const LOOK_AGAIN: u32 = 5;

#[derive(Template)]
#[template(path = "go_return.html")]
struct ReturnPage {
    words: Words,
    head: Head,
    url: String,
}

#[derive(Template)]
#[template(path = "onward.html")]
struct OnwardPage<'a> {
    words: Words,
    url: &'a str,
}

#[derive(Template)]
#[template(path = "go_instance.html")]
struct InstancePage {
    words: Words,
    head: Head,
    fields: Vec<Field>,
}

/// A blank with what stands in it.
struct Field {
    name: String,
    hint: String,
    value: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "go_credentials.html")]
struct CredentialsPage {
    words: Words,
    head: Head,
    needed: CredentialsNeeded,
    console: Option<String>,
    redirect: Option<Redirection>,
    client_id: String,
    id_error: Option<String>,
    secret_error: Option<String>,
}

/// The redirect URI that a person registers, as text and as a QR code.
struct Redirection {
    uri: String,
    side: usize,
    path: String,
    /// The port that must be open, where the answer comes to this device.
    port: Option<String>,
}

#[derive(Template)]
#[template(path = "go_confirm.html")]
struct ConfirmPage {
    words: Words,
    head: Head,
    url: String,
    phrase: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "go_device.html")]
struct DevicePage {
    words: Words,
    head: Head,
    code: ShownCode,
    /// The code letter by letter, since it is no word to be read out.
    spelled: String,
    link: Option<String>,
}

#[derive(Template)]
#[template(path = "go_device_over.html")]
struct DeviceOverPage {
    words: Words,
    head: Head,
    title: String,
    lead: String,
}

#[derive(Template)]
#[template(path = "go_failed.html")]
struct FailedPage {
    words: Words,
    head: Head,
    title: String,
    lead: String,
    next: Option<String>,
    /// Whether the same may go well later.
    may_pass: bool,
}

#[derive(Template)]
#[template(path = "go_loopback.html")]
struct LoopbackPage {
    words: Words,
    head: Head,
    url: String,
    state: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "go_paste.html")]
struct PastePage {
    words: Words,
    head: Head,
    url: String,
    state: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "go_token.html")]
struct TokenPage {
    words: Words,
    head: Head,
    guide: Guide,
    console: Option<String>,
    error: Option<String>,
}

/// The page of a step.
pub(super) fn page(
    pages: &Pages,
    words: Words,
    nonce: &str,
    opened: Opened,
    again: &Again,
) -> Response {
    let Opened { asking, step } = opened;
    let way = asking.way;
    let head = Head::of(pages, words, nonce, asking);
    match step {
        Step::Onward(url) => html::plain(StatusCode::OK, &OnwardPage { words, url: &url }),
        Step::Return(url) => show(again, &ReturnPage { words, head, url }),
        Step::Failed(hitch) => failed::page(words, head.stuck(), way, &hitch),
        Step::Done(receipt) => Redirect::to(&format!("/done/{receipt}")).into_response(),
        Step::Instance(blanks) => show(again, &instance(words, head, blanks, again)),
        Step::Credentials(needed) => {
            let redirect = redirection(&pages.flows, way, needed.redirect_uri.as_deref());
            show(again, &credentials(words, head, (needed, redirect), again))
        }
        Step::Confirm { url, phrase } => show(
            again,
            &ConfirmPage {
                words,
                head,
                url,
                phrase,
                error: again.error("text"),
            },
        ),
        Step::Device(step) => device(words, head, step),
        Step::Loopback(PasteStep { url, state }) => show(
            again,
            &LoopbackPage {
                words,
                head,
                url,
                state,
                error: again.error("text"),
            },
        ),
        Step::Paste(PasteStep { url, state }) => show(
            again,
            &PastePage {
                words,
                head,
                url,
                state,
                error: again.error("text"),
            },
        ),
        Step::Token(guide) => show(
            again,
            &TokenPage {
                words,
                head,
                console: console(&guide),
                guide,
                error: again.error("key"),
            },
        ),
    }
}

fn show(again: &Again, page: &impl Template) -> Response {
    html::with_form(again.status(), page)
}

fn instance(words: Words, head: Head, blanks: Vec<Blank>, again: &Again) -> InstancePage {
    let fields = blanks.into_iter().map(|blank| Field {
        value: match (again.typed(&blank.name), blank.value) {
            (Some(typed), _) => typed.to_owned(),
            (None, known) => known.unwrap_or_default(),
        },
        error: again.error(&blank.name),
        name: blank.name,
        hint: blank.hint,
    });
    InstancePage {
        words,
        head,
        fields: fields.collect(),
    }
}

fn device(words: Words, head: Head, step: DeviceStep) -> Response {
    let code = match step {
        DeviceStep::Waiting(code) => code,
        DeviceStep::Expired => {
            let says = ("go-device-expired-title", "go-device-expired-lead");
            return device_over(words, head, says);
        }
        DeviceStep::Refused => {
            let says = ("go-device-refused-title", "go-device-refused-lead");
            return device_over(words, head, says);
        }
        DeviceStep::Misconfigured => {
            let says = ("page-misconfigured-title", "page-misconfigured-lead");
            return device_over(words, head.stuck(), says);
        }
    };
    let complete = code.verification_uri_complete.as_deref();
    let link = complete.unwrap_or(&code.verification_uri);
    let page = DevicePage {
        words,
        head,
        link: endpoint::page(link),
        spelled: spelled(code.user_code.as_deref().unwrap_or_default()),
        code,
    };
    let mut response = html::with_form(StatusCode::OK, &page);
    html::reload(&mut response, LOOK_AGAIN);
    response
}

fn device_over(words: Words, head: Head, (title, lead): (&str, &str)) -> Response {
    let page = DeviceOverPage {
        title: words.say(title),
        lead: words.say_with(lead, &[("service", head.service.as_str())]),
        words,
        head,
    };
    html::with_form(StatusCode::OK, &page)
}

fn spelled(code: &str) -> String {
    let letters: Vec<String> = code.chars().map(String::from).collect();
    letters.join(" ")
}

fn credentials(
    words: Words,
    head: Head,
    (needed, redirect): (CredentialsNeeded, Option<Redirection>),
    again: &Again,
) -> CredentialsPage {
    let client_id = again.typed("client_id").or(needed.known_id.as_deref());
    CredentialsPage {
        words,
        head,
        console: console(&needed.guide),
        client_id: client_id.unwrap_or_default().to_owned(),
        needed,
        redirect,
        id_error: again.error("client_id"),
        secret_error: again.error("client_secret"),
    }
}

/// The provider's page, where that is a page.
fn console(guide: &Guide) -> Option<String> {
    endpoint::page(guide.url.as_deref()?)
}

fn redirection(flows: &Flows, way: Way, uri: Option<&str>) -> Option<Redirection> {
    let uri = uri?;
    let (side, path) = qr::path(uri)
        .inspect_err(|error| tracing::warn!(%error, "no QR code of a redirect URI"))
        .ok()?;
    let comes_here = matches!(way, Way::Lan | Way::Relay);
    Some(Redirection {
        uri: uri.to_owned(),
        side,
        path,
        port: comes_here.then(|| flows.port().to_string()),
    })
}
