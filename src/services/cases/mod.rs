//! Cases: what recipients asked for and somebody must answer, from the first receipt to the last answer. Every change is
//! a ledger entry, an event of the case, and its row at the next version.
//!
//! - Here: how a case is shown. `opening`: how one begins, with its clocks. `clocks`: which they are.
//! - `moves`: what operators do with it. `by_hand`: what they open and vouch for; `by_page`: what people open on
//!   their page. `more_time`: extensions and questions.
//! - `identity`: how its person is asked for proof. `answering`: how they are answered. `copy`: the copy of data that a
//!   request for one hands out. `complaints`: who hears them. `status`: what the person who asked sees of one.
//! - `desk`: the list that people work through, and a case as they see it. `preview`: a mail before it goes out.
//! - `tasks`: what others must do for it, and `telling`: how they learn of it.
//! - `tend`: what happens by itself, done by the worker, so that whatever dies in between is taken up again; `walk`: how
//!   all cases concerned are gone through for that.

mod answering;
mod by_hand;
mod by_page;
pub mod clocks;
mod complaints;
pub mod copy;
mod desk;
pub(super) mod identity;
mod more_time;
mod moves;
pub(super) mod opening;
mod preview;
mod reminding;
mod status;
pub mod tasks;
mod telling;
mod tend;
mod walk;

use serde::Serialize;
use serde_json::Value;

pub(in crate::services) use self::answering::case_tag;
pub use self::answering::{Complaints, LastAnswer};
pub use self::by_hand::{ByHand, Vouching};
pub use self::by_page::{OwnAsked, OwnWish};
pub use self::clocks::ClockConfig;
pub use self::desk::{CaseLine, CasePage, DeskCase, Duty, From};
pub use self::more_time::{MoreTime, Question};
pub use self::moves::{CaseMove, Moved};
pub use self::opening::Asking;
pub use self::preview::MailPreview;
pub use self::status::CaseStatus;
use super::Services;
use super::error::ServiceError;
use super::installation::Cell;
use super::writer::change::Subject;
use crate::domain::address::{Address, RecipientKey};
use crate::domain::case::{CaseRecord, Task};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::store::cases::{self, CaseFilter, CaseRow, EventRow, PressureRow};
use crate::store::{Tx, recipients, tasks as task_rows};

/// A case as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// What was asked for.
    pub kind: &'static str,
    /// How far it is.
    pub state: &'static str,
    /// For whom it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_for: Option<&'static str>,
    /// The sender's key.
    pub sender: String,
    /// Whom it is about, where that is known and on record.
    pub recipient: Option<String>,
    /// The mail it came with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// What the asker calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What else is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Value>,
    /// Promotional mail to the recipient is held because of it.
    pub holds: bool,
    /// How it was asked for: the way in.
    pub asked_by: String,
    /// The language to answer in.
    pub language: String,
    /// The policy in force when it was opened.
    pub policy: String,
    /// When it was received: its clocks begin there or earlier.
    pub received_at: Instant,
    /// When the earliest of its running clocks ends.
    pub due_at: Option<Instant>,
    /// Its clocks.
    pub clocks: Value,
    /// When the mailbox was asked for proof.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_asked_at: Option<Instant>,
    /// When the recipient proved the mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Instant>,
    /// Who vouches for the person instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vouched_by: Option<String>,
    /// When the person was told that it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged_at: Option<Instant>,
    /// When it took effect everywhere: the last system or partner confirmed, or, where none had to, it was ended as done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_at: Option<Instant>,
    /// When it was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Instant>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Instant>,
    /// What came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// The open case that asks for the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// Who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// How often it was changed; a change names the version it saw.
    pub version: i64,
    /// The ledger entry of its last change.
    pub entry: i64,
}

/// A case with everything that happened to it.
#[derive(Clone, Debug, Serialize)]
pub struct WholeCase {
    /// The case.
    #[serde(flatten)]
    pub case: Case,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What others must do.
    pub tasks: Vec<ShownTask>,
}

