//! The activation page: a person types or scans a program's code, sees who wants what, and decides.
//!
//! A link only fills the code in. What decides is a POST with a token that was made for this browser
//! and this code, and given out with the page that says what is asked. A practice server takes any
//! browser; where there are people, whoever decides has a session of the dashboard, and not by digits
//! that every local program has heard.

use axum::extract::{FromRequestParts, RawQuery, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use url::form_urlencoded;

use super::AuthorizationServer;
use super::grants::{Missed, Person};
use super::page::{self, Activation, CodeForm, Tone};
use super::parameters::Parameters;
use super::permission::{self, AppNames, Permission};
use super::place::From;
use crate::allowance::Source;
use crate::http::{self, Cookies, Form, Purpose, Visitor, whole};
use crate::refusal::Refusal;
use crate::store::{self, Asking};
use crate::user_code::UserCode;
use crate::words::Words;

/// Names of apps that are looked up for one page; more stand there by their ids.
const MOST_NAMES: usize = 32;

/// Who decides: whoever has a session of the dashboard, or with a practice server any browser.
pub(super) struct Guest {
    /// What their forms' tokens are made for.
    whose: String,
    visitor: Option<Visitor>,
}

impl FromRequestParts<AuthorizationServer> for Guest {
    type Rejection = StatusCode;

    async fn from_request_parts(
        parts: &mut Parts,
        server: &AuthorizationServer,
    ) -> Result<Self, StatusCode> {
        let Ok(cookies) = Cookies::from_request_parts(parts, server).await;
        let Some(people) = &server.0.people else {
            let visitor = Visitor::of(cookies, &server.0.entropy);
            return Ok(Self {
                whose: visitor.id.clone(),
                visitor: Some(visitor),
            });
        };
        let session = cookies.session.as_deref();
        let session = session.and_then(|cookie| people.door.admitting_session(cookie));
        // The router that this is part of has shown the others another page.
        let session = session.ok_or(StatusCode::FORBIDDEN)?;
        Ok(Self {
            whose: URL_SAFE_NO_PAD.encode(session.as_bytes()),
            visitor: None,
        })
    }
}

impl Guest {
    /// The page, with the cookie that a new browser gets.
    fn shown(&self, page: Response) -> Response {
        match &self.visitor {
            Some(visitor) => visitor.shown(page),
            None => page,
        }
    }

    /// What a decision's token is made for.
    fn with(&self, code: &UserCode) -> String {
        // No code holds a line feed.
        format!("{code}\n{}", self.whose)
    }
}

/// What stands in the link that a program shows: its code, and a key that nobody guesses.
#[derive(Clone)]
pub(crate) struct ScannedLink {
    code: UserCode,
    key: String,
}

impl ScannedLink {
    /// The link with these fields.
    pub(crate) fn of(code: Option<&str>, key: Option<&str>) -> Option<Self> {
        Some(Self {
            code: code.and_then(UserCode::read)?,
            key: key?.to_owned(),
        })
    }

    /// The link with this query.
    pub(crate) fn read(query: &str) -> Option<Self> {
        let parameters = Parameters::parse(query.as_bytes());
        Self::of(parameters.find("user_code"), parameters.find("key"))
    }

    /// Its query.
    pub(crate) fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("user_code", &self.code());
        query.append_pair("key", &self.key);
        query.finish()
    }

    /// The code as people read it.
    pub(crate) fn code(&self) -> String {
        self.code.to_string()
    }

    /// The key.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }
}

impl AuthorizationServer {
    /// Whether the program that shows this link waits for a person.
    pub(crate) async fn is_waiting(&self, link: &ScannedLink) -> Result<bool, store::Error> {
        Ok(self.find_linked(link).await?.is_some())
    }

    async fn find_linked(&self, link: &ScannedLink) -> Result<Option<Asking>, store::Error> {
        let devices = self.0.grants.devices();
        devices.find_linked(&link.code, &link.key).await
    }

