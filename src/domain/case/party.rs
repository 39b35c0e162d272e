//! Who else must be told: systems that hold personal data, partners that we share it with, controllers whose end users
//! write to us by mistake. Three registries of one shape.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{Key, SenderId};
use crate::domain::reading::words;
use crate::domain::time::Instant;

words! {
    /// Which of the three.
    PartyKind {
        /// A place that holds personal data and must confirm a deletion or correction.
        System = "system",
        /// A third party we share data with.
        Partner = "partner",
        /// A customer of ours.
        Controller = "controller",
    }
}

/// Somebody who must be told. How: by signed webhook where there is a URL, else by mail to the contact, else an operator
/// does it by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// UUIDv7.
    pub id: String,
    /// Which registry.
    pub kind: PartyKind,
    /// Its short name, unique in its registry.
    pub key: Key,
    /// The name people know.
    pub name: String,
    /// Only this sender's; everybody's without it.
    pub sender: Option<SenderId>,
    /// The mail address of its contact, sealed.
    pub contact: Option<Vec<u8>>,
    /// Where its webhook is.
    pub url: Option<String>,
    /// The webhook's secret, sealed.
    pub secret: Option<Vec<u8>>,
    /// What only one of the three has.
    pub detail: PartyDetail,
    /// When it was added.
    pub created_at: Instant,
    /// Told no more since.
    pub retired_at: Option<Instant>,
}

/// What else is recorded. No personal data: it stands in the clear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PartyDetail {
    /// What data it holds or gets, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub data: String,
    /// What for (LAW-11).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// How long it keeps it (LAW-11).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub retention: String,
    /// Where the data comes from (LAW-11).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Partner: where the agreement is on file (P8).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub agreement: String,
    /// Partner: its date, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub agreed_on: String,
    /// Controller: its mail and web domains, by which its end users' mail is recognised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Controller: the languages it answers in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Controller: where its end users can ask, shown to them: an address or a URL.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ask: String,
    /// Controller: it is told of each redirected request, with the least data.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub tell: bool,
}

impl Party {
    /// Whether it must be told of what concerns this sender's recipients.
    pub fn concerns(&self, sender: SenderId) -> bool {
        self.retired_at.is_none() && self.sender.is_none_or(|own| own == sender)
    }
}
