//! All presets: those that the program ships, and those that the user has added.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value};
use url::{Host, Url};

use super::Preset;
use crate::endpoint;
use crate::field::text;
use crate::refusal::Refusal;
use crate::registration::{Public, Registration};

/// Declares the files that are shipped; a test holds the list against the folder.
macro_rules! shipped {
    ($($id:literal,)*) => {
        const SHIPPED: &[(&str, &str)] = &[
            $(($id, include_str!(concat!("../../assets/providers/", $id, ".toml"))),)*
        ];
    };
}

shipped! {
    "amazon-lwa",
    "asana",
    "authelia",
    "authentik",
    "deezer",
    "discord",
    "dropbox",
    "ecobee",
    "fitbit",
    "garmin",
    "gitea",
    "github",
    "gitlab",
    "google",
    "google-nest",
    "google-youtube",
    "home-assistant",
    "home-connect",
    "honeywell",
    "hue",
    "husqvarna",
    "keycloak",
    "lametric",
    "lifx",
    "mastodon",
    "microsoft",
    "miele",
    "netatmo",
    "nextcloud",
    "notion",
    "oura",
    "plex",
    "rauthy",
    "reddit",
    "slack",
    "smartcar",
    "smartthings",
    "sonos",
    "spotify",
    "strava",
    "tado",
    "tesla",
    "ticktick",
    "tidal",
    "todoist",
    "trakt",
    "twitch",
    "whoop",
    "withings",
    "wyze",
    "xbox",
    "yolink",
}

/// The longest id of a preset.
const LONGEST_ID: usize = 64;

/// The longest file that is read, in bytes.
const LONGEST_FILE: u64 = 64 * 1024;

/// All presets; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Presets {
    /// The user's files by id; one with a shipped id replaces that.
    added: Arc<BTreeMap<String, String>>,
    /// The last one that an app was looked up for: the next app is often of the same provider.
    recent: Arc<Mutex<Option<Recent>>>,
}

/// By what a preset was looked for, and what was found.
#[derive(Debug)]
struct Recent {
    provider: Option<String>,
    hosts: [Option<String>; 2],
    found: Option<Arc<Preset>>,
}

