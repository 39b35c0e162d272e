//! Judging a match in its surroundings: what stands before it, around it, and who is meant.
//!
//! `classes` names what is looked for, `around` looks for what takes a match's meaning away.

mod around;
mod classes;

use super::Doubt;
use super::lexicon::{Effect, Hit};
use super::matching::{Marks, Match};
use super::sentence::{Sentence, Text};
use super::source::RuleLine;
use crate::domain::reading::IntentKind;
use around::{
    is_arrival, is_done, is_hypothetical, is_negated, is_over, is_thanked_for, is_threat, is_way_out, is_wondered_at,
    unused, words_between,
};
pub use classes::Classes;

/// A sign of an intent, judged.
#[derive(Clone, Debug)]
pub struct Sign<'a> {
    /// The rule.
    pub rule: &'a RuleLine,
    /// What it shows, after judging.
    pub kind: IntentKind,
    /// After judging.
    pub confidence: f64,
    /// The hits.
    pub hits: Vec<Hit>,
    /// Index of its sentence.
    pub sentence: usize,
    /// Why it should not be acted on.
    pub doubts: Vec<Doubt>,
}

/// What judging a match came to.
pub enum Judged<'a> {
    /// It stands, perhaps weaker.
    Sign(Sign<'a>),
    /// It says the opposite of its kind.
    Opposite(IntentKind, (usize, usize)),
    /// It means nothing.
    Nothing,
}

/// Judges one match.
pub fn judge<'a>(
    found: Match<'a>,
    marks: &Marks,
    at: usize,
    sentence: Sentence,
    text: &Text,
    classes: &Classes,
) -> Judged<'a> {
    let Effect::Show(rule) = &found.rule.effect else { return Judged::Nothing };
    let mut sign = Sign {
        rule,
        kind: rule.kind,
        confidence: rule.confidence,
        hits: found.hits.clone(),
        sentence: at,
        doubts: Vec::new(),
    };
    let (first, last) = found.span();
    if !rule.plain && is_negated(&found, marks, text, classes) {
        if text.breaks_between(first, last) {
            // Two clauses: the "not" of one says nothing certain about the other.
            return Judged::Nothing;
        }
        if touches_life(rule.kind) && (marks.has(classes.curious) || marks.has(classes.how)) {
            sign.kind = IntentKind::Question;
            sign.confidence = 0.6;
            return Judged::Sign(sign);
        }
        return Judged::Opposite(rule.kind, found.span());
    }
    if marks.has(classes.disclaimer) || rule.kind.is_opt_out() && marks.has(classes.miss_out) {
        return Judged::Nothing;
    }
    if marks.has(classes.footer)
        || (touches_life(rule.kind) && rule.kind != IntentKind::Resubscribe && is_done(&found, marks, text, classes))
    {
        return Judged::Nothing;
    }
    if rule.kind == IntentKind::SharingOptOut && marks.has(classes.screen) && !marks.has(classes.data) {
        return Judged::Nothing;
    }
    let is_over = || is_over(marks, classes) || is_arrival(&found, marks, text, classes);
    if rule.kind.is_opt_out() && !rule.plain && is_over() {
        return Judged::Nothing;
    }
    if rule.kind.is_opt_out() && is_wondered_at(&found, marks, sentence, text, classes) {
        return Judged::Nothing;
    }
    let acts = rule.kind.is_opt_out() || rule.kind == IntentKind::Deletion;
    if acts && (is_thanked_for(&found, marks, text, classes) || is_threat(&found, marks, text, classes)) {
        return Judged::Nothing;
    }
    if rule.kind.is_opt_out() && is_way_out(&found, marks, classes) {
        let of_theirs = [classes.own_mail, classes.others, classes.business];
        if of_theirs.into_iter().any(|class| marks.has(class)) {
            return Judged::Nothing;
        }
        sign.confidence = sign.confidence.min(0.6);
        sign.doubts.push(Doubt::Weak);
    }
    if touches_life(rule.kind) && is_hypothetical(&found, marks, text, classes) {
        if !sentence.asks && !marks.has(classes.curious) && !marks.has(classes.how) {
            return Judged::Nothing;
        }
        sign.kind = IntentKind::Question;
        sign.confidence = 0.6;
    }
    weaken(&mut sign, &found, marks, sentence, text, classes);
    Judged::Sign(sign)
}

/// Kinds that ask for something to be done, so that "if" and "already" matter.
fn touches_life(kind: IntentKind) -> bool {
    !matches!(kind, IntentKind::Question | IntentKind::Complaint | IntentKind::WrongPerson | IntentKind::None)
}

