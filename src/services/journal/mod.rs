//! The journal of stops and erasures, kept beside the database: what is lost when an old backup takes its place.
//!
//! **What is guaranteed.** Every change that was acknowledged is in the journal, as long as the journal can be written:
//! after a commit, and before anybody is answered, the batch is appended as one line, with one `fdatasync` for the whole batch (none when it set no record of a
//! preference). A process that dies in between has answered nobody; the next one to write finds the journal behind the
//! ledger and reads what it lacks from there, so the journal has no holes, whoever wrote: the service, a command beside it,
//! or on PostgreSQL another instance. A journal that cannot be written (its disk is full) is an alarm and no refusal: the
//! stop is durable in the database, and telling its asker otherwise would be the greater lie (L1). The error is logged with
//! each batch, counted, named by `doctor`, and made good by the first append that succeeds; if the database is lost before
//! that, so is what was acknowledged meanwhile.
//!
//! **Where.** `journal` in the data directory, and so one for each instance on PostgreSQL; each follows the whole ledger, at
//! the latest within a minute, so the one that reaches furthest is enough for a restore. A lock file keeps processes on one
//! directory apart. What stands in it: [`crate::domain::journal`].
//!
//! **How long.** A backup makes what is before it needless: `desist backup` lets the journal begin anew and keeps two
//! former ones (`journal.1`, `journal.2`), so that the last two backups can be restored without loss. After a dump of
//! PostgreSQL, `desist backup --dumped` says so. Who makes no backups has a journal that grows, and a `doctor` who says so.
//!
//! **What it does not hold.** Mails that came in, cases, mails that wait to be sent, and what was changed in registries:
//! after a restore these are as the backup has them. A hold comes back as a case for a person, for its mail is gone.
//!
//! - `file`: lines on the disk. `fill`: what the ledger says, for what the journal lacks.

mod file;
mod fill;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::file::{Files, Locked};
pub use self::file::{Read, files};
use super::counters::Counters;
use super::error::ServiceError;
use super::installation::Vault;
use super::writer::{Committed, chain};
use crate::domain::journal::{Line, Place, pack};
use crate::store::Db;
use crate::store::ledger::Head;

/// The journal of this process's data directory.
pub struct Journal {
    files: Files,
    vault: Arc<Vault>,
    counters: Arc<Counters>,
    /// One at a time.
    turn: tokio::sync::Mutex<()>,
}

/// Where the journal of a data directory lies.
pub fn path(data_dir: &Path) -> PathBuf {
    data_dir.join("journal")
}

/// What is to be appended: lines with the place they lead to, and whether somebody's record is among them.
#[derive(Default)]
struct News {
    lines: Vec<(Place, Line)>,
    durable: bool,
}

impl News {
    fn add(&mut self, place: Place, line: Line) {
        self.durable |= match &line {
            Line::Grew { set, .. } | Line::Stray { set } => !set.is_empty(),
            _ => true,
        };
        self.lines.push((place, line));
    }
}

/// What the end of the journal means for a batch.
enum Next {
    /// It goes on from there.
    Append,
    /// There is no journal yet.
    Begin,
    /// It is behind, ahead, or about another ledger.
    Compare(Place),
}

impl Journal {
    /// The journal beside this data directory's files.
    pub fn new(data_dir: &Path, vault: Arc<Vault>, counters: Arc<Counters>) -> Self {
        Self { files: Files::at(path(data_dir)), vault, counters, turn: tokio::sync::Mutex::new(()) }
    }

    /// Writes down what was committed. Trouble is an alarm, never a refusal.
    pub(super) async fn committed(&self, db: &Db, committed: &Committed) {
        if committed.grew() {
            self.alarm(self.write_down(db, committed).await);
        }
    }

    /// Brings it forward from time to time. Trouble is an alarm.
    pub(super) async fn keep_up(&self, db: &Db) {
        self.alarm(self.catch_up(db).await);
    }

    fn alarm(&self, written: Result<(), ServiceError>) {
        let Err(error) = written else { return };
        self.counters.journal_failures.add(1);
        tracing::error!(
            error = %chain(&error),
            "the journal beside the database cannot be written: a restore would lack what is asked now"
        );
    }

    async fn write_down(&self, db: &Db, committed: &Committed) -> Result<(), ServiceError> {
        let _turn = self.turn.lock().await;
        let (mut locked, end) = self.open().await?;
        let (from, to) = (place(&committed.from), place(&committed.head));
        let mut news = News::default();
        match next(end, &from) {
            Next::Append if from.epoch == to.epoch => news.add(to, grew(committed)),
            Next::Begin if from.epoch == to.epoch => {
                news.add(from, Line::Begin);
                news.add(to, grew(committed));
            }
            // A new epoch is written down as the database has it.
            Next::Begin => {
                news.add(from, Line::Begin);
                self.append(&mut locked, std::mem::take(&mut news)).await?;
                return self.bring_forward(db, locked, from, Some(committed)).await;
            }
            Next::Append => return self.bring_forward(db, locked, from, Some(committed)).await,
            Next::Compare(end) => return self.bring_forward(db, locked, end, Some(committed)).await,
        }
        self.append(&mut locked, news).await
    }

