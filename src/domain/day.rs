//! Days in UTC, and the steps (days, weeks, months) by which figures over time are counted.

use std::fmt;

use serde::{Serialize, Serializer};

use super::time::{DAY_MS, Instant};

/// Above so many days figures are counted by week.
pub const DAYS_BY_DAY: i64 = 100;
/// Above so many days (about two years) pictures are drawn by month.
const DAYS_BY_WEEK: i64 = 750;

/// A day in UTC, as its number since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

impl Day {
    /// The day of a moment.
    pub fn of(at: Instant) -> Self {
        Self(at.0.div_euclid(DAY_MS))
    }

    /// Reads `YYYY-MM-DD`; nothing else is a day.
    pub fn parse(text: &str) -> Option<Self> {
        let at = Instant::parse(&format!("{text}T00:00:00Z"))?;
        (at.date() == text).then(|| Self::of(at))
    }

    /// Its first moment.
    pub fn begin(self) -> Instant {
        Instant(self.0.saturating_mul(DAY_MS))
    }

    /// Later by so many days.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.begin().date())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How wide the steps are in which time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One day.
    Day,
    /// From Monday to Sunday, named by its Monday.
    Week,
    /// A calendar month.
    Month,
}

impl Step {
    /// The step for so many days: few enough steps to read, many enough to show something.
    pub fn fitting(days: i64) -> Self {
        match days {
            days if days <= DAYS_BY_DAY => Self::Day,
            days if days <= DAYS_BY_WEEK => Self::Week,
            _ => Self::Month,
        }
    }

    /// The first day of the step that a day is in.
    pub fn begin(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            // 1970-01-01 was a Thursday: three days after a Monday.
            Self::Week => Day(day.0 - (day.0 + 3).rem_euclid(7)),
            Self::Month => {
                let date = day.to_string();
                date.get(..8).and_then(|month| Day::parse(&format!("{month}01"))).unwrap_or(day)
            }
        }
    }

    /// The first days of all steps from the one that `first` is in to the one that `last` is in.
    pub fn all(self, first: Day, last: Day) -> Vec<Day> {
        let mut days = vec![self.begin(first)];
        while let Some(next) = days.last().map(|day| self.next(*day)).filter(|next| *next <= last) {
            days.push(next);
        }
        days
    }

    fn next(self, begin: Day) -> Day {
        match self {
            Self::Day => begin.plus(1),
            Self::Week => begin.plus(7),
            Self::Month => self.begin(begin.plus(31)),
        }
    }

    /// How a step is named: its first day, or `YYYY-MM`.
    pub fn label(self, begin: Day) -> String {
        let mut date = begin.to_string();
        if self == Self::Month {
            date.truncate(date.len().saturating_sub(3));
        }
        date
    }

    /// The word at the head of a column.
    pub fn title(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Week => "Week",
            Self::Month => "Month",
        }
    }

    /// The word in answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_day_is_read_as_it_is_written_and_nothing_else_is_one() {
        assert_eq!((day("1970-01-01"), day("2026-11-23").to_string().as_str()), (Day(0), "2026-11-23"));
        for wrong in ["2026-02-30", "2026-1-1", "today", "2026-11-23T00:00:00Z", ""] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn weeks_begin_on_monday_and_months_with_their_first_day() {
        assert_eq!(Step::Week.begin(day("2026-11-29")), day("2026-11-23"));
        assert_eq!(Step::Month.begin(day("2026-11-30")), day("2026-11-01"));
        let months: Vec<String> =
            Step::Month.all(day("2026-01-31"), day("2026-04-01")).into_iter().map(|at| Step::Month.label(at)).collect();
        assert_eq!(months, ["2026-01", "2026-02", "2026-03", "2026-04"]);
    }

    proptest! {
        #[test]
        fn every_day_is_in_exactly_one_step(first in -20_000_i64..40_000, days in 0_i64..900) {
            let (first, last) = (Day(first), Day(first + days));
            for step in [Step::Day, Step::Week, Step::Month] {
                let all = step.all(first, last);
                prop_assert!(all[0] <= first && all.windows(2).all(|two| two[0] < two[1]));
                prop_assert!(all.iter().all(|begin| step.begin(*begin) == *begin));
                prop_assert_eq!(step.begin(last), *all.last().unwrap());
            }
        }
    }
}
