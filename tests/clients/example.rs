//! The program of `examples/program.py`, which people copy: it must do what it says.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::daemon::Daemon;
use crate::process::Process;
use crate::python;
use crate::tools::project;

const APP: &str = "skill-radio.author_music";

/// The program in a home of its own.
struct Example<'a> {
    daemon: &'a Daemon,
    home: &'a Path,
}

impl Example<'_> {
    fn command(&self, app: &str) -> Command {
        let mut command = python(project("examples/program.py").to_str().unwrap());
        command
            .arg(app)
            .env("HOME", self.home)
            .env("PHAL_OAUTH_API", self.daemon.issuer());
        command
    }

    /// Runs it until its code is approved and it has ended.
    fn run_with_approval(&self) -> String {
        let mut process = Process::start("example", &mut self.command(APP));
        let code = process.err.find("a code", |line| {
            let (_, code) = line.split_once("phal-oauth approve ")?;
            Some(code.to_owned())
        });
        self.daemon.approve(&code);
        process.ended_with(0);
        process.out.text()
    }

    fn kept(&self) -> PathBuf {
        self.home.join(".local/state/my-program/refresh_token")
    }
}

#[test]
fn the_example_logs_in_once_and_keeps_its_login() {
    let daemon = Daemon::with_token(APP, "token-of-the-app");
    let token = format!("--token={APP}");
    daemon.command(&["clients", "add", "My program", "--public", &token]);
    let home = tempfile::tempdir().unwrap();
    let example = Example {
        daemon: &daemon,
        home: home.path(),
    };
    assert_eq!(example.run_with_approval().trim(), "token-of-the-app");
    let first = fs::read(example.kept()).unwrap();
    let mode = fs::metadata(example.kept()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // Nobody has to approve again.
    let mut again = Process::start("example", &mut example.command(APP));
    again.ended_with(0);
    assert_eq!(again.out.text().trim(), "token-of-the-app");
    assert_ne!(fs::read(example.kept()).unwrap(), first);
    // What it may not have, it is told.
    let mut other = Process::start("example", &mut example.command("skill_other"));
    other.ended_with(1);
    let error = other.err.text();
    assert!(error.contains("insufficient_scope"), "{error}");
    // An old refresh token, as a restored backup would have it, ends the login: it begins anew.
    fs::write(example.kept(), first).unwrap();
    assert_eq!(example.run_with_approval().trim(), "token-of-the-app");
}
