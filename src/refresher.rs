//! What looks at tokens in time: few at once, one a host, and none before it is due.

use std::collections::HashSet;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::flow::Flows;
use crate::store::{self, Due};
use crate::waking::{after_failure, sleep_towards};

/// Tokens that are renewed at once: a household's line and a small processor.
const AT_ONCE: usize = 4;

/// Renews tokens until it is dropped; what has begun goes on in `tasks`.
pub(crate) async fn run(flows: Flows, clock: Clock, tasks: TaskTracker) {
    let mut changes = flows.watch_tokens();
    let mut at_work = FuturesUnordered::new();
    let mut busy: HashSet<String> = HashSet::new();
    loop {
        let next = match look(&flows).await {
            Ok(due) => begin(due, &clock, &mut busy, |due| {
                let (flows, host) = (flows.clone(), due.host.clone());
                let work = tasks.spawn(async move { flows.renew_due(due).await });
                at_work.push(async move {
                    // A panic has been logged, and the host is free again.
                    let _ = work.await;
                    host
                });
            }),
            Err(error) => Some(after_failure(&clock, &error, "due tokens were not found")),
        };
        tokio::select! {
            Some(host) = at_work.next() => { busy.remove(&host); }
            told = changes.changed() => if told.is_err() { return },
            () = sleep_towards(&clock, next) => {}
        }
    }
}

async fn look(flows: &Flows) -> Result<Vec<Due>, store::Error> {
    flows.follow_clock().await?;
    flows.list_due().await
}

/// Begins what is due, and returns when there will be more to do.
fn begin(
    due: Vec<Due>,
    clock: &Clock,
    busy: &mut HashSet<String>,
    mut begin: impl FnMut(Due),
) -> Option<f64> {
    let now = clock.now();
    let mut next: Option<f64> = None;
    for due in due {
        if due.at > now {
            next = Some(next.map_or(due.at, |next| next.min(due.at)));
        } else if busy.len() < AT_ONCE && busy.insert(due.host.clone()) {
            begin(due);
        }
    }
    next
}
