//! Messages for the outbox: sealed when they are queued, signed when they are sent.
//!
//! To send a signed body to a URL that is no registered endpoint (a system that must delete, a partner that must stop):
//! make the order beforehand by [`Services::order_webhook`], and have the writer queue it in the transaction of the change
//! it belongs to (`Batch::post`, or [`Change::Send`] where nothing else changes). What became of it is asked by its id,
//! [`Services::webhook_state`]: nothing is told twice, and nothing is lost with a process that dies in between.

use std::sync::{Arc, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use sha2::{Digest, Sha256};

use super::bad_target;
use crate::domain::time::Instant;
use crate::domain::webhook::sign::{MessageId, Secret};
use crate::domain::webhook::{Endpoint, EventKind, event};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::{Cell, Vault, uuid_v7};
use crate::services::writer::change::Change;
use crate::store::{StoreError, hex, outbox};

/// A webhook for the outbox, sealed beforehand.
#[derive(Clone, Debug)]
pub struct WebhookOrder {
    /// The `webhook-id`: the same in every attempt, and what its state is asked by.
    pub id: String,
    /// Those with the same lane go out in order.
    pub lane: Vec<u8>,
    /// The sealed message.
    pub payload: Vec<u8>,
}

/// What lies sealed in the outbox.
#[derive(Serialize, Deserialize)]
pub(in crate::services) struct Payload {
    /// Where to.
    pub to: To,
    /// The bytes that are signed, base64.
    body: String,
}

/// Where a webhook goes.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::services) enum To {
    /// To a registered endpoint, whose URL and secret count as they are when it is sent.
    Endpoint(String),
    /// To this URL, signed with these secrets.
    Url {
        /// Where.
        url: String,
        /// `whsec_...` each.
        secrets: Vec<String>,
    },
}

impl Payload {
    /// The bytes that are signed.
    pub fn body(&self, id: &str) -> Result<Vec<u8>, StoreError> {
        STANDARD.decode(&self.body).map_err(|_| StoreError::corrupt("outbox", "payload", id))
    }
}

/// How a webhook stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// It waits: so many attempts were made, and the next is due then; why the last one failed.
    Waiting {
        /// Attempts made.
        attempts: u32,
        /// When the next is due.
        due: Instant,
        /// What was in the way the last time.
        trouble: Option<String>,
    },
    /// The receiver answered 2xx.
    Taken {
        /// When.
        at: Instant,
    },
    /// It will not be sent any more.
    Dead {
        /// When that was decided.
        at: Instant,
        /// Why: `refused`, `gave_up`, `gone` or `disabled`, a colon, and what was in the way.
        why: String,
    },
}

/// The lane of this name; 32 bytes, so that it is no recipient's.
pub(in crate::services) fn lane(name: &str) -> Vec<u8> {
    Sha256::new().chain_update("webhook/").chain_update(name).finalize().to_vec()
}

/// The lane of a registered endpoint.
pub(in crate::services) fn endpoint_lane(id: &str) -> Vec<u8> {
    lane(&format!("endpoint/{id}"))
}

/// A message to a registered endpoint.
pub(in crate::services) fn to_endpoint(vault: &Vault, id: String, endpoint: &str, body: &[u8]) -> WebhookOrder {
    let payload = Payload { to: To::Endpoint(endpoint.to_owned()), body: STANDARD.encode(body) };
    WebhookOrder { payload: sealed(vault, &id, &payload), lane: endpoint_lane(endpoint), id }
}

fn sealed(vault: &Vault, id: &str, payload: &Payload) -> Vec<u8> {
    // Our own type always can be written.
    let plain = serde_json::to_vec(payload).unwrap_or_default();
    vault.seal(Cell::Outbox, id.as_bytes(), &plain)
}

