//! The page of one case, for the person who asked: its link, what it shows, and taking it back.
//!
//! The link's token is the case's id, sealed: stateless, so that it is the same in every mail, and known to nobody who
//! was not sent it. Whoever holds it proves nothing but that (L3), so the page shows no data and no whole address.
//!
//! A case may be taken back there while that can harm nobody: while it is open, holds no mail back, and no party has
//! done its part. Not one that is a stop, or may be one ([`CaseKind::can_be_taken_back`]).

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::moves::not_allowed;
use crate::domain::case::{CaseKind, CaseRecord, CaseState, RefusalReason, TaskState, WaitingFor};
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, Problem};
use crate::domain::time::Instant;
use crate::domain::topic::Sender;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::writer::change::Act;
use crate::store::{StoreError, Tx, tasks};

/// What every token is sealed for: its case is what is inside.
const ROW: &[u8] = b"case";

/// A case as the person who asked may see it. Days are civil days of the installation's zone, `YYYY-MM-DD`.
#[derive(Clone, Debug)]
pub struct CaseStatus {
    /// Its id: by what we find it again.
    pub id: String,
    /// What was asked for.
    pub kind: CaseKind,
    /// How far it is.
    pub state: CaseState,
    /// For whom it waits.
    pub waiting_for: Option<WaitingFor>,
    /// Who was asked.
    pub sender: Arc<Sender>,
    /// Whom it is about, masked; none where nothing is on record.
    pub address: Option<String>,
    /// When it was received.
    pub received_on: String,
    /// When the mailbox confirmed it.
    pub confirmed_on: Option<String>,
    /// By when it is answered.
    pub due_on: Option<String>,
    /// That day has passed.
    pub late: bool,
    /// When it was answered.
    pub answered_on: Option<String>,
    /// Why it was refused.
    pub reason: Option<RefusalReason>,
    /// The policy in force when it was opened (P10).
    pub policy: String,
    /// The zone of the days.
    pub zone: String,
    /// What it was about has been erased.
    pub erased: bool,
    /// It can be taken back.
    pub can_withdraw: bool,
    /// The path of the page of the open case that asks for the same.
    pub first: Option<String>,
}

impl Services {
    /// The URL of the page of a case, for mails.
    pub fn case_url(&self, case: &str) -> String {
        self.public(&self.case_path(case))
    }

    /// The path of that page.
    pub fn case_path(&self, case: &str) -> String {
        format!("/case/{}", URL_SAFE_NO_PAD.encode(self.vault.seal(Cell::CaseLink, ROW, case.as_bytes())))
    }

    /// The case that a token names.
    ///
    /// # Errors
    /// `unknown_token` for whatever we did not seal, and for another spelling of what we did (TOK-08).
    pub fn case_of_token(&self, token: &str) -> Result<String, Problem> {
        let sealed = URL_SAFE_NO_PAD.decode(token).map_err(|_| unknown())?;
        let plain = self.vault.open(Cell::CaseLink, ROW, &sealed).map_err(|_| unknown())?;
        String::from_utf8(plain).map_err(|_| unknown())
    }

    /// A case as the person who asked may see it. It changes nothing (L2).
    ///
    /// # Errors
    /// `unknown_token`, also for a case that is not here any more.
    pub async fn case_status(&self, token: &str) -> Result<CaseStatus, ServiceError> {
        let id = self.case_of_token(token)?;
        let mut tx = self.db.snapshot().await?;
        let case = self.case_record(&mut tx, None, &id).await.map_err(gone)?;
        self.status_of(&mut tx, &case).await
    }

    /// That of a case.
    pub(in crate::services) async fn status_of(
        &self,
        tx: &mut Tx,
        case: &CaseRecord,
    ) -> Result<CaseStatus, ServiceError> {
        let address = match case.recipient {
            Some(key) => self.address_on_record(tx, &key).await?,
            None => None,
        };
        let sender = self.gate.registry().sender(case.sender).cloned();
        Ok(CaseStatus {
            kind: case.kind,
            state: case.state,
            waiting_for: case.waiting_for,
            sender: sender.ok_or_else(|| StoreError::corrupt("cases", "sender_id", &case.id))?,
            address: address.map(|address| address.masked()),
            received_on: self.day(case.received_at),
            confirmed_on: case.confirmed_at.map(|at| self.day(at)),
            due_on: case.due_at.map(|at| self.day(at)),
            late: case.due_at.is_some_and(|due| due < self.clock.now()),
            answered_on: case.answered_at.map(|at| self.day(at)),
            reason: case.reason,
            policy: case.policy.clone(),
            zone: self.config.clocks.zone.name().to_owned(),
            // Every case has its sealed detail until its person is erased.
            erased: case.detail.is_none(),
            can_withdraw: can_withdraw(tx, case).await?,
            first: self.goes_on_as(tx, case).await?,
            id: case.id.clone(),
        })
    }

    /// The case of the same person that goes on in the place of this one.
    async fn goes_on_as(&self, tx: &mut Tx, case: &CaseRecord) -> Result<Option<String>, ServiceError> {
        let Some(id) = case.duplicate_of.as_deref().filter(|_| case.state == CaseState::Duplicate) else {
            return Ok(None);
        };
        match self.case_record(tx, Some(case.sender), id).await {
            Ok(first) if first.recipient.is_some() && first.recipient == case.recipient => {
                Ok(Some(self.case_path(&first.id)))
            }
            Ok(_) | Err(ServiceError::Refused(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The civil day of an instant in the installation's zone, `YYYY-MM-DD`.
    pub fn day(&self, at: Instant) -> String {
        self.config.clocks.zone.date(at).map(|date| date.to_string()).unwrap_or_default()
    }

    /// The person takes a case back.
    ///
    /// # Errors
    /// `unknown_token`; `conflict` when it cannot be taken back, or somebody else changed it at the same moment.
    pub async fn withdraw_case(&self, token: &str) -> Result<(), ServiceError> {
        let id = self.case_of_token(token)?;
        let mut draft = self.draft(None, &id, None).await.map_err(gone)?;
        let mut tx = self.db.snapshot().await?;
        if !can_withdraw(&mut tx, &draft.case).await? {
            return Err(ServiceError::refused(Code::Conflict, "This request can no longer be taken back."));
        }
        drop(tx);
        draft.acts.push(Act::NothingDone { case: id });
        let now = self.clock.now();
        draft.case.move_to(CaseState::Withdrawn, now).map_err(not_allowed)?;
        // The page that takes it back is its answer.
        draft.case.answered_at.get_or_insert(now);
        self.submit_draft(draft, "withdrawn", (Actor::Recipient, Channel::Page)).await.map(drop)
    }
}

/// A half-done deletion is not taken back: what one party deleted is gone.
async fn can_withdraw(tx: &mut Tx, case: &CaseRecord) -> Result<bool, ServiceError> {
    let open = case.state.is_open() && case.effective_at.is_none();
    if !open || case.holds || !case.kind.can_be_taken_back() {
        return Ok(false);
    }
    Ok(tasks::of_case(tx, &case.id).await?.iter().all(|task| task.state != TaskState::Done.word()))
}

fn unknown() -> Problem {
    Problem::new(Code::UnknownToken, "This link is not one of ours, or was never sent.")
}

/// A case that is not here any more is no other answer than a forged link (TOK-12).
fn gone(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Refused(problem) if problem.code == Code::NotFound => unknown().into(),
        error => error,
    }
}
