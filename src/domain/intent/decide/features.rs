//! What the trained model looks at: which concepts stand in a letter and in which order, and what the rules made of it.
//!
//! Concepts have the same names in all languages, so that what was learned from a letter in one holds in the others.
//! A feature is the hash of its name: the model's file needs no names. Whoever changes a name or adds a feature must
//! train the model anew (`desist intake train`).

use std::collections::BTreeSet;

use super::super::Understood;
use super::super::lexicon::{Hit, Lexicon};
use super::super::matching::{Joints, Marks};
use super::super::model::{Feature, Key};
use super::super::sentence::Sentence;
use super::CERTAIN;
use super::found::Found;
use super::page::Page;

/// Different concepts of a sentence that are paired with each other.
const PAIRED: usize = 24;
/// Words looked at.
const WORDS: usize = 300;
/// Letters of a word that count.
const STEM: usize = 6;
/// Sentences looked at.
const SENTENCES: usize = 60;
/// Upper ends of the classes of length, in words.
const LENGTHS: &[usize] = &[3, 8, 19, 44, 99];
/// More sentences than this are not counted.
const MANY: usize = 6;

/// Features while they are gathered.
#[derive(Default)]
struct Gathering(Vec<Feature>);

impl Gathering {
    fn add(&mut self, key: Key, weight: f32, spans: [(usize, usize); 2]) {
        self.0.push(Feature { key: key.value(), weight, spans });
    }

    fn note(&mut self, key: Key) {
        self.add(key, 1.0, [(0, 0); 2]);
    }

    /// Each once, with its greatest weight.
    fn done(mut self) -> Vec<Feature> {
        self.0.sort_by(|a, b| a.key.cmp(&b.key).then(b.weight.total_cmp(&a.weight)));
        self.0.dedup_by_key(|feature| feature.key);
        self.0
    }
}

/// A concept where it stands.
#[derive(Clone, Copy)]
struct Concept<'a> {
    name: &'a str,
    span: (usize, usize),
}

