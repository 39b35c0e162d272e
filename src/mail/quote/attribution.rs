//! "On DATE, NAME <ADDRESS> wrote:" in any language, on one line or wrapped over several.
//!
//! Such a line is known by what it holds, not by its grammar: it ends with a colon or with the verb, and it holds a
//! date, an address, the verb, in whatever order. Without an address it needs a quote right below it, or a time of day
//! and a place of its own between paragraphs; above a quote an address and a time of day do without the verb, so that
//! languages we know nothing of are read, too. A line in which the writer speaks ("I wrote to you on 3 May:") is never
//! one, unless an address stands in angle brackets.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::line::{Line, is_dash, plain};
use super::words::WORDS;

/// More lines than any mail program wraps it over.
const MOST_LINES: usize = 6;
/// More bytes than any mail program writes.
const LONGEST: usize = 700;

/// A time, a year, a date in figures; not the number of a host.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x) (^|[^\d.:]) \d{1,2} (:\d{2}){1,2} \b | (^|[^\d.]) \d{1,2} \. \d{2} ([^\d.]|$) | \b \d{1,2} h \d{2} \b
        | (^|[^\d.-]) (19|20) \d{2} ([^\d.-]|[.-]?$|\.\D|-\D) | \d{4} [年년]
        | (^|[^\d.]) (\d{1,2} [./-] \d{1,2} [./-] (\d{2}|\d{4}) | \d{4} [./-] \d{1,2} [./-] \d{1,2}) ([^\d]|$)",
    )
    .ok()
});
/// A time of day.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b\d{1,2}[:.h]\d{2}\b").ok());
/// An address, in brackets or bare.
static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[^\s<>()\[\]:;,@]+@[^\s<>()\[\]:;,@]+").ok());
/// An address in brackets at the very end.
static LAST_ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"@[^\s@]+\s?[>)\]]+\s*[:,]*$").ok());

/// A whole line that is a date in figures and a name with an address or an offset from Greenwich.
static STUB: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^\d{4}[/-]\d{1,2}[/-]\d{1,2} (\d\d?:\d\d gmt[+-]\d\d:\d\d [^<>]{1,60}|[^<>]{0,60}<[^\s<>]+@[^\s<>]+>)$",
    )
    .ok()
});

/// Whether a constant expression finds something.
fn finds(what: &LazyLock<Option<Regex>>, text: &str) -> bool {
    what.as_ref().is_some_and(|regex| regex.is_match(text))
}

