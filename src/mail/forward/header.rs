//! The block of header lines at the top of an original.
//!
//! Programs differ in which lines they show, in their order, in blank lines between them, in how long lines wrap, and
//! in whether there are line ends at all (Yahoo).

use super::fold::{fold, is_invisible};
use super::languages::{Field, WORDS};
use super::lines::Line;
use super::marker::is_rule;
use super::prefix::is_colon;

/// How many lines a block may have.
const MAX_LINES: usize = 120;
/// How many blank lines may stand between two header lines.
pub(super) const MAX_BLANKS: usize = 3;
/// How far ahead the next header line may be, so that a line between is the rest of a long one.
const MAX_WRAP: usize = 2;
/// The same in a list of people that goes on after a comma.
const MAX_WRAPPED_LIST: usize = 40;
/// How much of a line with several header lines in it is looked at, in bytes.
const MAX_GLUED: usize = 8 * 1024;
/// How many colons of such a line are looked at.
const MAX_COLONS: usize = 64;
/// From how many values below their names on the subject's is there, too, and not the first line of the text.
const MIN_BELOW: usize = 2;
/// How long one value may grow, in bytes.
const MAX_VALUE: usize = 16 * 1024;

/// The header lines of an original.
#[derive(Debug, Default)]
pub(super) struct Block<'a> {
    values: Vec<(Field, String)>,
    /// The language whose word stands before the sender.
    pub language: &'static str,
    /// The quote depth of its lines.
    pub depth: usize,
    /// The first line after it.
    pub end: usize,
    last: Option<&'a str>,
    /// How many values stood on the line after their name.
    below: usize,
}

impl<'a> Block<'a> {
    /// A block whose lines were found in one line; the original begins at line `end`.
    pub fn of(several: Vec<(Field, &'static str, &str)>, end: usize, depth: usize) -> Self {
        let mut block = Self { end, depth, ..Self::default() };
        for (field, language, value) in several {
            block.add(field, language, value);
        }
        block
    }

    /// Adds the line at `at`, whose quote depth is `depth`; the original begins behind it.
    pub fn put(&mut self, field: Field, language: &'static str, value: &str, at: usize, depth: usize) {
        self.add(field, language, value);
        (self.depth, self.end) = (depth, at + 1);
    }

    /// The value of a field, if its line is there.
    pub fn value(&self, field: Field) -> Option<&str> {
        self.values.iter().find(|(name, _)| *name == field).map(|(_, value)| value.trim())
    }

    /// How many lines say who, to whom, when and what about.
    pub fn weight(&self) -> usize {
        self.values.iter().filter(|(field, _)| *field != Field::Other && *field != Field::ReplyTo).count()
    }

    /// Whether its first line is of this field.
    pub fn begins_with(&self, field: Field) -> bool {
        self.values.first().is_some_and(|(first, _)| *first == field)
    }

    /// How many lines there are.
    pub fn lines(&self) -> usize {
        self.values.len()
    }

    fn has(&self, field: Field) -> bool {
        self.values.iter().any(|(name, _)| *name == field)
    }

    /// Whether it says who, to whom, when and what about.
    pub fn is_complete(&self) -> bool {
        [Field::From, Field::To, Field::Date, Field::Subject].iter().all(|&field| self.has(field))
    }

    /// A second From or Subject line is the body's, or the next mail's.
    pub fn ends_before(&self, field: Field) -> bool {
        matches!(field, Field::From | Field::Subject) && self.has(field)
    }

    fn add(&mut self, field: Field, language: &'static str, value: &str) {
        if field == Field::From {
            self.language = language;
        }
        let repeated = field != Field::Other && self.has(field);
        self.values.push((if repeated { Field::Other } else { field }, value.to_owned()));
    }

    /// The rest of a long line. A From line that has its address already takes none: it would be another person's.
    fn extend(&mut self, more: &str) {
        let Some((field, value)) = self.values.last_mut() else { return };
        let full = value.len() + more.len() > MAX_VALUE
            || (*field == Field::From
                && value.contains('@')
                && !more.trim_start().starts_with(['<', '(', '['])
                && !ends_open(value));
        if !full {
            value.push(' ');
            value.push_str(more.trim());
        }
    }
}

/// Reads the block that begins at line `start`, or after blank lines there.
pub(super) fn block<'a>(lines: &[Line<'a>], start: usize) -> Block<'a> {
    let mut block = Block { end: start, ..Block::default() };
    let mut at = start;
    while at < lines.len().min(start + MAX_LINES) {
        match step(&mut block, lines, at) {
            Some(next) => at = next,
            None => break,
        }
    }
    block
}

