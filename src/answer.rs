//! What a request is answered with: exactly one of these for each.

use serde_json::{Value, json};

use crate::app_status::{AppState, AppStatus};
use crate::event::{both_ids, with_expiry, with_refusal};
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
        /// The app.
        app: AppId,
        /// The client id in use.
        client_id: Option<String>,
        /// Whether a person must enter a client id first.
        needs_creds: bool,
        /// How the app is, as in `oauth.status`.
        state: AppState,
        /// When its access token ends, where there is one and that is known.
        expires_at: Option<f64>,
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
    },
    /// To a redirect that a shell handed over.
    Forwarded,
    /// To `oauth.status`.
    Status(Vec<AppStatus>),
    /// To `oauth.connect`, on the control socket alone.
    Connecting {
        /// The app.
        app: AppId,
        /// The link that its QR code holds.
        url: String,
        /// When the link ends, in seconds since 1970.
        expires_at: f64,
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
            Self::HostInfo { .. } => Topic::HostInfo.answer(),
            Self::QrCode { .. } => Topic::QrCode.answer(),
            Self::Forwarded => Topic::Forward.answer(),
            Self::Status(_) => Topic::Status.answer(),
            Self::Connecting { .. } => Topic::Connect.answer(),
            Self::Refused { topic, .. } => topic.answer(),
        }
    }

    fn addressee(&self) -> Addressee {
        match self {
            Self::StartAuthentication { .. } => Addressee::Forward,
            Self::Refreshed { .. } => Addressee::Nobody,
            _ => Addressee::Asker,
        }
    }

    fn into_json(self) -> Value {
        match self {
            Self::Registered {
                app,
                client_id,
                needs_creds,
                state,
                expires_at,
            } => {
                let data = json!({
                    "munged_id": app.munged(),
                    "client_id": client_id,
                    "needs_creds": needs_creds,
                    "state": state.as_str(),
                });
                with_expiry(data, expires_at)
            }
            Self::Url(url) => json!({ "url": url }),
            Self::StartAuthentication {
                app,
                url,
                needs_credentials,
            } => json!({
                "url": url,
                "skill_id": app.skill_id(),
                "app_id": app.app_id(),
                "needs_credentials": needs_credentials,
            }),
            Self::Refreshed { client_id, token } => {
                json!({ "result": "Ok", "client_id": client_id, "token": token.into_json() })
            }
            Self::HostInfo { host, port } => json!({ "host": host, "port": port }),
            Self::QrCode { app, qr } => {
                json!({ "skill_id": app.skill_id(), "app_id": app.app_id(), "qr": qr })
            }
            Self::Forwarded => json!({ "result": "Ok" }),
            Self::Status(apps) => {
                let apps: Vec<Value> = apps.into_iter().map(AppStatus::into_json).collect();
                json!({ "apps": apps })
            }
            Self::Connecting {
                app,
                url,
                expires_at,
            } => {
                json!({ "munged_id": app.munged(), "url": url, "expires_at": expires_at })
            }
            Self::Refused {
                topic,
                app,
                refusal,
            } => with_refusal(refused(topic, app.as_ref()), &refusal),
        }
    }
}

/// The fields that a refusal on this topic has beside `error`, as the reference plugin's have.
fn refused(topic: Topic, app: Option<&AppId>) -> Value {
    match (topic, app) {
        (Topic::Refresh | Topic::Forward, _) => json!({ "result": "Error" }),
        (Topic::Register | Topic::Connect, Some(app)) => json!({ "munged_id": app.munged() }),
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
