//! Webhooks: the endpoints that are told what happens, and what is sent to them.
//!
//! - here: endpoints, as administrators manage them. Each change is a registry entry; URL and secrets lie sealed.
//! - [`outgoing`]: messages for the outbox, to an endpoint or to any URL with a secret of its own.
//!
//! The writer tells endpoints of a change in the transaction that makes it (`writer/tell.rs`);
//! [`super::delivery::webhooks`] sends.

pub mod outgoing;

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::Map;

use super::Services;
use super::error::ServiceError;
use super::installation::{Cell, uuid_v7};
use super::registry::RegistryChange;
use super::registry::change::What;
use super::senders::By;
use super::writer::change::{Answer, Change};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::text;
use crate::domain::time::{DAY_MS, Instant};
use crate::domain::webhook::endpoint::{DisabledWhy, Events};
use crate::domain::webhook::outcome::Outcome;
use crate::domain::webhook::sign::Secret;
use crate::domain::webhook::target::BadTarget;
use crate::domain::webhook::{Endpoint, MessageId, TargetRules, event};
use crate::store::StoreError;
use crate::webhook::resolve::SystemLookup;
use crate::webhook::{Courier, Message};

/// How long the secret before the present one signs, too: a day to bring the new one everywhere.
pub const ROTATION_MS: i64 = DAY_MS;

/// What was set about webhooks.
#[derive(Clone, Debug)]
pub struct WebhookConfig {
    /// Where they may be sent.
    pub rules: TargetRules,
    /// How long one attempt may take.
    pub timeout: Duration,
}

/// An endpoint to be made.
#[derive(Clone, Debug)]
pub struct NewEndpoint {
    /// The only sender it is told of, or all.
    pub sender: Option<SenderId>,
    /// Where.
    pub url: String,
    /// What for.
    pub description: String,
    /// What it wants to know.
    pub events: Events,
    /// Whether events name recipients by their addresses, too.
    pub addresses: bool,
}

/// What changes about an endpoint; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct EndpointUpdate {
    /// Where; what waits goes there, too.
    pub url: Option<String>,
    /// What for.
    pub description: Option<String>,
    /// What it wants to know.
    pub events: Option<Events>,
    /// Whether events name recipients by their addresses, too.
    pub addresses: Option<bool>,
    /// Whether it is told anything.
    pub enabled: Option<bool>,
}

/// An endpoint with its URL, for administrators. Its secret is shown when it is made, and never again.
#[derive(Clone, Debug, Serialize)]
pub struct NamedEndpoint {
    /// Its id.
    pub id: String,
    /// The key of the only sender it is told of, or all.
    pub sender: Option<String>,
    /// Where.
    pub url: String,
    /// What for.
    pub description: String,
    /// What it wants to know.
    pub events: Vec<&'static str>,
    /// Whether events name recipients by their addresses, too.
    pub addresses: bool,
    /// Since when.
    pub created_at: Instant,
    /// Until when the secret before this one signs, too.
    pub former_secret_until: Option<Instant>,
    /// Since when it is told nothing.
    pub disabled_at: Option<Instant>,
    /// Why.
    pub disabled_why: Option<DisabledWhy>,
}

/// How a trial came out.
#[derive(Clone, Debug, Serialize)]
pub struct Trial {
    /// Whether the receiver took it.
    pub delivered: bool,
    /// Its status, if it answered.
    pub status: Option<u16>,
    /// What was in the way.
    pub detail: Option<String>,
}

impl Services {
    /// Makes an endpoint; the secret is returned here and never again.
    ///
    /// # Errors
    /// `invalid_field` for a URL that may not be called, or a description that cannot be shown.
    pub async fn add_endpoint(&self, new: NewEndpoint, by: By) -> Result<(NamedEndpoint, Secret), ServiceError> {
        text::check("description", &new.description, text::LONG)?;
        let now = self.clock.now();
        let id = uuid_v7(&*self.random, now);
        let secret = Secret::generate(&*self.random);
        let endpoint = Endpoint {
            sender: new.sender,
            url: self.seal_url(&id, &new.url)?,
            description: new.description,
            events: new.events,
            addresses: new.addresses,
            secret: self.seal_secret(&id, &secret),
            former: None,
            created_at: now,
            disabled: None,
            id: id.clone(),
        };
        self.change_endpoint(What::AddEndpoint(Box::new(endpoint)), by).await?;
        Ok((self.endpoint(None, &id)?, secret))
    }

