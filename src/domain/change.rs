//! What the ledger says of a change: a leaf of codes and commitments, never free text, never personal data (LOG-11).
//!
//! A leaf is canonical JSON (RFC 8785: sorted names, no space; all values here are ASCII words, whole numbers and hex).
//! Whom it is about stands in it only as commitments that one value `o` opens. `o` differs for every entry, so a
//! receipt that reveals one opens that entry and no other.
//!
//! ```text
//! o        = HMAC-SHA256(recipient's salt, index as 8 bytes big-endian)
//! subject  = SHA-256(o || recipient key)
//! address  = SHA-256(o || address in delivery form)        where it is known
//! evidence = HMAC-SHA256(o, evidence)                      where there is any
//! sealed   = by name, HMAC-SHA256(o, name || 0 || bytes)   what lies sealed in the rows that the entry wrote
//! ```
//!
//! `sealed` came later than the rest: a leaf that has it commits to everything of those rows that is sealed (an empty
//! one says that there was nothing), a leaf without it says nothing of that. What it covers is destroyed by an erasure;
//! with the salt goes the last way to try a guess against it.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::ids::SenderId;
use super::preference::Scope;
use super::time::Instant;

/// The version of the leaf's form.
pub const LEAF_VERSION: u64 = 1;

/// What kind of change an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A preference or suppression of one recipient.
    Preference,
    /// A chunk of an import: many rows under one entry.
    Batch,
    /// Senders, topics, keys.
    Registry,
    /// Something a recipient asked for that needs an answer or a proof first.
    Request,
    /// A change of a case.
    Case,
    /// A change of what another party must do for a case.
    Task,
    /// A change of a copy of somebody's data: frozen, opened by their link.
    Copy,
    /// Something said that changes no state: a reason given afterwards, a wrong recipient.
    Remark,
    /// The use of a test link.
    Test,
    /// Somebody's data was erased: its sealed evidence lists what it took out of the ledger's tables
    /// ([`super::erasure`]), so that `verify` tells it from a gap.
    Erasure,
    /// An address was corrected: what blocked the old one blocks the new one.
    Correction,
    /// What was old went, as a rule of retention says: the rule, its cut-off, and how much.
    Retention,
    /// Other versions of the privacy policy are set.
    Policy,
    /// Old leaves were taken out, as a rule of retention says: its code `leaves` lists them, as pairs of the first index
    /// and the one after the last.
    Pruning,
    /// A restore opened an epoch ([`super::epoch`]): what the ledger before it was, and up to where this one is the same.
    Epoch,
}

impl EntryKind {
    /// The word in the leaf.
    pub fn word(self) -> &'static str {
        match self {
            Self::Preference => "preference",
            Self::Batch => "batch",
            Self::Registry => "registry",
            Self::Request => "request",
            Self::Case => "case",
            Self::Task => "task",
            Self::Copy => "copy",
            Self::Remark => "remark",
            Self::Test => "test",
            Self::Erasure => "erasure",
            Self::Correction => "correction",
            Self::Retention => "retention",
            Self::Policy => "policy",
            Self::Pruning => "pruning",
            Self::Epoch => "epoch",
        }
    }
}

/// Who made a change. Faces obtain one only by checking who is asking; services demand one for every write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The recipient, or whoever holds the link.
    Recipient,
    /// A marketing tool, by the public id of its API key.
    Tool(String),
    /// A support mailbox that passed on what the recipient wrote, by its id in the directory.
    Agent(String),
    /// A system, partner or controller, by its id.
    Party(String),
    /// An operator in the console, by id.
    Operator(String),
    /// Whoever may run commands on this machine.
    CommandLine,
    /// The service itself.
    System,
}

impl Actor {
    /// The word in the leaf.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Recipient => "recipient",
            Self::Tool(_) => "tool",
            Self::Agent(_) => "agent",
            Self::Party(_) => "party",
            Self::Operator(_) => "operator",
            Self::CommandLine => "command_line",
            Self::System => "system",
        }
    }

    /// Which one, where there are several.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Tool(id) | Self::Agent(id) | Self::Party(id) | Self::Operator(id) => Some(id),
            _ => None,
        }
    }
}

