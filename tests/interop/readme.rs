//! The readme's example, run as it stands there.

use std::fs;

use crate::idp::{self, PUBLIC};
use crate::process::Process;
use crate::scanner::scan;
use crate::tools::{project, python};
use crate::web;
use crate::world::World;

/// The example, for this authorization server and this client.
fn example(world: &World) -> String {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let (_, rest) = readme.split_once("```python\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let mut example = example.to_owned();
    for (sample, real) in [
        (
            "https://provider.example/authorize",
            world.idp.endpoint("authorization_endpoint"),
        ),
        (
            "https://provider.example/token",
            world.idp.endpoint("token_endpoint"),
        ),
        ("calendar.read", "openid read"),
        (
            "the client id from the provider's developer page",
            PUBLIC.id,
        ),
    ] {
        assert!(example.contains(sample), "{sample} is not in the example");
        example = example.replace(sample, real);
    }
    // A skill stays.
    format!("{example}\nimport sys\nsys.stdin.read()\n")
}

#[test]
fn b23_the_readmes_example_gets_its_token() {
    let world = World::start(&["--id", "my-skill_calendar"]);
    let script = world.home().join("example.py");
    fs::write(&script, example(&world)).unwrap();
    let mut command = python();
    command
        .arg("-u")
        .arg(script)
        .env_clear()
        .env("HOME", world.home())
        .env("TMPDIR", world.home());
    let skill = Process::start("example", &mut command);
    let shown = world.ear.hear("ovos.shell.oauth.display.qr.code", 0);
    let link = scan(shown["qr"].as_str().unwrap().as_ref());
    idp::approve(web::get(&link).location());
    skill.out.find("its token", |line| {
        let token = line.strip_prefix("token: ")?;
        (token.len() > 20).then_some(())
    });
}
