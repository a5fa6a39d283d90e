//! `phal-oauth dashboard`: the one-time link to the page of all connections.

use clap::Args;
use serde_json::{Value, json};

use super::terminal::{self, Tone, say, toned};
use super::{Exit, SocketOptions, call};
use crate::request::Topic;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The link and the digits as JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    socket: SocketOptions,
}

/// Shows the link.
pub(super) async fn run(options: Options) -> anyhow::Result<Exit> {
    let mut daemon = call::daemon(options.socket).await?;
    let answer = call::checked(daemon.answer(Topic::Dashboard, json!({})).await?)?;
    if options.json {
        say(serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    let text = |key: &str| answer.get(key).and_then(Value::as_str).unwrap_or_default();
    say("Scan this with your phone to see your connections:\n");
    terminal::draw(text("url"))?;
    let (front, digits) = (text("front"), terminal::grouped(text("digits")));
    say(format_args!("\nor open {}", text("url")));
    say(format_args!("or open {front} and type {digits}\n"));
    say(toned(
        Tone::Quiet,
        "Link and digits work once, for five minutes.",
    ));
    Ok(Exit::Done)
}
