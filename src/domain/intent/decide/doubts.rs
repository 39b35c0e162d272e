//! What speaks against acting on a letter as a whole.

use std::collections::BTreeSet;

use super::super::weigh::{Classes, Sign};
use super::super::{Doubt, READ_MAX};
use super::LONG;
use super::found::Found;
use super::page::Page;
use crate::domain::reading::IntentKind;

impl Page<'_> {
    /// Doubts about the letter as a whole.
    pub(super) fn letter_doubts(&self, classes: &Classes, found: &Found<'_>) -> BTreeSet<Doubt> {
        let mut doubts = BTreeSet::new();
        let body = || found.marks.iter().zip(&self.text.sentences);
        let any = |class| found.marks.iter().any(|marks| marks.has(class));
        let mut note = |is: bool, doubt: Doubt| {
            if is {
                doubts.insert(doubt);
            }
        };
        note(!self.other_addresses().is_empty(), Doubt::OtherAddress);
        note(any(classes.footer) || self.original.matches("://").count() >= 3, Doubt::Mailing);
        note(any(classes.machine), Doubt::Machine);
        note(self.text.words.len() > LONG || self.letter.text.len() > READ_MAX, Doubt::Long);
        let of_them = |sign: &Sign<'_>| found.marks.get(sign.sentence).is_some_and(|marks| marks.has(classes.them));
        let speaks = found.signs.iter().any(|sign| sign.kind.is_opt_out() && of_them(sign));
        note(any(classes.others) && speaks, Doubt::OtherPerson);
        let stops = |sign: &Sign<'_>| matches!(sign.kind, IntentKind::UnsubscribeAll | IntentKind::UnsubscribeTopic);
        let in_body = |sign: &&Sign<'_>| self.text.sentences.get(sign.sentence).is_some_and(|s| !self.in_subject(s));
        let is_paused = found.signs.iter().any(|sign| sign.kind == IntentKind::Pause);
        // Who is away for a while may only want a pause.
        let dated = any(classes.duration) || any(classes.date);
        let ends = |sign: &Sign<'_>| found.marks.get(sign.sentence).is_some_and(|marks| marks.has(classes.until));
        let is_for_a_while =
            any(classes.away) || any(classes.meanwhile) || found.signs.iter().any(|sign| stops(sign) && ends(sign));
        let leaves = dated && is_for_a_while;
        note(leaves && !is_paused && found.signs.iter().any(stops), Doubt::Partial);
        note(
            any(classes.stopped)
                && found.signs.iter().any(stops)
                && !found.signs.iter().any(|sign| sign.confidence >= 0.9 && in_body(&sign)),
            Doubt::Told,
        );
        // A subject is no request where the letter below it asks or says something else.
        let heading = found.signs.iter().any(|sign| sign.kind.is_opt_out())
            && !found.signs.iter().filter(in_body).any(|sign| sign.kind.is_opt_out());
        let below = || body().filter(|(_, sentence)| !self.in_subject(sentence));
        let differs = found.signs.iter().any(|sign| in_body(&sign))
            || below().any(|(marks, sentence)| {
                (sentence.asks && !marks.has(classes.please))
                    || marks.has(classes.condition)
                    || marks.has(classes.way_out)
            });
        note(heading && differs, Doubt::Weak);
        // "A reader wants to be taken off. Where is the button?"
        let wonders =
            below().any(|(marks, sentence)| sentence.asks && marks.has(classes.how) && !marks.has(classes.please));
        let of_me = |sign: &Sign<'_>| {
            let own = found.marks.get(sign.sentence);
            own.is_some_and(|marks| marks.has(classes.me) || marks.has(classes.please))
        };
        note(wonders && !found.signs.iter().any(|sign| sign.kind.is_opt_out() && of_me(sign)), Doubt::Weak);
        note(
            any(classes.done) && any(classes.thanks) && !body().any(|(marks, _)| marks.has(classes.please)),
            Doubt::Told,
        );
        doubts
    }
}
