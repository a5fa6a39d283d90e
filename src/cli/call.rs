//! Asking the daemon about one app, by the munged id that a person types.

use serde_json::{Map, Value, json};

use super::{Exit, SocketOptions};
use crate::control::Caller;
use crate::request::Topic;

/// Why the daemon did not do it.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
pub(super) struct Refused {
    code: String,
    text: String,
}

impl Refused {
    /// The exit code that scripts tell it by.
    pub(super) fn exit(&self) -> Exit {
        match self.code.as_str() {
            "needs_login" | "needs_credentials" | "not_authenticated" => Exit::LoginFailed,
            "temporarily_unavailable" => Exit::Later,
            _ => Exit::Failed,
        }
    }
}

/// Calls the daemon.
pub(super) async fn daemon(socket: SocketOptions) -> anyhow::Result<Caller> {
    Ok(Caller::connect(&socket.folder()?).await?)
}

/// Asks about an app, with further fields, and returns the answer.
pub(super) async fn ask(
    daemon: &mut Caller,
    topic: Topic,
    munged_id: &str,
    further: Map<String, Value>,
) -> anyhow::Result<Map<String, Value>> {
    let app = find(daemon, munged_id).await?;
    let id = |key: &str| (key.to_owned(), app.get(key).cloned().unwrap_or_default());
    let mut data = Map::from_iter([id("skill_id"), id("app_id")]);
    data.extend(further);
    let answer = daemon.answer(topic, Value::Object(data)).await?;
    checked(answer)
}

/// The app's entry in `oauth.status`.
pub(super) async fn find(daemon: &mut Caller, munged_id: &str) -> anyhow::Result<Value> {
    let answer = checked(daemon.answer(Topic::Status, json!({})).await?)?;
    let apps = answer.get("apps").and_then(Value::as_array);
    let mut apps = apps.into_iter().flatten();
    let found = apps.find(|app| app["munged_id"] == munged_id).cloned();
    found.ok_or_else(|| {
        let text = format!("no app {munged_id} is known: see phal-oauth status");
        let code = "unknown_app".to_owned();
        Refused { code, text }.into()
    })
}

/// The answer, unless it is a refusal.
pub(super) fn checked(answer: Map<String, Value>) -> anyhow::Result<Map<String, Value>> {
    let text = |key| answer.get(key).and_then(Value::as_str).map(str::to_owned);
    match (text("error"), text("error_code")) {
        (Some(text), Some(code)) => Err(Refused { code, text }.into()),
        _ => Ok(answer),
    }
}
