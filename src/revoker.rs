//! What tells servers to revoke tokens when that could not be done at once.

use crate::clock::Clock;
use crate::flow::Flows;

/// How long a failing store is left alone, in seconds.
const AFTER_FAILURE: f64 = 60.0;

/// Works off revocations until it is dropped.
pub(crate) async fn run(flows: Flows, clock: Clock) {
    let mut changes = flows.watch_tokens();
    loop {
        let next = match work_off(&flows).await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "revocations were not worked off"
                );
                Some(clock.now() + AFTER_FAILURE)
            }
        };
        let due = async {
            match next {
                Some(at) => clock.sleep_towards(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            told = changes.changed() => if told.is_err() { return },
            () = due => {}
        }
    }
}

async fn work_off(flows: &Flows) -> Result<Option<f64>, crate::store::Error> {
    flows.revoke_owed().await?;
    flows.next_revocation().await
}
