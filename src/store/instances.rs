//! `instances`: processes at work on this database.

use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx};
use crate::domain::time::Instant;

columns! {
    /// An instance as stored.
    pub struct InstanceRow {
        pub id: String,
        pub public_url: String,
        pub started_at: i64,
        pub seen_at: i64,
        pub ledger_size: i64,
    }
}

/// Instances seen since then, the latest first.
pub async fn seen_since(tx: &mut Tx, since: Instant) -> Result<Vec<InstanceRow>, StoreError> {
    Ok(rows!(
        tx,
        InstanceRow,
        "SELECT id, public_url, started_at, seen_at, ledger_size FROM instances WHERE seen_at >= $1 \
         ORDER BY seen_at DESC, id",
        since.0
    )?)
}

/// Says that an instance is alive, how it is reached and how far it has followed.
pub async fn heartbeat(tx: &mut Tx, id: &str, url: &str, now: Instant, ledger_size: u64) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO instances (id, public_url, started_at, seen_at, ledger_size) VALUES ($1, $2, $3, $3, $4) \
         ON CONFLICT (id) DO UPDATE SET public_url = excluded.public_url, seen_at = excluded.seen_at, \
         ledger_size = excluded.ledger_size",
        id,
        url,
        now.0,
        ledger_size as i64
    )?;
    Ok(())
}

/// Forgets an instance that stopped, and those not seen for long.
pub async fn remove(tx: &mut Tx, id: &str, unseen_since: Instant) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM instances WHERE id = $1 OR seen_at < $2", id, unseen_since.0)?;
    Ok(())
}

/// How the service is reached from outside, as the instance seen last says.
pub async fn latest_url(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    let found = row!(tx, (String,), "SELECT public_url FROM instances ORDER BY seen_at DESC, id LIMIT 1")?;
    Ok(found.map(|(url,)| url))
}
