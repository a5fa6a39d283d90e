//! The daemon is killed at the worst moments.

use crate::idp::{self, BASIC};
use crate::web;
use crate::world::{World, assert_token};

#[test]
fn a_login_begun_before_a_crash_ends_after_it() {
    let mut world = World::start(&[]);
    world.register(BASIC);
    let url = world.authorization_url(BASIC);
    let from = world.ear.now();
    world.daemon.kill();
    let visit = idp::approve_without_callback(&url);
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    assert_eq!(web::get(visit.callback()).status, 303);
    assert_token(&world.token(BASIC, from));
}

#[test]
fn a_token_that_was_told_survives_a_crash() {
    let mut world = World::start(&["--rotate", "on"]);
    world.register(BASIC);
    idp::approve(&world.authorization_url(BASIC));
    let token = world.token(BASIC, 0);
    let from = world.ear.now();
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    assert_eq!(world.status(BASIC)["state"], "connected");

    let refreshed = world.refresh(BASIC);
    assert_eq!(refreshed["result"], "Ok", "{refreshed}");
    assert_ne!(refreshed["token"]["access_token"], token["access_token"]);
    let from = world.ear.now();
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    assert_eq!(world.refresh(BASIC)["result"], "Ok");
}
