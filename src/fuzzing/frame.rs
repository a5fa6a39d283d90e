//! Any bytes as a frame of the bus.

use serde_json::{Map, Value};

use super::device::{Came, Device, check_said, granting};
use super::is_alike;
use crate::bus::{self, Link};
use crate::config::BusSecurity;
use crate::entropy::Entropy;
use crate::message::{Context, Frame, Message};
use crate::preset::Presets;
use crate::registration::{Public, Registration};
use crate::request::{Malformed, Request, Topic};

/// What is put into each payload as its secrets; it can stand in no field that is repeated.
const HUSH: &str = "hush/hush?hush=hush";

/// Refusals that come before anything is done.
const UNDONE: [&str; 8] = [
    "expired",
    "id_conflict",
    "insecure_endpoint",
    "invalid_id",
    "invalid_request",
    "not_authenticated",
    "state_unknown",
    "unknown_app",
];

struct Links {
    clear: Link,
    keyed: Link,
}

thread_local! {
    static DEVICE: Device = Device::new();
    static LINKS: Links = Links { clear: link(None), keyed: link(Some("0123456789abcdef")) };
}

fn link(key: Option<&str>) -> Link {
    let security = BusSecurity {
        secret_key: key.map(Into::into),
        ..BusSecurity::default()
    };
    Link::new("ws://127.0.0.1:8181/core", &security, Entropy::counted(1)).unwrap()
}

/// A frame is printed and read as it is. A request in it is answered once and otherwise nothing is;
/// what is refused writes nothing, and no answer and no error holds a secret.
pub fn frame(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    LINKS.with(|links| {
        if let Some(frame) = Frame::parse(&text) {
            check_printed(&frame);
            check_requests(&text, &frame);
        }
        check_encrypted(links, &text);
        DEVICE.with(|device| {
            device.set_back();
            check_answers(device, &links.clear, &text);
        });
    });
}

fn check_printed(frame: &Frame<'_>) {
    let (Some(data), Some(context)) = (frame.data(), frame.context()) else {
        return;
    };
    let message = Message {
        kind: frame.kind().to_owned(),
        data: data.into(),
        context,
    };
    let printed = message.to_json();
    let read = Frame::parse(&printed).unwrap();
    assert_eq!(read.kind(), message.kind);
    assert!(
        is_alike(&read.data().unwrap().into(), &message.data),
        "{printed}"
    );
    let context = message.context.to_json();
    assert_eq!(read.context().unwrap().to_json(), context);
    let parsed = Context::parse(&context).unwrap();
    let reply = parsed.reply();
    assert!(reply.to_json().contains(r#""session":"#));
    // Where both are there they have changed places, so that a second change is none.
    if context.contains(r#""source":"#) && context.contains(r#""destination":"#) {
        let forward: Value = serde_json::from_str(&parsed.forward().to_json()).unwrap_or_default();
        let again: Value = serde_json::from_str(&reply.reply().to_json()).unwrap_or_default();
        let is_both =
            |value: &Value| value.get("source").is_some() && value.get("destination").is_some();
        assert!(
            !is_both(&forward) || is_alike(&again, &forward),
            "{context}"
        );
    }
}

/// The payload as that of every topic, with secrets put into it.
fn check_requests(text: &str, frame: &Frame<'_>) {
    let Some(mut data) = frame.data().filter(|_| !text.contains("hush")) else {
        return;
    };
    plant(&mut data);
    for key in ["oauth", "settings"] {
        if let Some(Value::Object(settings)) = data.get_mut(key) {
            plant(settings);
        }
    }
    for topic in Topic::ALL {
        let parsed = Request::parse(*topic, &data, &Presets::default());
        assert!(!format!("{parsed:?}").contains("hush"), "{topic:?}");
        match parsed {
            Ok(Request::Register(registration)) => check_kept(&registration),
            Ok(_) => {}
            Err(Malformed { refusal, .. }) => {
                assert!(UNDONE.contains(&refusal.code()), "{refusal:?}");
                assert!(!refusal.to_string().is_empty());
            }
        }
    }
}

fn plant(data: &mut Map<String, Value>) {
    data.insert("client_secret".to_owned(), HUSH.into());
    data.insert(
        "redirectURL".to_owned(),
        format!("http://x/?code={HUSH}").into(),
    );
    if let Some(Value::Object(parameters)) = data.get_mut("token_parameters") {
        parameters.insert("key".to_owned(), HUSH.into());
    }
}

/// What is kept reads back as it was, and holds the secrets in their own place alone.
fn check_kept(registration: &Registration) {
    let public = serde_json::to_string(&registration.public).unwrap();
    assert!(!public.contains("hush"), "{public}");
    assert_eq!(
        serde_json::from_str::<Public>(&public).unwrap(),
        registration.public
    );
    let secrets = serde_json::to_string(&registration.secrets).unwrap();
    let read = Registration {
        secrets: serde_json::from_str(&secrets).unwrap(),
        ..registration.clone()
    };
    assert!(read.is_same(registration));
    let app = &registration.app;
    let redirect = format!("http://192.0.2.2/auth/callback/{app}");
    assert_eq!(url::Url::parse(&redirect).unwrap().as_str(), redirect);
}

fn check_encrypted(links: &Links, text: &str) {
    let sealed = links.keyed.seal(text.to_owned()).unwrap();
    assert_eq!(links.keyed.open(&sealed).as_deref(), Some(text));
    // Without the key nobody makes a frame that opens; a seed that does is a real one.
    if !text.contains("ciphertext") {
        assert!(links.keyed.open(text).is_none());
    }
}

fn check_answers(device: &Device, link: &Link, text: &str) {
    let frame = Frame::parse(text);
    let topic = frame
        .as_ref()
        .and_then(|frame| Topic::find(frame.kind()))
        .filter(|topic| topic.is_heard_on_the_bus());
    let hear = || {
        device.run(granting(), async |flows| {
            bus::hear(&flows, link, text).await;
        })
    };
    let came = hear();
    for outgoing in &came.said {
        check_said(outgoing, text);
    }
    let Some(topic) = topic else {
        assert!(came.said.is_empty() && came.written == 0, "{text}");
        return;
    };
    let answer = the_answer(&came);
    let opens = matches!(topic, Topic::Start | Topic::Credentials);
    let is_opening = opens && answer.kind == "ovos.shell.oauth.start.authentication";
    assert!(
        is_opening || answer.kind == topic.answer(),
        "{}",
        answer.to_json()
    );
    let refused = answer.data.get("error_code").and_then(Value::as_str);
    let only_reads = matches!(
        topic,
        Topic::HostInfo | Topic::Status | Topic::Settings | Topic::FactoryResetPing
    );
    if only_reads || refused.is_some_and(|code| UNDONE.contains(&code)) {
        assert_eq!((came.written, came.asked), (0, 0), "{}", answer.to_json());
    }
    assert!(came.asked <= 1, "a code or refresh token was sent twice");
    if topic == Topic::Register && refused.is_none() {
        let again = hear();
        assert_eq!(again.written, 0, "an unchanged registration was written");
        assert_eq!(the_answer(&again).to_json(), answer.to_json());
    }
}

fn the_answer<T>(came: &Came<T>) -> &Message {
    let mut answers = came
        .said
        .iter()
        .filter(|outgoing| outgoing.connection.is_some());
    let answer = answers.next().unwrap();
    assert!(answers.next().is_none(), "answered twice");
    &answer.message
}
