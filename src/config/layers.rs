//! The files that `mycroft.conf` is made of.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use serde_saphyr::DuplicateKeyPolicy;

use super::environment::Environment;

/// Who a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// The image or the administrator.
    System,
    /// The person, whom the administrator may overrule.
    User,
}

/// One file of `mycroft.conf`.
#[derive(Clone, Debug)]
pub struct Layer {
    path: PathBuf,
    content: Value,
}

impl Layer {
    /// A file with this content.
    #[must_use]
    pub fn of(path: &Path, content: Value) -> Self {
        Self {
            path: path.to_owned(),
            content,
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file says of us: our section, with the language and the bus's section beside it.
    pub(super) fn section(&self, plugin: &str) -> Map<String, Value> {
        let section = self.content.get("PHAL").and_then(|phal| phal.get(plugin));
        let mut section = section
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        if let Some(language @ Value::String(_)) = self.content.get("lang") {
            section.entry("lang").or_insert_with(|| language.clone());
        }
        // A setting of the bus that is empty falls back on its own (`ovos-bus-client`).
        if let Some(Value::Object(bus)) = self.content.get("websocket") {
            let set = bus.iter().filter(|(_, value)| !is_falsy(value));
            let set = set
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            section.insert("websocket".to_owned(), Value::Object(set));
        }
        section
    }
}

fn is_falsy(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Number(number) => number.as_f64() == Some(0.0),
        _ => false,
    }
}

/// The files that are there, the weakest first, with a sentence for each that is broken: such a
/// file is passed over, as OVOS does.
#[must_use]
pub fn read(environment: &Environment) -> (Vec<Layer>, Vec<String>) {
    let mut layers = Vec::new();
    let mut problems = Vec::new();
    let mut system = Value::Null;
    for (owner, path) in files(environment) {
        let mut content = match read_file(&path) {
            Ok(Some(content)) => content,
            Ok(None) => continue,
            Err(problem) => {
                problems.push(format!("{}: {problem}: passed over", path.display()));
                continue;
            }
        };
        match owner {
            Owner::System => {
                if let Some(section) = content.get("system") {
                    system = section.clone();
                }
            }
            Owner::User if system.get("disable_user_config") == Some(&Value::Bool(true)) => {
                continue;
            }
            Owner::User => remove_protected(&mut content, &system),
        }
        layers.push(Layer { path, content });
    }
    (layers, problems)
}

/// The order of `ovos-config` 2 and later. The older one differs in that `/etc/xdg` overrules the
/// person, which was a mistake.
fn files(environment: &Environment) -> Vec<(Owner, PathBuf)> {
    let base = environment.text("OVOS_CONFIG_BASE_FOLDER", "mycroft");
    let file = environment.text("OVOS_CONFIG_FILENAME", "mycroft.conf");
    let in_folder = |folder: &str| Path::new(folder).join(&base).join(&file);
    let named = |variable: &str, default: PathBuf| environment.path(variable).unwrap_or(default);
    let user = environment.xdg("XDG_CONFIG_HOME", ".config").join(&base);
    vec![
        (Owner::System, named("OVOS_DEFAULT_CONFIG", PathBuf::new())),
        (
            Owner::System,
            named("OVOS_DISTRIBUTION_CONFIG", in_folder("/usr/share")),
        ),
        (
            Owner::System,
            named("MYCROFT_SYSTEM_CONFIG", in_folder("/etc")),
        ),
        (Owner::User, user.join("runtime.conf")),
        (Owner::User, in_folder("/etc/xdg")),
        (Owner::User, user.join(&file)),
    ]
}

fn read_file(path: &Path) -> Result<Option<Value>, String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    parse(path, &text).map(Some)
}

/// Reads YAML by its ending, everything else as JSON with whole-line comments. Errors tell line and
/// column.
fn parse(path: &Path, text: &str) -> Result<Value, String> {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    if ending.eq_ignore_ascii_case("yml") || ending.eq_ignore_ascii_case("yaml") {
        // As Python reads it, in YAML as in JSON: of a key that comes twice the later one holds.
        let options = serde_saphyr::options! { duplicate_keys: DuplicateKeyPolicy::LastWins };
        let read = serde_saphyr::from_str_with_options(text, options);
        return read.map_err(|error| first_line(&error.to_string()));
    }
    serde_json::from_str(&without_comments(text)).map_err(|error| error.to_string())
}

