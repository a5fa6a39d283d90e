//! Which way a login goes: a pure function of what is known of app, provider and device.

use url::Url;

use super::Way;
use crate::endpoint;
use crate::preset::{Accepts, Loopback, Preset};

/// What the choice is made from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ground<'a> {
    /// What is known of the provider.
    pub preset: Option<&'a Preset>,
    /// Whether the app names that provider; else its endpoints were recognised, and only where its
    /// redirect URI may lie is learnt from the preset: the client was made for a callback.
    pub is_named: bool,
    /// The way that the skill or a person has set.
    pub told: Option<Way>,
    /// The way that a person picked for this login, or that led to the last one.
    pub picked: Option<Way>,
    /// The redirect URI that is used as it is.
    pub redirect_uri: Option<&'a str>,
    /// Whether a device authorization endpoint is known, or may be found out.
    pub has_device_endpoint: bool,
    /// Whether there is a relay, and a code that its host sees is of no use there.
    pub has_relay: bool,
}

/// The way that a login goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The way.
    pub way: Way,
    /// Why it is not a plainer one.
    pub reason: Option<Reason>,
    /// The other ways that are possible.
    pub others: Vec<Way>,
}

/// Why a login does not go the plainest way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The provider accepts no address in the home network.
    LanRefused,
    /// Neither that, and there is no relay.
    NoRelay,
}

/// Why there is no way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoWay {
    /// One that is not open to this device.
    Closed,
    /// A relay would be one.
    NeedsRelay,
}

impl Reason {
    /// The reason for a way, with what to do about it.
    pub(crate) fn sentence(self, service: &str, way: Way) -> String {
        let how = match way {
            Way::Relay => "the answer goes by way of the relay page",
            Way::Paste => "it shows a code, which is pasted",
            _ => "the address that the browser ends at is pasted",
        };
        let hint = match self {
            Self::LanRefused => "",
            Self::NoRelay => "; a relay page would spare that: phal-oauth relay",
        };
        format!("{service} accepts no address in the home network, so {how}{hint}")
    }
}

impl Ground<'_> {
    /// The first possible way in the order of the preset; what a person picked goes first.
    pub(crate) fn choose(&self) -> Result<Choice, NoWay> {
        let ways = self.ways();
        let mut possible = ways.iter().copied().filter(|way| self.is_possible(*way));
        let first = possible.clone().next();
        let picked = self.picked.filter(|way| possible.any(|it| it == *way));
        let Some(way) = picked.or(first) else {
            let needs_relay = ways.contains(&Way::Relay) && !self.has_relay;
            return Err(if needs_relay {
                NoWay::NeedsRelay
            } else {
                NoWay::Closed
            });
        };
        let others = ways.iter().copied();
        Ok(Choice {
            way,
            reason: self.reason(way, &ways),
            others: others
                .filter(|other| *other != way && self.is_possible(*other))
                .collect(),
        })
    }

    fn ways(&self) -> Vec<Way> {
        if let Some(told) = self.told {
            return vec![told];
        }
        if let Some(uri) = self.redirect_uri {
            return vec![way_of(uri)];
        }
        match self.preset {
            Some(preset) if self.is_named => preset.ways.clone(),
            Some(preset) if preset.redirect.lan == Accepts::No => {
                let ways = preset.ways.iter().copied();
                ways.filter(|way| way.needs_page()).collect()
            }
            _ if self.has_device_endpoint && self.preset.is_none() => vec![Way::Device, Way::Lan],
            _ => vec![Way::Lan],
        }
    }

    fn is_possible(&self, way: Way) -> bool {
        let redirect = self.preset.map(|preset| &preset.redirect);
        match way {
            Way::Device => self.has_device_endpoint,
            Way::Relay => self.has_relay,
            Way::Loopback => redirect.is_none_or(|rule| rule.loopback != Loopback::No),
            Way::Paste => {
                self.redirect_uri.is_some()
                    || redirect.is_some_and(|rule| rule.out_of_band.is_some())
            }
            Way::Lan | Way::Token | Way::PlexPin | Way::EcobeePin | Way::NextcloudLogin => true,
        }
    }

    fn reason(&self, way: Way, ways: &[Way]) -> Option<Reason> {
        let refuses_lan = self
            .preset
            .is_some_and(|preset| preset.redirect.lan == Accepts::No);
        if !refuses_lan || !way.needs_page() || way == Way::Lan {
            return None;
        }
        let misses_relay = way != Way::Relay && ways.contains(&Way::Relay) && !self.has_relay;
        Some(if misses_relay {
            Reason::NoRelay
        } else {
            Reason::LanRefused
        })
    }
}

