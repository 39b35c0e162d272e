//! Dates as lists write them.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::domain::time::Instant;

/// Reads RFC 3339, `yyyy-mm-dd`, `yyyy-mm-dd hh:mm[:ss]` (taken as UTC), and seconds or milliseconds since 1970.
pub(super) fn parse(text: &str) -> Option<Instant> {
    let text = text.trim();
    Instant::parse(text).or_else(|| civil(text)).or_else(|| since_1970(text))
}

fn civil(text: &str) -> Option<Instant> {
    let text = text.strip_suffix(" UTC").unwrap_or(text);
    // A number alone would pass for a date without dashes.
    let moment: DateTime = text.contains('-').then(|| text.parse().ok())??;
    TimeZone::UTC.to_timestamp(moment).ok().map(|timestamp| Instant(timestamp.as_millisecond()))
}

fn since_1970(text: &str) -> Option<Instant> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        9 | 10 => Some(Instant(number.saturating_mul(1000))),
        12 | 13 => Some(Instant(number)),
        _ => None,
    }
}
