//! Each known bug has its test, by name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// B1 to B23 and 1 to 26, as names of tests begin with them.
fn numbers() -> BTreeSet<String> {
    let read = (1..=23).map(|number| format!("b{number:02}"));
    let measured = (1..=26).map(|number| format!("bug{number:02}"));
    read.chain(measured).collect()
}

/// The bugs that a test's name begins with.
fn held_by(name: &str) -> Vec<String> {
    let numbers = numbers();
    name.split('_')
        .map_while(|word| numbers.get(word).cloned())
        .collect()
}

/// The names of all tests under a folder of the project.
fn tests(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules") {
            tests(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.extend(tests_in(&fs::read_to_string(&path).unwrap()));
        }
    }
}

fn tests_in(source: &str) -> Vec<String> {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let pairs = lines.windows(2);
    let attributed =
        pairs.filter(|pair| pair[0].starts_with("#[test]") || pair[0].starts_with("#[tokio::test"));
    attributed
        .filter_map(|pair| pair[1].trim_start_matches("async ").strip_prefix("fn "))
        .filter_map(|signature| Some(signature.split_once('(')?.0.to_owned()))
        .collect()
}

/// The rows of `bugs.md`: a bug's number, as tests are called by it, with the tests that it names.
fn listed() -> BTreeMap<String, BTreeSet<String>> {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/bugs.md");
    let mut rows = BTreeMap::new();
    for line in fs::read_to_string(list).unwrap().lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, number, _, tests, _] = cells[..] else {
            continue;
        };
        let prefix = if number.starts_with('B') { "b" } else { "bug" };
        let Ok(number) = number.trim_start_matches('B').parse::<u8>() else {
            continue;
        };
        // Each test stands in back-quotes.
        let tests = tests.split('`').skip(1).step_by(2).map(str::to_owned);
        rows.insert(format!("{prefix}{number:02}"), tests.collect());
    }
    rows
}

#[test]
fn every_known_bug_has_a_test_by_its_name_and_is_listed_with_it() {
    let mut all = BTreeSet::new();
    for folder in ["src", "tests"] {
        tests(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut all,
        );
    }
    let mut held: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in all {
        for number in held_by(&name) {
            held.entry(number).or_default().insert(name.clone());
        }
    }
    let found: BTreeSet<String> = held.keys().cloned().collect();
    assert_eq!(found, numbers());
    assert_eq!(held, listed(), "tests/golden/bugs.md names other tests");
}
