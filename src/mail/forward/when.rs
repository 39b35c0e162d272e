//! When the original was sent, from the forward's own words: as far as they can be read without guessing. A day first or a
//! month first, a language we do not know: then nothing is known, and our own receipt counts (CLK-18).

use jiff::civil::Date;

use crate::domain::time::Instant;

/// English months, by their first three letters, as the common programs write them in headers.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The first instant, in UTC, of the day that such words name: the hour often lacks its zone, and earlier is safe (L9).
pub fn day_named(words: &str) -> Option<Instant> {
    let date = iso(words).or_else(|| english(words))?;
    Instant::parse(&format!("{date}T00:00:00Z"))
}

/// `2026-11-23 10:00`.
fn iso(words: &str) -> Option<Date> {
    words.split(|c: char| !(c.is_ascii_digit() || c == '-')).find(|word| word.len() == 10)?.parse().ok()
}

/// `Mon, 23 Nov 2026 at 10:00`, `Monday, November 23, 2026 10:00 AM`.
fn english(words: &str) -> Option<Date> {
    let mut tokens = words.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).take(12);
    let (mut day, mut month, mut year) = (None, None, None);
    for token in tokens.by_ref() {
        match token.parse::<i16>() {
            Ok(number) if token.len() == 4 => _ = year.get_or_insert(number),
            Ok(number) if token.len() <= 2 => _ = day.get_or_insert(number),
            Ok(_) => {}
            Err(_) => month = month.or_else(|| month_of(token)),
        }
        if let (Some(day), Some(month), Some(year)) = (day, month, year) {
            return Date::new(year, month, i8::try_from(day).ok()?).ok();
        }
    }
    None
}

/// A month's name or its short form; `Monday` is none.
fn month_of(token: &str) -> Option<i8> {
    let token = token.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| token.starts_with(month))?;
    let whole = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let known = token.len() == 3 || token == "sept" || whole[at] == token;
    known.then(|| i8::try_from(at + 1).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clk_01_the_date_of_a_forward_is_read_where_it_can_mean_only_one_day() {
        let day = Instant::parse("2026-11-23T00:00:00Z");
        for words in [
            "Mon, 23 Nov 2026 at 10:00",
            "Monday, November 23, 2026 10:00 AM",
            "23 November 2026 at 10:00:05 CET",
            "2026-11-23 10:00",
            "Mon, 23 Nov 2026 10:00:00 +0100",
        ] {
            assert_eq!(day_named(words), day, "{words}");
        }
        for words in
            ["", "11/12/2026 10:00", "23. Juni", "Montag, 23. Oktober", "yesterday", "99 Nov 2026", "Mars 2026 3"]
        {
            assert_eq!(day_named(words), None, "{words}");
        }
    }
}
