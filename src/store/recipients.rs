//! `recipients`: the salt that opens a person's ledger entries, and the address where it is known; both sealed.

use super::bulk::Bulk;
use super::sql::{columns, exec, rows};
use super::{StoreError, Tx, dialect, fixed, hex};
use crate::domain::address::RecipientKey;
use crate::domain::time::Instant;

columns! {
    /// As stored.
    pub struct RecipientRow {
        pub recipient_key: Vec<u8>,
        pub scheme: i64,
        pub salt_id: Vec<u8>,
        pub salt: Vec<u8>,
        pub address: Option<Vec<u8>>,
    }
}

impl RecipientRow {
    /// Whose row it is.
    pub fn key(&self) -> Result<RecipientKey, StoreError> {
        let name = hex(&self.recipient_key);
        let scheme = u16::try_from(self.scheme).map_err(|_| StoreError::corrupt("recipients", "scheme", &name))?;
        Ok(RecipientKey { scheme, bytes: fixed(&self.recipient_key, "recipients", "recipient_key", &name)? })
    }

    /// The name of the salt.
    pub fn salt_id(&self) -> Result<[u8; 8], StoreError> {
        fixed(&self.salt_id, "recipients", "salt_id", hex(&self.recipient_key))
    }
}

/// One row to write.
pub struct NewRecipient {
    /// Whose.
    pub key: RecipientKey,
    /// Names the salt in `ledger_subjects`.
    pub salt_id: [u8; 8],
    /// The sealed salt.
    pub salt: Vec<u8>,
    /// The sealed address, if it is known.
    pub address: Option<Vec<u8>>,
    /// When the person was first seen.
    pub created_at: Instant,
    /// Whether it replaces a row whose salt cannot be read, keeping an address that stands there.
    pub renew: bool,
}

/// What is known of these keys, in no order.
pub async fn of_keys(tx: &mut Tx, keys: &[RecipientKey]) -> Result<Vec<RecipientRow>, StoreError> {
    let keys = Bulk::keys(keys.iter().map(|k| &k.bytes[..]));
    Ok(rows!(tx, RecipientRow, pair dialect::RECIPIENTS_OF, &keys)?)
}

/// Destroys a recipient's salt and address: nobody can open the older entries about them any more (LOG-11).
pub async fn forget(tx: &mut Tx, key: &[u8]) -> Result<bool, StoreError> {
    Ok(exec!(tx, "DELETE FROM recipients WHERE recipient_key = $1", key)? > 0)
}

/// Writes the address on record anew, or takes it away: it was corrected.
pub async fn set_address(tx: &mut Tx, key: &[u8], address: Option<&[u8]>) -> Result<(), StoreError> {
    exec!(tx, "UPDATE recipients SET address = $2 WHERE recipient_key = $1", key, address)?;
    Ok(())
}

/// Adds recipients; one that is known keeps its salt and gains the address if it had none, unless it is renewed.
pub async fn put(tx: &mut Tx, new: &[NewRecipient]) -> Result<(), StoreError> {
    for r in new.iter().filter(|r| r.renew) {
        exec!(
            tx,
            "UPDATE recipients SET salt_id = $2, salt = $3 WHERE recipient_key = $1",
            &r.key.bytes[..],
            &r.salt_id[..],
            &r.salt
        )?;
    }
    let mut bulk = Bulk::with_capacity(new.len() * 2);
    for r in new {
        bulk.row()
            .bytes(&r.key.bytes)
            .int(r.key.scheme.into())
            .bytes(&r.salt_id)
            .bytes(&r.salt)
            .maybe_bytes(r.address.as_deref())
            .int(r.created_at.0);
    }
    let bulk = bulk.finish();
    exec!(tx, pair dialect::PUT_RECIPIENTS, &bulk)?;
    Ok(())
}
