//! Who asks? The mailbox on record says so, by the link that was mailed to it; or somebody vouches. A silent mailbox is
//! reminded once, and then the case is closed, with an explanation and a way back.

use super::answering::{LastAnswer, unverified_at};
use super::moves::{Draft, overtaken_is_fine};
use super::walk::{Which, logged};
use crate::domain::address::Address;
use crate::domain::case::{CaseRecord, CaseState};
use crate::domain::change::{Actor, Channel};
use crate::domain::error::Code;
use crate::domain::time::{DAY_MS, Instant};
use crate::domain::topic::Sender;
use crate::render::mails::ConfirmRequest;
use crate::services::Services;
use crate::services::cases::CaseMove;
use crate::services::error::ServiceError;
use crate::services::intake::answered_by;
use crate::services::preferences::Promise;
use crate::services::writer::change::{Act, Answer, Change, Guard, Handle, MailOrder, Request};
use crate::store::Tx;
use crate::store::cases::CaseFilter;

/// After so many days without a word the mailbox is reminded: three days before its link ends.
const REMIND_AFTER_DAYS: i64 = 4;
/// The kind of a mail by which an operator, or the service itself, asks a mailbox to confirm a case: it counts neither among
/// what strangers cause, nor among what the mailbox's holder asks for, nor among automatic answers.
pub(super) const CONFIRM_CASE: &str = "confirm_case";

/// A mail that asks for proof.
pub(in crate::services) struct Proof<'a> {
    /// In whose name.
    pub sender: &'a Sender,
    /// For which case.
    pub case: &'a CaseRecord,
    /// The address on record.
    pub address: &'a Address,
    /// By what the request is found again.
    pub reference: &'a str,
    /// A reminder: its link ends when the first one's does.
    pub until: Option<Instant>,
}

