//! What a preset file must be, beyond its form.

use super::Preset;
use super::template::{BASE, Values};
use crate::endpoint;
use crate::provider::{Dialect, OURS, RevocationKind};
use crate::way::Way;

impl Preset {
    /// Reads a file. The error tells line and column where it is one of form.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let preset: Self = toml::from_str(text).map_err(|error| place(&error, text))?;
        preset.check()?;
        Ok(preset)
    }

    fn check(&self) -> Result<(), String> {
        if self.name.trim().is_empty() {
            return Err("name is empty".to_owned());
        }
        if self.ways.is_empty() {
            return Err("ways is empty: name at least one".to_owned());
        }
        self.check_ways()?;
        self.check_endpoints()?;
        for (key, map) in [
            ("parameters", &self.parameters),
            ("token_parameters", &self.token_parameters),
        ] {
            if let Some(name) = map.keys().find(|name| OURS.contains(&name.as_str())) {
                return Err(format!("{key} may not set {name}: it is set for you"));
            }
        }
        Dialect::check_rename(&self.rename).map_err(|refusal| refusal.to_string())
    }

    fn check_ways(&self) -> Result<(), String> {
        for way in &self.ways {
            let has_token = self.token_endpoint.is_some() || self.issuer.is_some();
            let has_page = self.auth_endpoint.is_some() || self.issuer.is_some();
            let missing = match way {
                way if way.needs_page() && !has_page => "auth_endpoint",
                way if way.needs_page() && !has_token => "token_endpoint",
                Way::Device | Way::EcobeePin if !has_token => "token_endpoint",
                Way::Device | Way::PlexPin | Way::EcobeePin | Way::NextcloudLogin
                    if self.device.is_none() =>
                {
                    "the table device"
                }
                Way::Paste if self.redirect.out_of_band.is_none() => "redirect.out_of_band",
                _ => continue,
            };
            return Err(format!("the way {way} needs {missing}"));
        }
        Ok(())
    }

    fn check_endpoints(&self) -> Result<(), String> {
        let example = |name: &str| {
            let value = if name == BASE {
                "https://host.example"
            } else {
                "word"
            };
            Some(value.to_owned())
        };
        let values = Values::defaults(self, example);
        for (key, template) in self.endpoints() {
            let endpoint = values
                .expand(template)
                .ok_or_else(|| format!("{key} names a variable that is not in variables"))?;
            endpoint::checked(key, &endpoint).map_err(|refusal| refusal.to_string())?;
        }
        let page = self
            .device
            .as_ref()
            .and_then(|it| it.verification_uri.as_ref());
        if page.is_some_and(|page| endpoint::page(page).is_none()) {
            return Err("device.verification_uri is no address of a page".to_owned());
        }
        let maps = self.parameters.iter().chain(&self.token_parameters);
        for (key, template) in maps {
            if values.expand(template).is_none() {
                return Err(format!("{key} names a variable that is not in variables"));
            }
        }
        Ok(())
    }

    /// Every endpoint, by its key.
    fn endpoints(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let device = self.device.as_ref();
        let revocation = self.revocation.as_ref();
        [
            ("issuer", self.issuer.as_deref()),
            ("auth_endpoint", self.auth_endpoint.as_deref()),
            ("token_endpoint", self.token_endpoint.as_deref()),
            ("refresh_endpoint", self.refresh_endpoint.as_deref()),
            ("device.endpoint", device.map(|it| it.endpoint.as_str())),
            (
                "device.token_endpoint",
                device.and_then(|it| it.token_endpoint.as_deref()),
            ),
            (
                "revocation.endpoint",
                // The other kinds have places in them that are no variables of ours.
                revocation
                    .filter(|it| it.kind == RevocationKind::Rfc7009)
                    .map(|it| it.endpoint.as_str()),
            ),
        ]
        .into_iter()
        .filter_map(|(key, endpoint)| Some((key, endpoint?)))
    }
}

/// An error of form, with line and column, without the excerpt that goes with it.
fn place(error: &toml::de::Error, text: &str) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    format!("line {line}, column {column}: {}", error.message())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
name = "Music"
ways = ["lan"]
auth_endpoint = "https://music.example/authorize"
token_endpoint = "https://music.example/token"
secret = "optional"
redirect = { lan = "yes", loopback = "yes", https = "yes", custom_scheme = "no" }
sources = ["somebody"]
"#;

    #[test]
    fn a_file_is_taken_or_its_fault_is_named() {
        Preset::parse(GOOD).unwrap();
        for (from, to, word) in [
            ("[\"lan\"]", "[]", "ways is empty"),
            ("[\"lan\"]", "[\"carrier-pigeon\"]", "line 3, column 9"),
            (
                "[\"lan\"]",
                "[\"device\"]",
                "the way device needs the table device",
            ),
            ("[\"lan\"]", "[\"paste\"]", "redirect.out_of_band"),
            (
                "https://music.example/token",
                "http://music.example/token",
                "token_endpoint",
            ),
            (
                "https://music.example/token",
                "{base}/token",
                "not in variables",
            ),
            (
                "name =",
                "client_secret = \"hush\"\nname =",
                "line 2, column 1",
            ),
            (
                "secret =",
                "parameters = { state = \"x\" }\nsecret =",
                "state",
            ),
            (
                "secret =",
                "rename = { state = \"x\" }\nsecret =",
                "another name",
            ),
            ("name =", "name", "line 2"),
        ] {
            let fault = Preset::parse(&GOOD.replace(from, to)).unwrap_err();
            assert!(fault.contains(word), "{to}: {fault}");
            assert!(!fault.contains("hush"), "{fault}");
        }
    }
}
