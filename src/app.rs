//! Putting the program together: everything that can fail is in `App::bind`, the rest in
//! `App::run`.

use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::address::Address;
use crate::bus::{Backoff, Bus, EmbeddedBus, Link};
use crate::clock::{Clock, JumpWatch};
use crate::config::{BusChoice, Config};
use crate::control::{self, Control};
use crate::door::Door;
use crate::entropy::Entropy;
use crate::flow::{Flows, Parts, Policy, SingleFlight, Speaker};
use crate::http::{self, AllowedHosts};
pub use crate::listener::ApiAddresses;
use crate::listener::{self, ApiListeners};
use crate::old_files::{self, CatchUp, OldFiles};
use crate::outbox::Outbox;
use crate::preset::Presets;
use crate::provider::{HttpClient, Provider};
use crate::qr_folder::QrFolder;
use crate::server::{AuthorizationServer, People, Settings};
use crate::stopping::Stopping;
use crate::{api, poller, refresher, revoker, store, timer, unix_socket};

/// How long stopping waits for open token requests: the limit of one, since a rotated answer on the
/// wire must not be lost.
const LAST_WORK: Duration = Duration::from_secs(10);

/// How long stopping waits for the rest.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// What the program is given from outside, so that tests can turn time and chance.
#[derive(Clone, Debug)]
pub struct World {
    /// The time.
    pub clock: Clock,
    /// Random values.
    pub entropy: Entropy,
    /// The way to authorization servers.
    pub http: HttpClient,
    /// How patient to be with the bus.
    pub backoff: Backoff,
    /// How patient askers are.
    pub reply_within: Duration,
}

impl Default for World {
    fn default() -> Self {
        Self {
            clock: Clock::system(),
            entropy: Entropy::system(),
            http: HttpClient::default(),
            backoff: Backoff::default(),
            reply_within: Policy::default().reply_within,
        }
    }
}

/// The program, ready to run.
#[derive(Debug)]
pub struct App {
    flows: Flows,
    clock: Clock,
    pages: TcpListener,
    pages_address: SocketAddr,
    hosts: AllowedHosts,
    api: Option<LocalApi>,
    control: Control,
    bus: Bus,
    old_files: Option<Box<OldFiles>>,
    embedded: Option<EmbeddedBus>,
    bus_url: String,
    outbox: Outbox,
    tasks: TaskTracker,
    stopping: Stopping,
}

/// The API for programs beside the bus.
struct LocalApi {
    listeners: ApiListeners,
    server: AuthorizationServer,
}

impl fmt::Debug for LocalApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.listeners.fmt(f)
    }
}

impl LocalApi {
    fn new(
        (listeners, settings): (ApiListeners, Settings),
        store: &store::Store,
        people: People,
        world: &World,
    ) -> Self {
        let outside = (world.clock.clone(), world.entropy.clone());
        let server = AuthorizationServer::for_people(settings, store.clone(), people, outside);
        Self { listeners, server }
    }

    async fn serve(self, flows: Flows, hosts: AllowedHosts, stopping: Stopping) {
        let router = api::router(flows, self.server, hosts);
        http::serve_api(self.listeners, router, stopping).await;
    }
}

/// Something that another program holds already: a port, a database, a socket.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Taken(String);

impl Taken {
    pub(crate) fn new(what: String) -> Self {
        Self(what)
    }
}

/// A setting or file that must be put right before the program can start.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unusable(pub(crate) String);