/// The way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// RFC 8058.
    OneClick,
    /// A recipient's page.
    Page,
    /// A mailed confirmation link.
    Confirmation,
    /// The HTTP API.
    Api,
    /// A command.
    CommandLine,
    /// An import.
    Import,
    /// A mail handed over by LMTP.
    Lmtp,
    /// A mail handed over by SMTP.
    Smtp,
    /// A mail fetched from a mailbox.
    Imap,
    /// A mail piped in.
    Pipe,
    /// Nobody's: what the service does by itself.
    System,
    /// The console.
    Console,
    /// The answer, or the silence, of a webhook's receiver.
    Webhook,
    /// The journal, read after a restore: what it says happened in another way, before.
    Restore,
}

impl Channel {
    /// Every one.
    pub const ALL: &[Channel] = &[
        Self::OneClick,
        Self::Page,
        Self::Confirmation,
        Self::Api,
        Self::CommandLine,
        Self::Import,
        Self::Lmtp,
        Self::Smtp,
        Self::Imap,
        Self::Pipe,
        Self::System,
        Self::Console,
        Self::Webhook,
        Self::Restore,
    ];

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|channel| channel.word() == word)
    }

    /// Whether a page answers there, which says what was done with what was asked.
    pub fn is_a_page(self) -> bool {
        matches!(self, Self::Page | Self::Confirmation)
    }

    /// The word in the leaf and the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::OneClick => "one_click",
            Self::Page => "page",
            Self::Confirmation => "confirmation",
            Self::Api => "api",
            Self::CommandLine => "command_line",
            Self::Import => "import",
            Self::Lmtp => "lmtp",
            Self::Smtp => "smtp",
            Self::Imap => "imap",
            Self::Pipe => "pipe",
            Self::System => "system",
            Self::Console => "console",
            Self::Webhook => "webhook",
            Self::Restore => "restore",
        }
    }
}

/// Opens the commitments of one entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Opening(pub [u8; 32]);

impl Opening {
    /// The opening of the entry at `index`, under the recipient's salt.
    pub fn derive(salt: &[u8; 32], index: u64) -> Self {
        Self(mac(salt, &index.to_be_bytes()))
    }

    /// The commitment to a recipient key, in hex.
    pub fn subject(&self, recipient_key: &[u8; 16]) -> String {
        self.hash(recipient_key)
    }

    /// The commitment to an address, in hex.
    pub fn address(&self, delivery_form: &str) -> String {
        self.hash(delivery_form.as_bytes())
    }

    /// The commitment to evidence, in hex.
    pub fn evidence(&self, evidence: &[u8]) -> String {
        hex(&mac(&self.0, evidence))
    }

    /// The commitment to what lies sealed under a name, in hex.
    pub fn sealed(&self, name: &str, bytes: &[u8]) -> String {
        hex(&mac(&self.0, &[name.as_bytes(), &[0], bytes].concat()))
    }

    fn hash(&self, value: &[u8]) -> String {
        hex(&Sha256::new().chain_update(self.0).chain_update(value).finalize())
    }
}

/// A leaf in the making: everything but its place.
#[derive(Clone, Debug)]
pub struct LeafDraft {
    /// What kind of change.
    pub kind: EntryKind,
    /// When it happened.
    pub at: Instant,
    /// Whose mail it concerns.
    pub sender: Option<SenderId>,
    /// Who did it.
    pub actor: Actor,
    /// The way in.
    pub channel: Channel,
    /// Codes of this kind of entry: words, numbers, hex. Names must not collide with the common ones.
    pub codes: Vec<(&'static str, Value)>,
}

/// What the commitments of a leaf are made of.
pub struct About<'a> {
    /// Opens them.
    pub opening: Opening,
    /// Whom it is about.
    pub recipient_key: &'a [u8; 16],
    /// The address, where known.
    pub address: Option<&'a str>,
    /// What shows that it was asked for.
    pub evidence: Option<&'a [u8]>,
    /// What lies sealed in the rows that the entry writes, by name, if it commits to that.
    pub sealed: Option<&'a [(&'static str, &'a [u8])]>,
}

