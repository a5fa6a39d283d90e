//! What a person does on the dashboard, where no skill has asked.

use serde_json::{Map, Value};

use super::Flows;
use crate::app_status::AppStatus;
use crate::id::AppId;
use crate::message::Context;
use crate::preset::Preset;
use crate::refusal::Refusal;
use crate::registration::Registration;
use crate::store::App;
use crate::way::Way;

/// A service that can be connected without a skill.
#[derive(Debug)]
pub(crate) struct Offer {
    /// The id of its preset.
    pub(crate) provider: String,
    /// Its name for people.
    pub(crate) name: String,
    /// The way it is reached from this device, if there is one.
    pub(crate) way: Option<Way>,
}

impl Flows {
    /// The skill id of services that no skill has asked for and no program is known to look for.
    pub(crate) const NOBODYS: &str = "phal-oauth";

    /// How every app is, and the time.
    pub(crate) async fn dashboard_apps(&self) -> Result<(Vec<AppStatus>, f64), Refusal> {
        let now = self.0.clock.now();
        let overviews = self.0.store.list_overviews(now).await?;
        let statuses = overviews
            .into_iter()
            .map(|overview| self.app_status(overview));
        Ok((statuses.collect(), now))
    }

    /// What people know this device by.
    #[must_use]
    pub(crate) fn device_name(&self) -> &str {
        &self.0.policy.device_name
    }

    /// The port of the pages and the callback.
    #[must_use]
    pub(crate) fn port(&self) -> u16 {
        self.0.address.port()
    }

    /// The nonce of a new login of an app.
    pub(crate) async fn invite_guest(&self, munged_id: String) -> Result<String, Refusal> {
        let app = self.app_by_munged(&munged_id).await?;
        let (nonce, _) = self.link()?;
        let invited = (nonce.clone(), None);
        self.invite(app.id(), invited, &Context::own(), true)
            .await?;
        Ok(nonce)
    }

    /// `oauth.revoke`, by a person.
    pub(crate) async fn disconnect(&self, munged_id: String) -> Result<(), Refusal> {
        let app = self.app_by_munged(&munged_id).await?;
        self.revoke(app.id().clone()).await?;
        Ok(())
    }

    /// `oauth.unregister`, by a person.
    pub(crate) async fn forget(&self, munged_id: String) -> Result<(), Refusal> {
        let app = self.app_by_munged(&munged_id).await?;
        self.unregister(app.id().clone()).await?;
        Ok(())
    }

    /// Whether there is a relay page; refused where there is one that does not go to this device.
    pub(crate) fn has_relay(&self) -> Result<bool, Refusal> {
        let parts = &self.0;
        if parts.policy.relay_url.is_none() {
            return Ok(false);
        }
        parts.address.is_reached_by_relay().map(|()| true)
    }

    /// Every service that is known, by name.
    #[must_use]
    pub(crate) fn offers(&self) -> Vec<Offer> {
        let presets = &self.0.presets;
        let has_relay = self.has_relay().unwrap_or(false);
        let ids = presets.ids().into_iter();
        let mut offers: Vec<Offer> = ids
            .filter_map(|id| Some((id, presets.find(id)?)))
            .map(|(id, preset)| Offer {
                provider: id.to_owned(),
                way: preset.way_here(has_relay),
                name: preset.name,
            })
            .collect();
        offers.sort_by_cached_key(|offer| offer.name.to_lowercase());
        offers
    }

    /// The app that a person names to the command line: by its munged id, or a service by the id of
    /// its preset, which holds no underscore and so is no munged id.
    pub(super) async fn app_to_connect(&self, name: &str) -> Result<App, Refusal> {
        if name.contains('_') || self.0.presets.find(name).is_none() {
            return self.app_by_munged(name).await;
        }
        let app = self.take_up(name).await?;
        self.app(&app).await
    }

    /// Registers a service for which no skill has asked. An app that is there already under its id is
    /// left as it is: a skill knows better what it needs.
    pub(crate) async fn take_up(&self, provider: &str) -> Result<AppId, Refusal> {
        let presets = &self.0.presets;
        let preset = presets.find(provider);
        let preset = preset.ok_or_else(|| presets.unknown(provider))?;
        let app = known_id(provider, &preset)?;
        if self.0.store.find_app(app.clone()).await?.is_some() {
            return Ok(app);
        }
        let mut fields = Map::from_iter([("provider".to_owned(), Value::from(provider))]);
        if let Some(known) = preset.known_as.filter(|known| !known.scopes.is_empty()) {
            fields.insert("scope".to_owned(), known.scopes.into());
        }
        let registration = Registration::parse(app.clone(), &fields, presets)?;
        self.register(registration).await?;
        Ok(app)
    }
}

/// The id under which a program looks for the service's token, else one of ours.
fn known_id(provider: &str, preset: &Preset) -> Result<AppId, Refusal> {
    let (skill_id, app_id) = match &preset.known_as {
        Some(known) => (known.skill_id.as_str(), known.app_id.as_str()),
        None => (Flows::NOBODYS, provider),
    };
    AppId::new(skill_id, app_id).map_err(|invalid| Refusal::id(invalid.to_string()))
}
