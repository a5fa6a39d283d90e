//! The command line: what a person types, and which exit code comes of it.

mod approve;
mod audit;
mod backup;
mod call;
mod clients;
mod connect;
mod dashboard;
mod demo;
mod file;
mod leave;
mod logging;
mod passphrase;
mod paste;
mod practice;
mod providers;
mod rekey;
mod relay;
mod run;
mod settings;
mod signals;
mod status;
mod terminal;
mod tls;
mod token;

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

use self::logging::{LogFormat, LogLevel};
use crate::app::{Taken, Unusable, World, store_failed};
use crate::bus::{Backoff, LinkError};
use crate::config::{self, Config, Environment, Found, Overrides};
use crate::control::CallError;
use crate::entropy::Entropy;
use crate::store::{self, KeyPlaces};
use crate::words::Words;

/// OAuth tokens for OpenVoiceOS skills: scan, approve, done.
#[derive(Debug, Parser)]
#[command(version, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    log: LogOptions,
}

/// What the exit codes mean; scripts rely on them.
const EXIT_CODES: &str = "Exit codes:
  0  done, or stopped by a signal
  1  something failed
  2  wrong usage or configuration
  3  a port, database or socket is in use by another program
  4  no phal-oauth is running
  5  the login failed or was refused, or a person must log in
  6  not now: try again later";

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve skills on the message bus
    Run(RunOptions),
    /// Try everything in one process: a bus, a practice server, an example skill
    Demo(demo::Options),
    /// Run a practice authorization server alone, to write and test clients against
    Practice(practice::Options),
    /// Log an app in: shows its QR code and waits for the end
    Connect(connect::Options),
    /// End a login with the address or the code that the browser shows
    Paste(paste::Options),
    /// Show the link to the page where all services are connected and disconnected
    Dashboard(dashboard::Options),
    /// Decide about a program that waits with a code
    Approve(approve::Options),
    /// The programs that may ask this device for tokens
    #[command(subcommand)]
    Clients(clients::Command),
    /// Show which program got which token when
    Audit(audit::Options),
    /// Show how the apps are
    Status(status::Options),
    /// Print a good access token, renewed first if need be
    Token(token::Options),
    /// Disconnect an app: its token is revoked and forgotten, its registration stays
    Revoke(leave::Options),
    /// End the logins of an app that wait for a person
    Cancel(leave::Options),
    /// Forget an app with all that belongs to it
    Forget(leave::Options),
    /// List the providers that are known and the way each is reached from here
    Providers(providers::Options),
    /// Write the page by which providers that accept no address in a home network are reached
    Relay(relay::Options),
    /// Make or show the certificate by which the home network reaches the API
    Tls(tls::Options),
    /// Show the settings in use and where each came from
    Config(settings::Options),
    /// Write a backup of all apps and logins; the daemon must not run
    Export(backup::ExportOptions),
    /// Bring a backup back, on this device or a new one; the daemon must not run
    Import(backup::ImportOptions),
    /// Give the database a new master key; the daemon must not run
    Rekey(rekey::Options),
}

#[derive(Debug, Args)]
struct LogOptions {
    /// How much is logged, on standard error
    ///
    /// [default: info for the daemon, warn for everything else]
    #[arg(long, global = true, value_enum, env = "PHAL_OAUTH_LOG")]
    log: Option<LogLevel>,
    /// The form of the log
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "text",
        env = "PHAL_OAUTH_LOG_FORMAT"
    )]
    log_format: LogFormat,
}

/// Settings that win over mycroft.conf.
#[derive(Debug, Args)]
struct RunOptions {
    /// The bus: ws://host:port/route, or embedded[:port] where there is none
    #[arg(long, env = "PHAL_OAUTH_BUS")]
    bus: Option<String>,
    /// The port of the pages and the callback
    #[arg(long, env = "PHAL_OAUTH_PORT")]
    port: Option<u16>,
    /// The address that the pages listen on
    #[arg(long, env = "PHAL_OAUTH_LISTEN")]
    listen: Option<IpAddr>,
    /// The name or address by which phones reach this device
    #[arg(long, env = "PHAL_OAUTH_ADVERTISE_HOST")]
    advertise_host: Option<String>,
    /// Where QR code images are put
    #[arg(long, env = "PHAL_OAUTH_QR_DIR")]
    qr_dir: Option<PathBuf>,
    #[command(flatten)]
    folders: FolderOptions,
    #[command(flatten)]
    socket: SocketOptions,
    /// The first pause before joining the bus again, in milliseconds
    #[arg(long, hide = true)]
    reconnect_ms: Option<u64>,
}

/// Where the database and its key are.
#[derive(Debug, Args)]
struct FolderOptions {
    /// Where the database is
    #[arg(long, env = "PHAL_OAUTH_DATA_DIR")]
    data_dir: Option<PathBuf>,
    /// Where the key of the database is
    #[arg(long, env = "PHAL_OAUTH_STATE_DIR")]
    state_dir: Option<PathBuf>,
}

/// The database of a daemon that does not run.
#[derive(Debug, Args)]
struct DatabaseOptions {
    #[command(flatten)]
    folders: FolderOptions,
    /// The key of the database, where it is not in its usual place, as with a systemd credential
    #[arg(long)]
    key_file: Option<PathBuf>,
}

/// A database that is not open yet.
struct Database {
    data_dir: PathBuf,
    keys: KeyPlaces,
    entropy: Entropy,
}

/// Where the control socket is.
#[derive(Debug, Args)]
struct SocketOptions {
    /// Where the control socket is
    #[arg(long, env = "PHAL_OAUTH_RUNTIME_DIR")]
    runtime_dir: Option<PathBuf>,
}

