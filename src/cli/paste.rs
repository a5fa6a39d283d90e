//! `phal-oauth paste`: ends a login with the address or the code that a browser shows.

use std::io::{BufRead, Read};

use clap::Args;
use serde_json::Map;

use super::terminal::{self, Tone, say, toned};
use super::{Exit, SocketOptions, call, words};
use crate::request::Topic;
use crate::words::Words;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The app: its skill id and app id joined by an underscore, as phal-oauth status shows it
    munged_id: String,
    /// The whole address of the page that did not load, or the code that the provider shows
    ///
    /// Left out, it is read from standard input, which keeps it out of the shell's history.
    text: Option<String>,
    #[command(flatten)]
    socket: SocketOptions,
}

/// Hands the text to the daemon and tells what came of it.
pub(super) async fn run(options: Options) -> anyhow::Result<Exit> {
    let words = words();
    let text = match options.text {
        Some(text) => text,
        None => read(words)?,
    };
    let mut daemon = call::daemon(options.socket).await?;
    let further = Map::from_iter([("redirectURL".to_owned(), text.into())]);
    call::ask(&mut daemon, Topic::Forward, &options.munged_id, further).await?;
    say(toned(
        Tone::Good,
        &words.say_with("cli-connected", &[("app", &options.munged_id)]),
    ));
    Ok(Exit::Done)
}

fn read(words: Words) -> anyhow::Result<String> {
    terminal::prompt(&format!("{} ", words.say("cli-paste-prompt")));
    let mut text = String::new();
    let most = u64::try_from(crate::pasted::LONGEST)? + 1;
    std::io::stdin().lock().take(most).read_line(&mut text)?;
    Ok(text)
}
