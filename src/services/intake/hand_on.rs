//! Handing a mail on: its open cases go to a colleague, with a note, all of them or none.

use serde_json::json;

use crate::domain::case::CaseRecord;
use crate::domain::error::{Code, Problem};
use crate::domain::operator::Right;
use crate::domain::text;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::senders::By;
use crate::services::writer::change::{Act, CaseStep, Change, Guard, Handle};
use crate::store::cases;

use super::queue::mail_row;

impl Services {
    /// Gives the open cases of a mail to another operator, with a note for them.
    ///
    /// # Errors
    /// `not_found`; `invalid_field` for an operator who cannot decide it, or a note that is too long; `conflict` when the mail
    /// does not wait any more, or somebody changed one of its cases first.
    pub async fn hand_on_mail(&self, id: &str, to: &str, note: &str, (actor, channel): By) -> Result<(), ServiceError> {
        let note = note.replace("\r\n", "\n").trim().to_owned();
        text::check_lines("note", &note, text::LONG)?;
        self.can_take_mail(to).await?;
        let mut tx = self.db.snapshot().await?;
        if mail_row(&mut tx, None, id).await?.status != "review" {
            return Err(ServiceError::refused(Code::Conflict, "This mail does not wait for a decision any more."));
        }
        let (mut seen, mut acts) = (Vec::new(), Vec::new());
        for row in cases::of_mail(&mut tx, id).await? {
            let mut case = CaseRecord::try_from(row)?;
            if !case.state.is_open() {
                continue;
            }
            seen.push((case.id.clone(), case.version));
            case.assignee = Some(to.to_owned());
            let sealed = |note: &str| {
                self.vault.seal(Cell::CaseEvent, case.id.as_bytes(), json!({ "note": note }).to_string().as_bytes())
            };
            acts.push(Act::Step(Box::new(CaseStep {
                subject: self.case_subject(&mut tx, &case).await?,
                detail: (!note.is_empty()).then(|| sealed(&note)),
                what: "assigned",
                codes: Vec::new(),
                actor: actor.clone(),
                channel,
                case,
            })));
        }
        drop(tx);
        if acts.is_empty() {
            let why = "No case of this mail is open, so there is nothing to hand on: decide it.";
            return Err(ServiceError::refused(Code::Conflict, why));
        }
        self.writer.submit(Change::Handle(Box::new(Handle { guard: Guard::Cases(seen), acts }))).await?;
        Ok(())
    }

    /// Refuses an operator who is not there, was disabled, or may not decide mail.
    async fn can_take_mail(&self, id: &str) -> Result<(), ServiceError> {
        let all = self.operators().await?;
        let can = |one: &&super::super::operators::NamedOperator| {
            one.disabled_at.is_none() && one.role.may(Right::DecideMail)
        };
        match all.iter().find(|one| one.id == id).filter(can) {
            Some(_) => Ok(()),
            None => {
                let why = "Choose a colleague who may decide mail.";
                Err(Problem::new(Code::InvalidField, why).in_field("to").into())
            }
        }
    }
}
