//! Senders and topics, as tools and operators manage them. What stands in the registries answers from memory.

use std::sync::Arc;

use super::Services;
use super::error::ServiceError;
use super::installation::random_number;
use super::registry::change::What;
use crate::domain::change::{Actor, Channel};
use crate::domain::error::Problem;
use crate::domain::ids::{GroupId, Key, SenderId, TopicId};
use crate::domain::text;
use crate::domain::topic::{Class, Sender, Topic};

/// Who changes a registry, and by which way in.
pub type By = (Actor, Channel);

/// A topic to be made.
#[derive(Clone, Debug)]
pub struct NewTopic {
    /// Its short name.
    pub key: Key,
    /// The name recipients read.
    pub name: String,
    /// One line for the preference centre.
    pub description: String,
    /// Promotional or transactional, for life.
    pub class: Class,
    /// Whether mail needs an opt-in first.
    pub requires_opt_in: bool,
    /// The stated purpose; a transactional topic needs one (SUP-03).
    pub purpose: Option<String>,
}

/// A sender to be made.
#[derive(Clone, Debug)]
pub struct NewSender {
    /// Its short name.
    pub key: Key,
    /// The key of its group, made if it is new; without one, a group of its own.
    pub group: Option<Key>,
    /// The name recipients know.
    pub name: String,
    /// The postal address of promotional mail.
    pub postal_address: Option<String>,
    /// Where people reach a human.
    pub support_address: Option<String>,
    /// Host names under which its pages are reached.
    pub public_hosts: Vec<String>,
}

/// What changes about a sender; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct SenderUpdate {
    /// The name from now on; the present one becomes a former name.
    pub name: Option<String>,
    /// The postal address; an empty one takes it away.
    pub postal_address: Option<String>,
    /// The support address; an empty one takes it away.
    pub support_address: Option<String>,
    /// Further host names. None is ever taken away: old links still name it.
    pub public_hosts: Vec<String>,
}

impl SenderUpdate {
    /// The sender as it is after this change.
    pub fn applied_to(&self, present: &Sender) -> Sender {
        let mut sender = present.clone();
        if let Some(name) = &self.name {
            rename(&mut sender, name.clone());
        }
        if self.postal_address.is_some() {
            sender.postal_address = kept(self.postal_address.clone());
        }
        if self.support_address.is_some() {
            sender.support_address = kept(self.support_address.clone());
        }
        sender.public_hosts = union(sender.public_hosts, self.public_hosts.clone());
        sender
    }
}

impl Services {
    /// Makes a topic of this sender.
    ///
    /// # Errors
    /// `already_exists`; `invalid_field` for a transactional topic without a purpose, or a text that cannot be shown.
    pub async fn add_topic(&self, sender: &Sender, new: NewTopic, by: By) -> Result<Arc<Topic>, ServiceError> {
        text::check("name", &new.name, text::NAME)?;
        text::check("description", &new.description, text::LONG)?;
        check_optional("purpose", new.purpose.as_deref(), text::NAME)?;
        let id = TopicId(random_number(&*self.random));
        let topic = Topic {
            id,
            list_id: self.list_id(&new.key, &sender.key),
            key: new.key,
            sender: sender.id,
            name: new.name,
            description: new.description,
            class: new.class,
            requires_opt_in: new.requires_opt_in,
            purpose: new.purpose,
            retired: false,
        };
        self.change_registry(What::AddTopic(topic), by).await?;
        self.gate.registry().topic(id).cloned().ok_or(ServiceError::Stopping)
    }

    /// Retires a topic: no new mail about it, but its links go on working. Doing so twice changes nothing.
    pub async fn retire_topic(&self, id: TopicId, by: By) -> Result<Arc<Topic>, ServiceError> {
        self.change_registry(What::RetireTopic(id), by).await?;
        self.gate.registry().topic(id).cloned().ok_or(ServiceError::Stopping)
    }

    /// Makes a sender.
    ///
    /// # Errors
    /// `already_exists`; `invalid_field` for a text that cannot be shown.
    pub async fn add_sender(&self, new: NewSender, by: By) -> Result<Arc<Sender>, ServiceError> {
        check_texts(Some(&new.name), new.postal_address.as_deref(), new.support_address.as_deref())?;
        let id = SenderId(random_number(&*self.random));
        let group = new.group.unwrap_or_else(|| new.key.clone());
        let sender = Sender {
            id,
            key: new.key,
            group: GroupId(random_number(&*self.random)),
            name: new.name,
            former_names: Vec::new(),
            postal_address: kept(new.postal_address),
            support_address: kept(new.support_address),
            public_hosts: union(Vec::new(), new.public_hosts),
        };
        self.change_registry(What::AddSender { sender, group }, by).await?;
        self.gate.registry().sender(id).cloned().ok_or(ServiceError::Stopping)
    }

    /// Changes a sender's names and addresses. A former name is kept by itself, newest first: old mail carries it.
    ///
    /// # Errors
    /// `not_found`; `invalid_field` for a text that cannot be shown.
    pub async fn update_sender(&self, id: SenderId, new: SenderUpdate, by: By) -> Result<Arc<Sender>, ServiceError> {
        check_texts(new.name.as_deref(), new.postal_address.as_deref(), new.support_address.as_deref())?;
        self.change_registry(What::UpdateSender { id, update: new }, by).await?;
        self.gate.registry().sender(id).cloned().ok_or(ServiceError::Stopping)
    }
}

/// What recipients read of a sender, whatever the way in (LOG-16).
fn check_texts(name: Option<&str>, postal_address: Option<&str>, support_address: Option<&str>) -> Result<(), Problem> {
    check_optional("name", name, text::NAME)?;
    postal_address.map_or(Ok(()), |lines| text::check_lines("postal_address", lines, text::LONG))?;
    check_optional("support_address", support_address, text::NAME)
}

fn check_optional(field: &'static str, given: Option<&str>, longest: usize) -> Result<(), Problem> {
    given.map_or(Ok(()), |given| text::check(field, given, longest))
}

fn rename(sender: &mut Sender, name: String) {
    if name != sender.name {
        let before = std::mem::replace(&mut sender.name, name);
        sender.former_names.retain(|former| *former != before && *former != sender.name);
        sender.former_names.insert(0, before);
    }
}

fn kept(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

fn union(mut hosts: Vec<String>, more: Vec<String>) -> Vec<String> {
    for host in more {
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn former_names_are_kept_newest_first_and_a_name_taken_again_is_no_former_one() {
        let mut sender = Sender {
            id: SenderId(1),
            key: Key::parse("acme").unwrap(),
            group: GroupId(1),
            name: "Acme".to_owned(),
            former_names: Vec::new(),
            postal_address: None,
            support_address: None,
            public_hosts: Vec::new(),
        };
        for (name, former) in
            [("Acme", vec![]), ("Bolt", vec!["Acme"]), ("Crux", vec!["Bolt", "Acme"]), ("Acme", vec!["Crux", "Bolt"])]
        {
            rename(&mut sender, name.to_owned());
            assert_eq!(sender.former_names, former);
        }
    }
}
