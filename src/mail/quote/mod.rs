//! What the writer of a mail wrote, apart from what came with it: quoted history, signatures, disclaimers, and the
//! footer of the newsletter it answers (MIME-12: every reply to a newsletter holds the word "unsubscribe").
//!
//! ```text
//! text --lines--> what each line is --labels--> written | quoted | signature --footers--> Cut
//! ```
//!
//! The rules live here and know no language; the words live in `words/`, one file a language (see [`words`]).
//! - [`attribution`]: "On DATE, NAME wrote:", wrapped or not.
//! - [`headers`]: blocks of From, Sent, To, Subject.
//! - [`marker`]: "Original Message", "type your reply above this line".
//! - [`signature`]: "-- ", "Sent from my phone", rulers.
//! - [`footer`]: newsletter footers, disclaimers, warnings of mail gateways.
//!
//! To teach one more mail program: a test with a mail of your own making, then a word in `words/`; only if no word
//! helps, a rule. Nothing here looks at more than a bounded number of lines around a line, so time stays linear.
//!
//! Closings ("Best regards, Ana") stay in what was written: they do no harm to a reading, and a postscript may follow.

mod attribution;
mod footer;
mod headers;
mod label;
mod line;
mod marker;
mod search;
mod signature;
#[cfg(test)]
mod tests;
mod words;

use label::{Label, label};
use line::Line;

/// A mail's text in its three parts; each keeps its lines as they were, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// What the writer of this mail wrote, answers between quotes included. Empty when they wrote nothing.
    pub written: String,
    /// What others wrote before: quotes with the lines that introduce them, and newsletter footers.
    pub quoted: String,
    /// Signatures, lines of mail apps, disclaimers.
    pub signature: String,
}

/// Cuts `text` (LF line ends, `> ` before quoted lines) into its parts.
///
/// Never fails and never loses a line: what no rule claims was written. Time is linear in the text.
/// Look for tokens before cutting: a footer is where they stand.
pub fn cut(text: &str) -> Cut {
    let lines: Vec<Line<'_>> = text.split('\n').flat_map(divide).collect();
    let labels = footer::label(&lines, label(&lines));
    Cut {
        written: part(&lines, &labels, Label::Written),
        quoted: part(&lines, &labels, Label::Quoted),
        signature: part(&lines, &labels, Label::Signature),
    }
}

/// A line, or two where an attribution shares one with the writer's words before it, or with the quote behind it.
fn divide(raw: &str) -> impl Iterator<Item = Line<'_>> {
    let line = Line::new(raw);
    let own = attribution::own_words(&line).and_then(|at| raw.split_at_checked(at));
    let parts = own
        .map(|(own, rest)| (own.trim_end_matches(|c| c == ' ' || line::is_dash(c)), rest))
        .or_else(|| raw.split_at_checked(attribution::before_quote(&line)?));
    let (first, second) = match parts {
        Some((first, rest)) => (Line::new(first), Some(Line::new(rest))),
        None => (line, None),
    };
    std::iter::once(first).chain(second)
}

/// The lines with one label, with a blank line wherever something stood between two of them.
fn part(lines: &[Line<'_>], labels: &[Label], wanted: Label) -> String {
    let mut out = String::new();
    let mut last = 0;
    for (at, (line, label)) in lines.iter().zip(labels).enumerate() {
        if *label != wanted || line.is_blank() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if at == last + 1 { "\n" } else { "\n\n" });
        }
        last = at;
        out.push_str(line.raw.trim_end());
    }
    out
}
