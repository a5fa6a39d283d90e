//! Where random values come from: the system, or a counted sequence in tests.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A source of random bytes.
#[derive(Clone)]
pub struct Entropy(Source);

#[derive(Clone)]
enum Source {
    System,
    Counted(Arc<AtomicU64>),
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entropy")
    }
}

impl Entropy {
    /// The operating system's random source.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A sequence that `seed` fixes, for tests that compare whole runs; worth nothing as a secret.
    #[must_use]
    pub fn counted(seed: u64) -> Self {
        Self(Source::Counted(Arc::new(AtomicU64::new(seed))))
    }

    /// `N` random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Source::System => {
                if getrandom::fill(&mut bytes).is_err() {
                    // Going on would hand out guessable states: nothing is safer than stopping.
                    tracing::error!("the system gives no random bytes, stopping");
                    std::process::abort();
                }
            }
            Source::Counted(next) => {
                for chunk in bytes.chunks_mut(32) {
                    let count = next.fetch_add(1, Ordering::Relaxed);
                    let digest = Sha256::digest(count.to_le_bytes());
                    chunk
                        .iter_mut()
                        .zip(digest)
                        .for_each(|(byte, random)| *byte = random);
                }
            }
        }
        bytes
    }

    /// `N` random bytes in base64url, safe in a URL, a header and a file name.
    #[must_use]
    pub fn token<const N: usize>(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<N>())
    }

    /// A number from 0 to 1 for spreading retries.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        f64::from(u32::from_le_bytes(self.bytes())) / f64::from(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_are_safe_in_a_url() {
        let entropy = Entropy::system();
        let (one, two) = (entropy.token::<16>(), entropy.token::<16>());
        assert_ne!(one, two);
        assert_eq!(one.len(), 22);
        assert!(
            one.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        );
    }

    #[test]
    fn a_counted_sequence_repeats_by_its_seed() {
        assert_eq!(
            Entropy::counted(7).token::<40>(),
            Entropy::counted(7).token::<40>()
        );
        assert_ne!(
            Entropy::counted(7).token::<16>(),
            Entropy::counted(8).token::<16>()
        );
    }
}
