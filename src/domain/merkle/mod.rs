//! The Merkle tree of the ledger: hashing and proofs after RFC 9162 section 2.1 (LOG-01, LOG-03).
//!
//! The tree is never kept whole. The writer holds a [`Frontier`], the database holds leaf hashes and complete
//! [`Tile`]s, and every hash a proof may ask for follows from those two. A reader that must wait for its database asks
//! first which hashes it needs (`..._nodes_needed`), finds out for each where it lies ([`Source::of`]), loads them, and
//! then lets the prover put them together. The verifier shares nothing with the prover but the two hash functions, so
//! that a mistake in one is caught by the other.

mod frontier;
mod prove;
mod tile;
mod verify;

#[cfg(test)]
mod tests;

pub use frontier::{Frontier, FrontierError, frontier_nodes_needed};
pub use prove::{consistency_nodes_needed, consistency_proof, inclusion_nodes_needed, inclusion_proof};
pub use tile::{Source, TILE_BYTES, TILE_HEIGHT, TILE_WIDTH, Tile, TileError, TileRef, complete_tiles};
pub use verify::{verify_consistency, verify_inclusion};

use sha2::{Digest, Sha256};

/// A SHA-256 hash: of a leaf, of an inner node, or of a whole tree.
pub type Hash = [u8; 32];

/// The longest proof any tree can need: one hash a level, and sizes are 64-bit numbers.
pub const MAX_PROOF: usize = 64;

/// A perfect subtree: the `2^level` leaves from `index << level` on. Its hash never changes once its leaves exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// Height over the leaves; 0 is a leaf.
    pub level: u8,
    /// Position among the subtrees of this height, from 0.
    pub index: u64,
}

/// The hash of a leaf's bytes, exactly as they are stored (LOG-01, LOG-02).
pub fn leaf_hash(data: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

/// The hash over two subtrees (LOG-01).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1; 1 + 2 * size_of::<Hash>()];
    bytes[1..33].copy_from_slice(left);
    bytes[33..].copy_from_slice(right);
    Sha256::digest(bytes).into()
}

/// The root of the tree without leaves: the hash of nothing (LOG-01).
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// The root over leaf hashes in their order. It also folds the hashes of neighbouring perfect subtrees of one height,
/// a power of two of them, into the hash of the [`Node`] above.
pub fn root_of(leaves: impl Iterator<Item = Hash>) -> Hash {
    let mut frontier = Frontier::new();
    leaves.for_each(|leaf| frontier.push(leaf));
    frontier.root()
}

/// The perfect subtrees, from left to right, that make up `length` leaves from `start` on. `start` must be a multiple
/// of the largest power of two within `length`, as it is for every subtree of RFC 9162.
fn perfect_nodes(start: u64, length: u64) -> impl Iterator<Item = Node> {
    let mut position = start;
    (0..64u8).rev().filter(move |level| length >> level & 1 == 1).map(move |level| {
        let node = Node { level, index: position >> level };
        position += 1 << level;
        node
    })
}

/// The hash over neighbouring perfect subtrees of falling height: the right edge is folded first, an odd subtree is
/// promoted and never doubled (LOG-01).
fn fold(hashes: &[Hash]) -> Hash {
    hashes.iter().copied().rev().reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(empty_root)
}
