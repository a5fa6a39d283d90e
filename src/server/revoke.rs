//! The revocation endpoint: ends tokens that their client does not want any more.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::error::Error;
use super::parameters::{Body, Parameters};
use super::{AuthorizationServer, credentials};

/// Answers a revocation request ([RFC 7009](https://www.rfc-editor.org/rfc/rfc7009#section-2)). The
/// hint about the token's kind is not needed.
pub(super) async fn revoke(
    State(server): State<AuthorizationServer>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let ended = match Parameters::read(&headers, body) {
        Ok(parameters) => end(&server, &headers, &parameters).await,
        Err(error) => Err(error),
    };
    server.answer(ended.map(|()| {
        let no_store = [(header::CACHE_CONTROL, "no-store")];
        (StatusCode::OK, no_store).into_response()
    }))
}

async fn end(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<(), Error> {
    let client = credentials::authenticate(server, headers, parameters).await?;
    let token = parameters
        .find("token")
        .ok_or(Error::InvalidRequest("token is missing"))?;
    server.0.grants.revoke(&client.id, token).await?;
    tracing::info!(client.id, "a token was revoked, if there was one");
    Ok(())
}
