//! Verdicts as the API shows them.

use std::borrow::Cow;

use serde::Serialize;
use utoipa::ToSchema;

use super::text::Row;
use crate::domain::address::Address;
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::preference::Scope;
use crate::domain::time::Instant;
use crate::domain::topic::{Class, Topic};
use crate::domain::verdict::{Question, Reason, Verdict};
use crate::services::Services;
use crate::services::figures::AskTally;
use crate::services::gate::{Asked, unavailable};

/// May this be sent to this recipient now?
#[derive(Serialize, ToSchema)]
#[schema(as = Verdict)]
pub struct Shown<'a> {
    /// As it was asked.
    #[schema(value_type = Option<String>)]
    recipient: &'a Row<'a>,
    /// The topic's key.
    topic: &'a str,
    /// `promotional` or `transactional`.
    class: &'static str,
    /// Whether mail may go.
    allowed: bool,
    /// The first reason that holds.
    reason: &'static str,
    /// The scope that decided: the topic's key, `all` or `everywhere`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    scope: Option<Cow<'a, str>>,
    /// Since when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Instant>,
    /// Transactional only: `undeliverable`, `stale`.
    warnings: Vec<&'static str>,
    /// The ledger size that this is true for.
    ledger_size: u64,
}

/// One topic's question, asked of the gate for one recipient after another.
pub struct Asker<'s> {
    services: &'s Services,
    question: Question,
    tally: AskTally,
}

impl<'s> Asker<'s> {
    /// About this topic.
    ///
    /// # Errors
    /// `unreadable_row` when the topic's sender is.
    pub fn new(services: &'s Services, topic: &Topic) -> Result<Self, Problem> {
        let question = services.gate.registry().question(topic).map_err(|error| error.problem())?;
        Ok(Self { services, question, tally: services.ask_tally(&question) })
    }

    /// The topic of a key, as the caller may mean it, and its question.
    ///
    /// # Errors
    /// See [`Services::topic_meant`].
    pub fn meant(
        services: &'s Services,
        only: Option<SenderId>,
        sender: Option<&str>,
        topic: &str,
    ) -> Result<(std::sync::Arc<Topic>, Self), Problem> {
        let topic = services.topic_meant(only, sender, topic)?;
        let asker = Self::new(services, &topic)?;
        Ok((topic, asker))
    }

    /// Refuses while nothing promotional may be answered.
    ///
    /// # Errors
    /// `gate_unavailable`.
    pub fn open(&self) -> Result<(), Problem> {
        let closed = self.question.class == Class::Promotional && self.services.gate.is_stale();
        if closed { Err(unavailable()) } else { Ok(()) }
    }

    /// Asks for a single recipient.
    ///
    /// # Errors
    /// `gate_unavailable`, `unreadable_row`.
    pub fn one(&self, address: &Address) -> Result<Asked, Problem> {
        let asked = self.services.gate.ask(&self.question, address)?;
        self.tally.count(&asked);
        Ok(asked)
    }

    /// Asks for one row of many: no address and a damaged row are answers here, and refuse.
    ///
    /// # Errors
    /// `gate_unavailable`, which ends the whole batch.
    pub fn row(&self, address: Option<&Address>) -> Result<Asked, Problem> {
        let Some(address) = address else { return Ok(self.counted(Reason::InvalidAddress)) };
        match self.one(address) {
            Err(problem) if problem.code == Code::Unreadable => {
                let asked = self.counted(Reason::Unreadable);
                self.tally.count(&asked);
                Ok(asked)
            }
            other => other,
        }
    }

    fn counted(&self, reason: Reason) -> Asked {
        self.services.counters.verdicts.add(reason, 1);
        Asked { verdict: Verdict::bare(reason), stale: false, opted_out: false }
    }
}

impl<'a> Shown<'a> {
    /// An answer about this topic.
    pub fn new(recipient: &'a Row<'a>, topic: &'a Topic, asked: Asked, ledger_size: u64) -> Self {
        let verdict = asked.verdict;
        Self {
            recipient,
            topic: topic.key.as_str(),
            class: topic.class.as_str(),
            allowed: verdict.allowed(),
            reason: verdict.reason.word(),
            scope: verdict.scope.map(|scope| scope_name(scope, topic)),
            since: verdict.since,
            warnings: warnings(&asked),
            ledger_size,
        }
    }
}

/// A verdict rests on a record of this topic or of a wider scope, never of another topic.
fn scope_name(scope: Scope, topic: &Topic) -> Cow<'_, str> {
    match scope {
        Scope::Topic(_) => Cow::Borrowed(topic.key.as_str()),
        wider => Cow::Borrowed(wider.word()),
    }
}

fn warnings(asked: &Asked) -> Vec<&'static str> {
    let undeliverable = asked.verdict.undeliverable.then_some("undeliverable");
    undeliverable.into_iter().chain(asked.stale.then_some("stale")).collect()
}
