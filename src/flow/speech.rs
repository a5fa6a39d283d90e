//! Telling people by voice what to do about a login, and what became of it.
//!
//! A login that a skill begins is told of once: aloud where there is no screen, by a notification
//! where there is one. Nothing that a provider sent is said, but a code that somebody asked for. Codes
//! are said to who asks for them, by a skill or on the front page: not everyone who hears the device
//! is meant to type them.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::device::DeviceStep;
use super::opened::{self, Opened, Step};
use super::{Flows, Reply};
use crate::answer::Answer;
use crate::config::Voice;
use crate::event::{Event, ShownCode};
use crate::id::AppId;
use crate::message::Context;
use crate::outbox::Asker;
use crate::refusal::Refusal;
use crate::request::{CodeWish, Topic};
use crate::spelling;
use crate::store::App;
use crate::words::{Language, Words};

/// How long the answer about a screen is waited for, in seconds: where no program for screens runs,
/// none comes.
const SCREEN_PATIENCE: f64 = 2.0;

/// For how long an app is not spoken of again, in seconds: skills ask for a link and a QR code of
/// the same login.
const SILENCE: f64 = 60.0;

/// What has been told to whom; in memory alone, since nobody remembers it longer.
#[derive(Debug, Default)]
pub(crate) struct Speaker {
    told: Mutex<BTreeMap<AppId, Told>>,
    /// Whether a screen is connected, by the last answer.
    screen: watch::Sender<bool>,
    /// When the digits were said last because somebody at the front page asked for them, by the
    /// steady clock.
    said_at: Mutex<Option<f64>>,
}

/// For how long the digits are not said again, in seconds: about as long as saying them takes.
const BREATH: f64 = 10.0;

/// What was told about a login that still waits.
#[derive(Clone, Debug)]
struct Told {
    context: Context,
    tongue: Tongue,
    service: String,
    at: f64,
    /// Whether it was spoken.
    aloud: bool,
    /// The text of its notification.
    notice: Option<String>,
}

/// A language with the tag that voices are found by.
#[derive(Clone, Debug)]
struct Tongue {
    words: Words,
    tag: String,
}

impl Speaker {
    /// Takes an answer about the device's screen.
    pub(crate) fn screen_is(&self, connected: bool) {
        self.screen.send_replace(connected);
    }

    fn told(&self) -> MutexGuard<'_, BTreeMap<AppId, Told>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that an app is spoken of. Returns the notification that is out of date then; `None` if
    /// it was spoken of just now.
    fn begin(&self, app: &AppId, told: Told) -> Option<Vec<String>> {
        let mut all = self.told();
        // A clock that was set back makes it long ago, too.
        let is_recent = |earlier: &Told| (0.0..SILENCE).contains(&(told.at - earlier.at));
        if all.get(app).is_some_and(is_recent) {
            return None;
        }
        let earlier = all.insert(app.clone(), told);
        drop(all);
        Some(earlier.and_then(|told| told.notice).into_iter().collect())
    }

    /// The login that was told of last.
    fn newest(&self) -> Option<(AppId, Told)> {
        self.told()
            .iter()
            .max_by(|(_, a), (_, b)| a.at.total_cmp(&b.at))
            .map(|(app, told)| (app.clone(), told.clone()))
    }

    /// Notes how an app is spoken of; `false` if its login has ended meanwhile.
    fn settle(&self, app: &AppId, aloud: bool, notice: Option<String>) -> bool {
        let is_waiting = self.told().get_mut(app).map(|told| {
            told.aloud = aloud;
            told.notice = notice;
        });
        is_waiting.is_some()
    }
}

impl Flows {
    /// The device's screen was asked about.
    pub(crate) fn screen_is(&self, connected: bool) {
        self.0.speaker.screen_is(connected);
    }

    /// Begins to tell of a login that waits, in the background.
    pub(super) fn tell_of_login(&self, app: &AppId, asker: &Asker, lang: Option<&str>) {
        // Who sits at a terminal reads it there.
        if self.0.policy.voice == Voice::Off || !asker.is_on_bus() {
            return;
        }
        let tongue = self.tongue(asker.context(), lang);
        let (flows, app, context) = (self.clone(), app.clone(), asker.context().clone());
        self.0.tasks.spawn(async move {
            let intake = flows.0.intake.clone();
            tokio::select! {
                told = flows.invite_aloud(&app, context, tongue) => {
                    if let Err(refusal) = told {
                        tracing::info!(app.id = %app, "nobody was told of a login: {refusal}");
                        flows.0.speaker.told().remove(&app);
                    }
                }
                () = intake.cancelled() => {}
            }
        });
    }

