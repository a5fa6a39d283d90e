//! `phal-oauth revoke`, `cancel` and `forget`: how an app leaves.

use clap::Args;
use serde_json::{Map, Value};

use super::terminal::{Tone, say, toned};
use super::{Exit, SocketOptions, call};
use crate::request::Topic;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The app: its skill id and app id joined by an underscore, as phal-oauth status shows it
    munged_id: String,
    /// The answer as JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    socket: SocketOptions,
}

/// Disconnects an app; its registration stays.
pub(super) async fn revoke(options: Options) -> anyhow::Result<Exit> {
    leave(options, Topic::Revoke, "is disconnected").await
}

/// Ends the logins that wait.
pub(super) async fn cancel(options: Options) -> anyhow::Result<Exit> {
    leave(options, Topic::Cancel, "has no login waiting any more").await
}

/// Forgets an app with all that belongs to it.
pub(super) async fn forget(options: Options) -> anyhow::Result<Exit> {
    leave(options, Topic::Unregister, "is forgotten").await
}

async fn leave(options: Options, topic: Topic, done: &str) -> anyhow::Result<Exit> {
    let mut daemon = call::daemon(options.socket).await?;
    let answer = call::ask(&mut daemon, topic, &options.munged_id, Map::new()).await?;
    if options.json {
        say(serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    say(toned(Tone::Good, &format!("{} {done}.", options.munged_id)));
    match answer.get("remote").and_then(Value::as_str) {
        Some("done") => say("The service has been told."),
        Some("queued") => say(toned(
            Tone::Waiting,
            "The service could not be told yet: it will be as soon as it can be reached.",
        )),
        Some("refused") => say(toned(
            Tone::Bad,
            "The service refuses to end the access: end it on its own page of connected apps.",
        )),
        _ => {}
    }
    Ok(Exit::Done)
}
