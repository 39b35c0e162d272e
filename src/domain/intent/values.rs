//! The values a request carries: how long, until when, from what to what, which addresses.

use jiff::ToSpan;
use jiff::civil::Date;

use super::lexicon::{Hit, Lexicon, Value};
use super::sentence::Text;
use super::weigh::Classes;

/// Durations longer than this are no pause.
const DAYS_MAX: u32 = 3 * 366;
/// Addresses kept.
const ADDRESSES_MAX: usize = 20;

/// A duration in the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// Whole days; a month counts 30.
    pub days: u32,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A day in the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Nobody can say whether it is that day or another: `12/01/2027` is one in London and one in Boston (L10).
    pub unsure: bool,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What stands first in a date such as `12/01/2027`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The day.
    Day,
    /// The month.
    Month,
    /// Nobody knows.
    Unsure,
}

impl Order {
    /// By the language that was written and the tag that the writer's program gave the mail. English is written both
    /// ways, and whoever writes the year first by custom may mean either.
    pub fn of(language: &str, tag: Option<&str>) -> Self {
        let region = tag.and_then(|tag| tag.split(['-', '_']).skip(1).find(|part| part.len() == 2));
        match (language, region.map(str::to_ascii_uppercase).as_deref()) {
            ("en", Some("US" | "PH")) => Self::Month,
            ("en", None | Some("CA")) => Self::Unsure,
            ("zh" | "ja" | "ko" | "tl" | "fil" | "", _) => Self::Unsure,
            _ => Self::Day,
        }
    }
}

/// A number in the folded text, in digits or words.
#[derive(Clone, Copy, Debug)]
struct Number {
    value: u32,
    start: usize,
    end: usize,
}

/// Numbers followed by a unit of time, and words that are both.
pub fn durations(lexicon: &Lexicon, text: &Text, hits: &[Hit]) -> Vec<Duration> {
    let numbers = numbers(lexicon, text, hits);
    let mut found = Vec::new();
    for hit in hits {
        let days = match lexicon.value(hit.class) {
            Some(Value::Unit(days)) => days,
            Some(Value::Span(days)) => {
                found.push(Duration { days, start: hit.start, end: hit.end });
                continue;
            }
            _ => continue,
        };
        let number = numbers.iter().rev().find(|n| {
            n.end <= hit.start && words(text, n.end, hit.start) <= 1 && !text.breaks_between(n.end, hit.start)
        });
        let Some(number) = number else { continue };
        let days = number.value.saturating_mul(days);
        if (1..=DAYS_MAX).contains(&days) {
            found.push(Duration { days, start: number.start, end: hit.end });
        }
    }
    found.dedup();
    found
}

/// Days of the calendar. Without a year it is the next such day after `today`.
pub fn days(
    lexicon: &Lexicon,
    classes: &Classes,
    text: &Text,
    hits: &[Hit],
    today: Option<Date>,
    order: Order,
) -> Vec<Day> {
    let numbers = numbers(lexicon, text, hits);
    let mut found: Vec<Day> = Vec::new();
    for hit in hits {
        let Some(Value::Month(month)) = lexicon.value(hit.class) else { continue };
        found.extend(named_month(hit, month, &numbers, text, hits, classes, today));
    }
    found.extend(numeric(text.normal.text(), today, order));
    found.sort_by_key(|day| (day.start, std::cmp::Reverse(day.end)));
    found.dedup_by_key(|day| day.start);
    found
}

fn named_month(
    hit: &Hit,
    month: u32,
    numbers: &[Number],
    text: &Text,
    hits: &[Hit],
    classes: &Classes,
    today: Option<Date>,
) -> Option<Day> {
    let near = |n: &&Number| {
        (n.end <= hit.start && words(text, n.end, hit.start) <= 1)
            || (n.start >= hit.end && words(text, hit.end, n.start) == 0)
    };
    let day = numbers.iter().find(|n| near(n) && (1..=31).contains(&n.value));
    let year = numbers
        .iter()
        .find(|n| (2000..2100).contains(&n.value) && n.start >= hit.end && words(text, hit.end, n.start) <= 2);
    let is_end = hits.iter().any(|other| {
        Some(other.class) == classes.end_of
            && ((other.end <= hit.start && words(text, other.end, hit.start) <= 2)
                || (other.start >= hit.end && words(text, hit.end, other.start) <= 1))
    });
    let start = day.map_or(hit.start, |n| n.start.min(hit.start));
    let end = day.map_or(hit.end, |n| n.end.max(hit.end));
    let year = year.map(|n| n.value);
    let date = if is_end && day.is_none() {
        dated(year, month, 1, today, true)
    } else {
        dated(year, month, day.map_or(1, |n| n.value), today, false)
    };
    date.map(|date| Day { date, unsure: false, start, end })
}

