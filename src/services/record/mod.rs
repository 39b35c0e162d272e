//! The ledger as people read it: entries in plain words, one entry with its proof, and when the whole was last verified.
//!
//! - here: entries and heads. `words`: what a leaf says, for people. [`verifying`]: verification beside the pages.

pub mod verifying;
mod words;

use std::collections::BTreeMap;

use serde_json::Value;

use super::Services;
use super::error::ServiceError;
use super::ledger::inclusion;
use super::registry::Registry;
use crate::domain::address::RecipientKey;
use crate::domain::change::EntryKind;
use crate::domain::error::{Code, Problem};
use crate::domain::merkle;
use crate::domain::time::Instant;
use crate::store::ledger::{self as rows, EntryRow};
use crate::store::{StoreError, hex};

/// Entries in one page.
pub const PAGE: u64 = 50;
/// Entries that are looked at in one step of a search by kind.
const STEP: u64 = 1000;
/// Steps of one search: a page is not to take long, however rare the kind.
const STEPS: usize = 10;

/// An entry in plain words.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its index.
    pub index: u64,
    /// When it was recorded; not known once the leaf is gone.
    pub at: Option<Instant>,
    /// Its kind; empty once the leaf is gone.
    pub kind: String,
    /// What it says.
    pub words: String,
    /// By whom.
    pub by: String,
    /// The way in.
    pub channel: String,
    /// The sender's key, if it concerns one.
    pub sender: String,
}

/// Some entries, newest first.
#[derive(Clone, Debug)]
pub struct Lines {
    /// They.
    pub lines: Vec<Line>,
    /// How many entries the ledger has.
    pub size: u64,
    /// What lies below this index was not looked at.
    pub down_to: u64,
}

/// One entry, whole.
#[derive(Clone, Debug)]
pub struct Entry {
    /// In words.
    pub line: Line,
    /// The leaf as hashed; none once it was pruned.
    pub leaf: Option<String>,
    /// Its leaf hash, in hex.
    pub leaf_hash: String,
    /// Whether the leaf that is kept hashes to it.
    pub hash_holds: bool,
    /// Entries of the ledger it was proven against.
    pub size: u64,
    /// Their root, in hex.
    pub root: String,
    /// The inclusion proof, in hex.
    pub proof: Vec<String>,
    /// Whether the proof verifies.
    pub proof_holds: bool,
    /// Whom it is about.
    pub about: Option<RecipientKey>,
    /// It was about somebody whose data was erased since.
    pub erased: bool,
    /// The case it belongs to.
    pub case: Option<String>,
    /// The mail it came from.
    pub mail: Option<String>,
}

/// A signed head, as it was published last.
#[derive(Clone, Debug)]
pub struct Published {
    /// Entries.
    pub size: u64,
    /// Root, in hex.
    pub root: String,
    /// When its file was written.
    pub at: Option<Instant>,
}

/// Every kind of entry, in the order of a choice.
pub const KINDS: [EntryKind; 15] = [
    EntryKind::Preference,
    EntryKind::Batch,
    EntryKind::Case,
    EntryKind::Task,
    EntryKind::Copy,
    EntryKind::Request,
    EntryKind::Registry,
    EntryKind::Erasure,
    EntryKind::Correction,
    EntryKind::Remark,
    EntryKind::Test,
    EntryKind::Policy,
    EntryKind::Retention,
    EntryKind::Pruning,
    EntryKind::Epoch,
];

/// With what names are said.
struct Names<'a> {
    registry: &'a Registry,
    operators: BTreeMap<String, String>,
}

