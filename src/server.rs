//! A small OAuth 2.0 authorization server to practise with: it knows no people and guards nothing.

mod activate;
mod authorize;
mod credentials;
mod device;
mod error;
mod grants;
mod introspect;
mod metadata;
mod page;
mod parameters;
mod place;
mod redirect;
mod resource;
mod revoke;
mod scope;
mod switch;
mod token;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post};
use secrecy::SecretString;

use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::http::{AllowedHosts, Csrf, check_host, check_origin};

use self::error::Error;
use self::grants::Grants;
pub use self::place::{NotHere, check_place};
pub use self::switch::{Decision, Failure, Switch};

/// The largest form: a refresh token, a client's credentials and room to spare.
const LARGEST_FORM: usize = 16 * 1024;

/// The grant type of [RFC 8628, section 3.4](https://www.rfc-editor.org/rfc/rfc8628#section-3.4).
pub(crate) const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// What the server grants, to whom, and for how long.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Seconds until an access token ends.
    pub access_lifetime: u32,
    /// Seconds without a refresh that end a login.
    pub refresh_lifetime: u32,
    /// Whether each refresh gives a new refresh token and ends the old one.
    pub rotate: bool,
    /// Seconds that a device code lasts.
    pub code_lifetime: u32,
    /// Seconds that a device waits between two polls.
    pub interval: u32,
    /// The clients that may ask.
    pub clients: Vec<Client>,
    /// This machine's addresses, to which an answer may go although they are not private ones.
    pub addresses: Vec<IpAddr>,
    /// A page about errors, which answers to programs then name.
    pub error_page: Option<String>,
    /// What is decided about a login without a person.
    pub decision: Decision,
    /// How every token request ends, if it is to fail.
    pub failure: Option<Failure>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            access_lifetime: 3600,
            refresh_lifetime: 30 * 24 * 3600,
            rotate: true,
            code_lifetime: 600,
            interval: 5,
            clients: Vec::new(),
            addresses: Vec::new(),
            error_page: None,
            decision: Decision::Ask,
            failure: None,
        }
    }
}

/// A program that may ask for tokens.
#[derive(Clone, Debug)]
pub struct Client {
    /// The `client_id`.
    pub id: String,
    /// The `client_secret`; a public client has none.
    pub secret: Option<SecretString>,
    /// The name that the person reads on the pages.
    pub name: String,
    /// Path prefixes, such as `/auth/callback/`, below which any `http` URI whose host is a
    /// loopback, private or own IP address may receive the answer.
    pub redirect_paths: Vec<String>,
    /// URIs that may receive the answer, compared character by character.
    pub redirect_uris: Vec<String>,
    /// The ways that it may begin a login.
    pub grants: Vec<Grant>,
    /// The words that its scopes may have; without a list, all.
    pub scopes: Option<Vec<String>>,
    /// What it gets when it names no scope.
    pub default_scope: String,
    /// Whether it may ask what a token is worth, its own or another client's.
    pub introspects: bool,
}

/// A way to begin a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// A code that the browser brings back, with PKCE.
    Code,
    /// A code that a person types or scans.
    Device,
}

impl Client {
    /// A public client that may ask for anything by either grant.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            secret: None,
            name: name.to_owned(),
            redirect_paths: vec!["/auth/callback/".to_owned()],
            redirect_uris: Vec::new(),
            grants: vec![Grant::Code, Grant::Device],
            scopes: None,
            default_scope: "hello".to_owned(),
            introspects: false,
        }
    }

    fn may_begin(&self, grant: Grant) -> bool {
        self.grants.contains(&grant)
    }
}

/// The server's handle; clones share one state.
#[derive(Clone)]
pub struct AuthorizationServer(Arc<Inner>);

struct Inner {
    clients: Vec<Client>,
    addresses: Vec<IpAddr>,
    error_page: Option<String>,
    failure: Option<Failure>,
    grants: Grants,
    csrf: Csrf,
    entropy: Entropy,
}

impl AuthorizationServer {
    /// A server that calls itself by the address that it is asked at.
    #[must_use]
    pub fn new(settings: Settings, clock: Clock, entropy: Entropy) -> Self {
        let terms = grants::Terms {
            access_lifetime: settings.access_lifetime,
            refresh_lifetime: settings.refresh_lifetime,
            rotate: settings.rotate,
            code_lifetime: settings.code_lifetime,
            interval: settings.interval,
            practises: true,
            decision: settings.decision,
        };
        Self(Arc::new(Inner {
            clients: settings.clients,
            addresses: settings.addresses,
            error_page: settings.error_page,
            failure: settings.failure,
            csrf: Csrf::new(&entropy),
            grants: Grants::new(terms, clock, entropy.clone()),
            entropy,
        }))
    }

    /// The server's endpoints and pages.
    pub fn router(&self) -> Router {
        let hosts = AllowedHosts::new([]);
        let authorize = get(authorize::show)
            .post(authorize::decide)
            .head(page::look);
        let activate = get(activate::show).post(activate::take).head(page::look);
        Router::new()
            .route("/oauth/authorize", authorize)
            .route("/oauth/device_authorization", post(device::begin))
            .route("/oauth/token", post(token::exchange))
            .route("/oauth/revoke", post(revoke::revoke))
            .route("/oauth/introspect", post(introspect::introspect))
            .route("/activate", activate)
            .route("/activate/approved", get(activate::approved))
            .route("/activate/refused", get(activate::refused))
            .route("/hello", get(resource::hello))
            .route(
                "/.well-known/oauth-authorization-server",
                get(metadata::show),
            )
            .route("/.well-known/openid-configuration", get(metadata::show))
            .route("/style.css", get(page::style))
            .layer(DefaultBodyLimit::max(LARGEST_FORM))
            .layer(middleware::from_fn(check_origin))
            .layer(middleware::from_fn_with_state(hosts, check_host))
            .with_state(self.clone())
    }

    fn find_client(&self, id: &str) -> Option<&Client> {
        self.0.clients.iter().find(|client| client.id == id)
    }

    /// The answer to a program.
    fn answer(&self, answer: Result<Response, Error>) -> Response {
        answer.unwrap_or_else(|error| {
            tracing::info!("refused: {error}");
            error.respond(self.0.error_page.as_deref())
        })
    }
}
