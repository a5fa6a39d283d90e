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
        // An intercepted code is worth nothing without verifier or secret; the relay's host sees codes.
        let is_proven = public.pkce == Pkce::S256 || app.client_secret().is_some();
        let ground = Ground {
            preset: preset.as_deref(),
            is_named,
            told: public.way,
            picked: picked.or(app.picked),
            redirect_uri: public.redirect_uri.as_deref(),
            has_device_endpoint: has_device || may_have_device_endpoint(public),
            has_relay: self.0.policy.relay_url.is_some() && is_proven,
        };
        let choice = ground.choose().map_err(|no_way| match no_way {
            NoWay::Closed => Refusal::NoWay(app.id().munged()),
            NoWay::NeedsRelay => Refusal::NeedsRelay(app.id().munged()),
        })?;
        let blanks = match &preset {
            Some(preset) if is_named => {
                preset.blanks(public.base_url.as_deref(), &public.variables)
            }
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
}

/// Whether a device authorization endpoint is registered, or may stand in the issuer's metadata.
fn may_have_device_endpoint(public: &Public) -> bool {
    public.device_authorization_endpoint.is_some()
        || (public.way == Some(Way::Device) && public.issuer.is_some())
}
