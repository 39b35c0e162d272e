//! Senders, topics and API keys: in memory, loaded anew whenever a registry entry passes.

pub mod answers;
pub mod change;
mod endpoints;
pub mod operators;

use std::collections::HashMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use self::change::RegistryChange;
use self::change::What;
use super::Services;
use super::error::ServiceError;
use super::senders::By;
use super::writer::change::{Answer, Change};
use crate::domain::access::ApiKey;
use crate::domain::address::RecipientKey;
use crate::domain::agent::Agent;
use crate::domain::case::{Party, PartyKind};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::{GroupId, SenderId, TopicId};
use crate::domain::topic::{Sender, Topic};
use crate::domain::verdict::Question;
use crate::domain::webhook::Endpoint;
use crate::store::{StoreError, Tx, agents, parties, registry, webhooks};

/// One state of the registries.
#[derive(Default)]
pub struct Registry {
    senders: Vec<Arc<Sender>>,
    unreadable_senders: usize,
    topics: Vec<Arc<Topic>>,
    by_key: HashMap<String, usize>,
    by_id: HashMap<TopicId, usize>,
    api_keys: HashMap<[u8; 32], Arc<ApiKey>>,
    groups: Vec<(GroupId, String)>,
    agents: HashMap<[u8; 16], Arc<Agent>>,
    parties: Vec<Arc<Party>>,
    endpoints: Vec<Arc<Endpoint>>,
    /// Rows that could not be read; mail about them is refused, everything else goes on (L4).
    pub damaged: Vec<StoreError>,
}

impl Registry {
    /// Reads everything.
    pub async fn load(tx: &mut Tx) -> Result<Self, StoreError> {
        let mut damaged = Vec::new();
        let senders: Vec<_> = readable(registry::senders(tx).await?, &mut damaged).map(Arc::new).collect();
        let unreadable_senders = damaged.len();
        let topics: Vec<_> = readable(registry::topics(tx).await?, &mut damaged).map(Arc::new).collect();
        let by_key = topics.iter().enumerate().map(|(at, t)| (t.key.as_str().to_owned(), at)).collect();
        let by_id = topics.iter().enumerate().map(|(at, t)| (t.id, at)).collect();
        let keys = readable(registry::api_keys(tx).await?, &mut damaged);
        let api_keys = keys.map(|key| (key.secret_hash, Arc::new(key))).collect();
        let groups = readable(registry::groups(tx).await?, &mut damaged).collect();
        let agents = readable(agents::all(tx).await?, &mut damaged);
        let agents = agents.map(|agent| (agent.key.bytes, Arc::new(agent))).collect();
        let parties = readable(parties::all(tx).await?, &mut damaged).map(Arc::new).collect();
        let endpoints = readable(webhooks::all(tx).await?, &mut damaged).map(Arc::new).collect();
        Ok(Self {
            senders,
            unreadable_senders,
            topics,
            by_key,
            by_id,
            api_keys,
            groups,
            agents,
            parties,
            endpoints,
            damaged,
        })
    }

    /// All senders, by key.
    pub fn senders(&self) -> &[Arc<Sender>] {
        &self.senders
    }

    /// The parties of one registry, oldest first; retired ones too.
    pub fn parties(&self, kind: PartyKind) -> impl Iterator<Item = &Arc<Party>> {
        self.parties.iter().filter(move |party| party.kind == kind)
    }

    /// The parties of one registry that must be told of what concerns this sender's recipients.
    pub fn parties_of(&self, kind: PartyKind, sender: SenderId) -> impl Iterator<Item = &Arc<Party>> {
        self.parties(kind).filter(move |party| party.concerns(sender))
    }

    /// The party of this key.
    pub fn party(&self, kind: PartyKind, key: &str) -> Option<&Arc<Party>> {
        self.parties(kind).find(|party| party.key.as_str() == key)
    }

    /// The party of this id.
    pub fn party_by_id(&self, id: &str) -> Option<&Arc<Party>> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// The only sender there is. One that cannot be read may be meant as well as any (L10): then there is none that
    /// could be meant without being named.
    pub fn only_sender(&self) -> Option<&Arc<Sender>> {
        match (self.senders.as_slice(), self.unreadable_senders) {
            ([sender], 0) => Some(sender),
            _ => None,
        }
    }

    /// All topics, by key.
    pub fn topics(&self) -> &[Arc<Topic>] {
        &self.topics
    }

