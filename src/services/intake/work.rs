//! The worker: claims stored mails by lease, has them read, and carries out what is to be done, each mail once.
//!
//! A mail is claimed, read outside any transaction, and settled by the writer together with everything it causes. If this
//! process dies in between, the lease ends and another does it; if it was done, the lease is gone and nothing happens a
//! second time (L7). A mail that makes its reader panic is kept and shown to a person; the worker goes on.
//!
//! Only an attempt that failed here counts as one. A claim that nobody ended shows that a process died, which is seldom
//! the mail's fault; but a mail that was claimed several times in vain is worked on alone, so that it takes no other with
//! it, and in the end a person gets it unread.

use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

use super::job::{Job, Plan, Stood};
use super::receive::{Envelope, Origin};
use super::{Letter, Read, Reads};
use crate::domain::change::Channel;
use crate::domain::link::{MailClaim, MailPurpose};
use crate::domain::time::Instant;
use crate::services::Services;
use crate::services::counters::MailOutcome;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::writer::chain;
use crate::services::writer::change::{Change, Guard, Handle, WorkedMail};
use crate::store::StoreError;
use crate::store::inbox::{self, ClaimedMail, RecipientRow};

/// Mails worked on at once. Few, because each may have 50 MB.
const CLAIM: usize = 4;
/// Mails claimed in one step, so that a step ends however much comes in.
const A_STEP: usize = 64;
/// While a mail is worked on, others that fell due are looked for so often.
const LOOK_AGAIN: std::time::Duration = std::time::Duration::from_secs(1);
/// How long a claim lasts: longer than reading the largest mail with the slowest DNS.
pub(super) const LEASE_MS: i64 = 10 * 60_000;
/// After so many attempts that failed a mail that cannot be read is shown to a person.
const ATTEMPTS: i64 = 8;
/// A mail that was claimed so many times in vain is worked on while nothing else is.
const SUSPECT: i64 = 3;
/// A mail that was claimed so many times in vain is shown to a person unread: it may be what kills the process.
const CLAIMS: i64 = 10;
/// The first pause after trouble; it doubles.
const PAUSE_MS: i64 = 5_000;
/// The longest pause.
const PAUSE_MAX_MS: i64 = 3_600_000;

/// Works off mail that came in.
#[derive(Clone)]
pub struct Intake {
    services: Arc<Services>,
    reader: Arc<dyn Reads>,
}

impl Intake {
    /// With this reader.
    pub fn new(services: Arc<Services>, reader: Arc<dyn Reads>) -> Self {
        Self { services, reader }
    }

    /// Works off everything that is due; answers how many attempts were made.
    ///
    /// # Errors
    /// When the database is out of reach. Trouble with one mail is no error: it waits for its next attempt.
    pub async fn drain(&self) -> Result<usize, ServiceError> {
        let mut attempts = 0;
        loop {
            match self.step().await? {
                0 => return Ok(attempts),
                n => attempts += n,
            }
        }
    }

    /// Claims what is due and makes one attempt for each; tells agents what has waited a day.
    ///
    /// # Errors
    /// As [`Intake::drain`].
    pub async fn step(&self) -> Result<usize, ServiceError> {
        let alone = self.attempt_suspect().await?;
        let attempts = alone + self.attempt_all().await?;
        // The digest is no mail's business: it waits for the next step.
        if let Err(error) = self.services.tell_agents().await {
            tracing::error!(error = %chain(&error), "the agents' digest could not be made");
        }
        Ok(attempts)
    }

    /// Alone, the mail that was claimed several times in vain.
    async fn attempt_suspect(&self) -> Result<usize, ServiceError> {
        if inbox::claimed_in_vain(&mut self.services.db.snapshot().await?, SUSPECT).await? == 0 {
            return Ok(0);
        }
        let claimed = self.claim(1, (SUSPECT, i64::MAX)).await?;
        for mail in &claimed {
            tracing::warn!(mail.id = %mail.id, claims = mail.claims, "a mail that processes died with is tried alone");
        }
        let attempts = claimed.len();
        for mail in claimed {
            self.attempt(mail).await?;
        }
        Ok(attempts)
    }

