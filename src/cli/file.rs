//! Files that are written whole or not at all.

use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::NamedTempFile;

/// A file that is on the disk, and not yet in its place.
pub(super) struct Written<'a> {
    temporary: NamedTempFile,
    path: &'a Path,
}

impl<'a> Written<'a> {
    /// Writes what is to stand at `path`, beside it.
    pub(super) fn new(path: &'a Path, content: &[u8], mode: u32) -> io::Result<Self> {
        let mut temporary = NamedTempFile::new_in(folder(path))?;
        temporary.write_all(content)?;
        let file = temporary.as_file();
        file.set_permissions(Permissions::from_mode(mode))?;
        file.sync_all()?;
        Ok(Self { temporary, path })
    }

    /// Puts it in its place; over what is there only if that is to be replaced.
    pub(super) fn place(self, replace: bool) -> io::Result<()> {
        let placed = if replace {
            self.temporary.persist(self.path)
        } else {
            self.temporary.persist_noclobber(self.path)
        };
        placed.map_err(|error| error.error)?;
        File::open(folder(self.path))?.sync_all()
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
