//! What tells servers to revoke tokens when that could not be done at once.

use crate::clock::Clock;
use crate::flow::Flows;
use crate::waking::{after_failure, sleep_towards};

/// Works off revocations until it is dropped.
pub(crate) async fn run(flows: Flows, clock: Clock) {
    let mut changes = flows.watch_tokens();
    loop {
        let next = flows.revoke_owed().await.unwrap_or_else(|error| {
            Some(after_failure(
                &clock,
                &error,
                "revocations were not worked off",
            ))
        });
        tokio::select! {
            told = changes.changed() => if told.is_err() { return },
            () = sleep_towards(&clock, next) => {}
        }
    }
}
