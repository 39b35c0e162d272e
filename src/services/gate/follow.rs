//! The applier: brings the index forward in the ledger's order.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use super::index::Index;
use super::{Gate, Holds};
use crate::domain::address::RecipientKey;
use crate::domain::preference::Record;
use crate::services::epochs;
use crate::services::error::ServiceError;
use crate::services::registry::Registry;
use crate::services::writer::chain;
use crate::store::ledger::{self, Head};
use crate::store::preferences::{self, Owned, PreferenceRow};
use crate::store::{StoreError, Tx};

/// Rows read at once while loading.
const PAGE: i64 = 20_000;
/// Keys read at once while following.
const KEYS: usize = 5_000;

/// Up to where the ledger was taken over.
#[derive(Default)]
pub(super) struct Applied {
    /// The head that the index is true for; `None` before the first load.
    head: Option<Head>,
    /// What this process acknowledged and the ledger contradicted since. While it is here, the gate is closed.
    lost: Option<Head>,
}

impl Gate {
    /// Takes over what this process just committed (its effects; of whom records were taken away, and all that is left of
    /// theirs; the heads before and after it). A gap left by other processes is read first, so that the order is kept; so
    /// is a ledger that is not the one known.
    pub async fn committed(
        &self,
        effects: &[(RecipientKey, Record)],
        renewed: &[(RecipientKey, Vec<Record>)],
        (from, to): (&Head, &Head),
        registry_changed: bool,
    ) -> Result<(), ServiceError> {
        let mut applied = self.applied.lock().await;
        match applied.head.as_ref() {
            Some(known) if is_same(known, to) => return Ok(()),
            Some(known) if is_same(known, from) => {
                if self.holds == Holds::Index {
                    effects.iter().for_each(|(key, record)| self.index.put(key, *record));
                    renewed.iter().for_each(|(key, records)| self.index.replace(&key.bytes, records.clone()));
                }
                if registry_changed {
                    let mut tx = self.db.snapshot().await?;
                    self.load_registry(&mut tx).await?;
                }
                applied.head = Some(to.clone());
            }
            _ => self.advance(&mut applied).await?,
        }
        self.publish(&applied);
        Ok(())
    }

    /// Reads what entries of others changed.
    pub async fn catch_up(&self) -> Result<(), ServiceError> {
        let mut applied = self.applied.lock().await;
        self.advance(&mut applied).await?;
        self.publish(&applied);
        self.polled();
        Ok(())
    }

    /// Follows the ledger until the task is dropped.
    pub async fn follow(self: Arc<Self>, interval: Duration) {
        let mut failing = false;
        loop {
            // Whatever went wrong, the watcher is made anew: its connection may be the trouble.
            if let Err(error) = self.watch(interval, &mut failing).await
                && !failing
            {
                failing = true;
                tracing::error!(error = %chain(&error), "the ledger cannot be read; promotional mail will be refused");
            }
            tokio::time::sleep(interval).await;
        }
    }

    async fn watch(&self, interval: Duration, failing: &mut bool) -> Result<(), ServiceError> {
        let mut watcher = self.db.watch().await?;
        loop {
            // What was seen is not always what was then read: a closed gate looks each time.
            if watcher.changed().await? || self.is_contradicted() {
                self.catch_up().await?;
            }
            self.polled();
            if std::mem::take(failing) {
                tracing::info!(ledger.size = self.ledger_size(), "the ledger can be read again");
            }
            watcher.pause(interval).await;
        }
    }

