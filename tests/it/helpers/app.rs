//! The daemon with its parties, and the steps that many tests share.

use std::path::PathBuf;
use std::time::Duration;

use phal_oauth::app::{ApiAddresses, World};
use phal_oauth::bus::Backoff;
use phal_oauth::clock::Clock;
use phal_oauth::config::Config;
use phal_oauth::entropy::Entropy;
use phal_oauth::provider::HttpClient;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::browser::{Browser, Page};
use super::control::Caller;
use super::daemon::{Daemon, Stopping};
use super::login::Login;
use super::setup::{Setup, config};
use super::{
    DEADLINE, FakeBus, FakeProvider, Heard, NOW, Phone, Reply, answer_of, ids, munged, topic, with,
};

/// How long a daemon without open token requests may take to stop. The promise is one second, which
/// `lifecycle` holds it to; here the machine may be busy.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// The whole daemon in a folder of its own.
pub(crate) struct TestApp {
    pub(crate) bus: FakeBus,
    pub(crate) provider: FakeProvider,
    pub(crate) clock: Clock,
    pub(crate) folder: TempDir,
    setup: Setup,
    bus_url: String,
    daemon: Option<Daemon>,
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let forgotten = self.daemon.is_some() && !std::thread::panicking();
        assert!(!forgotten, "a test stops its app at the end");
    }
}

impl TestApp {
    /// A daemon that has joined the bus.
    pub(crate) async fn start() -> Self {
        Self::with(Setup::default()).await
    }

    /// A daemon as chosen that has joined the bus.
    pub(crate) async fn with(setup: Setup) -> Self {
        let mut app = Self::unstarted(setup).await;
        app.start_again().await;
        app
    }

    /// A daemon as chosen; [`Self::start_again`] starts it.
    pub(crate) async fn unstarted(setup: Setup) -> Self {
        let (bus, bus_url) = FakeBus::open();
        let clock = Clock::manual(NOW);
        Self {
            bus,
            provider: FakeProvider::with_clock(clock.clone()).await,
            clock,
            folder: tempfile::tempdir().unwrap(),
            setup,
            bus_url,
            daemon: None,
        }
    }

    /// Starts the daemon in the same folders.
    pub(crate) async fn start_again(&mut self) {
        let daemon = Daemon::start(self.config(), self.world()).await;
        self.daemon = Some(daemon.unwrap());
        self.bus.expect("oauth.ping").await;
    }

    /// The settings of a daemon in this folder.
    pub(crate) fn config(&self) -> Config {
        config(&self.folder, &self.bus_url, self.setup)
    }

    /// What the daemon is given from outside.
    pub(crate) fn world(&self) -> World {
        World {
            clock: self.clock.clone(),
            entropy: Entropy::system(),
            http: HttpClient::new(self.setup.token_request_limit),
            backoff: Backoff::new(Duration::from_millis(20)),
            reply_within: self.setup.reply_within,
        }
    }

    /// Stops the daemon and fails if it is late, or if anything was said or asked unexpectedly.
    pub(crate) async fn stop(mut self) {
        self.halt(STOP_LIMIT).await;
    }

    /// Stops the daemon and starts it again.
    pub(crate) async fn restart(&mut self) {
        self.halt(STOP_LIMIT).await;
        self.start_again().await;
    }

    /// Stops the daemon within `limit`, with the same checks as [`Self::stop`].
    pub(crate) async fn halt(&mut self, limit: Duration) {
        self.daemon.take().unwrap().stop(limit).await;
        self.assert_left().await;
    }

    /// Stops the daemon; [`Self::assert_left`] must follow.
    pub(crate) async fn end(&mut self) {
        self.daemon.take().unwrap().stop(DEADLINE).await;
        self.bus.until_gone().await;
    }

    /// Begins to stop the daemon; [`Self::assert_stopped`] must follow.
    pub(crate) async fn begin_stop(&mut self) -> Stopping {
        self.daemon.take().unwrap().begin_stop().await
    }

    /// Waits for the end of a stop whose open work says these.
    pub(crate) async fn assert_stopped(&self, stopping: Stopping, kinds: &[&str]) {
        stopping.end(DEADLINE).await;
        for kind in kinds {
            self.bus.expect(kind).await;
        }
        self.assert_left().await;
    }

    /// Asserts that the daemon has gone and that nothing was said or asked unexpectedly.
    pub(crate) async fn assert_left(&self) {
        self.bus.until_gone().await;
        self.assert_silent();
        self.provider.assert_script_done();
    }

    /// Lets the daemon crash.
    pub(crate) async fn crash(&mut self) {
        self.daemon.take().unwrap().crash().await;
        self.bus.until_gone().await;
    }

    /// Waits until the last daemon has let go of its database.
    pub(crate) async fn until_closed(&self) {
        // SQLite removes this file at the end of the last connection.
        let wal = self.folder.path().join("data/oauth.db-wal");
        let gone = async {
            while wal.exists() {
                tokio::task::yield_now().await;
            }
        };
        let gone = tokio::time::timeout(DEADLINE, gone).await;
        gone.expect("the database is closed");
    }

    /// A browser on the daemon's pages.
    pub(crate) fn browser(&self) -> Browser {
        let address = self.daemon.as_ref().unwrap().pages;
        Browser { address }
    }

    /// Where the daemon's API is.
    pub(crate) fn api(&self) -> ApiAddresses {
        self.daemon.as_ref().unwrap().api.unwrap()
    }

