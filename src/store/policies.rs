//! `policy_versions`: the versions of the privacy policy as they were last recorded in the ledger.

use super::sql::{exec, row};
use super::{StoreError, Tx};

/// What was recorded last, and its entry.
pub async fn recorded(tx: &mut Tx) -> Result<Option<(String, i64)>, StoreError> {
    Ok(row!(tx, (String, i64), "SELECT versions, entry_index FROM policy_versions WHERE one = 1")?)
}

/// Records these.
pub async fn record(tx: &mut Tx, versions: &str, entry: u64) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO policy_versions (one, versions, entry_index) VALUES (1, $1, $2) \
         ON CONFLICT (one) DO UPDATE SET versions = excluded.versions, entry_index = excluded.entry_index",
        versions,
        entry as i64
    )?;
    Ok(())
}
