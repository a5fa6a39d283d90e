//! The one thing that the practice server's access tokens open.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::AuthorizationServer;
use super::bearer::{Denied, find_token};
use crate::store;

/// Greets the client whose token this is.
pub(super) async fn hello(
    State(server): State<AuthorizationServer>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let token = match find_token(&headers, &uri) {
        Ok(token) => token,
        Err(denied) => return deny(&denied),
    };
    match find_name(&server, token).await {
        Ok(Some(name)) => (
            [(header::CACHE_CONTROL, "no-store")],
            Json(json!({ "hello": format!("Hello, {name}!") })),
        )
            .into_response(),
        Ok(None) => deny(&Denied::InvalidToken),
        Err(error) => server.answer(Err(error.into())),
    }
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

fn deny(denied: &Denied) -> Response {
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    let challenge = [(header::WWW_AUTHENTICATE, denied.challenge())];
    (denied.status(), no_store, challenge).into_response()
}
