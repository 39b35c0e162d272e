//! Blocks of header fields above a quoted original: From, Sent, To, Subject, in any language and order, with or
//! without bold marks, wrapped or not.

use std::ops::Range;

use super::line::{Line, is_dash};
use super::words::WORDS;

const FROM: u8 = 1;
const DATE: u8 = 2;
const TO: u8 = 4;
const SUBJECT: u8 = 8;

/// More lines than a block has.
const MOST_LINES: usize = 16;
/// More lines than one field is wrapped over; lists of recipients are long.
const MOST_WRAPPED: usize = 4;
/// More bytes than the name of a field has.
const LONGEST_NAME: usize = 48;

/// The block that begins on line `start`, if one does.
pub(super) fn starting_at(lines: &[Line<'_>], start: usize) -> Option<Range<usize>> {
    let first = lines.get(start)?.fields.0;
    (first & (FROM | DATE | TO | SUBJECT) != 0).then_some(())?;
    let (end, seen) = extent(lines, start);
    let block = lines.get(start..end)?;
    is_block(block, seen).then_some(start..end)
}

/// Where a block beginning at `start` ends, and which kinds of fields it holds.
fn extent(lines: &[Line<'_>], start: usize) -> (usize, u8) {
    let (mut end, mut seen, mut wrapped, mut fields) = (start, 0, 0, 0);
    for at in start..lines.len().min(start + MOST_LINES) {
        let Some(line) = lines.get(at) else { break };
        let (kind, inner) = line.fields;
        if kind != 0 {
            (end, wrapped, fields) = (at + 1, 0, fields + 1);
            seen |= kind | inner;
        } else if line.quoted || wrapped == MOST_WRAPPED || (line.is_blank() && !goes_on(lines, at + 1, fields)) {
            break;
        } else {
            wrapped += 1;
        }
    }
    (end + tail(lines, end), seen)
}

/// Whether a blank line at this place only pads the block: the next line is a field again.
fn goes_on(lines: &[Line<'_>], next: usize, fields: usize) -> bool {
    fields < 6 && lines.get(next).is_some_and(|line| line.fields.0 != 0)
}

/// How many lines the last field is wrapped over: all up to a blank line, if there are few.
fn tail(lines: &[Line<'_>], from: usize) -> usize {
    let rest = lines.iter().skip(from).take(MOST_WRAPPED).take_while(|line| line.is_candidate()).count();
    if rest < MOST_WRAPPED { rest } else { 0 }
}

/// Whether these kinds of fields make a header: somebody's travel plans also have from, to and date.
fn is_block(block: &[Line<'_>], seen: u8) -> bool {
    let has = |kinds: u8| seen & kinds == kinds;
    let address = block.iter().any(|line| line.plain.contains('@'));
    let fields =
        block.iter().map(|line| usize::from(line.fields.0 != 0) + usize::from(line.fields.1 != 0)).sum::<usize>();
    let second = block.get(1).map_or(0, |line| line.fields.0);
    fields >= 2
        && ((has(FROM | SUBJECT) && seen & (DATE | TO) != 0)
            || (has(FROM | DATE) && address)
            || (has(FROM | DATE | TO) && second & DATE != 0)
            || (has(DATE | TO | SUBJECT) && address))
}

/// Whether these lines are rather what a form on a web page sends (`From:`, `Date:`, `Message:`): other names stand among
/// those of header fields, and what follows them is the writer's.
pub(super) fn is_form(block: &[Line<'_>]) -> bool {
    block.iter().any(|line| line.fields.0 == 0 && line.plain.split_once(':').is_some_and(|(name, _)| is_label(name)))
}

/// Whether one of them says when: those of every mail program do, those that people type seldom do.
pub(super) fn is_dated(block: &[Line<'_>]) -> bool {
    block.iter().any(|line| (line.fields.0 | line.fields.1) & DATE != 0)
}

/// Whether it may name something: few letters, nothing of a link or an address.
fn is_label(name: &str) -> bool {
    (2..=LONGEST_NAME / 2).contains(&name.len())
        && name.chars().all(|c| c.is_alphabetic() || c == ' ')
        && name != "mailto"
}

/// The kinds of field a line in normal form may be, and those of a second field on it; 0 for none.
pub(super) fn fields(plain: &str) -> (u8, u8) {
    field(plain).map_or((0, 0), |kinds| (kinds, inner(plain)))
}

/// The kinds of the field a line begins with.
fn field(plain: &str) -> Option<u8> {
    let text = plain.trim_start_matches(|c: char| matches!(c, '*' | ' ' | '|' | '•') || is_dash(c));
    let (name, _) = text.split_once(':').filter(|(name, _)| name.len() <= LONGEST_NAME)?;
    let name = name.trim_matches(|c: char| matches!(c, '*' | ' ' | '_' | '[' | ']'));
    WORDS.headers.get(name).copied()
}

/// The kinds of a second field on the same line (`To: ana@example.org Subject: Hello`).
fn inner(plain: &str) -> u8 {
    let mut ends = plain.match_indices(':').skip(1).take(2).map(|(at, _)| at);
    let name = ends.find_map(|at| WORDS.headers.get(plain.get(..at)?.trim().rsplit(' ').next()?));
    name.copied().unwrap_or(0)
}
