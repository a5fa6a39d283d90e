//! The URLs under which the daemon's pages are reached.

use std::net::IpAddr;

use crate::id::AppId;
use crate::net;
use crate::refusal::Refusal;

/// Where the pages are: host information, redirect URIs and QR codes all come from here, so that
/// they agree.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    advertise_host: Option<String>,
    port: u16,
}

impl Address {
    /// Pages on `port`, reached by `advertise_host` or else by the best of the machine's addresses
    /// at the time of use.
    #[must_use]
    pub(crate) fn new(advertise_host: Option<String>, port: u16) -> Self {
        Self {
            advertise_host,
            port,
        }
    }

    /// The port.
    #[must_use]
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The host as it stands in a URL.
    pub(crate) fn host(&self) -> Result<String, Refusal> {
        if let Some(host) = &self.advertise_host {
            return Ok(host.clone());
        }
        match net::choose(&net::interfaces()).ok_or(Refusal::NoAddress)? {
            IpAddr::V4(v4) => Ok(v4.to_string()),
            IpAddr::V6(v6) => Ok(format!("[{v6}]")),
        }
    }

    /// The redirect URI of an app.
    pub(crate) fn redirect_uri(&self, app: &AppId) -> Result<String, Refusal> {
        Ok(format!(
            "http://{}:{}/auth/callback/{app}",
            self.host()?,
            self.port
        ))
    }

    /// The link that a QR code holds.
    pub(crate) fn go_link(&self, nonce: &str) -> Result<String, Refusal> {
        Ok(format!("http://{}:{}/go/{nonce}", self.host()?, self.port))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_has_the_same_host_and_port() {
        let address = Address::new(Some("oven.local".to_owned()), 36536);
        let app = AppId::new("skill", "app").unwrap();
        assert_eq!(
            address.redirect_uri(&app).unwrap(),
            "http://oven.local:36536/auth/callback/skill_app"
        );
        assert_eq!(
            address.go_link("abc").unwrap(),
            "http://oven.local:36536/go/abc"
        );
        assert_eq!(
            (address.host().unwrap().as_str(), address.port()),
            ("oven.local", 36536)
        );
    }
}
