//! A token endpoint that keeps the rules: what it answers is chosen, what it may answer is not.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::helpers::provider;

/// How long it thinks about a refresh, so that two at once would meet.
const THOUGHT: Duration = Duration::from_millis(1);

/// How it answers a refresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A new access token.
    Kept,
    /// A new refresh token as well.
    Rotated,
    /// None: the connection ends, nothing is done.
    LostBefore,
    /// None: the connection ends, but all is done.
    LostAfter,
    /// Half of one, and all is done.
    Halved,
    /// A gateway's error; nothing is done.
    Busy,
    /// The login has ended here.
    Ended,
    /// The client is refused; nothing is done.
    ClientRefused,
}

/// The server.
#[derive(Clone, Default)]
pub(super) struct Server(Arc<Mutex<State>>);

/// What it knows.
#[derive(Default)]
pub(super) struct State {
    /// How it answers from now on.
    pub(super) will: Option<Answer>,
    /// The newest login is the one that counts.
    pub(super) logins: Vec<Login>,
    /// What must never happen, but did.
    pub(super) wrong: Vec<String>,
    open: usize,
}

/// A login with tokens `rt-<login>-<turn>` and `at-<login>-<turn>-<count>`.
#[derive(Default)]
pub(super) struct Login {
    turn: usize,
    /// How many access tokens there were.
    pub(super) count: usize,
    is_revoked: bool,
    /// The turn whose refresh token was refused for good.
    pub(super) refused: Option<usize>,
    /// Whether the client must have noted that.
    is_refusal_known: bool,
    /// The turn that was last answered whole.
    answered: usize,
    /// The least turn that the client must know.
    floor: usize,
    /// Turns that were sent without a whole answer.
    lost: BTreeSet<usize>,
    /// Turns whose answer a crash may have lost.
    doubtful: BTreeSet<usize>,
}

impl Server {
    /// Starts it and returns its token endpoint.
    pub(super) async fn start(&self) -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let endpoint = format!("http://{}/token", listener.local_addr().unwrap());
        let server = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(server.clone().serve(stream));
            }
        });
        endpoint
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    async fn serve(self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        let Some(request) = provider::read(&mut stream).await else {
            return;
        };
        let answer = if request.field("grant_type") == "refresh_token" {
            self.state().enter();
            tokio::time::sleep(THOUGHT).await;
            let mut state = self.state();
            state.open -= 1;
            state.refresh(request.field("refresh_token"))
        } else {
            self.state().log_in()
        };
        let _ = stream.write_all(&answer).await;
        let _ = stream.shutdown().await;
    }
}

impl State {
    /// The login that counts.
    pub(super) fn login(&mut self) -> &mut Login {
        self.logins.last_mut().unwrap()
    }

    fn enter(&mut self) {
        self.open += 1;
        if self.open > 1 {
            self.wrong.push("two refreshes at once".to_owned());
        }
    }

    fn log_in(&mut self) -> Vec<u8> {
        let number = self.logins.len();
        self.logins.push(Login::default());
        reply(200, &self.login().tokens(number, true))
    }

    fn refresh(&mut self, token: &str) -> Vec<u8> {
        let [number, turn] = numbers(token);
        let is_newest = number + 1 == self.logins.len();
        let login = &mut self.logins[number];
        if login.is_refusal_known {
            self.wrong.push(format!("{token} after it was refused"));
        }
        if !is_newest || turn < login.floor {
            self.wrong.push(format!("{token} after it was replaced"));
        }
        login.refresh(number, turn, self.will.unwrap_or(Answer::Rotated))
    }
}

impl Login {
    /// The client has shown that it knows this turn.
    pub(super) fn show(&mut self, turn: usize) {
        self.floor = self.floor.max(turn);
    }

    /// The client has ended in peace: what was answered is known.
    pub(super) fn rest(&mut self) {
        self.floor = self.answered;
        self.is_refusal_known = self.refused.is_some();
    }

    /// The client has crashed: what was answered may not be known.
    pub(super) fn crash(&mut self) {
        self.doubtful.extend(self.floor..=self.turn);
        self.answered = self.floor;
        self.is_refusal_known = false;
    }

    /// Whether an answer to the refused token was lost, and whether a crash may have lost one.
    pub(super) fn losses(&self) -> (bool, bool) {
        let turn = self.refused.expect("the server has ended this login");
        (self.lost.contains(&turn), self.doubtful.contains(&turn))
    }

    fn refresh(&mut self, number: usize, turn: usize, will: Answer) -> Vec<u8> {
        match will {
            Answer::ClientRefused => return reply(401, &json!({ "error": "invalid_client" })),
            Answer::LostBefore | Answer::Busy => {
                self.lost.insert(turn);
                return if will == Answer::Busy {
                    reply(502, &json!({}))
                } else {
                    Vec::new()
                };
            }
            _ => {}
        }
        let is_rotated = will != Answer::Kept;
        self.is_revoked |= will == Answer::Ended || turn != self.turn;
        let answer = if self.is_revoked {
            reply(400, &json!({ "error": "invalid_grant" }))
        } else {
            self.turn += usize::from(is_rotated);
            self.count += 1;
            reply(200, &self.tokens(number, is_rotated))
        };
        match will {
            Answer::LostAfter | Answer::Halved => {
                self.lost.insert(turn);
                let whole = answer.len() - 5;
                let sent = if will == Answer::Halved { whole } else { 0 };
                return answer[..sent].to_vec();
            }
            _ if self.is_revoked => {
                self.refused = Some(turn);
                self.is_refusal_known = true;
            }
            _ => {
                self.answered = self.turn;
                self.lost.clear();
                self.doubtful.clear();
            }
        }
        answer
    }

    fn tokens(&self, number: usize, with_refresh_token: bool) -> Value {
        let (turn, count) = (self.turn, self.count);
        let access_token = format!("at-{number}-{turn}-{count}");
        let mut tokens = json!({ "access_token": access_token, "expires_in": 3600 });
        if with_refresh_token {
            tokens["refresh_token"] = format!("rt-{number}-{turn}").into();
        }
        tokens
    }
}

/// The numbers in a token.
pub(super) fn numbers<const N: usize>(token: &str) -> [usize; N] {
    let parts: Vec<usize> = token
        .split('-')
        .skip(1)
        .map(|part| part.parse().unwrap())
        .collect();
    parts.try_into().unwrap()
}

fn reply(status: u16, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    format!(
        "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
