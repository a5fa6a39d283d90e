//! The "Oauth Configuration" of a PG3 node server, in our fields.

use serde_json::{Map, Value};

/// PG3's names with ours; all others are the same.
const NAMES: [(&str, &str); 2] = [("addScope", "add_scope"), ("addRedirect", "add_redirect")];

/// The payload with PG3's settings in the place of our fields. What stands beside `oauth` stays, and
/// gives way to what stands in it.
pub(super) fn fields(
    data: &Map<String, Value>,
    settings: &Map<String, Value>,
) -> Map<String, Value> {
    let mut fields = data.clone();
    fields.remove("oauth");
    // PG3 repeats the scope in token requests unless told otherwise.
    fields.insert("add_scope".to_owned(), true.into());
    for (name, value) in settings {
        let ours = NAMES
            .iter()
            .find(|(theirs, _)| theirs == name)
            .map_or(name.as_str(), |(_, ours)| ours);
        fields.insert(ours.to_owned(), value.clone());
    }
    fields
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::id::AppId;
    use crate::preset::Presets;
    use crate::registration::Registration;

    #[test]
    fn a_pg3_configuration_is_understood() {
        let data = json!({"oauth": {
            "name": "Service",
            "client_id": "id",
            "client_secret": "secret",
            "auth_endpoint": "https://p.example/authorize",
            "token_endpoint": "https://p.example/token",
            "scope": "read",
            "addRedirect": true,
            "parameters": {"access_type": "offline"},
            "token_parameters": {"x": "y"},
        }});
        let app = AppId::new("node", "server").unwrap();
        let presets = Presets::default();
        let read = Registration::parse(app.clone(), data.as_object().unwrap(), &presets).unwrap();
        let public = read.public;
        assert_eq!(public.name.as_deref(), Some("Service"));
        assert_eq!(public.client_id.as_deref(), Some("id"));
        assert!(public.add_scope && public.add_redirect);
        assert_eq!(public.parameters["access_type"], "offline");
        assert_eq!(read.secrets.token_parameters["x"], "y");

        let wrong = json!({"oauth": "text"});
        let refusal = Registration::parse(app, wrong.as_object().unwrap(), &presets).unwrap_err();
        assert_eq!(refusal.code(), "invalid_request");
    }
}
