//! The demo's example skill: what a skill author would write.

use std::time::Duration;

use anyhow::Context as _;
use http::Request;
use serde_json::{Map, Value, json};

use crate::bus::Peer;
use crate::provider::HttpClient;

/// How long a skill waits for an answer: 3 s, as `ovos-bus-client` does.
const ANSWER: Duration = Duration::from_secs(3);

/// How long it waits for a person.
const PERSON: Duration = Duration::from_secs(610);

/// The app of the skill, as `phal-oauth connect` names it.
pub(super) const MUNGED_ID: &str = "example-skill_practice";

/// A skill on the bus.
pub(super) struct Skill {
    bus: Peer,
}

impl Skill {
    pub(super) async fn join(bus: &str) -> anyhow::Result<Self> {
        Ok(Self {
            bus: Peer::join(bus)
                .await
                .context("the example skill joins the bus")?,
        })
    }

    pub(super) async fn register(&mut self, issuer: &str, client_id: &str) -> anyhow::Result<()> {
        // The daemon may still be on its way to the bus: its ping tells that it is there.
        let app = json!({
            "skill_id": "example-skill",
            "app_id": "practice",
            "name": "the practice server",
            "auth_endpoint": format!("{issuer}/oauth/authorize"),
            "token_endpoint": format!("{issuer}/oauth/token"),
            "issuer": issuer,
            "scope": "hello",
            "client_id": client_id,
        });
        for _ in 0..10 {
            self.bus.say("oauth.register", app.clone()).await?;
            let heard = self
                .bus
                .hear(&["oauth.register.response"], Duration::from_millis(300))
                .await;
            if let Ok((_, answer)) = heard {
                return expect_no_error(&answer);
            }
        }
        anyhow::bail!("nobody answered oauth.register")
    }

    /// Asks for a QR code; returns the image's path, which a shell would show.
    pub(super) async fn ask_for_qr_code(&mut self) -> anyhow::Result<String> {
        let ids = json!({ "skill_id": "example-skill", "app_id": "practice" });
        self.bus.say("oauth.generate.qr.request", ids).await?;
        let (_, answer) = self
            .bus
            .hear(&["oauth.generate.qr.response"], ANSWER)
            .await?;
        expect_no_error(&answer)?;
        text(&answer, "qr")
    }

    /// Waits until a person has approved.
    pub(super) async fn token(&mut self) -> anyhow::Result<String> {
        let topics = [
            "oauth.token.response.example-skill_practice",
            "oauth.login.failed",
        ];
        let (_, answer) = self.bus.hear(&topics, PERSON).await?;
        expect_no_error(&answer)?;
        text(&answer, "access_token")
    }
}

/// Calls an API with the token.
pub(super) async fn hello(
    http: &HttpClient,
    issuer: &str,
    access_token: &str,
) -> anyhow::Result<String> {
    let request: Request<Vec<u8>> = http::Request::get(format!("{issuer}/hello"))
        .header(
            http::header::AUTHORIZATION,
            format!("Bearer {access_token}"),
        )
        .body(Vec::new())?;
    let answer = http.fetch(request).await?;
    let answer: Map<String, Value> =
        serde_json::from_slice(answer.body()).context("the practice server's greeting")?;
    text(&answer, "hello")
}

fn expect_no_error(answer: &Map<String, Value>) -> anyhow::Result<()> {
    match answer.get("error").and_then(Value::as_str) {
        Some(error) => anyhow::bail!("{error}"),
        None => Ok(()),
    }
}

fn text(answer: &Map<String, Value>, key: &str) -> anyhow::Result<String> {
    let text = answer.get(key).and_then(Value::as_str);
    text.map(str::to_owned)
        .with_context(|| format!("the answer holds no {key}"))
}
