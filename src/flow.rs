//! The verbs: everything that the program does, whoever asks for it.
//!
//! A request comes in by `Flows::ask` and is answered there, once, whatever happens to the work:
//! done, refused, panicked, or still running when the asker's patience ends.

mod authorize;
mod background;
mod callback;
mod dashboard;
mod device;
mod door;
mod endpoints;
mod expiry;
mod hitch;
mod leave;
mod opened;
mod paste;
mod polling;
mod programs;
mod prospect;
mod qr;
mod refresh;
mod register;
mod resource;
mod settings;
mod single_flight;
mod speech;
mod spoken_code;
mod status;
mod token;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use serde_json::{Map, Value};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(crate) use self::callback::{ResultPage, Visit};
pub(crate) use self::dashboard::Offer;
pub(crate) use self::device::DeviceStep;
pub(crate) use self::door::Entered;
pub(crate) use self::hitch::Hitch;
pub(crate) use self::opened::{Asking, CredentialsNeeded, Guide, Opened, PasteStep, Step, Typed};
pub(crate) use self::single_flight::SingleFlight;
pub(crate) use self::speech::Speaker;
pub(crate) use self::spoken_code::Saying;
use crate::address::Address;
use crate::answer::Answer;
use crate::clock::{Clock, JumpWatch};
use crate::config::Voice;
use crate::door::Door;
use crate::entropy::Entropy;
use crate::event::Event;
use crate::id::AppId;
use crate::message::Context;
use crate::old_files::CatchUp;
use crate::outbox::{Asker, Outbox};
use crate::preset::Presets;
use crate::provider::Provider;
use crate::qr_folder::QrFolder;
use crate::refusal::Refusal;
use crate::request::{self, Malformed, Request, Topic};
use crate::store::{App, Store};
use crate::words::Language;

/// How long a login waits for a person, in seconds.
const LOGIN_LIFETIME: f64 = 600.0;

/// One look for each short call of the store that a request makes at most, and one more.
const LOOKS: usize = 4;

/// The verbs, with all they work on; cheap to clone.
#[derive(Clone, Debug)]
pub struct Flows(Arc<Parts>);

/// What the verbs work on.
#[derive(Debug)]
pub(crate) struct Parts {
    /// What is kept.
    pub store: Store,
    /// The authorization servers.
    pub provider: Provider,
    /// What is known of them.
    pub presets: Presets,
    /// The way out.
    pub outbox: Outbox,
    /// The time.
    pub clock: Clock,
    /// Whether the clock was set.
    pub jumps: JumpWatch,
    /// Random values.
    pub entropy: Entropy,
    /// Where the pages are.
    pub address: Address,
    /// Where QR codes are put.
    pub qr_folder: QrFolder,
    /// The ways in that last for minutes, shared with the authorization server.
    pub door: Arc<Door>,
    /// Work that must end before the process does.
    pub tasks: TaskTracker,
    /// No new work after its end.
    pub intake: CancellationToken,
    /// What the owner has chosen.
    pub policy: Policy,
    /// One refresh at a time for each app.
    pub refreshing: SingleFlight,
    /// One request for a device code at a time for each app.
    pub beginning: SingleFlight,
    /// What other programs wrote into the old JSON files.
    pub catch_up: CatchUp,
    /// What has been told by voice.
    pub speaker: Speaker,
}

/// What the owner has chosen.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    /// The relay page, where one is set up.
    pub relay_url: Option<String>,
    /// What people know this device by.
    pub device_name: String,
    /// Whether refresh and ID tokens are told on the bus.
    pub share_refresh_token: bool,
    /// How long a request may take before its asker is told to come again; callers wait 3 s.
    pub reply_within: Duration,
    /// Where programs that are not on the bus find the API, if it is there.
    pub api_url: Option<String>,
    /// The tag of the language of who does not say theirs.
    pub lang: String,
    /// Whether people are told by voice.
    pub voice: Voice,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            relay_url: None,
            device_name: String::new(),
            share_refresh_token: false,
            reply_within: Duration::from_millis(2500),
            api_url: None,
            lang: "en-US".to_owned(),
            voice: Voice::Auto,
        }
    }
}

/// A message that asks for something. It has no `Debug`: the payload may hold a secret.
pub(crate) struct Question {
    /// What is asked.
    pub(crate) topic: Topic,
    /// The payload; `None` if it is no object.
    pub(crate) data: Option<Map<String, Value>>,
    /// Who asks.
    pub(crate) asker: Asker,
}

