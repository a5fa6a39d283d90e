//! Every flow at the most talkative log level, and then a search for every secret in all that came out.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use url::form_urlencoded::{Serializer, byte_serialize};

use crate::idp::{self, BASIC, CLIENTS, ODD, POST, PUBLIC};
use crate::plain_http::{Answer, send};
use crate::scanner::scan;
use crate::sealing::{offline, write_private};
use crate::tools::free_port;
use crate::web;
use crate::world::World;

/// A code that no server issued.
const FORGED: &str = "forged-code-0123456789";

/// A client secret that is not the right one.
const WRONG_SECRET: &str = "wrong-secret-0123456789";

/// A secret among the token parameters.
const PARAMETER: &str = "parameter-secret-0123456789";

/// What a person or another program sees: where, and what.
type Seen = Vec<(String, String)>;

/// The same of what may hold access tokens, and nothing else that is secret.
type Told = Vec<(String, String)>;

#[test]
fn no_secret_leaves_the_daemon() {
    let mut world = World::start_with(&["--strict-auth", "--rotate", "on"], &["--log", "trace"]);
    let (mut seen, mut told) = (Seen::new(), Told::new());
    type_credentials(&world, &mut seen);
    for client in [BASIC, PUBLIC, ODD] {
        world.register(client);
        let url = world.authorization_url(client);
        log_in(&world, &url, &mut seen);
    }
    for client in CLIENTS {
        assert_eq!(world.refresh(client)["result"], "Ok");
        assert_eq!(world.refresh(client)["result"], "Ok");
    }
    get_tokens(&world, &mut told);
    let of_programs = use_the_api(&mut world, &mut seen, &mut told);
    change_settings(&world);
    scan_a_code(&world, &mut seen);
    crash_between(&mut world, &mut seen);
    fail_in_every_way(&world, &mut seen);
    leave(&world, &mut seen);
    lose_the_server(&mut world, &mut seen);
    for words in [&["status"][..], &["status", "--json"]] {
        let (_, command) = world.place.run(words);
        seen.push((words.join(" "), command.printed()));
    }
    look_at_the_files(&world, &mut seen);
    world.daemon.stop();
    look_at_the_files(&world, &mut seen);
    back_up_and_change_the_key(&world, &mut seen);
    seen.push(("log".into(), world.daemon.said()));
    search(&world, &of_programs, seen, told);
}

/// The credentials come from the screen of the device.
fn type_credentials(world: &World, seen: &mut Seen) {
    let mut data = world.idp.registration(POST);
    data["client_id"] = Value::Null;
    data["client_secret"] = Value::Null;
    let answer = world
        .ear
        .ask("oauth.register", &data, "oauth.register.response");
    assert_eq!(answer["needs_creds"], true, "{answer}");
    let typed = "ovos.shell.oauth.register.credentials";
    let open = "ovos.shell.oauth.start.authentication";
    let answer = world.ear.ask(typed, &POST.credentials(), open);
    assert_eq!(answer["needs_credentials"], false, "{answer}");
    log_in(world, answer["url"].as_str().unwrap(), seen);
}

/// Skills and scripts get their tokens.
fn get_tokens(world: &World, told: &mut Told) {
    for client in CLIENTS {
        let (ids, reply) = (client.ids(), "oauth.token.get.response");
        let answer = world.ear.ask("oauth.token.get", &ids, reply);
        assert!(answer["access_token"].is_string(), "{answer}");
        let munged = client.munged();
        for words in [&["token", &munged][..], &["token", &munged, "--json"]] {
            let (code, command) = world.place.run(words);
            assert_eq!(code, 0, "{}", command.printed());
            told.push((words.join(" "), command.printed()));
        }
    }
}

