//! A program that is not on the bus, with an access token of the daemon.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use url::form_urlencoded;

use super::browser::{Browser, Page, parse};
use super::{DEADLINE, TestApp};

/// Where programs ask for their codes.
const DEVICE: &str = "/oauth/device_authorization";

/// The grant type of codes that somebody approves.
const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// A program that the owner has let in.
#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) client_id: String,
    pub(crate) device_code: String,
    pub(crate) user_code: String,
    pub(crate) token: String,
    pub(crate) refresh_token: String,
    api: Browser,
    /// The headers of each request.
    headers: Vec<(&'static str, String)>,
}

impl Program {
    /// A program that may have this scope, with its tokens: asked for by the device grant, approved at
    /// the command line.
    pub(crate) async fn let_in(app: &TestApp, scope: &str) -> Self {
        static ADDED: AtomicUsize = AtomicUsize::new(0);
        let client_id = format!("radio-{}", ADDED.fetch_add(1, Ordering::Relaxed));
        let words: Vec<&str> = scope.split(' ').collect();
        let client = json!({ "client_id": client_id, "scopes": words });
        let mut caller = app.caller().await;
        let added = caller.ask("oauth.clients.add", &client).await;
        assert_eq!(added.get("error"), None, "{added}");
        let address = app.api().loopback;
        let mut program = Self {
            client_id,
            device_code: String::new(),
            user_code: String::new(),
            token: String::new(),
            refresh_token: String::new(),
            api: Browser { address },
            headers: vec![("host", address.to_string())],
        };
        let codes = program.post(DEVICE, &[("scope", scope)]).await;
        program.device_code = text(&codes, "device_code");
        program.user_code = text(&codes, "user_code");
        let approval = json!({ "user_code": program.user_code, "decision": "approve" });
        let approved = caller.ask("oauth.activation", &approval).await;
        assert_eq!(approved.get("error"), None, "{approved}");
        let code = program.device_code.as_str();
        let form = [("grant_type", DEVICE_GRANT), ("device_code", code)];
        let tokens = program.post("/oauth/token", &form).await;
        program.token = text(&tokens, "access_token");
        program.refresh_token = text(&tokens, "refresh_token");
        let bearer = format!("Bearer {}", program.token);
        program.headers.push(("authorization", bearer));
        program
    }

    /// Asks for codes of this scope; returns the device code.
    pub(crate) async fn begin(&self, scope: &str) -> String {
        let codes = self.showing(&[]).post(DEVICE, &[("scope", scope)]).await;
        text(&codes, "device_code")
    }

    /// Asks whether a device code is approved.
    pub(crate) async fn poll(&self, device_code: &str) -> Page {
        let fields = [("grant_type", DEVICE_GRANT), ("device_code", device_code)];
        let form = self.form(&fields);
        self.showing(&[]).send("POST", "/oauth/token", &form).await
    }

    /// Gives its tokens back.
    pub(crate) async fn give_back(&self) {
        let form = self.form(&[("token", &self.refresh_token)]);
        let bare = self.showing(&[]);
        let page = bare.send("POST", "/oauth/revoke", &form).await;
        assert_eq!(page.status, 200, "{page:?}");
    }

    /// The same program with these `Authorization` headers instead of its own.
    pub(crate) fn showing(&self, values: &[&str]) -> Self {
        let mut program = self.without("authorization");
        let values = values
            .iter()
            .map(|value| ("authorization", (*value).to_owned()));
        program.headers.extend(values);
        program
    }

    /// The same program, sending this header.
    pub(crate) fn saying(&self, name: &'static str, value: &str) -> Self {
        let mut program = self.without(name);
        program.headers.push((name, value.to_owned()));
        program
    }

    fn without(&self, name: &str) -> Self {
        let mut program = self.clone();
        program.headers.retain(|(known, _)| *known != name);
        program
    }

    /// Asks for something.
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send("GET", path, "").await
    }

    /// Sends a request with a form, if there is one.
    pub(crate) async fn send(&self, method: &str, path: &str, form: &str) -> Page {
        let mut lines = vec![
            format!("{method} {path} HTTP/1.1"),
            "connection: close".to_owned(),
        ];
        let own = self.headers.iter();
        lines.extend(own.map(|(name, value)| format!("{name}: {value}")));
        if !form.is_empty() {
            lines.push("content-type: application/x-www-form-urlencoded".to_owned());
            lines.push(format!("content-length: {}", form.len()));
        }
        let request = format!("{}\r\n\r\n{form}", lines.join("\r\n"));
        let mut stream = self.api.knock(request.as_bytes()).await;
        let mut bytes = Vec::new();
        let read = tokio::time::timeout(DEADLINE, stream.read_to_end(&mut bytes));
        read.await.expect("an answer comes in time").unwrap();
        parse(&String::from_utf8(bytes).unwrap())
    }

    /// A form of this client.
    pub(crate) fn form(&self, fields: &[(&str, &str)]) -> String {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("client_id", &self.client_id);
        form.extend_pairs(fields).finish()
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Value {
        let page = self.send("POST", path, &self.form(fields)).await;
        assert_eq!(page.status, 200, "{page:?}");
        serde_json::from_str(&page.body).unwrap()
    }
}

fn text(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap().to_owned()
}
