//! How secrets are sealed before they reach the disk.

use std::io::{self, Write};

use chacha20poly1305::aead::{Aead, AeadInOut, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, Mac};
use secrecy::SecretString;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Error;
use crate::entropy::Entropy;
use crate::mac::keyed;

/// The first byte of every sealed value, so that another cipher can follow.
const VERSION: u8 = 1;

/// The length of the cipher's nonce in bytes.
const NONCE: usize = 24;

/// What the key for MACs is made from, beside the master key.
const MAC_KEY: &[u8] = b"phal-oauth: MACs of short codes";

/// The cipher with its key. Each value is bound to its table, row and column, so that a sealed
/// value moved elsewhere does not open.
pub(crate) struct Seal {
    cipher: XChaCha20Poly1305,
    mac: Hmac<Sha256>,
    entropy: Entropy,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal([redacted])")
    }
}

/// Where a sealed value stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The table.
    pub(super) table: &'static str,
    /// The row's key.
    pub(super) row: &'a str,
    /// The column.
    pub(super) column: &'static str,
}

impl Place<'_> {
    fn bytes(self) -> Vec<u8> {
        // A zero byte occurs in no name and no id, so no two places read alike.
        [self.table, self.row, self.column].join("\0").into_bytes()
    }
}

impl Seal {
    /// A seal with this key.
    #[must_use]
    pub(crate) fn new(key: &[u8; 32], entropy: Entropy) -> Self {
        // Of its own: no key serves two algorithms.
        let derived = keyed(key).chain_update(MAC_KEY).finalize().into_bytes();
        Self {
            cipher: XChaCha20Poly1305::new(key.into()),
            mac: keyed(&derived.into()),
            entropy,
        }
    }

    /// What a short code is known by in its column: a plain digest would be found by trying all codes.
    pub(super) fn mac(&self, code: &[u8]) -> String {
        let mac = self.mac.clone().chain_update(code);
        BASE64URL_NOPAD.encode(&mac.finalize().into_bytes())
    }

    /// Seals a secret for its place.
    pub(super) fn seal(&self, place: Place<'_>, secret: &str) -> Result<Vec<u8>, Error> {
        self.seal_bytes(place, secret.as_bytes())
    }

    /// A random number, for telling one write of a row from another.
    pub(super) fn number(&self) -> i64 {
        i64::from_le_bytes(self.entropy.bytes())
    }

    pub(super) fn seal_bytes(&self, place: Place<'_>, secret: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce = self.entropy.bytes::<NONCE>();
        let payload = Payload {
            msg: secret,
            aad: &place.bytes(),
        };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::Sealed)?;
        Ok([&[VERSION], nonce.as_slice(), sealed.as_slice()].concat())
    }

    /// Seals a value as JSON.
    pub(super) fn seal_json(
        &self,
        place: Place<'_>,
        value: &impl Serialize,
    ) -> Result<Vec<u8>, Error> {
        let mut json = Wiped::default();
        serde_json::to_writer(&mut json, value).map_err(|_| Error::Unreadable(place.column))?;
        self.seal_bytes(place, &json.0)
    }

    /// Opens a value that was sealed as JSON.
    pub(super) fn unseal_json<T: DeserializeOwned>(
        &self,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<T, Error> {
        let json = self.unseal_bytes(place, sealed)?;
        serde_json::from_slice(&json).map_err(|_| Error::Unreadable(place.column))
    }

    /// Opens a secret in its place.
    pub(super) fn unseal(&self, place: Place<'_>, sealed: &[u8]) -> Result<SecretString, Error> {
        let opened = self.unseal_bytes(place, sealed)?;
        let text = std::str::from_utf8(&opened).map_err(|_| Error::Sealed)?;
        Ok(SecretString::from(text))
    }

    pub(super) fn unseal_bytes(
        &self,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let [VERSION, rest @ ..] = sealed else {
            return Err(Error::Sealed);
        };
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(Error::Sealed)?;
        let mut opened = Zeroizing::new(sealed.to_vec());
        self.cipher
            .decrypt_in_place(&XNonce::from(*nonce), &place.bytes(), &mut *opened)
            .map_err(|_| Error::Sealed)?;
        Ok(opened)
    }
}

/// A buffer for a secret that leaves no copy behind as it grows.
#[derive(Default)]
struct Wiped(Zeroizing<Vec<u8>>);

impl Write for Wiped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let needed = self.0.len() + bytes.len();
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(needed.max(512) * 2));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    const HERE: Place<'_> = Place {
        table: "tokens",
        row: "a_b",
        column: "answer",
    };

    #[test]
    fn a_sealed_value_opens_in_its_own_place_only() {
        let seal = Seal::new(&[7; 32], Entropy::counted(1));
        let sealed = seal.seal(HERE, "hush").unwrap();
        assert_eq!(seal.unseal(HERE, &sealed).unwrap().expose_secret(), "hush");
        for other in [
            Place { row: "a_c", ..HERE },
            Place {
                column: "verifier",
                ..HERE
            },
            Place {
                table: "apps",
                ..HERE
            },
        ] {
            assert!(matches!(seal.unseal(other, &sealed), Err(Error::Sealed)));
        }
        let stranger = Seal::new(&[8; 32], Entropy::counted(1));
        assert!(matches!(stranger.unseal(HERE, &sealed), Err(Error::Sealed)));
    }

    #[test]
    fn a_mac_is_that_of_one_code_under_one_key() {
        let seal = |key| Seal::new(&[key; 32], Entropy::counted(1));
        let mac = seal(7).mac(b"WDJBMJHT");
        assert_eq!(mac, seal(7).mac(b"WDJBMJHT"));
        assert_ne!(mac, seal(7).mac(b"WDJBMJHS"));
        assert_ne!(mac, seal(8).mac(b"WDJBMJHT"));
    }

    #[test]
    fn a_changed_or_short_value_does_not_open() {
        let seal = Seal::new(&[7; 32], Entropy::counted(1));
        let sealed = seal.seal(HERE, "hush").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(seal.unseal(HERE, &changed).is_err(), "byte {at}");
            assert!(seal.unseal(HERE, &sealed[..at]).is_err(), "cut at {at}");
        }
    }
}
