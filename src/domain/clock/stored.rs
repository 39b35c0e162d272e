//! A clock as it is stored with its case: JSON that stays readable, and is refused when it is not what we wrote (L10).

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::case_clock::{CaseClock, FORM};
use super::parts::{Due, Pause};
use super::words::{Counting, Length};

/// A stored clock that cannot be read: its case goes to a person.
#[derive(Debug, thiserror::Error)]
#[error("a stored clock cannot be read: {0}")]
pub struct UnreadableClock(#[from] serde_json::Error);

impl CaseClock {
    /// The stored form.
    ///
    /// # Errors
    /// Never in practice: a clock has no map with keys that are no text.
    pub fn to_json(&self) -> Result<String, UnreadableClock> {
        Ok(serde_json::to_string(self)?)
    }

    /// Reads the stored form. Nothing is computed anew: the due instants are those that were promised (CLK-15).
    ///
    /// # Errors
    /// When a field is missing, unknown, or contradicts another.
    pub fn from_json(text: &str) -> Result<Self, UnreadableClock> {
        Ok(serde_json::from_str(text)?)
    }

    /// What no clock of ours can look like.
    fn contradiction(&self) -> Option<&'static str> {
        let faults = [
            (self.v != FORM, "its form `v` is not known here"),
            (Some(self.start) != self.starts.of(self.terms.origin), "`start` is none of `starts`"),
            (!ordered(self.first) || !ordered(self.due), "`legal` is before `internal`"),
            (self.first.internal < self.start, "it is due before it starts"),
            (self.due.internal < self.first.internal, "`due` is before `first`"),
            (self.due.legal < self.first.legal, "`due` is before `first`"),
            (self.extension.is_some() && self.terms.extension.is_none(), "its regime knows no extension"),
            (!self.pauses.iter().all(|pause| self.may_pause(pause)), "its regime knows no such pause"),
            (!self.pauses_follow(), "its pauses overlap"),
            (self.due != self.first && !self.was_moved(), "`due` moved without a reason"),
            (self.counts_wrongly(), "its length and its counting do not fit"),
        ];
        faults.into_iter().find_map(|(is_so, what)| is_so.then_some(what))
    }

    fn may_pause(&self, pause: &Pause) -> bool {
        self.terms.pauses.contains(&pause.reason) && pause.until.is_none_or(|until| until >= pause.from())
    }

    fn pauses_follow(&self) -> bool {
        let follows = |pair: &[Pause]| pair[0].until.is_some_and(|until| until <= pair[1].from());
        self.pauses.windows(2).all(follows)
    }

    fn was_moved(&self) -> bool {
        self.extension.is_some() || self.pauses.iter().any(|pause| pause.until.is_some())
    }

    fn counts_wrongly(&self) -> bool {
        let hours = matches!(self.terms.length, Length::Hours(_));
        let counts_hours = |counting| counting == Counting::Elapsed;
        hours != counts_hours(self.terms.counting)
            || hours != counts_hours(self.terms.legal_counting)
            || self.terms.extension.is_some_and(|extension| !extension.exceeds(self.terms.length))
    }
}

fn ordered(due: Due) -> bool {
    due.internal <= due.legal
}

impl Serialize for CaseClock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for CaseClock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let clock = Self::deserialize(deserializer)?;
        clock.contradiction().map_or(Ok(clock), |what| Err(D::Error::custom(what)))
    }
}
