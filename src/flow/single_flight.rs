//! One refresh at a time for each app.
//!
//! Two askers at once must not spend one rotating refresh token twice: the second waits for the
//! first, reads the row again and takes what came of it, be it a token or a refusal.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::id::AppId;
use crate::refusal::Refusal;

/// One refresh at a time for each app.
#[derive(Debug, Default)]
pub(crate) struct SingleFlight(Mutex<HashMap<AppId, Arc<Flight>>>);

/// The refreshes of one app.
#[derive(Debug)]
pub(super) struct Flight {
    permit: Semaphore,
    ended: Mutex<Ended>,
}

/// How the last refresh ended, so that who waited for it need not ask again.
#[derive(Debug, Default)]
struct Ended {
    times: u64,
    refusal: Option<Refusal>,
    /// From when until when the server has asked to be left alone, in seconds since 1970.
    quiet: (f64, f64),
}

impl SingleFlight {
    pub(super) fn of(&self, app: &AppId) -> Arc<Flight> {
        let flights = &mut self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(flights.entry(app.clone()).or_default())
    }
}

impl Default for Flight {
    fn default() -> Self {
        Self {
            permit: Semaphore::new(1),
            ended: Mutex::default(),
        }
    }
}

impl Flight {
    /// Waits for one's turn, until the permit is dropped.
    pub(super) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // The semaphore is never closed, so there is always a permit.
        self.permit.acquire().await.ok()
    }

    /// How many refreshes have ended.
    pub(super) fn times(&self) -> u64 {
        self.ended().times
    }

    /// Notes how a refresh ended, `now`.
    pub(super) fn end(&self, refusal: Option<Refusal>, now: f64) {
        let mut ended = self.ended();
        ended.times += 1;
        let wish = refusal.as_ref().and_then(Refusal::retry_after);
        ended.quiet = (now, now + crate::renewal::wish(wish));
        ended.refusal = refusal;
    }

    /// Why no refresh should be tried `now`: the last one failed since there were `times`, or the
    /// server has asked for a pause.
    pub(super) fn refusal(&self, times: u64, now: f64) -> Option<Refusal> {
        let ended = self.ended();
        let (from, until) = ended.quiet;
        // Earlier than its beginning: the clock has been set back, and nobody knows its end.
        let is_quiet = from <= now && now < until;
        ended
            .refusal
            .clone()
            .filter(|_| ended.times > times || is_quiet)
    }

    fn ended(&self) -> MutexGuard<'_, Ended> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
