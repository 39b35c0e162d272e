//! Complaints reach whoever hears them: the mailbox of `cases.complaints_to` is told of each, once (P11).

use super::moves::overtaken_is_fine;
use super::walk::{logged, readable};
use crate::domain::address::Address;
use crate::domain::case::CaseRecord;
use crate::domain::change::{Actor, Channel};
use crate::render::mails::ComplaintNotice;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::writer::change::Act;
use crate::store::cases;

/// Complaints told of in one round.
const AT_ONCE: i64 = 200;

impl Services {
    /// Tells of every complaint that was not told yet.
    ///
    /// # Errors
    /// When the database is out of reach; a damaged case keeps no other from being told.
    pub async fn tell_complaints(&self) -> Result<(), ServiceError> {
        let Some(hears) = self.config.complaints.to.clone() else { return Ok(()) };
        for row in cases::complaints_to_tell(&mut self.db.snapshot().await?, AT_ONCE).await? {
            if let Some(case) = readable(row) {
                logged(&case.id, "a complaint could not be told", self.tell_complaint(&case, &hears).await);
            }
        }
        Ok(())
    }

    async fn tell_complaint(&self, case: &CaseRecord, hears: &Address) -> Result<(), ServiceError> {
        let sender = self.sender_of_case(case)?;
        let mail = ComplaintNotice {
            from: self.letterhead(&sender),
            reference: case.id.clone(),
            mail: case.mail.clone(),
            due: case.due_at,
        };
        let order =
            self.order_mail(&mail, "complaint_notice", &sender, hears, &self.renderer.locale(None))?.unlimited();
        let mut draft = match self.draft(None, &case.id, Some(case.version)).await {
            Ok(draft) => draft,
            overtaken => return overtaken_is_fine(overtaken),
        };
        draft.acts.push(Act::Answer { subject: self.vault.subject(hears), mail: Some(order), instead: None });
        overtaken_is_fine(self.submit_draft(draft, "told_complaints", (Actor::System, Channel::System)).await)
    }
}