/// A program beside the bus is let in, gets tokens and is refused some; returns what is its own
/// secret.
fn use_the_api(world: &mut World, seen: &mut Seen, told: &mut Told) -> BTreeSet<String> {
    let api = switch_the_api_on(world);
    let client_secret = &add_program(world);
    let ask = |path: &str, secret: &str, fields: &[(&str, &str)]| {
        let form = Serializer::new(String::new())
            .extend_pairs([("client_id", "radio"), ("client_secret", secret)])
            .extend_pairs(fields)
            .finish();
        let kind = [("Content-Type", "application/x-www-form-urlencoded")];
        send("POST", &format!("{api}/oauth/{path}"), &kind, &form)
    };
    let begin = "device_authorization";
    let codes = Answered::of(&ask(begin, client_secret, &[("scope", "token:*")]));
    run(world, &["approve", &codes.text("user_code"), "--yes"], seen);
    let device_code = codes.text("device_code");
    let grant = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ("device_code", &device_code),
    ];
    let first = Answered::of(&ask("token", client_secret, &grant));
    let refresh_token = first.text("refresh_token");
    let grant = [
        ("grant_type", "refresh_token"),
        ("refresh_token", &refresh_token),
    ];
    let second = Answered::of(&ask("token", client_secret, &grant));
    let bearer = format!("Bearer {}", second.text("access_token"));
    let get = |path: &str| {
        send(
            "GET",
            &format!("{api}{path}"),
            &[("Authorization", &bearer)],
            "",
        )
    };
    for client in CLIENTS {
        let answer = get(&format!("/api/v1/tokens/{}", client.munged()));
        assert_eq!(answer.status, 200, "{}", answer.body);
        told.push(("API".into(), answer.body));
    }
    for answer in [
        get("/api/v1/status"),
        get("/api/v1/tokens/nobody"),
        ask(begin, WRONG_SECRET, &[]),
        ask("token", WRONG_SECRET, &grant),
        // It was spent: this ends all that came of it.
        ask("token", client_secret, &grant),
        get("/api/v1/status"),
    ] {
        seen.push(("API".into(), answer.body));
    }
    for words in [&["clients", "list"][..], &["audit"], &["audit", "--json"]] {
        run(world, words, seen);
    }
    let mut secrets = BTreeSet::from([client_secret.clone(), refresh_token, device_code]);
    secrets.extend(["access_token", "refresh_token"].map(|name| second.text(name)));
    secrets.extend([first.text("access_token"), codes.text("user_code")]);
    secrets.insert(codes.text("user_code").replace('-', ""));
    secrets
}

/// Adds the program; its client secret.
fn add_program(world: &World) -> String {
    let words = ["clients", "add", "Radio", "--all-tokens", "--json"];
    let (code, added) = world.place.run(&words);
    assert_eq!(code, 0, "{}", added.printed());
    let added = Answered(serde_json::from_str(&added.out.text()).unwrap());
    added.text("client_secret")
}

/// What a program was given.
struct Answered(Value);

impl Answered {
    fn of(answer: &Answer) -> Self {
        assert_eq!(answer.status, 200, "{}", answer.body);
        Self(serde_json::from_str(&answer.body).unwrap())
    }

    fn text(&self, name: &str) -> String {
        self.0[name].as_str().unwrap().to_owned()
    }
}

/// Has the daemon start anew with its API; where that is.
fn switch_the_api_on(world: &mut World) -> String {
    let port = free_port();
    let path = world.home().join(".config/mycroft/mycroft.conf");
    let mut config: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let section = json!({ "api": { "enabled": true, "port": port } });
    config["PHAL"] = json!({ "ovos-PHAL-plugin-oauth": section });
    fs::write(&path, config.to_string()).unwrap();
    let from = world.ear.now();
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    format!("http://127.0.0.1:{port}")
}