/// A question that only waits to be answered.
#[derive(Debug)]
pub(crate) struct Done {
    topic: Topic,
    app: Option<AppId>,
    asker: Asker,
    /// The language that the question names.
    lang: Option<String>,
    result: Result<Reply, Refusal>,
}

/// What came of a request; a panic is no answer.
type Worked = Result<Result<Reply, Refusal>, Box<dyn std::any::Any + Send>>;

/// What follows from a request: its answer, then the news that it makes.
#[derive(Debug)]
struct Reply {
    answer: Answer,
    news: Vec<Event>,
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self {
            answer,
            news: Vec::new(),
        }
    }
}

/// Looks a few times whether work is done. Most of it is, with all that is asked at the same moment,
/// and needs neither a task nor a timer.
async fn done_soon<T>(work: &mut (impl Future<Output = T> + Unpin)) -> Option<T> {
    for _ in 0..LOOKS {
        let done = (&mut *work).now_or_never();
        if done.is_some() {
            return done;
        }
        tokio::task::yield_now().await;
    }
    None
}

fn unavailable(reason: &str) -> Refusal {
    Refusal::TemporarilyUnavailable {
        reason: reason.to_owned(),
        retry_after: None,
    }
}

impl Flows {
    /// The verbs on these parts.
    #[must_use]
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The tracker of work that must end before the process does.
    #[must_use]
    pub(crate) fn tasks(&self) -> TaskTracker {
        self.0.tasks.clone()
    }

    /// The time.
    #[must_use]
    pub(crate) fn clock(&self) -> Clock {
        self.0.clock.clone()
    }

    /// Random values.
    #[must_use]
    pub(crate) fn entropy(&self) -> Entropy {
        self.0.entropy.clone()
    }

    /// The language of who does not say theirs.
    #[must_use]
    pub(crate) fn language(&self) -> Language {
        Language::parse(&self.0.policy.lang).unwrap_or(Language::En)
    }

    /// Does what a message asks for and answers it, exactly once and in time. Work that takes
    /// longer goes on without its asker.
    pub(crate) async fn ask(&self, question: Question) {
        let done = self.consider(question).await;
        self.tell(done).await;
    }

    /// Does what a message asks for, without a word.
    pub(crate) async fn consider(&self, question: Question) -> Done {
        let Question { topic, data, asker } = question;
        let request = match &data {
            Some(data) => Request::parse(topic, data, &self.0.presets),
            None => Err(Malformed {
                app: None,
                refusal: Refusal::request("data must be an object"),
            }),
        };
        let lang = data.as_ref().and_then(request::lang).map(str::to_owned);
        let (app, result) = match request {
            Ok(request) => (
                request.app().cloned(),
                self.do_in_time(topic, request, (&asker, lang.as_deref()))
                    .await,
            ),
            Err(Malformed { app, refusal }) => (app, Err(refusal)),
        };
        Done {
            topic,
            app,
            asker,
            lang,
            result,
        }
    }

    /// What is done with a question when there are too many.
    pub(crate) fn too_many(question: Question) -> Done {
        let refusal = Refusal::TemporarilyUnavailable {
            reason: "too many requests at once".to_owned(),
            retry_after: Some(1),
        };
        Done {
            topic: question.topic,
            app: None,
            asker: question.asker,
            lang: None,
            result: Err(refusal),
        }
    }

    /// Answers, and tells the news that follow.
    pub(crate) async fn tell(&self, done: Done) {
        let Done {
            topic,
            app,
            asker,
            lang,
            result,
        } = done;
        let outbox = &self.0.outbox;
        let refusal = match result {
            Ok(Reply { answer, news }) => {
                outbox.answer(answer, &asker).await;
                self.tell_news(news, &asker, lang.as_deref());
                if topic == Topic::ShowDashboard {
                    self.tell_of_dashboard(&asker, lang.as_deref());
                }
                return;
            }
            Err(refusal) => refusal,
        };
        tracing::info!(
            topic = topic.as_str(),
            app.id = app.as_ref().map(tracing::field::display),
            error_code = refusal.code(),
            "request refused: {refusal}"
        );
        // A login that was to be shown has failed: the shell's page is not the only one waiting.
        let opens_page = matches!(topic, Topic::Start | Topic::Credentials);
        if let Some(app) = app.clone().filter(|_| opens_page) {
            let refusal = refusal.clone();
            outbox.emit(Event::LoginFailed { app, refusal }, asker.context());
        }
        outbox
            .answer(
                Answer::Refused {
                    topic,
                    app,
                    refusal,
                },
                &asker,
            )
            .await;
    }

