//! The one thing that the server's access tokens open.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{AuthorizationServer, credentials};
use crate::store;

/// Greets the client whose token this is.
pub(super) async fn hello(
    State(server): State<AuthorizationServer>,
    headers: HeaderMap,
) -> Response {
    let token = match credentials::authorization(&headers) {
        Ok(Some((scheme, token))) if scheme.eq_ignore_ascii_case("bearer") => token.trim(),
        // Who shows no token is told how, and nothing about errors: RFC 6750, section 3.1.
        Ok(_) => return challenge(StatusCode::UNAUTHORIZED, "Bearer realm=\"phal-oauth\""),
        Err(_) => return challenge(StatusCode::BAD_REQUEST, "Bearer error=\"invalid_request\""),
    };
    let name = match find_name(&server, token).await {
        Ok(Some(name)) => name,
        Ok(None) => {
            return challenge(StatusCode::UNAUTHORIZED, "Bearer error=\"invalid_token\"");
        }
        Err(error) => return server.answer(Err(error.into())),
    };
    (
        [(header::CACHE_CONTROL, "no-store")],
        Json(json!({ "hello": format!("Hello, {name}!") })),
    )
        .into_response()
}

/// The name of the client that has a token.
async fn find_name(
    server: &AuthorizationServer,
    token: &str,
) -> Result<Option<String>, store::Error> {
    let Some(access) = server.use_access(token).await? else {
        return Ok(None);
    };
    let client = server.find_client(&access.client_id).await?;
    Ok(client.map(|client| client.name))
}

fn challenge(status: StatusCode, challenge: &'static str) -> Response {
    let headers = [
        (header::WWW_AUTHENTICATE, challenge),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers).into_response()
}
