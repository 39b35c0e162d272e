//! Finding phrases of many languages in a line: at its front, anywhere, around a gap. Words end where letters do; in
//! scripts without spaces they end anywhere.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::line::is_unspaced;

/// Phrases found by how a line begins.
pub(super) struct Leads(HashMap<char, Vec<String>>);

impl Leads {
    pub fn new(phrases: Vec<String>) -> Self {
        let mut by_first: HashMap<char, Vec<String>> = HashMap::new();
        for phrase in phrases {
            if let Some(first) = phrase.chars().next() {
                by_first.entry(first).or_default().push(phrase);
            }
        }
        Self(by_first)
    }

    /// What follows the longest phrase `text` begins with; a phrase ends where a word ends.
    pub fn after<'t>(&self, text: &'t str) -> Option<&'t str> {
        let candidates = self.0.get(&text.chars().next()?)?;
        let rests = candidates.iter().filter_map(|phrase| rest_after(text, phrase));
        rests.min_by_key(|rest| rest.len())
    }

    /// Whether `text` is one of the phrases.
    pub fn is(&self, text: &str) -> bool {
        self.after(text).is_some_and(str::is_empty)
    }
}

/// `text` without `phrase` at its front, if a word ends there.
fn rest_after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(phrase)?;
    (ends_word(phrase, rest)).then_some(rest)
}

/// Whether a word ends between `before` and `rest`; scripts without spaces end one anywhere.
fn ends_word(before: &str, rest: &str) -> bool {
    let last = before.chars().next_back().unwrap_or(' ');
    let next = rest.chars().next().unwrap_or(' ');
    !last.is_alphanumeric() || !next.is_alphanumeric() || is_unspaced(last) || is_unspaced(next)
}

/// Phrases found anywhere in a line, all at once.
pub(super) struct Finder(Option<AhoCorasick>);

impl Finder {
    pub fn new(phrases: Vec<String>) -> Self {
        // Phrases of our own files always build; a test holds that. Without them nothing would be found, nothing cut.
        Self(AhoCorasick::new(phrases).ok())
    }

    /// Whether the phrases could be prepared.
    #[cfg(test)]
    pub fn works(&self) -> bool {
        self.0.is_some()
    }

    /// The end of the last phrase that stands as words of its own; of phrases that begin alike, the longest.
    pub fn word_end(&self, text: &str) -> Option<usize> {
        self.words(text).map(|(_, end)| end).max()
    }

    /// Whether a phrase stands as words of its own.
    pub fn has_word(&self, text: &str) -> bool {
        self.words(text).next().is_some()
    }

    fn words(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        self.spans(text).filter(|(start, end)| begins(text, *start) && ends(text, *end))
    }

    /// Whether a word begins with a phrase.
    pub fn has_start(&self, text: &str) -> bool {
        self.spans(text).any(|(start, _)| begins(text, start))
    }

    /// Whether a phrase stands there as words of its own and only a few characters follow it.
    pub fn closes(&self, text: &str) -> bool {
        self.spans(text).any(|(start, end)| {
            begins(text, start) && text.get(end..).is_some_and(|rest| rest.chars().all(|c| !c.is_alphanumeric()))
        })
    }

    /// How many different phrases begin a word in it.
    pub fn different(&self, text: &str) -> usize {
        let mut found: Vec<(usize, usize)> = self.spans(text).filter(|(start, _)| begins(text, *start)).collect();
        found.sort_unstable();
        found.dedup_by(|next, first| next.0 < first.1);
        let mut phrases: Vec<&str> = found.iter().filter_map(|(start, end)| text.get(*start..*end)).collect();
        phrases.sort_unstable();
        phrases.dedup();
        phrases.len()
    }

    fn spans(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        self.0
            .iter()
            .flat_map(move |finder| finder.find_overlapping_iter(text))
            .map(|found| (found.start(), found.end()))
    }
}

/// Whether a word may begin at `at`.
fn begins(text: &str, at: usize) -> bool {
    text.get(..at).zip(text.get(at..)).is_some_and(|(before, rest)| ends_word(before, rest))
}

/// Whether a word may end at `at`.
fn ends(text: &str, at: usize) -> bool {
    begins(text, at)
}

/// Phrases with one gap, `sent from my *`.
pub(super) struct Patterns {
    by_first: HashMap<char, Vec<(String, String)>>,
    by_end: Vec<String>,
}

impl Patterns {
    pub fn new(phrases: Vec<String>) -> Self {
        let mut patterns = Self { by_first: HashMap::new(), by_end: Vec::new() };
        for phrase in phrases {
            let (front, back) = phrase.split_once('*').unwrap_or((&phrase, ""));
            match front.trim().chars().next() {
                Some(first) => {
                    patterns.by_first.entry(first).or_default().push((front.trim().into(), back.trim().into()))
                }
                None => patterns.by_end.push(back.trim().to_owned()),
            }
        }
        patterns
    }

    /// What stands in the gap, if `text` has the form of a pattern; the shortest gap of all.
    pub fn gap<'t>(&self, text: &'t str) -> Option<&'t str> {
        let fronts = text.chars().next().and_then(|first| self.by_first.get(&first)).into_iter().flatten();
        let inner = fronts.filter_map(|(front, back)| rest_after(text, front)?.strip_suffix(back.as_str()));
        let outer = self.by_end.iter().filter_map(|back| text.strip_suffix(back.as_str()));
        inner.chain(outer).map(str::trim).min_by_key(|gap| gap.len())
    }
}
