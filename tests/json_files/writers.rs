//! Four programs write their tokens again and again while the daemon refreshes its own.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::device::Device;
use crate::process::Process;
use crate::tools::until;

/// The programs' apps.
const WRITERS: [&str; 4] = ["writer_a", "writer_b", "writer_c", "writer_d"];

/// The daemon's own app.
const OURS: &str = "own_app";

/// Rounds of each program: 1,000 in all.
const ROUNDS: usize = 250;

/// What the daemon waits between two refreshes.
const BREATH: Duration = Duration::from_millis(100);

/// What the rounds led to.
struct Rounds {
    /// The tokens that each program wrote, in their order.
    written: BTreeMap<&'static str, Vec<Value>>,
    /// How many of them were gone when a program looked before its next round.
    missed: usize,
    /// The ends of those that were gone and did not come back while their program waited.
    lost: Vec<Value>,
    took: Duration,
}

/// Runs all rounds, and `meanwhile` until they are over.
fn run(device: &Device, mut meanwhile: impl FnMut()) -> Rounds {
    let programs = WRITERS.map(|id| {
        let words = [id, &device.url, &ROUNDS.to_string()];
        Process::start(id, &mut device.python("writer.py", &words))
    });
    for program in &programs {
        program
            .out
            .find("ready", |line| line.contains("ready").then_some(()));
    }
    let start = Instant::now();
    let mut programs = programs;
    for program in &mut programs {
        program.say("go");
    }
    let done = |program: &Process| program.out.text().lines().count() == ROUNDS + 1;
    while !programs.iter().all(done) {
        assert!(
            start.elapsed() < Duration::from_secs(300),
            "the rounds take too long"
        );
        meanwhile();
        thread::sleep(BREATH);
    }
    let took = start.elapsed();
    let mut rounds = Rounds {
        written: BTreeMap::new(),
        missed: 0,
        lost: Vec::new(),
        took,
    };
    for (id, program) in WRITERS.into_iter().zip(&mut programs) {
        program.ended_with(0);
        for line in program.out.text().lines().skip(1) {
            let round: Value = serde_json::from_str(line).unwrap();
            rounds.missed += usize::from(round["missed"] == true);
            if round["lost"] == true {
                rounds.lost.push(round["token"]["expires_at"].clone());
            }
            rounds
                .written
                .entry(id)
                .or_default()
                .push(round["token"].clone());
        }
    }
    rounds
}

fn set_up(device: &Device) {
    for id in WRITERS.into_iter().chain([OURS]) {
        let words = [id, &device.url, "0"];
        Process::start(id, &mut device.python("writer.py", &words)).ended_with(0);
    }
}

/// The ends of the tokens of each program that the daemon took from the file.
fn seen(device: &Device) -> BTreeMap<&'static str, Vec<Value>> {
    let mut seen: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for said in device.ear.all() {
        let data = &said["data"];
        let writer = WRITERS.iter().find(|id| data["munged_id"] == **id);
        if let Some(id) = writer.filter(|_| said["type"] == "oauth.token.refreshed") {
            seen.entry(id).or_default().push(data["expires_at"].clone());
        }
    }
    seen
}

fn is_same(one: &Value, other: &Value) -> bool {
    let seconds = |value: &Value| value.as_f64().unwrap_or_default();
    (seconds(one) - seconds(other)).abs() < 1e-5
}

/// Which of these tokens was written last.
fn newest(written: &[Value], is_it: impl Fn(&Value) -> bool) -> Option<usize> {
    written.iter().rposition(is_it)
}

/// The rounds of the same programs, without the daemon.
fn run_alone() -> Rounds {
    let alone = Device::new();
    set_up(&alone);
    run(&alone, || ())
}

/// Waits until the newest token of each program that was seen stands in the file, or a newer one.
fn until_all_stand(device: &Device, rounds: &Rounds, seen: &BTreeMap<&str, Vec<Value>>) {
    until(
        "what was seen last of each program stands in the file",
        || {
            let rows = device.rows();
            let stands = |(id, written): (&&str, &Vec<Value>)| {
                let in_file = &rows[*id]["access_token"];
                let sight = seen[id].last().unwrap();
                newest(written, |token| token["access_token"] == *in_file)
                    >= newest(written, |token| is_same(&token["expires_at"], sight))
            };
            rounds.written.iter().all(stands).then_some(())
        },
    );
}

#[expect(
    clippy::print_stderr,
    reason = "the figures are what one wants to know"
)]
fn tell(what: &str, rounds: &Rounds) {
    let (missed, lost, took) = (rounds.missed, rounds.lost.len(), rounds.took);
    eprintln!("{what}: {missed} of 1000 missed, {lost} of 40 lost, in {took:?}");
}

#[test]
fn nothing_that_was_seen_is_lost_between_four_programs_and_the_daemon() {
    let device = Device::new();
    set_up(&device);
    let daemon = device.start();
    let mut ours = Vec::new();
    let refresh = || {
        let answer = device.refresh("own", "app");
        let token = answer["token"]["access_token"].clone();
        assert!(token.is_string(), "{answer}");
        // Each one gets there, however often it is overwritten.
        device.until_row(OURS, |row| row["access_token"] == token);
        ours.push(token);
    };
    let (without, with) = thread::scope(|scope| {
        let without = scope.spawn(run_alone);
        let with = run(&device, refresh);
        (without.join().unwrap(), with)
    });
    let seen = seen(&device);
    let sights: usize = seen.values().map(Vec::len).sum();
    tell("without the daemon", &without);
    let did = format!("with {} refreshes and {sights} tokens seen", ours.len());
    tell(&did, &with);

    assert!(
        ours.len() > 20 && sights > 200,
        "too little happened: {did}"
    );
    assert!(
        without.missed > 0,
        "the programs were not in each other's way"
    );
    let was_seen = |end: &&Value| seen.values().flatten().any(|seen| is_same(seen, end));
    let lost: Vec<&Value> = with.lost.iter().filter(was_seen).collect();
    assert!(lost.is_empty(), "seen and lost: {lost:?}");
    assert_eq!(device.rows()[OURS]["access_token"], *ours.last().unwrap());
    until_all_stand(&device, &with, &seen);
    for id in WRITERS {
        let row = &device.rows()[id];
        assert_eq!(row["number"], 1.5, "{row}");
    }
    let said = daemon.printed();
    assert!(
        !said.contains("was not kept in step") && !said.contains("cannot be read"),
        "{said}"
    );
}
