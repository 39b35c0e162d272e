//! From signs to intents: each kind once, with the words that show it.

use std::collections::BTreeSet;

use super::super::lexicon::Lexicon;
use super::super::topics;
use super::super::weigh::{Classes, Sign};
use super::super::{Doubt, correct};
use super::CERTAIN;
use super::found::Found;
use super::narrow::Parts;
use super::page::Page;
use crate::domain::reading::{Intent, IntentKind};

impl Page<'_> {
    pub(super) fn intents(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        found: &Found<'_>,
        doubts: &mut BTreeSet<Doubt>,
    ) -> Vec<Intent> {
        let named = topics::named(lexicon, self.letter.topics, &self.text, &self.hits, 1 << found.language);
        let spared = self.spared(classes, found);
        let parts = Parts { named: &named, spared: &spared };
        let mut intents: Vec<(usize, Intent)> = Vec::new();
        for sign in &found.signs {
            let first = sign.hits.first().map_or(0, |hit| hit.start);
            if sign.kind.is_opt_out() && (sign.confidence >= CERTAIN || !self.has_certain(found, sign.kind)) {
                doubts.extend(sign.doubts.iter().copied());
            }
            for mut intent in self.spelled(lexicon, classes, found, sign, parts, doubts) {
                intent.words = self.words_of(sign);
                intent.rules = vec![sign.rule.id.clone()];
                merge(&mut intents, first, intent);
            }
        }
        let halves = found.count(classes.keep) + found.count(classes.only) > 0;
        if halves && intents.iter().any(|(_, i)| i.kind == IntentKind::UnsubscribeTopic) {
            let before = intents.len();
            intents.retain(|(_, i)| i.kind != IntentKind::UnsubscribeAll);
            if intents.len() < before {
                doubts.insert(Doubt::Partial);
            }
        }
        self.tidy(&mut intents, found);
        intents.into_iter().map(|(_, intent)| intent).collect()
    }

    pub(super) fn has_certain(&self, found: &Found<'_>, kind: IntentKind) -> bool {
        found.signs.iter().any(|sign| sign.kind == kind && sign.confidence >= CERTAIN && sign.doubts.is_empty())
    }

    /// A question is only what is left when nothing else is asked for; all swallows topics.
    pub(super) fn tidy(&self, intents: &mut Vec<(usize, Intent)>, _found: &Found<'_>) {
        intents.sort_by_key(|(first, intent)| (*first, intent.kind));
        let has = |kind: IntentKind, intents: &[(usize, Intent)]| intents.iter().any(|(_, i)| i.kind == kind);
        let best = |is_question: bool, intents: &[(usize, Intent)]| {
            intents
                .iter()
                .filter(|(_, i)| (i.kind == IntentKind::Question) == is_question)
                .map(|(_, i)| i.confidence)
                .fold(0.0, f64::max)
        };
        if best(true, intents) > best(false, intents) && best(false, intents) < 0.7 {
            intents.retain(|(_, i)| i.kind == IntentKind::Question);
        } else if intents.iter().any(|(_, i)| i.kind != IntentKind::Question) {
            intents.retain(|(_, i)| i.kind != IntentKind::Question);
        }
        if has(IntentKind::None, intents) {
            intents.retain(|(_, i)| i.kind != IntentKind::None);
        }
        if has(IntentKind::WrongPerson, intents) {
            let sure = intents
                .iter()
                .filter(|(_, i)| i.kind == IntentKind::WrongPerson)
                .map(|(_, i)| i.confidence)
                .fold(0.0, f64::max);
            intents.retain(|(_, i)| i.kind == IntentKind::WrongPerson || (sure < 0.75 && i.confidence > sure));
            if sure < 0.9 && has(IntentKind::Resubscribe, intents) {
                intents.retain(|(_, i)| i.kind != IntentKind::WrongPerson);
            }
            if sure < 0.65 && intents.iter().any(|(_, i)| i.kind != IntentKind::WrongPerson && i.confidence >= CERTAIN)
            {
                // "I never had an account with you, take me off": the wish counts.
                intents.retain(|(_, i)| i.kind != IntentKind::WrongPerson);
            }
        }
    }

    pub(super) fn words_of(&self, sign: &Sign<'_>) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut last = 0;
        for hit in &sign.hits {
            if hit.end > last {
                words.push(self.text.original(&self.original, hit.start.max(last), hit.end).to_owned());
                last = hit.end;
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    /// A sign as intents: an opt-out by topic becomes one for each topic named.
    pub(super) fn spelled(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        found: &Found<'_>,
        sign: &Sign<'_>,
        parts: Parts<'_>,
        doubts: &mut BTreeSet<Doubt>,
    ) -> Vec<Intent> {
        let mut intent = plain(sign.kind, sign.confidence);
        match sign.kind {
            IntentKind::UnsubscribeAll | IntentKind::UnsubscribeTopic => {
                return self.narrowed(lexicon, classes, found, sign, parts, doubts);
            }
            IntentKind::Pause => self.timed(lexicon, classes, found.language, sign.sentence, &mut intent, doubts),
            IntentKind::Correction => {
                (intent.from, intent.to) =
                    correct::values(&self.original, self.letter.text, lexicon, classes, found.language)
            }
            _ => {}
        }
        vec![intent]
    }
}

/// One intent for each kind and topic: the most certain sign's confidence, all signs' words.
fn merge(intents: &mut Vec<(usize, Intent)>, first: usize, intent: Intent) {
    match intents.iter_mut().find(|(_, known)| known.kind == intent.kind && known.topic == intent.topic) {
        None => intents.push((first, intent)),
        Some((at, known)) => {
            *at = (*at).min(first);
            known.confidence = known.confidence.max(intent.confidence);
            let new: Vec<String> = intent.words.into_iter().filter(|word| !known.words.contains(word)).collect();
            known.words.extend(new);
            let new: Vec<String> = intent.rules.into_iter().filter(|rule| !known.rules.contains(rule)).collect();
            known.rules.extend(new);
        }
    }
}

pub(super) fn plain(kind: IntentKind, confidence: f64) -> Intent {
    Intent {
        kind,
        topic: None,
        confidence,
        words: Vec::new(),
        rules: Vec::new(),
        days: None,
        until: None,
        from: None,
        to: None,
    }
}
