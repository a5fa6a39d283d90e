//! What may be asked: every message that is heard, from text to a checked value.

mod programs;

use secrecy::SecretString;
use serde_json::{Map, Value};

use crate::field::text;
use crate::id::AppId;
use crate::preset::Presets;
use crate::refusal::Refusal;
use crate::registration::Registration;

pub(crate) use self::programs::OwnerRequest;

/// Declares the topics that are heard, so that none can be left out of a list.
macro_rules! topics {
    ($($(#[$doc:meta])* $name:ident = $heard:literal => $answer:literal,)*) => {
        /// A topic that is heard.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Topic {
            $($(#[$doc])* $name,)*
        }

        impl Topic {
            /// Every topic that is heard.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Finds the topic of a message; `None` for what is not for us.
            #[must_use]
            pub fn find(kind: &str) -> Option<Self> {
                match kind {
                    $($heard => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// The name on the bus.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $heard,)*
                }
            }

            /// The topic of the answer, refusals included.
            #[must_use]
            pub fn answer(self) -> &'static str {
                match self {
                    $(Self::$name => $answer,)*
                }
            }
        }
    };
}

topics! {
    /// A skill tells how its app logs in.
    Register = "oauth.register" => "oauth.register.response",
    /// A skill asks for an authorization URL.
    Get = "oauth.get" => "oauth.url",
    /// A skill asks the shell to open the authorization URL on the device's screen. A refusal has
    /// its own topic: a `…start.authentication` without a URL opens an empty page.
    Start = "oauth.start" => "oauth.start.response",
    /// A skill asks for a new access token.
    Refresh = "oauth.refresh" => "oauth.refresh.response",
    /// A skill asks for a token that is good for a while.
    Token = "oauth.token.get" => "oauth.token.get.response",
    /// A skill asks where the callback is reached.
    HostInfo = "oauth.get.app.host.info" => "oauth.app.host.info.response",
    /// A skill asks for a QR code.
    QrCode = "oauth.generate.qr.request" => "oauth.generate.qr.response",
    /// A person has typed a client id and secret in the shell.
    Credentials = "ovos.shell.oauth.register.credentials" => "ovos.shell.oauth.register.credentials.response",
    /// A shell hands over the redirect that it saw, or that a person pasted.
    Forward = "ovos.shell.oauth.authentication.forward" => "ovos.shell.oauth.authentication.forward.response",
    /// A skill asks which settings are in use.
    Settings = "oauth.settings.get" => "oauth.settings.get.response",
    /// A skill or a person changes settings.
    ChangeSettings = "oauth.settings.update" => "oauth.settings.update.response",
    /// A person disconnects an app.
    Revoke = "oauth.revoke" => "oauth.revoke.response",
    /// A person does not want to log in after all.
    Cancel = "oauth.cancel" => "oauth.cancel.response",
    /// An app is to be forgotten with all that belongs to it.
    Unregister = "oauth.unregister" => "oauth.unregister.response",
    /// OVOS asks who has something to do at a factory reset.
    FactoryResetPing = "system.factory.reset.ping" => "system.factory.reset.register",
    /// OVOS resets the device.
    FactoryReset = "system.factory.reset.phal" => "system.factory.reset.phal.complete",
    /// Anyone asks how the apps are.
    Status = "oauth.status" => "oauth.status.response",
    /// Anyone wants to hear the code of the login that waits.
    SpeakCode = "oauth.speak.code" => "oauth.speak.code.response",
    /// The command line asks for a login to show; heard on the control socket alone, since its
    /// answer holds the link itself.
    Connect = "oauth.connect" => "oauth.connect.response",
    /// A person wants to see the dashboard's link on the device's screen; it is in no message.
    ShowDashboard = "oauth.dashboard.show" => "oauth.dashboard.show.response",
    /// The command line asks for the dashboard's link; heard on the control socket alone.
    Dashboard = "oauth.dashboard" => "oauth.dashboard.response",
    /// The owner looks at the program that waits with a code, or decides about it; heard on the control
    /// socket alone, as are the five below.
    Activation = "oauth.activation" => "oauth.activation.response",
    /// The owner asks which programs there are.
    Clients = "oauth.clients" => "oauth.clients.response",
    /// The owner lets a program ask for tokens.
    AddClient = "oauth.clients.add" => "oauth.clients.add.response",
    /// The owner removes a program with all that it was granted.
    RemoveClient = "oauth.clients.remove" => "oauth.clients.remove.response",
    /// The owner takes back all that a program was granted.
    WithdrawGrants = "oauth.clients.withdraw" => "oauth.clients.withdraw.response",
    /// The owner asks who got which token when.
    Audit = "oauth.audit" => "oauth.audit.response",
}

impl Topic {
    /// Whether the bus may ask this; any local program can read and write the bus.
    #[must_use]
    pub fn is_heard_on_the_bus(self) -> bool {
        !matches!(
            self,
            Self::Connect
                | Self::Dashboard
                | Self::Activation
                | Self::Clients
                | Self::AddClient
                | Self::RemoveClient
                | Self::WithdrawGrants
                | Self::Audit
        )
    }
}

/// A request that is fit to be done.
#[derive(Debug)]
pub(crate) enum Request {
    /// `oauth.register`
    Register(Box<Registration>),
    /// `oauth.get`
    Get(AppId),
    /// `oauth.start`
    Start(AppId),
    /// `oauth.refresh`
    Refresh(AppId),
    /// `oauth.token.get`
    Token(TokenWish),
    /// `oauth.get.app.host.info`
    HostInfo,
    /// `oauth.generate.qr.request`
    QrCode(AppId),
    /// `ovos.shell.oauth.register.credentials`
    Credentials(Credentials),
    /// `ovos.shell.oauth.authentication.forward`
    Forward(Forward),
    /// `oauth.settings.get`
    Settings(AppId),
    /// `oauth.settings.update`
    ChangeSettings(SettingsChange),
    /// `oauth.revoke`
    Revoke(AppId),
    /// `oauth.cancel`
    Cancel(AppId),
    /// `oauth.unregister`
    Unregister(AppId),
    /// `system.factory.reset.ping`
    FactoryResetPing,
    /// `system.factory.reset.phal`
    FactoryReset,
    /// `oauth.status`, of one app or of all
    Status(Option<AppId>),
    /// `oauth.speak.code`
    SpeakCode(CodeWish),
    /// `oauth.connect`, by the munged id that a person types
    Connect(String),
    /// `oauth.dashboard.show`
    ShowDashboard,
    /// `oauth.dashboard`
    Dashboard,
    /// What the owner asks about programs that are not on the bus
    Owner(OwnerRequest),
}

/// What a skill wants of a token.
#[derive(Debug)]
pub(crate) struct TokenWish {
    /// The app.
    pub app: AppId,
    /// How many more seconds it must be good for, where that is said.
    pub min_valid_seconds: Option<f64>,
    /// The first 16 hex digits of the SHA-256 of a token that an API refused.
    pub rejected: Option<String>,
}

/// Who wants to hear which code.
#[derive(Debug)]
pub(crate) struct CodeWish {
    /// The app.
    pub app: AppId,
    /// The language that the question names.
    pub lang: Option<String>,
}

/// Settings that are to be changed. It has no `Debug` text: there may be secrets among them.
pub(crate) struct SettingsChange {
    /// The app.
    pub app: AppId,
    /// Only what changes; null gives a setting back to the skill.
    pub changes: Map<String, Value>,
}

impl std::fmt::Debug for SettingsChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SettingsChange")
            .field("app", &self.app)
            .finish_non_exhaustive()
    }
}

/// A client id and secret that a person has typed.
#[derive(Debug)]
pub(crate) struct Credentials {
    /// The app they are for.
    pub app: AppId,
    /// The client id, not empty.
    pub client_id: String,
    /// The client secret; public clients have none.
    pub client_secret: Option<SecretString>,
}

/// A redirect that a shell saw, or that a person pasted.
#[derive(Debug)]
pub(crate) struct Forward {
    /// The whole address, code and all.
    pub redirect_url: SecretString,
    /// The app, for addresses that do not name it; older shells send none.
    pub app: Option<AppId>,
}

/// A request that cannot be done, with what its answer needs.
#[derive(Debug)]
pub(crate) struct Malformed {
    /// The ids, where they could be read: some answers repeat them.
    pub app: Option<AppId>,
    /// What is wrong with it.
    pub refusal: Refusal,
}

impl Request {
    /// The app that is asked about, by both its ids.
    #[must_use]
    pub(crate) fn app(&self) -> Option<&AppId> {
        match self {
            Self::Register(registration) => Some(&registration.app),
            Self::Credentials(credentials) => Some(&credentials.app),
            Self::Forward(forward) => forward.app.as_ref(),
            Self::Token(wish) => Some(&wish.app),
            Self::SpeakCode(wish) => Some(&wish.app),
            Self::ChangeSettings(change) => Some(&change.app),
            Self::Get(app)
            | Self::Start(app)
            | Self::Refresh(app)
            | Self::QrCode(app)
            | Self::Settings(app)
            | Self::Revoke(app)
            | Self::Cancel(app)
            | Self::Unregister(app) => Some(app),
            Self::Status(app) => app.as_ref(),
            Self::HostInfo
            | Self::Connect(_)
            | Self::ShowDashboard
            | Self::Dashboard
            | Self::Owner(_)
            | Self::FactoryResetPing
            | Self::FactoryReset => None,
        }
    }

    /// Checks the payload of a message of this topic.
    pub(crate) fn parse(
        topic: Topic,
        data: &Map<String, Value>,
        presets: &Presets,
    ) -> Result<Self, Malformed> {
        let app = || app_id(data).map_err(|refusal| Malformed { app: None, refusal });
        let refused = |app: &AppId| {
            let app = Some(app.clone());
            move |refusal| Malformed { app, refusal }
        };
        Ok(match topic {
            Topic::Register => {
                let app = app()?;
                Self::Register(Box::new(
                    Registration::parse(app.clone(), data, presets).map_err(refused(&app))?,
                ))
            }
            Topic::Get => Self::Get(app()?),
            Topic::Start => Self::Start(app()?),
            Topic::Refresh => Self::Refresh(app()?),
            Topic::Token => {
                let app = app()?;
                Self::Token(TokenWish::parse(app.clone(), data).map_err(refused(&app))?)
            }
            Topic::HostInfo => Self::HostInfo,
            Topic::QrCode => Self::QrCode(app()?),
            Topic::Credentials => {
                let app = app()?;
                Self::Credentials(Credentials::parse(app.clone(), data).map_err(refused(&app))?)
            }
            Topic::Forward => Self::Forward(Forward {
                redirect_url: redirect_url(data)?,
                app: app_id(data).ok(),
            }),
            Topic::Settings => Self::Settings(app()?),
            Topic::ChangeSettings => {
                let app = app()?;
                let change = SettingsChange::parse(app.clone(), data);
                Self::ChangeSettings(change.map_err(refused(&app))?)
            }
            Topic::Revoke => Self::Revoke(app()?),
            Topic::Cancel => Self::Cancel(app()?),
            Topic::Unregister => Self::Unregister(app()?),
            Topic::FactoryResetPing => Self::FactoryResetPing,
            Topic::FactoryReset => Self::FactoryReset,
            Topic::Status if is_absent(data, "skill_id") && is_absent(data, "app_id") => {
                Self::Status(None)
            }
            Topic::Status => Self::Status(Some(app()?)),
            Topic::SpeakCode => Self::SpeakCode(CodeWish {
                app: app()?,
                lang: lang(data).map(str::to_owned),
            }),
            Topic::Connect => Self::Connect(munged_id(data)?),
            Topic::ShowDashboard => Self::ShowDashboard,
            Topic::Dashboard => Self::Dashboard,
            Topic::Activation
            | Topic::Clients
            | Topic::AddClient
            | Topic::RemoveClient
            | Topic::WithdrawGrants
            | Topic::Audit => Self::Owner(OwnerRequest::read(topic, data)?),
        })
    }
}

impl SettingsChange {
    fn parse(app: AppId, data: &Map<String, Value>) -> Result<Self, Refusal> {
        match data.get("settings") {
            Some(Value::Object(changes)) => Ok(Self {
                app,
                changes: changes.clone(),
            }),
            _ => Err(Refusal::request(
                "settings is missing: send the changes in it",
            )),
        }
    }
}

impl TokenWish {
    /// Checks what is asked beside the ids.
    pub(crate) fn parse(app: AppId, data: &Map<String, Value>) -> Result<Self, Refusal> {
        let min_valid_seconds = match data.get("min_valid_seconds") {
            None | Some(Value::Null) => None,
            Some(value) => {
                let seconds = value.as_f64().filter(|seconds| *seconds >= 0.0);
                let wanted = "min_valid_seconds must be a number of seconds, 0 or more";
                Some(seconds.ok_or_else(|| Refusal::request(wanted))?)
            }
        };
        let rejected = text(data, "rejected")?;
        let is_hash = |hash: &str| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        if rejected.as_deref().is_some_and(|hash| !is_hash(hash)) {
            return Err(Refusal::request(
                "rejected must be the first 16 hex digits of the SHA-256 of the refused token",
            ));
        }
        Ok(Self {
            app,
            min_valid_seconds,
            rejected,
        })
    }
}

impl Credentials {
    fn parse(app: AppId, data: &Map<String, Value>) -> Result<Self, Refusal> {
        let client_id = text(data, "client_id")?.ok_or_else(|| {
            Refusal::request("client_id is missing: type the provider's client id")
        })?;
        let client_secret = text(data, "client_secret")?.map(SecretString::from);
        Ok(Self {
            app,
            client_id,
            client_secret,
        })
    }
}

fn app_id(data: &Map<String, Value>) -> Result<AppId, Refusal> {
    let id = |key: &'static str| match data.get(key) {
        Some(Value::String(id)) => Ok(id.as_str()),
        None | Some(Value::Null) => Err(Refusal::id(format!("{key} is missing"))),
        Some(_) => Err(Refusal::id(format!("{key} must be a string"))),
    };
    AppId::new(id("skill_id")?, id("app_id")?).map_err(|invalid| Refusal::id(invalid.to_string()))
}

