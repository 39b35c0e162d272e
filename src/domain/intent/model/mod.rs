//! A small trained model beside the rules: rules for certainty, the model for what they do not know.
//!
//! It sees mostly **concepts**, which have the same names in every language (`hints/*.hints` says which words show them),
//! in which order they stand, and what the rules made of the letter; beside them the beginnings of words. So most of what
//! it learned from letters in one language holds in the others. `letters` are what it is trained on, `train` does it, `weights` is what comes of it.
//!
//! To add a language: a file of hints and its row in [`HINTS`], a file of rules, if only with its `common` words, letters
//! in it, and `desist intake train`.

pub mod letters;
pub mod train;
pub mod weights;

use std::collections::HashMap;
use std::sync::OnceLock;

use super::lexicon::Lexicon;
use weights::Weights;

macro_rules! hints {
    ($($tag:literal)*) => {
        /// The words that show concepts, by language.
        pub const HINTS: &[(&str, &str)] = &[$(($tag, include_str!(concat!("../hints/", $tag, ".hints")))),*];
    };
}

hints! {
    "ar" "bg" "bn" "ca" "cs" "da" "de" "el" "en" "es" "et" "fa" "fi" "fil" "fr" "he" "hi" "hr" "hu" "id" "is" "it" "ja" "ko" "lt" "lv" "ms" "nb" "nl" "pl" "pt" "ro" "ru" "sk" "sl" "sr" "sv" "sw" "th" "tr" "uk" "ur" "vi" "zh"
}

/// What `desist intake train` made of the letters.
pub const WEIGHTS: &[u8] = include_bytes!("model.bin");

/// The trained model and the words it needs; those of a language are compiled when it is first met.
#[derive(Debug)]
pub struct Model {
    hints: HashMap<&'static str, (&'static str, OnceLock<Option<Lexicon>>)>,
    weights: Option<Weights>,
}

impl Model {
    /// The one that is part of the program.
    pub fn embedded() -> Self {
        let hints = HINTS.iter().map(|(tag, text)| (*tag, (*text, OnceLock::new()))).collect();
        Self { hints, weights: Weights::read(WEIGHTS).ok() }
    }

    /// What it was trained to; nothing where the file is none of this version.
    pub fn weights(&self) -> Option<&Weights> {
        self.weights.as_ref()
    }

    /// The words of a language that show concepts.
    pub fn hints(&self, tag: &str) -> Option<&Lexicon> {
        let (text, compiled) = self.hints.get(tag)?;
        // A test compiles every file: none is left out here.
        compiled.get_or_init(|| Lexicon::compile(&[("hints", text)]).ok()).as_ref()
    }
}

/// Something that stands in a letter, by the hash of its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature {
    /// Its name's hash.
    pub key: u32,
    /// How much of it there is, 0 to 1.
    pub weight: f32,
    /// Where it stands in the folded text, in one or two places; empty ranges where it stands nowhere.
    pub spans: [(usize, usize); 2],
}

/// A feature's name while it is put together.
#[derive(Clone, Copy)]
pub struct Key(u64);

impl Key {
    /// Begins one.
    pub fn of(part: &str) -> Self {
        Self(0xcbf2_9ce4_8422_2325).and(part)
    }

    /// Adds a part (FNV-1a over its bytes and an end).
    pub fn and(self, part: &str) -> Self {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(step(part.bytes().fold(self.0, step), 0xff))
    }

    /// Adds a small number.
    pub fn number(self, number: usize) -> Self {
        let digit = u8::try_from(number % 10).unwrap_or_default();
        Self((self.0 ^ u64::from(b'0' + digit)).wrapping_mul(0x0100_0000_01b3))
    }

    /// The hash.
    pub fn value(self) -> u32 {
        u32::try_from((self.0 ^ (self.0 >> 32)) & 0xffff_ffff).unwrap_or_default()
    }
}
