//! The dashboard: every app with its state, and services that no skill has asked for.

use std::convert::Infallible;

use askama::Template;
use axum::extract::{FromRef, FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};

use super::Pages;
use super::cookie::{self, Cookies};
use super::csrf::{Csrf, Purpose};
use super::form::Form;
use super::html;
use super::page::{self, Page, Tone};
use super::programs::Program;
use crate::app_status::{AppState, AppStatus};
use crate::door::SessionKey;
use crate::flow::{Flows, Offer};
use crate::refusal::Refusal;
use crate::way::Way;
use crate::words::Words;

#[derive(Template)]
#[template(path = "dashboard_link.html")]
struct LinkPage<'a> {
    words: Words,
    link: &'a str,
    token: &'a str,
}

#[derive(Template)]
#[template(path = "dashboard.html")]
struct Dashboard<'a> {
    words: Words,
    token: &'a str,
    device: &'a str,
    rows: Vec<Row>,
    programs: Vec<Program>,
    lets_programs_in: bool,
}

#[derive(Template)]
#[template(path = "services.html")]
struct Services<'a> {
    words: Words,
    token: &'a str,
    open: Vec<(Offer, Way)>,
    /// What this device has no way to.
    closed: Vec<Offer>,
    /// Whether there is a relay page that does not go to this device.
    is_relay_blocked: bool,
}

/// One app, as it is shown.
struct Row {
    munged_id: String,
    name: String,
    /// For whom it is.
    whose: String,
    tone: Tone,
    state: String,
    note: Option<String>,
    /// What the main button says.
    connect: String,
    can_disconnect: bool,
}

/// Who has a session; everyone else is shown how to get one.
pub(super) struct Guest(SessionKey);

impl<S> FromRequestParts<S> for Guest
where
    S: Sync,
    Flows: FromRef<S>,
{
    type Rejection = Page;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Page> {
        let Ok(cookies) = Cookies::from_request_parts(parts, state).await;
        let Ok::<_, Infallible>(words) = Words::from_request_parts(parts, state).await;
        let session = cookies.session.as_deref();
        let session = session.and_then(|cookie| Flows::from_ref(state).session(cookie));
        session.map(Self).ok_or_else(|| Page::no_session(words))
    }
}

impl Guest {
    fn token(&self, csrf: &Csrf) -> String {
        csrf.token(Purpose::Dashboard, self.0.as_bytes())
    }

    pub(super) fn check(&self, words: Words, csrf: &Csrf, form: &Form) -> Result<(), Page> {
        form.check(words, csrf, Purpose::Dashboard, self.0.as_bytes())
    }
}

/// A one-time link: looking at it spends nothing, so link previews do no harm.
pub(super) async fn link(
    State(Pages { flows, csrf, .. }): State<Pages>,
    words: Words,
    Path(link): Path<String>,
) -> Response {
    if !flows.knows_dashboard_link(&link) {
        return Page::link_over(words).into_response();
    }
    let token = csrf.token(Purpose::Link, link.as_bytes());
    let shown = LinkPage {
        words,
        link: &link,
        token: &token,
    };
    html::with_form(StatusCode::OK, &shown)
}

/// Spends the link for a session.
pub(super) async fn open(
    State(Pages { flows, csrf, .. }): State<Pages>,
    words: Words,
    Path(link): Path<String>,
    form: Form,
) -> Result<Response, Page> {
    form.check(words, &csrf, Purpose::Link, link.as_bytes())?;
    let session = flows.open_dashboard(&link);
    let session = session.ok_or_else(|| Page::link_over(words))?;
    Ok((cookie::set_session(&session), Redirect::to("/dashboard")).into_response())
}

/// Every app, and every program.
pub(super) async fn show(
    State(pages): State<Pages>,
    words: Words,
    guest: Guest,
) -> Result<Response, Page> {
    let Pages { flows, csrf, .. } = &pages;
    let refused = |refusal| Page::refused(words, &refusal);
    let (statuses, now) = flows.dashboard_apps().await.map_err(refused)?;
    let grants = flows.list_grants().await.map_err(refused)?;
    let programs = Program::list(words, grants, &statuses, now);
    let rows = statuses.into_iter().map(|status| row(words, status, now));
    let dashboard = Dashboard {
        words,
        token: &guest.token(csrf),
        device: flows.device_name(),
        rows: rows.collect(),
        programs,
        lets_programs_in: pages.lets_programs_in,
    };
    Ok(html::with_form(StatusCode::OK, &dashboard))
}

/// What a button of the dashboard does.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    Connect,
    Disconnect,
    Forget,
}

