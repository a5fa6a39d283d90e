//! Reading and writing one of the two files; every call blocks.
//!
//! A file is written only while it is what was read: no other program takes care of that. It is
//! written beside the old one and renamed over it, so that nobody reads half of it.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::DateTime;
use rustix::fs::{Access, OFlags, access};
use sha2::{Digest, Sha256};

use super::lock::Lock;
use super::members::Members;
use super::place::{OldFile, Place};
use crate::config::without_comments;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// What is in a file.
pub(crate) enum Content {
    /// There is none.
    Absent,
    /// Its rows.
    Rows(Members),
    /// It cannot be read as rows, for this reason.
    Broken(String),
}

/// The bytes of a file in short, to tell whether they are still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// There is no file.
    Absent,
    /// Their digest.
    Bytes([u8; 32]),
}

impl Mark {
    fn of(bytes: &[u8]) -> Self {
        Self::Bytes(Sha256::digest(bytes).into())
    }
}

/// A file as it was found.
pub(crate) struct Opened {
    /// What is in it.
    pub(crate) content: Content,
    /// Its bytes in short.
    pub(crate) mark: Mark,
    path: PathBuf,
    lock: Option<Lock>,
}

impl Opened {
    /// Looks at a file under its lock, and holds that if told to. One that is not there takes no lock.
    pub(crate) fn look(
        place: &Place,
        file: OldFile,
        patience: Duration,
        hold: bool,
    ) -> io::Result<Self> {
        let path = place.path(file);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self {
                content: Content::Absent,
                mark: Mark::Absent,
                path,
                lock: None,
            }),
            _ => {
                let mut opened = Self::lock(place, file, patience)?;
                opened.lock = opened.lock.filter(|_| hold);
                Ok(opened)
            }
        }
    }

    fn lock(place: &Place, file: OldFile, patience: Duration) -> io::Result<Self> {
        let lock = Lock::take(&place.lock(file), patience)?;
        let path = place.path(file);
        let (content, mark) = read(&path)?;
        Ok(Self {
            content,
            mark,
            path,
            lock: Some(lock),
        })
    }

    /// With the lock, which may have been let go since. `None` if the file is another by now.
    pub(crate) fn locked(
        self,
        place: &Place,
        file: OldFile,
        patience: Duration,
    ) -> io::Result<Option<Self>> {
        if self.lock.is_some() {
            return Ok(Some(self));
        }
        let locked = Self::lock(place, file, patience)?;
        Ok((locked.mark == self.mark).then_some(locked))
    }

    /// Writes these rows, and returns the mark of the new file. A file that could not be read is moved
    /// aside, and its new name returned.
    pub(crate) fn write(self, rows: &Members, now: f64) -> io::Result<(Mark, Option<PathBuf>)> {
        let target = target(&self.path)?;
        let aside = match self.content {
            Content::Broken(_) => Some(move_aside(&target, now)?),
            Content::Absent | Content::Rows(_) => None,
        };
        let text = rows.file();
        replace(&target, text.as_bytes())?;
        Ok((Mark::of(text.as_bytes()), aside))
    }
}

/// Where the bytes are: what a link leads to is written, not the link.
fn target(path: &Path) -> io::Result<PathBuf> {
    match fs::read_link(path) {
        Ok(_) => fs::canonicalize(path),
        Err(_) => Ok(path.to_owned()),
    }
}

fn read(path: &Path) -> io::Result<(Content, Mark)> {
    // Not to hang where someone has put a pipe.
    let opened = OpenOptions::new()
        .read(true)
        .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
        .open(path);
    let file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok((Content::Absent, Mark::Absent));
        }
        Err(error) => return Err(error),
    };
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((content(&bytes), Mark::of(&bytes)))
}

fn content(bytes: &[u8]) -> Content {
    if bytes.len() as u64 > LARGEST {
        return Content::Broken(format!("it is larger than {LARGEST} bytes"));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Content::Broken("it is no UTF-8 text".to_owned());
    };
    let text = without_comments(text);
    // A writer that was cut off leaves nothing, and nothing is lost with it.
    if text.trim().is_empty() {
        return Content::Rows(Members::default());
    }
    // Never the message itself, which may repeat a value.
    Members::parse(&text).map_or_else(
        |error| {
            let (line, column) = (error.line(), error.column());
            Content::Broken(format!("it makes no sense at line {line} column {column}"))
        },
        Content::Rows,
    )
}

fn move_aside(path: &Path, now: f64) -> io::Result<PathBuf> {
    #[expect(clippy::cast_possible_truncation, reason = "seconds since 1970 fit")]
    let time = DateTime::from_timestamp(now as i64, 0).unwrap_or_default();
    let name = format!(
        "{}.broken-{}",
        path.display(),
        time.format("%Y%m%dT%H%M%SZ")
    );
    let names = std::iter::once(name.clone()).chain((2..).map(|count| format!("{name}-{count}")));
    for name in names.map(PathBuf::from).take(100) {
        if fs::symlink_metadata(&name).is_err() {
            fs::rename(path, &name)?;
            return Ok(name);
        }
    }
    Err(io::Error::other("too many broken files stand beside it"))
}

