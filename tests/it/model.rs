//! Any sequence of answers, hours, requests, restarts and crashes, against a server that ends a login
//! when a spent refresh token comes again: what must hold after each step.

mod server;

use proptest::prelude::*;
use serde_json::{Value, json};

use self::server::{Answer, Server, numbers};
use crate::helpers::{TestApp, ids, topic, with};

/// What happens next.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// The server answers every refresh like this from now on.
    Will(Answer),
    /// So many seconds pass.
    Advance(f64),
    /// Somebody sets the clock.
    Jump(f64),
    /// A skill wants a token.
    Get,
    /// Several skills want a fresh one, at once.
    Crowd,
    /// A skill wants a refresh.
    Refresh,
    /// A skill registers with another secret.
    Register,
    Restart,
    Crash,
}

/// How often the token is asked for until the newest one must have been told.
const SETTLED_AFTER: usize = 20;

fn step() -> impl Strategy<Value = Step> {
    let answers = [
        Answer::Kept,
        Answer::Rotated,
        Answer::LostBefore,
        Answer::LostAfter,
        Answer::Halved,
        Answer::Busy,
        Answer::Ended,
        Answer::ClientRefused,
    ];
    let seconds = [1.0, 6.0, 40.0, 3_300.0, 3_700.0, 90_000.0];
    prop_oneof![
        5 => prop::sample::select(answers.to_vec()).prop_map(Step::Will),
        4 => prop::sample::select(seconds.to_vec()).prop_map(Step::Advance),
        1 => prop::sample::select(vec![-90_000.0, 90_000.0]).prop_map(Step::Jump),
        3 => Just(Step::Get),
        1 => Just(Step::Crowd),
        4 => Just(Step::Refresh),
        1 => Just(Step::Register),
        1 => Just(Step::Restart),
        2 => Just(Step::Crash),
    ]
}

#[test]
fn no_sequence_costs_a_login_that_the_server_has_not_ended() {
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(24)
    };
    proptest!(config, |(steps in prop::collection::vec(step(), 1..25))| {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(async {
                let mut model = Model::start().await;
                for step in steps {
                    model.take(step).await;
                    model.check().await;
                }
                model.end().await;
            });
    });
}

/// The daemon and the server.
struct Model {
    app: TestApp,
    server: Server,
    token_endpoint: String,
    secrets: usize,
    /// How often it was told that the newest login is dead.
    deaths: usize,
    /// Whether a crash may have kept that back.
    has_crashed: bool,
    /// The newest access token of that login that was told.
    newest: usize,
}

impl Model {
    async fn start() -> Self {
        let server = Server::default();
        let token_endpoint = server.start().await;
        let mut model = Self {
            app: TestApp::start().await,
            server,
            token_endpoint,
            secrets: 0,
            deaths: 0,
            has_crashed: false,
            newest: 0,
        };
        model.register().await;
        model.log_in().await;
        model
    }

    async fn register(&mut self) {
        self.secrets += 1;
        let fields = json!({
            "token_endpoint": self.token_endpoint, "client_secret": format!("s{}", self.secrets),
        });
        let answer = self.app.register(fields).await;
        assert_eq!(answer["error"], Value::Null, "{answer}");
    }

