//! What stands around a match and takes its meaning away: a "not", thanks, a threat, an end that has come already.

use super::super::lexicon::{ClassId, Effect, Hit};
use super::super::matching::{Marks, Match};
use super::super::sentence::{Sentence, Text};
use super::classes::Classes;
use crate::domain::reading::IntentKind;

/// How many words before a match a "not" still turns it round.
const NOT_REACH: usize = 3;
/// How many words before a match an "I do not want" still turns it round.
const WANT_REACH: usize = 2;

pub(super) fn unused<'m>(
    found: &'m Match<'_>,
    marks: &'m Marks,
    class: Option<ClassId>,
) -> impl Iterator<Item = &'m Hit> {
    marks.all(class).filter(|hit| found.hits.iter().all(|own| own.end <= hit.start || hit.end <= own.start))
}

pub(super) fn words_between(text: &Text, end: usize, start: usize) -> usize {
    text.word_at(start).saturating_sub(text.word_at(end))
}

/// A "not" shortly before the match, or between its first words, in the same clause, that the rule itself did not use.
pub(super) fn is_negated(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    if classes.is_negative(&found.hits) {
        // "I do not want no more of it" is no wish for more.
        return false;
    }
    let (start, _) = found.span();
    let first_end = found.hits.first().map_or(start, |hit| hit.end);
    let second = found.hits.get(1).map_or(first_end, |hit| hit.start);
    let of_another = |not: &&Hit| {
        [classes.want_not, classes.no_receive]
            .into_iter()
            .any(|class| marks.all(class).any(|hit| hit.start <= not.start && not.end <= hit.end && !hit.made))
    };
    let last_end = found.hits.last().map_or(start, |hit| hit.end);
    let polite =
        |not: &&Hit| !marks.all(classes.please).any(|please| please.start <= not.start && not.end <= please.end);
    let holds = |not: &Hit| found.hits.iter().any(|hit| hit.made && hit.start <= not.start && not.end <= hit.end);
    if marks.all(classes.not).filter(polite).any(holds) {
        return true;
    }
    // "I do not want to unsubscribe", also where the "not" is part of the word for wanting.
    let unwanted = |hit: &Hit| {
        hit.end <= start && words_between(text, hit.end, start) < WANT_REACH && !text.breaks_between(hit.end, start)
    };
    if unused(found, marks, classes.want_not).any(|hit| {
        unwanted(hit) && !marks.all(classes.please).any(|please| hit.end <= please.start && please.end <= start)
    }) {
        return true;
    }
    unused(found, marks, classes.not).filter(polite).any(|not| {
        let before =
            not.end <= start && words_between(text, not.end, start) < NOT_REACH && !text.breaks_between(not.end, start);
        let please = marks.all(classes.please).any(|please| not.end <= please.start && please.end <= start);
        let inside = not.start >= first_end
            && not.end <= second
            && words_between(text, first_end, not.start) <= 2
            && !text.breaks_between(not.end, second);
        let after = !of_another(&not)
            && not.start >= last_end
            && words_between(text, last_end, not.start) == 0
            && !text.breaks_between(last_end, not.start);
        (before && !please) || inside || after
    })
}

/// "If you go on, I will unsubscribe": no request. "If you can, please stop": one.
pub(super) fn is_hypothetical(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    let (start, _) = found.span();
    let is_access = matches!(&found.rule.effect, Effect::Show(rule) if rule.kind == IntentKind::Access);
    // "I will be away for two months, please pause": what the writer will do is no threat there.
    let is_pause = matches!(&found.rule.effect, Effect::Show(rule) if rule.kind == IntentKind::Pause);
    // "I'd be grateful" is no plan.
    let polite = |hit: &Hit| marks.all(classes.please).any(|please| please.start <= hit.start && hit.end <= please.end);
    let near = |hit: &Hit| hit.end <= start && words_between(text, hit.end, start) <= 4;
    let future = !is_pause && unused(found, marks, classes.future).any(|hit| near(hit) && !polite(hit));
    let condition = unused(found, marks, classes.condition).next().is_some() && !marks.has(classes.please);
    future || condition || (marks.has(classes.curious) && !is_access)
}

