//! `preferences`: one row per recipient key, scope and slot.

use super::bulk::Bulk;
use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, dialect, fixed, hex, unsigned};
use crate::domain::address::RecipientKey;
use crate::domain::preference::{Kind, Record, Scope};
use crate::domain::time::Instant;

columns! {
    /// As the gate and the writer read it.
    pub struct PreferenceRow {
        pub recipient_key: Vec<u8>,
        pub scheme: i64,
        pub scope: String,
        pub scope_number: i64,
        pub state: String,
        pub until: Option<i64>,
        pub proven: bool,
        pub since: i64,
        pub entry_index: i64,
    }
}

columns! {
    /// As lookups and verification read it, with how it came about.
    pub struct DetailRow {
        pub recipient_key: Vec<u8>,
        pub scheme: i64,
        pub scope: String,
        pub scope_number: i64,
        pub state: String,
        pub until: Option<i64>,
        pub proven: bool,
        pub since: i64,
        pub entry_index: i64,
        pub recorded_at: i64,
        pub channel: String,
    }
}

columns! {
    /// As verification reads it: everything.
    pub struct WholeRow {
        pub recipient_key: Vec<u8>,
        pub scheme: i64,
        pub scope: String,
        pub scope_number: i64,
        pub slot: String,
        pub state: String,
        pub until: Option<i64>,
        pub proven: bool,
        pub since: i64,
        pub recorded_at: i64,
        pub entry_index: i64,
        pub channel: String,
    }
}

/// One row to write.
pub struct NewPreference {
    /// Whose.
    pub key: RecipientKey,
    /// What.
    pub record: Record,
    /// When it was written down.
    pub recorded_at: Instant,
    /// The way in.
    pub channel: &'static str,
    /// SHA-256 of the page form whose answer can take this stop back.
    pub undo_by: Option<[u8; 32]>,
}

/// A row with its owner. `Err` names the damaged row but keeps the owner, so that the gate can refuse exactly them.
pub type Owned = (RecipientKey, Result<Record, StoreError>);

impl PreferenceRow {
    /// The recipient key and the record, or which column is damaged. A scheme that cannot be read damages only its
    /// owner: every scheme hashes under a key of its own, so the bytes alone tell whose row it is.
    ///
    /// # Errors
    /// When nobody can tell whose row it is (the table's own check keeps that out).
    pub fn read(&self) -> Result<Owned, StoreError> {
        let name = hex(&self.recipient_key);
        let bytes = fixed(&self.recipient_key, "preferences", "recipient_key", &name)?;
        Ok(match u16::try_from(self.scheme) {
            Ok(scheme) => (RecipientKey { scheme, bytes }, self.record(&name)),
            Err(_) => (RecipientKey { scheme: 1, bytes }, Err(StoreError::corrupt("preferences", "scheme", &name))),
        })
    }

    fn record(&self, name: &str) -> Result<Record, StoreError> {
        let corrupt = |column| StoreError::corrupt("preferences", column, name);
        let number = u32::try_from(self.scope_number).map_err(|_| corrupt("scope_number"))?;
        let scope = Scope::from_parts(&self.scope, number).ok_or_else(|| corrupt("scope"))?;
        let until = self.until.map(Instant);
        let kind = Kind::from_parts(&self.state, until, self.proven).ok_or_else(|| corrupt("state"))?;
        let entry = unsigned(self.entry_index, "preferences", "entry_index", name)?;
        Ok(Record { scope, kind, since: Instant(self.since), entry })
    }
}

/// Rows that say more have the part the gate knows, too.
macro_rules! plain {
    ($($row:ident),*) => {$(
        impl $row {
            /// The part the gate knows, too.
            pub fn plain(&self) -> PreferenceRow {
                PreferenceRow {
                    recipient_key: self.recipient_key.clone(),
                    scheme: self.scheme,
                    scope: self.scope.clone(),
                    scope_number: self.scope_number,
                    state: self.state.clone(),
                    until: self.until,
                    proven: self.proven,
                    since: self.since,
                    entry_index: self.entry_index,
                }
            }
        }
    )*};
}
plain!(WholeRow, DetailRow);

/// Everything recorded about these keys, in no order.
pub async fn of_keys(tx: &mut Tx, keys: &[RecipientKey]) -> Result<Vec<Owned>, StoreError> {
    let keys = Bulk::keys(keys.iter().map(|k| &k.bytes[..]));
    let found = rows!(tx, PreferenceRow, pair dialect::PREFERENCES_OF, &keys)?;
    found.iter().map(PreferenceRow::read).collect()
}

/// Writes rows; each replaces what stood in its scope and slot.
pub async fn put(tx: &mut Tx, new: &[NewPreference]) -> Result<(), StoreError> {
    let mut bulk = Bulk::with_capacity(new.len());
    for p in new {
        bulk.row()
            .bytes(&p.key.bytes)
            .int(p.key.scheme.into())
            .word(p.record.scope.word())
            .int(p.record.scope.number().into())
            .word(p.record.kind.slot().word())
            .word(p.record.kind.word())
            .maybe_int(p.record.kind.until().map(|u| u.0))
            .int(p.record.kind.proven().into())
            .int(p.record.since.0)
            .int(p.recorded_at.0)
            .int(p.record.entry as i64)
            .word(p.channel)
            .maybe_bytes(p.undo_by.as_ref().map(|form| &form[..]));
    }
    let bulk = bulk.finish();
    exec!(tx, pair dialect::PUT_PREFERENCES, &bulk)?;
    Ok(())
}

