//! Tables of words: a data file, one rule a line, searched in one pass however many rules it has.
//!
//! ```text
//! # a comment
//! key | some words
//! key | some words + other words     both must stand in the text, in any order
//! key | ^some words                  the text must begin with them
//! ```
//!
//! Texts and rules are folded alike: lower case, every run of white space one blank, typographic apostrophes and
//! hyphens plain. The first rule of the file that holds wins, so special rules stand above general ones. To teach a new
//! wording, add a line to the file; no code changes.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

/// Stands before the text, so that `^` can be an ordinary literal; no folded text contains it.
const START: char = '\u{2}';

/// A data file, compiled.
pub struct Table {
    rules: Vec<Rule>,
    /// `None` only if the compiler refuses our own constants, which a test rules out.
    literals: Option<AhoCorasick>,
}

/// One line.
struct Rule {
    key: &'static str,
    words: &'static str,
    /// Indices of the literals that must all occur.
    all: Vec<usize>,
}

/// A rule that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The rule's key.
    pub key: &'static str,
    /// Its words, as they stand in the file.
    pub words: &'static str,
}

impl Table {
    /// Compiles a data file.
    pub fn read(data: &'static str) -> Self {
        Self::compile(lines(data))
    }

    /// Compiles the lines of a data file that have this key.
    pub fn read_only(data: &'static str, key: &str) -> Self {
        Self::compile(lines(data).filter(|(one, _)| *one == key))
    }

    fn compile(lines: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let mut literals = Literals::default();
        let rules = lines
            .map(|(key, words)| Rule { key, words, all: words.split(" + ").map(|one| literals.index(one)).collect() })
            .collect();
        Self { rules, literals: AhoCorasick::new(&literals.texts).ok() }
    }

    /// The first rule of the file that holds for a folded text.
    pub fn first(&self, folded: &Folded) -> Option<Hit> {
        let found = self.found(folded)?;
        let holds = |rule: &&Rule| rule.all.iter().all(|&literal| found.get(literal).copied().unwrap_or_default());
        let rule = self.rules.iter().find(holds)?;
        Some(Hit { key: rule.key, words: rule.words })
    }

    /// Which literals occur; `None` when none does.
    fn found(&self, folded: &Folded) -> Option<Vec<bool>> {
        let literals = self.literals.as_ref()?;
        let mut hits = literals.find_overlapping_iter(&folded.0).peekable();
        hits.peek()?;
        let mut found = vec![false; literals.patterns_len()];
        for hit in hits {
            found[hit.pattern().as_usize()] = true;
        }
        Some(found)
    }
}

/// The `key | value` lines of a data file.
pub fn lines(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split_once('|'))
        .map(|(key, value)| (key.trim(), value.trim()))
        .filter(|(key, value)| !key.is_empty() && !value.is_empty())
}

/// The distinct literals of a table.
#[derive(Default)]
struct Literals {
    texts: Vec<String>,
    indices: HashMap<String, usize>,
}

impl Literals {
    fn index(&mut self, words: &str) -> usize {
        let literal = match words.trim().strip_prefix('^') {
            Some(rest) => Folded::of(rest).0,
            None => Folded::of(words).as_str().to_owned(),
        };
        *self.indices.entry(literal.clone()).or_insert_with(|| {
            self.texts.push(literal);
            self.texts.len() - 1
        })
    }
}

/// A text made ready for a table.
#[derive(Clone, Debug)]
pub struct Folded(String);

impl Folded {
    /// Folds a text.
    pub fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len() + 1);
        folded.push(START);
        for word in text.split_whitespace() {
            if folded.len() > START.len_utf8() {
                folded.push(' ');
            }
            folded.extend(word.chars().map(plain).flat_map(char::to_lowercase));
        }
        Self(folded)
    }

    /// The folded text itself.
    pub fn as_str(&self) -> &str {
        &self.0[START.len_utf8()..]
    }
}

fn plain(letter: char) -> char {
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' => '\'',
        '\u{2010}'..='\u{2014}' => '-',
        START => ' ',
        other => other,
    }
}
