//! How long to wait before joining the bus again.

use std::time::Duration;

/// The longest pause before jitter; as in `ovos-bus-client`.
const LONGEST: Duration = Duration::from_secs(60);

/// The jitter either way, as a share of the pause.
const JITTER: f64 = 0.2;

/// Pauses that double from the first to a minute.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    first: Duration,
}

impl Default for Backoff {
    /// Five seconds first, as in `ovos-bus-client`.
    fn default() -> Self {
        Self::new(Duration::from_secs(5))
    }
}

impl Backoff {
    /// Pauses that begin with `first`.
    #[must_use]
    pub fn new(first: Duration) -> Self {
        Self { first }
    }

    /// The pause after `attempt` failures in a row, spread by a random `fraction` from 0 to 1.
    #[must_use]
    pub fn pause(&self, attempt: u32, fraction: f64) -> Duration {
        let doubled = self.first.saturating_mul(2_u32.saturating_pow(attempt));
        let spread = 1.0 - JITTER + 2.0 * JITTER * fraction.clamp(0.0, 1.0);
        doubled.min(LONGEST).mul_f64(spread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_to_a_minute() {
        let pauses: Vec<u64> = (0..8)
            .map(|attempt| Backoff::default().pause(attempt, 0.5).as_secs())
            .collect();
        assert_eq!(pauses, [5, 10, 20, 40, 60, 60, 60, 60]);
        assert_eq!(Backoff::default().pause(u32::MAX, 0.5), LONGEST);
    }

    #[test]
    fn jitter_spreads_a_fifth_either_way() {
        assert_eq!(Backoff::default().pause(0, 0.0), Duration::from_secs(4));
        assert_eq!(Backoff::default().pause(0, 1.0), Duration::from_secs(6));
    }
}
