//! `desist topic`.

use serde_json::json;

use super::args::{AddTopic, Topic as What};
use super::failure::Failure;
use super::table::table;
use super::{Answer, open, print, print_json};
use crate::domain::change::{Actor, Channel};
use crate::domain::ids::Key;
use crate::domain::topic::{Class, Topic};
use crate::faces::serve::house::OnEmpty;
use crate::services::Services;
use crate::services::senders::{By, NewTopic};
use crate::settings::Settings;

/// Whoever may run commands here may manage the registries.
pub(super) const BY: By = (Actor::CommandLine, Channel::CommandLine);

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::Add(new) => add(new, settings).await,
        What::Retire { key } => {
            let services = open(settings, OnEmpty::Refuse).await?;
            let topic = services.topic_meant(None, None, &key)?;
            services.retire_topic(topic.id, BY).await?;
            eprintln!("Retired. Its links go on working; new ones are not made.");
            Ok(Answer::Yes)
        }
        What::List { json } => list(json, settings).await,
    }
}

/// A key of a sender or topic, as typed.
pub(super) fn key(text: &str) -> Result<Key, Failure> {
    Key::parse(text).ok_or_else(|| {
        Failure::Input(
            "A key has a-z, 0-9 and inner -, at most 63, and is none of all, everywhere, sharing, tracking.".to_owned(),
        )
    })
}

async fn add(new: AddTopic, settings: &Settings) -> Result<Answer, Failure> {
    let class = Class::parse(&new.class)
        .ok_or_else(|| Failure::Input("--class is promotional or transactional.".to_owned()))?;
    let key = key(&new.key)?;
    let services = open(settings, OnEmpty::Begin).await?;
    let sender = services.sender_meant(None, new.sender.as_deref())?;
    let topic = NewTopic {
        key,
        name: new.name,
        description: new.description,
        class,
        requires_opt_in: new.requires_opt_in,
        purpose: new.purpose,
    };
    let topic = services.add_topic(&sender, topic, BY).await?;
    eprintln!("Added {}, {}, of {}.", topic.key, topic.class.as_str(), sender.key);
    Ok(Answer::Yes)
}

async fn list(as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    let registry = services.gate.registry();
    if as_json {
        print_json(&registry.topics().iter().map(|topic| shown(&services, topic)).collect::<Vec<_>>())?;
    } else {
        let rows: Vec<_> = registry.topics().iter().map(|topic| row(&services, topic)).collect();
        print(&table(&["key", "class", "sender", "name", "notes"], &rows))?;
    }
    Ok(Answer::Yes)
}

fn shown(services: &Services, topic: &Topic) -> serde_json::Value {
    json!({
        "key": topic.key,
        "sender": sender_key(services, topic),
        "name": topic.name,
        "description": topic.description,
        "class": topic.class.as_str(),
        "requires_opt_in": topic.requires_opt_in,
        "purpose": topic.purpose,
        "list_id": topic.list_id,
        "retired": topic.retired,
    })
}

fn row(services: &Services, topic: &Topic) -> Vec<String> {
    let notes = [(topic.retired, "retired"), (topic.requires_opt_in, "needs an opt-in")];
    let notes: Vec<_> = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect();
    vec![
        topic.key.to_string(),
        topic.class.as_str().to_owned(),
        sender_key(services, topic),
        topic.name.clone(),
        notes.join(", "),
    ]
}

fn sender_key(services: &Services, topic: &Topic) -> String {
    services.gate.registry().sender(topic.sender).map(|sender| sender.key.to_string()).unwrap_or_default()
}
