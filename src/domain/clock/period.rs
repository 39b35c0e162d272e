//! When a period is due: the arithmetic of the internal and the legal reading.

use jiff::ToSpan;
use jiff::civil::Date;

use super::count::{Holidays, last_day, rolled};
use super::parts::Due;
use super::rule::Terms;
use super::words::Length;
use super::zone::Zone;
use crate::domain::time::{DAY_MS, Instant};

/// Milliseconds of one hour.
const HOUR_MS: i64 = 3_600_000;

/// What due instants are computed from.
pub(super) struct Period<'a> {
    pub(super) terms: &'a Terms,
    pub(super) zone: &'a Zone,
    pub(super) start: Instant,
    pub(super) day: Date,
}

impl Period<'_> {
    /// The due instants of a length, moved by these pauses; `None` outside the years there are.
    pub(super) fn due(&self, length: Length, pauses: &[(Instant, Instant)]) -> Option<Due> {
        if let Length::Hours(hours) = length {
            let paused: i64 = pauses.iter().map(|(from, until)| until.0 - from.0).sum();
            let end = self.start.plus_ms(i64::from(hours) * HOUR_MS + paused);
            return Some(Due { internal: end, legal: end });
        }
        let internal = self.zone.last_instant(self.internal_day(length, pauses)?)?;
        let legal = self.zone.last_instant(self.legal_day(length, pauses)?)?;
        Some(Due { internal: internal.min(legal), legal })
    }

    /// The safe reading: holidays are working days (CLK-07), nothing rolls (CLK-05), a pause counts by whole days.
    fn internal_day(&self, length: Length, pauses: &[(Instant, Instant)]) -> Option<Date> {
        let end = last_day(self.day, length, self.terms.counting, &Holidays::new())?;
        let paused: i64 = pauses.iter().map(|(from, until)| (until.0 - from.0) / DAY_MS).sum();
        end.checked_add(paused.days()).ok()
    }

    fn legal_day(&self, length: Length, pauses: &[(Instant, Instant)]) -> Option<Date> {
        let (counting, holidays) = (self.terms.legal_counting, &self.terms.holidays);
        let mut end = last_day(self.day, length, counting, holidays)?;
        for (from, until) in pauses {
            let paused = self.zone.date(*until)?.duration_since(self.zone.date(*from)?).as_hours() / 24;
            end = end.checked_add(paused.days()).ok()?;
        }
        if self.terms.legal_roll { rolled(self.day, end, length, counting, holidays) } else { Some(end) }
    }
}