/// Something that was asked for and is not there.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Usage(String);

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Taken = 3,
    NoDaemon = 4,
    LoginFailed = 5,
    Later = 6,
}

impl Cli {
    /// Does what was asked and tells how it ended.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let quiet = if let Command::Run(_) = self.command {
            LogLevel::Info
        } else {
            LogLevel::Warn
        };
        core_dumps_off();
        logging::start(self.log.log.unwrap_or(quiet), self.log.log_format);
        // One thread is enough for a household, and costs the least memory.
        let runtime = match tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
        {
            Ok(runtime) => runtime,
            Err(error) => return exit(Err(error.into())),
        };
        exit(runtime.block_on(self.command.run()))
    }
}

/// Keeps what a crash leaves, and what other programs of the same user may look into, free of
/// secrets: no core file, and no memory for anyone but root. The limit alone would not do: a handler
/// of core dumps, as most systems have, is started whatever it is.
fn core_dumps_off() {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Both need no right; a kernel that refuses leaves things as they were.
    let _ = setrlimit(Resource::Core, none);
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

impl Command {
    async fn run(self) -> anyhow::Result<Exit> {
        match self {
            Self::Run(options) => {
                let world = options.world();
                let overrides = options.overrides();
                let config = configured(overrides.clone())?;
                run::run(config, world, || configured(overrides.clone())).await
            }
            Self::Demo(options) => Box::pin(demo::run(&options)).await,
            Self::Practice(options) => practice::run(options).await,
            Self::Connect(options) => connect::run(options).await,
            Self::Paste(options) => paste::run(options).await,
            Self::Dashboard(options) => dashboard::run(options).await,
            Self::Approve(options) => approve::run(options).await,
            Self::Clients(command) => clients::run(command).await,
            Self::Audit(options) => audit::run(options).await,
            Self::Status(options) => status::run(options).await,
            Self::Token(options) => token::run(options).await,
            Self::Revoke(options) => leave::revoke(options).await,
            Self::Cancel(options) => leave::cancel(options).await,
            Self::Forget(options) => leave::forget(options).await,
            Self::Providers(options) => providers::run(&options),
            Self::Relay(options) => relay::run(&options),
            Self::Tls(options) => tls::run(options),
            Self::Config(options) => settings::run(options),
            Self::Export(options) => backup::export(options),
            Self::Import(options) => backup::import(options),
            Self::Rekey(options) => rekey::run(options),
        }
    }
}

impl RunOptions {
    fn world(&self) -> World {
        match self.reconnect_ms {
            Some(first) => World {
                backoff: Backoff::new(Duration::from_millis(first)),
                ..World::default()
            },
            None => World::default(),
        }
    }

    fn overrides(self) -> Overrides {
        Overrides {
            bus: self.bus,
            port: self.port,
            listen: self.listen,
            advertise_host: self.advertise_host,
            qr_dir: self.qr_dir,
            data_dir: self.folders.data_dir,
            state_dir: self.folders.state_dir,
            runtime_dir: self.socket.runtime_dir,
            is_api_off: false,
        }
    }
}

impl DatabaseOptions {
    /// The database, found as the daemon finds it.
    fn find(self) -> Result<Database, config::Error> {
        let overrides = Overrides {
            data_dir: self.folders.data_dir,
            state_dir: self.folders.state_dir,
            ..Overrides::default()
        };
        let (found, _) = find_config(overrides)?;
        Ok(Database {
            keys: found.config.keys().or_file(self.key_file),
            data_dir: found.config.data_dir,
            entropy: Entropy::system(),
        })
    }
}

impl Database {
    /// What the error of an attempt on it means.
    fn failed(&self, error: store::Error) -> anyhow::Error {
        store_failed(error, &self.data_dir)
    }
}

impl SocketOptions {
    /// The folder of the socket, found as the daemon finds it.
    fn folder(self) -> Result<PathBuf, config::Error> {
        let overrides = Overrides {
            runtime_dir: self.runtime_dir,
            ..Overrides::default()
        };
        find_config(overrides).map(|(found, _)| found.config.runtime_dir)
    }
}

/// The words of whoever sits at the terminal.
fn words() -> Words {
    Words::of(Environment::of_process().language())
}

/// The settings of the daemon; what was passed over is logged.
fn configured(overrides: Overrides) -> Result<Config, config::Error> {
    let (found, problems) = find_config(overrides)?;
    for problem in problems.iter().chain(&found.unknown) {
        tracing::warn!("{problem}");
    }
    Ok(found.config)
}

/// The settings, with a sentence for each file that was passed over.
fn find_config(overrides: Overrides) -> Result<(Found, Vec<String>), config::Error> {
    let environment = Environment::of_process();
    let (layers, problems) = config::read_layers(&environment);
    Ok((Config::find(&layers, overrides, &environment)?, problems))
}

/// The one place where an error that ends the program is told.
fn exit(result: anyhow::Result<Exit>) -> ExitCode {
    let exit = result.unwrap_or_else(|error| {
        terminal::complain(&error);
        if let Some(refused) = error.downcast_ref::<call::Refused>() {
            refused.exit()
        } else if error.is::<Taken>() {
            Exit::Taken
        } else if error.is::<config::Error>()
            || error.is::<LinkError>()
            || error.is::<Unusable>()
            || error.is::<Usage>()
        {
            Exit::Usage
        } else if matches!(error.downcast_ref(), Some(CallError::NoDaemon(_))) {
            Exit::NoDaemon
        } else {
            Exit::Failed
        }
    });
    ExitCode::from(exit as u8)
}
