//! Tiles: how the tree's hashes lie in the database (the geometry of C2SP tlog-tiles).
//!
//! A tile holds 256 neighbouring hashes of one height and stands for the eight heights of nodes above them. At tile
//! level 0 they are leaf hashes; at level L they are the roots of 256 tiles of level L-1. Only complete tiles are
//! kept, once and for ever. What is not yet under a complete tile is at most 255 single hashes a level: leaf hashes,
//! or roots of complete tiles one level down.

use std::ops::Range;

use super::{Hash, Node, root_of};

/// Hashes in a tile.
pub const TILE_WIDTH: usize = 1 << TILE_HEIGHT;
/// Heights of nodes in a tile.
pub const TILE_HEIGHT: u8 = 8;
/// Bytes of a tile's hashes.
pub const TILE_BYTES: usize = TILE_WIDTH * size_of::<Hash>();

/// Which tile: its level, and its number within the level. It covers the leaves from `number * 256^(level+1)` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileRef {
    /// 0 over the leaves, 1 over the tiles of level 0, and so on; below 8.
    pub level: u8,
    /// From 0.
    pub number: u64,
}

impl TileRef {
    /// Whether all its leaves exist in a tree of this size; the writer has then stored it.
    pub fn is_complete(self, size: u64) -> bool {
        self.number < tiles_at(self.level, size)
    }

    /// Where its 256 hashes come from when it is made: [`Source::Leaves`] or [`Source::TileRoots`].
    pub fn inputs(self) -> Source {
        Source::singles(self.level, self.number, TILE_HEIGHT)
    }
}

/// Where a node's hash can be had from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// From this complete tile, by [`Tile::node`].
    Tile(TileRef),
    /// By [`root_of`] over these leaf hashes, in order.
    Leaves(Range<u64>),
    /// By [`root_of`] over the roots of these tiles, in order; all of them are complete.
    TileRoots {
        /// Level of the tiles whose roots are meant.
        level: u8,
        /// Their numbers.
        numbers: Range<u64>,
    },
}

impl Source {
    /// The source of a node in a store of `size` leaves: the size of the head that the same snapshot shows, which may
    /// be larger than that of the tree a proof is for. The node's own leaves must all exist.
    pub fn of(node: Node, size: u64) -> Self {
        let tile = Tile::of(node);
        if tile.is_complete(size) {
            return Self::Tile(tile);
        }
        Self::singles(tile.level, node.index, node.level % TILE_HEIGHT)
    }

    /// The single hashes of a tile level under the subtree `index` that is `height` above them.
    fn singles(level: u8, index: u64, height: u8) -> Self {
        let range = index << height..(index + 1) << height;
        match level.checked_sub(1) {
            None => Self::Leaves(range),
            Some(below) => Self::TileRoots { level: below, numbers: range },
        }
    }
}

/// A complete tile with its hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    at: TileRef,
    hashes: Vec<Hash>,
}

/// A tile that has not exactly 256 hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("ledger tile {}/{} is damaged: {found} bytes instead of {TILE_BYTES}; run `desist verify`", at.level, at.number)]
pub struct TileError {
    at: TileRef,
    found: usize,
}

impl Tile {
    /// The tile that answers for a node. The root of a complete tile is a hash of the tile above, so it answers there
    /// ([`Source::of`] knows what to do while that one is incomplete).
    pub fn of(node: Node) -> TileRef {
        let height = TILE_HEIGHT - node.level % TILE_HEIGHT;
        TileRef { level: node.level / TILE_HEIGHT, number: node.index >> height }
    }

    /// A tile from the hashes that its [`TileRef::inputs`] name.
    ///
    /// # Errors
    /// When there are not exactly 256.
    pub fn new(at: TileRef, hashes: Vec<Hash>) -> Result<Self, TileError> {
        match hashes.len() {
            TILE_WIDTH => Ok(Self { at, hashes }),
            other => Err(TileError { at, found: other * size_of::<Hash>() }),
        }
    }

    /// Reads the stored form: the hashes one after another, 8,192 bytes.
    ///
    /// # Errors
    /// When the length is another.
    pub fn from_bytes(at: TileRef, bytes: &[u8]) -> Result<Self, TileError> {
        match bytes.as_chunks() {
            (hashes, []) if hashes.len() == TILE_WIDTH => Ok(Self { at, hashes: hashes.to_vec() }),
            _ => Err(TileError { at, found: bytes.len() }),
        }
    }

    /// The stored form.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.hashes.as_flattened().to_vec()
    }

    /// Which tile this is.
    pub fn at(&self) -> TileRef {
        self.at
    }

    /// The hash over all of it: one hash of the tile above, and a column of its own in the database.
    pub fn root(&self) -> Hash {
        root_of(self.hashes.iter().copied())
    }

    /// The hash of any node for which [`Tile::of`] names this tile; `None` for every other.
    pub fn node(&self, node: Node) -> Option<Hash> {
        let row = node.level % TILE_HEIGHT;
        let columns = 1 << (TILE_HEIGHT - row);
        let first = ((node.index % columns) << row) as usize;
        let below = self.hashes.get(first..first + (1 << row))?;
        (Self::of(node) == self.at).then(|| root_of(below.iter().copied()))
    }
}

/// The tiles that become complete when the tree grows from one size to the other. A tile comes after those whose roots
/// it is made of, so the writer can make and store them in this order.
pub fn complete_tiles(old_size: u64, new_size: u64) -> Vec<TileRef> {
    let level =
        |level| (tiles_at(level, old_size)..tiles_at(level, new_size)).map(move |number| TileRef { level, number });
    (0..TILE_HEIGHT).flat_map(level).collect()
}

/// How many complete tiles a level has in a tree of this size.
fn tiles_at(level: u8, size: u64) -> u64 {
    size.checked_shr(u32::from(TILE_HEIGHT) * (u32::from(level) + 1)).unwrap_or(0)
}
