//! Where the rules and the model meet: which kinds stand, and what may be acted on.
//!
//! The model sees what the rules came to, so its opinion of the kinds is the last one, but nothing is lost by it: a stop
//! that only the rules see waits for a person. What the rules call clear is acted on unless the model objects. Where
//! the rules are not certain, or silent in a language they know, the model must be nearly certain, and nothing may
//! stand in the letter that takes a stop its meaning.

use std::collections::BTreeSet;

use super::super::lexicon::Lexicon;
use super::super::model::weights::{OUTPUTS, Opinion, Output, Weights};
use super::super::model::{Feature, Model};
use super::super::topics;
use super::super::weigh::Classes;
use super::super::{Doubt, Understood, correct};
use super::First;
use super::intents::plain;
use crate::domain::reading::{Intent, IntentKind};

/// Below this the model objects to an act of the rules.
const OBJECTS: f64 = 0.7;
/// From here on the model's word is enough to act.
const ACTS_ALONE: f64 = 0.93;
/// A certain wish of the rules stands beside others unless the model finds it less likely than this.
const STANDS: f64 = 0.15;
/// A wish that only the model sees and that is less likely than this is for a person.
const PLAIN: f64 = 0.6;
/// Features that are shown as the reason of a kind.
const REASONS: usize = 3;
/// The rule's name that stands for the model.
const RULE: &str = "model";