/// Takes one line; where to go on, or `None` when the block is over.
fn step<'a>(block: &mut Block<'a>, lines: &[Line<'a>], at: usize) -> Option<usize> {
    let line = &lines[at];
    if line.is_blank() || is_rule(line.text) {
        return skip_blanks(block, lines, at);
    }
    if !block.values.is_empty() && line.depth != block.depth {
        return None;
    }
    block.depth = line.depth;
    take(block, lines, at)?;
    block.last = Some(line.text);
    block.end = at + 1;
    Some(at + 1)
}

/// Blank lines before a block, or between its lines, when an unseen one follows.
fn skip_blanks(block: &Block<'_>, lines: &[Line<'_>], at: usize) -> Option<usize> {
    let next = (at..lines.len().min(at + MAX_BLANKS + 1))
        .find(|&next| !lines[next].is_blank() && !is_rule(lines[next].text))?;
    let goes_on = block.values.is_empty() || (!block.is_complete() && is_new(block, &lines[next]));
    goes_on.then_some(next)
}

/// Whether a line is a header line of a kind not seen yet.
fn is_new(block: &Block<'_>, line: &Line<'_>) -> bool {
    line.depth == block.depth && field(line.text).is_some_and(|(field, ..)| field != Field::Other && !block.has(field))
}

fn take<'a>(block: &mut Block<'a>, lines: &[Line<'a>], at: usize) -> Option<()> {
    let text = lines[at].text;
    match field(text) {
        Some((field, ..)) if block.ends_before(field) => None,
        Some((field, language, value)) => {
            add_line(block, field, language, text, value);
            Some(())
        }
        None => take_rest(block, lines, at),
    }
}

/// One header line, or several in one.
fn add_line(block: &mut Block<'_>, field: Field, language: &'static str, text: &str, value: &str) {
    let several = if field == Field::From { glued(text) } else { Vec::new() };
    if several.len() < 3 {
        return block.add(field, language, value);
    }
    for (field, language, value) in several {
        block.add(field, language, value);
    }
}

/// A line that is no header line: the rest of the one before, or a header line of a name that says nothing to us.
fn take_rest<'a>(block: &mut Block<'a>, lines: &[Line<'a>], at: usize) -> Option<()> {
    let text = lines[at].text;
    if is_technical(text) {
        block.values.push((Field::Other, String::new()));
        return Some(());
    }
    let is_below = block.values.last().is_some_and(|(_, value)| value.trim().is_empty());
    is_rest(block, lines, at).then(|| {
        block.below += usize::from(is_below);
        block.extend(text);
    })
}

fn is_rest(block: &Block<'_>, lines: &[Line<'_>], at: usize) -> bool {
    let (Some((field, value)), text) = (block.values.last(), lines[at].text) else { return false };
    let names_nobody = *field == Field::From && !value.contains('@') && text.contains('@');
    text.starts_with([' ', '\t'])
        || names_nobody
        || (value.trim().is_empty() && (wants_value(*field) || block.below >= MIN_BELOW))
        || is_followed(block, lines, at)
}

fn wants_value(field: Field) -> bool {
    matches!(field, Field::From | Field::To | Field::Date)
}

