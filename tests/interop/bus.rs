//! The real message bus, and an ear that hears all that is said on it.

use std::fs;
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{self, Message, WebSocket};

use crate::process::Process;
use crate::tools::{PATIENCE, python, until};

/// A running `ovos-messagebus`.
pub(crate) struct Bus {
    home: PathBuf,
    port: u16,
    process: Process,
}

impl Bus {
    /// Writes the configuration that bus and daemon share.
    pub(crate) fn configure(home: &Path, port: u16) {
        let folder = home.join(".config/mycroft");
        fs::create_dir_all(&folder).unwrap();
        let config =
            json!({ "websocket": { "host": "127.0.0.1", "port": port, "route": "/core" } });
        fs::write(folder.join("mycroft.conf"), config.to_string()).unwrap();
    }

    /// Starts the bus, as configured in this home.
    pub(crate) fn start(home: &Path, port: u16) -> Self {
        Self {
            home: home.to_owned(),
            port,
            process: launch(home, port),
        }
    }

    /// Kills the bus and starts it again.
    pub(crate) fn restart(&mut self) {
        self.process.kill();
        self.process = launch(&self.home, self.port);
    }

    /// Where clients connect.
    pub(crate) fn url(port: u16) -> String {
        format!("ws://127.0.0.1:{port}/core")
    }

    /// Begins to listen.
    pub(crate) fn ear(&self) -> Ear {
        Ear::attach(self.port)
    }
}

type Heard = (Mutex<Vec<Value>>, Condvar);

/// A client that keeps all that is said on the bus, and can say something too.
pub(crate) struct Ear {
    port: u16,
    heard: Arc<Heard>,
    line: TcpStream,
}

impl Ear {
    fn attach(port: u16) -> Self {
        let mut socket = connect(port);
        let line = socket.get_ref().try_clone().unwrap();
        let heard = Arc::new(Heard::default());
        let all = Arc::clone(&heard);
        thread::spawn(move || {
            while let Ok(message) = socket.read() {
                keep(&all, &message);
            }
        });
        let ear = Self { port, heard, line };
        ear.hear("connected", 0);
        ear
    }

    /// How much was heard so far: where to listen from.
    pub(crate) fn now(&self) -> usize {
        self.heard.0.lock().unwrap().len()
    }

    /// All that was heard.
    pub(crate) fn all(&self) -> Vec<Value> {
        self.heard.0.lock().unwrap().clone()
    }

    /// Waits for the data of a message of this type.
    pub(crate) fn hear(&self, kind: &str, from: usize) -> Value {
        self.hear_of(kind, from, |_| true)
    }

    /// Waits for the data of a message of this type that is about the right thing.
    pub(crate) fn hear_of(&self, kind: &str, from: usize, fits: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        let mut heard = self.heard.0.lock().unwrap();
        loop {
            let mut new = heard.iter().skip(from);
            if let Some(found) = new.find(|said| said["type"] == kind && fits(&said["data"])) {
                return found["data"].clone();
            }
            let Some(left) = PATIENCE.checked_sub(start.elapsed()) else {
                panic!("{kind} was not said:\n{}", listing(heard.iter().skip(from)));
            };
            heard = self.heard.1.wait_timeout(heard, left).unwrap().0;
        }
    }

    /// Whether a message of this type was said.
    pub(crate) fn heard(&self, kind: &str, from: usize) -> bool {
        self.all()
            .iter()
            .skip(from)
            .any(|said| said["type"] == kind)
    }

    /// Says something.
    pub(crate) fn say(&self, kind: &str, data: &Value) {
        let context = json!({ "session": { "session_id": "default" } });
        let message = json!({ "type": kind, "data": data, "context": context }).to_string();
        let mut socket = connect(self.port);
        socket.send(Message::text(message)).unwrap();
        socket.close(None).unwrap();
        while socket.read().is_ok() {}
    }

    /// Asks something and waits for the answer.
    pub(crate) fn ask(&self, kind: &str, data: &Value, reply: &str) -> Value {
        let from = self.now();
        self.say(kind, data);
        self.hear(reply, from)
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        // The bus may be gone already, and the line with it.
        let _ = self.line.shutdown(Shutdown::Both);
    }
}

fn launch(home: &Path, port: u16) -> Process {
    let mut command = python();
    command
        .args(["-m", "ovos_messagebus"])
        .env_clear()
        .env("HOME", home)
        .env("TMPDIR", home);
    let process = Process::start("message bus", &mut command);
    until("the bus listens", || {
        TcpStream::connect(("127.0.0.1", port)).ok()
    });
    process
}

fn keep((heard, changed): &Heard, message: &Message) {
    if let Message::Text(text) = message {
        heard
            .lock()
            .unwrap()
            .push(serde_json::from_str(text).unwrap());
        changed.notify_all();
    }
}

fn connect(port: u16) -> WebSocket<TcpStream> {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    tungstenite::client(Bus::url(port), stream).unwrap().0
}

fn listing<'a>(messages: impl Iterator<Item = &'a Value>) -> String {
    messages
        .map(Value::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}
