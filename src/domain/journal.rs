//! The journal of stops and erasures: what its lines say, and what follows from reading them.
//!
//! A line is `1 EPOCH SIZE ROOT SEALED`: where the ledger stands after it (in the clear, so that the end of a file tells
//! where the journal ends), and what is said of the way there, sealed under a key that follows from the master key alone
//! and bound to the clear part. No address stands in it, sealed or not: a recipient is named by key (L6).
//!
//! - `begin`: the journal begins here; what came before is not in it.
//! - `grew`: the ledger grew. The hashes of its new leaves, and every record of a preference that they set: stops,
//!   pauses, complaints, undeliverable addresses, holds, imports, erasures (a record `erased`), and what took one of them
//!   back, so that nobody is stopped anew who had come back since.
//! - `stray`: records that were set while the ledger contradicted this journal, as a restored backup does.
//! - `epoch`: a restore opened an epoch; the ledger goes on from its fork.
//! - `moved`: an epoch was opened from this journal elsewhere; nothing may be restored from it again.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::address::RecipientKey;
use super::ids::SenderId;
use super::merkle::Hash;
use super::preference::{Kind, Record, Scope};
use super::seal::Sealer;
use super::time::Instant;

/// The version of the lines.
const VERSION: &str = "1";
/// What lines are sealed for.
const LABEL: &str = "journal";

/// Where the ledger stands after a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The epoch.
    pub epoch: u64,
    /// The number of entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum Line {
    /// The journal begins here.
    Begin,
    /// The ledger grew.
    Grew {
        /// Its size before.
        from: u64,
        /// The hashes of the new leaves, base64.
        hashes: String,
        /// The records that they set.
        set: Vec<Effect>,
    },
    /// Set on a ledger that contradicts this journal.
    Stray {
        /// The records.
        set: Vec<Effect>,
    },
    /// An epoch was opened.
    Epoch {
        /// Up to here the entries are those before.
        fork: u64,
        /// The hashes of the leaves from there to the epoch's first leaf, base64.
        between: String,
    },
    /// An epoch was opened elsewhere.
    Moved {
        /// Its number.
        epoch: u64,
    },
}

/// A line that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the line is damaged, or was sealed under another master key")]
pub struct BadLine;

/// A record that an entry set.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Whose.
    pub key: RecipientKey,
    /// What was set, when, by which entry.
    pub record: Record,
    /// The way in, in its word.
    pub channel: String,
    /// Whose topic it is, where it is one: a restored registry may not know it.
    pub sender: Option<SenderId>,
}

/// How an effect is written: names are short because there are many.
#[derive(Serialize, Deserialize)]
struct Written(String, u16, String, u32, String, i64, Option<i64>, bool, String, u64, Option<u32>);

impl Serialize for Effect {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Record { scope, kind, since, entry } = self.record;
        Written(
            data_encoding::HEXLOWER.encode(&self.key.bytes),
            self.key.scheme,
            scope.word().to_owned(),
            scope.number(),
            kind.word().to_owned(),
            since.0,
            kind.until().map(|until| until.0),
            kind.proven(),
            self.channel.clone(),
            entry,
            self.sender.map(|sender| sender.0),
        )
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Effect {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written(key, scheme, scope, number, state, since, until, proven, channel, entry, sender) =
            Written::deserialize(deserializer)?;
        let bad = || serde::de::Error::custom("a record that was never written");
        let bytes = data_encoding::HEXLOWER.decode(key.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        Ok(Self {
            key: RecipientKey { scheme, bytes: bytes.ok_or_else(bad)? },
            record: Record {
                scope: Scope::from_parts(&scope, number).ok_or_else(bad)?,
                kind: Kind::from_parts(&state, until.map(Instant), proven).ok_or_else(bad)?,
                since: Instant(since),
                entry,
            },
            channel,
            sender: sender.map(SenderId),
        })
    }
}

impl Place {
    fn to_header(self) -> String {
        format!("{VERSION} {} {} {}", self.epoch, self.size, data_encoding::HEXLOWER.encode(&self.root))
    }

    fn parse(header: &str) -> Option<Self> {
        let mut parts = header.split(' ');
        let (version, epoch, size, root) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let root = data_encoding::HEXLOWER.decode(root.as_bytes()).ok()?.try_into().ok()?;
        let known = version == VERSION && parts.next().is_none();
        known.then_some(Self { epoch: epoch.parse().ok()?, size: size.parse().ok()?, root })
    }
}

impl Line {
    /// The line as it stands in the file, with its end.
    pub fn to_text(&self, place: Place, sealer: &Sealer) -> String {
        let header = place.to_header();
        // Our own type always can be written.
        let plain = serde_json::to_vec(self).unwrap_or_default();
        format!("{header} {}\n", STANDARD.encode(sealer.seal(LABEL, header.as_bytes(), &plain)))
    }

