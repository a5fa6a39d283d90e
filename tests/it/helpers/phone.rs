//! A phone: a browser with cookies that sends the forms of the pages that it was shown.

use std::collections::BTreeMap;

use tokio::io::AsyncReadExt;
use url::form_urlencoded;

use super::DEADLINE;
use super::browser::{Browser, Page, parse};

/// A browser that keeps cookies.
pub(crate) struct Phone {
    pub(crate) browser: Browser,
    pub(crate) cookies: BTreeMap<String, String>,
    /// Further headers of every request.
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Phone {
    /// A phone that has been nowhere yet.
    pub(crate) fn new(browser: Browser) -> Self {
        Self {
            browser,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    /// Opens a path.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send("GET", path, None).await
    }

    /// Sends a form as a page of ours does.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.headers
            .push(("origin", format!("http://{}", self.browser.address)));
        let page = self.send("POST", path, Some(form)).await;
        self.headers.pop();
        page
    }

    /// Fills the form of a page and sends it where it says, with what is hidden in it.
    pub(crate) async fn submit(
        &mut self,
        page: &Page,
        action: &str,
        typed: &[(&str, &str)],
    ) -> Page {
        assert!(
            page.body.contains(&format!("action=\"{action}\"")),
            "{page:?}"
        );
        let token = token(page);
        let mut fields = vec![("token", token.as_str())];
        fields.extend(typed);
        self.post(action, &fields).await
    }

    /// Sends a form as a page of ours does, and leaves without waiting for an answer.
    pub(crate) async fn leave(&mut self, path: &str, fields: &[(&str, &str)]) {
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self.request("POST", path, &form);
        drop(self.browser.knock(request.as_bytes()).await);
    }

    /// Sends a request with all that the browser knows.
    pub(crate) async fn send(&mut self, method: &str, path: &str, form: Option<String>) -> Page {
        let request = self.request(method, path, &form.unwrap_or_default());
        let mut stream = self.browser.knock(request.as_bytes()).await;
        let mut bytes = Vec::new();
        let read = tokio::time::timeout(DEADLINE, stream.read_to_end(&mut bytes));
        read.await.expect("a page comes in time").unwrap();
        let page = parse(&String::from_utf8(bytes).unwrap());
        if let Some(cookie) = page.headers.get("set-cookie") {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        page
    }

    fn request(&self, method: &str, path: &str, body: &str) -> String {
        let mut lines = vec![
            format!("{method} {path} HTTP/1.1"),
            format!("host: {}", self.browser.address),
            "connection: close".to_owned(),
        ];
        let own = self.headers.iter();
        lines.extend(own.map(|(name, value)| format!("{name}: {value}")));
        if !self.cookies.is_empty() {
            let pairs = self.cookies.iter();
            let pairs: Vec<String> = pairs
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            lines.push(format!("cookie: {}", pairs.join("; ")));
        }
        if method == "POST" {
            lines.push("content-type: application/x-www-form-urlencoded".to_owned());
            lines.push(format!("content-length: {}", body.len()));
        }
        format!("{}\r\n\r\n{body}", lines.join("\r\n"))
    }
}

/// The token in a page's form.
#[track_caller]
pub(crate) fn token(page: &Page) -> String {
    let (_, rest) = page
        .body
        .split_once("name=\"token\" value=\"")
        .unwrap_or_else(|| panic!("a form: {page:?}"));
    rest.split('"').next().unwrap().to_owned()
}
