//! Logins that nobody finished: given up in time, and after a crash.

use super::Flows;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::store::{self, Expired};

impl Flows {
    /// Tidies up after the last run: logins that a crash cut off are told, images that no login
    /// stands behind are removed.
    pub(crate) async fn resume(&self) -> Result<(), store::Error> {
        let parts = &self.0;
        let refusal = Refusal::TemporarilyUnavailable {
            reason: "the device restarted in the middle of the login, start again".to_owned(),
            retry_after: None,
        };
        for cut_off in parts.store.end_interrupted().await? {
            self.give_up(cut_off, refusal.clone());
        }
        self.give_up_expired().await?;
        self.spread_due().await?;
        parts.store.resume_polls(parts.clock.now()).await?;
        let useful = parts.store.list_qr_paths(parts.clock.now()).await?;
        parts.qr_folder.keep_only(&useful);
        Ok(())
    }

    /// Ends the logins whose time is over.
    pub(crate) async fn give_up_expired(&self) -> Result<(), store::Error> {
        let now = self.0.clock.now();
        for expired in self.0.store.end_expired(now).await? {
            tracing::info!(app.id = %expired.app, "login given up: nobody finished it in time");
            self.give_up(expired, Refusal::Expired);
        }
        Ok(())
    }

    /// When there is something to end next, in seconds since 1970.
    pub(crate) async fn next_expiry(&self) -> Result<Option<f64>, store::Error> {
        self.0.store.next_expiry().await
    }

    /// Returns when there may be an earlier end than before.
    pub(crate) async fn logins_changed(&self) {
        self.0.store.logins_changed().await;
    }

    /// Tells the end of a login that nobody finished, and removes its image.
    pub(super) fn give_up(&self, expired: Expired, refusal: Refusal) {
        let Expired {
            app,
            context,
            qr_path,
        } = expired;
        self.hide(&app, &context, qr_path.as_slice());
        self.tell_of_end(&app, Some(&refusal));
        self.0
            .outbox
            .emit(Event::LoginFailed { app, refusal }, &context);
    }
}
