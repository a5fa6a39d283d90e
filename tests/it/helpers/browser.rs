//! A browser that follows nothing and keeps nothing.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::DEADLINE;

/// A browser in the home network.
#[derive(Clone, Copy)]
pub(crate) struct Browser {
    /// Where the daemon's pages are.
    pub(crate) address: SocketAddr,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Page {
    /// The status.
    pub(crate) status: u16,
    /// The headers, names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    /// The body.
    pub(crate) body: String,
}

impl Page {
    /// Where it sends the browser, after a redirect that drops the method.
    #[track_caller]
    pub(crate) fn redirect(&self) -> &str {
        assert_eq!(self.status, 303, "{self:?}");
        &self.headers["location"]
    }

    /// Asserts the status and a part of the text.
    #[track_caller]
    pub(crate) fn assert_says(&self, status: u16, text: &str) {
        assert_eq!(self.status, status, "{self:?}");
        assert!(self.body.contains(text), "{self:?}");
    }
}

impl Browser {
    /// Opens a path.
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send("GET", path).await
    }

    /// Opens a path as a browser does whose reader likes these languages.
    pub(crate) async fn get_in(&self, path: &str, languages: &str) -> Page {
        let host = self.address;
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
             accept-language: {languages}\r\n\r\n"
        );
        self.read(&head).await
    }

    /// Sends a request without a body.
    pub(crate) async fn send(&self, method: &str, path: &str) -> Page {
        let host = self.address.to_string();
        self.send_to(method, path, &host).await
    }

    /// Sends a request that names another host.
    pub(crate) async fn send_to(&self, method: &str, path: &str, host: &str) -> Page {
        let length = if method == "POST" {
            "content-length: 0\r\n"
        } else {
            ""
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{length}\r\n"
        );
        self.read(&head).await
    }

    async fn read(&self, head: &str) -> Page {
        let mut stream = self.knock(head.as_bytes()).await;
        let mut bytes = Vec::new();
        let read = tokio::time::timeout(DEADLINE, stream.read_to_end(&mut bytes));
        read.await.expect("a page comes in time").unwrap();
        parse(&String::from_utf8(bytes).unwrap())
    }

    /// Sends bytes and leaves the rest to the caller.
    pub(crate) async fn knock(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream
    }
}

pub(super) fn parse(text: &str) -> Page {
    let (head, body) = text.split_once("\r\n\r\n").expect("an answer with a head");
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    Page {
        status: status.parse().unwrap(),
        headers: lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        body: body.to_owned(),
    }
}
