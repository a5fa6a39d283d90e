//! `phal-oauth audit`: which program got which token when.

use chrono::{DateTime, Local};
use clap::Args;
use serde_json::{Value, json};

use super::terminal::{self, say};
use super::{Exit, SocketOptions, call};
use crate::request::Topic;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// How many of the newest entries are shown
    #[arg(short = 'n', long, default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..))]
    most: u64,
    /// The entries as JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    socket: SocketOptions,
}

/// Shows the newest entries, the newest last, as a log reads.
pub(super) async fn run(options: Options) -> anyhow::Result<Exit> {
    let mut daemon = call::daemon(options.socket).await?;
    let data = json!({ "most": options.most });
    let answer = call::checked(daemon.answer(Topic::Audit, data).await?)?;
    if options.json {
        say(serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    let entries = answer.get("entries").and_then(Value::as_array);
    let entries = entries.map_or(&[][..], Vec::as_slice);
    if entries.is_empty() {
        say("No program has asked for anything yet.");
        return Ok(Exit::Done);
    }
    let head = ["WHEN", "PROGRAM", "WHAT", "FROM"].map(str::to_owned);
    let rows = entries.iter().rev().map(row);
    terminal::table(&[head].into_iter().chain(rows).collect::<Vec<_>>());
    Ok(Exit::Done)
}

fn row(entry: &Value) -> [String; 4] {
    let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    [
        entry["at"].as_f64().map(when).unwrap_or_default(),
        text("client_id"),
        what(entry),
        text("address"),
    ]
}

/// A deed in words.
fn what(entry: &Value) -> String {
    let text = |key: &str| entry[key].as_str().unwrap_or_default();
    let scope = text("scope");
    let by = match text("decided_by") {
        "dashboard" => " on the dashboard",
        "command_line" => " at the command line",
        _ => "",
    };
    match text("deed") {
        "client_added" => format!("was added, for {scope}"),
        "client_removed" => "was removed".to_owned(),
        "approved" => format!("was approved{by}, for {scope}"),
        "refused" => format!("was refused{by}, for {scope}"),
        "issued" => format!("got its tokens, for {scope}"),
        "refreshed" => "renewed its tokens".to_owned(),
        "token_read" => format!("got token {} of {}", text("token"), text("munged_id")),
        "revoked" => "gave its tokens back".to_owned(),
        "withdrawn" => format!("lost its tokens{by}"),
        "replayed" => "lost its tokens: an old one came again, maybe a copy".to_owned(),
        // A newer daemon.
        other => other.replace('_', " "),
    }
}

/// A time as the clock on the wall shows it.
fn when(at: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "seconds of this clock are far below the limit"
    )]
    let time = DateTime::from_timestamp(at as i64, 0);
    time.map(|time| {
        time.with_timezone(&Local)
            .format("%Y-%m-%d %H:%M:%S")
            .to_string()
    })
    .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_says_who_got_what() {
        let read = json!({"deed": "token_read", "munged_id": "a_b", "token": "0123456789abcdef"});
        assert_eq!(what(&read), "got token 0123456789abcdef of a_b");
        let approved = json!({
            "deed": "approved", "scope": "token:a_b", "decided_by": "command_line",
        });
        assert_eq!(
            what(&approved),
            "was approved at the command line, for token:a_b"
        );
        assert_eq!(what(&json!({"deed": "of_a_newer_one"})), "of a newer one");
    }
}
