//! What the server says about itself, at the addresses of OAuth and of OpenID Connect.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::place::Issuer;
use super::scope::EVERY_TOKEN;
use super::{AuthorizationServer, DEVICE_GRANT};

pub(super) async fn show(
    State(server): State<AuthorizationServer>,
    issuer: Issuer,
) -> impl IntoResponse {
    (
        [(header::CACHE_CONTROL, "no-store")],
        Json(describe(&server, &issuer)),
    )
}

/// The metadata of [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414#section-2). There are no ID
/// tokens, so it names no keys for them.
fn describe(server: &AuthorizationServer, Issuer(issuer): &Issuer) -> Value {
    let paths = server.paths();
    let clients = json!(["none", "client_secret_basic", "client_secret_post"]);
    let mut metadata = json!({
        "issuer": issuer,
        "device_authorization_endpoint": format!("{issuer}{}", paths.device_authorization),
        "token_endpoint": format!("{issuer}{}", paths.token),
        "revocation_endpoint": format!("{issuer}{}", paths.revocation),
        "introspection_endpoint": format!("{issuer}{}", paths.introspection),
        // Others are for one app each, and those apps are told to nobody. oidc-agent insists on some.
        "scopes_supported": [EVERY_TOKEN],
        "response_types_supported": [],
        "grant_types_supported": ["refresh_token", DEVICE_GRANT],
        "token_endpoint_auth_methods_supported": clients,
        "revocation_endpoint_auth_methods_supported": clients,
        "introspection_endpoint_auth_methods_supported":
            ["client_secret_basic", "client_secret_post"],
    });
    let codes = json!({
        "authorization_endpoint": format!("{issuer}/oauth/authorize"),
        "scopes_supported": ["hello"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", DEVICE_GRANT],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    });
    if let (true, Some(all), Value::Object(codes)) =
        (server.grants_codes(), metadata.as_object_mut(), codes)
    {
        all.extend(codes);
    }
    metadata
}
