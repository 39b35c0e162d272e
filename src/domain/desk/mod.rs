//! A mail as a person at the inbox reads it: the writer's own lines open, everything else folded where it stands, and the
//! words that led to the proposed reading marked in the text itself. Plain text throughout; whoever shows it escapes it.
//!
//! - Here: what is shown. [`runs`]: which lines the writer wrote. `mark`: where the words stand.

mod mark;
mod runs;

use serde::Serialize;

pub use self::mark::marked;
pub use self::runs::{Runs, runs};

/// What of a text is shown at most, in octets; the rest is in the mail as it came.
pub const SHOWN_MAX: usize = 64 * 1024;
/// Header fields, files and attached mails that are shown at most.
pub const LISTED_MAX: usize = 200;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// It is among the words that led to the reading.
    pub marked: bool,
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// What they say.
    pub pieces: Vec<Piece>,
    /// How they begin, where they are folded: quotes, signatures, what a forwarder put around it.
    pub folded: Option<String>,
    /// How many lines.
    pub lines: usize,
}

/// An attached file. It is named, never opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// `type/subtype`.
    pub kind: String,
    /// Its size in octets.
    pub size: usize,
}

/// A mail, or one that is attached to it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Content {
    /// What From says: names and addresses as they stand.
    pub from: Vec<String>,
    /// The subject.
    pub subject: Vec<Piece>,
    /// Its lines.
    pub runs: Vec<Run>,
    /// The text was longer than [`SHOWN_MAX`] and is cut.
    pub cut: bool,
    /// The text was made from HTML: nothing in it was loaded.
    pub from_html: bool,
    /// What is wrong with it, in words.
    pub faults: Vec<&'static str>,
    /// Attached files.
    pub files: Vec<File>,
    /// The header as it stands.
    pub headers: Vec<(String, String)>,
    /// Attached mails, a level further down.
    pub attached: Vec<Content>,
}

/// The beginning of a text, at most so many octets and whole characters, and whether there is more.
pub fn beginning(text: &str, octets: usize) -> (&str, bool) {
    if text.len() <= octets {
        return (text, false);
    }
    let end = (0..=octets).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    (&text[..end], true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(beginning("short", 10), ("short", false));
        assert_eq!(beginning("añb", 2), ("a", true));
    }
}
