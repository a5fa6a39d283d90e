//! A device without connections: the flows over a real database, and an authorization server that
//! says one thing.

use std::cell::Cell;
use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use http::Response;
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::address::Address;
use crate::clock::{Clock, JumpWatch};
use crate::config::Voice;
use crate::door::Door;
use crate::entropy::Entropy;
use crate::flow::{Flows, Parts, Policy, SingleFlight, Speaker};
use crate::id::AppId;
use crate::manifest::Manifest;
use crate::message::{Context, Frame, Message};
use crate::old_files::CatchUp;
use crate::outbox::{Outbox, Outgoing};
use crate::preset::Presets;
use crate::provider::{Client, Dialect, Granted, HttpClient, Provider};
use crate::qr_folder::QrFolder;
use crate::registration::{ClientAuth, Registration};
use crate::store::{
    self, App, CodeGrant, Grant, KeyPlaces, Login, PendingLogin, Store, StoredToken,
};
use crate::token::TokenAnswer;
use crate::way::Way;

/// The state of the login that waits for a person.
pub(super) const WAITING: &str = "the-waiting-state";

/// The name of its result page.
pub(super) const RECEIPT: &str = "the-receipt";

/// The state of a login that has waited too long.
const LATE: &str = "the-late-state";

/// The access tokens that may be seen: the stored one, and what the server says to refreshes.
pub(super) const ACCESS: [&str; 2] = ["the-access-token", "another-access-token"];

/// What nobody may see again.
pub(super) const SECRETS: [&str; 5] = [
    "the-client-secret",
    "the-refresh-token",
    "the-id-token",
    "the-verifier",
    "the-token-parameter",
];

/// When everything happens, in seconds since 1970.
const NOW: f64 = 1_800_000_000.0;

/// The device. Between two inputs it is set back to one app with a token and a waiting login, and
/// one without a client id.
pub(crate) struct Device {
    runtime: Runtime,
    folder: TempDir,
    store: Store,
    /// How many rows were written when it was last set back.
    untouched: Cell<u64>,
}

/// What came of something that was done on the device.
pub(crate) struct Came<T> {
    /// What it returned.
    pub(crate) of: T,
    /// What was said on the bus, in order.
    pub(super) said: Vec<Outgoing>,
    /// How many rows were written.
    pub(super) written: u64,
    /// How often the authorization server was asked.
    pub(super) asked: usize,
}

impl<T> Came<T> {
    /// The messages of this topic, or of those that begin with it.
    pub(super) fn said_on(&self, topic: &str) -> Vec<&Message> {
        let messages = self.said.iter().map(|outgoing| &outgoing.message);
        messages
            .filter(|message| message.kind.starts_with(topic))
            .collect()
    }
}

