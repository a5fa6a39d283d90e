//! Before the activation page: who has no session shows first that they are at the device.
//!
//! They type the six digits that the command line has told them, or scan a link that the screen shows.
//! Both begin a session, and lead back to the page on which they then decide. A session that was begun
//! by spoken digits is as good as none: every program of the device has heard those.

use askama::Template;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};

use super::Pages;
use super::cookie::{self, Cookies, Visitor};
use super::csrf::Purpose;
use super::form::Form;
use super::front::{self, Again};
use super::html;
use super::limit::Peer;
use super::page::Page;
use crate::door::Audience;
use crate::flow::Entered;
use crate::refusal::Refusal;
use crate::server::{AuthorizationServer, ScannedLink};
use crate::words::Words;

/// The page that asks, and the way to it.
#[derive(Clone)]
struct Entrance {
    pages: Pages,
    server: AuthorizationServer,
}

#[derive(Template)]
#[template(path = "activate_door.html")]
struct ClosedDoor<'a> {
    words: Words,
    device: &'a str,
    token: &'a str,
    said: Said<'a>,
    /// Whether there may be a screen to show a link on.
    has_screen: bool,
}

/// What the page for who is outside says beside the ways in.
#[derive(Default)]
struct Said<'a> {
    /// The link of a program that waits.
    link: Option<&'a ScannedLink>,
    notice: Option<String>,
    /// What is wrong with the digits.
    error: Option<String>,
    /// Whether they have come in by digits that were said aloud.
    is_aloud: bool,
}

#[derive(Template)]
#[template(path = "activate_link.html")]
struct LinkPage<'a> {
    words: Words,
    device: &'a str,
    link: &'a str,
    token: &'a str,
    query: &'a str,
}

/// The pages on which programs are let in, behind the door.
pub(super) fn router(pages: Pages, server: AuthorizationServer) -> Router<Pages> {
    let decisions = server.pages();
    let entrance = Entrance { pages, server };
    let guard = middleware::from_fn_with_state(entrance.clone(), guard);
    let link = get(look).post(open).head(super::nothing);
    Router::new()
        .route("/activate/enter", post(enter))
        .route("/activate/show", post(show))
        .route("/activate/open/{link}", link)
        .with_state(entrance)
        .merge(decisions.route_layer(guard).with_state(()))
}

/// Lets who has a session pass that may let programs in. A look-ahead passes too: nothing is shown to it.
async fn guard(
    State(entrance): State<Entrance>,
    words: Words,
    cookies: Cookies,
    request: Request,
    next: Next,
) -> Response {
    let flows = &entrance.pages.flows;
    let session = cookies.session.as_deref();
    let may_admit = session.is_some_and(|cookie| flows.may_admit(cookie));
    if may_admit || request.method() == Method::HEAD {
        return next.run(request).await;
    }
    let query = request.uri().query().unwrap_or_default();
    let is_shown = !flows.lacks_screen() && query.split('&').any(|pair| pair == SHOWN);
    let is_aloud = session.is_some_and(|cookie| flows.session(cookie).is_some());
    let visitor = Visitor::of(cookies, &flows.entropy());
    let link = match entrance.waiting(ScannedLink::read(query)).await {
        Ok(link) => link,
        Err(refusal) => return super::refused(words, &refusal),
    };
    let said = Said {
        link: link.as_ref(),
        notice: is_shown.then(|| words.say("activate-door-shown")),
        error: None,
        is_aloud,
    };
    visitor.shown(entrance.closed(StatusCode::FORBIDDEN, (words, &visitor.id), said))
}

/// What the address tells of a link that somebody wanted to see.
const SHOWN: &str = "shown";

/// Takes the digits.
async fn enter(
    State(entrance): State<Entrance>,
    Extension(peer): Extension<Peer>,
    (words, cookies): (Words, Cookies),
    typed: Form,
) -> Result<Response, Page> {
    let pages = &entrance.pages;
    let visitor = front::believe(words, pages, cookies, &typed)?;
    let refused = |refusal| Page::refused(words, &refusal);
    let link = entrance.waiting(scanned(&typed)).await.map_err(refused)?;
    Ok(
        match front::take_digits(words, pages, peer, (&typed, "activate-door-wrong")) {
            // They were those of a login.
            Ok(Entered::Login(nonce)) => Redirect::to(&format!("/go/{nonce}/on")).into_response(),
            Ok(Entered::Dashboard(session, Audience::Everyone)) => {
                let said = Said {
                    link: link.as_ref(),
                    is_aloud: true,
                    ..Said::default()
                };
                let page = entrance.closed(StatusCode::FORBIDDEN, (words, &visitor), said);
                (cookie::set_session(&session), page).into_response()
            }
            Ok(Entered::Dashboard(session, Audience::Owner)) => {
                (cookie::set_session(&session), to_activation(link.as_ref())).into_response()
            }
            Err(again) => {
                let said = Said {
                    link: link.as_ref(),
                    error: Some(again.error.clone()),
                    ..Said::default()
                };
                again.told_on(entrance.closed(again.status, (words, &visitor), said))
            }
        },
    )
}

