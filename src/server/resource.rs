//! The one thing that the server's access tokens open.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{AuthorizationServer, credentials};

/// Greets the client whose token this is.
pub(super) async fn hello(
    State(server): State<AuthorizationServer>,
    headers: HeaderMap,
) -> Response {
    let token = match credentials::authorization(&headers) {
        Ok(Some((scheme, token))) if scheme.eq_ignore_ascii_case("bearer") => token.trim(),
        // Who shows no token is told how, and nothing about errors: RFC 6750, section 3.1.
        Ok(_) => return challenge(StatusCode::UNAUTHORIZED, "Bearer realm=\"practice\""),
        Err(_) => return challenge(StatusCode::BAD_REQUEST, "Bearer error=\"invalid_request\""),
    };
    let client = server.0.grants.find_access(token).and_then(|seen| {
        let client = server.find_client(&seen.client_id)?;
        Some(client.name.clone())
    });
    let Some(name) = client else {
        return challenge(StatusCode::UNAUTHORIZED, "Bearer error=\"invalid_token\"");
    };
    (
        [(header::CACHE_CONTROL, "no-store")],
        Json(json!({ "hello": format!("Hello, {name}!") })),
    )
        .into_response()
}

fn challenge(status: StatusCode, challenge: &'static str) -> Response {
    let headers = [
        (header::WWW_AUTHENTICATE, challenge),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers).into_response()
}