impl LeafDraft {
    /// The canonical JSON of the leaf at `index`.
    pub fn to_leaf(&self, index: u64, recorded: Instant, policy: &str, about: Option<&About<'_>>) -> Vec<u8> {
        let mut leaf: Map<String, Value> = Map::new();
        let mut put = |name: &str, value: Value| _ = leaf.insert(name.to_owned(), value);
        put("v", LEAF_VERSION.into());
        put("kind", self.kind.word().into());
        put("index", index.into());
        put("at", self.at.0.into());
        put("recorded", recorded.0.into());
        put("actor", self.actor.word().into());
        put("channel", self.channel.word().into());
        put("policy", policy.into());
        if let Some(id) = self.actor.id() {
            put("by", id.into());
        }
        if let Some(sender) = self.sender {
            put("sender", sender.0.into());
        }
        for (name, value) in &self.codes {
            put(name, value.clone());
        }
        if let Some(about) = about {
            put("subject", about.opening.subject(about.recipient_key).into());
            if let Some(address) = about.address {
                put("address", about.opening.address(address).into());
            }
            if let Some(evidence) = about.evidence {
                put("evidence", about.opening.evidence(evidence).into());
            }
            if let Some(sealed) = about.sealed {
                let named =
                    |(name, bytes): &(&str, &[u8])| (name.to_string(), about.opening.sealed(name, bytes).into());
                put("sealed", Value::Object(sealed.iter().map(named).collect()));
            }
        }
        // serde_json keeps names sorted and writes no spaces: with these values that is RFC 8785.
        Value::Object(leaf).to_string().into_bytes()
    }
}

/// A scope as it stands in a leaf: its word, with its number where the word alone does not say it.
pub fn scope_code(scope: Scope) -> Value {
    format!("{}:{}", scope.word(), scope.number()).into()
}

/// The scope that such a code names; `None` for what is none.
pub fn scope_of_code(code: &str) -> Option<Scope> {
    let (word, number) = code.split_once(':')?;
    Scope::from_parts(word, number.parse().ok()?)
}

fn mac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    // A key of 32 bytes is always accepted; the fallback cannot be reached and yields no valid commitment.
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mac| mac.chain_update(message).finalize().into_bytes().into())
        .unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> LeafDraft {
        LeafDraft {
            kind: EntryKind::Preference,
            at: Instant(5),
            sender: Some(SenderId(7)),
            actor: Actor::Recipient,
            channel: Channel::OneClick,
            codes: vec![("scope", "all:7".into()), ("before", "none".into()), ("after", "opted_out".into())],
        }
    }

    #[test]
    fn log_02_a_leaf_is_canonical_json() {
        let leaf = String::from_utf8(draft().to_leaf(3, Instant(6), "2014-05-08", None));
        let expected = r#"{"actor":"recipient","after":"opted_out","at":5,"before":"none","channel":"one_click","index":3,"kind":"preference","policy":"2014-05-08","recorded":6,"scope":"all:7","sender":7,"v":1}"#;
        assert_eq!(leaf.as_deref(), Ok(expected));
    }

    #[test]
    fn one_opening_opens_one_entry_and_no_other() {
        let salt = [9; 32];
        let (third, fourth) = (Opening::derive(&salt, 3), Opening::derive(&salt, 4));
        assert!(third != fourth);
        assert_ne!(third.subject(&[1; 16]), fourth.subject(&[1; 16]));
    }

    #[test]
    fn log_11_no_address_stands_in_a_leaf() {
        let opening = Opening::derive(&[9; 32], 0);
        let about = About {
            opening,
            recipient_key: &[1; 16],
            address: Some("ana@example.org"),
            evidence: Some(b"ana@example.org said so"),
            sealed: Some(&[("event", b"ana@example.org called")]),
        };
        let leaf = String::from_utf8_lossy(&draft().to_leaf(0, Instant(6), "p", Some(&about))).into_owned();
        assert!(!leaf.contains("ana") && !leaf.contains("example"));
        assert!(leaf.contains(&opening.address("ana@example.org")));
        let sealed = format!(r#""sealed":{{"event":"{}"}}"#, opening.sealed("event", b"ana@example.org called"));
        assert!(leaf.contains(&sealed), "{leaf}");
        assert_ne!(opening.sealed("event", b"x"), opening.sealed("detail", b"x"));
    }
}