    /// Side by side, and what comes in or falls due meanwhile takes every place that is free: one mail whose DNS is slow
    /// keeps no other waiting. Trouble with the database ends it as soon as what is being worked on is through.
    async fn attempt_all(&self) -> Result<usize, ServiceError> {
        let mut running = FuturesUnordered::new();
        let (mut attempts, mut trouble) = (0, None);
        loop {
            if trouble.is_none() && attempts < A_STEP && running.len() < CLAIM {
                let claim = self.claim(CLAIM - running.len(), (0, SUSPECT - 1));
                tokio::pin!(claim);
                // What is being worked on may hold the one connection that writes, so it must go on while we wait for it.
                let claimed = loop {
                    tokio::select! {
                        claimed = &mut claim => break claimed,
                        Some(done) = running.next() => trouble = trouble.or(Result::err(done)),
                    }
                };
                match claimed {
                    Ok(claimed) => {
                        attempts += claimed.len();
                        running.extend(claimed.into_iter().map(|mail| self.attempt(mail)));
                    }
                    Err(error) => trouble = trouble.or(Some(error)),
                }
            }
            tokio::select! {
                done = running.next() => match done {
                    Some(done) => trouble = trouble.or(done.err()),
                    None => return trouble.map_or(Ok(attempts), Err),
                },
                () = self.rest(LOOK_AGAIN) => {}
            }
        }
    }

    async fn attempt(&self, mail: ClaimedMail) -> Result<(), ServiceError> {
        match self.work(&mail).await {
            Ok(()) => Ok(()),
            Err(error) => self.put_off(&mail, &error).await,
        }
    }

    /// Waits until a mail came in, for so long at most.
    pub async fn rest(&self, at_most: std::time::Duration) {
        let _ = tokio::time::timeout(at_most, self.services.intake_wake.notified()).await;
    }

