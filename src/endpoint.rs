//! Which addresses of authorization servers may be used.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::net;
use crate::refusal::Refusal;

/// Endings of names that belong to a home network (RFC 6762, RFC 8375, ICANN's `.internal`).
const LOCAL_NAMES: [&str; 4] = [".local", ".lan", ".home.arpa", ".internal"];

/// Checks an endpoint of a registration and gives it a scheme where it has none.
///
/// `http` is for loopback, private and link-local addresses and for local names; the Home Assistant
/// plugin sends addresses without a scheme.
pub(crate) fn checked(field: &str, endpoint: &str) -> Result<String, Refusal> {
    let endpoint = if endpoint.contains("://") {
        endpoint.to_owned()
    } else {
        format!("http://{endpoint}")
    };
    let unusable = |why: &str| Refusal::InsecureEndpoint(format!("{field} {why}"));
    let url = Url::parse(&endpoint).map_err(|_| unusable("is no address: send an https URL"))?;
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(unusable("may hold no user name, password or fragment"));
    }
    match (url.scheme(), url.host()) {
        ("https", Some(_)) => Ok(endpoint),
        ("http", Some(host)) if is_local(&host) || is_own(&host) => Ok(endpoint),
        ("http", Some(_)) => Err(unusable("would send secrets in clear: use https")),
        _ => Err(unusable("must begin with https://")),
    }
}

/// An address as people type it, with the scheme that they leave out.
pub(crate) fn with_scheme(typed: &str) -> String {
    if typed.contains("://") {
        return typed.to_owned();
    }
    let plain = format!("http://{typed}");
    let is_near =
        Url::parse(&plain).is_ok_and(|url| url.host().is_some_and(|host| is_local(&host)));
    if is_near {
        plain
    } else {
        format!("https://{typed}")
    }
}

/// Checks the address of a page that a person is sent to, by the same rules; it may have a fragment.
pub(crate) fn page(address: &str) -> Option<String> {
    const LONGEST: usize = 2048;
    let whole = address.split('#').next().unwrap_or_default();
    let is_text = address.chars().all(|c| c.is_ascii_graphic());
    let is_usable = is_text && address.len() <= LONGEST && whole.contains("://");
    (is_usable && checked("page", whole).is_ok()).then(|| address.to_owned())
}

/// Whether a host is one of this machine's own addresses, whatever their class.
fn is_own(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(address) => net::is_own(IpAddr::V4(*address)),
        Host::Ipv6(address) => net::is_own(IpAddr::V6(*address)),
        Host::Domain(_) => false,
    }
}

/// Whether a host is on this machine or in its home network.
#[must_use]
pub(crate) fn is_local(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(address) => is_local_address(IpAddr::V4(*address)),
        Host::Ipv6(address) => is_local_address(IpAddr::V6(*address)),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            !name.contains('.') || LOCAL_NAMES.iter().any(|ending| name.ends_with(ending))
        }
    }
}

/// Whether a host is this machine, by address or by the name that stands for it.
#[must_use]
pub(crate) fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
        Host::Domain(name) => *name == "localhost",
    }
}

/// Whether an address is loopback, private or link-local.
#[must_use]
pub(crate) fn is_local_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_local_v4(v4),
        IpAddr::V6(v6) => v6
            .to_ipv4_mapped()
            .map_or_else(|| is_local_v6(v6), is_local_v4),
    }
}

fn is_local_v4(address: Ipv4Addr) -> bool {
    address.is_loopback() || address.is_private() || address.is_link_local()
}

fn is_local_v6(address: Ipv6Addr) -> bool {
    address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
}

/// The place that a client's secrets may be shown: its token endpoint, with those of its further
/// endpoints that are on another host. Endpoints side by side on one host belong together, so a
/// skill may learn another of them without a person typing the secret again.
#[must_use]
pub(crate) fn place(token_endpoint: &str, further: [&Option<String>; 3]) -> String {
    let origin = |url: &str| Url::parse(url).map(|url| url.origin());
    let elsewhere = further
        .into_iter()
        .flatten()
        .filter(|url| origin(url) != origin(token_endpoint));
    // No endpoint holds a control character.
    let mut place = token_endpoint.to_owned();
    for url in elsewhere {
        place.push('\n');
        place.push_str(url);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_of_one_host_are_one_place() {
        let token = "https://provider.example/token";
        let here = Some("https://provider.example/revoke".to_owned());
        let there = Some("https://evil.example/revoke".to_owned());
        let other_port = Some("https://provider.example:8443/revoke".to_owned());
        assert_eq!(place(token, [&None, &here, &here]), token);
        assert_ne!(place(token, [&None, &there, &None]), token);
        assert_ne!(place(token, [&None, &None, &there]), token);
        assert_ne!(place(token, [&there, &None, &None]), token);
        assert_ne!(place(token, [&None, &other_port, &None]), token);
    }

    #[test]
    fn what_people_type_gets_the_scheme_that_it_needs() {
        for (typed, whole) in [
            ("cloud.example", "https://cloud.example"),
            (
                "homeassistant.local:8123",
                "http://homeassistant.local:8123",
            ),
            ("192.168.1.5:8123/x", "http://192.168.1.5:8123/x"),
            ("http://cloud.example", "http://cloud.example"),
        ] {
            assert_eq!(with_scheme(typed), whole);
        }
    }

    #[test]
    fn http_is_for_the_home_network() {
        for good in [
            "http://127.0.0.1:8123/token",
            "http://[::1]/t",
            "http://192.168.1.5/t",
            "http://10.0.0.1/t",
            "http://169.254.1.1/t",
            "http://[fd00::1]/t",
            "http://homeassistant:8123/t",
            "http://homeassistant.local:8123/t",
            "http://ha.home.arpa/t",
            "https://provider.example/token?x=1",
        ] {
            assert_eq!(checked("token_endpoint", good).as_deref(), Ok(good));
        }
        for bad in [
            "http://provider.example/t",
            "http://8.8.8.8/t",
            "http://[2001:db8::1]/t",
            "http://local.example/t",
            "ftp://192.168.1.5/t",
            "javascript://x",
            "https://user:pass@provider.example/t",
            "https://provider.example/t#x",
            "https://",
        ] {
            assert!(checked("token_endpoint", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn http_is_for_the_machines_own_addresses_whatever_their_class() {
        for own in net::interfaces() {
            let endpoint = match own.address {
                IpAddr::V4(v4) => format!("http://{v4}:8123/token"),
                IpAddr::V6(v6) => format!("http://[{v6}]:8123/token"),
            };
            assert_eq!(checked("token_endpoint", &endpoint), Ok(endpoint.clone()));
        }
    }

    #[test]
    fn an_address_without_a_scheme_gets_http() {
        assert_eq!(
            checked("auth_endpoint", "homeassistant.local:8123/auth/authorize").unwrap(),
            "http://homeassistant.local:8123/auth/authorize"
        );
        assert_eq!(
            checked("auth_endpoint", "provider.example/auth")
                .unwrap_err()
                .code(),
            "insecure_endpoint"
        );
    }
}
