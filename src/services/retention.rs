//! Retention: what is old goes, by the rules that are set, once a night (P13, CON-11).
//!
//! Of several instances the one that claims the night's work does it; one that dies leaves it to the others when its lease
//! is over, and a night that nobody was there for is made up for at the next start. Should two ever work at once, nothing
//! is done twice: each chunk is decided inside the writer, against what is still there.

use serde::Serialize;

use super::Services;
use super::error::ServiceError;
use super::senders::By;
use super::writer::change::{Change, Retain};
use crate::domain::change::{Actor, Channel};
use crate::domain::retention::{Rule, counted_since};
use crate::domain::time::Instant;
use crate::store::retention::{self as store, Line, NightRow, Old};

/// How long a claim on a night's work lasts.
const LEASE_MS: i64 = 30 * 60_000;

/// What a rule takes, or would take now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// The rule's word.
    pub rule: &'static str,
    /// What it takes, in words.
    pub what: &'static str,
    /// How long that is kept: `30d`, `24mo`, `never`.
    pub kept: String,
    /// What ended before this goes; none when it is kept for ever.
    pub before: Option<Instant>,
    /// How much.
    pub count: u64,
    /// The entries that say so; none where nothing went.
    pub entries: Vec<u64>,
}

impl Services {
    /// Does the night's work if its hour has come and nobody has done it; `None` when there is nothing to be done.
    ///
    /// # Errors
    /// When it could not be done to its end: it is tried again.
    pub async fn retain_nightly(&self) -> Result<Option<Vec<Removed>>, ServiceError> {
        let now = self.clock.now();
        let Some(night) = self.config.retention.night(now).map(|night| night.to_string()) else { return Ok(None) };
        let lease = now.plus_ms(LEASE_MS);
        // Read first: this is asked once a minute, and need not wait for whoever writes.
        let done = self.retention_night().await?.is_some_and(|row| row.night >= night || row.lease_until > now.0);
        if done || !self.claim_night(&night, lease).await? {
            return Ok(None);
        }
        let removed = self.retain(&(Actor::System, Channel::System)).await;
        let mut tx = self.db.begin().await?;
        match &removed {
            Ok(_) => store::night_done(&mut tx, &night, self.clock.now()).await?,
            Err(_) => store::give_night_back(&mut tx, lease).await?,
        }
        tx.commit().await?;
        removed.map(Some)
    }

    async fn claim_night(&self, night: &str, lease: Instant) -> Result<bool, ServiceError> {
        let mut tx = self.db.begin().await?;
        let ours = store::claim_night(&mut tx, night, self.clock.now(), lease).await?;
        tx.commit().await?;
        Ok(ours)
    }

    /// Applies every rule now.
    ///
    /// # Errors
    /// When a chunk could not be stored; what went before it stays gone.
    pub async fn retain(&self, by: &By) -> Result<Vec<Removed>, ServiceError> {
        let now = self.clock.now();
        let mut all = Vec::new();
        for rule in Rule::EVERY {
            let mut removed = self.removed_by(*rule, now);
            if let Some(before) = removed.before {
                self.apply_rule(*rule, before, by, &mut removed).await?;
            }
            all.push(removed);
        }
        Ok(all)
    }

    /// Chunk by chunk, each a change of its own, so that others come in between.
    async fn apply_rule(
        &self,
        rule: Rule,
        before: Instant,
        by: &By,
        removed: &mut Removed,
    ) -> Result<(), ServiceError> {
        let keep = self.config.retention.keep(rule);
        loop {
            let (actor, channel) = by.clone();
            let answer = self.writer.submit(Change::Retain(Retain { rule, keep, before, actor, channel })).await?;
            self.counters.retained.add(rule, answer.rows_changed);
            removed.count += answer.rows_changed;
            removed.entries.extend(answer.entry);
            if !answer.more {
                return Ok(());
            }
        }
    }

    /// What every rule would take now; it takes nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn retention_due(&self) -> Result<Vec<Removed>, ServiceError> {
        let now = self.clock.now();
        let mut tx = self.db.snapshot().await?;
        let mut all = Vec::new();
        for rule in Rule::EVERY {
            let mut removed = self.removed_by(*rule, now);
            if let Some(before) = removed.before {
                let line = Line { before, counted: counted_since(now) };
                for old in counted_as(*rule) {
                    removed.count += u64::try_from(store::count(&mut tx, *old, line).await?).unwrap_or(0);
                }
            }
            all.push(removed);
        }
        Ok(all)
    }

    /// The last night that was worked off, and whether an instance is at work; `None` before the first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn retention_night(&self) -> Result<Option<NightRow>, ServiceError> {
        Ok(store::night(&mut self.db.snapshot().await?).await?)
    }

    /// Records in the ledger that other versions of the privacy policy are set than were recorded last (P10). Of several
    /// instances that start with the same ones, one does it.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn record_policies(&self) -> Result<Option<u64>, ServiceError> {
        Ok(self.writer.submit(Change::Policies).await?.entry)
    }

    fn removed_by(&self, rule: Rule, now: Instant) -> Removed {
        let set = &self.config.retention;
        Removed {
            rule: rule.word(),
            what: rule.meaning(),
            kept: set.keep(rule).to_string(),
            before: set.cutoff(rule, now),
            count: 0,
            entries: Vec::new(),
        }
    }
}

/// What is counted beforehand. Two rules may then take another number: whether somebody handed a mail over is known only
/// when it is opened, and a mail whose case goes in the same run has one still.
fn counted_as(rule: Rule) -> &'static [Old] {
    match rule {
        Rule::Mail => &[Old::Mail],
        Rule::UnrelatedMail => &[Old::UnrelatedMail],
        Rule::Client => &[Old::Clients],
        Rule::Confirmations => &[Old::Confirmations],
        Rule::SentMail => &[Old::Sent, Old::SentBodies],
        Rule::Webhooks => &[Old::Webhooks],
        Rule::Cases => &[Old::Cases],
        Rule::MailRecords => &[Old::MailRecords],
        Rule::Figures => &[Old::Figures],
    }
}