impl Page<'_> {
    /// Everything the model looks at, in the order of their keys.
    pub(super) fn features(
        &self,
        lexicon: &Lexicon,
        hints: Option<&Lexicon>,
        found: Option<&Found<'_>>,
        understood: &Understood,
    ) -> Vec<Feature> {
        let mut all = Gathering::default();
        if let Some(hints) = hints {
            let hits = hints.hits(self.text.normal.text(), |start, end| self.text.original(&self.original, start, end));
            for sentence in self.text.sentences.iter().take(SENTENCES) {
                let marks = Marks::of(&hits, *sentence, 1, None, Joints::default());
                self.concepts("h", hints, &marks.hits, sentence, &mut all);
            }
        }
        let marks = found.map_or(&[][..], |found| found.marks.as_slice());
        for (sentence, marks) in self.text.sentences.iter().zip(marks).take(SENTENCES) {
            self.concepts("c", lexicon, &marks.hits, sentence, &mut all);
        }
        self.stems(&mut all);
        self.shape(&mut all);
        found.into_iter().for_each(|found| signs(found, &mut all));
        outcome(understood, &mut all);
        all.done()
    }

    /// The concepts of a sentence, alone and in pairs.
    fn concepts(&self, of: &str, lexicon: &Lexicon, hits: &[Hit], sentence: &Sentence, all: &mut Gathering) {
        let every: Vec<Concept<'_>> = hits
            .iter()
            .map(|hit| Concept { name: lexicon.name(hit.class), span: (hit.start, hit.end) })
            .filter(|concept| !concept.name.starts_with('"'))
            .collect();
        let mut seen = BTreeSet::new();
        let first: Vec<Concept<'_>> = every.iter().filter(|concept| seen.insert(concept.name)).copied().collect();
        if self.is_reply && self.in_subject(sentence) {
            // The subject of an answer is somebody else's words.
            first.iter().for_each(|concept| all.note(Key::of(of).and(concept.name).and("answered")));
            return;
        }
        let place = if self.in_subject(sentence) { "subject" } else { "body" };
        for concept in &first {
            let spans = [concept.span, (0, 0)];
            let key = Key::of(of).and(concept.name);
            all.add(key, 1.0, spans);
            all.add(key.and(place), 1.0, spans);
            if sentence.asks {
                all.add(key.and("?"), 1.0, spans);
            }
        }
        for (at, one) in first.iter().enumerate().take(PAIRED) {
            for other in first.iter().take(PAIRED).skip(at + 1) {
                let key = Key::of(of).and(one.name).and(">").and(other.name);
                all.add(key, 1.0, [one.span, other.span]);
                if !self.text.breaks_between(one.span.0, other.span.0) {
                    all.add(key.and("clause"), 1.0, [one.span, other.span]);
                }
            }
        }
        for pair in every.windows(2) {
            if let [one, other] = pair
                && one.name != other.name
            {
                all.add(Key::of(of).and(one.name).and("+").and(other.name), 1.0, [one.span, other.span]);
            }
        }
    }

    /// The beginnings of its words: what no list of concepts has.
    fn stems(&self, all: &mut Gathering) {
        let folded = self.text.normal.text();
        let of_another = if self.is_reply { self.subject_end } else { 0 };
        let own = self.text.words.iter().filter(|(start, _)| *start >= of_another);
        for (start, end) in own.take(WORDS) {
            let word = folded.get(*start..*end).unwrap_or_default();
            let stem = word.char_indices().nth(STEM).map_or(word, |(end, _)| word.get(..end).unwrap_or(word));
            all.add(Key::of("word").and(stem), 1.0, [(*start, *end), (0, 0)]);
        }
    }

    /// How long it is, what it answers, what it asks.
    fn shape(&self, all: &mut Gathering) {
        let words = self.text.words.len();
        let length = LENGTHS.iter().filter(|end| words > **end).count();
        all.note(Key::of("length").number(length));
        all.note(Key::of("sentences").number(self.text.sentences.len().min(MANY)));
        for sentence in self.text.sentences.iter().filter(|sentence| sentence.asks) {
            all.note(Key::of("asks").number(usize::from(self.in_subject(sentence))));
        }
        if self.is_reply {
            all.note(Key::of("reply"));
        }
    }
}

/// What the rules showed on the way.
fn signs(found: &Found<'_>, all: &mut Gathering) {
    for sign in &found.signs {
        let spans = sign.hits.first().map_or([(0, 0); 2], |hit| {
            [(hit.start, hit.end), sign.hits.last().map_or((0, 0), |last| (last.start, last.end))]
        });
        let key = Key::of("sign").and(sign.kind.word());
        #[allow(clippy::cast_possible_truncation, reason = "a confidence")]
        all.add(key, sign.confidence as f32, spans);
        all.add(Key::of("rule").and(&sign.rule.id), 1.0, spans);
        if sign.confidence >= CERTAIN {
            all.add(key.and("certain"), 1.0, spans);
        }
        for doubt in &sign.doubts {
            all.note(key.and(doubt.reason()));
        }
    }
    for (_, kind, _) in &found.opposites {
        all.note(Key::of("opposite").and(kind.word()));
    }
}

/// What the rules came to.
fn outcome(understood: &Understood, all: &mut Gathering) {
    let mut together = Key::of("all");
    for kind in understood.intents.iter().map(|intent| intent.kind).collect::<BTreeSet<_>>() {
        together = together.and(kind.word());
    }
    all.note(together);
    for intent in &understood.intents {
        let key = Key::of("read").and(intent.kind.word());
        all.note(key);
        all.note(key.number(usize::from(intent.confidence >= CERTAIN)));
    }
    all.note(Key::of("clear").number(usize::from(understood.clear)));
    for doubt in &understood.doubts {
        all.note(Key::of("doubt").and(doubt.reason()));
    }
}
