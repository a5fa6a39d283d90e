//! `phal-oauth config`: the settings in use, and where each came from.

use clap::Args;
use serde_json::{Map, Value, json};

use super::terminal::{Tone, say, toned};
use super::{Exit, RunOptions, find_config};

/// Settings whose values are not shown.
const SECRETS: [&str; 1] = ["websocket.secret_key"];

#[derive(Debug, Args)]
pub(super) struct Options {
    /// As JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    run: RunOptions,
}

/// Prints every setting; tells what was passed over.
pub(super) fn run(options: Options) -> anyhow::Result<Exit> {
    let (found, problems) = find_config(options.run.overrides())?;
    let rows = found.settings.iter().map(|(path, setting)| {
        let is_secret = SECRETS.contains(&path) && setting.value != "";
        let value = if is_secret {
            json!("********")
        } else {
            setting.value.clone()
        };
        (path, value, setting.origin.to_string())
    });
    if options.json {
        let settings: Map<String, Value> = rows
            .map(|(path, value, origin)| {
                (path.to_owned(), json!({ "value": value, "origin": origin }))
            })
            .collect();
        say(serde_json::to_string_pretty(&settings)?);
    } else {
        say(toned(
            Tone::Quiet,
            &format!("{:<32} {:<24} FROM", "SETTING", "VALUE"),
        ));
        for (path, value, origin) in rows {
            say(format_args!(
                "{path:<32} {:<24} {origin}",
                value.to_string()
            ));
        }
        say(toned(Tone::Quiet, "\nIn use after looking around:"));
        say(format_args!("  bus          {}", found.config.bus));
        for (name, folder) in [
            ("qr_dir", &found.config.qr_dir),
            ("data_dir", &found.config.data_dir),
            ("state_dir", &found.config.state_dir),
            ("runtime_dir", &found.config.runtime_dir),
        ] {
            say(format_args!("  {name:<12} {}", folder.display()));
        }
        if let Some(api) = &found.config.api {
            say(format_args!(
                "  {:<12} {}",
                "api.socket",
                api.socket.display()
            ));
        }
    }
    for problem in problems.iter().chain(&found.unknown) {
        say(toned(Tone::Bad, problem));
    }
    Ok(Exit::Done)
}
