//! The certificate of the API, as it is made and set by a person.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::daemon::{Place, program};
use crate::process::Process;

/// Runs a command of the program to its end.
fn run(home: &Path, words: &[&str]) -> (i32, Process) {
    let mut process = Process::start("command", program(home).args(words));
    (process.ended().code().unwrap(), process)
}

fn configure(home: &Path, settings: &Value) {
    let folder = home.join(".config/mycroft");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("mycroft.conf"), settings.to_string()).unwrap();
}

/// The SHA-256 of the certificate in a PEM file, as OpenSSL prints it.
fn fingerprint(pem: &str) -> String {
    let lines = pem.lines().filter(|line| !line.starts_with("-----"));
    let der = STANDARD.decode(lines.collect::<String>()).unwrap();
    let pairs: Vec<String> = Sha256::digest(der)
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    pairs.join(":")
}

#[test]
fn a_device_makes_its_certificate_and_keeps_it() {
    let home = tempfile::tempdir().unwrap();
    let state = home.path().join(".local/state/phal-oauth");
    let (certificate, key) = (state.join("api-cert.pem"), state.join("api-key.pem"));
    let words = [
        "tls",
        "init",
        "--host",
        "Kitchen.Example",
        "--host",
        "198.51.100.7",
    ];
    let (code, made) = run(home.path(), &words);
    assert_eq!(code, 0, "{}", made.printed());
    let rights = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((rights(&key), rights(&state)), (0o600, 0o700));
    let pem = fs::read_to_string(&certificate).unwrap();
    let secret = fs::read(&key).unwrap();
    let told = made.out.text();
    for part in [
        &fingerprint(&pem),
        "kitchen.example",
        "198.51.100.7",
        "localhost",
        "::1",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains(String::from_utf8_lossy(&secret).lines().nth(1).unwrap()));

    let (code, again) = run(home.path(), &["tls", "init"]);
    assert_eq!(code, 2);
    assert!(
        again.err.text().contains("--replace"),
        "{}",
        again.printed()
    );
    assert_eq!(fs::read_to_string(&certificate).unwrap(), pem);
    let (code, shown) = run(home.path(), &["tls", "show"]);
    assert_eq!(code, 0, "{}", shown.printed());
    assert!(told.ends_with(&shown.out.text()), "{}", shown.printed());

    let (code, newer) = run(home.path(), &["tls", "init", "--replace"]);
    assert_eq!(code, 0, "{}", newer.printed());
    assert_ne!(fs::read_to_string(&certificate).unwrap(), pem);
    assert_ne!(fs::read(&key).unwrap(), secret);
    let files = fs::read_dir(&state).unwrap();
    assert_eq!(files.count(), 2, "nothing else is left there");
}

#[test]
fn half_of_a_certificate_is_not_written_over() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("here");
    fs::create_dir(&dir).unwrap();
    let key = dir.join("api-key.pem");
    fs::write(&key, "somebody's").unwrap();
    let (code, refused) = run(
        home.path(),
        &["tls", "init", "--dir", dir.to_str().unwrap()],
    );
    assert_eq!(code, 2);
    assert!(
        refused.err.text().contains("api-key.pem is there"),
        "{}",
        refused.printed()
    );
    assert_eq!(fs::read_to_string(&key).unwrap(), "somebody's");
    assert!(!dir.join("api-cert.pem").exists());
    let (code, nothing) = run(home.path(), &["tls", "show"]);
    assert_eq!(code, 2);
    assert!(
        nothing.err.text().contains("api-cert.pem"),
        "{}",
        nothing.printed()
    );
}

#[test]
fn what_wants_a_certificate_says_how_to_make_one_and_what_is_then_told_is_enough() {
    let home = tempfile::tempdir().unwrap();
    let place = Place::in_folder(home.path());
    let api = json!({ "enabled": true, "listen": "::" });
    let ours = json!({ "PHAL": { "ovos-PHAL-plugin-oauth": { "api": api } } });
    configure(home.path(), &ours);
    let mut refused = place.start(&[]);
    refused.ended_with(2);
    let said = refused.err.text();
    assert!(
        said.contains("api.listen") && said.contains("phal-oauth tls init"),
        "{said}"
    );

    // The same settings are in its way no more than the lack of a certificate is.
    let (code, made) = run(home.path(), &["tls", "init"]);
    assert_eq!(code, 0, "{}", made.printed());
    let told = made.out.text();
    let section = told.lines().find(|line| line.contains("PHAL")).unwrap();
    configure(home.path(), &serde_json::from_str(section).unwrap());
    let (code, settings) = run(home.path(), &["config", "--json"]);
    assert_eq!(code, 0, "{}", settings.printed());
    let settings: Value = serde_json::from_str(&settings.out.text()).unwrap();
    assert_eq!(settings["api.listen"]["value"], "::");
    let certificate = settings["api.tls_cert"]["value"].as_str().unwrap();
    assert!(fs::exists(certificate).unwrap());
}
