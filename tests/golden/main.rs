//! What was recorded of the Python plugin happens with the daemon too, but for accepted differences.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may end the test wherever it stands"
)]

#[path = "../interop/tools.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod tools;

use crate::tools::{node, on_path, project, python};

/// Has the judge compare the daemon with what was recorded, and shows its report if it is not content.
fn judge(what: &str) {
    on_path("zbarimg");
    node("tests/idp/server.mjs");
    let mut judge = python();
    judge.arg(project("tests/golden/judge.py"));
    judge.env("PYTHONDONTWRITEBYTECODE", "1");
    judge.args([what, env!("CARGO_BIN_EXE_phal-oauth")]);
    let done = judge.output().unwrap();
    let report = [done.stdout, done.stderr].concat();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&report)
    );
}

#[test]
fn every_recorded_case_happens_or_differs_as_accepted() {
    judge("cases");
}

#[test]
fn every_recorded_case_after_a_restart_happens_with_the_files_of_the_python_plugin() {
    judge("handover");
}

#[test]
fn every_recorded_login_happens_or_differs_as_accepted() {
    judge("flows");
}

#[test]
fn the_address_that_is_found_is_the_recorded_ones() {
    judge("address");
}
