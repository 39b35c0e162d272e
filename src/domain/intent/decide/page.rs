//! A letter, cut up, with everything that was found in it.

use super::super::language::Detected;
use super::super::lexicon::{Hit, Lexicon};
use super::super::matching::Marks;
use super::super::sentence::{Sentence, Text};
use super::super::weigh::{Classes, Sign};
use super::super::{Letter, READ_MAX, head, typos, values};
use super::POLITE;
use super::subject::bare_subject;

/// Kinds of topics that go on whatever is opted out of.
const ESSENTIAL: &[&str] = &["confirmations", "invoices", "technical-notices", "security-alerts"];

/// Hits behind a word that are looked at for what belongs to it.
const NEAR: usize = 24;

/// A letter, cut up, with everything that was found in it.
pub(super) struct Page<'l> {
    pub(super) original: String,
    pub(super) subject_end: usize,
    pub(super) is_reply: bool,
    pub(super) text: Text,
    pub(super) hits: Vec<Hit>,
    pub(super) letter: &'l Letter<'l>,
    /// Words of the body outside greetings and thanks.
    pub(super) body_words: usize,
}

impl<'l> Page<'l> {
    pub(super) fn of(lexicon: &Lexicon, letter: &'l Letter<'l>) -> Self {
        let (subject, is_reply) = bare_subject(head(letter.subject, 400));
        let original = format!("{}\n{}", subject, head(letter.text, READ_MAX));
        let text = Text::of(&original);
        let folded = text.normal.text();
        let subject_end = if subject.is_empty() { 0 } else { folded.find('\n').unwrap_or(folded.len()) };
        let mut hits = lexicon.hits(folded, |start, end| text.original(&original, start, end));
        hits.retain(|hit| {
            hit.accent.is_none_or(|marked| text.original(&original, hit.start, hit.end).is_ascii() != marked)
        });
        Self { subject_end, is_reply, text, hits, letter, body_words: 0, original }
    }

    /// Adds what is computed rather than listed: mistyped words, durations and dates.
    pub(super) fn add_values(&mut self, lexicon: &Lexicon, classes: &Classes, detected: &Detected) {
        let languages = detected.candidates.iter().fold(0, |bits, at| bits | 1 << at);
        // What other languages would make of the words has said which language it is; that is all it is good for.
        self.hits.retain(|hit| hit.languages & languages != 0);
        self.hits.extend(typos::hits(lexicon, &self.text, &self.hits, languages));
        self.hits.sort_by_key(|hit| (hit.start, hit.end));
        let own: Vec<Hit> = self.hits.iter().filter(|hit| hit.languages & languages != 0).copied().collect();
        let names = self.names();
        let mut add = |name: &str, start: usize, end: usize| {
            if let Some(class) = lexicon.class(name) {
                self.hits.push(Hit { class, start, end, languages, made: false, accent: None });
            }
        };
        let topics: Vec<(usize, usize)> = own
            .iter()
            .filter(|hit| lexicon.name(hit.class).starts_with("topic:"))
            .map(|hit| (hit.start, hit.end))
            .collect();
        let essential: Vec<(usize, usize)> = own
            .iter()
            .filter(|hit| ESSENTIAL.iter().any(|key| lexicon.name(hit.class).strip_prefix("topic:") == Some(key)))
            .map(|hit| (hit.start, hit.end))
            .collect();
        for (start, end) in of_others(classes, &self.text, &own) {
            add("topic:partner-offers", start, end);
            add("TOPICWORD", start, end);
        }
        for (start, end) in topics {
            add("TOPICWORD", start, end);
        }
        for (start, end) in essential {
            add("TRANSACT", start, end);
        }
        for duration in values::durations(lexicon, &self.text, &own) {
            add("DURATION", duration.start, duration.end);
        }
        for day in values::days(
            lexicon,
            classes,
            &self.text,
            &own,
            self.letter.date.or(jiff::civil::Date::new(2000, 1, 1).ok()),
            values::Order::Unsure,
        ) {
            add("DATE", day.start, day.end);
        }
        for (start, end) in names {
            add("PROPER", start, end);
        }
        for address in values::addresses(self.text.normal.text()) {
            let start = address.as_ptr() as usize - self.text.normal.text().as_ptr() as usize;
            add("ADDRESS", start, start + address.len());
        }
        self.hits.sort_by_key(|hit| (hit.start, hit.end));
    }

