//! A new access token for an old refresh token.
//!
//! A refresh token that rotates is worth one use. So there is one refresh of an app at a time, the
//! row is read again when its turn comes, it is marked as asked before the token is sent, and the
//! new token is on the disk before anyone is told. An answer is written only over the row that it
//! started from.

use std::time::Duration;

use super::endpoints::Endpoints;
use super::{Flows, Reply, authorize};
use crate::answer::Answer;
use crate::event::Event;
use crate::id::AppId;
use crate::message::Context;
use crate::provider::{self, Client, Granted};
use crate::refusal::Refusal;
use crate::renewal;
use crate::store::{App, Failure, Health, StoredToken};
use crate::way::Way;

/// Why a login is dead although the server never said so of this token: the answer to its last use
/// did not arrive.
const ANSWER_LOST: &str = "answer_lost";

/// Why a login is dead that cannot be renewed.
const NO_REFRESH_TOKEN: &str = "no_refresh_token";

/// How long a store that has not taken a token is left alone before it is given the token again,
/// in milliseconds.
const WRITTEN_AGAIN_AFTER: [u64; 5] = [50, 250, 1000, 2000, 4000];

impl Flows {
    /// `oauth.refresh`: a new token now, whatever the age of the old one.
    pub(super) async fn refresh(&self, app: AppId) -> Result<Reply, Refusal> {
        let known = self.app(&app).await?;
        let asked = self.token(&app).await?;
        let token = self.renewed(&known, asked).await?;
        let share = self.0.policy.share_refresh_token;
        Ok(Answer::Refreshed {
            token: token.answer.told(token.times.expires_at, share),
            client_id: token.client.id,
        }
        .into())
    }

    /// A newer token than `asked`: from a refresh of our own, or from one that others began.
    pub(super) async fn renewed(
        &self,
        known: &App,
        asked: StoredToken,
    ) -> Result<StoredToken, Refusal> {
        let (parts, app) = (&self.0, known.id());
        let flight = parts.refreshing.of(app);
        let times = flight.times();
        let _turn = flight.turn().await;
        // A Python program may have refreshed it: what it left is the newest.
        parts.catch_up.wait().await;
        let current = self.token(app).await?;
        // Another asker's refresh, or a new login, ended while this one waited.
        if current.version != asked.version {
            return Ok(current);
        }
        if let Some(refusal) = flight.refusal(times, parts.clock.now()) {
            return Err(refusal);
        }
        if parts.tasks.is_closed() {
            // A request that begins now would be cut off, and its rotated answer lost.
            return Err(Refusal::TemporarilyUnavailable {
                reason: "phal-oauth is stopping".to_owned(),
                retry_after: None,
            });
        }
        let renewed = self.renew(known, current).await;
        flight.end(renewed.as_ref().err().cloned(), parts.clock.now());
        renewed
    }

    async fn renew(&self, known: &App, current: StoredToken) -> Result<StoredToken, Refusal> {
        let (parts, app) = (&self.0, known.id());
        if let Health::NeedsLogin(_) = current.health {
            return Err(Refusal::NeedsLogin(app.munged()));
        }
        let Some(refresh_token) = current.answer.refresh_token() else {
            return self.not_renewable(app, &current).await;
        };
        let client = self.current_client(known, &current.client);
        let begun = parts
            .store
            .begin_refresh(app.clone(), current.version, parts.clock.now())
            .await?;
        // `None`: a new login or a revocation was quicker.
        let Some(was_asked) = begun else {
            return self.token(app).await;
        };
        match parts.provider.refresh(&client, &refresh_token).await {
            Ok(granted) => self.keep(app, current, granted, client).await,
            Err(error) => {
                if error.is_client_refused() {
                    let way = self
                        .prospect(known, None)
                        .map_or(Way::Lan, |it| it.choice.way);
                    self.note_refused(app, &client, way, &error).await;
                }
                if matches!(&error, provider::Error::Refused(code) if code == "invalid_grant") {
                    // A Python program may have spent it, and left a newer one.
                    parts.catch_up.wait().await;
                }
                self.refresh_failed(app, &current, was_asked, &error).await
            }
        }
    }

    /// On the disk before anyone is told.
    async fn keep(
        &self,
        app: &AppId,
        current: StoredToken,
        granted: Granted,
        client: Client,
    ) -> Result<StoredToken, Refusal> {
        let parts = &self.0;
        let (now, chance) = (parts.clock.now(), parts.entropy.fraction());
        let renewed = current.renewed(granted, client, now, chance);
        if !self.write_renewed(app, &renewed, now).await? {
            return self.token(app).await;
        }
        tracing::info!(app.id = %app, "token refreshed");
        let news = Event::TokenRefreshed {
            app: app.clone(),
            expires_at: renewed.times.expires_at,
        };
        parts.outbox.emit(news, &Context::own());
        Ok(renewed)
    }

