//! The bus comes and goes, and the daemon with it.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::bus::Bus;
use crate::daemon::{Daemon, Place};
use crate::idp::PUBLIC;
use crate::skill::Skill;
use crate::tools::until;
use crate::world::World;

/// A device waits longer before it connects again: 5 s.
const SOON: &[&str] = &["--reconnect-ms", "200"];

#[test]
fn bug23_after_a_restart_of_the_bus_the_daemon_greets_again() {
    let mut world = World::start_with(&[], SOON);
    world.register(PUBLIC);
    // The daemon stands still until the ear is back, which would miss a greeting otherwise.
    world.ear = world.daemon.frozen(|| {
        world.bus.restart();
        world.bus.ear()
    });
    world.ear.hear("oauth.ping", 0);
    assert_eq!(world.status(PUBLIC)["state"], "not_authenticated");
}

#[test]
fn bug24_a_signal_ends_the_daemon_after_the_bus_was_lost_three_times() {
    let mut world = World::start_with(&[], SOON);
    for _ in 0..3 {
        world.ear = world.daemon.frozen(|| {
            world.bus.restart();
            world.bus.ear()
        });
        world.ear.hear("oauth.ping", 0);
    }
    let start = Instant::now();
    world.daemon.stop();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
}

#[test]
fn a_skill_registers_when_the_daemon_comes_back() {
    let mut world = World::start(&[]);
    let skill = Skill::resident(&world, PUBLIC);
    skill.step("registered");
    let from = world.ear.now();
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    world.ear.hear("oauth.register.response", from);
}

#[test]
fn a_daemon_started_first_finds_the_bus_of_the_configuration() {
    let home = tempfile::tempdir().unwrap();
    let place = Place::in_folder(home.path());
    Bus::configure(home.path(), place.bus_port);
    let daemon = Daemon::start_by_configuration(&place, SOON);
    until("its pages", || {
        TcpStream::connect(("127.0.0.1", place.port)).ok()
    });
    let (_bus, ear) = daemon.frozen(|| {
        let bus = Bus::start(home.path(), place.bus_port);
        let ear = bus.ear();
        (bus, ear)
    });
    ear.hear("oauth.ping", 0);
}

#[test]
fn the_daemon_ends_within_a_second() {
    let mut world = World::start(&[]);
    world.register(PUBLIC);
    world.authorization_url(PUBLIC);
    let start = Instant::now();
    world.daemon.stop();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
}
