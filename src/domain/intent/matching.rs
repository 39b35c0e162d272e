//! Where the rules match: patterns over the hits of one sentence.
//!
//! Everything is bounded: hits of a sentence, ways to lay one part of a pattern, matches of one rule.

use super::lexicon::{ClassId, Effect, Element, Hit, Languages, Lexicon, Rule};
use super::sentence::{Sentence, Text};
use super::weigh::Classes;

/// Hits kept for one sentence.
const MAX_HITS: usize = 400;
/// Ways in which one part of a pattern is laid over a sentence.
const MAX_WAYS: usize = 12;
/// Words that may lie between two parts of a pattern.
const WINDOW: usize = 14;

/// As many words a clause's end counts for, when the nearest of several is looked for.
const CLAUSE: usize = 4;

/// The hits of one sentence in one language.
#[derive(Debug, Default)]
pub struct Marks {
    /// In order of their start.
    pub hits: Vec<Hit>,
    present: Vec<u64>,
    /// Polite words that may stand between commas inside of anything.
    please: Option<ClassId>,
    /// "though", "however": they stand between commas like polite words.
    but: Option<ClassId>,
    /// Words that join two requests.
    and: Option<ClassId>,
}

/// The classes that decide how far a pattern reaches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Joints {
    /// Polite words.
    pub please: Option<ClassId>,
    /// Words that begin the other half.
    pub but: Option<ClassId>,
    /// "and".
    pub and: Option<ClassId>,
}

/// A rule's match: which hits it used.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// In order of their start.
    pub hits: Vec<Hit>,
}

impl Match<'_> {
    /// First and last byte covered.
    pub fn span(&self) -> (usize, usize) {
        (self.hits.first().map_or(0, |hit| hit.start), self.hits.iter().map(|hit| hit.end).max().unwrap_or(0))
    }
}

impl Marks {
    /// The hits of `sentence` that count for `language`; what stands inside a phrase of the class `noise` does not.
    pub fn of(all: &[Hit], sentence: Sentence, language: Languages, noise: Option<ClassId>, joints: Joints) -> Self {
        let from = all.partition_point(|hit| hit.start < sentence.start);
        let inside = all.iter().skip(from).take_while(|hit| hit.start < sentence.end);
        let mut hits: Vec<Hit> = inside
            .filter(|hit| hit.languages & language != 0 && hit.end <= sentence.end)
            .take(MAX_HITS)
            .copied()
            .collect();
        drop_covered(&mut hits, noise);
        let mut marks = Self { please: joints.please, but: joints.but, and: joints.and, ..Self::default() };
        hits.into_iter().for_each(|hit| marks.add(hit));
        marks
    }

    /// Adds a hit that no word of the sentence stands for.
    pub fn put_first(&mut self, hit: Hit) {
        self.add(hit);
        self.hits.rotate_right(1);
    }

    /// Whether any hit of this class is there.
    pub fn has(&self, class: Option<ClassId>) -> bool {
        class.is_some_and(|class| self.bit(class))
    }