/// Settings that hold secrets. With a wrong one the token is not refreshed; with the right one it is
/// again, and at once, although nobody asks.
fn change_settings(world: &World) {
    let update = |settings: Value| {
        let mut data = BASIC.ids();
        data["settings"] = settings;
        let reply = "oauth.settings.update.response";
        let answer = world.ear.ask("oauth.settings.update", &data, reply);
        assert_eq!(answer["login_needed"], false, "{answer}");
    };
    update(json!({ "client_secret": WRONG_SECRET, "token_parameters": { "key": PARAMETER } }));
    assert_eq!(world.refresh(BASIC)["error_code"], "misconfigured");
    let reply = "oauth.settings.get.response";
    let answer = world.ear.ask("oauth.settings.get", &BASIC.ids(), reply);
    let shown = &answer["settings"];
    assert_eq!(shown["client_secret"], "********", "{answer}");
    assert_eq!(shown["token_parameters"]["key"], "********", "{answer}");
    let from = world.ear.now();
    update(json!({ "client_secret": BASIC.credentials()["client_secret"] }));
    world.ear.hear("oauth.token.refreshed", from);
}

/// Two of the apps leave, by the bus and by the command line, while another login waits.
fn leave(world: &World, seen: &mut Seen) {
    let ids = POST.ids();
    world.authorization_url(POST);
    world.ear.ask("oauth.cancel", &ids, "oauth.cancel.response");
    let answer = world.ear.ask("oauth.revoke", &ids, "oauth.revoke.response");
    assert_eq!(answer["remote"], "done", "{answer}");
    let (kind, reply) = ("oauth.unregister", "oauth.unregister.response");
    let answer = world.ear.ask(kind, &ids, reply);
    assert_eq!(answer["result"], "Ok", "{answer}");
    world.authorization_url(PUBLIC);
    for command in ["cancel", "revoke", "forget"] {
        run(world, &[command, &PUBLIC.munged()], seen);
    }
}

fn run(world: &World, words: &[&str], seen: &mut Seen) {
    let (code, command) = world.place.run(words);
    assert_eq!(code, 0, "{words:?}: {}", command.printed());
    seen.push((words.join(" "), command.printed()));
}

fn log_in(world: &World, url: &str, seen: &mut Seen) {
    let from = world.ear.now();
    let visit = idp::approve(url);
    world.ear.hear("oauth.login.succeeded", from);
    seen.push(("callback".into(), visit.answer()));
    see(&visit.outcome(), seen);
    see(visit.callback(), seen);
}

fn see(url: &str, seen: &mut Seen) {
    seen.push(("page".into(), web::get(url).text));
}

fn scan_a_code(world: &World, seen: &mut Seen) {
    let request = "oauth.generate.qr.request";
    let answer = world
        .ear
        .ask(request, &BASIC.ids(), "oauth.generate.qr.response");
    let link = scan(Path::new(answer["qr"].as_str().unwrap()));
    let go = web::get(&link);
    log_in(world, go.location(), seen);
    seen.push(("QR code".into(), link));
    seen.push(("page".into(), go.text));
}

fn crash_between(world: &mut World, seen: &mut Seen) {
    let url = world.authorization_url(PUBLIC);
    let from = world.ear.now();
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    log_in(world, &url, seen);
}

fn fail_in_every_way(world: &World, seen: &mut Seen) {
    let from = world.ear.now();
    let visit = idp::deny(&world.authorization_url(BASIC));
    world.ear.hear("oauth.login.failed", from);
    see(&visit.outcome(), seen);

    let path = format!("/auth/callback/{}?code={FORGED}", BASIC.munged());
    see(&world.place.url(&path), seen);
    see(&world.place.url(&format!("{path}&state=unknown")), seen);
    see(&world.place.url(&format!("/go/{FORGED}")), seen);

    let from = world.ear.now();
    let url = world.authorization_url(BASIC);
    let (_, state) = url.split_once("&state=").unwrap();
    let state = state.split('&').next().unwrap();
    see(&world.place.url(&format!("{path}&state={state}")), seen);
    world.ear.hear("oauth.login.failed", from);
}

