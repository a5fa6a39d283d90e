//! What is known of a provider: one TOML file each, shipped in `assets/providers` or added by the
//! user.
//!
//! A preset is read when it is asked for and thrown away afterwards; the daemon keeps the text alone.
//! It holds no secret.

mod check;
mod fill;
mod known;
mod template;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::known::Presets;
use crate::provider::{DeviceRules, RevocationKind, TokenBody};
use crate::registration::{ClientAuth, Pkce};
use crate::store::App;
use crate::way::{Ground, Way};

/// What is known of one provider.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its name for people.
    pub name: String,
    /// The ways in which a person can log in, the best first.
    pub ways: Vec<Way>,
    /// The issuer in its answers and metadata.
    #[serde(default)]
    pub issuer: Option<String>,
    /// What its metadata calls the issuer, where that is another one by design.
    #[serde(default)]
    pub metadata_issuer: Option<String>,
    /// Where a person approves.
    #[serde(default)]
    pub auth_endpoint: Option<String>,
    /// Where codes and refresh tokens are exchanged.
    #[serde(default)]
    pub token_endpoint: Option<String>,
    /// Where refresh tokens are exchanged, if elsewhere.
    #[serde(default)]
    pub refresh_endpoint: Option<String>,
    /// The one client id that the provider gives to everybody.
    #[serde(default)]
    pub client_id: Option<String>,
    /// Whether a client has a secret.
    pub secret: Need,
    /// How a client shows who it is.
    #[serde(default)]
    pub client_auth: Option<ClientAuth>,
    /// PKCE, off for servers that break on it.
    #[serde(default)]
    pub pkce: Pkce,
    /// The scopes of a skill that names none.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// Scopes without which there is no lasting login.
    #[serde(default)]
    pub needed_scopes: Vec<String>,
    /// What stands between scopes, where it is no space.
    #[serde(default)]
    pub scope_separator: Option<String>,
    /// More parameters of the authorization request.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// More parameters of every token request.
    #[serde(default)]
    pub token_parameters: BTreeMap<String, String>,
    /// Other names of standard parameters.
    #[serde(default)]
    pub rename: BTreeMap<String, String>,
    /// The form of token requests.
    #[serde(default)]
    pub token_body: TokenBody,
    /// The member of the answer that holds the token.
    #[serde(default)]
    pub token_path: Option<String>,
    /// After how many days without use a refresh token ends.
    #[serde(default)]
    pub refresh_idle_days: Option<u32>,
    /// What stands in braces in the texts above.
    #[serde(default)]
    pub variables: BTreeMap<String, Variable>,
    /// How its device grant, or what is like one, differs from RFC 8628.
    #[serde(default)]
    pub device: Option<DeviceRules>,
    /// How tokens are revoked.
    #[serde(default)]
    pub revocation: Option<RevocationRule>,
    /// Under which ids programs look for its token that register nothing themselves.
    #[serde(default)]
    pub known_as: Option<KnownAs>,
    /// Which redirect URIs it accepts.
    pub redirect: Redirect,
    /// Where a person gets a client id.
    #[serde(default)]
    pub console: Option<Console>,
    /// What a person should know.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Where all this was read.
    pub sources: Vec<String>,
    /// The keys above whose values nobody has verified.
    #[serde(default)]
    pub unverified: Vec<String>,
}

/// The ids of an app that no skill registers.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct KnownAs {
    /// The skill's part.
    pub skill_id: String,
    /// The app's part.
    pub app_id: String,
    /// What that program does with the token.
    #[serde(default)]
    pub scopes: Vec<String>,
}

/// Whether something is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// Not without.
    Needed,
    /// With or without.
    Optional,
    /// Never.
    Unused,
}

/// A value that differs from user to user, in a text as `{name}`. `base` is an address, every other
/// one is a word.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// What it is, for people.
    pub hint: String,
    /// Its value where none is told.
    #[serde(default)]
    pub default: Option<String>,
}

/// How tokens are revoked.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RevocationRule {
    /// The kind of request.
    pub kind: RevocationKind,
    /// Where it goes.
    pub endpoint: String,
}

/// Which redirect URIs a provider accepts.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Redirect {
    /// Plain http to an address in the home network.
    pub lan: Accepts,
    /// Plain http to the browser's own machine.
    pub loopback: Loopback,
    /// https.
    pub https: Accepts,
    /// An app's own scheme.
    pub custom_scheme: Accepts,
    /// The redirect URI, or `omit`, with which the provider shows the code itself.
    #[serde(default)]
    pub out_of_band: Option<String>,
}

/// Whether a provider accepts something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Accepts {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// Its administrator decides.
    Admin,
    /// Nobody has found out.
    Unknown,
}

/// Which loopback addresses a provider accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Loopback {
    /// Any.
    Yes,
    /// `127.0.0.1` and `[::1]`, not the name.
    Address,
    /// The name `localhost` alone.
    Localhost,
    /// None.
    No,
    /// Its administrator decides.
    Admin,
    /// Nobody has found out.
    Unknown,
}

/// Where a person gets a client id.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Console {
    /// The page; none where it is the user's own server.
    #[serde(default)]
    pub url: Option<String>,
    /// What to do there.
    pub steps: String,
}

/// A variable that has no value yet, for a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Blank {
    /// Its name; `base` is an address.
    pub name: String,
    /// What it is, for people.
    pub hint: String,
    /// What stands in the field at first.
    pub value: Option<String>,
}

impl Preset {
    /// The way in which a new login goes on a device with or without a relay.
    #[must_use]
    pub fn way_here(&self, has_relay: bool) -> Option<Way> {
        let ground = Ground {
            preset: Some(self),
            is_named: true,
            has_device_endpoint: self.device.is_some(),
            has_relay,
            ..Ground::default()
        };
        ground.choose().ok().map(|choice| choice.way)
    }

    /// What a person may tell of his own server: the variables that the skill has not told.
    pub(crate) fn form(&self, app: &App) -> Vec<Blank> {
        let public = &app.registration.public;
        let value = |name: &String| {
            if name == template::BASE {
                public.base_url.as_ref()
            } else {
                public.variables.get(name)
            }
        };
        let is_skills = |name: &String, default: Option<&String>| {
            let value = value(name);
            value.is_some() && value != default && !app.told_variables.contains(name)
        };
        self.variables
            .iter()
            .filter(|(name, variable)| !is_skills(name, variable.default.as_ref()))
            .map(|(name, variable)| Blank {
                name: name.clone(),
                hint: variable.hint.clone(),
                value: value(name).or(variable.default.as_ref()).cloned(),
            })
            .collect()
    }

    /// The same form where it must be filled before a login. `asks_all`: defaults are nobody's choice.
    pub(crate) fn blanks(&self, app: &App, asks_all: bool) -> Vec<Blank> {
        let form = self.form(app);
        let is_open = |blank: &Blank| {
            blank.value.is_none() || (asks_all && !app.told_variables.contains(&blank.name))
        };
        if form.iter().any(is_open) {
            form
        } else {
            Vec::new()
        }
    }
}
