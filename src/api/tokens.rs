//! The tokens of the apps, for programs whose scope opens them.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::denial::Denial;
use super::guest::Guest;
use crate::flow::Flows;
use crate::id::is_munged;
use crate::refusal::Refusal;

/// What `oauth.token.get` answers.
pub(super) async fn show(
    guest: Guest,
    State(flows): State<Flows>,
    munged_id: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Denial> {
    let not_text = |_| Refusal::id("the id in the path is no text: encode it as UTF-8");
    let Path(munged_id) = munged_id.map_err(not_text)?;
    if !is_munged(&munged_id) {
        let rule = "no app has this id: it has letters, digits and . _ : - alone";
        return Err(Refusal::id(rule).into());
    }
    guest.check(&munged_id)?;
    let wish = wish(&query.unwrap_or_default())?;
    let program = (&guest.access, guest.address);
    let token = flows.token_for_program(program, &munged_id, &wish);
    Ok(Json(token.await?))
}

/// A look-ahead would renew a token that nobody gets.
pub(super) async fn get_only() -> impl IntoResponse {
    ([(header::ALLOW, "GET")], Denial::NoSuchMethod)
}

/// What the query says, as it would stand in a message.
fn wish(query: &str) -> Result<Map<String, Value>, Refusal> {
    let mut wish = Map::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = match value.parse::<f64>() {
            Ok(number) if name == "min_valid_seconds" && number.is_finite() => number.into(),
            _ => Value::from(value),
        };
        if wish.insert(name.into_owned(), value).is_some() {
            return Err(Refusal::request("the query has a parameter twice"));
        }
    }
    Ok(wish)
}
