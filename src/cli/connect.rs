//! `phal-oauth connect`: one login, from the QR code to its end.

use clap::Args;
use serde_json::{Map, Value, json};

use super::terminal::{self, Tone, say, toned};
use super::{Exit, SocketOptions, words};
use crate::control::Caller;
use crate::request::Topic;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The app, as phal-oauth status shows it, or a service, as phal-oauth providers shows it
    #[arg(value_name = "APP")]
    name: String,
    #[command(flatten)]
    socket: SocketOptions,
}

/// Shows the code and waits for what becomes of it.
pub(super) async fn run(options: Options) -> anyhow::Result<Exit> {
    let words = words();
    let mut daemon = Caller::connect(&options.socket.folder()?).await?;
    let asked = json!({ "munged_id": options.name });
    let answer = daemon.answer(Topic::Connect, asked).await?;
    let Some(url) = text(&answer, "url") else {
        let error = text(&answer, "error").map(str::to_owned);
        say(toned(
            Tone::Bad,
            &error.unwrap_or_else(|| words.say("cli-connect-no-link")),
        ));
        return Ok(Exit::LoginFailed);
    };
    // A service has the id of its app.
    let munged_id = text(&answer, "munged_id").unwrap_or(&options.name);
    let named = |id| words.say_with(id, &[("app", munged_id)]);
    say(format_args!("{}\n", named("cli-connect-scan")));
    terminal::draw(url)?;
    let open = words.say_with("cli-or-open", &[("url", url)]);
    say(format_args!("\n{open}"));
    if let (Some(front), Some(digits)) = (text(&answer, "front"), text(&answer, "digits")) {
        let digits = terminal::grouped(digits);
        let values = [("url", front), ("digits", &digits)];
        say(words.say_with("cli-or-type", &values));
    }
    say("");
    say(toned(Tone::Waiting, &words.say("cli-connect-waiting")));
    loop {
        let (kind, data) = daemon.next().await?;
        if text(&data, "munged_id") != Some(munged_id) {
            continue;
        }
        match kind.as_str() {
            "oauth.login.succeeded" => {
                say(toned(Tone::Good, &named("cli-connected")));
                return Ok(Exit::Done);
            }
            // The end of an older login of the same app is not the end of this one.
            "oauth.login.failed" if is_waiting(&mut daemon, munged_id).await? => {}
            "oauth.login.failed" => {
                say(toned(Tone::Bad, &named("cli-not-connected")));
                say(text(&data, "error").unwrap_or_default());
                return Ok(Exit::LoginFailed);
            }
            _ => {}
        }
    }
}

/// Whether a login of the app still waits for a person.
async fn is_waiting(daemon: &mut Caller, munged_id: &str) -> anyhow::Result<bool> {
    let answer = daemon.answer(Topic::Status, json!({})).await?;
    let apps = answer.get("apps").and_then(Value::as_array);
    Ok(apps
        .into_iter()
        .flatten()
        .any(|app| app["munged_id"] == munged_id && app["login_pending"] == true))
}

fn text<'a>(data: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    data.get(key)?.as_str()
}
