//! The verifier, after the step lists of RFC 9162 sections 2.1.3.2 and 2.1.4.2. It climbs from the leaf by the bits of
//! two numbers and knows nothing of how the prover walks (LOG-03). The names are the RFC's: `fn` and `sn` are `first`
//! and `second` here.

use super::{Hash, empty_root, node_hash};

/// Whether `proof` shows that the leaf hash stands at `index` in the tree of `size` leaves with this root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let mut climb = Climb { first: index, second: size - 1 };
    let mut hash = *leaf;
    for sibling in proof {
        hash = match climb.step() {
            Some(Side::Left) => node_hash(sibling, &hash),
            Some(Side::Right) => node_hash(&hash, sibling),
            None => return false,
        };
    }
    climb.second == 0 && hash == *root
}

/// Whether `proof` shows that the tree of `old` leaves with `old_root` is a prefix of the tree of `new` leaves with
/// `new_root`. The empty tree is a prefix of every tree: then only `old_root` says anything, and the proof is empty.
pub fn verify_consistency(old: u64, new: u64, proof: &[Hash], old_root: &Hash, new_root: &Hash) -> bool {
    if old > new {
        return false;
    }
    if old == new {
        return proof.is_empty() && old_root == new_root && (old != 0 || *old_root == empty_root());
    }
    if old == 0 {
        return proof.is_empty() && *old_root == empty_root();
    }
    verify_growth(old, new, proof, old_root, new_root)
}

/// The case `0 < old < new`.
fn verify_growth(old: u64, new: u64, proof: &[Hash], old_root: &Hash, new_root: &Hash) -> bool {
    // An old tree that is perfect is itself the first subtree, and the prover leaves its root out.
    let (start, rest) = match proof.split_first() {
        None => return false,
        Some(_) if old.is_power_of_two() => (old_root, proof),
        Some(split) => split,
    };
    let mut climb = Climb { first: old - 1, second: new - 1 };
    climb.shift(climb.first.trailing_ones());
    let (mut old_hash, mut new_hash) = (*start, *start);
    for sibling in rest {
        match climb.step() {
            Some(Side::Left) => {
                old_hash = node_hash(sibling, &old_hash);
                new_hash = node_hash(sibling, &new_hash);
            }
            Some(Side::Right) => new_hash = node_hash(&new_hash, sibling),
            None => return false,
        }
    }
    climb.second == 0 && old_hash == *old_root && new_hash == *new_root
}

/// On which side of the hash so far the next line of the proof stands.
enum Side {
    Left,
    Right,
}

/// The way up: the position climbed from and the last position of the tree, both at the present height.
struct Climb {
    first: u64,
    second: u64,
}

impl Climb {
    /// One line of the proof upwards; `None` when the root is reached already and the proof is too long.
    fn step(&mut self) -> Option<Side> {
        if self.second == 0 {
            return None;
        }
        let side = if self.first & 1 == 1 || self.first == self.second { Side::Left } else { Side::Right };
        // A last subtree without a sibling is promoted until it has one on its left.
        if matches!(side, Side::Left) && self.first != 0 {
            self.shift(self.first.trailing_zeros());
        }
        self.shift(1);
        Some(side)
    }

    fn shift(&mut self, levels: u32) {
        self.first = self.first.checked_shr(levels).unwrap_or(0);
        self.second = self.second.checked_shr(levels).unwrap_or(0);
    }
}
