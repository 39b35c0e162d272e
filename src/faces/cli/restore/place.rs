//! The files of an installation: what is unpacked, what changes places, what is kept.

use std::cell::Cell;
use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::super::backup::{CHECKPOINT, DATABASE, KEYS, private};
use super::super::failure::Failure;
use super::super::tar;
use crate::faces::serve::unfinished::{self, ASIDE, STAGE};
use crate::services::{journal, ledger};
use crate::settings::{DatabasePlace, Settings};

/// Where an installation is to be.
pub(super) struct Target {
    data_dir: PathBuf,
    database: PathBuf,
}

/// A directory of its own, inside the data directory so that renaming suffices; removed in the end, but not when files
/// could not all change places: then it may hold the only ones there are.
pub(super) struct Stage {
    path: PathBuf,
    is_needed: bool,
}

/// What was put aside.
#[derive(Default)]
pub(super) struct Kept {
    /// Where; none when nothing was there.
    pub(super) directory: Option<PathBuf>,
    /// Whence.
    data_dir: PathBuf,
}

impl Kept {
    /// Where a journal lies now.
    pub(super) fn now(&self, journal: &Path) -> PathBuf {
        match &self.directory {
            Some(directory) if *journal == journal::path(&self.data_dir) => journal::path(directory),
            _ => journal.to_owned(),
        }
    }
}

impl Target {
    pub(super) fn new(data_dir: &Path, database: &Path) -> Self {
        Self { data_dir: data_dir.to_owned(), database: database.to_owned() }
    }

    /// Every file that makes an installation.
    fn own(&self) -> Vec<PathBuf> {
        let beside = |extension: &str| {
            let mut name = self.database.as_os_str().to_owned();
            name.push(extension);
            PathBuf::from(name)
        };
        let mut own = vec![self.database.clone(), beside("-wal"), beside("-shm"), self.data_dir.join("keys")];
        own.push(ledger::checkpoint_path(&self.data_dir));
        own.extend(journal::files(&journal::path(&self.data_dir)));
        own
    }

    /// Other files may be there, such as desist.toml: they stay where they are.
    pub(super) fn refuse_used(&self, replace: bool) -> Result<(), Failure> {
        match self.own().into_iter().find(|path| path.exists()) {
            Some(path) if !replace => Err(Failure::Input(format!(
                "{} is there already. Say --replace to put the backup in the place of that installation, which is kept \
                 beside it, or name another --data-dir.",
                path.display()
            ))),
            _ => Ok(()),
        }
    }

    pub(super) fn stage(&self) -> Result<Stage, Failure> {
        make_directory(&self.data_dir)?;
        let path = self.free(STAGE, std::process::id());
        make_directory(&path)?;
        Ok(Stage { path, is_needed: false })
    }

    /// Puts the old files aside and the new ones in their place. Whatever dies or fails in between leaves a mark, beside
    /// which nothing starts, and every file.
    pub(super) fn exchange(&self, mut stage: Stage) -> Result<Kept, Failure> {
        unfinished::begin(&self.data_dir)?;
        stage.is_needed = true;
        let kept = self.change_places(&stage)?;
        unfinished::end(&self.data_dir)?;
        stage.is_needed = false;
        Ok(kept)
    }

    fn change_places(&self, stage: &Stage) -> Result<Kept, Failure> {
        let mut kept = Kept { directory: None, data_dir: self.data_dir.clone() };
        for path in self.own().into_iter().filter(|path| path.exists()) {
            let directory = match &kept.directory {
                Some(directory) => directory.clone(),
                None => kept.directory.insert(self.aside()?).clone(),
            };
            rename(&path, &directory.join(path.file_name().unwrap_or_default()))?;
        }
        let inside = Self::new(&stage.path, &stage.path.join(DATABASE));
        for (from, to) in inside.own().into_iter().zip(self.own()).filter(|(from, _)| from.exists()) {
            rename(&from, &to)?;
        }
        let aside = kept.directory.as_deref();
        for directory in [aside, Some(self.data_dir.as_path()), self.database.parent()].into_iter().flatten() {
            sync(directory)?;
        }
        Ok(kept)
    }