    /// All hits of a class.
    pub fn all(&self, class: Option<ClassId>) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| Some(hit.class) == class)
    }

    /// What asks for something; thanks are polite, but ask for nothing.
    pub fn asks_for(&self, classes: &Classes) -> impl Iterator<Item = &Hit> {
        let (please, thanks, no_send) = (classes.please, classes.thanks, classes.no_send);
        // "Give me" is a request, but not within "you no longer give me".
        let within = |hit: &Hit, big: &Hit| big.start <= hit.start && hit.end <= big.end;
        self.all(please).filter(move |hit| {
            !self.all(thanks).any(|thanks| thanks.start < hit.end && hit.start < thanks.end)
                && !self.all(no_send).any(|big| within(hit, big))
        })
    }

    /// Runs the derivations, then gives every match of the other rules.
    pub fn matches<'a>(&mut self, lexicon: &'a Lexicon, language: Languages, text: &Text) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        for rule in lexicon.rules.iter().filter(|rule| rule.languages & language != 0) {
            match rule.effect {
                Effect::Derive(class) => self.derive(rule, class, text),
                Effect::Show(_) => found.extend(self.lay(rule, text).into_iter().map(|hits| Match { rule, hits })),
            }
        }
        found
    }

    fn derive(&mut self, rule: &Rule, class: ClassId, text: &Text) {
        for hits in self.lay(rule, text) {
            let (Some(first), Some(end)) = (hits.first(), hits.iter().map(|hit| hit.end).max()) else { continue };
            let hit = Hit { class, start: first.start, end, languages: first.languages, made: true, accent: None };
            if self.hits.len() < MAX_HITS && !self.hits.contains(&hit) {
                self.add(hit);
            }
        }
        self.hits.sort_by_key(|hit| (hit.start, hit.end));
    }

    fn add(&mut self, hit: Hit) {
        let (word, bit) = place(hit.class);
        if self.present.len() <= word {
            self.present.resize(word + 1, 0);
        }
        if let Some(bits) = self.present.get_mut(word) {
            *bits |= bit;
        }
        self.hits.push(hit);
    }

    fn bit(&self, class: ClassId) -> bool {
        let (word, bit) = place(class);
        self.present.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// Every way in which a rule lies over the sentence.
    fn lay(&self, rule: &Rule, text: &Text) -> Vec<Vec<Hit>> {
        let could = rule.groups.iter().flatten().all(|(_, classes)| classes.iter().any(|class| self.bit(*class)));
        let Some((first, others)) = rule.groups.split_first().filter(|_| could) else { return Vec::new() };
        let firsts = self.ways(first, text);
        firsts
            .into_iter()
            .filter_map(|way| self.join(way, others, text))
            .filter(|hits| !self.forbidden(rule, hits, text))
            .collect()
    }

    /// Adds the nearest way of each other part.
    fn join(&self, way: Vec<Hit>, others: &[Vec<Element>], text: &Text) -> Option<Vec<Hit>> {
        let mut laid = way;
        for group in others {
            let near = self.ways(group, text).into_iter().filter(|other| disjoint(&laid, other));
            let (distance, nearest) =
                near.map(|other| (distance(&laid, &other, text), other)).min_by_key(|(words, _)| *words)?;
            if distance > WINDOW + CLAUSE {
                return None;
            }
            laid.extend(nearest);
        }
        laid.sort_by_key(|hit| (hit.start, hit.end));
        Some(laid)
    }

    /// Every way to lay an ordered part.
    fn ways(&self, group: &[Element], text: &Text) -> Vec<Vec<Hit>> {
        let Some(((_, first), others)) = group.split_first() else { return Vec::new() };
        let mut ways: Vec<Vec<Hit>> =
            self.hits.iter().filter(|hit| first.contains(&hit.class)).take(MAX_WAYS).map(|hit| vec![*hit]).collect();
        for (gap, classes) in others {
            let mut longer: Vec<Vec<Hit>> = Vec::new();
            for way in &ways {
                let from = way.last().map_or(0, |last| self.hits.partition_point(|hit| hit.start < last.end));
                let behind = self.hits.get(from..).unwrap_or_default().iter();
                for hit in
                    behind.filter(|hit| classes.contains(&hit.class) && self.follows(way.last(), hit, *gap, text))
                {
                    if longer.len() < MAX_WAYS {
                        let mut next = way.clone();
                        next.push(*hit);
                        longer.push(next);
                    }
                }
            }
            ways = longer;
        }
        ways
    }

    /// Near enough behind, in the same clause unless only a polite word stands between commas.
    fn follows(&self, last: Option<&Hit>, hit: &Hit, gap: usize, text: &Text) -> bool {
        let Some(last) = last else { return true };
        let lies_between = |word: &Hit| last.end <= word.start && word.end <= hit.start;
        // ", though,": set off on both sides; behind one comma it begins another clause.
        let set_off = |word: &Hit| {
            lies_between(word)
                && text.breaks_between(last.end, word.start + 1)
                && text.breaks_between(word.end, hit.start)
        };
        let polite = || self.all(self.please).any(lies_between) || self.all(self.but).any(set_off);
        hit.start >= last.end
            && text.word_at(hit.start).saturating_sub(text.word_at(last.end)) <= gap
            && (!text.breaks_between(last.end, hit.start) || polite())
    }

    /// What must not be there counts in the same clause, up to the next "and".
    fn forbidden(&self, rule: &Rule, used: &[Hit], text: &Text) -> bool {
        let free = |hit: &Hit| used.iter().all(|own| own.end <= hit.start || hit.end <= own.start);
        let joined = |hit: &Hit| used.iter().any(|own| !self.is_apart(own, hit, text));
        self.hits.iter().any(|hit| rule.absent.contains(&hit.class) && free(hit) && joined(hit))
    }

    fn is_apart(&self, a: &Hit, b: &Hit, text: &Text) -> bool {
        let (end, start) = if a.end <= b.start { (a.end, b.start) } else { (b.end, a.start) };
        text.breaks_between(end, start) || self.all(self.and).any(|and| end <= and.start && and.end <= start)
    }
}

fn place(class: ClassId) -> (usize, u64) {
    (usize::from(class / 64), 1 << (class % 64))
}

/// Of one class the longest of nested hits stays; a noise phrase hides whatever lies inside it.
fn drop_covered(hits: &mut Vec<Hit>, noise: Option<ClassId>) {
    let covers = |big: &Hit, small: &Hit| {
        big.start <= small.start
            && small.end <= big.end
            && big.end - big.start > small.end - small.start
            && (big.class == small.class || Some(big.class) == noise)
    };
    let every = hits.clone();
    hits.retain(|hit| {
        let from = every.partition_point(|other| other.start + 160 < hit.start);
        !every.iter().skip(from).take_while(|other| other.start <= hit.start).any(|other| covers(other, hit))
    });
    hits.dedup();
}

fn disjoint(a: &[Hit], b: &[Hit]) -> bool {
    a.iter().all(|x| b.iter().all(|y| x.end <= y.start || y.end <= x.start))
}

/// Words between two sets of hits, and more for every clause between them; 0 when they interleave.
fn distance(a: &[Hit], b: &[Hit], text: &Text) -> usize {
    let span =
        |hits: &[Hit]| (hits.iter().map(|h| h.start).min().unwrap_or(0), hits.iter().map(|h| h.end).max().unwrap_or(0));
    let ((a_start, a_end), (b_start, b_end)) = (span(a), span(b));
    let clause = |end: usize, start: usize| if text.breaks_between(end, start) { CLAUSE } else { 0 };
    let between = |end: usize, start: usize| text.word_at(start).saturating_sub(text.word_at(end)) + clause(end, start);
    if a_end <= b_start {
        between(a_end, b_start)
    } else if b_end <= a_start {
        between(b_end, a_start)
    } else {
        0
    }
}
