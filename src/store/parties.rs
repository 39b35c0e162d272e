//! `parties`: systems, partners and controllers.

use super::sql::{columns, exec, rows};
use super::{StoreError, Tx};
use crate::domain::case::{Party, PartyKind};
use crate::domain::ids::{Key, SenderId};
use crate::domain::time::Instant;

columns! {
    /// As stored.
    pub struct PartyRow {
        pub id: String,
        pub kind: String,
        pub key: String,
        pub name: String,
        pub sender_id: Option<i64>,
        pub contact: Option<Vec<u8>>,
        pub url: Option<String>,
        pub secret: Option<Vec<u8>>,
        pub detail: String,
        pub created_at: i64,
        pub retired_at: Option<i64>,
    }
}

impl TryFrom<PartyRow> for Party {
    type Error = StoreError;

    fn try_from(row: PartyRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("parties", column, &row.id);
        let sender = |number| SenderId::from_i64(number).ok_or_else(|| corrupt("sender_id"));
        Ok(Self {
            kind: PartyKind::from_word(&row.kind).ok_or_else(|| corrupt("kind"))?,
            key: Key::parse(&row.key).ok_or_else(|| corrupt("key"))?,
            sender: row.sender_id.map(sender).transpose()?,
            detail: serde_json::from_str(&row.detail).map_err(|_| corrupt("detail"))?,
            name: row.name,
            contact: row.contact,
            url: row.url,
            secret: row.secret,
            created_at: Instant(row.created_at),
            retired_at: row.retired_at.map(Instant),
            id: row.id,
        })
    }
}

/// Every party, retired ones too; one that cannot be read is named.
pub async fn all(tx: &mut Tx) -> Result<Vec<Result<Party, StoreError>>, StoreError> {
    let found = rows!(
        tx,
        PartyRow,
        "SELECT id, kind, key, name, sender_id, contact, url, secret, detail, created_at, retired_at FROM parties \
         ORDER BY id"
    )?;
    Ok(found.into_iter().map(Party::try_from).collect())
}

/// Adds a party, or writes what is recorded of it now.
pub async fn put(tx: &mut Tx, party: &Party, entry: u64) -> Result<(), StoreError> {
    let detail =
        serde_json::to_string(&party.detail).map_err(|_| StoreError::corrupt("parties", "detail", &party.id))?;
    exec!(
        tx,
        "INSERT INTO parties (id, kind, key, name, sender_id, contact, url, secret, detail, created_at, retired_at, \
         entry_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO UPDATE SET \
         name = excluded.name, sender_id = excluded.sender_id, contact = excluded.contact, url = excluded.url, \
         secret = excluded.secret, detail = excluded.detail, retired_at = excluded.retired_at, \
         entry_index = excluded.entry_index",
        &party.id,
        party.kind.word(),
        party.key.as_str(),
        &party.name,
        party.sender.map(SenderId::to_i64),
        party.contact.as_deref(),
        party.url.as_deref(),
        party.secret.as_deref(),
        &detail,
        party.created_at.0,
        party.retired_at.map(|at| at.0),
        entry as i64
    )?;
    Ok(())
}
