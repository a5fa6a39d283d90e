//! What `oauth.settings.update` lays over a registration.
//!
//! Only what was changed is kept, so that a skill's newer registration still counts for the rest. A
//! secret counts for the client and place that it was given for, and nowhere else.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::refusal::Refusal;
use crate::registration::Registration;

/// What stands for a secret that is not shown; sent back it means "as it was".
pub(crate) const MASK: &str = "********";

/// Settings that hold secrets.
const SECRET: [&str; 2] = ["client_secret", "token_parameters"];

/// Settings that may be updated: the fields of `oauth.register`, without the ids.
const SETTINGS: [&str; 30] = [
    "add_redirect",
    "add_scope",
    "audience",
    "auth_endpoint",
    "base_url",
    "client_auth",
    "client_id",
    "client_secret",
    "device_authorization_endpoint",
    "issuer",
    "name",
    "needs_secret",
    "parameters",
    "pkce",
    "redirect_uri",
    "refresh_endpoint",
    "refresh_idle_days",
    "rename",
    "resource",
    "revocation_endpoint",
    "revocation_kind",
    "scope",
    "scope_separator",
    "shell_integration",
    "token_body",
    "token_endpoint",
    "token_parameters",
    "token_path",
    "variables",
    "way",
];

/// PG3's names for two of them.
const OTHER_NAMES: [(&str, &str); 2] = [("addScope", "add_scope"), ("addRedirect", "add_redirect")];

/// Changed settings.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Overlay {
    /// Those that anyone may read.
    pub(crate) public: Map<String, Value>,
    /// Those that are kept sealed.
    pub(crate) secrets: OverlaySecrets,
}

/// Changed settings that are kept sealed, with the client and place that they are for.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct OverlaySecrets {
    seat: String,
    settings: Map<String, Value>,
}

impl fmt::Debug for Overlay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Overlay([redacted])")
    }
}

impl Overlay {
    /// This overlay with further changes, and the registration that comes of it. A null gives a
    /// setting back to the skill; maps are merged.
    pub(crate) fn updated(
        mut self,
        changes: &Map<String, Value>,
        registration: &Registration,
    ) -> Result<(Self, Registration), Refusal> {
        let mut secrets = self.secrets.settings.clone();
        for (name, value) in changes {
            let name = known(name)?;
            let is_secret = SECRET.contains(&name);
            let settings = if is_secret {
                &mut secrets
            } else {
                &mut self.public
            };
            change(settings, name, value);
        }
        let seat = seat(&self.laid_over(registration)?);
        // Secrets that were given for another client or place are of no use any more.
        if seat != self.secrets.seat {
            secrets.retain(|name, _| changes.contains_key(name));
        }
        self.secrets = OverlaySecrets {
            seat,
            settings: secrets,
        };
        let effective = self.laid_over(registration)?;
        Ok((self, effective))
    }

    /// The registration with the changed settings. Where those make no sense with a newer
    /// registration, that registration stands.
    pub(crate) fn over(&self, registration: Registration) -> Registration {
        match self.laid_over(&registration) {
            Ok(effective) => effective,
            Err(refusal) => {
                tracing::warn!(app.id = %registration.app, "the changed settings do not fit: {refusal}");
                registration
            }
        }
    }

    /// The variables of a preset that it tells, `base` for the address.
    pub(crate) fn told_variables(&self) -> BTreeSet<String> {
        let mut told = BTreeSet::new();
        if let Some(Value::Object(variables)) = self.public.get("variables") {
            told.extend(variables.keys().cloned());
        }
        if self.public.contains_key("base_url") {
            told.insert("base".to_owned());
        }
        told
    }

    /// The settings as they may be shown.
    #[must_use]
    pub(crate) fn shown(effective: &Registration) -> Map<String, Value> {
        let mut shown = effective.fields();
        for name in SECRET {
            if let Some(value) = shown.get_mut(name) {
                mask(value);
            }
        }
        shown
    }

    fn laid_over(&self, registration: &Registration) -> Result<Registration, Refusal> {
        let app = || registration.app.clone();
        let mut fields = registration.fields();
        for (name, value) in &self.public {
            change(&mut fields, name, value);
        }
        let named = Registration::from_fields(app(), &fields)?;
        let seat_now = seat(&named);
        // Another client or place inherits no secret.
        if seat_now != seat(registration) {
            for name in SECRET {
                fields.remove(name);
            }
        }
        if seat_now == self.secrets.seat {
            for (name, value) in &self.secrets.settings {
                change(&mut fields, name, value);
            }
        }
        Registration::from_fields(app(), &fields)
    }
}

/// The client and place that a secret is for.
fn seat(registration: &Registration) -> String {
    let public = &registration.public;
    let client_id = public.client_id.as_deref().unwrap_or_default();
    format!("{client_id}\n{}", public.place())
}

fn known(name: &str) -> Result<&'static str, Refusal> {
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name);
    let name = other.map_or(name, |(_, name)| name);
    SETTINGS
        .into_iter()
        .find(|known| *known == name)
        .ok_or_else(|| {
            let shown: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
            Refusal::request(format!(
                "{shown} is no setting: there are {}",
                SETTINGS.join(", ")
            ))
        })
}

fn change(settings: &mut Map<String, Value>, name: &str, value: &Value) {
    match (settings.get_mut(name), value) {
        (_, Value::Null) => {
            settings.remove(name);
        }
        (_, Value::String(text)) if text == MASK => {}
        (Some(Value::Object(old)), Value::Object(new)) => {
            for (name, value) in new {
                change(old, name, value);
            }
        }
        (None, Value::Object(new)) => {
            let mut begun = Map::new();
            for (name, value) in new {
                change(&mut begun, name, value);
            }
            settings.insert(name.to_owned(), Value::Object(begun));
        }
        (_, value) => {
            settings.insert(name.to_owned(), value.clone());
        }
    }
}

