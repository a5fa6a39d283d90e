//! Letting people in who hold something that the device has shown or said: digits, or a link to the
//! dashboard.

use super::{Flows, Reply};
use crate::allowance::Source;
use crate::answer::{Answer, WayIn};
use crate::door::{Audience, LINK_LIFETIME, LinkFor, Opens, SessionKey, Wrong};
use crate::event::Event;
use crate::id::AppId;
use crate::manifest::PLUGIN;
use crate::message::Context;
use crate::qr_folder::{QrFolder, Readers};
use crate::refusal::Refusal;
use crate::request::Topic;

/// What typed digits have opened.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entered {
    /// The login of this nonce.
    Login(String),
    /// The dashboard, with the cookie of a new session, and who else knows the digits.
    Dashboard(String, Audience),
}

impl Flows {
    /// Six digits that open the newest waiting invitation of an app, for who has no screen to scan.
    /// `None` if there is none, or if the store fails, which is logged.
    pub(crate) async fn digits(&self, app: &AppId) -> Option<String> {
        let now = self.0.clock.now();
        let newest = self.0.store.newest_invitation(app.clone(), now).await;
        let nonce = newest.map_err(Refusal::from).ok()??;
        Some(self.0.door.digits(Opens::Login(nonce)))
    }

    /// Lets in who types the right digits.
    pub(crate) fn enter(&self, typed: &str, source: Source) -> Result<Entered, Wrong> {
        let door = &self.0.door;
        let opened = door.enter(typed, source).inspect_err(|wrong| {
            if let Wrong::Unknown = wrong {
                tracing::warn!("wrong digits were typed on a page");
            }
        })?;
        Ok(match opened {
            Opens::Login(nonce) => Entered::Login(nonce),
            Opens::Dashboard(audience) => {
                tracing::info!("the dashboard was opened by digits");
                Entered::Dashboard(door.begin_session(audience), audience)
            }
        })
    }

    /// `oauth.dashboard`: the link itself and digits, for a caller on the control socket.
    pub(super) fn dashboard(&self) -> Result<Reply, Refusal> {
        let door = &self.0.door;
        let front = self.0.address.front_page()?;
        let url = self.0.address.dashboard_link(&door.link(LinkFor::Owner))?;
        let way_in = WayIn {
            url,
            front,
            digits: Some(door.digits(Opens::Dashboard(Audience::Owner))),
            expires_at: self.0.clock.now() + LINK_LIFETIME,
        };
        Ok(Answer::Dashboard(way_in).into())
    }

    /// `oauth.dashboard.show`: the link as an image on the device's screen, and in no message.
    pub(super) fn show_dashboard(&self, context: &Context) -> Result<Reply, Refusal> {
        let link = self.0.door.link(LinkFor::Dashboard);
        let url = self.0.address.dashboard_link(&link)?;
        let shown = self.show_link(LinkFor::Dashboard, (link, &url), context)?;
        Ok(Reply {
            answer: Answer::Done(Topic::ShowDashboard),
            news: vec![shown],
        })
    }

    /// Shows a link on the device's screen that leads to the activation page with the query of the
    /// program that waits with a code. Else the seconds to wait, since somebody had links shown too
    /// often.
    pub(crate) fn show_activation(
        &self,
        (code, query): (String, &str),
        source: Source,
    ) -> Result<Result<(), f64>, Refusal> {
        let what_for = LinkFor::Program(code);
        let link = match self.0.door.wished_link(what_for.clone(), source) {
            Ok(link) => link,
            Err(seconds) => return Ok(Err(seconds)),
        };
        let url = self.0.address.activation_link(&link, query)?;
        let context = Context::own();
        let shown = self.show_link(what_for, (link, &url), &context)?;
        self.0.outbox.emit(shown, &context);
        tracing::info!("a link to let a program in is on the screen");
        Ok(Ok(()))
    }

    /// Draws a one-time link as an image for the screen, and hides it when the link is over.
    fn show_link(
        &self,
        what_for: LinkFor,
        (link, url): (String, &str),
        context: &Context,
    ) -> Result<Event, Refusal> {
        let what = match what_for {
            LinkFor::Program(_) => "activation",
            LinkFor::Owner | LinkFor::Dashboard => "dashboard",
        };
        let app = AppId::new(PLUGIN, what).map_err(|error| {
            // Both are words of ours.
            tracing::error!(%error, "no id for the link");
            Refusal::Storage
        })?;
        let image = self.draw_for(&app, Readers::Group, (url, None))?;
        let flows = self.clone();
        let (of, path, asker) = (app.clone(), image.clone(), context.clone());
        self.0.tasks.spawn(async move {
            tokio::select! {
                () = flows.0.door.link_over(&link) => {
                    // A shell hides by name, and a newer one has the same.
                    if flows.0.door.has_link(&what_for) {
                        return QrFolder::remove(&[path]);
                    }
                }
                // Links do not survive a stop.
                () = flows.0.intake.cancelled() => {}
            }
            flows.hide(&of, &asker, &[path]);
        });
        Ok(Event::DisplayQrCode { app, qr: image })
    }

    /// Whether a link still opens the dashboard; looking does not spend it.
    #[must_use]
    pub(crate) fn knows_dashboard_link(&self, link: &str) -> bool {
        self.0.door.knows_link(link)
    }

    /// Spends a link for the cookie of a new session.
    #[must_use]
    pub(crate) fn open_dashboard(&self, link: &str) -> Option<String> {
        let cookie = self.0.door.open_link(link)?;
        tracing::info!("the dashboard was opened by a link");
        Some(cookie)
    }

    /// Finds the session of a cookie.
    #[must_use]
    pub(crate) fn session(&self, cookie: &str) -> Option<SessionKey> {
        self.0.door.session(cookie)
    }

    /// Whether the session of a cookie may let programs in.
    #[must_use]
    pub(crate) fn may_admit(&self, cookie: &str) -> bool {
        self.0.door.admitting_session(cookie).is_some()
    }

    /// Ends a session.
    pub(crate) fn leave_dashboard(&self, session: &SessionKey) {
        self.0.door.end_session(session);
    }
}