impl Services {
    /// A page of entries below an index (from the newest without one), newest first; with a kind, only those, as far down
    /// as one page may look.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn record_lines(&self, below: Option<u64>, kind: Option<EntryKind>) -> Result<Lines, ServiceError> {
        let registry = self.gate.registry();
        let names = Names { registry: &registry, operators: self.operator_names().await? };
        let mut tx = self.db.snapshot().await?;
        let size = rows::head(&mut tx).await?.size();
        let mut found = Lines { lines: Vec::new(), size, down_to: below.unwrap_or(size).min(size) };
        let step = if kind.is_some() { STEP } else { PAGE };
        for _ in 0..STEPS {
            let from = found.down_to.saturating_sub(step);
            let entries = rows::entries(&mut tx, from, found.down_to).await?;
            for entry in entries.iter().rev().filter(|entry| is_of_kind(entry, kind)) {
                let line = self.line(entry, &names)?;
                found.down_to = line.index;
                found.lines.push(line);
                if found.lines.len() as u64 == PAGE {
                    return Ok(found);
                }
            }
            found.down_to = from;
            if from == 0 || kind.is_none() {
                break;
            }
        }
        Ok(found)
    }

    /// One entry with its proof against the present head, verified anew.
    ///
    /// # Errors
    /// `not_found` beyond the size; when the database cannot be read.
    pub async fn record_entry(&self, index: u64) -> Result<Entry, ServiceError> {
        let registry = self.gate.registry();
        let names = Names { registry: &registry, operators: self.operator_names().await? };
        let mut tx = self.db.snapshot().await?;
        let head = rows::head(&mut tx).await?;
        let none = || Problem::new(Code::NotFound, "The ledger has no entry of this index.");
        if index >= head.size() {
            return Err(none().into());
        }
        let row = rows::entries(&mut tx, index, index + 1).await?.pop().ok_or_else(none)?;
        let bad = || StoreError::corrupt("ledger_entries", "leaf_hash", index);
        let leaf_hash = merkle::Hash::try_from(row.leaf_hash.as_slice()).map_err(|_| bad())?;
        let proof = inclusion(&mut tx, &head, index).await?;
        let root = head.frontier.root();
        let about = rows::subjects(&mut tx, index, index + 1).await?.pop().and_then(|row| {
            Some(RecipientKey { scheme: u16::try_from(row.scheme).ok()?, bytes: row.recipient_key.try_into().ok()? })
        });
        let leaf = leaf_of(&row)?;
        let said = |name: &str| Some(leaf.as_ref()?.get(name)?.as_str()?.to_owned());
        Ok(Entry {
            line: self.line(&row, &names)?,
            hash_holds: row.leaf.as_deref().is_none_or(|leaf| merkle::leaf_hash(leaf) == leaf_hash),
            leaf_hash: hex(&leaf_hash),
            size: head.size(),
            root: hex(&root),
            proof_holds: merkle::verify_inclusion(&leaf_hash, index, head.size(), &proof, &root),
            proof: proof.iter().map(|hash| hex(hash)).collect(),
            erased: about.is_none() && said("subject").is_some(),
            about,
            case: said("case"),
            mail: said("mail"),
            leaf: row.leaf.map(|leaf| String::from_utf8_lossy(&leaf).into_owned()),
        })
    }

    /// The head that was published last.
    ///
    /// # Errors
    /// When its file cannot be read, or is not signed by us.
    pub fn published_head(&self) -> Result<Option<Published>, ServiceError> {
        let Some(note) = self.published_checkpoint()? else { return Ok(None) };
        let head = self.open_checkpoint(&note, &self.vault.signer.vkey())?;
        Ok(Some(Published { size: head.size, root: hex(&head.root), at: self.publisher.published_at() }))
    }

    fn line(&self, entry: &EntryRow, names: &Names<'_>) -> Result<Line, ServiceError> {
        let index = u64::try_from(entry.entry_index)
            .map_err(|_| StoreError::corrupt("ledger_entries", "entry_index", entry.entry_index))?;
        let Some(leaf) = leaf_of(entry)? else {
            let words = "The leaf was taken out by a rule of retention. Its hash stays, and the tree still verifies.";
            return Ok(Line { index, words: words.into(), ..Line::default() });
        };
        let text = |name: &str| leaf.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let said = words::Said { leaf: &leaf, names, services: self };
        Ok(Line {
            index,
            at: leaf.get("recorded").and_then(Value::as_i64).map(Instant),
            kind: text("kind"),
            words: said.what(),
            by: said.by(),
            channel: text("channel").replace('_', " "),
            sender: said.sender(),
        })
    }
}

fn leaf_of(entry: &EntryRow) -> Result<Option<Value>, StoreError> {
    let bad = |_| StoreError::corrupt("ledger_entries", "leaf", entry.entry_index);
    entry.leaf.as_deref().map(serde_json::from_slice).transpose().map_err(bad)
}

fn is_of_kind(entry: &EntryRow, kind: Option<EntryKind>) -> bool {
    let (Some(kind), Some(leaf)) = (kind, &entry.leaf) else { return kind.is_none() };
    let is_so = || serde_json::from_slice::<Value>(leaf).is_ok_and(|leaf| leaf["kind"] == kind.word());
    entry.may_be_of_kind(kind) && is_so()
}
