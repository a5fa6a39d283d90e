//! Where the API is reached, by whom, and what is refused at the start.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use phal_oauth::app::{Taken, Unusable};
use phal_oauth::config::Config;
use reqwest::{Certificate, ClientBuilder};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};

use crate::helpers::daemon::Daemon;
use crate::helpers::setup::config;
use crate::helpers::{ApiReach, DEADLINE, Setup, TestApp};

const MACHINE: Setup = Setup {
    api: ApiReach::Machine,
    ..Setup::DEFAULT
};

const NETWORK: Setup = Setup {
    api: ApiReach::Network,
    ..Setup::DEFAULT
};

const METADATA: &str = "/.well-known/oauth-authorization-server";

/// Has the program make a certificate in this folder.
fn make_certificate(state: &Path) {
    let made = Command::new(env!("CARGO_BIN_EXE_phal-oauth"))
        .args(["tls", "init", "--replace", "--dir"])
        .arg(state)
        .env_clear()
        .env("HOME", state)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
}

/// A daemon whose API is for the home network.
async fn with_tls() -> TestApp {
    let mut app = TestApp::unstarted(NETWORK).await;
    make_certificate(&app.folder.path().join("state"));
    app.start_again().await;
    app
}

/// A client that trusts the certificate in this folder and no other.
fn trusting(state: &Path) -> ClientBuilder {
    let pem = std::fs::read(state.join("api-cert.pem")).unwrap();
    reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([Certificate::from_pem(&pem).unwrap()])
}

/// What a client hears that asks who the server is.
async fn issuer(client: ClientBuilder, base: &str) -> Result<String, reqwest::Error> {
    let client = client.build().unwrap();
    let answer = client.get(format!("{base}{METADATA}")).send().await?;
    assert_eq!(answer.status(), 200);
    let metadata: Value = serde_json::from_str(&answer.text().await?).unwrap();
    Ok(metadata["issuer"].as_str().unwrap().to_owned())
}

fn plain() -> ClientBuilder {
    reqwest::Client::builder().no_proxy()
}

#[tokio::test]
async fn programs_of_the_machine_reach_it_by_loopback_and_by_its_socket() {
    let app = TestApp::with(MACHINE).await;
    let port = app.api().loopback.port();
    let base = format!("http://127.0.0.1:{port}");
    assert_eq!(issuer(plain(), &base).await.unwrap(), base);

    let base = format!("http://[::1]:{port}");
    let has_ipv6 = TcpListener::bind("[::1]:0").await.is_ok();
    let heard = issuer(plain(), &base).await.ok();
    assert_eq!(heard, has_ipv6.then_some(base));

    let socket = app.folder.path().join("runtime/api.sock");
    let mode = std::fs::metadata(&socket).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o660);
    let by_socket = plain().unix_socket(socket);
    let heard = issuer(by_socket, "http://localhost").await.unwrap();
    assert_eq!(heard, "http://localhost");
    app.stop().await;
}

#[tokio::test]
async fn it_is_off_by_default() {
    let app = TestApp::start().await;
    assert!(!app.folder.path().join("runtime/api.sock").exists());
    assert_eq!(app.browser().get(METADATA).await.status, 404);
    app.stop().await;
}

