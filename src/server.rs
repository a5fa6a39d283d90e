//! A small OAuth 2.0 authorization server: for programs beside the bus, and to practise with.
//!
//! For the daemon it gives programs tokens of its own, by the device grant, after somebody with a
//! session of the dashboard has approved. To practise with, it knows no people and guards nothing.

mod activate;
mod authorize;
pub(crate) mod bearer;
mod credentials;
mod device;
mod error;
mod grants;
mod introspect;
mod metadata;
mod page;
mod parameters;
mod paths;
mod permission;
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

use crate::address::Address;
pub use crate::client::{Client, GrantType};
use crate::clock::Clock;
use crate::door::Door;
use crate::entropy::Entropy;
use crate::http::{AllowedHosts, Csrf, check_host, check_origin};
use crate::store::{self, Accessible, Store};
use crate::words::Words;

pub(crate) use self::activate::ScannedLink;
pub(crate) use self::error::Awaited;
use self::error::Error;
use self::grants::Grants;
pub use self::paths::Paths;
pub(crate) use self::permission::{AppNames, Permission};
pub use self::place::{NotHere, check_place};
pub(crate) use self::scope::{EVERY_TOKEN, TOKEN, covers, token_word};
pub(crate) use self::scope::{LONGEST as LONGEST_SCOPE, is_word as is_scope_word};
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
    /// The clients that may ask a practice server; the daemon's are in its database.
    pub clients: Vec<Client>,
    /// This machine's addresses, to which an answer may go although they are not private ones.
    pub addresses: Vec<IpAddr>,
    /// A page about errors, which answers to programs then name.
    pub error_page: Option<String>,
    /// Where the endpoints are.
    pub paths: Paths,
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
            paths: Paths::default(),
            decision: Decision::Ask,
            failure: None,
        }
    }
}

/// The server's handle; clones share one state.
#[derive(Clone)]
pub struct AuthorizationServer(Arc<Inner>);

struct Inner {
    store: Store,
    addresses: Vec<IpAddr>,
    error_page: Option<String>,
    failure: Option<Failure>,
    paths: Paths,
    people: Option<People>,
    grants: Grants,
    csrf: Csrf,
    entropy: Entropy,
}

/// Where people are found, and who they are. A practice server knows neither.
pub(crate) struct People {
    /// Who has a session.
    pub(crate) door: Arc<Door>,
    /// Where the pages are.
    pub(crate) address: Address,
    /// What they know the device by.
    pub(crate) device_name: String,
}

impl AuthorizationServer {
    /// A server to practise with, that calls itself by the address that it is asked at and keeps
    /// everything in memory.
    pub fn practice(
        settings: Settings,
        clock: Clock,
        entropy: Entropy,
    ) -> Result<Self, store::Error> {
        let store = store::in_memory(&entropy, &settings.clients)?;
        Ok(Self::new(settings, store, None, (clock, entropy)))
    }

    /// The daemon's own server: its clients and all that they are granted are in the store.
    pub(crate) fn for_people(
        settings: Settings,
        store: Store,
        people: People,
        (clock, entropy): (Clock, Entropy),
    ) -> Self {
        Self::new(settings, store, Some(people), (clock, entropy))
    }

    fn new(
        settings: Settings,
        store: Store,
        people: Option<People>,
        (clock, entropy): (Clock, Entropy),
    ) -> Self {
        let terms = grants::Terms {
            access_lifetime: settings.access_lifetime,
            refresh_lifetime: settings.refresh_lifetime,
            rotate: settings.rotate,
            code_lifetime: settings.code_lifetime,
            interval: settings.interval,
            practises: people.is_none(),
            decision: settings.decision,
        };
        Self(Arc::new(Inner {
            addresses: settings.addresses,
            error_page: settings.error_page,
            failure: settings.failure,
            paths: settings.paths,
            people,
            csrf: Csrf::new(&entropy),
            grants: Grants::new(terms, store.clone(), clock, entropy.clone()),
            store,
            entropy,
        }))
    }

    /// Everything of a practice server.
    pub fn router(&self) -> Router {
        let authorize = get(authorize::show)
            .post(authorize::decide)
            .head(page::look);
        let practice = Router::new()
            .route("/oauth/authorize", authorize)
            .route("/hello", get(resource::hello))
            .route("/style.css", get(page::style))
            .with_state(self.clone());
        practice
            .merge(self.endpoints())
            .merge(self.pages())
            .layer(middleware::from_fn(check_origin))
            .layer(middleware::from_fn_with_state(
                AllowedHosts::new([]),
                check_host,
            ))
    }

    /// The endpoints for programs.
    pub(crate) fn endpoints(&self) -> Router {
        let paths = &self.0.paths;
        Router::new()
            .route(&paths.device_authorization, post(device::begin))
            .route(&paths.token, post(token::exchange))
            .route(&paths.revocation, post(revoke::revoke))
            .route(&paths.introspection, post(introspect::introspect))
            .route(
                "/.well-known/oauth-authorization-server",
                get(metadata::show),
            )
            .route("/.well-known/openid-configuration", get(metadata::show))
            .layer(DefaultBodyLimit::max(LARGEST_FORM))
            .with_state(self.clone())
    }

    /// The pages for people, for a router with layers.
    pub(crate) fn pages(&self) -> Router {
        let activate = get(activate::show).post(activate::take).head(page::look);
        Router::new()
            .route("/activate", activate)
            .route("/activate/approved", get(activate::approved))
            .route("/activate/refused", get(activate::refused))
            .with_state(self.clone())
    }

    /// Where the endpoints are.
    pub(crate) fn paths(&self) -> &Paths {
        &self.0.paths
    }

    /// What an access token opens, while it lasts. That it is used is noted.
    pub(crate) async fn use_access(&self, token: &str) -> Result<Option<Accessible>, store::Error> {
        self.0.grants.use_access(token).await
    }

    /// Whether it grants codes that a browser brings back.
    fn grants_codes(&self) -> bool {
        self.0.people.is_none()
    }

    /// The grant types, for people.
    fn grant_types(&self) -> &'static str {
        if self.grants_codes() {
            "authorization_code, refresh_token or that of device codes"
        } else {
            "refresh_token or that of device codes"
        }
    }

    async fn find_client(&self, id: &str) -> Result<Option<Client>, store::Error> {
        self.0.store.find_client(id.to_owned()).await
    }

    /// What stands above the pages where people decide.
    fn label(&self, words: Words) -> String {
        match &self.0.people {
            Some(people) => people.device_name.clone(),
            None => words.say("practice-label"),
        }
    }

    /// The answer to a program.
    fn answer(&self, answer: Result<Response, Error>) -> Response {
        answer.unwrap_or_else(|error| {
            error.log();
            error.respond(self.0.error_page.as_deref())
        })
    }
}
