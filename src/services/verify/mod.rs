//! The whole ledger against the rows: every leaf hashed anew, the tree over them against head and tiles, every
//! preference against the leaf that set it, every leaf against the preference it set, every subject against its
//! commitments, the tree against signed heads kept elsewhere.
//!
//! - `pages`: walks the entries, 256 at a time, which is also one tile of the lowest level.
//! - `rows`: preferences against leaves, and back. `batches`: the rows of an import against its entry.
//! - `registries`: senders, groups, topics, API keys, agents, cases with tasks and copies, and policy versions against the
//!   entries about them; cases that an entry of retention names are gone.
//! - `history`: the events of cases against the entries that they name, and no number among them missing. `sealed`: what is
//!   sealed in cases, events and tasks against the commitments in their entries.
//! - `gaps`: what is missing, and which entry says that it may be.
//! - `epochs`: what restores opened, and heads that were signed before them.
//! - `readable`: which preferences cannot be read at all, for `doctor`.
//! - `leaf`: what is read of a leaf.
//!
//! What entries cover of a case: every column of `cases` and `case_tasks` by the hash of the row as its newest entry wrote
//! it (but for how often a party was told, and when next), every column of `case_events` by the codes of its own entry, and
//! what is sealed in the three (`cases.detail` as it stands, `case_events.detail`, `case_tasks.answer`) by commitments that
//! open while the person is known. Not covered: what is sealed in a case while nobody knows whom it is about, or was written
//! before entries committed to it; content of mails; one-time links; the outbox.
//!
//! Everything is read in one snapshot, so a running service does not disturb it. A fault never ends the walk.

mod batches;
mod epochs;
mod gaps;
mod history;
mod leaf;
mod pages;
pub mod readable;
mod registries;
mod rows;
mod sealed;

use std::collections::BTreeMap;

use serde::Serialize;

use self::epochs::Epochs;
pub use self::epochs::{BeforeRestore, EpochTold};
use self::gaps::Gaps;
use self::registries::Registries;
use super::Services;
use super::error::ServiceError;
use super::installation::Vault;
use crate::domain::epoch::Point;
use crate::domain::merkle::{Frontier, Hash};
use crate::domain::note::Checkpoint;
use crate::store::{StoreError, Tx, hex, ledger, preferences};

/// Stray rows that are listed of each kind.
const LISTED: i64 = 1_000;

/// One thing that is wrong, and where. It names no address (L6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The table, or `checkpoint`.
    pub table: String,
    /// The column.
    pub column: String,
    /// The row: an index, or a recipient key in hex with scope and slot.
    pub row: String,
    /// What is wrong.
    pub what: String,
}

impl Fault {
    fn new(table: &str, column: &str, row: impl ToString, what: impl Into<String>) -> Self {
        Self { table: table.to_owned(), column: column.to_owned(), row: row.to_string(), what: what.into() }
    }

    /// A row that cannot be read at all; `None` for any other trouble.
    pub fn of(error: &ServiceError) -> Option<Self> {
        match error {
            ServiceError::Store(StoreError::Corrupt { table, column, row }) => {
                Some(Self::new(table, column, row, "holds what was never written there"))
            }
            _ => None,
        }
    }
}

/// What was checked and what was found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verification {
    /// Entries in the ledger.
    pub ledger_size: u64,
    /// The root over them, in hex.
    pub root: String,
    /// The public key that checkpoints are signed with.
    pub public_key: String,
    /// Preference rows that agree with their entries.
    pub preferences: u64,
    /// Rows of imports whose place in their batch was proven.
    pub batch_rows: u64,
    /// Events of cases that agree with their entries.
    pub events: u64,
    /// Entries whose commitments were opened.
    pub subjects: u64,
    /// Tiles recomputed.
    pub tiles: u64,
    /// Sizes of the signed heads that the ledger agrees with.
    pub checkpoints: Vec<u64>,
    /// Restores, oldest first: from which entry on the ledger lost what came after the backup.
    pub epochs: Vec<EpochTold>,
    /// Signed heads from before a restore, some of whose entries are lost.
    pub before_restore: Vec<BeforeRestore>,
    /// Everything that is wrong.
    pub faults: Vec<Fault>,
}

impl Verification {
    /// Whether nothing is wrong.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// A signed head to compare with, and the public key it must be signed with.
pub struct Against {
    /// The checkpoint, word for word.
    pub note: String,
    /// The verifier key; our own when none is given.
    pub vkey: Option<String>,
}

/// A verification under way.
struct Walk<'a> {
    vault: &'a Vault,
    tx: Tx,
    /// Size of the ledger in this snapshot.
    size: u64,
    /// The tree so far, made anew.
    frontier: Frontier,
    /// An entry was missing: from there on no root can be made.
    gap: bool,
    /// Roots at the sizes that signed heads name; filled on the way.
    roots: BTreeMap<u64, Option<Hash>>,
    /// What the entries read so far say of the registries.
    registries: Registries,
    /// What is missing, and what may be.
    gaps: Gaps,
    /// What restores opened.
    epochs: Epochs,
    found: Verification,
}