impl Presets {
    /// The shipped presets with those of the user's folder, and a sentence for each file in it that
    /// cannot be used: such a file is passed over.
    #[must_use]
    pub fn read(folder: &Path) -> (Self, Vec<String>) {
        let mut added = BTreeMap::new();
        let mut problems = Vec::new();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    problems.push(format!("{}: {error}: passed over", folder.display()));
                }
                return (Self::default(), problems);
            }
        };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort();
        for path in paths {
            match read_file(&path) {
                Ok((id, text)) => {
                    added.insert(id, text);
                }
                Err(problem) => {
                    problems.push(format!("{}: {problem}: passed over", path.display()));
                }
            }
        }
        let presets = Self {
            added: Arc::new(added),
            recent: Arc::default(),
        };
        (presets, problems)
    }

    /// Every id, in order.
    #[must_use]
    pub fn ids(&self) -> BTreeSet<&str> {
        let shipped = SHIPPED.iter().map(|(id, _)| *id);
        shipped
            .chain(self.added.keys().map(String::as_str))
            .collect()
    }

    /// Finds a preset by its id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Preset> {
        Preset::parse(self.text(id)?).ok()
    }

    /// Whether the user has added it.
    #[must_use]
    pub fn is_added(&self, id: &str) -> bool {
        self.added.contains_key(id)
    }

    /// Ids that look like this one, the most similar first.
    #[must_use]
    pub fn similar(&self, id: &str) -> Vec<&str> {
        const ALIKE: f64 = 0.75;
        const MOST: usize = 3;
        let mut ids: Vec<(f64, &str)> = self
            .ids()
            .into_iter()
            .map(|known| (strsim::jaro_winkler(id, known), known))
            .filter(|(alike, _)| *alike >= ALIKE)
            .collect();
        ids.sort_by(|a, b| b.0.total_cmp(&a.0));
        ids.into_iter().take(MOST).map(|(_, id)| id).collect()
    }

    /// The fields of a registration, with what a preset says where they say nothing.
    pub(crate) fn filled<'f>(
        &self,
        fields: Cow<'f, Map<String, Value>>,
    ) -> Result<Cow<'f, Map<String, Value>>, Refusal> {
        let mut fields = fields;
        if let Some(told) = text(&fields, "provider")? {
            let id = told.trim().to_lowercase();
            let preset = self.find(&id).ok_or_else(|| self.unknown(&id))?;
            preset.fill(&id, fields.to_mut())?;
        } else if let Some(preset) = self.of_hosts(&fields) {
            preset.complete(fields.to_mut());
        }
        Ok(fields)
    }

    /// The preset of an app, by the name that its skill gives or by the hosts of its endpoints; with
    /// whether it was named.
    pub(crate) fn of_app(&self, public: &Public) -> Option<(Arc<Preset>, bool)> {
        let provider = public.provider.clone();
        let host = |endpoint: &Option<String>| public_host(endpoint.as_deref()?);
        let hosts = match provider {
            Some(_) => [None, None],
            None => [host(&public.auth_endpoint), host(&public.token_endpoint)],
        };
        if provider.is_none() && hosts == [None, None] {
            return None;
        }
        let is_named = provider.is_some();
        let found = self.looked_up(provider, hosts);
        found.map(|preset| (preset, is_named))
    }

    fn looked_up(
        &self,
        provider: Option<String>,
        hosts: [Option<String>; 2],
    ) -> Option<Arc<Preset>> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*recent
            && known.provider == provider
            && known.hosts == hosts
        {
            return known.found.clone();
        }
        let found = match &provider {
            Some(id) => self.find(id),
            None => self.on_hosts(hosts[0].as_deref(), hosts[1].as_deref()),
        };
        let found = found.map(Arc::new);
        *recent = Some(Recent {
            provider,
            hosts,
            found: found.clone(),
        });
        drop(recent);
        found
    }

    /// Changes of the settings of an app with this provider, with what follows from them.
    pub(crate) fn followed(
        &self,
        registration: &Registration,
        mut changes: Map<String, Value>,
    ) -> Result<Map<String, Value>, Refusal> {
        let provider = registration.public.provider.as_deref();
        if let Some((id, preset)) = provider.and_then(|id| Some((id, self.find(id)?))) {
            preset.follow(id, registration, &mut changes)?;
        }
        Ok(changes)
    }

    /// What the metadata of an issuer calls it, where that is another name by design.
    pub(crate) fn metadata_issuer(&self, issuer: &str) -> Option<String> {
        let ids = self.ids().into_iter();
        let mut named = ids.filter(|id| self.text(id).is_some_and(|text| text.contains(issuer)));
        named.find_map(|id| {
            let preset = self.find(id)?;
            let is_this = preset.issuer.as_deref() == Some(issuer);
            preset.metadata_issuer.filter(|_| is_this)
        })
    }

    pub(crate) fn unknown(&self, id: &str) -> Refusal {
        let shown: String = id.chars().filter(|c| !c.is_control()).take(64).collect();
        let similar = match self.similar(id).join(" or ") {
            none if none.is_empty() => ":".to_owned(),
            some => format!(", did you mean {some}?"),
        };
        Refusal::request(format!(
            "no provider {shown} is known{similar} phal-oauth providers lists them"
        ))
    }

    /// The preset whose public hosts these endpoints are on.
    fn of_hosts(&self, fields: &Map<String, Value>) -> Option<Preset> {
        let host = |key: &str| public_host(fields.get(key)?.as_str()?);
        self.on_hosts(
            host("auth_endpoint").as_deref(),
            host("token_endpoint").as_deref(),
        )
    }

    fn on_hosts(&self, auth: Option<&str>, token: Option<&str>) -> Option<Preset> {
        let hosts = [auth, token];
        let mut found: Option<(usize, Preset)> = None;
        for id in self.ids() {
            // Looking for the text is a thousand times quicker than reading all files.
            let text = self.text(id).unwrap_or_default();
            if !hosts.into_iter().flatten().any(|host| text.contains(host)) {
                continue;
            }
            let Some(preset) = self.find(id) else {
                continue;
            };
            let sure = preset.matches(auth, token);
            if sure > found.as_ref().map_or(0, |(sure, _)| *sure) {
                found = Some((sure, preset));
            }
        }
        found.map(|(_, preset)| preset)
    }

    fn text(&self, id: &str) -> Option<&str> {
        let shipped = || SHIPPED.iter().find(|(known, _)| *known == id);
        let added = self.added.get(id).map(String::as_str);
        added.or_else(|| shipped().map(|(_, text)| *text))
    }
}

/// The host of an address that is not in the home network.
fn public_host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let is_public = matches!(url.host(), Some(Host::Domain(_)))
        && !url.host().is_some_and(|host| endpoint::is_local(&host));
    is_public
        .then(|| url.host_str().map(str::to_owned))
        .flatten()
}

