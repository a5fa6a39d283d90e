//! Scripts of tests in Node, each test with a name that it prints.

use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use crate::tools::{node, on_path, project};

/// How long a script may take on a busy machine; its tests have limits of their own.
const PATIENCE: Duration = Duration::from_secs(600);

/// A script that drives a browser.
pub(crate) struct Script {
    name: &'static str,
    command: Command,
}

impl Script {
    /// The script of this name.
    pub(crate) fn of(name: &'static str) -> Self {
        let mut command = node(name);
        command
            .env("NODE_OPTIONS", "--test-reporter=spec")
            .env("CHROMIUM", on_path("chromium"))
            .env("PICTURES", project("target/browser"));
        Self { name, command }
    }

    /// Tells it something.
    pub(crate) fn with(mut self, told: &str) -> Self {
        self.command.arg(told);
        self
    }

    /// Runs it, and expects that all its tests pass.
    pub(crate) fn passes(mut self) {
        let child = Running(self.command.spawn().unwrap());
        let status = child.end(self.name);
        assert!(status, "{} fails", self.name);
    }
}

/// Ends with the test.
struct Running(Child);

impl Running {
    fn end(mut self, name: &str) -> bool {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status.success();
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{name} does not end")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail where it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
