//! A small OAuth 2.0 authorization server to practise with: it knows no people and guards nothing.

mod authorize;
mod credentials;
mod grants;
mod page;
mod parameters;
mod redirect;
mod resource;
mod token;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::clock::Clock;
use crate::entropy::Entropy;

use self::grants::Grants;

/// The largest form: a refresh token, a client's credentials and room to spare.
const LARGEST_FORM: usize = 16 * 1024;

/// What the server grants, to whom, and for how long.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Seconds until an access token ends.
    pub access_lifetime: u64,
    /// Whether each refresh gives a new refresh token and ends the old one.
    pub rotate: bool,
    /// The clients that may ask.
    pub clients: Vec<Client>,
    /// This machine's addresses, to which an answer may go although they are not private ones.
    pub addresses: Vec<IpAddr>,
}

/// A program that may ask for tokens.
#[derive(Clone, Debug)]
pub struct Client {
    /// The `client_id`.
    pub id: String,
    /// The `client_secret`; a public client has none.
    pub secret: Option<SecretString>,
    /// The name that the person reads on the consent page.
    pub name: String,
    /// Path prefixes, such as `/auth/callback/`, below which any `http` URI whose host is a
    /// loopback, private or own IP address may receive the answer.
    pub redirect_paths: Vec<String>,
    /// URIs that may receive the answer, compared character by character.
    pub redirect_uris: Vec<String>,
}

/// The server's handle; clones share one state.
#[derive(Clone)]
pub struct AuthorizationServer(Arc<Inner>);

struct Inner {
    issuer: String,
    clients: Vec<Client>,
    addresses: Vec<IpAddr>,
    grants: Grants,
}

impl AuthorizationServer {
    /// A server that calls itself `issuer`, the URL at whose root [`Self::router`] is served.
    #[must_use]
    pub fn new(issuer: String, settings: Settings, clock: Clock, entropy: Entropy) -> Self {
        let terms = grants::Terms {
            access_lifetime: Duration::from_secs(settings.access_lifetime),
            rotate: settings.rotate,
        };
        Self(Arc::new(Inner {
            issuer,
            clients: settings.clients,
            addresses: settings.addresses,
            grants: Grants::new(terms, clock, entropy),
        }))
    }

    /// The server's endpoints and pages.
    pub fn router(&self) -> Router {
        Router::new()
            .route(
                "/authorize",
                get(authorize::show)
                    .post(authorize::decide)
                    .head(authorize::look),
            )
            .route("/token", post(token::exchange))
            .route("/hello", get(resource::hello))
            .route("/.well-known/oauth-authorization-server", get(metadata))
            .route("/style.css", get(page::style))
            .layer(DefaultBodyLimit::max(LARGEST_FORM))
            .with_state(self.clone())
    }

    fn find_client(&self, id: &str) -> Option<&Client> {
        self.0.clients.iter().find(|client| client.id == id)
    }
}

async fn metadata(State(server): State<AuthorizationServer>) -> impl IntoResponse {
    (
        [(header::CACHE_CONTROL, "no-store")],
        Json(describe(&server.0.issuer)),
    )
}

/// The metadata of [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414#section-2).
fn describe(issuer: &str) -> Value {
    let root = issuer.trim_end_matches('/');
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{root}/authorize"),
        "token_endpoint": format!("{root}/token"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_methods_supported":
            ["none", "client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    })
}
