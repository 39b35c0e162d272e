//! Sending what lies in the outbox: claim by lease, commit, send, settle in a second transaction. At least once, in
//! order for each recipient, with a Message-ID that stays the same; never sent inside a transaction, never dropped.
//! Here for mails; [`webhooks`] does the same for webhooks.

pub mod webhooks;

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Services;
use super::counters::SendOutcome;
use super::error::ServiceError;
use super::installation::Cell;
use super::mails::Payload;
use super::writer::chain;
use crate::domain::delivery::{Attempt, Outcome, RetryPolicy, Settlement, settle};
use crate::domain::time::Instant;
use crate::mail::dkim::Signer;
use crate::mail::transport::Transport;
use crate::store::StoreError;
use crate::store::outbox::{self, ClaimedRow, DeadRow};

/// Mails claimed at once.
const CLAIM: i64 = 16;

/// What was given up so long ago is not sent any more: its reader would not know what it is about.
const REVIVED_DAYS: i64 = 7;

/// Sends mails.
pub struct Delivery {
    services: Arc<Services>,
    transport: Transport,
    signer: Option<Signer>,
}

impl Delivery {
    /// With this transport, signing by DKIM if there is a key.
    pub fn new(services: Arc<Services>, transport: Transport, signer: Option<Signer>) -> Self {
        Self { services, transport, signer }
    }

    /// Sends everything that is due, and what becomes due behind it; answers how many attempts were made.
    pub async fn drain(&self) -> Result<usize, ServiceError> {
        let mut attempts = 0;
        loop {
            match self.step().await? {
                0 => return Ok(attempts),
                n => attempts += n,
            }
        }
    }

    /// Claims what is due and makes one attempt for each.
    pub async fn step(&self) -> Result<usize, ServiceError> {
        let claimed = self.claim().await?;
        for mail in &claimed {
            let outcome = self.attempt(mail).await;
            self.settle(mail, &outcome).await?;
        }
        self.count_pending().await?;
        Ok(claimed.len())
    }

