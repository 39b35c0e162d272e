//! `sign_in_tries`: how often signing in failed, for whom and from which network.

use super::sql::{columns, exec, row};
use super::{StoreError, Tx};
use crate::domain::time::Instant;

columns! {
    /// What is known of the tries for somebody from a network.
    #[derive(Default)]
    pub struct TriesRow {
        pub failures: i64,
        pub locked_until: i64,
        pub failed_at: i64,
        /// The last that came out well; 0 when none did.
        pub signed_in_at: i64,
    }
}

/// Keeps others from reading what is known until this transaction has ended, so that each try is counted.
pub async fn hold(tx: &mut Tx, who: &[u8], network: &str) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO sign_in_tries (who, network, failures, locked_until, failed_at, signed_in_at) \
         VALUES ($1, $2, 0, 0, 0, 0) ON CONFLICT (who, network) DO UPDATE SET failures = sign_in_tries.failures",
        who,
        network
    )?;
    Ok(())
}

/// What is known; nothing when there was no try.
pub async fn find(tx: &mut Tx, who: &[u8], network: &str) -> Result<TriesRow, StoreError> {
    let found = row!(
        tx,
        TriesRow,
        "SELECT failures, locked_until, failed_at, signed_in_at FROM sign_in_tries WHERE who = $1 AND network = $2",
        who,
        network
    )?;
    Ok(found.unwrap_or_default())
}

/// The last of so many tries failed.
pub async fn failed(
    tx: &mut Tx,
    (who, network): (&[u8], &str),
    failures: u32,
    (now, locked_until): (Instant, Instant),
) -> Result<(), StoreError> {
    exec!(
        tx,
        "UPDATE sign_in_tries SET failures = $3, failed_at = $4, locked_until = $5 WHERE who = $1 AND network = $2",
        who,
        network,
        i64::from(failures),
        now.0,
        locked_until.0
    )?;
    Ok(())
}

/// The last one came out well: what failed before it there is forgotten.
pub async fn came_out_well(tx: &mut Tx, (who, network): (&[u8], &str), now: Instant) -> Result<(), StoreError> {
    exec!(
        tx,
        "UPDATE sign_in_tries SET failures = 0, locked_until = 0, failed_at = 0, signed_in_at = $3 \
         WHERE who = $1 AND network = $2",
        who,
        network,
        now.0
    )?;
    Ok(())
}

/// Forgets everything about somebody.
pub async fn forget(tx: &mut Tx, who: &[u8]) -> Result<(), StoreError> {
    exec!(tx, "DELETE FROM sign_in_tries WHERE who = $1", who)?;
    Ok(())
}

/// Forgets what did not fail since the one moment and did not come out well since the other.
pub async fn forget_old(tx: &mut Tx, failed: Instant, signed_in: Instant) -> Result<u64, StoreError> {
    Ok(exec!(tx, "DELETE FROM sign_in_tries WHERE failed_at <= $1 AND signed_in_at <= $2", failed.0, signed_in.0)?)
}
