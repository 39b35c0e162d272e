//! Weighing the signs of a letter against each other.

use super::super::Doubt;
use super::super::language::Detected;
use super::super::lexicon::{ClassId, Hit};
use super::super::matching::Marks;
use super::super::weigh::{Classes, Sign};
use super::{CERTAIN, SHOWN};
use crate::domain::reading::IntentKind;

/// What one language's rules made of a page.
pub(super) struct Found<'a> {
    pub(super) language: usize,
    pub(super) signs: Vec<Sign<'a>>,
    /// What the letter says the opposite of: sentence, kind, span.
    pub(super) opposites: Vec<(usize, IntentKind, (usize, usize))>,
    pub(super) marks: Vec<Marks>,
}

impl Found<'_> {
    pub(super) fn strength(&self) -> f64 {
        self.signs.iter().map(|sign| sign.confidence).fold(0.0, f64::max)
    }

    pub(super) fn order(&self, detected: &Detected) -> usize {
        detected.candidates.iter().position(|at| *at == self.language).unwrap_or(usize::MAX)
    }

    pub(super) fn count(&self, class: Option<ClassId>) -> usize {
        self.marks.iter().map(|marks| marks.all(class).count()).sum()
    }

    /// What stands in a clause about mail that is to go on asks for no end of it.
    pub(super) fn drop_kept(&mut self, kept: &[(usize, usize)]) {
        let inside = |sign: &Sign<'_>| {
            sign.hits.iter().all(|hit| kept.iter().any(|(start, end)| *start <= hit.start && hit.start < *end))
        };
        self.signs.retain(|sign| !(sign.kind.is_opt_out() && inside(sign)));
    }

    /// "I signed off yesterday and it worked": who is content asks for nothing.
    pub(super) fn drop_content(&mut self, classes: &Classes) {
        let asks = self.marks.iter().any(|marks| marks.asks_for(classes).next().is_some());
        if self.count(classes.worked) > 0 && self.count(classes.cannot) == 0 && !asks {
            self.signs.retain(|sign| !sign.kind.is_opt_out() || sign.kind == IntentKind::SharingOptOut);
        }
    }

    /// "I am in hospital for two months. Send nothing": a stop by somebody who will be back is a pause, if anything.
    pub(super) fn pause_while_away(&mut self, classes: &Classes) {
        let dated = self.count(classes.duration) + self.count(classes.date) > 0;
        let is_paused = self.signs.iter().any(|sign| sign.kind == IntentKind::Pause);
        if self.count(classes.away) == 0 || !dated || is_paused {
            return;
        }
        for sign in self.signs.iter_mut().filter(|sign| sign.kind == IntentKind::UnsubscribeAll) {
            sign.kind = IntentKind::Pause;
            sign.confidence = sign.confidence.min(CERTAIN - 0.01);
            sign.doubts.push(Doubt::Partial);
        }
    }

    /// Words of a negated request show nothing on their own: "do not sign me off" holds "sign off".
    pub(super) fn drop_negated(&mut self, classes: &Classes) {
        let opposites = std::mem::take(&mut self.opposites);
        self.signs.retain(|sign| {
            let inside = |hit: &Hit, (start, end): (usize, usize)| hit.start < end && start < hit.end;
            let negated = |(at, kind, span): &(usize, IntentKind, (usize, usize))| {
                *at == sign.sentence && *kind == sign.kind && sign.hits.iter().any(|hit| inside(hit, *span))
            };
            classes.is_negative(&sign.hits) || !opposites.iter().any(negated)
        });
        self.opposites = opposites;
    }

    /// Kinds that are told rather than asked for show in several places; each adds to the others.
    pub(super) fn gather(&mut self) {
        for kind in IntentKind::ALL.iter().copied() {
            // Weak signs of any kind, and all signs of the kinds that are told in pieces.
            let told = matches!(kind, IntentKind::WrongPerson | IntentKind::Complaint);
            let counts = |sign: &Sign<'_>| sign.kind == kind && (told || sign.rule.confidence < SHOWN);
            let mut rules: Vec<(&str, f64)> = Vec::new();
            for sign in self.signs.iter().filter(|sign| counts(sign)) {
                if !rules.iter().any(|(id, _)| *id == sign.rule.id) {
                    rules.push((&sign.rule.id, sign.confidence));
                }
            }
            let sum = 1.0 - rules.iter().map(|(_, confidence)| 1.0 - confidence).product::<f64>();
            // Many hints make one reading likely, never certain: nothing is acted on without a certain sign (L10).
            let strongest = rules.iter().map(|(_, confidence)| *confidence).fold(0.0, f64::max);
            let sum = if strongest < CERTAIN && kind.is_opt_out() { sum.min(CERTAIN - 0.01) } else { sum };
            self.signs.iter_mut().filter(|sign| counts(sign)).for_each(|sign| sign.confidence = sum);
        }
    }

    /// A subject says less than the letter below it; who wants mail again tells how it ended.
    pub(super) fn drop_told_of(&mut self, classes: &Classes, in_subject: impl Fn(&Sign<'_>) -> bool, has_body: bool) {
        let business = self.count(classes.business) > 0;
        let body: Vec<IntentKind> = self.signs.iter().filter(|sign| !in_subject(sign)).map(|sign| sign.kind).collect();
        if has_body {
            self.signs.retain(|sign| !in_subject(sign) || body.contains(&sign.kind) || (body.is_empty() && !business));
        }
        // "Removal" above a letter that says what is to be removed.
        let says = body.iter().any(|kind| matches!(kind, IntentKind::Deletion | IntentKind::Access));
        self.signs.retain(|sign| {
            let is_vague = matches!(sign.rule.id.as_str(), "unsub.remove-word" | "unsub.noun" | "unsub.named");
            !(says && is_vague && in_subject(sign))
        });
        let again = self.signs.iter().any(|sign| sign.kind == IntentKind::Resubscribe && sign.confidence >= CERTAIN);
        let asked =
            |marks: &[Marks], sign: &Sign<'_>| marks.get(sign.sentence).is_some_and(|marks| marks.has(classes.please));
        let marks = std::mem::take(&mut self.marks);
        let wanted = |sign: &Sign<'_>| sign.kind == IntentKind::Resubscribe;
        let same: Vec<usize> = self.signs.iter().filter(|sign| wanted(sign)).map(|sign| sign.sentence).collect();
        if again {
            self.signs.retain(|sign| {
                wanted(sign) || !sign.kind.is_opt_out() || (asked(&marks, sign) && !same.contains(&sign.sentence))
            });
        }
        self.marks = marks;
        self.drop_background(!has_body);
    }

    /// What a pause ends with is no wish to come back; what a complaint tells of was asked before.
    pub(super) fn drop_background(&mut self, is_short: bool) {
        let has =
            |signs: &[Sign<'_>], kind: IntentKind| signs.iter().any(|sign| sign.kind == kind && sign.confidence >= 0.7);
        if has(&self.signs, IntentKind::Pause) {
            self.signs.retain(|sign| sign.kind != IntentKind::Resubscribe);
        }
        if self.signs.iter().any(|sign| sign.kind == IntentKind::Pause && sign.confidence >= 0.9) {
            // What is to begin again is not to end: the narrower of the two is meant.
            self.signs.retain(|sign| sign.kind != IntentKind::UnsubscribeAll);
        }
        let leaves = |sign: &Sign<'_>| sign.kind.is_opt_out() && sign.kind != IntentKind::SharingOptOut;
        if self.signs.iter().any(|sign| leaves(sign) && sign.confidence >= 0.9) {
            // "Delete me" beside "no more mails" means the list.
            self.signs.retain(|sign| sign.kind != IntentKind::Deletion || sign.confidence > 0.86);
        }
        let cries = |sign: &Sign<'_>| sign.kind == IntentKind::Complaint && sign.rule.id == "complain.phrase";
        if is_short && self.signs.iter().any(|sign| leaves(sign) && sign.confidence >= 0.9) {
            // "Enough! Take me off": a cry beside a request is no complaint of its own.
            self.signs.retain(|sign| !cries(sign));
        }
        if self.signs.iter().any(|sign| leaves(sign) && sign.confidence >= 0.9) {
            // "I have moved to another job": why somebody leaves is nothing to correct.
            let moved = |sign: &Sign<'_>| matches!(sign.rule.id.as_str(), "correct.phrase" | "correct.moved");
            let corrects = |sign: &Sign<'_>| sign.kind == IntentKind::Correction && !moved(sign);
            let is_asked = self.signs.iter().any(corrects);
            self.signs.retain(|sign| is_asked || sign.kind != IntentKind::Correction);
        }
        let cites = |sign: &Sign<'_>| sign.kind == IntentKind::Deletion && sign.confidence < 0.75;
        if self.signs.iter().any(|sign| !cites(sign) && sign.confidence >= 0.9) {
            // Articles of the law beside a certain request are its grounds.
            self.signs.retain(|sign| !cites(sign));
        }
        // "Delete all data you hold on me" asks for no copy.
        let deleted: Vec<usize> = self
            .signs
            .iter()
            .filter(|s| s.kind == IntentKind::Deletion && s.confidence >= 0.85)
            .map(|s| s.sentence)
            .collect();
        self.signs.retain(|sign| !(sign.rule.id == "access.what" && deleted.contains(&sign.sentence)));
        if has(&self.signs, IntentKind::Complaint) {
            let data =
                |kind: IntentKind| matches!(kind, IntentKind::Access | IntentKind::Deletion | IntentKind::Correction);
            self.signs.retain(|sign| !(data(sign.kind) && sign.doubts.contains(&Doubt::Told)));
        }
    }

    /// "Not for me, please remove": what stands for certain in a sentence is not contradicted by it.
    pub(super) fn drop_answered_opposites(&mut self) {
        let certain: Vec<(usize, IntentKind)> = self
            .signs
            .iter()
            .filter(|sign| sign.confidence >= CERTAIN)
            .map(|sign| (sign.sentence, sign.kind))
            .collect();
        self.opposites.retain(|(at, kind, _)| !certain.contains(&(*at, *kind)));
    }

    /// "Do not unsubscribe me": then "I would be unsubscribed on Friday" elsewhere is what is feared, not what is asked.
    pub(super) fn drop_opposed(&mut self, classes: &Classes) {
        let opposed: Vec<IntentKind> =
            self.opposites.iter().map(|(_, kind, _)| *kind).filter(|kind| kind.is_opt_out()).collect();
        let marks = std::mem::take(&mut self.marks);
        let asked = |sign: &Sign<'_>| marks.get(sign.sentence).is_some_and(|marks| marks.has(classes.please));
        self.signs.retain(|sign| !opposed.contains(&sign.kind) || classes.is_negative(&sign.hits) || asked(sign));
        self.marks = marks;
    }

    /// Of signs of different kinds made of the same words the more certain one stays, then the longer one.
    pub(super) fn settle(&mut self, classes: &Classes) {
        self.signs.retain(|sign| sign.confidence >= SHOWN);
        self.signs.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(b.hits.len().cmp(&a.hits.len())));
        let mut kept: Vec<Sign<'_>> = Vec::new();
        for sign in std::mem::take(&mut self.signs) {
            if !kept.iter().any(|other| other.kind != sign.kind && explains(other, &sign, classes)) {
                kept.push(sign);
            }
        }
        kept.sort_by_key(|sign| sign.hits.first().map_or(0, |hit| hit.start));
        self.signs = kept;
    }
}

/// Whether one sign uses at least half of the words of another; a "not" belongs to many.
fn explains(strong: &Sign<'_>, weak: &Sign<'_>, classes: &Classes) -> bool {
    let own = || strong.hits.iter().filter(|own| Some(own.class) != classes.not);
    let shared = weak.hits.iter().filter(|hit| own().any(|own| own.start < hit.end && hit.start < own.end)).count();
    shared > 0 && 2 * shared >= weak.hits.len()
}
