//! What the server says about itself, at the addresses of OAuth and of OpenID Connect.

use axum::Json;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::DEVICE_GRANT;
use super::place::Issuer;

pub(super) async fn show(issuer: Issuer) -> impl IntoResponse {
    (
        [(header::CACHE_CONTROL, "no-store")],
        Json(describe(&issuer)),
    )
}

/// The metadata of [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414#section-2). There are no ID
/// tokens, so it names no keys for them.
fn describe(Issuer(issuer): &Issuer) -> Value {
    let endpoint = |path: &str| format!("{issuer}/oauth/{path}");
    let clients = json!(["none", "client_secret_basic", "client_secret_post"]);
    json!({
        "issuer": issuer,
        "authorization_endpoint": endpoint("authorize"),
        "device_authorization_endpoint": endpoint("device_authorization"),
        "token_endpoint": endpoint("token"),
        "revocation_endpoint": endpoint("revoke"),
        "introspection_endpoint": endpoint("introspect"),
        "scopes_supported": ["hello"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", DEVICE_GRANT],
        "token_endpoint_auth_methods_supported": clients,
        "revocation_endpoint_auth_methods_supported": clients,
        "introspection_endpoint_auth_methods_supported":
            ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    })
}
