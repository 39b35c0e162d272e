//! The place of an SQLite file. What is opened stays open: a file that was deleted, or moved away and another one put in
//! its place, goes on taking every change, and all of it is gone with the process (L1). So whoever writes or
//! watches looks whether the file at the path is still the one that was opened.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::StoreError;

/// Where an open SQLite file lay, and which file it was.
#[derive(Debug)]
pub struct FilePlace {
    path: PathBuf,
    /// Device and inode; nothing else tells one file from another.
    identity: (u64, u64),
}

impl FilePlace {
    /// The file that lies there now.
    pub(super) fn of(path: &Path) -> Result<Self, StoreError> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        match identity(&path) {
            Some(identity) => Ok(Self { path, identity }),
            None => Err(StoreError::Displaced { path }),
        }
    }

    /// An error unless the file that was opened still lies there.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        match identity(&self.path) {
            Some(found) if found == self.identity => Ok(()),
            _ => Err(StoreError::Displaced { path: self.path.clone() }),
        }
    }
}

fn identity(path: &Path) -> Option<(u64, u64)> {
    std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}
