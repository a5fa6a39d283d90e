//! Why something was not done: a stable code for programs with a sentence for people.

use crate::pasted::Wrong;

/// The reason that a request, a callback or a login ended without what was asked for.
///
/// The text says what happened and what to do; it holds no secret and nothing that a provider sent
/// but its error code.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The message or the query is not well-formed.
    #[error("{0}")]
    InvalidRequest(String),
    /// An id is missing or has other characters than allowed.
    #[error("{0}")]
    InvalidId(String),
    /// Another pair of ids has the same munged id.
    #[error(
        "another skill has registered the id {0}: choose another app_id, or forget the other app"
    )]
    IdConflict(String),
    /// No app of this id is registered.
    #[error("no app {0} is registered: the skill must send oauth.register first")]
    UnknownApp(String),
    /// The app has no client id, or lacks a secret that it needs.
    #[error(
        "{0} has no client id, or not its secret: enter what the provider's developer page shows"
    )]
    NeedsCredentials(String),
    /// What a person pasted ends no login.
    #[error("{0}")]
    WrongPaste(Wrong),
    /// Nobody has logged in.
    #[error("nobody has logged in to {0} yet: start a login")]
    NotAuthenticated(String),
    /// The login has died and a person must log in again.
    #[error("the login of {0} is no longer valid: log in again")]
    NeedsLogin(String),
    /// The provider gave no refresh token, so that only a person can get another token.
    #[error("the provider gave no way to renew the token of {0}: log in again when it has ended")]
    NotRenewable(String),
    /// The authorization server refuses the client or the request, not the person.
    #[error("{0}")]
    Misconfigured(String),
    /// The person refused.
    #[error("access was refused on the provider's page: start again and approve to connect")]
    AccessDenied,
    /// Someone on the device ended the login.
    #[error("the login was cancelled on the device: start again to connect")]
    Cancelled,
    /// The login waited too long.
    #[error("the login was not finished in time: start again")]
    Expired,
    /// No login waits for this state.
    #[error("no login waits for this answer: start again on the device")]
    StateUnknown,
    /// Another authorization server answered than the one that was asked (RFC 9207).
    #[error("another server answered than the one that was asked: start again on the device")]
    IssuerMismatch,
    /// The authorization server answered with an error, or with nothing that can be read.
    #[error("{0}")]
    Provider(String),
    /// It may work later.
    #[error("{reason}: try again in a moment")]
    TemporarilyUnavailable {
        /// What did not work.
        reason: String,
        /// Seconds to wait, where they are known.
        retry_after: Option<u64>,
    },
    /// No way to log in.
    #[error("{0} has no way to log in that this device can go: see phal-oauth providers")]
    NoWay(String),
    /// The only way to log in is a relay, and none is set up.
    #[error(
        "{0} can be reached by a relay alone, and none is set up: run phal-oauth relay on the device"
    )]
    NeedsRelay(String),
    /// The relay would not lead to this device.
    #[error("{0}")]
    RelayBlocked(String),
    /// No network address for a callback.
    #[error(
        "this device has no network address for the callback: connect it, or set advertise_host"
    )]
    NoAddress,
    /// An endpoint that would carry secrets in clear over a public network, or is no address.
    #[error("{0}")]
    InsecureEndpoint(String),
    /// The database or a file could not be written.
    #[error(
        "the device could not read or write its store: see its log, free space and check the folder"
    )]
    Storage,
}

impl Refusal {
    /// A request that is not well-formed.
    #[must_use]
    pub fn request(text: impl Into<String>) -> Self {
        Self::InvalidRequest(text.into())
    }

    /// An id that is not usable.
    #[must_use]
    pub fn id(text: impl Into<String>) -> Self {
        Self::InvalidId(text.into())
    }

    /// The stable word in `error_code`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) | Self::WrongPaste(_) => "invalid_request",
            Self::InvalidId(_) => "invalid_id",
            Self::IdConflict(_) => "id_conflict",
            Self::UnknownApp(_) => "unknown_app",
            Self::NeedsCredentials(_) => "needs_credentials",
            Self::NotAuthenticated(_) => "not_authenticated",
            Self::NeedsLogin(_) | Self::NotRenewable(_) => "needs_login",
            Self::Misconfigured(_) => "misconfigured",
            Self::AccessDenied | Self::Cancelled => "access_denied",
            Self::Expired => "expired",
            Self::StateUnknown => "state_unknown",
            Self::IssuerMismatch => "issuer_mismatch",
            Self::Provider(_) => "provider_error",
            Self::TemporarilyUnavailable { .. } => "temporarily_unavailable",
            Self::NoWay(_) | Self::NeedsRelay(_) | Self::RelayBlocked(_) => "no_way",
            Self::NoAddress => "no_address",
            Self::InsecureEndpoint(_) => "insecure_endpoint",
            Self::Storage => "storage",
        }
    }

    /// Seconds to wait before asking again, where they are known.
    #[must_use]
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TemporarilyUnavailable { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

impl From<crate::store::Error> for Refusal {
    fn from(error: crate::store::Error) -> Self {
        // The one place where a store error is handled, so the one place that logs it.
        match error {
            crate::store::Error::IdConflict(id) => Self::IdConflict(id),
            error => {
                tracing::error!(error = &error as &dyn std::error::Error, "the store failed");
                Self::Storage
            }
        }
    }
}