impl App {
    /// Opens, migrates and binds everything. The error holds a [`Taken`] where another program is
    /// in the way.
    pub async fn bind(config: Config, world: World) -> anyhow::Result<Self> {
        // Both TLS users, bus and provider, take the process's default. An error means that one is
        // installed, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let pages = bind_pages(&config).await?;
        let pages_address = pages.local_addr().context("asking for the port")?;
        let api = bind_api(&config).await?;
        let embedded = bind_bus(&config.bus).await?;
        let (bus_url, link) = link(embedded.as_ref(), &config, &world)?;
        let store = open_store(&config, &world.entropy)?;
        let qr_folder = open_qr_folder(&config, &world.entropy)?;
        let control = bind_control(&config)?;

        let tasks = TaskTracker::new();
        let stopping = Stopping::default();
        let (outbox, outgoing) = Outbox::new();
        let address = address(&config, pages_address, &world);
        let (old_files, catch_up) =
            open_old_files(&config, &world, (&store, &outbox, &address)).await;
        let door = Arc::new(Door::new(world.clock.clone(), world.entropy.clone()));
        let api = api.map(|bound| {
            let people = people(&config, &door, &address);
            LocalApi::new(bound, &store, people, &world)
        });
        let flows = Flows::new(Parts {
            store,
            provider: Provider::new(world.http),
            presets: read_presets(&config),
            outbox: outbox.clone(),
            clock: world.clock.clone(),
            jumps: JumpWatch::new(world.clock.clone()),
            entropy: world.entropy.clone(),
            address,
            qr_folder,
            door,
            tasks: tasks.clone(),
            intake: stopping.intake.clone(),
            policy: policy(&config, api.as_ref(), world.reply_within),
            refreshing: SingleFlight::default(),
            beginning: SingleFlight::default(),
            catch_up,
            speaker: Speaker::default(),
        });
        let resumed = flows.resume().await;
        resumed.context("tidying up after the last run")?;
        let bus = Bus::new(link, world.backoff, world.entropy, flows.clone(), outgoing);
        Ok(Self {
            flows,
            clock: world.clock,
            pages,
            pages_address,
            hosts: hosts(&config),
            api,
            control,
            bus,
            old_files,
            embedded,
            bus_url,
            outbox,
            tasks,
            stopping,
        })
    }

    /// Where the pages listen.
    #[must_use]
    pub fn pages_address(&self) -> SocketAddr {
        self.pages_address
    }

    /// Where the API listens, if it is on.
    #[must_use]
    pub fn api_addresses(&self) -> Option<ApiAddresses> {
        self.api.as_ref().map(|api| api.listeners.addresses)
    }

    /// Wakes whoever waits for it when OVOS says that its configuration has changed.
    #[must_use]
    pub fn config_changed(&self) -> Arc<Notify> {
        self.bus.config_changed()
    }

    /// The bus that is joined.
    #[must_use]
    pub fn bus_url(&self) -> &str {
        &self.bus_url
    }

    /// Runs until `stop` ends or a part of the program does. `true` if it was `stop`.
    pub async fn run(self, stop: impl Future<Output = ()>) -> bool {
        let stopping = self.stopping;
        let parts = TaskTracker::new();
        // Whichever part ends first, by return or panic, stops the others.
        let part = |name: &'static str, work: BoxedPart| {
            let guard = stopping.intake.clone().drop_guard();
            parts.spawn(async move {
                work.await;
                tracing::debug!(part = name, "ended");
                drop(guard);
            })
        };
        let server = self.api.as_ref().map(|api| api.server.clone());
        if let Some(api) = self.api {
            let serving = api.serve(self.flows.clone(), self.hosts.clone(), stopping.clone());
            part("api", Box::pin(serving));
        }
        let router = http::router(self.flows.clone(), self.hosts, server);
        let pages = http::serve(self.pages, router, stopping.clone());
        part("pages", Box::pin(pages));
        part("control", {
            let (flows, stopping) = (self.flows.clone(), stopping.clone());
            Box::pin(self.control.run(flows, self.outbox, stopping))
        });
        part("timer", {
            let timer = timer::run(self.flows.clone(), self.clock.clone());
            Box::pin(until(stopping.intake.clone(), timer))
        });
        part("refresher", {
            let (flows, clock) = (self.flows.clone(), self.clock.clone());
            let refresher = refresher::run(flows, clock, self.tasks.clone());
            Box::pin(until(stopping.intake.clone(), refresher))
        });
        part("poller", {
            let (flows, clock) = (self.flows.clone(), self.clock.clone());
            let poller = poller::run(flows, clock, self.tasks.clone());
            Box::pin(until(stopping.intake.clone(), poller))
        });
        part("revoker", {
            let revoker = revoker::run(self.flows, self.clock);
            Box::pin(until(stopping.intake.clone(), revoker))
        });
        if let Some(old_files) = self.old_files {
            part("old JSON files", Box::pin(old_files.run(stopping.clone())));
        }
        if let Some(embedded) = self.embedded {
            part(
                "embedded bus",
                Box::pin(embedded.run(stopping.quiet.clone())),
            );
        }
        part("bus", Box::pin(self.bus.run(stopping.clone())));
        let was_asked = tokio::select! {
            () = stop => true,
            () = stopping.intake.cancelled() => false,
        };
        stopping.intake.cancel();
        wind_down(&self.tasks, &parts, &stopping).await;
        was_asked
    }
}