    async fn invite_aloud(
        &self,
        app: &AppId,
        context: Context,
        tongue: Tongue,
    ) -> Result<(), Refusal> {
        let parts = &self.0;
        let told = Told {
            service: spelling::name(&opened::service(&self.app(app).await?)),
            at: parts.clock.now(),
            aloud: false,
            notice: None,
            context,
            tongue,
        };
        let Some(outdated) = parts.speaker.begin(app, told.clone()) else {
            return Ok(());
        };
        for notice in outdated {
            self.end_notice(notice);
        }
        let is_here = told.context.is_default_session();
        let has_screen = match parts.policy.voice {
            // The screen of this device is not in front of who asks elsewhere.
            Voice::Auto => is_here && self.has_screen().await,
            Voice::On | Voice::Off => is_here,
        };
        let aloud = parts.policy.voice == Voice::On || !has_screen;
        // The page is to know a login whose digits are asked for there.
        let digits = self.digits_of_login(app, &told.context).await?;
        let (host, port) = (parts.address.host()?, parts.address.port());
        let (words, service) = (told.tongue.words, told.service.as_str());
        let notice = has_screen.then(|| {
            let address = format!("{host}:{port}");
            let values = [
                ("service", service),
                ("address", &address),
                ("code", &digits),
            ];
            words.say_with("speech-notice", &values)
        });
        if !parts.speaker.settle(app, aloud, notice.clone()) {
            // A fast phone has finished it.
            return Ok(());
        }
        if let Some(text) = notice {
            parts.outbox.emit(Event::Notice(text), &told.context);
        }
        if aloud {
            let address = spelling::own_address(words, &host, port);
            let values = [("service", service), ("address", &address)];
            self.speak(&told, words.say_with("speech-login", &values));
        }
        Ok(())
    }

    /// The digits that open the app's login. One that a shell was to show has no link of ours yet.
    async fn digits_of_login(&self, app: &AppId, context: &Context) -> Result<String, Refusal> {
        if let Some(digits) = self.digits(app).await {
            return Ok(digits);
        }
        let (nonce, _) = self.link()?;
        // The end of the login itself is told, and that is one end.
        self.invite(app, (nonce, None), context, false).await?;
        self.digits(app).await.ok_or(Refusal::Storage)
    }

    /// Whether a screen is connected to this device, as the program for screens says.
    async fn has_screen(&self) -> bool {
        let parts = &self.0;
        let mut screen = parts.speaker.screen.subscribe();
        let patience = parts.clock.now() + SCREEN_PATIENCE;
        parts.outbox.emit(Event::ScreenQuestion, &Context::own());
        tokio::select! {
            // The sender lives in `self`, so waiting cannot end by its loss.
            _ = screen.changed() => *screen.borrow(),
            () = parts.clock.sleep_towards(patience) => false,
        }
    }

    /// Tells what became of a login, if anyone was told of it.
    pub(super) fn tell_of_end(&self, app: &AppId, refusal: Option<&Refusal>) {
        if !self.0.speaker.told().contains_key(app) {
            return;
        }
        let (flows, app, refusal) = (self.clone(), app.clone(), refusal.cloned());
        let tell = async move { flows.end_aloud(&app, refusal).await };
        self.0.tasks.spawn(tell);
    }

    async fn end_aloud(&self, app: &AppId, refusal: Option<Refusal>) {
        let parts = &self.0;
        // The end of an older login of the same app is not the end of this one.
        let overview = parts.store.find_overview(app.clone(), parts.clock.now());
        let is_waiting = matches!(overview.await, Ok(Some(overview)) if overview.login_pending);
        if refusal.is_some() && is_waiting {
            return;
        }
        let Some(told) = parts.speaker.told().remove(app) else {
            return;
        };
        if let Some(notice) = told.notice.clone() {
            self.end_notice(notice);
        }
        if told.aloud {
            let service = [("service", told.service.as_str())];
            let words = told.tongue.words;
            let utterance = match refusal {
                None => words.say_with("speech-connected", &service),
                // Who ended it knows.
                Some(Refusal::Cancelled) => return,
                Some(Refusal::AccessDenied) => words.say_with("speech-denied", &service),
                Some(Refusal::Expired) => words.say_with("speech-expired", &service),
                Some(_) => words.say_with("speech-failed", &service),
            };
            self.speak(&told, utterance);
        }
    }

    /// Whether the device may speak when somebody on the front page asks for it.
    #[must_use]
    pub(crate) fn has_voice(&self) -> bool {
        self.0.policy.voice != Voice::Off
    }

