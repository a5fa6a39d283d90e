//! The program's commands, and how it says that it can't.

use std::net::TcpStream;

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::daemon::{Daemon, Place, program};
use crate::idp::{self, BASIC};
use crate::process::Process;
use crate::tools::{free_port, project, until};
use crate::web;
use crate::world::World;

#[test]
fn status_is_the_same_on_the_bus_and_on_the_command_line() {
    let world = World::start(&[]);
    world.register(BASIC);
    let status = world.status(BASIC);
    assert_eq!(status["state"], "not_authenticated");
    assert_eq!(status["needs_creds"], false);
    let (code, command) = world.place.run(&["status", "--json"]);
    assert_eq!(code, 0, "{}", command.printed());
    let printed: Value = serde_json::from_str(&command.out.text()).unwrap();
    assert_eq!(printed["apps"][0], status, "{printed}");
}

#[test]
fn providers_are_listed_with_the_users_own() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".config/phal-oauth/providers");
    std::fs::create_dir_all(&folder).unwrap();
    let spotify = std::fs::read_to_string(project("assets/providers/spotify.toml")).unwrap();
    std::fs::write(folder.join("my-music.toml"), spotify).unwrap();
    std::fs::write(folder.join("broken.toml"), "nmae = \"x\"\n").unwrap();
    let run = |words: &[&str]| {
        let mut command = program(home.path());
        let mut process = Process::start("command", command.arg("providers").args(words));
        (process.ended().code().unwrap(), process)
    };
    let (code, table) = run(&[]);
    assert_eq!(code, 0, "{}", table.printed());
    let text = table.out.text();
    let row = |id: &str| text.lines().find(|line| line.starts_with(id)).unwrap();
    assert!(row("spotify ").contains("loopback"), "{text}");
    assert!(row("home-assistant ").contains("lan"), "{text}");
    assert!(row("tado ").contains("device"), "{text}");
    assert!(row("sonos ").contains("none without a relay"), "{text}");
    assert!(row("my-music ").contains("Spotify"), "{text}");
    let warned = table.err.text();
    assert!(warned.contains("broken.toml: line 1, column 1"), "{warned}");

    let (_, all) = run(&["--json"]);
    let all: Value = serde_json::from_str(&all.out.text()).unwrap();
    let all = all["providers"].as_array().unwrap();
    let mine = all.iter().find(|it| it["id"] == "my-music").unwrap();
    assert_eq!(
        (&mine["added"], &mine["way_here"]),
        (&true.into(), &"loopback".into())
    );

    let (code, one) = run(&["google"]);
    assert_eq!(code, 0);
    let text = one.out.text();
    assert!(
        text.contains("console.cloud.google.com") && text.contains("unverified"),
        "{text}"
    );
    let (code, none) = run(&["gogle"]);
    assert_eq!(code, 2);
    assert!(
        none.err.text().contains("did you mean google"),
        "{}",
        none.err.text()
    );
}

#[test]
fn connect_ends_well_when_the_person_approves() {
    let world = World::start(&[]);
    world.register(BASIC);
    let (mut command, link) = connect(&world);
    idp::approve(web::get(&link).location());
    command.ended_with(0);
    assert_eq!(world.status(BASIC)["state"], "connected");
}

#[test]
fn connect_fails_when_the_person_refuses() {
    let world = World::start(&[]);
    world.register(BASIC);
    let (mut command, link) = connect(&world);
    idp::deny(web::get(&link).location());
    command.ended_with(5);
}

#[test]
fn without_a_daemon_the_commands_say_so() {
    let mut world = World::start(&[]);
    world.register(BASIC);
    world.daemon.stop();
    for words in [&["status", "--json"][..], &["connect", &BASIC.munged()]] {
        let (code, command) = world.place.run(words);
        assert_eq!(code, 4, "{words:?}: {}", command.printed());
        assert!(
            command.err.text().contains("phal-oauth run"),
            "{}",
            command.err.text()
        );
    }
}

#[test]
fn bug22_a_taken_port_is_named_and_ends_the_daemon() {
    let world = World::start(&[]);
    let mut place = world.place.clone();
    place.home = world.home().join("second");
    let mut second = place.start(&[]);
    second.ended_with(3);
    assert!(
        second.err.text().contains(&place.port.to_string()),
        "{}",
        second.err.text()
    );
}

#[test]
fn a_taken_database_is_named() {
    let world = World::start(&[]);
    let mut place = world.place.clone();
    place.port = free_port();
    let mut second = place.start(&[]);
    second.ended_with(3);
    let database = place.folder("data").display().to_string();
    assert!(
        second.err.text().contains(&database),
        "{}",
        second.err.text()
    );
}

