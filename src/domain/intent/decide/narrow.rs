//! Everything, or which topics: what a stop is about, and what is to go on.

use std::collections::BTreeSet;

use super::super::Doubt;
use super::super::lexicon::Hit;
use super::super::sentence::Sentence;
use super::super::topics::Named;
use super::super::weigh::{Classes, Sign};
use super::found::Found;
use super::intents::plain;
use super::page::Page;
use crate::domain::reading::{Intent, IntentKind};

impl Page<'_> {
    /// Everything, or which topics.
    pub(super) fn narrowed(
        &self,
        classes: &Classes,
        found: &Found<'_>,
        sign: &Sign<'_>,
        named: &[Named],
        doubts: &mut BTreeSet<Doubt>,
    ) -> Vec<Intent> {
        let kept = self.kept(classes, found);
        let is_kept = |one: &Named| kept.iter().any(|(start, end)| *start <= one.start && one.start < *end);
        let Some(sentence) = self.text.sentences.get(sign.sentence) else { return Vec::new() };
        let inside = |one: &&Named| sentence.start <= one.start && one.end <= sentence.end;
        let marks = found.marks.get(sign.sentence);
        let qualifies =
            |hit: &Hit| named.iter().any(|one| hit.end <= one.start && self.words_between(hit.end, one.start) <= 4);
        let every = kept.is_empty() && marks.is_some_and(|marks| marks.all(classes.every).any(|hit| !qualifies(hit)));
        let only = marks.is_some_and(|marks| marks.all(classes.only).any(|hit| self.is_beside(hit, sign)));
        let clause = self.clause_of(sign, sentence);
        let close: Vec<Option<usize>> = distinct(
            named.iter().filter(|one| clause.0 <= one.start && one.end <= clause.1).filter(|one| !is_kept(one)),
        );
        let apart = close.is_empty();
        let here = if apart { distinct(named.iter().filter(inside).filter(|one| !is_kept(one))) } else { close };
        if !here.is_empty() && !every {
            if apart && (here.len() > 1 || !kept.is_empty()) {
                // Topics outside of the request's own clause: one of them may be the one that is to go on.
                doubts.insert(Doubt::Partial);
            }
            return self.by_topic(sign, &here, doubts);
        }
        if kept.is_empty() && !(only && here.is_empty()) && sign.kind == IntentKind::UnsubscribeAll {
            let heading = distinct(named.iter().filter(|one| one.end <= self.subject_end));
            if every || heading.is_empty() || self.is_reply || self.in_subject(sentence) {
                return vec![plain(IntentKind::UnsubscribeAll, sign.confidence)];
            }
            return self.by_topic(sign, &heading, doubts);
        }
        let elsewhere = distinct(named.iter().filter(|one| !is_kept(one)));
        if elsewhere.is_empty() && sign.kind == IntentKind::UnsubscribeAll {
            // Something is to go on, or only something to end, but nobody can tell what.
            doubts.insert(Doubt::Partial);
            return vec![plain(IntentKind::UnsubscribeAll, sign.confidence.min(0.8))];
        }
        self.by_topic(sign, &elsewhere, doubts)
    }

    /// A word of the sign's own clause, close to it.
    pub(super) fn is_beside(&self, hit: &Hit, sign: &Sign<'_>) -> bool {
        sign.hits.iter().any(|own| {
            let (end, start) = if hit.end <= own.start { (hit.end, own.start) } else { (own.end, hit.start) };
            start >= end && self.words_between(end, start) <= 1 && !self.text.breaks_between(end, start)
        })
    }

    pub(super) fn by_topic(
        &self,
        sign: &Sign<'_>,
        which: &[Option<usize>],
        doubts: &mut BTreeSet<Doubt>,
    ) -> Vec<Intent> {
        if which.is_empty() || which.len() > 2 || which.contains(&None) {
            doubts.insert(Doubt::Partial);
        }
        let one = |at: &Option<usize>| {
            let mut intent = plain(IntentKind::UnsubscribeTopic, sign.confidence);
            intent.topic = at.and_then(|at| self.letter.topics.get(at)).map(|topic| topic.key.clone());
            intent
        };
        if which.is_empty() { vec![one(&None)] } else { which.iter().map(one).collect() }
    }

    /// The clauses that say what is to go on coming.
    pub(super) fn kept(&self, classes: &Classes, found: &Found<'_>) -> Vec<(usize, usize)> {
        let mut kept = Vec::new();
        let of_a_sign = |keep: &Hit| {
            !keep.made
                && found
                    .signs
                    .iter()
                    .flat_map(|sign| &sign.hits)
                    .any(|hit| hit.start < keep.end && keep.start < hit.end)
        };
        for (marks, sentence) in found.marks.iter().zip(&self.text.sentences) {
            for keep in marks.all(classes.keep).filter(|keep| !of_a_sign(keep)) {
                let breaks = || self.text.breaks.iter().copied().chain(marks.all(classes.but).map(|but| but.start));
                let start =
                    breaks().filter(|at| *at <= keep.start && *at >= sentence.start).max().unwrap_or(sentence.start);
                let end = breaks().filter(|at| *at >= keep.end && *at <= sentence.end).min().unwrap_or(sentence.end);
                kept.push((start, end));
            }
        }
        kept
    }
}

fn distinct<'n>(named: impl Iterator<Item = &'n Named>) -> Vec<Option<usize>> {
    let mut seen = Vec::new();
    for one in named {
        if !seen.contains(&one.topic) {
            seen.push(one.topic);
        }
    }
    // A topic the sender has outweighs words for one it has not.
    if seen.iter().any(Option::is_some) {
        seen.retain(Option::is_some);
    }
    seen
}
