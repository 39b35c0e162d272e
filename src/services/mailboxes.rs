//! How far a mailbox was read: a convenience, so that not every mail is fetched at every start. Whether a mail was taken
//! is decided by its bytes alone, so a place that is lost, or remembered by two instances at once, costs time only.

use sha2::{Digest, Sha256};

use super::Services;
use super::error::ServiceError;
use crate::domain::time::Instant;
use crate::store::{StoreError, mailboxes};

/// What a mailbox is known by: no login name in the clear (L6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailboxName([u8; 32]);

impl MailboxName {
    /// Of this server, login and mailbox.
    pub fn new(host: &str, user: &str, mailbox: &str) -> Self {
        Self(Sha256::digest([host, user, mailbox].join("\0")).into())
    }
}

/// A place in a mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailboxPlace {
    /// UIDs of another validity mean other mails (RFC 9051 section 2.3.1.1).
    pub uid_validity: u32,
    /// The last one that was read.
    pub last_uid: u32,
    /// When it was read first; what came before is not ours.
    pub begun_at: Instant,
}

impl Services {
    /// How far a mailbox was read; `None` when it never was.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn mailbox_place(&self, name: &MailboxName) -> Result<Option<MailboxPlace>, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let Some(row) = mailboxes::find(&mut tx, &name.0).await? else { return Ok(None) };
        let corrupt = |column| StoreError::corrupt("mailboxes", column, crate::store::hex(&name.0));
        Ok(Some(MailboxPlace {
            uid_validity: u32::try_from(row.uid_validity).map_err(|_| corrupt("uid_validity"))?,
            last_uid: u32::try_from(row.last_uid).map_err(|_| corrupt("last_uid"))?,
            begun_at: Instant(row.begun_at),
        }))
    }

    /// Remembers how far it was read. Only after what lies before was stored.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn remember_mailbox(
        &self,
        name: &MailboxName,
        uid_validity: u32,
        last_uid: u32,
    ) -> Result<(), ServiceError> {
        let mut tx = self.db.begin().await?;
        mailboxes::remember(&mut tx, &name.0, uid_validity, last_uid, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}
