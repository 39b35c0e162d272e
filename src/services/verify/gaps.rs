//! What is missing, and which entry says that it may be: an erasure lists whom entries are about no more, which rows of
//! imports have no address and of which cases nothing sealed is left, a copy that was frozen took over the answers to its
//! case's tasks, a pruning lists the leaves it took. What no entry lists is a fault (LOG-15). Cases that retention took are
//! named by its entries, too; `registries` expects them no more from there on.
//!
//! An entry can only speak of older ones, so the gaps are collected on the walk and judged at its end.

use std::collections::{BTreeMap, BTreeSet};

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
    sealed: Vec<Missing>,
    erased: Erasure,
    /// By case: the newest entry of an erasure that destroyed what was sealed in it.
    forgotten: BTreeMap<String, u64>,
    /// By case: the newest entry of a copy that was frozen.
    frozen: BTreeMap<String, u64>,
    /// From the first index to the one after the last.
    pruned: Vec<(u64, u64)>,
}

/// Something sealed that an entry commits to and that is not there any more.
pub(super) struct Missing {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    pub(super) row: String,
    pub(super) case: String,
    /// The entry.
    pub(super) entry: u64,
}

impl Gaps {
    /// Something sealed is gone.
    pub(super) fn sealed(&mut self, missing: Missing) {
        self.sealed.push(missing);
    }

    /// Takes in that a copy was frozen: the answers that went into it are kept nowhere else.
    pub(super) fn freezing(&mut self, leaf: &Leaf) {
        let frozen = leaf.kind == EntryKind::Copy.word() && leaf.event.as_deref() == Some("frozen");
        if let Some(case) = leaf.case.as_ref().filter(|_| frozen) {
            self.frozen.insert(case.clone(), leaf.index);
        }
    }

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
        self.forgotten.extend(list.cases.iter().map(|case| (case.clone(), leaf.index)));
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
        let Gaps { subjects, rows, leaves, sealed, erased, forgotten, frozen, pruned } = std::mem::take(&mut self.gaps);
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
        let later =
            |takers: &BTreeMap<String, u64>, gap: &Missing| takers.get(&gap.case).is_some_and(|by| *by > gap.entry);
        for gap in sealed {
            let in_a_copy = gap.table == "case_tasks" && later(&frozen, &gap);
            if !in_a_copy && !later(&forgotten, &gap) {
                let what = format!("what entry {} commits to is missing, and no entry says why", gap.entry);
                self.fault(gap.table, gap.column, gap.row, what);
            }
        }
    }
}
