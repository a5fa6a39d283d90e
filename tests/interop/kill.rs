//! The daemon is killed at every step of a refresh, against a server that ends a login when a spent
//! refresh token comes again.

use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bus::{Bus, Ear};
use crate::daemon::{Daemon, Place};
use crate::token_server::{Halt, TokenServer};
use crate::web;

/// How often the daemon is killed, over all steps.
const KILLS: usize = 100;

/// When the daemon is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Right after somebody asked for a refresh.
    Asked,
    /// The server stands still with it.
    Server(Halt),
    /// The server stands still with the request; then again with the one after the restart.
    ArrivedTwice,
    /// `oauth.token.refreshed` was heard.
    Refreshed,
    /// The asker has the answer.
    Answered,
}

const STEPS: [Step; 8] = [
    Step::Asked,
    Step::Server(Halt::Arrived),
    Step::Server(Halt::Spent),
    Step::Server(Halt::HalfSent),
    Step::Server(Halt::Sent),
    Step::ArrivedTwice,
    Step::Refreshed,
    Step::Answered,
];

impl Step {
    /// Whether the login must outlive a kill at this step; `None` where that is a matter of
    /// milliseconds.
    fn is_survived(self) -> Option<bool> {
        match self {
            Self::Asked | Self::Server(Halt::Sent) => None,
            Self::Server(Halt::Spent | Halt::HalfSent) => Some(false),
            Self::Server(Halt::Arrived) | Self::ArrivedTwice | Self::Refreshed | Self::Answered => {
                Some(true)
            }
        }
    }
}

/// What came of the kills at one step.
#[derive(Clone, Copy, Default)]
struct Tally {
    lived: usize,
    lost: usize,
}

#[test]
fn no_login_dies_that_the_server_had_not_spent() {
    let start = Instant::now();
    let mut scene = Scene::start();
    scene.log_in();
    let mut tallies = [Tally::default(); STEPS.len()];
    for round in 0..KILLS {
        let step = STEPS[round % STEPS.len()];
        let tally = &mut tallies[round % STEPS.len()];
        if scene.kill_at(step, pause(round)) {
            tally.lived += 1;
        } else {
            tally.lost += 1;
            scene.log_in();
        }
    }
    show(&tallies, start.elapsed());
}

/// From 0 to 5 ms, another one in each round of a step.
fn pause(round: usize) -> Duration {
    let turn = u64::try_from(round / STEPS.len()).unwrap();
    Duration::from_micros(turn * 2_100 % 5_100)
}

#[expect(
    clippy::print_stderr,
    reason = "the table is for whoever wants to see it"
)]
fn show(tallies: &[Tally], took: Duration) {
    let mut table = format!("{KILLS} kills in {:.1} s\n", took.as_secs_f64());
    for (step, tally) in STEPS.iter().zip(tallies) {
        let (name, Tally { lived, lost }) = (format!("{step:?}"), tally);
        writeln!(table, "{name:20} lived {lived:3}  answer lost {lost:3}").unwrap();
    }
    eprintln!("{table}");
}

/// Bus, token server and daemon, and an ear on the bus.
struct Scene {
    daemon: Daemon,
    server: TokenServer,
    ear: Ear,
    place: Place,
    _bus: Bus,
    _home: TempDir,
}