/// Where phones find this device.
fn address(config: &Config, pages: SocketAddr, world: &World) -> Address {
    let host = config.advertise_host.clone();
    Address::new(host, pages.port(), world.clock.clone())
}

/// Who decides about programs, and where.
fn people(config: &Config, door: &Arc<Door>, address: &Address) -> People {
    People {
        door: Arc::clone(door),
        address: address.clone(),
        device_name: config.device_name.clone(),
    }
}

/// Does this until there is no new work to begin.
async fn until(intake: CancellationToken, work: impl Future<Output = ()>) {
    tokio::select! {
        () = work => {}
        () = intake.cancelled() => {}
    }
}

/// A long-running part of the program.
type BoxedPart = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

async fn wind_down(tasks: &TaskTracker, parts: &TaskTracker, stopping: &Stopping) {
    tasks.close();
    if tokio::time::timeout(LAST_WORK, tasks.wait()).await.is_err() {
        tracing::warn!(open = tasks.len(), "stopped with requests still open");
    }
    stopping.quiet.cancel();
    parts.close();
    if tokio::time::timeout(LAST_WORDS, parts.wait())
        .await
        .is_err()
    {
        tracing::warn!(open = parts.len(), "stopped with connections still open");
    }
}

async fn bind_pages(config: &Config) -> anyhow::Result<TcpListener> {
    let address = SocketAddr::new(config.listen, config.port);
    let bound = listener::bind(address).await;
    bound.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Taken(format!(
            "port {} is in use: is the Python plugin or another phal-oauth running? stop it, or \
             set another port",
            config.port
        ))
        .into(),
        _ => anyhow::Error::from(error).context(format!("listening on {address}")),
    })
}

fn bus_url(embedded: Option<&EmbeddedBus>, choice: &BusChoice) -> anyhow::Result<String> {
    match (embedded, choice) {
        (Some(bus), _) => Ok(bus.url()),
        (None, BusChoice::Join(url)) => Ok(url.clone()),
        (None, BusChoice::Embedded(_)) => anyhow::bail!("the embedded bus is missing"),
    }
}

/// The bus's address, and the way there.
fn link(
    embedded: Option<&EmbeddedBus>,
    config: &Config,
    world: &World,
) -> anyhow::Result<(String, Link)> {
    let url = bus_url(embedded, &config.bus)?;
    let link = Link::new(&url, &config.bus_security, world.entropy.clone())?;
    Ok((url, link))
}

async fn bind_bus(choice: &BusChoice) -> anyhow::Result<Option<EmbeddedBus>> {
    let BusChoice::Embedded(port) = choice else {
        return Ok(None);
    };
    let bound = EmbeddedBus::bind(*port)
        .await
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::AddrInUse => Taken(format!(
                "port {port} is in use: if that is a bus, join it with --bus ws://127.0.0.1:{port}/core"
            ))
            .into(),
            _ => {
                anyhow::Error::from(error).context(format!("listening on port {port} for the bus"))
            }
        });
    bound.map(Some)
}

fn bind_control(config: &Config) -> anyhow::Result<Control> {
    Control::bind(&config.runtime_dir).map_err(|error| match error {
        control::Error::Taken(_) => Taken(error.to_string()).into(),
        error => anyhow::Error::from(error),
    })
}

