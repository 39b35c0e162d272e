//! Senders, topics and API keys: in memory, loaded anew whenever a registry entry passes.

pub mod change;

use std::collections::HashMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use self::change::RegistryChange;
use super::error::ServiceError;
use crate::domain::access::ApiKey;
use crate::domain::address::RecipientKey;
use crate::domain::agent::Agent;
use crate::domain::error::{Code, Problem};
use crate::domain::ids::{GroupId, SenderId, TopicId};
use crate::domain::topic::{Sender, Topic};
use crate::domain::verdict::Question;
use crate::store::{StoreError, Tx, agents, registry};

/// One state of the registries.
#[derive(Default)]
pub struct Registry {
    senders: Vec<Arc<Sender>>,
    topics: Vec<Arc<Topic>>,
    by_key: HashMap<String, usize>,
    by_id: HashMap<TopicId, usize>,
    api_keys: HashMap<[u8; 32], Arc<ApiKey>>,
    groups: Vec<(GroupId, String)>,
    agents: HashMap<[u8; 16], Arc<Agent>>,
    /// Rows that could not be read; mail about them is refused, everything else goes on (L4).
    pub damaged: Vec<StoreError>,
}

impl Registry {
    /// Reads everything.
    pub async fn load(tx: &mut Tx) -> Result<Self, StoreError> {
        let senders = registry::senders(tx).await?.into_iter().map(Arc::new).collect();
        let (mut topics, mut damaged) = (Vec::new(), Vec::new());
        for topic in registry::topics(tx).await? {
            match topic {
                Ok(topic) => topics.push(Arc::new(topic)),
                Err(error) => damaged.push(error),
            }
        }
        let by_key = topics.iter().enumerate().map(|(at, t)| (t.key.as_str().to_owned(), at)).collect();
        let by_id = topics.iter().enumerate().map(|(at, t)| (t.id, at)).collect();
        let keys = registry::api_keys(tx).await?;
        let api_keys = keys.into_iter().map(|key| (key.secret_hash, Arc::new(key))).collect();
        let groups = registry::groups(tx).await?;
        let groups = groups.into_iter().filter_map(|(id, key)| Some((GroupId::from_i64(id)?, key))).collect();
        let mut directory = HashMap::new();
        for agent in agents::all(tx).await? {
            match agent {
                Ok(agent) => _ = directory.insert(agent.key.bytes, Arc::new(agent)),
                Err(error) => damaged.push(error),
            }
        }
        Ok(Self { senders, topics, by_key, by_id, api_keys, groups, agents: directory, damaged })
    }

    /// All senders, by key.
    pub fn senders(&self) -> &[Arc<Sender>] {
        &self.senders
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

    /// The API key of this secret, revoked or not.
    pub fn api_key(&self, secret: &str) -> Option<&Arc<ApiKey>> {
        // Looked up by its hash: nothing about the secret can be learned from the time this takes.
        self.api_keys.get(&secret_hash(secret))
    }
}

/// The form in which an API key's secret is kept.
pub fn secret_hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
