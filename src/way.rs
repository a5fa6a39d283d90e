//! The ways in which a person can log in.

mod choice;

use std::fmt;

use serde::{Deserialize, Serialize};

pub(crate) use self::choice::{Choice, Ground, NoWay, Reason};

/// How a person logs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// A code that is confirmed on any other device (RFC 8628).
    Device,
    /// A callback to this device over plain http in the home network.
    Lan,
    /// A callback by way of a static https page.
    Relay,
    /// A callback to the phone itself, which fails there: its address is pasted back.
    Loopback,
    /// A code that the provider shows and a person copies.
    Paste,
    /// A long-lived token that a person types.
    Token,
    /// Plex' PIN, which is no OAuth.
    PlexPin,
    /// Ecobee's PIN, which is older than RFC 8628.
    EcobeePin,
    /// Nextcloud's Login Flow v2, which is no OAuth.
    NextcloudLogin,
}

impl Way {
    /// The word in presets, registrations and messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Lan => "lan",
            Self::Relay => "relay",
            Self::Loopback => "loopback",
            Self::Paste => "paste",
            Self::Token => "token",
            Self::PlexPin => "plex-pin",
            Self::EcobeePin => "ecobee-pin",
            Self::NextcloudLogin => "nextcloud-login",
        }
    }

    /// Finds a way by its word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == word)
    }

    /// Every way.
    pub const ALL: [Self; 9] = [
        Self::Device,
        Self::Lan,
        Self::Relay,
        Self::Loopback,
        Self::Paste,
        Self::Token,
        Self::PlexPin,
        Self::EcobeePin,
        Self::NextcloudLogin,
    ];

    /// Whether it begins at an authorization endpoint.
    #[must_use]
    pub(crate) fn needs_page(self) -> bool {
        matches!(self, Self::Lan | Self::Relay | Self::Loopback | Self::Paste)
    }

    /// Whether the program asks the server again and again until a person has approved elsewhere.
    #[must_use]
    pub(crate) fn polls(self) -> bool {
        matches!(
            self,
            Self::Device | Self::PlexPin | Self::EcobeePin | Self::NextcloudLogin
        )
    }

    /// Whether it takes a client id.
    #[must_use]
    pub(crate) fn needs_client(self) -> bool {
        !matches!(self, Self::Token | Self::PlexPin | Self::NextcloudLogin)
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_has_one_word() {
        for way in Way::ALL {
            let word = serde_json::to_value(way).unwrap();
            assert_eq!(word, way.as_str());
            assert_eq!(Way::find(way.as_str()), Some(way));
        }
    }
}