    /// A phone that has been nowhere yet.
    pub(crate) fn phone(&self) -> Phone {
        Phone::new(self.browser())
    }

    /// A caller on the control socket.
    pub(crate) async fn caller(&self) -> Caller {
        Caller::connect(&self.folder.path().join("runtime")).await
    }

    /// The images in the QR folder.
    pub(crate) fn images(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path().join("qr")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// Asks on the bus and waits for the answer's data.
    pub(crate) async fn ask(&self, kind: &str, data: &Value) -> Value {
        self.bus.send(kind, data);
        self.bus.expect(&answer_of(kind)).await.data
    }

    /// Asserts that nothing is on its way: all that was asked before is answered before this.
    pub(crate) async fn settle(&self) {
        self.ask("oauth.status", &json!({})).await;
        self.assert_silent();
    }

    #[track_caller]
    fn assert_silent(&self) {
        let unexpected = self.bus.unexpected();
        assert!(unexpected.is_empty(), "unexpected: {unexpected:#?}");
    }

    /// What a skill registers in most tests.
    pub(crate) fn registration(&self) -> Value {
        json!({
            "skill_id": "skill", "app_id": "app", "client_id": "cid", "client_secret": "sec",
            "auth_endpoint": "https://provider.example/authorize",
            "token_endpoint": self.provider.url("/token"), "scope": "a b", "name": "Music",
        })
    }

    /// Registers, with some fields changed.
    pub(crate) async fn register(&self, extra: Value) -> Value {
        let data = with(self.registration(), extra);
        self.ask("oauth.register", &data).await
    }

    /// The app's entry in `oauth.status.response`.
    pub(crate) async fn status(&self) -> Value {
        self.ask("oauth.status", &ids()).await["apps"][0].clone()
    }

    /// A login by `oauth.get`.
    pub(crate) async fn url(&self) -> Login {
        let data = self.ask("oauth.get", &ids()).await;
        Login::at(data["url"].as_str().unwrap())
    }

    /// A login by `oauth.start`.
    pub(crate) async fn start_login(&self) -> Login {
        self.bus.send("oauth.start", &ids());
        let data = self.bus.expect(topic::START).await.data;
        self.bus.expect(topic::STARTED).await;
        Login::at(data["url"].as_str().unwrap())
    }

    /// Types credentials in the shell and returns the login that it opens.
    pub(crate) async fn type_credentials(&self, client_id: &str, client_secret: &str) -> Login {
        let typed = json!({ "client_id": client_id, "client_secret": client_secret });
        self.bus.send(topic::CREDENTIALS, &with(ids(), typed));
        let opened = self.bus.expect(topic::START).await.data;
        self.bus.expect(topic::STARTED).await;
        assert_eq!(opened["needs_credentials"], false);
        Login::at(opened["url"].as_str().unwrap())
    }

    /// Logs in another app of the skill, which is registered, with this token answer.
    pub(crate) async fn log_in_other(&self, app_id: &str, token: &Value) {
        let other = with(ids(), json!({ "app_id": app_id }));
        let url = self.ask("oauth.get", &other).await["url"].clone();
        let state = Login::at(url.as_str().unwrap()).parameter("state");
        self.provider.will(Reply::json(200, token));
        let path = format!("/auth/callback/skill_{app_id}?code=c&state={state}");
        let _ = self.browser().get(&path).await;
        let told = format!("oauth.token.response.skill_{app_id}");
        self.bus.expect(&told).await;
        self.bus.expect(topic::SUCCEEDED).await;
    }

    /// Brings the provider's answer to the daemon.
    pub(crate) async fn bring(&self, login: &Login, answer: &str) -> Page {
        self.browser().get(&login.callback(answer)).await
    }

    /// Brings an answer, follows the redirect and returns the result page.
    pub(crate) async fn bring_to_end(&self, login: &Login, answer: &str) -> Page {
        let page = self.bring(login, answer).await;
        self.browser().get(page.redirect()).await
    }

    /// Waits for the two messages of a login with a token.
    pub(crate) async fn expect_success(&self) -> Heard {
        let token = self.bus.expect(topic::TOKEN).await;
        let succeeded = self.bus.expect(topic::SUCCEEDED).await;
        assert_eq!(succeeded.data, munged());
        assert!(token.index < succeeded.index);
        token
    }

    /// Waits for the end of a login without a token.
    pub(crate) async fn expect_failure(&self, code: &str) {
        let failed = self.bus.expect(topic::FAILED).await.data;
        assert_eq!(failed["munged_id"], "skill_app");
        super::assert_refused(&failed, code);
    }

    /// Logs in to the end with this token answer.
    pub(crate) async fn log_in(&self, token: &Value) -> Value {
        let login = self.url().await;
        self.provider.will(Reply::json(200, token));
        let page = self.bring_to_end(&login, "code=c").await;
        page.assert_says(200, "All done");
        self.expect_success().await.data
    }

    /// Asserts that a login works as if nothing had happened before.
    pub(crate) async fn assert_completes(&self, login: &Login) {
        self.provider
            .will(Reply::json(200, &json!({ "access_token": "at-late" })));
        let page = self.bring_to_end(login, "code=late").await;
        page.assert_says(200, "All done");
        assert_eq!(self.expect_success().await.data["access_token"], "at-late");
    }
}
