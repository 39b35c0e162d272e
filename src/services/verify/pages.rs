//! The walk over the entries.

use std::collections::HashMap;

use super::Walk;
use super::leaf::Leaf;
use crate::domain::address::RecipientKey;
use crate::domain::change::{EntryKind, Opening};
use crate::domain::merkle::{self, Hash, TILE_WIDTH, Tile, TileRef, complete_tiles};
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::store::ledger::{self, EntryRow, SubjectRow};
use crate::store::recipients::{self, RecipientRow};
use crate::store::{StoreError, hex};

/// Entries read at once: those of one tile.
const PAGE: u64 = TILE_WIDTH as u64;

/// The entries of a page that could be read, by index, and whom they are about.
pub(super) struct Page {
    pub(super) from: u64,
    pub(super) to: u64,
    pub(super) leaves: HashMap<u64, Leaf>,
    pub(super) subjects: HashMap<u64, RecipientKey>,
    pub(super) openings: HashMap<u64, Opening>,
}

impl Walk<'_> {
    pub(super) async fn pages(&mut self, progress: impl Fn(u64, u64)) -> Result<(), ServiceError> {
        self.note_root();
        for from in (0..self.size).step_by(TILE_WIDTH) {
            let to = (from + PAGE).min(self.size);
            self.page(from, to).await?;
            progress(to, self.size);
        }
        self.upper_tiles().await?;
        self.count_tiles().await
    }

    async fn page(&mut self, from: u64, to: u64) -> Result<(), ServiceError> {
        let entries = ledger::entries(&mut self.tx, from, to).await?;
        let mut page = Page { from, to, leaves: HashMap::new(), subjects: HashMap::new(), openings: HashMap::new() };
        let hashes = self.entries(entries, &mut page);
        self.tile(from, to, hashes).await?;
        self.subjects(&mut page).await?;
        self.sealed(&page).await?;
        self.preferences(&page).await
    }

    /// Hashes every leaf and grows the tree; answers the leaf hashes if none is missing.
    fn entries(&mut self, entries: Vec<EntryRow>, page: &mut Page) -> Option<Vec<Hash>> {
        let mut entries = entries.into_iter().peekable();
        let mut hashes = Vec::with_capacity(TILE_WIDTH);
        for index in page.from..page.to {
            match entries.next_if(|entry| u64::try_from(entry.entry_index) == Ok(index)) {
                Some(entry) => hashes.extend(self.entry(index, &entry, page)),
                None => {
                    self.gap = true;
                    self.fault("ledger_entries", "entry_index", index, "the entry is missing");
                }
            }
        }
        (hashes.len() as u64 == page.to - page.from).then_some(hashes)
    }

    fn entry(&mut self, index: u64, entry: &EntryRow, page: &mut Page) -> Option<Hash> {
        let Ok(hash) = Hash::try_from(entry.leaf_hash.as_slice()) else {
            self.gap = true;
            self.fault("ledger_entries", "leaf_hash", index, "it is not 32 bytes long");
            return None;
        };
        self.frontier.push(hash);
        self.note_root();
        match &entry.leaf {
            Some(leaf) if merkle::leaf_hash(leaf) != hash => {
                self.fault("ledger_entries", "leaf", index, "the leaf does not hash to its leaf hash: it was changed");
            }
            Some(leaf) => match Leaf::read(leaf).filter(|leaf| leaf.index == index) {
                Some(leaf) => {
                    self.registries.read(&leaf);
                    self.gaps.pruning(&leaf);
                    self.gaps.freezing(&leaf);
                    self.epochs.read(&leaf, entry.leaf.as_deref().unwrap_or_default());
                    page.leaves.insert(index, leaf);
                }
                None => self.fault("ledger_entries", "leaf", index, "the leaf is not of a form known here"),
            },
            None => self.gaps.leaf(index),
        }
        Some(hash)
    }

    /// Keeps the root when the tree has a size that a signed head names.
    fn note_root(&mut self) {
        if self.gap {
            return;
        }
        self.epochs.pass(&self.frontier);
        if let Some(root) = self.roots.get_mut(&self.frontier.size()) {
            *root = Some(self.frontier.root());
        }
    }

    async fn tile(&mut self, from: u64, to: u64, hashes: Option<Vec<Hash>>) -> Result<(), ServiceError> {
        let at = TileRef { level: 0, number: from / PAGE };
        match hashes {
            Some(hashes) if to - from == PAGE => self.compare_tile(at, hashes).await,
            _ => Ok(()),
        }
    }

    /// The tiles over tiles. Those of the lowest level were compared with the entries, so the stored roots will do.
    async fn upper_tiles(&mut self) -> Result<(), ServiceError> {
        for at in complete_tiles(0, self.size).into_iter().filter(|at| at.level > 0) {
            if let merkle::Source::TileRoots { level, numbers } = at.inputs() {
                match ledger::tile_roots(&mut self.tx, level, numbers.start, numbers.end).await {
                    Ok(roots) => self.compare_tile(at, roots).await?,
                    Err(error @ StoreError::Corrupt { .. }) => {
                        self.fault("ledger_tiles", "root", name(at), format!("cannot be recomputed: {error}"));
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(())
    }

    async fn compare_tile(&mut self, at: TileRef, hashes: Vec<Hash>) -> Result<(), ServiceError> {
        self.found.tiles += 1;
        let damaged = |_| StoreError::corrupt("ledger_tiles", "hashes", name(at));
        let tile = Tile::new(at, hashes).map_err(damaged)?;
        match ledger::tile(&mut self.tx, at.level, at.number).await? {
            None => self.fault("ledger_tiles", "number", name(at), "the tile is missing"),
            Some(row) if row.hashes != tile.to_bytes() => {
                self.fault("ledger_tiles", "hashes", name(at), "not the hashes of the entries below it");
            }
            Some(row) if row.root != tile.root() => {
                self.fault("ledger_tiles", "root", name(at), "not the root of its hashes");
            }
            Some(_) => {}
        }
        Ok(())
    }

    async fn count_tiles(&mut self) -> Result<(), ServiceError> {
        let (kept, due) = (ledger::tile_count(&mut self.tx).await?, complete_tiles(0, self.size).len() as i64);
        if kept > due {
            self.fault("ledger_tiles", "number", "-", format!("{kept} tiles are kept where {due} are complete"));
        }
        Ok(())
    }

    /// Opens the commitment to the subject of every entry that has one.
    async fn subjects(&mut self, page: &mut Page) -> Result<(), ServiceError> {
        let rows = ledger::subjects(&mut self.tx, page.from, page.to).await?;
        let known = self.recipients(&rows).await?;
        let mut about: HashMap<u64, Vec<SubjectRow>> = HashMap::new();
        for row in rows {
            about.entry(u64::try_from(row.entry_index).unwrap_or(u64::MAX)).or_default().push(row);
        }
        for index in page.from..page.to {
            let Some(leaf) = page.leaves.get(&index) else { continue };
            let rows = about.remove(&index).unwrap_or_default();
            match (leaf.subject.clone(), rows.as_slice()) {
                (None, []) => {}
                (Some(subject), [row]) => self.subject(index, &subject, row, &known, page),
                (Some(_), []) => self.gaps.subject(index),
                _ => self.fault("ledger_subjects", "entry_index", index, "names more than the entry is about"),
            }
        }
        Ok(())
    }

    async fn recipients(&mut self, rows: &[SubjectRow]) -> Result<HashMap<Vec<u8>, RecipientRow>, ServiceError> {
        let keys: Vec<RecipientKey> = rows.iter().filter_map(key_of).collect();
        let known = recipients::of_keys(&mut self.tx, &keys).await?;
        Ok(known.into_iter().map(|row| (row.recipient_key.clone(), row)).collect())
    }

    fn subject(
        &mut self,
        index: u64,
        subject: &str,
        row: &SubjectRow,
        known: &HashMap<Vec<u8>, RecipientRow>,
        page: &mut Page,
    ) {
        let owner = hex(&row.recipient_key);
        let Some(key) = key_of(row) else {
            return self.fault("ledger_subjects", "recipient_key", index, "is no recipient key");
        };
        // Erasure takes this row together with every entry that names its salt.
        let Some(recipient) = known.get(&row.recipient_key) else {
            return self.fault("recipients", "recipient_key", owner, "the row is gone and no entry says why");
        };
        if recipient.salt_id != row.salt_id {
            return self.fault("ledger_subjects", "salt_id", index, "names another salt than the recipient has");
        }
        let Ok(salt) = self.vault.open_salt(&key, &recipient.salt) else {
            return self.fault("recipients", "salt", owner, "does not open: it was changed");
        };
        let opening = Opening::derive(&salt, index);
        if opening.subject(&key.bytes) != subject {
            return self.fault("ledger_subjects", "recipient_key", index, "the entry is about somebody else");
        }
        if !self.evidence_holds(index, row, &opening, page) {
            return self.fault("ledger_subjects", "evidence", index, "not what the entry commits to");
        }
        self.erasure(index, row, page);
        self.address(&key, recipient);
        self.found.subjects += 1;
        page.subjects.insert(index, key);
        page.openings.insert(index, opening);
    }

    /// What an erasure lists may be missing.
    fn erasure(&mut self, index: u64, row: &SubjectRow, page: &Page) {
        let leaf = page.leaves.get(&index).filter(|leaf| leaf.kind == EntryKind::Erasure.word());
        if let (Some(leaf), Some(sealed)) = (leaf, &row.evidence)
            && let Ok(plain) = self.vault.open(Cell::Evidence, &index.to_be_bytes(), sealed)
        {
            self.gaps.erasure(leaf, &plain);
        }
    }

    fn evidence_holds(&self, index: u64, row: &SubjectRow, opening: &Opening, page: &Page) -> bool {
        let committed = page.leaves.get(&index).and_then(|leaf| leaf.evidence.as_ref());
        let plain = row.evidence.as_ref().map(|sealed| self.vault.open(Cell::Evidence, &index.to_be_bytes(), sealed));
        match (plain, committed) {
            (None, None) => true,
            (Some(Ok(plain)), Some(commitment)) => opening.evidence(&plain) == *commitment,
            _ => false,
        }
    }

    /// The address kept with a recipient must be theirs. (A leaf commits to it as it was typed that day, which may
    /// differ from the one kept in the case of its letters, so it is the key that is compared.)
    fn address(&mut self, key: &RecipientKey, recipient: &RecipientRow) {
        let Some(sealed) = &recipient.address else { return };
        let plain = self.vault.open(Cell::Address, &key.bytes, sealed).ok();
        let address =
            plain.and_then(|plain| crate::domain::address::Address::parse(std::str::from_utf8(&plain).ok()?).ok());
        if !address.is_some_and(|address| self.vault.recipient_keys(&address).any(|own| own == *key)) {
            self.fault("recipients", "address", hex(&key.bytes), "does not open, or is another recipient's");
        }
    }
}

fn key_of(row: &SubjectRow) -> Option<RecipientKey> {
    let bytes = row.recipient_key.as_slice().try_into().ok()?;
    Some(RecipientKey { scheme: u16::try_from(row.scheme).ok()?, bytes })
}

fn name(at: TileRef) -> String {
    format!("{}/{}", at.level, at.number)
}