/// The longest redirect that is looked at, in bytes; codes and ID tokens are well below it.
const LONGEST_REDIRECT: usize = 16 * 1024;

fn redirect_url(data: &Map<String, Value>) -> Result<SecretString, Malformed> {
    match data.get("redirectURL") {
        Some(Value::String(url)) if !url.trim().is_empty() && url.len() <= LONGEST_REDIRECT => {
            Ok(url.trim().into())
        }
        _ => Err(Malformed {
            app: None,
            refusal: Refusal::request("redirectURL is missing: paste the whole address"),
        }),
    }
}

fn munged_id(data: &Map<String, Value>) -> Result<String, Malformed> {
    match data.get("munged_id") {
        Some(Value::String(id)) if !id.is_empty() => Ok(id.clone()),
        _ => Err(Malformed {
            app: None,
            refusal: Refusal::id("munged_id is missing".to_owned()),
        }),
    }
}

/// The language that a question names; what is no text counts as none.
pub(crate) fn lang(data: &Map<String, Value>) -> Option<&str> {
    data.get("lang")?.as_str()
}

fn is_absent(data: &Map<String, Value>, key: &str) -> bool {
    matches!(data.get(key), None | Some(Value::Null))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(topic: Topic, data: Value) -> Result<Request, Malformed> {
        let Value::Object(data) = data else {
            panic!("an object")
        };
        Request::parse(topic, &data, &Presets::default())
    }

    fn code(topic: Topic, data: Value) -> &'static str {
        parse(topic, data).unwrap_err().refusal.code()
    }

    #[test]
    fn each_topic_is_found_by_its_name() {
        for topic in Topic::ALL {
            assert_eq!(Topic::find(topic.as_str()), Some(*topic));
            assert_eq!(
                Topic::find(topic.answer()),
                None,
                "an answer is never heard"
            );
        }
        assert_eq!(Topic::find("speak"), None);
    }

    #[test]
    fn ids_are_checked_before_anything_is_done() {
        for topic in [
            Topic::Get,
            Topic::Start,
            Topic::Refresh,
            Topic::QrCode,
            Topic::Register,
        ] {
            assert_eq!(code(topic, json!({})), "invalid_id");
            assert_eq!(code(topic, json!({"skill_id": "s"})), "invalid_id");
            assert_eq!(
                code(topic, json!({"skill_id": 7, "app_id": "a"})),
                "invalid_id"
            );
            assert_eq!(
                code(topic, json!({"skill_id": ["s"], "app_id": "a"})),
                "invalid_id"
            );
            assert_eq!(
                code(topic, json!({"skill_id": "../s", "app_id": "a"})),
                "invalid_id"
            );
        }
    }

    #[test]
    fn status_takes_no_ids_or_both() {
        assert!(matches!(
            parse(Topic::Status, json!({})),
            Ok(Request::Status(None))
        ));
        let one = json!({"skill_id": "s", "app_id": "a"});
        assert!(matches!(
            parse(Topic::Status, one),
            Ok(Request::Status(Some(_)))
        ));
        assert_eq!(code(Topic::Status, json!({"skill_id": "s"})), "invalid_id");
    }

    #[test]
    fn credentials_need_a_client_id_without_control_characters() {
        let ids = |id: &str| json!({"skill_id": "s", "app_id": "a", "client_id": id});
        assert_eq!(code(Topic::Credentials, ids("")), "invalid_request");
        assert_eq!(code(Topic::Credentials, ids("a\r\nb")), "invalid_request");
        assert!(parse(Topic::Credentials, ids("an id")).is_ok());
    }

    #[test]
    fn a_secret_is_not_in_the_debug_text() {
        let request = parse(
            Topic::Credentials,
            json!({"skill_id": "s", "app_id": "a", "client_id": "c", "client_secret": "hush"}),
        );
        assert!(!format!("{request:?}").contains("hush"));
        let redirect = parse(
            Topic::Forward,
            json!({"redirectURL": "http://x/?code=hush"}),
        );
        assert!(!format!("{redirect:?}").contains("hush"));
    }

    proptest::proptest! {
        #[test]
        fn any_payload_is_a_request_or_refused(skill in "\\PC{0,20}", key in "[a-z_]{1,16}", text in "\\PC{0,30}") {
            for topic in Topic::ALL {
                for value in [json!(text), json!([text]), json!(1), json!({ &key: text })] {
                    let data = json!({
                        "skill_id": skill, "app_id": "a", "client_id": text, &key: value,
                        "auth_endpoint": text, "token_endpoint": "https://p.example/t",
                    });
                    let _ = parse(*topic, data);
                }
            }
        }
    }
}