    fn aside(&self) -> Result<PathBuf, Failure> {
        let path = self.free(ASIDE, 1);
        make_directory(&path)?;
        Ok(path)
    }

    /// A name that nothing has, numbered from `number` on.
    fn free(&self, name: &str, mut number: u32) -> PathBuf {
        loop {
            let path = self.data_dir.join(format!("{name}{number}"));
            if !path.exists() {
                return path;
            }
            number += 1;
        }
    }
}

impl Stage {
    /// Unpacks an archive of ours; anything else in it is refused, so no name can lead anywhere.
    /// What begins as one and goes on wrongly is a damaged one.
    pub(super) fn unpack(&self, file: &Path) -> Result<(), Failure> {
        let begun = Cell::new(false);
        let failed = |e: io::Error| match e.kind() {
            io::ErrorKind::InvalidData if begun.get() => damaged(file, &e.to_string()),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::NotFound => {
                Failure::Input(format!("{} is no backup that can be restored: {e}.", file.display()))
            }
            _ => Failure::io(&format!("unpack {}", file.display()), e),
        };
        let mut from = io::BufReader::new(File::open(file).map_err(failed)?);
        make_directory(&self.path.join("keys"))?;
        let mut found = Vec::new();
        while let Some(part) = tar::next(&mut from).map_err(failed)? {
            let known = [DATABASE, CHECKPOINT].into_iter().chain(KEYS).find(|name| *name == part.name);
            let name = known.filter(|name| !found.contains(name)).ok_or_else(|| {
                Failure::Input(format!(
                    "{} is no backup of Desist: it holds another file than one does.",
                    file.display()
                ))
            })?;
            found.push(name);
            begun.set(true);
            let mut to = private(&self.path.join(name))?;
            tar::copy(&mut from, &part, &mut to).map_err(failed)?;
            to.sync_all().map_err(failed)?;
        }
        match [DATABASE].into_iter().chain(KEYS).find(|name| !found.contains(name)) {
            Some(missing) => Err(Failure::Input(format!("{} lacks {missing}.", file.display()))),
            None => Ok(()),
        }
    }

    /// The settings of the installation, as it lies here.
    pub(super) fn settings(&self, settings: &Settings) -> Settings {
        let mut own = settings.clone();
        own.data_dir.clone_from(&self.path);
        own.database.place = DatabasePlace::Sqlite { path: self.path.join(DATABASE) };
        own
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.is_needed {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// An archive of ours that cannot be restored any more.
pub(super) fn damaged(file: &Path, why: &str) -> Failure {
    Failure::Damaged(format!("{} is damaged: {why}. Nothing was restored; use another backup.", file.display()))
}

/// Copies a journal with those before it, so that it goes on in the restored installation.
pub(super) fn copy_journal(from: &Path, to: &Path) -> Result<(), Failure> {
    for (from, to) in journal::files(from).into_iter().zip(journal::files(to)).filter(|(from, _)| from.exists()) {
        let failed = |e| Failure::io(&format!("copy the journal {}", from.display()), e);
        let mut file = File::open(&from).map_err(failed)?;
        let mut copy = private(&to)?;
        io::copy(&mut file, &mut copy).and_then(|_| copy.sync_all()).map_err(failed)?;
    }
    Ok(())
}

fn make_directory(path: &Path) -> Result<(), Failure> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|e| Failure::io(&format!("make {}", path.display()), e))
}

fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(|e| Failure::io(&format!("move {} to {}", from.display(), to.display()), e))
}

fn sync(directory: &Path) -> Result<(), Failure> {
    let synced = File::open(directory).and_then(|directory| directory.sync_all());
    synced.map_err(|e| Failure::io(&format!("write {}", directory.display()), e))
}
