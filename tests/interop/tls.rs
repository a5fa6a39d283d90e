//! Token endpoints with certificates that must not be trusted, and one with a right one.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};
use serde_json::json;

use crate::bus::{Bus, Ear};
use crate::daemon::Place;
use crate::process::Process;
use crate::tools::{PATIENCE, until};
use crate::web;

/// An authority that the daemon's machine trusts, in a file.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut about = CertificateParams::new([]).unwrap();
        about
            .distinguished_name
            .push(DnType::CommonName, "Authority of the tests");
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        Self(CertifiedIssuer::self_signed(about, key).unwrap())
    }

    /// A server that shows a certificate of this authority for `name`.
    fn server(&self, name: &str) -> TokenEndpoint {
        let key = KeyPair::generate().unwrap();
        let about = CertificateParams::new([name.to_owned()]).unwrap();
        let certificate = about.signed_by(&key, &self.0).unwrap();
        TokenEndpoint::start(certificate.der().clone(), &key)
    }
}

/// A token endpoint behind TLS that answers every request with a token.
struct TokenEndpoint {
    port: u16,
    /// One line for each connection: the request, or why there was none.
    asked: Receiver<String>,
}

impl TokenEndpoint {
    fn self_signed() -> Self {
        let key = KeyPair::generate().unwrap();
        let about = CertificateParams::new(["localhost".to_owned()]).unwrap();
        let certificate = about.self_signed(&key).unwrap();
        Self::start(certificate.der().clone(), &key)
    }

    fn start(certificate: CertificateDer<'static>, key: &KeyPair) -> Self {
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, asked) = channel();
        // Ends with the process of the tests, at the latest.
        thread::spawn(move || {
            let connections = listener.incoming().map_while(Result::ok);
            connections
                .map(|stream| answer(stream, &config))
                .try_for_each(|heard| tell.send(heard))
        });
        Self { port, asked }
    }

    fn heard(&self) -> String {
        self.asked.recv_timeout(PATIENCE).unwrap()
    }
}

/// Answers a request with a token; returns what came, or the error of the handshake.
fn answer(mut stream: TcpStream, config: &Arc<ServerConfig>) -> String {
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut connection = ServerConnection::new(Arc::clone(config)).unwrap();
    let mut tls = Stream::new(&mut connection, &mut stream);
    let mut request = vec![0; 16 * 1024];
    let mut length = 0;
    while !String::from_utf8_lossy(&request[..length]).contains("grant_type=") {
        match tls.read(&mut request[length..]) {
            Ok(0) => return "the connection ended".to_owned(),
            Ok(more) => length += more,
            Err(error) => return error.to_string(),
        }
    }
    let token = r#"{"access_token":"over-tls"}"#;
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
    let sent = write!(
        tls,
        "{head}\r\ncontent-length: {}\r\n\r\n{token}",
        token.len()
    );
    sent.and_then(|()| tls.flush()).unwrap();
    String::from_utf8_lossy(&request[..length]).into_owned()
}

/// Logs in with the token endpoint on this port; the topic of the end, with its error code.
fn log_in(place: &Place, ear: &Ear, port: u16) -> (&'static str, String) {
    let ids = json!({ "skill_id": "skill", "app_id": "app" });
    let mut data = ids.clone();
    data["client_id"] = "id".into();
    data["client_secret"] = "planted-secret".into();
    data["auth_endpoint"] = "https://provider.example/authorize".into();
    data["token_endpoint"] = format!("https://localhost:{port}/token").into();
    ear.ask("oauth.register", &data, "oauth.register.response");
    let from = ear.now();
    let answer = ear.ask("oauth.get", &ids, "oauth.url");
    let url = url::Url::parse(answer["url"].as_str().unwrap()).unwrap();
    let (_, state) = url.query_pairs().find(|(key, _)| key == "state").unwrap();
    let path = format!("/auth/callback/skill_app?code=planted-code&state={state}");
    // It answers when the login is over.
    assert_eq!(web::get(&place.url(&path)).status, 303);
    let told = |said: &serde_json::Value| said["type"].as_str().unwrap_or_default().to_owned();
    let ends = ["oauth.login.succeeded", "oauth.login.failed"];
    until("the end of the login", || {
        let all = ear.all();
        let end = all
            .iter()
            .skip(from)
            .find(|said| ends.contains(&told(said).as_str()))?;
        let kind = ends.into_iter().find(|kind| *kind == told(end))?;
        Some((
            kind,
            end["data"]["error_code"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        ))
    })
}

#[test]
fn hp_a_certificate_that_is_not_trusted_or_for_another_host_gets_no_code() {
    let home = tempfile::tempdir().unwrap();
    let place = Place::in_folder(home.path());
    let authority = Authority::new();
    let trusted = home.path().join("authority.pem");
    std::fs::write(&trusted, authority.0.pem()).unwrap();
    Bus::configure(home.path(), place.bus_port);
    let bus = Bus::start(home.path(), place.bus_port);
    let ear = bus.ear();
    let mut command = place.daemon_command(&[]);
    // Where OpenSSL's users, and ours, look for the authorities of the machine.
    command.env("SSL_CERT_FILE", &trusted);
    let _daemon = Process::start("daemon", &mut command);
    ear.hear("oauth.ping", 0);

    for (endpoint, alert) in [
        (TokenEndpoint::self_signed(), "UnknownCA"),
        // An authority of the same name, with another key.
        (Authority::new().server("localhost"), "DecryptError"),
        (authority.server("elsewhere.example"), "BadCertificate"),
    ] {
        let (end, code) = log_in(&place, &ear, endpoint.port);
        assert_eq!(
            (end, code.as_str()),
            ("oauth.login.failed", "temporarily_unavailable")
        );
        let heard = endpoint.heard();
        assert!(heard.contains(alert), "{heard}");
        assert!(!heard.contains("planted"), "{heard}");
    }
    let right = authority.server("localhost");
    assert_eq!(log_in(&place, &ear, right.port).0, "oauth.login.succeeded");
    assert!(right.heard().contains("planted-code"));
}
