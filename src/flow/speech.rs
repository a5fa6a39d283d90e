//! Telling people by voice that a login waits, and what became of it.
//!
//! A login that a skill begins is told of once: aloud where there is no screen, by a notification
//! where there is one. Nothing that a provider sent is said here.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::{Flows, opened};
use crate::allowance::{Allowances, Rule, Source};
use crate::config::Voice;
use crate::door::LINK_LIFETIME;
use crate::event::Event;
use crate::id::AppId;
use crate::message::Context;
use crate::outbox::Asker;
use crate::refusal::Refusal;
use crate::spelling;
use crate::words::{Language, Words};

/// How long the answer about a screen is waited for, in seconds: where no program for screens runs,
/// none comes.
const SCREEN_PATIENCE: f64 = 2.0;

/// For how long it is believed that there is no screen, in seconds: one can be connected at any time.
const NO_SCREEN_FOR: f64 = 3600.0;

/// For how long an app is not spoken of again, in seconds: skills ask for a link and a QR code of
/// the same login.
const SILENCE: f64 = 60.0;

/// For how long the digits are not said again, in seconds: about as long as saying them takes.
const BREATH: f64 = 10.0;

/// How often one source has digits said: a person mishears, and a prankster shall not be heard all the
/// time.
const WISHES: Rule = Rule {
    burst: 3.0,
    every: 60.0,
};

/// What has been told to whom; in memory alone, since nobody remembers it longer.
#[derive(Debug, Default)]
pub(crate) struct Speaker {
    told: Mutex<BTreeMap<AppId, Told>>,
    dashboard: Mutex<Option<Told>>,
    /// Whether a screen is connected, by the last answer, and when that came by the steady clock.
    screen: watch::Sender<Option<(bool, f64)>>,
    said: Mutex<Said>,
}

/// The digits that somebody at the front page had said.
#[derive(Debug)]
struct Said {
    /// When they were said last, by the steady clock.
    at: Option<f64>,
    /// How often each source may ask for them.
    asked: Allowances,
}

impl Default for Said {
    fn default() -> Self {
        Self {
            at: None,
            asked: Allowances::new(WISHES),
        }
    }
}

/// What was told about a login that still waits, or about the dashboard.
#[derive(Clone, Debug)]
pub(super) struct Told {
    context: Context,
    pub(super) tongue: Tongue,
    service: String,
    at: f64,
    /// Whether it was spoken.
    aloud: bool,
    /// The text of its notification.
    notice: Option<String>,
}

/// What was told about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The login of this app.
    Login(AppId),
    /// The dashboard.
    Dashboard,
}

/// A language with the tag that voices are found by.
#[derive(Clone, Debug)]
pub(super) struct Tongue {
    pub(super) words: Words,
    pub(super) tag: String,
}

impl Speaker {
    /// Takes an answer about the device's screen.
    fn screen_is(&self, connected: bool, now: f64) {
        self.screen.send_replace(Some((connected, now)));
    }

    /// Whether it is known that there is no screen.
    fn lacks_screen(&self, now: f64) -> bool {
        let known = *self.screen.borrow();
        known.is_some_and(|(connected, at)| !connected && now - at < NO_SCREEN_FOR)
    }

