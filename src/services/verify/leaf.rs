//! What verification reads of a leaf.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::preference::{Kind, Slot};
use crate::domain::time::Instant;

/// The members of a leaf that rows are compared with.
#[derive(Debug, Deserialize)]
pub(super) struct Leaf {
    pub(super) kind: String,
    pub(super) index: u64,
    pub(super) at: i64,
    pub(super) recorded: i64,
    pub(super) channel: String,
    pub(super) scope: Option<String>,
    pub(super) after: Option<String>,
    pub(super) proven: Option<bool>,
    pub(super) until: Option<i64>,
    /// Of an undo: what stood before came back with its date.
    pub(super) since: Option<i64>,
    pub(super) subject: Option<String>,
    pub(super) evidence: Option<String>,
    /// Of a batch.
    pub(super) rows: Option<u64>,
    /// Of a batch.
    pub(super) root: Option<String>,
    /// Of a change of a case or of its copy: which case.
    pub(super) case: Option<String>,
    /// Of a change of a case: which one it is, counted from 1.
    pub(super) number: Option<i64>,
    /// Of a change of a case or of its copy: what happened.
    pub(super) event: Option<String>,
    /// Of a change of a case or task: the commitments to what is sealed in the rows, by name.
    pub(super) sealed: Option<BTreeMap<String, String>>,
    /// Of a task's change: which task.
    pub(super) task: Option<String>,
    /// Of a change of a case, task or copy: the hash of its row.
    pub(super) row: Option<String>,
    /// Of a pruning: the leaves it took.
    pub(super) leaves: Option<Vec<(u64, u64)>>,
    /// Of retention: the cases that went, with their events and tasks.
    pub(super) removed_cases: Option<Vec<String>>,
    /// Of what was written again after a restore: the lost entry.
    pub(super) lost: Option<u64>,
    /// Of a registry change: the hash of every row it wrote, by the row's name.
    pub(super) row_hashes: Option<BTreeMap<String, String>>,
}

impl Leaf {
    /// Reads a leaf; `None` when it is not of the known form.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The slot of the row that it set.
    pub(super) fn slot(&self) -> Option<Slot> {
        let kind = Kind::from_parts(self.after.as_deref()?, self.until.map(Instant), self.proven.unwrap_or(false));
        kind.map(Kind::slot)
    }
}
