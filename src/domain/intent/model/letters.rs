//! Letters whose meaning is known, one a line: `language | kinds (+ topic) | act or ask | subject | text`.
//!
//! Several kinds stand with commas between them, a line break in the text as ` / `; lines that begin with `#` say
//! something about the letters. The model is trained on such files, and the tests read them.

use crate::domain::reading::IntentKind;

/// A letter whose meaning is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample<'a> {
    /// BCP 47 primary tag.
    pub language: &'a str,
    /// What it wants; a topic's key beside `unsubscribe_topic`, where one is meant beyond doubt.
    pub wishes: Vec<(IntentKind, Option<&'a str>)>,
    /// Any reasonable reader would apply its opt-outs without asking.
    pub act: bool,
    /// Its subject.
    pub subject: &'a str,
    /// What the writer wrote.
    pub text: String,
}

/// A line that is none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {0} is no letter: `language | kinds | act or ask | subject | text` is wanted, with kinds of this program"
)]
pub struct NoLetter(
    /// From 1.
    pub usize,
);

/// Reads a file of letters.
///
/// # Errors
/// The first line that is none.
pub fn samples(file: &str) -> Result<Vec<Sample<'_>>, NoLetter> {
    let lines = file.lines().enumerate();
    let said = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    said.map(|(at, line)| sample(line).ok_or(NoLetter(at + 1))).collect()
}

fn sample(line: &str) -> Option<Sample<'_>> {
    let fields: Vec<&str> = line.splitn(5, '|').map(str::trim).collect();
    let [language, kinds, act, subject, text] = fields[..] else { return None };
    let act = match act {
        "act" => true,
        "ask" => false,
        _ => return None,
    };
    let wishes = kinds.split(',').map(|one| {
        let mut words = one.split_whitespace();
        Some((IntentKind::from_word(words.next()?)?, words.next()))
    });
    Some(Sample { language, wishes: wishes.collect::<Option<_>>()?, act, subject, text: text.replace(" / ", "\n") })
}