    /// Words with a capital that begin no sentence.
    pub(super) fn names(&self) -> Vec<(usize, usize)> {
        let begins = |at: usize| {
            let before = self.text.normal.text().get(..at).unwrap_or_default().trim_end_matches(' ');
            before.is_empty() || before.ends_with(['\n', '.', '!', '?', ':', '"'])
        };
        let capital = |start: usize, end: usize| {
            let mut letters = self.text.original(&self.original, start, end).chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        };
        self.text.words.iter().copied().filter(|(start, end)| capital(*start, *end) && !begins(*start)).collect()
    }

    pub(super) fn count_words(&self, _lexicon: &Lexicon, classes: &Classes) -> usize {
        let polite = |sentence: &Sentence| {
            self.words_in(sentence) <= POLITE
                && self.hits.iter().any(|hit| {
                    hit.start >= sentence.start
                        && hit.end <= sentence.end
                        && (Some(hit.class) == classes.greeting || Some(hit.class) == classes.thanks)
                })
        };
        let body = self.text.sentences.iter().filter(|s| s.start >= self.subject_end && !polite(s));
        body.map(|s| self.words_in(s)).sum()
    }

    pub(super) fn words_in(&self, sentence: &Sentence) -> usize {
        self.text.word_at(sentence.end).saturating_sub(self.text.word_at(sentence.start))
    }

    /// Whether a word is a common one of the language, or part of one of our terms.
    pub(super) fn is_known(
        &self,
        lexicon: &Lexicon,
        marks: &Marks,
        language: usize,
        start: usize,
        stop: usize,
    ) -> bool {
        let word = self.text.normal.text().get(start..stop).unwrap_or_default();
        lexicon.common.get(word).is_some_and(|bits| bits & (1 << language) != 0)
            || marks.hits.iter().any(|hit| hit.start <= start && stop <= hit.end)
    }

    /// Words of a sentence that no term covers: what a one-word request is not followed by.
    pub(super) fn foreign_words(&self, marks: &Marks, sentence: &Sentence) -> usize {
        let inside = self.text.words.iter().filter(|(start, end)| sentence.start <= *start && *end <= sentence.end);
        inside.filter(|(start, end)| !marks.hits.iter().any(|hit| hit.start < *end && *start < hit.end)).count()
    }

    pub(super) fn in_subject(&self, sentence: &Sentence) -> bool {
        sentence.start < self.subject_end
    }

    pub(super) fn words_between(&self, end: usize, start: usize) -> usize {
        self.text.word_at(start).saturating_sub(self.text.word_at(end))
    }

    /// The clauses a sign stands in.
    pub(super) fn clause_of(&self, sign: &Sign<'_>, sentence: &Sentence) -> (usize, usize) {
        let first = sign.hits.first().map_or(sentence.start, |hit| hit.start);
        let last = sign.hits.iter().map(|hit| hit.end).max().unwrap_or(sentence.end);
        let start = self.text.breaks.iter().copied().filter(|at| *at <= first && *at >= sentence.start).max();
        let end = self.text.breaks.iter().copied().find(|at| *at >= last && *at <= sentence.end);
        (start.unwrap_or(sentence.start), end.unwrap_or(sentence.end))
    }

    pub(super) fn other_addresses(&self) -> Vec<String> {
        let own = |address: &str| self.letter.writer.is_some_and(|writer| writer.eq_ignore_ascii_case(address));
        values::addresses(&self.original).into_iter().filter(|address| !own(address)).map(str::to_owned).collect()
    }
}

/// "Adverts of other firms": a word for mail, "of", and a third party.
fn of_others(classes: &Classes, text: &Text, hits: &[Hit]) -> Vec<(usize, usize)> {
    let words = |end: usize, start: usize| text.word_at(start).saturating_sub(text.word_at(end));
    let follows = |a: &Hit, b: &Hit, most: usize| {
        a.end <= b.start && words(a.end, b.start) <= most && !text.breaks_between(a.end, b.start)
    };
    // Hits stand in order: what follows is near.
    let next = |from: &Hit, class, most: usize| {
        let behind = hits.iter().skip(hits.partition_point(|hit| hit.start < from.end)).take(NEAR);
        behind.filter(|hit| Some(hit.class) == class).find(|hit| follows(from, hit, most)).copied()
    };
    let of_mail = [classes.mail, classes.marketing];
    let mut found = Vec::new();
    for mail in hits.iter().filter(|hit| of_mail.contains(&Some(hit.class))) {
        let of = next(mail, classes.of, 1);
        found.extend(of.and_then(|of| next(&of, classes.third, 2)).map(|third| (mail.start, third.end)));
    }
    found
}