fn lose_the_server(world: &mut World, seen: &mut Seen) {
    let visit = idp::approve_without_callback(&world.authorization_url(BASIC));
    world.idp.stop();
    let from = world.ear.now();
    see(visit.callback(), seen);
    world.ear.hear("oauth.login.failed", from);
    assert_eq!(world.refresh(ODD)["error_code"], "temporarily_unavailable");
    // The revocation is kept until the server is back.
    run(world, &["revoke", &ODD.munged(), "--json"], seen);
}

/// The commands that open every secret.
fn back_up_and_change_the_key(world: &World, seen: &mut Seen) {
    let passphrase = world.home().join("passphrase");
    write_private(&passphrase, b"four quiet words here");
    let (file, passphrase) = (world.place.folder("data/backup"), passphrase.display());
    let backup = [
        "export",
        file.to_str().unwrap(),
        "--passphrase-file",
        &passphrase.to_string(),
        "--log",
        "trace",
    ];
    for words in [&backup[..], &["rekey", "--log", "trace"]] {
        let (code, command) = offline(&world.place, words);
        assert_eq!(code, 0, "{}", command.printed());
        seen.push((words[0].to_owned(), command.printed()));
        look_at_the_files(world, seen);
    }
    assert!(seen.iter().any(|(place, _)| place.ends_with("data/backup")));
}

fn look_at_the_files(world: &World, seen: &mut Seen) {
    for (path, bytes) in world.place.files() {
        seen.push((
            path.display().to_string(),
            String::from_utf8_lossy(&bytes).into_owned(),
        ));
    }
}

fn search(world: &World, of_programs: &BTreeSet<String>, mut seen: Seen, mut told: Told) {
    let (mut secrets, access_tokens) = issued(&world.idp.log());
    secrets.extend(of_programs.iter().cloned());
    assert!(
        secrets.len() > 30 && access_tokens.len() > 10,
        "{secrets:?} {access_tokens:?}"
    );
    let asked = [
        "oauth.register",
        "oauth.settings.update",
        "ovos.shell.oauth.register.credentials",
    ];
    for message in world.ear.all() {
        let kind = message["type"].as_str().unwrap().to_owned();
        let tells = kind.starts_with("oauth.token.response.")
            || kind == "oauth.refresh.response"
            || kind == "oauth.token.get.response";
        if !asked.contains(&kind.as_str()) {
            if tells { &mut told } else { &mut seen }.push((kind, message.to_string()));
        }
    }
    let secrets = Needles::new(&secrets);
    let access_tokens = Needles::new(&access_tokens);
    // The search itself works: it finds the access tokens where they belong.
    assert!(
        told.iter()
            .any(|place| access_tokens.found_in(place).is_some())
    );
    let leaks: Vec<String> = seen
        .iter()
        .flat_map(|place| [secrets.found_in(place), access_tokens.found_in(place)])
        .chain(told.iter().map(|place| secrets.found_in(place)))
        .flatten()
        .collect();
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

/// All secrets of the log of the authorization server, and all access tokens.
pub(crate) fn issued(log: &[Value]) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut secrets = BTreeSet::from([FORGED, WRONG_SECRET, PARAMETER].map(str::to_owned));
    let mut access_tokens = BTreeSet::new();
    for row in log {
        for key in [
            "code",
            "code_verifier",
            "client_secret",
            "refresh_token",
            "device_code",
        ] {
            secrets.extend(row["body"][key].as_str().map(str::to_owned));
        }
        for key in ["refresh_token", "id_token", "device_code"] {
            secrets.extend(row["response"][key].as_str().map(str::to_owned));
        }
        if let Some(basic) = row["authorization"].as_str() {
            secrets.insert(basic.trim_start_matches("Basic ").to_owned());
        }
        if let Some((_, code)) = row["location"]
            .as_str()
            .and_then(|to| to.split_once("?code="))
        {
            secrets.insert(code.split('&').next().unwrap().to_owned());
        }
        access_tokens.extend(row["response"]["access_token"].as_str().map(str::to_owned));
    }
    for client in CLIENTS {
        secrets.extend(
            client.credentials()["client_secret"]
                .as_str()
                .map(str::to_owned),
        );
    }
    (secrets, access_tokens)
}

