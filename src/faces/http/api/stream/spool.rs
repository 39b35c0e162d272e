//! Rows that wait to be fetched: a little in memory, the rest in a file that has no name and is gone with the process.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions, remove_file};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::web::Bytes;

/// Kept in memory for one stream, in octets.
const IN_MEMORY: usize = 1 << 20;
/// Read back at once.
const PIECE: u64 = 1 << 16;

static NUMBER: AtomicU64 = AtomicU64::new(0);

/// First in, first out.
pub struct Spool {
    folder: PathBuf,
    memory: VecDeque<Bytes>,
    in_memory: usize,
    file: Option<File>,
    read: u64,
    written: u64,
}

impl Spool {
    /// An empty one, whose file will be in this folder if it needs one.
    pub fn new(folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self { folder, memory: VecDeque::new(), in_memory: 0, file: None, read: 0, written: 0 }
    }

    /// Puts rows at the end.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn push(&mut self, rows: Vec<u8>) -> io::Result<()> {
        // While rows lie in the file, later ones go there too: the order stays.
        let fits = self.read == self.written && self.in_memory + rows.len() <= IN_MEMORY;
        match rows.is_empty() || fits || self.in_memory == 0 && self.read == self.written {
            true => self.in_memory(rows),
            false => self.in_file(&rows)?,
        }
        Ok(())
    }

    fn in_memory(&mut self, rows: Vec<u8>) {
        if !rows.is_empty() {
            self.in_memory += rows.len();
            self.memory.push_back(rows.into());
        }
    }

    fn in_file(&mut self, rows: &[u8]) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some(nameless(&self.folder)?);
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        file.seek(SeekFrom::Start(self.written))?;
        file.write_all(rows)?;
        self.written += rows.len() as u64;
        Ok(())
    }

    /// Takes rows from the beginning; `None` when there are none at present.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pop(&mut self) -> io::Result<Option<Bytes>> {
        if let Some(rows) = self.memory.pop_front() {
            self.in_memory -= rows.len();
            return Ok(Some(rows));
        }
        let Some(file) = self.file.as_mut().filter(|_| self.read < self.written) else { return Ok(None) };
        file.seek(SeekFrom::Start(self.read))?;
        let mut piece = Vec::with_capacity(PIECE as usize);
        file.take(PIECE.min(self.written - self.read)).read_to_end(&mut piece)?;
        self.read += piece.len() as u64;
        if self.read == self.written {
            // Everything was fetched: the room on the disk is given back.
            file.set_len(0)?;
            (self.read, self.written) = (0, 0);
        }
        Ok(Some(piece.into()))
    }
}

/// A file that only this process can reach, and that goes away with it.
fn nameless(folder: &Path) -> io::Result<File> {
    let name = format!("stream-{}-{}.tmp", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let path = folder.join(name);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path)?;
    remove_file(&path)?;
    Ok(file)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_as_they_went_in_and_no_file_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::new(folder.path());
        let rows = |n: usize| vec![n as u8; 300_000];
        let (mut put, mut got) = (Vec::new(), Vec::new());
        for round in 0..3 {
            for n in 0..10 {
                spool.push(rows(round * 10 + n)).unwrap();
                put.extend(rows(round * 10 + n));
                if n % 3 == 0 {
                    got.extend(spool.pop().unwrap().unwrap());
                }
            }
            assert!(spool.in_memory <= IN_MEMORY);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
            while let Some(rows) = spool.pop().unwrap() {
                got.extend(rows);
            }
        }
        assert!(put == got);
        assert!(spool.pop().unwrap().is_none());
    }
}
