//! The requests of a period newest first, a page at a time, for people who look.

use super::Line;
use super::reading::Reading;
use crate::domain::ids::SenderId;
use crate::domain::time::{DAY_MS, Instant};
use crate::services::error::ServiceError;
use crate::store::{cases, ledger};

/// Entries looked at in one step, and steps of one page.
const STEP: u64 = 1000;
const STEPS: usize = 10;

/// Some choices.
#[derive(Debug)]
pub struct Choices {
    /// They.
    pub lines: Vec<Line>,
    /// Entries below this one were not looked at; 0 when there are no more.
    pub down_to: u64,
}

impl Reading {
    /// Cases of the period received before another (or from the newest on), newest first.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn newest_cases(
        &mut self,
        below: Option<(Instant, &str)>,
        limit: i64,
    ) -> Result<Vec<Line>, ServiceError> {
        let sender = self.only.map_or(-1, SenderId::to_i64);
        let below = below.unwrap_or((self.period.until, ""));
        let rows = cases::received_below(&mut self.tx, self.period.from, below, sender, limit).await?;
        rows.into_iter().map(|row| self.case_line(row)).collect()
    }

    /// Choices of the period below an entry (or from the newest on), newest first, as far down as one page may look.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn newest_choices(&mut self, below: Option<u64>, limit: usize) -> Result<Choices, ServiceError> {
        let end = self.end_of_period().await?;
        let mut found = Choices { lines: Vec::new(), down_to: below.unwrap_or(end).min(end) };
        for _ in 0..STEPS {
            let from = found.down_to.saturating_sub(STEP);
            let entries = ledger::entries(&mut self.tx, from, found.down_to).await?;
            for entry in entries.iter().rev() {
                if let Some(line) = self.choice_line(entry)? {
                    found.down_to = u64::try_from(line.entry).unwrap_or(0);
                    found.lines.push(line);
                    if found.lines.len() == limit {
                        return Ok(found);
                    }
                }
            }
            // Entries of one day may stand in another order where two machines' clocks differ.
            let is_over = match entries.first().and_then(recorded) {
                Some(first) => first.0 < self.period.from.0 - DAY_MS,
                None => false,
            };
            found.down_to = if is_over { 0 } else { from };
            if found.down_to == 0 {
                break;
            }
        }
        Ok(found)
    }

    /// The first entry that was recorded a day after the period or later. Old leaves are pruned from the front, so one
    /// without a leaf is before everything that has one.
    async fn end_of_period(&mut self) -> Result<u64, ServiceError> {
        let end = self.period.until.plus_ms(DAY_MS);
        let (mut low, mut high) = (0, self.ledger_size());
        while low < high {
            let middle = low + (high - low) / 2;
            let entry = ledger::entries(&mut self.tx, middle, middle + 1).await?.pop();
            match entry.as_ref().and_then(recorded) {
                Some(at) if at >= end => high = middle,
                _ => low = middle + 1,
            }
        }
        Ok(low)
    }
}

fn recorded(entry: &ledger::EntryRow) -> Option<Instant> {
    let leaf: serde_json::Value = serde_json::from_slice(entry.leaf.as_deref()?).ok()?;
    leaf.get("recorded")?.as_i64().map(Instant)
}