    fn told(&self) -> MutexGuard<'_, BTreeMap<AppId, Told>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn dashboard(&self) -> MutexGuard<'_, Option<Told>> {
        self.dashboard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
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

    /// Notes that the dashboard is spoken of; `false` if it was just now.
    fn begin_dashboard(&self, told: &Told) -> bool {
        let mut dashboard = self.dashboard();
        let is_recent = |earlier: &Told| (0.0..SILENCE).contains(&(told.at - earlier.at));
        let begins = !dashboard.as_ref().is_some_and(is_recent);
        if begins {
            *dashboard = Some(told.clone());
        }
        begins
    }

    /// What was told of last and is good `now`.
    pub(super) fn newest(&self, now: f64) -> Option<(Subject, Told)> {
        let is_good = |told: &Told| (0.0..LINK_LIFETIME).contains(&(now - told.at));
        let dashboard = self.dashboard().clone().filter(is_good);
        let logins = self.told().clone().into_iter();
        logins
            .map(|(app, told)| (Subject::Login(app), told))
            .chain(dashboard.map(|told| (Subject::Dashboard, told)))
            .max_by(|(_, a), (_, b)| a.at.total_cmp(&b.at))
    }

    /// Whether digits are said `now`, by the steady clock, since this source asks for it; `false` while
    /// they are being said. Else the seconds until it may ask again.
    pub(super) fn may_say(&self, source: Source, now: f64) -> Result<bool, f64> {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.at.is_some_and(|at| now - at < BREATH) {
            return Ok(false);
        }
        said.asked.take(source, now)?;
        said.at = Some(now);
        drop(said);
        Ok(true)
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
        let now = self.0.clock.steady();
        self.0.speaker.screen_is(connected, now);
    }

    /// Whether it is known that no screen is connected to this device.
    #[must_use]
    pub(crate) fn lacks_screen(&self) -> bool {
        self.0.speaker.lacks_screen(self.0.clock.steady())
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
        let said = self.tell_how(app, &told).await;
        if said.is_err() {
            parts.speaker.told().remove(app);
        }
        said
    }

    /// Tells what there is to do, aloud or on the screen.
    async fn tell_how(&self, app: &AppId, told: &Told) -> Result<(), Refusal> {
        let parts = &self.0;
        let is_here = told.context.is_default_session();
        let has_screen = match parts.policy.voice {
            // The screen of this device is not in front of who asks elsewhere.
            Voice::Auto => is_here && self.has_screen().await,
            Voice::On | Voice::Off => is_here,
        };
        let aloud = parts.policy.voice == Voice::On || !has_screen;
        self.let_digits_be_asked_for(app, &told.context).await?;
        let (host, port) = (parts.address.host()?, parts.address.port());
        let (words, service) = (told.tongue.words, told.service.as_str());
        let notice = has_screen.then(|| {
            let address = format!("{host}:{port}");
            let values = [("service", service), ("address", &address)];
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
            self.speak(told, words.say_with("speech-login", &values));
        }
        Ok(())
    }

    /// Sees to it that the front page can ask for the digits of a login. One that a shell was to show
    /// has no link of ours yet.
    async fn let_digits_be_asked_for(&self, app: &AppId, context: &Context) -> Result<(), Refusal> {
        let parts = &self.0;
        let newest = parts
            .store
            .newest_invitation(app.clone(), parts.clock.now());
        if newest.await?.is_none() {
            let (nonce, _) = self.link()?;
            // The end of the login itself is told, and that is one end.
            self.invite(app, (nonce, None), context, false).await?;
        }
        Ok(())
    }

    /// Begins to tell by voice where the dashboard is, for who has no screen to scan its link from.
    pub(super) fn tell_of_dashboard(&self, asker: &Asker, lang: Option<&str>) {
        let context = asker.context();
        // Its digits are for this room: no bridge is to carry them.
        let is_here = asker.is_on_bus() && context.is_default_session();
        if self.0.policy.voice == Voice::Off || !is_here {
            return;
        }
        let told = Told {
            service: String::new(),
            at: self.0.clock.now(),
            aloud: true,
            notice: None,
            context: context.clone(),
            tongue: self.tongue(context, lang),
        };
        let flows = self.clone();
        self.0.tasks.spawn(async move {
            let intake = flows.0.intake.clone();
            tokio::select! {
                said = flows.dashboard_aloud(told) => {
                    if let Err(refusal) = said {
                        tracing::info!("nobody was told of the dashboard: {refusal}");
                    }
                }
                () = intake.cancelled() => {}
            }
        });
    }

    async fn dashboard_aloud(&self, told: Told) -> Result<(), Refusal> {
        let parts = &self.0;
        if parts.policy.voice == Voice::Auto && self.has_screen().await {
            return Ok(());
        }
        let (host, port) = (parts.address.host()?, parts.address.port());
        if parts.speaker.begin_dashboard(&told) {
            let words = told.tongue.words;
            let address = spelling::own_address(words, &host, port);
            self.speak(
                &told,
                words.say_with("speech-dashboard", &[("address", &address)]),
            );
        }
        Ok(())
    }

    /// Whether a screen is connected to this device, as the program for screens says.
    async fn has_screen(&self) -> bool {
        let parts = &self.0;
        let mut screen = parts.speaker.screen.subscribe();
        let patience = parts.clock.now() + SCREEN_PATIENCE;
        parts.outbox.emit(Event::ScreenQuestion, &Context::own());
        tokio::select! {
            // The sender lives in `self`, so waiting cannot end by its loss.
            _ = screen.changed() => screen.borrow().is_some_and(|(connected, _)| connected),
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

    pub(super) fn speak(&self, told: &Told, utterance: String) {
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
    pub(super) fn tongue(&self, context: &Context, lang: Option<&str>) -> Tongue {
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
