//! The tables of the ledger: head, entries, subjects, tiles, batches. Rows are added; only the head is updated.

use super::bulk::Bulk;
use super::sql::{columns, exec, row, rows};
use super::{StoreError, Tx, dialect, fixed, unsigned};
use crate::domain::address::RecipientKey;
use crate::domain::change::EntryKind;
use crate::domain::merkle::{Frontier, Hash};

columns! {
    /// The head as stored.
    pub struct HeadRow {
        pub epoch: i64,
        pub size: i64,
        pub root: Vec<u8>,
        pub frontier: Vec<u8>,
        pub registry_size: i64,
    }
}

/// Where the ledger stands.
#[derive(Clone, Debug)]
pub struct Head {
    /// Grows by one when a backup is restored.
    pub epoch: u64,
    /// The right edge of the tree: size and root follow from it.
    pub frontier: Frontier,
    /// One more than the index of the last registry entry: followers reload the registry when it passes them.
    pub registry_size: u64,
}

impl Head {
    /// How many entries there are.
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }
}

impl TryFrom<HeadRow> for Head {
    type Error = StoreError;

    fn try_from(row: HeadRow) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::corrupt("ledger_head", column, 1);
        let frontier = Frontier::from_bytes(&row.frontier).map_err(|_| corrupt("frontier"))?;
        let consistent = row.size == frontier.size() as i64 && row.root == frontier.root();
        if !consistent {
            return Err(corrupt("root"));
        }
        Ok(Self {
            epoch: unsigned(row.epoch, "ledger_head", "epoch", 1)?,
            registry_size: unsigned(row.registry_size, "ledger_head", "registry_size", 1)?,
            frontier,
        })
    }
}

/// An entry to append.
pub struct NewEntry {
    /// Its place.
    pub index: u64,
    /// RFC 9162 leaf hash.
    pub leaf_hash: Hash,
    /// The canonical JSON as hashed.
    pub leaf: Vec<u8>,
    /// Whom it is about.
    pub subject: Option<NewSubject>,
}

/// Whom an entry is about.
pub struct NewSubject {
    /// Who.
    pub key: RecipientKey,
    /// Names the salt that opens the entry.
    pub salt_id: [u8; 8],
    /// Sealed evidence.
    pub evidence: Option<Vec<u8>>,
}

columns! {
    /// An entry as stored; the leaf is null once pruned.
    pub struct EntryRow {
        pub entry_index: i64,
        pub leaf_hash: Vec<u8>,
        pub leaf: Option<Vec<u8>>,
    }
}

impl EntryRow {
    /// Whether it can be of a kind, without reading its leaf. Leaves are canonical, so their kind stands in them in one form
    /// only; a leaf of another kind may have these words in it, too, so that a `true` is to be read.
    pub fn may_be_of_kind(&self, kind: EntryKind) -> bool {
        let form = format!("\"kind\":\"{}\"", kind.word());
        let has_form = |leaf: &Vec<u8>| leaf.windows(form.len()).any(|window| window == form.as_bytes());
        self.leaf.as_ref().is_some_and(has_form)
    }
}

columns! {
    /// Whom an entry is about.
    pub struct SubjectRow {
        pub entry_index: i64,
        pub recipient_key: Vec<u8>,
        pub scheme: i64,
        pub salt_id: Vec<u8>,
        pub evidence: Option<Vec<u8>>,
    }
}

columns! {
    /// A complete tile.
    pub struct TileRow {
        pub level: i64,
        pub number: i64,
        pub root: Vec<u8>,
        pub hashes: Vec<u8>,
    }
}

/// Makes the head of an empty ledger.
pub async fn insert_head(tx: &mut Tx) -> Result<(), StoreError> {
    let empty = Frontier::new();
    let (root, frontier) = (empty.root().to_vec(), empty.to_bytes());
    exec!(
        tx,
        "INSERT INTO ledger_head (one, epoch, size, root, frontier, registry_size) VALUES (1, 1, 0, $1, $2, 0)",
        &root,
        &frontier
    )?;
    Ok(())
}

