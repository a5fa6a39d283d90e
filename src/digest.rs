//! The digest of a secret, kept in its place: what was given out can be known again, and not read.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq;

/// The SHA-256 of a secret that is too long to be found by trying, in base64url.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Digest(String);

impl Digest {
    /// The digest of a secret.
    #[must_use]
    pub fn of(secret: &str) -> Self {
        Self(URL_SAFE_NO_PAD.encode(Sha256::digest(secret)))
    }

    /// One that was made elsewhere; `None` for what is no digest.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_digest = URL_SAFE_NO_PAD.decode(text).is_ok_and(|b| b.len() == 32);
        is_digest.then(|| Self(text.to_owned()))
    }

    /// Whether it is that of this secret; takes as long for any that it is not.
    #[must_use]
    pub fn is_of(&self, secret: &str) -> bool {
        self.is_same(&Self::of(secret))
    }

    /// Whether both are of one secret; takes as long for any two that are not.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }

    /// As it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Digest {
    fn from(secret: &str) -> Self {
        Self::of(secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_knows_its_secret_and_is_read_back() {
        let digest = Digest::of("secret");
        assert!(digest.is_of("secret") && !digest.is_of("Secret"));
        assert_eq!(Digest::parse(digest.as_str()), Some(digest.clone()));
        for wrong in [
            "",
            "secret",
            &digest.as_str()[1..],
            &format!("{}=", digest.as_str()),
        ] {
            assert_eq!(Digest::parse(wrong), None, "{wrong}");
        }
    }
}
