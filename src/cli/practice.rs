//! `phal-oauth practice`: the small authorization server alone, for who writes a skill or a client.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use tokio::net::TcpListener;

use super::terminal::{Tone, say, toned};
use super::{Exit, Usage, signals};
use crate::app::Taken;
use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::http;
use crate::server::{
    AuthorizationServer, Client, Decision, Failure, Paths, Settings, Switch, check_place,
};
use crate::stopping::Stopping;

#[derive(Debug, Args)]
#[command(after_help = switches())]
pub(super) struct Options {
    /// The port; 0 takes any that is free
    #[arg(long, default_value_t = 8628)]
    port: u16,
    /// The address; one of the home network lets a phone reach it
    #[arg(long, default_value_t = Ipv4Addr::LOCALHOST.into())]
    listen: IpAddr,
    /// Seconds that access tokens last
    #[arg(long, default_value_t = 3600, value_parser = at_least_one())]
    access_lifetime: u32,
    /// Seconds without a refresh after which a login ends
    #[arg(long, default_value_t = 30 * 24 * 3600, value_parser = at_least_one())]
    refresh_lifetime: u32,
    /// Seconds that device codes last
    #[arg(long, default_value_t = 600, value_parser = at_least_one())]
    code_lifetime: u32,
    /// Seconds that a device must wait between two polls
    #[arg(long, default_value_t = 5, value_parser = at_least_one())]
    interval: u32,
    /// Give no new refresh token at a refresh: the old one stays good
    #[arg(long)]
    keep_refresh_token: bool,
    /// What is answered to a login: what a person says, or the same to all
    #[arg(long, value_enum, default_value = "ask")]
    decide: Decide,
    /// Let every token request fail
    #[arg(long, value_enum)]
    fail: Option<Fail>,
    /// A redirect URI that may be used too; any of a loopback or private address may. The first is
    /// that of requests that name none
    #[arg(long, value_parser = absolute_uri)]
    redirect_uri: Vec<String>,
    /// A word that scopes may hold; without this option they may hold any
    #[arg(long)]
    scope: Vec<String>,
    /// The address of a page about errors, which errors then name
    #[arg(long)]
    error_page: Option<String>,
}

/// An address as it is compared later: as it was typed.
fn absolute_uri(typed: &str) -> Result<String, url::ParseError> {
    url::Url::parse(typed).map(|_| typed.to_owned())
}

/// Nothing can last no time.
fn at_least_one() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..)
}

/// What is answered to a login.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Decide {
    /// What a person decides
    Ask,
    /// Yes, at once
    Approve,
    /// No, at once
    Refuse,
}

/// How token requests fail.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Fail {
    /// The code or token is worth nothing: the login is over
    InvalidGrant,
    /// The client is not known
    InvalidClient,
    /// Status 500
    ServerError,
    /// Status 503 with Retry-After
    Unavailable,
    /// Status 502 with a gateway's HTML page
    Html,
}

impl From<Decide> for Decision {
    fn from(decide: Decide) -> Self {
        match decide {
            Decide::Ask => Self::Ask,
            Decide::Approve => Self::Approve,
            Decide::Refuse => Self::Refuse,
        }
    }
}

impl From<Fail> for Failure {
    fn from(fail: Fail) -> Self {
        match fail {
            Fail::InvalidGrant => Self::InvalidGrant,
            Fail::InvalidClient => Self::InvalidClient,
            Fail::ServerError => Self::ServerError,
            Fail::Unavailable => Self::Unavailable,
            Fail::Html => Self::Html,
        }
    }
}

/// The client without a secret.
const PUBLIC: &str = "practice";

/// The client with a secret, and its secret.
const CONFIDENTIAL: (&str, &str) = ("practice-server", "practice-secret");