/// Whether another header line follows soon.
fn is_followed(block: &Block<'_>, lines: &[Line<'_>], at: usize) -> bool {
    let reach =
        if block.last.is_some_and(|last| last.trim_end().ends_with([',', ';'])) { MAX_WRAPPED_LIST } else { MAX_WRAP };
    let next = lines[at + 1..].iter().take(reach).take_while(|line| !line.is_blank());
    next.into_iter().any(|line| is_new(block, line))
}

/// `X-Mailer: ...`, `Message-ID: ...`: names with a hyphen are header lines of no interest.
fn is_technical(line: &str) -> bool {
    let Some((name, _)) = line.trim_start().split_once(':') else { return false };
    name.len() < 48 && name.contains('-') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Whether a value stops within a bracket.
fn ends_open(value: &str) -> bool {
    value.matches('<').count() > value.matches('>').count() || value.matches('[').count() > value.matches(']').count()
}

/// Reads a line as a header line: which field, whose word, and the value. `*From:* x` and `**From**: x` are too.
pub(super) fn field(line: &str) -> Option<(Field, &'static str, &str)> {
    let (at, colon) = line.char_indices().take(WORDS.longest_name + 12).find(|&(_, c)| is_colon(c))?;
    let name = line[..at].trim_matches(is_markup);
    let (field, language) = named(name)?;
    let value = line[at + colon.len_utf8()..].trim_start_matches(is_markup).trim_end_matches(is_markup);
    Some((field, language, value))
}

/// A name, also with an explanation or in two languages: `Kopie (CC)`, `Von/From`.
fn named(name: &str) -> Option<(Field, &'static str)> {
    let short = || name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).map(|(name, _)| name);
    let halves = || name.split_once('/').map(|(one, other)| [one, other]);
    let known = |name: &str| WORDS.fields.get(&fold(name)).copied();
    known(name).or_else(|| known(short()?)).or_else(|| halves()?.into_iter().find_map(known))
}

pub(super) fn is_markup(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || matches!(c, '*' | '_' | '|' | '`')
}

/// The header lines within one line, without line ends between them: `From: A <a@b>To: B <b@b>Sent: MondaySubject: c`.
pub(super) fn glued(line: &str) -> Vec<(Field, &'static str, &str)> {
    let end = (0..=MAX_GLUED.min(line.len())).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
    let starts = starts(&line[..end]);
    let ends = starts.iter().skip(1).map(|start| start.name).chain([line.len()]);
    starts.iter().zip(ends).map(|(start, end)| (start.field, start.language, line[start.value..end].trim())).collect()
}

/// Where a header line begins within a line.
struct Start {
    name: usize,
    value: usize,
    field: Field,
    language: &'static str,
}

fn starts(line: &str) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (colon, c) in line.char_indices().filter(|&(_, c)| is_colon(c)).take(MAX_COLONS) {
        let from = starts.last().map_or(0, |last| last.value);
        let Some(mut start) = name_before(line, from, colon) else { continue };
        start.value = colon + c.len_utf8();
        let (subject_seen, seen) =
            (starts.iter().any(|one| one.field == Field::Subject), starts.iter().any(|one| one.field == start.field));
        if !seen && !subject_seen {
            starts.push(start);
        }
    }
    starts
}

/// The longest known name that ends at a colon; as it may stand glued to a word before, it begins with a capital.
fn name_before(line: &str, from: usize, colon: usize) -> Option<Start> {
    let text = line[from..colon].trim_end_matches(is_markup);
    let begins =
        text.char_indices().rev().take(WORDS.longest_name).filter(|&(_, c)| !c.is_lowercase() && !c.is_whitespace());
    let found = begins
        .filter_map(|(at, _)| Some((from + at, *WORDS.fields.get(&fold(text[at..].trim_start_matches(is_markup)))?)));
    let (name, (field, language)) = found.filter(|(_, (field, _))| *field != Field::Other).last()?;
    Some(Start { name, value: 0, field, language })
}
