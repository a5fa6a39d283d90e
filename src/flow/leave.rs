//! How an app leaves: disconnected, cancelled, forgotten, or all at once.

use super::{Flows, Reply};
use crate::answer::{Answer, Remote};
use crate::id::AppId;
use crate::refusal::Refusal;
use crate::renewal;
use crate::request::Topic;
use crate::store::{self, Owed};

/// How long a server is told to revoke a token before that is given up, in seconds: 30 days.
const OWED_FOR: f64 = 30.0 * 86_400.0;

impl Flows {
    /// `oauth.revoke`: the token goes here at once, and at its server as soon as that can be told.
    pub(super) async fn revoke(&self, app: AppId) -> Result<Reply, Refusal> {
        let dropped = self.0.store.drop_token(app.clone(), self.0.clock.now());
        let Some(left) = dropped.await? else {
            self.app(&app).await?;
            return Err(Refusal::NotAuthenticated(app.munged()));
        };
        tracing::info!(app.id = %app, "disconnected");
        let (topic, remote) = (Topic::Revoke, self.tell_server(left.owed).await);
        Ok(Answer::Revoked { topic, remote }.into())
    }

    /// `oauth.cancel`: ends the logins that wait; that none does is as good.
    pub(super) async fn cancel(&self, app: AppId) -> Result<Reply, Refusal> {
        self.app(&app).await?;
        for ended in self.0.store.drop_logins(app).await? {
            self.give_up(ended, Refusal::Cancelled);
        }
        Ok(Answer::Done(Topic::Cancel).into())
    }

    /// `oauth.unregister`: forgets the app with all that belongs to it.
    pub(super) async fn unregister(&self, app: AppId) -> Result<Reply, Refusal> {
        let dropped = self.0.store.drop_app(app.clone(), self.0.clock.now());
        let left = dropped
            .await?
            .ok_or_else(|| Refusal::UnknownApp(app.munged()))?;
        for ended in left.ended {
            self.give_up(ended, Refusal::Cancelled);
        }
        tracing::info!(app.id = %app, "forgotten");
        let (topic, remote) = (Topic::Unregister, self.tell_server(left.owed).await);
        Ok(Answer::Revoked { topic, remote }.into())
    }

    /// `system.factory.reset.phal`: the device changes hands, so nothing stays. Servers are told as
    /// far as they can be reached now; what cannot be said is not kept.
    pub(super) async fn factory_reset(&self) -> Result<Reply, Refusal> {
        let (owed, qr_paths) = self.0.store.drop_all(self.0.clock.now()).await?;
        crate::qr_folder::QrFolder::remove(&qr_paths);
        // The device may be switched off now: the tokens must have left the old files.
        self.0.catch_up.wait().await;
        tracing::warn!("factory reset: every app and login is forgotten");
        let flows = self.clone();
        self.0.tasks.spawn(async move {
            for owed in owed {
                flows.try_revocation(&owed).await;
            }
        });
        Ok(Answer::FactoryReset(Topic::FactoryReset).into())
    }

    /// The first attempt. Where it takes long, it goes on without its asker.
    async fn tell_server(&self, owed: Option<Owed>) -> Remote {
        let Some(owed) = owed else {
            return Remote::None;
        };
        let flows = self.clone();
        let work = self
            .0
            .tasks
            .spawn(async move { flows.work_off(owed).await });
        match tokio::time::timeout(self.0.policy.reply_within.mul_f64(0.8), work).await {
            Ok(Ok(Ok(remote))) => remote,
            Ok(Ok(Err(error))) => {
                log(&error);
                Remote::Queued
            }
            // Late, or panicked: it stays owed.
            Ok(Err(_)) | Err(_) => Remote::Queued,
        }
    }

    /// Tells servers what they are owed by now, and returns when the next one is told.
    pub(crate) async fn revoke_owed(&self) -> Result<Option<f64>, store::Error> {
        let parts = &self.0;
        while let Some(owed) = parts.store.first_revocation().await? {
            if owed.due_at > parts.clock.now() {
                return Ok(Some(owed.due_at));
            }
            self.work_off(owed).await?;
        }
        Ok(None)
    }

    /// Tells a server to revoke a token, and notes what came of it.
    async fn work_off(&self, owed: Owed) -> Result<Remote, store::Error> {
        let parts = &self.0;
        let wish = match self.try_revocation(&owed).await {
            Tried::Over(remote) => {
                parts.store.end_revocation(owed.id).await?;
                return Ok(remote);
            }
            Tried::Later(wish) => wish,
        };
        let now = parts.clock.now();
        if now - owed.created_at > OWED_FOR {
            tracing::warn!(
                app.id = owed.munged_id,
                "a server was not told to revoke a token: given up after 30 days"
            );
            parts.store.end_revocation(owed.id).await?;
            return Ok(Remote::Refused);
        }
        let failures = owed.failures + 1;
        let pause = renewal::pause(failures, wish, parts.entropy.fraction());
        parts
            .store
            .put_off_revocation(owed.id, failures, now + pause)
            .await?;
        Ok(Remote::Queued)
    }

    async fn try_revocation(&self, owed: &Owed) -> Tried {
        use crate::provider::Error;
        let app = owed.munged_id.as_str();
        match self.0.provider.revoke(&owed.revocation).await {
            Ok(()) => {
                tracing::info!(app.id = app, "token revoked at its server");
                Tried::Over(Remote::Done)
            }
            Err(error) => {
                tracing::warn!(
                    app.id = app,
                    error = &error as &dyn std::error::Error,
                    "the token was not revoked at its server"
                );
                match error {
                    Error::Refused(_) | Error::Unusable(_) => Tried::Over(Remote::Refused),
                    error => Tried::Later(error.retry_after()),
                }
            }
        }
    }
}

/// What came of telling a server.
enum Tried {
    /// It is done, or will never be.
    Over(Remote),
    /// It may work later, after so many seconds where that was told.
    Later(Option<u64>),
}

fn log(error: &store::Error) {
    tracing::error!(
        error = error as &dyn std::error::Error,
        "a revocation was not noted"
    );
}
