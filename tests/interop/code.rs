//! A person logs in at the authorization server, and a skill gets its token.

use crate::idp::{self, BASIC, Client, ODD, POST, PUBLIC};
use crate::skill::Skill;
use crate::web;
use crate::world::{World, assert_token};

#[test]
fn a_client_with_basic_authentication_gets_its_token() {
    log_in_and_refresh(BASIC, &["--strict-auth", "--rotate", "on"]);
}

#[test]
fn a_client_with_its_secret_in_the_body_gets_its_token() {
    log_in_and_refresh(POST, &["--strict-auth", "--rotate", "on"]);
}

#[test]
fn a_public_client_gets_its_token_where_pkce_is_required() {
    log_in_and_refresh(
        PUBLIC,
        &["--strict-auth", "--rotate", "on", "--pkce", "required"],
    );
}

#[test]
fn a_client_with_odd_characters_gets_its_token() {
    log_in_and_refresh(ODD, &["--strict-auth", "--rotate", "on"]);
}

#[test]
fn a_refresh_token_that_stays_the_same_is_used_again() {
    log_in_and_refresh(BASIC, &["--rotate", "off"]);
}

#[test]
fn an_issuer_leads_to_its_endpoints() {
    let world = World::start(&["--strict-auth", "--rotate", "on"]);
    let mut data = world.idp.registration(BASIC);
    let fields = data.as_object_mut().unwrap();
    fields.remove("auth_endpoint");
    fields.remove("token_endpoint");
    fields.insert("issuer".to_owned(), world.idp.endpoint("issuer").into());
    let answer = world
        .ear
        .ask("oauth.register", &data, "oauth.register.response");
    assert_eq!(answer["needs_creds"], false, "{answer}");
    let visit = idp::approve(&world.authorization_url(BASIC));
    assert_eq!(web::get(&visit.outcome()).status, 200);
    assert_token(&world.token(BASIC, 0));
    let refreshed = world.refresh(BASIC);
    assert_eq!(refreshed["result"], "Ok", "{refreshed}");
}

#[test]
fn a_refusal_is_told_and_gives_no_token() {
    let world = World::start(&[]);
    world.register(BASIC);
    let from = world.ear.now();
    let visit = idp::deny(&world.authorization_url(BASIC));
    let failed = world.ear.hear("oauth.login.failed", from);
    assert_eq!(failed["munged_id"], BASIC.munged());
    assert_eq!(failed["error_code"], "access_denied");
    assert_eq!(web::get(&visit.outcome()).status, 200);
    assert_eq!(world.status(BASIC)["state"], "not_authenticated");
    assert!(
        !world
            .ear
            .heard(&format!("oauth.token.response.{}", BASIC.munged()), 0)
    );
}

fn log_in_and_refresh(client: Client, idp_options: &[&str]) {
    let world = World::start(idp_options);
    let skill = Skill::start(&world, client, "oauth.get");
    assert_eq!(skill.step("registered")["needs_creds"], false);
    let url = skill.authorization_url();
    assert!(url.contains("code_challenge_method=S256"), "{url}");
    let visit = idp::approve(&url);
    let page = web::get(&visit.outcome());
    assert_eq!(page.status, 200, "{page:?}");

    let first = skill.step("token");
    assert_token(&first);
    let refreshed = skill.step("refreshed");
    assert_refreshed(client, &first, &refreshed);
    skill.content();
    world.ear.hear("oauth.login.succeeded", 0);
    // Once more: with rotation on, this one spends the refresh token that the first brought.
    assert_refreshed(client, &refreshed["token"], &world.refresh(client));
}

fn assert_refreshed(client: Client, before: &serde_json::Value, answer: &serde_json::Value) {
    assert_eq!(answer["result"], "Ok", "{answer}");
    assert_eq!(answer["client_id"], client.credentials()["client_id"]);
    assert_token(&answer["token"]);
    assert_ne!(answer["token"]["access_token"], before["access_token"]);
}
