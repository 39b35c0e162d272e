//! A copy of a person's data (LAW-11, P14): what Desist itself holds, and what each system handed over, with purposes,
//! retention, source and receivers; as JSON, and as a page for people.
//!
//! - Here: what a copy is, and how it is put together. `held`: what Desist holds. `outline`: JSON as text to read; `page`:
//!   the page made of it.
//! - `redact`: what an operator takes out before it goes, or sends back to the system.
//! - `deliver`: freezing it, and the mail with the link to it. `open`: what the link does.
//!
//! Until it is delivered a copy is put together anew each time. Delivered, it is frozen and sealed: what was handed over is
//! kept nowhere else, until it is destroyed, 30 days after its last link has ended, or by an erasure.

mod deliver;
mod held;
mod open;
pub mod outline;
mod page;
mod redact;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use self::deliver::Delivered;
pub use self::open::{CopyLink, LinkState, OPEN_FOR_MS};
pub use self::redact::{REDACTED, Redaction};
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseRecord, Party, PartyKind, Task, TaskState};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::store::copies::{self, CopyRow};
use crate::store::{StoreError, Tx, tasks};

/// The form of the JSON; it changes when a program that reads it must know.
const FORMAT: &str = "desist-access-copy/1";

/// A copy of one person's data, of one sender.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccessCopy {
    /// The form of this JSON.
    pub format: String,
    /// The case.
    pub reference: String,
    /// When it was put together, RFC 3339.
    pub prepared_at: String,
    /// Whose data.
    pub recipient: String,
    /// The language of the page, as a tag.
    pub language: String,
    /// Who answers for it: name, former names, postal and support address.
    pub sender: Value,
    /// The policy in force.
    pub policy: String,
    /// What Desist holds.
    pub held: Held,
    /// What each system handed over.
    pub systems: Vec<SystemPart>,
    /// Who receives data of this kind.
    pub receivers: Vec<Receiver>,
    /// The person's rights, each in a word (GDPR articles 15 to 22, 77).
    pub rights: Vec<String>,
    /// Where to complain first: the sender's own address.
    pub complain_to: Option<String>,
}

/// What Desist holds of a person.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Held {
    /// What they chose.
    pub preferences: Vec<Value>,
    /// Every reason not to send.
    pub suppressions: Vec<Value>,
    /// Every change, oldest first: when, what, by which way, under which policy, and what showed it.
    pub history: Vec<Value>,
    /// What they asked for.
    pub cases: Vec<Value>,
    /// Their mails that are kept.
    pub mails: Vec<Value>,
    /// Imported lists that named their address.
    pub imports: Vec<Value>,
}

/// What one system handed over, and what is on record about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SystemPart {
    /// Its name.
    pub name: String,
    /// What data it holds.
    pub data: String,
    /// What for.
    pub purpose: String,
    /// How long.
    pub retention: String,
    /// Where from.
    pub source: String,
    /// `open`, `done` or `failed`.
    pub state: String,
    /// When it answered, RFC 3339.
    pub answered_at: Option<String>,
    /// What it handed over; nothing when it holds nothing.
    pub answer: Value,
}

/// Somebody who receives data.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Receiver {
    /// Its name.
    pub name: String,
    /// What data.
    pub data: String,
    /// What for.
    pub purpose: String,
    /// How long.
    pub retention: String,
}

/// The rights that the page names in words.
const RIGHTS: [&str; 8] =
    ["access", "rectification", "erasure", "restriction", "portability", "objection", "withdraw_consent", "complaint"];