/// The API's listeners, where it is on, and what its authorization server grants.
async fn bind_api(config: &Config) -> anyhow::Result<Option<(ApiListeners, Settings)>> {
    let Some(api) = &config.api else {
        return Ok(None);
    };
    let listeners = ApiListeners::bind(api).await.map_err(|error| {
        let told = told(&error);
        match error {
            listener::Error::InUse { .. }
            | listener::Error::Socket(unix_socket::Error::Taken(_)) => {
                anyhow::Error::from(Taken(told))
            }
            _ => Unusable(told).into(),
        }
    })?;
    let settings = Settings {
        access_lifetime: api.access_lifetime,
        refresh_lifetime: api.refresh_lifetime,
        code_lifetime: api.code_lifetime,
        interval: api.interval,
        error_page: api.error_page.clone(),
        paths: api.paths.clone(),
        ..Settings::default()
    };
    Ok(Some((listeners, settings)))
}

fn open_store(config: &Config, entropy: &Entropy) -> anyhow::Result<store::Store> {
    store::open(&config.data_dir, &config.keys(), entropy)
        .map_err(|error| store_failed(error, &config.data_dir))
}

/// What the store's error means for the program: something is in the way, something must be put
/// right, or it went wrong.
pub(crate) fn store_failed(error: store::Error, data_dir: &Path) -> anyhow::Error {
    let folder = data_dir.display();
    match error {
        store::Error::Taken(_) => Taken(error.to_string()).into(),
        store::Error::NoKey(_)
        | store::Error::WrongKey(_)
        | store::Error::Credential(_)
        | store::Error::NoDatabase(_)
        | store::Error::Damaged
        | store::Error::Newer { .. }
        | store::Error::File { .. } => Unusable(format!("{}: {folder}", told(&error))).into(),
        error => anyhow::Error::from(error).context(format!("the database in {folder}")),
    }
}

/// Before anyone can ask: takes what others have done while this program was not there.
async fn open_old_files(
    config: &Config,
    world: &World,
    (store, outbox, address): (&store::Store, &Outbox, &Address),
) -> (Option<Box<OldFiles>>, CatchUp) {
    let opened = OldFiles::open(old_files::Parts {
        mode: config.json_files,
        place: config.json_place.clone(),
        store: store.clone(),
        outbox: outbox.clone(),
        clock: world.clock.clone(),
        entropy: world.entropy.clone(),
        address: address.clone(),
    });
    let (old_files, catch_up) = Box::pin(opened).await;
    (old_files.map(Box::new), catch_up)
}

/// The names that pages and API answer to.
fn hosts(config: &Config) -> AllowedHosts {
    let named = config.allowed_hosts.iter().chain(&config.advertise_host);
    AllowedHosts::new(named.cloned())
}

/// What the owner has chosen of what the verbs do.
fn policy(config: &Config, api: Option<&LocalApi>, reply_within: Duration) -> Policy {
    Policy {
        relay_url: config.relay_url.clone(),
        device_name: config.device_name.clone(),
        share_refresh_token: config.share_refresh_token,
        reply_within,
        api_url: api.map(|api| format!("http://{}", api.listeners.addresses.loopback)),
        lang: config.lang.clone(),
        voice: config.voice,
    }
}

/// The presets; a file that cannot be used is logged.
fn read_presets(config: &Config) -> Presets {
    let (presets, problems) = Presets::read(&config.providers_dir);
    for problem in problems {
        tracing::warn!("{problem}");
    }
    presets
}

fn open_qr_folder(config: &Config, entropy: &Entropy) -> Result<QrFolder, Unusable> {
    QrFolder::open(&config.qr_dir, entropy.clone()).map_err(|error| Unusable(told(&error)))
}

/// An error with what lies behind it, in one line.
fn told(error: &dyn std::error::Error) -> String {
    let behind = error.source().map(|source| format!(": {source}"));
    format!("{error}{}", behind.unwrap_or_default())
}
