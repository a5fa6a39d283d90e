//! The one HTTP client towards authorization servers.

#[cfg(any(fuzzing, test))]
mod told;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use oauth2::{HttpRequest, HttpResponse};

/// The longest answer that is read, in bytes; real ones are below 20 kB.
const LONGEST_ANSWER: usize = 1024 * 1024;

/// How long a request may take, from connecting to the last byte.
pub(crate) const TIME_LIMIT: Duration = Duration::from_secs(10);

/// An HTTP client with time and size limits, without redirects, that checks certificates; made at
/// its first use, since loading the trusted certificates costs memory and time.
#[derive(Clone, Debug)]
pub struct HttpClient {
    time_limit: Duration,
    client: Arc<OnceLock<reqwest::Client>>,
    #[cfg(any(fuzzing, test))]
    told: Option<Arc<told::Told>>,
}

impl Default for HttpClient {
    fn default() -> Self {
        Self::new(TIME_LIMIT)
    }
}

/// Why no answer came.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The client could not be made.
    #[error("the HTTP client could not be set up")]
    Setup(#[source] reqwest::Error),
    /// The server was not reached, so it knows nothing of the request.
    #[error("the server was not reached")]
    Connect(#[source] reqwest::Error),
    /// The request may have arrived, its answer did not.
    #[error("the answer did not come whole")]
    Lost(#[source] reqwest::Error),
    /// The server, or something before it, cannot answer now.
    #[error("the server answered with status {status}")]
    Busy {
        /// The status.
        status: u16,
        /// Seconds to wait, where it told them.
        retry_after: Option<u64>,
    },
    /// The answer is too long.
    #[error("the answer is longer than 1 MiB")]
    TooLong,
}

impl HttpError {
    /// Whether the server may have done what was asked.
    pub(super) fn may_have_arrived(&self) -> bool {
        match self {
            Self::Setup(_) | Self::Connect(_) => false,
            Self::Lost(_) | Self::TooLong => true,
            // A gateway may have given up on a server that went on.
            Self::Busy { status, .. } => *status >= 500,
        }
    }
}

impl HttpClient {
    /// A client whose requests may take `time_limit` each.
    #[must_use]
    pub fn new(time_limit: Duration) -> Self {
        Self {
            time_limit,
            client: Arc::default(),
            #[cfg(any(fuzzing, test))]
            told: None,
        }
    }

    fn client(&self) -> Result<&reqwest::Client, HttpError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(self.time_limit)
            .connect_timeout(self.time_limit / 2)
            .user_agent(concat!("phal-oauth/", env!("CARGO_PKG_VERSION")))
            // Idle connections to many providers would only hold memory. Many servers close theirs after
            // five seconds, the time between two polls: what is sent at that moment is lost.
            .pool_max_idle_per_host(1)
            .pool_idle_timeout(Duration::from_secs(3))
            .no_proxy()
            .build()
            .map_err(HttpError::Setup)?;
        Ok(self.client.get_or_init(|| client))
    }

    /// Sends any request and returns its answer as it came.
    pub(crate) async fn fetch(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        #[cfg(any(fuzzing, test))]
        if let Some(told) = &self.told {
            return Ok(told.once_more(request.method()));
        }
        let request = reqwest::Request::try_from(request).map_err(HttpError::Setup)?;
        let mut response = self.client()?.execute(request).await.map_err(|error| {
            // The address is no secret, but an endpoint's query may be one.
            let error = error.without_url();
            if error.is_connect() {
                HttpError::Connect(error)
            } else {
                HttpError::Lost(error)
            }
        })?;
        let mut body = Vec::new();
        let lost = |error: reqwest::Error| HttpError::Lost(error.without_url());
        while let Some(chunk) = response.chunk().await.map_err(lost)? {
            if body.len() + chunk.len() > LONGEST_ANSWER {
                return Err(HttpError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        let mut whole = HttpResponse::new(body);
        *whole.status_mut() = response.status();
        *whole.headers_mut() = response.headers().clone();
        Ok(whole)
    }
}

/// A status that says nothing about the login: a redirect (which is not followed, since it could
/// carry the secret to another host), a busy server, a failing gateway.
pub(super) fn busy(status: StatusCode, headers: &HeaderMap) -> Option<HttpError> {
    let is_busy = status.is_redirection()
        || status.is_server_error()
        || matches!(status.as_u16(), 408 | 425 | 429);
    is_busy.then_some(HttpError::Busy {
        status: status.as_u16(),
        retry_after: retry_after(headers),
    })
}

/// The pause that the server asks for, in seconds: a number, or a time that is compared with the
/// server's own clock (RFC 9110 section 10.2.3).
pub(super) fn retry_after(headers: &HeaderMap) -> Option<u64> {
    let text = |name| headers.get(name)?.to_str().ok().map(str::trim);
    let told = text(RETRY_AFTER)?;
    told.parse().ok().or_else(|| {
        let until = httpdate::parse_http_date(told).ok()?;
        let now = httpdate::parse_http_date(text(DATE)?).ok()?;
        Some(until.duration_since(now).unwrap_or_default().as_secs())
    })
}
