//! Which preferences cannot be read at all: promotional mail to their recipients is refused, and somebody must know.

use super::Fault;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::preferences;

/// Rows read at once.
const PAGE: i64 = 20_000;

/// The preference rows that cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unreadable {
    /// How many there are.
    pub rows: u64,
    /// The first of them.
    pub first: Option<Fault>,
}

impl Services {
    /// Reads every preference, verifying nothing.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn unreadable_preferences(&self) -> Result<Unreadable, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let (mut found, mut after, mut limit) = (Unreadable::default(), Vec::new(), PAGE);
        loop {
            let mut page = preferences::page_after(&mut tx, &after, limit).await?;
            let full = page.len() as i64 == limit;
            // The last recipient of a full page may go on in the next one, so it is left for then.
            if let Some(cut) = page.last().map(|row| row.recipient_key.clone()).filter(|_| full) {
                page.retain(|row| row.recipient_key != cut);
            }
            page.iter().for_each(|row| found.look(row));
            match page.last() {
                Some(row) if full => (after, limit) = (row.recipient_key.clone(), PAGE),
                None if full => limit *= 2,
                _ => return Ok(found),
            }
        }
    }
}

impl Unreadable {
    fn look(&mut self, row: &preferences::PreferenceRow) {
        if let Err(error) = row.read().and_then(|(_, record)| record) {
            self.rows += 1;
            self.first = self.first.take().or_else(|| Fault::of(&error.into()));
        }
    }
}
