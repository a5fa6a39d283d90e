//! Where the tools of the tests are, and which ports they may use.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, id};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine before a test gives it up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// How often something is looked at that does not report itself.
const GLANCE: Duration = Duration::from_millis(10);

/// Below the range from which Linux gives out ports by itself, so that nobody else takes one.
const FIRST_PORT: u16 = 20_000;

/// Looks until there is something to see.
pub(crate) fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(GLANCE);
    }
}

/// A file of the project, by its path from the project's folder.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The Python that has the message bus.
pub(crate) fn python() -> Command {
    Command::new(installed(&project(".tools/venv/bin/python")))
}

/// Node, for a script whose packages are installed beside it.
pub(crate) fn node(script: &str) -> Command {
    let script = project(script);
    installed(&script.parent().unwrap().join("node_modules"));
    let mut command = Command::new(on_path("node"));
    command.arg(script);
    command
}

/// A program of the machine.
pub(crate) fn on_path(program: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
        .unwrap_or_else(|| panic!("{program} is not installed: run tests/setup"))
}

fn installed(path: &Path) -> &Path {
    assert!(
        path.exists(),
        "{} is missing: run tests/setup",
        path.display()
    );
    path
}

/// A port that no other test uses.
pub(crate) fn free_port() -> u16 {
    static TAKEN: AtomicU16 = AtomicU16::new(0);
    let start = u16::try_from(id() % 10_000).unwrap();
    until("a free port", || {
        let port = FIRST_PORT + (start + TAKEN.fetch_add(1, Ordering::Relaxed)) % 12_000;
        TcpListener::bind(("0.0.0.0", port)).ok().map(|_| port)
    })
}
