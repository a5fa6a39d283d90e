//! How the apps are, as far as they are open to who asks.

use axum::Json;
use axum::extract::State;
use serde_json::Value;

use super::denial::Denial;
use super::guest::Guest;
use crate::flow::Flows;

/// What `oauth.status` answers, of the apps whose tokens the scope opens.
pub(super) async fn show(guest: Guest, State(flows): State<Flows>) -> Result<Json<Value>, Denial> {
    let told = flows.status_for_program(|munged_id| guest.may_have(munged_id));
    Ok(Json(told.await?))
}
