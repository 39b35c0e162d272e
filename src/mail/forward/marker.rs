//! What a single line says about where an original begins or ends.

use super::fold::fold;
use super::languages::{Phrase, WORDS};
use super::prefix::is_colon;

/// How long the line above a quotation may be, in bytes; three written lines at most.
const MAX_ATTRIBUTION: usize = 600;

/// The line above an original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator<'a> {
    /// Words that only a forward uses. What stands behind them on the same line follows.
    Forward(&'a str),
    /// Words that stand above replies as well, or dashes around words in a language we do not know.
    Original(&'a str),
}

/// Reads a line as a separator.
pub(super) fn separator(line: &str) -> Option<Separator<'_>> {
    let line = line.trim_matches(|c: char| c.is_whitespace() || super::fold::is_invisible(c));
    let inner = undecorated(line);
    let dashes = line.len() - inner.len();
    if inner.is_empty() {
        return None;
    }
    if dashes >= 2 { decorated(inner) } else { plain(inner) }
}

/// `----- words -----`, `----- words from somebody -----`, `----- words ----- From: ...`, `--- words`.
fn decorated(inner: &str) -> Option<Separator<'_>> {
    let end = inner.find("--").or_else(|| inner.find("__")).or_else(|| inner.find("==")).unwrap_or(inner.len());
    let rest = inner[end..].trim_start_matches(is_decoration);
    let words = inner[..end].trim_matches(is_edge);
    match leading_phrase(words) {
        Some(Phrase::Forward) => Some(Separator::Forward(rest)),
        Some(Phrase::Original) => Some(Separator::Original(rest)),
        Some(Phrase::End) => None,
        None => {
            (end < inner.len() && words.chars().count() <= WORDS.longest_phrase).then_some(Separator::Original(rest))
        }
    }
}

/// `Begin forwarded message:`, without dashes: the whole line, and nothing else on it.
fn plain(inner: &str) -> Option<Separator<'_>> {
    if inner.len() > WORDS.longest_phrase * 4 {
        return None;
    }
    let words = inner.trim_matches(is_edge);
    match WORDS.phrases.get(&fold(words))? {
        Phrase::Forward => Some(Separator::Forward("")),
        Phrase::Original => Some(Separator::Original("")),
        Phrase::End => None,
    }
}

/// Whether a line ends a forwarded mail.
pub(super) fn is_end(line: &str) -> bool {
    let inner = undecorated(line.trim());
    if inner.len() == line.trim().len() || inner.len() > WORDS.longest_phrase * 6 {
        return false;
    }
    leading_phrase(inner.trim_matches(is_edge)) == Some(Phrase::End)
}

/// The phrase a line begins with, at the end of a word: "Forwarded by" of "Forwarded by Jane on Monday".
fn leading_phrase(words: &str) -> Option<Phrase> {
    let end = words.char_indices().nth(WORDS.longest_phrase * 2).map_or(words.len(), |(at, _)| at);
    let folded = fold(&words[..end]);
    let mut rest = folded.as_str();
    for _ in 0..24 {
        if let Some(phrase) = WORDS.phrases.get(rest.trim_matches(is_edge)) {
            return Some(*phrase);
        }
        rest = &rest[..rest.rfind(' ')?];
    }
    None
}

/// A line of nothing but dashes, as some programs put above the header lines.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 3 && line.chars().all(|c| is_decoration(c) || c == ' ')
}

/// Without the dashes in front, also with the scissors of The Bat: `===8<===`.
fn undecorated(line: &str) -> &str {
    let inner = line.trim_start_matches(is_decoration);
    if inner.len() < line.len() { inner.trim_start_matches("8<").trim_start_matches(is_decoration) } else { inner }
}

fn is_decoration(c: char) -> bool {
    matches!(c, '-' | '_' | '=' | '*' | '~' | '#' | '+' | '‐'..='―' | '─' | '━' | '－' | '＝' | '═' | '•' | '·')
}

fn is_edge(c: char) -> bool {
    is_decoration(c)
        || is_colon(c)
        || c.is_whitespace()
        || matches!(c, '.' | '>' | '<' | '[' | ']' | '|' | '【' | '】' | '「' | '」')
}

/// Whether lines joined to one are what stands above a quotation: "On ... Jane <jane@a> wrote:", `>>> Jane <jane@a>
/// 01.02.24 10:00 >>>`. In a language we do not know, an address, a time and a colon at the end say the same.
pub(super) fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    if line.len() > MAX_ATTRIBUTION || line.len() < 8 {
        return false;
    }
    let angled = line.starts_with(">>>") && line.ends_with(">>>");
    let ends = line.ends_with(is_colon) || line.ends_with("：") || line.ends_with(":*");
    (angled && line.contains('@')) || (ends && has_a_verb_or_a_time(line))
}

fn has_a_verb_or_a_time(line: &str) -> bool {
    let (address, time) = (line.contains('@'), has_time(line));
    if address && time {
        return true;
    }
    let digits = line.chars().filter(char::is_ascii_digit).count();
    (address || digits >= 3) && has_verb(&fold(line))
}

/// The verb, as whole words where the script has spaces between words.
fn has_verb(folded: &str) -> bool {
    WORDS.wrote.iter().any(|verb| {
        folded.match_indices(verb.as_str()).any(|(at, _)| !verb.is_ascii() || is_apart(folded, at, at + verb.len()))
    })
}

fn is_apart(text: &str, from: usize, to: usize) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric();
    !text[..from].ends_with(word) && !text[to..].starts_with(word)
}

/// A clock time like 9:05, 09.05 or 9h05.
pub(super) fn has_time(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.windows(4).any(|four| {
        four[0].is_ascii_digit()
            && matches!(four[1], b':' | b'.' | b'h')
            && four[2].is_ascii_digit()
            && four[3].is_ascii_digit()
    })
}