    /// Reads a line, without its end.
    ///
    /// # Errors
    /// When it is damaged, or sealed under another key.
    pub fn read(text: &str, sealer: &Sealer) -> Result<(Place, Self), BadLine> {
        let (header, sealed) = text.rsplit_once(' ').ok_or(BadLine)?;
        let place = Place::parse(header).ok_or(BadLine)?;
        let sealed = STANDARD.decode(sealed).map_err(|_| BadLine)?;
        let plain = sealer.open(LABEL, header.as_bytes(), &sealed).map_err(|_| BadLine)?;
        Ok((place, serde_json::from_slice(&plain).map_err(|_| BadLine)?))
    }
}

/// Leaf hashes as a line carries them.
pub fn pack(hashes: &[Hash]) -> String {
    STANDARD.encode(hashes.as_flattened())
}

fn unpack(text: &str) -> Vec<Hash> {
    STANDARD.decode(text).map(|bytes| bytes.as_chunks::<32>().0.to_vec()).unwrap_or_default()
}

/// A journal that was read: the ledger's leaves as it knows them, and what stands recorded in the end.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// The first leaf that is known.
    pub start: u64,
    /// The hashes of the leaves from there on.
    pub hashes: Vec<Hash>,
    /// Where it ends.
    pub end: Option<Place>,
    /// The epoch that was opened from it elsewhere.
    pub moved: Option<u64>,
    /// Lines that could not be read.
    pub damaged: u64,
    /// Places where it does not go on from the line before.
    pub gaps: u64,
    kept: HashMap<RecipientKey, Vec<Kept>>,
}

/// The newest record of a slot.
#[derive(Clone, Debug)]
struct Kept {
    effect: Effect,
    /// Its entry is one of the leaves that are known.
    in_chain: bool,
}

impl Journal {
    /// Takes the next line in.
    pub fn take(&mut self, place: Place, line: Line) {
        match line {
            Line::Begin => self.begin(place),
            Line::Grew { from, hashes, set } => {
                if self.end.is_none_or(|end| end.size != from || end.epoch != place.epoch) {
                    self.gaps += 1;
                    (self.start, self.hashes) = (from, Vec::new());
                }
                self.hashes.extend(unpack(&hashes));
                self.end = Some(place);
                set.into_iter().for_each(|effect| self.keep(effect, true));
            }
            Line::Stray { set } => set.into_iter().for_each(|effect| self.keep(effect, false)),
            Line::Epoch { fork, between } => self.fork(place, fork, &between),
            Line::Moved { epoch } => self.moved = Some(epoch),
        }
    }

    fn begin(&mut self, place: Place) {
        if self.end != Some(place) {
            self.gaps += u64::from(self.end.is_some());
            (self.start, self.hashes) = (place.size, Vec::new());
        }
        self.end = Some(place);
    }

    /// What was set from the fork on was set by entries that the ledger does not have any more.
    fn fork(&mut self, place: Place, fork: u64, between: &str) {
        match usize::try_from(fork.saturating_sub(self.start)) {
            Ok(left) if fork >= self.start && left <= self.hashes.len() => {
                self.hashes.truncate(left);
                self.hashes.extend(unpack(between));
            }
            _ => (self.start, self.hashes) = (place.size, Vec::new()),
        }
        self.end = Some(place);
        let kept = self.kept.values_mut().flatten();
        kept.for_each(|one| one.in_chain &= one.effect.record.entry < fork);
    }

    /// An erasure leaves what keeps mail away and nothing else of what was set before it (L8).
    fn keep(&mut self, effect: Effect, in_chain: bool) {
        let kept = self.kept.entry(effect.key).or_default();
        let slot = |record: &Record| (record.scope, record.kind.slot());
        kept.retain(|one| slot(&one.effect.record) != slot(&effect.record));
        if effect.record.kind == Kind::Erased {
            kept.retain(|one| one.effect.record.kind.survives_erasure());
        }
        kept.push(Kept { effect, in_chain });
    }

