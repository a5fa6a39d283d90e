//! What a request is answered with: exactly one of these for each.

use serde_json::{Map, Value, json};

use crate::app_status::AppStatus;
use crate::event::{ShownCode, both_ids, with, with_code, with_expiry, with_refusal};
use crate::id::AppId;
use crate::message::{Context, Message};
use crate::refusal::Refusal;
use crate::request::Topic;
use crate::token::TokenAnswer;

/// The answer to a request.
#[derive(Debug)]
pub enum Answer {
    /// To `oauth.register`.
    Registered {
        /// The client id in use.
        client_id: Option<String>,
        /// How the app is.
        status: AppStatus,
    },
    /// To `oauth.get`: the authorization URL.
    Url(String),
    /// To `oauth.start` and to typed credentials: the shell opens the URL.
    StartAuthentication {
        /// The app.
        app: AppId,
        /// The authorization URL; empty when credentials are needed first.
        url: String,
        /// Whether the shell asks for a client id instead.
        needs_credentials: bool,
    },
    /// To `oauth.refresh`.
    Refreshed {
        /// The client the token belongs to.
        client_id: String,
        /// The token answer, as far as it may be told.
        token: TokenAnswer,
    },
    /// To `oauth.token.get`.
    Token {
        /// The app.
        app: AppId,
        /// When the token ends, in seconds since 1970, where that is known.
        expires_at: Option<f64>,
        /// The token answer, of which little is told.
        token: TokenAnswer,
    },
    /// To `oauth.get.app.host.info`.
    HostInfo {
        /// The address that the callback is reached by.
        host: String,
        /// Its port.
        port: u16,
    },
    /// To `oauth.generate.qr.request`: the absolute path of the PNG.
    QrCode {
        /// The app.
        app: AppId,
        /// The path.
        qr: String,
        /// The code for people that stands in it, where the image leads to the provider itself.
        shown: Option<ShownCode>,
    },
    /// To a request that is simply done.
    Done(Topic),
    /// To `oauth.revoke` and `oauth.unregister`.
    Revoked {
        /// What was asked.
        topic: Topic,
        /// What the server knows of it.
        remote: Remote,
    },
    /// To `oauth.settings.get` and `oauth.settings.update`.
    Settings {
        /// What was asked.
        topic: Topic,
        /// The app.
        app: AppId,
        /// The settings in use, secrets as stars.
        settings: Map<String, Value>,
        /// Whether a person must log in before they count.
        login_needed: bool,
    },
    /// To both messages of a factory reset.
    FactoryReset(Topic),
    /// To `oauth.status`.
    Status(Vec<AppStatus>),
    /// To `oauth.connect`, on the control socket alone.
    Connecting {
        /// The app.
        app: AppId,
        /// How a person comes to its login.
        way_in: WayIn,
    },
    /// To `oauth.dashboard`, on the control socket alone.
    Dashboard(WayIn),
    /// To what the owner asks about programs, on the control socket alone.
    Owner {
        /// What was asked.
        topic: Topic,
        /// What is told, without secrets.
        told: Value,
    },
    /// To any request that was not done, on the topic of its normal answer.
    Refused {
        /// What was asked.
        topic: Topic,
        /// The ids, where they could be read.
        app: Option<AppId>,
        /// Why.
        refusal: Refusal,
    },
}

/// How a person comes to a page that is not for everybody.
#[derive(Debug)]
pub struct WayIn {
    /// The link that a QR code holds.
    pub url: String,
    /// The front page, where digits are typed.
    pub front: String,
    /// Digits that open the same.
    pub digits: Option<String>,
    /// When the link ends, in seconds since 1970.
    pub expires_at: f64,
}

impl WayIn {
    fn into_json(self) -> Value {
        let data = json!({ "url": self.url, "front": self.front, "digits": self.digits });
        with_expiry(data, Some(self.expires_at))
    }
}

/// What an authorization server knows of a token that was revoked here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remote {
    /// It has no place for revocations, or there was no token.
    None,
    /// It has revoked the token.
    Done,
    /// It will be told as soon as it can be reached.
    Queued,
    /// It refuses to.
    Refused,
}

impl Remote {
    /// The word on the bus.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Done => "done",
            Self::Queued => "queued",
            Self::Refused => "refused",
        }
    }
}

/// Which context an answer goes out with.
enum Addressee {
    /// The asker, by the reply rule.
    Asker,
    /// The asker's own context, unchanged.
    Forward,
    /// Nobody in particular, so that no bridge relays it: callers match by topic.
    Nobody,
}

impl Answer {
    /// The bus message for the asker.
    #[must_use]
    pub fn into_message(self, asker: &Context) -> Message {
        let context = match self.addressee() {
            Addressee::Asker => asker.reply(),
            Addressee::Forward => asker.forward(),
            Addressee::Nobody => Context::own(),
        };
        let kind = self.kind().to_owned();
        Message {
            kind,
            data: self.into_json(),
            context,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Registered { .. } => Topic::Register.answer(),
            Self::Url(_) => Topic::Get.answer(),
            Self::StartAuthentication { .. } => "ovos.shell.oauth.start.authentication",
            Self::Refreshed { .. } => Topic::Refresh.answer(),
            Self::Token { .. } => Topic::Token.answer(),
            Self::HostInfo { .. } => Topic::HostInfo.answer(),
            Self::QrCode { .. } => Topic::QrCode.answer(),
            Self::Status(_) => Topic::Status.answer(),
            Self::Connecting { .. } => Topic::Connect.answer(),
            Self::Dashboard(_) => Topic::Dashboard.answer(),
            Self::Done(topic)
            | Self::Owner { topic, .. }
            | Self::FactoryReset(topic)
            | Self::Revoked { topic, .. }
            | Self::Settings { topic, .. }
            | Self::Refused { topic, .. } => topic.answer(),
        }
    }

