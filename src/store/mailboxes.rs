//! `mailboxes`: how far each mailbox was read. Never the mail's own record: what was taken is in `inbox`, by its hash.

use super::sql::{columns, exec, row};
use super::{StoreError, Tx};
use crate::domain::time::Instant;

columns! {
    /// A mailbox's place as stored.
    pub struct MailboxRow {
        pub uid_validity: i64,
        pub last_uid: i64,
        pub begun_at: i64,
    }
}

/// How far a mailbox was read; `None` when it never was.
pub async fn find(tx: &mut Tx, name: &[u8]) -> Result<Option<MailboxRow>, StoreError> {
    Ok(row!(tx, MailboxRow, "SELECT uid_validity, last_uid, begun_at FROM mailboxes WHERE name = $1", name)?)
}

/// Remembers how far it was read. When it was read first stays as it is.
pub async fn remember(
    tx: &mut Tx,
    name: &[u8],
    uid_validity: u32,
    last_uid: u32,
    now: Instant,
) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO mailboxes (name, uid_validity, last_uid, begun_at, read_at) VALUES ($1, $2, $3, $4, $4) \
         ON CONFLICT (name) DO UPDATE SET uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, \
         read_at = excluded.read_at",
        name,
        i64::from(uid_validity),
        i64::from(last_uid),
        now.0
    )?;
    Ok(())
}
