//! How long a pause lasts.

use std::collections::BTreeSet;

use super::super::lexicon::{Hit, Lexicon};
use super::super::weigh::Classes;
use super::super::{Doubt, values};
use super::page::Page;
use crate::domain::reading::Intent;

impl Page<'_> {
    /// Until when a pause is asked for in the sentence `at`, or how long.
    pub(super) fn timed(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        language: usize,
        at: usize,
        intent: &mut Intent,
        doubts: &mut BTreeSet<Doubt>,
    ) {
        let Some(sentence) = self.text.sentences.get(at) else { return };
        // Number words of other languages are no numbers here: "a" is one thing in English and another in Hungarian.
        let own: Vec<Hit> = self.hits.iter().filter(|hit| hit.languages & (1 << language) != 0).copied().collect();
        let near = |start: usize| (!(sentence.start <= start && start < sentence.end), start.abs_diff(sentence.start));
        let written = lexicon.languages.get(language).map_or("", |language| language.tag.as_str());
        let order = values::Order::of(written, self.letter.tag);
        let days = values::days(lexicon, classes, &self.text, &own, self.letter.date, order);
        // "From 1 July to 31 August": what follows the word counts before what it follows.
        let nearest =
            |is: &dyn Fn(&values::Day) -> bool| days.iter().filter(|day| is(day)).min_by_key(|day| near(day.start));
        let until = nearest(&|day| self.follows_until(classes, &own, day))
            .or_else(|| nearest(&|day| self.precedes_until(classes, &own, day)));
        let duration = values::durations(lexicon, &self.text, &own).into_iter().min_by_key(|d| near(d.start));
        match (until, duration) {
            (Some(day), _) if day.unsure => drop(doubts.insert(Doubt::Partial)),
            (Some(day), _) => intent.until = Some(day.date.to_string()),
            (None, Some(duration)) => intent.days = Some(duration.days),
            (None, None) => drop(doubts.insert(Doubt::Partial)),
        }
    }

    /// "until 31 August".
    pub(super) fn follows_until(&self, classes: &Classes, own: &[Hit], day: &values::Day) -> bool {
        let until = |hit: &&Hit| Some(hit.class) == classes.until;
        own.iter().filter(until).any(|hit| hit.end <= day.start && self.words_between(hit.end, day.start) <= 4)
    }

    /// Languages that put "until" behind the day.
    pub(super) fn precedes_until(&self, classes: &Classes, own: &[Hit], day: &values::Day) -> bool {
        let until = |hit: &&Hit| Some(hit.class) == classes.until;
        own.iter().filter(until).any(|hit| hit.start >= day.end && self.words_between(day.end, hit.start) <= 3)
    }
}
