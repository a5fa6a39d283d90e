//! The table `invitations`: what the nonce in a QR code opens.

use rusqlite::{OptionalExtension, params};

use super::pending::read_way;
use super::{Error, Store, Sync, apps};
use crate::id::AppId;
use crate::message::Context;
use crate::way::Way;

/// QR codes of one app that may wait at once.
const WAITING: i64 = 8;

/// A login that a QR code offers.
#[derive(Debug)]
pub(crate) struct Invitation {
    /// The app that it logs in, and no other.
    pub app: AppId,
    /// The random part of the link.
    pub nonce: String,
    /// The QR code's file, where there is one.
    pub qr_path: Option<String>,
    /// Who asked.
    pub context: Context,
    /// When it was made, in seconds since 1970.
    pub created_at: f64,
    /// When it ends, in seconds since 1970.
    pub expires_at: f64,
    /// Whether anyone was told that it waits, so that its end must be told.
    pub announced: bool,
}

/// An invitation that a person has opened.
#[derive(Debug)]
pub(crate) struct OpenInvitation {
    /// The app that it logs in, and no other.
    pub app: AppId,
    /// Who asked.
    pub context: Context,
    /// The way that was picked on its page.
    pub picked: Option<Way>,
}

impl Store {
    /// Keeps an invitation; returns the QR code files of those that made room for it.
    pub(crate) async fn put_invitation(
        &self,
        invitation: Invitation,
    ) -> Result<Vec<String>, Error> {
        let displaced = self
            .call_short(Sync::Wal, move |connection, _| {
                let munged = invitation.app.munged();
                let displaced = connection
                    .prepare_cached(
                        "DELETE FROM invitations WHERE nonce IN (
                             SELECT nonce FROM invitations WHERE munged_id = ?1
                             ORDER BY announced DESC, created_at DESC LIMIT -1 OFFSET ?2) RETURNING qr_path",
                    )?
                    .query_map(params![munged, WAITING - 1], |row| row.get(0))?
                    .filter_map(rusqlite::Result::transpose)
                    .collect::<rusqlite::Result<_>>()?;
                connection
                    .prepare_cached(
                        "INSERT INTO invitations (nonce, munged_id, qr_path, context, created_at,
                             expires_at, announced) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    )?
                    .execute(params![
                        invitation.nonce,
                        munged,
                        invitation.qr_path,
                        invitation.context.to_json(),
                        invitation.created_at,
                        invitation.expires_at,
                        invitation.announced,
                    ])?;
                Ok(displaced)
            })
            .await?;
        self.note_login_change();
        Ok(displaced)
    }

    /// Finds a live invitation and lets it last until `until` at least, since a person has come.
    pub(crate) async fn open_invitation(
        &self,
        nonce: String,
        now: f64,
        until: f64,
    ) -> Result<Option<OpenInvitation>, Error> {
        self.call_short(Sync::Wal, move |connection, _| {
            let row: Option<(String, String, Option<Way>)> = connection
                .prepare_cached(
                    "UPDATE invitations SET expires_at = max(expires_at, ?3), announced = 1
                     WHERE nonce = ?1 AND expires_at > ?2 RETURNING munged_id, context, way",
                )?
                .query_row(params![nonce, now, until], |row| {
                    Ok((row.get(0)?, row.get(1)?, read_way(row, 2)?))
                })
                .optional()?;
            let Some((munged, context, picked)) = row else {
                return Ok(None);
            };
            let app = apps::find_id(connection, &munged)?;
            Ok(app.map(|app| OpenInvitation {
                app,
                context: Context::parse(&context).unwrap_or_default(),
                picked,
            }))
        })
        .await
    }

    /// Keeps the image that leads to what an invitation has begun; `false` where that has ended.
    pub(crate) async fn put_image(&self, nonce: String, qr_path: String) -> Result<bool, Error> {
        self.call_short(Sync::Wal, move |connection, _| {
            let put = connection
                .prepare_cached("UPDATE invitations SET qr_path = ?2 WHERE nonce = ?1")?
                .execute([nonce, qr_path])?;
            Ok(put == 1)
        })
        .await
    }

    /// Keeps the way that a person picked on the page of an invitation. A code that waits on another
    /// way is asked for no more.
    pub(crate) async fn pick_way(&self, nonce: String, way: Way) -> Result<(), Error> {
        self.call_short(Sync::Wal, move |connection, _| {
            connection
                .prepare_cached("UPDATE invitations SET way = ?2 WHERE nonce = ?1")?
                .execute([&nonce, way.as_str()])?;
            connection
                .prepare_cached(
                    "DELETE FROM pending WHERE nonce = ?1 AND way IS NOT ?2
                         AND poll_at IS NOT NULL AND spent_at IS NULL",
                )?
                .execute([&nonce, way.as_str()])?;
            Ok(())
        })
        .await
    }

    /// The nonce of the newest live invitation of an app.
    pub(crate) async fn newest_invitation(
        &self,
        app: AppId,
        now: f64,
    ) -> Result<Option<String>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            if !apps::is_known(connection, &app)? {
                return Ok(None);
            }
            let newest = connection
                .prepare_cached(
                    "SELECT nonce FROM invitations WHERE munged_id = ?1 AND expires_at > ?2
                     ORDER BY created_at DESC, rowid DESC LIMIT 1",
                )?
                .query_row(params![app.munged(), now], |row| row.get(0))
                .optional()?;
            Ok(newest)
        })
        .await
    }

    /// The QR code files that are still of use.
    pub(crate) async fn list_qr_paths(&self, now: f64) -> Result<Vec<String>, Error> {
        self.call(Sync::Read, move |connection, _| {
            let mut statement = connection.prepare_cached(
                "SELECT qr_path FROM invitations WHERE expires_at > ?1 AND qr_path IS NOT NULL",
            )?;
            let paths = statement.query_map([now], |row| row.get(0))?;
            Ok(paths.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }
}
