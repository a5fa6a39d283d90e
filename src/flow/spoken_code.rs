//! Saying codes to who asks for them, by a skill or on the front page: not everyone who hears the
//! device is meant to type them.

use super::device::DeviceStep;
use super::opened::{Opened, Step};
use super::speech::Subject;
use super::{Flows, Reply};
use crate::allowance::Source;
use crate::answer::Answer;
use crate::config::Voice;
use crate::door::{Audience, Opens};
use crate::event::{Event, ShownCode};
use crate::message::Context;
use crate::refusal::Refusal;
use crate::request::{CodeWish, Topic};
use crate::spelling;
use crate::store::App;
use crate::words::Words;

/// What comes of a wish to hear digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Saying {
    /// They are said now.
    Now,
    /// None are waited for.
    Nothing,
    /// This source has heard them often enough: seconds to wait.
    Later(f64),
}

impl Flows {
    /// Whether the device may speak when somebody on the front page asks for it.
    #[must_use]
    pub(crate) fn has_voice(&self) -> bool {
        self.0.policy.voice != Voice::Off
    }

    /// Says the digits of what was told of last, a login or the dashboard, since somebody on the front
    /// page asks for them.
    pub(crate) async fn say_digits(&self, source: Source) -> Result<Saying, Refusal> {
        let parts = &self.0;
        let newest = parts.speaker.newest(parts.clock.now());
        let Some((subject, told)) = newest.filter(|_| self.has_voice()) else {
            return Ok(Saying::Nothing);
        };
        match parts.speaker.may_say(source, parts.clock.steady()) {
            Ok(true) => {}
            Ok(false) => return Ok(Saying::Now),
            Err(seconds) => return Ok(Saying::Later(seconds)),
        }
        let digits = match subject {
            Subject::Dashboard => Some(parts.door.digits(Opens::Dashboard(Audience::Everyone))),
            Subject::Login(app) => self.digits(&app).await,
        };
        let Some(digits) = digits else {
            return Ok(Saying::Nothing);
        };
        let digits = spelling::code(&digits).unwrap_or(digits);
        let words = told.tongue.words;
        self.speak(&told, words.say_with("speech-code", &[("code", &digits)]));
        Ok(Saying::Now)
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
}
