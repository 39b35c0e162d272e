//! `desist sender`.

use serde_json::json;

use super::args::{Sender as What, SenderDetails};
use super::failure::Failure;
use super::table::table;
use super::topics::{BY, key};
use super::{Answer, open, print, print_json};
use crate::faces::serve::house::OnEmpty;
use crate::services::senders::{NewSender, SenderUpdate};
use crate::settings::Settings;

pub(super) async fn run(what: What, settings: &Settings) -> Result<Answer, Failure> {
    match what {
        What::Add { key, name, group, details } => add(&key, name, group, details, settings).await,
        What::Set { key, name, details } => set(&key, name, details, settings).await,
        What::List { json } => list(json, settings).await,
    }
}

async fn add(
    typed: &str,
    name: String,
    group: Option<String>,
    details: SenderDetails,
    settings: &Settings,
) -> Result<Answer, Failure> {
    let new = NewSender {
        key: key(typed)?,
        group: group.as_deref().map(key).transpose()?,
        name,
        postal_address: details.postal_address,
        support_address: details.support_address,
        public_hosts: details.public_host,
    };
    let services = open(settings, OnEmpty::Begin).await?;
    let sender = services.add_sender(new, BY).await?;
    eprintln!("Added {}. Give it topics: desist topic add KEY --name NAME --sender {}", sender.key, sender.key);
    Ok(Answer::Yes)
}

async fn set(
    typed: &str,
    name: Option<String>,
    details: SenderDetails,
    settings: &Settings,
) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    let sender = services.sender_meant(None, Some(typed))?;
    let new = SenderUpdate {
        name,
        postal_address: details.postal_address,
        support_address: details.support_address,
        public_hosts: details.public_host,
    };
    let sender = services.update_sender(sender.id, new, BY).await?;
    eprintln!("Recipients now read: {}", sender.name);
    Ok(Answer::Yes)
}

async fn list(as_json: bool, settings: &Settings) -> Result<Answer, Failure> {
    let services = open(settings, OnEmpty::Refuse).await?;
    let registry = services.gate.registry();
    let senders = registry.senders();
    if as_json {
        let shown = senders.iter().map(|sender| {
            json!({
                "key": sender.key,
                "name": sender.name,
                "former_names": sender.former_names,
                "postal_address": sender.postal_address,
                "support_address": sender.support_address,
                "public_hosts": sender.public_hosts,
            })
        });
        print_json(&shown.collect::<Vec<_>>())?;
    } else {
        let rows = senders.iter().map(|sender| {
            let topics = registry.topics_of(sender.id).count().to_string();
            vec![sender.key.to_string(), sender.name.clone(), topics, sender.public_hosts.join(" ")]
        });
        print(&table(&["key", "name", "topics", "hosts"], &rows.collect::<Vec<_>>()))?;
    }
    Ok(Answer::Yes)
}
