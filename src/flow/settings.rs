//! `oauth.settings.get` and `oauth.settings.update`: PG3's getOauthSettings and updateOauthSettings.

use serde_json::{Map, Value};

use super::{Flows, Reply, authorize};
use crate::answer::Answer;
use crate::id::AppId;
use crate::overlay::Overlay;
use crate::refusal::Refusal;
use crate::request::Topic;
use crate::store::{App, Health};

impl Flows {
    /// `oauth.settings.get`.
    pub(super) async fn settings(&self, app: AppId) -> Result<Reply, Refusal> {
        let known = self.app(&app).await?;
        self.tell_settings(Topic::Settings, &known, &known).await
    }

    /// `oauth.settings.update`: only what is named changes, and maps are merged.
    pub(super) async fn change_settings(
        &self,
        app: AppId,
        changes: Map<String, Value>,
    ) -> Result<Reply, Refusal> {
        let before = self.app(&app).await?;
        let after = self.settings_changed(&before, changes).await?;
        self.tell_settings(Topic::ChangeSettings, &before, &after)
            .await
    }

    /// The app with changed settings.
    pub(super) async fn settings_changed(
        &self,
        before: &App,
        changes: Map<String, Value>,
    ) -> Result<App, Refusal> {
        let changes = self.0.presets.followed(&before.registration, changes)?;
        let (app, now) = (before.id(), self.0.clock.now());
        let after = self.0.store.change_settings(app.clone(), changes, now);
        let after = after
            .await?
            .ok_or_else(|| Refusal::UnknownApp(app.munged()))??;
        tracing::info!(app.id = %app, "settings changed");
        Ok(after)
    }

    async fn tell_settings(
        &self,
        topic: Topic,
        before: &App,
        after: &App,
    ) -> Result<Reply, Refusal> {
        let token = self.0.store.find_token(after.id().clone()).await?;
        // What the token was asked with has changed, so it is another one that is wanted.
        let asks_for_another = before.registration.public.scope != after.registration.public.scope
            || before.registration.public.parameters != after.registration.public.parameters;
        let is_kept = token.is_some_and(|token| {
            let is_its_client = authorize::is_its_client(after, &token.client);
            is_its_client && !matches!(token.health, Health::NeedsLogin(_))
        });
        Ok(Answer::Settings {
            topic,
            app: after.id().clone(),
            settings: Overlay::shown(&after.registration),
            login_needed: !is_kept || asks_for_another,
        }
        .into())
    }
}
