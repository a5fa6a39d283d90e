//! `phal-oauth token`: a good access token, for scripts.

use clap::Args;
use serde_json::{Map, Value};

use super::terminal::say;
use super::{Exit, SocketOptions, call};
use crate::request::Topic;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The app: its skill id and app id joined by an underscore, as phal-oauth status shows it
    munged_id: String,
    /// How many more seconds the token must be good for [default: 60]
    #[arg(long, value_name = "SECONDS")]
    min_valid: Option<u32>,
    /// The first 16 hex digits of the SHA-256 of a token that an API refused
    #[arg(long, value_name = "HASH")]
    rejected: Option<String>,
    /// The whole answer as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    socket: SocketOptions,
}

/// Prints the token.
pub(super) async fn run(options: Options) -> anyhow::Result<Exit> {
    let mut wish = Map::new();
    if let Some(seconds) = options.min_valid {
        wish.insert("min_valid_seconds".to_owned(), seconds.into());
    }
    if let Some(hash) = options.rejected {
        wish.insert("rejected".to_owned(), hash.into());
    }
    let mut daemon = call::daemon(options.socket).await?;
    let answer = call::ask(&mut daemon, Topic::Token, &options.munged_id, wish).await?;
    if options.json {
        say(serde_json::to_string_pretty(&answer)?);
    } else {
        let token = answer.get("access_token").and_then(Value::as_str);
        say(token.unwrap_or_default());
    }
    Ok(Exit::Done)
}
