//! Registering an app, and the credentials that a person types for it.

use super::{Flows, Reply};
use crate::answer::Answer;
use crate::id::AppId;
use crate::message::Context;
use crate::refusal::Refusal;
use crate::registration::Registration;
use crate::request::Credentials;
use crate::store::TypedCredentials;

impl Flows {
    /// Keeps what a skill registers. Typed credentials outlive a register without any.
    pub(super) async fn register(&self, registration: Registration) -> Result<Reply, Refusal> {
        let now = self.0.clock.now();
        let overview = self.0.store.put_registration(registration, now).await?;
        let client_id = overview.app.client_id().map(str::to_owned);
        // A register waits for no server.
        if self.endpoints(&overview.app, None).is_none()
            && let Some(issuer) = overview.app.registration.public.asks_issuer()
        {
            self.discover_soon(issuer);
        }
        let status = self.app_status(overview);
        tracing::info!(app.id = %status.app, state = status.state.as_str(), "app registered");
        Ok(Answer::Registered { client_id, status }.into())
    }

    /// Keeps what a person typed, then goes on with the login that asked for it.
    pub(super) async fn credentials(
        &self,
        credentials: Credentials,
        context: &Context,
    ) -> Result<Reply, Refusal> {
        let Credentials {
            app,
            client_id,
            client_secret,
        } = credentials;
        let typed = TypedCredentials {
            client_id,
            client_secret,
        };
        self.keep_typed(app.clone(), typed).await?;
        self.start(app, context).await
    }

    /// Keeps what a person typed.
    pub(super) async fn keep_typed(
        &self,
        app: AppId,
        typed: TypedCredentials,
    ) -> Result<(), Refusal> {
        let now = self.0.clock.now();
        if !self.0.store.put_typed(app.clone(), typed, now).await? {
            return Err(Refusal::UnknownApp(app.munged()));
        }
        tracing::info!(app.id = %app, "credentials entered");
        Ok(())
    }
}
