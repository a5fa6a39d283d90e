//! `phal-oauth demo`: the whole main job in one process, with nothing to set up.

mod person;
mod skill;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::terminal::{self, Tone, say, toned};
use super::{Exit, signals, words};
use crate::app::{App, World};
use crate::clock::Clock;
use crate::config::{BusChoice, BusSecurity, Config, Environment, JsonFiles, JsonPlace, Voice};
use crate::control::Caller;
use crate::entropy::Entropy;
use crate::provider::HttpClient;
use crate::request::Topic;
use crate::server::{AuthorizationServer, Client, Settings};
use crate::stopping::Stopping;
use crate::words::Words;
use crate::{http, net};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Approve without a person, on this machine alone: for a first look and for tests
    #[arg(long)]
    headless_approve: bool,
    /// The address that the phone reaches this machine by, if the one found is wrong
    #[arg(long)]
    host: Option<IpAddr>,
}

/// The client that the practice server knows.
const CLIENT_ID: &str = "example-skill";

/// Runs everything until the example skill holds its token and has used it.
pub(super) async fn run(options: &Options) -> anyhow::Result<Exit> {
    let host = if options.headless_approve {
        Ipv4Addr::LOCALHOST.into()
    } else {
        host(options)
    };
    let signalled = signals::stop()?;
    let folder = tempfile::tempdir().context("making a folder for the demo")?;
    let stopping = Stopping::default();

    let words = words();
    let folder_goes = words.say("demo-folder");
    say(toned(Tone::Quiet, &format!("{folder_goes}\n")));
    let listener = TcpListener::bind((host, 0))
        .await
        .context("listening for the practice server")?;
    let issuer = format!(
        "http://{}",
        listener.local_addr().context("asking for the port")?
    );
    step(1, &words.say_with("demo-practice", &[("url", &issuer)]));
    let practice = http::serve(listener, practice(host)?.router(), stopping.clone());

    let config = config(host, folder.path());
    let runtime_dir = config.runtime_dir.clone();
    let app = App::bind(config, World::default()).await?;
    step(2, &words.say_with("demo-bus", &[("url", app.bus_url())]));
    let stage = Stage {
        words,
        bus: app.bus_url().to_owned(),
        issuer,
        runtime_dir,
    };
    let daemon = app.run(stopping.intake.clone().cancelled_owned());
    tokio::pin!(daemon);
    let ended = tokio::select! {
        told = tell(options, &stage) => told.map(|()| Exit::Done),
        () = signalled => {
            say(format_args!("\n{}", words.say("demo-stopped")));
            Ok(Exit::Failed)
        }
        () = practice => Err(anyhow::anyhow!("the practice server ended by itself")),
        _ = &mut daemon => return Err(anyhow::anyhow!("the daemon ended by itself")),
    };
    stopping.intake.cancel();
    daemon.await;
    ended
}

/// Where everything is.
struct Stage {
    words: Words,
    bus: String,
    issuer: String,
    runtime_dir: PathBuf,
}

/// What happens, told step by step.
async fn tell(options: &Options, stage: &Stage) -> anyhow::Result<()> {
    let words = stage.words;
    let mut skill = skill::Skill::join(&stage.bus).await?;
    skill.register(&stage.issuer, CLIENT_ID).await?;
    step(3, &words.say("demo-skill"));
    let image = skill.ask_for_qr_code().await?;
    step(4, &words.say_with("demo-image", &[("path", &image)]));
    let link = link(&stage.runtime_dir).await?;
    let button = words.say("practice-consent-approve");
    let scan = words.say_with("demo-scan", &[("button", &button)]);
    say(format_args!("    {scan}\n"));
    terminal::draw(&link)?;
    let open = words.say_with("cli-or-open", &[("url", &link)]);
    say(format_args!("\n    {open}\n"));
    let http = HttpClient::default();
    if options.headless_approve {
        person::approve(&http, &link).await?;
        let values = [("option", "--headless-approve")];
        step(5, &words.say_with("demo-approved", &values));
    } else {
        say(toned(
            Tone::Waiting,
            &format!("    {}\n", words.say("demo-waiting")),
        ));
    }
    let access_token = skill.token().await?;
    step(6, &words.say("demo-token"));
    let greeting = skill::hello(&http, &stage.issuer, &access_token).await?;
    step(7, &words.say_with("demo-used", &[("greeting", &greeting)]));
    say(toned(Tone::Good, &format!("\n{}", words.say("demo-done"))));
    Ok(())
}

/// The link of a QR code, which no message of the bus holds.
async fn link(runtime_dir: &Path) -> anyhow::Result<String> {
    let mut daemon = Caller::connect(runtime_dir).await?;
    let app = json!({ "munged_id": skill::MUNGED_ID });
    let answer = daemon.answer(Topic::Connect, app).await?;
    let url = answer.get("url").and_then(Value::as_str).map(str::to_owned);
    url.context("the daemon gave no link")
}

fn step(number: u8, text: &str) {
    say(format_args!(
        "{} {text}",
        toned(Tone::Good, &format!("[{number}]"))
    ));
}

fn host(options: &Options) -> IpAddr {
    let found = || net::choose(&net::interfaces());
    options
        .host
        .or_else(found)
        .unwrap_or_else(|| Ipv4Addr::LOCALHOST.into())
}

fn practice(host: IpAddr) -> anyhow::Result<AuthorizationServer> {
    let settings = Settings {
        clients: vec![Client::new(CLIENT_ID, "Example skill")],
        addresses: vec![host],
        ..Settings::default()
    };
    AuthorizationServer::practice(settings, Clock::system(), Entropy::system())
        .context("making the practice server")
}

fn config(host: IpAddr, folder: &Path) -> Config {
    let advertised = match host {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("[{v6}]"),
    };
    Config {
        bus: BusChoice::Embedded(0),
        bus_security: BusSecurity::default(),
        listen: host,
        port: 0,
        advertise_host: Some(advertised),
        allowed_hosts: Vec::new(),
        relay_url: None,
        device_name: "Demo".to_owned(),
        qr_dir: folder.join("qr"),
        data_dir: folder.join("data"),
        state_dir: folder.join("state"),
        credentials_dir: None,
        runtime_dir: folder.join("run"),
        json_files: JsonFiles::Off,
        json_place: JsonPlace {
            folder: folder.join("json"),
            locks: folder.to_owned(),
        },
        providers_dir: folder.join("providers"),
        share_refresh_token: false,
        lang: Environment::of_process().language().code().to_owned(),
        voice: Voice::Off,
        api: None,
    }
}
