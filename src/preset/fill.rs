//! What a preset says where a registration says nothing.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::Url;

use super::template::Values;
use super::{Need, Preset};
use crate::provider::{DeviceRules, RevocationKind, TokenBody};
use crate::refusal::Refusal;
use crate::registration::{Pkce, Public, Registration};
use crate::way::Way;

impl Preset {
    /// Fills what the fields of a registration that names this provider leave out.
    pub(super) fn fill(&self, id: &str, fields: &mut Map<String, Value>) -> Result<(), Refusal> {
        let values = Values::read(self, id, fields)?;
        if let Some(base) = values.base() {
            fields.insert("base_url".to_owned(), base.into());
        }
        fields.insert("provider".to_owned(), id.into());
        // A metadata document with another issuer by design belongs to an issuer that no answer names.
        let issuer = self
            .issuer
            .as_ref()
            .filter(|_| self.metadata_issuer.is_none());
        let revocation = self.revocation.as_ref();
        let texts = [
            ("auth_endpoint", self.auth_endpoint.as_ref()),
            ("token_endpoint", self.token_endpoint.as_ref()),
            ("refresh_endpoint", self.refresh_endpoint.as_ref()),
            ("revocation_endpoint", revocation.map(|rule| &rule.endpoint)),
            ("device_authorization_endpoint", self.rfc8628()),
            ("issuer", issuer),
        ];
        for (key, template) in texts {
            put(fields, key, template.and_then(|text| values.expand(text)));
        }
        put(fields, "client_id", self.client_id.clone());
        put(fields, "name", Some(self.name.clone()));
        put(
            fields,
            "pkce",
            word((self.pkce == Pkce::Off).then_some(self.pkce)),
        );
        put(fields, "client_auth", word(self.client_auth));
        let needs_secret = (self.secret == Need::Needed).then_some(true);
        put(fields, "needs_secret", needs_secret);
        put(fields, "refresh_idle_days", self.refresh_idle_days);
        self.fill_scope(fields);
        self.fill_dialect(fields);
        merge(fields, "parameters", &self.parameters, &values);
        merge(fields, "token_parameters", &self.token_parameters, &values);
        Ok(())
    }

    /// Changes of settings with those that follow from another `base_url` or other `variables`: what
    /// this preset made of the old ones it makes of the new ones.
    pub(super) fn follow(
        &self,
        id: &str,
        registration: &Registration,
        changes: &mut Map<String, Value>,
    ) -> Result<(), Refusal> {
        let public = &registration.public;
        let new = match (changes.get("base_url"), changes.get("variables")) {
            (None, None) => return Ok(()),
            // They are the skill's again, and with them all that it says.
            (Some(Value::Null), _) | (_, Some(Value::Null)) => None,
            _ => Some(Values::read(self, id, &told(public, changes))?),
        };
        // As it was checked: a person writes a slash at the end or none.
        let old = Values::read(self, id, &told(public, &Map::new())).unwrap_or_default();
        let expand = |template: &str| {
            let value = new.as_ref().and_then(|new| new.expand(template));
            value.map_or(Value::Null, Value::from)
        };
        // What the skill has said itself stands.
        let is_ours = |template: &str, now: Option<&String>| {
            template.contains('{') && (now.is_none() || now == old.expand(template).as_ref())
        };
        for (key, template, now) in self.made_endpoints(public) {
            if let Some(template) = template.filter(|text| is_ours(text, now.as_ref())) {
                changes.entry(key).or_insert_with(|| expand(template));
            }
        }
        let secrets = &registration.secrets.token_parameters;
        let maps = [
            ("parameters", &self.parameters, &public.parameters),
            ("token_parameters", &self.token_parameters, secrets),
        ];
        for (key, templates, now) in maps {
            let ours = templates
                .iter()
                .filter(|(name, template)| is_ours(template, now.get(*name)));
            for (name, template) in ours {
                let map = changes.entry(key).or_insert_with(|| Map::new().into());
                // What is no map is refused later.
                let entry = map.as_object_mut().map(|map| map.entry(name.clone()));
                entry.map(|entry| entry.or_insert_with(|| expand(template)));
            }
        }
        Ok(())
    }

