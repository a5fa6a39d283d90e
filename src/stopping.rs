//! The two steps of stopping.

use tokio_util::sync::CancellationToken;

/// What the long-running parts wait for.
#[derive(Clone, Debug, Default)]
pub struct Stopping {
    /// No new work from now on; what has begun goes on.
    pub intake: CancellationToken,
    /// No work is left: what is open has nothing to say any more.
    pub quiet: CancellationToken,
}
