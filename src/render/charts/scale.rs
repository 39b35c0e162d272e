//! Ticks and labels: whole numbers, dates that are short, and no more of either than there is room for.

use std::ops::Range;

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};

use super::Unit;

/// Steps between the ticks of a value axis at most.
const STEPS: u64 = 4;
/// Labels along the time axis at most.
const LABELS: usize = 12;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// An axis whose ticks are exactly the ones it is given; the library would choose fractions.
pub(super) struct Axis {
    ends: Range<f64>,
    ticks: Vec<f64>,
}

impl Axis {
    /// From end to end, with these ticks.
    pub(super) fn new(ends: Range<f64>, ticks: impl IntoIterator<Item = f64>) -> Self {
        Self { ends, ticks: ticks.into_iter().collect() }
    }
}

impl Ranged for Axis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (low, high): (i32, i32)) -> i32 {
        let part = (value - self.ends.start) / (self.ends.end - self.ends.start);
        low + (f64::from(high - low) * part).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        match hint.weight().allow_light_points() {
            true => Vec::new(),
            false => self.ticks.clone(),
        }
    }

    fn range(&self) -> Range<f64> {
        self.ends.clone()
    }
}

/// Ticks from 0 to the first that is not below `most`: whole, evenly apart by 1, 2 or 5 times a power of ten.
pub(super) fn ticks(most: u64) -> Vec<u64> {
    let step = nice(most.div_ceil(STEPS).max(1));
    let count = most.div_ceil(step).max(1);
    (0..=count).map(|tick| tick.saturating_mul(step)).collect()
}

fn nice(least: u64) -> u64 {
    let mut power: u64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if step >= least {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// A value as it is said in full.
pub(super) fn spoken_value(unit: Unit, value: u64) -> String {
    match unit {
        Unit::Count => grouped(value),
        Unit::Percent => percent(value),
    }
}

/// Thousandths of a per cent, without zeros at the end.
fn percent(value: u64) -> String {
    let text = format!("{}.{:03}", value / 1000, value % 1000);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + 6);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A value as it stands at a tick of an axis that reaches to `top`: a high one is marked in millions.
pub(super) fn tick_label(unit: Unit, value: u64, top: u64) -> String {
    match unit == Unit::Count && top >= 10_000_000 {
        true => format!("{} M", grouped(value / 1_000_000)),
        false => spoken_value(unit, value),
    }
}

/// Which of so many points get a label where only so many have room: the first, and then evenly.
pub(super) fn labelled(points: usize, room: usize) -> Vec<usize> {
    let step = points.div_ceil(room.clamp(1, LABELS)).max(1);
    (0..points).step_by(step).collect()
}

/// A point as it stands at the axis: `23 Nov`, `Nov 2026`, or the name.
pub(super) fn short(point: &str) -> String {
    match parts(point) {
        Some((_, month, Some(day))) => format!("{day} {month}"),
        Some((year, month, None)) => format!("{month} {year}"),
        None => point.to_owned(),
    }
}

/// A point in full: `23 Nov 2026`.
pub(super) fn long(point: &str) -> String {
    match parts(point) {
        Some((year, month, Some(day))) => format!("{day} {month} {year}"),
        _ => short(point),
    }
}

/// The years of days that stand at the axis without them: ` 2026`, ` 2025 to 2026`.
pub(super) fn years(points: &[String]) -> String {
    let year = |point: Option<&String>| match parts(point?)? {
        (year, _, Some(_)) => Some(year.to_owned()),
        _ => None,
    };
    match (year(points.first()), year(points.last())) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    }
}

/// Year, month and, of a day, its number.
fn parts(point: &str) -> Option<(&str, &'static str, Option<u32>)> {
    let mut parts = point.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next());
    let of_digits = |text: &str, many: usize| text.len() == many && text.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !of_digits(year, 4) || !of_digits(month, 2) {
        return None;
    }
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    match day {
        Some(day) if of_digits(day, 2) => Some((year, month, Some(day.parse().ok()?))),
        Some(_) => None,
        None => Some((year, month, None)),
    }
}