    /// The endpoints of an app, with the texts that they may be made of.
    fn made_endpoints<'a>(
        &'a self,
        public: &'a Public,
    ) -> [(&'static str, Option<&'a String>, &'a Option<String>); 6] {
        let revocation = self.revocation.as_ref().map(|rule| &rule.endpoint);
        let device = &public.device_authorization_endpoint;
        [
            (
                "auth_endpoint",
                self.auth_endpoint.as_ref(),
                &public.auth_endpoint,
            ),
            (
                "token_endpoint",
                self.token_endpoint.as_ref(),
                &public.token_endpoint,
            ),
            (
                "refresh_endpoint",
                self.refresh_endpoint.as_ref(),
                &public.refresh_endpoint,
            ),
            (
                "revocation_endpoint",
                revocation,
                &public.revocation_endpoint,
            ),
            ("device_authorization_endpoint", self.rfc8628(), device),
            ("issuer", self.issuer.as_ref(), &public.issuer),
        ]
    }

    /// Fills what changes nothing in the requests of a login for which no provider was named. Scopes
    /// with spaces between them were of no use to a server that wants commas.
    pub(super) fn complete(&self, fields: &mut Map<String, Value>) {
        let values = Values::defaults(self, |_| None);
        let origin = |url: &str| Url::parse(url).ok().map(|url| url.origin());
        let token_endpoint = fields.get("token_endpoint").and_then(Value::as_str);
        let token_origin = token_endpoint.and_then(origin);
        let revocation = self
            .rfc7009()
            .and_then(|endpoint| values.expand(endpoint))
            .filter(|endpoint| origin(endpoint) == token_origin);
        put(fields, "revocation_endpoint", revocation);
        put(fields, "name", Some(self.name.clone()));
        put(fields, "refresh_idle_days", self.refresh_idle_days);
        put(fields, "scope_separator", self.scope_separator.clone());
        put(fields, "token_path", self.token_path.clone());
    }

    /// How its device grant differs from the standard, for this registration.
    #[must_use]
    pub(crate) fn device_rules(&self, public: &Public) -> Option<DeviceRules> {
        let values = Values::told(self, public.base_url.as_deref(), &public.variables);
        let expanded = |template: &String| values.expand(template);
        let device = self.device.as_ref()?;
        // A client's secret is for the registered token endpoint, and polls show it.
        let is_ours = public.token_endpoint == self.token_endpoint.as_ref().and_then(expanded);
        let token_endpoint = device.token_endpoint.as_ref().filter(|_| is_ours);
        Some(DeviceRules {
            endpoint: values.expand(&device.endpoint)?,
            token_endpoint: token_endpoint.and_then(expanded),
            ..device.clone()
        })
    }

    /// Whether its pages or tokens are on these hosts, and how sure that is.
    pub(super) fn matches(&self, auth_host: Option<&str>, token_host: Option<&str>) -> usize {
        let values = Values::defaults(self, |_| None);
        let is_on = |template: &Option<String>, host: Option<&str>| {
            let endpoint = template.as_ref().and_then(|text| values.expand(text));
            let url = endpoint.and_then(|endpoint| Url::parse(&endpoint).ok());
            host.is_some() && url.as_ref().and_then(Url::host_str) == host
        };
        usize::from(is_on(&self.auth_endpoint, auth_host))
            + usize::from(is_on(&self.token_endpoint, token_host))
    }

    /// Where its device grant begins, if it has one that is like the standard's.
    fn rfc8628(&self) -> Option<&String> {
        let device = self.device.as_ref()?;
        self.ways.contains(&Way::Device).then_some(&device.endpoint)
    }

    fn rfc7009(&self) -> Option<&str> {
        let rule = self.revocation.as_ref();
        rule.filter(|rule| rule.kind == RevocationKind::Rfc7009)
            .map(|rule| rule.endpoint.as_str())
    }

    /// The skill's scopes, else the preset's; with those that make a login last.
    fn fill_scope(&self, fields: &mut Map<String, Value>) {
        let told: Vec<&str> = match fields.get("scope") {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => text.split_whitespace().collect(),
            // What is no scope is refused later.
            Some(value) if !value.is_null() => return,
            _ => Vec::new(),
        };
        let asked = if told.is_empty() {
            self.scopes.iter().map(String::as_str).collect()
        } else {
            told
        };
        let needed = self.needed_scopes.iter().map(String::as_str);
        let missing: Vec<&str> = needed.filter(|scope| !asked.contains(scope)).collect();
        let scope = [asked, missing].concat().join(" ");
        if !scope.is_empty() {
            fields.insert("scope".to_owned(), scope.into());
        }
    }

    fn fill_dialect(&self, fields: &mut Map<String, Value>) {
        put(fields, "scope_separator", self.scope_separator.clone());
        put(fields, "token_path", self.token_path.clone());
        let is_json = self.token_body == TokenBody::Json;
        put(
            fields,
            "token_body",
            word(is_json.then_some(self.token_body)),
        );
        let revocation = self.revocation.as_ref().map(|rule| rule.kind);
        let revocation = revocation.filter(|kind| *kind != RevocationKind::Rfc7009);
        put(fields, "revocation_kind", word(revocation));
        let rename = (!self.rename.is_empty()).then(|| self.rename.clone());
        put(
            fields,
            "rename",
            rename.and_then(|map| serde_json::to_value(map).ok()),
        );
    }
}