impl Services {
    /// The recipient confirmed a case: the link is spent, and the case goes on. One that asks again for what an open case
    /// asks for confirms that one; one that was closed because nobody answered is taken up again, its clocks having gone
    /// on (L9). If it has ended otherwise, only the link is spent.
    pub(in crate::services) async fn confirm_case(
        &self,
        id: &str,
        address: &Address,
        token_hash: [u8; 32],
    ) -> Result<Answer, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let case = self.case_meant(&mut tx, id).await?;
        drop(tx);
        let subject = self.vault.subject(address);
        let (actor, channel) = (Actor::Recipient, Channel::Confirmation);
        let act = Act::ConfirmCase { id: case.id, subject, actor, channel };
        let handle = Handle { guard: Guard::Link { token_hash }, acts: vec![act] };
        self.writer.submit(Change::Handle(Box::new(handle))).await
    }

    /// The case that a link confirms: its own, or the open one that asks for the same.
    async fn case_meant(&self, tx: &mut Tx, id: &str) -> Result<CaseRecord, ServiceError> {
        let case = self.case_record(tx, None, id).await?;
        let Some(first) = case.duplicate_of.as_deref() else { return Ok(case) };
        let first = self.case_record(tx, None, first).await?;
        // Only ever to a case of the same person that asks for nothing else (L3).
        let same = first.recipient == case.recipient && first.kind == case.kind && case.kind.can_be_duplicate();
        Ok(if same { first } else { case })
    }

    /// Whether a link could still bring a case on; one that is not there any more has nothing to confirm.
    pub(in crate::services) async fn awaits_confirmation(&self, tx: &mut Tx, id: &str) -> Result<bool, ServiceError> {
        match self.case_meant(tx, id).await {
            Ok(case) => Ok(case.state.hears_its_person()),
            Err(ServiceError::Refused(problem)) if problem.code == Code::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The mail that asks for proof, ordered as the caller orders its mails, with the one-time link that confirms the case.
    pub(in crate::services) fn order_confirmation(
        &self,
        proof: &Proof<'_>,
        order: impl FnOnce(&ConfirmRequest) -> Result<MailOrder, ServiceError>,
    ) -> Result<MailOrder, ServiceError> {
        let (case, token) = (proof.case, self.new_token());
        let mail = ConfirmRequest {
            from: self.letterhead(proof.sender),
            what: case.kind.word(),
            address: proof.address.masked(),
            url: self.public(&format!("/confirm/{}", token.text)),
            expires: proof.until.unwrap_or_else(|| self.link_expires()),
            person_by: case.answer_due().unwrap_or_else(|| answered_by(case.received_at)),
            reminder: proof.until.is_some(),
            status_url: self.case_url(&case.id),
            reference: proof.reference.to_owned(),
        };
        let mut order = order(&mail)?;
        let promise = Promise::of_case(proof.address, proof.sender.id, &case.id, case.kind);
        let mut link = self.one_time_link(&token, "case", &promise)?;
        if let Some(until) = proof.until {
            link.valid_ms = until.0 - self.clock.now().0;
        }
        order.link = Some(link);
        Ok(order)
    }

    /// Reminds mailboxes that have not confirmed, once, and closes what nobody confirmed in time.
    ///
    /// # Errors
    /// When the database is out of reach; a damaged case keeps no other from being looked at.
    pub async fn await_proofs(&self) -> Result<(), ServiceError> {
        let filter = CaseFilter { state: CaseState::NeedsIdentity.word().to_owned(), ..CaseFilter::default() };
        let mut walk = self.walk(Which::Of(filter));
        while let Some(case) = walk.next().await? {
            let id = case.id.clone();
            logged(&id, "a proof cannot be waited for", self.await_proof(case).await);
        }
        Ok(())
    }

    async fn await_proof(&self, case: CaseRecord) -> Result<(), ServiceError> {
        let Some(asked_at) = case.identity_asked_at else { return Ok(()) };
        let now = self.clock.now();
        if now > unverified_at(asked_at) {
            let closed = CaseMove {
                to: Some(CaseState::ClosedUnverified),
                version: Some(case.version),
                answer: LastAnswer::default(),
                ..CaseMove::default()
            };
            let done = self.move_case(None, &case.id, closed, (Actor::System, Channel::System)).await;
            return overtaken_is_fine(done);
        }
        if case.identity_reminded || now < asked_at.plus_ms(REMIND_AFTER_DAYS * DAY_MS) {
            return Ok(());
        }
        let mut draft = match self.draft(None, &case.id, Some(case.version)).await {
            Ok(draft) => draft,
            overtaken => return overtaken_is_fine(overtaken),
        };
        draft.case.identity_reminded = true;
        if let Some(address) = draft.subject.as_ref().and_then(|subject| subject.address.clone()) {
            let until = Some(unverified_at(asked_at));
            draft.acts.push(self.ask_mailbox_of(&draft.case, &address, until)?);
        }
        overtaken_is_fine(self.submit_draft(draft, "asked_again", (Actor::System, Channel::System)).await)
    }

    /// Asks the mailbox of a case for proof; with an end, for the second time.
    fn ask_mailbox_of(
        &self,
        case: &CaseRecord,
        address: &Address,
        until: Option<Instant>,
    ) -> Result<Act, ServiceError> {
        let sender = self.sender_of_case(case)?;
        let proof = Proof { sender: &sender, case, address, reference: &case.id, until };
        let mail = self.order_confirmation(&proof, |mail| self.order_case_mail(mail, CONFIRM_CASE, case, address))?;
        Ok(Act::Request(Request {
            subject: self.vault.subject(address),
            sender: sender.id,
            actor: Actor::System,
            channel: Channel::System,
            codes: vec![("request", "confirm_case".into()), ("case", case.id.clone().into())],
            mail,
        }))
    }

    /// An operator asks for proof after all: the mailbox gets the mail with the link, and the case waits for it.
    pub(super) fn ask_for_proof(&self, draft: &mut Draft) -> Result<(), ServiceError> {
        let Some(address) = draft.subject.as_ref().and_then(|subject| subject.address.clone()) else {
            let why = "No address is on record for this case, so nobody can be asked; somebody may vouch instead.";
            return Err(ServiceError::refused(Code::Conflict, why));
        };
        draft.case.identity_asked_at = Some(self.clock.now());
        draft.case.identity_reminded = false;
        draft.acts.push(self.ask_mailbox_of(&draft.case, &address, None)?);
        Ok(())
    }
}
