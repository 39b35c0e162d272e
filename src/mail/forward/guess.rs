//! Header lines that `header` cannot read: with names in a language that `languages.txt` lacks, without colons, or
//! without names.
//!
//! Where the subject or the line above has said that a mail is forwarded, the shape of what follows is enough: every
//! program shows who wrote before it shows to whom, and one line repeats the subject of the mail it came in.

use super::fold::fold;
use super::header::{Block, MAX_BLANKS, block, field, is_markup};
use super::languages::{Field, WORDS};
use super::lines::Line;
use super::marker::{has_time, is_rule};
use super::people::{list, sender};
use super::prefix::{is_colon, topic};

/// How many lines are looked at: no program shows more about a mail.
const MAX_LINES: usize = 16;
/// How long a name may be, in characters.
const MAX_NAME: usize = 40;
/// How many words a name without a colon may have.
const MAX_WORDS: usize = 3;
/// How many digits a date has at least.
const MIN_DIGITS: usize = 3;
/// How long a line may be that names the sender and nothing else but when, in bytes.
const MAX_HEADING: usize = 250;
/// How many lines of names we do not know may end a block.
const MAX_STRAYS: usize = 4;

/// Lines with known names and without colons, as in a table: `From "Jane" <jane@a>`, `| From | Jane <jane@a> |`.
///
/// Who wrote must be there, with an address, and two more lines: prose seldom begins three lines so.
pub(super) fn columns<'a>(lines: &[Line<'a>], start: usize) -> Option<Block<'a>> {
    let mut block = Block::default();
    for (at, line) in near(lines, start) {
        if line.is_blank() || is_rule(line.text) {
            continue;
        }
        let Some((field, language, value)) = column(line.text) else { break };
        let is_over = block.is_complete() && lines[at - 1].is_blank();
        if is_over || (field != Field::Other && block.value(field).is_some()) {
            break;
        }
        block.put(field, language, value, at, line.depth);
    }
    let names_one = block.value(Field::From).is_some_and(|from| from.contains('@'));
    (names_one && block.weight() >= 3).then_some(block)
}

/// A name in the first column of a table, and what stands in the second.
fn column(line: &str) -> Option<(Field, &'static str, &str)> {
    let line = line.trim_matches(is_markup);
    let ends = line.char_indices().take(MAX_NAME).filter(|&(_, c)| c == '|' || c.is_whitespace()).take(MAX_WORDS);
    let named = |(at, _): (usize, char)| Some((at, *WORDS.fields.get(&fold(line[..at].trim()))?));
    let found = ends.filter_map(named).last();
    found.map(|(at, (field, language))| (field, language, line[at..].trim_matches(is_markup))).or_else(|| field(line))
}

/// Lines of whatever names: `subject` is that of the mail they stand in.
pub(super) fn shapes<'a>(lines: &[Line<'a>], start: usize, subject: &str) -> Option<Block<'a>> {
    let mut block = Block::default();
    for (at, line) in near(lines, start).skip_while(|(_, line)| line.is_blank() || is_rule(line.text)) {
        let known = field(line.text);
        let guessed = || named(line.text).map(|value| (guess(&block, value, subject), "", value));
        let Some((field, language, value)) = known.or_else(guessed) else { break };
        let may_be_text = block.is_complete() && field == Field::Other && !value.is_empty() && !value.contains('@');
        if may_be_text || block.ends_before(field) {
            break;
        }
        block.put(field, language, value, at, line.depth);
    }
    block.value(Field::From).is_some_and(|from| from.contains('@')).then_some(block)
}

/// Lotus Notes: who wrote and when stands above the header lines, without names.
///
/// `Jane <jane@a> on 01/02/2024 09:05:00 AM`, or the date on a line of its own.
pub(super) fn heading<'a>(lines: &[Line<'a>], start: usize) -> Option<Block<'a>> {
    let (at, first) = near(lines, start).find(|(_, line)| !line.is_blank() && !is_rule(line.text))?;
    let is_date = |line: &Line<'_>| line.text.len() < MAX_HEADING && !line.text.contains('@') && has_time(line.text);
    let below = || (at + 1..lines.len()).take(2).find(|&below| is_date(&lines[below]));
    let begins = if has_time(first.text) { at + 1 } else { below()? + 1 };
    if first.text.len() >= MAX_HEADING || field(first.text).is_some() || sender(first.text).0.is_none() {
        return None;
    }
    let named = Some(block(lines, begins)).filter(|block| block.weight() > 0);
    let mut block = named.unwrap_or_else(|| stacked(lines, begins));
    if block.value(Field::From).is_some() || block.weight() == 0 {
        return None;
    }
    let (end, depth) = (block.end, block.depth);
    block.put(Field::From, "", first.text.trim(), end - 1, depth);
    Some(block)
}

