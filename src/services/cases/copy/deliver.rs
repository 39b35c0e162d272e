//! Handing a copy over: it is frozen, and a link to it goes to the address on record and nowhere else (L3). The mail holds
//! none of it. All of that, the end of the case included, is one transaction.

use serde::Serialize;

use super::open::CopyPromise;
use super::{AccessCopy, FORMAT};
use crate::domain::address::Address;
use crate::domain::case::{CaseError, CaseRecord, CaseState};
use crate::domain::change::{Actor, Channel};
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::render::mails::AccessReady;
use crate::services::Services;
use crate::services::cases::Moved;
use crate::services::cases::moves::{Draft, not_allowed};
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::senders::By;
use crate::services::writer::chain;
use crate::services::writer::change::{Act, Change, CopyChange, CopyStep, Guard, Handle, MailOrder};
use crate::store::{StoreError, Tx, copies, tasks};

/// Copies destroyed in one round.
const DESTROYED_AT_ONCE: i64 = 500;

/// What came of a delivery.
#[derive(Clone, Debug, Serialize)]
pub struct Delivered {
    /// The case after it.
    #[serde(flatten)]
    pub moved: Moved,
    /// Where the link went, masked.
    pub to: String,
    /// Until when it opens the copy.
    pub expires: Instant,
}

impl Services {
    /// Delivers the copy of a case: freezes it, mails a link to the address on record, and ends the case as answered.
    /// Once that is done, it mails a new link to the same copy.
    ///
    /// # Errors
    /// `not_found`; `conflict` when the case asks for no copy, when the person is not known to ask, when no address is on
    /// record, while a system has not answered, when the case ended otherwise, or when somebody else changed it first.
    pub async fn deliver_copy(
        &self,
        only: Option<SenderId>,
        id: &str,
        version: Option<i64>,
        by: By,
    ) -> Result<Delivered, ServiceError> {
        let mut draft = self.draft(only, id, version).await?;
        let mut tx = self.db.snapshot().await?;
        self.access_case(&mut tx, only, id).await?;
        if !draft.case.is_proven() {
            return Err(not_allowed(CaseError::NoProof));
        }
        let expires = self.link_expires();
        let (address, what, event) = match draft.case.state {
            CaseState::Done => {
                let address = self.still_there(&mut tx, &draft, id).await?;
                (address, CopyStep::Prolong { expires }, "delivered_again")
            }
            state if state.is_open() => {
                self.all_were_asked(&mut tx, &draft.case).await?;
                let (copy, address) = self.put_together(&mut tx, &draft.case).await?;
                let seen = tasks::of_case(&mut tx, id).await?.into_iter().map(|task| (task.id, task.entry_index));
                let what = CopyStep::Freeze { copy: self.frozen(&copy)?, seen: seen.collect(), expires };
                (address, what, "delivered")
            }
            state => {
                let detail = format!("This case has ended ({}), so nothing is handed out for it.", state.word());
                return Err(ServiceError::refused(Code::Conflict, detail));
            }
        };
        drop(tx);
        self.end_delivered(&mut draft.case)?;
        let mail = self.order_copy_mail(&draft.case, &address, expires)?;
        let (actor, channel) = by.clone();
        let subject = draft.subject.clone();
        let change = CopyChange { case: id.to_owned(), sender: draft.case.sender, subject, what, actor, channel };
        // First: a copy that was destroyed meanwhile refuses everything.
        draft.acts.push(Act::Copy(Box::new(change)));
        draft.acts.push(Act::Answer { subject: self.vault.subject(&address), mail: Some(mail), instead: None });
        let moved = self.submit_draft(draft, event, by).await?;
        Ok(Delivered { moved, to: address.masked(), expires })
    }

    /// Destroys the copies whose last link ended before this: whoever wanted them has them. That they were delivered stays.
    ///
    /// # Errors
    /// When the database cannot be reached; the first one's when a copy could not be destroyed, after all were tried.
    pub(in crate::services) async fn destroy_copies(&self, before: Instant) -> Result<(), ServiceError> {
        let ended = copies::ended(&mut self.db.snapshot().await?, before, DESTROYED_AT_ONCE).await?;
        let mut failed = None;
        for id in ended {
            if let Err(error) = self.destroy_copy(&id, before).await {
                tracing::error!(case = id, error = %chain(&error), "a copy could not be destroyed; trying again");
                failed.get_or_insert(error);
            }
        }
        failed.map_or(Ok(()), Err)
    }

    async fn destroy_copy(&self, id: &str, before: Instant) -> Result<(), ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let case = self.case_record(&mut tx, None, id).await?;
        let subject = self.case_subject(&mut tx, &case).await?;
        drop(tx);
        let change = CopyChange {
            case: id.to_owned(),
            sender: case.sender,
            subject,
            what: CopyStep::Destroy { before },
            actor: Actor::System,
            channel: Channel::System,
        };
        let handle = Handle { guard: Guard::Always, acts: vec![Act::Copy(Box::new(change))] };
        self.writer.submit(Change::Handle(Box::new(handle))).await?;
        Ok(())
    }

    /// Stamps it as effective and answered, and ends it, unless that was done.
    fn end_delivered(&self, case: &mut CaseRecord) -> Result<(), ServiceError> {
        let now = self.clock.now();
        if case.state == CaseState::Done {
            return Ok(());
        }
        case.effective_at.get_or_insert(now);
        case.answered_at.get_or_insert(now);
        case.move_to(CaseState::Done, now).map_err(not_allowed)
    }

    /// The address on record of a case whose frozen copy is still there.
    async fn still_there(&self, tx: &mut Tx, draft: &Draft, id: &str) -> Result<Address, ServiceError> {
        let row = copies::find(tx, id).await?;
        let why = "This case was ended without a copy from here; open another one.";
        self.open_frozen(&row.ok_or_else(|| Problem::new(Code::Conflict, why))?)?;
        let none = || ServiceError::refused(Code::Conflict, "No address is on record for this case any more.");
        draft.subject.as_ref().and_then(|subject| subject.address.clone()).ok_or_else(none)
    }

    fn frozen(&self, copy: &AccessCopy) -> Result<Vec<u8>, ServiceError> {
        let failed = |_| ServiceError::from(StoreError::corrupt("case_copies", FORMAT, &copy.reference));
        let plain = serde_json::to_vec(copy).map_err(failed)?;
        Ok(self.vault.seal(Cell::Copy, copy.reference.as_bytes(), &plain))
    }

    fn order_copy_mail(
        &self,
        case: &CaseRecord,
        address: &Address,
        expires: Instant,
    ) -> Result<MailOrder, ServiceError> {
        let registry = self.gate.registry();
        let unknown = || StoreError::corrupt("cases", "sender_id", &case.id);
        let sender = registry.sender(case.sender).ok_or_else(unknown)?;
        let token = self.new_token();
        let mail = AccessReady {
            from: self.letterhead(sender),
            address: address.masked(),
            url: self.public(&format!("/copy/{}", token.text)),
            expires,
            reference: case.id.clone(),
        };
        let locale = self.renderer.locale(Some(&case.language));
        // It is the answer that the law asks for, so no limit leaves it out.
        let mut order = self.order_mail(&mail, "access_ready", sender, address, &locale)?.unlimited();
        order.link = Some(self.one_time_link(&token, "copy", &CopyPromise::new(address, case))?);
        Ok(order)
    }
}
