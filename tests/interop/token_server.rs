//! A token endpoint that rotates refresh tokens, ends the whole login when a spent one comes again,
//! and stands still at the moment that a test wants to see.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

use serde_json::{Value, json};

use crate::tools::PATIENCE;

/// Where the server stands still with a refresh, until its client has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Halt {
    /// The request has come whole; nothing has been done with it, nor ever will be.
    Arrived,
    /// The refresh token is spent, not a word of the answer is sent.
    Spent,
    /// Half of the answer is sent.
    HalfSent,
    /// The answer is sent; here the server goes on.
    Sent,
}

/// A login as the server sees it. Its tokens are `rt-<login>-<turn>` and `at-<login>-<turn>`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Login {
    /// How often its refresh token was rotated.
    pub(crate) turn: usize,
    /// How often a spent refresh token came.
    pub(crate) spent_ones: usize,
}

/// The server.
pub(crate) struct TokenServer {
    port: u16,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    logins: Vec<Login>,
    halt: Option<Halt>,
    is_halted: bool,
    open: usize,
    accepted: usize,
}

impl TokenServer {
    /// A server on a free port. It ends with the test's process.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared::default());
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                serving.enter();
                let serving = Arc::clone(&serving);
                thread::spawn(move || serving.converse(stream));
            }
        });
        Self { port, shared }
    }

    /// Its token endpoint.
    pub(crate) fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}/token", self.port)
    }

    /// The newest login.
    pub(crate) fn login(&self) -> Login {
        *self.shared.lock().logins.last().unwrap()
    }

    /// Stands still at this moment of the next refresh.
    pub(crate) fn halt_at(&self, halt: Halt) {
        self.shared.change(|state| {
            state.halt = Some(halt);
            state.is_halted = false;
        });
    }

    /// Waits until the moment has come.
    pub(crate) fn until_halted(&self) {
        self.until("a refresh comes", |state| state.is_halted);
    }

    /// Waits until all that clients have sent is dealt with; they have gone.
    pub(crate) fn until_idle(&self) {
        let before = self.shared.lock().accepted;
        // Connections are accepted in order: this one comes after those that wait.
        drop(TcpStream::connect(("127.0.0.1", self.port)).unwrap());
        self.until("no connection is open", |state| {
            state.accepted > before && state.open == 0
        });
        self.shared.change(|state| state.halt = None);
    }

    fn until(&self, what: &str, is_so: impl Fn(&State) -> bool) {
        let is_in_vain = self
            .shared
            .changed
            .wait_timeout_while(self.shared.lock(), PATIENCE, |state| !is_so(state))
            .unwrap()
            .1
            .timed_out();
        assert!(!is_in_vain, "waited in vain: {what}");
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn enter(&self) {
        self.change(|state| {
            state.open += 1;
            state.accepted += 1;
        });
    }

    fn converse(&self, stream: TcpStream) {
        // Its client may be killed at any time.
        let _ = self.serve(stream);
        self.change(|state| state.open -= 1);
    }

    /// Answers one request and closes the connection.
    fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        let Some(form) = read_form(&mut stream)? else {
            return Ok(());
        };
        let field = |name: &str| form.iter().find(|(key, _)| key == name).unwrap().1.as_str();
        let stream = stream.get_mut();
        if field("grant_type") == "authorization_code" {
            self.change(|state| state.logins.push(Login::default()));
            let login = self.lock().logins.len() - 1;
            return stream.write_all(&answer(200, &tokens(login, 0)));
        }
        let halt = self.lock().halt.take();
        if halt == Some(Halt::Arrived) {
            return self.stand(stream);
        }
        let answer = self.refresh(field("refresh_token"));
        match halt {
            Some(Halt::Spent) => self.stand(stream),
            Some(Halt::HalfSent) => {
                stream.write_all(&answer[..answer.len() / 2])?;
                self.stand(stream)
            }
            Some(Halt::Sent) => {
                stream.write_all(&answer)?;
                self.change(|state| state.is_halted = true);
                Ok(())
            }
            Some(Halt::Arrived) | None => stream.write_all(&answer),
        }
    }

    /// Tells the test that the moment has come, and waits until the client has gone.
    fn stand(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        self.change(|state| state.is_halted = true);
        stream.read_to_end(&mut Vec::new()).map(drop)
    }

    fn refresh(&self, token: &str) -> Vec<u8> {
        let mut numbers = token.split('-').skip(1).map(|part| part.parse().unwrap());
        let (login, turn): (usize, usize) = (numbers.next().unwrap(), numbers.next().unwrap());
        let known = &mut self.lock().logins[login];
        if turn != known.turn {
            known.spent_ones += 1;
        }
        if known.spent_ones > 0 {
            return answer(400, &json!({ "error": "invalid_grant" }));
        }
        known.turn += 1;
        answer(200, &tokens(login, known.turn))
    }
}

fn tokens(login: usize, turn: usize) -> Value {
    json!({
        "access_token": format!("at-{login}-{turn}"),
        "refresh_token": format!("rt-{login}-{turn}"),
        "token_type": "Bearer",
        "expires_in": 3600,
    })
}

fn answer(status: u16, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    format!(
        "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// The form of a request; `None` where the client has gone before it was whole.
fn read_form(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Vec<(String, String)>>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_end().to_lowercase();
        if let Some(told) = line.strip_prefix("content-length: ") {
            length = told.parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    if stream.read_exact(&mut body).is_err() {
        return Ok(None);
    }
    let form = url::form_urlencoded::parse(&body).into_owned().collect();
    Ok(Some(form))
}