    /// What people know the apps by whose tokens a scope opens.
    async fn app_names(&self, scope: &str) -> Result<AppNames, store::Error> {
        let mut names = AppNames::new();
        for id in permission::apps(scope).take(MOST_NAMES) {
            let app = self.0.store.find_app_by_munged(id.to_owned()).await?;
            let name = app.and_then(|app| app.registration.public.name.clone());
            names.extend(name.map(|name| (id.to_owned(), name)));
        }
        Ok(names)
    }
}

/// Shows the form, or what the program of a scanned link asks. It decides nothing, however often a
/// link preview fetches it.
pub(super) async fn show(
    State(server): State<AuthorizationServer>,
    (words, guest): (Words, Guest),
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let page = if let Some(link) = ScannedLink::read(&query) {
        match server.find_linked(&link).await {
            Ok(Some(asking)) => ask(&server, words, &guest, (&link.code, &asking)).await,
            Ok(None) => unknown(&server, words, &guest),
            Err(error) => failed(words, error),
        }
    } else {
        let parameters = Parameters::parse(query.as_bytes());
        let code = parameters.find("user_code").and_then(UserCode::read);
        form(&server, words, &guest, Shown::of(code.as_ref()))
    };
    guest.shown(page)
}

/// Takes a typed code, or a decision.
pub(super) async fn take(
    State(server): State<AuthorizationServer>,
    (words, guest): (Words, Guest),
    from: From,
    typed: Form,
) -> Response {
    let page = match typed.field("decision") {
        Some("approve") => decide(&server, words, &guest, &typed, true).await,
        Some("deny") => decide(&server, words, &guest, &typed, false).await,
        Some(_) => stale(&server, words, &guest),
        None => look_up(&server, words, (&guest, &from), &typed).await,
    };
    guest.shown(page)
}

/// What a person sees who has approved.
pub(super) async fn approved(State(server): State<AuthorizationServer>, words: Words) -> Response {
    let says = ["activate-approved-title", "activate-approved-lead"];
    told(&server, words, (Tone::Ok, says), "activate-approved-note")
}

/// What a person sees who has refused.
pub(super) async fn refused(State(server): State<AuthorizationServer>, words: Words) -> Response {
    let says = ["activate-refused-title", "activate-refused-lead"];
    told(&server, words, (Tone::Wait, says), "activate-done-note")
}

