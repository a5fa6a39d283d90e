//! What asks servers whether a person has approved elsewhere: each login in its own time, all of
//! them side by side.

use std::collections::HashSet;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::flow::Flows;
use crate::store::DuePoll;
use crate::waking::{after_failure, sleep_towards};

/// Polls that are on their way at once.
const AT_ONCE: usize = 16;

/// Polls until it is dropped; what has been sent is waited for in `tasks`, since the answer to a poll
/// may be the token.
pub(crate) async fn run(flows: Flows, clock: Clock, tasks: TaskTracker) {
    let mut at_work = FuturesUnordered::new();
    let mut busy: HashSet<String> = HashSet::new();
    loop {
        // Looked at first: should the clock be set from here on, nothing is due by a new time that
        // was written by an old one.
        let now = clock.now();
        let next = match flows.list_polls(now).await {
            Ok(polls) => begin(polls, now, &mut busy, |state| {
                let flows = flows.clone();
                let polled = state.clone();
                let work = tasks.spawn(async move { flows.poll(polled).await });
                at_work.push(async move {
                    // A panic has been logged; the next poll has its time already.
                    let _ = work.await;
                    state
                });
            }),
            Err(error) => Some(after_failure(
                &clock,
                &error,
                "waiting logins were not found",
            )),
        };
        tokio::select! {
            Some(state) = at_work.next() => { busy.remove(&state); }
            () = flows.polls_changed() => {}
            () = sleep_towards(&clock, next) => {}
        }
    }
}

/// Begins what is due, and returns when there will be more to do.
fn begin(
    polls: Vec<DuePoll>,
    now: f64,
    busy: &mut HashSet<String>,
    mut begin: impl FnMut(String),
) -> Option<f64> {
    for DuePoll { state, at } in polls {
        // They come in the order of their times.
        if at > now {
            return Some(at);
        }
        if busy.len() < AT_ONCE && busy.insert(state.clone()) {
            begin(state);
        }
    }
    None
}
