//! Which language a text is written in: by script, by its commonest words, by letters of its own, and by how many of
//! our own terms it uses.
//!
//! To add a language: its `common` and `letters` lines in its rule file; for a script of its own, a row in [`script`].

use super::lexicon::{Hit, Languages, Lexicon};
use super::sentence::Text;

/// Words looked at.
const MAX_WORDS: usize = 300;

/// What the text was found to be written in.
#[derive(Clone, Debug, PartialEq)]
pub struct Detected {
    /// BCP 47 primary tag, `und` when nothing speaks for any.
    pub tag: String,
    /// The languages whose rules are worth trying, best first.
    pub candidates: Vec<usize>,
    /// The first is clearly ahead of the second.
    pub sure: bool,
    /// It has words, and we know hardly any of them in the best language: it may be one that we have no rules for.
    pub foreign: bool,
}

/// Finds the language. `original` keeps the marks that the folded text has lost.
pub fn detect(lexicon: &Lexicon, original: &str, text: &Text, hits: &[Hit]) -> Detected {
    if text.words.is_empty() {
        return Detected { tag: "und".to_owned(), candidates: Vec::new(), sure: false, foreign: false };
    }
    let allowed = script_languages(lexicon, original);
    let mut scores: Vec<(f64, usize)> = scores(lexicon, original, text, hits)
        .into_iter()
        .enumerate()
        .filter(|(at, _)| allowed & (1 << at) != 0)
        .map(|(at, score)| (score + favour(lexicon, at) + international(lexicon, text, at, score), at))
        .collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let best = scores.first().map_or(0.0, |(score, _)| *score);
    let second = scores.get(1).map_or(0.0, |(score, _)| *score);
    let sure = best > 0.0 && best >= 1.2 * second && best - second >= 0.5;
    let near = if sure { 0.85 } else { 0.5 };
    let candidates: Vec<usize> =
        scores.iter().filter(|(score, _)| *score > 0.0 && *score >= near * best).take(8).map(|(_, at)| *at).collect();
    let tag = candidates.first().and_then(|at| lexicon.languages.get(*at)).map_or("und", |own| own.tag.as_str());
    let foreign = is_foreign(lexicon, text, hits, candidates.first().copied());
    Detected { tag: tag.to_owned(), candidates, sure, foreign }
}

/// Of a language that we know, every fifth word is among its commonest ones or our terms.
fn is_foreign(lexicon: &Lexicon, text: &Text, hits: &[Hit], best: Option<usize>) -> bool {
    let folded = text.normal.text();
    let letters = |(start, end): &&(usize, usize)| {
        folded.get(*start..*end).is_some_and(|word| word.chars().any(char::is_alphabetic))
    };
    let words = || text.words.iter().take(MAX_WORDS).filter(letters);
    let Some(best) = best else { return words().next().is_some() };
    if lexicon.languages.get(best).is_some_and(|own| own.unspaced) {
        return false;
    }
    let hits = || hits.iter().take(4 * MAX_WORDS).filter(|hit| hit.languages & (1 << best) != 0);
    let known = |(start, end): &&(usize, usize)| {
        let is_common = folded.get(*start..*end).and_then(|word| lexicon.common.get(word));
        is_common.is_some_and(|bits| bits & (1 << best) != 0) || hits().any(|hit| hit.start < *end && *start < hit.end)
    };
    words().filter(known).count() * 5 < words().count()
}

/// A script's commonest language stands for a text in which no word of ours is found.
fn favour(lexicon: &Lexicon, at: usize) -> f64 {
    let is_first = |tag: &str| SCRIPTS.iter().any(|row| row.first() == Some(&tag));
    if lexicon.languages.get(at).is_some_and(|own| is_first(&own.tag)) { 0.05 } else { 0.0 }
}

/// "STOP" is a word of many languages; alone it is English, which people write to strangers.
fn international(lexicon: &Lexicon, text: &Text, at: usize, score: f64) -> f64 {
    let is_english = lexicon.languages.get(at).is_some_and(|own| own.tag == "en");
    if is_english && score > 0.0 && text.words.len() <= 2 { 0.5 } else { 0.0 }
}

