//! The time as the program sees it: the system's, or one that a test turns by hand.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

/// The longest sleep before the wall clock is looked at again: a suspended machine's timers stand
/// still, and its clock may jump.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// A source of wall-clock time, in seconds since 1970 as the bus carries it.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Manual(watch::Sender<f64>),
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `now` until [`Clock::advance`] turns it.
    #[must_use]
    pub fn manual(now: f64) -> Self {
        Self(Source::Manual(watch::Sender::new(now)))
    }

    /// Turns a manual clock forward by `seconds`; the system's clock is not moved.
    pub fn advance(&self, seconds: f64) {
        if let Source::Manual(now) = &self.0 {
            now.send_modify(|now| *now += seconds);
        }
    }

    /// Seconds since 1970.
    #[must_use]
    pub fn now(&self) -> f64 {
        match &self.0 {
            // A clock before 1970 is a machine that has not set it yet: nothing has expired then.
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the one place that reads it"
            )]
            Source::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0.0, |passed| passed.as_secs_f64()),
            Source::Manual(now) => *now.borrow(),
        }
    }

    /// Returns at `at` or somewhat earlier; callers look at the clock again.
    pub async fn sleep_towards(&self, at: f64) {
        match &self.0 {
            Source::System => {
                let left = (at - self.now()).clamp(0.0, LONGEST_SLEEP.as_secs_f64());
                tokio::time::sleep(Duration::from_secs_f64(left)).await;
            }
            Source::Manual(now) => {
                let at = at.min(self.now() + LONGEST_SLEEP.as_secs_f64());
                // The sender lives in `self`, so waiting cannot end by its loss.
                let _ = now.subscribe().wait_for(|now| *now >= at).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_manual_clock_wakes_who_waits_for_it() {
        let clock = Clock::manual(1_000.0);
        let sleeper = clock.sleep_towards(1_600.0);
        tokio::pin!(sleeper);
        assert!(futures_util::poll!(&mut sleeper).is_pending());
        clock.advance(600.0);
        sleeper.await;
        assert!((clock.now() - 1_600.0).abs() < 1e-6);
    }
}
