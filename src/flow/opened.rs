//! What the link of an invitation opens: the next step of its login.

use std::collections::BTreeMap;

use secrecy::SecretString;
use serde_json::{Map, Value};

use super::device::DeviceStep;
use super::hitch::Hitch;
use super::prospect::Prospect;
use super::{Flows, LOGIN_LIFETIME};
use crate::event::Event;
use crate::id::AppId;
use crate::message::Context;
use crate::preset::{Blank, Need};
use crate::refusal::Refusal;
use crate::relay;
use crate::store::{App, Followed, OpenInvitation, TypedCredentials};
use crate::way::{Choice, Reason, Way};

/// What a person finds at the link of an invitation.
#[derive(Debug)]
pub(crate) struct Opened {
    /// Who asks for what.
    pub asking: Asking,
    /// What is to be done next.
    pub step: Step,
}

/// Who asks for what.
#[derive(Debug)]
pub(crate) struct Asking {
    /// The app.
    pub app: AppId,
    /// The service's name for people.
    pub service: String,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// What people know this device by.
    pub device_name: String,
    /// How the login goes.
    pub way: Way,
    /// Why it goes that way.
    pub reason: Option<Reason>,
    /// The other ways that are possible.
    pub others: Vec<Way>,
    /// Whether a person has typed the client, and may have mistyped it.
    pub is_client_typed: bool,
    /// Whether a person has typed the server's address; likewise.
    pub is_instance_typed: bool,
}

/// What a person does next.
#[derive(Debug)]
pub(crate) enum Step {
    /// Nothing here: the browser is sent on.
    Onward(String),
    /// The same, but somebody has been here before and may have come back because what was typed is
    /// wrong.
    Return(String),
    /// Tell which server it is.
    Instance(Vec<Blank>),
    /// Type the client that the provider's developer page shows.
    Credentials(CredentialsNeeded),
    /// Remember the phrase, which the relay shows too, and approve on the provider's page.
    Confirm {
        /// The provider's page.
        url: String,
        /// Two words.
        phrase: String,
    },
    /// Approve on the provider's page, then paste the address where the browser ends.
    Loopback(PasteStep),
    /// Approve on the provider's page, then paste the code that it shows.
    Paste(PasteStep),
    /// Confirm a code on the provider's page.
    Device(DeviceStep),
    /// Type a token that lasts long.
    Token(Guide),
    /// It went wrong.
    Failed(Hitch),
    /// Nothing any more: the result page of this receipt tells the rest.
    Done(String),
}

/// What a person may have mistyped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// The client id and secret.
    Client,
    /// The address of his own server.
    Instance,
}

/// Where a person finds what is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guide {
    /// The provider's page for it; none where that is the person's own server.
    pub url: Option<String>,
    /// What to do there.
    pub steps: Option<String>,
}

/// A client that a person must type.
#[derive(Debug)]
pub(crate) struct CredentialsNeeded {
    /// What to register at the provider, byte for byte; none where it wants none.
    pub redirect_uri: Option<String>,
    /// Where the client comes from.
    pub guide: Guide,
    /// Whether it has a secret.
    pub secret: Need,
    /// The client id that was typed before.
    pub known_id: Option<String>,
    /// Whether the server has refused what was typed before.
    pub is_refused: bool,
}

/// A login that ends with a paste.
#[derive(Debug)]
pub(crate) struct PasteStep {
    /// The provider's page.
    pub url: String,
    /// The state, which a pasted code does not hold.
    pub state: String,
}