/// Locks the head for the rest of this transaction and reads it.
pub async fn lock_head(tx: &mut Tx) -> Result<Head, StoreError> {
    let row = row!(tx, HeadRow, pair dialect::LOCK_HEAD)?;
    row.ok_or_else(|| StoreError::corrupt("ledger_head", "one", "missing"))?.try_into()
}

/// Reads the head without locking it.
pub async fn head(tx: &mut Tx) -> Result<Head, StoreError> {
    let row = row!(tx, HeadRow, "SELECT epoch, size, root, frontier, registry_size FROM ledger_head WHERE one = 1")?;
    row.ok_or_else(|| StoreError::corrupt("ledger_head", "one", "missing"))?.try_into()
}

/// Writes the new head.
pub async fn put_head(tx: &mut Tx, head: &Head) -> Result<(), StoreError> {
    let (root, frontier) = (head.frontier.root().to_vec(), head.frontier.to_bytes());
    exec!(
        tx,
        "UPDATE ledger_head SET epoch = $1, size = $2, root = $3, frontier = $4, registry_size = $5 WHERE one = 1",
        head.epoch as i64,
        head.size() as i64,
        &root,
        &frontier,
        head.registry_size as i64
    )?;
    Ok(())
}

/// Appends entries and whom they are about.
pub async fn append(tx: &mut Tx, new: &[NewEntry]) -> Result<(), StoreError> {
    let (mut entries, mut subjects) = (Bulk::with_capacity(new.len() * 10), Bulk::with_capacity(new.len()));
    let mut any_subject = false;
    for entry in new {
        let index = entry.index as i64;
        entries.row().int(index).bytes(&entry.leaf_hash).bytes(&entry.leaf);
        if let Some(subject) = &entry.subject {
            any_subject = true;
            let key = &subject.key;
            subjects
                .row()
                .int(index)
                .bytes(&key.bytes)
                .int(key.scheme.into())
                .bytes(&subject.salt_id)
                .maybe_bytes(subject.evidence.as_deref());
        }
    }
    let entries = entries.finish();
    exec!(tx, pair dialect::PUT_ENTRIES, &entries)?;
    if any_subject {
        let subjects = subjects.finish();
        exec!(tx, pair dialect::PUT_SUBJECTS, &subjects)?;
    }
    Ok(())
}

/// Entries `from..to` in order.
pub async fn entries(tx: &mut Tx, from: u64, to: u64) -> Result<Vec<EntryRow>, StoreError> {
    Ok(rows!(
        tx,
        EntryRow,
        "SELECT entry_index, leaf_hash, leaf FROM ledger_entries \
         WHERE entry_index >= $1 AND entry_index < $2 ORDER BY entry_index",
        from as i64,
        to as i64
    )?)
}

/// The leaf hashes of entries `from..to`; an error when one is missing.
pub async fn leaf_hashes(tx: &mut Tx, from: u64, to: u64) -> Result<Vec<Hash>, StoreError> {
    let found = rows!(
        tx,
        (i64, Vec<u8>),
        "SELECT entry_index, leaf_hash FROM ledger_entries \
         WHERE entry_index >= $1 AND entry_index < $2 ORDER BY entry_index",
        from as i64,
        to as i64
    )?;
    let mut hashes = Vec::with_capacity(found.len());
    for (expected, (index, hash)) in (from as i64..to as i64).zip(&found) {
        if *index != expected {
            return Err(StoreError::corrupt("ledger_entries", "entry_index", expected));
        }
        hashes.push(fixed(hash, "ledger_entries", "leaf_hash", index)?);
    }
    match hashes.len() as u64 == to.saturating_sub(from) {
        true => Ok(hashes),
        false => Err(StoreError::corrupt("ledger_entries", "entry_index", from + hashes.len() as u64)),
    }
}

