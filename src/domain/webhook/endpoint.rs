//! An endpoint: a URL that an administrator named, which is told what happens.

use std::collections::BTreeSet;

use serde::Serialize;

use super::event::EventKind;
use crate::domain::ids::SenderId;
use crate::domain::reading::words;
use crate::domain::time::Instant;

words! {
    /// Why an endpoint is not told any more.
    DisabledWhy {
        /// Somebody switched it off.
        Asked = "asked",
        /// Its receiver answered 410 Gone.
        Gone = "gone",
        /// Nobody answered for days.
        GaveUp = "gave_up",
    }
}

/// The kinds of events an endpoint wants; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Events(BTreeSet<EventKind>);

impl Events {
    /// Every kind there is now.
    pub fn all() -> Self {
        Self(EventKind::ALL.iter().copied().collect())
    }

    /// From words; `None` when one is unknown or there is none.
    pub fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let set: Option<BTreeSet<_>> = words.into_iter().map(|word| EventKind::from_word(word.trim())).collect();
        set.filter(|set| !set.is_empty()).map(Self)
    }

    /// From words separated by commas, as they are stored.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of(text.split(','))
    }

    /// The words, separated by commas.
    pub fn to_text(&self) -> String {
        self.words().join(",")
    }

    /// The words.
    pub fn words(&self) -> Vec<&'static str> {
        self.0.iter().map(|kind| kind.word()).collect()
    }

    /// Whether this kind is among them.
    pub fn has(&self, kind: EventKind) -> bool {
        self.0.contains(&kind)
    }
}

/// A registered endpoint. URL and secrets are not among it in the clear: they lie sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Its id.
    pub id: String,
    /// The only sender it is told of, or all.
    pub sender: Option<SenderId>,
    /// The sealed URL; whoever knows it may be able to write there.
    pub url: Vec<u8>,
    /// What it is for, in its owner's words.
    pub description: String,
    /// What it wants to know.
    pub events: Events,
    /// Whether events name recipients by their addresses, too.
    pub addresses: bool,
    /// The sealed secret.
    pub secret: Vec<u8>,
    /// The sealed secret before this one, and until when it signs, too.
    pub former: Option<(Vec<u8>, Instant)>,
    /// Since when.
    pub created_at: Instant,
    /// Since when it is told nothing, and why.
    pub disabled: Option<(Instant, DisabledWhy)>,
}

impl Endpoint {
    /// Whether it is to be told of this. What is no sender's business in particular is everybody's.
    pub fn wants(&self, kind: EventKind, sender: Option<SenderId>) -> bool {
        let whose = self.sender.is_none() || sender.is_none() || self.sender == sender;
        self.disabled.is_none() && whose && self.events.has(kind)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn wanted_events_round_trip_and_unknown_words_are_refused() {
        let events = Events::parse("checkpoint.published, preference.changed").unwrap();
        assert_eq!(events.to_text(), "preference.changed,checkpoint.published");
        assert_eq!(Events::parse("preference.changed,all"), None);
        assert_eq!(Events::parse(""), None);
        assert_eq!(Events::of([]), None);
    }

    #[test]
    fn an_endpoint_of_one_sender_is_not_told_of_another() {
        let endpoint = Endpoint {
            id: "e".to_owned(),
            sender: Some(SenderId(1)),
            url: Vec::new(),
            description: String::new(),
            events: Events::parse("preference.changed").unwrap(),
            addresses: true,
            secret: Vec::new(),
            former: None,
            created_at: Instant(0),
            disabled: None,
        };
        let kind = EventKind::PreferenceChanged;
        assert!(endpoint.wants(kind, Some(SenderId(1))) && endpoint.wants(kind, None));
        assert!(!endpoint.wants(kind, Some(SenderId(2))));
        assert!(!endpoint.wants(EventKind::CaseMoved, Some(SenderId(1))));
        let everyones = Endpoint { sender: None, ..endpoint.clone() };
        assert!(everyones.wants(kind, Some(SenderId(2))));
        let disabled = Endpoint { disabled: Some((Instant(0), DisabledWhy::Gone)), ..everyones };
        assert!(!disabled.wants(kind, Some(SenderId(2))));
    }
}
