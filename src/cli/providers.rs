//! `phal-oauth providers`: the providers that are known, and how each is reached from here.

use clap::Args;
use serde_json::{Value, json};

use super::terminal::{Tone, say, toned};
use super::{Exit, Usage};
use crate::address::Address;
use crate::clock::Clock;
use crate::config::Overrides;
use crate::preset::{Preset, Presets};
use crate::way::Way;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// All about this one: where its client id comes from, what is known of it
    id: Option<String>,
    /// Everything as JSON, for scripts
    #[arg(long)]
    json: bool,
}

/// Prints a table, or one provider.
pub(super) fn run(options: &Options) -> anyhow::Result<Exit> {
    let config = super::configured(Overrides::default())?;
    let (presets, problems) = Presets::read(&config.providers_dir);
    let address = Address::new(config.advertise_host, config.port, Clock::system());
    let relay = config.relay_url.map(|_| address.is_reached_by_relay());
    let has_relay = matches!(relay, Some(Ok(())));
    match &options.id {
        Some(id) => print_one(&presets, id, has_relay, options.json)?,
        None if options.json => {
            let all = presets.ids().into_iter();
            let all: Vec<Value> = all
                .filter_map(|id| to_json(&presets, id, has_relay))
                .collect();
            say(serde_json::to_string_pretty(&json!({ "providers": all }))?);
        }
        None => print_table(&presets, has_relay),
    }
    for problem in problems {
        super::terminal::warn(&problem);
    }
    if let Some(Err(refusal)) = relay {
        super::terminal::warn(&refusal.to_string());
    }
    Ok(Exit::Done)
}

fn print_table(presets: &Presets, has_relay: bool) {
    let known = || {
        let ids = presets.ids().into_iter();
        ids.filter_map(|id| Some((id, presets.find(id)?)))
    };
    let widest = |width: fn(&(&str, Preset)) -> usize| known().map(|it| width(&it)).max();
    let ids = widest(|(id, _)| id.len()).unwrap_or_default();
    let names = widest(|(_, preset)| preset.name.chars().count()).unwrap_or_default();
    let head = format!(
        "{:ids$}  {:names$}  {:<24}  UNVERIFIED",
        "PROVIDER", "NAME", "WAY HERE"
    );
    say(toned(Tone::Quiet, &head));
    for (id, preset) in known() {
        let tone = if preset.way_here(has_relay).is_some() {
            Tone::Good
        } else {
            Tone::Waiting
        };
        let way = toned(tone, &format!("{:<24}", way(&preset, has_relay)));
        let unverified = toned(Tone::Quiet, &preset.unverified.join(", "));
        say(format_args!(
            "{id:ids$}  {:names$}  {way}  {unverified}",
            preset.name
        ));
    }
}

/// The way that is gone, or those that it would take.
fn way(preset: &Preset, has_relay: bool) -> String {
    match preset.way_here(has_relay) {
        Some(way) => way.to_string(),
        None if preset.ways.contains(&Way::Relay) => "none without a relay".to_owned(),
        None => format!("none ({})", words(&preset.ways)),
    }
}

fn words(ways: &[Way]) -> String {
    let words: Vec<&str> = ways.iter().map(|way| way.as_str()).collect();
    words.join(", ")
}

fn print_one(presets: &Presets, id: &str, has_relay: bool, as_json: bool) -> anyhow::Result<()> {
    let Some(preset) = presets.find(id) else {
        let similar = presets.similar(id).join(" or ");
        let similar = match similar.as_str() {
            "" => "phal-oauth providers lists them".to_owned(),
            similar => format!("did you mean {similar}?"),
        };
        return Err(Usage(format!("no provider {id} is known: {similar}")).into());
    };
    if as_json {
        say(serde_json::to_string_pretty(&to_json(
            presets, id, has_relay,
        ))?);
        return Ok(());
    }
    say(format_args!("{} ({id})", preset.name));
    let row = |key: &str, value: &str| say(format_args!("  {key:<12} {value}"));
    row("way here", &way(&preset, has_relay));
    row("ways", &words(&preset.ways));
    for (name, variable) in &preset.variables {
        let field = if name == "base" {
            "base_url".to_owned()
        } else {
            format!("variables.{name}")
        };
        row("needs", &format!("{field}: {}", variable.hint));
    }
    if let Some(console) = &preset.console {
        if let Some(url) = &console.url {
            row("client id", url);
        }
        row("how", &console.steps);
    }
    for note in &preset.notes {
        row("note", note);
    }
    row("sources", &preset.sources.join("; "));
    if !preset.unverified.is_empty() {
        let unverified = preset.unverified.join(", ");
        row("unverified", &toned(Tone::Waiting, &unverified));
    }
    Ok(())
}

fn to_json(presets: &Presets, id: &str, has_relay: bool) -> Option<Value> {
    let preset = presets.find(id)?;
    let mut all = json!({
        "id": id,
        "way_here": preset.way_here(has_relay),
        "added": presets.is_added(id),
    });
    if let (Some(all), Ok(Value::Object(preset))) =
        (all.as_object_mut(), serde_json::to_value(preset))
    {
        all.extend(preset);
    }
    Some(all)
}