    /// Says the digits of the login that was told of last, since somebody on the front page asks for
    /// them. `false` where none waits.
    pub(crate) async fn say_digits(&self) -> Result<bool, Refusal> {
        let newest = self.0.speaker.newest();
        let Some((app, told)) = newest.filter(|_| self.has_voice()) else {
            return Ok(false);
        };
        if !self.draws_breath() {
            return Ok(true);
        }
        let Some(digits) = self.digits(&app).await else {
            return Ok(false);
        };
        let digits = spelling::code(&digits).unwrap_or(digits);
        let words = told.tongue.words;
        self.speak(&told, words.say_with("speech-code", &[("code", &digits)]));
        Ok(true)
    }

    /// Whether enough time has passed to say something again.
    fn draws_breath(&self) -> bool {
        let now = self.0.clock.steady();
        let said_at = &self.0.speaker.said_at;
        let mut said_at = said_at.lock().unwrap_or_else(PoisonError::into_inner);
        let is_silent = said_at.is_none_or(|at| now - at >= BREATH);
        if is_silent {
            *said_at = Some(now);
        }
        is_silent
    }

    /// `oauth.speak.code`: says the code of the login that waits, by groups.
    pub(super) async fn speak_code(
        &self,
        wish: CodeWish,
        context: &Context,
    ) -> Result<Reply, Refusal> {
        let parts = &self.0;
        let app = self.app(&wish.app).await?;
        let tongue = self.tongue(context, wish.lang.as_deref());
        let words = tongue.words;
        let (code, address) = if let Some(said) = self.service_code(&app, words).await? {
            said
        } else {
            let digits = self.digits(app.id()).await.ok_or(Refusal::StateUnknown)?;
            let (host, port) = (parts.address.host()?, parts.address.port());
            let address = spelling::own_address(words, &host, port);
            (spelling::code(&digits).unwrap_or(digits), Some(address))
        };
        let utterance = match address {
            Some(address) => {
                words.say_with("speech-code-at", &[("address", &address), ("code", &code)])
            }
            None => words.say_with("speech-code", &[("code", &code)]),
        };
        Ok(Reply {
            answer: Answer::Done(Topic::SpeakCode),
            news: vec![Event::Speak {
                utterance,
                lang: tongue.tag,
            }],
        })
    }

    /// The code that the service wants to see, with its address, as they are said. A login whose page
    /// nobody has opened yet is begun for it, if the address can be said: who hears it needs no page.
    async fn service_code(
        &self,
        app: &App,
        words: Words,
    ) -> Result<Option<(String, Option<String>)>, Refusal> {
        let parts = &self.0;
        let newest = parts
            .store
            .newest_invitation(app.id().clone(), parts.clock.now());
        let Some(nonce) = newest.await? else {
            return Ok(None);
        };
        let said = |code: &ShownCode| {
            let address = spelling::service_address(words, &code.verification_uri);
            Some((spelling::code(code.user_code.as_deref()?)?, address))
        };
        let followed = parts.store.find_followed(nonce.clone()).await?;
        if let Some(DeviceStep::Waiting(code)) = followed.as_ref().and_then(DeviceStep::of) {
            return Ok(said(&code));
        }
        if !self.prospect(app, None)?.choice.way.polls() {
            return Ok(None);
        }
        Ok(match self.open(nonce).await {
            Ok(Opened {
                step: Step::Device(DeviceStep::Waiting(code)),
                ..
            }) => said(&code).filter(|(_, address)| address.is_some()),
            // The page tells what is in the way.
            _ => None,
        })
    }

    fn speak(&self, told: &Told, utterance: String) {
        let lang = told.tongue.tag.clone();
        let spoken = Event::Speak { utterance, lang };
        self.0.outbox.emit(spoken, &told.context);
    }

    fn end_notice(&self, text: String) {
        let outbox = &self.0.outbox;
        // First off the screen, which keeps it for later, then away from there.
        outbox.emit(Event::NoticeDismissed(text.clone()), &Context::own());
        outbox.emit(Event::NoticeRemoved(text), &Context::own());
    }

    /// The language of who asks: that of their session, of their question, of the device.
    fn tongue(&self, context: &Context, lang: Option<&str>) -> Tongue {
        let session = context.session_lang();
        let named = context.lang();
        let known = [
            session.as_deref(),
            lang,
            named.as_deref(),
            Some(self.0.policy.lang.as_str()),
        ];
        known
            .into_iter()
            .flatten()
            .find_map(|tag| {
                Some(Tongue {
                    words: Words::of(Language::parse(tag)?),
                    tag: tag.to_owned(),
                })
            })
            .unwrap_or_else(|| Tongue {
                words: Words::of(Language::En),
                tag: "en-US".to_owned(),
            })
    }
}
