//! Notices when someone writes one of the files. The folder is watched, not the files, which are
//! replaced; while it is not there, the nearest one above it.

use std::ffi::OsString;
use std::io;

use futures_util::{FutureExt, StreamExt};
use inotify::{Event, EventMask, EventStream, Inotify, WatchDescriptor, WatchMask};

use super::place::{OldFile, Place};

/// Room for some events; each has a name of at most 255 bytes.
const ROOM: usize = 4096;

/// A watch on the folder.
pub(super) struct Watch {
    place: Place,
    /// `None` where the system has none to give.
    events: Option<EventStream<Vec<u8>>>,
    watched: Option<WatchDescriptor>,
}

impl Watch {
    /// Watches nothing yet.
    pub(super) fn new(place: Place) -> Self {
        let events = Inotify::init().and_then(|events| events.into_event_stream(vec![0; ROOM]));
        Self {
            place,
            events: events.map_err(|error| tell(&error)).ok(),
            watched: None,
        }
    }

    /// Watches the nearest folder that is there; may be called again at any time.
    pub(super) fn follow(&mut self) {
        let Some(events) = &self.events else { return };
        let mask = WatchMask::CLOSE_WRITE
            | WatchMask::CREATE
            | WatchMask::DELETE
            | WatchMask::MOVE
            | WatchMask::DELETE_SELF
            | WatchMask::MOVE_SELF
            | WatchMask::ONLYDIR;
        // A folder that is made in between would be missed.
        for _ in 0..8 {
            let nearest = self.place.nearest();
            let watch = match events.watches().add(nearest, mask) {
                Ok(watch) => watch,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => {
                    tell(&error);
                    self.events = None;
                    return;
                }
            };
            let old = self.watched.replace(watch.clone());
            if let Some(old) = old.filter(|old| *old != watch) {
                // It may have ended with its folder.
                let _ = events.watches().remove(old);
            }
            if self.place.nearest() == nearest {
                return;
            }
        }
    }

    /// Returns when there is something to look at.
    pub(super) async fn changed(&mut self) {
        let Some(events) = &mut self.events else {
            return std::future::pending().await;
        };
        let mut ours = events.filter(|event| {
            let is_ours = event
                .as_ref()
                .is_ok_and(|event| is_ours(&self.place, event));
            std::future::ready(is_ours)
        });
        if ours.next().await.is_none() {
            return std::future::pending().await;
        }
        // One look is enough for all that have come by now.
        while events.next().now_or_never().is_some() {}
    }
}

/// Whether an event is about one of the files, or a folder on the way to them.
fn is_ours(place: &Place, event: &Event<OsString>) -> bool {
    let lost = EventMask::Q_OVERFLOW | EventMask::IGNORED;
    let is_known = |name: &OsString| {
        let is_file = OldFile::BOTH
            .iter()
            .any(|file| name.as_os_str() == file.name());
        is_file || place.folder.iter().any(|part| part == name)
    };
    event.mask.intersects(lost) || event.name.as_ref().is_none_or(is_known)
}

fn tell(error: &io::Error) {
    tracing::warn!(
        error = error as &dyn std::error::Error,
        "the old JSON files cannot be watched: they are looked at each minute"
    );
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    async fn is_noticed(watch: &mut Watch) {
        tokio::time::timeout(Duration::from_secs(10), watch.changed())
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn what_happens_to_files_and_folders_is_noticed() {
        let temp = tempfile::tempdir().unwrap();
        let place = Place {
            folder: temp.path().join("cache/mycroft/json_database"),
            locks: temp.path().to_owned(),
        };
        let mut watch = Watch::new(place.clone());
        for _ in 0..2 {
            watch.follow();
            fs::create_dir_all(&place.folder).unwrap();
            is_noticed(&mut watch).await;
            watch.follow();
            let path = place.path(OldFile::Tokens);
            fs::write(place.folder.join("other.json"), "{}").unwrap();
            fs::write(&path, "{}").unwrap();
            is_noticed(&mut watch).await;
            fs::write(place.folder.join("new"), "{}").unwrap();
            fs::rename(place.folder.join("new"), &path).unwrap();
            is_noticed(&mut watch).await;
            fs::remove_dir_all(temp.path().join("cache")).unwrap();
            is_noticed(&mut watch).await;
        }
    }

    #[tokio::test]
    async fn other_files_wake_nobody() {
        let temp = tempfile::tempdir().unwrap();
        let place = Place {
            folder: temp.path().to_owned(),
            locks: temp.path().to_owned(),
        };
        let mut watch = Watch::new(place);
        watch.follow();
        fs::write(temp.path().join(".tmp_x.json"), "{}").unwrap();
        let mut changed = Box::pin(watch.changed());
        assert!(futures_util::poll!(&mut changed).is_pending());
        fs::write(temp.path().join("ovos_oauth.json"), "{}").unwrap();
        tokio::time::timeout(Duration::from_secs(10), changed)
            .await
            .unwrap();
    }
}
