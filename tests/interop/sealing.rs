//! The master key, and what is left of secrets in files and in memory.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::{FileExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use crate::bus::Bus;
use crate::daemon::Place;
use crate::idp::{self, BASIC, PUBLIC};
use crate::leak::{Needles, issued};
use crate::process::Process;
use crate::tools::PATIENCE;
use crate::world::World;

/// A file or folder as it is: its bytes, when they were last changed, its mode.
type Seen = BTreeMap<PathBuf, (Vec<u8>, SystemTime, u32)>;

/// All that is in the folders of a daemon.
fn look(place: &Place) -> Seen {
    let mut seen = Seen::new();
    for name in ["data", "state", "run", "qr", ".cache"] {
        look_into(&place.folder(name), &mut seen);
    }
    seen
}

fn look_into(path: &Path, seen: &mut Seen) {
    let Ok(metadata) = fs::symlink_metadata(path) else {
        return;
    };
    let bytes = if metadata.is_file() {
        fs::read(path).unwrap()
    } else {
        Vec::new()
    };
    let changed = metadata.modified().unwrap();
    seen.insert(path.to_owned(), (bytes, changed, metadata.mode()));
    if metadata.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            look_into(&entry.unwrap().path(), seen);
        }
    }
}

/// Logs an app in and ends the daemon.
fn connected(options: &[&str]) -> World {
    let world = World::start(options);
    world.register(BASIC);
    idp::approve(&world.authorization_url(BASIC));
    world.token(BASIC, 0);
    world
}

/// Starts the daemon, which is to refuse, and asserts that it has changed nothing.
fn assert_refused_untouched(place: &Place, sentence: &str) {
    let before = look(place);
    let mut daemon = place.start(&[]);
    daemon.ended_with(2);
    let told = daemon.err.text();
    assert!(told.contains(sentence), "{told}");
    let after = look(place);
    let names: Vec<_> = after.keys().collect();
    assert_eq!(before.keys().collect::<Vec<_>>(), names, "{sentence}");
    for (path, seen) in &before {
        assert!(seen == &after[path], "{sentence}: {}", path.display());
    }
}

#[test]
fn without_the_right_key_nothing_is_touched() {
    let mut world = connected(&[]);
    let place = world.place.clone();
    let (key, kept) = (place.folder("state/master.key"), world.home().join("kept"));
    // Once with a log that a crash left, once without.
    for is_crash in [true, false] {
        if is_crash {
            world.daemon.kill();
        } else {
            world.daemon.stop();
            // It closes the database, which ends its log.
            assert_eq!(offline(&place, &["rekey"]).0, 0);
        }
        assert_eq!(is_crash, place.folder("data/oauth.db-wal").exists());
        fs::rename(&key, &kept).unwrap();
        assert_refused_untouched(&place, "master.key is missing: restore it");
        write_private(&key, &[7; 32]);
        assert_refused_untouched(
            &place,
            "does not belong to this database: restore the right",
        );
        write_private(&key, &[7; 31]);
        assert_refused_untouched(&place, "the key must be 32 bytes");
        fs::copy(&kept, &key).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
        assert_refused_untouched(&place, "chmod it to 600");
        fs::rename(&kept, &key).unwrap();

        let from = world.ear.now();
        world.daemon.kill_and_restart();
        world.ear.hear("oauth.ping", from);
        assert_eq!(world.status(BASIC)["state"], "connected");
    }
    world.daemon.stop();
    // Its log may hold the pages that are damaged here.
    assert_eq!(offline(&place, &["rekey"]).0, 0);
    let database = place.folder("data/oauth.db");
    let mut damaged = fs::read(&database).unwrap();
    damaged[..16].fill(0);
    fs::write(&database, damaged).unwrap();
    assert_refused_untouched(&place, "the database is damaged");
}

#[test]
fn a_key_from_systemd_is_used_and_none_is_made() {
    let home = tempfile::tempdir().unwrap();
    let place = Place::in_folder(home.path());
    let credentials = home.path().join("credentials");
    fs::create_dir(&credentials).unwrap();
    write_private(&credentials.join("phal-oauth.key"), &[9; 32]);
    let start = |credentials: &Path| {
        let mut command = place.command(&["run", "--bus", "embedded", "--listen", "127.0.0.1"]);
        command
            .env("CREDENTIALS_DIRECTORY", credentials)
            .env("PHAL_OAUTH_PORT", place.port.to_string())
            .env("PHAL_OAUTH_DATA_DIR", place.folder("data"))
            .env("PHAL_OAUTH_STATE_DIR", place.folder("state"));
        Bus::configure(home.path(), place.bus_port);
        Process::start("daemon", &mut command)
    };
    let mut daemon = start(&credentials);
    daemon
        .err
        .find("ready", |line| line.contains("ready").then_some(()));
    daemon.signal(rustix::process::Signal::TERM);
    daemon.ended_with(0);
    assert!(!place.folder("state/master.key").exists());

    let mut without = start(home.path());
    without.ended_with(2);
    assert!(without.err.text().contains("master.key is missing"));
    assert!(!place.folder("state/master.key").exists());
}

