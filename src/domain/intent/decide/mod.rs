//! From judged signs to one reading: which kinds stand, which topics, and whether it may be acted on.
//!
//! `page` holds the letter and what was found in it, `place` lays a language's rules over it and judges each sign by where
//! it stands, `found` weighs the signs against each other, `intents` makes intents of them, `narrow` says everything or
//! which topics, `timing` until when, `doubts` what speaks against acting, `subject` reads the subject line, `net` catches
//! what no rule knew, `features` is what the model looks at, and `opinion` is where rules and model meet.

mod doubts;
mod features;
mod found;
mod intents;
mod narrow;
mod net;
mod opinion;
mod page;
mod place;
mod subject;
mod timing;

use std::collections::BTreeSet;

use super::language::{self, Detected};
use super::lexicon::Lexicon;
use super::model::{Feature, Model};
use super::weigh::Classes;
use super::{Doubt, Letter, Understood};
use crate::domain::reading::{Intent, IntentKind};
use found::Found;
use intents::plain;
use page::Page;

/// A sign weaker than this shows nothing.
const SHOWN: f64 = 0.5;
/// From here on a sign is certain enough to act.
const CERTAIN: f64 = 0.85;
/// A letter of more words than this is not read as one request.
const LONG: usize = 260;
/// A sentence of greeting or thanks of no more words than this says nothing else.
const POLITE: usize = 6;
/// A sentence of no more words than this is an exclamation.
const TERSE: usize = 4;
/// A letter of no more words than this is short.
const SHORT: usize = 14;

/// What the rules made of a letter.
pub struct First<'l> {
    page: Page<'l>,
    found: Option<Found<'l>>,
    /// The language whose rules were laid over it.
    tag: String,
    /// What they came to.
    pub understood: Understood,
}

/// Reads a letter by the rules.
pub fn by_rules<'l>(lexicon: &'l Lexicon, classes: &Classes, letter: &'l Letter<'l>) -> First<'l> {
    let mut page = Page::of(lexicon, letter);
    let detected = language::detect(lexicon, &page.original, &page.text, &page.hits);
    page.add_values(lexicon, classes, &detected);
    page.body_words = page.count_words(lexicon, classes);
    let found = detected
        .candidates
        .iter()
        .map(|language| page.apply(lexicon, classes, *language))
        .max_by(|a, b| a.strength().total_cmp(&b.strength()).then(b.order(&detected).cmp(&a.order(&detected))));
    let understood = page.conclude(lexicon, classes, &detected, found.as_ref());
    let laid = found.as_ref().and_then(|found| lexicon.languages.get(found.language));
    let tag = laid.map_or_else(|| detected.tag.clone(), |language| language.tag.clone());
    First { page, found, tag, understood }
}

impl First<'_> {
    /// What the model looks at.
    pub fn features(&self, lexicon: &Lexicon, model: &Model) -> Vec<Feature> {
        self.page.features(lexicon, model.hints(&self.tag), self.found.as_ref(), &self.understood)
    }
}

impl Page<'_> {
    pub(super) fn conclude(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        detected: &Detected,
        found: Option<&Found<'_>>,
    ) -> Understood {
        let Some(found) = found else {
            return self.nothing(detected.tag.clone(), detected.foreign);
        };
        let tag = if found.signs.is_empty() {
            detected.tag.clone()
        } else {
            lexicon.languages.get(found.language).map_or_else(String::new, |l| l.tag.clone())
        };
        let mut doubts: BTreeSet<Doubt> = self.letter_doubts(classes, found);
        let mut intents = self.intents(lexicon, classes, found, &mut doubts);
        if intents.is_empty() {
            intents.extend(self.caught(lexicon, classes, found));
        }
        if intents.is_empty() {
            // What speaks against acting stands, even where only the model will see a wish.
            let opposed = found.opposites.iter().any(|(_, kind, _)| kind.is_opt_out());
            doubts.extend(opposed.then_some(Doubt::Contradiction));
            let nothing = self.nothing(tag, detected.foreign);
            doubts.extend(nothing.doubts.iter().copied());
            return Understood { doubts: doubts.into_iter().collect(), ..nothing };
        }
        if !intents.iter().any(|intent| intent.kind.is_opt_out()) {
            doubts.insert(Doubt::NoOptOut);
        }
        if intents.iter().any(|intent| intent.kind.is_opt_out() && intent.confidence < CERTAIN) {
            doubts.insert(Doubt::Weak);
        }
        let has = |kind: IntentKind| intents.iter().any(|intent| intent.kind == kind);
        if has(IntentKind::UnsubscribeAll) && has(IntentKind::UnsubscribeTopic) {
            // Everything and a part of it: one of the two was misread.
            doubts.insert(Doubt::Partial);
        }
        let contrary = |intent: &Intent| {
            intent.kind.is_opt_out() && found.opposites.iter().any(|(_, kind, _)| *kind == intent.kind)
        };
        if intents.iter().any(contrary)
            || (intents.iter().any(|i| i.kind == IntentKind::Resubscribe)
                && intents.iter().any(|i| i.kind.is_opt_out()))
        {
            doubts.insert(Doubt::Contradiction);
        }
        Understood {
            language: tag,
            clear: doubts.is_empty(),
            intents,
            doubts: doubts.into_iter().collect(),
            overruled: false,
            addresses: self.other_addresses(),
        }
    }

    /// No sign of anything; in a language that is not ours that says nothing.
    pub(super) fn nothing(&self, language: String, foreign: bool) -> Understood {
        let doubts = [Some(Doubt::NoOptOut), foreign.then_some(Doubt::Language)].into_iter().flatten().collect();
        let none = plain(IntentKind::None, 0.5);
        Understood {
            language,
            intents: vec![none],
            clear: false,
            doubts,
            overruled: false,
            addresses: self.other_addresses(),
        }
    }
}
