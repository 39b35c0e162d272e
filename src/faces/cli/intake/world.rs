//! What a reading knows of the world: an installation's keys, topics, agents and DNS, or, where there is none, only what
//! was typed.

use std::sync::Arc;

use crate::domain::address::Address;
use crate::domain::intent::TopicName;
use crate::domain::reading::Reading;
use crate::faces::cli::failure::Failure;
use crate::faces::cli::open;
use crate::faces::serve::house::{self, OnEmpty};
use crate::mail::parse::Mail;
use crate::mail::reports::Own;
use crate::services::intake::read::{Agents, Context, NoTokens, read_mail, writer_of};
use crate::services::intake::{Letter, Reader, Understanding};
use crate::services::sample;
use crate::settings::{DatabasePlace, Settings};

/// A machine without an installation.
pub(super) struct Bare {
    pub(super) understanding: Understanding,
    own: Own,
    pub(super) topics: Vec<TopicName>,
    agents: Vec<Address>,
}

impl Bare {
    /// With the rules of the program and the sample topics.
    pub(super) fn new(agents: &[String], controllers: &[String]) -> Result<Self, Failure> {
        let mut understanding = Understanding::new(&[]).map_err(|e| Failure::Trouble(e.to_string()))?;
        understanding.controllers = controllers.to_vec();
        let topics = sample::promotional_topics().map(|(key, name, description)| TopicName {
            key: key.to_owned(),
            name: name.to_owned(),
            description: description.to_owned(),
        });
        Ok(Self { understanding, own: Own::default(), topics: topics.collect(), agents: addresses(agents)? })
    }

    /// Reads a mail.
    pub(super) fn read(&self, mail: &Mail) -> Reading {
        let has = |address: &Address| self.agents.contains(address);
        let vouches = writer_of(mail).is_some_and(|writer| has(&writer));
        let agents =
            if self.agents.is_empty() { Agents::Unknown } else { Agents::Known { has: &has, vouches, why_not: None } };
        let context = Context {
            rules: &self.understanding.rules,
            rules_version: &self.understanding.rules_version,
            own: &self.own,
            own_hosts: &[],
            topics: &self.topics,
            controllers: &self.understanding.controllers,
            agents,
            tokens: &NoTokens,
            writer: None,
            originals_proven: &[],
        };
        read_mail(mail, &context)
    }
}

/// Addresses that were typed.
pub(super) fn addresses(typed: &[String]) -> Result<Vec<Address>, Failure> {
    let parsed = typed.iter().map(|text| Address::parse(text));
    parsed.map(|one| one.map_err(|e| Failure::Input(format!("Not an address: {e}.")))).collect()
}

/// An installation's reader, where there is one.
pub(super) async fn installed(settings: &Settings, controllers: &[String]) -> Result<Option<Reader>, Failure> {
    if let DatabasePlace::Sqlite { path } = &settings.database.place
        && !path.exists()
    {
        return Ok(None);
    }
    let services = open(settings, OnEmpty::Refuse).await?;
    house::reader(settings, &Arc::clone(&services)).map(|reader| Some(reader.with_controllers(controllers)))
}

/// A mail of which nothing is known but its bytes.
pub(super) fn letter(raw: Vec<u8>) -> Letter {
    Letter { raw, mail_from: None, rcpt_to: Vec::new(), client: None, by_token: false, received_at: None, via: None }
}
