//! Where the server is: the address that it is asked at, and those where it may listen.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::endpoint::is_local_address;
use crate::http::{Peer, Secured, find_host};

/// The server would speak without TLS to more than a home network.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no loopback or private address, and there is no TLS: choose one that is")]
pub struct NotHere(IpAddr);

/// Whether the server may listen on an address.
pub fn check_place(address: IpAddr) -> Result<(), NotHere> {
    // Nor on all addresses of the machine at once: one of them may be public.
    if is_local_address(address) {
        Ok(())
    } else {
        Err(NotHere(address))
    }
}

/// The address that a request was sent to, without a slash at its end: the server's issuer.
///
/// Every request has passed the check of its host.
pub(super) struct Issuer(pub(super) String);

impl<S: Sync> FromRequestParts<S> for Issuer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let host = find_host(&parts.headers);
        let host = host.map_or_else(String::new, |host| host.as_str().to_ascii_lowercase());
        let is_secured = parts.extensions.get::<Secured>().is_some();
        let scheme = if is_secured { "https" } else { "http" };
        Ok(Self(format!("{scheme}://{host}")))
    }
}

/// Where a request came from; what comes by no connection comes from ourselves.
pub(super) struct From(pub(super) IpAddr);

impl<S: Sync> FromRequestParts<S> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>().copied();
        let loopback = std::net::Ipv4Addr::LOCALHOST.into();
        Ok(Self(peer.map_or(loopback, |Peer(address)| address)))
    }
}