/// Names without colons, each above its value or beside it, as Notes lays its table out in plain text.
fn stacked<'a>(lines: &[Line<'a>], start: usize) -> Block<'a> {
    let mut block = Block::default();
    let mut at = start;
    while let Some(line) = lines.get(at).filter(|_| at < start + MAX_LINES) {
        if line.is_blank() {
            at += 1;
            continue;
        }
        let beside = || column(line.text).map(|(field, language, value)| (field, language, Some(value)));
        let named = alone(line.text).map(|(field, language)| (field, language, None)).or_else(beside);
        let Some((field, language, value)) = named.filter(|(field, ..)| block.value(*field).is_none()) else { break };
        let below = lines.get(at + 1).filter(|below| value.is_none() && is_value(below));
        let last = at + usize::from(below.is_some());
        block.put(field, language, below.map(|below| below.text).or(value).unwrap_or_default(), last, line.depth);
        at = block.end;
    }
    block
}

/// Whether a line may be the value of the name above it.
fn is_value(line: &Line<'_>) -> bool {
    !line.is_blank() && alone(line.text).is_none() && column(line.text).is_none()
}

/// A line that is nothing but a name.
fn alone(line: &str) -> Option<(Field, &'static str)> {
    let name = line.trim_matches(is_markup);
    if name.len() > 4 * MAX_NAME { None } else { WORDS.fields.get(&fold(name)).copied() }
}

/// Where a block ends that goes on with names we do not know, and says nothing new: its last name (`Ogg`), an empty one,
/// the sender's own address once more. What says anything else may be the text.
pub(super) fn end_behind(block: &Block<'_>, lines: &[Line<'_>], subject: &str) -> usize {
    let says_nothing_new = |value: &str| {
        let again = || match (list(value).as_slice(), sender(block.value(Field::From).unwrap_or_default()).0) {
            ([one], Some(from)) => one.address.eq_ignore_ascii_case(&from.address),
            _ => false,
        };
        value.is_empty() || again() || guess(block, value, subject) == Field::Subject
    };
    let strays = lines[block.end..].iter().take(MAX_STRAYS + 1);
    let strays = strays.take_while(|line| {
        line.depth == block.depth && !line.is_blank() && named(line.text).is_some_and(says_nothing_new)
    });
    let end = block.end + strays.count();
    if lines.get(end).is_none_or(|line| line.is_blank() || is_rule(line.text)) { end } else { block.end }
}

/// The lines that may be a block: of one quote depth, and not far.
fn near<'a, 'b>(lines: &'b [Line<'a>], start: usize) -> impl Iterator<Item = (usize, &'b Line<'a>)> {
    let rest = || lines.iter().enumerate().skip(start).take(MAX_LINES);
    let first = rest().take(MAX_BLANKS + 1).find(|(_, line)| !line.is_blank() && !is_rule(line.text));
    let depth = first.map_or(usize::MAX, |(_, line)| line.depth);
    rest().take_while(move |(_, line)| line.is_blank() || line.depth == depth || is_rule(line.text))
}

/// The value of a line that begins with any name and a colon.
fn named(line: &str) -> Option<&str> {
    let (at, colon) = line.char_indices().take(MAX_NAME).find(|&(_, c)| is_colon(c))?;
    let name = line[..at].trim_matches(is_markup);
    let is_name = name.starts_with(char::is_alphabetic) && !name.contains(|c: char| c.is_ascii_digit() || c == '@');
    is_name.then(|| line[at + colon.len_utf8()..].trim_matches(is_markup))
}

/// What a value says about its name.
fn guess(block: &Block<'_>, value: &str, subject: &str) -> Field {
    let free = |field: Field| block.value(field).is_none();
    let repeats = || value.len() <= 4 * subject.len() && topic(value) == subject;
    match () {
        () if value.contains('@') && free(Field::From) => Field::From,
        () if value.contains('@') && free(Field::To) => Field::To,
        () if value.contains('@') => Field::Other,
        () if !subject.is_empty() && free(Field::Subject) && repeats() => Field::Subject,
        () if free(Field::Date) && value.chars().filter(char::is_ascii_digit).count() >= MIN_DIGITS => Field::Date,
        () => Field::Other,
    }
}
