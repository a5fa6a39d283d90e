//! `phal-oauth revoke`, `cancel` and `forget`: how an app leaves.

use clap::Args;
use serde_json::{Map, Value};

use super::terminal::{Tone, say, toned};
use super::{Exit, SocketOptions, call, words};
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
    leave(options, Topic::Revoke, "cli-disconnected").await
}

/// Ends the logins that wait.
pub(super) async fn cancel(options: Options) -> anyhow::Result<Exit> {
    leave(options, Topic::Cancel, "cli-cancelled").await
}

/// Forgets an app with all that belongs to it.
pub(super) async fn forget(options: Options) -> anyhow::Result<Exit> {
    leave(options, Topic::Unregister, "cli-forgotten").await
}

async fn leave(options: Options, topic: Topic, done: &str) -> anyhow::Result<Exit> {
    let mut daemon = call::daemon(options.socket).await?;
    let answer = call::ask(&mut daemon, topic, &options.munged_id, Map::new()).await?;
    if options.json {
        say(serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    let words = words();
    let done = words.say_with(done, &[("app", &options.munged_id)]);
    say(toned(Tone::Good, &done));
    match answer.get("remote").and_then(Value::as_str) {
        Some("done") => say(words.say("cli-remote-done")),
        Some("queued") => say(toned(Tone::Waiting, &words.say("cli-remote-queued"))),
        Some("refused") => say(toned(Tone::Bad, &words.say("cli-remote-refused"))),
        _ => {}
    }
    Ok(Exit::Done)
}