/// Whom entries `from..to` are about.
pub async fn subjects(tx: &mut Tx, from: u64, to: u64) -> Result<Vec<SubjectRow>, StoreError> {
    Ok(rows!(
        tx,
        SubjectRow,
        "SELECT entry_index, recipient_key, scheme, salt_id, evidence FROM ledger_subjects \
         WHERE entry_index >= $1 AND entry_index < $2 ORDER BY entry_index",
        from as i64,
        to as i64
    )?)
}

/// The entries about one recipient, oldest first.
pub async fn entries_about(tx: &mut Tx, key: RecipientKey) -> Result<Vec<EntryRow>, StoreError> {
    Ok(rows!(
        tx,
        EntryRow,
        "SELECT e.entry_index AS entry_index, e.leaf_hash AS leaf_hash, e.leaf AS leaf FROM ledger_subjects AS s \
         JOIN ledger_entries AS e ON e.entry_index = s.entry_index \
         WHERE s.recipient_key = $1 AND s.scheme = $2 ORDER BY s.entry_index",
        &key.bytes[..],
        i64::from(key.scheme)
    )?)
}

/// The newest entries about one recipient, newest first: at most so many.
pub async fn newest_about(tx: &mut Tx, key: RecipientKey, limit: i64) -> Result<Vec<EntryRow>, StoreError> {
    Ok(rows!(
        tx,
        EntryRow,
        "SELECT e.entry_index AS entry_index, e.leaf_hash AS leaf_hash, e.leaf AS leaf FROM ledger_subjects AS s \
         JOIN ledger_entries AS e ON e.entry_index = s.entry_index \
         WHERE s.recipient_key = $1 AND s.scheme = $2 ORDER BY s.entry_index DESC LIMIT $3",
        &key.bytes[..],
        i64::from(key.scheme),
        limit
    )?)
}

/// The entries about one recipient before an index, newest first, with what shows that they were asked for: at most so many.
pub async fn page_about(tx: &mut Tx, key: RecipientKey, before: i64, limit: i64) -> Result<Vec<AboutRow>, StoreError> {
    Ok(rows!(
        tx,
        AboutRow,
        "SELECT s.entry_index AS entry_index, e.leaf AS leaf, s.evidence AS evidence FROM ledger_subjects AS s \
         JOIN ledger_entries AS e ON e.entry_index = s.entry_index \
         WHERE s.recipient_key = $1 AND s.scheme = $2 AND s.entry_index < $3 ORDER BY s.entry_index DESC LIMIT $4",
        &key.bytes[..],
        i64::from(key.scheme),
        before,
        limit
    )?)
}

columns! {
    /// An entry about somebody, as erasure and the console read it.
    pub struct AboutRow {
        pub entry_index: i64,
        pub leaf: Option<Vec<u8>>,
        pub evidence: Option<Vec<u8>>,
    }
}

/// The entries about one recipient with what shows that they were asked for, oldest first.
pub async fn about(tx: &mut Tx, key: &[u8]) -> Result<Vec<AboutRow>, StoreError> {
    Ok(rows!(
        tx,
        AboutRow,
        "SELECT s.entry_index AS entry_index, e.leaf AS leaf, s.evidence AS evidence FROM ledger_subjects AS s \
         JOIN ledger_entries AS e ON e.entry_index = s.entry_index \
         WHERE s.recipient_key = $1 ORDER BY s.entry_index",
        key
    )?)
}

/// Destroys whom entries are about, and their evidence: every row of one recipient.
pub async fn forget_subject(tx: &mut Tx, key: &[u8]) -> Result<u64, StoreError> {
    Ok(exec!(tx, "DELETE FROM ledger_subjects WHERE recipient_key = $1", key)?)
}

/// Writes the rows of a batch entry without an address that was erased.
pub async fn reseal_batch(tx: &mut Tx, index: u64, sealed: &[u8]) -> Result<(), StoreError> {
    exec!(tx, "UPDATE ledger_batches SET sealed = $2 WHERE entry_index = $1", index as i64, sealed)?;
    Ok(())
}

