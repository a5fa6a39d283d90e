//! `phal-oauth status`: how the apps are.

use clap::Args;
use serde_json::{Value, json};

use super::terminal::{Tone, say, toned};
use super::{Exit, SocketOptions, words};
use crate::clock::Clock;
use crate::control::Caller;
use crate::request::Topic;
use crate::words::Words;

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
        say(words().say("cli-status-none"));
    } else {
        print_table(words(), apps);
    }
    Ok(Exit::Done)
}

/// A line of the table.
struct Row {
    app: String,
    tone: Tone,
    state: String,
    valid: String,
}

impl Row {
    fn of(words: Words, app: &Value, now: f64) -> Self {
        let text = |key: &str| app[key].as_str().unwrap_or_default();
        let (tone, state) = state(words, text("state"));
        Self {
            app: text("munged_id").to_owned(),
            tone,
            state,
            valid: validity(words, app, now),
        }
    }
}

fn print_table(words: Words, apps: &[Value]) {
    let head = Row {
        app: words.say("cli-status-app"),
        tone: Tone::Quiet,
        state: words.say("cli-status-state"),
        valid: words.say("cli-status-valid"),
    };
    let now = Clock::system().now();
    let rows = apps.iter().map(|app| Row::of(words, app, now));
    let rows: Vec<Row> = [head].into_iter().chain(rows).collect();
    let widest = |cell: fn(&Row) -> &String| rows.iter().map(|row| cell(row).chars().count()).max();
    let apps = widest(|row| &row.app).unwrap_or_default();
    let states = widest(|row| &row.state).unwrap_or_default();
    for Row {
        app,
        tone,
        state,
        valid,
    } in &rows
    {
        let state = format!("{state:states$}");
        let line = |state: &str| format!("{app:apps$}  {state}  {valid}");
        say(match tone {
            Tone::Quiet => toned(Tone::Quiet, &line(&state)),
            tone => line(&toned(*tone, &state)),
        });
    }
}

fn state(words: Words, state: &str) -> (Tone, String) {
    let (tone, id) = match state {
        "connected" => (Tone::Good, "cli-state-connected"),
        "needs_login" => (Tone::Bad, "cli-state-needs-login"),
        "misconfigured" => (Tone::Bad, "cli-state-misconfigured"),
        "needs_credentials" => (Tone::Waiting, "cli-state-needs-credentials"),
        "not_authenticated" => (Tone::Waiting, "cli-state-not-authenticated"),
        // A newer daemon.
        other => return (Tone::Waiting, other.replace('_', " ")),
    };
    (tone, words.say(id))
}

fn validity(words: Words, app: &Value, now: f64) -> String {
    let waits = || match app["login_pending"] {
        Value::Bool(true) => words.say("cli-valid-waiting"),
        _ => String::new(),
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of days is small and positive here"
    )]
    let more = |id, seconds: f64, unit: f64| words.say_count(id, (seconds / unit).round() as u32);
    match app["expires_at"].as_f64() {
        _ if app["state"] != "connected" => waits(),
        None => words.say("cli-valid-no-end"),
        Some(end) if end <= now => words.say("cli-valid-ended"),
        Some(end) if end - now < 7200.0 => more("cli-valid-minutes", end - now, 60.0),
        Some(end) if end - now < 172_800.0 => more("cli-valid-hours", end - now, 3600.0),
        Some(end) => more("cli-valid-days", end - now, 86_400.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    const ENGLISH: Words = Words::of(Language::En);

    #[test]
    fn a_lifetime_is_told_in_fitting_units() {
        let app = |end: f64| json!({"state": "connected", "expires_at": end});
        assert_eq!(validity(ENGLISH, &app(1_600.0), 1_000.0), "10 more minutes");
        assert_eq!(
            validity(ENGLISH, &app(1_000.0 + 36_000.0), 1_000.0),
            "10 more hours"
        );
        assert_eq!(
            validity(ENGLISH, &app(900.0), 1_000.0),
            "ended, needs a refresh"
        );
        assert_eq!(
            validity(ENGLISH, &json!({"state": "connected"}), 1_000.0),
            "no end told"
        );
        let waiting = json!({"state": "not_authenticated", "login_pending": true});
        assert_eq!(validity(ENGLISH, &waiting, 1_000.0), "a login is waiting");
    }
}