impl Scene {
    fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let place = Place::in_folder(home.path());
        Bus::configure(home.path(), place.bus_port);
        let bus = Bus::start(home.path(), place.bus_port);
        let ear = bus.ear();
        let daemon = Daemon::start(&place, &[]);
        ear.hear("oauth.ping", 0);
        let scene = Self {
            daemon,
            server: TokenServer::start(),
            ear,
            place,
            _bus: bus,
            _home: home,
        };
        let registered = scene.ask("oauth.register", "oauth.register.response");
        assert_eq!(registered["error"], Value::Null, "{registered}");
        scene
    }

    /// The registration, which holds the ids that every request needs.
    fn registration(&self) -> Value {
        json!({
            "skill_id": "kill", "app_id": "test", "client_id": "c", "client_secret": "s",
            "auth_endpoint": "https://provider.example/authorize",
            "token_endpoint": self.server.endpoint(),
        })
    }

    fn ask(&self, kind: &str, reply: &str) -> Value {
        self.ear.ask(kind, &self.registration(), reply)
    }

    fn log_in(&self) {
        let from = self.ear.now();
        let url = self.ask("oauth.get", "oauth.url")["url"].clone();
        let url = url::Url::parse(url.as_str().unwrap()).unwrap();
        let (_, state) = url.query_pairs().find(|(key, _)| key == "state").unwrap();
        let callback = format!("/auth/callback/kill_test?code=c&state={state}");
        assert_eq!(web::get(&self.place.url(&callback)).status, 303);
        self.ear.hear("oauth.login.succeeded", from);
    }

    /// Asks for a refresh and kills the daemon at this step, starts it again, and returns whether
    /// the login has lived on.
    fn kill_at(&mut self, step: Step, pause: Duration) -> bool {
        let from = self.ear.now();
        if let Step::Server(halt) = step {
            self.server.halt_at(halt);
        }
        if step == Step::ArrivedTwice {
            self.server.halt_at(Halt::Arrived);
        }
        self.ear.say("oauth.refresh", &self.registration());
        match step {
            Step::Asked => thread::sleep(pause),
            Step::Server(_) => {
                self.server.until_halted();
                thread::sleep(pause);
            }
            Step::ArrivedTwice => {
                self.server.until_halted();
                self.daemon.kill();
                self.server.until_idle();
                self.server.halt_at(Halt::Arrived);
                self.daemon.kill_and_restart();
                // Nobody asks: a refresh that was cut off is tried again at once.
                self.server.until_halted();
            }
            Step::Refreshed => drop(self.ear.hear("oauth.token.refreshed", from)),
            Step::Answered => {
                let answer = self.ear.hear("oauth.refresh.response", from);
                assert_eq!(answer["result"], "Ok", "{answer}");
            }
        }
        self.daemon.kill();
        self.server.until_idle();
        self.judge(step, from)
    }

    /// Starts the daemon again and looks what has become of the login.
    fn judge(&mut self, step: Step, from: usize) -> bool {
        let was_announced = self.ear.heard("oauth.token.refreshed", from)
            || self.ear.heard("oauth.refresh.response", from);
        let before = self.server.login();
        let restarted = self.ear.now();
        self.daemon.kill_and_restart();
        self.ear.hear("oauth.ping", restarted);
        let token = self.ask("oauth.token.get", "oauth.token.get.response");
        let refreshed = self.ask("oauth.refresh", "oauth.refresh.response");
        let after = self.server.login();
        let lived = refreshed["result"] == "Ok";
        let what = format!("{step:?}: {before:?} {after:?} {token} {refreshed}");

        assert_eq!(
            lived,
            after.spent_ones == 0,
            "only the server ends logins: {what}"
        );
        assert!(after.spent_ones <= 1, "a spent token is tried once: {what}");
        assert!(
            step.is_survived().is_none_or(|must| must == lived),
            "{what}"
        );
        if was_announced {
            assert!(lived, "what was told is on the disk: {what}");
            let turn = token["access_token"].as_str().unwrap().rsplit('-').next();
            let turn: usize = turn.unwrap().parse().unwrap();
            assert!(turn >= before.turn, "what was told is still there: {what}");
        }
        self.assert_state(lived, restarted);
        lived
    }

    /// What has happened is told: once on the bus, and by the state.
    fn assert_state(&self, lived: bool, restarted: usize) {
        let status = self.ask("oauth.status", "oauth.status.response")["apps"][0].clone();
        let required: Vec<Value> = self
            .ear
            .all()
            .into_iter()
            .skip(restarted)
            .filter(|said| said["type"] == "oauth.login.required")
            .map(|said| said["data"]["reason"].clone())
            .collect();
        if lived {
            assert_eq!(status["state"], "connected", "{status}");
            assert!(required.is_empty(), "{required:?}");
        } else {
            assert_eq!(status["state"], "needs_login", "{status}");
            assert_eq!(status["reason"], "answer_lost", "{status}");
            assert_eq!(required, ["answer_lost"]);
        }
    }
}
