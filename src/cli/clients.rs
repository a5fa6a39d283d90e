//! `phal-oauth clients`: the programs that may ask this device for tokens.

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::terminal::{self, Tone, say, toned};
use super::{Exit, SocketOptions, Usage, call};
use crate::clock::Clock;
use crate::control::Caller;
use crate::digest::Digest;
use crate::entropy::Entropy;
use crate::manifest::PLUGIN;
use crate::request::Topic;
use crate::server::{EVERY_TOKEN, TOKEN, token_word};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Let a program ask for tokens; a person approves each time it does
    Add(AddOptions),
    /// Show the programs, what they may ask for and when they were last there
    List(ListOptions),
    /// Remove a program: it gets no new token from then on
    Remove(EndOptions),
    /// Take back all that a program was granted; it may ask again
    Withdraw(EndOptions),
}

#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(super) struct AddOptions {
    /// The name that people read when they approve
    name: String,
    /// Its client id; made of the name where it is left out
    #[arg(long)]
    id: Option<String>,
    /// An app whose token it may have, as phal-oauth status shows it; can be given more than once
    #[arg(long = "token", value_name = "MUNGED_ID")]
    tokens: Vec<String>,
    /// The tokens of all apps, also of those that come later
    #[arg(long)]
    all_tokens: bool,
    /// Another word that its scopes may hold, for programs that insist on some
    #[arg(long = "scope", value_name = "WORD")]
    scopes: Vec<String>,
    /// Without a secret, for programs that cannot be given one
    #[arg(long)]
    public: bool,
    /// Let it ask what any token of this server is worth (introspection)
    #[arg(long, conflicts_with = "public")]
    introspects: bool,
    /// The answer as JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    socket: SocketOptions,
}

#[derive(Debug, Args)]
pub(super) struct ListOptions {
    /// The answer as JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    socket: SocketOptions,
}

#[derive(Debug, Args)]
pub(super) struct EndOptions {
    /// The client id, as phal-oauth clients list shows it
    id: String,
    /// The answer as JSON, for scripts
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    socket: SocketOptions,
}

/// Does what was asked about programs.
pub(super) async fn run(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Add(options) => add(options).await,
        Command::List(options) => list(options).await,
        Command::Withdraw(options) => end(options, Topic::WithdrawGrants, "lost its access").await,
        Command::Remove(options) => end(options, Topic::RemoveClient, "was removed").await,
    }
}

/// What a word of a scope opens, for people.
pub(super) fn meaning(word: &str) -> String {
    match word.strip_prefix(TOKEN) {
        _ if word == EVERY_TOKEN => "the tokens of all apps".to_owned(),
        Some(munged_id) => format!("the token of {munged_id}"),
        None => word.to_owned(),
    }
}

