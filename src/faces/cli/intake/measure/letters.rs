//! Whole support mails: is every wish understood, and is only acted on what may be?

use std::collections::BTreeSet;

use serde_json::Value;

use super::Read;
use super::corpus::{Corpus, CorpusError, field, holds, list};
use super::score::{Classes, Tally};
use crate::domain::reading::{Decision, IntentKind, Reading};
use crate::mail::parse;

/// What was found.
#[derive(Default)]
pub(super) struct Letters {
    pub(super) sets: Vec<Tally>,
    pub(super) classes: Vec<Classes>,
    pub(super) kinds: Tally,
    /// Acts that were right.
    pub(super) acts: Tally,
    /// Clear requests that were acted on.
    pub(super) clear: Tally,
}

/// Scores the set.
pub(super) fn score(corpus: &mut Corpus, read: Read<'_>) -> Result<Letters, CorpusError> {
    let Some(set) = corpus.lines("preference-mail")? else { return Ok(Letters::default()) };
    let mut score = Score::new();
    for row in &set.rows {
        score.row(row, &read(&parse::parse(field(row, "raw").as_bytes())));
    }
    Ok(score.done())
}

struct Score {
    kinds: Tally,
    acts: Tally,
    clear: Tally,
    topics: Tally,
    language: Tally,
    by_kind: Classes,
    by_language: Classes,
    acts_by_language: Classes,
}

impl Score {
    fn new() -> Self {
        Self {
            kinds: Tally::new("preference-mail: kinds right"),
            acts: Tally::new("preference-mail: automatic acts right"),
            clear: Tally::new("preference-mail: clear requests acted on"),
            topics: Tally::new("preference-mail: topics right"),
            language: Tally::new("preference-mail: language right"),
            by_kind: Classes::new("preference-mail: kinds"),
            by_language: Classes::new("preference-mail: mails by language, all kinds right"),
            acts_by_language: Classes::new("preference-mail: clear requests acted on, by language"),
        }
    }

    fn row(&mut self, row: &Value, reading: &Reading) {
        let (id, language) = (field(row, "id"), field(row, "lang"));
        let wanted: BTreeSet<&str> = list(row, "labels").iter().map(|label| field(label, "kind")).collect();
        let given: BTreeSet<&str> = reading.intents.iter().map(|intent| intent.kind.word()).collect();
        let right = wanted == given;
        self.kinds.count(right, id, || format!("{language}: wanted {wanted:?}, got {given:?}"));
        self.by_kind.count(&wanted, &given);
        self.by_language.add(language, true, right, true);
        let primary = language.split('-').next().unwrap_or(language);
        self.language.count(reading.language == primary, id, || format!("wanted {primary}, got {}", reading.language));
        self.topics(row, reading);
        self.act(row, reading);
    }

    fn topics(&mut self, row: &Value, reading: &Reading) {
        let named: BTreeSet<&str> =
            list(row, "labels").iter().map(|label| field(label, "topic")).filter(|t| !t.is_empty()).collect();
        let of_a_topic = reading.intents.iter().filter(|intent| intent.kind == IntentKind::UnsubscribeTopic);
        let found: BTreeSet<&str> = of_a_topic.filter_map(|intent| intent.topic.as_deref()).collect();
        if !named.is_empty() {
            self.topics.count(named == found, field(row, "id"), || format!("wanted {named:?}, got {found:?}"));
        }
    }

    fn act(&mut self, row: &Value, reading: &Reading) {
        let (id, language) = (field(row, "id"), field(row, "lang"));
        let acted = reading.decision == Decision::Act;
        let wanted = stops(list(row, "labels").iter().map(|label| (field(label, "kind"), field(label, "topic"))));
        let given =
            stops(reading.intents.iter().map(|one| (one.kind.word(), one.topic.as_deref().unwrap_or_default())));
        let about = reading.about.as_ref().map_or("", |about| about.delivery());
        let same_person = about.eq_ignore_ascii_case(field(row, "requester"));
        if acted {
            let right = same_person && !wanted.is_empty() && given.is_subset(&wanted);
            self.acts.count(right, id, || format!("{language}: wanted {wanted:?}, did {given:?} to {about}"));
        }
        if holds(row, "clear") && !wanted.is_empty() {
            self.clear.count(acted, id, || format!("{language}: {}, {:?}", reading.decision.word(), reading.reasons));
            self.acts_by_language.add(language, true, acted, acted);
        }
    }

    fn done(self) -> Letters {
        Letters {
            sets: vec![self.kinds.clone(), self.acts.clone(), self.clear.clone(), self.topics, self.language],
            classes: vec![self.by_kind, self.by_language, self.acts_by_language],
            kinds: self.kinds,
            acts: self.acts,
            clear: self.clear,
        }
    }
}

/// What is stopped: kind and topic.
fn stops<'a>(wishes: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeSet<(&'a str, &'a str)> {
    wishes.filter(|(kind, _)| IntentKind::from_word(kind).is_some_and(IntentKind::is_opt_out)).collect()
}
