//! The daemon, as a process with folders of its own.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::Signal;

use crate::bus::Bus;
use crate::process::{Lines, Process};
use crate::tools::free_port;

/// Where a daemon listens and keeps its things.
#[derive(Clone)]
pub(crate) struct Place {
    /// The port of its pages.
    pub(crate) port: u16,
    /// The folder that holds its folders.
    pub(crate) home: PathBuf,
    /// The port of the bus.
    pub(crate) bus_port: u16,
}

impl Place {
    /// A place on free ports with its folders in `home`.
    pub(crate) fn in_folder(home: &Path) -> Self {
        Self {
            port: free_port(),
            home: home.to_owned(),
            bus_port: free_port(),
        }
    }

    /// The address of its pages.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// One of its folders: `data`, `state`, `run` or `qr`.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.home.join(name)
    }

    /// A command of the program, with no more of this machine than it needs.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = program(&self.home);
        command
            .args(words)
            .env("PHAL_OAUTH_RUNTIME_DIR", self.folder("run"));
        command
    }

    /// Runs a command of the program to its end.
    pub(crate) fn run(&self, words: &[&str]) -> (i32, Process) {
        let mut process = Process::start("command", &mut self.command(words));
        (process.ended().code().unwrap(), process)
    }

    /// Starts the daemon.
    pub(crate) fn start(&self, options: &[&str]) -> Process {
        Process::start("daemon", &mut self.daemon_command(options))
    }

    /// The command that starts the daemon.
    pub(crate) fn daemon_command(&self, options: &[&str]) -> Command {
        let mut command = self.command(&["run", "--bus", &Bus::url(self.bus_port)]);
        command.args([
            "--port",
            &self.port.to_string(),
            "--advertise-host",
            "127.0.0.1",
        ]);
        for (flag, folder) in [
            ("data", "data"),
            ("state", "state"),
            ("runtime", "run"),
            ("qr", "qr"),
        ] {
            command
                .arg(format!("--{flag}-dir"))
                .arg(self.folder(folder));
        }
        command.args(options);
        command
    }

    /// The names and bytes of all files that the daemon has made.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        for folder in ["data", "state", "run", "qr", ".cache"] {
            read_folder(&self.folder(folder), &mut files);
        }
        files
    }
}

/// The program in a home of its own.
pub(crate) fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phal-oauth"));
    let path: OsString = std::env::var_os("PATH").unwrap_or_default();
    command
        .env_clear()
        .env("PATH", path)
        .env("HOME", home)
        .env("TMPDIR", home);
    command
}

fn read_folder(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.map(Result::unwrap) {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            read_folder(&entry.path(), files);
        } else if kind.is_file() {
            files.push((entry.path(), fs::read(entry.path()).unwrap()));
        }
    }
}

/// A daemon that can be killed and started again in the same place.
pub(crate) struct Daemon {
    place: Place,
    options: Vec<String>,
    process: Process,
    said: Vec<Lines>,
}

impl Daemon {
    /// Starts the daemon.
    pub(crate) fn start(place: &Place, options: &[&str]) -> Self {
        Self::of(place, options, place.start(options))
    }

    /// Starts a daemon that is told nothing by flags: it reads environment and configuration.
    pub(crate) fn start_by_configuration(place: &Place, options: &[&str]) -> Self {
        let mut command = place.command(&["run"]);
        command
            .args(options)
            .env("PHAL_OAUTH_PORT", place.port.to_string());
        command.env("PHAL_OAUTH_ADVERTISE_HOST", "127.0.0.1");
        for name in ["data", "state", "qr"] {
            let variable = format!("PHAL_OAUTH_{}_DIR", name.to_uppercase());
            command.env(variable, place.folder(name));
        }
        Self::of(place, options, Process::start("daemon", &mut command))
    }

    fn of(place: &Place, options: &[&str], process: Process) -> Self {
        let said = vec![process.out.clone(), process.err.clone()];
        let options = options.iter().map(|&option| option.to_owned()).collect();
        Self {
            place: place.clone(),
            options,
            process,
            said,
        }
    }

    /// Kills the daemon as a power cut would, if it still runs, and starts it again.
    pub(crate) fn kill_and_restart(&mut self) {
        self.kill();
        let options: Vec<&str> = self.options.iter().map(String::as_str).collect();
        self.process = self.place.start(&options);
        self.said
            .extend([self.process.out.clone(), self.process.err.clone()]);
    }

    /// Kills the daemon as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.process.kill();
    }

    /// Asks the daemon to end, and expects that it does so in peace.
    pub(crate) fn stop(&mut self) {
        self.process.signal(Signal::TERM);
        self.process.ended_with(0);
    }

    /// The number of its process.
    pub(crate) fn pid(&self) -> u32 {
        self.process.pid()
    }

    /// Halts the daemon while something happens.
    pub(crate) fn frozen<T>(&self, meanwhile: impl FnOnce() -> T) -> T {
        self.process.signal(Signal::STOP);
        let result = meanwhile();
        self.process.signal(Signal::CONT);
        result
    }

    /// All that the daemon printed and logged, over all its lives.
    pub(crate) fn said(&self) -> String {
        self.said.iter().map(Lines::text).collect()
    }
}
