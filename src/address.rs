//! The URLs under which the daemon's pages are reached.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Clock;
use crate::id::AppId;
use crate::net;
use crate::refusal::Refusal;
use crate::relay;

/// How long the chosen address of the machine is believed, in seconds: asking the kernel for all of
/// them takes longer than the rest of a request.
const BELIEVED: f64 = 1.0;

/// Where the pages are: host information, redirect URIs and QR codes all come from here, so that
/// they agree. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    advertise_host: Option<String>,
    port: u16,
    clock: Clock,
    /// The machine's address, and when it was chosen.
    chosen: Arc<Mutex<Option<(IpAddr, f64)>>>,
}

impl Address {
    /// Pages on `port`, reached by `advertise_host` or else by the best of the machine's addresses
    /// at about the time of use.
    #[must_use]
    pub(crate) fn new(advertise_host: Option<String>, port: u16, clock: Clock) -> Self {
        Self {
            advertise_host,
            port,
            clock,
            chosen: Arc::default(),
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
        match self.machine_address().ok_or(Refusal::NoAddress)? {
            IpAddr::V4(v4) => Ok(v4.to_string()),
            IpAddr::V6(v6) => Ok(format!("[{v6}]")),
        }
    }

    fn machine_address(&self) -> Option<IpAddr> {
        let now = self.clock.now();
        let mut chosen = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was put back makes it old, too.
        if let Some((address, at)) = *chosen
            && (0.0..BELIEVED).contains(&(now - at))
        {
            return Some(address);
        }
        let address = net::choose(&net::interfaces());
        *chosen = address.map(|address| (address, now));
        address
    }

    /// Whether the relay page would go to these pages.
    pub(crate) fn is_reached_by_relay(&self) -> Result<(), Refusal> {
        let reached = relay::reaches(&self.host()?, self.port);
        reached.map_err(|unreachable| Refusal::RelayBlocked(unreachable.to_string()))
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
        Ok(format!("{}go/{nonce}", self.front_page()?))
    }

    /// The one-time link to the dashboard.
    pub(crate) fn dashboard_link(&self, link: &str) -> Result<String, Refusal> {
        Ok(format!("{}dashboard/{link}", self.front_page()?))
    }

    /// The page where people type the codes of programs.
    pub(crate) fn activation_page(&self) -> Result<String, Refusal> {
        Ok(format!("{}activate", self.front_page()?))
    }

    /// The one-time link to the activation page of a program's code.
    pub(crate) fn activation_link(&self, link: &str, query: &str) -> Result<String, Refusal> {
        let page = self.activation_page()?;
        Ok(format!("{page}/open/{link}?{query}"))
    }

    /// The front page, where digits are typed.
    pub(crate) fn front_page(&self) -> Result<String, Refusal> {
        Ok(format!("http://{}:{}/", self.host()?, self.port))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_has_the_same_host_and_port() {
        let address = Address::new(Some("oven.local".to_owned()), 36536, Clock::manual(0.0));
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

    #[test]
    fn the_machines_address_is_believed_for_a_second() {
        const OLD: &str = "198.51.100.7";
        let clock = Clock::manual(100.0);
        let address = Address::new(None, 36536, clock.clone());
        let believe = |at| *address.chosen.lock().unwrap() = Some((OLD.parse().unwrap(), at));
        let is_believed = || address.host().is_ok_and(|host| host == OLD);
        believe(99.5);
        assert!(is_believed());
        clock.advance(1.0);
        assert!(!is_believed());
        believe(200.0);
        assert!(!is_believed(), "the clock was put back");
    }
}
