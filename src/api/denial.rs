//! Why a program gets nothing: status, challenge and the two words of every refusal.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::event::with_refusal;
use crate::refusal::Refusal;
use crate::server::bearer::Denied;

/// How long to wait where nothing is known, in seconds.
const LATER: u64 = 5;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Denial {
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("there is nothing at this path: see /api/v1/openapi.json")]
    NoSuchPath,
    #[error("this path has other methods: see the header Allow")]
    NoSuchMethod,
    #[error("this device does not go by the name in the header Host: see allowed_hosts")]
    WrongHost,
    #[error("too many requests of this address have failed: wait {0} seconds")]
    TooMany(u32),
    #[error("a page of another site has sent this: only programs may ask")]
    ForeignOrigin,
}

impl Denial {
    fn code(&self) -> &'static str {
        match self {
            Self::Denied(denied) => denied.code(),
            Self::Refused(refusal) => refusal.code(),
            Self::NoSuchPath => "no_such_path",
            Self::NoSuchMethod => "no_such_method",
            Self::WrongHost => "wrong_host",
            Self::TooMany(_) => "too_many_requests",
            Self::ForeignOrigin => "foreign_origin",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Refused(refusal) => status_of(refusal),
            Self::NoSuchPath => StatusCode::NOT_FOUND,
            Self::NoSuchMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::ForeignOrigin => StatusCode::FORBIDDEN,
        }
    }
}

/// What a program can do about it: send it right (400), do something first (409), ask later (503), or
/// nothing (500, 502).
fn status_of(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::InvalidRequest(_) | Refusal::InvalidId(_) | Refusal::WrongPaste(_) => {
            StatusCode::BAD_REQUEST
        }
        Refusal::UnknownApp(_) => StatusCode::NOT_FOUND,
        Refusal::IdConflict(_)
        | Refusal::NeedsCredentials(_)
        | Refusal::NotAuthenticated(_)
        | Refusal::NeedsLogin(_)
        | Refusal::NotRenewable(_)
        | Refusal::Misconfigured(_)
        | Refusal::AccessDenied
        | Refusal::Cancelled
        | Refusal::Expired
        | Refusal::StateUnknown
        | Refusal::NoWay(_)
        | Refusal::NeedsRelay(_)
        | Refusal::RelayBlocked(_)
        | Refusal::NoAddress
        | Refusal::InsecureEndpoint(_) => StatusCode::CONFLICT,
        Refusal::IssuerMismatch | Refusal::Provider(_) => StatusCode::BAD_GATEWAY,
        Refusal::TemporarilyUnavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Storage => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Denial {
    fn into_response(self) -> Response {
        // Who asks too much is not to fill the log as well.
        if !matches!(self, Self::TooMany(_)) {
            tracing::info!(error_code = self.code(), "API request refused: {self}");
        }
        let status = self.status();
        let body = match &self {
            Self::Refused(refusal) => with_refusal(json!({}), refusal),
            Self::TooMany(seconds) => json!({
                "error": self.to_string(), "error_code": self.code(), "retry_after": seconds,
            }),
            _ => json!({ "error": self.to_string(), "error_code": self.code() }),
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        if let Self::Denied(denied) = &self {
            headers.insert(header::WWW_AUTHENTICATE, denied.challenge());
        }
        if let Self::TooMany(seconds) = self {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Self::Refused(refusal) = &self
            && status == StatusCode::SERVICE_UNAVAILABLE
        {
            let seconds = refusal.retry_after().unwrap_or(LATER);
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