/// A page that says what came of it. Where there are people it leads to what the person can see and end there.
fn told(
    server: &AuthorizationServer,
    words: Words,
    (tone, says): (Tone, [&'static str; 2]),
    note: &'static str,
) -> Response {
    let is_at_home = server.0.people.is_some();
    let note = if is_at_home {
        note
    } else {
        "activate-done-note"
    };
    page::told(words, tone, says, (&server.label(words), note, is_at_home))
}

async fn look_up(
    server: &AuthorizationServer,
    words: Words,
    (guest, from): (&Guest, &From),
    form: &Form,
) -> Response {
    let token = form.field("token").unwrap_or_default();
    let whose = guest.whose.as_bytes();
    if !server.0.csrf.is_token(Purpose::UserCode, whose, token) {
        return stale(server, words, guest);
    }
    let typed = form.field("user_code").unwrap_or_default();
    let person = Person {
        // A home is one network: a gadget must not use up what its owner may mistype.
        source: Source::at(from.0),
        session: &guest.whose,
    };
    let found = server.0.grants.devices().find_typed(typed, person).await;
    match (found, UserCode::read(typed)) {
        (Ok(asking), Some(code)) => ask(server, words, guest, (&code, &asking)).await,
        (Err(Missed::TooMany(seconds)), _) => too_many(server, words, guest, seconds),
        (Err(Missed::Store(error)), _) => failed(words, error),
        _ => unknown(server, words, guest),
    }
}

async fn decide(
    server: &AuthorizationServer,
    words: Words,
    guest: &Guest,
    form: &Form,
    approved: bool,
) -> Response {
    let token = form.field("token").unwrap_or_default();
    let code = form.field("user_code").and_then(UserCode::read);
    let is_ours = |code: &UserCode| {
        let whose = guest.with(code);
        let csrf = &server.0.csrf;
        csrf.is_token(Purpose::Activation, whose.as_bytes(), token)
    };
    let Some(code) = code.filter(is_ours) else {
        return stale(server, words, guest);
    };
    let asking = match server.0.grants.devices().decide(&code, approved).await {
        Ok(Some(asking)) => asking,
        Ok(None) => return unknown(server, words, guest),
        Err(error) => return failed(words, error),
    };
    tracing::info!(client.id = asking.client_id, approved, "the person decided");
    let page = if approved {
        "/activate/approved"
    } else {
        "/activate/refused"
    };
    // 303 and never 307, or the browser would send the form on as well.
    Redirect::to(page).into_response()
}

async fn ask(
    server: &AuthorizationServer,
    words: Words,
    guest: &Guest,
    (code, asking): (&UserCode, &Asking),
) -> Response {
    let names = match server.app_names(&asking.scope).await {
        Ok(names) => names,
        Err(error) => return failed(words, error),
    };
    let whose = guest.with(code);
    page::activation(&Activation {
        words,
        label: &server.label(words),
        client: &asking.client_name,
        client_id: &asking.client_id,
        address: page::place_of(words, asking.address),
        permissions: Permission::list(words, &asking.scope, &names),
        has_token: permission::has_token(&asking.scope),
        has_all: permission::has_all(&asking.scope),
        code: code.to_string(),
        token: &server.0.csrf.token(Purpose::Activation, whose.as_bytes()),
        is_at_home: server.0.people.is_some(),
    })
}

/// The form as it is shown.
struct Shown {
    status: StatusCode,
    code: String,
    error: Option<String>,
}

impl Shown {
    fn of(code: Option<&UserCode>) -> Self {
        Self {
            status: StatusCode::OK,
            code: code.map(UserCode::to_string).unwrap_or_default(),
            error: None,
        }
    }

    fn wrong(status: StatusCode, error: String) -> Self {
        Self {
            status,
            code: String::new(),
            error: Some(error),
        }
    }
}

fn form(server: &AuthorizationServer, words: Words, guest: &Guest, shown: Shown) -> Response {
    let whose = guest.whose.as_bytes();
    let page = CodeForm {
        words,
        label: &server.label(words),
        token: &server.0.csrf.token(Purpose::UserCode, whose),
        code: shown.code,
        error: shown.error,
        is_at_home: server.0.people.is_some(),
    };
    page::code_form(shown.status, &page)
}

/// The one answer to codes that are mistyped, used, refused or over: whoever tries codes out learns
/// nothing from it.
fn unknown(server: &AuthorizationServer, words: Words, guest: &Guest) -> Response {
    let wrong = Shown::wrong(StatusCode::BAD_REQUEST, words.say("activate-unknown"));
    form(server, words, guest, wrong)
}

fn failed(words: Words, error: store::Error) -> Response {
    http::refused(words, &Refusal::from(error))
}

fn stale(server: &AuthorizationServer, words: Words, guest: &Guest) -> Response {
    let wrong = Shown::wrong(StatusCode::FORBIDDEN, words.say("activate-stale"));
    form(server, words, guest, wrong)
}

fn too_many(server: &AuthorizationServer, words: Words, guest: &Guest, seconds: f64) -> Response {
    let error = words.say_count("activate-too-many", whole(seconds / 60.0));
    let wrong = Shown::wrong(StatusCode::TOO_MANY_REQUESTS, error);
    let later = [(header::RETRY_AFTER, whole(seconds).to_string())];
    (later, form(server, words, guest, wrong)).into_response()
}
