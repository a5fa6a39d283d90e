//! The end of a login by authorization code: the answer that a browser brings back.
//!
//! A request without a valid state changes nothing and ends no login: anyone in the home network
//! can send one. A valid state is spent before its code is exchanged.

use super::opened::service;
use super::{Flows, Reply};
use crate::answer::Answer;
use crate::callback::{AuthorizationAnswer, Callback};
use crate::event::Event;
use crate::id::AppId;
use crate::message::Context;
use crate::provider::{self, Granted};
use crate::qr_folder::QrFolder;
use crate::refusal::Refusal;
use crate::request::{Forward, Topic};
use crate::store::{Ended, Grant, Outcome, PendingLogin, StoredToken, Taken};
use crate::token::TokenAnswer;

/// Where a browser is sent after its callback: the result page of this receipt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Visit {
    /// The name of the result page.
    pub receipt: String,
}

/// What a result page shows.
#[derive(Debug)]
pub(crate) struct ResultPage {
    /// The service's name for people.
    pub service: String,
    /// What the login led to.
    pub outcome: Outcome,
    /// The invitation where a person can go on, while it is good.
    pub nonce: Option<String>,
}

/// What came of a callback.
#[derive(Debug)]
enum Ending {
    /// A token.
    Connected,
    /// No token.
    Failed(Refusal),
    /// The same callback has come before.
    Earlier,
}

impl Flows {
    /// Takes the answer that a browser brings. The work goes on if the browser leaves.
    pub(crate) async fn finish(&self, callback: Callback) -> Result<Visit, Refusal> {
        let flows = self.clone();
        let work = self
            .0
            .tasks
            .spawn(async move { flows.finish_to_end(callback).await });
        let (visit, _) = work.await.map_err(|_panicked| Refusal::Storage)??;
        Ok(visit)
    }

    /// Takes a redirect that a shell handed over.
    pub(super) async fn forward(&self, forward: Forward) -> Result<Reply, Refusal> {
        let app = forward.app.as_ref();
        let callback = self.pasted(&forward.redirect_url, app, None).await?;
        match self.finish_to_end(callback).await? {
            (_, Ending::Connected) => Ok(Answer::Done(Topic::Forward).into()),
            (_, Ending::Failed(refusal)) => Err(refusal),
            (visit, Ending::Earlier) => self.forwarded_before(visit).await,
        }
    }

    /// The answer to a redirect that has been taken before, as far as it is known by now.
    async fn forwarded_before(&self, visit: Visit) -> Result<Reply, Refusal> {
        let now = self.0.clock.now();
        let found = self.0.store.find_receipt(visit.receipt, now).await?;
        match found.map(|receipt| receipt.outcome) {
            Some(Outcome::Succeeded) => Ok(Answer::Done(Topic::Forward).into()),
            Some(Outcome::Open) => Err(Refusal::TemporarilyUnavailable {
                reason: "this login is just being finished".to_owned(),
                retry_after: Some(1),
            }),
            Some(Outcome::Failed(code)) if code == Refusal::AccessDenied.code() => {
                Err(Refusal::AccessDenied)
            }
            Some(Outcome::Failed(_)) | None => Err(Refusal::Provider(
                "this login has failed before: start again".to_owned(),
            )),
        }
    }

    /// What a result page shows.
    pub(crate) async fn result_page(&self, receipt: String) -> Result<Option<ResultPage>, Refusal> {
        let now = self.0.clock.now();
        let Some(found) = self.0.store.find_receipt(receipt, now).await? else {
            return Ok(None);
        };
        let app = self.app_by_munged(&found.munged_id).await?;
        Ok(Some(ResultPage {
            service: service(&app),
            outcome: found.outcome,
            nonce: found.nonce,
        }))
    }

    /// The result page, and what the login led to.
    async fn finish_to_end(&self, callback: Callback) -> Result<(Visit, Ending), Refusal> {
        let parts = &self.0;
        let Callback {
            munged_id,
            state,
            answer,
            issuer,
        } = callback;
        let now = parts.clock.now();
        let pending = match parts.store.take_pending(munged_id, state, now).await? {
            Taken::Fresh(pending) => *pending,
            // The first visit decides; the page tells what it led to.
            Taken::Spent(receipt) => return Ok((Visit { receipt }, Ending::Earlier)),
            Taken::Expired => return Err(Refusal::Expired),
            Taken::Unknown => return Err(Refusal::StateUnknown),
        };
        let visit = Visit {
            receipt: pending.receipt.clone(),
        };
        let result = match self.granted(&pending, answer, issuer).await {
            Ok(granted) => self.succeed(&pending, granted).await,
            Err(refusal) => Err(refusal),
        };
        let ending = match result {
            Ok(()) => Ending::Connected,
            Err(refusal) => {
                self.fail(&pending, refusal.clone()).await?;
                Ending::Failed(refusal)
            }
        };
        Ok((visit, ending))
    }

