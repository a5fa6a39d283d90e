//! The clock's way in: wakes the flows when something is due, and never otherwise.

use crate::clock::Clock;
use crate::flow::Flows;
use crate::waking::after_failure;

/// Ends what is over until it is dropped. It keeps nothing: after each sleep it asks again.
pub(crate) async fn run(flows: Flows, clock: Clock) {
    let failed = |error| after_failure(&clock, &error, "expired logins were not ended");
    loop {
        let due = flows
            .next_expiry()
            .await
            .unwrap_or_else(|error| Some(failed(error)));
        match due {
            // What begins meanwhile ends later than this sleep, since a login lasts longer than any sleep.
            // Only a code that its server gives less than a minute is told to be over somewhat late.
            Some(due) => clock.sleep_towards(due).await,
            None => flows.logins_changed().await,
        }
        // A clock that was set must end no login before its time.
        if let Err(error) = flows.follow_clock().await {
            failed(error);
            continue;
        }
        if due.is_some_and(|due| due <= clock.now())
            && let Err(error) = flows.give_up_expired().await
        {
            clock.sleep_towards(failed(error)).await;
        }
    }
}
