//! A process of a test: what it prints is kept, and it ends with the test.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use rustix::process::{Pid, Signal, kill_process};

use crate::tools::{PATIENCE, until};

/// A running program.
pub(crate) struct Process {
    name: String,
    child: Child,
    /// What it printed.
    pub(crate) out: Lines,
    /// What it logged.
    pub(crate) err: Lines,
    readers: Vec<JoinHandle<()>>,
}

/// Lines as they come.
#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<(Mutex<Text>, Condvar)>);

#[derive(Default)]
struct Text {
    lines: Vec<String>,
    ended: bool,
}

impl Process {
    /// Starts a program. Its standard input stays open until it ends.
    pub(crate) fn start(name: &str, command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        let (out, err) = (Lines::default(), Lines::default());
        let readers = vec![
            out.fill(child.stdout.take().unwrap()),
            err.fill(child.stderr.take().unwrap()),
        ];
        Self {
            name: name.to_owned(),
            child,
            out,
            err,
            readers,
        }
    }

    /// Writes a line to its standard input.
    pub(crate) fn say(&mut self, line: &str) {
        let input = self.child.stdin.as_mut().unwrap();
        writeln!(input, "{line}").unwrap();
    }

    /// Waits for the end.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let status = until(&format!("{} ends", self.name), || {
            self.child.try_wait().unwrap()
        });
        for reader in self.readers.drain(..) {
            reader.join().unwrap();
        }
        status
    }

    /// Waits for the end and expects this exit code.
    pub(crate) fn ended_with(&mut self, code: i32) {
        let status = self.ended();
        assert_eq!(
            status.code(),
            Some(code),
            "{}: {status}\n{}",
            self.name,
            self.printed()
        );
    }

    /// Kills it as a power cut would.
    pub(crate) fn kill(&mut self) {
        // Fails where it has ended already.
        let _ = self.child.kill();
        self.ended();
    }

    /// The number of the process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Everything printed and logged so far.
    pub(crate) fn printed(&self) -> String {
        format!("{}{}", self.out.text(), self.err.text())
    }
}

impl Drop for Process {
    #[expect(
        clippy::print_stderr,
        reason = "a failed test shows what its processes said"
    )]
    fn drop(&mut self) {
        // Both fail where it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if thread::panicking() {
            eprintln!("--- {}\n{}", self.name, self.printed());
        }
    }
}

impl Lines {
    fn fill(&self, source: impl Read + Send + 'static) -> JoinHandle<()> {
        let lines = self.clone();
        thread::spawn(move || {
            for line in BufReader::new(source).lines().map_while(Result::ok) {
                lines.change(|text| text.lines.push(line));
            }
            lines.change(|text| text.ended = true);
        })
    }

    fn change(&self, change: impl FnOnce(&mut Text)) {
        change(&mut self.0.0.lock().unwrap());
        self.0.1.notify_all();
    }

    /// Waits for a line in which something is found.
    pub(crate) fn find<T>(&self, what: &str, look: impl Fn(&str) -> Option<T>) -> T {
        let start = Instant::now();
        let mut text = self.0.0.lock().unwrap();
        loop {
            if let Some(found) = text.lines.iter().find_map(|line| look(line)) {
                return found;
            }
            let left = PATIENCE.checked_sub(start.elapsed());
            let (Some(left), false) = (left, text.ended) else {
                let said = text.lines.join("\n");
                // Who shows the rest wants to lock it, too.
                drop(text);
                panic!("did not say {what}:\n{said}");
            };
            text = self.0.1.wait_timeout(text, left).unwrap().0;
        }
    }

    /// All lines so far.
    pub(crate) fn text(&self) -> String {
        let text = self.0.0.lock().unwrap();
        text.lines.iter().flat_map(|line| [line, "\n"]).collect()
    }
}
