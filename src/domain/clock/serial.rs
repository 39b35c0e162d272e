//! How instants and days are written down in a stored clock: RFC 3339 and `YYYY-MM-DD`, read back strictly.

use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

use crate::domain::time::Instant;

fn read_instant<E: Error>(text: &str) -> Result<Instant, E> {
    Instant::parse(text).ok_or_else(|| E::custom(format!("`{text}` is no RFC 3339 time")))
}

/// An instant.
pub(super) mod at {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
        at.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
        read_instant(&String::deserialize(deserializer)?)
    }
}

/// An instant that may be missing.
pub(super) mod maybe_at {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(at: &Option<Instant>, serializer: S) -> Result<S::Ok, S::Error> {
        at.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Instant>, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|text| read_instant(&text)).transpose()
    }
}

/// A civil date of a calendar or a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

impl Day {
    /// Parses `YYYY-MM-DD` and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let date: Date = text.parse().ok()?;
        (date.to_string() == text).then_some(Self(date))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no date such as 2026-11-27")))
    }
}