/// The address and the variables of an app with these changes.
fn told(public: &Public, changes: &Map<String, Value>) -> Map<String, Value> {
    let mut variables: Map<String, Value> = public
        .variables
        .iter()
        .map(|(name, value)| (name.clone(), value.clone().into()))
        .collect();
    let mut told = Map::new();
    match changes.get("variables") {
        Some(Value::Object(newer)) => {
            variables.extend(newer.clone());
            variables.retain(|_, value| !value.is_null());
        }
        Some(odd) => {
            told.insert("variables".to_owned(), odd.clone());
        }
        None => {}
    }
    told.entry("variables").or_insert(variables.into());
    let base = public.base_url.clone().map(Value::from);
    if let Some(base) = changes.get("base_url").cloned().or(base) {
        told.insert("base_url".to_owned(), base);
    }
    told
}

fn word(value: Option<impl serde::Serialize>) -> Option<Value> {
    serde_json::to_value(value?).ok()
}

/// Fills a field that says nothing.
fn put(fields: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    let is_told = match fields.get(key) {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(_) => true,
    };
    if let (false, Some(value)) = (is_told, value) {
        fields.insert(key.to_owned(), value.into());
    }
}

/// Adds parameters that are not told; null leaves one out.
fn merge(
    fields: &mut Map<String, Value>,
    key: &str,
    ours: &BTreeMap<String, String>,
    values: &Values,
) {
    if matches!(fields.get(key), None | Some(Value::Null)) {
        fields.insert(key.to_owned(), Value::Object(Map::new()));
    }
    let Some(Value::Object(told)) = fields.get_mut(key) else {
        // What is no map is refused later.
        return;
    };
    for (name, template) in ours {
        match (told.get(name), values.expand(template)) {
            (None, Some(value)) => {
                told.insert(name.clone(), value.into());
            }
            (Some(Value::Null), _) => {
                told.remove(name);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
#[expect(
    clippy::needless_pass_by_value,
    reason = "json! literals read better without &"
)]
mod tests {
    use serde_json::json;

    use super::super::Presets;
    use super::*;
    use crate::id::AppId;
    use crate::registration::{ClientAuth, Registration};

    fn parse(fields: Value) -> Result<Registration, Refusal> {
        let app = AppId::new("skill", "app").unwrap();
        Registration::parse(app, fields.as_object().unwrap(), &Presets::default())
    }

    #[test]
    fn a_provider_is_enough() {
        let public = parse(json!({"provider": " Spotify "})).unwrap().public;
        assert_eq!(public.provider.as_deref(), Some("spotify"));
        assert_eq!(public.name.as_deref(), Some("Spotify"));
        assert_eq!(
            public.token_endpoint.as_deref(),
            Some("https://accounts.spotify.com/api/token")
        );
        assert_eq!(public.client_auth, Some(ClientAuth::Basic));
        assert_eq!(public.parameters["show_dialog"], "true");
        assert!(!public.needs_secret && public.scope.is_none());
    }

    #[test]
    fn what_the_skill_says_wins() {
        let mine = json!({
            "provider": "google", "token_endpoint": "https://mine.example/token", "name": "Mine",
            "client_auth": "basic", "pkce": "off", "needs_secret": false,
            "parameters": {"prompt": "none", "x": "y"},
        });
        let public = parse(mine).unwrap().public;
        assert_eq!(
            public.token_endpoint.as_deref(),
            Some("https://mine.example/token")
        );
        assert_eq!(
            public.auth_endpoint.as_deref(),
            Some("https://accounts.google.com/o/oauth2/v2/auth")
        );
        assert_eq!(public.name.as_deref(), Some("Mine"));
        assert_eq!(public.client_auth, Some(ClientAuth::Basic));
        assert_eq!(public.pkce, Pkce::Off);
        assert!(!public.needs_secret);
        assert_eq!(
            json!(public.parameters),
            json!({"prompt": "none", "x": "y", "access_type": "offline"})
        );
        let without = json!({"provider": "google", "parameters": {"prompt": null}});
        let public = parse(without).unwrap().public;
        assert_eq!(json!(public.parameters), json!({"access_type": "offline"}));
        assert!(public.needs_secret);
    }

    #[test]
    fn scopes_are_the_skills_or_the_presets_with_those_that_are_needed() {
        let scope = |fields| parse(fields).unwrap().public.scope;
        assert_eq!(
            scope(json!({"provider": "microsoft", "scope": "Mail.Read"})).as_deref(),
            Some("Mail.Read offline_access")
        );
        assert_eq!(
            scope(json!({"provider": "microsoft", "scope": ["offline_access", "x"]})).as_deref(),
            Some("offline_access x")
        );
        assert_eq!(
            scope(json!({"provider": "lametric", "scope": ""})).as_deref(),
            Some("basic devices_read")
        );
        assert!(parse(json!({"provider": "microsoft", "scope": 7})).is_err());
    }

    #[test]
    fn an_own_server_needs_its_address() {
        let public = parse(json!({"provider": "nextcloud"})).unwrap().public;
        assert_eq!((public.base_url, public.token_endpoint), (None, None));
        let clear = json!({"provider": "nextcloud", "base_url": "http://cloud.example"});
        assert_eq!(parse(clear).unwrap_err().code(), "insecure_endpoint");
        let home = json!({"provider": "home-assistant", "base_url": "homeassistant.local:8123/"});
        let public = parse(home).unwrap().public;
        assert_eq!(
            public.base_url.as_deref(),
            Some("http://homeassistant.local:8123")
        );
        assert_eq!(
            public.token_endpoint.as_deref(),
            Some("http://homeassistant.local:8123/auth/token")
        );
        let hosted = parse(json!({"provider": "gitlab"})).unwrap().public;
        assert_eq!(
            hosted.token_endpoint.as_deref(),
            Some("https://gitlab.com/oauth/token")
        );
    }

    #[test]
    fn another_address_of_the_own_server_brings_its_endpoints() {
        let follow = |changes: Value| {
            let Value::Object(changes) = changes else {
                panic!("an object")
            };
            let nextcloud = parse(json!({"provider": "nextcloud"})).unwrap();
            Presets::default().followed(&nextcloud, changes)
        };
        let changes = follow(json!({"base_url": "https://new.example", "name": "Mine"})).unwrap();
        let page = "https://new.example/index.php/apps/oauth2/authorize";
        assert_eq!(changes["auth_endpoint"], page);
        assert_eq!(changes.len(), 4, "{changes:?}");
        let back = follow(json!({"base_url": null})).unwrap();
        assert_eq!((&back["auth_endpoint"], back.len()), (&Value::Null, 3));
        assert!(follow(json!({"base_url": "http://new.example"})).is_err());
        assert_eq!(follow(json!({"name": "x"})).unwrap().len(), 1);
    }

    #[test]
    fn what_is_made_of_variables_follows_one_of_them() {
        let tesla = json!({
            "provider": "tesla", "variables": {"region": "eu"},
            "auth_endpoint": "https://mine.example/authorize",
        });
        let tesla = parse(tesla).unwrap();
        let changes = json!({"variables": {"region": "na"}});
        let changes = changes.as_object().unwrap().clone();
        let changes = Presets::default().followed(&tesla, changes).unwrap();
        assert_eq!(
            changes["token_parameters"]["audience"],
            "https://fleet-api.prd.na.vn.cloud.tesla.com"
        );
        assert!(!changes.contains_key("auth_endpoint"), "it is the skill's");
        let odd = json!({"variables": {"other": "x"}});
        let odd = odd.as_object().unwrap().clone();
        assert!(Presets::default().followed(&tesla, odd).is_err());
    }

    #[test]
    fn a_variable_is_checked() {
        let nest = |variables| parse(json!({"provider": "google-nest", "variables": variables}));
        let public = nest(json!({"project_id": "p-1"})).unwrap().public;
        let page = "https://nestservices.google.com/partnerconnections/p-1/auth";
        assert_eq!(public.auth_endpoint.as_deref(), Some(page));
        for (variables, word) in [
            (json!({"project_id": "../x"}), "project_id"),
            (
                json!({"project_id": "p", "other": "x"}),
                "no variable other",
            ),
            (json!("x"), "must be an object"),
        ] {
            let refusal = nest(variables).unwrap_err();
            assert!(refusal.to_string().contains(word), "{refusal}");
        }
        assert_eq!(nest(json!({})).unwrap().public.auth_endpoint, None);
        let tesla = parse(json!({"provider": "tesla", "variables": {"region": "eu"}}));
        assert_eq!(
            tesla.unwrap().secrets.token_parameters["audience"],
            "https://fleet-api.prd.eu.vn.cloud.tesla.com"
        );
    }

    #[test]
    fn an_unknown_provider_is_refused_with_similar_ones() {
        let refusal = parse(json!({"provider": "spotfy"})).unwrap_err();
        assert_eq!(refusal.code(), "invalid_request");
        let told = refusal.to_string();
        assert!(
            told.contains("spotfy") && told.contains("did you mean spotify?"),
            "{told}"
        );
    }

    #[test]
    fn a_provider_without_a_page_is_registered() {
        let public = parse(json!({"provider": "tado"})).unwrap().public;
        assert_eq!(public.auth_endpoint, None);
        assert!(public.client_id.is_some());
        let public = parse(json!({"provider": "wyze"})).unwrap().public;
        assert_eq!(public.place(), "wyze");
    }

    #[test]
    fn an_old_registration_gets_what_changes_no_request() {
        let old = |auth: &str, token: &str| {
            let fields = json!({"auth_endpoint": auth, "token_endpoint": token});
            parse(fields).unwrap().public
        };
        let public = old(
            "https://accounts.google.com/o/oauth2/auth",
            "https://oauth2.googleapis.com/token",
        );
        assert_eq!(
            public.name.as_deref(),
            Some("Google (Calendar/Tasks/Gmail/Drive)")
        );
        assert_eq!(
            public.revocation_endpoint.as_deref(),
            Some("https://oauth2.googleapis.com/revoke")
        );
        assert_eq!(public.provider, None);
        assert!(public.parameters.is_empty() && public.scope.is_none() && !public.needs_secret);
        assert_eq!((public.pkce, public.client_auth), (Pkce::S256, None));
        assert_eq!(public.place(), "https://oauth2.googleapis.com/token");

        // Its revocation endpoint is on another host than this token endpoint.
        let moved = old(
            "https://accounts.google.com/o/oauth2/auth",
            "https://www.googleapis.com/oauth2/v4/token",
        );
        assert_eq!(moved.revocation_endpoint, None);

        let todoist = old(
            "https://todoist.com/oauth/authorize",
            "https://todoist.com/oauth/access_token",
        );
        assert_eq!(todoist.dialect.scope_separator.as_deref(), Some(","));
        for unknown in [
            old(
                "http://homeassistant.local:8123/a",
                "http://homeassistant.local:8123/t",
            ),
            old(
                "https://todoist.com.evil.example/a",
                "https://evil.example/todoist.com",
            ),
        ] {
            assert_eq!(unknown.name, None);
        }
    }

    #[test]
    fn every_preset_makes_a_registration_that_stays_the_same_when_read_again() {
        for id in Presets::default().ids() {
            let fields = json!({
                "provider": id, "base_url": "https://host.example",
                "variables": if id == "google-nest" { json!({"project_id": "p"}) } else { json!({}) },
            });
            let once = parse(fields).unwrap_or_else(|refusal| panic!("{id}: {refusal}"));
            let again = Registration::from_fields(once.app.clone(), &once.fields()).unwrap();
            assert!(once.is_same(&again), "{id}: {once:?} {again:?}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(8))]

        #[test]
        fn any_registration_with_a_provider_is_taken_or_refused(
            id in "[a-z-]{0,12}", text in "\\PC{0,30}", n in proptest::num::i64::ANY,
        ) {
            let presets = Presets::default();
            let ids = presets.ids().into_iter().step_by(7).chain([id.as_str()]);
            for id in ids {
                for value in [json!(text), json!([text]), json!(n), json!({&text: text}), json!(null)] {
                    for key in ["scope", "parameters", "variables", "base_url", "rename", "pkce",
                        "token_body", "token_path", "scope_separator", "provider", "needs_secret"]
                    {
                        let data = json!({"provider": id, "base_url": "https://h.example", key: value});
                        if let Err(refusal) = parse(data) {
                            let code = refusal.code();
                            proptest::prop_assert!(
                                matches!(code, "invalid_request" | "insecure_endpoint"), "{code}");
                        }
                    }
                }
            }
        }
    }
}