async fn add(options: AddOptions) -> anyhow::Result<Exit> {
    if options.name.trim().is_empty() {
        let how = "give it a name: people read it when they approve";
        return Err(Usage(how.to_owned()).into());
    }
    let id = match &options.id {
        Some(id) => id.clone(),
        None => id_of(&options.name)?,
    };
    let scopes = scopes(&options)?;
    // Made here and told here: the daemon hears its digest alone.
    let secret = (!options.public).then(|| Entropy::system().token::<32>());
    let data = json!({
        "client_id": id,
        "name": options.name,
        "scopes": scopes,
        "introspects": options.introspects,
        "secret_digest": secret.as_deref().map(|secret| Digest::of(secret).as_str().to_owned()),
    });
    let mut daemon = call::daemon(options.socket).await?;
    let mut answer = call::checked(daemon.answer(Topic::AddClient, data).await?)?;
    if options.json {
        answer.insert("client_secret".to_owned(), secret.into());
        say(serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    say(toned(
        Tone::Good,
        &format!("{} may ask for tokens now.", options.name),
    ));
    say(format_args!("  {:<15}{id}", "client id"));
    if let Some(secret) = &secret {
        say(format_args!(
            "  {:<15}{secret}   (shown this once)",
            "client secret"
        ));
    }
    for word in &scopes {
        say(format_args!("  {:<15}{}", "may ask for", meaning(word)));
    }
    for munged_id in unknown(&mut daemon, &options.tokens).await? {
        let hint = format!("no app {munged_id} is known yet: see phal-oauth status");
        say(toned(Tone::Waiting, &hint));
    }
    tell_next(&answer, &id, secret.is_some());
    Ok(Exit::Done)
}

/// The apps among these that no skill has registered: maybe later, maybe mistyped.
async fn unknown(daemon: &mut Caller, munged_ids: &[String]) -> anyhow::Result<Vec<String>> {
    let answer = call::checked(daemon.answer(Topic::Status, json!({})).await?)?;
    let apps = answer.get("apps").and_then(Value::as_array);
    let apps = apps.map_or(&[][..], Vec::as_slice);
    let is_unknown = |id: &&String| !apps.iter().any(|app| app["munged_id"] == id.as_str());
    Ok(munged_ids.iter().filter(is_unknown).cloned().collect())
}

/// How the program begins.
fn tell_next(answer: &Map<String, Value>, id: &str, has_secret: bool) {
    let Some(url) = answer.get("api_url").and_then(Value::as_str) else {
        let settings = json!({ "PHAL": { PLUGIN: { "api": { "enabled": true } } } });
        let off = "The API is off. Switch it on in mycroft.conf, and start phal-oauth anew:";
        say(toned(Tone::Waiting, &format!("\n{off}")));
        say(format_args!("  {settings}"));
        return;
    };
    // The empty form makes curl say what kind it is.
    let login = if has_secret {
        format!("-u {id}:SECRET -d ''")
    } else {
        format!("-d client_id={id}")
    };
    say(format_args!(
        "\nIt finds everything at {url}/.well-known/oauth-authorization-server, and begins with\n  \
         curl {login} {url}/oauth/device_authorization\n\
         Then approve the code that it shows: on the phone, or with phal-oauth approve CODE"
    ));
}

/// The words that its scopes may hold, each once.
fn scopes(options: &AddOptions) -> anyhow::Result<Vec<String>> {
    let every = options.all_tokens.then(|| EVERY_TOKEN.to_owned());
    let tokens = options.tokens.iter().map(|id| token_word(id));
    let words = options.scopes.iter().cloned();
    let mut scopes: Vec<String> = Vec::new();
    for word in every.into_iter().chain(tokens).chain(words) {
        if !scopes.contains(&word) {
            scopes.push(word);
        }
    }
    if scopes.is_empty() {
        let how = "say what it may ask for: --token with an app of phal-oauth status, --all-tokens, \
                   or --scope with a word of its own";
        return Err(Usage(how.to_owned()).into());
    }
    Ok(scopes)
}

/// An id made of a name: its letters and digits, with dashes between.
fn id_of(name: &str) -> anyhow::Result<String> {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    if words.is_empty() {
        return Err(Usage("the name makes no client id: give one with --id".to_owned()).into());
    }
    Ok(words.join("-"))
}

async fn list(options: ListOptions) -> anyhow::Result<Exit> {
    let mut daemon = call::daemon(options.socket).await?;
    let answer = call::checked(daemon.answer(Topic::Clients, json!({})).await?)?;
    if options.json {
        say(serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    let clients = answer.get("clients").and_then(Value::as_array);
    let clients = clients.map_or(&[][..], Vec::as_slice);
    if clients.is_empty() {
        say("No program may ask for tokens yet: see phal-oauth clients add --help");
        return Ok(Exit::Done);
    }
    let now = Clock::system().now();
    let head = [
        "PROGRAM",
        "CLIENT ID",
        "GRANTS",
        "LAST THERE",
        "MAY ASK FOR",
    ]
    .map(str::to_owned);
    let rows = clients.iter().map(|client| row(client, now));
    terminal::table(&[head].into_iter().chain(rows).collect::<Vec<_>>());
    Ok(Exit::Done)
}

fn row(client: &Value, now: f64) -> [String; 5] {
    let text = |key: &str| client[key].as_str().unwrap_or_default().to_owned();
    let scopes = client["scopes"].as_array().into_iter().flatten();
    let wanted: Vec<String> = scopes.filter_map(Value::as_str).map(meaning).collect();
    [
        text("name"),
        text("client_id"),
        client["grants"].to_string(),
        match client["last_used_at"].as_f64() {
            Some(at) => terminal::ago(now - at),
            None => "never".to_owned(),
        },
        wanted.join(", "),
    ]
}

/// Ends what a program was granted, and tells what became of it.
async fn end(options: EndOptions, topic: Topic, fate: &str) -> anyhow::Result<Exit> {
    let mut daemon = call::daemon(options.socket).await?;
    let data = json!({ "client_id": options.id });
    let answer = call::checked(daemon.answer(topic, data).await?)?;
    if options.json {
        say(serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    let ended = answer.get("ended").and_then(Value::as_u64);
    let had_grants = ended.is_some_and(|ended| ended > 0);
    let what = match ended {
        None | Some(0) => "it had been granted nothing",
        Some(_) => "it gets no new token",
    };
    say(toned(
        Tone::Good,
        &format!("{} {fate}; {what}.", options.id),
    ));
    if had_grants {
        say(
            "A token of an app that it has fetched already stays good until it ends. To end that as \
             well, disconnect the app: phal-oauth revoke <munged_id>",
        );
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_a_name() {
        assert_eq!(id_of("Node-RED (kitchen)").unwrap(), "node-red-kitchen");
        assert_eq!(id_of("spotifyd").unwrap(), "spotifyd");
        assert!(id_of("\u{97f3}\u{697d}").is_err());
    }

    #[test]
    fn a_scope_is_told_in_words() {
        assert_eq!(meaning("token:*"), "the tokens of all apps");
        assert_eq!(meaning("token:a_b"), "the token of a_b");
        assert_eq!(meaning("hello"), "hello");
    }
}
