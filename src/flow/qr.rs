//! Inviting a person to a login, by a QR code or a link.

use std::path::Path;

use super::device::{Begun, DeviceStep};
use super::prospect::Prospect;
use super::{Flows, LOGIN_LIFETIME, Reply, authorize};
use crate::answer::{Answer, WayIn};
use crate::event::Event;
use crate::id::AppId;
use crate::message::Context;
use crate::provider::Client;
use crate::qr;
use crate::qr_folder::{QrFolder, Readers};
use crate::refusal::Refusal;
use crate::store::{App, Invitation};
use crate::way::Way;

/// The shortest life of a code that is shown again, in seconds: a person has to take a phone and type.
const STILL_GOOD: f64 = 120.0;

impl Flows {
    /// `oauth.generate.qr.request`: an image whose link opens the app's login, and no other.
    pub(super) async fn qr_code(&self, app: AppId, context: &Context) -> Result<Reply, Refusal> {
        let app = self.app(&app).await?;
        let prospect = self.prospect(&app, None)?;
        if prospect.begins_on_screen(&app) {
            return self.code_on_screen(&app, context).await;
        }
        let way = prospect.choice.way;
        let (nonce, link) = self.link()?;
        let path = self.draw(app.id(), &link, None)?;
        let expires_at = self
            .invite(app.id(), (nonce, Some(path.clone())), context, true)
            .await?;
        let id = app.id().clone();
        let mut news = vec![Event::LoginStarted {
            app: id.clone(),
            way,
            shown: None,
            expires_at,
        }];
        news.splice(0..0, displayed(&app, &path));
        Ok(Reply {
            answer: Answer::QrCode {
                app: id,
                qr: path,
                shown: None,
            },
            news,
        })
    }

    /// The provider's own page in an image, with the code to confirm there.
    async fn code_on_screen(&self, app: &App, context: &Context) -> Result<Reply, Refusal> {
        // Who asks again while a slow server is being asked waits for the same code.
        let flight = self.0.beginning.of(app.id());
        let _turn = flight.turn().await;
        if let Some((code, path)) = self.code_shown(app).await? {
            return Ok(shown_on_screen(app, code, path));
        }
        let (nonce, _) = self.link()?;
        // Nobody has been told of it before there is a code.
        self.invite(app.id(), (nonce.clone(), None), context, false)
            .await?;
        let begun = self.begin_device(app, (nonce.clone(), Way::Device), context);
        let begun = begun.await?;
        let code = &begun.code;
        let page = code.verification_uri_complete.as_ref();
        let page = page.unwrap_or(&code.verification_uri);
        let path = self.draw(app.id(), page, code.user_code.as_deref())?;
        if !self.0.store.put_image(nonce, path.clone()).await? {
            QrFolder::remove(&[path]);
            return Err(Refusal::Cancelled);
        }
        Ok(shown_on_screen(app, begun, path))
    }

    /// The code of the app that waits on a screen, with its image.
    async fn code_shown(&self, app: &App) -> Result<Option<(Begun, String)>, Refusal> {
        let (store, now) = (&self.0.store, self.0.clock.now());
        // One that is about to end is of no use to who gets up now.
        let until = now + STILL_GOOD;
        let shown = store.find_shown(app.id().munged(), until).await?;
        let Some((nonce, path)) = shown.filter(|(_, path)| Path::new(path).exists()) else {
            return Ok(None);
        };
        let followed = store.find_followed(nonce).await?;
        let followed = followed.filter(|followed| {
            let login = followed.login.as_ref();
            login.is_some_and(|login| is_asked_there(app, &login.client))
        });
        Ok(
            followed.and_then(|followed| match DeviceStep::of(&followed) {
                Some(DeviceStep::Waiting(code)) => {
                    let expires_at = followed.expires_at;
                    Some((Begun { code, expires_at }, path))
                }
                _ => None,
            }),
        )
    }

