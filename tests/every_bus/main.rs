//! The binary on buses of every kind, with settings from real files.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers fail loudly"
)]

mod alpha;
mod bus;
mod daemon;
#[path = "../interop/tools.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod tools;

use aes_gcm::aead::consts::U16;
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::aes::Aes128;
use aes_gcm::{AesGcm, Nonce};
use data_encoding::HEXLOWER;
use serde_json::{Value, json};

use crate::bus::Bus;
use crate::daemon::Daemon;

const QUESTION: &str = r#"{"type":"oauth.get.app.host.info","data":{},"context":{}}"#;
const KEY: &str = "0123456789abcdef";

fn websocket(bus: &Bus, more: &Value) -> Value {
    let mut section = json!({ "host": "127.0.0.1", "port": bus.port });
    section
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json!({ "websocket": section })
}

fn seal(text: &str) -> String {
    let nonce = [7; 16];
    let aes = AesGcm::<Aes128, U16>::new_from_slice(KEY.as_bytes()).unwrap();
    let sealed = aes
        .encrypt(&Nonce::<U16>::from(nonce), text.as_bytes())
        .unwrap();
    let (ciphertext, tag) = sealed.split_at(sealed.len() - 16);
    json!({
        "ciphertext": HEXLOWER.encode(ciphertext),
        "tag": HEXLOWER.encode(tag),
        "nonce": HEXLOWER.encode(&nonce),
    })
    .to_string()
}

fn unseal(frame: &str) -> Value {
    let frame: Value = serde_json::from_str(frame).unwrap();
    let bytes = |key: &str| {
        HEXLOWER
            .decode(frame[key].as_str().unwrap().as_bytes())
            .unwrap()
    };
    let nonce = <[u8; 16]>::try_from(bytes("nonce")).unwrap();
    let aes = AesGcm::<Aes128, U16>::new_from_slice(KEY.as_bytes()).unwrap();
    let sealed = [bytes("ciphertext"), bytes("tag")].concat();
    let opened = aes
        .decrypt(&Nonce::<U16>::from(nonce), sealed.as_slice())
        .unwrap();
    serde_json::from_slice(&opened).unwrap()
}

#[tokio::test]
async fn a_bus_with_a_key_is_spoken_to_in_its_cipher_alone() {
    let mut bus = Bus::open().await;
    let daemon = Daemon::start(&websocket(&bus, &json!({ "secret_key": KEY })), &[]);
    let mut client = bus.accept().await;
    // The alpha bus greets in clear whatever its settings are.
    client
        .say(r#"{"type":"connected","data":{},"context":{}}"#)
        .await;
    assert_eq!(unseal(&client.hear().await)["type"], "oauth.ping");
    client.say(QUESTION).await;
    client.say(&seal(QUESTION)).await;
    assert_eq!(
        unseal(&client.hear().await)["type"],
        "oauth.app.host.info.response"
    );
    client.say(&seal(r#"{"type":"oauth.status"}"#)).await;
    let next = unseal(&client.hear().await);
    assert_eq!(
        next["type"], "oauth.status.response",
        "the question in clear had no answer"
    );
    daemon.stop();
}

#[tokio::test]
async fn a_bus_with_its_own_certificate_is_joined_when_the_file_is_named() {
    let mut bus = Bus::open_with_tls().await;
    let certificate = bus.certificate_file();
    let ours = json!({ "ca_file": certificate.path() });
    let mut settings = websocket(&bus, &json!({ "ssl": true }));
    settings["PHAL"] = json!({ "ovos-PHAL-plugin-oauth": { "bus": ours } });
    let daemon = Daemon::start(&settings, &[]);
    let mut client = bus.accept().await;
    assert!(client.hear().await.contains("oauth.ping"));
    client.say(QUESTION).await;
    assert!(client.hear().await.contains("oauth.app.host.info.response"));
    daemon.stop();
}

#[tokio::test]
async fn a_bus_with_an_unknown_certificate_is_not_joined() {
    let mut bus = Bus::open_with_tls().await;
    let daemon = Daemon::start(&websocket(&bus, &json!({ "ssl": true })), &[]);
    assert!(bus.try_accept().await.is_none(), "the handshake fails");
    daemon.logs("the bus is not there");
    daemon.stop();
}

#[tokio::test]
async fn a_message_of_26_megabytes_and_a_bus_that_cuts_us_off_are_survived() {
    let mut bus = Bus::open().await;
    let daemon = Daemon::start(&websocket(&bus, &json!({})), &["--reconnect-ms", "50"]);
    let mut client = bus.accept().await;
    assert!(client.hear().await.contains("oauth.ping"));
    let blob = "x".repeat(26 * 1024 * 1024);
    client
        .say(&json!({ "type": "big", "data": { "blob": blob } }).to_string())
        .await;
    client.say(QUESTION).await;
    assert!(client.hear().await.contains("oauth.app.host.info.response"));
    drop(client);
    let mut again = bus.accept().await;
    assert!(again.hear().await.contains("oauth.ping"));
    daemon.stop();
}

#[tokio::test]
async fn a_twin_is_named_with_the_remedy() {
    let mut bus = Bus::open().await;
    let daemon = Daemon::start(&websocket(&bus, &json!({})), &[]);
    let mut client = bus.accept().await;
    assert!(client.hear().await.contains("oauth.ping"));
    client.say(QUESTION).await;
    let own = client.hear().await;
    // What every bus does: it gives the message back to its sender. Then the twin answers.
    client.say(&own).await;
    client.say(QUESTION).await;
    let own = client.hear().await;
    client.say(&own).await;
    assert!(
        !daemon.log().contains("another program answers"),
        "{}",
        daemon.log()
    );
    client
        .say(r#"{"type":"oauth.app.host.info.response","data":{"host":"10.0.0.1","port":1}}"#)
        .await;
    daemon.logs("another program answers OAuth requests");
    daemon.logs("enabled");
    daemon.stop();
}

#[tokio::test]
async fn a_changed_port_is_named_when_ovos_tells_it() {
    let mut bus = Bus::open().await;
    let settings = websocket(&bus, &json!({}));
    let daemon = Daemon::start_by_file(&settings);
    let mut client = bus.accept().await;
    assert!(client.hear().await.contains("oauth.ping"));
    let mut changed = settings.clone();
    changed["PHAL"] = json!({ "ovos-PHAL-plugin-oauth": { "port": 4, "prot": 5 } });
    daemon.configure(&changed);
    client
        .say(r#"{"type":"configuration.updated","data":{}}"#)
        .await;
    daemon.logs("port has changed: restart phal-oauth to use it");
    daemon.logs("prot is no setting of ovos-PHAL-plugin-oauth");
    daemon.stop();
}

#[test]
fn the_settings_tell_where_they_come_from() {
    let settings = json!({
        "websocket": { "port": "9999", "secret_key": KEY },
        "PHAL": { "ovos-PHAL-plugin-oauth": { "advertise_host": "oven.local" } },
    });
    let shown: Value = serde_json::from_str(&daemon::command(
        &settings,
        &["config", "--json", "--port", "4"],
    ))
    .unwrap();
    let origin = |path: &str| shown[path]["origin"].as_str().unwrap().to_owned();
    assert_eq!(shown["advertise_host"]["value"], "oven.local");
    assert!(origin("advertise_host").ends_with("/.config/mycroft/mycroft.conf"));
    assert_eq!(shown["websocket.port"]["value"], 9999);
    assert!(origin("port").starts_with("--port"));
    assert_eq!(origin("websocket.host"), "default");
    assert_eq!(shown["websocket.secret_key"]["value"], "********");
}
