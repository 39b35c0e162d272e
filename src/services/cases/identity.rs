//! Who asks? The mailbox on record says so, by the link that was mailed to it; or somebody vouches.

use crate::domain::address::Address;
use crate::domain::change::{Actor, Channel};
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::writer::change::{Act, Answer, Change, Guard, Handle};

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
        let mut case = self.case_record(&mut tx, None, id).await?;
        if let Some(first) = case.duplicate_of.clone() {
            let first = self.case_record(&mut tx, None, &first).await?;
            // Only ever to a case of the same person (L3).
            if first.recipient == case.recipient && first.kind == case.kind {
                case = first;
            }
        }
        drop(tx);
        let subject = self.vault.subject(address);
        let (actor, channel) = (Actor::Recipient, Channel::Confirmation);
        let act = Act::ConfirmCase { id: case.id, subject, actor, channel };
        let handle = Handle { guard: Guard::Link { token_hash }, acts: vec![act] };
        self.writer.submit(Change::Handle(Box::new(handle))).await
    }
}
