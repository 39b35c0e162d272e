//! The first start: the sample sender `default` with its topics, and an API key, as the first ledger entry.

use super::Services;
use super::access::new_api_key;
use super::error::ServiceError;
use super::installation::random_number;
use super::registry::change::{Sample, What};
use crate::domain::access::Scopes;
use crate::domain::change::{Actor, Channel};
use crate::domain::ids::{GroupId, Key, SenderId, TopicId};
use crate::domain::topic::{Class, Sender, Topic};

/// The sample topics: key, name, one line, and for transactional ones the purpose (policy P3).
const TOPICS: [(&str, &str, &str, Option<&str>); 8] = [
    ("product-news", "Product news", "New features and products.", None),
    ("events", "Events", "Upcoming events and webinars.", None),
    ("partner-offers", "Partner offers", "Offers of selected partners.", None),
    (
        "confirmations",
        "Confirmations",
        "What you ordered or changed.",
        Some("Confirms a transaction the recipient agreed to"),
    ),
    ("invoices", "Invoices", "Bills and receipts.", Some("Bills for an agreed service")),
    ("technical-notices", "Technical notices", "Maintenance and changes.", Some("Changes in an ongoing service")),
    (
        "security-alerts",
        "Security alerts",
        "Warnings about your account.",
        Some("Safety and security of an account in use"),
    ),
    ("account", "Your account", "Support and administration.", Some("Administers an ongoing relationship")),
];

/// The sample topics that can be stopped: key, name, one line.
pub fn promotional_topics() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TOPICS.iter().filter(|topic| topic.3.is_none()).map(|(key, name, description, _)| (*key, *name, *description))
}

impl Services {
    /// Begins the ledger of a new installation; answers the first API key's secret to whoever did it, and `None` when
    /// the ledger has begun already.
    pub async fn begin_ledger(&self) -> Result<Option<String>, ServiceError> {
        if self.gate.ledger_size() > 0 {
            return Ok(None);
        }
        let (api_key, secret) = new_api_key(&*self.random, "first key", Scopes::all(), None, self.clock.now());
        let Some(sender) = self.sample_sender() else { return Ok(None) };
        let topics = TOPICS.iter().filter_map(|topic| self.sample_topic(&sender, topic)).collect();
        let sample = Sample { group: sender.group, sender, topics, api_key };
        let what = What::Begin(Box::new(sample));
        let answer = self.change_registry(what, (Actor::System, Channel::CommandLine)).await?;
        Ok(answer.changed.then_some(secret))
    }

    fn sample_sender(&self) -> Option<Sender> {
        Some(Sender {
            id: SenderId(random_number(&*self.random)),
            key: Key::parse("default")?,
            group: GroupId(random_number(&*self.random)),
            name: "Sample Company".to_owned(),
            former_names: Vec::new(),
            postal_address: None,
            support_address: None,
            public_hosts: self.config.public_url.host_str().map(str::to_owned).into_iter().collect(),
        })
    }

    fn sample_topic(&self, sender: &Sender, topic: &(&str, &str, &str, Option<&str>)) -> Option<Topic> {
        let (key, name, description, purpose) = *topic;
        let key = Key::parse(key)?;
        Some(Topic {
            id: TopicId(random_number(&*self.random)),
            list_id: self.list_id(&key, &sender.key),
            key,
            sender: sender.id,
            name: name.to_owned(),
            description: description.to_owned(),
            class: if purpose.is_some() { Class::Transactional } else { Class::Promotional },
            requires_opt_in: false,
            purpose: purpose.map(str::to_owned),
            retired: false,
        })
    }

    /// The List-Id of a new topic; it is kept with the topic and never changes (HDR-14).
    pub fn list_id(&self, topic: &Key, sender: &Key) -> String {
        format!("{topic}.{sender}.{}", self.config.mail_domain)
    }
}
