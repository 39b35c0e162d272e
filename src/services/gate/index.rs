//! The index: recipient key -> what stands recorded about that recipient. In memory, sharded by the key's first byte.
//!
//! A key is the output of an HMAC, so it is its own hash. Most recipients have one record, which lies in the map
//! itself; only those with more have an allocation of their own.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::domain::address::RecipientKey;
use crate::domain::preference::{Kind, Record, Scope};

const SHARDS: usize = 64;

type Shard = HashMap<[u8; 16], State, BuildHasherDefault<KeyHasher>>;

/// What the index holds of one recipient.
enum State {
    /// The usual case.
    One(Record),
    /// Several.
    Many(Box<[Record]>),
    /// A row of theirs cannot be read: promotional mail is refused, nothing is guessed (L4, L10).
    Damaged,
}

/// What the index knows of a recipient.
pub enum Found<'a> {
    /// These records (maybe none).
    Records(&'a [Record]),
    /// A damaged row.
    Damaged,
}

/// The index.
pub struct Index {
    shards: Vec<RwLock<Shard>>,
}

impl Default for Index {
    fn default() -> Self {
        Self { shards: (0..SHARDS).map(|_| RwLock::default()).collect() }
    }
}

impl Index {
    /// Looks at a recipient.
    pub fn look<R>(&self, key: &RecipientKey, then: impl FnOnce(Found<'_>) -> R) -> R {
        match read(self.shard(&key.bytes)).get(&key.bytes) {
            None => then(Found::Records(&[])),
            Some(State::One(record)) => then(Found::Records(std::slice::from_ref(record))),
            Some(State::Many(records)) => then(Found::Records(records)),
            Some(State::Damaged) => then(Found::Damaged),
        }
    }

    /// Writes one record in its scope and slot.
    pub fn put(&self, key: &RecipientKey, record: Record) {
        let mut shard = write(self.shard(&key.bytes));
        let mut records = match shard.remove(&key.bytes) {
            None => Vec::new(),
            Some(State::One(one)) => vec![one],
            Some(State::Many(many)) => many.into_vec(),
            // The damage is in another row of theirs; it stays until that is mended and loaded anew.
            Some(State::Damaged) => {
                shard.insert(key.bytes, State::Damaged);
                return;
            }
        };
        records.retain(|r| (r.scope, r.kind.slot()) != (record.scope, record.kind.slot()));
        records.push(record);
        insert(&mut shard, key.bytes, records);
    }

    /// Replaces everything about a recipient.
    pub fn replace(&self, key: &[u8; 16], records: Vec<Record>) {
        let mut shard = write(self.shard(key));
        shard.remove(key);
        insert(&mut shard, *key, records);
    }

    /// Marks a recipient whose row cannot be read.
    pub fn damage(&self, key: &[u8; 16]) {
        write(self.shard(key)).insert(*key, State::Damaged);
    }

    /// Takes the place of what was known with another index, loaded whole: nobody is asked about from a half-filled one.
    pub fn become_like(&self, other: Self) {
        for (mine, theirs) in self.shards.iter().zip(other.shards) {
            *write(mine) = theirs.into_inner().unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// How many recipients it knows.
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| read(shard).len()).sum()
    }

    /// Whether it knows nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn shard(&self, key: &[u8; 16]) -> &RwLock<Shard> {
        &self.shards[usize::from(key[0]) % SHARDS]
    }
}

fn insert(shard: &mut Shard, key: [u8; 16], mut records: Vec<Record>) {
    records.retain(tells_the_gate_something);
    match records.as_slice() {
        [] => {}
        [one] => _ = shard.insert(key, State::One(*one)),
        _ => _ = shard.insert(key, State::Many(records.into_boxed_slice())),
    }
}

/// What was taken back, and what is about neither mail nor sharing, answers none of the gate's questions.
fn tells_the_gate_something(record: &Record) -> bool {
    let taken_back = matches!(record.kind, Kind::Withdrawn | Kind::Resumed | Kind::Released | Kind::Deliverable);
    let asked_about = record.scope.concerns_mail() || matches!(record.scope, Scope::Sharing(_));
    asked_about && !taken_back
}

// A panic while a shard was held cannot leave it half-written: every write is one insert or remove.
fn read(shard: &RwLock<Shard>) -> RwLockReadGuard<'_, Shard> {
    shard.read().unwrap_or_else(PoisonError::into_inner)
}

fn write(shard: &RwLock<Shard>) -> RwLockWriteGuard<'_, Shard> {
    shard.write().unwrap_or_else(PoisonError::into_inner)
}

/// Takes eight bytes of the key as they are; the first chose the shard, so the last are used.
#[derive(Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some((_, last)) = bytes.split_last_chunk::<8>() {
            self.0 = u64::from_le_bytes(*last);
        }
    }

    // An array hashes its length first, which says nothing here.
    fn write_usize(&mut self, _: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TopicId;
    use crate::domain::time::Instant;

    fn key(first: u8) -> RecipientKey {
        RecipientKey { scheme: 1, bytes: [first; 16] }
    }

    fn record(topic: u32, kind: Kind) -> Record {
        Record { scope: Scope::Topic(TopicId(topic)), kind, since: Instant(1), entry: 1 }
    }

    fn count(index: &Index, key: &RecipientKey) -> usize {
        index.look(key, |found| match found {
            Found::Records(records) => records.len(),
            Found::Damaged => usize::MAX,
        })
    }

    #[test]
    fn a_record_replaces_the_one_in_its_scope_and_slot() {
        let index = Index::default();
        index.put(&key(1), record(7, Kind::OptedOut));
        index.put(&key(1), record(8, Kind::OptedOut));
        assert_eq!(count(&index, &key(1)), 2);
        index.put(&key(1), record(7, Kind::Withdrawn));
        assert_eq!(count(&index, &key(1)), 1);
        index.put(&key(1), record(8, Kind::Withdrawn));
        assert!(index.is_empty());
    }

    #[test]
    fn l4_a_new_index_takes_the_place_of_the_old_one_whole() {
        let (index, fresh) = (Index::default(), Index::default());
        index.put(&key(1), record(7, Kind::OptedOut));
        fresh.put(&key(2), record(7, Kind::OptedOut));
        index.become_like(fresh);
        assert_eq!((count(&index, &key(1)), count(&index, &key(2))), (0, 1));
    }

    #[test]
    fn damage_stays_until_the_recipient_is_loaded_anew() {
        let index = Index::default();
        index.damage(&[2; 16]);
        index.put(&key(2), record(7, Kind::OptedOut));
        assert_eq!(count(&index, &key(2)), usize::MAX);
        index.replace(&[2; 16], vec![record(7, Kind::OptedOut)]);
        assert_eq!(count(&index, &key(2)), 1);
    }
}
