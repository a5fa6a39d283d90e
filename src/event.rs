//! What is said unasked: every announcement, as a value that becomes a bus message.

use serde_json::{Value, json};

use crate::id::AppId;
use crate::manifest::PLUGIN;
use crate::message::{Context, Message};
use crate::refusal::Refusal;
use crate::token::TokenAnswer;
use crate::way::Way;

/// An announcement.
#[derive(Debug)]
pub enum Event {
    /// Skills answer by registering.
    Ping,
    /// The shell shows a QR code.
    DisplayQrCode {
        /// The app.
        app: AppId,
        /// The absolute path of the PNG.
        qr: String,
    },
    /// The shell hides the QR code: it is of no use any more.
    HideQrCode(AppId),
    /// A login waits for a person.
    LoginStarted {
        /// The app.
        app: AppId,
        /// How it goes.
        way: Way,
        /// What a person types where, for a code that is confirmed on any other device.
        shown: Option<ShownCode>,
        /// When it is given up, in seconds since 1970.
        expires_at: f64,
    },
    /// A login ended with a token.
    LoginSucceeded(AppId),
    /// A login ended without one.
    LoginFailed {
        /// The app.
        app: AppId,
        /// Why.
        refusal: Refusal,
    },
    /// A stored login has died: a person must log in again.
    LoginRequired {
        /// The app.
        app: AppId,
        /// The authorization server's error code.
        reason: String,
    },
    /// A login is complete: the token, by the topic of its app.
    TokenResponse {
        /// The app.
        app: AppId,
        /// The token answer, as far as it may be told.
        token: TokenAnswer,
    },
    /// Something is said aloud.
    Speak {
        /// What is said.
        utterance: String,
        /// The tag of its language.
        lang: String,
    },
    /// A notification on the screen.
    Notice(String),
    /// The notification of this text goes off the screen, into the list of old ones.
    NoticeDismissed(String),
    /// It goes off that list.
    NoticeRemoved(String),
    /// Asks the program for screens whether one is connected.
    ScreenQuestion,
    /// A token was refreshed.
    TokenRefreshed {
        /// The app.
        app: AppId,
        /// When it ends, in seconds since 1970, where that is known.
        expires_at: Option<f64>,
    },
}

/// A code for people (RFC 8628 section 3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownCode {
    /// Where it is typed.
    pub verification_uri: String,
    /// The same with the code in it.
    pub verification_uri_complete: Option<String>,
    /// What is typed; there are services that need none.
    pub user_code: Option<String>,
}

impl Event {
    /// The bus message, in the context of who asked for the login.
    ///
    /// What carries an access token goes to nobody in particular, so that no bridge relays it.
    #[must_use]
    pub fn into_message(self, asker: &Context) -> Message {
        let kind = self.kind();
        let context = match self {
            Self::TokenResponse { .. }
            | Self::Notice(_)
            | Self::NoticeDismissed(_)
            | Self::NoticeRemoved(_)
            | Self::ScreenQuestion => Context::own(),
            Self::Speak { .. } => asker.spoken(),
            _ => asker.reply(),
        };
        Message {
            kind,
            data: self.into_json(),
            context,
        }
    }