impl Flows {
    /// Follows an invitation to its next step. A login that goes on in the browser is asked for anew with
    /// each opening, since the first browser may not be the one that goes on; one that waits here, for
    /// a paste or a code, stays.
    pub(crate) async fn open(&self, nonce: String) -> Result<Opened, Refusal> {
        let parts = &self.0;
        let followed = parts.store.find_followed(nonce.clone()).await?;
        let invitation = match self.invited(nonce.clone()).await {
            Ok(invitation) => invitation,
            // Its login has ended while the page was waiting, or waits longer than its invitation.
            Err(Refusal::Expired) => {
                let followed = followed.ok_or(Refusal::Expired)?;
                return self.followed(&followed).await;
            }
            Err(refusal) => return Err(refusal),
        };
        // A code that waits is shown again, unless another way was picked since.
        let goes_on = |followed: &Followed| {
            followed.outcome.is_none() && invitation.picked.is_none_or(|way| way == followed.way)
        };
        if let Some(followed) = followed.as_ref().filter(|followed| goes_on(followed)) {
            return self.followed(followed).await;
        }
        let app = self.app(&invitation.app).await?;
        let prospect = self.prospect(&app, invitation.picked)?;
        let asking = self.asking(&app, &prospect.choice);
        let context = &invitation.context;
        let step = match self.step(&app, &prospect, nonce, context).await {
            Ok(step) => step,
            Err(refusal) => {
                let stuck = self.stuck(app.id(), invitation.picked, refusal);
                return stuck.await;
            }
        };
        tracing::info!(app.id = %app.id(), way = %asking.way, "page of a login opened");
        // A code is announced when it comes, and once.
        if let Step::Device(_) = step {
            return Ok(Opened { asking, step });
        }
        let started = Event::LoginStarted {
            app: app.id().clone(),
            way: asking.way,
            shown: None,
            expires_at: parts.clock.now() + LOGIN_LIFETIME,
        };
        parts.outbox.emit(started, &invitation.context);
        Ok(Opened { asking, step })
    }

    /// The form for a client or an address that is asked for, or was mistyped. What was typed counts
    /// until it is replaced.
    pub(crate) async fn retype(&self, nonce: String, what: Typed) -> Result<Opened, Refusal> {
        let invitation = self.invited(nonce).await?;
        let app = self.app(&invitation.app).await?;
        let prospect = self.prospect(&app, invitation.picked)?;
        let asking = self.asking(&app, &prospect.choice);
        let step = match (what, &prospect.preset) {
            (Typed::Client, _)
                if asking.is_client_typed
                    || (asking.way.needs_client() && app.needs_credentials()) =>
            {
                Step::Credentials(self.credentials_needed(&app, &prospect)?)
            }
            (Typed::Instance, Some(preset))
                if asking.is_instance_typed || !prospect.blanks.is_empty() =>
            {
                Step::Instance(preset.form(&app))
            }
            _ => return Err(Refusal::request("nothing was typed here")),
        };
        Ok(Opened { asking, step })
    }

    /// Takes the address and further names of a person's own server, where they are asked for: the
    /// holder of a link may not send an app elsewhere.
    pub(crate) async fn fill_instance(
        &self,
        nonce: String,
        values: BTreeMap<String, String>,
    ) -> Result<(), Refusal> {
        let invitation = self.invited(nonce).await?;
        let app = self.app(&invitation.app).await?;
        let prospect = self.prospect(&app, invitation.picked)?;
        let form = prospect.preset.map(|preset| preset.form(&app));
        let form = form.unwrap_or_default();
        if form.is_empty()
            || !values
                .keys()
                .all(|name| form.iter().any(|it| it.name == *name))
        {
            return Err(Refusal::request("this app needs no address"));
        }
        let mut variables = Map::new();
        let mut changes = Map::new();
        for (name, value) in values {
            let value = Value::from(value.trim());
            if name == "base" {
                changes.insert("base_url".to_owned(), value);
            } else {
                variables.insert(name, value);
            }
        }
        changes.insert("variables".to_owned(), variables.into());
        self.settings_changed(&app, changes).await?;
        Ok(())
    }

    /// Takes a client that a person typed, where one is asked for: what a skill ships stands.
    pub(crate) async fn fill_credentials(
        &self,
        nonce: String,
        client_id: String,
        client_secret: Option<SecretString>,
    ) -> Result<(), Refusal> {
        let app = self.app(&self.invited(nonce).await?.app).await?;
        if !app.needs_credentials() && app.typed.is_none() {
            return Err(Refusal::request("this app has a client of its own"));
        }
        let typed = TypedCredentials {
            client_id,
            client_secret,
        };
        self.keep_typed(app.id().clone(), typed).await
    }

    /// Goes on by another of the possible ways.
    pub(crate) async fn pick_way(&self, nonce: String, way: Way) -> Result<(), Refusal> {
        let app = self.app(&self.invited(nonce.clone()).await?.app).await?;
        if self.prospect(&app, Some(way))?.choice.way != way {
            return Err(Refusal::NoWay(app.id().munged()));
        }
        Ok(self.0.store.pick_way(nonce, way).await?)
    }