    /// All API keys, oldest first.
    pub fn api_keys(&self) -> Vec<Arc<ApiKey>> {
        let mut keys: Vec<_> = self.api_keys.values().cloned().collect();
        keys.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
        keys
    }

    /// A sender's topics.
    pub fn topics_of(&self, sender: SenderId) -> impl Iterator<Item = &Arc<Topic>> {
        self.topics.iter().filter(move |t| t.sender == sender)
    }

    /// The sender of this number.
    pub fn sender(&self, id: SenderId) -> Option<&Arc<Sender>> {
        self.senders.iter().find(|s| s.id == id)
    }

    /// The key of a sender group.
    pub fn group_key(&self, id: GroupId) -> Option<&str> {
        self.groups.iter().find(|(known, _)| *known == id).map(|(_, key)| key.as_str())
    }

    /// The sender of this key.
    pub fn sender_by_key(&self, key: &str) -> Option<&Arc<Sender>> {
        self.senders.iter().find(|s| s.key.as_str() == key)
    }

    /// The topic of this number.
    pub fn topic(&self, id: TopicId) -> Option<&Arc<Topic>> {
        self.by_id.get(&id).and_then(|at| self.topics.get(*at))
    }

    /// The topic of this key.
    pub fn topic_by_key(&self, key: &str) -> Option<&Arc<Topic>> {
        self.by_key.get(key).and_then(|at| self.topics.get(*at))
    }

    /// The topic of this key, of the given sender if one is meant; an unknown one is an error, never "allowed" (L4).
    pub fn topic_for(&self, key: &str, sender: Option<SenderId>) -> Result<&Arc<Topic>, Problem> {
        let found = self.topic_by_key(key).filter(|topic| sender.is_none_or(|sender| topic.sender == sender));
        found.ok_or_else(|| {
            let detail =
                "There is no topic of this key here. GET /v1/topics or `desist topic list` shows those there are.";
            Problem::new(Code::UnknownTopic, detail).in_field("topic")
        })
    }

    /// What the gate must know of a topic.
    pub fn question(&self, topic: &Topic) -> Result<Question, ServiceError> {
        let sender = self.sender(topic.sender).ok_or_else(|| StoreError::corrupt("topics", "sender_id", topic.id))?;
        Ok(Question {
            topic: topic.id,
            sender: topic.sender,
            group: sender.group,
            class: topic.class,
            requires_opt_in: topic.requires_opt_in,
        })
    }

    /// All agents, oldest first.
    pub fn agents(&self) -> Vec<Arc<Agent>> {
        let mut agents: Vec<_> = self.agents.values().cloned().collect();
        agents.sort_by(|a, b| a.id.cmp(&b.id));
        agents
    }

    /// The agent with this recipient key.
    pub fn agent(&self, key: &RecipientKey) -> Option<&Arc<Agent>> {
        self.agents.get(&key.bytes)
    }

    /// All endpoints of webhooks, oldest first, disabled ones too.
    pub fn endpoints(&self) -> &[Arc<Endpoint>] {
        &self.endpoints
    }

    /// The endpoint of this id.
    pub fn endpoint(&self, id: &str) -> Option<&Arc<Endpoint>> {
        self.endpoints.iter().find(|endpoint| endpoint.id == id)
    }

    /// The API key of this secret, revoked or not.
    pub fn api_key(&self, secret: &str) -> Option<&Arc<ApiKey>> {
        // Looked up by its hash: nothing about the secret can be learned from the time this takes.
        self.api_keys.get(&secret_hash(secret))
    }
}

/// The rows that can be read; what is wrong with the others is kept apart.
fn readable<T>(rows: Vec<Result<T, StoreError>>, damaged: &mut Vec<StoreError>) -> impl Iterator<Item = T> + use<T> {
    let (read, errors): (Vec<_>, Vec<_>) = rows.into_iter().partition(Result::is_ok);
    damaged.extend(errors.into_iter().filter_map(Result::err));
    read.into_iter().filter_map(Result::ok)
}

impl Services {
    /// Changes a registry; its entry names who did it and by which way in.
    pub(in crate::services) async fn change_registry(
        &self,
        what: What,
        (actor, channel): By,
    ) -> Result<Answer, ServiceError> {
        self.writer.submit(Change::Registry(RegistryChange { what, actor, channel })).await
    }
}

/// The form in which an API key's secret is kept.
pub fn secret_hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
