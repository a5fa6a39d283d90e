//! The real Spotify player and the daemon share a login that a new refresh token comes with each time.

use serde_json::Value;

use crate::device::Device;
use crate::process::Process;
use crate::tools::until;

/// Refreshes by turns.
const TURNS: usize = 20;

/// Refreshes by the player while the daemon refreshes as well.
const AT_ONCE: usize = 60;

struct Player {
    process: Process,
    answers: usize,
}

impl Player {
    fn start(device: &Device) -> Self {
        let mut command = device.python("spotify.py", &[&device.url]);
        let mut player = Self {
            process: Process::start("Spotify player", &mut command),
            answers: 0,
        };
        player.answer();
        player
    }

    /// A player whose login the daemon has seen.
    fn logged_in(device: &Device) -> Self {
        let mut player = Self::start(device);
        player.ask("setup");
        let connected = || (device.status("ocp", "spotify")["state"] == "connected").then_some(());
        until("the login of the player is seen", connected);
        player
    }

    /// Its next line.
    fn answer(&mut self) -> Value {
        let line = until("an answer", || {
            let text = self.process.out.text();
            text.lines().nth(self.answers).map(str::to_owned)
        });
        self.answers += 1;
        serde_json::from_str(&line).unwrap()
    }

    fn ask(&mut self, word: &str) -> Value {
        self.process.say(word);
        self.answer()
    }

    fn token(&mut self, word: &str) -> String {
        let answer = self.ask(word);
        let token = answer["token"].as_str();
        token.unwrap_or_else(|| panic!("{answer}")).to_owned()
    }
}

fn refresh(device: &Device) -> Result<String, Value> {
    let answer = device.refresh("ocp", "spotify");
    let token = answer["token"]["access_token"].as_str().map(str::to_owned);
    token.ok_or(answer)
}

#[test]
fn by_turns_no_refresh_token_is_spent_twice() {
    let device = Device::new();
    let _daemon = device.start();
    let mut player = Player::logged_in(&device);
    // Over at once: both of the player's ways to refresh are gone.
    player.token("refresh");
    player.token("token");
    for turn in 0..TURNS {
        let ours = refresh(&device).unwrap();
        device.until_row("ocp_spotify", |row| row["access_token"] == ours);
        assert_eq!(player.token("token"), ours, "{turn}");
        player.token("refresh");
        // Noticed or not by now, the file is looked at before a refresh: what comes of it is the
        // player's token or a newer one.
        let newer = refresh(&device).unwrap();
        device.until_row("ocp_spotify", |row| row["access_token"] == newer);
        assert_ne!(newer, ours);
        assert_eq!(player.token("token"), newer, "{turn}");
    }
    assert!(!device.provider.out.text().contains("refused"));
}

#[test]
fn at_once_one_of_them_wins_and_both_go_on() {
    let device = Device::new();
    let _daemon = device.start();
    let mut player = Player::logged_in(&device);
    player.token("refresh");
    player.token("refresh");
    for _ in 0..AT_ONCE {
        player.process.say("refresh");
        let _either = refresh(&device);
        player.answer();
    }
    let ours = until("the daemon has the newest token", || refresh(&device).ok());
    device.until_row("ocp_spotify", |row| row["access_token"] == ours);
    assert_eq!(player.token("token"), ours);
    assert_eq!(device.status("ocp", "spotify")["state"], "connected");
    let theirs = player.token("refresh");
    device.until_row("ocp_spotify", |row| row["access_token"] == theirs);
    refresh(&device).unwrap();
}