    async fn claim(&self, at_most: usize, claims: (i64, i64)) -> Result<Vec<ClaimedMail>, ServiceError> {
        let now = self.services.clock.now();
        // Asked first: a worker at rest must not take the writer's turn.
        let pending = inbox::pending(&mut self.services.db.snapshot().await?).await?;
        self.services.counters.inbox_pending.set(u64::try_from(pending).unwrap_or(0));
        if pending == 0 {
            return Ok(Vec::new());
        }
        let mut tx = self.services.db.begin().await?;
        let (by, limit) = (self.services.neighbours.own_name(), i64::try_from(at_most).unwrap_or(1));
        let claimed = inbox::claim(&mut tx, by, (now, now.plus_ms(LEASE_MS)), claims, limit).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn work(&self, mail: &ClaimedMail) -> Result<(), ServiceError> {
        let (job, letter) = self.services.job(mail).await?;
        let (read, plan) = self.understand(mail, &job, letter).await?;
        self.carry_out(&job, read.as_ref(), plan).await
    }

    pub(super) fn services(&self) -> &Services {
        &self.services
    }

    /// Has the writer do it, with the mail's own state, in one transaction.
    pub(super) async fn carry_out(&self, job: &Job, read: Option<&Read>, plan: Plan) -> Result<(), ServiceError> {
        let worked = self.services.worked(job, read, &plan);
        let Plan { acts, became, opt_outs, unproven, .. } = plan;
        let guard = Guard::Claim {
            mail: job.id.clone(),
            lease: job.lease,
            recipients: job.waiting.iter().map(|(name, _)| name.clone()).collect(),
            worked: Box::new(worked),
        };
        let handle = Handle { guard, acts };
        let answer = self.services.writer.submit(Change::Handle(Box::new(handle))).await?;
        if answer.handled {
            let counters = &self.services.counters;
            counters.inbound.add(became.counted(), 1);
            opt_outs.into_iter().for_each(|scope| counters.opt_outs.add(scope, answer.changed.into()));
            tracing::info!(mail.id = %job.id, became = became.status(), ledger.entry = answer.entry, "mail worked off");
            if unproven && answer.changed {
                self.services.watch_unproven_stops().await;
            }
        }
        Ok(())
    }

    /// Reads the mail and makes the plan in a task of its own, so that a panic there ends the task and nothing else.
    pub(super) async fn understand(
        &self,
        mail: &ClaimedMail,
        job: &Job,
        letter: Letter,
    ) -> Result<(Option<Read>, Plan), ServiceError> {
        if mail.attempts >= ATTEMPTS || mail.claims > CLAIMS {
            tracing::error!(mail.id = %job.id, "a mail cannot be read after many attempts; a person must look at it");
            return Ok((None, self.services.plan(job, None).await?));
        }
        let (this, task_job) = (self.clone(), job.clone());
        let task = tokio::spawn(async move {
            let mut read = this.reader.read(&letter).await?;
            as_written_down(&task_job, &mut read);
            let plan = this.services.plan(&task_job, Some(&read)).await?;
            Ok((Some(read), plan))
        });
        match task.await {
            Ok(outcome) => outcome,
            Err(error) if error.is_panic() => {
                tracing::error!(mail.id = %job.id, "reading a mail panicked; it is kept and a person must look at it");
                Ok((None, self.services.plan(job, None).await?))
            }
            Err(_) => Err(ServiceError::Stopping),
        }
    }

    async fn put_off(&self, mail: &ClaimedMail, error: &ServiceError) -> Result<(), ServiceError> {
        let exponent = u32::try_from(mail.attempts.clamp(0, 20)).unwrap_or(0);
        let pause = PAUSE_MS.saturating_mul(1 << exponent).min(PAUSE_MAX_MS);
        let due = self.services.clock.now().plus_ms(pause);
        let why = chain(error);
        self.services.counters.inbound.add(MailOutcome::PutOff, 1);
        tracing::warn!(mail.id = %mail.id, attempt = mail.attempts + 1, error = %why, due = %due, "mail put off");
        let mut tx = self.services.db.begin().await?;
        inbox::retry(&mut tx, &mail.id, mail.lease_until, due, &why).await?;
        Ok(tx.commit().await?)
    }
}

/// A request that was written down is about whom its writer says, whoever is named in it.
fn as_written_down(job: &Job, read: &mut Read) {
    if let Some(about) = job.request.as_ref().and_then(|r| crate::domain::address::Address::parse(&r.about).ok()) {
        read.reading.written_by = Some(about.clone());
        read.reading.about = Some(about);
        read.reading.trust = crate::domain::reading::Trust::Agent;
    }
}

impl Services {
    /// Opens a claimed mail.
    pub(super) async fn job(&self, mail: &ClaimedMail) -> Result<(Job, Letter), ServiceError> {
        let row = mail.id.as_bytes();
        let corrupt = |column| StoreError::corrupt("inbox", column, &mail.id);
        let raw = self.vault.open(Cell::Mail, row, &mail.raw)?;
        let origin = mail.origin.as_deref().map(|sealed| self.vault.open(Cell::Origin, row, sealed)).transpose()?;
        let origin: Option<Origin> =
            origin.map(|o| serde_json::from_slice(&o)).transpose().map_err(|_| corrupt("origin"))?;
        let origin = origin.unwrap_or_default();
        let (mut waiting, mut worked) = (Vec::new(), Vec::new());
        for recipient in inbox::recipients(&mut self.db.snapshot().await?, &mail.id).await? {
            // Destroyed with the data of somebody who was erased: it was worked off before.
            if recipient.envelope.is_empty() {
                continue;
            }
            let envelope = self.envelope(&recipient)?;
            match recipient.worked_at {
                None => waiting.push((recipient.name, envelope)),
                Some(_) => worked.push(envelope),
            }
        }
        let all = || waiting.iter().map(|(_, envelope)| envelope).chain(&worked);
        // Who answers a case matters: a yes is as good as the button.
        let proves = |claim: &MailClaim| claim.purpose != MailPurpose::CaseReply;
        let is_token =
            |envelope: &Envelope| self.token(&envelope.to).is_ok_and(|claim| claim.as_ref().is_some_and(proves));
        let via = Channel::from_word(&mail.via).ok_or_else(|| corrupt("via"))?;
        let letter = Letter {
            by_token: waiting.iter().all(|(_, envelope)| is_token(envelope)),
            raw,
            mail_from: all().find_map(|envelope| envelope.from.clone()),
            rcpt_to: all().map(|envelope| envelope.to.clone()).filter(|to| !to.is_empty()).collect(),
            client: origin.client,
            received_at: Some(Instant(mail.received_at)),
            via: Some(via),
        };
        let job = Job {
            id: mail.id.clone(),
            via,
            received_at: Instant(mail.received_at),
            stood: Stood::from_word(&mail.status).ok_or_else(|| corrupt("status"))?,
            lease: mail.lease_until,
            waiting,
            worked,
            request: origin.request,
        };
        Ok((job, letter))
    }

    fn envelope(&self, row: &RecipientRow) -> Result<Envelope, ServiceError> {
        let plain = self.vault.open(Cell::Envelope, row.mail_id.as_bytes(), &row.envelope)?;
        let corrupt = |_| StoreError::corrupt("inbox_recipients", "envelope", &row.mail_id);
        Ok(serde_json::from_slice(&plain).map_err(corrupt)?)
    }

    /// What is written down about a mail that was worked on.
    fn worked(&self, job: &Job, read: Option<&Read>, plan: &Plan) -> WorkedMail {
        let reading = read.filter(|_| !plan.forget).and_then(|read| serde_json::to_vec(&read.reading).ok());
        WorkedMail {
            status: job.stood.status_after(plan.became),
            decision: job.stood.is_first().then(|| plan.became.decision().word()),
            reading: reading.map(|plain| self.vault.seal(Cell::Reading, job.id.as_bytes(), &plain)),
            recipient_key: plan.about.as_ref().and_then(|subject| subject.keys.first().copied()),
            sender: plan.sender,
            author: read.and_then(|read| read.reading.written_by.as_ref()).map(|by| self.vault.recipient_key(by)),
            unproven: plan.unproven,
            forget: plan.forget,
        }
    }
}