    async fn log_in(&mut self) {
        let login = self.app.url().await;
        let page = self.app.bring_to_end(&login, "code=c").await;
        page.assert_says(200, "All done");
        self.app.expect_success().await;
        (self.deaths, self.has_crashed, self.newest) = (0, false, 0);
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Will(answer) => self.server.state().will = Some(answer),
            Step::Advance(seconds) => self.app.clock.advance(seconds),
            Step::Jump(seconds) => self.app.clock.jump(seconds),
            Step::Get => self.ask("oauth.token.get", json!({}), 1).await,
            Step::Crowd => {
                let wish = json!({ "min_valid_seconds": 3_599 });
                self.ask("oauth.token.get", wish, 8).await;
            }
            Step::Refresh => self.ask("oauth.refresh", json!({}), 1).await,
            Step::Register => self.register().await,
            Step::Restart => {
                self.halt().await;
                self.app.start_again().await;
            }
            Step::Crash => {
                self.app.crash().await;
                self.app.until_closed().await;
                self.server.state().login().crash();
                self.has_crashed = true;
                self.app.start_again().await;
            }
        }
    }

    async fn halt(&mut self) {
        self.app.end().await;
        self.hear();
        self.server.state().login().rest();
        self.app.assert_left().await;
    }

    /// Asks so often at once; each time there is one answer.
    async fn ask(&mut self, kind: &str, wish: Value, times: usize) {
        for _ in 0..times {
            self.app.bus.send(kind, &with(ids(), wish.clone()));
        }
        for _ in 0..times {
            let answer = self.app.bus.expect(&format!("{kind}.response")).await.data;
            let token = answer.pointer("/token/access_token");
            match token.or(answer.get("access_token")) {
                Some(token) => self.learn(token.as_str().unwrap()),
                None => self.judge_refusal(&answer),
            }
        }
    }

    /// A token that was told is of the newest login, and never an older one than before.
    fn learn(&mut self, access_token: &str) {
        let [login, turn, count] = numbers(access_token);
        assert_eq!(login + 1, self.server.state().logins.len());
        assert!(count >= self.newest, "{access_token} after {}", self.newest);
        self.server.state().login().show(turn);
        self.newest = count;
    }

    fn judge_refusal(&self, answer: &Value) {
        match answer["error_code"].as_str() {
            Some("needs_login") => {
                let refused = self.server.state().login().refused;
                assert!(refused.is_some(), "nobody has ended this login: {answer}");
            }
            Some("temporarily_unavailable" | "misconfigured") => {}
            _ => panic!("{answer}"),
        }
    }

    /// Counts what the daemon says of its own accord.
    fn hear(&mut self) {
        self.app.bus.heard_by_now(topic::REFRESHED);
        self.deaths += self.app.bus.heard_by_now(topic::REQUIRED).len();
    }

    async fn check(&mut self) {
        let status = self.app.status().await;
        self.hear();
        let wrong = std::mem::take(&mut self.server.state().wrong);
        assert!(wrong.is_empty(), "{wrong:?}");
        match status["state"].as_str() {
            Some("needs_login") => self.bury(&status["reason"]).await,
            Some("connected" | "misconfigured") => {
                assert!(self.deaths <= 1, "{status}");
            }
            _ => panic!("{status}"),
        }
    }

    /// A login has died: by the server's word, with the right reason, told once. There is another.
    async fn bury(&mut self, reason: &Value) {
        if self.deaths == 0 && !self.has_crashed {
            self.app.bus.expect(topic::REQUIRED).await;
            self.deaths = 1;
        }
        assert!(self.deaths <= 1, "told {} times", self.deaths);
        let (is_lost, is_doubtful) = self.server.state().login().losses();
        let right = if is_lost {
            "answer_lost"
        } else {
            "invalid_grant"
        };
        let is_excused = is_doubtful && reason == "answer_lost";
        assert!(reason == right || is_excused, "{reason}, not {right}");
        self.log_in().await;
    }

    /// When the server is well again, so is everything.
    async fn end(mut self) {
        self.server.state().will = Some(Answer::Rotated);
        self.app.clock.advance(200_000.0);
        self.ask("oauth.token.get", json!({}), 1).await;
        self.check().await;
        // A refresh that nobody asked for may be on its way: its token is told when it is kept.
        for _ in 0..SETTLED_AFTER {
            self.ask("oauth.token.get", json!({}), 1).await;
            if self.newest == self.server.state().login().count {
                break;
            }
        }
        let (told, known) = (self.newest, self.server.state().login().count);
        assert_eq!(told, known, "not the newest token");
        self.halt().await;
        let wrong = &self.server.state().wrong;
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
