//! What stands for one recipient with one sender, as the pages show it.

use std::sync::Arc;

use super::Holder;
use crate::domain::address::Address;
use crate::domain::preference::{Kind, Record, Scope};
use crate::domain::time::Instant;
use crate::domain::topic::{Class, Topic};
use crate::domain::verdict::{Reason, judge};
use crate::services::Services;
use crate::services::error::ServiceError;

/// Everything that the holder of a link may see.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The sender's promotional topics; of the retired ones only the link's own.
    pub topics: Vec<(Arc<Topic>, Standing)>,
    /// Everything promotional is stopped, for this sender or everywhere.
    pub all_stopped: bool,
    /// Until when promotional mail pauses.
    pub paused_until: Option<Instant>,
    /// The names of the other senders of the group.
    pub others: Vec<String>,
    /// All senders of the group are stopped.
    pub everywhere_stopped: bool,
    /// Sharing of personal data is stopped.
    pub sharing_stopped: bool,
    /// Tracking is stopped.
    pub tracking_stopped: bool,
}

/// What stands for one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing the recipient said keeps it from coming. Also what waits, pauses or bounces: a stop may be wanted.
    Coming,
    /// It was stopped.
    Stopped,
    /// It needs an opt-in that was never given.
    NotSubscribed,
}

impl Services {
    /// What stands for the holder of a link. A test link stands for nobody, so nothing does.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn overview(&self, holder: &Holder) -> Result<Overview, ServiceError> {
        let records = if holder.test { Vec::new() } else { self.records(&holder.address).await? };
        Ok(self.seen(holder, &records))
    }

    /// As [`Services::overview`], but when the database cannot be read, as if nothing were recorded: the page of a
    /// link must show its button then, too.
    pub async fn overview_or_nothing(&self, holder: &Holder) -> Overview {
        match self.overview(holder).await {
            Ok(overview) => overview,
            Err(error) => {
                tracing::error!(error = %super::super::writer::chain(&error), "a page is shown without what is recorded");
                self.seen(holder, &[])
            }
        }
    }

    /// The entry by which somebody is opted in to a topic, or to everything of a sender, while nothing stops it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn opted_in_by(&self, address: &Address, scope: Scope) -> Result<Option<u64>, ServiceError> {
        let records = self.records(address).await?;
        let registry = self.gate.registry();
        let reason =
            |topic: &Arc<Topic>| registry.question(topic).map(|q| judge(&q, &records, self.clock.now()).reason);
        let comes = match scope {
            Scope::Topic(id) => {
                registry.topic(id).is_some_and(|topic| reason(topic).is_ok_and(|reason| reason == Reason::OptedIn))
            }
            Scope::All(sender) => registry
                .topics_of(sender)
                .filter(|topic| topic.class == Class::Promotional && !topic.retired)
                .all(|topic| reason(topic).is_ok_and(|reason| Standing::from(reason) != Standing::Stopped)),
            _ => false,
        };
        let yes = records.iter().find(|r| r.scope == scope && matches!(r.kind, Kind::OptedIn { .. }));
        Ok(yes.filter(|_| comes).map(|record| record.entry))
    }

    fn seen(&self, holder: &Holder, records: &[Record]) -> Overview {
        let (now, sender) = (self.clock.now(), &holder.sender);
        let registry = self.gate.registry();
        let stopped = |scope| records.iter().any(|r| r.scope == scope && r.kind == Kind::OptedOut);
        let everywhere_stopped = stopped(Scope::Everywhere(sender.group));
        let others = registry.senders().iter().filter(|s| s.group == sender.group && s.id != sender.id);
        let own = |topic: &Topic| holder.topic.as_ref().is_some_and(|t| t.id == topic.id);
        let shown = |t: &&Arc<Topic>| t.class == Class::Promotional && (!t.retired || own(t));
        let topics = registry.topics_of(sender.id).filter(shown);
        let standing = |topic: &Arc<Topic>| match registry.question(topic) {
            Ok(question) => Standing::from(judge(&question, records, now).reason),
            Err(_) => Standing::Coming,
        };
        Overview {
            topics: topics.map(|topic| (topic.clone(), standing(topic))).collect(),
            all_stopped: everywhere_stopped || stopped(Scope::All(sender.id)),
            paused_until: records.iter().filter(|r| pauses(r, holder)).filter_map(|r| pause_end(r, now)).max(),
            others: others.map(|s| s.name.clone()).collect(),
            everywhere_stopped,
            sharing_stopped: stopped(Scope::Sharing(sender.id)),
            tracking_stopped: stopped(Scope::Tracking(sender.id)),
        }
    }
}

fn pauses(record: &Record, holder: &Holder) -> bool {
    [Scope::All(holder.sender.id), Scope::Everywhere(holder.sender.group)].contains(&record.scope)
}

fn pause_end(record: &Record, now: Instant) -> Option<Instant> {
    record.kind.until().filter(|until| now < *until)
}

impl Overview {
    /// What stands for one topic.
    pub fn of(&self, topic: &Topic) -> Option<Standing> {
        self.topics.iter().find(|(t, _)| t.id == topic.id).map(|(_, standing)| *standing)
    }
}

impl From<Reason> for Standing {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Erased
            | Reason::Complained
            | Reason::OptedOutEverywhere
            | Reason::OptedOutAll
            | Reason::OptedOutTopic
            | Reason::Imported => Self::Stopped,
            Reason::NotOptedIn => Self::NotSubscribed,
            Reason::Paused
            | Reason::Held
            | Reason::Undeliverable
            | Reason::Transactional
            | Reason::OptedIn
            | Reason::NoObjection
            | Reason::InvalidAddress
            | Reason::Unreadable => Self::Coming,
        }
    }
}
