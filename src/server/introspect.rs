//! The introspection endpoint: tells a client that may ask what a token is worth.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::error::Error;
use super::grants::Seen;
use super::parameters::{Body, Parameters};
use super::{AuthorizationServer, credentials};

/// Answers an introspection request
/// ([RFC 7662](https://www.rfc-editor.org/rfc/rfc7662#section-2)).
pub(super) async fn introspect(
    State(server): State<AuthorizationServer>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let seen = match Parameters::read(&headers, body) {
        Ok(parameters) => find(&server, &headers, &parameters).await,
        Err(error) => Err(error),
    };
    server.answer(seen.map(|seen| {
        let no_store = [(header::CACHE_CONTROL, "no-store")];
        (no_store, Json(describe(seen))).into_response()
    }))
}

async fn find(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<Option<Seen>, Error> {
    let client = credentials::authenticate(server, headers, parameters).await?;
    // Whoever names a public client's id has proven nothing.
    if !client.introspects || client.secret.is_none() {
        let why = "this client may not ask about tokens";
        return Err(Error::UnauthorizedClient(why));
    }
    let token = parameters
        .find("token")
        .ok_or(Error::InvalidRequest("token is missing"))?;
    Ok(server.0.grants.find_token(token).await?)
}

fn describe(seen: Option<Seen>) -> Value {
    let Some(seen) = seen else {
        // Unknown, ended and revoked are the same to who asks.
        return json!({ "active": false });
    };
    let mut answer = json!({
        "active": true,
        "client_id": seen.client_id,
        "scope": seen.scope,
    });
    if let (Some((given_at, ends_at)), Some(members)) = (seen.lasts, answer.as_object_mut()) {
        members.insert("token_type".to_owned(), "Bearer".into());
        members.insert("iat".to_owned(), seconds(given_at).into());
        members.insert("exp".to_owned(), seconds(ends_at).into());
    }
    answer
}

/// A time as OAuth tells it.
fn seconds(time: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a time of this clock is far below the limit, and whole seconds are asked for"
    )]
    let whole = time as i64;
    whole
}
