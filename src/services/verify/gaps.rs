//! What is missing, and which entry says that it may be: an erasure lists whom entries are about no more and which rows of
//! imports have no address, a pruning lists the leaves it took. What no entry lists is a fault (LOG-15). Cases that retention
//! took are named by its entries, too; `registries` expects them no more from there on.
//!
//! An entry can only speak of older ones, so the gaps are collected on the walk and judged at its end.

use std::collections::BTreeSet;

use super::Walk;
use super::leaf::Leaf;
use crate::domain::address::RecipientKey;
use crate::domain::change::EntryKind;
use crate::domain::erasure::Erasure;
use crate::store::hex;

/// What was found missing, and what may be.
#[derive(Default)]
pub(super) struct Gaps {
    subjects: Vec<u64>,
    rows: Vec<(u64, RecipientKey)>,
    leaves: Vec<u64>,
    erased: Erasure,
    /// From the first index to the one after the last.
    pruned: Vec<(u64, u64)>,
}

impl Gaps {
    /// Nobody knows any more whom this entry is about.
    pub(super) fn subject(&mut self, index: u64) {
        self.subjects.push(index);
    }

    /// A row of an import has no address.
    pub(super) fn row(&mut self, index: u64, key: RecipientKey) {
        self.rows.push((index, key));
    }

    /// A leaf is gone.
    pub(super) fn leaf(&mut self, index: u64) {
        self.leaves.push(index);
    }

    /// Takes in what an erasure lists, once its evidence was found to be what its leaf commits to. It cannot speak of what
    /// came after it.
    pub(super) fn erasure(&mut self, leaf: &Leaf, evidence: &[u8]) {
        let Some(mut list) = Erasure::from_evidence(evidence) else { return };
        list.subjects.retain(|index| *index < leaf.index);
        list.rows.retain(|(index, _)| *index < leaf.index);
        self.erased.join(list);
    }

    /// Takes in what a pruning lists.
    pub(super) fn pruning(&mut self, leaf: &Leaf) {
        if leaf.kind == EntryKind::Pruning.word() {
            let own = leaf.leaves.iter().flatten();
            self.pruned.extend(own.map(|(from, to)| (*from, (*to).min(leaf.index))));
        }
    }
}

impl Walk<'_> {
    /// Names every gap that no entry explains.
    pub(super) fn judge_gaps(&mut self) {
        let Gaps { subjects, rows, leaves, erased, pruned } = std::mem::take(&mut self.gaps);
        let unlisted: BTreeSet<u64> = subjects.into_iter().filter(|index| !erased.subjects.contains(index)).collect();
        for index in unlisted {
            let what = "whom the entry is about is missing, and no erasure says why";
            self.fault("ledger_subjects", "entry_index", index, what);
        }
        for (index, key) in rows {
            if !erased.rows.contains(&(index, hex(&key.bytes))) {
                let what = format!("the row of {} has no address, and no erasure says why", hex(&key.bytes));
                self.fault("ledger_batches", "sealed", index, what);
            }
        }
        for index in leaves.into_iter().filter(|index| !pruned.iter().any(|(from, to)| (from..to).contains(&index))) {
            self.fault("ledger_entries", "leaf", index, "the leaf is gone and no entry says why");
        }
    }
}
