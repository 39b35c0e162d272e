//! What tests ask of a service, in one line each.

use std::sync::Arc;

use desist::domain::change::Channel;
use desist::domain::error::Problem;
use desist::domain::ids::SenderId;
use desist::domain::link::Campaign;
use desist::domain::topic::Topic;
use desist::services::error::ServiceError;
use desist::services::gate::Asked;
use desist::services::links::Link;
use desist::services::preferences::{StopWhat, Stopped};

use super::{Address, Service};

impl Service {
    /// A topic of the sample installation.
    pub fn topic(&self, key: &str) -> Arc<Topic> {
        self.services.gate.registry().topic_by_key(key).expect("a known topic").clone()
    }

    /// The sender of the sample installation.
    pub fn sender(&self) -> SenderId {
        self.topic("events").sender
    }

    /// The links of one mail.
    pub fn mint(&self, address: &Address, topic: &str) -> Link {
        self.services.link_maker(&self.topic(topic)).unwrap().mint(address, &Campaign::default(), false)
    }

    /// The token of the unsubscribe link of one mail.
    pub fn token(&self, address: &Address, topic: &str) -> String {
        token_of(&self.mint(address, topic).unsubscribe_url)
    }

    /// What the gate says.
    pub fn check(&self, address: &Address, topic: &str) -> Result<Asked, Problem> {
        let question = self.services.gate.registry().question(&self.topic(topic)).unwrap();
        self.services.gate.ask(&question, address)
    }

    /// Whether the gate allows it.
    pub fn allowed(&self, address: &Address, topic: &str) -> bool {
        self.check(address, topic).unwrap().verdict.allowed()
    }

    /// The gate's reason, as the API words it.
    pub fn reason(&self, address: &Address, topic: &str) -> &'static str {
        self.check(address, topic).unwrap().verdict.reason.word()
    }

    /// A one-click opt-out below HTTP.
    pub async fn stop(&self, address: &Address, topic: &str) -> Result<Stopped, ServiceError> {
        let token = self.token(address, topic);
        let holder = self.services.open_link(&token)?;
        self.services.stop(&holder, &token, StopWhat::Topic, Channel::OneClick, "one_click").await
    }
}

/// The last part of a link's path.
pub fn token_of(url: &str) -> String {
    url.rsplit('/').next().unwrap().to_owned()
}
