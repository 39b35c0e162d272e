//! Labelled texts of many sources, read as mails of an unknown person.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Read;
use super::corpus::{Corpus, CorpusError, field};
use super::score::{Classes, Tally};
use crate::domain::reading::{Decision, Reading};
use crate::mail::parse::{Mail, Mailbox};

/// What was found.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) sets: Vec<Tally>,
    pub(super) classes: Vec<Classes>,
    /// Acts that were right.
    pub(super) acts: Tally,
    /// Texts on which nothing may be done.
    pub(super) quiet: Tally,
}

/// Scores the set.
pub(super) fn score(corpus: &mut Corpus, read: Read<'_>) -> Result<Texts, CorpusError> {
    let Some(set) = corpus.lines("intent")? else { return Ok(Texts::default()) };
    let mut score = Score::new();
    for row in &set.rows {
        score.row(row, &read(&letter(field(row, "subject"), field(row, "text"))));
    }
    Ok(score.done())
}

/// A mail of somebody to a support mailbox.
pub(super) fn letter(subject: &str, text: &str) -> Mail {
    let somebody = |name: &str| Mailbox { name: None, address: name.to_owned() };
    Mail {
        from: vec![somebody("somebody@example.org")],
        to: vec![somebody("support@acme.example")],
        subject: subject.to_owned(),
        text: text.replace("\r\n", "\n"),
        ..Mail::default()
    }
}

/// Our kind for a label of the set; `None`: nothing is wanted of us.
pub(in crate::faces::cli::intake) fn kind(label: &str) -> Option<&str> {
    match label {
        "other" | "spam" | "bounce_or_auto" => None,
        "third_party_sharing_optout" => Some("sharing_opt_out"),
        label => Some(label),
    }
}

struct Score {
    labels: Tally,
    acts: Tally,
    clear: Tally,
    quiet: Tally,
    by_kind: Classes,
    by_language: Classes,
}

impl Score {
    fn new() -> Self {
        Self {
            labels: Tally::new("intent: labelled wish found"),
            acts: Tally::new("intent: automatic acts right"),
            clear: Tally::new("intent: opt-outs acted on (clear or not)"),
            quiet: Tally::new("intent: no act where nothing is wanted"),
            by_kind: Classes::new("intent: kinds"),
            by_language: Classes::new("intent: opt-outs acted on, by language"),
        }
    }

    fn row(&mut self, row: &Value, reading: &Reading) {
        let (id, label, language) = (field(row, "id"), field(row, "label"), field(row, "lang"));
        let given: BTreeSet<&str> = reading.intents.iter().map(|intent| intent.kind.word()).collect();
        let wanted = kind(label);
        // Nothing wanted of us and a question that support answers are the same to this set.
        let nothing = given.iter().all(|kind| matches!(*kind, "none" | "question"));
        let found = wanted.map_or(nothing, |wanted| given.contains(wanted));
        self.labels.count(found, id, || format!("{language}: wanted {label}, got {given:?}"));
        let given = if nothing { BTreeSet::from(["none"]) } else { given };
        self.by_kind.count(&BTreeSet::from([wanted.unwrap_or("none")]), &given);
        self.act(reading, id, label, language);
    }

    fn act(&mut self, reading: &Reading, id: &str, label: &str, language: &str) {
        let acted = reading.decision == Decision::Act;
        let stop = matches!(label, "unsubscribe_all" | "unsubscribe_topic" | "third_party_sharing_optout");
        let words =
            || format!("{language}: {label}, {:?}", reading.intents.iter().flat_map(|i| &i.words).collect::<Vec<_>>());
        if acted {
            self.acts.count(stop, id, words);
        }
        if stop {
            self.clear.count(acted, id, || format!("{language}: {}, {:?}", reading.decision.word(), reading.reasons));
            self.by_language.add(language, true, acted, acted);
        }
        if kind(label).is_none() {
            self.quiet.count(!acted, id, words);
        }
    }

    fn done(self) -> Texts {
        Texts {
            sets: vec![self.labels, self.acts.clone(), self.clear, self.quiet.clone()],
            classes: vec![self.by_kind, self.by_language],
            acts: self.acts,
            quiet: self.quiet,
        }
    }
}