fn read_file(path: &Path) -> Result<(String, String), String> {
    let id = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if !(1..=LONGEST_ID).contains(&id.len()) || !id.bytes().all(is_plain) {
        return Err("the name of the file must be a word of a-z 0-9 -".to_owned());
    }
    let size = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > LONGEST_FILE {
        return Err("it is longer than 64 KiB".to_owned());
    }
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    Preset::parse(&text)?;
    Ok((id.to_owned(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each shipped file as it is written.
    fn shipped() -> impl Iterator<Item = (&'static str, toml::Table, Preset)> {
        SHIPPED.iter().map(|(id, text)| {
            let preset = Preset::parse(text).unwrap_or_else(|fault| panic!("{id}: {fault}"));
            (*id, text.parse().unwrap(), preset)
        })
    }

    #[test]
    fn the_list_is_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/providers");
        let files: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let listed = SHIPPED.iter().map(|(id, _)| format!("{id}.toml"));
        let listed: BTreeSet<String> = listed.collect();
        assert_eq!(files, listed);
    }

    #[test]
    fn every_file_tells_where_it_was_read_and_what_to_do() {
        for (id, _, preset) in shipped() {
            assert!(!preset.sources.is_empty(), "{id}: no sources");
            assert!(
                preset.console.is_some(),
                "{id}: nothing on how to get a client id"
            );
            let steps = preset
                .console
                .map(|console| console.steps)
                .unwrap_or_default();
            assert!(
                steps.ends_with('.') && !steps.contains("  "),
                "{id}: {steps}"
            );
            let notes = preset.notes.iter();
            assert!(notes.clone().all(|note| note.ends_with('.')), "{id}");
        }
    }

    #[test]
    fn what_is_unverified_is_there() {
        // What has its default need not be written down.
        let may_be_absent = |path: &str| matches!(path, "pkce" | "client_auth");
        for (id, table, preset) in shipped() {
            let unverified = preset.unverified.iter();
            for path in unverified.filter(|path| !may_be_absent(path)) {
                let mut names = path.split('.');
                let first = names.next().and_then(|name| table.get(name));
                let found = names.fold(first, |under, name| under?.get(name));
                assert!(
                    found.is_some(),
                    "{id}: unverified {path} is not in the file"
                );
            }
        }
    }

    #[test]
    fn no_file_holds_a_secret() {
        for (id, text) in SHIPPED {
            for word in ["client_secret =", "password", "refresh_token ="] {
                let found = text.lines().find(|line| line.starts_with(word));
                assert_eq!(found, None, "{id}");
            }
        }
    }

    #[test]
    fn names_and_ids_are_alike_to_nothing_else() {
        let names: BTreeSet<String> = shipped().map(|(_, _, preset)| preset.name).collect();
        assert_eq!(names.len(), SHIPPED.len());
        for (id, text) in SHIPPED {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join(format!("{id}.toml"));
            fs::write(&file, text).unwrap();
            assert_eq!(read_file(&file).unwrap().0, *id);
        }
    }

    #[test]
    fn the_users_files_add_and_replace_and_a_broken_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let mine = SHIPPED[0].1.replacen("name = ", "name = \"Mine\" # ", 1);
        for (name, text) in [
            ("my-cloud.toml", mine.as_str()),
            ("spotify.toml", &mine),
            ("broken.toml", "name = \"x\"\nsecert = \"needed\"\n"),
            ("Odd Name.toml", &mine),
            ("notes.txt", "no preset"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let (presets, problems) = Presets::read(folder.path());
        for id in ["my-cloud", "spotify"] {
            assert_eq!(presets.find(id).unwrap().name, "Mine");
            assert!(presets.is_added(id) && presets.ids().contains(id));
        }
        assert_eq!(presets.ids().len(), SHIPPED.len() + 1);
        let [odd, broken] = &problems[..] else {
            panic!("{problems:?}")
        };
        assert!(
            odd.contains("Odd Name.toml") && odd.contains("a-z 0-9 -"),
            "{odd}"
        );
        assert!(
            broken.contains("broken.toml: line 2, column 1: unknown field `secert`"),
            "{broken}"
        );
    }

    #[test]
    fn a_missing_folder_is_no_problem() {
        let folder = tempfile::tempdir().unwrap();
        let (presets, problems) = Presets::read(&folder.path().join("providers"));
        assert!(problems.is_empty() && presets.find("spotify").is_some());
    }

    #[test]
    fn similar_ids_are_found() {
        let presets = Presets::default();
        assert_eq!(presets.similar("spotfy").first(), Some(&"spotify"));
        assert_eq!(
            presets.similar("home_assistant").first(),
            Some(&"home-assistant")
        );
        assert!(presets.similar("zzz").is_empty());
    }
}