    /// `oauth.connect`: the link itself, for a caller on the control socket that draws it.
    pub(super) async fn connect(
        &self,
        munged_id: String,
        context: &Context,
    ) -> Result<Reply, Refusal> {
        let app = self.app_to_connect(&munged_id).await?;
        let way = self.prospect(&app, None)?.choice.way;
        let (nonce, url) = self.link()?;
        let expires_at = self.invite(app.id(), (nonce, None), context, true).await?;
        let front = self.0.address.front_page()?;
        let digits = self.digits(app.id()).await;
        let id = app.id().clone();
        let started = Event::LoginStarted {
            app: id.clone(),
            way,
            shown: None,
            expires_at,
        };
        Ok(Reply {
            answer: Answer::Connecting {
                app: id,
                way_in: WayIn {
                    url,
                    front,
                    digits,
                    expires_at,
                },
            },
            news: vec![started],
        })
    }

    /// Draws a link into a file and returns its path.
    pub(super) fn draw(
        &self,
        app: &AppId,
        link: &str,
        code: Option<&str>,
    ) -> Result<String, Refusal> {
        self.draw_for(app, Readers::All, (link, code))
    }

    /// Draws a link into a file for these readers and returns its path.
    pub(super) fn draw_for(
        &self,
        app: &AppId,
        readers: Readers,
        (link, code): (&str, Option<&str>),
    ) -> Result<String, Refusal> {
        let png = qr::png(link, code).map_err(|error| {
            tracing::error!(%error, "no QR code");
            Refusal::Storage
        })?;
        self.0.qr_folder.put(app, readers, &png).map_err(|error| {
            tracing::error!(error = &error as &dyn std::error::Error, "no QR code");
            Refusal::Storage
        })
    }

    pub(super) fn link(&self) -> Result<(String, String), Refusal> {
        // 96 bits that last minutes: short enough for a code that phones read from afar.
        let nonce = self.0.entropy.token::<12>();
        let link = self.0.address.go_link(&nonce)?;
        Ok((nonce, link))
    }

    /// Keeps an invitation; returns when it ends.
    pub(super) async fn invite(
        &self,
        app: &AppId,
        (nonce, qr_path): (String, Option<String>),
        context: &Context,
        announced: bool,
    ) -> Result<f64, Refusal> {
        let parts = &self.0;
        let created_at = parts.clock.now();
        let expires_at = created_at + LOGIN_LIFETIME;
        let displaced = parts
            .store
            .put_invitation(Invitation {
                app: app.clone(),
                nonce,
                qr_path: qr_path.clone(),
                context: context.clone(),
                created_at,
                expires_at,
                announced,
            })
            .await
            // An image that no invitation stands behind would wait on the disk for nothing.
            .inspect_err(|_| QrFolder::remove(qr_path.as_slice()))?;
        QrFolder::remove(&displaced);
        Ok(expires_at)
    }
}

/// The answer to who wants an image that holds the provider's own page, and its news.
fn shown_on_screen(app: &App, begun: Begun, path: String) -> Reply {
    let mut news: Vec<Event> = displayed(app, &path).into_iter().collect();
    news.push(begun.started(app.id(), Way::Device));
    Reply {
        news,
        answer: Answer::QrCode {
            app: app.id().clone(),
            qr: path,
            shown: Some(begun.code),
        },
    }
}

/// The news of an image, for a shell that is to show it.
fn displayed(app: &App, path: &str) -> Option<Event> {
    let shows = app.registration.public.shell_integration;
    shows.then(|| Event::DisplayQrCode {
        app: app.id().clone(),
        qr: path.to_owned(),
    })
}

/// Whether a client is that of the app, and its codes come from where the app's do.
fn is_asked_there(app: &App, client: &Client) -> bool {
    let registered = &app.registration.public.device_authorization_endpoint;
    authorize::is_its_client(app, client)
        && (registered.is_none() || *registered == client.device_endpoint)
}

impl Prospect {
    /// Whether the image of a QR code holds the provider's own page: the skill wants that, and nothing
    /// has to be asked before.
    fn begins_on_screen(&self, app: &App) -> bool {
        let is_wanted = app.registration.public.way == Some(Way::Device);
        let must_be_typed = app.needs_credentials() || app.is_refused_by(Way::Device);
        is_wanted && self.blanks.is_empty() && !must_be_typed
    }
}
