//! The file of a backup: a header that anyone may read, and a content that a passphrase opens.
//!
//! ```text
//! phal-oauth backup 1
//! argon2id m=65536 t=3 p=1 salt=… check=… nonce=…
//! (XChaCha20-Poly1305, with both lines as associated data)
//! ```

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, AeadInOut, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::entropy::Entropy;

/// What every backup begins with; the format's version follows.
const MAGIC: &str = "phal-oauth backup ";

/// The version of the format.
const FORMAT: u32 = 1;

/// What the passphrase is stretched to: the key, then the check.
const KEY: usize = 32;
const CHECK: usize = 16;

/// The longest line of a header in bytes.
const LONGEST_LINE: usize = 256;

/// Why a backup does not open.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unopened {
    /// Some other file.
    #[error("this is no backup of phal-oauth, or its beginning is damaged: name the right file")]
    Foreign,
    /// A later program's.
    #[error("the backup was written by a newer phal-oauth: use that to import it")]
    Newer,
    /// Nothing that this program would have written.
    #[error("the backup asks for too much memory or time, so its beginning is damaged")]
    Costly,
    /// The check does not come out.
    #[error("the passphrase is wrong, or the beginning of the backup is damaged")]
    Passphrase,
    /// The check comes out, the content does not.
    #[error("the passphrase is right, but the backup is damaged or cut off: use another copy")]
    Damaged,
}

/// How hard a passphrase is to guess: the parameters of Argon2id (RFC 9106).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    /// In KiB.
    memory: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// What backups are written with: the second choice of RFC 9106, which a small device can
    /// afford, less the lanes, which would be worked off one by one here.
    pub(crate) const USUAL: Self = Self {
        memory: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// More than this is not done for a header, which anyone can write.
    const LIMIT: Self = Self {
        memory: 256 * 1024,
        passes: 16,
        lanes: 16,
    };

    fn is_affordable(self) -> bool {
        let Self {
            memory,
            passes,
            lanes,
        } = Self::LIMIT;
        self.memory <= memory && self.passes <= passes && self.lanes <= lanes
    }
}

/// The first lines of a backup.
struct Header {
    cost: Cost,
    salt: [u8; 16],
    check: [u8; CHECK],
    nonce: [u8; 24],
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cost {
            memory,
            passes,
            lanes,
        } = self.cost;
        let text = |bytes: &[u8]| STANDARD_NO_PAD.encode(bytes);
        writeln!(f, "{MAGIC}{FORMAT}")?;
        writeln!(
            f,
            "argon2id m={memory} t={passes} p={lanes} salt={} check={} nonce={}",
            text(&self.salt),
            text(&self.check),
            text(&self.nonce)
        )
    }
}

impl Header {
    /// Reads the header and returns what follows.
    fn parse(file: &[u8]) -> Result<(Self, &[u8]), Unopened> {
        let (first, rest) = line(file).ok_or(Unopened::Foreign)?;
        let version = first.strip_prefix(MAGIC).ok_or(Unopened::Foreign)?;
        match version.parse::<u32>() {
            Ok(FORMAT) => {}
            Ok(newer) if newer > FORMAT => return Err(Unopened::Newer),
            _ => return Err(Unopened::Foreign),
        }
        let (second, content) = line(rest).ok_or(Unopened::Foreign)?;
        let header = Self::fields(second).ok_or(Unopened::Foreign)?;
        if header.cost.is_affordable() {
            Ok((header, content))
        } else {
            Err(Unopened::Costly)
        }
    }

    fn fields(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        if words.next()? != "argon2id" {
            return None;
        }
        let mut field = |name: &str| words.next()?.strip_prefix(name)?.strip_prefix('=');
        let cost = Cost {
            memory: field("m")?.parse().ok()?,
            passes: field("t")?.parse().ok()?,
            lanes: field("p")?.parse().ok()?,
        };
        let header = Self {
            cost,
            salt: bytes(field("salt")?)?,
            check: bytes(field("check")?)?,
            nonce: bytes(field("nonce")?)?,
        };
        words.next().is_none().then_some(header)
    }
}

fn line(text: &[u8]) -> Option<(&str, &[u8])> {
    let end = text.iter().take(LONGEST_LINE).position(|&b| b == b'\n')?;
    let (line, rest) = text.split_at_checked(end)?;
    Some((std::str::from_utf8(line).ok()?, rest.get(1..)?))
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD_NO_PAD.decode(text).ok()?.try_into().ok()
}

/// Seals a content with a passphrase.
pub(crate) fn seal(
    content: &[u8],
    passphrase: &SecretString,
    cost: Cost,
    entropy: &Entropy,
) -> Result<Vec<u8>, Unopened> {
    let salt = entropy.bytes();
    let (key, check) = stretched(passphrase, &salt, cost)?;
    let header = Header {
        cost,
        salt,
        check,
        nonce: entropy.bytes(),
    };
    let text = header.to_string();
    let payload = Payload {
        msg: content,
        aad: text.as_bytes(),
    };
    let sealed = XChaCha20Poly1305::new((&*key).into())
        .encrypt(&XNonce::from(header.nonce), payload)
        .map_err(|_| Unopened::Damaged)?;
    Ok([text.as_bytes(), &sealed].concat())
}

