//! How an app is, as `oauth.status` tells it.

use serde_json::{Value, json};

use crate::event::{with, with_expiry};
use crate::id::AppId;
use crate::way::Way;

/// How an app is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppState {
    /// A person must enter a client id.
    NeedsCredentials,
    /// Nobody has logged in.
    NotAuthenticated,
    /// There is a token.
    Connected,
    /// The login has died: a person must log in again.
    NeedsLogin,
    /// The authorization server refuses the client.
    Misconfigured,
}

impl AppState {
    /// The word on the bus.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NeedsCredentials => "needs_credentials",
            Self::NotAuthenticated => "not_authenticated",
            Self::Connected => "connected",
            Self::NeedsLogin => "needs_login",
            Self::Misconfigured => "misconfigured",
        }
    }
}

/// One app in `oauth.status.response`.
#[derive(Clone, Debug)]
pub struct AppStatus {
    /// The app.
    pub app: AppId,
    /// The service's name for people.
    pub name: Option<String>,
    /// How it is.
    pub state: AppState,
    /// Whether a login waits for a person.
    pub login_pending: bool,
    /// Whether a person must enter a client id.
    pub needs_creds: bool,
    /// The granted scope, else the asked one.
    pub scope: Option<String>,
    /// When the access token ends, in seconds since 1970, where that is known.
    pub expires_at: Option<f64>,
    /// Whether it cannot be renewed then; the dashboard tells it.
    pub ends: bool,
    /// How its next login goes; `None` where there is no way.
    pub way: Option<Way>,
    /// Why it goes that way, or none, as a sentence for people.
    pub way_reason: Option<String>,
    /// Why it is not connected: the authorization server's error code.
    pub reason: Option<String>,
}

impl AppStatus {
    /// The object in the list.
    #[must_use]
    pub fn into_json(self) -> Value {
        let data = json!({
            "munged_id": self.app.munged(),
            "skill_id": self.app.skill_id(),
            "app_id": self.app.app_id(),
            "name": self.name,
            "state": self.state.as_str(),
            "login_pending": self.login_pending,
            "needs_creds": self.needs_creds,
            "scope": self.scope,
            "way": self.way.map(Way::as_str),
        });
        let data = with(data, "way_reason", self.way_reason.map(Value::from));
        let broken = matches!(self.state, AppState::NeedsLogin | AppState::Misconfigured);
        let data = with(
            data,
            "error_code",
            broken.then(|| self.state.as_str().into()),
        );
        let data = with(data, "reason", self.reason.map(Value::from));
        with_expiry(data, self.expires_at)
    }
}