impl First<'_> {
    /// The reading with the model's opinion of it.
    pub fn judged(self, lexicon: &Lexicon, classes: &Classes, model: &Model) -> Understood {
        // Of a language that nobody here knows, and where nothing is written, the model knows nothing either.
        let is_mute = self.understood.doubts.contains(&Doubt::Language) || self.page.text.words.is_empty();
        let Some(weights) = model.weights().filter(|_| !is_mute) else { return self.understood };
        let features = self.features(lexicon, model);
        let opinion = weights.opinion(&features);
        let mut doubts: BTreeSet<Doubt> = self.understood.doubts.iter().copied().collect();
        let intents = self.merged(lexicon, classes, weights, &features, &opinion, &mut doubts);
        let clear = self.is_clear(lexicon, classes, &opinion, &intents, &mut doubts);
        let stops = |intents: &[Intent]| intents.iter().any(|intent| intent.kind.is_opt_out());
        let overruled = stops(&self.understood.intents) && !stops(&intents);
        Understood { intents, clear, overruled, doubts: doubts.into_iter().collect(), ..self.understood }
    }

    /// The kinds the model sees, told by the rules as far as they know them.
    fn merged(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        weights: &Weights,
        features: &[Feature],
        opinion: &Opinion,
        doubts: &mut BTreeSet<Doubt>,
    ) -> Vec<Intent> {
        let kinds = opinion.kinds();
        let stands = |intent: &&Intent| {
            let likely = opinion.of(Output::Kind(intent.kind)) >= STANDS;
            kinds.contains(&intent.kind) || !intent.kind.is_opt_out() && intent.confidence >= super::CERTAIN && likely
        };
        let mut intents: Vec<Intent> = self.understood.intents.iter().filter(stands).cloned().collect();
        for kind in kinds {
            if intents.iter().any(|intent| intent.kind == kind) {
                continue;
            }
            let mut intent = plain(kind, rounded(opinion.of(Output::Kind(kind))));
            intent.rules = vec![RULE.to_owned()];
            let shown = reasons(weights, features, kind);
            intent.words = self.words(&shown);
            self.detail(lexicon, classes, &shown, &mut intent, doubts);
            intents.push(intent);
        }
        if intents.is_empty() {
            intents.push(plain(IntentKind::None, 0.5));
        }
        intents
    }

    /// Which topic, how long, from what to what.
    fn detail(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        shown: &[&Feature],
        intent: &mut Intent,
        doubts: &mut BTreeSet<Doubt>,
    ) {
        let Some(found) = &self.found else {
            doubts.insert(Doubt::Partial);
            return;
        };
        let page = &self.page;
        match intent.kind {
            IntentKind::UnsubscribeTopic => {
                let named = topics::named(lexicon, page.letter.topics, &page.text, &page.hits, 1 << found.language);
                let spared = page.spared(classes, found);
                let is_kept = |at: usize| {
                    spared.essential.iter().chain(&spared.kept).any(|(start, end)| *start <= at && at < *end)
                };
                let meant = named.iter().filter(|one| !is_kept(one.start));
                let distinct: BTreeSet<Option<usize>> = meant.map(|one| one.topic).collect();
                match distinct.into_iter().collect::<Vec<_>>()[..] {
                    [Some(at)] => intent.topic = page.letter.topics.get(at).map(|topic| topic.key.clone()),
                    _ => drop(doubts.insert(Doubt::Partial)),
                }
            }
            IntentKind::Pause => {
                let start = shown.first().map_or(0, |feature| feature.spans[0].0);
                let at = page.text.sentences.iter().position(|sentence| start < sentence.end).unwrap_or_default();
                page.timed(lexicon, classes, found.language, at, intent, doubts);
            }
            IntentKind::Correction => {
                (intent.from, intent.to) =
                    correct::values(&page.original, page.letter.text, lexicon, classes, found.language);
            }
            _ => {}
        }
    }

    /// The writer's words for what the model saw.
    fn words(&self, shown: &[&Feature]) -> Vec<String> {
        let mut spans: Vec<(usize, usize)> =
            shown.iter().flat_map(|feature| feature.spans).filter(|(start, end)| end > start).collect();
        spans.sort_unstable();
        spans.dedup();
        let text = |(start, end): (usize, usize)| self.page.text.original(&self.page.original, start, end).to_owned();
        let mut words: Vec<String> = spans.into_iter().map(text).filter(|word| !word.is_empty()).collect();
        words.dedup();
        words
    }

    /// Whether any reasonable reader would act; notes what speaks against it.
    fn is_clear(
        &self,
        lexicon: &Lexicon,
        classes: &Classes,
        opinion: &Opinion,
        intents: &[Intent],
        doubts: &mut BTreeSet<Doubt>,
    ) -> bool {
        let stops = |intents: &[Intent]| -> BTreeSet<(IntentKind, Option<String>)> {
            let stops = intents.iter().filter(|intent| intent.kind.is_opt_out());
            stops.map(|intent| (intent.kind, intent.topic.clone())).collect()
        };
        let (ours, theirs) = (stops(&self.understood.intents), stops(intents));
        let lost = |intent: &&Intent| {
            let asks = !matches!(intent.kind, IntentKind::None | IntentKind::Question);
            asks && !intents.iter().any(|other| other.kind == intent.kind)
        };
        // A wish of which only the rules know for certain, or of which only the model does, faintly: a person looks (L7).
        let is_lost = self
            .understood
            .intents
            .iter()
            .filter(lost)
            .any(|intent| intent.kind.is_opt_out() || intent.confidence >= super::CERTAIN);
        let is_faint = |intent: &Intent| intent.rules == [RULE] && intent.confidence < PLAIN;
        if theirs.is_empty() {
            doubts.insert(Doubt::NoOptOut);
            doubts.extend((is_lost || intents.iter().any(is_faint)).then_some(Doubt::Model));
            return false;
        }
        doubts.remove(&Doubt::NoOptOut);
        if intents.iter().any(|intent| intent.kind == IntentKind::Resubscribe) {
            doubts.insert(Doubt::Contradiction);
        }
        let sure = opinion.surety(&theirs.iter().map(|(kind, _)| *kind).collect());
        let is_clear = if self.understood.clear {
            sure >= OBJECTS && ours == theirs && !is_lost && doubts.is_empty()
        } else {
            let is_weak = doubts.iter().all(|doubt| *doubt == Doubt::Weak);
            let agree = ours == theirs || ours.is_empty() && self.is_plain(lexicon, classes);
            sure >= ACTS_ALONE && is_weak && agree && !is_lost
        };
        if is_clear {
            doubts.clear();
        } else if doubts.is_empty() {
            doubts.insert(Doubt::Model);
        }
        is_clear
    }

    /// Whether the rules, which saw no stop, know the language, and nothing stands in the letter by which they would
    /// have doubted one.
    fn is_plain(&self, lexicon: &Lexicon, classes: &Classes) -> bool {
        let doubted = [
            classes.others,
            classes.keep,
            classes.only,
            classes.rest,
            classes.except,
            classes.away,
            classes.meanwhile,
            classes.until,
            classes.condition,
            classes.footer,
            classes.business,
            classes.own_mail,
            classes.appointment,
            classes.goods,
            classes.security,
        ];
        self.found.as_ref().is_some_and(|found| {
            lexicon.knows(classes.not, found.language) && doubted.into_iter().all(|class| found.count(class) == 0)
        })
    }
}

/// The features that speak most for a kind and stand somewhere.
fn reasons<'f>(weights: &Weights, features: &'f [Feature], kind: IntentKind) -> Vec<&'f Feature> {
    let output = OUTPUTS.iter().position(|output| *output == Output::Kind(kind)).unwrap_or_default();
    let mut all: Vec<(f64, &Feature)> = features
        .iter()
        .filter(|feature| feature.spans.iter().any(|(start, end)| end > start))
        .map(|feature| (weights.of_feature(feature, output), feature))
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.into_iter().take(REASONS).map(|(_, feature)| feature).collect()
}

fn rounded(probability: f64) -> f64 {
    (probability * 100.0).round() / 100.0
}
