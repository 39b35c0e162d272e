//! Lines by which programs part an answer from what it answers: `-----Original Message-----`,
//! `##- Please type your reply above this line -##`.

use super::line::{Line, is_between_arrows, is_dash};
use super::words::WORDS;

/// More bytes than such a line has.
const LONGEST: usize = 160;

/// What a marker says about the lines below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// An original follows: quoted lines, or everything to the end.
    Original,
    /// Everything to the end is somebody else's.
    Above,
    /// The program left the quote out; only this line is to go.
    Hidden,
}

/// The marker a line is, if it is one.
pub(super) fn read(line: &Line<'_>) -> Option<Marker> {
    if !line.is_candidate() || line.plain.len() > LONGEST {
        return None;
    }
    if is_original(&line.plain) || is_between_arrows(&line.plain) {
        return Some(Marker::Original);
    }
    if is_above(&line.plain) {
        return Some(Marker::Above);
    }
    is_hidden(&line.plain).then_some(Marker::Hidden)
}

/// `Original Message` alone: it says something only right above a header block.
pub(super) fn is_phrase(line: &Line<'_>) -> bool {
    line.is_candidate() && WORDS.marker.is(line.plain.trim_matches(|c: char| edge(c) || c == ':'))
}

/// `---- Original Message ----`, `Begin forwarded message:`.
fn is_original(plain: &str) -> bool {
    let text = plain.trim_matches(['*', ' ']);
    let phrase = text.trim_start_matches(edge);
    let dashes = text.chars().take_while(|c| edge(*c)).filter(|c| is_dash(*c)).count();
    let phrase_end = phrase.trim_end_matches(|c| edge(c) || c == ':');
    (dashes >= 2 && WORDS.marker.after(phrase_end).is_some_and(|rest| rest.is_empty() || is_by(phrase_end)))
        || WORDS.begins.after(text).is_some_and(|rest| is_end(rest) || phrase_end.contains(" processed by "))
}

/// `Forwarded by ANA on 3 May`: names follow the phrase.
fn is_by(phrase: &str) -> bool {
    phrase.contains(" by ")
}

/// Nothing but a colon and ornaments.
fn is_end(rest: &str) -> bool {
    rest.chars().all(|c| edge(c) || c == ':' || c == '*')
}

/// What stands around the phrase of a marker.
fn edge(c: char) -> bool {
    is_dash(c) || matches!(c, ' ' | '>' | '<' | '#' | '*' | '|' | '+')
}

/// `##- Please type your reply above this line -##`: the phrase, and hardly anything but ornaments.
fn is_above(plain: &str) -> bool {
    let Some(end) = WORDS.above.word_end(plain) else { return plain.starts_with("##-") && plain.ends_with("-##") };
    let ornaments = plain.starts_with(edge) || plain.ends_with(edge);
    ornaments || (plain.len() < end + 3 && !WORDS.own.has_word(plain))
}

/// `[Quoted text hidden]`.
fn is_hidden(plain: &str) -> bool {
    let text = plain.trim_matches(|c: char| !c.is_alphanumeric());
    WORDS.hidden.is(text)
}
