//! What can go wrong with an authorization server, sorted by what follows from it.

use oauth2::RequestTokenError;
use oauth2::basic::{BasicErrorResponse, BasicErrorResponseType};

use super::http::HttpError;

/// Why an authorization server gave no token.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A well-formed OAuth error from the token endpoint (RFC 6749 section 5.2).
    #[error("the authorization server refused: {0}")]
    Refused(String),
    /// No answer, or none that says anything about the login: it may work later.
    #[error("the authorization server did not answer")]
    Transient(#[source] HttpError),
    /// An answer that is no token and no OAuth error, such as a captive portal's page.
    #[error("the authorization server's answer makes no sense")]
    Unreadable,
    /// An address that cannot be used.
    #[error("{0} cannot be used")]
    Unusable(&'static str),
}

impl Error {
    /// What an error code that a server has sent means.
    #[must_use]
    pub(super) fn of_code(sent: &str) -> Self {
        match error_code(sent) {
            // Codes of the redirect (RFC 6749 section 4.1.2.1) that some servers send elsewhere.
            code if matches!(code.as_str(), "temporarily_unavailable" | "server_error") => {
                Self::Transient(HttpError::Busy {
                    status: 400,
                    retry_after: None,
                })
            }
            code => Self::Refused(code),
        }
    }

    /// Seconds to wait before asking again, where the server told them.
    #[must_use]
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Transient(HttpError::Busy { retry_after, .. }) => *retry_after,
            _ => None,
        }
    }

    /// Whether the request may have arrived without an answer that says what came of it: then a
    /// refresh token or a code that was in it may be spent.
    #[must_use]
    pub fn may_have_arrived(&self) -> bool {
        match self {
            Self::Transient(error) => error.may_have_arrived(),
            Self::Unreadable => true,
            Self::Refused(_) | Self::Unusable(_) => false,
        }
    }

    /// Whether there may be no token endpoint where it was asked.
    #[must_use]
    pub fn doubts_endpoint(&self) -> bool {
        matches!(self, Self::Transient(_) | Self::Unreadable)
    }

    /// Whether the server refuses the client, not the grant.
    #[must_use]
    pub fn is_client_refused(&self) -> bool {
        matches!(self, Self::Refused(code) if code == "invalid_client")
    }
}

impl From<RequestTokenError<HttpError, BasicErrorResponse>> for Error {
    fn from(error: RequestTokenError<HttpError, BasicErrorResponse>) -> Self {
        match error {
            RequestTokenError::ServerResponse(answer) => Self::of_code(
                <BasicErrorResponseType as AsRef<str>>::as_ref(answer.error()),
            ),
            RequestTokenError::Request(error) => Self::Transient(error),
            // Both may hold the body, so both are dropped.
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Self::Unreadable,
        }
    }
}

/// An error code that may be shown: what a server sends is text from outside.
#[must_use]
pub(crate) fn error_code(sent: &str) -> String {
    const LONGEST: usize = 64;
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    if (1..=LONGEST).contains(&sent.len()) && sent.bytes().all(is_plain) {
        sent.to_owned()
    } else {
        "unknown_error".to_owned()
    }
}