    /// What stands recorded in the end and was set by entries that a ledger lacks whose leaves are these up to `fork`.
    /// In the order in which it was set.
    pub fn lost(&self, fork: u64) -> Vec<Effect> {
        let all = self.kept.values().flatten();
        let lost = all.filter(|one| !one.in_chain || one.effect.record.entry >= fork);
        let mut lost: Vec<Effect> = lost.map(|one| one.effect.clone()).collect();
        lost.sort_by_key(|effect| (effect.record.entry, effect.key));
        lost
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;
    use crate::domain::ids::TopicId;

    const NEWS: Scope = Scope::Topic(TopicId(7));
    const ALL: Scope = Scope::All(SenderId(1));

    fn effect(who: u8, scope: Scope, kind: Kind, entry: u64) -> Effect {
        let key = RecipientKey { scheme: 1, bytes: [who; 16] };
        let record = Record { scope, kind, since: Instant(entry as i64 * 10), entry };
        Effect { key, record, channel: "one_click".to_owned(), sender: Some(SenderId(1)) }
    }

    fn place(epoch: u64, size: u64) -> Place {
        Place { epoch, size, root: [size as u8; 32] }
    }

    fn grew(from: u64, to: u64, set: Vec<Effect>) -> Line {
        let hashes: Vec<Hash> = (from..to).map(|at| [at as u8; 32]).collect();
        Line::Grew { from, hashes: pack(&hashes), set }
    }

    #[test]
    fn l6_a_line_comes_back_and_shows_neither_record_nor_key() {
        let sealer = Sealer::new(0, [3; 32]);
        let paused = Kind::Paused { until: Instant(99) };
        let line = grew(0, 2, vec![effect(1, NEWS, Kind::OptedOut, 0), effect(2, ALL, paused, 1)]);
        let text = line.to_text(place(1, 2), &sealer);
        assert_eq!(Line::read(text.trim_end(), &sealer), Ok((place(1, 2), line)));
        assert!(!text.contains("opted_out") && !text.contains("0101") && text.starts_with("1 1 2 "), "{text}");
        assert_eq!(Line::read(text.trim_end(), &Sealer::new(0, [4; 32])), Err(BadLine));
        let moved = text.replacen("1 1 2 ", "1 1 3 ", 1);
        assert_eq!(Line::read(moved.trim_end(), &sealer), Err(BadLine), "the clear part is bound to the sealed one");
    }

    #[test]
    fn what_a_backup_lacks_is_the_last_word_of_each_slot() {
        let mut journal = Journal::default();
        journal.take(place(1, 0), Line::Begin);
        journal.take(place(1, 3), grew(0, 3, vec![effect(1, NEWS, Kind::OptedOut, 2)]));
        let later = vec![effect(2, NEWS, Kind::OptedOut, 3), effect(2, NEWS, Kind::Withdrawn, 4)];
        journal.take(place(1, 5), grew(3, 5, later));
        assert_eq!((journal.start, journal.hashes.len(), journal.gaps), (0, 5, 0));
        assert_eq!(journal.lost(3), [effect(2, NEWS, Kind::Withdrawn, 4)]);
        assert_eq!(journal.lost(5), []);
    }

    #[test]
    fn l8_an_erasure_takes_wishes_with_it_and_leaves_stops() {
        let mut journal = Journal::default();
        let before = vec![effect(1, NEWS, Kind::OptedIn { proven: true }, 0), effect(1, ALL, Kind::OptedOut, 1)];
        journal.take(place(1, 2), grew(0, 2, before));
        let back = effect(1, NEWS, Kind::OptedIn { proven: true }, 3);
        journal.take(place(1, 4), grew(2, 4, vec![effect(1, ALL, Kind::Erased, 2), back.clone()]));
        let left = [effect(1, ALL, Kind::OptedOut, 1), effect(1, ALL, Kind::Erased, 2), back];
        assert_eq!(journal.lost(0), left);
    }

    #[test]
    fn after_an_epoch_what_it_lost_stays_lost_until_it_was_written_again() {
        let mut journal = Journal::default();
        let set = vec![effect(1, NEWS, Kind::OptedOut, 1), effect(2, NEWS, Kind::OptedOut, 3)];
        journal.take(place(1, 4), grew(0, 4, set));
        journal.take(place(2, 2), Line::Epoch { fork: 2, between: String::new() });
        assert_eq!(journal.hashes.len(), 2);
        journal.take(place(2, 3), grew(2, 3, vec![]));
        assert_eq!(journal.lost(3), [effect(2, NEWS, Kind::OptedOut, 3)], "a restore that died here is not over");
        journal.take(place(2, 4), grew(3, 4, vec![effect(2, NEWS, Kind::OptedOut, 3)]));
        assert_eq!(journal.lost(4), []);
    }

    #[test]
    fn a_line_that_does_not_go_on_is_a_gap_and_begins_anew() {
        let mut journal = Journal::default();
        journal.take(place(1, 2), grew(0, 2, vec![]));
        journal.take(place(1, 9), grew(8, 9, vec![]));
        assert_eq!((journal.start, journal.gaps), (8, 2));
    }
}
