//! The demonstration, as the README begins with it.

use std::path::Path;

use crate::daemon::program;
use crate::process::Process;

/// Starts the demo for a person, and waits for the link that it shows.
pub(crate) fn demo(home: &Path) -> (Process, String) {
    let demo = Process::start("demo", program(home).args(["demo", "--host", "127.0.0.1"]));
    let link = demo.out.find("a link", |line| {
        let link = line.trim().strip_prefix("or open ")?;
        Some(link.to_owned())
    });
    (demo, link)
}

#[test]
fn the_demo_ends_by_itself_with_a_token() {
    let home = tempfile::tempdir().unwrap();
    let mut command = program(home.path());
    let mut demo = Process::start("demo", command.args(["demo", "--headless-approve"]));
    demo.ended_with(0);
    let printed = demo.printed();
    assert!(printed.contains("The skill has its token"), "{printed}");
}