impl Services {
    /// Verifies everything; `progress` is told how many entries of how many are done.
    ///
    /// # Errors
    /// Only when it could not be done: the database is out of reach. What is wrong in it is in the answer.
    pub async fn verify(
        &self,
        against: Option<Against>,
        progress: impl Fn(u64, u64) + Send,
    ) -> Result<Verification, ServiceError> {
        self.verify_beside(true, against, progress).await
    }

    /// The same without the head that was published last, which a backup cannot agree with before it is put in order.
    ///
    /// # Errors
    /// As [`Services::verify`].
    pub async fn verify_backup(&self, progress: impl Fn(u64, u64) + Send) -> Result<Verification, ServiceError> {
        self.verify_beside(false, None, progress).await
    }

    async fn verify_beside(
        &self,
        published: bool,
        against: Option<Against>,
        progress: impl Fn(u64, u64) + Send,
    ) -> Result<Verification, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let mut found = Verification { public_key: self.vault.signer.vkey(), ..Verification::default() };
        let head = match ledger::head(&mut tx).await.map_err(ServiceError::from) {
            Ok(head) => head,
            Err(error) => {
                found.faults.push(Fault::of(&error).ok_or(error)?);
                return Ok(found);
            }
        };
        let signed = self.signed_heads(published, against, &mut found)?;
        let epochs = Epochs::load(&mut tx, &mut found).await?;
        found.ledger_size = head.size();
        found.root = hex(&head.frontier.root());
        let roots = signed.iter().map(|(_, checkpoint)| (checkpoint.size, None)).collect();
        let mut walk = Walk {
            vault: &self.vault,
            tx,
            size: head.size(),
            frontier: Frontier::new(),
            gap: false,
            roots,
            registries: Registries::default(),
            gaps: Gaps::default(),
            epochs,
            found,
        };
        walk.pages(progress).await?;
        walk.judge_gaps();
        walk.compare_root(&head.frontier.root());
        walk.strays().await?;
        walk.registries(head.registry_size).await?;
        walk.history().await?;
        walk.judge_epochs(head.epoch);
        walk.compare_signed(&signed);
        Ok(walk.found)
    }

    /// The head published last, and the one given.
    fn signed_heads(
        &self,
        published: bool,
        against: Option<Against>,
        found: &mut Verification,
    ) -> Result<Vec<(&'static str, Checkpoint)>, ServiceError> {
        let own = self.vault.signer.vkey();
        let published = if published { self.publisher.published()? } else { None };
        let published = published.map(|note| ("the published checkpoint", note, own.clone()));
        let given = against.map(|a| ("the given checkpoint", a.note, a.vkey.unwrap_or(own)));
        let mut heads = Vec::new();
        for (name, note, vkey) in published.into_iter().chain(given) {
            match self.open_checkpoint(&note, &vkey) {
                Ok(checkpoint) => heads.push((name, checkpoint)),
                Err(error) => found.faults.push(Fault::new("checkpoint", "signature", name, error.to_string())),
            }
        }
        Ok(heads)
    }
}

impl Walk<'_> {
    fn fault(&mut self, table: &str, column: &str, row: impl ToString, what: impl Into<String>) {
        self.found.faults.push(Fault::new(table, column, row, what));
    }

    fn compare_root(&mut self, root: &Hash) {
        if !self.gap && self.frontier.root() != *root {
            let what = "the tree over the entries has another root than the head: an entry was replaced, hash and all";
            self.fault("ledger_head", "root", 1, what);
        }
    }

    /// Rows that name an entry the ledger does not have.
    async fn strays(&mut self) -> Result<(), ServiceError> {
        for (table, index) in ledger::beyond(&mut self.tx, self.size, LISTED).await? {
            self.fault(&table, "entry_index", index, "the ledger has no such entry");
        }
        for (key, index) in preferences::beyond(&mut self.tx, self.size, LISTED).await? {
            self.fault("preferences", "entry_index", hex(&key), format!("the ledger has no entry {index}"));
        }
        Ok(())
    }

    fn compare_signed(&mut self, signed: &[(&'static str, Checkpoint)]) {
        for (name, checkpoint) in signed {
            let root = self.roots.get(&checkpoint.size).copied().flatten();
            let told = self.epochs.explain(&Point { size: checkpoint.size, root: checkpoint.root });
            if root == Some(checkpoint.root) {
                self.found.checkpoints.push(checkpoint.size);
            } else if let Some(told) = told {
                self.found.before_restore.push(told);
            } else if checkpoint.size > self.size {
                let what = format!("it signs {} entries, the ledger has {}: some are gone", checkpoint.size, self.size);
                self.fault("checkpoint", "size", name, what);
            } else {
                let what =
                    format!("the first {} entries are not the ones it signs: they were rewritten", checkpoint.size);
                self.fault("checkpoint", "root", name, what);
            }
        }
    }
}
