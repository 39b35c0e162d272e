//! Paragraphs nobody wrote for this mail: footers of newsletters and of our own mail (MIME-12), disclaimers, warnings
//! that a gateway put on top.
//!
//! A footer is only cut when the writer wrote something else, above or below; a paragraph in which the writer speaks
//! (`self` words) stays, because "you are receiving this because I want no more of it" is a request.

use super::label::Label;
use super::line::{Line, is_dash, is_unspaced};
use super::words::WORDS;

/// A name of a link has at most so many words.
const MOST_WORDS: usize = 6;

/// Relabels those written lines that are footers (quoted) and disclaimers (signature).
pub(super) fn label(lines: &[Line<'_>], mut labels: Vec<Label>) -> Vec<Label> {
    let mut written = 0;
    let mut after_disclaimer = false;
    for (start, end) in paragraphs(lines, &labels) {
        let paragraph = lines.get(start..end).unwrap_or_default();
        let (from, label) = foreign(paragraph, written > 0, after_disclaimer);
        written += paragraph.iter().take(from).map(Line::words).sum::<usize>();
        after_disclaimer = label == Label::Signature && from < paragraph.len();
        labels.iter_mut().take(end).skip(start + from).for_each(|slot| *slot = label);
    }
    labels
}

/// The runs of written lines without a blank line in them.
fn paragraphs(lines: &[Line<'_>], labels: &[Label]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, (line, label)) in lines.iter().zip(labels).enumerate() {
        if line.is_blank() || *label != Label::Written {
            continue;
        }
        match runs.last_mut().filter(|(_, end)| *end == at) {
            Some(run) => run.1 = at + 1,
            None => runs.push((at, at + 1)),
        }
    }
    runs
}

/// From which line on a paragraph is not the writer's, and what it is then.
fn foreign(paragraph: &[Line<'_>], written_above: bool, after_disclaimer: bool) -> (usize, Label) {
    let text = joined(paragraph);
    if WORDS.banner.after(text.trim_start_matches(['*', '[', ' '])).is_some() && !WORDS.own.has_word(&text) {
        return (0, Label::Quoted);
    }
    if let Some(at) = disclaimer(paragraph, &text, after_disclaimer).filter(|at| written_above || *at > 0) {
        return (at, Label::Signature);
    }
    let footer = (0..paragraph.len()).find(|at| {
        let rest = paragraph.get(*at..).unwrap_or_default();
        (written_above || *at > 0) && is_footer(rest)
    });
    (footer.unwrap_or(paragraph.len()), Label::Quoted)
}

/// At most so many lines of a paragraph are read together.
const MOST_LINES: usize = 40;

fn joined(lines: &[Line<'_>]) -> String {
    lines.iter().take(MOST_LINES).map(|line| line.plain.as_str()).collect::<Vec<_>>().join(" ")
}

/// The line from which on a paragraph is a disclaimer: it says whom the mail is for, and that it is secret or one more
/// thing of the kind; right below a disclaimer one such thing is enough. "I got this in error" is not one: `self`.
fn disclaimer(paragraph: &[Line<'_>], text: &str, after_disclaimer: bool) -> Option<usize> {
    let (secret, addressee) = (WORDS.confidential.different(text), WORDS.addressee.different(text));
    let says_it = (addressee >= 1 && secret + addressee >= 2) || (after_disclaimer && secret + addressee >= 1);
    if !says_it || WORDS.own.has_word(text) {
        return None;
    }
    paragraph
        .iter()
        .position(|line| WORDS.confidential.has_start(&line.plain) || WORDS.addressee.has_start(&line.plain))
}

/// Whether a footer begins with the first of these lines and goes on to the last.
fn is_footer(lines: &[Line<'_>]) -> bool {
    let Some(first) = lines.first() else { return false };
    let lead = first
        .plain
        .trim_start_matches(|c: char| is_dash(c) || matches!(c, '*' | ' ' | '(' | '|' | '•' | '[' | '¿' | '※'));
    if is_bar(&first.plain) {
        return true;
    }
    let (you, to) = (WORDS.footer_you.after(lead).is_some(), WORDS.footer_to.after(lead).is_some());
    if !you && !to {
        return false;
    }
    let text = joined(lines);
    let sends_to_link = text.contains("http") || text.contains("mailto:") || WORDS.footer_go.has_start(&text);
    !WORDS.own.has_word(&text) && (you || sends_to_link)
}

/// Names of links side by side (`Unsubscribe | Preferences`), or one with its link.
fn is_bar(plain: &str) -> bool {
    let pieces: Vec<&str> = plain.split(is_separator).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let names = pieces.iter().filter(|piece| is_link_name(piece)).count();
    let short = pieces
        .iter()
        .all(|piece| piece.split_whitespace().count() <= MOST_WORDS && (piece.len() < 60 || is_link(piece)));
    let links = pieces.iter().filter(|piece| is_link(piece)).count();
    names >= 1 && short && names + links >= 2
}

/// What stands between the names of a bar.
fn is_separator(c: char) -> bool {
    matches!(c, '|' | '·' | '•' | '｜' | '‖' | '¦' | '<' | '>' | '(' | ')' | '[' | ']' | '／')
}

fn is_link(piece: &str) -> bool {
    piece.starts_with("http") || piece.starts_with("mailto:")
}

/// `Unsubscribe`, `unsubscribe from product news`.
fn is_link_name(piece: &str) -> bool {
    WORDS.footer_item.after(piece).is_some_and(|rest| {
        rest.split_whitespace().count() <= 3 && rest.chars().filter(|c| is_unspaced(*c)).count() <= 6
    })
}
