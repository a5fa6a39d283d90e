//! `phal-oauth dashboard`: the one-time link to the page of all connections.

use clap::Args;
use serde_json::{Value, json};

use super::terminal::{self, Tone, say, toned};
use super::{Exit, SocketOptions, call, words};
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
    let words = words();
    let text = |key: &str| answer.get(key).and_then(Value::as_str).unwrap_or_default();
    say(format_args!("{}\n", words.say("cli-dashboard-scan")));
    terminal::draw(text("url"))?;
    let (front, digits) = (text("front"), terminal::grouped(text("digits")));
    let open = words.say_with("cli-or-open", &[("url", text("url"))]);
    let enter = words.say_with("cli-or-type", &[("url", front), ("digits", &digits)]);
    say(format_args!("\n{open}\n{enter}\n"));
    say(toned(Tone::Quiet, &words.say("cli-dashboard-once")));
    Ok(Exit::Done)
}
