//! From when until when a report reaches.

use crate::domain::error::{Code, Problem};
use crate::domain::time::Instant;

/// A period: its first moment is in it, its end is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: Instant,
    /// The first moment after it.
    pub until: Instant,
}

impl Period {
    /// Reads a period as it is typed: days in UTC, of which the last is in it whole, or moments (RFC 3339). Without a
    /// beginning it reaches back to the first request, without an end to now.
    ///
    /// # Errors
    /// `invalid_field`, with the field, for what is no time, and for an end before the beginning.
    pub fn parse(from: Option<&str>, to: Option<&str>, now: Instant) -> Result<Self, Problem> {
        let from = from.map(|text| moment(text, "from")).transpose()?.map_or(Instant(0), |(at, _)| at);
        let whole = |(at, is_day): (Instant, bool)| if is_day { at.plus_days(1) } else { at };
        let until = to.map(|text| moment(text, "to")).transpose()?.map_or(now.plus_ms(1), whole);
        if from >= until {
            return Err(bad("to", "The period ends before it begins."));
        }
        Ok(Self { from, until })
    }
}

/// A moment, and whether it is a whole day.
fn moment(text: &str, field: &'static str) -> Result<(Instant, bool), Problem> {
    let day = Instant::parse(&format!("{text}T00:00:00Z")).filter(|at| at.date() == text).map(|at| (at, true));
    let found = day.or_else(|| Instant::parse(text).map(|at| (at, false)));
    found.ok_or_else(|| bad(field, "Give a day like 2026-11-23 or a time like 2026-11-23T12:00:00Z."))
}

fn bad(field: &'static str, detail: &str) -> Problem {
    Problem::new(Code::InvalidField, detail.to_owned()).in_field(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_435_200_000);

    fn ends(from: &str, to: &str) -> Option<(String, String)> {
        let period = Period::parse(Some(from), Some(to), NOW).ok()?;
        Some((period.from.rfc3339(), period.until.rfc3339()))
    }

    #[test]
    fn the_last_day_is_in_the_period_whole_and_a_moment_ends_it_at_once() {
        let day = |text: &str| format!("{text}T00:00:00Z");
        assert_eq!(ends("2026-01-01", "2026-01-31"), Some((day("2026-01-01"), day("2026-02-01"))));
        let moment = "2026-01-01T12:00:00Z".to_owned();
        assert_eq!(ends("2026-01-01", &moment), Some((day("2026-01-01"), moment)));
    }

    #[test]
    fn what_is_no_time_or_ends_before_it_begins_is_refused() {
        for (from, to) in [("yesterday", "2026-01-01"), ("2026-02-30", "2026-03-01"), ("2026-01-02", "2026-01-01")] {
            assert_eq!(ends(from, to), None, "{from} {to}");
        }
        assert_eq!(Period::parse(None, None, NOW).ok(), Some(Period { from: Instant(0), until: NOW.plus_ms(1) }));
    }
}
