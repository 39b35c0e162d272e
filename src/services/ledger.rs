//! Reading the ledger: signed heads, proofs, entries, receipts. Writing it is the writer's business alone.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use super::Services;
use super::epochs::explained;
use super::error::ServiceError;
use super::recipients::is_of;
use crate::domain::address::{Address, RecipientKey};
use crate::domain::change::Opening;
use crate::domain::epoch::Point;
use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::merkle::{self, Hash, Node, Source, Tile};
use crate::domain::note::{Checkpoint, Verifier};
use crate::domain::receipt::Receipt;
use crate::domain::time::Instant;
use crate::store::ledger::{self as rows, Head};
use crate::store::{StoreError, Tx, hex, recipients};

/// Entries in one answer at most.
pub const PAGE: u64 = 1000;

/// Publishes signed heads, and never one that contradicts an earlier one (LOG-07): the last is kept in a file beside
/// the database, so that a restored old database is noticed before it is signed.
pub struct Publisher {
    file: PathBuf,
    last: Mutex<Option<(Head, String)>>,
    /// The last head that endpoints of webhooks were told of by this process.
    pub(super) told: Mutex<Option<String>>,
    /// One at a time, from reading the head to writing the file: an older head must not overwrite a newer one.
    turn: tokio::sync::Mutex<()>,
}

/// Where the last signed head is published.
pub fn checkpoint_path(data_dir: &Path) -> PathBuf {
    data_dir.join("checkpoint.txt")
}

impl Publisher {
    /// A publisher that keeps its file in the data directory.
    pub fn new(data_dir: &Path) -> Self {
        Self {
            file: checkpoint_path(data_dir),
            last: Mutex::new(None),
            told: Mutex::new(None),
            turn: tokio::sync::Mutex::new(()),
        }
    }

    /// The note of exactly this head: the same size with another root is another past.
    fn cached(&self, head: &Head) -> Option<String> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |known: &Head| known.size() == head.size() && known.frontier.root() == head.frontier.root();
        last.as_ref().filter(|(known, _)| same(known)).map(|(_, note)| note.clone())
    }

    /// The last signed head, if one was published.
    pub(super) fn published(&self) -> Result<Option<String>, ServiceError> {
        match std::fs::read_to_string(&self.file) {
            Ok(note) => Ok(Some(note)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(ServiceError::File(format!("Could not read {}: {e}.", self.file.display()))),
        }
    }

    /// When the last signed head was written down; `None` when that cannot be told.
    pub(super) fn published_at(&self) -> Option<Instant> {
        let written = std::fs::metadata(&self.file).ok()?.modified().ok()?;
        let since = written.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(Instant(i64::try_from(since.as_millis()).ok()?))
    }

    /// Keeps other processes on this data directory from publishing meanwhile.
    async fn alone(&self) -> Result<File, ServiceError> {
        let path = self.file.with_extension("lock");
        let failed = move |e: std::io::Error| ServiceError::File(format!("Could not lock {}: {e}.", path.display()));
        let lock = File::create(self.file.with_extension("lock")).map_err(&failed)?;
        let locked = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock)).await;
        locked.map_err(|_| ServiceError::Stopping)?.map_err(failed)
    }

    /// Replaces the file whole and durably: a crash leaves the old one or the new one.
    fn publish(&self, head: &Head, note: &str) -> Result<(), ServiceError> {
        let failed = |e| ServiceError::File(format!("Could not write {}: {e}.", self.file.display()));
        let beside = self.file.with_extension(format!("{}.tmp", std::process::id()));
        let write = || {
            let mut file = File::create(&beside)?;
            file.write_all(note.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&beside, &self.file)?;
            self.file.parent().map_or(Ok(()), |directory| File::open(directory)?.sync_all())
        };
        write().map_err(failed)?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((head.clone(), note.to_owned()));
        Ok(())
    }
}

impl Services {
    /// The signed head of the committed ledger, signed anew if it grew.
    ///
    /// # Errors
    /// When the head contradicts the last published one: then nothing is signed, and the log says so.
    pub async fn checkpoint(&self) -> Result<String, ServiceError> {
        let _turn = self.publisher.turn.lock().await;
        let _alone = self.publisher.alone().await?;
        let known = self.gate.ledger_size();
        let mut tx = self.db.snapshot().await?;
        let head = rows::head(&mut tx).await?;
        self.refuse_rollback(known, &head)?;
        match self.publisher.cached(&head) {
            Some(note) => Ok(note),
            None => self.sign_head(&mut tx, &head).await,
        }
    }

