//! The right edge of the tree: all that appending needs.

use super::{Hash, Node, fold, node_hash, perfect_nodes};

/// How many leaves there are and the roots of the perfect subtrees they fall into, the largest first: one root for each
/// 1 bit of the size. Appending is O(log n) and reads nothing, so the writer needs only the head row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

/// Stored bytes that are no frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the ledger head is damaged: its frontier has {found} bytes where {expected} belong; run `desist verify`")]
pub struct FrontierError {
    expected: usize,
    found: usize,
}

/// Bytes of the size, in front of the roots.
const SIZE_BYTES: usize = 8;

impl Frontier {
    /// The empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// The frontier the tree had at an earlier size, from the nodes that [`frontier_nodes_needed`] lists; its `root`
    /// is the root that a checkpoint of that size must carry.
    pub fn at<E>(size: u64, fetch: impl FnMut(Node) -> Result<Hash, E>) -> Result<Self, E> {
        let roots = perfect_nodes(0, size).map(fetch).collect::<Result<_, E>>()?;
        Ok(Self { size, roots })
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends one leaf hash. Each trailing 1 bit of the size is a subtree that the new leaf completes a larger one
    /// with, as in a binary counter's carry.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.roots.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.roots.push(hash);
        self.size += 1;
    }

    /// The root of the whole tree.
    pub fn root(&self) -> Hash {
        fold(&self.roots)
    }

    /// The form in the head row: the size, 8 bytes big-endian, then the roots of 32 bytes each, the largest first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend_from_slice(self.roots.as_flattened());
        bytes
    }

    /// Reads the form of the head row.
    ///
    /// # Errors
    /// When the number of roots does not fit the size, or the bytes end within one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let short = FrontierError { expected: SIZE_BYTES, found: bytes.len() };
        let (size, rest) = bytes.split_first_chunk::<SIZE_BYTES>().ok_or(short)?;
        let size = u64::from_be_bytes(*size);
        let (roots, _) = rest.as_chunks::<32>();
        let expected = SIZE_BYTES + size_of::<Hash>() * size.count_ones() as usize;
        if bytes.len() != expected {
            return Err(FrontierError { expected, found: bytes.len() });
        }
        Ok(Self { size, roots: roots.to_vec() })
    }
}

/// The nodes that make up the frontier of a tree of this size.
pub fn frontier_nodes_needed(size: u64) -> Vec<Node> {
    perfect_nodes(0, size).collect()
}