impl Services {
    /// The copy of a case: as it was delivered, or as it would be now.
    ///
    /// # Errors
    /// `not_found`; `conflict` when the case asks for no copy, when nobody is on record for it, or when the delivered copy
    /// was destroyed.
    pub async fn access_copy(&self, only: Option<SenderId>, id: &str) -> Result<AccessCopy, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let case = self.access_case(&mut tx, only, id).await?;
        match copies::find(&mut tx, id).await? {
            Some(frozen) => self.open_frozen(&frozen),
            None => self.put_together(&mut tx, &case).await.map(|(copy, _)| copy),
        }
    }

    /// A case that asks for a copy.
    async fn access_case(&self, tx: &mut Tx, only: Option<SenderId>, id: &str) -> Result<CaseRecord, ServiceError> {
        let case = self.case_record(tx, only, id).await?;
        match case.kind {
            CaseKind::Access => Ok(case),
            _ => Err(ServiceError::refused(Code::Conflict, "This case asks for no copy of data.")),
        }
    }

    /// What was frozen.
    fn open_frozen(&self, row: &CopyRow) -> Result<AccessCopy, ServiceError> {
        let why = "The copy that was delivered was destroyed: its links have ended long ago, or the person was erased.";
        let sealed = row.copy.as_deref().ok_or_else(|| Problem::new(Code::Conflict, why))?;
        let plain = self.vault.open(Cell::Copy, row.case_id.as_bytes(), sealed)?;
        let corrupt = |_| StoreError::corrupt("case_copies", "copy", &row.case_id);
        Ok(serde_json::from_slice(&plain).map_err(corrupt)?)
    }

    /// A copy as of now, and the address on record that it is about.
    async fn put_together(&self, tx: &mut Tx, case: &CaseRecord) -> Result<(AccessCopy, Address), ServiceError> {
        let none =
            || Problem::new(Code::Conflict, "No address is on record for this case, so there is nothing to copy.");
        let subject = self.case_subject(tx, case).await?;
        let address = subject.and_then(|subject| subject.address).ok_or_else(none)?;
        let registry = self.gate.registry();
        let unknown = || StoreError::corrupt("cases", "sender_id", &case.id);
        let sender = registry.sender(case.sender).ok_or_else(unknown)?;
        let copy = AccessCopy {
            format: FORMAT.to_owned(),
            reference: case.id.clone(),
            prepared_at: self.clock.now().rfc3339(),
            recipient: address.delivery().to_owned(),
            language: case.language.clone(),
            sender: json!({
                "name": sender.name,
                "former_names": sender.former_names,
                "postal_address": sender.postal_address,
                "support_address": sender.support_address,
            }),
            policy: self.config.policies.at(self.clock.now()).id.clone(),
            held: self.held(tx, &address, case.sender).await?,
            systems: self.handed_over(tx, case).await?,
            receivers: registry.parties_of(PartyKind::Partner, case.sender).map(|party| receiver(party)).collect(),
            rights: RIGHTS.map(str::to_owned).into(),
            complain_to: sender.support_address.clone(),
        };
        Ok((copy, address))
    }

    /// What the systems of a case handed over, in the order they were asked.
    async fn handed_over(&self, tx: &mut Tx, case: &CaseRecord) -> Result<Vec<SystemPart>, ServiceError> {
        let registry = self.gate.registry();
        let mut parts = Vec::new();
        for row in tasks::of_case(tx, &case.id).await? {
            let task = Task::try_from(row)?;
            if task.state != TaskState::Cancelled {
                let party = registry.party_by_id(&task.party).map(|party| &**party);
                parts.push(part(&task, party, self.task_answer(&task)?));
            }
        }
        Ok(parts)
    }
}

fn part(task: &Task, party: Option<&Party>, content: Option<Value>) -> SystemPart {
    let detail = party.map(|party| party.detail.clone()).unwrap_or_default();
    SystemPart {
        name: party.map_or_else(|| task.party.clone(), |party| party.name.clone()),
        data: detail.data,
        purpose: detail.purpose,
        retention: detail.retention,
        source: detail.source,
        state: task.state.word().to_owned(),
        answered_at: task.settled_at.map(|at| at.rfc3339()),
        // The note beside it is for operators.
        answer: content.and_then(|mut content| Some(content.get_mut("answer")?.take())).unwrap_or(Value::Null),
    }
}

fn receiver(party: &Party) -> Receiver {
    let detail = &party.detail;
    Receiver {
        name: party.name.clone(),
        data: detail.data.clone(),
        purpose: detail.purpose.clone(),
        retention: detail.retention.clone(),
    }
}