    /// The last signed head, if one was published.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn published_checkpoint(&self) -> Result<Option<String>, ServiceError> {
        self.publisher.published()
    }

    /// What was acknowledged here may not have been published yet, so the published head alone would not tell.
    fn refuse_rollback(&self, known: u64, head: &Head) -> Result<(), ServiceError> {
        if head.size() >= known && !self.gate.is_contradicted() {
            return Ok(());
        }
        Err(ServiceError::Contradiction(format!(
            "The ledger ({} entries) contradicts what was acknowledged here: it was rewritten, or an older backup was put \
             in its place. Nothing is signed until that is cleared up.",
            head.size()
        )))
    }

    async fn sign_head(&self, tx: &mut Tx, head: &Head) -> Result<String, ServiceError> {
        if let Some(note) = self.publisher.published()? {
            self.refuse_contradiction(tx, head, &note).await?;
        }
        let checkpoint =
            Checkpoint { origin: self.vault.origin().to_owned(), size: head.size(), root: head.frontier.root() };
        let note = checkpoint.sign(&self.vault.signer).map_err(|e| ServiceError::Keys(e.to_string()))?;
        self.publisher.publish(head, &note)?;
        Ok(note)
    }

    async fn refuse_contradiction(&self, tx: &mut Tx, head: &Head, published: &str) -> Result<(), ServiceError> {
        let before = self.open_checkpoint(published, &self.vault.signer.vkey())?;
        let grew = before.size <= head.size() && root_at(tx, head, before.size).await? == before.root;
        let signed = Point { size: before.size, root: before.root };
        if grew || explained(tx, &self.vault, head, &signed).await?.is_some() {
            return Ok(());
        }
        let detail = format!(
            "The ledger ({} entries) contradicts the last published checkpoint ({} entries): it was rewritten, or an \
             older backup was put in its place. Nothing is signed until that is cleared up: a backup is put in order by \
             `desist restore`.",
            head.size(),
            before.size
        );
        tracing::error!(ledger.size = head.size(), published = before.size, "{detail}");
        Err(ServiceError::Contradiction(detail))
    }

    /// Reads a signed head.
    pub fn open_checkpoint(&self, note: &str, vkey: &str) -> Result<Checkpoint, ServiceError> {
        let bad =
            |e: crate::domain::note::NoteError| ServiceError::Keys(format!("The checkpoint does not verify: {e}."));
        Checkpoint::open(note, &Verifier::parse(vkey).map_err(bad)?).map_err(bad)
    }

    /// The inclusion proof of one entry against the present head, as JSON.
    ///
    /// # Errors
    /// `not_found` beyond the size.
    pub async fn proof(&self, index: u64) -> Result<Value, ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let head = rows::head(&mut tx).await?;
        if index >= head.size() {
            return Err(ServiceError::refused(Code::NotFound, "The ledger has no entry of this index."));
        }
        let proof = inclusion(&mut tx, &head, index).await?;
        let leaf = rows::leaf_hashes(&mut tx, index, index + 1).await?;
        Ok(json!({
            "index": index,
            "size": head.size(),
            "leaf_hash": leaf.first().map(|h| hex(h)),
            "root": hex(&head.frontier.root()),
            "proof": proof.iter().map(|h| hex(h)).collect::<Vec<_>>(),
        }))
    }

    /// Entries from `after` on, oldest first, at most [`PAGE`]; a pruned one has no leaf, and with `only` none has that
    /// is not that sender's.
    pub async fn entries(
        &self,
        after: u64,
        limit: u64,
        only: Option<SenderId>,
    ) -> Result<(Vec<Value>, u64), ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let size = rows::head(&mut tx).await?.size();
        let after = after.min(size);
        let found = rows::entries(&mut tx, after, after.saturating_add(limit.min(PAGE)).min(size)).await?;
        let entries = found.iter().map(|entry| shown(entry, only)).collect::<Result<Vec<_>, _>>()?;
        Ok((entries, size))
    }

    /// The receipt of one entry, for the recipient it is about.
    ///
    /// # Errors
    /// `not_found` when the entry is not about this address (whether it exists is nobody else's business).
    pub async fn receipt(&self, address: &Address, index: u64) -> Result<Receipt, ServiceError> {
        let note = self.checkpoint().await?;
        let checkpoint = self.open_checkpoint(&note, &self.vault.signer.vkey())?;
        let mut tx = self.db.snapshot().await?;
        let not_found = || Problem::new(Code::NotFound, "There is no such entry about this address.");
        let subject = rows::subjects(&mut tx, index, index.saturating_add(1)).await?;
        let keys: Vec<RecipientKey> = self.vault.recipient_keys(address).collect();
        let about = subject.iter().find_map(|row| {
            let key = keys.iter().find(|key| key.bytes[..] == row.recipient_key[..])?;
            Some((*key, row.salt_id.clone()))
        });
        let (key, salt_id) = about.ok_or_else(not_found)?;
        let known = recipients::of_keys(&mut tx, &[key]).await?;
        let row = known.into_iter().find(|row| row.salt_id == salt_id).ok_or_else(not_found)?;
        let salt = self.vault.open_salt(&key, &row.salt)?;
        let entry = rows::entries(&mut tx, index, index + 1).await?.pop().ok_or_else(not_found)?;
        let leaf = entry.leaf.ok_or_else(not_found)?;
        let head = head_at(&mut tx, checkpoint.size).await?;
        let proof = inclusion(&mut tx, &head, index).await?;
        let opening = Opening::derive(&salt, index);
        let names_address = String::from_utf8_lossy(&leaf).contains(&opening.address(address.delivery()));
        Ok(Receipt {
            index,
            opening: opening.0,
            recipient_key: key.bytes,
            address: names_address.then(|| address.delivery().to_owned()),
            leaf,
            proof,
            checkpoint_note: note,
        })
    }
}

