//! The time as the program sees it: the system's, or one that a test turns by hand.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::time::{ClockId, clock_gettime};
use tokio::sync::{Semaphore, SemaphorePermit, watch};

/// The longest sleep before the wall clock is looked at again: a suspended machine's timers stand
/// still, and its clock may jump.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// A difference between wall clock and steady clock that is a jump, in seconds; less is drift.
const JUMP: f64 = 2.0;

/// A source of wall-clock time, in seconds since 1970 as the bus carries it.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Manual(watch::Sender<Hands>),
}

/// What a clock shows, in seconds.
#[derive(Clone, Copy, Debug)]
struct Hands {
    /// Since 1970; it can be set.
    wall: f64,
    /// Since some moment; it counts suspended time and never jumps.
    steady: f64,
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
        let hands = Hands {
            wall: now,
            steady: 0.0,
        };
        Self(Source::Manual(watch::Sender::new(hands)))
    }

    /// Lets `seconds` pass on a manual clock; the system's clock is not moved.
    pub fn advance(&self, seconds: f64) {
        self.turn(|hands| {
            hands.wall += seconds;
            hands.steady += seconds;
        });
    }

    /// Sets a manual clock by `seconds`, as someone sets the time: nothing passes.
    pub fn jump(&self, seconds: f64) {
        self.turn(|hands| hands.wall += seconds);
    }

    fn turn(&self, turn: impl FnOnce(&mut Hands)) {
        if let Source::Manual(hands) = &self.0 {
            hands.send_modify(turn);
        }
    }

    /// Seconds since 1970.
    #[must_use]
    pub fn now(&self) -> f64 {
        self.hands().wall
    }

    /// Seconds since some moment, which setting the time does not change: for limits and for what
    /// lasts no longer than this process.
    #[must_use]
    pub(crate) fn steady(&self) -> f64 {
        self.hands().steady
    }

    fn hands(&self) -> Hands {
        let wall = match &self.0 {
            // A clock before 1970 is a machine that has not set it yet: nothing has expired then.
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the one place that reads it"
            )]
            Source::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0.0, |passed| passed.as_secs_f64()),
            Source::Manual(hands) => return *hands.borrow(),
        };
        let steady = clock_gettime(ClockId::Boottime);
        let steady = Duration::try_from(steady).map_or(0.0, |passed| passed.as_secs_f64());
        Hands { wall, steady }
    }

    /// Returns at `at` or somewhat earlier; callers look at the clock again.
    pub async fn sleep_towards(&self, at: f64) {
        match &self.0 {
            Source::System => {
                let left = (at - self.now()).clamp(0.0, LONGEST_SLEEP.as_secs_f64());
                tokio::time::sleep(Duration::from_secs_f64(left)).await;
            }
            Source::Manual(hands) => {
                let at = at.min(self.now() + LONGEST_SLEEP.as_secs_f64());
                // A clock that is set back makes no sleep longer.
                let until = self.hands().steady + (at - self.now()).max(0.0);
                let is_over = |hands: &Hands| hands.wall >= at || hands.steady >= until;
                // The sender lives in `self`, so waiting cannot end by its loss.
                let _ = hands.subscribe().wait_for(is_over).await;
            }
        }
    }
}

/// Notices that the wall clock was set: a device without a clock of its own is hours off until the
/// network tells it the time.
#[derive(Debug)]
pub(crate) struct JumpWatch {
    clock: Clock,
    seen: Mutex<Seen>,
    following: Semaphore,
}

#[derive(Debug)]
struct Seen {
    /// Since when the wall clock has been on its present course.
    since: f64,
    hands: Hands,
}

/// The wall clock was set. What it had shown since it was last set, or since the start, was wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Jump {
    /// The first time that it showed wrongly, in seconds since 1970.
    pub(crate) from: f64,
    /// The last one.
    pub(crate) until: f64,
    /// By how much it was set forward, or back if negative.
    pub(crate) by: f64,
}

impl JumpWatch {
    /// Watches from now on.
    #[must_use]
    pub(crate) fn new(clock: Clock) -> Self {
        let hands = clock.hands();
        let since = hands.wall;
        Self {
            clock,
            seen: Mutex::new(Seen { since, hands }),
            following: Semaphore::new(1),
        }
    }

    /// Waits until nobody else is correcting what was written, until the permit is dropped: a time that
    /// is read meanwhile would be one of before the jump.
    pub(crate) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // The semaphore is never closed, so there is always a permit.
        self.following.acquire().await.ok()
    }

    /// The jump since the last look, if there was one.
    #[must_use]
    pub(crate) fn look(&self) -> Option<Jump> {
        let hands = self.clock.hands();
        let seen = &mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = hands.steady - seen.hands.steady;
        let by = hands.wall - seen.hands.wall - passed;
        let jump = Jump {
            from: seen.since,
            until: seen.hands.wall + passed,
            by,
        };
        seen.hands = hands;
        if by.abs() < JUMP {
            return None;
        }
        seen.since += by;
        Some(jump)
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

    #[test]
    fn setting_the_clock_is_a_jump_and_passing_time_is_none() {
        let clock = Clock::manual(1_000.0);
        let watch = JumpWatch::new(clock.clone());
        clock.advance(500.0);
        assert_eq!(watch.look(), None);
        clock.advance(100.0);
        clock.jump(-50.0);
        let back = Jump {
            from: 1_000.0,
            until: 1_600.0,
            by: -50.0,
        };
        assert_eq!(watch.look(), Some(back));
        assert_eq!(watch.look(), None, "told once");
        clock.jump(3_600.0);
        let forward = Jump {
            from: 950.0,
            until: 1_550.0,
            by: 3_600.0,
        };
        assert_eq!(watch.look(), Some(forward));
    }

    #[test]
    fn the_systems_clock_runs_steadily() {
        assert_eq!(JumpWatch::new(Clock::system()).look(), None);
    }
}
