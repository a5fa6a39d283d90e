//! Many skills want a token in one moment, from a real server that rotates and detects reuse.

use std::collections::BTreeSet;
use std::thread;

use phal_oauth::clock::Clock;
use serde_json::{Value, json};

use crate::idp::{self, BASIC};
use crate::tools::{PATIENCE, until};
use crate::world::World;

/// Askers at once.
const SKILLS: usize = 50;

/// How often all of them ask.
const ROUNDS: usize = 4;

/// How long an access token lasts, in seconds: it counts as good for half of that.
const LIFETIME: &str = "4";

#[test]
fn fifty_skills_share_each_refresh() {
    let world = World::start(&["--rotate", "on", "--access-ttl", LIFETIME]);
    world.register(BASIC);
    idp::approve(&world.authorization_url(BASIC));
    let first = world.token(BASIC, 0);
    let mut told = BTreeSet::from([text(&first)]);
    for round in 1..=ROUNDS {
        until_half_over(&world);
        let from = world.ear.now();
        // The daemon finds all questions at once when it goes on.
        world.daemon.frozen(|| ask_all(&world));
        let answers = until("all are answered", || {
            let answers = answers(&world, from);
            (answers.len() >= SKILLS).then_some(answers)
        });
        let tokens: BTreeSet<String> = answers.iter().map(text).collect();
        assert_eq!(tokens.len(), 1, "all have the same one: {tokens:?}");
        assert!(told.is_disjoint(&tokens), "a new one: {tokens:?}");
        told.extend(tokens);
        // Nobody is answered twice: this comes after all that was said before.
        assert_eq!(world.status(BASIC)["state"], "connected");
        assert_eq!(self::answers(&world, from).len(), SKILLS);
        let refreshes = refreshes(&world);
        assert_eq!(refreshes.len(), round, "{refreshes:#?}");
        assert!(refreshes.iter().all(|row| row["status"] == 200));
        assert!(told.contains(&text(&refreshes[round - 1]["response"])));
    }
    assert!(!world.ear.heard("oauth.login.required", 0));
}

fn ask_all(world: &World) {
    let ask = || world.ear.say("oauth.token.get", &BASIC.ids());
    thread::scope(|scope| {
        for _ in 0..SKILLS {
            scope.spawn(ask);
        }
    });
}

fn text(token: &Value) -> String {
    let token = token["access_token"].as_str();
    token.unwrap_or_default().to_owned()
}

fn answers(world: &World, from: usize) -> Vec<Value> {
    let all = world.ear.all().into_iter().skip(from);
    all.filter(|said| said["type"] == "oauth.token.get.response")
        .map(|mut said| said["data"].take())
        .collect()
}

/// What the server was asked for with a refresh token.
fn refreshes(world: &World) -> Vec<Value> {
    let mut log = world.idp.log();
    log.retain(|row| row["body"]["grant_type"] == json!("refresh_token"));
    log
}

/// Waits until the token that is stored is good for less than half its lifetime.
fn until_half_over(world: &World) {
    let expires_at = world.status(BASIC)["expires_at"].as_f64().unwrap();
    let half = LIFETIME.parse::<f64>().unwrap() / 2.0;
    let clock = Clock::system();
    assert!(expires_at - clock.now() < PATIENCE.as_secs_f64());
    until("half of the lifetime is over", || {
        (clock.now() > expires_at - half + 0.05).then_some(())
    });
}
