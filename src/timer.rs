//! The clock's way in: wakes the flows when something is due, and never otherwise.

use crate::clock::Clock;
use crate::flow::Flows;

/// How long a failing store is left alone, in seconds.
const AFTER_FAILURE: f64 = 60.0;

/// Ends what is over until it is dropped. It keeps nothing: after each sleep it asks again.
pub(crate) async fn run(flows: Flows, clock: Clock) {
    loop {
        let due = match next_expiry(&flows).await {
            Ok(due) => due,
            Err(error) => Some(after(&clock, &error)),
        };
        match due {
            // What begins meanwhile ends later than this sleep: a login lasts longer than any sleep.
            Some(due) => clock.sleep_towards(due).await,
            None => flows.logins_changed().await,
        }
        // A clock that was set must end no login before its time.
        if let Err(error) = flows.follow_clock().await {
            after(&clock, &error);
            continue;
        }
        if due.is_some_and(|due| due <= clock.now())
            && let Err(error) = flows.give_up_expired().await
        {
            let later = after(&clock, &error);
            clock.sleep_towards(later).await;
        }
    }
}

async fn next_expiry(flows: &Flows) -> Result<Option<f64>, crate::store::Error> {
    flows.follow_clock().await?;
    flows.next_expiry().await
}

/// Without a pause a broken database would be asked in a loop.
fn after(clock: &Clock, error: &crate::store::Error) -> f64 {
    tracing::error!(
        error = error as &dyn std::error::Error,
        "expired logins were not ended"
    );
    clock.now() + AFTER_FAILURE
}
