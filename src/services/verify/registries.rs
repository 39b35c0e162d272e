//! The rows of the registries, and the cases, against the newest entry about each: a topic made transactional, a key
//! given more scopes or brought back, a case closed, a row taken away or put in behind the service's back (L5).

use std::collections::BTreeMap;

use super::Walk;
use super::leaf::Leaf;
use crate::services::error::ServiceError;
use crate::services::registry::change::{row_hash, row_name};
use crate::services::writer::handle;
use crate::store::cases;
use crate::store::registry_rows::{self, RegistryRow};

/// Cases read at once.
const PAGE: i64 = 1_000;

/// What the entries say of the registries.
#[derive(Default)]
pub(super) struct Registries {
    /// By the row's name: the newest entry about it, and the hash of the row as that entry wrote it.
    rows: BTreeMap<String, (u64, String)>,
    /// One more than the index of the last entry of a registry change.
    size: u64,
}

impl Registries {
    /// Takes the next entry in.
    pub(super) fn read(&mut self, leaf: &Leaf) {
        if let (Some(case), Some(hash)) = (&leaf.case, &leaf.row) {
            self.rows.insert(case_name(case), (leaf.index, hash.clone()));
        }
        if leaf.kind != "registry" {
            return;
        }
        self.size = leaf.index + 1;
        for (name, hash) in leaf.row_hashes.iter().flatten() {
            self.rows.insert(name.clone(), (leaf.index, hash.clone()));
        }
    }
}

impl Walk<'_> {
    /// Compares, once every entry was read; `size` is what the ledger's head says of the last registry entry.
    pub(super) async fn registries(&mut self, size: u64) -> Result<(), ServiceError> {
        let Registries { rows: mut due, size: read } = std::mem::take(&mut self.registries);
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
        self.cases(&mut due).await?;
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
            let page = cases::page(&mut self.tx, "", -1, &after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after.clone_from(&last.id);
            for case in &page {
                let said = due.remove(&case_name(&case.id));
                if let Some((column, what)) = differs(case.entry_index, &handle::row_hash(case), said) {
                    self.fault("cases", column, &case.id, what);
                }
            }
        }
    }
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