/// Something that happened to a case.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// What, in a word.
    pub what: String,
    /// The state before.
    pub before: String,
    /// The state after.
    pub after: String,
    /// Who.
    pub actor: String,
    /// Which one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The way in.
    pub channel: String,
    /// Notes, or the text of an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Value>,
    /// The mail in which the person answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// The ledger entry.
    pub entry: i64,
}

/// What a party must do, as it is shown.
#[derive(Clone, Debug, Serialize)]
pub struct ShownTask {
    /// Its id.
    pub id: String,
    /// The party's registry.
    pub party_kind: &'static str,
    /// The party's key.
    pub party: String,
    /// What.
    pub what: &'static str,
    /// How far.
    pub state: &'static str,
    /// Since when it is asked for.
    pub opened_at: Instant,
    /// How often the party was told.
    pub told: i64,
    /// When it is told next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Instant>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Instant>,
    /// Who said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<String>,
    /// What was handed over, or said of it; forgotten when the person's data is erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Value>,
}

impl Services {
    /// The cases that a filter lets through, oldest first, after the given id.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn list_cases(&self, filter: &CaseFilter, after: &str, limit: i64) -> Result<Vec<Case>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let mut shown = Vec::new();
        for row in cases::page(&mut tx, filter, after, limit).await? {
            shown.push(self.show_case(&mut tx, row).await?);
        }
        Ok(shown)
    }

    /// How the open cases stand to their shown due times: what is late, and what is due within so many milliseconds.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn case_pressure(&self, within_ms: i64) -> Result<PressureRow, ServiceError> {
        let now = self.clock.now();
        Ok(cases::pressure(&mut self.db.snapshot().await?, (now, now.plus_ms(within_ms))).await?)
    }

    /// One case, with its history and its tasks.
    ///
    /// # Errors
    /// `not_found`, also for a case of another sender than the asker may see.
    pub async fn case(&self, only: Option<SenderId>, id: &str) -> Result<WholeCase, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let row = self.case_row(&mut tx, only, id).await?;
        let mut events = Vec::new();
        for event in cases::events(&mut tx, id).await? {
            events.push(self.show_event(event)?);
        }
        let mut shown = Vec::new();
        for task in task_rows::of_case(&mut tx, id).await? {
            shown.push(self.show_task(&Task::try_from(task)?)?);
        }
        Ok(WholeCase { case: self.show_case(&mut tx, row).await?, events, tasks: shown })
    }

    /// The cases about a recipient, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn cases_about(&self, address: &Address) -> Result<Vec<Case>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let mut shown = Vec::new();
        for key in self.vault.recipient_keys(address) {
            for row in cases::of_recipient(&mut tx, &key.bytes).await? {
                shown.push(self.show_case(&mut tx, row).await?);
            }
        }
        Ok(shown)
    }

    async fn case_row(&self, tx: &mut Tx, only: Option<SenderId>, id: &str) -> Result<CaseRow, ServiceError> {
        let row = cases::find(tx, id).await?.filter(|row| only.is_none_or(|only| only.to_i64() == row.sender_id));
        row.ok_or_else(|| Problem::new(Code::NotFound, "There is no case of this id.").into())
    }

    /// Whom a case is about, for the writer: with the address, where it is on record.
    pub(super) async fn case_subject(&self, tx: &mut Tx, case: &CaseRecord) -> Result<Option<Subject>, ServiceError> {
        match case.recipient {
            Some(key) => Ok(Some(self.subject_of_key(tx, key).await?)),
            None => Ok(None),
        }
    }

    /// The subject that a recipient key names, under every scheme where the address is on record.
    pub(super) async fn subject_of_key(&self, tx: &mut Tx, key: RecipientKey) -> Result<Subject, ServiceError> {
        Ok(match self.address_on_record(tx, &key).await? {
            Some(address) => self.vault.subject(&address),
            None => Subject { keys: vec![key], address: None },
        })
    }

    /// The address on record of a recipient key.
    pub(super) async fn address_on_record(
        &self,
        tx: &mut Tx,
        key: &RecipientKey,
    ) -> Result<Option<Address>, ServiceError> {
        let row = recipients::of_keys(tx, &[*key]).await?.into_iter().next();
        let Some(sealed) = row.and_then(|row| row.address) else { return Ok(None) };
        Ok(Some(self.vault.open_address(key, &sealed)?))
    }

    pub(super) async fn show_case(&self, tx: &mut Tx, row: CaseRow) -> Result<Case, ServiceError> {
        let clocks = serde_json::from_str(&row.clocks).unwrap_or_default();
        let case = CaseRecord::try_from(row)?;
        let recipient = match case.recipient {
            Some(key) => self.address_on_record(tx, &key).await?.map(|address| address.delivery().to_owned()),
            None => None,
        };
        let detail = self.case_detail(&case)?;
        let reference = detail.as_ref().and_then(|detail| detail.get("reference")?.as_str()).map(str::to_owned);
        Ok(Case {
            kind: case.kind.word(),
            state: case.state.word(),
            waiting_for: case.waiting_for.map(|party| party.word()),
            sender: self.sender_key(case.sender),
            recipient,
            mail: case.mail,
            reference,
            detail,
            holds: case.holds,
            asked_by: case.asked_by,
            language: case.language,
            policy: case.policy,
            received_at: case.received_at,
            due_at: case.due_at,
            clocks,
            identity_asked_at: case.identity_asked_at,
            confirmed_at: case.confirmed_at,
            vouched_by: case.vouched_by,
            acknowledged_at: case.acknowledged_at,
            effective_at: case.effective_at,
            answered_at: case.answered_at,
            done_at: case.done_at,
            outcome: case.outcome,
            reason: case.reason.map(|reason| reason.word()),
            duplicate_of: case.duplicate_of,
            assignee: case.assignee,
            version: case.version,
            entry: case.entry,
            id: case.id,
        })
    }

    fn show_event(&self, row: EventRow) -> Result<Event, ServiceError> {
        let detail =
            row.detail.as_deref().map(|sealed| self.vault.open(Cell::CaseEvent, row.case_id.as_bytes(), sealed));
        Ok(Event {
            at: Instant(row.at),
            what: row.what,
            before: row.state_before,
            after: row.state_after,
            actor: row.actor,
            by: row.actor_id,
            channel: row.channel,
            mail: row.mail_id,
            detail: detail.transpose()?.and_then(|plain| serde_json::from_slice(&plain).ok()),
            entry: row.entry_index,
        })
    }

    fn show_task(&self, task: &Task) -> Result<ShownTask, ServiceError> {
        let registry = self.gate.registry();
        let party = registry.party_by_id(&task.party);
        Ok(ShownTask {
            id: task.id.clone(),
            party_kind: task.party_kind.word(),
            party: party.map_or_else(|| task.party.clone(), |party| party.key.to_string()),
            what: task.what.word(),
            state: task.state.word(),
            opened_at: task.opened_at,
            told: task.told,
            next_at: task.next_at,
            settled_at: task.settled_at,
            settled_by: task.settled_by.clone(),
            answer: self.task_answer(task)?,
        })
    }

    /// What else is known of a case; none once it was forgotten.
    pub(super) fn case_detail(&self, case: &CaseRecord) -> Result<Option<Value>, ServiceError> {
        let plain = case.detail.as_deref().map(|sealed| self.vault.open(Cell::Case, case.id.as_bytes(), sealed));
        Ok(plain.transpose()?.and_then(|plain| serde_json::from_slice(&plain).ok()))
    }

    /// The key of a sender; empty for one that cannot be read.
    pub(super) fn sender_key(&self, id: SenderId) -> String {
        self.gate.registry().sender(id).map(|sender| sender.key.to_string()).unwrap_or_default()
    }

    /// A case as it stands, for a change of it.
    pub(super) async fn case_record(
        &self,
        tx: &mut Tx,
        only: Option<SenderId>,
        id: &str,
    ) -> Result<CaseRecord, ServiceError> {
        Ok(CaseRecord::try_from(self.case_row(tx, only, id).await?)?)
    }
}
