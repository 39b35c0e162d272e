//! Preferences against the leaves that set them, and back.

use std::collections::HashSet;

use super::Walk;
use super::leaf::Leaf;
use super::pages::Page;
use crate::domain::address::RecipientKey;
use crate::domain::change::scope_code;
use crate::services::error::ServiceError;
use crate::store::hex;
use crate::store::preferences::{self, WholeRow};

/// Keys looked up at once.
const KEYS: usize = 5_000;

/// A place in the preferences that an entry wrote to: whose, the scope as in the leaf, the slot's word, the entry.
pub(super) struct Place {
    pub(super) key: RecipientKey,
    pub(super) scope: String,
    pub(super) slot: &'static str,
    pub(super) entry: u64,
}

impl Walk<'_> {
    /// An import's entry may have set ten thousand rows, so each is read alone; what lies between is read at once.
    pub(super) async fn preferences(&mut self, page: &Page) -> Result<(), ServiceError> {
        let is_batch = |index: u64| page.leaves.get(&index).is_some_and(|leaf| leaf.kind == "batch");
        let mut from = page.from;
        for batch in (page.from..page.to).filter(|index| is_batch(*index)) {
            self.run(page, from, batch).await?;
            self.batch(page, batch).await?;
            from = batch + 1;
        }
        self.run(page, from, page.to).await?;
        self.stray_batches(page).await
    }

    async fn run(&mut self, page: &Page, from: u64, to: u64) -> Result<(), ServiceError> {
        if from == to {
            return Ok(());
        }
        let mut seen = HashSet::new();
        for row in preferences::set_by_entries(&mut self.tx, from, to).await? {
            let index = u64::try_from(row.entry_index).unwrap_or(u64::MAX);
            // A row must be the one its entry set; any further row of the same entry is nobody's.
            match page.leaves.get(&index) {
                _ if !seen.insert(index) => {
                    self.fault("preferences", "entry_index", row_name(&row), format!("entry {index} set another row"));
                }
                Some(leaf) => self.row(&row, leaf, page),
                // The entry itself is missing or damaged, which is said already.
                None => {}
            }
        }
        let replaced = (from..to).filter(|index| !seen.contains(index)).filter_map(|index| place(page, index));
        self.must_be_replaced(replaced.collect()).await
    }

    fn row(&mut self, row: &WholeRow, leaf: &Leaf, page: &Page) {
        let differing = match leaf.kind.as_str() {
            "preference" => differing_column(row, leaf, page),
            _ => Some("entry_index"),
        };
        match differing {
            Some(column) => {
                self.fault("preferences", column, row_name(row), format!("not what entry {} says", leaf.index))
            }
            None => self.found.preferences += 1,
        }
    }

    /// No row names the entry any more, so a later entry must have replaced what it wrote.
    pub(super) async fn must_be_replaced(&mut self, places: Vec<Place>) -> Result<(), ServiceError> {
        for places in places.chunks(KEYS) {
            let keys: Vec<RecipientKey> = places.iter().map(|place| place.key).collect();
            let mut standing = std::collections::HashMap::new();
            for (key, record) in preferences::of_keys(&mut self.tx, &keys).await? {
                // A damaged row is found where its own entry is walked, or among the strays.
                if let Ok(record) = record {
                    let scope = scope_code(record.scope).as_str().unwrap_or_default().to_owned();
                    standing.insert((key, scope, record.kind.slot().word()), record.entry);
                }
            }
            for place in places {
                let later = standing.get(&(place.key, place.scope.clone(), place.slot));
                if later.is_none_or(|entry| *entry <= place.entry) {
                    let row = format!("{} {} {}", hex(&place.key.bytes), place.scope, place.slot);
                    let what = format!("the row that entry {} set is missing", place.entry);
                    self.fault("preferences", "recipient_key", row, what);
                }
            }
        }
        Ok(())
    }
}

fn place(page: &Page, index: u64) -> Option<Place> {
    let leaf = page.leaves.get(&index).filter(|leaf| leaf.kind == "preference")?;
    let key = *page.subjects.get(&index)?;
    Some(Place { key, scope: leaf.scope.clone()?, slot: leaf.slot()?.word(), entry: index })
}

/// The first column in which a row is not what its leaf says.
fn differing_column(row: &WholeRow, leaf: &Leaf, page: &Page) -> Option<&'static str> {
    let subject = page.subjects.get(&leaf.index);
    let is_subjects = |key: &RecipientKey| row.recipient_key == key.bytes && row.scheme == i64::from(key.scheme);
    let checks = [
        ("recipient_key", subject.is_none_or(is_subjects)),
        ("scope", leaf.scope.as_deref() == Some(&scope_text(row))),
        ("state", leaf.after.as_deref() == Some(row.state.as_str())),
        ("slot", leaf.slot().is_some_and(|slot| slot.word() == row.slot)),
        ("proven", leaf.proven == Some(row.proven)),
        ("until", leaf.until == row.until),
        // An undo brings back what stood before, with its date.
        ("since", leaf.since.unwrap_or(leaf.at) == row.since),
        ("recorded_at", leaf.recorded == row.recorded_at),
        ("channel", leaf.channel == row.channel),
    ];
    checks.into_iter().find(|(_, holds)| !holds).map(|(column, _)| column)
}

pub(super) fn scope_text(row: &WholeRow) -> String {
    format!("{}:{}", row.scope, row.scope_number)
}

/// A row's name, without personal data.
pub(super) fn row_name(row: &WholeRow) -> String {
    format!("{} {} {}", hex(&row.recipient_key), scope_text(row), row.slot)
}
