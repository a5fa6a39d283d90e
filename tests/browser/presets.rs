//! Presets for the scripted providers: the program's own at other addresses, and one for each rule.

use std::fs;
use std::path::Path;

use crate::tools::project;

/// The program's own, with the addresses in them and where those are in the tests.
const OWN: [(&str, &[(&str, &str)]); 3] = [
    ("plex", &[("https://plex.tv", "/plex")]),
    (
        "ecobee",
        &[
            ("https://api.ecobee.com", "/ecobee"),
            (
                "https://www.ecobee.com/consumerportal/index.html",
                "/ecobee/apps",
            ),
        ],
    ),
    ("nextcloud", &[]),
];

/// One for each rule: the ways in order, and the redirect URIs that are accepted.
const RULES: [(&str, &str, &str); 7] = [
    (
        "https-only",
        r#""relay", "loopback""#,
        r#"lan = "no", loopback = "no", https = "yes""#,
    ),
    (
        "loopback-only",
        r#""loopback""#,
        r#"lan = "no", loopback = "address", https = "no""#,
    ),
    (
        "out-of-band",
        r#""paste""#,
        r#"lan = "no", loopback = "no", https = "no", out_of_band = "urn:ietf:wg:oauth:2.0:oob""#,
    ),
    (
        "form-answers",
        r#""lan""#,
        r#"lan = "yes", loopback = "no", https = "no""#,
    ),
    (
        "slow-down",
        r#""device""#,
        r#"lan = "no", loopback = "no", https = "no""#,
    ),
    (
        "second-try",
        r#""device""#,
        r#"lan = "no", loopback = "no", https = "no""#,
    ),
    (
        "long-lived",
        r#""token""#,
        r#"lan = "no", loopback = "no", https = "no""#,
    ),
];

/// Writes them for the providers at this address.
pub(crate) fn write(folder: &Path, providers: &str) {
    fs::create_dir_all(folder).unwrap();
    let write = |id: &str, text: &str| fs::write(folder.join(format!("{id}.toml")), text).unwrap();
    for (id, places) in OWN {
        let file = project(&format!("assets/providers/{id}.toml"));
        let mut text = fs::read_to_string(file).unwrap();
        for (from, to) in places {
            assert!(text.contains(from), "{id} names no {from}");
            text = text.replace(from, &format!("{providers}{to}"));
        }
        // The server may be asked as often as a test likes.
        write(id, &text.replace("[device]", "[device]\ninterval = 1"));
    }
    for (id, ways, redirects) in RULES {
        write(id, &preset(id, ways, redirects, providers));
    }
}

fn preset(id: &str, ways: &str, redirects: &str, providers: &str) -> String {
    let device = if ways.contains("device") {
        format!("device = {{ endpoint = \"{providers}/{id}/device\" }}")
    } else {
        String::new()
    };
    format!(
        r#"
name = "{id}"
ways = [{ways}]
auth_endpoint = "{providers}/{id}/authorize"
token_endpoint = "{providers}/{id}/token"
secret = "unused"
scopes = ["read"]
redirect = {{ {redirects}, custom_scheme = "no" }}
{device}
sources = ["this test"]

[console]
url = "{providers}/{id}/tokens"
steps = "Make one and copy it."
"#
    )
}
