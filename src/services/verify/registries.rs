//! The rows of the registries, and the cases, against the newest entry about each: a topic made transactional, a key
//! given more scopes or brought back, a case closed, a row taken away or put in behind the service's back (L5).

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::Walk;
use super::leaf::Leaf;
use crate::domain::change::EntryKind;
use crate::services::error::ServiceError;
use crate::services::registry::change::{row_hash, row_name};
use crate::services::writer::policies::row_hash as policies_hash;
use crate::services::writer::{case, copy};
use crate::store::cases::{self, CaseFilter};
use crate::store::registry_rows::{self, RegistryRow};
use crate::store::tasks;
use crate::store::{copies, policies};

/// Cases read at once.
const PAGE: i64 = 1_000;
/// Copies read at once; each may be large.
const COPIES: i64 = 20;

/// What the entries say of the registries.
#[derive(Default)]
pub(super) struct Registries {
    /// By the row's name: the newest entry about it, and the hash of the row as that entry wrote it.
    rows: BTreeMap<String, (u64, String)>,
    /// By case: the names of its tasks' rows.
    tasks: BTreeMap<String, BTreeSet<String>>,
    /// One more than the index of the last entry of a registry change.
    size: u64,
}

impl Registries {
    /// Takes the next entry in.
    pub(super) fn read(&mut self, leaf: &Leaf) {
        self.retention(leaf);
        let row = match leaf.kind.as_str() {
            "policy" => Some(POLICIES.to_owned()),
            "case" => leaf.case.as_deref().map(case_name),
            "task" => leaf.task.as_deref().map(task_name),
            "copy" => leaf.case.as_deref().map(copy_name),
            _ => None,
        };
        if let (Some(name), Some(hash)) = (row, &leaf.row) {
            if let (Some(task), Some(case)) = (&leaf.task, &leaf.case) {
                self.tasks.entry(case.clone()).or_default().insert(task_name(task));
            }
            self.rows.insert(name, (leaf.index, hash.clone()));
        }
        if leaf.kind != "registry" {
            return;
        }
        self.size = leaf.index + 1;
        for (name, hash) in leaf.row_hashes.iter().flatten() {
            self.rows.insert(name.clone(), (leaf.index, hash.clone()));
        }
    }

    /// What retention took is not expected any more; a row of it that is there all the same, no entry wrote.
    fn retention(&mut self, leaf: &Leaf) {
        if leaf.kind != EntryKind::Retention.word() {
            return;
        }
        for case in leaf.removed_cases.iter().flatten() {
            self.rows.remove(&case_name(case));
            self.rows.remove(&copy_name(case));
            for task in self.tasks.remove(case).unwrap_or_default() {
                self.rows.remove(&task);
            }
        }
    }
}

impl Walk<'_> {
    /// Compares, once every entry was read; `size` is what the ledger's head says of the last registry entry.
    pub(super) async fn registries(&mut self, size: u64) -> Result<(), ServiceError> {
        let Registries { rows: mut due, size: read, .. } = std::mem::take(&mut self.registries);
        if size != read && !self.gap {
            let what = format!("{size}, where the last registry change among the entries makes it {read}");
            self.fault("ledger_head", "registry_size", 1, what);
        }
        for row in registry_rows::all(&mut self.tx).await? {
            let said = due.remove(&row_name(&row));
            if let Some((column, what)) = difference(&row, said) {
                self.fault(row.table, column, &row.id, what);
            }
        }
        self.policies(&mut due).await?;
        self.cases(&mut due).await?;
        self.tasks(&mut due).await?;
        self.copies(&mut due).await?;
        for (name, (entry, _)) in due {
            let (table, id) = name.split_once('/').unwrap_or((&name, ""));
            self.fault(table, "id", id, format!("the row that entry {entry} wrote is missing"));
        }
        Ok(())
    }
}

impl Walk<'_> {
    async fn cases(&mut self, due: &mut BTreeMap<String, (u64, String)>) -> Result<(), ServiceError> {
        let mut after = String::new();
        loop {
            let page = cases::page(&mut self.tx, &CaseFilter::default(), &after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after.clone_from(&last.id);
            for row in &page {
                let said = due.remove(&case_name(&row.id));
                if let Some((column, what)) = differs(row.entry_index, &case::row_hash(row), said) {
                    self.fault("cases", column, &row.id, what);
                }
            }
        }
    }
}

impl Walk<'_> {
    async fn tasks(&mut self, due: &mut BTreeMap<String, (u64, String)>) -> Result<(), ServiceError> {
        let mut after = String::new();
        loop {
            let page = tasks::page(&mut self.tx, &after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after.clone_from(&last.id);
            for task in &page {
                let said = due.remove(&task_name(&task.id));
                if let Some((column, what)) = differs(task.entry_index, &case::task_hash(task), said) {
                    self.fault("case_tasks", column, &task.id, what);
                }
            }
        }
    }
}

impl Walk<'_> {
    /// A copy that is still there must be the one that was frozen; one that was destroyed leaves its digest.
    async fn copies(&mut self, due: &mut BTreeMap<String, (u64, String)>) -> Result<(), ServiceError> {
        let mut after = String::new();
        loop {
            let page = copies::page(&mut self.tx, &after, COPIES).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after.clone_from(&last.case_id);
            for row in &page {
                let said = due.remove(&copy_name(&row.case_id));
                if let Some((column, what)) = differs(row.entry_index, &copy::row_hash(row), said) {
                    self.fault("case_copies", column, &row.case_id, what);
                }
                let digest = row.copy.as_deref().map(Sha256::digest);
                if digest.is_some_and(|digest| digest[..] != row.digest[..]) {
                    self.fault("case_copies", "copy", &row.case_id, "not the copy that was frozen");
                }
            }
        }
    }

    async fn policies(&mut self, due: &mut BTreeMap<String, (u64, String)>) -> Result<(), ServiceError> {
        let Some((versions, entry)) = policies::recorded(&mut self.tx).await? else { return Ok(()) };
        if let Some((column, what)) = differs(entry, &policies_hash(&versions), due.remove(POLICIES)) {
            self.fault("policy_versions", column, 1, what);
        }
        Ok(())
    }
}

/// The name of the row of policy versions.
const POLICIES: &str = "policy_versions/1";

/// A copy's name among the rows.
fn copy_name(case: &str) -> String {
    format!("case_copies/{case}")
}

/// A task's name among the rows.
fn task_name(id: &str) -> String {
    format!("case_tasks/{id}")
}

/// A case's name among the rows.
fn case_name(id: &str) -> String {
    format!("cases/{id}")
}

fn difference(row: &RegistryRow, said: Option<(u64, String)>) -> Option<(&'static str, String)> {
    differs(row.entry_index, &row_hash(row), said)
}

fn differs(entry_index: i64, row_hash: &str, said: Option<(u64, String)>) -> Option<(&'static str, String)> {
    match said {
        None => Some(("id", "no entry wrote this row".to_owned())),
        Some((entry, _)) if u64::try_from(entry_index) != Ok(entry) => {
            Some(("entry_index", format!("entry {entry} wrote it last, not entry {entry_index}")))
        }
        // One hash stands for all columns, so which of them it was cannot be told.
        Some((entry, hash)) if row_hash != hash => Some(("*", format!("not what entry {entry} wrote"))),
        Some(_) => None,
    }
}
