//! How the next login of an app goes.

use std::sync::Arc;

use super::Flows;
use crate::preset::{Blank, Preset};
use crate::refusal::Refusal;
use crate::registration::{Pkce, Public};
use crate::store::App;
use crate::way::{Choice, Ground, NoWay, Way};

/// How the next login of an app goes.
#[derive(Debug)]
pub(super) struct Prospect {
    /// What is known of the provider.
    pub(super) preset: Option<Arc<Preset>>,
    /// What a person must tell of his own server first.
    pub(super) blanks: Vec<Blank>,
    /// The way.
    pub(super) choice: Choice,
}

impl Flows {
    /// How the next login of an app goes, if a person picked this way or none.
    pub(super) fn prospect(&self, app: &App, picked: Option<Way>) -> Result<Prospect, Refusal> {
        let public = &app.registration.public;
        let (preset, is_named) = match self.0.presets.of_app(public) {
            Some((preset, is_named)) => (Some(preset), is_named),
            None => (None, false),
        };
        let has_device = is_named
            && preset
                .as_ref()
                .is_some_and(|preset| preset.device.is_some());
        let relay = self.relay_for(app);
        let is_relay =
            public.redirect_uri.is_some() && public.redirect_uri == self.0.policy.relay_url;
        let ground = Ground {
            preset: preset.as_deref(),
            is_named,
            told: public.way.or_else(|| is_relay.then_some(Way::Relay)),
            picked: picked.or(app.picked),
            redirect_uri: public.redirect_uri.as_deref(),
            has_device_endpoint: has_device || may_have_device_endpoint(public),
            has_relay: relay.is_ok(),
        };
        let choice = ground.choose().map_err(|no_way| match (no_way, relay) {
            (NoWay::NeedsRelay, Err(refusal)) => refusal,
            _ => Refusal::NoWay(app.id().munged()),
        })?;
        let blanks = match &preset {
            Some(preset) if is_named => preset.blanks(app, app.id().skill_id() == Flows::NOBODYS),
            _ => Vec::new(),
        };
        let is_complete = public.auth_endpoint.is_some() && public.token_endpoint.is_some();
        let is_findable = is_complete || public.asks_issuer().is_some() || !blanks.is_empty();
        if choice.way.needs_page() && !is_findable {
            return Err(Refusal::NoWay(app.id().munged()));
        }
        Ok(Prospect {
            preset,
            blanks,
            choice,
        })
    }

    /// Whether an answer to this app may go by the relay.
    fn relay_for(&self, app: &App) -> Result<(), Refusal> {
        let parts = &self.0;
        if parts.policy.relay_url.is_none() {
            return Err(Refusal::NeedsRelay(app.id().munged()));
        }
        // The relay's host sees codes, which are worth nothing without verifier or secret.
        let is_proven = app.registration.public.pkce == Pkce::S256 || app.client_secret().is_some();
        if !is_proven {
            return Err(Refusal::NoWay(app.id().munged()));
        }
        parts.address.is_reached_by_relay()
    }
}

/// Whether a device authorization endpoint is registered, or may stand in the issuer's metadata.
fn may_have_device_endpoint(public: &Public) -> bool {
    public.device_authorization_endpoint.is_some()
        || (public.way == Some(Way::Device) && public.issuer.is_some())
}
