//! What a person can put right: a client that is refused, a server that is not where it was said to be.

use super::Flows;
use super::opened::{Opened, Step};
use crate::id::AppId;
use crate::provider::{Client, Error};
use crate::refusal::Refusal;
use crate::store::{App, Outcome};
use crate::way::Way;

/// The error code of a login whose client or request the server has refused.
pub(super) const MISCONFIGURED: &str = "misconfigured";

/// Why a step of a login failed, for its page.
#[derive(Debug)]
pub(crate) struct Hitch {
    /// What went wrong.
    pub refusal: Refusal,
    /// The address of the server, where a person has typed it.
    pub address: Option<String>,
}

impl Hitch {
    pub(super) fn of(app: &App, refusal: Refusal) -> Self {
        let address = app.registration.public.base_url.clone();
        Self {
            refusal,
            address: address.filter(|_| app.told_variables.contains("base")),
        }
    }
}

impl Flows {
    /// Notes for the next page of an app that the server has refused its client, if that is what an
    /// error by this way says.
    pub(super) async fn note_refused(&self, app: &AppId, client: &Client, way: Way, error: &Error) {
        if !is_about_the_client(error, way) {
            return;
        }
        let noted = self
            .0
            .store
            .note_refused(app.clone(), client.clone(), way)
            .await;
        if let Err(error) = noted {
            tracing::error!(
                app.id = %app,
                error = &error as &dyn std::error::Error,
                "a refused client was not noted"
            );
        }
    }

    /// The page of an invitation where something went wrong that its form asked for.
    pub(crate) async fn explain(&self, nonce: String, refusal: Refusal) -> Result<Opened, Refusal> {
        if !is_of_a_step(&refusal) {
            return Err(refusal);
        }
        let invitation = self.invited(nonce).await?;
        self.stuck(&invitation.app, invitation.picked, refusal)
            .await
    }

    /// The page of a step that went wrong, with all that may lead on. What cannot stand on it is
    /// returned.
    pub(super) async fn stuck(
        &self,
        app: &AppId,
        picked: Option<Way>,
        refusal: Refusal,
    ) -> Result<Opened, Refusal> {
        if !is_of_a_step(&refusal) {
            return Err(refusal);
        }
        tracing::info!(app.id = %app, error_code = refusal.code(), "step failed: {refusal}");
        // The server may have refused the client only just now.
        let app = self.app(app).await?;
        let prospect = self.prospect(&app, picked)?;
        let step = match self.credentials_step(&app, &prospect)? {
            Some(step) => step,
            None => Step::Failed(Hitch::of(&app, refusal)),
        };
        Ok(Opened {
            asking: self.asking(&app, &prospect.choice),
            step,
        })
    }

    /// Whether a person comes back from the provider's page, maybe by a new link, since it has refused
    /// something.
    pub(super) async fn is_back(&self, app: &App) -> Result<bool, Refusal> {
        let newest = self.0.store.newest_outcome(app.id().munged()).await?;
        Ok(match newest {
            None | Some(Outcome::Succeeded) => false,
            Some(Outcome::Failed(code)) if code == MISCONFIGURED => true,
            Some(_) => app.typed.is_some() || !app.told_variables.is_empty(),
        })
    }
}

/// Whether the page of a step can tell of it: the login is still there, and may go on.
pub(super) fn is_of_a_step(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Misconfigured(_)
            | Refusal::TemporarilyUnavailable { .. }
            | Refusal::Provider(_)
            | Refusal::InsecureEndpoint(_)
            | Refusal::RelayBlocked(_)
            | Refusal::NoWay(_)
    )
}

/// Whether another client id or secret may help. Who may not ask for codes may be known all the same.
fn is_about_the_client(error: &Error, way: Way) -> bool {
    let Error::Refused(code) = error else {
        return false;
    };
    match code.as_str() {
        "invalid_client" | "incorrect_client_credentials" => true,
        "unauthorized_client" => !way.polls(),
        _ => false,
    }
}