/// Texts to look for, by how they begin.
pub(crate) struct Needles(HashMap<[u8; 6], Vec<(String, &'static str)>>);

impl Needles {
    /// Needles of these secrets, in every form.
    pub(crate) fn new(secrets: &BTreeSet<String>) -> Self {
        let mut needles = HashMap::new();
        for (form, kind) in secrets.iter().flat_map(|secret| forms(secret)) {
            let start = *form.as_bytes().first_chunk().unwrap();
            needles
                .entry(start)
                .or_insert_with(Vec::new)
                .push((form, kind));
        }
        Self(needles)
    }

    fn found_in(&self, (place, text): &(String, String)) -> Option<String> {
        self.all_in(place, text.as_bytes()).next()
    }

    /// Each place where one of them stands.
    pub(crate) fn all_in<'a>(
        &'a self,
        place: &'a str,
        bytes: &'a [u8],
    ) -> impl Iterator<Item = String> + 'a {
        (0..bytes.len()).filter_map(move |at| {
            let rest = &bytes[at..];
            let candidates = self.0.get(rest.first_chunk::<6>()?)?;
            let (form, kind) = candidates
                .iter()
                .find(|(form, _)| rest.starts_with(form.as_bytes()))?;
            let before = String::from_utf8_lossy(&bytes[at.saturating_sub(80)..at]);
            Some(format!("{place}: {form} ({kind}) after {before:?}"))
        })
    }
}

/// The forms in which a secret may come out.
fn forms(secret: &str) -> Vec<(String, &'static str)> {
    let bytes = secret.as_bytes();
    let form: String = byte_serialize(bytes).collect();
    let decimal = format!("{bytes:?}");
    let mut forms = vec![
        (secret.to_owned(), "as it is"),
        (
            json!(secret).to_string().trim_matches('"').to_owned(),
            "JSON",
        ),
        (form.replace('+', "%20"), "percent-encoded"),
        (form, "form-encoded"),
        (
            bytes
                .iter()
                .fold(String::new(), |text, byte| text + &format!("{byte:02x}")),
            "hexadecimal",
        ),
        (decimal.trim_matches(['[', ']']).to_owned(), "bytes"),
    ];
    for engine in [BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD] {
        // A secret inside a longer text begins at any of three places in a group of base64; the
        // characters that it shares with its neighbours are left out.
        for (before, shared) in [(0, 0), (1, 2), (2, 3)] {
            let text = [&vec![0; before], bytes].concat();
            let whole = text.len() * 8 / 6;
            forms.push((engine.encode(&text)[shared..whole].to_owned(), "base64"));
        }
    }
    forms
}

#[test]
fn a_leak_would_be_found_in_every_form() {
    let secret = "s3cr+t:/ %40&=~";
    let needles = Needles::new(&BTreeSet::from([secret.to_owned()]));
    let leaks = [
        secret.to_owned(),
        BASE64_STANDARD_NO_PAD.encode(format!("id:{secret}")),
        BASE64_STANDARD_NO_PAD.encode(format!("i:{secret}!")),
        BASE64_URL_SAFE_NO_PAD.encode(format!(":{secret}??")),
        "s3cr%2Bt%3A%2F+%2540%26%3D%7E".to_owned(),
        "s3cr%2Bt%3A%2F%20%2540%26%3D%7E".to_owned(),
        format!("{:?}", secret.as_bytes()),
    ];
    for leak in leaks {
        let text = format!("begin\n--{leak}--\nend");
        assert!(needles.found_in(&("here".into(), text)).is_some(), "{leak}");
    }
    assert_eq!(
        needles.found_in(&("here".into(), "s3cr+t:/ %40&=".into())),
        None
    );
}
