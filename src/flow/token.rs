//! `oauth.token.get`: a token that is good for a while, renewed first if need be.

use super::{Flows, Reply};
use crate::answer::Answer;
use crate::refusal::Refusal;
use crate::request::TokenWish;
use crate::store::{Health, StoredToken};

/// How long a token is good for when nothing else is asked, in seconds.
const GOOD_FOR: f64 = 60.0;

/// How old a token must be that an API is said to refuse, in seconds. A skill that is refused for
/// another reason would otherwise have the server renew its token without end.
const REFUSED_AGE: f64 = 60.0;

impl Flows {
    /// `oauth.token.get`.
    pub(super) async fn token_get(&self, wish: TokenWish) -> Result<Reply, Refusal> {
        self.follow_clock().await?;
        let TokenWish {
            app,
            min_valid_seconds,
            rejected,
        } = wish;
        let Some(current) = self.0.store.find_token(app.clone()).await? else {
            let known = self.app(&app).await?;
            return Err(match known.client_id() {
                Some(_) => Refusal::NotAuthenticated(app.munged()),
                None => Refusal::NeedsCredentials(app.munged()),
            });
        };
        if let Health::NeedsLogin(_) = current.health {
            return Err(Refusal::NeedsLogin(app.munged()));
        }
        let now = self.0.clock.now();
        let is_rejected = rejected.is_some_and(|hash| is_hash_of(&hash, &current));
        if !is_rejected
            && current
                .times
                .last(min_valid_seconds.unwrap_or(GOOD_FOR), now)
        {
            return Ok(told(current, app).into());
        }
        if is_rejected {
            check_age(now - current.times.obtained_at)?;
        }
        let known = self.app(&app).await?;
        let token = match self.try_renewed(&known, current.clone(), now).await {
            Ok(token) => token,
            // Better a token for a short time than none, where nobody asked for more.
            Err(refusal) => {
                let is_enough = !is_rejected && min_valid_seconds.is_none();
                let is_dead = matches!(refusal, Refusal::NeedsLogin(_));
                if !is_enough || is_dead || !is_alive(&current, now) {
                    return Err(refusal);
                }
                current
            }
        };
        Ok(told(token, app).into())
    }

    /// A server that refuses the client is not asked by every skill again and again.
    async fn try_renewed(
        &self,
        known: &crate::store::App,
        current: StoredToken,
        now: f64,
    ) -> Result<StoredToken, Refusal> {
        // Other failures since then have said nothing of the client that is registered now.
        let is_put_off = current.failures == 0 && current.times.due_at.is_some_and(|due| now < due);
        match &current.health {
            Health::Misconfigured(code) if is_put_off => Err(Refusal::Misconfigured(format!(
                "the authorization server refuses this client ({code}): check client id and secret"
            ))),
            _ => self.renewed(known, current).await,
        }
    }
}

fn told(token: StoredToken, app: crate::id::AppId) -> Answer {
    Answer::Token {
        app,
        expires_at: token.times.expires_at,
        token: token.answer,
    }
}

fn is_alive(token: &StoredToken, now: f64) -> bool {
    token.times.expires_at.is_none_or(|end| now < end)
}

fn check_age(age: f64) -> Result<(), Refusal> {
    if !(0.0..REFUSED_AGE).contains(&age) {
        return Ok(());
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and a minute"
    )]
    Err(Refusal::TemporarilyUnavailable {
        reason: "the refused token is new: the API may want another scope, not another token"
            .to_owned(),
        retry_after: Some((REFUSED_AGE - age).ceil() as u64),
    })
}

/// Whether these are the first 16 hex digits of the SHA-256 of the access token.
fn is_hash_of(hash: &str, token: &StoredToken) -> bool {
    token.answer.fingerprint() == Some(hash.to_ascii_lowercase())
}
