//! More time, and questions to the person. Neither moves a clock by itself: the mail that says so must have been sent, in
//! time (CLK-04, CLK-12, LAW-08, LAW-16). So the mail is ordered first, with an event that awaits it; when the outbox has
//! sent it, the clocks move, with the mail as their evidence; when it could not be sent, they stay.

use serde_json::{Value, json};

use super::moves::{Draft, Moved, not_allowed, overtaken_is_fine};
use crate::domain::address::Address;
use crate::domain::case::{CaseKind, CaseRecord, CaseState, WaitingFor};
use crate::domain::change::{Actor, Channel};
use crate::domain::clock::{ExtensionReason, PauseReason, Refused, Sent};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::text;
use crate::domain::time::Instant;
use crate::render::mails::{CaseExtended, CaseQuestion};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::senders::By;
use crate::services::writer::chain;
use crate::services::writer::change::{Act, MailOrder};
use crate::store::cases::{self, EventRow};
use crate::store::outbox;

/// The longest question or answer to a person, in characters.
pub(super) const WORDS_MAX: usize = 20_000;

/// More time for a case.
#[derive(Clone, Debug)]
pub struct MoreTime {
    /// Why.
    pub reason: ExtensionReason,
    /// The notice that somebody sent already; without it, it is sent now and counts when it is sent.
    pub notice: Option<Sent>,
    /// The version that was seen; without it the present one.
    pub version: Option<i64>,
}

/// Something that a case cannot go on without.
#[derive(Clone, Debug)]
pub struct Question {
    /// Why it is asked.
    pub reason: PauseReason,
    /// What is asked.
    pub words: String,
    /// The answer is needed: otherwise no clock stands still (CLK-12).
    pub needed: bool,
    /// The version that was seen; without it the present one.
    pub version: Option<i64>,
}

/// What an event awaits, as kept sealed with it.
#[derive(serde::Serialize, serde::Deserialize)]
struct Awaited {
    /// The mail, by its number in the outbox.
    notice: String,
    /// Why.
    reason: String,
    /// A question: its answer is needed.
    #[serde(default)]
    needed: bool,
}

impl Services {
    /// Takes more time for a case, once for each clock.
    ///
    /// # Errors
    /// `not_found`; `conflict` when no clock of it can be extended, when a notice is on its way already, when nobody can be
    /// told, or when somebody else changed it first.
    pub async fn extend_case(
        &self,
        only: Option<SenderId>,
        id: &str,
        wanted: MoreTime,
        by: By,
    ) -> Result<Moved, ServiceError> {
        let mut draft = self.draft(only, id, wanted.version).await?;
        is_open(&draft.case)?;
        self.nothing_is_awaited(id).await?;
        if let Some(notice) = &wanted.notice {
            text::check("notice", &notice.message, text::NAME)?;
            if notice.at > self.clock.now() {
                let why = "A notice counts when it was sent; this time is still to come.";
                return Err(Problem::new(Code::InvalidField, why).in_field("notice_at").into());
            }
            draft.case.extend(wanted.reason, notice).map_err(refused)?;
            put(
                &mut draft,
                &Awaited { notice: notice.message.clone(), reason: wanted.reason.word().to_owned(), needed: true },
            )?;
            return self.submit_draft(draft, "extended", by).await;
        }
        let address = told(&draft)?;
        let mail = self.extension_mail(&draft.case, wanted.reason, &address)?;
        let case = &draft.case;
        let order = self.order_case_mail(&mail, "case_extended", case, &address)?;
        let awaited = Awaited { notice: order.id.clone(), reason: wanted.reason.word().to_owned(), needed: true };
        self.submit_awaiting(draft, (&address, order), &awaited, "extending", by).await
    }

