//! All rule files compiled: one automaton over the terms of all languages, and the rules that join their hits.

mod building;

use std::collections::{HashMap, HashSet};

use aho_corasick::AhoCorasick;

use super::normal::is_unspaced;
use super::source::{self, RuleError, RuleLine};
use building::Building;

/// Longest particle written onto a word, in letters.
const PREFIX_MAX: usize = 4;
/// Shorter terms stand by themselves: with a particle they would be found in other words.
const PREFIXED_MIN: usize = 3;

/// A set of languages, one bit each.
pub type Languages = u64;

/// The number of a class.
pub type ClassId = u16;

/// One term's meaning.
#[derive(Clone, Debug)]
struct Entry {
    languages: Languages,
    class: ClassId,
    begins_word: bool,
    ends_word: bool,
    accent: Option<bool>,
    /// As the rule file writes it, in a language whose marks tell words apart.
    written: Option<String>,
}

/// A term found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it means.
    pub class: ClassId,
    /// First byte of the folded text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// In which languages.
    pub languages: Languages,
    /// Made by a derivation: other words may stand inside it.
    pub made: bool,
    /// For the shortest words, whether they are written with a mark: "si" is not "sí".
    pub accent: Option<bool>,
}

/// What the words of a class are worth, where they are numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number word.
    Number(u32),
    /// So many days.
    Unit(u32),
    /// A month, from 1.
    Month(u32),
    /// So many days by itself.
    Span(u32),
}

/// A language's own data.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// BCP 47 primary tag.
    pub tag: String,
    /// Letters that speak for it.
    pub letters: HashSet<char>,
    /// No space between words.
    pub unspaced: bool,
    /// Words that differ by their marks only are different words.
    pub marked: bool,
    digraphs: Vec<(char, String)>,
    prefixes: HashSet<String>,
}

/// A compiled element: how many words may lie before it, and the classes it may be.
pub type Element = (usize, Vec<ClassId>);

/// What a rule makes of its match.
#[derive(Clone, Debug)]
pub enum Effect {
    /// A hit of this class.
    Derive(ClassId),
    /// A sign of an intent.
    Show(Box<RuleLine>),
}

/// A compiled rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it makes of its match.
    pub effect: Effect,
    /// Languages it holds for.
    pub languages: Languages,
    /// Parts in any order.
    pub groups: Vec<Vec<Element>>,
    /// What must not stand in the sentence.
    pub absent: Vec<ClassId>,
}

/// Terms, rules and language profiles.
#[derive(Debug)]
pub struct Lexicon {
    automaton: AhoCorasick,
    entries: Vec<Vec<Entry>>,
    names: Vec<String>,
    values: Vec<Option<Value>>,
    /// The languages that write particles onto words.
    prefixed: Languages,
    /// By class: the languages that have words of it.
    spoken: Vec<Languages>,
    ids: HashMap<String, ClassId>,
    /// By bit.
    pub languages: Vec<Language>,
    /// In order: derivations before what uses them.
    pub rules: Vec<Rule>,
    /// How much each common word says for each language.
    pub common: HashMap<String, Languages>,
    /// Words in which typing errors are forgiven.
    pub forgiven: Vec<(Vec<char>, ClassId, Languages)>,
}

impl Lexicon {
    /// Compiles files, later ones adding to and replacing what stands in earlier ones.
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn compile(files: &[(&str, &str)]) -> Result<Self, RuleError> {
        let mut building = Building::default();
        for (file, text) in files {
            building.start_file();
            for (line, content) in source::lines(text) {
                source::item(&content).and_then(|item| building.add(item)).map_err(|what| RuleError {
                    file: (*file).to_owned(),
                    line,
                    what,
                })?;
            }
        }
        building.finish()
    }

    /// The number of a class, if any file uses it.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.ids.get(name).copied()
    }

    /// The name of a class.
    pub fn name(&self, class: ClassId) -> &str {
        self.names.get(usize::from(class)).map_or("", String::as_str)
    }

    /// What the words of a class are worth.
    pub fn value(&self, class: ClassId) -> Option<Value> {
        self.values.get(usize::from(class)).copied().flatten()
    }

    /// Whether a language has words of this class.
    pub fn knows(&self, class: Option<ClassId>, language: usize) -> bool {
        let spoken = class.and_then(|class| self.spoken.get(usize::from(class)));
        spoken.is_some_and(|spoken| spoken & (1 << language) != 0)
    }

    /// Every term of every language in a folded text, in order. `spelt` gives the writer's own spelling of a range, or
    /// nothing where it is not known.
    pub fn hits<'t>(&self, text: &str, spelt: impl Fn(usize, usize) -> &'t str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for found in self.automaton.find_overlapping_iter(text) {
            let (start, end) = (found.start(), found.end());
            let begins = !joins(
                text.get(..start).and_then(|b| b.chars().next_back()),
                text.get(start..end).and_then(|m| m.chars().next()),
            );
            let ends = !joins(
                text.get(start..end).and_then(|m| m.chars().next_back()),
                text.get(end..).and_then(|a| a.chars().next()),
            );
            let entries = self.entries.get(found.pattern().as_usize()).map_or(&[][..], Vec::as_slice);
            // Whatever is written onto the beginning of a word belongs to the hit.
            let whole = if begins { Some(start) } else { None };
            for entry in entries.iter().filter(|e| ends || !e.ends_word) {
                let behind = || self.behind_prefix(text, start, end, entry.languages);
                let Some(start) = whole.or_else(|| if entry.begins_word { behind() } else { Some(start) }) else {
                    continue;
                };
                if entry
                    .written
                    .as_ref()
                    .is_some_and(|written| is_other_word(written, spelt(found.start(), found.end())))
                {
                    continue;
                }
                // A stem's hit reaches to the end of its word.
                let end = if entry.ends_word || ends { end } else { word_end(text, end) };
                hits.push(Hit {
                    class: entry.class,
                    start,
                    end,
                    languages: entry.languages,
                    made: false,
                    accent: entry.accent,
                });
            }
        }
        hits.sort_by_key(|hit| (hit.start, hit.end));
        hits
    }

    /// Where the word begins, if all that stands before the term is a particle of one of these languages.
    fn behind_prefix(&self, text: &str, start: usize, end: usize, languages: Languages) -> Option<usize> {
        if languages & self.prefixed == 0 {
            return None;
        }
        let before = text.get(..start)?;
        let run = before.chars().rev().take_while(|c| c.is_alphanumeric()).take(PREFIX_MAX + 1);
        let word = start - run.map(char::len_utf8).sum::<usize>();
        let prefix = text.get(word..start)?;
        let own = self
            .languages
            .iter()
            .enumerate()
            .filter(|(at, _)| languages.count_ones() == 1 && languages & (1 << at) != 0);
        let takes = own.map(|(_, own)| &own.prefixes).any(|prefixes| prefixes.contains(prefix));
        (takes && text.get(start..end)?.chars().count() >= PREFIXED_MIN).then_some(word)
    }
}

/// Whether a word is spelt with other marks than the term; one without any was written in a hurry.
fn is_other_word(written: &str, spelt: &str) -> bool {
    !spelt.is_ascii() && spelt.to_lowercase() != written
}

/// Whether two characters belong to one word.
fn joins(left: Option<char>, right: Option<char>) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
    inside(left) && inside(right)
}

fn word_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + rest.find(|c: char| !c.is_alphanumeric() || is_unspaced(c)).unwrap_or(rest.len())
}
