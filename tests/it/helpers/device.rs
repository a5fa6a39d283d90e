//! Logins by a code that a person confirms elsewhere: begun on a page, polled as the clock turns.

use rusqlite::{Connection, OpenFlags, OptionalExtension};
use serde_json::{Value, json};

use super::{DEADLINE, Reply, TestApp, topic, with};

/// The device code, which nobody may see.
pub(crate) const DEVICE_CODE: &str = "planted-device-code";

/// An answer as in RFC 8628 section 3.2, with other members.
pub(crate) fn code(extra: Value) -> Reply {
    let members = json!({
        "device_code": DEVICE_CODE, "user_code": "WDJB-MJHT", "expires_in": 1800, "interval": 5,
        "verification_uri": "https://provider.example/device",
    });
    Reply::json(200, &with(members, extra))
}

/// What a poll is answered with while nothing has happened.
pub(crate) fn pending() -> Reply {
    Reply::error("authorization_pending")
}

/// What it is answered with in the end.
pub(crate) fn granted() -> Reply {
    let token = json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 3600 });
    Reply::json(200, &token)
}

impl TestApp {
    /// Registers an app whose logins go by device codes.
    pub(crate) async fn register_device(&self, extra: Value) -> Value {
        let endpoint = self.provider.url("/device");
        let fields = json!({ "device_authorization_endpoint": endpoint });
        self.register(with(fields, extra)).await
    }

    /// Shows a QR code and returns the path that it leads to.
    pub(crate) async fn invitation(&self) -> String {
        let answer = self.ask("oauth.generate.qr.request", &super::ids()).await;
        self.bus.expect(topic::DISPLAY).await;
        self.bus.expect(topic::STARTED).await;
        self.link_of(answer["qr"].as_str().unwrap())
    }

    /// The path that an image leads to, which only its pixels and the database hold.
    pub(crate) fn link_of(&self, image: &str) -> String {
        let query = "SELECT nonce FROM invitations WHERE qr_path = ?1";
        format!("/go/{}", self.find::<String>(query, image).unwrap())
    }

    /// Opens the page of an invitation, and returns what is announced of its code.
    pub(crate) async fn open_code(&self, link: &str, first: Reply) -> Value {
        self.provider.will(first);
        self.browser().get(link).await;
        self.bus.expect(topic::STARTED).await.data
    }

    /// A login by device code that waits: the link of its page.
    pub(crate) async fn waiting(&self, first: Value) -> String {
        self.register_device(json!({})).await;
        let link = self.invitation().await;
        self.open_code(&link, code(first)).await;
        link
    }

    /// Lets `seconds` pass after which one poll is sent that is answered so, and the next one is due
    /// after `next` more.
    pub(crate) async fn poll(&self, seconds: f64, reply: Reply, next: f64) {
        let asked = self.provider.requests().len();
        self.provider.will(reply);
        self.clock.advance(seconds);
        self.provider.until_asked(asked + 1).await;
        self.until_next_poll(next).await;
    }

    /// Lets `seconds` pass after which one poll ends the login.
    pub(crate) async fn last_poll(&self, seconds: f64, reply: Reply) {
        let asked = self.provider.requests().len();
        self.provider.will(reply);
        self.clock.advance(seconds);
        self.provider.until_asked(asked + 1).await;
    }

    /// Waits until the next poll is due after so many seconds.
    pub(crate) async fn until_next_poll(&self, seconds: f64) {
        let due = self.clock.now() + seconds;
        let query =
            "SELECT poll_at FROM pending WHERE spent_at IS NULL AND abs(poll_at - ?1) < 1e-3";
        let noted = async {
            while self.find::<f64>(query, due).is_none() {
                tokio::task::yield_now().await;
            }
        };
        let noted = tokio::time::timeout(DEADLINE, noted).await;
        let polls: Option<f64> =
            self.find("SELECT max(poll_at) - ?1 FROM pending", self.clock.now());
        assert!(
            noted.is_ok(),
            "the next poll is due after {polls:?}, not {seconds}"
        );
    }

    /// When the server was asked, in seconds since the first of these requests.
    pub(crate) fn asked_at(&self) -> Vec<f64> {
        let requests = self.provider.requests();
        let first = requests.first().map_or(0.0, |it| it.at);
        requests.iter().map(|it| it.at - first).collect()
    }

    fn find<T: rusqlite::types::FromSql>(
        &self,
        query: &str,
        parameter: impl rusqlite::ToSql,
    ) -> Option<T> {
        let path = self.folder.path().join("data/oauth.db");
        let database = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let row = database.query_row(query, [parameter], |row| row.get(0));
        row.optional().unwrap()
    }
}
