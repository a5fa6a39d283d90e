//! The relay page in a real browser, as a phone shows it.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may end the test wherever it stands"
)]

#[path = "../interop/tools.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod tools;

use crate::tools::{node, on_path, project};

#[test]
fn the_relays_functions_lead_nowhere_else() {
    pass("tests/browser/relay_functions.mjs");
}

#[test]
fn the_relay_page_keeps_its_rules() {
    pass("tests/browser/relay.mjs");
}

/// Runs a script of tests, each with a name that it prints.
fn pass(script: &str) {
    let mut command = node(script);
    command
        .env("NODE_OPTIONS", "--test-reporter=spec")
        .env("CHROMIUM", on_path("chromium"))
        .env("PICTURES", project("target/browser"));
    let status = command.status().unwrap();
    assert!(status.success(), "{script}: {status}");
}