/// Has a link shown on the device's screen: who scans it is near the device.
async fn show(
    State(entrance): State<Entrance>,
    Extension(peer): Extension<Peer>,
    (words, cookies): (Words, Cookies),
    form: Form,
) -> Result<Response, Page> {
    let visitor = front::believe(words, &entrance.pages, cookies, &form)?;
    let told = |again: Again, link: Option<&ScannedLink>| {
        let said = Said {
            link,
            notice: Some(again.error.clone()),
            ..Said::default()
        };
        again.told_on(entrance.closed(again.status, (words, &visitor), said))
    };
    // For programs that wait alone: nobody else has the screen show anything.
    let refused = |refusal| Page::refused(words, &refusal);
    let Some(link) = entrance.waiting(scanned(&form)).await.map_err(refused)? else {
        let unknown = words.say("activate-unknown");
        return Ok(told(Again::now(StatusCode::BAD_REQUEST, unknown), None));
    };
    if entrance.pages.flows.lacks_screen() {
        // The page had its button when nobody knew.
        let said = Said {
            link: Some(&link),
            ..Said::default()
        };
        return Ok(entrance.closed(StatusCode::FORBIDDEN, (words, &visitor), said));
    }
    let query = link.query();
    match entrance
        .pages
        .flows
        .show_activation((link.code(), &query), peer.source())
    {
        Ok(Ok(())) => Ok(Redirect::to(&format!("/activate?{query}&{SHOWN}")).into_response()),
        Ok(Err(seconds)) => {
            let often = words.say("activate-door-often");
            Ok(told(Again::later(seconds, often), Some(&link)))
        }
        Err(refusal) => Err(refused(refusal)),
    }
}

/// A link from the screen: looking at it spends nothing, so link previews do no harm.
async fn look(
    State(Entrance { pages, .. }): State<Entrance>,
    words: Words,
    Path(link): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    if !pages.flows.knows_dashboard_link(&link) {
        return over(words).into_response();
    }
    let scanned = ScannedLink::read(&query.unwrap_or_default());
    let shown = LinkPage {
        words,
        device: pages.flows.device_name(),
        link: &link,
        token: &pages.csrf.token(Purpose::Link, link.as_bytes()),
        query: &scanned.map(|link| link.query()).unwrap_or_default(),
    };
    html::with_form(StatusCode::OK, &shown)
}

/// Spends the link for a session.
async fn open(
    State(Entrance { pages, .. }): State<Entrance>,
    words: Words,
    Path(link): Path<String>,
    RawQuery(query): RawQuery,
    form: Form,
) -> Result<Response, Page> {
    form.check(words, &pages.csrf, Purpose::Link, link.as_bytes())?;
    let session = pages.flows.open_dashboard(&link);
    let session = session.ok_or_else(|| over(words))?;
    let scanned = ScannedLink::read(&query.unwrap_or_default());
    Ok((
        cookie::set_session(&session),
        to_activation(scanned.as_ref()),
    )
        .into_response())
}

impl Entrance {
    /// The link, if its program waits.
    async fn waiting(&self, link: Option<ScannedLink>) -> Result<Option<ScannedLink>, Refusal> {
        let Some(link) = link else {
            return Ok(None);
        };
        let is_waiting = self.server.is_waiting(&link).await?;
        Ok(is_waiting.then_some(link))
    }

    /// The page for who is outside.
    fn closed(
        &self,
        status: StatusCode,
        (words, visitor): (Words, &str),
        said: Said<'_>,
    ) -> Response {
        let Pages { flows, csrf, .. } = &self.pages;
        let door = ClosedDoor {
            words,
            device: flows.device_name(),
            token: &csrf.token(Purpose::Digits, visitor.as_bytes()),
            said,
            has_screen: !flows.lacks_screen(),
        };
        html::with_form(status, &door)
    }
}

fn scanned(form: &Form) -> Option<ScannedLink> {
    ScannedLink::of(form.field("user_code"), form.field("key"))
}

fn to_activation(link: Option<&ScannedLink>) -> Redirect {
    match link {
        Some(link) => Redirect::to(&format!("/activate?{}", link.query())),
        None => Redirect::to("/activate"),
    }
}

/// A link from the screen that is spent or old.
fn over(words: Words) -> Page {
    let says = [
        "dashboard-closed-label",
        "dashboard-over-title",
        "dashboard-over-lead",
        "activate-over-next",
    ];
    Page::bad(words, StatusCode::GONE, says)
}
