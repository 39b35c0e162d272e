//! Senders, sender groups and topics: who mails, and about what.

use serde::{Deserialize, Serialize};

use super::ids::{GroupId, Key, SenderId, TopicId};

/// What a topic's mail is for. It never changes once the topic exists (design, Words).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// News, events, offers: a stop blocks it.
    Promotional,
    /// Confirmations, invoices, alerts: a preference never blocks it (L4).
    Transactional,
}

impl Class {
    /// The word in the database, the API and the ledger.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Promotional => "promotional",
            Self::Transactional => "transactional",
        }
    }

    /// Reads the word back; anything else is no class (L10: never a default).
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "promotional" => Some(Self::Promotional),
            "transactional" => Some(Self::Transactional),
            _ => None,
        }
    }
}

/// A brand that sends mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Its number, in links.
    pub id: SenderId,
    /// Its short name, in API and CLI.
    pub key: Key,
    /// The group whose `everywhere` stops reach it.
    pub group: GroupId,
    /// The name recipients know.
    pub name: String,
    /// Names it had before, newest first: an old mail may still carry one.
    pub former_names: Vec<String>,
    /// The postal address that promotional mail must carry (LAW-05), if given.
    pub postal_address: Option<String>,
    /// Where people reach a human.
    pub support_address: Option<String>,
    /// Host names under which its pages are reached, all ever used.
    pub public_hosts: Vec<String>,
}

/// What a message is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its number, in links.
    pub id: TopicId,
    /// Its short name, unique in the installation.
    pub key: Key,
    /// Whose topic it is.
    pub sender: SenderId,
    /// The name recipients read.
    pub name: String,
    /// One line for the preference centre.
    pub description: String,
    /// Promotional or transactional; fixed for life.
    pub class: Class,
    /// Whether mail needs an opt-in first.
    pub requires_opt_in: bool,
    /// The stated purpose; every transactional topic has one (SUP-03).
    pub purpose: Option<String>,
    /// The List-Id, fixed when the topic was made (HDR-14: stable for ever).
    pub list_id: String,
    /// Retired topics take no new mail, but their links go on working.
    pub retired: bool,
}
