//! Counting days: where a period ends, and what a working day is.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::serial::Day;
use super::words::{Counting, Length};

/// Days on which nobody works beside Saturdays and Sundays. Without a calendar there are none.
pub type Holidays = BTreeSet<Day>;

/// Monday to Friday and no holiday.
pub fn is_working_day(date: Date, holidays: &Holidays) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&Day(date))
}

/// The day itself when it is a working day, else the next one; `None` when the years end.
pub fn working_day_from(mut date: Date, holidays: &Holidays) -> Option<Date> {
    while !is_working_day(date, holidays) {
        date = date.tomorrow().ok()?;
    }
    Some(date)
}

/// So many working days after a day, which is itself not counted (CLK-07).
pub fn business_days_after(mut date: Date, n: u16, holidays: &Holidays) -> Option<Date> {
    for _ in 0..n {
        date = working_day_from(date.tomorrow().ok()?, holidays)?;
    }
    Some(date)
}

/// So many working days before a day, which is itself not counted.
pub fn business_days_before(mut date: Date, n: u16, holidays: &Holidays) -> Option<Date> {
    for _ in 0..n {
        date = date.yesterday().ok()?;
        while !is_working_day(date, holidays) {
            date = date.yesterday().ok()?;
        }
    }
    Some(date)
}

/// The last day of a period that begins with an event on `day`, before any rolling; `None` for hours, which have no
/// last day, and when the years end.
pub fn last_day(day: Date, length: Length, counting: Counting, holidays: &Holidays) -> Option<Date> {
    let counted = counting == Counting::FirstDayIsOne;
    let after = |span: Span| {
        let end = day.checked_add(span).ok()?;
        if counted { end.yesterday().ok() } else { Some(end) }
    };
    match length {
        Length::Days(n) => after(i64::from(n).days()),
        // A month without that day ends on its last (Reg. 1182/71 art. 3(2)(c)): so does jiff.
        Length::Months(n) => after(i64::from(n).months()),
        Length::BusinessDays(n) if counted => {
            business_days_after(working_day_from(day, holidays)?, n.saturating_sub(1), holidays)
        }
        Length::BusinessDays(n) => business_days_after(day, n, holidays),
        Length::Hours(_) => None,
    }
}

/// Where a period ends by law when its last day may move: to the next working day (Reg. 1182/71 art. 3(4)), and, where
/// that regulation counts, not before its second working day (art. 3(5), CLK-17).
pub fn rolled(day: Date, end: Date, length: Length, counting: Counting, holidays: &Holidays) -> Option<Date> {
    let short = matches!(length, Length::Days(1));
    let second = match counting {
        Counting::Eu118271 if !short => business_days_after(day, 2, holidays)?,
        _ => end,
    };
    working_day_from(end.max(second), holidays)
}