    fn tell_news(&self, news: Vec<Event>, asker: &Asker, lang: Option<&str>) {
        for event in news {
            if let Event::LoginStarted { app, .. } = &event {
                self.tell_of_login(app, asker, lang);
            }
            self.0.outbox.emit(event, asker.context());
        }
    }

    /// Tells the news of work whose asker has been told to come again: an image that is ready is
    /// shown.
    fn tell_late_news(&self, work: JoinHandle<Worked>, asker: &Asker, lang: Option<&str>) {
        let (flows, asker, lang) = (self.clone(), asker.clone(), lang.map(str::to_owned));
        self.0.tasks.spawn(async move {
            if let Ok(Ok(Ok(reply))) = work.await {
                flows.tell_news(reply.news, &asker, lang.as_deref());
            }
        });
    }

    async fn do_in_time(
        &self,
        topic: Topic,
        request: Request,
        (asker, lang): (&Asker, Option<&str>),
    ) -> Result<Reply, Refusal> {
        let done = self.work_in_time(request, asker.context()).await;
        done.unwrap_or_else(|work| {
            // The login of these is told to have failed.
            if !matches!(topic, Topic::Start | Topic::Credentials) {
                self.tell_late_news(work, asker, lang);
            }
            Err(unavailable("the authorization server takes its time"))
        })
    }

    /// What comes of a request in the time that an asker waits; else the work, which goes on.
    async fn work_in_time(
        &self,
        request: Request,
        context: &Context,
    ) -> Result<Result<Reply, Refusal>, JoinHandle<Worked>> {
        let (flows, context) = (self.clone(), context.clone());
        let mut work = AssertUnwindSafe(async move { flows.handle(request, &context).await })
            .catch_unwind()
            .boxed();
        let done = if let Some(done) = done_soon(&mut work).await {
            done
        } else {
            // On its own task: a lost patience does not take the work with it.
            let mut work = self.0.tasks.spawn(work);
            match tokio::time::timeout(self.0.policy.reply_within, &mut work).await {
                Ok(joined) => joined.unwrap_or_else(|error| Err(Box::new(error))),
                Err(_late) => return Err(work),
            }
        };
        Ok(done
            .unwrap_or_else(|_panicked| Err(unavailable("this request went wrong, see the log"))))
    }

    async fn handle(&self, request: Request, context: &Context) -> Result<Reply, Refusal> {
        match request {
            Request::Register(registration) => self.register(*registration).await,
            Request::Get(app) => self.authorization_url(app, context).await,
            Request::Start(app) => self.start(app, context).await,
            Request::Refresh(app) => self.refresh(app).await,
            Request::Token(wish) => self.token_get(wish).await,
            Request::SpeakCode(wish) => self.speak_code(wish, context).await,
            Request::HostInfo => self.host_info(),
            Request::QrCode(app) => self.qr_code(app, context).await,
            Request::Credentials(credentials) => self.credentials(credentials, context).await,
            Request::Forward(forward) => self.forward(forward).await,
            Request::Status(app) => self.status(app).await,
            Request::Settings(app) => self.settings(app).await,
            Request::ChangeSettings(change) => {
                self.change_settings(change.app, change.changes).await
            }
            Request::Revoke(app) => self.revoke(app).await,
            Request::Cancel(app) => self.cancel(app).await,
            Request::Unregister(app) => self.unregister(app).await,
            Request::FactoryResetPing => Ok(Answer::FactoryReset(Topic::FactoryResetPing).into()),
            Request::FactoryReset => self.factory_reset().await,
            Request::Connect(munged_id) => self.connect(munged_id, context).await,
            Request::Dashboard => self.dashboard(),
            Request::ShowDashboard => self.show_dashboard(context),
            Request::Owner(request) => self.owner(request).await,
        }
    }

    fn host_info(&self) -> Result<Reply, Refusal> {
        let address = &self.0.address;
        Ok(Answer::HostInfo {
            host: address.host()?,
            port: address.port(),
        }
        .into())
    }

    async fn app(&self, app: &AppId) -> Result<App, Refusal> {
        let found = self.0.store.find_app(app.clone()).await?;
        found.ok_or_else(|| Refusal::UnknownApp(app.munged()))
    }

    async fn app_by_munged(&self, munged_id: &str) -> Result<App, Refusal> {
        let found = self
            .0
            .store
            .find_app_by_munged(munged_id.to_owned())
            .await?;
        found.ok_or_else(|| Refusal::UnknownApp(shown(munged_id)))
    }
}

/// What was asked, as far as it can be an id.
fn shown(munged_id: &str) -> String {
    let visible = munged_id.chars().filter(|c| !c.is_control());
    visible.take(260).collect()
}
