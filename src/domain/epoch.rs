//! Epochs: what a ledger says of itself after a restore.
//!
//! A restored backup lacks the newest entries, so the ledger cannot go on as if nothing had happened: its next head would
//! contradict one that was published. Instead it opens an *epoch*. The first leaf of an epoch says up to where the
//! restored entries are those of the ledger before it (`fork`), commits to the head that was known last and to the one that
//! was published last, and so to every entry that was lost. The hashes of the lost entries are kept beside it: from them
//! follows every head that was signed before the restore, and an auditor who kept one is shown what became of its
//! entries instead of "rewritten".
//!
//! ```text
//! before   0 .. fork | fork .. known            signed heads up to `published`
//! after    0 .. fork | strays | epoch leaf ..   strays: written on the restored database before it was restored in order
//! ```

use serde_json::Value;

use super::merkle::{Frontier, Hash};

/// A head: how many entries, and the root over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The number of entries.
    pub size: u64,
    /// The root of the tree.
    pub root: Hash,
}

/// An epoch as its first leaf and its row have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Epoch {
    /// Its number; the first epoch of a ledger, which has no such leaf, is 1.
    pub number: u64,
    /// The index of its first leaf.
    pub entry: u64,
    /// Entries before this index are those of the ledger before the restore.
    pub fork: u64,
    /// The last head that was known: by the journal, or else the restored one.
    pub known: Point,
    /// The last head that was published, if any. It lies beyond `known` when the journal did not reach it.
    pub published: Option<Point>,
    /// The hashes of the leaves `fork..known.size`, which are lost.
    pub hashes: Vec<Hash>,
}

/// How an epoch explains a head that was signed before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explained {
    /// The head's entries are known by their hashes; those from the fork on are lost.
    Lost {
        /// How many of the head's entries are lost.
        entries: u64,
    },
    /// The epoch commits to exactly this head, but the hashes of its last entries are lost, too.
    Committed {
        /// How many of the head's entries are lost.
        entries: u64,
    },
}

impl Explained {
    /// How many of the head's entries are lost.
    pub fn entries(self) -> u64 {
        match self {
            Self::Lost { entries } | Self::Committed { entries } => entries,
        }
    }
}

impl Epoch {
    /// What its leaf says, beside what every leaf says.
    pub fn codes(&self) -> Vec<(&'static str, Value)> {
        let hex = |hash: &Hash| data_encoding::HEXLOWER.encode(hash).into();
        let mut codes = vec![
            ("epoch", self.number.into()),
            ("fork", self.fork.into()),
            ("known_size", self.known.size.into()),
            ("known_root", hex(&self.known.root)),
        ];
        if let Some(published) = &self.published {
            codes.push(("published_size", published.size.into()));
            codes.push(("published_root", hex(&published.root)));
        }
        codes
    }

    /// The tree before the restore at this size, grown from the one at the fork; `None` where it is not known.
    pub fn before(&self, at_fork: &Frontier, size: u64) -> Option<Frontier> {
        let lost = usize::try_from(size.checked_sub(self.fork)?).ok()?;
        let mut frontier = at_fork.clone();
        self.hashes.get(..lost)?.iter().for_each(|hash| frontier.push(*hash));
        Some(frontier)
    }

    /// Whether the lost entries are what the leaf commits to.
    pub fn holds(&self, at_fork: &Frontier) -> bool {
        let whole = self.before(at_fork, self.known.size);
        let reached = |published: &Point| {
            published.size > self.known.size
                || published.size < self.fork
                || self.explain(at_fork, published).is_some()
                || self.before(at_fork, published.size).is_some_and(|tree| tree.root() == published.root)
        };
        at_fork.size() == self.fork
            && whole.is_some_and(|tree| tree.root() == self.known.root)
            && self.published.as_ref().is_none_or(reached)
    }

    /// Explains a head that was signed before this epoch and reaches beyond the fork.
    pub fn explain(&self, at_fork: &Frontier, head: &Point) -> Option<Explained> {
        let entries = head.size.checked_sub(self.fork).filter(|entries| *entries > 0)?;
        let root = self.before(at_fork, head.size).map(|tree| tree.root());
        match root {
            Some(root) => (root == head.root).then_some(Explained::Lost { entries }),
            None => (self.published.as_ref() == Some(head)).then_some(Explained::Committed { entries }),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn tree(leaves: &[u8]) -> Frontier {
        let mut frontier = Frontier::new();
        leaves.iter().for_each(|leaf| frontier.push([*leaf; 32]));
        frontier
    }

    fn point(leaves: &[u8]) -> Point {
        Point { size: leaves.len() as u64, root: tree(leaves).root() }
    }

    /// Five entries, of which a backup held two.
    fn epoch() -> Epoch {
        Epoch {
            number: 2,
            entry: 2,
            fork: 2,
            known: point(&[1, 2, 3, 4, 5]),
            published: Some(point(&[1, 2, 3, 4])),
            hashes: [3, 4, 5].map(|leaf| [leaf; 32]).into(),
        }
    }

    #[test]
    fn log_07_every_head_before_the_restore_is_explained_and_no_other() {
        let (epoch, fork) = (epoch(), tree(&[1, 2]));
        assert!(epoch.holds(&fork));
        for (size, lost) in [(3, 1), (4, 2), (5, 3)] {
            let head = point(&[1, 2, 3, 4, 5][..size]);
            assert_eq!(epoch.explain(&fork, &head), Some(Explained::Lost { entries: lost }));
        }
        assert_eq!(epoch.explain(&fork, &point(&[1, 2, 9])), None, "another past");
        assert_eq!(epoch.explain(&fork, &point(&[1, 2, 3, 4, 5, 6])), None, "beyond what is known");
        assert_eq!(epoch.explain(&fork, &point(&[1, 2])), None, "not lost at all");
    }

    #[test]
    fn a_published_head_that_no_journal_reached_is_explained_by_the_commitment_alone() {
        let far = point(&[1, 2, 3, 4, 5, 6, 7]);
        let epoch = Epoch { published: Some(far), ..epoch() };
        let fork = tree(&[1, 2]);
        assert!(epoch.holds(&fork));
        assert_eq!(epoch.explain(&fork, &far), Some(Explained::Committed { entries: 5 }));
        assert_eq!(epoch.explain(&fork, &point(&[1, 2, 3, 4, 5, 6])), None);
    }

    #[test]
    fn a_lost_hash_that_was_changed_shows() {
        let mut epoch = epoch();
        epoch.hashes[1] = [9; 32];
        assert!(!epoch.holds(&tree(&[1, 2])));
        let forged = Epoch { published: Some(point(&[1, 2, 9])), ..self::epoch() };
        assert!(!forged.holds(&tree(&[1, 2])));
    }
}