/// The way that a redirect URI leads to.
fn way_of(redirect_uri: &str) -> Way {
    let Ok(url) = Url::parse(redirect_uri) else {
        return Way::Lan;
    };
    if url.scheme() == "urn" {
        return Way::Paste;
    }
    if url.host().is_some_and(|host| endpoint::is_loopback(&host)) {
        Way::Loopback
    } else {
        Way::Lan
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::Presets;

    fn preset(id: &str) -> Preset {
        Presets::default().find(id).unwrap()
    }

    fn chosen(ground: &Ground<'_>) -> Way {
        ground.choose().unwrap().way
    }

    #[test]
    fn without_any_preset_the_way_is_lan() {
        let ground = Ground::default();
        let choice = ground.choose().unwrap();
        assert_eq!((choice.way, choice.reason), (Way::Lan, None));
        assert_eq!(choice.others, []);
    }

    #[test]
    fn the_reason_is_that_no_lan_address_is_accepted() {
        let spotify = preset("spotify");
        let ground = Ground {
            preset: Some(&spotify),
            is_named: true,
            ..Ground::default()
        };
        let choice = ground.choose().unwrap();
        assert_eq!(
            (choice.way, choice.reason),
            (Way::Loopback, Some(Reason::NoRelay))
        );
        // An old registration without the provider's name is helped just as well.
        let old = Ground {
            is_named: false,
            ..ground
        };
        assert_eq!(chosen(&old), Way::Loopback);
    }

    #[test]
    fn a_recognised_provider_that_may_accept_a_lan_address_is_asked_as_before() {
        for id in ["home-assistant", "mastodon", "github"] {
            let preset = preset(id);
            let ground = Ground {
                preset: Some(&preset),
                has_device_endpoint: true,
                ..Ground::default()
            };
            assert_eq!(chosen(&ground), Way::Lan, "{id}");
        }
    }

    #[test]
    fn what_is_told_goes_before_what_is_picked_and_that_before_the_order() {
        let spotify = preset("spotify");
        let ground = Ground {
            preset: Some(&spotify),
            is_named: true,
            ..Ground::default()
        };
        let told = Ground {
            told: Some(Way::Lan),
            picked: Some(Way::Loopback),
            ..ground
        };
        assert_eq!(chosen(&told), Way::Lan);
        let impossible = Ground {
            picked: Some(Way::Token),
            ..ground
        };
        assert_eq!(chosen(&impossible), Way::Loopback);
        let registered = Ground {
            redirect_uri: Some("http://0.0.0.0:36536/auth/callback/a_b"),
            ..ground
        };
        assert_eq!(chosen(&registered), Way::Lan);
    }

    #[test]
    fn a_redirect_uri_tells_its_way() {
        for (uri, way) in [
            ("http://192.168.1.2:36536/auth/callback/a_b", Way::Lan),
            ("https://people.example/relay/", Way::Lan),
            ("http://127.0.0.1:36536/x", Way::Loopback),
            ("http://localhost:1/x", Way::Loopback),
            ("http://[::1]:1/x", Way::Loopback),
            ("urn:ietf:wg:oauth:2.0:oob", Way::Paste),
        ] {
            let ground = Ground {
                redirect_uri: Some(uri),
                ..Ground::default()
            };
            assert_eq!(chosen(&ground), way, "{uri}");
        }
    }

    #[test]
    fn where_only_a_relay_leads_that_is_said() {
        let mut preset = preset("spotify");
        preset.ways = vec![Way::Relay];
        let ground = Ground {
            preset: Some(&preset),
            is_named: true,
            ..Ground::default()
        };
        assert_eq!(ground.choose(), Err(NoWay::NeedsRelay));
        preset.ways = Vec::new();
        let ground = Ground {
            preset: Some(&preset),
            is_named: true,
            ..Ground::default()
        };
        assert_eq!(ground.choose(), Err(NoWay::Closed));
    }
}