/// Adds a complete tile.
pub async fn put_tile(tx: &mut Tx, level: u8, number: u64, root: &Hash, hashes: &[u8]) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO ledger_tiles (level, number, root, hashes) VALUES ($1, $2, $3, $4)",
        i64::from(level),
        number as i64,
        &root[..],
        hashes
    )?;
    Ok(())
}

/// One complete tile.
pub async fn tile(tx: &mut Tx, level: u8, number: u64) -> Result<Option<TileRow>, StoreError> {
    Ok(row!(
        tx,
        TileRow,
        "SELECT level, number, root, hashes FROM ledger_tiles WHERE level = $1 AND number = $2",
        i64::from(level),
        number as i64
    )?)
}

/// The roots of the complete tiles `from..to` of a level, in order; an error when one is missing.
pub async fn tile_roots(tx: &mut Tx, level: u8, from: u64, to: u64) -> Result<Vec<Hash>, StoreError> {
    let found = rows!(
        tx,
        (i64, Vec<u8>),
        "SELECT number, root FROM ledger_tiles WHERE level = $1 AND number >= $2 AND number < $3 ORDER BY number",
        i64::from(level),
        from as i64,
        to as i64
    )?;
    if found.len() as u64 != to.saturating_sub(from) {
        return Err(StoreError::corrupt("ledger_tiles", "number", format!("{level}/{from}..{to}")));
    }
    found.iter().map(|(number, root)| fixed(root, "ledger_tiles", "root", format!("{level}/{number}"))).collect()
}

/// Adds the rows of a batch entry.
pub async fn put_batch(tx: &mut Tx, index: u64, count: i64, root: &Hash, sealed: &[u8]) -> Result<(), StoreError> {
    exec!(
        tx,
        "INSERT INTO ledger_batches (entry_index, row_count, root, sealed) VALUES ($1, $2, $3, $4)",
        index as i64,
        count,
        &root[..],
        sealed
    )?;
    Ok(())
}

/// The rows of a batch entry: count, root, sealed blob.
pub async fn batch(tx: &mut Tx, index: u64) -> Result<Option<(i64, Vec<u8>, Vec<u8>)>, StoreError> {
    Ok(row!(
        tx,
        (i64, Vec<u8>, Vec<u8>),
        "SELECT row_count, root, sealed FROM ledger_batches WHERE entry_index = $1",
        index as i64
    )?)
}

/// Rows of the ledger's tables that belong to no entry of a ledger of this size: table and index.
pub async fn beyond(tx: &mut Tx, size: u64, limit: i64) -> Result<Vec<(String, i64)>, StoreError> {
    Ok(rows!(
        tx,
        (String, i64),
        "SELECT t, i FROM (\
         SELECT 'ledger_entries' AS t, entry_index AS i FROM ledger_entries WHERE entry_index < 0 OR entry_index >= $1 \
         UNION ALL SELECT 'ledger_subjects', entry_index FROM ledger_subjects WHERE entry_index < 0 OR entry_index >= $1 \
         UNION ALL SELECT 'ledger_batches', entry_index FROM ledger_batches WHERE entry_index < 0 OR entry_index >= $1\
         ) AS beyond ORDER BY t, i LIMIT $2",
        size as i64,
        limit
    )?)
}

/// The entries in `from..to` that have batch rows.
pub async fn batches(tx: &mut Tx, from: u64, to: u64) -> Result<Vec<i64>, StoreError> {
    let found = rows!(
        tx,
        (i64,),
        "SELECT entry_index FROM ledger_batches WHERE entry_index >= $1 AND entry_index < $2 ORDER BY entry_index",
        from as i64,
        to as i64
    )?;
    Ok(found.into_iter().map(|(index,)| index).collect())
}

/// How many complete tiles are kept.
pub async fn tile_count(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(row!(tx, (i64,), "SELECT COUNT(*) FROM ledger_tiles")?.map_or(0, |(n,)| n))
}