    fn addressee(&self) -> Addressee {
        match self {
            Self::StartAuthentication { .. } => Addressee::Forward,
            Self::Refreshed { .. } | Self::Token { .. } => Addressee::Nobody,
            _ => Addressee::Asker,
        }
    }

    /// The payload.
    #[must_use]
    pub(crate) fn into_json(self) -> Value {
        match self {
            Self::Registered { client_id, status } => registered(client_id.as_deref(), &status),
            Self::Url(url) => json!({ "url": url }),
            Self::StartAuthentication {
                app,
                url,
                needs_credentials,
            } => {
                let needed = Some(needs_credentials.into());
                with(
                    with(both_ids(&app), "url", Some(url.into())),
                    "needs_credentials",
                    needed,
                )
            }
            Self::Refreshed { client_id, token } => {
                json!({ "result": "Ok", "client_id": client_id, "token": token.into_json() })
            }
            Self::Token {
                app,
                expires_at,
                token,
            } => with_expiry(good_token(&app, &token), expires_at),
            Self::HostInfo { host, port } => json!({ "host": host, "port": port }),
            Self::QrCode { app, qr, shown } => {
                with_code(with(both_ids(&app), "qr", Some(qr.into())), shown)
            }
            Self::Done(_) => json!({ "result": "Ok" }),
            Self::Revoked { remote, .. } => json!({ "result": "Ok", "remote": remote.as_str() }),
            Self::Settings {
                app,
                settings,
                login_needed,
                ..
            } => {
                let data = json!({ "munged_id": app.munged(), "settings": settings });
                with(data, "login_needed", Some(login_needed.into()))
            }
            Self::Status(apps) => {
                let apps: Vec<Value> = apps.into_iter().map(AppStatus::into_json).collect();
                json!({ "apps": apps })
            }
            Self::Connecting { app, way_in } => {
                with(way_in.into_json(), "munged_id", Some(app.munged().into()))
            }
            Self::Dashboard(way_in) => way_in.into_json(),
            Self::Owner { told, .. } => told,
            Self::FactoryReset(_) => json!({ "skill_id": crate::manifest::PLUGIN }),
            Self::Refused {
                topic,
                app,
                refusal,
            } => with_refusal(refused(topic, app.as_ref()), &refusal),
        }
    }
}

fn registered(client_id: Option<&str>, status: &AppStatus) -> Value {
    let data = json!({
        "munged_id": status.app.munged(),
        "client_id": client_id,
        "needs_creds": status.needs_creds,
        "state": status.state.as_str(),
    });
    with_expiry(data, status.expires_at)
}

/// What `oauth.token.get` tells of a token; an app password is of no use without its name.
fn good_token(app: &AppId, token: &TokenAnswer) -> Value {
    let data = json!({
        "munged_id": app.munged(),
        "access_token": token.access_token(),
        "token_type": token.token_type(),
        "scope": token.scope(),
    });
    let further = |data, key| with(data, key, token.text(key).map(Value::from));
    if token.token_type() == "Basic" {
        further(further(data, "server"), "loginName")
    } else {
        data
    }
}

/// The fields that a refusal on this topic has beside `error`, as the reference plugin's have.
fn refused(topic: Topic, app: Option<&AppId>) -> Value {
    match (topic, app) {
        (
            Topic::Refresh
            | Topic::Forward
            | Topic::Revoke
            | Topic::Cancel
            | Topic::Unregister
            | Topic::ShowDashboard
            | Topic::SpeakCode,
            _,
        ) => json!({ "result": "Error" }),
        (
            Topic::Register
            | Topic::Connect
            | Topic::Token
            | Topic::Settings
            | Topic::ChangeSettings,
            Some(app),
        ) => {
            json!({ "munged_id": app.munged() })
        }
        (Topic::QrCode | Topic::Start | Topic::Credentials, Some(app)) => both_ids(app),
        _ => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> AppId {
        AppId::new("skill", "app").unwrap()
    }

    fn asker() -> Context {
        Context::parse(r#"{"session":{"session_id":"sat"},"source":"sat","destination":"PHAL"}"#)
            .unwrap()
    }

    fn context(message: &Message) -> Value {
        serde_json::from_str(&message.context.to_json()).unwrap()
    }

    #[test]
    fn an_access_token_goes_to_no_bridge() {
        let token = TokenAnswer::of("at");
        let message = Answer::Refreshed {
            client_id: "c".to_owned(),
            token,
        }
        .into_message(&asker());
        assert_eq!(
            context(&message),
            json!({"session": {"session_id": "default"}})
        );
    }

    #[test]
    fn a_refusal_answers_on_the_topic_of_the_normal_answer() {
        for topic in Topic::ALL {
            let refusal = Refusal::UnknownApp("skill_app".to_owned());
            let message = Answer::Refused {
                topic: *topic,
                app: Some(app()),
                refusal,
            }
            .into_message(&asker());
            assert_eq!(message.kind, topic.answer());
            assert_eq!(message.data["error_code"], "unknown_app");
            assert!(message.data["error"].is_string());
            assert_eq!(context(&message)["destination"], "sat");
        }
    }

    #[test]
    fn a_start_keeps_the_askers_context() {
        let answer = Answer::StartAuthentication {
            app: app(),
            url: "https://provider.example/".to_owned(),
            needs_credentials: false,
        };
        assert_eq!(context(&answer.into_message(&asker()))["source"], "sat");
    }
}