impl Services {
    /// A signed message to any URL: `body` is sent as it is, signed with every one of `secrets`. Orders of one `lane` (such
    /// as `system/ID`) arrive in their order.
    ///
    /// # Errors
    /// `invalid_field` for a URL that may not be called, by the name of the setting that would allow it.
    pub fn order_webhook(
        &self,
        lane: &str,
        url: &str,
        secrets: &[Secret],
        body: &[u8],
    ) -> Result<WebhookOrder, ServiceError> {
        let target = self.config.webhooks.rules.target(url).map_err(|error| bad_target(&error))?;
        let secrets = secrets.iter().map(|secret| secret.to_text().to_string()).collect();
        let payload = Payload { to: To::Url { url: target.as_str().to_owned(), secrets }, body: STANDARD.encode(body) };
        let id = uuid_v7(&*self.random, self.clock.now());
        Ok(WebhookOrder { payload: sealed(&self.vault, &id, &payload), lane: self::lane(lane), id })
    }

    /// Opens a payload of the outbox.
    pub(in crate::services) fn open_webhook(&self, id: &str, payload: &[u8]) -> Result<Payload, ServiceError> {
        let plain = self.vault.open(Cell::Outbox, id.as_bytes(), payload)?;
        Ok(serde_json::from_slice(&plain).map_err(|_| StoreError::corrupt("outbox", "payload", id))?)
    }

    /// How a webhook stands, by its id; `None` when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn webhook_state(&self, id: &str) -> Result<Option<WebhookState>, ServiceError> {
        let row = outbox::state(&mut self.db.snapshot().await?, id).await?;
        let corrupt = || StoreError::corrupt("outbox", "status", id);
        row.map(|row| {
            let at = row.settled_at.map(Instant).ok_or_else(corrupt);
            Ok(match row.status.as_str() {
                "pending" => WebhookState::Waiting {
                    attempts: u32::try_from(row.attempts).map_err(|_| corrupt())?,
                    due: Instant(row.due),
                    trouble: row.last_error,
                },
                "sent" => WebhookState::Taken { at: at? },
                "dead" => WebhookState::Dead { at: at?, why: row.last_error.unwrap_or_default() },
                _ => return Err(corrupt().into()),
            })
        })
        .transpose()
    }

    /// Tells the endpoints that want it of a signed head, once. Its ids are made from the head, so that several instances,
    /// or one that was restarted, tell of it once. It is no entry of the ledger: that would make a new head to tell of.
    pub(in crate::services) async fn tell_of_checkpoint(&self, note: &str) -> Result<(), ServiceError> {
        let registry = self.gate.registry();
        let wants = |endpoint: &&Arc<Endpoint>| endpoint.wants(EventKind::CheckpointPublished, None);
        let endpoints: Vec<_> = registry.endpoints().iter().filter(wants).collect();
        let told = || self.publisher.told.lock().unwrap_or_else(PoisonError::into_inner);
        if endpoints.is_empty() || told().as_deref() == Some(note) {
            return Ok(());
        }
        let head = self.open_checkpoint(note, &self.vault.signer.vkey())?;
        let data = [
            ("origin", head.origin.into()),
            ("size", head.size.into()),
            ("root", STANDARD.encode(head.root).into()),
            ("checkpoint", note.into()),
        ];
        let data = Map::from_iter(data.map(|(name, value): (&str, serde_json::Value)| (name.to_owned(), value)));
        let body = event::body(EventKind::CheckpointPublished.word(), self.clock.now(), data);
        let name = hex(&Sha256::digest(note.as_bytes())[..16]);
        let order = |endpoint: &&Arc<Endpoint>| {
            to_endpoint(&self.vault, format!("checkpoint-{name}-{}", endpoint.id), &endpoint.id, &body)
        };
        let orders = endpoints.iter().map(order).collect();
        self.writer.submit(Change::Send(orders)).await?;
        *told() = Some(note.to_owned());
        Ok(())
    }
}

/// The id of a queued webhook, as it is signed.
pub(in crate::services) fn message_id(id: &str) -> Result<MessageId, StoreError> {
    MessageId::parse(id).ok_or_else(|| StoreError::corrupt("outbox", "id", id))
}
