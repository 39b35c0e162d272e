//! Sending webhooks: the same claim by lease, attempt and settling as for mails, by a worker of their own, so that a slow
//! receiver holds up no mail; and several at once, so that it holds up no other receiver. For one endpoint they go out
//! one after the other, in order.

use std::sync::Arc;

use tokio::task::JoinSet;

use super::millis;
use crate::domain::change::{Actor, Channel};
use crate::domain::delivery::{Attempt, DeadReason, Settlement};
use crate::domain::time::Instant;
use crate::domain::webhook::Secret;
use crate::domain::webhook::endpoint::DisabledWhy;
use crate::domain::webhook::outcome::{Outcome, disables, settle};
use crate::services::Services;
use crate::services::counters::SendOutcome;
use crate::services::error::ServiceError;
use crate::services::registry::change::What;
use crate::services::webhooks::outgoing::{To, message_id};
use crate::services::writer::chain;
use crate::store::StoreError;
use crate::store::outbox::{self, ClaimedRow};
use crate::webhook::Message;

/// Webhooks under way at once, each to another endpoint.
const AT_ONCE: usize = 16;

/// Sends webhooks.
pub struct Webhooks {
    services: Arc<Services>,
    under_way: JoinSet<()>,
}

impl Webhooks {
    /// For these services.
    pub fn new(services: Arc<Services>) -> Self {
        Self { services, under_way: JoinSet::new() }
    }

    /// Sends everything that is due, and what becomes due behind it; answers how many attempts were made.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn drain(&mut self) -> Result<usize, ServiceError> {
        let mut attempts = 0;
        loop {
            attempts += self.set_off().await?;
            if !self.landed().await {
                return Ok(attempts);
            }
        }
    }

    /// Claims what is due and sets it off, as much as there is room for; answers how many.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn set_off(&mut self) -> Result<usize, ServiceError> {
        while self.under_way.try_join_next().is_some() {}
        let room = AT_ONCE.saturating_sub(self.under_way.len());
        let claimed = if room > 0 { self.claim(room).await? } else { Vec::new() };
        let number = claimed.len();
        for row in claimed {
            let services = self.services.clone();
            self.under_way.spawn(async move {
                if let Err(error) = deliver(&services, &row).await {
                    // The lease runs out and it is sent again: at least once, under the same id.
                    tracing::error!(webhook.id = %row.id, error = %chain(&error), "a webhook could not be settled");
                }
            });
        }
        Ok(number)
    }

    /// Waits until one that is under way is settled; `false` when none is.
    pub async fn landed(&mut self) -> bool {
        self.under_way.join_next().await.is_some()
    }

    async fn claim(&self, room: usize) -> Result<Vec<ClaimedRow>, ServiceError> {
        let now = self.services.clock.now();
        let lease = now.plus_ms(millis(self.services.config.webhooks.timeout) * 10);
        let mut tx = self.services.db.begin().await?;
        let claimed = outbox::claim_webhooks(&mut tx, now, lease, i64::try_from(room).unwrap_or(1)).await?;
        let pending = outbox::pending_webhooks(&mut tx).await?;
        tx.commit().await?;
        self.services.counters.webhooks_pending.set(u64::try_from(pending).unwrap_or(0));
        Ok(claimed)
    }
}

/// Makes one attempt and settles it.
async fn deliver(services: &Services, row: &ClaimedRow) -> Result<(), ServiceError> {
    let (endpoint, made) = attempt(services, row).await;
    let now = services.clock.now();
    let attempt = Attempt {
        id: &row.id,
        number: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        first_tried: Instant(row.first_tried.unwrap_or(now.0)),
        now,
    };
    let (settlement, trouble) = match &made {
        Made::Attempt(outcome) => (settle(outcome, &attempt), outcome.trouble()),
        Made::Nothing(why) => (Settlement::Dead(*why), None),
    };
    let counted = record(services, row, settlement, trouble.as_deref(), now).await?;
    services.counters.webhook_sends.add(counted, 1);
    match (settlement, endpoint) {
        (Settlement::Dead(why), Some(id)) if disables(why) => disable(services, id, why).await,
        _ => Ok(()),
    }
}

/// What was done.
enum Made {
    /// An attempt, which came to this.
    Attempt(Outcome),
    /// None: nobody wants it any more.
    Nothing(DeadReason),
}

