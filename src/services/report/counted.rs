//! The figures of a period for pages: counted beside them, and kept for a little while, because counting a million requests
//! takes longer than a page may.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::{Figures, Period, Reading};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::background::{Job, Progress, Standing};
use crate::services::error::ServiceError;

/// Figures of so many requests or fewer are counted anew whenever the ledger grew.
const FEW: u64 = 5_000;
/// Others are kept so long.
const KEPT_MS: i64 = 60_000;
/// Periods that are remembered.
const REMEMBERED: usize = 32;

/// What was counted.
#[derive(Clone, Debug)]
pub struct Counted {
    /// When.
    pub at: Instant,
    /// Entries in the ledger then.
    pub size: u64,
    /// What came of it.
    pub figures: Figures,
}

type Key = (i64, i64, Option<u32>);

/// The periods that were asked for lately.
#[derive(Debug, Default)]
pub struct Reports(Mutex<BTreeMap<Key, Asked>>);

/// When it was asked for last, and what counts it.
type Asked = (Instant, Arc<Job<Counted>>);

impl Services {
    /// The figures of a period, counted anew if they are old, as they stand after so long at most.
    pub async fn counted(
        self: &Arc<Self>,
        period: Period,
        only: Option<SenderId>,
        patience: Duration,
    ) -> Standing<Counted> {
        let job = self.report_job(period, only);
        let standing = job.standing();
        if standing.last.as_ref().is_some_and(|last| self.is_fresh(last)) {
            return standing;
        }
        let services = self.clone();
        job.begin(|progress: Progress<Counted>| async move {
            let mut reading = Reading::begin(services.clone(), period, only).await?;
            let mut figures = Figures::default();
            while let Some(lines) = reading.page().await? {
                lines.iter().for_each(|line| figures.add(line));
                progress.moved(reading.entries_read(), reading.ledger_size());
            }
            Ok::<_, ServiceError>(Counted { at: services.clock.now(), size: reading.ledger_size(), figures })
        });
        job.ended(patience).await
    }

    fn is_fresh(&self, counted: &Counted) -> bool {
        let is_young = self.clock.now() < counted.at.plus_ms(KEPT_MS);
        is_young && (counted.size == self.gate.ledger_size() || counted.figures.requests > FEW)
    }

    fn report_job(&self, period: Period, only: Option<SenderId>) -> Arc<Job<Counted>> {
        let key = (period.from.0, period.until.0, only.map(|sender| sender.0));
        let now = self.clock.now();
        let mut reports = self.reports.0.lock().unwrap_or_else(PoisonError::into_inner);
        let oldest = reports.iter().min_by_key(|(_, (asked, _))| *asked).map(|(key, _)| *key);
        if let Some(oldest) = oldest.filter(|_| reports.len() >= REMEMBERED && !reports.contains_key(&key)) {
            reports.remove(&oldest);
        }
        let (asked, job) = reports.entry(key).or_insert_with(|| (now, self.background.job()));
        *asked = now;
        job.clone()
    }
}
