//! A transaction in the making: what was read, what will be written.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Context;
use super::change::{Change, Subject};
use crate::domain::address::{Address, RecipientKey};
use crate::domain::change::{About, EntryKind, LeafDraft, Opening};
use crate::domain::journal::Effect;
use crate::domain::merkle::{self, Hash, Tile, TileRef, complete_tiles};
use crate::domain::preference::{Record, Scope, Slot, is_gone};
use crate::domain::time::{Instant, random_bytes};
use crate::services::error::ServiceError;
use crate::services::figures;
use crate::services::installation::Cell;
use crate::services::registry::Registry;
use crate::store::figures::Counted;
use crate::store::ledger::{self, Head, NewEntry, NewSubject};
use crate::store::outbox::{self, NewWebhook};
use crate::store::preferences::{self, NewPreference};
use crate::store::recipients::{self, NewRecipient};
use crate::store::{StoreError, Tx};

/// Everything that one transaction reads and will write.
pub(super) struct Batch<'a> {
    pub(super) context: &'a Context,
    pub(super) tx: &'a mut Tx,
    pub(super) now: Instant,
    pub(super) head: Head,
    /// The registries as of the head.
    pub(super) registry: Arc<Registry>,
    pub(super) webhooks: Vec<NewWebhook>,
    /// The cases that the present change opened, each with its person's keys.
    pub(super) opened: Vec<(String, Vec<RecipientKey>)>,
    from: Head,
    known: HashMap<RecipientKey, Known>,
    entries: Vec<NewEntry>,
    preferences: HashMap<(RecipientKey, Scope, Slot), NewPreference>,
    recipients: HashMap<RecipientKey, NewRecipient>,
    effects: Vec<(RecipientKey, Record)>,
    /// Of whom records were taken away: the gate must forget them, too.
    renewed: HashSet<RecipientKey>,
    undo_by: HashMap<u64, Option<[u8; 32]>>,
    counts: HashMap<Counted, u64>,
}

/// What is known of a recipient key.
#[derive(Default)]
struct Known {
    records: Vec<Record>,
    salt: Option<([u8; 8], [u8; 32])>,
    has_address: bool,
    /// Sealed, as it stood recorded.
    address: Option<Vec<u8>>,
    /// There is a row, but its salt cannot be read.
    lost_salt: bool,
    damaged: Option<StoreError>,
}

/// What a commit made true.
pub(in crate::services) struct Committed {
    pub(in crate::services) effects: Vec<(RecipientKey, Record)>,
    pub(in crate::services) renewed: Vec<(RecipientKey, Vec<Record>)>,
    pub(in crate::services) from: Head,
    pub(in crate::services) head: Head,
    pub(in crate::services) registry_changed: bool,
    /// What the journal is told: the new leaves, and the records that they set.
    pub(in crate::services) hashes: Vec<Hash>,
    pub(in crate::services) set: Vec<Effect>,
    /// The registries as of the commit.
    pub(in crate::services) registry: Arc<Registry>,
}

impl Committed {
    pub(in crate::services) fn grew(&self) -> bool {
        self.head.size() > self.from.size()
    }
}

fn effect(row: &NewPreference, registry: &Registry) -> Effect {
    let sender = match row.record.scope {
        Scope::Topic(id) => registry.topic(id).map(|topic| topic.sender),
        _ => None,
    };
    Effect { key: row.key, record: row.record, channel: row.channel.to_owned(), sender }
}