/// The page form whose answer can take back the stop of this entry, if one can.
pub async fn undo_by(tx: &mut Tx, keys: &[RecipientKey], entry: u64) -> Result<Option<[u8; 32]>, StoreError> {
    for key in keys {
        let found = row!(
            tx,
            (Option<Vec<u8>>,),
            "SELECT undo_by FROM preferences WHERE recipient_key = $1 AND entry_index = $2 AND undo_by IS NOT NULL",
            &key.bytes[..],
            entry as i64
        )?;
        if let Some((Some(form),)) = found {
            // A damaged one names no form there is: it must not keep a stop from being written (L1).
            return Ok(Some(form.try_into().unwrap_or_default()));
        }
    }
    Ok(None)
}

/// One page of all rows, by key, after the given key: how the gate loads its index.
pub async fn page_after(tx: &mut Tx, after: &[u8], limit: i64) -> Result<Vec<PreferenceRow>, StoreError> {
    Ok(rows!(
        tx,
        PreferenceRow,
        "SELECT recipient_key, scheme, scope, scope_number, state, until, proven, since, entry_index \
         FROM preferences WHERE recipient_key > $1 ORDER BY recipient_key LIMIT $2",
        after,
        limit
    )?)
}

/// All rows of one key.
pub async fn of_key(tx: &mut Tx, key: &[u8]) -> Result<Vec<DetailRow>, StoreError> {
    Ok(rows!(
        tx,
        DetailRow,
        "SELECT recipient_key, scheme, scope, scope_number, state, until, proven, since, entry_index, recorded_at, \
         channel FROM preferences WHERE recipient_key = $1 ORDER BY entry_index",
        key
    )?)
}

/// Destroys what a recipient chose that keeps no mail from them; every block stays (L8), nobody can undo it any more.
pub async fn forget_choices(tx: &mut Tx, key: &[u8]) -> Result<u64, StoreError> {
    exec!(tx, "UPDATE preferences SET undo_by = NULL WHERE recipient_key = $1", key)?;
    Ok(exec!(
        tx,
        "DELETE FROM preferences WHERE recipient_key = $1 AND state IN \
         ('opted_in', 'withdrawn', 'paused', 'resumed', 'released', 'deliverable')",
        key
    )?)
}

/// Which keys have rows written by entries `from..to`: what a follower must read again.
pub async fn keys_changed(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<Vec<u8>>, StoreError> {
    let keys = rows!(
        tx,
        (Vec<u8>,),
        "SELECT DISTINCT recipient_key FROM preferences WHERE entry_index >= $1 AND entry_index < $2",
        from,
        to
    )?;
    Ok(keys.into_iter().map(|(key,)| key).collect())
}

/// The rows that entries `from..to` set, by entry.
pub async fn set_by_entries(tx: &mut Tx, from: u64, to: u64) -> Result<Vec<WholeRow>, StoreError> {
    Ok(rows!(
        tx,
        WholeRow,
        "SELECT recipient_key, scheme, scope, scope_number, slot, state, until, proven, since, recorded_at, \
         entry_index, channel FROM preferences WHERE entry_index >= $1 AND entry_index < $2 \
         ORDER BY entry_index, recipient_key",
        from as i64,
        to as i64
    )?)
}

/// The entry among `from..to` that set the row after the first `skipped` ones; `None` when they set no more than that.
pub async fn nth_entry(tx: &mut Tx, from: u64, to: u64, skipped: i64) -> Result<Option<u64>, StoreError> {
    let found = row!(
        tx,
        (i64,),
        "SELECT entry_index FROM preferences WHERE entry_index >= $1 AND entry_index < $2 ORDER BY entry_index \
         LIMIT 1 OFFSET $3",
        from as i64,
        to as i64,
        skipped
    )?;
    found.map(|(entry,)| unsigned(entry, "preferences", "entry_index", "")).transpose()
}

/// Rows whose entry is not in a ledger of this size: owner and the entry they name.
pub async fn beyond(tx: &mut Tx, size: u64, limit: i64) -> Result<Vec<(Vec<u8>, i64)>, StoreError> {
    Ok(rows!(
        tx,
        (Vec<u8>, i64),
        "SELECT recipient_key, entry_index FROM preferences WHERE entry_index < 0 OR entry_index >= $1 \
         ORDER BY recipient_key LIMIT $2",
        size as i64,
        limit
    )?)
}

/// The keys that may be of somebody whose data must not be passed on by a sender, in order, after the given one: who said
/// something about it, who was erased, and whose mail is held.
pub async fn about_sharing(tx: &mut Tx, sender: i64, after: &[u8], limit: i64) -> Result<Vec<Vec<u8>>, StoreError> {
    let keys = rows!(
        tx,
        (Vec<u8>,),
        "SELECT DISTINCT recipient_key FROM preferences WHERE recipient_key > $2 \
         AND ((scope = 'sharing' AND scope_number = $1) OR slot = 'erasure' \
         OR (slot = 'hold' AND scope = 'all' AND scope_number = $1)) ORDER BY recipient_key LIMIT $3",
        sender,
        after,
        limit
    )?;
    Ok(keys.into_iter().map(|(key,)| key).collect())
}

/// How many rows there are.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(row!(tx, (i64,), "SELECT COUNT(*) FROM preferences")?.map_or(0, |(n,)| n))
}
