//! What keeps tokens valid while nobody asks.

use super::Flows;
use crate::refusal::Refusal;
use crate::store::{self, Due};

/// Over how long tokens are spread that became due while nobody looked, in seconds.
const SPREAD: f64 = 60.0;

/// How long a token is left alone that could not be dealt with, in seconds.
const PUT_OFF: f64 = 60.0;

impl Flows {
    /// Spreads the refreshes that became due while the device was off.
    pub(crate) async fn spread_due(&self) -> Result<(), store::Error> {
        let entropy = self.0.entropy.clone();
        let after = move || entropy.fraction() * SPREAD;
        self.0.store.spread_due(self.0.clock.now(), after).await
    }

    /// The first token to look at of each host.
    pub(crate) async fn list_due(&self) -> Result<Vec<Due>, store::Error> {
        self.0.store.list_due().await
    }

    /// Tells each change of the tokens from now on.
    pub(crate) fn watch_tokens(&self) -> tokio::sync::watch::Receiver<()> {
        self.0.store.watch_tokens()
    }

    /// Renews a token that is due, or notes that it has ended.
    pub(crate) async fn renew_due(&self, due: Due) {
        // What went wrong has been told where it did. A token that is dealt with has another time by
        // now, any other is looked at again after a while.
        let _ = self.try_renew_due(&due).await;
        let until = self.0.clock.now() + PUT_OFF;
        if let Err(error) = self.0.store.put_off(due, until).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a due token was not put off"
            );
        }
    }

    async fn try_renew_due(&self, due: &Due) -> Result<(), Refusal> {
        let known = self.app_by_munged(&due.munged_id).await?;
        let token = self.token(known.id()).await?;
        let is_due = token.times.due_at.is_some_and(|at| at <= due.at);
        if is_due {
            self.renewed(&known, token).await?;
        }
        Ok(())
    }

    /// Corrects what was written while the clock was wrong, once it has been set.
    pub(crate) async fn follow_clock(&self) -> Result<(), store::Error> {
        let _turn = self.0.jumps.turn().await;
        let Some(jump) = self.0.jumps.look() else {
            return Ok(());
        };
        tracing::info!(seconds = jump.by, "the clock was set");
        self.0.store.correct_times(jump).await
    }
}
