//! What the ledger says, for what the journal lacks.

use crate::domain::epoch::Epoch;
use crate::domain::journal::{Effect, Line, Place, pack};
use crate::domain::preference::Scope;
use crate::services::error::ServiceError;
use crate::services::ledger::root_at;
use crate::services::registry::Registry;
use crate::store::ledger::{self, Head};
use crate::store::preferences::{self, WholeRow};
use crate::store::{Db, StoreError, Tx, epochs};

/// Entries in one line at most.
const ENTRIES: u64 = 5_000;
/// Records in one line, about: an import sets many with one entry, and a line is read as a whole.
const RECORDS: i64 = 10_000;

/// What comes after a place.
pub(super) enum Found {
    /// The ledger ends there.
    Nothing,
    /// A line, and where it leads.
    More(Place, Line),
    /// The ledger never was there.
    Contradiction,
}

/// Where the ledger stands.
pub(super) async fn now(db: &Db) -> Result<Place, ServiceError> {
    Ok(super::place(&ledger::head(&mut db.snapshot().await?).await?))
}

/// What the ledger says after this place; whoever has the registries at hand gives them.
pub(super) async fn after(db: &Db, end: Place, known: Option<&Registry>) -> Result<Found, ServiceError> {
    let mut tx = db.snapshot().await?;
    let head = ledger::head(&mut tx).await?;
    if head.epoch > end.epoch {
        return epoch_after(&mut tx, &head, end).await;
    }
    let same = head.epoch == end.epoch && head.size() >= end.size;
    if !same || root_at(&mut tx, &head, end.size).await? != end.root {
        return Ok(Found::Contradiction);
    }
    if head.size() == end.size {
        return Ok(Found::Nothing);
    }
    let mut to = head.size().min(end.size + ENTRIES);
    if let Some(full) = preferences::nth_entry(&mut tx, end.size, to, RECORDS).await? {
        to = full + 1;
    }
    let line = match known {
        Some(registry) => grew(&mut tx, end.size, to, registry).await?,
        None => {
            let registry = Registry::load(&mut tx).await?;
            grew(&mut tx, end.size, to, &registry).await?
        }
    };
    let root = root_at(&mut tx, &head, to).await?;
    Ok(Found::More(Place { epoch: head.epoch, size: to, root }, line))
}

async fn epoch_after(tx: &mut Tx, head: &Head, end: Place) -> Result<Found, ServiceError> {
    let rows = epochs::all(tx).await?;
    let next = rows.into_iter().find(|row| row.epoch > end.epoch as i64);
    let Some(epoch) = next.map(Epoch::try_from).transpose()? else { return Ok(Found::Contradiction) };
    let between = ledger::leaf_hashes(tx, epoch.fork, epoch.entry).await?;
    let root = root_at(tx, head, epoch.entry).await?;
    let place = Place { epoch: epoch.number, size: epoch.entry, root };
    Ok(Found::More(place, Line::Epoch { fork: epoch.fork, between: pack(&between) }))
}

/// The leaves, and the records that still stand as these entries set them: one that a later entry replaced comes with it.
async fn grew(tx: &mut Tx, from: u64, to: u64, registry: &Registry) -> Result<Line, ServiceError> {
    let hashes = ledger::leaf_hashes(tx, from, to).await?;
    let rows = preferences::set_by_entries(tx, from, to).await?;
    // One that cannot be read is named by `verify`; the journal cannot know better.
    let set = rows.iter().filter_map(|row| effect(row, registry).ok()).collect();
    Ok(Line::Grew { from, hashes: pack(&hashes), set })
}

fn effect(row: &WholeRow, registry: &Registry) -> Result<Effect, StoreError> {
    let (key, record) = row.plain().read()?;
    let record = record?;
    let sender = match record.scope {
        Scope::Topic(id) => registry.topic(id).map(|topic| topic.sender),
        _ => None,
    };
    Ok(Effect { key, record, channel: row.channel.clone(), sender })
}