#[test]
fn a_new_key_keeps_the_logins_and_shuts_the_old_key_out() {
    let mut world = connected(&["--rotate", "on"]);
    let place = world.place.clone();
    let (code, refused) = offline(&place, &["rekey"]);
    assert_eq!(code, 3, "{}", refused.printed());
    assert!(refused.err.text().contains("stop it first"));

    world.daemon.stop();
    let key = place.folder("state/master.key");
    let old = fs::read(&key).unwrap();
    let (code, command) = offline(&place, &["rekey"]);
    assert_eq!(code, 0, "{}", command.printed());
    let new = fs::read(&key).unwrap();
    assert_ne!(old, new);
    write_private(&key, &old);
    assert_refused_untouched(&place, "does not belong to this database");
    write_private(&key, &new);

    let from = world.ear.now();
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    assert_eq!(world.refresh(BASIC)["result"], "Ok");
}

#[test]
fn a_rekey_that_is_killed_at_any_moment_loses_nothing() {
    let mut world = connected(&["--rotate", "on"]);
    world.daemon.stop();
    let place = world.place.clone();
    let mut keys = std::collections::BTreeSet::new();
    for moment in 0..40 {
        let mut command = Process::start("rekey", &mut offline_command(&place, &["rekey"]));
        // From before the first step to after the last.
        std::thread::sleep(Duration::from_millis(moment));
        command.kill();
        let (code, check) = offline(&place, &["rekey"]);
        assert_eq!(code, 0, "after {moment} ms: {}", check.printed());
        keys.insert(fs::read(place.folder("state/master.key")).unwrap());
        assert!(!place.folder("state/master.key.new").exists());
    }
    assert!(keys.len() > 20, "{}", keys.len());
    let from = world.ear.now();
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    assert_eq!(world.refresh(BASIC)["result"], "Ok");
}

