//! The signals that end a command in good order.

use anyhow::Context as _;
use tokio::signal::unix::{SignalKind, signal};

/// A future that ends at the first interrupt, terminate or hang-up; they count from this call on.
pub(super) fn stop() -> anyhow::Result<impl Future<Output = ()>> {
    let on = |kind| signal(kind).context("waiting for signals");
    let mut interrupt = on(SignalKind::interrupt())?;
    let mut terminate = on(SignalKind::terminate())?;
    let mut hang_up = on(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
        }
    })
}
