//! Labels: what was proposed for a mail, and what a person decided; by which the rules are measured.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::reading::{Intent, IntentKind};

/// The word for a decision that somebody only advertises; no kind of wish.
pub const SPAM: &str = "spam";

/// One thing that a mail wants, as a label keeps it: no words of the writer's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Wish {
    /// What, in the word of [`IntentKind`], or [`SPAM`].
    pub kind: String,
    /// Which topic.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub topic: Option<String>,
    /// The rules that said so; none of what a person said.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub rules: Vec<String>,
}

/// How a kind came off in one label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It was proposed, and meant.
    Confirmed,
    /// It was proposed, and not meant.
    NotMeant,
    /// It was meant, and not proposed.
    Missed,
}

impl Wish {
    /// Of what was understood.
    pub fn of(intent: &Intent) -> Self {
        Self { kind: intent.kind.word().to_owned(), topic: intent.topic.clone(), rules: intent.rules.clone() }
    }

    /// Of a kind, without more.
    pub fn plain(kind: &str) -> Self {
        Self { kind: kind.to_owned(), topic: None, rules: Vec::new() }
    }
}

/// What is decided, as a list that is never empty: nothing is a wish, too.
pub fn decided(intents: &[Intent], spam: bool) -> Vec<Wish> {
    let wishes: Vec<Wish> = intents.iter().map(|intent| Wish { rules: Vec::new(), ..Wish::of(intent) }).collect();
    match (spam, wishes.is_empty()) {
        (true, _) => vec![Wish::plain(SPAM)],
        (false, true) => vec![Wish::plain(IntentKind::None.word())],
        (false, false) => wishes,
    }
}

/// Whether both lists say the same, topics included.
pub fn same(proposed: &[Wish], decided: &[Wish]) -> bool {
    let said = |wishes: &[Wish]| wishes.iter().map(|w| (w.kind.clone(), w.topic.clone())).collect::<BTreeSet<_>>();
    said(proposed) == said(decided)
}

/// How each kind came off, once for each.
pub fn by_kind(proposed: &[Wish], decided: &[Wish]) -> Vec<(String, Came)> {
    let has = |wishes: &[Wish], kind: &str| wishes.iter().any(|wish| wish.kind == kind);
    let kinds: BTreeSet<&str> = proposed.iter().chain(decided).map(|wish| wish.kind.as_str()).collect();
    let came = |kind: &str| match (has(proposed, kind), has(decided, kind)) {
        (true, true) => Came::Confirmed,
        (true, false) => Came::NotMeant,
        _ => Came::Missed,
    };
    kinds.into_iter().map(|kind| (kind.to_owned(), came(kind))).collect()
}

/// A language tag as labels keep it: the primary tag, or nothing where it is none or says that it is not known.
pub fn language(tag: &str) -> &str {
    let is_tag = tag != "und" && (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_tag { tag } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_of_each_kind_whether_it_was_proposed_and_meant() {
        let (all, topic) =
            (Wish::plain("unsubscribe_all"), Wish { topic: Some("events".into()), ..Wish::plain("unsubscribe_topic") });
        let complaint = Wish::plain("complaint");
        let came = by_kind(&[all.clone(), complaint.clone()], &[topic.clone(), complaint.clone()]);
        let named = |word: &str, came| (word.to_owned(), came);
        assert_eq!(
            came,
            [
                named("complaint", Came::Confirmed),
                named("unsubscribe_all", Came::NotMeant),
                named("unsubscribe_topic", Came::Missed)
            ]
        );
        let ruled = Wish { rules: vec!["de.raus".into()], ..all.clone() };
        assert!(same(&[ruled, complaint.clone()], &[complaint, all.clone()]));
        assert!(!same(&[Wish { topic: None, ..topic.clone() }], &[topic]));
        assert!(!same(&[], &[all]), "nothing understood is no proposal");
    }

    #[test]
    fn nothing_is_a_decision_and_a_language_is_a_tag() {
        assert_eq!(decided(&[], false), [Wish::plain("none")]);
        assert_eq!(decided(&[], true), [Wish::plain(SPAM)]);
        assert_eq!(["de", "fil", "und", "", "DE", "=x"].map(language), ["de", "fil", "", "", "", ""]);
    }
}