    /// The topics of the announcements, `oauth.token.response` standing for one topic an app.
    pub const TOPICS: &'static [&'static str] = &[
        "oauth.ping",
        "ovos.shell.oauth.display.qr.code",
        "ovos.shell.oauth.hide.qr.code",
        "oauth.login.started",
        "oauth.login.succeeded",
        "oauth.login.failed",
        "oauth.login.required",
        "oauth.token.response",
        "oauth.token.refreshed",
        "speak",
        "ovos.notification.api.set",
        "ovos.notification.api.pop.clear",
        "ovos.notification.api.storage.clear.item",
        "gui.status.request",
    ];

    fn kind(&self) -> String {
        let kind = match self {
            Self::Ping => "oauth.ping",
            Self::DisplayQrCode { .. } => "ovos.shell.oauth.display.qr.code",
            Self::HideQrCode(_) => "ovos.shell.oauth.hide.qr.code",
            Self::LoginStarted { .. } => "oauth.login.started",
            Self::LoginSucceeded(_) => "oauth.login.succeeded",
            Self::LoginFailed { .. } => "oauth.login.failed",
            Self::LoginRequired { .. } => "oauth.login.required",
            Self::TokenResponse { app, .. } => return format!("oauth.token.response.{app}"),
            Self::TokenRefreshed { .. } => "oauth.token.refreshed",
            Self::Speak { .. } => "speak",
            Self::Notice(_) => "ovos.notification.api.set",
            Self::NoticeDismissed(_) => "ovos.notification.api.pop.clear",
            Self::NoticeRemoved(_) => "ovos.notification.api.storage.clear.item",
            Self::ScreenQuestion => "gui.status.request",
        };
        kind.to_owned()
    }

    fn into_json(self) -> Value {
        match self {
            Self::Ping | Self::ScreenQuestion => json!({}),
            Self::DisplayQrCode { app, qr } => {
                json!({ "skill_id": app.skill_id(), "app_id": app.app_id(), "qr": qr })
            }
            Self::HideQrCode(app) => both_ids(&app),
            Self::LoginStarted {
                app,
                way,
                shown,
                expires_at,
            } => {
                let data = json!({
                    "munged_id": app.munged(),
                    "way": way.as_str(),
                    "expires_at": expires_at,
                });
                with_code(data, shown)
            }
            Self::LoginSucceeded(app) => json!({ "munged_id": app.munged() }),
            Self::LoginFailed { app, refusal } => {
                with_refusal(json!({ "munged_id": app.munged() }), &refusal)
            }
            Self::LoginRequired { app, reason } => {
                json!({ "munged_id": app.munged(), "reason": reason })
            }
            Self::TokenResponse { token, .. } => token.into_json(),
            Self::Speak { utterance, lang } => json!({
                "utterance": utterance,
                "lang": lang,
                "expect_response": false,
                "meta": { "skill": PLUGIN },
            }),
            // Null where an object belongs would corrupt the shell's list.
            Self::Notice(text) => json!({
                "sender": PLUGIN,
                "text": text,
                "duration": 10,
                "action": "",
                "type": "sticky",
                "style": "info",
                "callback_data": {},
            }),
            Self::NoticeDismissed(text) | Self::NoticeRemoved(text) => {
                json!({ "notification": { "sender": PLUGIN, "text": text } })
            }
            Self::TokenRefreshed { app, expires_at } => {
                with_expiry(json!({ "munged_id": app.munged() }), expires_at)
            }
        }
    }
}

/// The two ids that shells match by.
pub(crate) fn both_ids(app: &AppId) -> Value {
    json!({ "skill_id": app.skill_id(), "app_id": app.app_id() })
}

/// Adds `expires_at`, which is absent where no lifetime is known.
pub(crate) fn with_expiry(data: Value, expires_at: Option<f64>) -> Value {
    with(data, "expires_at", expires_at.map(Value::from))
}

/// Adds the refusal's text, code and, where it is known, the seconds to wait.
pub(crate) fn with_refusal(data: Value, refusal: &Refusal) -> Value {
    let data = with(data, "error", Some(refusal.to_string().into()));
    let data = with(data, "error_code", Some(refusal.code().into()));
    with(data, "retry_after", refusal.retry_after().map(Value::from))
}

/// Adds the code for people, where there is one.
pub(crate) fn with_code(data: Value, code: Option<ShownCode>) -> Value {
    let Some(code) = code else {
        return data;
    };
    let (uri, complete) = (code.verification_uri, code.verification_uri_complete);
    let data = with(data, "verification_uri", Some(uri.into()));
    let data = with(data, "verification_uri_complete", complete.map(Value::from));
    with(data, "user_code", code.user_code.map(Value::from))
}

/// Adds a field where it has a value.
pub(crate) fn with(mut data: Value, key: &str, value: Option<Value>) -> Value {
    if let (Value::Object(map), Some(value)) = (&mut data, value) {
        map.insert(key.to_owned(), value);
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> AppId {
        AppId::new("skill", "app").unwrap()
    }

    #[test]
    fn a_token_goes_to_no_bridge_and_news_to_who_asked() {
        let asker = Context::parse(r#"{"source":"sat","destination":"PHAL"}"#).unwrap();
        let token = TokenAnswer::of("at");
        let message = Event::TokenResponse { app: app(), token }.into_message(&asker);
        assert_eq!(message.kind, "oauth.token.response.skill_app");
        assert_eq!(message.context.to_json(), Context::own().to_json());
        let message = Event::LoginSucceeded(app()).into_message(&asker);
        assert!(message.context.to_json().contains(r#""destination":"sat""#));
    }

    #[test]
    fn an_unknown_expiry_is_absent() {
        let event = Event::TokenRefreshed {
            app: app(),
            expires_at: None,
        };
        assert_eq!(
            event.into_message(&Context::own()).data,
            json!({"munged_id": "skill_app"})
        );
    }

    #[test]
    fn a_failed_login_tells_code_and_sentence() {
        let event = Event::LoginFailed {
            app: app(),
            refusal: Refusal::AccessDenied,
        };
        let data = event.into_message(&Context::own()).data;
        assert_eq!(data["error_code"], "access_denied");
        assert!(data["error"].as_str().unwrap().contains("refused"));
    }
}