/// Puts a new file in the place of an old one, with its mode and owner; a new one is for this user
/// alone.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    let old = match fs::metadata(path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if old.is_some() {
        // Renaming would pass over a file that its owner has made read-only.
        access(path, Access::WRITE_OK)?;
    }
    // As json_database names its own; programs that watch the folder leave these alone.
    let temporary = tempfile::Builder::new()
        .prefix(".tmp_")
        .suffix(".json")
        .tempfile_in(folder)?;
    let mut file = temporary;
    file.write_all(bytes)?;
    if let Some(old) = old {
        let new = file.as_file().metadata()?;
        if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
            // Only root may do it; for anyone else the file becomes theirs, as with Python.
            let _ = fchown(file.as_file(), Some(old.uid()), Some(old.gid()));
        }
        file.as_file()
            .set_permissions(Permissions::from_mode(old.mode() & 0o777))?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(tempfile::TempDir);

    impl Folder {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn place(&self) -> Place {
            Place {
                folder: self.0.path().join("cache/json_database"),
                locks: self.0.path().to_owned(),
            }
        }

        fn path(&self) -> PathBuf {
            self.place().path(OldFile::Tokens)
        }

        fn put(&self, text: &[u8]) {
            fs::create_dir_all(self.place().folder).unwrap();
            fs::write(self.path(), text).unwrap();
        }

        fn open(&self) -> Opened {
            Opened::lock(&self.place(), OldFile::Tokens, Duration::ZERO).unwrap()
        }

        fn mode(&self) -> u32 {
            fs::metadata(self.path()).unwrap().mode() & 0o777
        }
    }

    fn rows(text: &str) -> Members {
        Members::parse(text).unwrap()
    }

    #[test]
    fn a_new_file_is_for_its_owner_alone_and_an_old_one_keeps_its_mode() {
        let folder = Folder::new();
        let (mark, aside) = folder.open().write(&rows(r#"{"a": 1}"#), 0.0).unwrap();
        assert_eq!((folder.mode(), aside), (0o600, None));
        assert_eq!(
            fs::read_to_string(folder.path()).unwrap(),
            "{\n    \"a\": 1\n}"
        );
        assert_eq!(folder.open().mark, mark);

        fs::set_permissions(folder.path(), Permissions::from_mode(0o640)).unwrap();
        folder.open().write(&rows("{}"), 0.0).unwrap();
        assert_eq!(folder.mode(), 0o640);
        let left: Vec<_> = fs::read_dir(folder.place().folder).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn what_cannot_be_read_is_moved_aside() {
        let folder = Folder::new();
        let mut names = Vec::new();
        for text in [
            &b"{\"a\": {"[..],
            b"[1]",
            b"\"secret\"",
            b"{\"a\": \"\xff\"}",
        ] {
            folder.put(text);
            let opened = folder.open();
            let Content::Broken(why) = &opened.content else {
                panic!("{text:?} is read");
            };
            assert!(!why.contains("secret"), "{why}");
            let (_, aside) = opened.write(&rows("{}"), 1_800_000_000.0).unwrap();
            let aside = aside.unwrap();
            assert_eq!(fs::read(&aside).unwrap(), text);
            names.push(aside.file_name().unwrap().to_str().unwrap().to_owned());
        }
        assert_eq!(names[0], "ovos_oauth.json.broken-20270115T080000Z");
        assert_eq!(names[3], "ovos_oauth.json.broken-20270115T080000Z-4");
    }

    #[test]
    fn comments_and_nothing_at_all_are_read() {
        let folder = Folder::new();
        for text in ["", " \n", "// a\n{\n # b\n}", "{}"] {
            folder.put(text.as_bytes());
            let Content::Rows(rows) = folder.open().content else {
                panic!("{text:?} is not read");
            };
            assert_eq!(rows.names().count(), 0);
        }
    }

    #[test]
    fn a_file_that_is_too_large_or_none_is_not_read() {
        let folder = Folder::new();
        folder.put(b"{");
        File::options()
            .write(true)
            .open(folder.path())
            .unwrap()
            .set_len(LARGEST + 1)
            .unwrap();
        assert!(matches!(folder.open().content, Content::Broken(_)));
        fs::remove_file(folder.path()).unwrap();
        fs::create_dir(folder.path()).unwrap();
        assert!(Opened::lock(&folder.place(), OldFile::Tokens, Duration::ZERO).is_err());
    }

    #[test]
    fn what_a_link_leads_to_is_written() {
        let folder = Folder::new();
        folder.put(b"{}");
        let elsewhere = folder.0.path().join("elsewhere.json");
        fs::rename(folder.path(), &elsewhere).unwrap();
        std::os::unix::fs::symlink("../../elsewhere.json", folder.path()).unwrap();
        folder.open().write(&rows(r#"{"a": 1}"#), 0.0).unwrap();
        assert!(fs::read_link(folder.path()).is_ok());
        assert!(fs::read_to_string(elsewhere).unwrap().contains('a'));
    }

    #[test]
    fn a_file_that_is_not_there_takes_no_lock() {
        let folder = Folder::new();
        let opened = Opened::look(&folder.place(), OldFile::Tokens, Duration::ZERO, true).unwrap();
        assert_eq!(opened.mark, Mark::Absent);
        assert!(!folder.place().lock(OldFile::Tokens).exists());
    }

    #[test]
    fn a_file_that_has_changed_is_not_written() {
        let folder = Folder::new();
        let place = folder.place();
        let look = |hold| Opened::look(&place, OldFile::Tokens, Duration::ZERO, hold).unwrap();
        let locked = |opened: Opened| opened.locked(&place, OldFile::Tokens, Duration::ZERO);
        let before = look(false);
        folder.put(b"{}");
        assert!(locked(before).unwrap().is_none());
        let before = look(false);
        folder.put(b"{ }");
        assert!(locked(before).unwrap().is_none());
        assert!(locked(look(false)).unwrap().is_some());
        let held = look(true);
        assert!(Lock::take(&place.lock(OldFile::Tokens), Duration::ZERO).is_err());
        assert!(locked(held).unwrap().is_some());
    }
}