    /// A live invitation, which lasts for a while from now on since a person has come.
    pub(super) async fn invited(&self, nonce: String) -> Result<OpenInvitation, Refusal> {
        let now = self.0.clock.now();
        let opened = self
            .0
            .store
            .open_invitation(nonce, now, now + LOGIN_LIFETIME);
        opened.await?.ok_or(Refusal::Expired)
    }

    /// The page of a code that waits, or that has ended with its invitation.
    async fn followed(&self, followed: &Followed) -> Result<Opened, Refusal> {
        let app = self.app_by_munged(&followed.munged_id).await?;
        let prospect = self.prospect(&app, Some(followed.way))?;
        Ok(Opened {
            asking: self.asking(&app, &prospect.choice),
            step: match DeviceStep::of(followed) {
                Some(step) => Step::Device(step),
                None => Step::Done(followed.receipt.clone()),
            },
        })
    }

    pub(super) fn asking(&self, app: &App, choice: &Choice) -> Asking {
        let public = &app.registration.public;
        let scope = public.scope.as_deref().unwrap_or_default();
        Asking {
            app: app.id().clone(),
            service: service(app),
            scopes: scope.split_whitespace().map(str::to_owned).collect(),
            device_name: self.0.policy.device_name.clone(),
            way: choice.way,
            reason: choice.reason,
            others: choice.others.clone(),
            is_client_typed: app.typed.is_some() && choice.way.needs_client(),
            is_instance_typed: !app.told_variables.is_empty(),
        }
    }

    /// The form for a client where one is missing, or has been refused.
    pub(super) fn credentials_step(
        &self,
        app: &App,
        prospect: &Prospect,
    ) -> Result<Option<Step>, Refusal> {
        let way = prospect.choice.way;
        let is_asked = way.needs_client() && (app.needs_credentials() || app.is_refused_by(way));
        let needed = is_asked.then(|| self.credentials_needed(app, prospect));
        Ok(needed.transpose()?.map(Step::Credentials))
    }

    fn credentials_needed(
        &self,
        app: &App,
        prospect: &Prospect,
    ) -> Result<CredentialsNeeded, Refusal> {
        let way = prospect.choice.way;
        Ok(CredentialsNeeded {
            redirect_uri: match way {
                way if way.needs_page() => self.redirect_uri(app, way)?,
                _ => None,
            },
            guide: prospect.guide(),
            secret: prospect.secret(app),
            known_id: app.typed.as_ref().map(|typed| typed.client_id.clone()),
            is_refused: app.is_refused_by(way),
        })
    }

    async fn step(
        &self,
        app: &App,
        prospect: &Prospect,
        nonce: String,
        context: &Context,
    ) -> Result<Step, Refusal> {
        let way = prospect.choice.way;
        if !prospect.blanks.is_empty() {
            return Ok(Step::Instance(prospect.blanks.clone()));
        }
        if let Some(step) = self.credentials_step(app, prospect)? {
            return Ok(step);
        }
        if way == Way::Token {
            return Ok(Step::Token(prospect.guide()));
        }
        if way.polls() {
            let code = self.device_code(app, (nonce, way), context);
            return Ok(Step::Device(code.await?));
        }
        let is_back = self.is_back(app).await?;
        let waiting = self.authorize(app.id(), (nonce, way), context).await?;
        let paste = PasteStep {
            url: waiting.url,
            state: waiting.state,
        };
        Ok(match way {
            Way::Relay => Step::Confirm {
                phrase: relay::phrase(&paste.state).unwrap_or_default(),
                url: paste.url,
            },
            Way::Loopback => Step::Loopback(paste),
            Way::Paste => Step::Paste(paste),
            _ if is_back => Step::Return(paste.url),
            _ => Step::Onward(paste.url),
        })
    }
}

/// The service's name for people, else who asks for it.
pub(super) fn service(app: &App) -> String {
    let name = app.registration.public.name.clone();
    name.unwrap_or_else(|| app.id().skill_id().to_owned())
}

impl Prospect {
    fn guide(&self) -> Guide {
        let console = self
            .preset
            .as_ref()
            .and_then(|preset| preset.console.as_ref());
        console.map_or_else(Guide::default, |console| Guide {
            url: console.url.clone(),
            steps: Some(console.steps.clone()),
        })
    }

    fn secret(&self, app: &App) -> Need {
        if app.registration.public.needs_secret {
            return Need::Needed;
        }
        self.preset
            .as_ref()
            .map_or(Need::Optional, |preset| preset.secret)
    }
}