    fn polled(&self) {
        let at = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX - 1);
        self.polled.store(at + 1, Ordering::Release);
    }

    fn publish(&self, applied: &Applied) {
        let size = applied.head.as_ref().map_or(0, Head::size);
        self.size.send_if_modified(|now| std::mem::replace(now, size) != size);
    }

    async fn advance(&self, applied: &mut Applied) -> Result<(), ServiceError> {
        let mut tx = self.db.snapshot().await?;
        let head = ledger::head(&mut tx).await?;
        match applied.head.clone() {
            Some(known) if continues(&mut tx, &known, &head).await? => {
                self.read_changes(&mut tx, &known, &head).await?;
            }
            Some(known) => {
                let in_order = head.epoch > known.epoch && epochs::is_in_order(&mut tx, &self.vault, &head).await?;
                self.mistrust(applied, known, &head, in_order);
                applied.head = None;
                self.load_all(&mut tx).await?;
            }
            None => self.load_all(&mut tx).await?,
        }
        self.trust_again(&mut tx, applied, &head).await?;
        applied.head = Some(head);
        Ok(())
    }

    /// Another epoch, a shorter ledger, another root. A higher epoch that is opened by its own leaf is a backup restored in
    /// order. Anything else lacks what was acknowledged here, so it is not believed: the gate closes (L4). Changes are still
    /// taken (L1).
    fn mistrust(&self, applied: &mut Applied, known: Head, found: &Head, in_order: bool) {
        if in_order {
            tracing::warn!(known.size = known.size(), found.size = found.size(), "the ledger has a new epoch");
            return;
        }
        tracing::error!(
            known.size = known.size(),
            found.size = found.size(),
            "the ledger is not the one known here: it was rewritten, or an older backup was put in its place; \
             promotional mail is refused. Put the backup in order with `desist restore`; or restore the database that \
             goes on from the known one"
        );
        self.contradicted.store(true, Ordering::Release);
        applied.lost.get_or_insert(known);
    }

    /// Opens the gate again when the ledger goes on from what was acknowledged here.
    async fn trust_again(&self, tx: &mut Tx, applied: &mut Applied, head: &Head) -> Result<(), ServiceError> {
        let Some(lost) = &applied.lost else { return Ok(()) };
        let in_order = head.epoch > lost.epoch && epochs::is_in_order(tx, &self.vault, head).await?;
        if in_order || continues(tx, lost, head).await? {
            applied.lost = None;
            self.contradicted.store(false, Ordering::Release);
            tracing::info!(ledger.size = head.size(), "the ledger goes on from the one known here again");
        }
        Ok(())
    }

    async fn load_all(&self, tx: &mut Tx) -> Result<(), ServiceError> {
        self.load_registry(tx).await?;
        if self.holds == Holds::Registries {
            return Ok(());
        }
        // Questions are answered from the old index until the new one is complete (L4).
        let index = Index::default();
        let (mut after, mut limit) = (Vec::new(), PAGE);
        loop {
            let page = preferences::page_after(tx, &after, limit).await?;
            let full = page.len() as i64 == limit;
            // The last recipient of a full page may go on in the next one, so it is left for then.
            let cut = page.last().map(|row| row.recipient_key.clone()).filter(|_| full);
            let whole: Vec<_> = page.into_iter().filter(|row| Some(&row.recipient_key) != cut.as_ref()).collect();
            match whole.last() {
                Some(row) => (after, limit) = (row.recipient_key.clone(), PAGE),
                None if full => limit *= 2,
                None => {}
            }
            let owned: Result<Vec<Owned>, StoreError> = whole.iter().map(PreferenceRow::read).collect();
            self.replace_all(&index, owned?, &[]);
            if !full {
                self.index.become_like(index);
                return Ok(());
            }
        }
    }

    async fn read_changes(&self, tx: &mut Tx, known: &Head, head: &Head) -> Result<(), ServiceError> {
        if head.registry_size > known.registry_size {
            self.load_registry(tx).await?;
        }
        if self.holds == Holds::Registries {
            return Ok(());
        }
        let keys = preferences::keys_changed(tx, known.size() as i64, head.size() as i64).await?;
        for keys in keys.chunks(KEYS) {
            let keys: Vec<RecipientKey> = keys
                .iter()
                .filter_map(|key| <[u8; 16]>::try_from(key.as_slice()).ok())
                .map(|bytes| RecipientKey { scheme: 0, bytes })
                .collect();
            let rows = preferences::of_keys(tx, &keys).await?;
            self.replace_all(&self.index, rows, &keys);
        }
        Ok(())
    }

    /// Replaces what an index holds of every owner in `rows`, and of `keys` even when nothing is left of them.
    fn replace_all(&self, index: &Index, rows: Vec<Owned>, keys: &[RecipientKey]) {
        let mut states: HashMap<[u8; 16], Option<Vec<Record>>> =
            keys.iter().map(|key| (key.bytes, Some(Vec::new()))).collect();
        for (key, record) in rows {
            let state = states.entry(key.bytes).or_insert_with(|| Some(Vec::new()));
            match (record, state.as_mut()) {
                (Ok(record), Some(records)) => records.push(record),
                (Ok(_), None) => {}
                (Err(error), _) => {
                    self.counters.unreadable_rows.add(1);
                    tracing::error!(error = %error, "a row cannot be read; promotional mail to its recipient is refused");
                    *state = None;
                }
            }
        }
        for (key, state) in states {
            match state {
                Some(records) => index.replace(&key, records),
                None => index.damage(&key),
            }
        }
    }

    async fn load_registry(&self, tx: &mut Tx) -> Result<(), ServiceError> {
        let registry = Registry::load(tx).await?;
        for error in &registry.damaged {
            self.counters.unreadable_rows.add(1);
            tracing::error!(error = %error, "a registry row cannot be read; what hangs on it is refused");
        }
        *self.registry.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(registry);
        Ok(())
    }
}

fn is_same(one: &Head, other: &Head) -> bool {
    one.epoch == other.epoch && one.size() == other.size() && one.frontier.root() == other.frontier.root()
}

/// Whether `head` is `known` grown by the entries between them.
async fn continues(tx: &mut Tx, known: &Head, head: &Head) -> Result<bool, StoreError> {
    if known.epoch != head.epoch || known.size() > head.size() {
        return Ok(false);
    }
    let mut frontier = known.frontier.clone();
    for hash in ledger::leaf_hashes(tx, known.size(), head.size()).await? {
        frontier.push(hash);
    }
    Ok(frontier.root() == head.frontier.root())
}
