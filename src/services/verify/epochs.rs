//! The epochs that restores opened: each against its first leaf, its lost entries against the heads it commits to, and
//! signed heads from before a restore against what is known to be lost.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::leaf::Leaf;
use super::{Fault, Verification, Walk};
use crate::domain::change::EntryKind;
use crate::domain::epoch::{Epoch, Explained, Point};
use crate::domain::merkle::Frontier;
use crate::services::epochs::says;
use crate::services::error::ServiceError;
use crate::store::{Tx, epochs};

/// A restore, as the ledger tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EpochTold {
    /// The epoch that it opened.
    pub epoch: u64,
    /// Its first entry.
    pub entry: u64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Entries from this index on were lost.
    pub fork: u64,
    /// How many are known to be lost.
    pub lost: u64,
    /// How many of these were written again.
    pub written: u64,
}

/// A signed head from before a restore: its entries from the fork on are lost, and the epoch says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BeforeRestore {
    /// The size that was signed.
    pub size: u64,
    /// The epoch that tells of it.
    pub epoch: u64,
    /// The first entry that is lost.
    pub fork: u64,
    /// How many of its entries are lost.
    pub lost: u64,
    /// How many of these were written again.
    pub written: u64,
    /// Whether each lost entry is known by its hash; else the epoch commits to this head and to no entry by itself.
    pub hashes: bool,
}

/// What the walk finds out about epochs.
#[derive(Default)]
pub(super) struct Epochs {
    rows: Vec<Epoch>,
    /// The tree at each fork, as the walk came by.
    forks: BTreeMap<u64, Frontier>,
    /// First leaves, by index.
    leaves: BTreeMap<u64, Value>,
    /// Entries that say that they are another one, lost, written again: index, and which.
    again: Vec<(u64, u64)>,
}

impl Epochs {
    /// Reads the rows; damaged ones are faults.
    pub(super) async fn load(tx: &mut Tx, found: &mut Verification) -> Result<Self, ServiceError> {
        let mut own = Self::default();
        for row in epochs::all(tx).await? {
            match Epoch::try_from(row) {
                Ok(epoch) => own.rows.push(epoch),
                Err(error) => {
                    let error = error.into();
                    found.faults.push(Fault::of(&error).ok_or(error)?);
                }
            }
        }
        Ok(own)
    }

    /// Keeps the tree when it has the size of a fork.
    pub(super) fn pass(&mut self, tree: &Frontier) {
        if self.rows.iter().any(|epoch| epoch.fork == tree.size()) {
            self.forks.insert(tree.size(), tree.clone());
        }
    }

    /// Takes the next entry in.
    pub(super) fn read(&mut self, leaf: &Leaf, bytes: &[u8]) {
        if leaf.kind == EntryKind::Epoch.word() {
            self.leaves.insert(leaf.index, serde_json::from_slice(bytes).unwrap_or_default());
        }
        self.again.extend(leaf.lost.map(|lost| (leaf.index, lost)));
    }

    /// How many of the entries `fork..size` lost with an epoch were written again before the next one was opened.
    fn written(&self, epoch: &Epoch, size: u64) -> u64 {
        let next = self.rows.iter().map(|other| other.entry).filter(|entry| *entry > epoch.entry).min();
        let within = |index: u64| index > epoch.entry && next.is_none_or(|next| index < next);
        let again = self.again.iter().filter(|(index, lost)| within(*index) && (epoch.fork..size).contains(lost));
        again.map(|(_, lost)| lost).collect::<BTreeSet<_>>().len() as u64
    }

    fn told(&self, epoch: &Epoch) -> EpochTold {
        let published = epoch.published.map_or(0, |head| head.size);
        let size = epoch.known.size.max(published);
        EpochTold {
            epoch: epoch.number,
            entry: epoch.entry,
            at: self.leaves.get(&epoch.entry).and_then(|leaf| leaf["at"].as_i64()).unwrap_or_default(),
            fork: epoch.fork,
            lost: size.saturating_sub(epoch.fork),
            written: self.written(epoch, size),
        }
    }

    /// What an epoch says of a head that is not a past of this ledger.
    pub(super) fn explain(&self, signed: &Point) -> Option<BeforeRestore> {
        self.rows.iter().find_map(|epoch| {
            let how = epoch.explain(self.forks.get(&epoch.fork)?, signed)?;
            Some(BeforeRestore {
                size: signed.size,
                epoch: epoch.number,
                fork: epoch.fork,
                lost: how.entries(),
                written: self.written(epoch, signed.size),
                hashes: matches!(how, Explained::Lost { .. }),
            })
        })
    }
}

impl Walk<'_> {
    /// Compares, once every entry was read; `head` is the epoch that the ledger's head says.
    pub(super) fn judge_epochs(&mut self, head: u64) {
        let mut epochs = std::mem::take(&mut self.epochs);
        let mut genuine = Vec::new();
        for epoch in std::mem::take(&mut epochs.rows) {
            let leaf = epochs.leaves.get(&epoch.entry);
            if !leaf.is_some_and(|leaf| says(self.vault, leaf, &epoch)) {
                let what = format!("entry {} does not open it so", epoch.entry);
                self.fault("ledger_epochs", "entry_index", epoch.number, what);
            } else if !self.gap && !epochs.forks.get(&epoch.fork).is_some_and(|fork| epoch.holds(fork)) {
                let what = "not the lost entries that its leaf commits to";
                self.fault("ledger_epochs", "hashes", epoch.number, what);
            } else {
                genuine.push(epoch);
            }
        }
        for index in epochs.leaves.keys().filter(|index| !genuine.iter().any(|epoch| epoch.entry == **index)) {
            self.fault("ledger_epochs", "epoch", index, "the epoch that this entry opens has no row that fits");
        }
        let newest = genuine.iter().map(|epoch| epoch.number).max().unwrap_or(1);
        if head != newest && !self.gap {
            let what = format!("{head}, where the entries make it {newest}");
            self.fault("ledger_head", "epoch", 1, what);
        }
        epochs.rows = genuine;
        self.found.epochs = epochs.rows.iter().map(|epoch| epochs.told(epoch)).collect();
        self.epochs = epochs;
    }
}
