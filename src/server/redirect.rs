//! Where an authorization answer may go, and the redirect that carries it there.

use std::net::IpAddr;

use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use url::{Host, Url};

use super::Client;
use super::place::Issuer;

/// The address that a request's answer goes to, with the `state` that it carries back.
pub(super) struct ReturnAddress {
    pub(super) uri: Url,
    pub(super) state: Option<String>,
}

impl ReturnAddress {
    /// The redirect with `answer`, the state, and the issuer of
    /// [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207#section-2).
    pub(super) fn answer(self, Issuer(issuer): &Issuer, answer: &[(&str, &str)]) -> Response {
        let mut uri = self.uri;
        {
            let mut query = uri.query_pairs_mut();
            query.extend_pairs(answer);
            if let Some(state) = &self.state {
                query.append_pair("state", state);
            }
            query.append_pair("iss", issuer);
        }
        // 303 and never 307, or the browser would send the form on as well.
        let headers = [
            (header::CACHE_CONTROL, "no-store"),
            (header::REFERRER_POLICY, "no-referrer"),
        ];
        (headers, Redirect::to(uri.as_str())).into_response()
    }

    /// The redirect for a request that cannot be granted.
    pub(super) fn refuse(self, issuer: &Issuer, code: &str, description: &str) -> Response {
        self.answer(
            issuer,
            &[("error", code), ("error_description", description)],
        )
    }
}

/// The parsed form of `uri` if `client` may have its answers sent there.
pub(super) fn find_permitted(client: &Client, addresses: &[IpAddr], uri: &str) -> Option<Url> {
    // The parser drops blanks and control characters, and what is compared must be what is used.
    if uri.contains(|c: char| !c.is_ascii_graphic()) {
        return None;
    }
    let parsed = Url::parse(uri).ok()?;
    if parsed.fragment().is_some() {
        return None;
    }
    let registered = client.redirect_uris.iter().any(|known| known == uri);
    (registered || is_nearby(client, addresses, &parsed)).then_some(parsed)
}

/// The source that lets a form's redirect reach `uri`, which Chromium also holds to `form-action`.
pub(super) fn form_action_source(uri: &Url) -> String {
    // The policy's grammar knows no IPv6 host, and a private scheme has no origin.
    if matches!(uri.host(), Some(Host::Ipv6(_))) || !uri.origin().is_tuple() {
        return format!("{}:", uri.scheme());
    }
    uri.origin().ascii_serialization()
}

fn is_nearby(client: &Client, addresses: &[IpAddr], uri: &Url) -> bool {
    let address = match uri.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).to_canonical(),
        _ => return false,
    };
    // A query of its own could plant a second `state` or `code`.
    uri.scheme() == "http"
        && uri.username().is_empty()
        && uri.password().is_none()
        && uri.query().is_none()
        && (is_private(address) || addresses.contains(&address))
        && client
            .redirect_paths
            .iter()
            .any(|prefix| uri.path().starts_with(prefix))
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_permitted(uri: &str) -> bool {
        let client = Client {
            redirect_uris: vec!["https://app.example/cb?x=1".to_owned()],
            ..Client::new("demo", "Demo")
        };
        find_permitted(&client, &["203.0.113.9".parse().unwrap()], uri).is_some()
    }

    #[test]
    fn nearby_addresses_and_registered_uris_are_permitted() {
        for uri in [
            "http://127.0.0.1:36536/auth/callback/demo",
            "http://192.168.1.5/auth/callback/demo",
            "http://[::1]:8080/auth/callback/demo",
            "http://[::ffff:10.0.0.1]/auth/callback/demo",
            "http://[fd00::7]/auth/callback/demo",
            "http://203.0.113.9/auth/callback/demo",
            "https://app.example/cb?x=1",
        ] {
            assert!(is_permitted(uri), "{uri}");
        }
    }

    #[test]
    fn all_else_is_refused() {
        for uri in [
            "",
            "/auth/callback/demo",
            "http://8.8.8.8/auth/callback/demo",
            "http://localhost/auth/callback/demo",
            "https://127.0.0.1/auth/callback/demo",
            "http://127.0.0.1/auth/callback",
            "http://127.0.0.1/auth/callback/../../x",
            "http://127.0.0.1/auth/callback/%2e%2e/x",
            "http://127.0.0.1/auth/callback/demo?state=planted",
            "http://127.0.0.1/auth/callback/demo#part",
            "http://127.0.0.1@8.8.8.8/auth/callback/demo",
            "http://user@127.0.0.1/auth/callback/demo",
            "http://127.0.0.1.evil.example/auth/callback/demo",
            "http://127.0.0.1/auth/call\tback/demo",
            "https://app.example/cb?x=1&y=2",
            "https://APP.example/cb?x=1",
            "javascript:alert(1)",
        ] {
            assert!(!is_permitted(uri), "{uri}");
        }
    }

    #[test]
    fn the_form_may_lead_to_the_answers_origin() {
        let source = |uri: &str| form_action_source(&Url::parse(uri).unwrap());
        assert_eq!(
            source("http://192.168.1.5:36536/auth/callback/x"),
            "http://192.168.1.5:36536"
        );
        assert_eq!(source("http://[fd00::7]:36536/auth/callback/x"), "http:");
        assert_eq!(source("org.example.app:/cb"), "org.example.app:");
    }
}