/// `2025-09-01`, `1.9.2025`, `1/9/2025`, `1.9.`, `9月1日`.
fn numeric(text: &str, today: Option<Date>, order: Order) -> Vec<Day> {
    let mut found = Vec::new();
    let runs = runs(text);
    for (i, first) in runs.iter().enumerate() {
        let (Some(second), third) = (runs.get(i + 1), runs.get(i + 2)) else { continue };
        let between = |a: &Number, b: &Number| text.get(a.end..b.start).unwrap_or_default().trim().to_owned();
        let one = between(first, second);
        let two = third.map(|third| between(second, third)).unwrap_or_default();
        let mut unsure = false;
        let date = match (one.as_str(), two.as_str(), third) {
            ("-", "-", Some(third)) | ("年", "月", Some(third)) if first.value > 1900 => {
                dated(Some(first.value), second.value, third.value, today, false).map(|d| (d, third.end))
            }
            (".", ".", Some(third)) if third.value > 1900 => {
                day_month(first.value, second.value, Some(third.value), today).map(|d| (d, third.end))
            }
            ("." | "/" | "-", "." | "/" | "-", Some(third)) if third.value > 1900 => {
                let either = first.value <= 12 && second.value <= 12;
                unsure = either && first.value != second.value && order == Order::Unsure;
                let (day, month) = match order {
                    Order::Month if either => (second.value, first.value),
                    _ => (first.value, second.value),
                };
                day_month(day, month, Some(third.value), today).map(|d| (d, third.end))
            }
            (".", _, _) if text.get(second.end..).is_some_and(|rest| rest.starts_with('.')) => {
                day_month(first.value, second.value, None, today).map(|d| (d, second.end))
            }
            ("月", _, _) => dated(None, first.value, second.value, today, false).map(|d| (d, second.end)),
            _ => None,
        };
        found.extend(date.map(|(date, end)| Day { date, unsure, start: first.start, end }));
    }
    found.extend(runs.iter().filter_map(|n| cjk_month(text, n, today)));
    found
}

/// `9月`, `9月末`, `9월 말`.
fn cjk_month(text: &str, n: &Number, today: Option<Date>) -> Option<Day> {
    let rest = text.get(n.end..)?;
    let after = rest.strip_prefix('月').or_else(|| rest.strip_prefix('월'))?;
    let end_of = after.trim_start().starts_with(['末', '底', '말']);
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = dated(None, n.value, 1, today, end_of)?;
    Some(Day { date, unsure: false, start: n.start, end: n.end + 3 })
}

/// Day before month, except where that cannot be.
fn day_month(first: u32, second: u32, year: Option<u32>, today: Option<Date>) -> Option<Date> {
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    dated(year, month, day, today, false)
}

fn dated(year: Option<u32>, month: u32, day: u32, today: Option<Date>, end_of: bool) -> Option<Date> {
    let make = |year: i16| {
        let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
        if end_of { Some(first.last_of_month()) } else { Date::new(year, first.month(), i8::try_from(day).ok()?).ok() }
    };
    match (year, today) {
        (Some(year), _) => make(i16::try_from(year).ok()?),
        (None, Some(today)) => {
            let this = make(today.year())?;
            if this >= today { Some(this) } else { make(today.checked_add(1.year()).ok()?.year()) }
        }
        (None, None) => None,
    }
}

fn numbers(lexicon: &Lexicon, text: &Text, hits: &[Hit]) -> Vec<Number> {
    let mut found = runs(text.normal.text());
    found.extend(hits.iter().filter_map(|hit| match lexicon.value(hit.class) {
        Some(Value::Number(value)) => Some(Number { value, start: hit.start, end: hit.end }),
        _ => None,
    }));
    found.sort_by_key(|n| n.start);
    found
}

/// Runs of digits.
fn runs(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if let Some(value) = text.get(from..at).and_then(|digits| digits.parse().ok()) {
                    found.push(Number { value, start: from, end: at });
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn words(text: &Text, end: usize, start: usize) -> usize {
    text.word_at(start).saturating_sub(text.word_at(end))
}

/// Everything in a text that looks like a mail address, in order.
pub fn addresses(text: &str) -> Vec<&str> {
    let part = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    let mut found: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices('@').take(4 * ADDRESSES_MAX) {
        let before = text.get(..at).unwrap_or_default();
        let start = before.char_indices().rev().take_while(|(_, c)| part(*c)).last().map_or(at, |(start, _)| start);
        let after = text.get(at + 1..).unwrap_or_default();
        let length = after.find(|c: char| !(c.is_alphanumeric() || c == '.' || c == '-')).unwrap_or(after.len());
        let domain = after.get(..length).unwrap_or_default().trim_end_matches(['.', '-']);
        let is_image = text.get(..start).is_some_and(|before| before.ends_with("cid:"));
        if start < at && !is_image && domain.contains('.') && found.len() < ADDRESSES_MAX {
            found.extend(text.get(start..at + 1 + domain.len()));
        }
    }
    found
}
