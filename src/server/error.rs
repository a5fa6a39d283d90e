//! Why an endpoint gives a program nothing, as OAuth tells it.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::grants::{NotOpened, NotRevoked, Refusal};
use super::scope;
use super::switch::Failure;
use crate::store;

/// Marks an answer that a program waits for as it should: it is no failure of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Awaited;

/// The codes of [RFC 6749, section 5.2](https://www.rfc-editor.org/rfc/rfc6749#section-5.2) and
/// [RFC 8628, section 3.5](https://www.rfc-editor.org/rfc/rfc8628#section-3.5).
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("{0}")]
    InvalidRequest(&'static str),
    #[error("the form took too long to come: send it at once")]
    TooSlow,
    // The same words for an unknown client and a wrong secret.
    #[error("the client is not known or has not proven who it is")]
    InvalidClient,
    #[error("{0}")]
    UnauthorizedClient(&'static str),
    #[error("{0}")]
    InvalidGrant(Refusal),
    #[error("{0}")]
    InvalidScope(scope::Refused),
    #[error("the scope is wider than the granted one")]
    ScopeTooWide,
    #[error("grant_type must be {0}")]
    UnsupportedGrantType(&'static str),
    #[error("nobody has decided yet: poll again")]
    Pending,
    #[error("that was too soon: poll every {0} seconds from now on")]
    SlowDown(u32),
    #[error("the person refused")]
    Denied,
    #[error("nobody decided in time: ask for a new code")]
    Expired,
    #[error("too many devices wait for a decision: try again later")]
    Busy,
    #[error("this practice server was told to fail")]
    Told(Failure),
    #[error("the device cannot read or write its database: see its log")]
    Store(#[source] store::Error),
    #[error("the device has no address that a phone reaches: connect it to the network")]
    NoAddress,
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy => Self::Busy,
            error => Self::Store(error),
        }
    }
}

impl From<NotOpened> for Error {
    fn from(error: NotOpened) -> Self {
        match error {
            NotOpened::Busy => Self::Busy,
            NotOpened::Store(error) => error.into(),
        }
    }
}

impl From<NotRevoked> for Error {
    fn from(error: NotRevoked) -> Self {
        match error {
            NotRevoked::Others => Self::UnauthorizedClient("the token is another client's"),
            NotRevoked::Store(error) => error.into(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::ScopeTooWide => Self::ScopeTooWide,
            Refusal::Pending => Self::Pending,
            Refusal::SlowDown(interval) => Self::SlowDown(interval),
            Refusal::Denied => Self::Denied,
            Refusal::Expired => Self::Expired,
            Refusal::Told(failure) => Self::Told(failure),
            Refusal::Store(error) => error.into(),
            other => Self::InvalidGrant(other),
        }
    }
}

impl From<scope::Refused> for Error {
    fn from(refused: scope::Refused) -> Self {
        Self::InvalidScope(refused)
    }
}

impl Error {
    fn code(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) | Self::TooSlow => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::UnauthorizedClient(_) => "unauthorized_client",
            Self::InvalidGrant(_) => "invalid_grant",
            Self::InvalidScope(_) | Self::ScopeTooWide => "invalid_scope",
            Self::UnsupportedGrantType(_) => "unsupported_grant_type",
            Self::Pending => "authorization_pending",
            Self::SlowDown(_) => "slow_down",
            Self::Denied => "access_denied",
            Self::Expired => "expired_token",
            Self::Busy | Self::NoAddress | Self::Told(_) => "temporarily_unavailable",
            Self::Store(_) => "server_error",
        }
    }

    /// Tells of it once.
    pub(super) fn log(&self) {
        match self {
            Self::Store(error) => {
                let error = error as &dyn std::error::Error;
                tracing::error!(error, "a program was given nothing");
            }
            error => tracing::info!("refused: {error}"),
        }
    }

    /// The answer, with the page about errors if there is one.
    pub(super) fn respond(self, error_page: Option<&str>) -> Response {
        if let Self::Told(failure) = self {
            return failure.into_response();
        }
        let mut body = json!({ "error": self.code(), "error_description": self.to_string() });
        if let (Some(page), Some(members)) = (error_page, body.as_object_mut()) {
            members.insert("error_uri".to_owned(), page.into());
        }
        let status = match self {
            Self::InvalidClient => StatusCode::UNAUTHORIZED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Busy | Self::NoAddress => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        let mut response = (status, Json(body)).into_response();
        if matches!(self, Self::Pending) {
            response.extensions_mut().insert(Awaited);
        }
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if matches!(self, Self::TooSlow) {
            // What still comes of the form is no next request.
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if matches!(self, Self::InvalidClient) {
            let basic = HeaderValue::from_static("Basic realm=\"phal-oauth\", charset=\"UTF-8\"");
            headers.insert(header::WWW_AUTHENTICATE, basic);
        }
        if matches!(self, Self::Busy | Self::NoAddress) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        response
    }
}
