//! Logins that end with what a person pastes: an address, a code, a token.

use secrecy::{ExposeSecret, SecretString};
use serde_json::Map;

use super::callback::Visit;
use super::endpoints::Endpoints;
use super::{Flows, LOGIN_LIFETIME, authorize};
use crate::callback::{AuthorizationAnswer, Callback};
use crate::id::AppId;
use crate::message::Context;
use crate::pasted::{self, Pasted, Wrong};
use crate::provider::{Client, Granted};
use crate::refusal::Refusal;
use crate::registration::ClientAuth;
use crate::store::{App, CodeGrant, Grant, Login, Outcome, PendingLogin, Taken};
use crate::token::TokenAnswer;
use crate::way::Way;

/// The longest token that is taken, in bytes.
const LONGEST_TOKEN: usize = 16 * 1024;

impl Flows {
    /// Takes what a person pasted on the page of an invitation: it ends a login of that app alone.
    /// `state` is that of the page, which a code does not hold.
    pub(crate) async fn paste(
        &self,
        nonce: String,
        state: Option<String>,
        text: SecretString,
    ) -> Result<Visit, Refusal> {
        let app = match self.invited(nonce.clone()).await {
            Err(Refusal::Expired) => return self.ended(nonce).await,
            invited => invited?.app,
        };
        let callback = self.pasted(&text, Some(&app), state).await?;
        self.finish(Callback {
            munged_id: Some(app.munged()),
            ..callback
        })
        .await
    }

    /// What a pasted text answers. An address names its login; a code alone is for the newest login
    /// of the app that waits for one.
    pub(super) async fn pasted(
        &self,
        text: &SecretString,
        app: Option<&AppId>,
        state: Option<String>,
    ) -> Result<Callback, Refusal> {
        match Pasted::parse(text.expose_secret())? {
            Pasted::Address { munged_id, query } => {
                // A registered redirect URI may have any path; the state alone names the login then.
                let munged_id = munged_id.or_else(|| app.map(AppId::munged));
                Callback::parse(munged_id, &query)
            }
            Pasted::Code(code) => {
                let app = app.ok_or(Refusal::WrongPaste(Wrong::NoState))?;
                let state = if let Some(state) = state {
                    state
                } else {
                    let now = self.0.clock.now();
                    let found = self.0.store.find_pasted_for(app.munged(), now).await?;
                    found.ok_or(Refusal::StateUnknown)?
                };
                Ok(Callback {
                    munged_id: Some(app.munged()),
                    state,
                    answer: AuthorizationAnswer::Code(code),
                    issuer: None,
                })
            }
        }
    }

    /// Takes a token that a person made on the provider's page.
    pub(crate) async fn fill_token(
        &self,
        nonce: String,
        token: SecretString,
    ) -> Result<Visit, Refusal> {
        let invitation = match self.invited(nonce.clone()).await {
            Err(Refusal::Expired) => return self.ended(nonce).await,
            invited => invited?,
        };
        let app = self.app(&invitation.app).await?;
        let flight = self.0.beginning.of(app.id());
        let _turn = flight.turn().await;
        if let Some((receipt, Outcome::Succeeded)) = self.0.store.find_ended(nonce.clone()).await? {
            return Ok(Visit { receipt });
        }
        let prospect = self.prospect(&app, invitation.picked)?;
        if prospect.choice.way != Way::Token || !prospect.blanks.is_empty() {
            return Err(Refusal::NoWay(app.id().munged()));
        }
        let token = token.expose_secret().trim();
        let is_token =
            (1..=LONGEST_TOKEN).contains(&token.len()) && token.bytes().all(pasted::is_visible);
        if !is_token {
            return Err(Refusal::WrongPaste(Wrong::NoToken));
        }
        let members = Map::from_iter([("access_token".to_owned(), token.into())]);
        let answer = TokenAnswer::new(members).ok_or(Refusal::WrongPaste(Wrong::NoToken))?;
        self.keep_token(&app, nonce, invitation.context, answer)
            .await
    }

    /// What an invitation that is over has led to: a second tap is told the same as the first one.
    async fn ended(&self, nonce: String) -> Result<Visit, Refusal> {
        let ended = self.0.store.find_ended(nonce).await?;
        let (receipt, _) = ended.ok_or(Refusal::Expired)?;
        Ok(Visit { receipt })
    }

    /// Ends a login that needs nothing but this token.
    async fn keep_token(
        &self,
        app: &App,
        nonce: String,
        context: Context,
        answer: TokenAnswer,
    ) -> Result<Visit, Refusal> {
        let parts = &self.0;
        let state = parts.entropy.token::<16>();
        let now = parts.clock.now();
        let pending = PendingLogin {
            app: app.id().clone(),
            state: state.clone(),
            receipt: parts.entropy.token::<16>(),
            nonce: Some(nonce),
            way: Way::Token,
            login: Login {
                client: clientless(app),
                grant: Grant::Code(CodeGrant::default()),
            },
            poll_at: None,
            context,
            announced: true,
            created_at: now,
            expires_at: now + LOGIN_LIFETIME,
        };
        let make = move |_: &App| Ok::<_, Refusal>((pending, ()));
        self.begin_waiting(app.id(), make).await?;
        let taken = parts
            .store
            .take_pending(Some(app.id().munged()), state, now);
        let Taken::Fresh(pending) = taken.await? else {
            return Err(Refusal::StateUnknown);
        };
        let granted = Granted {
            answer,
            auth: ClientAuth::None,
        };
        self.succeed(&pending, granted).await?;
        Ok(Visit {
            receipt: pending.receipt,
        })
    }
}

/// The client of a token that was obtained without one.
fn clientless(app: &App) -> Client {
    let endpoints = Endpoints::of(app, None);
    authorize::client(app, &endpoints).unwrap_or_else(|_| Client {
        token_endpoint: app.registration.public.place(),
        ..Client::unknown()
    })
}
