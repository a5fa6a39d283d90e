//! What a practice server does on demand: errors and refusals that real servers give seldom.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

/// A word of a scope that asks a practice server for special treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Approved without a person.
    Approve,
    /// Refused without a person.
    Refuse,
    /// The device code lasts a second.
    Expire,
    /// The first poll comes too soon, however late.
    Slow,
    /// Access tokens last five seconds.
    Short,
    /// The first refresh fails for good.
    Lost,
    /// A refresh fails for now.
    Unavailable,
}

/// How every token request ends on a practice server that is told to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The code or token is worth nothing: the login is over.
    InvalidGrant,
    /// The client is not known.
    InvalidClient,
    /// Status 500.
    ServerError,
    /// Status 503 with `Retry-After`.
    Unavailable,
    /// Status 502 with a gateway's HTML page.
    Html,
}

/// What a practice server answers to a login.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decision {
    /// What a person decides.
    #[default]
    Ask,
    /// Yes, at once.
    Approve,
    /// No, at once.
    Refuse,
}

impl Switch {
    /// Every switch.
    pub const ALL: [Self; 7] = [
        Self::Approve,
        Self::Refuse,
        Self::Expire,
        Self::Slow,
        Self::Short,
        Self::Lost,
        Self::Unavailable,
    ];

    /// Its word in a scope.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Approve => "practice:approve",
            Self::Refuse => "practice:refuse",
            Self::Expire => "practice:expire",
            Self::Slow => "practice:slow",
            Self::Short => "practice:short",
            Self::Lost => "practice:lost",
            Self::Unavailable => "practice:unavailable",
        }
    }

    /// What it does, for people.
    #[must_use]
    pub fn effect(self) -> &'static str {
        match self {
            Self::Approve => "approved at once, without a person",
            Self::Refuse => "refused at once",
            Self::Expire => "the device code ends after one second",
            Self::Slow => "the first poll is answered slow_down",
            Self::Short => "access tokens last five seconds",
            Self::Lost => "the first refresh ends the login (invalid_grant)",
            Self::Unavailable => "every refresh is answered with status 503",
        }
    }

    pub(super) fn is_in(self, scope: &str) -> bool {
        scope.split(' ').any(|word| word == self.word())
    }
}

impl Decision {
    /// What is decided about `scope` without a person, if anything.
    pub(super) fn made(self, scope: &str) -> Option<bool> {
        if Switch::Approve.is_in(scope) {
            return Some(true);
        }
        if Switch::Refuse.is_in(scope) {
            return Some(false);
        }
        match self {
            Self::Ask => None,
            Self::Approve => Some(true),
            Self::Refuse => Some(false),
        }
    }
}

impl Failure {
    fn code(self) -> &'static str {
        match self {
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidClient => "invalid_client",
            Self::ServerError => "server_error",
            Self::Unavailable => "temporarily_unavailable",
            Self::Html => "",
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let no_store = [(header::CACHE_CONTROL, "no-store")];
        let description = "this practice server was told to fail";
        let body = Json(json!({ "error": self.code(), "error_description": description }));
        match self {
            Self::InvalidGrant => (StatusCode::BAD_REQUEST, no_store, body).into_response(),
            Self::InvalidClient => (StatusCode::UNAUTHORIZED, no_store, body).into_response(),
            Self::ServerError => {
                (StatusCode::INTERNAL_SERVER_ERROR, no_store, body).into_response()
            }
            Self::Unavailable => {
                let later = [(header::RETRY_AFTER, "1")];
                (StatusCode::SERVICE_UNAVAILABLE, no_store, later, body).into_response()
            }
            Self::Html => {
                let page = Html("<html><body><h1>502 Bad Gateway</h1></body></html>");
                (StatusCode::BAD_GATEWAY, no_store, page).into_response()
            }
        }
    }
}

/// Whether a word of a scope is a switch.
pub(super) fn is_known(word: &str) -> bool {
    Switch::ALL.iter().any(|switch| switch.word() == word)
}