impl<'a> Batch<'a> {
    /// Locks the ledger's head and reads what the changes will be decided against.
    pub(super) async fn open(
        context: &'a Context,
        tx: &'a mut Tx,
        changes: &[Change],
    ) -> Result<Batch<'a>, ServiceError> {
        let head = ledger::lock_head(tx).await?;
        // What this process knows of the registries is what holds, unless another one changed them a moment ago.
        let registry = match context.gate.ledger_size() >= head.registry_size {
            true => context.gate.registry(),
            false => Arc::new(Registry::load(tx).await?),
        };
        let keys: Vec<RecipientKey> = changes.iter().flat_map(Change::keys).collect();
        let mut batch = Self {
            now: context.clock.now(),
            from: head.clone(),
            context,
            tx,
            head,
            registry,
            webhooks: Vec::new(),
            opened: Vec::new(),
            known: HashMap::with_capacity(keys.len()),
            entries: Vec::new(),
            preferences: HashMap::new(),
            recipients: HashMap::new(),
            effects: Vec::new(),
            renewed: HashSet::new(),
            undo_by: HashMap::new(),
            counts: HashMap::new(),
        };
        if !keys.is_empty() {
            batch.read_records(&keys).await?;
        }
        let subjects: Vec<RecipientKey> = changes.iter().flat_map(Change::subject_keys).collect();
        if !subjects.is_empty() {
            batch.read_recipients(&subjects).await?;
        }
        Ok(batch)
    }

    async fn read_records(&mut self, keys: &[RecipientKey]) -> Result<(), ServiceError> {
        for (key, record) in preferences::of_keys(self.tx, keys).await? {
            let known = self.known.entry(key).or_default();
            match record {
                Ok(record) => known.records.push(record),
                Err(error) => known.damaged = Some(error),
            }
        }
        Ok(())
    }

    async fn read_recipients(&mut self, keys: &[RecipientKey]) -> Result<(), ServiceError> {
        for row in recipients::of_keys(self.tx, keys).await? {
            let key = row.key()?;
            let known = self.known.entry(key).or_default();
            match (row.salt_id(), self.context.vault.open_salt(&key, &row.salt)) {
                (Ok(salt_id), Ok(salt)) => known.salt = Some((salt_id, salt)),
                // A salt that does not open must not keep a stop from being written (L1): the person gets a new one.
                // The older entries cannot be opened any more; `verify` names the damage.
                (Err(error), _) => self.unreadable_salt(&key, &error),
                (_, Err(error)) => self.unreadable_salt(&key, &error),
            }
            let known = self.known.entry(key).or_default();
            known.has_address = row.address.is_some();
            known.address = row.address;
        }
        Ok(())
    }

    fn unreadable_salt(&mut self, key: &RecipientKey, error: &dyn std::error::Error) {
        self.context.counters.unreadable_rows.add(1);
        tracing::error!(%error, "a recipient's salt cannot be read; they get a new one with their next entry");
        self.known.entry(*key).or_default().lost_salt = true;
    }

    /// Everything recorded about the subject under any of its keys; an error when a row of theirs is damaged, because
    /// a decision against a row that cannot be read would be a guess (L10).
    pub(super) fn records(&self, subject: &Subject) -> Result<Vec<Record>, ServiceError> {
        let mut records = Vec::new();
        for known in subject.keys.iter().filter_map(|key| self.known.get(key)) {
            if let Some(StoreError::Corrupt { table, column, row }) = &known.damaged {
                return Err(StoreError::corrupt(table, column, row).into());
            }
            records.extend_from_slice(&known.records);
        }
        Ok(records)
    }

    /// What can be read of the subject's records, and whether that is all of them.
    pub(super) fn readable_records(&self, subject: &Subject) -> (Vec<Record>, bool) {
        let known = || subject.keys.iter().filter_map(|key| self.known.get(key));
        let records = known().flat_map(|known| known.records.iter().copied()).collect();
        (records, known().all(|known| known.damaged.is_none()))
    }

    /// What can be read of one key's records, for a chunk of an import: it only stops, so a row that cannot be read
    /// need not hold up 10,000 others (L1).
    pub(super) fn records_of(&self, key: &RecipientKey) -> &[Record] {
        self.known.get(key).map_or(&[], |known| &known.records)
    }

    /// The version of the privacy policy that is in force in this transaction (P10).
    pub(super) fn policy(&self) -> &'a str {
        &self.context.policies.at(self.now).id
    }

    /// Appends an entry that is about nobody.
    pub(super) fn append(&mut self, draft: &LeafDraft) -> u64 {
        let index = self.head.size();
        let leaf = draft.to_leaf(index, self.now, self.policy(), None);
        self.push_entry(index, leaf, None)
    }

    /// Appends an entry about a recipient, making the recipient's row and salt when they are new.
    pub(super) fn append_about(
        &mut self,
        draft: &LeafDraft,
        subject: &Subject,
        evidence: Option<&[u8]>,
    ) -> Option<u64> {
        self.append_with(draft, subject, evidence, None)
    }

    /// The same, committing to what lies sealed in the rows that it writes.
    pub(super) fn append_sealed(
        &mut self,
        draft: &LeafDraft,
        subject: &Subject,
        sealed: &[(&'static str, &[u8])],
    ) -> Option<u64> {
        self.append_with(draft, subject, None, Some(sealed))
    }

    fn append_with(
        &mut self,
        draft: &LeafDraft,
        subject: &Subject,
        evidence: Option<&[u8]>,
        sealed: Option<&[(&'static str, &[u8])]>,
    ) -> Option<u64> {
        let key = *subject.keys.first()?;
        let address = subject.address.as_ref().filter(|_| self.may_learn(&key, draft));
        let (salt_id, salt) = self.remember(key, address);
        let index = self.head.size();
        let about = About {
            opening: Opening::derive(&salt, index),
            recipient_key: &key.bytes,
            address: address.map(|a| a.delivery()),
            evidence,
            sealed,
        };
        let leaf = draft.to_leaf(index, self.now, self.policy(), Some(&about));
        let vault = &self.context.vault;
        let evidence = evidence.map(|plain| vault.seal(Cell::Evidence, &index.to_be_bytes(), plain));
        Some(self.push_entry(index, leaf, Some(NewSubject { key, salt_id, evidence })))
    }

    fn push_entry(&mut self, index: u64, leaf: Vec<u8>, subject: Option<NewSubject>) -> u64 {
        let leaf_hash = merkle::leaf_hash(&leaf);
        self.head.frontier.push(leaf_hash);
        self.entries.push(NewEntry { index, leaf_hash, leaf, subject });
        index
    }

    /// Whether an entry may put the address on record. That of somebody who was erased is not kept again because an old
    /// link was used or a list came in once more (L8, ERA-02): only when they come back with proof, or ask for something
    /// that must be answered.
    fn may_learn(&self, key: &RecipientKey, draft: &LeafDraft) -> bool {
        let asks = matches!(draft.kind, EntryKind::Case | EntryKind::Correction);
        let comes_back = || draft.codes.iter().any(|(name, value)| *name == "proven" && *value == true);
        asks || !is_gone(self.records_of(key)) || comes_back()
    }

    /// The recipient's salt; writes the recipient's row when it, or the address in it, is new.
    fn remember(&mut self, key: RecipientKey, address: Option<&Address>) -> ([u8; 8], [u8; 32]) {
        let known = self.known.entry(key).or_default();
        let fresh = known.salt.is_none();
        let (salt_id, salt) = *known
            .salt
            .get_or_insert_with(|| (random_bytes(&*self.context.random), random_bytes(&*self.context.random)));
        let learns = address.is_some() && !known.has_address;
        if fresh || learns {
            known.has_address |= learns;
            let vault = &self.context.vault;
            let address = address.map(|a| vault.seal(Cell::Address, &key.bytes, a.delivery().as_bytes()));
            let salt = vault.seal(Cell::Salt, &key.bytes, &salt);
            let renew = std::mem::take(&mut known.lost_salt);
            let row = NewRecipient { key, salt_id, salt, address, created_at: self.now, renew };
            self.recipients.insert(key, row);
        }
        (salt_id, salt)
    }

    /// The subject's address: what the change brings, or what is on record and can be read.
    pub(super) fn address_of(&self, subject: &Subject) -> Option<String> {
        if let Some(address) = &subject.address {
            return Some(address.delivery().to_owned());
        }
        let recorded = |key: &RecipientKey| Some((*key, self.known.get(key)?.address.as_ref()?));
        let (key, sealed) = subject.keys.iter().find_map(recorded)?;
        String::from_utf8(self.context.vault.open(Cell::Address, &key.bytes, sealed).ok()?).ok()
    }

    /// The page form whose answer can take back the stop of this entry; looked up once in a batch.
    pub(super) async fn undo_by(&mut self, subject: &Subject, entry: u64) -> Result<Option<[u8; 32]>, StoreError> {
        if let Some(known) = self.undo_by.get(&entry) {
            return Ok(*known);
        }
        let form = preferences::undo_by(self.tx, &subject.keys, entry).await?;
        self.undo_by.insert(entry, form);
        Ok(form)
    }

    /// Writes a record, here and in the gate.
    pub(super) fn put(&mut self, key: RecipientKey, record: Record, channel: &'static str, undo_by: Option<[u8; 32]>) {
        self.undo_by.insert(record.entry, undo_by);
        let slot = (record.scope, record.kind.slot());
        let known = self.known.entry(key).or_default();
        known.records.retain(|r| (r.scope, r.kind.slot()) != slot);
        known.records.push(record);
        let row = NewPreference { key, record, recorded_at: self.now, channel, undo_by };
        self.preferences.insert((key, slot.0, slot.1), row);
        self.effects.push((key, record));
    }

    /// Forgets, as far as it is not written yet, whom entries are about and what a person chose that blocks nothing; what
    /// is written already is the caller's. The next entry about the person has a fresh salt. Answers the entries.
    pub(super) fn forget(&mut self, key: &RecipientKey) -> Vec<u64> {
        let own = |entry: &&mut NewEntry| entry.subject.as_ref().is_some_and(|subject| subject.key == *key);
        let forgotten = self.entries.iter_mut().filter(own).map(|entry| {
            entry.subject = None;
            entry.index
        });
        let forgotten = forgotten.collect();
        self.recipients.remove(key);
        let stays = |record: &Record| record.kind.survives_erasure();
        self.preferences.retain(|(owner, ..), row| owner != key || stays(&row.record));
        let known = self.known.entry(*key).or_default();
        known.records.retain(stays);
        (known.salt, known.has_address, known.lost_salt) = (None, false, false);
        known.address = None;
        self.renewed.insert(*key);
        forgotten
    }

    /// The leaves of the entries about somebody that are not written yet.
    pub(super) fn staged_about(&self, key: &RecipientKey) -> Vec<&[u8]> {
        let own = |entry: &&NewEntry| entry.subject.as_ref().is_some_and(|subject| subject.key == *key);
        self.entries.iter().filter(own).map(|entry| entry.leaf.as_slice()).collect()
    }

    /// Whether anything is known of a person: a record, or a row that opens entries about them.
    pub(super) fn is_known(&self, subject: &Subject) -> bool {
        let known = |known: &Known| known.salt.is_some() || known.lost_salt || !known.records.is_empty();
        subject.keys.iter().filter_map(|key| self.known.get(key)).any(known)
    }

    /// Puts another spelling of the address on record, or takes it away.
    pub(super) async fn set_address(
        &mut self,
        key: &RecipientKey,
        address: Option<&Address>,
    ) -> Result<(), StoreError> {
        let vault = &self.context.vault;
        let sealed = address.map(|a| vault.seal(Cell::Address, &key.bytes, a.delivery().as_bytes()));
        recipients::set_address(self.tx, &key.bytes, sealed.as_deref()).await?;
        if let Some(staged) = self.recipients.get_mut(key) {
            staged.address.clone_from(&sealed);
        }
        self.known.entry(*key).or_default().has_address = sealed.is_some();
        Ok(())
    }

    /// Counts one more of something.
    pub(super) fn count(&mut self, counted: Counted) {
        *self.counts.entry(counted).or_default() += 1;
    }

    /// Says that followers must load the registry anew.
    pub(super) fn registry_changed(&mut self) {
        self.head.registry_size = self.head.size();
    }

    /// Writes everything that was staged; the caller commits.
    pub(super) async fn flush(mut self) -> Result<Committed, ServiceError> {
        let to = self.head.size();
        let hashes = self.entries.iter().map(|entry| entry.leaf_hash).collect();
        let set = self.preferences.values().map(|row| effect(row, &self.registry)).collect();
        if to > self.from.size() {
            // In the order of the tables' keys, so that neighbours fall on one page.
            let mut preferences: Vec<_> = std::mem::take(&mut self.preferences).into_values().collect();
            preferences.sort_unstable_by_key(|p| p.key.bytes);
            let mut recipients: Vec<_> = std::mem::take(&mut self.recipients).into_values().collect();
            recipients.sort_unstable_by_key(|r| r.key.bytes);
            if !recipients.is_empty() {
                recipients::put(self.tx, &recipients).await?;
            }
            if !preferences.is_empty() {
                preferences::put(self.tx, &preferences).await?;
            }
            ledger::append(self.tx, &self.entries).await?;
            for tile in complete_tiles(self.from.size(), to) {
                store_tile(self.tx, tile).await?;
            }
            ledger::put_head(self.tx, &self.head).await?;
        }
        if !self.counts.is_empty() {
            figures::add(self.tx, &self.context.figures, &self.counts).await?;
        }
        if !self.webhooks.is_empty() {
            outbox::push_webhooks(self.tx, &self.webhooks).await?;
        }
        let registry_changed = self.head.registry_size > self.from.size();
        let left = |key: &RecipientKey| self.known.get(key).filter(|known| known.damaged.is_none());
        let renewed = self.renewed.iter().filter_map(|key| Some((*key, left(key)?.records.clone()))).collect();
        Ok(Committed {
            effects: self.effects,
            renewed,
            from: self.from,
            head: self.head,
            registry_changed,
            hashes,
            set,
            registry: self.registry,
        })
    }
}

async fn store_tile(tx: &mut Tx, at: TileRef) -> Result<(), ServiceError> {
    let hashes = match at.inputs() {
        merkle::Source::Leaves(range) => ledger::leaf_hashes(tx, range.start, range.end).await?,
        merkle::Source::TileRoots { level, numbers } => {
            ledger::tile_roots(tx, level, numbers.start, numbers.end).await?
        }
        merkle::Source::Tile(_) => Vec::new(),
    };
    let damaged = |_| StoreError::corrupt("ledger_tiles", "hashes", format!("{}/{}", at.level, at.number));
    let tile = Tile::new(at, hashes).map_err(damaged)?;
    ledger::put_tile(tx, at.level, at.number, &tile.root(), &tile.to_bytes()).await?;
    Ok(())
}
