//! A plain HTTP client that follows nothing and hides nothing.

use std::io::{Read, Write};
use std::net::TcpStream;

use url::Url;

use crate::tools::PATIENCE;

/// An answer, as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status code.
    pub(crate) status: u16,
    /// Status line, headers and body.
    pub(crate) text: String,
}

impl Answer {
    /// Where it leads.
    pub(crate) fn location(&self) -> &str {
        self.header("location")
            .unwrap_or_else(|| panic!("leads nowhere: {self:?}"))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let (head, _) = self.text.split_once("\r\n\r\n")?;
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .next()
    }
}

/// Gets a page.
pub(crate) fn get(url: &str) -> Answer {
    ask("GET", url, &[("Accept", "text/html")], "")
}

/// Sends a request with these headers.
pub(crate) fn ask(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let url = Url::parse(url).unwrap();
    let address = (
        url.host_str().unwrap(),
        url.port_or_known_default().unwrap(),
    );
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let query = url
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    let mut lines = String::new();
    for (name, value) in headers {
        lines.extend([name, ": ", value, "\r\n"]);
    }
    write!(
        stream,
        "{method} {}{query} HTTP/1.1\r\nHost: {}:{}\r\n{lines}Connection: close\r\n\r\n{body}",
        url.path(),
        address.0,
        address.1
    )
    .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text.get(9..12).and_then(|code| code.parse().ok());
    Answer {
        status: status.unwrap_or_else(|| panic!("no HTTP answer: {text}")),
        text,
    }
}
