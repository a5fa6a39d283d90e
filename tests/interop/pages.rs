//! The pages, as a phone shows them.

use rusqlite::Connection;
use serde_json::{Value, json};
use url::Url;

use crate::demo::demo;
use crate::idp::{self, BASIC, PUBLIC};
use crate::process::Process;
use crate::tools::{node, on_path, project};
use crate::web;
use crate::world::World;

#[test]
fn the_pages_fit_a_phone() {
    let mut world = World::start(&[]);
    world.register(BASIC);
    world.register(PUBLIC);
    let mut pages = ended_logins(&world);
    pages.push(page("expired", "took too long", &expired(&mut world)));
    pages.extend([
        page(
            "no-invitation",
            "no longer valid",
            &world.place.url("/go/unknown"),
        ),
        page("front", "logins", &world.place.url("/")),
        page("nowhere", "no such page", &world.place.url("/nowhere")),
    ]);
    let home = tempfile::tempdir().unwrap();
    let (_demo, link) = demo(home.path());
    let consent = web::get(&link).location().to_owned();
    let error = joined(&consent, "/oauth/authorize?client_id=unknown");
    pages.extend([
        page("consent", "Approve", &consent),
        page("practice-error", "", &error),
    ]);
    look(&Value::Array(pages));
}

/// A page: the name of its picture, a word on it, and its address.
fn page(name: &str, says: &str, url: &str) -> Value {
    json!({ "name": name, "says": says, "url": url })
}

fn ended_logins(world: &World) -> Vec<Value> {
    let approved = idp::approve(&world.authorization_url(BASIC));
    let refused = idp::deny(&world.authorization_url(BASIC));
    let path = format!("/auth/callback/{}", BASIC.munged());
    let answer = |query: &str| outcome(&world.place.url(&format!("{path}?{query}")));
    let answer_to_login = |query: &str| {
        let state = state_of(&world.authorization_url(BASIC));
        answer(&format!("{query}&state={state}"))
    };
    vec![
        page("succeeded", "All done", &approved.outcome()),
        page("again", "All done", &outcome(approved.callback())),
        page("refused", "refused", &refused.outcome()),
        page(
            "unknown",
            "No login is waiting",
            &answer("code=x&state=unknown"),
        ),
        page("incomplete", "incomplete", &answer("state=x")),
        page(
            "server-failed",
            "Not connected",
            &answer_to_login("error=server_error"),
        ),
        page("code-refused", "error", &answer_to_login("code=x")),
    ]
}

/// A login that is approved when its time is over and the daemon has tidied up.
fn expired(world: &mut World) -> String {
    let visit = idp::approve_without_callback(&world.authorization_url(PUBLIC));
    let database = Connection::open(world.place.folder("data").join("oauth.db")).unwrap();
    let age = "UPDATE pending SET expires_at = unixepoch() - 1 WHERE munged_id = ?1";
    assert_eq!(database.execute(age, [PUBLIC.munged()]).unwrap(), 1);
    let from = world.ear.now();
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    outcome(visit.callback())
}

/// The page that a callback leads to.
fn outcome(callback: &str) -> String {
    let answer = web::get(callback);
    if answer.status == 303 {
        joined(callback, answer.location())
    } else {
        callback.to_owned()
    }
}

fn joined(base: &str, path: &str) -> String {
    Url::parse(base).unwrap().join(path).unwrap().into()
}

fn state_of(authorization_url: &str) -> String {
    let url = Url::parse(authorization_url).unwrap();
    let state = url.query_pairs().find(|(key, _)| key == "state");
    state.unwrap().1.into_owned()
}

fn look(pages: &Value) {
    let mut command = node("tests/browser/pages.mjs");
    let folder = project("target/browser");
    command
        .arg(on_path("chromium"))
        .arg(folder)
        .arg(pages.to_string());
    Process::start("browser", &mut command).ended_with(0);
}
