//! What every test is made of: the daemon, and the three parties that it talks to.

pub(crate) mod app;
pub(crate) mod browser;
pub(crate) mod bus;
pub(crate) mod control;
pub(crate) mod daemon;
pub(crate) mod device;
pub(crate) mod json_files;
pub(crate) mod login;
pub(crate) mod phone;
pub(crate) mod program;
pub(crate) mod provider;
pub(crate) mod setup;

use std::time::Duration;

use serde_json::{Value, json};

pub(crate) use self::app::TestApp;
pub(crate) use self::bus::{FakeBus, Heard};
pub(crate) use self::login::Login;
pub(crate) use self::phone::{Phone, token};
pub(crate) use self::provider::{FakeProvider, Reply};
pub(crate) use self::setup::{ApiReach, Setup};

/// How long anything may take before a test fails: the machine may be busy.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

/// When every test begins, in seconds since 1970.
pub(crate) const NOW: f64 = 1_800_000_000.0;

/// The ids of the app that most tests use.
pub(crate) fn ids() -> Value {
    json!({ "skill_id": "skill", "app_id": "app" })
}

/// The munged id of that app.
pub(crate) fn munged() -> Value {
    json!({ "munged_id": "skill_app" })
}

/// Puts the members of `extra` over those of `base`; null removes one.
pub(crate) fn with(mut base: Value, extra: Value) -> Value {
    let members = base.as_object_mut().unwrap();
    for (key, value) in extra.as_object().unwrap() {
        if value.is_null() {
            members.remove(key);
        } else {
            members.insert(key.clone(), value.clone());
        }
    }
    base
}

/// Asserts that `data` tells this code and a sentence.
#[track_caller]
pub(crate) fn assert_refused(data: &Value, code: &str) {
    assert_eq!(data["error_code"], code, "{data}");
    let sentence = data["error"].as_str();
    assert!(sentence.is_some_and(|text| text.len() > 10), "{data}");
}

/// The topic that a request is answered on.
pub(crate) fn answer_of(kind: &str) -> String {
    match kind {
        "oauth.get" => "oauth.url".to_owned(),
        "oauth.get.app.host.info" => "oauth.app.host.info.response".to_owned(),
        "oauth.generate.qr.request" => "oauth.generate.qr.response".to_owned(),
        kind => format!("{kind}.response"),
    }
}

/// The topics of the announcements that tests wait for.
pub(crate) mod topic {
    pub(crate) const START: &str = "ovos.shell.oauth.start.authentication";
    pub(crate) const CREDENTIALS: &str = "ovos.shell.oauth.register.credentials";
    pub(crate) const FORWARD: &str = "ovos.shell.oauth.authentication.forward";
    pub(crate) const DISPLAY: &str = "ovos.shell.oauth.display.qr.code";
    pub(crate) const HIDE: &str = "ovos.shell.oauth.hide.qr.code";
    pub(crate) const STARTED: &str = "oauth.login.started";
    pub(crate) const SUCCEEDED: &str = "oauth.login.succeeded";
    pub(crate) const FAILED: &str = "oauth.login.failed";
    pub(crate) const REQUIRED: &str = "oauth.login.required";
    pub(crate) const REFRESHED: &str = "oauth.token.refreshed";
    pub(crate) const TOKEN: &str = "oauth.token.response.skill_app";
}