/// The sentence of an error that goes on with an excerpt of the file, which may hold secrets.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

/// Empties lines that are comments as a whole; the lines stay, so that errors name the right one.
pub(crate) fn without_comments(text: &str) -> String {
    let is_comment = |line: &str| {
        let line = line.trim_start();
        line.starts_with("//") || line.starts_with('#')
    };
    text.lines()
        .map(|line| if is_comment(line) { "" } else { line })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Takes out what the administrator keeps: `system.protected_keys.user` holds paths like `a:b`.
fn remove_protected(content: &mut Value, system: &Value) {
    let Some(Value::Array(paths)) = system.pointer("/protected_keys/user") else {
        return;
    };
    for path in paths.iter().filter_map(Value::as_str) {
        let (parents, last) = path.rsplit_once(':').unwrap_or(("", path));
        let mut parents = parents.split(':').filter(|key| !key.is_empty());
        let parent = parents.try_fold(&mut *content, |under, key| under.get_mut(key));
        if let Some(Value::Object(parent)) = parent {
            parent.remove(last);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read_home(files: &[(&str, &str)], variables: &[(&str, &str)]) -> (Vec<Layer>, Vec<String>) {
        let home = tempfile::tempdir().unwrap();
        let mut environment = Environment::fixed(home.path());
        for (name, text) in files {
            let path = home.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        for (variable, value) in variables {
            let value = value.replace('~', home.path().to_str().unwrap());
            environment.set(variable, &value);
        }
        read(&environment)
    }

    #[test]
    fn whole_line_comments_are_left_out() {
        let text = "{\n  // a comment\n  # another\n  \"a\": \"http://x\"\n}";
        assert_eq!(
            parse(Path::new("mycroft.conf"), text).unwrap(),
            json!({"a": "http://x"})
        );
    }

    #[test]
    fn yaml_is_read_by_its_ending() {
        let text = "PHAL:\n  ovos-PHAL-plugin-oauth:\n    port: 4000 # here\n";
        let read = parse(Path::new("neon.yaml"), text).unwrap();
        assert_eq!(read["PHAL"]["ovos-PHAL-plugin-oauth"]["port"], 4000);
    }

    #[test]
    fn of_a_key_that_comes_twice_the_later_one_holds() {
        for (file, text) in [
            ("a.conf", r#"{"a": 1, "a": 2}"#),
            ("a.yaml", "a: 1\na: 2\n"),
        ] {
            assert_eq!(parse(Path::new(file), text).unwrap(), json!({"a": 2}));
        }
    }

    #[test]
    fn a_broken_file_is_named_with_line_and_column() {
        let (layers, problems) = read_home(
            &[(".config/mycroft/mycroft.conf", "{\n  \"secret\": 1,\n}")],
            &[],
        );
        assert!(layers.is_empty());
        assert!(
            problems[0].contains("mycroft.conf") && problems[0].contains("line 3 column 1"),
            "{problems:?}"
        );
        let yaml = parse(Path::new("a.yml"), "secret: [hush\nb: 1\n").unwrap_err();
        assert!(yaml.contains("line") && !yaml.contains("hush"), "{yaml}");
    }

    #[test]
    fn base_folder_and_file_name_come_from_the_environment() {
        let variables = [
            ("OVOS_CONFIG_BASE_FOLDER", "neon"),
            ("OVOS_CONFIG_FILENAME", "neon.yaml"),
        ];
        let (layers, _) = read_home(&[(".config/neon/neon.yaml", "a: 1")], &variables);
        assert_eq!(layers[0].content, json!({"a": 1}));
    }

    #[test]
    fn the_administrator_may_keep_keys_or_the_whole_file() {
        let user = (".config/mycroft/mycroft.conf", r#"{"a": {"b": 1, "c": 2}}"#);
        let system = [("MYCROFT_SYSTEM_CONFIG", "~/system.conf")];
        let protect = (
            "system.conf",
            r#"{"system": {"protected_keys": {"user": ["a:b", "x:y"]}}}"#,
        );
        let (layers, _) = read_home(&[user, protect], &system);
        assert_eq!(layers.last().unwrap().content, json!({"a": {"c": 2}}));
        let disable = (
            "system.conf",
            r#"{"system": {"disable_user_config": true}}"#,
        );
        assert_eq!(read_home(&[user, disable], &system).0.len(), 1);
    }
}
