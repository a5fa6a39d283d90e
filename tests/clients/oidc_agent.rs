//! oidc-agent, which keeps logins for other programs.

use std::path::Path;
use std::process::Command;

use crate::Server;
use crate::process::Process;
use crate::tools::{on_path, until};

/// A program of its with a home, and a socket there.
fn program(name: &str, home: &Path) -> Command {
    let mut command = Command::new(on_path(name));
    command
        .env("HOME", home)
        .env("TMPDIR", home)
        .env("OIDC_SOCK", home.join("agent"));
    command
}

/// The access token that oidc-token prints.
fn token(home: &Path, arguments: &[&str]) -> String {
    let printed = program("oidc-token", home)
        .args(arguments)
        .output()
        .unwrap();
    assert!(printed.status.success(), "{printed:?}");
    String::from_utf8(printed.stdout).unwrap().trim().to_owned()
}

#[test]
fn oidc_agent_logs_in_by_a_typed_code_and_refreshes() {
    for server in Server::both() {
        log_in_and_refresh(&server);
    }
}

fn log_in_and_refresh(server: &Server) {
    let issuer = &server.issuer;
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    // It is pleased with a folder that is there already.
    std::fs::create_dir(home.join(".oidc-agent")).unwrap();
    let socket = home.join("agent");
    let mut agent = program("oidc-agent", home);
    agent.args(["--console", "--socket-path"]).arg(&socket);
    let _agent = Process::start("oidc-agent", &mut agent);
    until("oidc-agent listens", || socket.exists().then_some(()));

    let mut generate = program("oidc-gen", home);
    generate.args(["--flow=device", "--client-id=practice", "--client-secret="]);
    generate.args(["--redirect-uri=", "--scope=hello offline_access", "-m"]);
    generate.args(["--pw-cmd=echo practice", "login"]);
    generate.arg(format!("--issuer={issuer}"));
    let mut generate = Process::start("oidc-gen", &mut generate);
    let code = generate.err.find("a code", |line| {
        let (_, code) = line.split_once("enter the code: ")?;
        Some(code.trim().to_owned())
    });
    server.approve_code(&code);
    generate.ended_with(0);

    let first = token(home, &["login"]);
    assert_eq!(token(home, &["login"]), first);
    // Longer than any token lasts: it refreshes.
    let newer = token(home, &["--time=100000", "login"]);
    assert_ne!(newer, first);
    server.assert_opens(&newer);
}