fn scores(lexicon: &Lexicon, original: &str, text: &Text, hits: &[Hit]) -> Vec<f64> {
    let mut scores = vec![0.0; lexicon.languages.len()];
    let folded = text.normal.text();
    for (start, end) in text.words.iter().take(MAX_WORDS) {
        let word = folded.get(*start..*end).unwrap_or_default();
        if let Some(bits) = lexicon.common.get(word) {
            give(&mut scores, *bits, 1.0 / f64::from(bits.count_ones().max(1)).sqrt());
        }
    }
    for hit in hits.iter().take(4 * MAX_WORDS).filter(|hit| hit.languages.count_ones() < 4) {
        let letters = folded.get(hit.start..hit.end).map_or(0, |word| word.chars().count());
        let weight = if letters >= 5 { 0.45 } else { 0.2 };
        give(&mut scores, hit.languages, weight / f64::from(hit.languages.count_ones().max(1)));
    }
    for c in original.chars().take(8 * MAX_WORDS).filter(|c| !c.is_ascii()).flat_map(char::to_lowercase) {
        for (own, score) in lexicon.languages.iter().zip(&mut scores) {
            if own.letters.contains(&c) {
                *score += 0.35;
            }
        }
    }
    scores
}

fn give(scores: &mut [f64], bits: Languages, weight: f64) {
    let mut left = bits;
    while left != 0 {
        if let Some(score) = scores.get_mut(left.trailing_zeros() as usize) {
            *score += weight;
        }
        left &= left - 1;
    }
}

/// The languages that are written in the script most letters belong to.
fn script_languages(lexicon: &Lexicon, original: &str) -> Languages {
    let mut counts = [0usize; SCRIPTS.len()];
    for c in original.chars().take(8 * MAX_WORDS) {
        if let Some(count) = script(c).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    // Kana decides for Japanese even among many Chinese characters.
    let kana = counts.first().copied().unwrap_or(0);
    let han = counts.get(1).copied().unwrap_or(0);
    let best = if kana > 0 && kana * 12 > han {
        counts.iter().skip(2).all(|other| *other <= 3 * (kana + han)).then_some(0)
    } else {
        None
    };
    let most = |counts: &[usize]| {
        counts
            .iter()
            .enumerate()
            .max_by_key(|(at, n)| (if *at < 4 { 3 * **n } else { **n }, 99 - *at))
            .map(|(at, _)| at)
    };
    let tags = best.or_else(|| most(&counts)).and_then(|at| SCRIPTS.get(at)).copied().unwrap_or(&[]);
    if tags.is_empty() {
        let other: Vec<&str> = SCRIPTS.iter().flat_map(|tags| tags.iter().copied()).collect();
        return bits(lexicon, |tag| !other.contains(&tag) || ALSO_LATIN.contains(&tag));
    }
    bits(lexicon, |tag| tags.contains(&tag))
}

fn bits(lexicon: &Lexicon, wanted: impl Fn(&str) -> bool) -> Languages {
    lexicon.languages.iter().enumerate().filter(|(_, own)| wanted(&own.tag)).fold(0, |bits, (at, _)| bits | 1 << at)
}

/// Languages written in Latin letters as well as in those of their row.
const ALSO_LATIN: &[&str] = &["sr"];

/// Languages by script; the empty row stands for Latin.
const SCRIPTS: &[&[&str]] = &[
    &["ja"],
    &["zh", "ja"],
    &["ko"],
    &["th"],
    &["ru", "uk", "bg", "sr", "be", "mk", "kk"],
    &["el"],
    &["ar", "fa", "ur"],
    &["he"],
    &["hi", "mr", "ne"],
    &["bn"],
    &[],
];

fn script(c: char) -> Option<usize> {
    Some(match u32::from(c) {
        0x3041..=0x30FF | 0xFF66..=0xFF9D => 0,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF => 1,
        0xAC00..=0xD7AF | 0x1100..=0x11FF => 2,
        0x0E00..=0x0E7F => 3,
        0x0400..=0x052F => 4,
        0x0370..=0x03FF | 0x1F00..=0x1FFF => 5,
        0x0600..=0x06FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => 6,
        0x0590..=0x05FF => 7,
        0x0900..=0x097F => 8,
        0x0980..=0x09FF => 9,
        0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x024F | 0x1E00..=0x1EFF => 10,
        _ => return None,
    })
}
