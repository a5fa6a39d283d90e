//! Encrypted frames, `{"ciphertext", "tag", "nonce"}` in hex, as `ovos-bus-client` writes them when
//! `websocket.secret_key` is set.

use std::fmt;

use aes_gcm::aead::consts::U16;
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::aes::{Aes128, Aes192, Aes256};
use aes_gcm::{AesGcm, Nonce};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use crate::entropy::Entropy;

/// The nonce's length in bytes: that of `PyCryptodome`, not the usual 12.
const NONCE: usize = 16;

/// The cipher of one bus.
pub(crate) struct Cipher {
    aes: Aes,
    entropy: Entropy,
}

/// AES-GCM by the length of the key.
enum Aes {
    Of128(Box<AesGcm<Aes128, U16>>),
    Of192(Box<AesGcm<Aes192, U16>>),
    Of256(Box<AesGcm<Aes256, U16>>),
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cipher([redacted])")
    }
}

#[derive(Deserialize)]
struct Sealed<'a> {
    ciphertext: &'a str,
    #[serde(default)]
    tag: &'a str,
    nonce: &'a str,
}

impl Cipher {
    /// A cipher whose key is the text's bytes; `None` unless there are 16, 24 or 32.
    #[must_use]
    pub(crate) fn new(key: &SecretString, entropy: Entropy) -> Option<Self> {
        let key = key.expose_secret().as_bytes();
        let aes = match key.len() {
            16 => Aes::Of128(Box::new(AesGcm::new_from_slice(key).ok()?)),
            24 => Aes::Of192(Box::new(AesGcm::new_from_slice(key).ok()?)),
            32 => Aes::Of256(Box::new(AesGcm::new_from_slice(key).ok()?)),
            _ => return None,
        };
        Some(Self { aes, entropy })
    }

    /// The frame for a message.
    #[must_use]
    pub(crate) fn seal(&self, text: &str) -> Option<String> {
        let nonce = self.entropy.bytes::<NONCE>();
        let at = Nonce::<U16>::from(nonce);
        let sealed = match &self.aes {
            Aes::Of128(aes) => aes.encrypt(&at, text.as_bytes()),
            Aes::Of192(aes) => aes.encrypt(&at, text.as_bytes()),
            Aes::Of256(aes) => aes.encrypt(&at, text.as_bytes()),
        };
        let sealed = sealed.ok()?;
        let (ciphertext, tag) = sealed.split_at_checked(sealed.len().checked_sub(16)?)?;
        let frame = json!({ "ciphertext": HEXLOWER.encode(ciphertext), "tag": HEXLOWER.encode(tag), "nonce": HEXLOWER.encode(&nonce) });
        Some(frame.to_string())
    }

    /// The message in a frame; `None` if it is no encrypted frame or does not open.
    #[must_use]
    pub(crate) fn open(&self, frame: &str) -> Option<String> {
        let Sealed {
            ciphertext,
            tag,
            nonce,
        } = serde_json::from_str(frame).ok()?;
        let nonce = <[u8; NONCE]>::try_from(unhex(nonce)?).ok()?;
        // Without a tag of its own, the ciphertext ends with it.
        let sealed = [unhex(ciphertext)?, unhex(tag)?].concat();
        let at = Nonce::<U16>::from(nonce);
        let opened = match &self.aes {
            Aes::Of128(aes) => aes.decrypt(&at, sealed.as_slice()),
            Aes::Of192(aes) => aes.decrypt(&at, sealed.as_slice()),
            Aes::Of256(aes) => aes.decrypt(&at, sealed.as_slice()),
        };
        String::from_utf8(opened.ok()?).ok()
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cipher(key: &str) -> Cipher {
        Cipher::new(&key.into(), Entropy::system()).unwrap()
    }

    #[test]
    fn a_frame_of_the_python_client_opens() {
        // Recorded from ovos-bus-client with pycryptodomex.
        let frame = r#"{"ciphertext":"447c02ee88a463405c74f81dadaba52c3fac822b256f11a8b3efbead072d5a7c79ffb24e2e3ff6194de293999a865ecac9356ecd49595bc40a62b760282c52869218600a3932f488efcb9eb3343b45a5d02988c52f6aaeaa79047d","tag":"a535f6e80d9d463dba73dbcaea665ab9","nonce":"b5152e624dc9750cbe2f9f00632933c2"}"#;
        let plain = r#"{"type": "oauth.ping", "data": {"a": 1}, "context": {"session": {"session_id": "default"}}}"#;
        assert_eq!(
            cipher("0123456789abcdef").open(frame).as_deref(),
            Some(plain)
        );
        let joined = frame.replace(r#"","tag":""#, "");
        assert_eq!(
            cipher("0123456789abcdef").open(&joined).as_deref(),
            Some(plain)
        );
    }

    #[test]
    fn what_is_sealed_opens_with_the_same_key_only() {
        for key in [
            "0123456789abcdef",
            "0123456789abcdef01234567",
            "0123456789abcdef0123456789abcdef",
        ] {
            let frame = cipher(key).seal("grüße").unwrap();
            assert_eq!(cipher(key).open(&frame).as_deref(), Some("grüße"));
            let other = key.replace('0', "1");
            assert_eq!(cipher(&other).open(&frame), None);
        }
        assert!(Cipher::new(&"short".into(), Entropy::system()).is_none());
    }

    #[test]
    fn frames_in_clear_and_broken_ones_do_not_open() {
        let cipher = cipher("0123456789abcdef");
        for bad in [
            r#"{"type":"oauth.ping"}"#,
            r#"{"ciphertext":"zz","nonce":"00"}"#,
            r#"{"ciphertext":"é","nonce":"b5152e624dc9750cbe2f9f00632933c2"}"#,
            r#"{"ciphertext":"","nonce":"b5152e624dc9750cbe2f9f00632933c2"}"#,
            "",
        ] {
            assert_eq!(cipher.open(bad), None, "{bad}");
        }
    }
}