#[test]
fn b19_no_configuration_at_all_is_needed() {
    let home = tempfile::tempdir().unwrap();
    let place = Place::in_folder(home.path());
    // Port and folders are given, so as to meet nothing of this machine; there is no file.
    let mut daemon = Daemon::start(&place, &[]);
    until("its pages", || {
        TcpStream::connect(("127.0.0.1", place.port)).ok()
    });
    assert_eq!(web::get(&place.url("/")).status, 200);
    let (code, command) = place.run(&["status", "--json"]);
    assert_eq!(code, 0, "{}", command.printed());
    assert!(!daemon.said().contains("mycroft.conf"), "{}", daemon.said());
    daemon.stop();
}

/// Starts `connect` and waits for the link that it shows.
fn connect(world: &World) -> (Process, String) {
    let mut command = world.place.command(&["connect", &BASIC.munged()]);
    let command = Process::start("connect", &mut command);
    let start = world.place.url("/go/");
    let link = command.out.find("a link", |line| {
        let link = &line[line.find(&start)?..];
        Some(link.split_whitespace().next()?.to_owned())
    });
    (command, link)
}

#[test]
fn an_app_is_used_and_left_from_the_command_line() {
    let world = World::start(&[]);
    world.register(BASIC);
    let munged = BASIC.munged();
    let run = |words: &[&str]| {
        let (code, command) = world.place.run(words);
        (code, command.out.text(), command.err.text())
    };
    let (code, _, said) = run(&["token", &munged]);
    assert_eq!(code, 5, "{said}");
    assert!(said.contains("nobody has logged in"), "{said}");
    let (code, _, said) = run(&["token", "nobody_here"]);
    assert_eq!(code, 1, "{said}");

    let from = world.ear.now();
    idp::approve(&world.authorization_url(BASIC));
    let token = world.token(BASIC, from)["access_token"].clone();
    let (code, printed, said) = run(&["token", &munged]);
    assert_eq!(
        (code, printed.trim_end()),
        (0, token.as_str().unwrap()),
        "{said}"
    );
    let (code, printed, _) = run(&["token", &munged, "--json"]);
    let printed: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!((code, &printed["access_token"]), (0, &token));
    assert!(printed.get("refresh_token").is_none(), "{printed}");

    let (code, printed, _) = run(&["cancel", &munged]);
    assert_eq!(code, 0, "{printed}");
    let (code, printed, _) = run(&["revoke", &munged, "--json"]);
    assert_eq!(code, 0, "{printed}");
    assert_eq!(world.status(BASIC)["state"], "not_authenticated");
    assert_eq!(run(&["revoke", &munged]).0, 5);
    let (code, printed, _) = run(&["forget", &munged]);
    assert_eq!(code, 0, "{printed}");
    assert_eq!(run(&["forget", &munged]).0, 1);
}

#[test]
fn paste_ends_a_login_whose_answer_did_not_come() {
    let world = World::start(&[]);
    world.register(BASIC);
    let munged = BASIC.munged();
    let visit = idp::approve_without_callback(&world.authorization_url(BASIC));
    let paste = |text: &str| {
        let (code, command) = world.place.run(&["paste", &munged, text]);
        (code, command.out.text(), command.err.text())
    };
    let (code, _, said) = paste("it does not load");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("no address and no code"), "{said}");
    let (code, said, _) = paste(visit.callback());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("is connected"), "{said}");
    assert_eq!(world.status(BASIC)["state"], "connected");
}

#[test]
fn relay_writes_the_page_and_keeps_what_it_does_not_know() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("site/login");
    let page = folder.join("index.html");
    let relay = |more: &[&str]| {
        let mut command = program(home.path());
        command.arg("relay").arg("--output").arg(&folder).args(more);
        let mut process = Process::start("relay", &mut command);
        (process.ended().code().unwrap(), process)
    };
    let (code, told) = relay(&[]);
    assert_eq!(code, 0, "{}", told.printed());
    let ours = std::fs::read(project("assets/relay/index.html")).unwrap();
    assert_eq!(std::fs::read(&page).unwrap(), ours);
    let told = told.out.text();
    let hash = HEXLOWER.encode(&Sha256::digest(&ours));
    for word in [hash.as_str(), "relay_url", "redirect URI", "https"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    assert_eq!(relay(&[]).0, 0, "the same page again");

    std::fs::write(&page, "mine").unwrap();
    let (code, refused) = relay(&[]);
    assert_eq!(code, 2);
    assert!(
        refused.err.text().contains("--force"),
        "{}",
        refused.printed()
    );
    assert_eq!(std::fs::read(&page).unwrap(), b"mine");
    assert_eq!(relay(&["--force"]).0, 0);
    assert_eq!(std::fs::read(&page).unwrap(), ours);
}