fn mask(value: &mut Value) {
    match value {
        Value::Object(map) => map.values_mut().for_each(mask),
        // Where there is no secret, none is shown.
        Value::Null => {}
        value => *value = Value::from(MASK),
    }
}

#[cfg(test)]
#[expect(
    clippy::needless_pass_by_value,
    reason = "json! literals read better without &"
)]
mod tests {
    use secrecy::ExposeSecret;
    use serde_json::json;

    use super::*;
    use crate::id::AppId;

    fn registration(extra: Value) -> Registration {
        let mut fields = json!({
            "auth_endpoint": "https://provider.example/authorize",
            "token_endpoint": "https://provider.example/token",
            "client_id": "c", "client_secret": "hush",
            "parameters": {"a": "1"}, "token_parameters": {"key": "quiet"},
        });
        for (key, value) in extra.as_object().unwrap() {
            fields[key] = value.clone();
        }
        let app = AppId::new("skill", "app").unwrap();
        Registration::from_fields(app, fields.as_object().unwrap()).unwrap()
    }

    fn update(overlay: Overlay, changes: Value) -> Result<(Overlay, Registration), Refusal> {
        overlay.updated(changes.as_object().unwrap(), &registration(json!({})))
    }

    fn secret(registration: &Registration) -> Option<&str> {
        let secret = registration.secrets.client_secret.as_ref();
        secret.map(ExposeSecret::expose_secret)
    }

    #[test]
    fn changes_are_partial_and_maps_are_merged() {
        let (overlay, effective) = update(
            Overlay::default(),
            json!({"parameters": {"b": "2"}, "addScope": true}),
        )
        .unwrap();
        assert_eq!(effective.public.parameters["a"], "1");
        assert_eq!(effective.public.parameters["b"], "2");
        assert!(effective.public.add_scope);
        assert_eq!(secret(&effective), Some("hush"));
        let newer = overlay.over(registration(json!({"name": "New"})));
        assert_eq!(newer.public.name.as_deref(), Some("New"));
        assert_eq!(newer.public.parameters["b"], "2");
    }

    #[test]
    fn null_gives_back_and_the_mask_changes_nothing() {
        let (overlay, _) = update(
            Overlay::default(),
            json!({"name": "Mine", "client_secret": "new"}),
        )
        .unwrap();
        let masked =
            json!({"client_secret": MASK, "name": null, "token_parameters": {"key": MASK}});
        let (_, effective) = update(overlay, masked).unwrap();
        assert_eq!(effective.public.name, None);
        assert_eq!(secret(&effective), Some("new"));
        assert_eq!(effective.secrets.token_parameters["key"], "quiet");
    }

    #[test]
    fn another_place_or_client_inherits_no_secret() {
        for change in [
            json!({"token_endpoint": "https://evil.example/token"}),
            json!({"refresh_endpoint": "https://evil.example/token"}),
            json!({"client_id": "other"}),
        ] {
            let (_, effective) = update(Overlay::default(), change).unwrap();
            assert_eq!(secret(&effective), None);
            assert!(effective.secrets.token_parameters.is_empty());
        }
    }

    #[test]
    fn a_secret_stays_with_the_place_that_it_was_given_for() {
        let (overlay, _) = update(Overlay::default(), json!({"client_secret": "mine"})).unwrap();
        let moved = registration(
            json!({"token_endpoint": "https://evil.example/token", "client_secret": null}),
        );
        assert_eq!(secret(&overlay.over(moved)), None);
        assert_eq!(secret(&overlay.over(registration(json!({})))), Some("mine"));
        let (overlay, effective) = update(
            overlay,
            json!({"token_endpoint": "https://evil.example/token"}),
        )
        .unwrap();
        assert_eq!(secret(&effective), None);
        let (_, back) = update(overlay, json!({"token_endpoint": null})).unwrap();
        assert_eq!(secret(&back), Some("hush"), "the skill's own");
    }

    #[test]
    fn bad_changes_are_refused_by_name() {
        for (change, word) in [
            (json!({"client_idd": "x"}), "client_idd"),
            (json!({"parameters": {"state": "x"}}), "state"),
            (
                json!({"token_endpoint": "http://public.example/"}),
                "token_endpoint",
            ),
            (json!({"pkce": "maybe"}), "pkce"),
            (json!({"parameters": 7}), "parameters"),
        ] {
            let refusal = update(Overlay::default(), change).unwrap_err();
            assert!(refusal.to_string().contains(word), "{refusal}");
        }
    }

    #[test]
    fn secrets_are_shown_as_stars() {
        let shown = Value::Object(Overlay::shown(&registration(json!({}))));
        assert_eq!(shown["client_secret"], MASK);
        assert_eq!(shown["token_parameters"], json!({"key": MASK}));
        assert_eq!(shown["parameters"], json!({"a": "1"}));
        assert!(!shown.to_string().contains("hush"));
    }

    proptest::proptest! {
        #[test]
        fn any_change_is_taken_or_refused(name in "[a-z_]{1,20}", text in "\\PC{0,20}", n in proptest::num::i64::ANY) {
            for name in SETTINGS.iter().copied().chain([name.as_str()]) {
                for value in [json!(text), json!(n), json!([text]), json!({&text: n}), json!(null)] {
                    if let Ok((overlay, effective)) = update(Overlay::default(), json!({name: value})) {
                        let again = overlay.over(registration(json!({})));
                        proptest::prop_assert!(again.is_same(&effective));
                    }
                }
            }
        }
    }
}