fn shown(entry: &rows::EntryRow, only: Option<SenderId>) -> Result<Value, ServiceError> {
    let bad = |_| StoreError::corrupt("ledger_entries", "leaf", entry.entry_index);
    let leaf: Option<Value> = entry.leaf.as_deref().map(serde_json::from_slice).transpose().map_err(bad)?;
    let leaf = leaf.filter(|leaf| is_of(leaf, only));
    Ok(json!({ "index": entry.entry_index, "leaf_hash": hex(&entry.leaf_hash), "leaf": leaf }))
}

/// The head as it was at an earlier size.
pub(super) async fn head_at(tx: &mut Tx, size: u64) -> Result<Head, ServiceError> {
    let now = rows::head(tx).await?;
    let nodes = fetch(tx, &now, merkle::frontier_nodes_needed(size)).await?;
    let frontier = merkle::Frontier::at(size, |node| found(&nodes, node))?;
    Ok(Head { frontier, ..now })
}

/// The root of the first `size` entries.
pub(super) async fn root_at(tx: &mut Tx, head: &Head, size: u64) -> Result<Hash, ServiceError> {
    let nodes = fetch(tx, head, merkle::frontier_nodes_needed(size)).await?;
    Ok(merkle::Frontier::at(size, |node| found(&nodes, node))?.root())
}

/// The inclusion proof of an entry against a head.
pub(super) async fn inclusion(tx: &mut Tx, head: &Head, index: u64) -> Result<Vec<Hash>, ServiceError> {
    let now = rows::head(tx).await?;
    let nodes = fetch(tx, &now, merkle::inclusion_nodes_needed(index, head.size())).await?;
    merkle::inclusion_proof(index, head.size(), |node| found(&nodes, node))
}

fn found(nodes: &HashMap<Node, Hash>, node: Node) -> Result<Hash, ServiceError> {
    let missing = || StoreError::corrupt("ledger_tiles", "hashes", format!("node {}/{}", node.level, node.index));
    nodes.get(&node).copied().ok_or_else(|| missing().into())
}

/// Fetches perfect nodes from complete tiles, or from the single hashes of what is not under one yet.
async fn fetch(tx: &mut Tx, head: &Head, nodes: Vec<Node>) -> Result<HashMap<Node, Hash>, ServiceError> {
    let mut hashes = HashMap::with_capacity(nodes.len());
    for node in nodes {
        hashes.insert(node, fetch_one(tx, head, node).await?);
    }
    Ok(hashes)
}

async fn fetch_one(tx: &mut Tx, head: &Head, node: Node) -> Result<Hash, ServiceError> {
    match Source::of(node, head.size()) {
        Source::Leaves(range) => Ok(merkle::root_of(rows::leaf_hashes(tx, range.start, range.end).await?.into_iter())),
        Source::TileRoots { level, numbers } => {
            Ok(merkle::root_of(rows::tile_roots(tx, level, numbers.start, numbers.end).await?.into_iter()))
        }
        Source::Tile(at) => {
            let damaged = || StoreError::corrupt("ledger_tiles", "hashes", format!("{}/{}", at.level, at.number));
            let row = rows::tile(tx, at.level, at.number).await?.ok_or_else(damaged)?;
            let tile = Tile::from_bytes(at, &row.hashes).map_err(|_| damaged())?;
            tile.node(node).ok_or_else(|| damaged().into())
        }
    }
}
