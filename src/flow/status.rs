//! How the apps are.

use super::{Flows, Reply};
use crate::answer::Answer;
use crate::app_status::{AppState, AppStatus};
use crate::id::AppId;
use crate::refusal::Refusal;
use crate::store::{App, Health};

impl Flows {
    /// `oauth.status`, of one app or of all.
    pub(super) async fn status(&self, app: Option<AppId>) -> Result<Reply, Refusal> {
        let apps = match app {
            Some(app) => vec![self.app(&app).await?],
            None => self.0.store.list_apps().await?,
        };
        let mut statuses = Vec::with_capacity(apps.len());
        for app in &apps {
            statuses.push(self.status_of(app).await?);
        }
        Ok(Answer::Status(statuses).into())
    }

    pub(super) async fn status_of(&self, app: &App) -> Result<AppStatus, Refusal> {
        let store = &self.0.store;
        let id = app.id();
        let token = store.find_token(id.clone()).await?;
        let login_pending = store.has_pending(id.munged(), self.0.clock.now()).await?;
        let needs_creds = app.client_id().is_none();
        let (state, reason) = match token.as_ref().map(|token| &token.health) {
            Some(Health::Sound) => (AppState::Connected, None),
            Some(Health::NeedsLogin(reason)) => (AppState::NeedsLogin, Some(reason.clone())),
            Some(Health::Misconfigured(reason)) => (AppState::Misconfigured, Some(reason.clone())),
            None if needs_creds => (AppState::NeedsCredentials, None),
            None => (AppState::NotAuthenticated, None),
        };
        let public = &app.registration.public;
        let granted = token.as_ref().and_then(|token| token.answer.scope());
        Ok(AppStatus {
            app: id.clone(),
            name: public.name.clone(),
            state,
            login_pending,
            needs_creds,
            scope: granted.map(str::to_owned).or_else(|| public.scope.clone()),
            expires_at: token.as_ref().and_then(|token| token.expires_at),
            reason,
        })
    }
}
