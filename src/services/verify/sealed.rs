//! What is sealed in cases, their events and tasks, against the commitments of the entries that wrote it. They open only
//! while the person's salt is there, so this is done on the walk, beside the entries.

use std::collections::BTreeMap;

use super::Walk;
use super::gaps::Missing;
use super::leaf::Leaf;
use super::pages::Page;
use crate::domain::change::EntryKind;
use crate::services::error::ServiceError;
use crate::services::writer::case::{SEALED_ANSWER, SEALED_DETAIL, SEALED_EVENT};
use crate::store::{cases, tasks};

/// Rows read at once; each may be large.
const ROWS: usize = 20;

/// A column that an entry commits to.
struct Place<'a> {
    table: &'static str,
    column: &'static str,
    row: String,
    case: &'a str,
    /// The name in the leaf.
    name: &'static str,
}

impl Walk<'_> {
    pub(super) async fn sealed(&mut self, page: &Page) -> Result<(), ServiceError> {
        let mut committed: Vec<&Leaf> = page.leaves.values().filter(|leaf| leaf.sealed.is_some()).collect();
        committed.sort_unstable_by_key(|leaf| leaf.index);
        for leaves in committed.chunks(ROWS) {
            self.sealed_in_cases(page, leaves).await?;
            self.sealed_in_tasks(page, leaves).await?;
        }
        Ok(())
    }

    async fn sealed_in_cases(&mut self, page: &Page, leaves: &[&Leaf]) -> Result<(), ServiceError> {
        let of_case = leaves.iter().filter(|leaf| leaf.kind == EntryKind::Case.word());
        let named: BTreeMap<(&str, i64), &Leaf> =
            of_case.filter_map(|leaf| Some(((leaf.case.as_deref()?, leaf.number?), *leaf))).collect();
        let wanted: Vec<(&str, i64)> = named.keys().copied().collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let mut rows = cases::sealed(&mut self.tx, &wanted).await?;
        rows.sort_unstable_by(|a, b| (&a.case_id, a.number).cmp(&(&b.case_id, b.number)));
        for row in rows {
            let Some(leaf) = named.get(&(row.case_id.as_str(), row.number)) else { continue };
            let (case, event) = (row.case_id.as_str(), format!("{} {}", row.case_id, row.number));
            let place = Place { table: "case_events", column: "detail", row: event, case, name: SEALED_EVENT };
            self.committed(page, leaf, place, row.event.as_deref());
            if row.newest != 0 {
                let place = Place { table: "cases", column: "detail", row: case.to_owned(), case, name: SEALED_DETAIL };
                self.committed(page, leaf, place, row.detail.as_deref());
            }
        }
        Ok(())
    }

    async fn sealed_in_tasks(&mut self, page: &Page, leaves: &[&Leaf]) -> Result<(), ServiceError> {
        let of_task = leaves.iter().filter(|leaf| leaf.kind == EntryKind::Task.word());
        let named: BTreeMap<&str, &Leaf> = of_task.filter_map(|leaf| Some((leaf.task.as_deref()?, *leaf))).collect();
        let wanted: Vec<(&str, u64)> = named.iter().map(|(id, leaf)| (*id, leaf.index)).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let mut answers = tasks::answers(&mut self.tx, &wanted).await?;
        answers.sort_unstable();
        for (id, answer) in answers {
            let Some(leaf) = named.get(id.as_str()) else { continue };
            let case = leaf.case.as_deref().unwrap_or_default();
            let place = Place { table: "case_tasks", column: "answer", row: id.clone(), case, name: SEALED_ANSWER };
            self.committed(page, leaf, place, answer.as_deref());
        }
        Ok(())
    }

    /// Compares what is kept with what the entry commits to.
    fn committed(&mut self, page: &Page, leaf: &Leaf, place: Place<'_>, kept: Option<&[u8]>) {
        let said = leaf.sealed.as_ref().and_then(|sealed| sealed.get(place.name));
        let Place { table, column, row, case, name } = place;
        match (said, kept) {
            (None, None) => {}
            (Some(_), None) => {
                self.gaps.sealed(Missing { table, column, row, case: case.to_owned(), entry: leaf.index });
            }
            (None, Some(_)) => self.fault(table, column, row, format!("entry {} knows of nothing here", leaf.index)),
            // Whom it is about is not known any more, and that is judged by itself.
            (Some(said), Some(kept)) => {
                let differs = |opening: &crate::domain::change::Opening| opening.sealed(name, kept) != *said;
                if page.openings.get(&leaf.index).is_some_and(differs) {
                    self.fault(table, column, row, format!("not what entry {} commits to", leaf.index));
                }
            }
        }
    }
}