    async fn claim(&self) -> Result<Vec<ClaimedRow>, ServiceError> {
        let now = self.services.clock.now();
        // All claimed mails are sent one after another under this one lease.
        let lease = now.plus_ms(millis(self.services.config.send_timeout) * (CLAIM + 10));
        let mut tx = self.services.db.begin().await?;
        let claimed = outbox::claim(&mut tx, self.services.neighbours.own_name(), now, lease, CLAIM).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn attempt(&self, mail: &ClaimedRow) -> Outcome {
        match self.prepare(mail) {
            Ok((payload, raw)) => self.transport.send(payload.from.as_deref(), &payload.to, &raw, &mail.id).await,
            Err(error) => {
                // It stays in the outbox and is tried again: a missing key may come back (L7 in spirit).
                tracing::error!(mail.id = %mail.id, error = %chain(&error), "a queued mail cannot be read");
                Outcome::unreachable("the queued mail cannot be read", "")
            }
        }
    }

    fn prepare(&self, mail: &ClaimedRow) -> Result<(Payload, Vec<u8>), ServiceError> {
        let corrupt = || StoreError::corrupt("outbox", "payload", &mail.id);
        let plain = self.services.vault.open(Cell::Outbox, mail.id.as_bytes(), &mail.payload)?;
        let payload: Payload = serde_json::from_slice(&plain).map_err(|_| corrupt())?;
        let raw = STANDARD.decode(&payload.raw).map_err(|_| corrupt())?;
        let signed = match &self.signer {
            Some(signer) => signer
                .sign(&raw, self.services.clock.now())
                .map_err(|e| ServiceError::Keys(format!("The mail could not be signed: {e}.")))?,
            None => raw,
        };
        Ok((payload, signed))
    }

    async fn settle(&self, mail: &ClaimedRow, outcome: &Outcome) -> Result<(), ServiceError> {
        let now = self.services.clock.now();
        let attempt = Attempt {
            id: &mail.id,
            number: u32::try_from(mail.attempts).unwrap_or(u32::MAX),
            first_tried: Instant(mail.first_tried.unwrap_or(now.0)),
            now,
        };
        let policy =
            RetryPolicy { give_up_after_ms: millis(self.services.config.give_up_after), ..RetryPolicy::default() };
        let error = reason(outcome);
        let mut tx = self.services.db.begin().await?;
        let counted = match settle(outcome, &attempt, &policy) {
            Settlement::Sent => {
                outbox::settle(&mut tx, &mail.id, mail.lease_until, "sent", None, now).await?;
                SendOutcome::Sent
            }
            Settlement::RetryAt(due) => {
                tracing::warn!(mail.id = %mail.id, attempt = mail.attempts, reason = error, due = %due, "mail put off");
                outbox::retry(&mut tx, &mail.id, mail.lease_until, due, error).await?;
                SendOutcome::Retried
            }
            Settlement::Dead(why) => {
                tracing::error!(mail.id = %mail.id, why = why.word(), reason = error, "mail given up; see `desist doctor`");
                let text = format!("{}: {}", why.word(), error.unwrap_or("no reason given"));
                outbox::settle(&mut tx, &mail.id, mail.lease_until, "dead", Some(&text), now).await?;
                SendOutcome::Dead
            }
        };
        tx.commit().await?;
        self.services.counters.sends.add(counted, 1);
        Ok(())
    }

    async fn count_pending(&self) -> Result<(), ServiceError> {
        let pending = outbox::pending(&mut self.services.db.snapshot().await?).await?;
        self.services.counters.outbox_pending.set(u64::try_from(pending).unwrap_or(0));
        Ok(())
    }
}

/// How the outbox stands, for mails or for webhooks.
pub struct OutboxState {
    /// Those that wait.
    pub pending: u64,
    /// Those that were sent.
    pub sent: u64,
    /// When the first of those that wait is due.
    pub next_due: Option<Instant>,
    /// Those that were given up, newest first.
    pub dead: Vec<DeadRow>,
}

impl Services {
    /// How the outbox stands, with so many of the mails that were given up.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn outbox(&self, dead: i64) -> Result<OutboxState, ServiceError> {
        self.outbox_of(false, dead).await
    }

    /// The same for webhooks.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn outbox_of_webhooks(&self, dead: i64) -> Result<OutboxState, ServiceError> {
        self.outbox_of(true, dead).await
    }

    /// Has mails that were given up within a week tried again, as if they were new; answers how many.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn try_dead_again(&self) -> Result<u64, ServiceError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let again = outbox::revive(&mut tx, now.plus_days(-REVIVED_DAYS), now).await?;
        tx.commit().await?;
        Ok(again)
    }

    /// How many mails wait, when the first is due, and those that were given up, newest first; and the same of webhooks.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn waiting(&self, webhooks: bool, dead: i64) -> Result<OutboxState, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let pending = match webhooks {
            true => outbox::pending_webhooks(&mut tx).await?,
            false => outbox::pending(&mut tx).await?,
        };
        Ok(OutboxState {
            pending: u64::try_from(pending).unwrap_or(0),
            sent: 0,
            next_due: outbox::next_due(&mut tx, webhooks).await?.map(Instant),
            dead: outbox::dead(&mut tx, webhooks, dead).await?,
        })
    }

    async fn outbox_of(&self, webhooks: bool, dead: i64) -> Result<OutboxState, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let counts = outbox::counts(&mut tx, webhooks).await?;
        let count = |status: &str| counts.iter().find(|(word, _)| word == status).map_or(0, |(_, n)| *n);
        Ok(OutboxState {
            pending: u64::try_from(count("pending")).unwrap_or(0),
            sent: u64::try_from(count("sent")).unwrap_or(0),
            next_due: outbox::next_due(&mut tx, webhooks).await?.map(Instant),
            dead: outbox::dead(&mut tx, webhooks, dead).await?,
        })
    }
}

fn reason(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Sent => None,
        Outcome::Refused { text, .. } => Some(text),
        Outcome::Unreachable { why } => Some(why),
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
