//! Any answer of a token endpoint.
//!
//! The input is status and content type in one line, then the body.

use futures_util::FutureExt;
use http::Response;
use secrecy::ExposeSecret;
use serde_json::{Map, Value};

use super::device::{Came, Device, WAITING};
use crate::callback::{AuthorizationAnswer, Callback};
use crate::flow::{Flows, Question};
use crate::message::{Context, Frame};
use crate::outbox::Asker;
use crate::provider::{Error, Granted, HttpClient, Provider};
use crate::request::Topic;
use crate::store::StoredToken;
use crate::token::TokenAnswer;

/// What seeds hold where nothing may be repeated; no error code can hold it.
const HUSH: &str = "hush/hush";

/// A hundred years in seconds.
const LONGEST_LIFETIME: f64 = 3.2e9;

thread_local! {
    static DEVICE: Device = Device::new();
}

/// An answer is one access token, or a refusal that repeats nothing but a plain error code. A token
/// is stored as it came and told without refresh and ID token; an answer that makes no sense leaves
/// the stored one as it was.
pub fn token_answer(bytes: &[u8]) {
    let answer = answer(bytes);
    DEVICE.with(|device| {
        device.set_back();
        let granted = exchanged(device, &answer);
        match &granted {
            Ok(granted) => check_granted(device, &answer, granted),
            Err(error) => check_silent(&format!("{error} {error:?}")),
        }
        check_refresh(device, &answer, granted.as_ref().err());
        check_login(device, &answer, granted.as_ref());
    });
}

fn answer(bytes: &[u8]) -> Response<Vec<u8>> {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    let head = parts.next().unwrap_or_default();
    let mut answer = Response::new(parts.next().unwrap_or_default().to_vec());
    let (status, content_type) = head.split_at(head.len().min(3));
    if let Ok(status) = http::StatusCode::from_bytes(status) {
        *answer.status_mut() = status;
    }
    if let Ok(content_type) = http::HeaderValue::from_bytes(content_type.trim_ascii()) {
        let headers = answer.headers_mut();
        headers.insert(http::header::RETRY_AFTER, content_type.clone());
        headers.insert(http::header::CONTENT_TYPE, content_type);
    }
    answer
}

/// The answer as the provider module understands it.
fn exchanged(device: &Device, answer: &Response<Vec<u8>>) -> Result<Granted, Error> {
    let client = device.token().client;
    let provider = Provider::new(HttpClient::told(answer.clone()));
    let code = "the-code".into();
    let exchange = provider.exchange_code(&client, &code, Some("http://192.0.2.2/"), None);
    exchange.now_or_never().unwrap()
}

fn check_granted(device: &Device, answer: &Response<Vec<u8>>, granted: &Granted) {
    assert!(answer.status().is_success(), "{}", answer.status());
    check_silent(&format!("{granted:?}"));
    let token = &granted.answer;
    assert!(
        token
            .lifetime()
            .is_none_or(|seconds| (0.0..LONGEST_LIFETIME).contains(&seconds))
    );
    assert!(
        token
            .refresh_token()
            .is_none_or(|token| !token.expose_secret().is_empty())
    );
    let members = members(token);
    assert!(
        members["access_token"]
            .as_str()
            .is_some_and(|token| !token.is_empty())
    );
    assert!(members["token_type"].is_string());
    assert!(!members.contains_key("expires_at"));
    assert!(!members.get("scope").is_some_and(Value::is_array));
    let told = self::members(&token.told(Some(1.5), false));
    assert_eq!(told["expires_at"], 1.5);
    assert!(!told.contains_key("refresh_token") && !told.contains_key("id_token"));
    // Printed and read again it is the same.
    let printed = Response::new(serde_json::to_vec(&members).unwrap());
    let again = self::members(&exchanged(device, &printed).unwrap().answer);
    assert!(super::is_alike(&again.into(), &members.into()));
}

fn members(token: &TokenAnswer) -> Map<String, Value> {
    match token.clone().into_json() {
        Value::Object(members) => members,
        other => panic!("{other}"),
    }
}

fn check_silent(text: &str) {
    assert!(!text.contains(HUSH), "{text}");
}

/// `oauth.refresh` with this answer, over the stored token.
fn check_refresh(device: &Device, answer: &Response<Vec<u8>>, error: Option<&Error>) {
    let before = device.token();
    let came = device.run(answer.clone(), async |flows: Flows| {
        let ids = r#"{"skill_id":"skill","app_id":"app"}"#;
        flows
            .ask(Question {
                topic: Topic::Refresh,
                data: serde_json::from_str(ids).ok(),
                asker: Asker::on_bus(Context::default(), 1),
            })
            .await;
    });
    let after = device.token();
    let answers = came
        .said
        .iter()
        .filter(|outgoing| outgoing.connection.is_some());
    assert_eq!(answers.count(), 1);
    check_messages(&came);
    let said = &came.said_on("oauth.refresh.response")[0].data;
    match error {
        None => {
            assert_eq!(said["result"], "Ok");
            assert_ne!(after.version, before.version);
            assert!(
                after.answer.refresh_token().is_some(),
                "the refresh token was lost"
            );
            assert!(said["token"].get("refresh_token").is_none());
        }
        Some(error) => {
            assert_eq!(said["result"], "Error");
            assert!(is_same(&before, &after), "a token was lost");
            let is_told = matches!(error, Error::Refused(_));
            assert!(is_told || after.health == before.health, "{error:?}");
        }
    }
}

/// The end of a login with this answer.
fn check_login(device: &Device, answer: &Response<Vec<u8>>, granted: Result<&Granted, &Error>) {
    let before = device.token();
    let callback = Callback {
        munged_id: Some("skill_app".to_owned()),
        state: WAITING.to_owned(),
        answer: AuthorizationAnswer::Code("the-code".into()),
        issuer: None,
    };
    let came = device.run(answer.clone(), async |flows: Flows| {
        flows.finish(callback).await
    });
    assert!(came.of.is_ok() && came.asked <= 2);
    check_messages(&came);
    let after = device.token();
    let count = |topic: &str| came.said_on(topic).len();
    let ends = (count("oauth.login.succeeded"), count("oauth.login.failed"));
    if let Ok(granted) = granted {
        assert_eq!(ends, (1, 0));
        assert_eq!(count("oauth.token.response.skill_app"), 1);
        let (stored, given) = (members(&after.answer), members(&granted.answer));
        assert!(super::is_alike(&stored.into(), &given.into()));
        assert!(after.times.expires_at.is_none_or(f64::is_finite));
    } else {
        assert_eq!(ends, (0, 1));
        assert_eq!(count("oauth.token.response."), 0);
        assert!(is_same(&before, &after), "a token was lost");
    }
}

fn is_same(one: &StoredToken, other: &StoredToken) -> bool {
    one.version == other.version
        && one.answer == other.answer
        && one.times.expires_at == other.times.expires_at
}

/// Messages read back, and none but the token's own repeats what the server said.
fn check_messages<T>(came: &Came<T>) {
    for outgoing in &came.said {
        let message = &outgoing.message;
        let text = message.to_json();
        assert!(
            Frame::parse(&text).is_some_and(|frame| frame.data().is_some()),
            "{text}"
        );
        let is_token = message.kind.starts_with("oauth.token.response.")
            || message.data.get("token").is_some();
        assert!(is_token || !text.contains(HUSH), "{text}");
        assert!(!is_token || message.context.to_json() == Context::own().to_json());
    }
}
