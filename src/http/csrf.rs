//! Proof that a form came from a page of ours, shown to the one who sends it back.
//!
//! A token is a MAC over what the form is for and whose it is: the nonce in the address of the page,
//! or the session. The key is this process's own, so a token is stale after a restart.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::entropy::Entropy;
use crate::mac::keyed;

/// The field of a form that holds its token.
pub(super) const FIELD: &str = "token";

/// Bytes of the MAC that are shown; 128 bits are not guessed.
const SHOWN: usize = 16;

/// What a form is for: a token for one purpose is worth nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Typing digits; whose it is stands in a cookie.
    Digits,
    /// Spending a link to the dashboard.
    Link,
    /// Anything on the dashboard, by its session.
    Dashboard,
    /// A step of a login, by its nonce.
    Login,
    /// Typing a device's code at the small authorization server.
    UserCode,
    /// Deciding about the device of one code.
    Activation,
}

impl Purpose {
    fn word(self) -> &'static [u8] {
        match self {
            Self::Digits => b"digits",
            Self::Link => b"link",
            Self::Dashboard => b"dashboard",
            Self::Login => b"login",
            Self::UserCode => b"user code",
            Self::Activation => b"activation",
        }
    }
}

/// The maker of tokens; cheap to clone.
#[derive(Clone)]
pub(crate) struct Csrf(Hmac<Sha256>);

impl std::fmt::Debug for Csrf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Csrf([redacted])")
    }
}

impl Csrf {
    /// With a key of its own.
    pub(crate) fn new(entropy: &Entropy) -> Self {
        Self(keyed(&entropy.bytes()))
    }

    /// The token for a form.
    pub(crate) fn token(&self, purpose: Purpose, whose: &[u8]) -> String {
        let mac = self.mac(purpose, whose).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode(mac.get(..SHOWN).unwrap_or(&mac))
    }

    /// Whether a token is the one of this form; takes as long for any that is not.
    pub(crate) fn is_token(&self, purpose: Purpose, whose: &[u8], token: &str) -> bool {
        let Ok(shown) = URL_SAFE_NO_PAD.decode(token) else {
            return false;
        };
        // A shorter one would be compared over its own length.
        shown.len() == SHOWN
            && self
                .mac(purpose, whose)
                .verify_truncated_left(&shown)
                .is_ok()
    }

    fn mac(&self, purpose: Purpose, whose: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(purpose.word());
        // No word holds this, so no two pairs make the same message.
        mac.update(&[0]);
        mac.update(whose);
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_one_purpose_of_one_holder_in_one_process() {
        let csrf = Csrf::new(&Entropy::system());
        let token = csrf.token(Purpose::Link, b"nonce");
        assert_eq!(token.len(), 22);
        assert!(csrf.is_token(Purpose::Link, b"nonce", &token));
        assert!(!csrf.is_token(Purpose::Dashboard, b"nonce", &token));
        assert!(!csrf.is_token(Purpose::Link, b"other", &token));
        let after_restart = Csrf::new(&Entropy::system());
        assert!(!after_restart.is_token(Purpose::Link, b"nonce", &token));
        for wrong in ["", "A", &token[..20], &format!("{token}A"), "ü"] {
            assert!(!csrf.is_token(Purpose::Link, b"nonce", wrong), "{wrong}");
        }
    }
}
