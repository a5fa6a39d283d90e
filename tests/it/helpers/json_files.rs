//! The two JSON files of the Python plugin, as another program reads and writes them.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::{DEADLINE, NOW, TestApp};

/// The app file.
pub(crate) const APPS: &str = "ovos_oauth_apps.json";

/// The token file.
pub(crate) const TOKENS: &str = "ovos_oauth.json";

/// The files of an app under test.
pub(crate) struct JsonFiles {
    folder: PathBuf,
    locks: PathBuf,
}

impl TestApp {
    /// The JSON files.
    pub(crate) fn json_files(&self) -> JsonFiles {
        JsonFiles {
            folder: self.folder.path().join("cache/json_database"),
            locks: self.folder.path().to_owned(),
        }
    }

    /// The row of an app at this provider.
    pub(crate) fn app_row(&self) -> Value {
        json!({
            "oauth_service": "skill_app", "client_id": "cid", "client_secret": "sec",
            "auth_endpoint": "https://provider.example/authorize?",
            "token_endpoint": self.provider.url("/token"),
            "callback_endpoint": "http://0.0.0.0:36536/auth/callback/skill_app",
            "scope": ["a", "b"], "shell_integration": true, "refresh_endpoint": null,
        })
    }
}

/// A row with a token that was obtained so many seconds after the test began.
pub(crate) fn token_row(name: &str, after: f64) -> Value {
    json!({
        "access_token": format!("at-{name}"), "refresh_token": format!("rt-{name}"),
        "token_type": "Bearer", "expires_in": 3600, "expires_at": NOW + after + 3600.0, "x": {"y": 1},
    })
}

impl JsonFiles {
    /// Where a file is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Takes the lock of a file, as Python programs do.
    pub(crate) fn lock(&self, name: &str) -> File {
        let path = self.locks.join(format!("{name}.lock"));
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).write(true).open(path);
        let file = file.unwrap();
        file.lock().unwrap();
        file
    }

    /// Writes a file in its place, under its lock, as `json_database` does.
    pub(crate) fn put(&self, name: &str, content: &Value) {
        self.put_text(name, &serde_json::to_string_pretty(content).unwrap());
    }

    /// Writes this text.
    pub(crate) fn put_text(&self, name: &str, text: &str) {
        let _lock = self.lock(name);
        fs::create_dir_all(&self.folder).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    /// The text of a file, if there is one.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let _lock = self.lock(name);
        fs::read_to_string(self.path(name)).ok()
    }

    /// The rows of a file; null if there is none that can be read.
    pub(crate) fn rows(&self, name: &str) -> Value {
        let text = self.text(name).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Who may read a file.
    pub(crate) fn mode(&self, name: &str) -> u32 {
        let about = fs::metadata(self.path(name)).unwrap();
        about.permissions().mode() & 0o777
    }

    /// Waits until a file has such rows, and returns them.
    pub(crate) async fn until(&self, name: &str, fits: impl Fn(&Value) -> bool) -> Value {
        until_seen(|| Some(self.rows(name)).filter(&fits)).await
    }

    /// Waits until there is a file that was moved aside, and returns what is in it.
    pub(crate) async fn until_moved_aside(&self) -> String {
        let is_aside = |path: &PathBuf| path.to_string_lossy().contains(".broken-");
        let moved = || {
            let entries = fs::read_dir(&self.folder).unwrap();
            let mut paths = entries.map(|entry| entry.unwrap().path());
            paths.find(is_aside)
        };
        fs::read_to_string(until_seen(moved).await).unwrap()
    }

    /// Waits until the access token in a row is this one.
    pub(crate) async fn until_token(&self, munged: &str, token: &str) -> Value {
        let fits = |rows: &Value| rows[munged]["access_token"] == token;
        self.until(TOKENS, fits).await[munged].clone()
    }
}

/// Waits for something that does not report itself.
async fn until_seen<T>(look: impl Fn() -> Option<T>) -> T {
    let seen = async {
        loop {
            if let Some(seen) = look() {
                return seen;
            }
            tokio::task::yield_now().await;
        }
    };
    let seen = tokio::time::timeout(DEADLINE, seen).await;
    seen.expect("it is seen in time")
}
