//! How the apps are.

use super::prospect::Prospect;
use super::{Flows, Reply};
use crate::answer::Answer;
use crate::app_status::{AppState, AppStatus};
use crate::id::AppId;
use crate::refusal::Refusal;
use crate::store::{Health, Overview};
use crate::way::Choice;

impl Flows {
    /// `oauth.status`, of one app or of all.
    pub(super) async fn status(&self, app: Option<AppId>) -> Result<Reply, Refusal> {
        let (store, now) = (&self.0.store, self.0.clock.now());
        let overviews = match app {
            Some(app) => {
                let found = store.find_overview(app.clone(), now).await?;
                vec![found.ok_or_else(|| Refusal::UnknownApp(app.munged()))?]
            }
            None => store.list_overviews(now).await?,
        };
        let statuses = overviews
            .into_iter()
            .map(|overview| self.app_status(overview));
        let statuses = statuses.collect();
        Ok(Answer::Status(statuses).into())
    }

    /// How an app is.
    pub(super) fn app_status(&self, overview: Overview) -> AppStatus {
        let Overview {
            app,
            token,
            login_pending,
        } = overview;
        let prospect = self.prospect(&app, None);
        let takes_client = |it: &Prospect| it.choice.way.needs_client();
        let needs_creds = app.needs_credentials() && prospect.as_ref().map_or(true, takes_client);
        let (state, reason) = match token.as_ref().map(|token| &token.health) {
            Some(Health::Sound) => (AppState::Connected, None),
            Some(Health::NeedsLogin(reason)) => (AppState::NeedsLogin, Some(reason.clone())),
            Some(Health::Misconfigured(reason)) => (AppState::Misconfigured, Some(reason.clone())),
            None if needs_creds => (AppState::NeedsCredentials, None),
            None => (AppState::NotAuthenticated, None),
        };
        let ends = token.as_ref().is_some_and(|token| token.ends);
        let (expires_at, granted) =
            token.map_or((None, None), |token| (token.expires_at, token.scope));
        let public = &app.registration.public;
        let (way, way_reason) = match prospect {
            Ok(prospect) => {
                let Choice { way, reason, .. } = prospect.choice;
                let service = public.name.as_deref().unwrap_or("the provider");
                (
                    Some(way),
                    reason.map(|reason| reason.sentence(service, way)),
                )
            }
            Err(refusal) => (None, Some(refusal.to_string())),
        };
        AppStatus {
            app: app.id().clone(),
            name: public.name.clone(),
            state,
            login_pending,
            needs_creds,
            scope: granted.or_else(|| public.scope.clone()),
            expires_at,
            ends,
            way,
            way_reason,
            reason,
        }
    }
}
