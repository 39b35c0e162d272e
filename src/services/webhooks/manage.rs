//! Making, changing, trying and listing endpoints.

use std::sync::Arc;

use serde_json::Map;

use super::{Edit, EndpointUpdate, NamedEndpoint, NewEndpoint, Trial, WebhookConfig, bad_target};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::text;
use crate::domain::webhook::endpoint::DisabledWhy;
use crate::domain::webhook::outcome::Outcome;
use crate::domain::webhook::{Endpoint, MessageId, Secret, event};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::{Cell, uuid_v7};
use crate::services::registry::change::What;
use crate::services::senders::By;
use crate::store::StoreError;
use crate::webhook::resolve::SystemLookup;
use crate::webhook::{Courier, Message};

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
        self.change_registry(What::AddEndpoint(Box::new(endpoint)), by).await?;
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
        self.change_registry(What::EditEndpoint { id: id.to_owned(), edit: Box::new(edit), enabled }, by).await?;
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
        self.change_registry(What::DisableEndpoint { id: id.to_owned(), why: DisabledWhy::Asked }, by).await?;
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
        self.change_registry(What::EditEndpoint { id: id.to_owned(), edit: Box::new(edit), enabled: None }, by).await?;
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
    pub(in crate::services) fn open_endpoint(
        &self,
        endpoint: &Endpoint,
    ) -> Result<(String, Vec<Secret>), ServiceError> {
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