    /// Writes down what others committed, or what a process that died could not.
    ///
    /// # Errors
    /// When database or file cannot be read or written.
    pub async fn catch_up(&self, db: &Db) -> Result<(), ServiceError> {
        let _turn = self.turn.lock().await;
        let (mut locked, end) = self.open().await?;
        match end {
            Some(end) => self.bring_forward(db, locked, end, None).await,
            None => {
                let mut news = News::default();
                news.add(fill::now(db).await?, Line::Begin);
                self.append(&mut locked, news).await
            }
        }
    }

    /// From the journal's end to the ledger's. A ledger that contradicts it, as a restored backup does, is not taken over:
    /// only what was acknowledged on it is written down.
    async fn bring_forward(
        &self,
        db: &Db,
        mut locked: Locked,
        mut end: Place,
        own: Option<&Committed>,
    ) -> Result<(), ServiceError> {
        loop {
            match fill::after(db, end, own.map(|committed| &*committed.registry)).await? {
                fill::Found::Nothing => return Ok(()),
                fill::Found::More(place, line) => {
                    let mut news = News::default();
                    news.add(place, line);
                    self.append(&mut locked, news).await?;
                    end = place;
                }
                fill::Found::Contradiction => {
                    let mut news = News::default();
                    let set = own.map(|committed| committed.set.clone()).unwrap_or_default();
                    if !set.is_empty() {
                        news.add(end, Line::Stray { set });
                    }
                    return self.append(&mut locked, news).await;
                }
            }
        }
    }

    /// Locks it and finds its end.
    async fn open(&self) -> Result<(Locked, Option<Place>), ServiceError> {
        let (files, vault) = (self.files.clone(), self.vault.clone());
        blocking(move || {
            let mut locked = files.lock()?;
            let end = locked.end(&vault.journal)?;
            Ok((locked, end))
        })
        .await
    }

    async fn append(&self, locked: &mut Locked, news: News) -> Result<(), ServiceError> {
        if news.lines.is_empty() {
            return Ok(());
        }
        let (mut own, vault) = (locked.take(), self.vault.clone());
        *locked = blocking(move || {
            let text: String = news.lines.iter().map(|(place, line)| line.to_text(*place, &vault.journal)).collect();
            own.append(&text, news.durable)?;
            Ok(own)
        })
        .await?;
        Ok(())
    }

    /// Lets the journal begin anew, for a backup was made, and keeps the two former ones.
    ///
    /// # Errors
    /// When its files cannot be written.
    pub async fn begin_anew(&self) -> Result<(), ServiceError> {
        let _turn = self.turn.lock().await;
        let (files, vault) = (self.files.clone(), self.vault.clone());
        blocking(move || files.lock()?.rotate(&vault.journal)).await
    }

    /// Writes down that an epoch was opened from the journal at `path` by a restore into another place.
    ///
    /// # Errors
    /// When it cannot be written there.
    pub async fn moved(&self, path: &Path, epoch: u64) -> Result<(), ServiceError> {
        let (files, vault) = (Files::at(path.to_owned()), self.vault.clone());
        blocking(move || {
            let mut locked = files.lock()?;
            let Some(end) = locked.end(&vault.journal)? else { return Ok(()) };
            locked.append(&Line::Moved { epoch }.to_text(end, &vault.journal), true)
        })
        .await
    }

    /// How many bytes it has since the last backup.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn size(&self) -> Result<u64, ServiceError> {
        self.files.size().map_err(|error| self.files.failed("read", &error))
    }

    /// Reads the journal at `path` with those before it.
    ///
    /// # Errors
    /// When it cannot be read; a damaged line is none.
    pub async fn read(&self, path: &Path) -> Result<Read, ServiceError> {
        let (files, vault) = (Files::at(path.to_owned()), self.vault.clone());
        blocking(move || files.read(&vault.journal)).await
    }
}

fn place(head: &Head) -> Place {
    Place { epoch: head.epoch, size: head.size(), root: head.frontier.root() }
}

fn next(end: Option<Place>, from: &Place) -> Next {
    match end {
        None => Next::Begin,
        Some(end) if end == *from => Next::Append,
        Some(end) => Next::Compare(end),
    }
}

fn grew(committed: &Committed) -> Line {
    let Committed { from, hashes, set, .. } = committed;
    Line::Grew { from: from.size(), hashes: pack(hashes), set: set.clone() }
}

/// Files are waited for on a thread of their own.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ServiceError> + Send + 'static,
) -> Result<T, ServiceError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ServiceError::Stopping)?
}
