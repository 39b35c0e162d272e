//! Mail: bytes <-> types.

pub mod compose;
pub mod transport;
