//! The folders of the user, as the environment names them.

use std::collections::HashMap;
use std::ffi::OsString;
#[cfg(any(fuzzing, test))]
use std::path::Path;
use std::path::PathBuf;

use rustix::fs::{Access, access};

use crate::old_files::Place;
use crate::words::Language;

/// Where Python looks for a temp folder when no variable names one (`tempfile.gettempdir`).
const TEMP_FOLDERS: [&str; 3] = ["/tmp", "/var/tmp", "/usr/tmp"];

/// The environment, as far as it names files and folders.
#[derive(Clone, Debug)]
pub struct Environment {
    variables: HashMap<String, OsString>,
    home: PathBuf,
    temp: PathBuf,
    user: u32,
}

impl Environment {
    /// That of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let variables: HashMap<String, OsString> = std::env::vars_os()
            .filter_map(|(key, value)| Some((key.into_string().ok()?, value)))
            .collect();
        let home = std::env::home_dir().unwrap_or_else(|| PathBuf::from("/"));
        let user = rustix::process::geteuid().as_raw();
        Self {
            variables,
            home,
            temp: std::env::temp_dir(),
            user,
        }
    }

    /// A folder of the XDG base directory specification: the variable if it is absolute.
    pub(super) fn xdg(&self, variable: &str, default: &str) -> PathBuf {
        self.path(variable)
            .unwrap_or_else(|| self.home.join(default))
    }

    pub(super) fn path(&self, variable: &str) -> Option<PathBuf> {
        self.variables
            .get(variable)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    }

    pub(super) fn text(&self, variable: &str, default: &str) -> String {
        let set = self
            .variables
            .get(variable)
            .and_then(|value| value.to_str());
        set.filter(|value| !value.is_empty())
            .unwrap_or(default)
            .to_owned()
    }

    /// The language of the terminal (POSIX, section 8.2): the first of its variables that is set
    /// counts, whatever it says.
    #[must_use]
    pub(crate) fn language(&self) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .map(|variable| self.text(variable, ""))
            .find(|locale| !locale.is_empty());
        locale
            .and_then(|locale| Language::parse(&locale))
            .unwrap_or(Language::En)
    }

    pub(super) fn data_dir(&self) -> PathBuf {
        self.xdg("XDG_DATA_HOME", ".local/share").join("phal-oauth")
    }

    pub(super) fn state_dir(&self) -> PathBuf {
        self.xdg("XDG_STATE_HOME", ".local/state")
            .join("phal-oauth")
    }

    /// The folder of the user's presets.
    #[must_use]
    pub fn providers_dir(&self) -> PathBuf {
        self.xdg("XDG_CONFIG_HOME", ".config")
            .join("phal-oauth/providers")
    }

    pub(super) fn runtime_dir(&self) -> Option<PathBuf> {
        Some(self.path("XDG_RUNTIME_DIR")?.join("phal-oauth"))
    }

    /// A path as people write it: `~/` is the home.
    #[must_use]
    pub(super) fn expanded(&self, path: &str) -> PathBuf {
        match path.strip_prefix("~/") {
            Some(rest) => self.home.join(rest),
            None => PathBuf::from(path),
        }
    }

    /// Where the JSON files of the Python plugin are, with the locks that Python programs take.
    pub(super) fn json_place(&self) -> Place {
        let base = self.text("OVOS_CONFIG_BASE_FOLDER", "mycroft");
        let cache = self.xdg("XDG_CACHE_HOME", ".cache");
        let named = ["TMPDIR", "TEMP", "TMP"].map(|variable| self.path(variable));
        let locks = named
            .into_iter()
            .flatten()
            .chain(TEMP_FOLDERS.map(PathBuf::from))
            .find(|folder| access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok());
        Place {
            folder: cache.join(base).join("json_database"),
            locks: locks.unwrap_or_else(|| self.temp.clone()),
        }
    }

    pub(super) fn qr_dir(&self) -> PathBuf {
        self.temp.join(format!("phal-oauth-{}", self.user))
    }
}

#[cfg(any(fuzzing, test))]
impl Environment {
    /// No variables, and this home.
    pub(crate) fn fixed(home: &Path) -> Self {
        let temp = PathBuf::from("/tmp");
        Self {
            variables: HashMap::new(),
            home: home.to_owned(),
            temp,
            user: 1000,
        }
    }

    /// Sets a variable.
    pub(crate) fn set(&mut self, variable: &str, value: &str) {
        self.variables.insert(variable.to_owned(), value.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_set_counts() {
        let mut environment = Environment::fixed(Path::new("/"));
        assert_eq!(environment.language(), Language::En);
        environment.set("LANG", "de_DE.UTF-8");
        assert_eq!(environment.language(), Language::De);
        environment.set("LC_MESSAGES", "");
        assert_eq!(environment.language(), Language::De);
        environment.set("LC_ALL", "C.UTF-8");
        assert_eq!(environment.language(), Language::En);
    }

    #[test]
    fn a_relative_xdg_variable_does_not_count() {
        let mut environment = Environment::fixed(Path::new("/home/ovos"));
        environment.set("XDG_DATA_HOME", "data");
        assert_eq!(
            environment.data_dir(),
            Path::new("/home/ovos/.local/share/phal-oauth")
        );
        assert_eq!(
            environment.json_place().folder,
            Path::new("/home/ovos/.cache/mycroft/json_database")
        );
        environment.set("OVOS_CONFIG_BASE_FOLDER", "neon");
        environment.set("XDG_CACHE_HOME", "/srv/cache");
        environment.set("TMPDIR", "/nowhere/at/all");
        environment.set("TEMP", "/var/tmp");
        let place = environment.json_place();
        assert_eq!(place.folder, Path::new("/srv/cache/neon/json_database"));
        assert_eq!(place.locks, Path::new("/var/tmp"));
        environment.set("XDG_DATA_HOME", "/srv/data");
        assert_eq!(environment.data_dir(), Path::new("/srv/data/phal-oauth"));
    }
}
