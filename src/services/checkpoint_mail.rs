//! The signed head by mail, to whoever keeps it out of the operator's reach (LOG-09): once a day if the ledger grew, once
//! for all instances. The mail's id is made from the head and the address, so a head is mailed to nobody twice; that not
//! two heads go out within the time is the writer's to see, inside the transaction. It is no entry of the ledger: that would
//! make a new head to mail.

use sha2::{Digest, Sha256};

use super::Services;
use super::error::ServiceError;
use super::writer::change::{Act, Change, Guard, Handle, MailLimit};
use crate::domain::address::Address;
use crate::domain::note::Checkpoint;
use crate::render::mails::CheckpointMail;
use crate::store::{hex, outbox};

/// The kind of these mails in the outbox.
const KIND: &str = "checkpoint";

impl Services {
    /// Mails the signed head to whom it is due. One who cannot be mailed keeps no other from getting it.
    ///
    /// # Errors
    /// When the head cannot be read; the first one's when a mail cannot be composed or stored, after all were tried.
    pub(super) async fn mail_checkpoint(&self, note: &str) -> Result<(), ServiceError> {
        if self.config.checkpoint_mail_to.is_empty() {
            return Ok(());
        }
        let checkpoint = self.open_checkpoint(note, &self.vault.signer.vkey())?;
        let mut failed = None;
        for auditor in &self.config.checkpoint_mail_to {
            if let Err(error) = self.mail_checkpoint_to(auditor, note, &checkpoint).await {
                failed.get_or_insert(error);
            }
        }
        failed.map_or(Ok(()), Err)
    }

    async fn mail_checkpoint_to(&self, auditor: &Address, note: &str, head: &Checkpoint) -> Result<(), ServiceError> {
        if self.is_due(note, auditor).await? {
            let act = self.checkpoint_for(auditor, note, head)?;
            let handle = Handle { guard: Guard::Always, acts: vec![act] };
            self.writer.submit(Change::Handle(Box::new(handle))).await?;
        }
        Ok(())
    }

    /// Whether this head was not mailed yet, and none within the time: asked first, so that nothing is composed in vain.
    async fn is_due(&self, note: &str, auditor: &Address) -> Result<bool, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let key = self.vault.recipient_key(auditor);
        let since = self.clock.now().plus_ms(-self.checkpoint_every());
        let lately = outbox::count_kind_since(&mut tx, &key.bytes, KIND, since).await?;
        Ok(lately == 0 && outbox::state(&mut tx, &mail_id(note, auditor)).await?.is_none())
    }

    fn checkpoint_every(&self) -> i64 {
        i64::try_from(self.config.checkpoint_mail_every.as_millis()).unwrap_or(i64::MAX)
    }

    fn checkpoint_for(&self, auditor: &Address, note: &str, head: &Checkpoint) -> Result<Act, ServiceError> {
        let sender = self.mailbox_of("")?.sender;
        let mail = CheckpointMail {
            from: self.letterhead(&sender),
            size: head.size,
            note: note.to_owned(),
            public_key: self.vault.signer.vkey(),
        };
        let limit = MailLimit {
            at_most: 1,
            within_ms: self.checkpoint_every(),
            same_kind: true,
            stranger: false,
            answers_per_hour: None,
        };
        let order = self.order_named(&mail, (mail_id(note, auditor), KIND), &sender, auditor, limit)?;
        Ok(Act::Answer { subject: self.vault.subject(auditor), mail: Some(order), instead: None })
    }
}

/// The same for the same head and address, on every instance.
fn mail_id(note: &str, auditor: &Address) -> String {
    let hash = Sha256::new().chain_update(note).chain_update([0]).chain_update(auditor.match_form()).finalize();
    format!("{KIND}-{}", hex(&hash[..16]))
}
