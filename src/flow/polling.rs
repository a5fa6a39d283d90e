//! Asking what has come of logins that wait for a person elsewhere (RFC 8628 section 3.5).
//!
//! The next poll is at least one interval after the last answer. The interval never shrinks.

use super::Flows;
use super::callback::refused_by_token_endpoint;
use crate::event::Event;
use crate::provider::{self, Granted, PollAnswer, Polled, TIME_LIMIT};
use crate::refusal::Refusal;
use crate::registration::ClientAuth;
use crate::renewal;
use crate::store::{self, DuePoll, Grant, PendingLogin, StoredToken};

/// By how much `slow_down` lengthens the interval at least, in seconds.
const SLOWER_BY: f64 = 5.0;

/// Up to where lost answers double the interval, in seconds: a login lasts ten minutes.
const LONGEST_BACKOFF: f64 = 60.0;

impl Flows {
    /// Every login that polls and is good `now`, the next one first.
    pub(crate) async fn list_polls(&self, now: f64) -> Result<Vec<DuePoll>, store::Error> {
        self.follow_clock().await?;
        self.0.store.list_polls(now).await
    }

    /// Returns when there may be an earlier poll than before.
    pub(crate) async fn polls_changed(&self) {
        self.0.store.polls_changed().await;
    }

    /// Asks what has come of a login.
    pub(crate) async fn poll(&self, state: String) {
        let parts = &self.0;
        let Err(error) = self.try_poll(state.clone()).await else {
            return;
        };
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "a waiting login was not polled"
        );
        // It would be tried in a loop; where this fails too, looking for logins fails as well.
        let at = parts.clock.now() + LONGEST_BACKOFF;
        let _ = parts.store.put_off_poll(state, None, at).await;
    }

    async fn try_poll(&self, state: String) -> Result<(), store::Error> {
        let parts = &self.0;
        let (now, limit) = (parts.clock.now(), TIME_LIMIT.as_secs_f64());
        let Some(pending) = parts.store.begin_poll(state, now, limit).await? else {
            return Ok(());
        };
        let Grant::Device(grant) = &pending.login.grant else {
            return Ok(());
        };
        let client = &pending.login.client;
        match parts.provider.poll_device(client, &grant.poll).await {
            Ok((
                PollAnswer {
                    polled,
                    retry_after,
                },
                auth,
            )) => match polled {
                Polled::Granted(answer) => self.approved(pending, Granted { answer, auth }).await,
                Polled::Denied => self.fail_poll(pending, Refusal::AccessDenied).await,
                Polled::Expired => self.fail_poll(pending, Refusal::Expired).await,
                Polled::Pending => self.wait(pending, (retry_after, Some(auth)), |it| it).await,
                Polled::SlowDown(told) => {
                    let slower = |interval: f64| (interval + SLOWER_BY).max(told.unwrap_or(0.0));
                    self.wait(pending, (retry_after, Some(auth)), slower).await
                }
            },
            Err(error) => self.poll_failed(pending, &error).await,
        }
    }

    /// Only a well-formed OAuth error ends a login; everything else may pass.
    async fn poll_failed(
        &self,
        pending: PendingLogin,
        error: &provider::Error,
    ) -> Result<(), store::Error> {
        tracing::warn!(
            app.id = %pending.app,
            error = error as &dyn std::error::Error,
            "a poll brought nothing"
        );
        let (app, client) = (&pending.app, &pending.login.client);
        self.note_refused(app, client, pending.way, error).await;
        if !error.doubts_endpoint() {
            let refusal = refused_by_token_endpoint(error);
            return self.fail_poll(pending, refusal).await;
        }
        self.doubt(&pending.login.client);
        let rarer = |interval: f64| interval.max((2.0 * interval).min(LONGEST_BACKOFF));
        self.wait(pending, (error.retry_after(), None), rarer).await
    }

    /// Lets a login wait for its next poll; `changed` makes the new interval of the old one.
    async fn wait(
        &self,
        pending: PendingLogin,
        (retry_after, auth): (Option<u64>, Option<ClientAuth>),
        changed: impl FnOnce(f64) -> f64,
    ) -> Result<(), store::Error> {
        let parts = &self.0;
        let mut login = pending.login;
        let Grant::Device(grant) = &mut login.grant else {
            return Ok(());
        };
        let before = grant.interval;
        grant.interval = changed(before);
        let pause = grant.interval.max(renewal::wish(retry_after));
        let mut is_news = grant.interval > before;
        let client = &mut login.client;
        if let (None, Some(_), Some(auth)) = (client.auth, &client.secret, auth) {
            client.auth = Some(auth);
            is_news = true;
        }
        let at = parts.clock.now() + pause;
        let learnt = is_news.then_some(login);
        parts.store.put_off_poll(pending.state, learnt, at).await
    }

    /// On the disk before anyone is told.
    async fn approved(&self, pending: PendingLogin, granted: Granted) -> Result<(), store::Error> {
        let parts = &self.0;
        let (now, chance) = (parts.clock.now(), parts.entropy.fraction());
        let PendingLogin {
            app,
            state,
            login,
            context,
            ..
        } = pending;
        let stored = StoredToken::new(granted, login.client, now, chance);
        let token = stored.told(parts.policy.share_refresh_token);
        let ended = parts
            .store
            .put_polled_token(app.clone(), stored, state, now);
        if let Some(ended) = ended.await? {
            self.tell_success(&app, &context, token, &ended);
        } else {
            tracing::info!(app.id = %app, "approved after the login was over: not kept");
        }
        Ok(())
    }

    async fn fail_poll(&self, pending: PendingLogin, refusal: Refusal) -> Result<(), store::Error> {
        let parts = &self.0;
        let PendingLogin {
            app,
            state,
            context,
            ..
        } = pending;
        let now = parts.clock.now();
        let ended = parts.store.fail_poll(state, refusal.code(), now).await?;
        let Some(ended) = ended else {
            return Ok(());
        };
        tracing::info!(app.id = %app, error_code = refusal.code(), "login failed: {refusal}");
        self.hide(&app, &context, &ended.qr_paths);
        self.tell_of_end(&app, Some(&refusal));
        parts
            .outbox
            .emit(Event::LoginFailed { app, refusal }, &context);
        Ok(())
    }
}
