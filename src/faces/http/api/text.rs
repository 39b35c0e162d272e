//! Texts of requests, borrowed from the body wherever JSON needed no escape; and the rows of a batch.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

pub use super::super::fields::address;
use super::body::invalid;
use crate::domain::address::Address;
use crate::domain::error::{Code, Problem};
use crate::domain::time::Instant;

/// A text of a request.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

impl Text<'_> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A moment that a field holds.
///
/// # Errors
/// `invalid_field`, naming the field.
pub fn time(text: &str, field: &'static str) -> Result<Instant, Problem> {
    let wrong = || invalid(field, "A time is written like 2026-11-23T12:00:00Z (RFC 3339).");
    Instant::parse(text).ok_or_else(wrong)
}

/// One row of a batch: a text, or something else, which is a bad row and must not fail the others (contract).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Row<'a>(pub Option<Cow<'a, str>>);

impl Row<'_> {
    /// Its address, if it is one.
    pub fn address(&self) -> Option<Address> {
        self.0.as_deref().and_then(|text| Address::parse(text).ok())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Row<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RowVisitor).map(Self)
    }
}

struct RowVisitor;

impl<'de> Visitor<'de> for RowVisitor {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

/// Whom a call is about.
pub enum Recipients<'a> {
    /// One address.
    One(Text<'a>),
    /// At most 10,000, in order.
    Many(Vec<Row<'a>>),
}

impl<'a> Recipients<'a> {
    /// Either `recipient` or `recipients`.
    ///
    /// # Errors
    /// `invalid_field` for neither and for both; `too_many_recipients`.
    pub fn of(recipient: Option<Text<'a>>, recipients: Option<Vec<Row<'a>>>) -> Result<Self, Problem> {
        match (recipient, recipients) {
            (Some(recipient), None) => Ok(Self::One(recipient)),
            (None, Some(recipients)) => {
                at_most_10_000(&recipients)?;
                Ok(Self::Many(recipients))
            }
            (None, None) => Err(invalid("recipient", "Give \"recipient\", or \"recipients\" for several.")),
            (Some(_), Some(_)) => Err(invalid("recipients", "Give \"recipient\" or \"recipients\", not both.")),
        }
    }
}

/// Rows in one call at most.
pub const ROWS_MAX: usize = 10_000;

/// Refuses a batch that is too long.
///
/// # Errors
/// `too_many_recipients`.
fn at_most_10_000(rows: &[Row<'_>]) -> Result<(), Problem> {
    match rows.len() <= ROWS_MAX {
        true => Ok(()),
        false => {
            let detail = format!("{} recipients; use several calls, or the stream, which has no limit.", rows.len());
            Err(Problem::new(Code::TooManyRecipients, detail).in_field("recipients"))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_no_text_is_a_bad_row_and_fails_no_other() {
        let rows: Vec<Row<'_>> =
            serde_json::from_str(r#"["a@b.example",5,null,true,1.5,-1,["x"],{"a":1},"\u0061"]"#).unwrap();
        let texts: Vec<_> = rows.iter().map(|row| row.0.as_deref()).collect();
        let mut expected = [None; 9];
        (expected[0], expected[8]) = (Some("a@b.example"), Some("a"));
        assert_eq!(texts, expected);
    }
}
