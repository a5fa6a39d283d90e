//! A token endpoint that answers by script and records what it was asked.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Notify, watch};

use phal_oauth::clock::Clock;

use super::{DEADLINE, NOW};

/// The test's end of an authorization server.
pub(crate) struct FakeProvider {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    clock: Clock,
    script: Mutex<VecDeque<Reply>>,
    requests: Mutex<Vec<TokenRequest>>,
    count: watch::Sender<usize>,
}

/// An answer of the script.
#[derive(Clone)]
pub(crate) struct Reply {
    bytes: Vec<u8>,
    gate: Option<Arc<Notify>>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct TokenRequest {
    /// When it came, by the clock of the test.
    pub(crate) at: f64,
    /// The method.
    pub(crate) method: String,
    /// The path.
    pub(crate) path: String,
    /// The headers, names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    /// The form or the JSON members in the body.
    pub(crate) form: BTreeMap<String, String>,
}

impl TokenRequest {
    /// A field of the form.
    #[track_caller]
    pub(crate) fn field(&self, name: &str) -> &str {
        let found = self.form.get(name);
        found.unwrap_or_else(|| panic!("no {name} in {:?}", self.form))
    }

    /// What HTTP Basic holds, if it is used.
    pub(crate) fn basic(&self) -> Option<String> {
        let encoded = self.headers.get("authorization")?.strip_prefix("Basic ")?;
        Some(String::from_utf8(STANDARD.decode(encoded).unwrap()).unwrap())
    }
}

impl Reply {
    /// An answer with a body of this type.
    pub(crate) fn text(status: u16, content_type: &str, body: &str) -> Self {
        let head = format!(
            "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-type: {content_type}\r\n\
             content-length: {}\r\n\r\n",
            body.len()
        );
        Self {
            bytes: [head.as_bytes(), body.as_bytes()].concat(),
            gate: None,
        }
    }

    /// A JSON answer.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json", &body.to_string())
    }

    /// An OAuth error with status 400.
    pub(crate) fn error(code: &str) -> Self {
        Self::json(400, &serde_json::json!({ "error": code }))
    }

    /// With one more header.
    pub(crate) fn header(mut self, line: &str) -> Self {
        let text = String::from_utf8(self.bytes).unwrap();
        let with = format!("X\r\n{line}\r\n");
        self.bytes = text.replacen("X\r\n", &with, 1).into_bytes();
        self
    }

    /// The connection ends without an answer.
    pub(crate) fn dropped() -> Self {
        Self {
            bytes: Vec::new(),
            gate: None,
        }
    }

    /// The connection ends within the body.
    pub(crate) fn halved(mut self) -> Self {
        self.bytes.truncate(self.bytes.len() - 5);
        self
    }

    /// Not before the gate is opened, by `notify_one`.
    pub(crate) fn held(mut self) -> (Self, Arc<Notify>) {
        let gate = Arc::new(Notify::new());
        self.gate = Some(Arc::clone(&gate));
        (self, gate)
    }
}

impl FakeProvider {
    /// A provider on a free port.
    pub(crate) async fn start() -> Self {
        Self::with_clock(Clock::manual(NOW)).await
    }

    /// The same, with this clock on its wall.
    pub(crate) async fn with_clock(clock: Clock) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            clock,
            script: Mutex::default(),
            requests: Mutex::default(),
            count: watch::Sender::new(0),
        });
        let serving = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&serving)));
            }
        });
        Self { address, shared }
    }

    /// The URL of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Adds an answer to the script; each answers one request.
    pub(crate) fn will(&self, reply: Reply) {
        self.shared.script.lock().unwrap().push_back(reply);
    }

    /// Every request so far.
    pub(crate) fn requests(&self) -> Vec<TokenRequest> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// The newest request.
    pub(crate) fn last(&self) -> TokenRequest {
        self.requests().pop().expect("a request was made")
    }

    /// Waits until there were so many requests.
    pub(crate) async fn until_asked(&self, times: usize) {
        let mut count = self.shared.count.subscribe();
        let asked = count.wait_for(|count| *count >= times);
        let asked = tokio::time::timeout(DEADLINE, asked).await;
        let _ = asked.expect("the provider is asked").unwrap();
    }

    /// Asserts that exactly the scripted requests were made.
    pub(crate) fn assert_script_done(&self) {
        let (left, asked) = (self.shared.script.lock().unwrap().len(), self.requests());
        assert_eq!(left, 0, "answers that nobody asked for, asked: {asked:#?}");
        for request in asked {
            assert!(!request.path.starts_with("unscripted"), "{request:#?}");
        }
    }
}

/// A port where nobody listens while the socket lives.
pub(crate) fn deaf_port() -> (TcpSocket, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let url = format!("http://{}/token", socket.local_addr().unwrap());
    (socket, url)
}

async fn answer(stream: TcpStream, shared: Arc<Shared>) {
    let mut stream = BufReader::new(stream);
    let Some(mut request) = read(&mut stream).await else {
        return;
    };
    request.at = shared.clock.now();
    let reply = shared.script.lock().unwrap().pop_front();
    if reply.is_none() {
        request.path = format!("unscripted {}", request.path);
    }
    shared.requests.lock().unwrap().push(request);
    shared.count.send_modify(|count| *count += 1);
    let reply = reply.unwrap_or_else(|| Reply::text(500, "text/plain", "unscripted"));
    if let Some(gate) = reply.gate {
        gate.notified().await;
    }
    let _ = stream.write_all(&reply.bytes).await;
    let _ = stream.shutdown().await;
}

/// Reads a request; `None` where it does not come whole.
pub(crate) async fn read(stream: &mut BufReader<TcpStream>) -> Option<TokenRequest> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok()?;
    let mut words = line.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        stream.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let length = headers
        .get("content-length")
        .map_or(Some(0), |it| it.parse().ok())?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    let is_json = headers
        .get("content-type")
        .is_some_and(|it| it == "application/json");
    let form: Vec<(String, String)> = if is_json {
        let members: BTreeMap<String, String> = serde_json::from_slice(&body).unwrap();
        members.into_iter().collect()
    } else {
        url::form_urlencoded::parse(&body).into_owned().collect()
    };
    let fields = form.len();
    let form: BTreeMap<String, String> = form.into_iter().collect();
    assert_eq!(form.len(), fields, "a field came twice");
    Some(TokenRequest {
        at: 0.0,
        method,
        path,
        headers,
        form,
    })
}