    /// Asks the person something. The case waits for them; clocks that may stand still do so from the question's sending
    /// to the answer (CLK-12).
    ///
    /// # Errors
    /// As [`Services::extend_case`].
    pub async fn ask_person_of(
        &self,
        only: Option<SenderId>,
        id: &str,
        question: Question,
        by: By,
    ) -> Result<Moved, ServiceError> {
        let mut draft = self.draft(only, id, question.version).await?;
        is_open(&draft.case)?;
        self.nothing_is_awaited(id).await?;
        let words = asked(&question.words)?;
        let address = told(&draft)?;
        draft.case.waiting_for = Some(WaitingFor::Recipient);
        draft.case.move_to(CaseState::Waiting, self.clock.now()).map_err(not_allowed)?;
        let case = &draft.case;
        let mail = self.question_mail(case, question.reason, &words, &address)?;
        let order = self.order_case_mail(&mail, "case_question", case, &address)?;
        draft.detail.insert("question".to_owned(), json!(words));
        let reason = question.reason.word().to_owned();
        let awaited = Awaited { notice: order.id.clone(), reason, needed: question.needed };
        self.submit_awaiting(draft, (&address, order), &awaited, "asking", by).await
    }

    /// The notice of more time, with the day that it promises: what it would become if the notice were sent now.
    pub(super) fn extension_mail(
        &self,
        case: &CaseRecord,
        reason: ExtensionReason,
        address: &Address,
    ) -> Result<CaseExtended, ServiceError> {
        let mut extended = case.clone();
        let sent = Sent { message: "notice".to_owned(), at: self.clock.now() };
        extended.extend(reason, &sent).map_err(refused)?;
        Ok(CaseExtended {
            from: self.letterhead(&*self.sender_of_case(case)?),
            what: shown_kind(case.kind)?,
            address: address.masked(),
            received: case.received_at,
            reason: reason.word(),
            until: extended.answer_due().unwrap_or(self.clock.now()),
            bodies: self.bodies(case.kind, CaseState::Refused),
            status_url: self.case_url(&case.id),
            reference: case.id.clone(),
        })
    }

    /// The mail that asks the person.
    pub(super) fn question_mail(
        &self,
        case: &CaseRecord,
        reason: PauseReason,
        words: &str,
        address: &Address,
    ) -> Result<CaseQuestion, ServiceError> {
        Ok(CaseQuestion {
            from: self.letterhead(&*self.sender_of_case(case)?),
            what: shown_kind(case.kind)?,
            address: address.masked(),
            received: case.received_at,
            reason: reason.word(),
            words: words.to_owned(),
            status_url: self.case_url(&case.id),
            reference: case.id.clone(),
        })
    }

    async fn submit_awaiting(
        &self,
        mut draft: Draft,
        (address, order): (&Address, MailOrder),
        awaited: &Awaited,
        what: &'static str,
        by: By,
    ) -> Result<Moved, ServiceError> {
        put(&mut draft, awaited)?;
        let subject = self.vault.subject(address);
        draft.acts.push(Act::Answer { subject, mail: Some(order), instead: None });
        self.submit_draft(draft, what, by).await
    }

    /// One mail at a time: a second would tell the person another date before the first is known to have reached them.
    async fn nothing_is_awaited(&self, id: &str) -> Result<(), ServiceError> {
        let mut tx = self.db.snapshot().await?;
        match cases::awaiting_mail(&mut tx).await?.iter().any(|event| event.case_id == id) {
            false => Ok(()),
            true => Err(ServiceError::refused(
                Code::Conflict,
                "A mail about this case is on its way; wait until it is sent.",
            )),
        }
    }

    /// Moves the clocks whose mail was sent; writes down which could not be sent.
    ///
    /// # Errors
    /// When the database is out of reach; a damaged case keeps no other from being looked at.
    pub async fn count_sent_mails(&self) -> Result<(), ServiceError> {
        for event in cases::awaiting_mail(&mut self.db.snapshot().await?).await? {
            let id = event.case_id.clone();
            if let Err(error) = self.count_sent(event).await {
                tracing::error!(case.id = id, error = %chain(&error), "a mail about a case cannot be counted");
            }
        }
        Ok(())
    }

