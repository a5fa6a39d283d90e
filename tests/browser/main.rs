//! The relay page in a real browser, as a phone shows it.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may end the test wherever it stands"
)]

mod script;
#[path = "../interop/tools.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod tools;

use crate::script::Script;

#[test]
fn the_relays_functions_lead_nowhere_else() {
    Script::of("tests/browser/relay_functions.mjs").passes();
}

#[test]
fn the_relay_page_keeps_its_rules() {
    Script::of("tests/browser/relay.mjs").passes();
}
