//! Which names the pages answer to: a page of another name is an attack by DNS rebinding.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header, uri::Authority};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::page::Page;
use crate::endpoint::is_local_address;
use crate::net;
use crate::words::Words;

/// The names beside IP addresses that the pages answer to.
#[derive(Clone, Debug)]
pub(crate) struct AllowedHosts(Arc<[String]>);

impl AllowedHosts {
    /// The given names, `localhost`, and this machine's own name with and without `.local`.
    #[must_use]
    pub(crate) fn new(configured: impl IntoIterator<Item = String>) -> Self {
        let localhost = "localhost".to_owned();
        Self(
            configured
                .into_iter()
                .map(|name| name.to_ascii_lowercase())
                .chain(net::own_names())
                .chain([localhost])
                .collect(),
        )
    }

    /// Whether a request names one of them.
    pub(crate) fn are_named(&self, headers: &HeaderMap) -> bool {
        find_host(headers).is_some_and(|host| self.allows(&host))
    }

    fn allows(&self, host: &Authority) -> bool {
        let name = host.host().trim_start_matches('[').trim_end_matches(']');
        // An address in the host header needs no name service, so none was rebound.
        if let Ok(address) = name.parse::<IpAddr>() {
            return address.is_unspecified() || is_local_address(address) || net::is_own(address);
        }
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        !name.is_empty() && self.0.contains(&name)
    }
}

/// The host that a request names, with its port if it has one, and nothing else.
pub(crate) fn find_host(headers: &HeaderMap) -> Option<Authority> {
    parse_host(headers.get(header::HOST)?.to_str().ok()?)
}

fn parse_host(text: &str) -> Option<Authority> {
    let authority: Authority = text.parse().ok()?;
    // Neither a user before the host, nor anything but a number after it.
    let port = text.strip_prefix(authority.host())?;
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    (port.is_empty() || port.strip_prefix(':').is_some_and(is_port)).then_some(authority)
}

/// Lets requests pass that name an allowed host.
pub(crate) async fn check(
    State(hosts): State<AllowedHosts>,
    words: Words,
    request: Request,
    next: Next,
) -> Response {
    if hosts.are_named(request.headers()) {
        next.run(request).await
    } else {
        Page::wrong_host(words).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_home_network_and_own_names_are_allowed() {
        let hosts = AllowedHosts::new(["Oven.example".to_owned()]);
        let is_allowed = |text| parse_host(text).is_some_and(|host| hosts.allows(&host));
        for good in [
            "192.168.1.20:36536",
            "127.0.0.1",
            "[::1]:36536",
            "[fd00::2]",
            "localhost:36536",
            "oven.example:36536",
            "OVEN.example.",
            "0.0.0.0:36536",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in [
            "evil.example",
            "8.8.8.8",
            "192.168.1.20.evil.example",
            "",
            ":",
            "a b",
            "[::1",
            "user@127.0.0.1",
            "user:password@localhost:36537",
            "@localhost",
            "localhost:",
            "localhost:http",
            "localhost:65536",
            "localhost:1:2",
        ] {
            assert!(!is_allowed(bad), "{bad}");
        }
    }
}
