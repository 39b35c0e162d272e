//! What stands under a mail: a signature after `-- ` (RFC 3676 section 4.3), lines of apps such as "Sent from my
//! phone", a block between rulers.

use super::line::{Line, is_dash};
use super::words::WORDS;

/// More bytes than the line of an app has.
const LONGEST: usize = 150;
/// A device has a name of at most so many words, if it is none we know.
const MOST_WORDS: usize = 5;
/// The words of a sentence that is too long for a signature.
const LONG_SENTENCE: usize = 8;
/// The words of the shortest sentence under the line of an app that is taken for the writer's.
const SHORT_SENTENCE: usize = 3;
/// The words of a line under a ruler that may still be part of a signature; disclaimers are known by their words.
const MOST_IN_A_LINE: usize = 14;
/// A block under a ruler is a signature only if it has at most so many lines.
const MOST_LINES: usize = 8;
/// And only if it has at most so many bytes.
const MOST_BYTES: usize = 400;

/// Whether a line says that a signature begins: two dashes alone, or one long dash.
pub(super) fn is_delimiter(line: &Line<'_>) -> bool {
    matches!(line.plain.as_str(), "--" | "—" | "––" | "——" | "–" | "- -" | "__")
}

/// Whether the writer speaks on under the two dashes at `at`: programs put a space behind them (RFC 3676 section 4.3)
/// and few words below; a long sentence about "me" under bare dashes is part of the mail.
pub(super) fn is_spoken_below(lines: &[Line<'_>], at: usize) -> bool {
    let bare = lines.get(at).is_some_and(|dashes| !dashes.raw.ends_with(' '));
    let below = lines.get(at + 1).filter(|line| line.is_candidate());
    bare && below.is_some_and(|line| line.words() >= LONG_SENTENCE && WORDS.own.has_word(&line.plain))
}

/// Whether a line reads like a sentence of the writer's, not like an advertisement with a link or a part of an address.
pub(super) fn is_sentence(line: &Line<'_>) -> bool {
    let ends = line.plain.ends_with(['.', '!', '?', '。', '！', '？', '؟', '।']);
    ends && line.words() >= SHORT_SENTENCE && !line.plain.contains(['@', '/'])
}

/// Whether a line begins the armour of an OpenPGP signature (RFC 9580 section 6.2).
pub(super) fn is_armour(line: &Line<'_>) -> bool {
    line.plain == "-----begin pgp signature-----"
}

/// Whether a line is one that an app puts under every mail.
pub(super) fn is_app_line(line: &Line<'_>) -> bool {
    if !line.is_candidate() || line.plain.len() > LONGEST {
        return false;
    }
    let (text, link) = without_links(&line.plain);
    let text = text.trim_matches(|c: char| !(c.is_alphanumeric() || is_inner(c)));
    let known = |gap: &str| link || WORDS.device.has_word(gap);
    !text.contains('@')
        && (WORDS.sent_line.gap(text).is_some_and(|gap| words(gap) <= 2 * MOST_WORDS)
            || WORDS.sent_my.gap(text).is_some_and(|gap| words(gap) <= MOST_WORDS || known(gap))
            || WORDS
                .sent_app
                .gap(text)
                .is_some_and(|gap| words(gap) <= 2 * MOST_WORDS && (known(gap) || words(gap) == 1)))
}

/// Vowel signs end words of some scripts and are no letters.
fn is_inner(c: char) -> bool {
    !c.is_ascii() && !is_dash(c) && !c.is_whitespace()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The line without its links and brackets, and whether it had a link.
fn without_links(plain: &str) -> (String, bool) {
    let mut out = String::with_capacity(plain.len());
    let mut rest = plain;
    let mut link = false;
    while let Some(at) = rest.find("http") {
        let (before, from) = rest.split_at(at);
        out.push_str(before.trim_end_matches(['<', '(', '[']));
        let end = from.find([' ', '>', ')', ']']).unwrap_or(from.len());
        rest = from.get(end..).unwrap_or("").trim_start_matches(['>', ')', ']']);
        link = true;
    }
    out.push_str(rest);
    out.retain(|c| !matches!(c, '[' | ']' | '*' | '<' | '>' | '"' | '“' | '”'));
    (out.split_whitespace().collect::<Vec<_>>().join(" "), link)
}

/// Whether the ruler at `at` begins a signature that goes on to the end: few short lines under underscores, or a block
/// that a second ruler closes.
pub(super) fn is_ruled_block(lines: &[Line<'_>], at: usize) -> bool {
    let Some(ruler) = lines.get(at).filter(|line| line.is_ruler()) else { return false };
    let below: Vec<&Line<'_>> =
        lines.iter().skip(at + 1).filter(|line| !line.is_blank()).take(MOST_LINES + 2).collect();
    let closed = below.last().is_some_and(|last| last.is_ruler());
    let short = below.len() <= MOST_LINES + usize::from(closed)
        && below.iter().map(|line| line.plain.len()).sum::<usize>() <= MOST_BYTES;
    let underscores = ruler.plain.starts_with("_____");
    let spoken = below.first().is_some_and(|first| is_spoken(first));
    short && !below.is_empty() && !spoken && (closed || underscores) && below.iter().all(|line| is_sign(line))
}

/// Whether the first line under a ruler goes on with the mail. Signatures begin with a name, whose words are capitals
/// ("Example Trading Co."), advertisements with a question, disclaimers with their words.
fn is_spoken(line: &Line<'_>) -> bool {
    let asks = line.plain.ends_with('?') && !WORDS.own.has_word(&line.plain);
    let disclaims = WORDS.confidential.has_start(&line.plain) || WORDS.addressee.has_start(&line.plain);
    let is_name = line.raw.split_whitespace().skip(1).all(|word| word.starts_with(char::is_uppercase));
    is_sentence(line) && !is_name && !asks && !disclaims
}

/// Whether a line may stand in a signature: it is no long sentence, the writer does not speak there, and no program
/// quotes there.
fn is_sign(line: &Line<'_>) -> bool {
    let long = line.words() > MOST_IN_A_LINE;
    !line.quoted && !long && (!WORDS.own.has_word(&line.plain) || line.words() <= MOST_WORDS)
}
