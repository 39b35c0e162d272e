//! The gate's question and its answer: may this be sent to this recipient now?
//!
//! One decision table, read from the top; the first reason that holds is the answer (contract, `reason`).

use super::ids::{GroupId, SenderId, TopicId};
use super::preference::{ImportReason, Kind, Record, Scope, is_erased_for};
use super::time::Instant;
use super::topic::Class;

/// Why, in one word. The order is the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// The person's data was erased; the block stays (L8).
    Erased,
    /// The person complained.
    Complained,
    /// Stopped for all senders of the group.
    OptedOutEverywhere,
    /// Stopped for everything promotional of the sender.
    OptedOutAll,
    /// Stopped for this topic.
    OptedOutTopic,
    /// Paused.
    Paused,
    /// A possible stop waits for a person.
    Held,
    /// The address cannot be delivered to.
    Undeliverable,
    /// Suppressed in the system the list came from.
    Imported,
    /// The topic needs an opt-in and there is none.
    NotOptedIn,
    /// Allowed: transactional mail is never blocked by a preference (L4).
    Transactional,
    /// Allowed: the recipient said yes.
    OptedIn,
    /// Allowed: nothing speaks against it.
    NoObjection,
    /// Refused: the line is no address (batches and streams).
    InvalidAddress,
    /// Refused: what is stored about the recipient is damaged (L4, L10).
    Unreadable,
}

impl Reason {
    /// The word in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Erased => "erased",
            Self::Complained => "complained",
            Self::OptedOutEverywhere => "opted_out_everywhere",
            Self::OptedOutAll => "opted_out_all",
            Self::OptedOutTopic => "opted_out_topic",
            Self::Paused => "paused",
            Self::Held => "held",
            Self::Undeliverable => "undeliverable",
            Self::Imported => "imported",
            Self::NotOptedIn => "not_opted_in",
            Self::Transactional => "transactional",
            Self::OptedIn => "opted_in",
            Self::NoObjection => "no_objection",
            Self::InvalidAddress => "invalid_address",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether mail may go.
    pub fn allows(self) -> bool {
        matches!(self, Self::Transactional | Self::OptedIn | Self::NoObjection)
    }
}

/// What the gate must know of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The topic.
    pub topic: TopicId,
    /// Whose it is.
    pub sender: SenderId,
    /// The sender's group.
    pub group: GroupId,
    /// Its class.
    pub class: Class,
    /// Whether it needs an opt-in.
    pub requires_opt_in: bool,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Why.
    pub reason: Reason,
    /// The scope that decided, when a record did.
    pub scope: Option<Scope>,
    /// Since when.
    pub since: Option<Instant>,
    /// Transactional only: the address is known not to take mail.
    pub undeliverable: bool,
}

impl Verdict {
    /// Whether mail may go.
    pub fn allowed(&self) -> bool {
        self.reason.allows()
    }

    /// A verdict without a record behind it.
    pub fn bare(reason: Reason) -> Self {
        Self { reason, scope: None, since: None, undeliverable: false }
    }

    fn because(reason: Reason, record: &Record) -> Self {
        Self { reason, scope: Some(record.scope), since: Some(record.since), undeliverable: false }
    }
}

/// The decision table.
pub fn judge(question: &Question, records: &[Record], now: Instant) -> Verdict {
    if question.class == Class::Transactional {
        let undeliverable = records.iter().any(|r| tells_undeliverable(r.kind));
        return Verdict { undeliverable, ..Verdict::bare(Reason::Transactional) };
    }
    let opted_in = records.iter().find(|r| is_topic(r, question) && matches!(r.kind, Kind::OptedIn { .. }));
    let strongest = records
        .iter()
        .filter_map(|r| objection(question, r, records, now).map(|reason| (reason, r)))
        .min_by_key(|(reason, r)| (*reason, r.since));
    match (strongest, opted_in) {
        (Some((reason, record)), _) => Verdict::because(reason, record),
        (None, Some(record)) => Verdict::because(Reason::OptedIn, record),
        (None, None) if question.requires_opt_in => Verdict::bare(Reason::NotOptedIn),
        (None, None) => Verdict::bare(Reason::NoObjection),
    }
}

/// Whether the recipient stopped, or complained about, everything promotional of the question's sender. No topic of theirs
/// matters here, so nobody is taken for somebody who stopped because of one.
pub fn has_stopped_all(question: &Question, records: &[Record], now: Instant) -> bool {
    let promotional = Question { class: Class::Promotional, requires_opt_in: false, ..*question };
    let reason = |record: &Record| objection(&promotional, record, records, now);
    let is_all = |reason| matches!(reason, Reason::Complained | Reason::OptedOutEverywhere | Reason::OptedOutAll);
    records.iter().filter_map(reason).any(is_all)
}

/// What this one record has against promotional mail of this topic, if anything.
fn objection(question: &Question, record: &Record, records: &[Record], now: Instant) -> Option<Reason> {
    match record.kind {
        // These two are about the address itself, whoever sends. Only the person comes back after an erasure, and only to
        // what they name: the writer takes nobody else's word for it (L8).
        Kind::Erased => {
            let scope = Scope::Topic(question.topic);
            return is_erased_for(records, question.sender, scope).then_some(Reason::Erased);
        }
        Kind::Undeliverable => return Some(Reason::Undeliverable),
        _ if !reaches(record.scope, question) => return None,
        _ => {}
    }
    match record.kind {
        Kind::Complained => Some(Reason::Complained),
        Kind::OptedOut if is_excepted(question, record, records) => None,
        Kind::OptedOut => Some(opted_out(record.scope)),
        Kind::Paused { until } if now < until => Some(Reason::Paused),
        Kind::Held => Some(Reason::Held),
        Kind::Imported(_) if is_excepted(question, record, records) => None,
        Kind::Imported(_) => Some(Reason::Imported),
        _ => None,
    }
}

fn opted_out(scope: Scope) -> Reason {
    match scope {
        Scope::Everywhere(_) => Reason::OptedOutEverywhere,
        Scope::All(_) => Reason::OptedOutAll,
        _ => Reason::OptedOutTopic,
    }
}

/// A proven opt-in to one topic is an exception to an older `all` and nothing wider; and a proven opt-in to the very
/// scope of a stop (an imported one, which stands beside the choice) answers an older one there.
fn is_excepted(question: &Question, stop: &Record, records: &[Record]) -> bool {
    let narrow = matches!(stop.scope, Scope::All(_) | Scope::Topic(_));
    let answers = |yes: &Record| (narrow && is_topic(yes, question)) || yes.scope == stop.scope;
    records.iter().any(|yes| yes.kind.proven() && yes.since > stop.since && answers(yes))
}

fn reaches(scope: Scope, question: &Question) -> bool {
    match scope {
        Scope::Topic(id) => id == question.topic,
        Scope::All(id) => id == question.sender,
        Scope::Everywhere(id) => id == question.group,
        Scope::Sharing(_) | Scope::Tracking(_) => false,
    }
}

fn is_topic(record: &Record, question: &Question) -> bool {
    record.scope == Scope::Topic(question.topic)
}

fn tells_undeliverable(kind: Kind) -> bool {
    matches!(kind, Kind::Undeliverable | Kind::Imported(ImportReason::Bounce))
}