/// The endpoint it is for, if it is for one, and what was done.
async fn attempt(services: &Services, row: &ClaimedRow) -> (Option<String>, Made) {
    let unreadable = |error: ServiceError| {
        // It stays in the outbox and is tried again: a missing key may come back.
        tracing::error!(webhook.id = %row.id, error = %chain(&error), "a queued webhook cannot be read");
        Made::Attempt(Outcome::Unreachable { why: "the queued webhook cannot be read".to_owned() })
    };
    let payload = match services.open_webhook(&row.id, &row.payload) {
        Ok(payload) => payload,
        Err(error) => return (None, unreadable(error)),
    };
    let body = payload.body(&row.id).map_err(ServiceError::from);
    let (endpoint, destination) = match payload.to {
        To::Url { url, secrets } => (None, direct(&row.id, url, &secrets)),
        To::Endpoint(id) => match services.gate.registry().endpoint(&id) {
            Some(endpoint) if endpoint.disabled.is_some() => return (None, Made::Nothing(DeadReason::Disabled)),
            Some(endpoint) => (Some(id), services.open_endpoint(endpoint)),
            // Another instance made it a moment ago.
            None => {
                let why = "the endpoint is not known to this instance yet".to_owned();
                return (None, Made::Attempt(Outcome::Unreachable { why }));
            }
        },
    };
    let made = match (destination, body) {
        (Ok((url, secrets)), Ok(body)) => match post(services, row, &url, &secrets, &body).await {
            Ok(outcome) => Made::Attempt(outcome),
            Err(error) => unreadable(error),
        },
        (Err(error), _) | (_, Err(error)) => unreadable(error),
    };
    (endpoint, made)
}

fn direct(id: &str, url: String, secrets: &[String]) -> Result<(String, Vec<Secret>), ServiceError> {
    let corrupt = |_| StoreError::corrupt("outbox", "payload", id);
    let secrets = secrets.iter().map(|text| Secret::parse(text).map_err(corrupt)).collect::<Result<_, _>>()?;
    Ok((url, secrets))
}

async fn post(
    services: &Services,
    row: &ClaimedRow,
    url: &str,
    secrets: &[Secret],
    body: &[u8],
) -> Result<Outcome, ServiceError> {
    let id = message_id(&row.id)?;
    let message = Message { url, id: &id, secrets, body };
    Ok(services.courier()?.post(&message, services.clock.now()).await)
}

async fn record(
    services: &Services,
    row: &ClaimedRow,
    settlement: Settlement,
    trouble: Option<&str>,
    now: Instant,
) -> Result<SendOutcome, ServiceError> {
    let mut tx = services.db.begin().await?;
    let lease = row.lease_until;
    let counted = match settlement {
        Settlement::Sent => {
            outbox::settle(&mut tx, &row.id, lease, "sent", None, now).await?;
            SendOutcome::Sent
        }
        Settlement::RetryAt(due) => {
            tracing::warn!(webhook.id = %row.id, attempt = row.attempts, reason = trouble, due = %due, "webhook put off");
            outbox::retry(&mut tx, &row.id, lease, due, trouble).await?;
            tx.commit().await?;
            // In a transaction of its own, so that it holds one kind of lock at a time.
            tx = services.db.begin().await?;
            outbox::wait_behind(&mut tx, &row.ordering, due).await?;
            SendOutcome::Retried
        }
        Settlement::Dead(why) => {
            tracing::error!(webhook.id = %row.id, why = why.word(), reason = trouble, "webhook given up; see `desist doctor`");
            let text =
                format!("{}: {}", why.word(), trouble.unwrap_or("it was waiting when the endpoint was disabled"));
            outbox::settle(&mut tx, &row.id, lease, "dead", Some(&text), now).await?;
            SendOutcome::Dead
        }
    };
    tx.commit().await?;
    Ok(counted)
}

async fn disable(services: &Services, id: String, why: DeadReason) -> Result<(), ServiceError> {
    tracing::error!(webhook.endpoint = %id, why = why.word(), "the endpoint is told nothing any more");
    let why = match why {
        DeadReason::Gone => DisabledWhy::Gone,
        _ => DisabledWhy::GaveUp,
    };
    services.change_registry(What::DisableEndpoint { id, why }, (Actor::System, Channel::Webhook)).await.map(drop)
}