impl Device {
    pub(crate) fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyPlaces::new(folder.path(), None);
        let store = store::open(folder.path(), &keys, &Entropy::counted(7)).unwrap();
        let device = Self {
            runtime,
            folder,
            store,
            untouched: Cell::new(u64::MAX),
        };
        device.set_back();
        device
    }

    /// The app that is connected.
    pub(super) fn app() -> AppId {
        AppId::new("skill", "app").unwrap()
    }

    /// Its token.
    pub(super) fn token(&self) -> StoredToken {
        let found = self.runtime.block_on(self.store.find_token(Self::app()));
        found.unwrap().unwrap()
    }

    /// Does something on the device and waits until nothing is left to do.
    pub(crate) fn run<T>(
        &self,
        server: Response<Vec<u8>>,
        work: impl AsyncFnOnce(Flows) -> T,
    ) -> Came<T> {
        let http = HttpClient::told(server);
        let provider = Provider::new(http.clone());
        self.runtime.block_on(async {
            let before = self.store.rows_written().await.unwrap();
            let (outbox, mut outgoing) = Outbox::new();
            let of = work(self.flows(provider, outbox)).await;
            let mut said = Vec::new();
            // Whatever is still at work holds the other end.
            while let Some(message) = outgoing.recv().await {
                said.push(message);
            }
            let written = self.store.rows_written().await.unwrap() - before;
            let asked = http.times_asked();
            Came {
                of,
                said,
                written,
                asked,
            }
        })
    }

    fn flows(&self, provider: Provider, outbox: Outbox) -> Flows {
        let (clock, entropy) = (Clock::manual(NOW), Entropy::counted(1));
        Flows::new(Parts {
            store: self.store.clone(),
            provider,
            presets: Presets::default(),
            outbox,
            jumps: JumpWatch::new(clock.clone()),
            address: Address::new(Some("192.0.2.2".to_owned()), 36536, clock.clone()),
            door: Arc::new(Door::new(clock.clone(), entropy.clone())),
            clock,
            qr_folder: QrFolder::open(&self.qr_dir(), entropy.clone()).unwrap(),
            entropy,
            tasks: TaskTracker::new(),
            intake: CancellationToken::new(),
            policy: Policy {
                // A paused fuzzer is no slow server.
                reply_within: Duration::from_secs(86_400),
                // Whatever waits for a screen would wait for ever.
                voice: Voice::Off,
                ..Policy::default()
            },
            refreshing: SingleFlight::default(),
            beginning: SingleFlight::default(),
            catch_up: CatchUp::none(),
            speaker: Speaker::default(),
        })
    }

    fn qr_dir(&self) -> PathBuf {
        self.folder.path().join("qr")
    }

    /// Undoes whatever the last input has led to.
    pub(super) fn set_back(&self) {
        self.runtime.block_on(async {
            if self.store.rows_written().await.unwrap() == self.untouched.get() {
                return;
            }
            let _ = fs::remove_dir_all(self.qr_dir());
            self.store.drop_all(NOW).await.unwrap();
            self.furnish().await;
            self.untouched.set(self.store.rows_written().await.unwrap());
        });
    }

    async fn furnish(&self) {
        let [secret, .., parameter] = SECRETS;
        let bare = json!({
            "auth_endpoint": "https://provider.example/authorize",
            "token_endpoint": "https://provider.example/token",
        });
        let mut connected = bare.clone();
        connected["client_id"] = "the-client".into();
        connected["client_secret"] = secret.into();
        connected["issuer"] = "https://provider.example".into();
        connected["token_parameters"] = json!({ "key": parameter });
        self.register(Self::app(), &connected).await;
        self.register(AppId::new("skill", "bare").unwrap(), &bare)
            .await;
        self.connect().await;
        self.begin_login(WAITING, RECEIPT, NOW + 600.0).await;
        self.begin_login(LATE, "the-late-receipt", NOW).await;
    }

    async fn connect(&self) {
        let [_, refresh_token, id_token, ..] = SECRETS;
        let answer = json!({
            "access_token": ACCESS[0],
            "refresh_token": refresh_token,
            "id_token": id_token,
            "expires_in": 3600,
        });
        let granted = Granted {
            answer: TokenAnswer::new(answer.as_object().unwrap().clone()).unwrap(),
            auth: ClientAuth::Basic,
        };
        let token = StoredToken::new(granted, client(), NOW, 0.5);
        let stored = self.store.put_token(Self::app(), token, String::new());
        stored.await.unwrap();
    }

    async fn begin_login(&self, state: &str, receipt: &str, expires_at: f64) {
        let [.., verifier, _] = SECRETS;
        let login = PendingLogin {
            app: Self::app(),
            state: state.to_owned(),
            receipt: receipt.to_owned(),
            nonce: None,
            way: Way::Lan,
            login: Login {
                client: client(),
                grant: Grant::Code(CodeGrant {
                    redirect_uri: Some("http://192.0.2.2:36536/auth/callback/skill_app".to_owned()),
                    verifier: Some(SecretString::from(verifier)),
                    issuer: Some("https://provider.example".to_owned()),
                    issuer_promised: false,
                }),
            },
            poll_at: None,
            context: Context::own(),
            announced: true,
            created_at: NOW - 600.0,
            expires_at,
        };
        let make = move |_: &App| Ok::<_, Infallible>((login, ()));
        let begun = self.store.begin_login(Self::app(), make).await;
        begun.unwrap().unwrap().unwrap();
    }

    async fn register(&self, app: AppId, fields: &Value) {
        let registration =
            Registration::parse(app, fields.as_object().unwrap(), &Presets::default());
        let registration = registration.unwrap();
        self.store
            .put_registration(registration, NOW)
            .await
            .unwrap();
    }
}

/// The client of the connected app.
fn client() -> Client {
    let [secret, .., parameter] = SECRETS;
    Client {
        id: "the-client".to_owned(),
        secret: Some(secret.into()),
        auth: None,
        token_endpoint: "https://provider.example/token".to_owned(),
        refresh_endpoint: None,
        token_parameters: [("key".to_owned(), parameter.to_owned())].into(),
        refresh_redirect_uri: None,
        revocation_endpoint: None,
        device_endpoint: None,
        refresh_idle_days: None,
        dialect: Dialect::default(),
        discovered: None,
    }
}

/// A server that grants whatever is asked.
pub(super) fn granting() -> Response<Vec<u8>> {
    let [_, access_token] = ACCESS;
    let answer = json!({"access_token": access_token, "token_type": "Bearer", "expires_in": 60});
    Response::new(answer.to_string().into_bytes())
}

/// Checks what holds for everything that is said: its topic is declared, it reads back, it holds no
/// secret, and an access token goes to no bridge. What stands in the `input`, perhaps escaped, is no
/// secret.
pub(super) fn check_said(outgoing: &Outgoing, input: &str) {
    let message = &outgoing.message;
    let text = message.to_json();
    let read = Frame::parse(&text).unwrap();
    assert_eq!(read.kind(), message.kind);
    assert!(read.data().is_some() && read.context().is_some(), "{text}");
    let is_declared = SAYS.with(|says| {
        says.contains(&message.kind) || message.kind.starts_with("oauth.token.response.")
    });
    assert!(is_declared, "{text}");
    let is_given = |secret: &str| input.contains(secret) || input.contains("\\u");
    let holds = |secret: &&str| text.contains(*secret) && !is_given(secret);
    assert!(!SECRETS.iter().any(holds), "{text}");
    if ACCESS.iter().any(holds) {
        assert_eq!(message.context.to_json(), Context::own().to_json());
    }
    let error = message
        .data
        .get("error_code")
        .map(|code| (code, &message.data["error"]));
    if let Some((code, sentence)) = error {
        let code = code.as_str().unwrap();
        let sentence = sentence.as_str().unwrap();
        assert!(
            code != "storage" && !sentence.contains("went wrong"),
            "{text}"
        );
        assert!(!sentence.chars().any(char::is_control), "{text}");
    }
}

thread_local! {
    static SAYS: Vec<String> = Manifest::embedded().unwrap().topics.says;
}
