//! Figures for marketing: volumes, stops with their reasons, complaints, by day, topic and campaign.
//!
//! Two ways of counting, one table:
//! - **Stops, complaints and the like** are counted by the writer in the transaction of the change itself
//!   (`writer/count.rs`), so they are exact: a stop said twice, or heard by two instances, is counted once. A restore that
//!   has the journal's stops written again counts them again, on their own days.
//! - **Questions to the gate and links made** change nothing, and there are millions: [`memory`] adds them up without a
//!   lock on the way, and [`Services::flush_figures`] adds them to the table once a minute and at an orderly stop. They
//!   count for the day on which they are written, so the last minute of a day may count for the next.
//!
//! Counts are no state: nothing is decided by them, so they are in no leaf. They hold nothing about a person. Imports are
//! not counted: they are no event of the day on which they are read.
//!
//! - [`read`]: the answer, by day or week, topic and campaign. [`charts`]: its pictures.

pub mod charts;
pub mod memory;
pub mod read;

pub use self::memory::{AskTally, Tallies};
pub use self::read::{Figures, Range, Wanted};

use std::collections::HashMap;

use super::Services;
use super::error::ServiceError;
use crate::domain::day::Day;
use crate::domain::verdict::Question;
use crate::store::figures::{self as store, Counted};
use crate::store::{StoreError, Tx};

/// Campaigns that are counted by name, of one topic and day; further ones are counted together. So whoever makes up a
/// campaign for every mail cannot fill the table.
pub const CAMPAIGNS: usize = 1000;

/// The name under which they are: no campaign can have it.
pub const OTHER: &str = "(other)";

impl Services {
    /// Counts the answers to this question. Whoever asks the gate for somebody else holds one while asking.
    pub fn ask_tally(&self, question: &Question) -> AskTally {
        self.figures.asking(question.sender, question.topic)
    }

    /// Writes what was counted in memory. What cannot be written stays there for the next time.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn flush_figures(&self) -> Result<(), ServiceError> {
        let mut taken = self.figures.take(Day::of(self.clock.now()));
        if taken.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        add(&mut tx, &self.figures, taken.counts()).await?;
        tx.commit().await?;
        taken.written();
        Ok(())
    }
}

/// Adds counts in the caller's transaction, campaigns beyond the limit under [`OTHER`].
pub(in crate::services) async fn add(
    tx: &mut Tx,
    tallies: &Tallies,
    counts: &HashMap<Counted, u64>,
) -> Result<(), StoreError> {
    let mut placed: HashMap<Counted, u64> = HashMap::with_capacity(counts.len());
    for (counted, n) in counts {
        let campaign = tallies.admitted(tx, counted).await?;
        *placed.entry(Counted { campaign, ..counted.clone() }).or_default() += n;
    }
    // In the order of the table's key: two instances never wait for each other in a circle.
    let mut placed: Vec<(Counted, u64)> = placed.into_iter().collect();
    placed.sort_unstable();
    store::add(tx, &placed).await
}