    /// Writes a token, more than once if need be: with it goes the login, since the server has
    /// spent the refresh token that it was got for.
    async fn write_renewed(
        &self,
        app: &AppId,
        renewed: &StoredToken,
        now: f64,
    ) -> Result<bool, Refusal> {
        let mut pauses = WRITTEN_AGAIN_AFTER.into_iter();
        loop {
            let writing = self.0.store.renew_token(app.clone(), renewed.clone(), now);
            let error = match writing.await {
                Ok(is_written) => return Ok(is_written),
                Err(error) => error,
            };
            tracing::error!(
                app.id = %app,
                error = &error as &dyn std::error::Error,
                "a new token was not written"
            );
            let pause = pauses.next().ok_or(error)?;
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
    }

    /// Some providers give no refresh token: their tokens last, or a person comes back.
    async fn not_renewable(
        &self,
        app: &AppId,
        current: &StoredToken,
    ) -> Result<StoredToken, Refusal> {
        let end = current.times.expires_at;
        if end.is_none_or(|end| self.0.clock.now() < end) {
            return Err(Refusal::NotRenewable(app.munged()));
        }
        let dead = Failure {
            health: Health::NeedsLogin(NO_REFRESH_TOKEN.to_owned()),
            may_be_spent: false,
            failures: 0,
            due_at: None,
        };
        let refusal = Refusal::NeedsLogin(app.munged());
        self.note_failure(app, current.version, dead, refusal).await
    }

    /// What follows from a failed refresh. Only a well-formed OAuth error from the token endpoint
    /// says anything about the login; the token is kept whatever happens.
    async fn refresh_failed(
        &self,
        app: &AppId,
        current: &StoredToken,
        was_asked: bool,
        error: &provider::Error,
    ) -> Result<StoredToken, Refusal> {
        tracing::warn!(
            app.id = %app,
            error = error as &dyn std::error::Error,
            "the token was not refreshed"
        );
        let (health, refusal) = match error {
            provider::Error::Refused(code) if code == "invalid_grant" => {
                let reason = if was_asked { ANSWER_LOST } else { code };
                (
                    Health::NeedsLogin(reason.to_owned()),
                    Refusal::NeedsLogin(app.munged()),
                )
            }
            provider::Error::Refused(code) if is_about_the_client(code) => (
                Health::Misconfigured(code.clone()),
                Refusal::Misconfigured(format!(
                    "the authorization server refuses this client ({code}): check client id and \
                     secret, the token is kept"
                )),
            ),
            provider::Error::Refused(code) => (
                current.health.clone(),
                Refusal::Provider(format!("the authorization server refused: {code}")),
            ),
            provider::Error::Unusable(_) => (
                current.health.clone(),
                Refusal::Misconfigured(error.to_string()),
            ),
            provider::Error::Transient(_) | provider::Error::Unreadable => (
                current.health.clone(),
                Refusal::TemporarilyUnavailable {
                    reason: error.to_string(),
                    retry_after: error.retry_after(),
                },
            ),
        };
        if error.doubts_endpoint() {
            self.doubt(&current.client);
        }
        let failure = self.failure(current, was_asked, health, error);
        self.note_failure(app, current.version, failure, refusal)
            .await
    }

    fn failure(
        &self,
        current: &StoredToken,
        was_asked: bool,
        health: Health,
        error: &provider::Error,
    ) -> Failure {
        let parts = &self.0;
        let is_dead = matches!(health, Health::NeedsLogin(_));
        let is_about_the_client =
            matches!(error, provider::Error::Refused(code) if is_about_the_client(code));
        let (failures, pause) = if is_dead {
            (0, None)
        } else if is_about_the_client {
            (0, Some(renewal::AFTER_MISCONFIGURED))
        } else {
            let (failures, chance) = (current.failures + 1, parts.entropy.fraction());
            let pause = renewal::pause(failures, error.retry_after(), chance);
            (failures, Some(pause))
        };
        Failure {
            // No refusal but that of the token itself tells whether an earlier use has spent it.
            may_be_spent: !is_dead && (was_asked || error.may_have_arrived()),
            health,
            failures,
            due_at: pause.map(|pause| parts.clock.now() + pause),
        }
    }

    /// Keeps what a failure says and returns `refusal`; a login's death is told once. If there is a
    /// new login by now, the failure says nothing, and that login's token is returned.
    async fn note_failure(
        &self,
        app: &AppId,
        version: i64,
        failure: Failure,
        refusal: Refusal,
    ) -> Result<StoredToken, Refusal> {
        let store = &self.0.store;
        let health = failure.health.clone();
        let ended = store.end_refresh(app.clone(), version, failure).await?;
        let Some(is_news) = ended else {
            return self.token(app).await;
        };
        if let (true, Health::NeedsLogin(reason)) = (is_news, health) {
            tracing::warn!(app.id = %app, reason, "the login has ended: a person must log in again");
            let app = app.clone();
            let required = Event::LoginRequired { app, reason };
            self.0.outbox.emit(required, &Context::own());
        }
        Err(refusal)
    }

    /// The client that a token belongs to, with its secret as it is registered now: people renew
    /// secrets. A registration for another place or client changes nothing here.
    fn current_client(&self, app: &App, of_token: &Client) -> Client {
        // Where the issuer has not been asked since the start, the endpoints are the last known ones.
        let endpoints = self.endpoints(app, None).filter(|it| it.token.is_some());
        let endpoints = endpoints.unwrap_or_else(|| Endpoints::of_client(of_token));
        match authorize::client(app, &endpoints) {
            Ok(registered) if registered.is_same(of_token) => Client {
                auth: registered.auth.or(of_token.auth),
                refresh_redirect_uri: of_token.refresh_redirect_uri.clone(),
                ..registered
            },
            _ => of_token.clone(),
        }
    }

    pub(super) async fn token(&self, app: &AppId) -> Result<StoredToken, Refusal> {
        let found = self.0.store.find_token(app.clone()).await?;
        found.ok_or_else(|| Refusal::NotAuthenticated(app.munged()))
    }
}

fn is_about_the_client(code: &str) -> bool {
    matches!(code, "invalid_client" | "unauthorized_client")
}
