//! Everything, or which topics: what a stop is about, and what is to go on.

use std::collections::BTreeSet;

use super::super::Doubt;
use super::super::lexicon::{ClassId, Hit, Lexicon};
use super::super::matching::Marks;
use super::super::sentence::Sentence;
use super::super::topics::Named;
use super::super::weigh::{Classes, Sign};
use super::found::Found;
use super::intents::plain;
use super::page::Page;
use crate::domain::reading::{Intent, IntentKind};

/// Clauses of a letter that no stop is about.
pub(super) struct Spared {
    /// About invoices, alerts and their like.
    pub(super) essential: Vec<(usize, usize)>,
    /// About other mail that is to go on coming.
    pub(super) kept: Vec<(usize, usize)>,
}

/// What a letter says of parts of the mail.
#[derive(Clone, Copy)]
pub(super) struct Parts<'p> {
    /// The topics it names, in order.
    pub(super) named: &'p [Named],
    /// The clauses no stop is about.
    pub(super) spared: &'p Spared,
}

impl Page<'_> {
    /// Everything, or which topics.
    pub(super) fn narrowed(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        found: &Found<'_>,
        sign: &Sign<'_>,
        parts: Parts<'_>,
        doubts: &mut BTreeSet<Doubt>,
    ) -> Vec<Intent> {
        let Some(sentence) = self.text.sentences.get(sign.sentence) else { return Vec::new() };
        let Parts { named, spared: Spared { essential, kept } } = parts;
        let apart_from = |at: usize| essential.iter().chain(kept).any(|(start, end)| *start <= at && at < *end);
        let named: Vec<Named> = named.iter().filter(|one| !apart_from(one.start)).copied().collect();
        let marks = found.marks.get(sign.sentence);
        let qualifies =
            |hit: &Hit| named.iter().any(|one| hit.end <= one.start && self.words_between(hit.end, one.start) <= 4);
        // The "any" of "any more" says nothing about how much.
        let is_more = |marks: &Marks, hit: &Hit| {
            let mut more = [classes.more, classes.no_more].into_iter().flat_map(|class| marks.all(class));
            more.any(|more| more.start <= hit.start && hit.end <= more.end)
        };
        // "Stop the invitations, completely" names them; "stop it all" and "all mails" name everything.
        let is_of_mail = |marks: &Marks, hit: &Hit| {
            let mut mails =
                [classes.mail, classes.list, classes.marketing].into_iter().flat_map(|class| marks.all(class));
            named.is_empty()
                || sign.hits.iter().any(|own| own.start < hit.end && hit.start < own.end)
                || mails.any(|mail| hit.end <= mail.start && self.words_between(hit.end, mail.start) <= 3)
        };
        let says_all = |marks: &Marks| {
            let mut hits = marks.all(classes.every);
            hits.any(|hit| !qualifies(hit) && !is_more(marks, hit) && is_of_mail(marks, hit))
        };
        let every = kept.is_empty() && marks.is_some_and(says_all);
        let only = marks.is_some_and(|marks| {
            marks.all(classes.only).any(|hit| !apart_from(hit.start) && self.is_beside(hit, sign))
        });
        let clause = self.clause_of(sign, sentence);
        let clause = marks.map_or(clause, |marks| self.with_antecedent(classes, marks, sign, clause));
        let within =
            |(start, end): (usize, usize)| distinct(named.iter().filter(|one| start <= one.start && one.end <= end));
        let close = within(clause);
        let apart = close.is_empty();
        let here = if apart { within((sentence.start, sentence.end)) } else { close };
        if !here.is_empty() && !every {
            // "The news are of no use to me, stop sending them": both clauses are one request.
            let is_refused = |one: &Named| {
                let of_this = found.signs.iter().filter(|other| other.sentence == sign.sentence);
                let stops = of_this.filter(|other| other.kind.is_opt_out() && other.confidence >= 0.7);
                stops.map(|other| self.clause_of(other, sentence)).any(|(a, b)| a <= one.start && one.end <= b)
            };
            let refused = || here.len() == 1 && named.iter().any(|one| here.contains(&one.topic) && is_refused(one));
            if apart && (here.len() > 1 || !kept.is_empty()) && !refused() {
                // Topics outside of the request's own clause: one of them may be the one that is to go on.
                doubts.insert(Doubt::Partial);
            }
            return self.by_topic(sign, &here, doubts);
        }
        let parts = !kept.is_empty() || only || marks.is_some_and(|marks| marks.has(classes.rest));
        let is_part = |parts| self.names_a_part(lexicon, classes, found, sign, parts);
        if !parts && sign.kind == IntentKind::UnsubscribeAll {
            let heading = distinct(named.iter().filter(|one| one.end <= self.subject_end));
            if every || heading.is_empty() || self.is_reply || self.in_subject(sentence) {
                return if every || !is_part(false) {
                    vec![plain(IntentKind::UnsubscribeAll, sign.confidence)]
                } else {
                    self.by_topic(sign, &[], doubts)
                };
            }
            return self.by_topic(sign, &heading, doubts);
        }
        let elsewhere = distinct(named.iter());
        if elsewhere.is_empty() && sign.kind == IntentKind::UnsubscribeAll {
            // Something is to go on, or only something to end, but nobody can tell what.
            doubts.insert(Doubt::Partial);
            if kept.is_empty() && !is_part(true) {
                return vec![plain(IntentKind::UnsubscribeAll, sign.confidence.min(0.8))];
            }
        }
        self.by_topic(sign, &elsewhere, doubts)
    }

    /// Where the sign points back to the sentence before ("stop it"), what stands there counts as its own.
    fn with_antecedent(
        &self,
        classes: &Classes,
        marks: &Marks,
        sign: &Sign<'_>,
        clause: (usize, usize),
    ) -> (usize, usize) {
        // "Stop it", "stop those mails".
        let those = |mail: &Hit| {
            let near = |it: &Hit| it.end <= mail.start && self.words_between(it.end, mail.start) == 0;
            Some(mail.class) == classes.mail && marks.all(classes.it).any(near)
        };
        let points = sign.hits.iter().any(|hit| Some(hit.class) == classes.ante || those(hit));
        let before = sign.sentence.checked_sub(1).and_then(|at| self.text.sentences.get(at)).filter(|_| points);
        (before.map_or(clause.0, |before| before.start), clause.1)
    }

    /// "The mails about prizes", "the tips mails": a word beside the word for mail says which ones, and no topic of the
    /// sender is called so. `parts`: the writer said that only some of the mail is meant.
    fn names_a_part(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        found: &Found<'_>,
        sign: &Sign<'_>,
        parts: bool,
    ) -> bool {
        let Some(marks) = found.marks.get(sign.sentence) else { return false };
        let language = found.language;
        let Some(own) = lexicon.languages.get(language).filter(|own| !own.unspaced) else { return false };
        let of_mail = [classes.mail, classes.marketing];
        let Some(object) = sign.hits.iter().rfind(|hit| of_mail.contains(&Some(hit.class))) else { return false };
        let foreign = |(start, stop): &(usize, usize)| {
            let word = self.text.normal.text().get(*start..*stop).unwrap_or_default();
            let proper = own.tag != "de" && marks.all(lexicon.class("PROPER")).any(|hit| hit.start == *start);
            word.chars().count() > 2 && !proper && !self.is_known(lexicon, marks, language, *start, *stop)
        };
        let behind = |class: Option<ClassId>| {
            let joint = |hit: &Hit| {
                hit.start >= object.end
                    && self.words_between(object.end, hit.start) <= 1
                    && !self.text.breaks_between(object.end, hit.start)
            };
            let from = marks.all(class).find(|hit| joint(hit)).map(|hit| self.text.word_at(hit.end));
            from.is_some_and(|from| self.text.words.iter().skip(from).take(3).any(foreign))
        };
        let first = self.text.word_at(object.start);
        let before = || {
            let word = first.checked_sub(1).and_then(|at| self.text.words.get(at));
            word.is_some_and(|word| {
                word.0 >= sign.hits.first().map_or(0, |hit| hit.end)
                    && foreign(word)
                    && !self.text.breaks_between(word.1, object.start)
            })
        };
        // Where we know the words that say nothing ("weekly"), any other word says something.
        let telling = parts || lexicon.knows(classes.plain, language);
        behind(classes.about) || (parts && behind(classes.of)) || (telling && before())
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

    /// The clauses about invoices, alerts and their like: they go on in any case, whatever is said of them.
    fn essential(&self, classes: &Classes, found: &Found<'_>) -> Vec<(usize, usize)> {
        let polite = [classes.please, classes.want, classes.ante, classes.gets];
        let mut essential = Vec::new();
        for (at, (marks, sentence)) in found.marks.iter().zip(&self.text.sentences).enumerate() {
            for hit in marks.all(classes.transact) {
                let (start, end) = self.clause_around(classes, marks, sentence, hit);
                let stops = found.signs.iter().filter(|sign| sign.sentence == at && sign.kind.is_opt_out());
                let mut hits = stops.flat_map(|sign| &sign.hits).filter(|hit| !polite.contains(&Some(hit.class)));
                if !hits.any(|hit| start <= hit.start && hit.start < end) {
                    essential.push((start, end));
                }
            }
        }
        essential
    }

    /// The clause around a hit, cut at "but" and "except" as well.
    fn clause_around(&self, classes: &Classes, marks: &Marks, sentence: &Sentence, hit: &Hit) -> (usize, usize) {
        let joints = || [classes.but, classes.except].into_iter().flat_map(|class| marks.all(class));
        let breaks = || self.text.breaks.iter().copied().chain(joints().map(|joint| joint.start));
        let start = breaks().filter(|at| *at <= hit.start && *at >= sentence.start).max();
        let end = breaks().filter(|at| *at >= hit.end && *at <= sentence.end).min();
        (start.unwrap_or(sentence.start), end.unwrap_or(sentence.end))
    }

    /// The clauses that say what is to go on coming, and those about what goes on anyway.
    pub(super) fn spared(&self, classes: &Classes, found: &Found<'_>) -> Spared {
        let essential = self.essential(classes, found);
        let mut kept = Vec::new();
        for (at, (marks, sentence)) in found.marks.iter().zip(&self.text.sentences).enumerate() {
            let of_a_sign = |keep: &Hit| {
                let mut hits = found.signs.iter().filter(|sign| sign.sentence == at).flat_map(|sign| &sign.hits);
                !keep.made && hits.any(|hit| hit.start < keep.end && keep.start < hit.end)
            };
            for keep in marks.all(classes.keep).filter(|keep| !of_a_sign(keep)) {
                kept.push(self.clause_around(classes, marks, sentence, keep));
            }
        }
        kept.retain(|clause| !essential.contains(clause));
        Spared { essential, kept }
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