/// Opens the content of a backup.
pub(crate) fn open(file: &[u8], passphrase: &SecretString) -> Result<Zeroizing<Vec<u8>>, Unopened> {
    let (header, content) = Header::parse(file)?;
    let text = file.strip_suffix(content).unwrap_or_default();
    let (key, check) = stretched(passphrase, &header.salt, header.cost)?;
    if !bool::from(check.ct_eq(&header.check)) {
        return Err(Unopened::Passphrase);
    }
    let mut opened = Zeroizing::new(content.to_vec());
    XChaCha20Poly1305::new((&*key).into())
        .decrypt_in_place(&XNonce::from(header.nonce), text, &mut *opened)
        .map_err(|_| Unopened::Damaged)?;
    Ok(opened)
}

/// The key that a passphrase leads to, and the value by which a wrong one is told from a damaged
/// file. It helps nobody to guess: the content itself tells as much.
fn stretched(
    passphrase: &SecretString,
    salt: &[u8],
    cost: Cost,
) -> Result<(Zeroizing<[u8; KEY]>, [u8; CHECK]), Unopened> {
    let length = KEY + CHECK;
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(length))
        .map_err(|_| Unopened::Costly)?;
    let mut stretched = Zeroizing::new([0; KEY + CHECK]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(
            passphrase.expose_secret().as_bytes(),
            salt,
            stretched.as_mut_slice(),
        )
        .map_err(|_| Unopened::Costly)?;
    let (mut key, mut check) = (Zeroizing::new([0; KEY]), [0; CHECK]);
    let (first, last) = stretched.split_at(KEY);
    key.copy_from_slice(first);
    check.copy_from_slice(last);
    Ok((key, check))
}

#[cfg(test)]
impl Cost {
    /// The least there is, for tests that do it a thousand times.
    pub(crate) const LEAST: Self = Self {
        memory: 8,
        passes: 1,
        lanes: 1,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase() -> SecretString {
        SecretString::from("correct horse battery")
    }

    fn sealed() -> Vec<u8> {
        seal(b"hush", &passphrase(), Cost::LEAST, &Entropy::counted(1)).unwrap()
    }

    #[test]
    fn a_backup_opens_with_its_passphrase_only() {
        assert_eq!(*open(&sealed(), &passphrase()).unwrap(), b"hush");
        let wrong = SecretString::from("correct horse batterz");
        assert_eq!(open(&sealed(), &wrong).unwrap_err(), Unopened::Passphrase);
    }

    #[test]
    fn no_changed_or_cut_backup_opens() {
        let sealed = sealed();
        let (_, content) = Header::parse(&sealed).unwrap();
        let header = sealed.len() - content.len();
        for at in 0..sealed.len() {
            for bit in 0..8 {
                let mut changed = sealed.clone();
                changed[at] ^= 1 << bit;
                let error = open(&changed, &passphrase()).unwrap_err();
                assert!(at < header || error == Unopened::Damaged, "{at}: {error}");
            }
            assert!(open(&sealed[..at], &passphrase()).is_err(), "cut at {at}");
        }
        let longer = [&sealed[..], b"x"].concat();
        assert_eq!(open(&longer, &passphrase()).unwrap_err(), Unopened::Damaged);
    }

    #[test]
    fn a_newer_format_is_told_from_another_file() {
        let newer = String::from_utf8_lossy(&sealed()).replace("backup 1", "backup 2");
        assert_eq!(
            open(newer.as_bytes(), &passphrase()).unwrap_err(),
            Unopened::Newer
        );
        assert_eq!(
            open(b"SQLite format 3", &passphrase()).unwrap_err(),
            Unopened::Foreign
        );
    }

    #[test]
    fn a_header_does_not_make_us_work_without_end() {
        let header = String::from_utf8_lossy(&sealed()).into_owned();
        for (least, much) in [
            ("m=8", "m=4194304"),
            ("t=1", "t=4294967295"),
            ("p=1", "p=65535"),
        ] {
            let hostile = header.replace(least, much);
            let error = open(hostile.as_bytes(), &passphrase()).unwrap_err();
            assert_eq!(error, Unopened::Costly, "{much}");
        }
    }

    #[test]
    fn what_is_written_costs_what_it_should() {
        let cost = Cost::USUAL;
        assert!(cost.is_affordable() && cost.memory >= 64 * 1024 && cost.passes >= 3);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            for file in [bytes.clone(), [format!("{MAGIC}{FORMAT}\n").as_bytes(), &bytes].concat()] {
                proptest::prop_assert!(open(&file, &passphrase()).is_err());
            }
        }
    }
}
