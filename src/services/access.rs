//! Who may do what through the API.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::Services;
use super::error::ServiceError;
use super::installation::uuid_v7;
use super::registry::change::What;
use super::registry::secret_hash;
use crate::domain::access::{ApiKey, ApiScope, Scopes};
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::text;
use crate::domain::time::{Random, random_bytes};
use crate::domain::topic::{Sender, Topic};

/// How every API key's secret begins.
pub const SECRET_PREFIX: &str = "dsk_";

/// Whoever showed a valid API key.
#[derive(Clone, Debug)]
pub struct Caller {
    key: Arc<ApiKey>,
}

impl Caller {
    /// The actor that its changes are written down under.
    pub fn actor(&self) -> Actor {
        Actor::Tool(self.key.id.clone())
    }

    /// The key's public id.
    pub fn id(&self) -> &str {
        &self.key.id
    }

    /// Whether the key has this scope.
    pub fn has(&self, scope: ApiScope) -> bool {
        self.key.scopes.has(scope)
    }

    /// The only sender the key is for, if it is for one only.
    pub fn sender(&self) -> Option<SenderId> {
        self.key.sender
    }

    /// Refuses unless the key has this scope.
    pub fn require(&self, scope: ApiScope) -> Result<(), Problem> {
        match self.has(scope) {
            true => Ok(()),
            false => Err(Problem::new(
                Code::MissingScope,
                format!(
                    "This call needs a key with the scope \"{}\"; `desist key create --scope` makes one.",
                    scope.word()
                ),
            )),
        }
    }
}

impl Services {
    /// The caller behind an API key's secret.
    ///
    /// # Errors
    /// `unauthenticated` when there is no such key or it was revoked.
    pub fn caller(&self, secret: &str) -> Result<Caller, Problem> {
        let registry = self.gate.registry();
        match registry.api_key(secret).filter(|key| key.revoked_at.is_none()) {
            Some(key) => Ok(Caller { key: key.clone() }),
            None => Err(Problem::new(Code::Unauthenticated, "The API key is unknown or was revoked.")),
        }
    }

    /// The sender a call means: the one it names, the key's own, or the only one there is.
    ///
    /// # Errors
    /// `unknown_sender`, `wrong_sender` for a key of another sender, `sender_required` when several are possible.
    pub fn sender_meant(&self, only: Option<SenderId>, named: Option<&str>) -> Result<Arc<Sender>, Problem> {
        let registry = self.gate.registry();
        match named {
            Some(key) => {
                let unknown =
                    || Problem::new(Code::UnknownSender, "There is no sender of this key.").in_field("sender");
                let sender = registry.sender_by_key(key).ok_or_else(unknown)?;
                let wrong =
                    || Problem::new(Code::WrongSender, "This API key is for another sender.").in_field("sender");
                only.is_none_or(|id| id == sender.id).then(|| sender.clone()).ok_or_else(wrong)
            }
            None => {
                let several =
                    || Problem::new(Code::SenderRequired, "Several senders are possible; name one.").in_field("sender");
                // A key for one sender means that one, whatever else there is.
                let meant = only.map_or_else(|| registry.only_sender(), |id| registry.sender(id));
                meant.cloned().ok_or_else(several)
            }
        }
    }

    /// The topic a call means, of the sender it names or may name.
    ///
    /// # Errors
    /// As [`Services::sender_meant`], and `unknown_topic` (also for a topic of another sender).
    pub fn topic_meant(
        &self,
        only: Option<SenderId>,
        sender: Option<&str>,
        topic: &str,
    ) -> Result<Arc<Topic>, Problem> {
        let sender = sender.map(|key| self.sender_meant(only, Some(key))).transpose()?.map(|s| s.id).or(only);
        self.gate.registry().topic_for(topic, sender).cloned()
    }

    /// Makes an API key; the secret is returned here and never again.
    pub async fn create_api_key(
        &self,
        name: &str,
        scopes: Scopes,
        sender: Option<SenderId>,
        actor: Actor,
        channel: Channel,
    ) -> Result<(ApiKey, String), ServiceError> {
        text::check("name", name, text::NAME)?;
        let (key, secret) = new_api_key(&*self.random, name, scopes, sender, self.clock.now());
        self.change_registry(What::AddApiKey(key.clone()), (actor, channel)).await?;
        Ok((key, secret))
    }

    /// Revokes an API key by its id; it stops working with the answer.
    ///
    /// # Errors
    /// `not_found` when there is none of this id, or it was revoked before.
    pub async fn revoke_api_key(&self, id: &str, actor: Actor, channel: Channel) -> Result<(), ServiceError> {
        let answer = self.change_registry(What::RevokeApiKey(id.to_owned()), (actor, channel)).await?;
        match answer.changed {
            true => Ok(()),
            false => {
                Err(ServiceError::refused(Code::NotFound, "There is no API key of this id that could be revoked."))
            }
        }
    }
}

/// A fresh API key and its secret of 256 random bits.
pub(super) fn new_api_key(
    random: &dyn Random,
    name: &str,
    scopes: Scopes,
    sender: Option<SenderId>,
    now: crate::domain::time::Instant,
) -> (ApiKey, String) {
    let secret = format!("{SECRET_PREFIX}{}", URL_SAFE_NO_PAD.encode(random_bytes::<32>(random)));
    let key = ApiKey {
        id: uuid_v7(random, now),
        name: name.to_owned(),
        secret_hash: secret_hash(&secret),
        scopes,
        sender,
        created_at: now,
        revoked_at: None,
    };
    (key, secret)
}
