//! What all requests of a period come to. Pure.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::line::Line;
use crate::domain::day::Day;
use crate::domain::time::Instant;

/// Counts and durations, added to line by line.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// All requests.
    pub requests: u64,
    /// Of them cases.
    pub cases: u64,
    /// Cases that are open.
    pub open: u64,
    /// Open cases after their due time.
    pub open_late: u64,
    /// Cases that ended and whose clock tells whether in time.
    pub measured: u64,
    /// Of those, the ones in time.
    pub on_time: u64,
    /// How often what was asked.
    pub by_asked: BTreeMap<String, u64>,
    /// How often by which way.
    pub by_way: BTreeMap<String, u64>,
    /// How many in which month, `YYYY-MM` in UTC.
    pub by_month: BTreeMap<String, u64>,
    /// Choices and cases of each day on which there were any.
    pub by_day: BTreeMap<Day, (u64, u64)>,
    choice_effect: Vec<i64>,
    case_effect: Vec<i64>,
    case_answer: Vec<i64>,
}

impl Figures {
    /// Adds a request.
    pub fn add(&mut self, line: &Line) {
        self.requests += 1;
        let mut count = |map: fn(&mut Self) -> &mut BTreeMap<String, u64>, key: &str| {
            *map(self).entry(key.to_owned()).or_default() += 1;
        };
        count(|all| &mut all.by_asked, &line.asked);
        count(|all| &mut all.by_way, &line.way);
        let month = line.received_at.map(Instant::date).unwrap_or_default();
        count(|all| &mut all.by_month, month.get(..7).unwrap_or_default());
        let day = self.by_day.entry(line.received_at.map_or(Day(0), Day::of)).or_default();
        if line.source == "case" {
            day.1 += 1;
            self.add_case(line);
        } else {
            day.0 += 1;
            self.choice_effect.extend(line.until_effect());
        }
    }

    fn add_case(&mut self, line: &Line) {
        self.cases += 1;
        self.open += u64::from(line.open);
        self.open_late += u64::from(line.open && line.late);
        let measured = !line.open && line.clock.is_some();
        self.measured += u64::from(measured);
        self.on_time += u64::from(measured && !line.late);
        self.case_effect.extend(line.until_effect());
        self.case_answer.extend(line.until_answer());
    }

    /// Tenths of a per cent of ended cases that were in time, rounded down: 1000 means every one. `None` when there was
    /// none to judge.
    pub fn on_time_permille(&self) -> Option<u64> {
        (self.on_time * 1000).checked_div(self.measured)
    }

    /// The median time from the receipt of a choice to its effect, in milliseconds.
    pub fn choice_effect_ms(&self) -> Option<i64> {
        median(&self.choice_effect)
    }

    /// The median time from the receipt of a case to its effect, in milliseconds.
    pub fn case_effect_ms(&self) -> Option<i64> {
        median(&self.case_effect)
    }

    /// The median time from the receipt of a case to its answer, in milliseconds.
    pub fn case_answer_ms(&self) -> Option<i64> {
        median(&self.case_answer)
    }

    /// As JSON.
    pub fn shown(&self) -> Value {
        json!({
            "requests": self.requests,
            "cases": self.cases,
            "open": self.open,
            "open_late": self.open_late,
            "ended_measured": self.measured,
            "ended_on_time": self.on_time,
            "on_time_percent": self.on_time_permille().map(|permille| permille as f64 / 10.0),
            "median_choice_effect_ms": self.choice_effect_ms(),
            "median_case_effect_ms": self.case_effect_ms(),
            "median_case_answer_ms": self.case_answer_ms(),
            "by_asked": self.by_asked,
            "by_way": self.by_way,
            "by_month": self.by_month,
        })
    }
}

/// The value in the middle; of an even number the mean of the two there, rounded down. `None` of nothing.
pub fn median(values: &[i64]) -> Option<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(sorted.len() / 2 - 1)?;
    i64::try_from((i128::from(lower) + i128::from(upper)).div_euclid(2)).ok()
}

/// A duration for people: its largest unit, and the next one.
pub fn spoken(ms: i64) -> String {
    let seconds = ms / 1000;
    match (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60) {
        (0, 0, 0) if seconds == 0 => "at once".to_owned(),
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(open: bool, late: bool, answered: Option<i64>) -> Line {
        let clock = Some("eu".to_owned());
        let (received_at, answered_at) = (Some(Instant(0)), answered.map(Instant));
        Line { source: "case", open, late, clock, received_at, answered_at, ..Line::default() }
    }

    #[test]
    fn late_and_open_cases_are_counted_apart_and_one_late_case_is_never_rounded_away() {
        let mut figures = Figures::default();
        figures.add(&case(true, true, None));
        figures.add(&case(true, false, None));
        figures.add(&case(false, true, Some(9)));
        (0..1999).for_each(|_| figures.add(&case(false, false, Some(5))));
        assert_eq!((figures.open, figures.open_late, figures.measured, figures.on_time), (2, 1, 2000, 1999));
        assert_eq!(figures.on_time_permille(), Some(999));
        assert_eq!(figures.case_answer_ms(), Some(5));
    }

    #[test]
    fn of_nothing_there_is_no_rate_and_no_median() {
        let none = Figures::default();
        assert_eq!((none.on_time_permille(), none.case_answer_ms(), none.choice_effect_ms()), (None, None, None));
    }

    #[test]
    fn durations_are_said_in_two_units() {
        let said: Vec<_> = [0, 59_999, 3_600_000, 90_000_000].map(spoken).into();
        assert_eq!(said, ["at once", "59 s", "1 h 0 min", "1 d 1 h"]);
    }

    proptest! {
        #[test]
        fn half_of_the_values_lie_on_each_side_of_the_median(values in prop::collection::vec(any::<i64>(), 1..60)) {
            let middle = median(&values).unwrap_or(i64::MIN);
            let (below, above) = (values.iter().filter(|v| **v < middle).count(), values.iter().filter(|v| **v > middle).count());
            prop_assert!(below * 2 <= values.len() && above * 2 <= values.len());
            let mut turned = values.clone();
            turned.reverse();
            prop_assert_eq!(median(&turned), Some(middle));
        }
    }
}