/// The attribution that ends on line `end`, if one does and it begins at or after line `from`.
pub(super) fn ending_at(lines: &[Line<'_>], from: usize, end: usize) -> Option<Range<usize>> {
    let last = lines.get(end).filter(|last| is_end(last))?;
    let quote_follows = next_is_quote(lines, end + 1);
    let cited = is_citation(lines, end + 1);
    let lowest = from.max((end + 1).saturating_sub(MOST_LINES));
    if !quote_follows && !lines.get(lowest..=end)?.iter().any(|line| says_when_or_who(&line.plain)) {
        return None;
    }
    let mut text = String::new();
    for start in (lowest..=end).rev() {
        let line = lines.get(start)?;
        if start < end && !continues(lines, start) {
            return None;
        }
        text = if text.is_empty() { last.plain.clone() } else { format!("{} {text}", line.plain) };
        if text.len() > LONGEST {
            return None;
        }
        let around = Around { quote_follows, wrapped: start < end, apart: !cited && is_apart(lines, start) };
        if is_attribution(&text, around) {
            let first = whole(lines, lowest, start, &text);
            return Some(ruled_fields(lines, from, first)..end + 1);
        }
    }
    None
}

/// Whether a line may be the last of an attribution.
fn is_end(line: &Line<'_>) -> bool {
    let rest = line.plain.trim_start_matches(['>', ' ']);
    let closes_bracket = line.quoted && line.plain.starts_with('>') && rest.len() < 60 && !line.plain.starts_with(">>");
    if !(line.is_candidate() || (closes_bracket && (rest == ":" || WORDS.wrote.closes(rest)))) {
        return false;
    }
    line.plain.ends_with(':') || WORDS.wrote.closes(&line.plain) || is_gmail_stub(&line.plain)
}

/// Whether there is anything of a date, an address or a dashed introduction: the cheap question before the dear one.
fn says_when_or_who(plain: &str) -> bool {
    plain.starts_with("--") || plain.bytes().any(|byte| byte == b'@' || byte.is_ascii_digit())
}

/// Whether a line may be part of an attribution that goes on below it.
fn continues(lines: &[Line<'_>], at: usize) -> bool {
    let below_is_bracket = lines.get(at + 1).is_some_and(|below| below.plain == "<");
    lines.get(at).is_some_and(|line| line.is_candidate() || (line.is_blank() && below_is_bracket))
}

/// Whether the next line that is not blank is a quote.
pub(super) fn next_is_quote(lines: &[Line<'_>], from: usize) -> bool {
    lines.iter().skip(from).take(MOST_LINES).find(|line| !line.is_blank()).is_some_and(|line| line.quoted)
}

/// Whether the next line that is not blank opens with a speech mark: people cite so, programs do not.
fn is_citation(lines: &[Line<'_>], from: usize) -> bool {
    let next = lines.iter().skip(from).take(MOST_LINES).find(|line| !line.is_blank());
    next.is_some_and(|line| line.plain.starts_with(['"', '“', '„', '«', '「', '»']))
}

/// Whether nothing stands right above the line, so that it does not go on with a paragraph, or it bears a mark of its own.
fn is_apart(lines: &[Line<'_>], at: usize) -> bool {
    let marked = lines.get(at).is_some_and(|line| line.plain.starts_with([':', '|', '-', '*', '%', '#']));
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    marked || above.is_none_or(|line| line.is_blank() || line.quoted || line.is_ruler())
}

/// The first of the fields (`To: ANA;`, `Subject: offers;`) between a ruler and the attribution at `start`, or `start`.
fn ruled_fields(lines: &[Line<'_>], from: usize, start: usize) -> usize {
    let above = (from.max(start.saturating_sub(MOST_LINES))..start).rev();
    let fields = above.take_while(|at| lines.get(*at).is_some_and(|line| line.fields.0 != 0)).count();
    let ruler = start.checked_sub(fields + 1).filter(|at| *at >= from && fields > 0);
    ruler.filter(|at| lines.get(*at).is_some_and(Line::is_ruler)).unwrap_or(start)
}

/// What stands around a possible attribution.
#[derive(Clone, Copy)]
struct Around {
    /// A quote follows.
    quote_follows: bool,
    /// It goes over several lines.
    wrapped: bool,
    /// It neither goes on with a paragraph nor introduces words between speech marks.
    apart: bool,
}

/// Whether `text`, the lines joined, says who wrote when.
fn is_attribution(text: &str, around: Around) -> bool {
    let wrote = WORDS.wrote.has_word(text);
    let date = finds(&DATE, text);
    let address = finds(&ADDRESS, text);
    let dashed = wrote && text.starts_with("--") && text.ends_with("--");
    let writer_speaks = WORDS.own.has_word(text) && !finds(&LAST_ADDRESS, text) && !text.contains(['<', '(']);
    if writer_speaks && !around.quote_follows {
        return false;
    }
    let dated = date || starts_dated(text);
    dashed
        || (wrote && address && dated)
        || (wrote && date && ((around.apart && starts_dated(text) && is_exact(text)) || around.quote_follows))
        || (date && finds(&LAST_ADDRESS, text) && (starts_dated(text) || around.quote_follows))
        || (!around.wrapped && is_gmail_stub(text))
        || (around.quote_follows && !around.wrapped && text.ends_with(':') && introduces(text, wrote))
}

/// Whether one line that ends with a colon right above a quote says whose the quote is.
fn introduces(text: &str, wrote: bool) -> bool {
    let named = text.len() <= 120 && (wrote || finds(&LAST_ADDRESS, text));
    named || (text.contains('<') && finds(&ADDRESS, text) && finds(&TIME, text))
}

/// A time of day, or commas around the date: people who tell of a mail write neither.
fn is_exact(text: &str) -> bool {
    finds(&TIME, text) || text.matches(',').count() >= 2
}

/// `2016-03-03 17:21 GMT+01:00 NAME`, `2016/3/3 NAME <ADDRESS>`: nothing closes it, but nothing else looks like it.
fn is_gmail_stub(text: &str) -> bool {
    finds(&STUB, text)
}

/// Whether it begins as a date does: with a figure among the first words, or with the word before dates.
fn starts_dated(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| is_dash(c) || matches!(c, ' ' | '*' | '"' | '>'));
    let figure_soon = text.split_whitespace().take(3).any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    figure_soon || starts_with_on(text)
}

/// Whether it begins with the word before dates, and a figure follows soon.
fn starts_with_on(text: &str) -> bool {
    WORDS.on.after(text).is_some_and(|rest| rest.chars().take(40).any(|c| c.is_ascii_digit()))
}

/// The first line of an attribution of which `text`, the lines from `start` on, was enough to know it.
fn whole(lines: &[Line<'_>], lowest: usize, start: usize, text: &str) -> usize {
    let plain = |at: usize| lines.get(at).map_or("", |line| line.plain.as_str());
    let begins = |at: usize| starts_with_on(plain(at)) && finds(&TIME, plain(at));
    let goes_on =
        |at: usize| continues(lines, at) && (!ends_sentence(plain(at)) || begins(at)) && !WORDS.own.has_word(plain(at));
    let is_open = |at: usize| plain(at).ends_with([',', '<']) || (starts_with_on(plain(at)) && !starts_with_on(text));
    let (mut first, mut dated) = (start, starts_dated(text));
    for at in (lowest..start).rev().take_while(|at| goes_on(*at)) {
        if starts_dated(plain(at)) && (!dated || is_open(at)) {
            (first, dated) = (at, true);
        }
    }
    first
}

/// Whether a sentence ends here, so that what follows is another one.
fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', ':', '。', '！', '？'])
}

/// Where the attribution begins on a line that begins with the writer's words, as in
/// `thanks On Wed, 4 Apr 2012, ana@example.org wrote:`.
fn shared_at(plain: &str) -> Option<usize> {
    if plain.len() > LONGEST || !plain.ends_with(':') || starts_dated(plain) || !is_complete(plain) {
        return None;
    }
    let starts = plain.char_indices().skip(1).map(|(at, _)| at).filter(|at| is_word_start(plain, *at));
    let mut dated = starts.filter(|at| starts_with_on(plain.get(*at..).unwrap_or(""))).take(MOST_LINES);
    dated.find(|at| {
        let (before, rest) = (plain.get(..*at).unwrap_or(""), plain.get(*at..).unwrap_or(""));
        !before.contains('@') && is_complete(rest)
    })
}

/// Whether a word begins at `at`, after a space or a dash.
fn is_word_start(plain: &str, at: usize) -> bool {
    plain.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| c == ' ' || is_dash(c))
}

/// Whether an attribution can do without what stood before it on its line.
fn is_complete(rest: &str) -> bool {
    finds(&DATE, rest) && WORDS.wrote.has_word(rest) && (finds(&ADDRESS, rest) || rest.contains(','))
}

/// How many bytes of the line are the writer's words, before an attribution on the same line.
pub(super) fn own_words(line: &Line<'_>) -> Option<usize> {
    // The normal form may be shorter than the line; only where both agree byte by byte can the line be divided.
    let at = shared_at(&line.plain)?;
    let (raw, plain) = (line.raw.get(..at)?, line.plain.get(..at)?);
    raw.eq_ignore_ascii_case(plain).then_some(at)
}

/// How many bytes of the line an attribution takes whose quote begins on the same line, after a wide gap.
pub(super) fn before_quote(line: &Line<'_>) -> Option<usize> {
    let raw = line.raw;
    if line.quoted || !line.plain.contains('@') || !starts_dated(&line.plain) {
        return None;
    }
    let ends = raw.match_indices(':').map(|(at, _)| at + 1).take_while(|end| *end <= LONGEST);
    let mut gaps =
        ends.filter(|end| raw.get(*end..).is_some_and(|rest| rest.starts_with("  ") && !rest.trim().is_empty()));
    gaps.find(|end| {
        let before = plain(raw.get(..*end).unwrap_or(""));
        WORDS.wrote.closes(&before) && finds(&DATE, &before) && finds(&ADDRESS, &before)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mime_12_every_expression_of_ours_compiles() {
        assert!(DATE.is_some() && TIME.is_some() && ADDRESS.is_some() && LAST_ADDRESS.is_some() && STUB.is_some());
    }
}