/// Does it to the app that the form names.
pub(super) async fn act(
    deed: Deed,
    State(Pages { flows, csrf, .. }): State<Pages>,
    (words, guest): (Words, Guest),
    form: Form,
) -> Result<Redirect, Page> {
    guest.check(words, &csrf, &form)?;
    let app = form.field("app").unwrap_or_default().to_owned();
    let done = match deed {
        Deed::Connect => flows.invite_guest(app).await.map(|nonce| on(&nonce)),
        Deed::Disconnect => flows.disconnect(app).await.map(|()| home()),
        Deed::Forget => flows.forget(app).await.map(|()| home()),
    };
    match done {
        Ok(to) => Ok(to),
        // Someone was quicker: the page that follows shows how it is.
        Err(Refusal::UnknownApp(_) | Refusal::NotAuthenticated(_)) => Ok(home()),
        Err(refusal) => Err(Page::refused(words, &refusal)),
    }
}

/// Every service that can be connected without a skill.
pub(super) async fn services(
    State(Pages { flows, csrf, .. }): State<Pages>,
    words: Words,
    guest: Guest,
) -> Response {
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for offer in flows.offers() {
        match offer.way {
            Some(way) => open.push((offer, way)),
            None => closed.push(offer),
        }
    }
    let services = Services {
        words,
        token: &guest.token(&csrf),
        open,
        closed,
        is_relay_blocked: matches!(flows.has_relay(), Err(Refusal::RelayBlocked(_))),
    };
    html::with_form(StatusCode::OK, &services)
}

/// Registers a service and begins its login.
pub(super) async fn take_up(
    State(Pages { flows, csrf, .. }): State<Pages>,
    words: Words,
    guest: Guest,
    form: Form,
) -> Result<Redirect, Page> {
    guest.check(words, &csrf, &form)?;
    let provider = form.field("provider").unwrap_or_default();
    let refused = |refusal| Page::refused(words, &refusal);
    let app = flows.take_up(provider).await.map_err(refused)?;
    let nonce = flows.invite_guest(app.munged()).await.map_err(refused)?;
    Ok(on(&nonce))
}

/// Ends the session.
pub(super) async fn leave(
    State(Pages { flows, csrf, .. }): State<Pages>,
    words: Words,
    guest: Guest,
    form: Form,
) -> Result<Response, Page> {
    guest.check(words, &csrf, &form)?;
    flows.leave_dashboard(&guest.0);
    Ok((cookie::end_session(), Redirect::to("/")).into_response())
}

fn on(nonce: &str) -> Redirect {
    Redirect::to(&format!("/go/{nonce}/on"))
}

pub(super) fn home() -> Redirect {
    Redirect::to("/dashboard")
}

fn row(words: Words, status: AppStatus, now: f64) -> Row {
    let (tone, state) = match status.state {
        AppState::Connected => (Tone::Ok, "dashboard-connected"),
        AppState::NotAuthenticated => (Tone::Wait, "dashboard-not-connected"),
        AppState::NeedsCredentials => (Tone::Wait, "dashboard-needs-credentials"),
        AppState::NeedsLogin => (Tone::Bad, "dashboard-needs-login"),
        AppState::Misconfigured => (Tone::Bad, "dashboard-misconfigured"),
    };
    let note = match status.state {
        AppState::Connected => Some(expiry(words, &status, now)),
        _ if status.login_pending => Some(words.say("dashboard-pending")),
        AppState::NeedsLogin => Some(words.say("dashboard-needs-login-note")),
        AppState::Misconfigured => Some(words.say("dashboard-misconfigured-note")),
        AppState::NotAuthenticated | AppState::NeedsCredentials => None,
    };
    let has_token = matches!(
        status.state,
        AppState::Connected | AppState::NeedsLogin | AppState::Misconfigured
    );
    let connect = if has_token {
        "dashboard-connect-again"
    } else {
        "dashboard-connect"
    };
    let (skill_id, app_id) = (status.app.skill_id(), status.app.app_id());
    Row {
        munged_id: status.app.munged(),
        whose: match skill_id {
            Flows::NOBODYS => words.say("go-nobody"),
            skill_id => format!("{skill_id} · {app_id}"),
        },
        name: status.name.unwrap_or_else(|| skill_id.to_owned()),
        tone,
        state: words.say(state),
        note,
        connect: words.say(connect),
        can_disconnect: has_token,
    }
}

/// When an access token ends, in words. Most are renewed before that, which is said too.
fn expiry(words: Words, status: &AppStatus, now: f64) -> String {
    const HOUR: f64 = 3600.0;
    const DAY: f64 = 86_400.0;
    let Some(left) = status.expires_at.map(|at| at - now) else {
        return words.say("dashboard-ends-never");
    };
    let (renewed, lasts, count) = match left {
        left if left <= 0.0 => return words.say("dashboard-ended"),
        left if left < 2.0 * HOUR => (
            "dashboard-ends-minutes",
            "dashboard-lasts-minutes",
            left / 60.0,
        ),
        left if left < 2.0 * DAY => ("dashboard-ends-hours", "dashboard-lasts-hours", left / HOUR),
        left => ("dashboard-ends-days", "dashboard-lasts-days", left / DAY),
    };
    let id = if status.ends { lasts } else { renewed };
    words.say_count(id, page::whole(count))
}
