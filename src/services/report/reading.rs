//! The requests of a period, page by page, from one snapshot: first the cases, then the choices in the ledger's order.

use std::sync::Arc;

use serde::Deserialize;

use super::{Line, Period};
use crate::domain::case::CaseRecord;
use crate::domain::change::{EntryKind, scope_of_code};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::cases::{self, CaseRow};
use crate::store::ledger::{self, EntryRow};
use crate::store::{StoreError, Tx};

/// Rows in one page.
const PAGE: u64 = 1000;
/// The states that are a recipient's own choice; all others are reasons of another kind not to send.
const CHOICES: [&str; 5] = ["opted_out", "opted_in", "paused", "resumed", "withdrawn"];

/// Reads the requests of a period.
pub struct Reading {
    services: Arc<Services>,
    pub(super) tx: Tx,
    pub(super) period: Period,
    pub(super) only: Option<SenderId>,
    now: Instant,
    size: u64,
    at: At,
}

enum At {
    CasesAfter(String),
    EntriesFrom(u64),
}

/// What the record takes of a leaf.
#[derive(Deserialize)]
struct Leaf {
    kind: String,
    at: i64,
    recorded: i64,
    actor: String,
    channel: String,
    policy: String,
    sender: Option<u32>,
    scope: Option<String>,
    after: Option<String>,
}

impl Reading {
    /// Begins to read, one state of the database throughout; with `only`, what concerns that sender.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn begin(services: Arc<Services>, period: Period, only: Option<SenderId>) -> Result<Self, ServiceError> {
        let mut tx = services.db.snapshot().await?;
        let size = ledger::head(&mut tx).await?.size();
        let now = services.clock.now();
        Ok(Self { services, tx, period, only, now, size, at: At::CasesAfter(String::new()) })
    }

    /// Entries in the ledger that was read.
    pub fn ledger_size(&self) -> u64 {
        self.size
    }

    /// How many of them were read so far.
    pub fn entries_read(&self) -> u64 {
        match self.at {
            At::CasesAfter(_) => 0,
            At::EntriesFrom(from) => from,
        }
    }

    /// The next requests, possibly none of a page; `None` at the end.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn page(&mut self) -> Result<Option<Vec<Line>>, ServiceError> {
        match &self.at {
            At::CasesAfter(after) => {
                let after = after.clone();
                self.cases(&after).await.map(Some)
            }
            At::EntriesFrom(from) if *from >= self.size => Ok(None),
            At::EntriesFrom(from) => {
                let from = *from;
                self.choices(from).await.map(Some)
            }
        }
    }

    async fn cases(&mut self, after: &str) -> Result<Vec<Line>, ServiceError> {
        let (ends, sender) = ((self.period.from, self.period.until), self.only.map_or(-1, SenderId::to_i64));
        let rows = cases::received(&mut self.tx, ends, sender, after, PAGE as i64).await?;
        self.at = rows.last().map_or(At::EntriesFrom(0), |row| At::CasesAfter(row.id.clone()));
        rows.into_iter().map(|row| self.case_line(row)).collect()
    }

    pub(super) fn case_line(&self, row: CaseRow) -> Result<Line, ServiceError> {
        let case = CaseRecord::try_from(row)?;
        let detail = self.services.case_detail(&case)?;
        let reference = detail.as_ref().and_then(|detail| detail.get("reference")?.as_str());
        let sender = self.services.sender_key(case.sender);
        Ok(Line { sender, reference: reference.map(str::to_owned), ..Line::of_case(&case, self.now) })
    }

    async fn choices(&mut self, from: u64) -> Result<Vec<Line>, ServiceError> {
        let until = from.saturating_add(PAGE).min(self.size);
        let entries = ledger::entries(&mut self.tx, from, until).await?;
        self.at = At::EntriesFrom(until);
        let mut lines = Vec::new();
        for entry in &entries {
            lines.extend(self.choice_line(entry)?);
        }
        Ok(lines)
    }

    /// The line of an entry that is a choice made in the period; none of others, and none of a leaf that was pruned.
    pub(super) fn choice_line(&self, entry: &EntryRow) -> Result<Option<Line>, ServiceError> {
        // Whether a leaf is damaged is `verify`'s business.
        let of_choices = entry.may_be_of_kind(EntryKind::Preference).then_some(entry.leaf.as_ref()).flatten();
        let Some(bytes) = of_choices else { return Ok(None) };
        let Ok(leaf) = serde_json::from_slice::<Leaf>(bytes) else { return Ok(None) };
        let chosen = leaf.after.as_deref().filter(|after| CHOICES.contains(after));
        let Some(asked) = chosen.filter(|_| leaf.kind == EntryKind::Preference.word() && leaf.channel != "import")
        else {
            return Ok(None);
        };
        let within = self.period.from.0 <= leaf.recorded && leaf.recorded < self.period.until.0;
        if !within || self.only.is_some_and(|only| leaf.sender != Some(only.0)) {
            return Ok(None);
        }
        // What is recorded is obeyed by the gate, and only then confirmed to whoever asked (L1): one moment for both.
        let done = Some(Instant(leaf.recorded));
        Ok(Some(Line {
            source: "choice",
            entry: entry.entry_index,
            sender: leaf.sender.map(|sender| self.services.sender_key(SenderId(sender))).unwrap_or_default(),
            asked: asked.to_owned(),
            scope: self.scope(leaf.scope.as_deref(), entry.entry_index)?,
            way: leaf.channel,
            by: leaf.actor,
            received_at: Some(Instant(leaf.at.min(leaf.recorded))),
            acknowledged_at: done,
            effective_at: done,
            answered_at: done,
            done_at: done,
            state: "done",
            policy: leaf.policy,
            ..Line::default()
        }))
    }

    fn scope(&self, code: Option<&str>, entry: i64) -> Result<Option<String>, ServiceError> {
        let Some(code) = code else { return Ok(None) };
        let scope = scope_of_code(code).ok_or_else(|| StoreError::corrupt("ledger_entries", "leaf", entry))?;
        Ok(Some(self.services.scope_name(scope)))
    }
}