#[tokio::test]
async fn pages_and_api_are_two_places() {
    let app = TestApp::with(MACHINE).await;
    assert_eq!(app.browser().get(METADATA).await.status, 404);
    let client = plain().build().unwrap();
    for page in ["/", "/dashboard", "/auth/callback/skill_app"] {
        let url = format!("http://{}{page}", app.api().loopback);
        assert_eq!(
            client.get(url).send().await.unwrap().status(),
            404,
            "{page}"
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn the_home_network_reaches_it_by_tls_with_the_certificate_that_it_was_given() {
    let app = with_tls().await;
    let port = app.api().tls.unwrap().port();
    let state = app.folder.path().join("state");
    for host in ["127.0.0.1", "localhost"] {
        let base = format!("https://{host}:{port}");
        let heard = issuer(trusting(&state), &base).await;
        assert_eq!(
            heard.unwrap(),
            base,
            "the issuer is the address that was asked"
        );
    }
    // Made by the same program for the same names, but not this one's.
    let other = tempfile::tempdir().unwrap();
    make_certificate(other.path());
    let base = format!("https://127.0.0.1:{port}");
    let error = issuer(trusting(other.path()), &base).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    app.stop().await;
}

#[tokio::test]
async fn what_does_not_speak_tls_hears_nothing_and_holds_nothing() {
    let app = with_tls().await;
    let address = app.api().tls.unwrap();
    for said in [&b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n"[..], &[0; 64]] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(said).await.unwrap();
        let mut heard = Vec::new();
        let end = tokio::time::timeout(DEADLINE, stream.read_to_end(&mut heard));
        // What was not read may make a reset of the end.
        let _ = end.await.expect("the connection ends");
        assert!(!heard.starts_with(b"HTTP"), "{heard:?}");
    }
    app.stop().await;
}

#[tokio::test]
async fn all_of_it_ends_within_a_second() {
    let mut app = with_tls().await;
    let addresses = app.api();
    let socket = app.folder.path().join("runtime/api.sock");
    let silent = TcpStream::connect(addresses.tls.unwrap()).await.unwrap();
    let client = trusting(&app.folder.path().join("state")).build().unwrap();
    let url = format!("https://{}{METADATA}", addresses.tls.unwrap());
    // Its connection is kept for the next request.
    client.get(url).send().await.unwrap();
    let mut half = TcpStream::connect(addresses.loopback).await.unwrap();
    half.write_all(b"GET / HTT").await.unwrap();
    let idle = UnixStream::connect(&socket).await.unwrap();
    let asked = Instant::now();
    app.halt(DEADLINE).await;
    let took = asked.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(!socket.exists());
    for address in [addresses.loopback, addresses.tls.unwrap()] {
        assert!(TcpStream::connect(address).await.is_err(), "{address}");
    }
    drop((silent, client, half, idle));
}

#[tokio::test]
async fn the_socket_of_a_crash_is_replaced() {
    let mut app = TestApp::with(MACHINE).await;
    let socket = app.folder.path().join("runtime/api.sock");
    app.crash().await;
    // As the kernel leaves it when a process is killed.
    drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
    app.start_again().await;
    let heard = issuer(plain().unix_socket(socket), "http://localhost").await;
    assert_eq!(heard.unwrap(), "http://localhost");
    app.stop().await;
}

/// Why a daemon with these settings does not start.
async fn refusal(app: &TestApp, config: Config) -> anyhow::Error {
    match Daemon::start(config, app.world()).await {
        Ok(_) => panic!("the daemon started"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn what_another_program_holds_is_named_with_its_setting() {
    let app = with_tls().await;
    let state = app.folder.path().join("state");
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("state")).unwrap();
    for file in ["api-cert.pem", "api-key.pem"] {
        std::fs::copy(state.join(file), folder.path().join("state").join(file)).unwrap();
    }
    let fresh = || config(&folder, "ws://127.0.0.1:1/core", NETWORK);
    let (mut port, mut tls_port, mut socket) = (fresh(), fresh(), fresh());
    port.api.as_mut().unwrap().port = app.api().loopback.port();
    let taken = app.api().tls.unwrap().port();
    tls_port.api.as_mut().unwrap().tls.as_mut().unwrap().port = taken;
    let path = app.folder.path().join("runtime/api.sock");
    socket.api.as_mut().unwrap().socket.clone_from(&path);
    for (config, named) in [
        (port, "api.port".to_owned()),
        (tls_port, format!("port {taken} is in use")),
        (socket, path.display().to_string()),
    ] {
        let error = refusal(&app, config).await;
        assert!(error.is::<Taken>(), "{error:#}");
        assert!(error.to_string().contains(&named), "{error:#}");
    }
    // The first one is as it was.
    let base = format!("http://{}", app.api().loopback);
    assert_eq!(issuer(plain(), &base).await.unwrap(), base);
    assert!(path.exists());
    app.stop().await;
}

#[tokio::test]
async fn a_file_where_the_socket_should_be_stays_and_stops_the_start() {
    let app = TestApp::unstarted(MACHINE).await;
    let notes = app.folder.path().join("notes");
    std::fs::write(&notes, "mine").unwrap();
    let mut config = app.config();
    config.api.as_mut().unwrap().socket.clone_from(&notes);
    let error = refusal(&app, config).await;
    assert!(error.is::<Unusable>(), "{error:#}");
    let text = error.to_string();
    assert!(text.contains("is a file, and no socket"), "{text}");
    assert!(text.contains("notes"), "{text}");
    assert_eq!(std::fs::read(&notes).unwrap(), b"mine");
}

#[tokio::test]
async fn a_certificate_that_cannot_be_used_stops_the_start() {
    let app = TestApp::unstarted(NETWORK).await;
    let state = app.folder.path().join("state");
    let (certificate, key) = (state.join("api-cert.pem"), state.join("api-key.pem"));
    let refused = async |said: &str| {
        let error = refusal(&app, app.config()).await;
        assert!(error.is::<Unusable>(), "{error:#}");
        let text = error.to_string();
        assert!(
            text.contains("api.tls_cert") && text.contains(said),
            "{text}"
        );
        assert!(
            !app.folder.path().join("data").exists(),
            "nothing was begun"
        );
    };
    refused("cannot read").await;
    make_certificate(&state);
    let set_mode = |path: &PathBuf, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set_mode(&key, 0o644);
    refused("chmod 600").await;
    set_mode(&key, 0o600);
    let other = tempfile::tempdir().unwrap();
    make_certificate(other.path());
    std::fs::copy(other.path().join("api-key.pem"), &key).unwrap();
    refused("is not the key of").await;
    std::fs::write(&certificate, "no PEM").unwrap();
    refused("holds no certificate").await;
}

#[tokio::test]
async fn an_address_of_another_machine_is_refused() {
    let app = TestApp::unstarted(NETWORK).await;
    make_certificate(&app.folder.path().join("state"));
    let mut config = app.config();
    let tls = config.api.as_mut().unwrap().tls.as_mut().unwrap();
    // A documentation address (RFC 5737): no machine has it.
    tls.listen = "192.0.2.77".parse().unwrap();
    let error = refusal(&app, config).await;
    assert!(error.is::<Unusable>(), "{error:#}");
    assert!(error.to_string().contains("change api.listen"), "{error:#}");
}
