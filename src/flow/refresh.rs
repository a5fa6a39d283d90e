//! A new access token for an old refresh token.
//!
//! Two askers at once must not spend one rotating refresh token twice: the second waits for the
//! first, reads the row again and takes what came of it, be it a token or a refusal. An answer is
//! written only over the row that it started from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::{Flows, Reply, authorize};
use crate::answer::Answer;
use crate::event::Event;
use crate::id::AppId;
use crate::message::Context;
use crate::provider::{self, Client, Granted};
use crate::refusal::Refusal;
use crate::store::{Health, StoredToken};

/// One refresh at a time for each app.
#[derive(Debug, Default)]
pub(crate) struct SingleFlight(Mutex<HashMap<AppId, Arc<Flight>>>);

impl Default for Flight {
    fn default() -> Self {
        Self {
            permit: Semaphore::new(1),
            ended: Mutex::default(),
        }
    }
}

/// The refreshes of one app.
#[derive(Debug)]
struct Flight {
    permit: Semaphore,
    ended: Mutex<Ended>,
}

/// How the last refresh ended, so that who waited for it need not ask again.
#[derive(Debug, Default)]
struct Ended {
    times: u64,
    refusal: Option<Refusal>,
}

impl SingleFlight {
    fn of(&self, app: &AppId) -> Arc<Flight> {
        let flights = &mut self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(flights.entry(app.clone()).or_default())
    }
}

impl Flight {
    /// How many refreshes have ended.
    fn times(&self) -> u64 {
        self.ended
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .times
    }

    fn end(&self, refusal: Option<Refusal>) {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        ended.times += 1;
        ended.refusal = refusal;
    }

    /// Why the last refresh failed, if one has ended since there were `times`.
    fn failed_since(&self, times: u64) -> Option<Refusal> {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        ended.refusal.clone().filter(|_| ended.times > times)
    }
}

impl Flows {
    /// `oauth.refresh`: a new token now, whatever the age of the old one.
    pub(super) async fn refresh(&self, app: AppId) -> Result<Reply, Refusal> {
        let known = self.app(&app).await?;
        let flight = self.0.refreshing.of(&app);
        let times = flight.times();
        let asked = self.token(&app).await?;
        // The semaphore is never closed, so an error would only mean that nobody is in flight.
        let _permit = flight.permit.acquire().await;
        let current = self.token(&app).await?;
        // Another asker's refresh, or a new login, ended while this one waited.
        if current.version != asked.version {
            return Ok(self.told(current).into());
        }
        if let Some(refusal) = flight.failed_since(times) {
            return Err(refusal);
        }
        if self.0.tasks.is_closed() {
            // A request that begins now would be cut off, and its rotated answer lost.
            return Err(Refusal::TemporarilyUnavailable {
                reason: "phal-oauth is stopping".to_owned(),
                retry_after: None,
            });
        }
        let client = current_client(&known, &current.client);
        let renewed = self.renew(&app, current, client).await;
        flight.end(renewed.as_ref().err().cloned());
        Ok(self.told(renewed?).into())
    }

    async fn renew(
        &self,
        app: &AppId,
        current: StoredToken,
        client: Client,
    ) -> Result<StoredToken, Refusal> {
        let parts = &self.0;
        if let Health::NeedsLogin(_) = current.health {
            return Err(Refusal::NeedsLogin(app.munged()));
        }
        // Some providers give none; their tokens last, or a person comes back.
        let refresh_token = current
            .answer
            .refresh_token()
            .ok_or_else(|| Refusal::NotRenewable(app.munged()))?;
        let granted = match parts.provider.refresh(&client, &refresh_token).await {
            Ok(granted) => granted,
            Err(error) => return Err(self.refresh_failed(app, &current, &error).await?),
        };
        let renewed = renewed(current, granted, client, parts.clock.now());
        // On the disk before anyone is told.
        if !parts
            .store
            .renew_token(app.clone(), renewed.clone())
            .await?
        {
            return self.token(app).await;
        }
        tracing::info!(app.id = %app, "token refreshed");
        let news = Event::TokenRefreshed {
            app: app.clone(),
            expires_at: renewed.expires_at,
        };
        parts.outbox.emit(news, &Context::own());
        Ok(renewed)
    }

    /// What follows from a failed refresh. Only a well-formed OAuth error from the token endpoint
    /// says anything about the login; the token is kept whatever happens.
    async fn refresh_failed(
        &self,
        app: &AppId,
        current: &StoredToken,
        error: &provider::Error,
    ) -> Result<Refusal, Refusal> {
        tracing::warn!(
            app.id = %app,
            error = error as &dyn std::error::Error,
            "the token was not refreshed"
        );
        let (health, refusal) = match error {
            provider::Error::Refused(code) => match code.as_str() {
                "invalid_grant" => (
                    Health::NeedsLogin(code.clone()),
                    Refusal::NeedsLogin(app.munged()),
                ),
                "invalid_client" | "unauthorized_client" => (
                    Health::Misconfigured(code.clone()),
                    Refusal::Misconfigured(format!(
                        "the authorization server refuses this client ({code}): check client id \
                         and secret, the token is kept"
                    )),
                ),
                code => {
                    return Ok(Refusal::Provider(format!(
                        "the authorization server refused: {code}"
                    )));
                }
            },
            provider::Error::Unusable(_) => return Ok(Refusal::Misconfigured(error.to_string())),
            provider::Error::Transient(_) | provider::Error::Unreadable => {
                return Ok(Refusal::TemporarilyUnavailable {
                    reason: error.to_string(),
                    retry_after: error.retry_after(),
                });
            }
        };
        let needs_login = matches!(health, Health::NeedsLogin(_));
        let is_news = self
            .0
            .store
            .mark_token(app.clone(), current.version, health)
            .await?;
        if let (true, true, provider::Error::Refused(reason)) = (needs_login, is_news, error) {
            let required = Event::LoginRequired {
                app: app.clone(),
                reason: reason.clone(),
            };
            self.0.outbox.emit(required, &Context::own());
        }
        Ok(refusal)
    }

    async fn token(&self, app: &AppId) -> Result<StoredToken, Refusal> {
        let found = self.0.store.find_token(app.clone()).await?;
        found.ok_or_else(|| Refusal::NotAuthenticated(app.munged()))
    }

    fn told(&self, token: StoredToken) -> Answer {
        let share = self.0.policy.share_refresh_token;
        Answer::Refreshed {
            token: token.answer.told(token.expires_at, share),
            client_id: token.client.id,
        }
    }
}

/// The client that a token belongs to, with its secret as it is registered now: people renew
/// secrets. A registration for another place or client changes nothing here.
fn current_client(app: &crate::store::App, of_token: &Client) -> Client {
    match authorize::client(app) {
        Ok(registered) if registered.is_same(of_token) => Client {
            auth: registered.auth.or(of_token.auth),
            refresh_redirect_uri: of_token.refresh_redirect_uri.clone(),
            ..registered
        },
        _ => of_token.clone(),
    }
}

fn renewed(current: StoredToken, granted: Granted, client: Client, now: f64) -> StoredToken {
    StoredToken {
        expires_at: granted.answer.lifetime().map(|lifetime| now + lifetime),
        answer: current.answer.renewed_by(granted.answer),
        obtained_at: now,
        client: Client {
            auth: Some(granted.auth),
            ..client
        },
        health: Health::Sound,
        version: current.version,
    }
}
