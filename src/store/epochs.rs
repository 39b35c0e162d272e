//! `ledger_epochs`: what restores opened. Rows are only ever added.

use super::sql::{columns, exec, rows};
use super::{StoreError, Tx, fixed, unsigned};
use crate::domain::epoch::{Epoch, Point};

columns! {
    /// An epoch as stored.
    pub struct EpochRow {
        pub epoch: i64,
        pub entry_index: i64,
        pub fork: i64,
        pub known_size: i64,
        pub known_root: Vec<u8>,
        pub published_size: Option<i64>,
        pub published_root: Option<Vec<u8>>,
        pub hashes: Vec<u8>,
    }
}

impl TryFrom<EpochRow> for Epoch {
    type Error = StoreError;

    fn try_from(row: EpochRow) -> Result<Self, StoreError> {
        let name = row.epoch;
        let count = |value, column| unsigned(value, "ledger_epochs", column, name);
        let published = match (row.published_size, &row.published_root) {
            (Some(size), Some(root)) => Some(Point {
                size: count(size, "published_size")?,
                root: fixed(root, "ledger_epochs", "published_root", name)?,
            }),
            (None, None) => None,
            _ => return Err(StoreError::corrupt("ledger_epochs", "published_root", name)),
        };
        let (hashes, []) = row.hashes.as_chunks::<32>() else {
            return Err(StoreError::corrupt("ledger_epochs", "hashes", name));
        };
        Ok(Self {
            number: count(row.epoch, "epoch")?,
            entry: count(row.entry_index, "entry_index")?,
            fork: count(row.fork, "fork")?,
            known: Point {
                size: count(row.known_size, "known_size")?,
                root: fixed(&row.known_root, "ledger_epochs", "known_root", name)?,
            },
            published,
            hashes: hashes.to_vec(),
        })
    }
}

/// Adds an epoch.
pub async fn insert(tx: &mut Tx, epoch: &Epoch) -> Result<(), StoreError> {
    let published = epoch.published.map(|head| (head.size as i64, head.root.to_vec()));
    let (size, root) = published.map_or((None, None), |(size, root)| (Some(size), Some(root)));
    exec!(
        tx,
        "INSERT INTO ledger_epochs (epoch, entry_index, fork, known_size, known_root, published_size, published_root, \
         hashes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        epoch.number as i64,
        epoch.entry as i64,
        epoch.fork as i64,
        epoch.known.size as i64,
        &epoch.known.root[..],
        size,
        root.as_deref(),
        epoch.hashes.as_flattened()
    )?;
    Ok(())
}

/// All epochs that restores opened, oldest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<EpochRow>, StoreError> {
    Ok(rows!(
        tx,
        EpochRow,
        "SELECT epoch, entry_index, fork, known_size, known_root, published_size, published_root, hashes \
         FROM ledger_epochs ORDER BY epoch"
    )?)
}