    async fn granted(
        &self,
        pending: &PendingLogin,
        answer: AuthorizationAnswer,
        issuer: Option<String>,
    ) -> Result<Granted, Refusal> {
        let login = &pending.login;
        let Grant::Code(grant) = &login.grant else {
            return Err(Refusal::StateUnknown);
        };
        let is_mismatch = match (&grant.issuer, &issuer) {
            (Some(expected), Some(told)) => expected != told,
            // Metadata that promises it, but an answer without it (RFC 9207 section 2.4).
            (Some(_), None) => grant.issuer_promised,
            (None, _) => false,
        };
        if is_mismatch {
            return Err(Refusal::IssuerMismatch);
        }
        let code = match answer {
            AuthorizationAnswer::Code(code) => code,
            AuthorizationAnswer::Error(code) => {
                let refusal = refused_by_page(&code);
                let error = provider::Error::Refused(code);
                self.note_refused(&pending.app, &login.client, pending.way, &error)
                    .await;
                return Err(refusal);
            }
        };
        let client = self
            .with_known_auth(&pending.app, login.client.clone())
            .await?;
        let exchange = self.0.provider.exchange_code(
            &client,
            &code,
            grant.redirect_uri.as_deref(),
            grant.verifier.as_ref(),
        );
        let error = match exchange.await {
            Ok(granted) => return Ok(granted),
            Err(error) => error,
        };
        tracing::warn!(
            app.id = %pending.app,
            error = &error as &dyn std::error::Error,
            "the code was not exchanged"
        );
        if error.doubts_endpoint() {
            self.doubt(&client);
        }
        self.note_refused(&pending.app, &client, pending.way, &error)
            .await;
        Err(refused_by_token_endpoint(&error))
    }

    /// A login's client, with the authentication that worked for it before.
    pub(super) async fn with_known_auth(
        &self,
        app: &AppId,
        mut client: provider::Client,
    ) -> Result<provider::Client, Refusal> {
        if client.auth.is_none()
            && let Some(token) = self.0.store.find_token(app.clone()).await?
            && token.client.is_same(&client)
        {
            client.auth = token.client.auth;
        }
        Ok(client)
    }

    pub(super) async fn succeed(
        &self,
        pending: &PendingLogin,
        granted: Granted,
    ) -> Result<(), Refusal> {
        let parts = &self.0;
        let app = pending.app.clone();
        let (now, chance) = (parts.clock.now(), parts.entropy.fraction());
        let stored = StoredToken::new(granted, pending.login.client.clone(), now, chance);
        let token = stored.told(parts.policy.share_refresh_token);
        // On the disk before anyone is told.
        let ended = parts
            .store
            .put_token(app.clone(), stored, pending.state.clone())
            .await?
            .ok_or_else(|| Refusal::UnknownApp(app.munged()))?;
        self.tell_success(&app, &pending.context, token, &ended);
        Ok(())
    }

    /// Tells what a login has led to, and who need not look at its image any more.
    pub(super) fn tell_success(
        &self,
        app: &AppId,
        context: &Context,
        token: TokenAnswer,
        ended: &Ended,
    ) {
        tracing::info!(app.id = %app, "logged in");
        let outbox = &self.0.outbox;
        let app = app.clone();
        let told = Event::TokenResponse {
            app: app.clone(),
            token,
        };
        outbox.emit(told, context);
        outbox.emit(Event::LoginSucceeded(app.clone()), context);
        self.tell_of_end(&app, None);
        self.hide(&app, context, &ended.qr_paths);
    }

    pub(super) async fn fail(
        &self,
        pending: &PendingLogin,
        refusal: Refusal,
    ) -> Result<(), Refusal> {
        let parts = &self.0;
        let app = pending.app.clone();
        tracing::info!(app.id = %app, error_code = refusal.code(), "login failed: {refusal}");
        let ended = parts
            .store
            .fail_pending(pending.state.clone(), refusal.code())
            .await;
        self.tell_of_end(&app, Some(&refusal));
        parts
            .outbox
            .emit(Event::LoginFailed { app, refusal }, &pending.context);
        self.hide(&pending.app, &pending.context, &ended?.qr_paths);
        Ok(())
    }

    /// Removes images that are of no use any more; the shell is told if there was one.
    pub(super) fn hide(&self, app: &AppId, context: &Context, qr_paths: &[String]) {
        if !qr_paths.is_empty() {
            QrFolder::remove(qr_paths);
            self.0.outbox.emit(Event::HideQrCode(app.clone()), context);
        }
    }
}

/// What an error code at the redirect means (RFC 6749 section 4.1.2.1).
fn refused_by_page(code: &str) -> Refusal {
    match code {
        "access_denied" => Refusal::AccessDenied,
        "temporarily_unavailable" => Refusal::TemporarilyUnavailable {
            reason: "the authorization server cannot log anyone in now, start again".to_owned(),
            retry_after: None,
        },
        "invalid_client"
        | "unauthorized_client"
        | "invalid_request"
        | "invalid_scope"
        | "unsupported_response_type"
        | "invalid_target" => Refusal::Misconfigured(format!(
            "the authorization server refuses this client or request ({code}): check client id, \
             redirect URI and scope at the provider"
        )),
        code => Refusal::Provider(format!("the authorization server refused: {code}")),
    }
}

/// What an error of the token endpoint means for a login.
pub(super) fn refused_by_token_endpoint(error: &provider::Error) -> Refusal {
    match error {
        provider::Error::Refused(code) => match code.as_str() {
            "invalid_client" | "unauthorized_client" | "incorrect_client_credentials" => {
                Refusal::Misconfigured(format!(
                    "the authorization server refuses this client ({code}): check client id and secret"
                ))
            }
            "invalid_grant" => Refusal::Provider(
                "the authorization server refused the code (invalid_grant): start again".to_owned(),
            ),
            code => Refusal::Provider(format!("the authorization server refused: {code}")),
        },
        provider::Error::Transient(_) => Refusal::TemporarilyUnavailable {
            reason: "the authorization server did not answer, start again".to_owned(),
            retry_after: error.retry_after(),
        },
        provider::Error::Unreadable => Refusal::Provider(
            "the authorization server's answer makes no sense: start again".to_owned(),
        ),
        provider::Error::Unusable(_) => Refusal::Misconfigured(error.to_string()),
    }
}
