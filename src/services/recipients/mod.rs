//! What is known of one recipient: for tools (`/v1/recipients/lookup`), by address. `known` is the same for an operator, by
//! recipient key: verdicts, what stands, and the history page by page.

mod known;

pub use self::known::{Happened, Known, KnownCase, KnownMail, Look, Recorded, TopicVerdict, Whom};

use serde::Serialize;
use serde_json::Value;

use super::Services;
use super::error::ServiceError;
use crate::domain::address::Address;
use crate::domain::ids::SenderId;
use crate::domain::preference::{Kind, Record, Scope, Slot};
use crate::domain::time::Instant;
use crate::store::preferences::{self, DetailRow};
use crate::store::{StoreError, ledger};

/// Everything about a recipient.
#[derive(Serialize)]
pub struct Recipient {
    /// What the recipient chose.
    pub preferences: Vec<Standing>,
    /// Every reason not to send.
    pub suppressions: Vec<Standing>,
    /// Every change, oldest first, as the ledger has it.
    pub history: Vec<Value>,
    /// What somebody must answer.
    pub cases: Vec<Value>,
}

/// One thing that stands recorded.
#[derive(Serialize)]
pub struct Standing {
    /// Topic key, or `all`, `everywhere`, `sharing`, `tracking`.
    pub scope: String,
    /// The sender's key, where the scope is one sender's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// Its state.
    pub state: &'static str,
    /// The end of a pause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// Since when.
    pub since: Instant,
    /// When it was written down.
    pub recorded_at: Instant,
    /// The way in.
    pub channel: String,
    /// Its ledger entry.
    pub entry: u64,
}

impl Services {
    /// Everything about the recipient of this address; with `only`, what concerns that sender.
    pub async fn look_up(&self, address: &Address, only: Option<SenderId>) -> Result<Recipient, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let (mut rows, mut history) = (Vec::new(), Vec::new());
        for key in self.vault.recipient_keys(address) {
            rows.extend(preferences::of_key(&mut tx, &key.bytes).await?);
            for entry in ledger::entries_about(&mut tx, key).await? {
                history.extend(self.history_line(entry)?.filter(|leaf| is_of(leaf, only)));
            }
        }
        let standing: Result<Vec<_>, ServiceError> = rows.iter().map(|row| self.standing(row)).collect();
        let mut standing = standing?;
        let mut cases = self.cases_about(address).await?;
        let own = only.and_then(|only| self.gate.registry().sender(only).map(|sender| sender.key.to_string()));
        cases.retain(|case| only.is_none() || Some(&case.sender) == own.as_ref());
        standing.retain(|(record, _)| only.is_none_or(|sender| self.concerns(record.scope, sender)));
        let chosen = |(record, _): &&(Record, DetailKept)| matches!(record.kind.slot(), Slot::Choice | Slot::Pause);
        let now = self.clock.now();
        let suppressing = |(record, _): &&(Record, DetailKept)| suppresses(record, now);
        Ok(Recipient {
            preferences: standing.iter().filter(chosen).map(|(r, kept)| self.shown(r, kept)).collect(),
            suppressions: standing.iter().filter(suppressing).map(|(r, kept)| self.shown(r, kept)).collect(),
            history,
            cases: cases.iter().map(serde_json::to_value).collect::<Result<_, _>>().unwrap_or_default(),
        })
    }

    pub(super) fn standing(&self, row: &DetailRow) -> Result<(Record, DetailKept), ServiceError> {
        let record = row.plain().read()?.1?;
        Ok((record, DetailKept { recorded_at: Instant(row.recorded_at), channel: row.channel.clone() }))
    }

    pub(super) fn shown(&self, record: &Record, kept: &DetailKept) -> Standing {
        Standing {
            scope: self.scope_name(record.scope),
            sender: self.scope_sender(record.scope),
            state: record.kind.word(),
            until: record.kind.until(),
            since: record.since,
            recorded_at: kept.recorded_at,
            channel: kept.channel.clone(),
            entry: record.entry,
        }
    }

    fn history_line(&self, entry: ledger::EntryRow) -> Result<Option<Value>, ServiceError> {
        let Some(leaf) = entry.leaf else { return Ok(None) };
        let bad = |_| StoreError::corrupt("ledger_entries", "leaf", entry.entry_index);
        Ok(Some(serde_json::from_slice(&leaf).map_err(bad)?))
    }

    /// The name of a scope in the API: a topic's key, or the word.
    pub fn scope_name(&self, scope: Scope) -> String {
        match scope {
            Scope::Topic(id) => {
                let registry = self.gate.registry();
                registry.topic(id).map_or_else(|| format!("topic:{id}"), |topic| topic.key.to_string())
            }
            other => other.word().to_owned(),
        }
    }

    /// Whether a scope reaches mail of this sender.
    fn concerns(&self, scope: Scope, sender: SenderId) -> bool {
        let registry = self.gate.registry();
        match scope {
            Scope::Topic(id) => registry.topic(id).is_some_and(|topic| topic.sender == sender),
            Scope::All(id) | Scope::Sharing(id) | Scope::Tracking(id) => id == sender,
            Scope::Everywhere(group) => registry.sender(sender).is_some_and(|known| known.group == group),
        }
    }

    fn scope_sender(&self, scope: Scope) -> Option<String> {
        let registry = self.gate.registry();
        let id = match scope {
            Scope::Topic(id) => registry.topic(id)?.sender,
            Scope::All(id) | Scope::Sharing(id) | Scope::Tracking(id) => id,
            Scope::Everywhere(_) => return None,
        };
        registry.sender(id).map(|sender| sender.key.to_string())
    }
}

/// Whether a leaf is of this sender, if only one's are wanted.
pub(super) fn is_of(leaf: &Value, only: Option<SenderId>) -> bool {
    only.is_none_or(|sender| leaf.get("sender").and_then(Value::as_u64) == Some(u64::from(sender.0)))
}

pub(super) struct DetailKept {
    recorded_at: Instant,
    channel: String,
}

fn suppresses(record: &Record, now: Instant) -> bool {
    match record.kind {
        Kind::OptedOut | Kind::Complained | Kind::Held | Kind::Undeliverable | Kind::Imported(_) | Kind::Erased => true,
        Kind::Paused { until } => now < until,
        Kind::OptedIn { .. } | Kind::Withdrawn | Kind::Resumed | Kind::Released | Kind::Deliverable => false,
    }
}