#[test]
fn no_core_is_dumped_and_memory_is_wiped() {
    let world = World::start(&["--rotate", "on"]);
    for client in [BASIC, PUBLIC] {
        world.register(client);
        idp::approve(&world.authorization_url(client));
        world.token(client, 0);
        assert_eq!(world.refresh(client)["result"], "Ok");
    }
    let pid = world.daemon.pid();
    let limits = fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
    let cores = limits.lines().find(|line| line.contains("core file"));
    assert_eq!(
        cores.unwrap().split_whitespace().nth(4),
        Some("0"),
        "{limits}"
    );
    let owner = fs::metadata(format!("/proc/{pid}/mem")).unwrap().uid();
    assert_eq!(owner, 0, "other programs of this user may look into it");

    let (mut secrets, _) = issued(&world.idp.log());
    // It came over the bus, where everyone can read it, and stands in the buffer that it came in.
    assert!(secrets.remove(BASIC.credentials()["client_secret"].as_str().unwrap()));
    assert!(secrets.len() > 6, "{secrets:?}");
    let needles = Needles::new(&secrets);
    if memory(pid).is_none() {
        // Then no other program of this user can look either, as the owner of the file told.
        return;
    }
    let left = || found(&needles, &memory(pid).unwrap());
    // A connection to the authorization server is kept for 15 seconds, with its buffers.
    let start = Instant::now();
    while !left().is_empty() {
        assert!(start.elapsed() < PATIENCE, "{}", left().join("\n"));
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// What the daemon has in its memory; `None` where this user may not look.
fn memory(pid: u32) -> Option<Vec<(String, Vec<u8>)>> {
    let memory = File::open(format!("/proc/{pid}/mem")).ok()?;
    let map = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let parts = map.lines().filter_map(|line| {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let number = |text| u64::from_str_radix(text, 16).unwrap();
        let (start, end) = (number(start), number(end));
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        let is_writable = rest.starts_with("rw");
        (is_writable && memory.read_exact_at(&mut bytes, start).is_ok())
            .then(|| (line.to_owned(), bytes))
    });
    Some(parts.collect())
}

fn found(needles: &Needles, parts: &[(String, Vec<u8>)]) -> Vec<String> {
    parts
        .iter()
        .flat_map(|(place, bytes)| needles.all_in(place, bytes))
        .collect()
}

/// Writes a file that its owner alone may read.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// Such a command.
fn offline_command(place: &Place, words: &[&str]) -> Command {
    let mut command = place.command(words);
    for name in ["data", "state"] {
        command.arg(format!("--{name}-dir")).arg(place.folder(name));
    }
    command
}

/// Runs a command on the database of a daemon that does not run.
pub(crate) fn offline(place: &Place, words: &[&str]) -> (i32, Process) {
    let mut process = Process::start("command", &mut offline_command(place, words));
    (process.ended().code().unwrap(), process)
}

mod backup {
    //! A backup on its way to a new device.

    use super::*;

    const PASSPHRASE: &str = "four quiet words here";

    fn command(
        place: &Place,
        word: &str,
        file: &Path,
        passphrase: &str,
        more: &[&str],
    ) -> (i32, String) {
        let path = place.home.join("passphrase");
        write_private(&path, format!("{passphrase}\n").as_bytes());
        let mut words = vec![word, file.to_str().unwrap(), "--passphrase-file"];
        words.push(path.to_str().unwrap());
        words.extend(more);
        let (code, process) = offline(place, &words);
        (code, process.printed())
    }

    #[test]
    fn a_backup_goes_on_on_a_new_device() {
        let mut world = connected(&["--rotate", "on", "--strict-auth"]);
        let old = world.place.clone();
        let file = world.home().join("backup");
        let export =
            |passphrase: &str, more: &[&str]| command(&old, "export", &file, passphrase, more);
        let (code, told) = export(PASSPHRASE, &[]);
        assert_eq!(code, 3, "{told}");
        world.daemon.stop();
        let (code, told) = export("too short", &[]);
        assert_eq!((code, file.exists()), (2, false), "{told}");
        let (code, told) = export(PASSPHRASE, &[]);
        assert_eq!(code, 0, "{told}");
        assert!(told.contains("1 app with 1 login"), "{told}");
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
        let written = fs::read(&file).unwrap();
        let (code, told) = export(PASSPHRASE, &[]);
        assert_eq!(code, 2, "{told}");
        assert!(told.contains("--force"), "{told}");
        assert_eq!(fs::read(&file).unwrap(), written);
        assert_eq!(export(PASSPHRASE, &["--force"]).0, 0);
        assert_ne!(fs::read(&file).unwrap(), written);

        let home = tempfile::tempdir().unwrap();
        let new = Place {
            home: home.path().to_owned(),
            ..old.clone()
        };
        refuse(&new, &file);
        let (code, told) = command(&new, "import", &file, PASSPHRASE, &[]);
        assert_eq!(code, 0, "{told}");
        assert_ne!(
            fs::read(new.folder("state/master.key")).unwrap(),
            fs::read(old.folder("state/master.key")).unwrap()
        );
        let from = world.ear.now();
        let mut daemon = new.start(&[]);
        world.ear.hear("oauth.ping", from);
        assert_eq!(world.status(BASIC)["state"], "connected");
        let refreshed = world.refresh(BASIC);
        assert_eq!(refreshed["result"], "Ok", "{refreshed}");
        assert_eq!(command(&new, "import", &file, PASSPHRASE, &[]).0, 3);
        daemon.signal(rustix::process::Signal::TERM);
        daemon.ended_with(0);

        let (code, told) = command(&new, "import", &file, PASSPHRASE, &[]);
        assert_eq!(code, 1, "{told}");
        assert!(
            told.contains(&BASIC.munged()) && told.contains("--replace"),
            "{told}"
        );
        assert_eq!(
            command(&new, "import", &file, PASSPHRASE, &["--replace"]).0,
            0
        );
    }

    /// Everything that is no backup for these hands, and leaves the device without a database.
    fn refuse(new: &Place, file: &Path) {
        let bytes = fs::read(file).unwrap();
        let refused = |passphrase: &str, code: i32, sentence: &str| {
            let (found, told) = command(new, "import", file, passphrase, &[]);
            assert!(found == code && told.contains(sentence), "{found}: {told}");
            assert!(!new.folder("data").exists());
        };
        refused("four quiet words her", 1, "the passphrase is wrong");
        write_private(file, &bytes[..bytes.len() - 9]);
        refused(PASSPHRASE, 1, "damaged or cut off");
        let text = [b"phal-oauth backup 2\n", &bytes[20..]].concat();
        write_private(file, &text);
        refused(PASSPHRASE, 1, "newer phal-oauth");
        write_private(file, b"{}");
        refused(PASSPHRASE, 1, "no backup of phal-oauth");
        write_private(file, &bytes);
        for mode in [0o640, 0o604, 0o620] {
            fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap();
            refused(PASSPHRASE, 2, "chmod 600");
        }
        fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
    }
}
