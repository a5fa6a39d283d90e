//! How what the clock wakes waits for its time.

use crate::clock::Clock;
use crate::store::Error;

/// How long a failing store is left alone, in seconds: without a pause it would be asked in a loop.
const AFTER_FAILURE: f64 = 60.0;

/// Returns at `at` or somewhat earlier; never, where nothing is due before something changes.
pub(crate) async fn sleep_towards(clock: &Clock, at: Option<f64>) {
    match at {
        Some(at) => clock.sleep_towards(at).await,
        None => std::future::pending().await,
    }
}

/// Tells that the store failed, and returns when it is worth another try.
pub(crate) fn after_failure(clock: &Clock, error: &Error, undone: &str) -> f64 {
    tracing::error!(error = error as &dyn std::error::Error, "{undone}");
    clock.now() + AFTER_FAILURE
}
