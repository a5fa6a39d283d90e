//! `phal-oauth approve`: the owner decides about a program that waits with a code.

use std::io::{BufRead, IsTerminal, Read};

use clap::Args;
use serde_json::{Map, Value, json};

use super::terminal::{self, Tone, say, toned};
use super::{Exit, SocketOptions, Usage, call, clients};
use crate::control::Caller;
use crate::request::Topic;

/// More than anyone types to say yes.
const LONGEST_REPLY: u64 = 64;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The code that the program shows, such as WDJB-MJHT
    code: String,
    /// Approve without being asked again, for scripts
    #[arg(long, conflicts_with = "refuse")]
    yes: bool,
    /// Refuse what the program asks for
    #[arg(long)]
    refuse: bool,
    /// What was decided as JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    socket: SocketOptions,
}

/// Shows who asks for what, and decides.
pub(super) async fn run(options: Options) -> anyhow::Result<Exit> {
    let mut daemon = call::daemon(options.socket).await?;
    let asking = ask(&mut daemon, &options.code, None).await?;
    if !options.json {
        show(&asking);
    }
    let approved = if options.refuse {
        false
    } else if options.yes {
        true
    } else if let Some(approved) = confirm()? {
        approved
    } else {
        say("It waits on, until its code ends.");
        return Ok(Exit::Done);
    };
    let decision = if approved { "approve" } else { "refuse" };
    let decided = ask(&mut daemon, &options.code, Some(decision)).await?;
    if options.json {
        say(serde_json::to_string_pretty(&decided)?);
        return Ok(Exit::Done);
    }
    let name = text(&decided, "client_name");
    say(if approved {
        toned(
            Tone::Good,
            &format!(
                "{name} gets its tokens now. To take that back: the dashboard, or phal-oauth clients \
                 remove {}",
                text(&decided, "client_id")
            ),
        )
    } else {
        toned(Tone::Waiting, &format!("{name} was refused."))
    });
    Ok(Exit::Done)
}

async fn ask(
    daemon: &mut Caller,
    code: &str,
    decision: Option<&str>,
) -> anyhow::Result<Map<String, Value>> {
    let data = json!({ "user_code": code, "decision": decision });
    call::checked(daemon.answer(Topic::Activation, data).await?)
}

fn show(asking: &Map<String, Value>) {
    let rows = [
        ("program", text(asking, "client_name").to_owned()),
        ("client id", text(asking, "client_id").to_owned()),
        ("asks from", text(asking, "address").to_owned()),
    ];
    for (name, value) in rows {
        say(format_args!("  {name:<12}{value}"));
    }
    for word in text(asking, "scope").split(' ') {
        say(format_args!("  {:<12}{}", "wants", clients::meaning(word)));
    }
    say("");
}

/// Asks the person at the terminal; without one nothing is approved by silence. `None` where nothing is
/// decided yet.
fn confirm() -> anyhow::Result<Option<bool>> {
    if !std::io::stdin().is_terminal() {
        let how = "nobody is there to ask: add --yes to approve, or --refuse";
        return Err(Usage(how.to_owned()).into());
    }
    say("Approve only if you have started this program yourself, and it shows this very code.");
    loop {
        terminal::prompt("Approve? y = yes, n = refuse, Enter = later: ");
        let mut reply = String::new();
        std::io::stdin()
            .lock()
            .take(LONGEST_REPLY)
            .read_line(&mut reply)?;
        if let Some(decided) = read_reply(&reply) {
            return Ok(decided);
        }
    }
}

/// What somebody has typed; nothing where that means nothing.
#[expect(
    clippy::option_option,
    reason = "not understood is not the same as not decided"
)]
fn read_reply(reply: &str) -> Option<Option<bool>> {
    match reply.trim().to_ascii_lowercase().as_str() {
        "" => Some(None),
        "y" | "yes" => Some(Some(true)),
        "n" | "no" => Some(Some(false)),
        _ => None,
    }
}

fn text<'a>(answer: &'a Map<String, Value>, key: &str) -> &'a str {
    answer.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_word_decides() {
        assert_eq!(read_reply("Y\n"), Some(Some(true)));
        assert_eq!(read_reply(" no \n"), Some(Some(false)));
        assert_eq!(read_reply("\n"), Some(None));
        assert_eq!(read_reply("maybe\n"), None);
    }
}
