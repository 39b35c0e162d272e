//! The epochs of this ledger that restores opened, as far as their leaves bear them out.

use serde_json::Value;

use super::error::ServiceError;
use super::installation::Vault;
use super::ledger::head_at;
use crate::domain::epoch::{Epoch, Explained, Point};
use crate::store::ledger::{self, Head};
use crate::store::{Tx, epochs, hex};

/// What shows that an epoch was opened by a holder of the master key, and not by somebody who can write rows only: such a
/// one could else have a rewritten ledger taken for a restored one.
pub(super) fn seal(vault: &Vault, epoch: &Epoch) -> String {
    let said: Vec<String> = epoch.codes().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    hex(&vault.journal.seal("epoch", said.join("&").as_bytes(), b""))
}

/// Whether a leaf is the first one of this epoch.
pub(super) fn says(vault: &Vault, leaf: &Value, epoch: &Epoch) -> bool {
    leaf["kind"] == crate::domain::change::EntryKind::Epoch.word()
        && epoch.codes().iter().all(|(name, value)| leaf[*name] == *value)
        && leaf["seal"] == seal(vault, epoch)
}

/// The epochs whose first leaf stands in the ledger, oldest first.
pub(super) async fn genuine(tx: &mut Tx, vault: &Vault) -> Result<Vec<Epoch>, ServiceError> {
    let mut found = Vec::new();
    for row in epochs::all(tx).await? {
        let epoch = Epoch::try_from(row)?;
        let entry = ledger::entries(tx, epoch.entry, epoch.entry.saturating_add(1)).await?.pop();
        let leaf: Value =
            entry.and_then(|entry| serde_json::from_slice(entry.leaf.as_deref()?).ok()).unwrap_or_default();
        if says(vault, &leaf, &epoch) {
            found.push(epoch);
        }
    }
    Ok(found)
}

/// Whether the head's own epoch was opened in order.
pub(super) async fn is_in_order(tx: &mut Tx, vault: &Vault, head: &Head) -> Result<bool, ServiceError> {
    Ok(genuine(tx, vault).await?.last().is_some_and(|epoch| epoch.number == head.epoch))
}

/// The epoch that explains a head that was signed before it, and how.
pub(super) async fn explained(
    tx: &mut Tx,
    vault: &Vault,
    head: &Head,
    signed: &Point,
) -> Result<Option<(Epoch, Explained)>, ServiceError> {
    for epoch in genuine(tx, vault).await? {
        if epoch.fork <= head.size() {
            let at_fork = head_at(tx, epoch.fork).await?.frontier;
            if let Some(how) = epoch.explain(&at_fork, signed) {
                return Ok(Some((epoch, how)));
            }
        }
    }
    Ok(None)
}
