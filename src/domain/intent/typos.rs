//! Typing errors in the few words that matter: a word of the letter that no rule knows, but that is nearly one marked
//! with `~`, counts as that one.

use std::collections::HashSet;

use super::lexicon::{Hit, Languages, Lexicon};
use super::sentence::Text;

/// Words looked at.
const MAX_WORDS: usize = 200;
/// A word is long enough to be recognised with an error in it.
const SHORT: usize = 6;
/// A word is long enough for two.
const LONG: usize = 9;
/// No word is longer.
const HUGE: usize = 24;

/// Hits for mistyped words.
pub fn hits(lexicon: &Lexicon, text: &Text, known: &[Hit], languages: Languages) -> Vec<Hit> {
    let whole: HashSet<(usize, usize)> =
        known.iter().filter(|hit| hit.languages & languages != 0).map(|hit| (hit.start, hit.end)).collect();
    let folded = text.normal.text();
    let mut found = Vec::new();
    for range in text.words.iter().take(MAX_WORDS).filter(|range| !whole.contains(range)) {
        let word: Vec<char> = folded.get(range.0..range.1).unwrap_or_default().chars().take(HUGE + 1).collect();
        if word.len() < SHORT || word.len() > HUGE {
            continue;
        }
        let near = lexicon.forgiven.iter().filter(|(term, _, bits)| bits & languages != 0 && is_near(&word, term));
        found.extend(near.map(|(_, class, bits)| Hit {
            class: *class,
            start: range.0,
            end: range.1,
            languages: *bits,
            made: false,
            accent: None,
        }));
    }
    found
}

fn is_near(word: &[char], term: &[char]) -> bool {
    let allowed = if term.len() >= LONG { 2 } else { 1 };
    let same_start = word.first() == term.first();
    same_start && word.len().abs_diff(term.len()) <= allowed && distance(word, term) <= allowed
}

/// Edits from one word to the other: insert, drop, replace, swap neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}
