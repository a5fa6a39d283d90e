//! Which requests may change something: those that a page of ours has sent.
//!
//! Browsers name the origin of every POST. Our pages with forms send it (`Referrer-Policy:
//! same-origin`; under `no-referrer` it would be `null`), a page of anyone else cannot forge it.
//! `Sec-Fetch-Site` comes on https and loopback alone.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::page::Page;
use crate::words::Words;

/// Lets requests pass that change nothing, or that come from here.
pub(crate) async fn check(words: Words, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_safe || is_ours(request.headers()) {
        next.run(request).await
    } else {
        tracing::warn!("a form of another site was refused");
        Page::foreign_form(words).into_response()
    }
}

/// Whether nothing speaks against a page of ours; a program that says nothing is no browser, and
/// has no form's token by chance.
pub(crate) fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let is_near = match text("sec-fetch-site") {
        None | Some("same-origin" | "none") => true,
        Some(_) => false,
    };
    let host = text(header::HOST.as_str()).unwrap_or_default();
    let is_own = match text(header::ORIGIN.as_str()) {
        None => true,
        Some(origin) => origin
            .parse::<Uri>()
            .ok()
            .and_then(|uri| uri.authority().cloned())
            .is_some_and(|authority| authority.as_str().eq_ignore_ascii_case(host)),
    };
    is_near && is_own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "192.168.1.5:36536".parse().unwrap());
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        is_ours(&headers)
    }

    #[test]
    fn only_our_own_origin_may_post() {
        assert!(judge(&[]));
        assert!(judge(&[("origin", "http://192.168.1.5:36536")]));
        // A proxy in front may speak https.
        assert!(judge(&[("origin", "https://192.168.1.5:36536")]));
        for origin in [
            "null",
            "",
            "http://192.168.1.5",
            "http://192.168.1.5:8080",
            "http://evil.example",
            "http://192.168.1.5:36536.evil.example",
            "http://evil.example@192.168.1.5:36536",
            "192.168.1.5:36536/x",
        ] {
            assert!(!judge(&[("origin", origin)]), "{origin}");
        }
    }

    #[test]
    fn a_browser_that_tells_the_site_is_believed() {
        let ours = ("origin", "http://192.168.1.5:36536");
        for (site, expected) in [
            ("same-origin", true),
            ("none", true),
            ("same-site", false),
            ("cross-site", false),
        ] {
            assert_eq!(judge(&[ours, ("sec-fetch-site", site)]), expected, "{site}");
        }
    }
}
