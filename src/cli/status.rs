//! `phal-oauth status`: how the apps are.

use clap::Args;
use serde_json::{Value, json};

use super::terminal::{Tone, say, toned};
use super::{Exit, SocketOptions};
use crate::clock::Clock;
use crate::control::Caller;
use crate::request::Topic;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The answer as JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    socket: SocketOptions,
}

/// Asks the daemon and prints a table.
pub(super) async fn run(options: Options) -> anyhow::Result<Exit> {
    let mut daemon = Caller::connect(&options.socket.folder()?).await?;
    let answer = daemon.answer(Topic::Status, json!({})).await?;
    let Some(Value::Array(apps)) = answer.get("apps") else {
        let error = answer.get("error").and_then(Value::as_str);
        anyhow::bail!("{}", error.unwrap_or("the daemon gave no list"));
    };
    if options.json {
        say(serde_json::to_string_pretty(&answer)?);
    } else if apps.is_empty() {
        say("No app is registered yet: skills register theirs when they start.");
    } else {
        print_table(apps);
    }
    Ok(Exit::Done)
}

fn print_table(apps: &[Value]) {
    let text = |app: &Value, key: &str| app[key].as_str().unwrap_or_default().to_owned();
    let widest = apps
        .iter()
        .map(|app| text(app, "munged_id").chars().count())
        .max();
    let width = widest.unwrap_or_default().max("APP".len());
    say(toned(
        Tone::Quiet,
        &format!("{:width$}  {:<18}  VALID", "APP", "STATE"),
    ));
    let now = Clock::system().now();
    for app in apps {
        let state = text(app, "state");
        let tone = match state.as_str() {
            "connected" => Tone::Good,
            "needs_login" | "misconfigured" => Tone::Bad,
            _ => Tone::Waiting,
        };
        let state = toned(tone, &format!("{:<18}", state.replace('_', " ")));
        let valid = validity(app, now);
        say(format_args!(
            "{:width$}  {state}  {valid}",
            text(app, "munged_id")
        ));
    }
}

fn validity(app: &Value, now: f64) -> String {
    let waits = if app["login_pending"] == true {
        "a login is waiting"
    } else {
        ""
    };
    match app["expires_at"].as_f64() {
        _ if app["state"] != "connected" => waits.to_owned(),
        None => "no end told".to_owned(),
        Some(end) if end <= now => "ended, needs a refresh".to_owned(),
        Some(end) if end - now < 7200.0 => format!("{:.0} more minutes", (end - now) / 60.0),
        Some(end) if end - now < 172_800.0 => format!("{:.0} more hours", (end - now) / 3600.0),
        Some(end) => format!("{:.0} more days", (end - now) / 86_400.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifetime_is_told_in_fitting_units() {
        let app = |end: f64| json!({"state": "connected", "expires_at": end});
        assert_eq!(validity(&app(1_600.0), 1_000.0), "10 more minutes");
        assert_eq!(validity(&app(1_000.0 + 36_000.0), 1_000.0), "10 more hours");
        assert_eq!(validity(&app(900.0), 1_000.0), "ended, needs a refresh");
        assert_eq!(
            validity(&json!({"state": "connected"}), 1_000.0),
            "no end told"
        );
        let waiting = json!({"state": "not_authenticated", "login_pending": true});
        assert_eq!(validity(&waiting, 1_000.0), "a login is waiting");
    }
}
