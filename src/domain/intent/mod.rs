//! What the writer of a mail wants: words and rules by language, scored and explained.
//!
//! The way of a letter: `normal` folds the text, `sentence` cuts it up, `lexicon` finds the terms of all languages in
//! one pass, `language` decides which language it is, `matching` lays the rules of that language over each sentence,
//! `weigh` judges every match in its surroundings (a "not" before it, an "if", a question, quotation marks, somebody
//! else), `decide` makes one reading of them, `topics` and `values` add which topic, how long, and from what to what.
//!
//! Whether a reading may be acted on without a person is a separate judgement ([`Understood::clear`]): every doubt
//! that speaks against it is named. Precision before recall: a doubt costs a look, a wrong act costs trust (L10).
//!
//! Words and rules are data: `rules/*.rules`, one file a language, the format is described in `source`. To add a
//! language: one more file there and in [`EMBEDDED`]. Operators put files of the same format into a folder.

mod correct;
mod decide;
mod han;
mod language;
mod lexicon;
mod matching;
pub mod model;
mod normal;
mod sentence;
mod source;
mod topics;
mod typos;
mod values;
mod weigh;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]
mod tests;

use jiff::civil::Date;
use serde::Serialize;

pub use source::{RuleError, Wrong};

use super::reading::Intent;
use lexicon::Lexicon;
pub use model::Feature;
use model::Model;
pub use model::letters::{Sample, samples};
pub use model::train::{Example, train};
pub use model::weights::{NoModel, Weights};

/// Bytes of a letter that are read; nobody needs more to say what they want.
const READ_MAX: usize = 16 * 1024;

macro_rules! embedded {
    ($($tag:literal)*) => {
        /// The rule files that are part of the program, by name.
        pub const EMBEDDED: &[(&str, &str)] = &[$((concat!($tag, ".rules"), include_str!(concat!("rules/", $tag, ".rules")))),*];
    };
}

embedded! {
    "all" "any" "en" "de" "fr" "es" "pt" "it" "nl" "pl" "ja" "zh" "tr" "ar" "ru" "sv" "da" "cs" "uk" "hu" "ro" "fi" "nb" "sk" "hr" "sr" "bg" "el" "he" "ko" "id" "vi" "th" "hi" "ca" "bn" "et" "fa" "fil" "is" "lt" "lv" "ms" "sl" "sw" "ur"
}

/// What a mail says, cut down to what its writer wrote.
#[derive(Clone, Debug, Default)]
pub struct Letter<'a> {
    /// The subject line, decoded.
    pub subject: &'a str,
    /// What the writer wrote: quotes, signatures and forwarding wrappers are cut.
    pub text: &'a str,
    /// The topics of the sender it was written to.
    pub topics: &'a [TopicName],
    /// The writer's own address, where it is known: any other address named makes a reading unclear.
    pub writer: Option<&'a str>,
    /// The day it was written: "until September" means the next one.
    pub date: Option<Date>,
    /// The language tag that the writer's program gave it, such as `en-US`: it says what stands first in `12/01/2027`.
    pub tag: Option<&'a str>,
}

/// How a topic may be called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicName {
    /// Its key.
    pub key: String,
    /// Its name on pages.
    pub name: String,
    /// What it is about.
    pub description: String,
}

/// What was understood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Understood {
    /// BCP 47 primary tag, `und` when it could not be told.
    pub language: String,
    /// In the order in which they stand in the letter; never empty.
    pub intents: Vec<Intent>,
    /// Any reasonable reader would apply the opt-outs without asking.
    pub clear: bool,
    /// Why it is not clear.
    pub doubts: Vec<Doubt>,
    /// The rules saw a stop that the model does not see: a person looks, and mail is held meanwhile (L7).
    pub overruled: bool,
    /// Other addresses named in the letter, as they stand. Personal data: never for a log (L6).
    #[serde(skip)]
    pub addresses: Vec<String>,
}

/// What speaks against acting without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Nothing in it is an opt-out.
    NoOptOut,
    /// The rules are not certain enough.
    Weak,
    /// It also says the opposite.
    Contradiction,
    /// It names an address that is not the writer's.
    OtherAddress,
    /// It speaks for somebody else.
    OtherPerson,
    /// It tells of something that was asked or done before.
    Told,
    /// Some mail is to go on coming, and which was not understood.
    Partial,
    /// It looks like a mailing, not like a letter.
    Mailing,
    /// It is about the product's own unsubscribe functions or a paid plan.
    Business,
    /// It speaks to machines.
    Machine,
    /// Too long to be read as one request.
    Long,
    /// Its language could not be told.
    Language,
    /// Rules and model do not agree, or people do not act on letters like it without asking.
    Model,
}

impl Doubt {
    /// Its code and a sentence, as a reading gives its reasons.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoOptOut => "no_opt_out: nothing in it is an opt-out",
            Self::Weak => "weak: the rules are not certain enough",
            Self::Contradiction => "contradiction: it also says the opposite",
            Self::OtherAddress => "other_address: it names an address that is not the writer's",
            Self::OtherPerson => "other_person: it speaks for somebody else",
            Self::Told => "told: it tells of something that was asked or done before",
            Self::Partial => "partial: some mail is to go on coming, and which was not understood",
            Self::Mailing => "mailing: it looks like a mailing, not like a letter",
            Self::Business => "business: it is about a product's own unsubscribe functions or a paid plan",
            Self::Machine => "machine: it speaks to machines",
            Self::Long => "long: it is too long to be read as one request",
            Self::Language => "language: its language could not be told",
            Self::Model => "model: rules and model do not agree that it may be acted on",
        }
    }
}

/// Words and rules, compiled once and then only read.
#[derive(Debug)]
pub struct Rules {
    lexicon: Lexicon,
    classes: weigh::Classes,
    model: Model,
}

impl Rules {
    /// The rules that are part of the program.
    ///
    /// # Errors
    /// The first line that cannot be read (a test sees to it that there is none).
    pub fn embedded() -> Result<Self, RuleError> {
        Self::with_overrides(EMBEDDED, &[])
    }

    /// Compiles `files`, then an operator's `overrides` (name, text): their terms are added, their rules replace those
    /// of the same id, `drop` and `CLASS - term` take away.
    ///
    /// # Errors
    /// The first line that cannot be read, with its file's name.
    pub fn with_overrides(files: &[(&str, &str)], overrides: &[(&str, &str)]) -> Result<Self, RuleError> {
        let every: Vec<(&str, &str)> = files.iter().chain(overrides).copied().collect();
        let lexicon = Lexicon::compile(&every)?;
        let classes = weigh::Classes::of(&lexicon);
        Ok(Self { lexicon, classes, model: Model::embedded() })
    }

    /// What the model looks at in a letter: to train it.
    pub fn features(&self, letter: &Letter<'_>) -> Vec<Feature> {
        decide::by_rules(&self.lexicon, &self.classes, letter).features(&self.lexicon, &self.model)
    }

    /// Reads a letter. Never fails; whatever it cannot tell makes the reading unclear.
    pub fn read(&self, letter: &Letter<'_>) -> Understood {
        decide::by_rules(&self.lexicon, &self.classes, letter).judged(&self.lexicon, &self.classes, &self.model)
    }
}

/// The longest beginning of `text` of at most so many bytes that is whole characters.
fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