/// "The mails have stopped" tells; "I want the mails to stop" asks.
pub(super) fn is_over(marks: &Marks, classes: &Classes) -> bool {
    // Thanks are polite, and so is "you can close it": neither makes a request of it.
    let inside = |hit: &Hit| {
        let told = marks.all(classes.stopped).chain(marks.all(classes.thanks));
        told.into_iter().any(|told| told.start <= hit.start && hit.end <= told.end)
    };
    marks.has(classes.stopped) && marks.all(classes.please).all(inside) && !marks.has(classes.want)
}

/// "You no longer write to me, why?": a question of one word at the end.
pub(super) fn is_wondered_at(
    found: &Match<'_>,
    marks: &Marks,
    sentence: Sentence,
    text: &Text,
    classes: &Classes,
) -> bool {
    if !sentence.asks {
        return false;
    }
    let (_, end) = found.span();
    let last = |why: &Hit| {
        why.start >= end && text.breaks_between(end, why.start) && words_between(text, why.start, sentence.end) <= 3
    };
    marks.all(classes.how).any(last) && marks.asks_for(classes).next().is_none()
}

/// "Thank you for taking me off the list": it has been done.
pub(super) fn is_thanked_for(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    if !marks.has(classes.thanks_for) && !marks.has(classes.thanks) {
        return false;
    }
    let (start, end) = found.span();
    let that = |thanks: &Hit| {
        marks.all(classes.that).any(|that| thanks.end <= that.start && words_between(text, thanks.end, that.start) == 0)
    };
    let turns = |from: usize, to: usize| {
        marks.all(classes.but).any(|but| from < but.start && but.end < to)
            || marks.asks_for(classes).any(|please| from < please.start && please.end < to)
    };
    let before =
        |hit: &Hit| hit.start <= start && words_between(text, hit.start, start) <= 10 && !turns(hit.end, start);
    let behind = |hit: &Hit| hit.end >= end && hit.start >= start && words_between(text, end, hit.start) <= 2;
    let whole = marks.all(classes.thanks_for).any(|hit| before(hit) || behind(hit));
    whole || marks.all(classes.thanks).any(|hit| that(hit) && before(hit))
}

/// "One more of these and I am off": no request, unless somebody asks for it.
pub(super) fn is_threat(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    if !marks.has(classes.one_more) {
        return false;
    }
    let last = found.hits.last().map_or(0, |hit| hit.start);
    let apart = |hit: &Hit| {
        text.breaks_between(hit.end, last)
            || marks.all(classes.and).any(|and| hit.end <= and.start && and.end <= last)
            || words_between(text, hit.end, last) >= 1
    };
    let negated = |hit: &Hit| marks.all(classes.no_more).any(|no| no.start < hit.end && hit.start < no.end);
    marks.all(classes.one_more).any(|hit| hit.end <= last && apart(hit) && !negated(hit))
        && marks.asks_for(classes).next().is_none()
}

/// "No more mail arrives": nobody said that it should not.
pub(super) fn is_arrival(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    if !marks.has(classes.comes) {
        return false;
    }
    let (start, end) = found.span();
    let beside = |hit: &Hit| {
        let (from, to) = if hit.end <= start { (hit.end, start) } else { (end, hit.start) };
        to >= from && words_between(text, from, to) <= 3 && !text.breaks_between(from, to)
    };
    let wanted = marks.has(classes.want) || marks.asks_for(classes).next().is_some();
    !wanted && unused(found, marks, classes.comes).any(beside)
}

/// Whether the word for leaving is part of a name for the way out: "the unsubscribe link".
pub(super) fn is_way_out(found: &Match<'_>, marks: &Marks, classes: &Classes) -> bool {
    let inside = |hit: &Hit| marks.all(classes.way_out).any(|way| way.start <= hit.start && hit.end <= way.end);
    found.hits.iter().any(|hit| Some(hit.class) != classes.way_out && inside(hit))
}

pub(super) fn is_done(found: &Match<'_>, marks: &Marks, text: &Text, classes: &Classes) -> bool {
    let (start, end) = found.span();
    unused(found, marks, classes.done).any(|hit| {
        let near =
            if hit.end <= start { words_between(text, hit.end, start) } else { words_between(text, end, hit.start) };
        near <= 5 && !text.breaks_between(hit.end.min(end), hit.start.max(start))
    })
}