/// Serves until a signal comes.
pub(super) async fn run(options: Options) -> anyhow::Result<Exit> {
    check_place(options.listen).map_err(|error| Usage(error.to_string()))?;
    let signalled = signals::stop()?;
    let place = SocketAddr::new(options.listen, options.port);
    let listener = TcpListener::bind(place).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            Taken::new(format!("{place} is in use: choose another with --port")).into()
        } else {
            anyhow::Error::new(error).context(format!("listening on {place}"))
        }
    })?;
    let place = listener.local_addr().context("asking for the port")?;
    let settings = settings(options);
    let server = AuthorizationServer::practice(settings, Clock::system(), Entropy::system())
        .context("making the practice server")?;
    let stopping = Stopping::default();
    let serving = http::serve(listener, server.router(), stopping.clone());
    introduce(&format!("http://{place}"));
    let ended = async {
        signalled.await;
        stopping.intake.cancel();
        stopping.quiet.cancel();
    };
    tokio::join!(serving, ended);
    Ok(Exit::Done)
}

fn settings(options: Options) -> Settings {
    let client = |id, name| Client {
        redirect_paths: vec!["/".to_owned()],
        redirect_uris: options.redirect_uri.clone(),
        default_redirect_uri: options.redirect_uri.first().cloned(),
        default_scope: options
            .scope
            .first()
            .map_or("hello", String::as_str)
            .to_owned(),
        scopes: Some(options.scope.clone()).filter(|scope| !scope.is_empty()),
        ..Client::new(id, name)
    };
    let (id, secret) = CONFIDENTIAL;
    Settings {
        access_lifetime: options.access_lifetime,
        refresh_lifetime: options.refresh_lifetime,
        rotate: !options.keep_refresh_token,
        code_lifetime: options.code_lifetime,
        interval: options.interval,
        clients: vec![
            client(PUBLIC, "Practice app"),
            Client {
                secret: Some(secret.into()),
                introspects: true,
                ..client(id, "Practice server app")
            },
        ],
        addresses: vec![options.listen],
        error_page: options.error_page,
        paths: Paths::default(),
        decision: options.decide.into(),
        failure: options.fail.map(Failure::from),
    }
}

/// Says what is where, and how to begin.
fn introduce(issuer: &str) {
    let (id, secret) = CONFIDENTIAL;
    say(toned(
        Tone::Good,
        &format!("A practice authorization server runs at {issuer}"),
    ));
    say("Nothing behind it is real, and nothing is kept. Ctrl-C ends it.\n");
    let rows = [
        ("issuer, with metadata", issuer.to_owned()),
        (
            "device authorization",
            format!("{issuer}/oauth/device_authorization"),
        ),
        ("code page for people", format!("{issuer}/activate")),
        (
            "authorization, with PKCE",
            format!("{issuer}/oauth/authorize"),
        ),
        ("token", format!("{issuer}/oauth/token")),
        ("revocation", format!("{issuer}/oauth/revoke")),
        ("introspection", format!("{issuer}/oauth/introspect")),
        ("what a token opens", format!("{issuer}/hello")),
        ("client id", format!("{PUBLIC} (public)")),
        (
            "client id, secret",
            format!("{id}, {secret} (may introspect)"),
        ),
    ];
    for (name, value) in rows {
        say(format_args!("  {name:<26}{value}"));
    }
    say(format_args!(
        "\nBegin as a device:\n  \
         curl -d client_id={PUBLIC} {issuer}/oauth/device_authorization\n\
         open the address that it tells, approve, and fetch the tokens:\n  \
         curl -d client_id={PUBLIC} -d grant_type=urn:ietf:params:oauth:grant-type:device_code \
         -d device_code=… {issuer}/oauth/token\n\n\
         Errors on demand: phal-oauth practice --help"
    ));
}

/// What scopes ask for.
fn switches() -> String {
    let mut text = "Words in a scope ask for special treatment of that login:".to_owned();
    for switch in Switch::ALL {
        let line = format!("\n  {:<22}{}", switch.word(), switch.effect());
        text.push_str(&line);
    }
    text
}
