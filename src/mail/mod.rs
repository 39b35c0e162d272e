//! Mail: bytes <-> types. What we send is put together here, signed and handed over; what becomes of it is decided in
//! [`crate::domain::delivery`].
//!
//! ```text
//! Outgoing --compose--> raw message --dkim--> signed message --transport--> Outcome
//! ```
//!
//! To add one more way out: a file in `transport/` with one `send` that answers an `Outcome`, a variant of
//! `TransportConfig`, and a test that it carries the null sender and cannot be stopped half way.

pub mod authenticate;
pub mod compose;
pub mod delivered;
pub mod dkim;
pub mod forward;
pub mod parse;
pub mod quote;
pub mod reports;
pub mod transport;
