//! The binary with a home of its own.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use crate::bus::DEADLINE;

pub(crate) struct Daemon {
    home: TempDir,
    child: Child,
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Daemon {
    /// With these settings in the user's file and these flags, on any free port.
    pub(crate) fn start(settings: &Value, flags: &[&str]) -> Self {
        Self::spawn(settings, &[&["--port", "0"], flags].concat())
    }

    /// With a port from the file, so that the file can change it.
    pub(crate) fn start_by_file(settings: &Value) -> Self {
        let mut with_port = settings.clone();
        with_port["PHAL"] = serde_json::json!({ "ovos-PHAL-plugin-oauth": { "port": 0 } });
        Self::spawn(&with_port, &[])
    }

    fn spawn(settings: &Value, flags: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        configure(home.path(), settings);
        let child = program(home.path())
            .args([
                "run",
                "--listen",
                "127.0.0.1",
                "--advertise-host",
                "127.0.0.1",
            ])
            .args(flags)
            .stderr(File::create(home.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        Self { home, child }
    }

    /// Writes the user's file anew.
    pub(crate) fn configure(&self, settings: &Value) {
        configure(self.home.path(), settings);
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("log")).unwrap()
    }

    /// Waits for these words in the log.
    pub(crate) fn logs(&self, words: &str) {
        let begin = Instant::now();
        while !self.log().contains(words) {
            assert!(
                begin.elapsed() < DEADLINE,
                "the log does not say {words:?}:\n{}",
                self.log()
            );
            std::thread::yield_now();
        }
    }

    pub(crate) fn stop(mut self) {
        let running = self.child.try_wait().unwrap();
        assert!(
            running.is_none(),
            "the daemon ended by itself:\n{}",
            self.log()
        );
    }
}

/// What a command prints.
pub(crate) fn command(settings: &Value, arguments: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    configure(home.path(), settings);
    let output = program(home.path()).args(arguments).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    String::from_utf8(output.stdout).unwrap()
}

fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phal-oauth"));
    command
        .env_clear()
        .env("HOME", home)
        .env("TMPDIR", home)
        .stdin(Stdio::null());
    command
}

fn configure(home: &Path, settings: &Value) {
    let folder = home.join(".config/mycroft");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("mycroft.conf"), settings.to_string()).unwrap();
}
