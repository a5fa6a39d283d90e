//! A real skill in Python, on the real client library.

use serde_json::{Value, json};

use crate::idp::{Client, SKILL};
use crate::process::Process;
use crate::tools::{PATIENCE, project, python};
use crate::world::World;

/// A running skill.
pub(crate) struct Skill(Process);

impl Skill {
    /// Starts a skill that asks for its login by this message, then waits for its token, then refreshes it.
    pub(crate) fn start(world: &World, client: Client, ask: &str) -> Self {
        Self::run(world, client, &json!({ "ask": ask, "refresh": true }))
    }

    /// Starts a skill that registers and stays, to register again when the daemon asks for it.
    pub(crate) fn resident(world: &World, client: Client) -> Self {
        Self::run(world, client, &json!({ "stay": true }))
    }

    fn run(world: &World, client: Client, wishes: &Value) -> Self {
        let mut wants = wishes.clone();
        wants["host"] = "127.0.0.1".into();
        wants["port"] = world.bus_port.into();
        wants["skill_id"] = SKILL.into();
        wants["app_id"] = client.app.into();
        wants["register"] = world.idp.registration(client);
        wants["patience"] = PATIENCE.as_secs().into();
        let mut command = python();
        command
            .arg(project("tests/interop/skill.py"))
            .arg(wants.to_string());
        command
            .env_clear()
            .env("HOME", world.home())
            .env("TMPDIR", world.home());
        Self(Process::start("skill", &mut command))
    }

    /// Waits for what a step brought.
    pub(crate) fn step(&self, name: &str) -> Value {
        self.0.out.find(name, |line| {
            let step: Value = serde_json::from_str(line).ok()?;
            (step["step"] == name).then(|| step["data"].clone())
        })
    }

    /// Waits for the authorization URL that it asked for.
    pub(crate) fn authorization_url(&self) -> String {
        let answer = self.step("asked");
        answer["url"]
            .as_str()
            .unwrap_or_else(|| panic!("no URL: {answer}"))
            .to_owned()
    }

    /// Waits until it has done all that it wanted.
    pub(crate) fn content(mut self) {
        self.0.ended_with(0);
    }
}