    async fn count_sent(&self, event: EventRow) -> Result<(), ServiceError> {
        // Its person was erased meanwhile: nothing is to be counted any more.
        let Some(sealed) = &event.detail else { return Ok(()) };
        let plain = self.vault.open(Cell::CaseEvent, event.case_id.as_bytes(), sealed)?;
        let Ok(awaited) = serde_json::from_slice::<Awaited>(&plain) else { return Ok(()) };
        let state = outbox::state(&mut self.db.snapshot().await?, &awaited.notice).await?;
        let Some(state) = state.filter(|state| state.status != "pending") else { return Ok(()) };
        let mut draft = self.draft(None, &event.case_id, None).await?;
        let sent = state.settled_at.filter(|_| state.status == "sent");
        let what = match sent {
            Some(at) => self.move_clocks(&mut draft.case, &event.what, &awaited, Instant(at)),
            None => {
                tracing::warn!(case.id = %event.case_id, "a mail about a case could not be sent: its clocks do not move");
                // Nobody was asked, so nobody will answer: it goes back to whoever works on it.
                if draft.case.waiting_for == Some(WaitingFor::Recipient) {
                    draft.case.move_to(CaseState::NeedsReview, self.clock.now()).map_err(not_allowed)?;
                }
                "not_sent"
            }
        };
        draft.detail.insert("notice".to_owned(), Value::from(awaited.notice));
        overtaken_is_fine(self.submit_draft(draft, what, (Actor::System, Channel::System)).await)
    }

    fn move_clocks(&self, case: &mut CaseRecord, what: &str, awaited: &Awaited, at: Instant) -> &'static str {
        let sent = Sent { message: awaited.notice.clone(), at };
        match what {
            "extending" => {
                let reason = ExtensionReason::from_word(&awaited.reason).unwrap_or(ExtensionReason::Complexity);
                match case.extend(reason, &sent) {
                    Ok(_) => "extended",
                    Err(error) => {
                        tracing::warn!(case.id = %case.id, %error, "the notice was sent, and no clock may move any more");
                        "not_extended"
                    }
                }
            }
            _ => {
                // Whoever has answered already needs no clock to wait for them.
                let waits = case.waiting_for == Some(WaitingFor::Recipient);
                let reason = PauseReason::from_word(&awaited.reason).filter(|_| waits);
                reason.inspect(|reason| _ = case.pause(*reason, awaited.needed, &sent));
                "asked"
            }
        }
    }
}

/// What is asked, as it is sent.
pub(super) fn asked(words: &str) -> Result<String, ServiceError> {
    let words = words.replace("\r\n", "\n").trim().to_owned();
    text::check_lines("question", &words, WORDS_MAX)?;
    if words.is_empty() {
        let why = "Say what is asked: the person cannot answer nothing.";
        return Err(Problem::new(Code::InvalidField, why).in_field("question").into());
    }
    Ok(words)
}

pub(super) fn is_open(case: &CaseRecord) -> Result<(), ServiceError> {
    match case.state.is_open() {
        true => Ok(()),
        false => Err(ServiceError::refused(Code::Conflict, "This case has ended; its clocks stand.")),
    }
}

/// The address on record, which is told.
pub(super) fn told(draft: &Draft) -> Result<Address, ServiceError> {
    let nobody = || {
        let why =
            "No address is on record for this case, so nobody can be told; without a notice there is no more time.";
        ServiceError::refused(Code::Conflict, why)
    };
    draft.subject.as_ref().and_then(|subject| subject.address.clone()).ok_or_else(nobody)
}

/// What was not understood is not written about: it is decided first.
fn shown_kind(kind: CaseKind) -> Result<&'static str, ServiceError> {
    let why = "Decide first what is asked for (desist intake decide).";
    if kind == CaseKind::Unclear { Err(ServiceError::refused(Code::Conflict, why)) } else { Ok(kind.word()) }
}

fn put(draft: &mut Draft, awaited: &Awaited) -> Result<(), ServiceError> {
    let broken = |_| ServiceError::refused(Code::Internal, "The event could not be written.");
    let Value::Object(fields) = serde_json::to_value(awaited).map_err(broken)? else { return Ok(()) };
    draft.detail.extend(fields);
    Ok(())
}

fn refused(error: Refused) -> ServiceError {
    ServiceError::refused(Code::Conflict, format!("No clock of this case can be extended: {error}."))
}