    /// Changes an endpoint. What waits for it when it is switched off is given up; switched on again it is told of what
    /// happens from then on, and reads the rest from the ledger.
    ///
    /// # Errors
    /// `not_found`, and as [`Services::add_endpoint`].
    pub async fn update_endpoint(
        &self,
        only: Option<SenderId>,
        id: &str,
        update: EndpointUpdate,
        by: By,
    ) -> Result<NamedEndpoint, ServiceError> {
        self.endpoint_row(only, id)?;
        if let Some(description) = &update.description {
            text::check("description", description, text::LONG)?;
        }
        let url = update.url.as_deref().map(|url| self.seal_url(id, url)).transpose()?;
        let EndpointUpdate { description, events, addresses, enabled, .. } = update;
        let edit = Edit { url, description, events, addresses, secret: None };
        self.change_endpoint(What::EditEndpoint { id: id.to_owned(), edit: Box::new(edit), enabled }, by).await?;
        self.endpoint(only, id)
    }

    /// Tells an endpoint nothing any more. Doing so twice changes nothing.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn disable_endpoint(
        &self,
        only: Option<SenderId>,
        id: &str,
        by: By,
    ) -> Result<NamedEndpoint, ServiceError> {
        self.endpoint_row(only, id)?;
        self.change_endpoint(What::DisableEndpoint { id: id.to_owned(), why: DisabledWhy::Asked }, by).await?;
        self.endpoint(only, id)
    }

    /// Gives an endpoint a new secret, returned here and never again; the one before signs, too, for a day.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn rotate_endpoint(
        &self,
        only: Option<SenderId>,
        id: &str,
        by: By,
    ) -> Result<(NamedEndpoint, Secret), ServiceError> {
        self.endpoint_row(only, id)?;
        let secret = Secret::generate(&*self.random);
        let edit = Edit { secret: Some(self.seal_secret(id, &secret)), ..Edit::default() };
        self.change_endpoint(What::EditEndpoint { id: id.to_owned(), edit: Box::new(edit), enabled: None }, by).await?;
        Ok((self.endpoint(only, id)?, secret))
    }

    /// Sends an endpoint a message of the type `webhook.test`, at once and once, and says how that went.
    ///
    /// # Errors
    /// `not_found`, or a URL or secret that cannot be opened.
    pub async fn try_endpoint(&self, only: Option<SenderId>, id: &str) -> Result<Trial, ServiceError> {
        let endpoint = self.endpoint_row(only, id)?;
        let (url, secrets) = self.open_endpoint(&endpoint)?;
        let now = self.clock.now();
        let body = event::body(event::TEST, now, Map::from_iter([("webhook".to_owned(), id.into())]));
        let message_id = uuid_v7(&*self.random, now);
        let message_id = MessageId::parse(&message_id).ok_or_else(|| StoreError::corrupt("webhooks", "id", id))?;
        let message = Message { url: &url, id: &message_id, secrets: &secrets, body: &body };
        let outcome = self.courier()?.post(&message, now).await;
        let status = match outcome {
            Outcome::Answered { status, .. } => Some(status),
            Outcome::Unreachable { .. } => None,
        };
        Ok(Trial { delivered: outcome.is_taken(), status, detail: outcome.trouble() })
    }

    /// The endpoints, oldest first; for a key of one sender, that sender's.
    ///
    /// # Errors
    /// When a URL cannot be opened.
    pub fn endpoints(&self, only: Option<SenderId>) -> Result<Vec<NamedEndpoint>, ServiceError> {
        let registry = self.gate.registry();
        let own = registry.endpoints().iter().filter(|endpoint| only.is_none() || endpoint.sender == only);
        own.map(|endpoint| self.named_endpoint(endpoint)).collect()
    }

    /// One endpoint.
    ///
    /// # Errors
    /// `not_found`.
    pub fn endpoint(&self, only: Option<SenderId>, id: &str) -> Result<NamedEndpoint, ServiceError> {
        self.named_endpoint(&*self.endpoint_row(only, id)?)
    }

    /// Another sender's is not there for a key that is for one.
    fn endpoint_row(&self, only: Option<SenderId>, id: &str) -> Result<Arc<Endpoint>, Problem> {
        let registry = self.gate.registry();
        let found = registry.endpoint(id).filter(|endpoint| only.is_none() || endpoint.sender == only);
        found.cloned().ok_or_else(|| Problem::new(Code::NotFound, "There is no webhook of this id."))
    }

    pub(super) async fn change_endpoint(&self, what: What, (actor, channel): By) -> Result<Answer, ServiceError> {
        self.writer.submit(Change::Registry(RegistryChange { what, actor, channel })).await
    }

    fn named_endpoint(&self, endpoint: &Endpoint) -> Result<NamedEndpoint, ServiceError> {
        let registry = self.gate.registry();
        let sender = endpoint.sender.and_then(|id| registry.sender(id).map(|sender| sender.key.to_string()));
        let (url, _) = self.open_endpoint(endpoint)?;
        let now = self.clock.now();
        Ok(NamedEndpoint {
            id: endpoint.id.clone(),
            sender,
            url,
            description: endpoint.description.clone(),
            events: endpoint.events.words(),
            addresses: endpoint.addresses,
            created_at: endpoint.created_at,
            former_secret_until: endpoint.former.as_ref().map(|(_, until)| *until).filter(|until| now < *until),
            disabled_at: endpoint.disabled.map(|(at, _)| at),
            disabled_why: endpoint.disabled.map(|(_, why)| why),
        })
    }

    /// URL and secrets of an endpoint; the secret before the present one while it still signs.
    pub(super) fn open_endpoint(&self, endpoint: &Endpoint) -> Result<(String, Vec<Secret>), ServiceError> {
        let row = endpoint.id.as_bytes();
        let corrupt = |column| StoreError::corrupt("webhooks", column, &endpoint.id);
        let url = self.vault.open(Cell::WebhookUrl, row, &endpoint.url)?;
        let url = String::from_utf8(url).map_err(|_| corrupt("url"))?;
        let now = self.clock.now();
        let former = endpoint.former.as_ref().filter(|(_, until)| now < *until).map(|(secret, _)| secret);
        let secret = |sealed: &Vec<u8>| {
            let plain = self.vault.open(Cell::WebhookSecret, row, sealed)?;
            let text = std::str::from_utf8(&plain).map_err(|_| corrupt("secret"))?;
            Secret::parse(text).map_err(|_| corrupt("secret"))
        };
        let secrets = std::iter::once(&endpoint.secret).chain(former).map(secret).collect::<Result<_, _>>()?;
        Ok((url, secrets))
    }

    fn seal_url(&self, id: &str, url: &str) -> Result<Vec<u8>, Problem> {
        let target = self.config.webhooks.rules.target(url).map_err(|error| bad_target(&error))?;
        Ok(self.vault.seal(Cell::WebhookUrl, id.as_bytes(), target.as_str().as_bytes()))
    }

    fn seal_secret(&self, id: &str, secret: &Secret) -> Vec<u8> {
        self.vault.seal(Cell::WebhookSecret, id.as_bytes(), secret.to_text().as_bytes())
    }

    /// Posts webhooks; made when it is first needed, because a command that sends none need not read the system's
    /// certificates.
    ///
    /// # Errors
    /// When TLS cannot be set up on this system.
    pub fn courier(&self) -> Result<&Courier, ServiceError> {
        if let Some(courier) = self.courier.get() {
            return Ok(courier);
        }
        let WebhookConfig { rules, timeout } = self.config.webhooks.clone();
        let courier = Courier::new(rules, timeout, Arc::new(SystemLookup))?;
        Ok(self.courier.get_or_init(|| courier))
    }
}

/// What is written anew of an endpoint, sealed; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// The sealed URL.
    pub url: Option<Vec<u8>>,
    /// What for.
    pub description: Option<String>,
    /// What it wants to know.
    pub events: Option<Events>,
    /// Whether events name recipients by their addresses, too.
    pub addresses: Option<bool>,
    /// A new secret, sealed; the present one becomes the former one.
    pub secret: Option<Vec<u8>>,
}

/// A URL that may not be called, as the asker sees it.
pub(super) fn bad_target(error: &BadTarget) -> Problem {
    let mut detail = error.to_string();
    if let Some(first) = detail.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Problem::new(Code::InvalidField, detail + ".").in_field("url")
}