fn weaken(sign: &mut Sign<'_>, found: &Match<'_>, marks: &Marks, sentence: Sentence, text: &Text, classes: &Classes) {
    let (start, end) = found.span();
    let free = |class| unused(found, marks, class);
    if sign.kind == IntentKind::Question && !sentence.asks && !marks.has(classes.curious) {
        sign.confidence *= 0.8;
    }
    if sign.kind.is_opt_out() && unused(found, marks, classes.manner).any(|hit| hit.start >= start) {
        sign.confidence = sign.confidence.min(0.8);
        sign.doubts.push(Doubt::Weak);
    }
    let stops = matches!(sign.kind, IntentKind::UnsubscribeAll | IntentKind::UnsubscribeTopic);
    if stops && (marks.has(classes.often) || marks.has(classes.fewer)) {
        // "Stop writing so often, once a month is enough": fewer are wanted, or none.
        sign.confidence = sign.confidence.min(0.62);
        sign.doubts.push(Doubt::Weak);
    }
    let is_told = |hit: &Hit| marks.all(classes.never_joined).any(|told| told.start < hit.end && hit.start < told.end);
    if stops && sign.hits.iter().any(is_told) {
        // "I never asked for these mails" is not yet "I do not want them".
        sign.confidence = sign.confidence.min(0.7);
        sign.doubts.push(Doubt::Weak);
    }
    let touches =
        |stated: &&Hit| words_between(text, stated.end, start).max(words_between(text, end, stated.start)) <= 1;
    let is_no_order =
        |stated: &Hit| !marks.all(classes.please).any(|hit| hit.start < stated.start || stated.end < hit.end);
    if stops && marks.all(classes.stated).filter(touches).any(is_no_order) {
        // "You no longer write to me" says how it is, and may be missed.
        sign.confidence = sign.confidence.min(0.7);
        sign.doubts.push(Doubt::Told);
    }
    let object = |hit: &&Hit| [classes.mail, classes.list, classes.topic].contains(&Some(hit.class));
    if found.hits.iter().filter(|hit| !object(hit)).any(|hit| text.is_quoted(hit.start, hit.end)) {
        sign.confidence *= 0.5;
        sign.doubts.push(Doubt::Weak);
    }
    let wonders = sentence.asks && marks.asks_for(classes).next().is_none();
    let way = sentence.asks && free(classes.way).next().is_some();
    let how = || free(classes.how).any(|hit| hit.start < start || wonders);
    if !sign.rule.asked && (way || how()) {
        sign.confidence = sign.confidence.min(0.65);
        sign.doubts.push(Doubt::Weak);
        // "How does one get off the list?", unless it was tried and failed.
        let of_theirs = [classes.cannot, classes.business].into_iter().any(|class| marks.has(class));
        if (wonders || way) && sign.kind.is_opt_out() && !of_theirs {
            sign.kind = IntentKind::Question;
        }
    }
    if sentence.asks && !marks.has(classes.please) && !sign.rule.asked {
        sign.confidence = sign.confidence.min(0.8);
    }
    if free(classes.told).any(|hit| {
        (hit.end <= start && words_between(text, hit.end, start) <= 18)
            || (hit.start >= end && words_between(text, end, hit.start) <= 2)
    }) {
        sign.confidence = sign.confidence.min(0.7);
        sign.doubts.push(Doubt::Told);
    }
    if sign.kind.is_opt_out() && free(classes.others).next().is_some() {
        sign.doubts.push(Doubt::OtherPerson);
    }
    if sign.kind.is_opt_out() && marks.has(classes.title) && !marks.has(classes.me) {
        sign.doubts.push(Doubt::OtherPerson);
    }
    let of_data =
        matches!(sign.kind, IntentKind::Access | IntentKind::Deletion | IntentKind::Correction | IntentKind::Complaint);
    let asked = marks.has(classes.please) && sign.kind.is_opt_out();
    let of_theirs = || marks.has(classes.own_mail) || free(classes.others).next().is_some();
    if (of_data || sign.kind.is_opt_out()) && !marks.has(classes.me) && !asked && of_theirs() {
        // "A customer asks to be erased": whoever writes has their own people's wishes to see to.
        sign.confidence *= 0.5;
    }
    let business = free(classes.business).map(|hit| text.breaks_between(hit.end.min(end), hit.start.max(start))).min();
    // "A copy of what you hold about me, with the notes on my tickets" is about a person, whatever it names.
    let is_personal = matches!(sign.kind, IntentKind::Access | IntentKind::Deletion) && marks.has(classes.about_me);
    let is_of_ours = !is_personal
        && !matches!(sign.kind, IntentKind::Correction | IntentKind::SharingOptOut | IntentKind::Resubscribe);
    let of_mail = [classes.mail, classes.list, classes.topic, classes.marketing, classes.no_send, classes.no_receive];
    let names_mail = found.hits.iter().any(|hit| of_mail.contains(&Some(hit.class)));
    let is_own_wish = names_mail && sign.kind.is_opt_out() && (marks.has(classes.me) || marks.has(classes.please));
    // "The meetings are far away, spare me the invitations": a request in a clause of its own.
    if let Some(apart) =
        business.filter(|apart| !(*apart && is_own_wish)).filter(|_| touches_life(sign.kind) && is_of_ours)
    {
        // In the clause itself it is about a product; elsewhere in the sentence it may be.
        sign.confidence *= if apart { 0.9 } else { 0.5 };
        sign.doubts.push(Doubt::Business);
    }
}
