//! The rows of an import against its one entry: the sealed blob, the small tree over it, the preferences.

use std::collections::{HashMap, HashSet};

use super::Walk;
use super::leaf::Leaf;
use super::pages::Page;
use super::rows::{Place, row_name, scope_text};
use crate::domain::address::{Address, RecipientKey};
use crate::domain::erasure::scheme_without_address;
use crate::domain::merkle;
use crate::domain::preference::{Kind, Slot};
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::writer::apply::row_hash;
use crate::store::preferences::{self, WholeRow};
use crate::store::{hex, ledger};

/// A row as the sealed blob has it.
struct BlobRow {
    key: RecipientKey,
    kind: Kind,
    since: i64,
    /// It has no address any more.
    erased: bool,
}

impl Walk<'_> {
    pub(super) async fn batch(&mut self, page: &Page, index: u64) -> Result<(), ServiceError> {
        let Some(leaf) = page.leaves.get(&index) else { return Ok(()) };
        let Some((count, root, sealed)) = ledger::batch(&mut self.tx, index).await? else {
            self.fault("ledger_batches", "entry_index", index, "the rows of this entry are missing");
            return Ok(());
        };
        let Some(rows) = self.blob(index, &sealed, leaf) else {
            self.fault("ledger_batches", "sealed", index, "does not open, or is not what the entry's root stands for");
            return Ok(());
        };
        if leaf.rows != u64::try_from(count).ok() || leaf.rows != Some(rows.len() as u64) {
            self.fault("ledger_batches", "row_count", index, "not the number of rows in the entry");
        }
        if leaf.root.as_deref() != Some(&hex(&root)) {
            self.fault("ledger_batches", "root", index, "not the root in the entry");
        }
        rows.iter().filter(|row| row.erased).for_each(|row| self.gaps.row(index, row.key));
        self.batch_rows(leaf, rows).await
    }

    /// Opens the blob and proves its rows by the root that the leaf commits to.
    fn blob(&self, index: u64, sealed: &[u8], leaf: &Leaf) -> Option<Vec<BlobRow>> {
        let plain = self.vault.open(Cell::Batch, &index.to_be_bytes(), sealed).ok()?;
        let (salt, lines) = plain.split_first_chunk::<32>()?;
        let lines = std::str::from_utf8(lines).ok()?;
        let rows: Vec<BlobRow> = lines.lines().map(|line| self.blob_row(line)).collect::<Option<_>>()?;
        let hash = |(at, row): (usize, &BlobRow)| row_hash(salt, at as u64, &row.key, row.kind);
        let root = merkle::root_of(rows.iter().enumerate().map(hash));
        (leaf.root.as_deref() == Some(&hex(&root))).then_some(rows)
    }

    /// A line of a blob: key in hex, state, date, address; the key must be the address's own. Erasure leaves the key and
    /// its scheme.
    fn blob_row(&self, line: &str) -> Option<BlobRow> {
        let mut parts = line.splitn(4, ' ');
        let (key, state, since, address) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let erased = scheme_without_address(address);
        let key = match erased {
            Some(scheme) => {
                RecipientKey { scheme, bytes: data_encoding::HEXLOWER.decode(key.as_bytes()).ok()?.try_into().ok()? }
            }
            None => {
                let address = Address::parse(address).ok()?;
                self.vault.recipient_keys(&address).find(|own| hex(&own.bytes) == key)?
            }
        };
        let kind = Kind::from_parts(state, None, false)?;
        Some(BlobRow { key, kind, since: since.parse().ok()?, erased: erased.is_some() })
    }

    async fn batch_rows(&mut self, leaf: &Leaf, rows: Vec<BlobRow>) -> Result<(), ServiceError> {
        let index = leaf.index;
        self.found.batch_rows += rows.len() as u64;
        let expected: HashMap<&[u8], &BlobRow> = rows.iter().map(|row| (&row.key.bytes[..], row)).collect();
        let mut seen = HashSet::new();
        for row in preferences::set_by_entries(&mut self.tx, index, index + 1).await? {
            match expected.get(row.recipient_key.as_slice()).map(|blob| differing_column(&row, leaf, blob)) {
                Some(None) => self.found.preferences += 1,
                Some(Some(column)) => {
                    self.fault("preferences", column, row_name(&row), format!("not what entry {index} says"));
                }
                None => {
                    let what = format!("the import of entry {index} has no such row");
                    self.fault("preferences", "entry_index", row_name(&row), what);
                }
            }
            seen.insert(row.recipient_key);
        }
        let scope = leaf.scope.clone().unwrap_or_default();
        let unseen = rows.iter().filter(|row| !seen.contains(&row.key.bytes[..]));
        let place =
            |row: &BlobRow| Place { key: row.key, scope: scope.clone(), slot: Slot::Import.word(), entry: index };
        self.must_be_replaced(unseen.map(place).collect()).await
    }

    /// Batch rows of entries that are no batch.
    pub(super) async fn stray_batches(&mut self, page: &Page) -> Result<(), ServiceError> {
        for index in ledger::batches(&mut self.tx, page.from, page.to).await? {
            let leaf = u64::try_from(index).ok().and_then(|index| page.leaves.get(&index));
            if leaf.is_some_and(|leaf| leaf.kind != "batch") {
                self.fault("ledger_batches", "entry_index", index, "the entry of this index is no batch");
            }
        }
        Ok(())
    }
}

/// The first column in which a row is not what the import says.
fn differing_column(row: &WholeRow, leaf: &Leaf, blob: &BlobRow) -> Option<&'static str> {
    let checks = [
        ("scheme", row.scheme == i64::from(blob.key.scheme)),
        ("scope", leaf.scope.as_deref() == Some(&scope_text(row))),
        ("state", row.state == blob.kind.word()),
        ("slot", row.slot == blob.kind.slot().word()),
        ("proven", !row.proven),
        ("until", row.until.is_none()),
        ("since", row.since == blob.since),
        ("recorded_at", row.recorded_at == leaf.recorded),
        ("channel", row.channel == leaf.channel),
    ];
    checks.into_iter().find(|(_, holds)| !holds).map(|(column, _)| column)
}
