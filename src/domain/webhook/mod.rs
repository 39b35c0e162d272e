//! Webhooks as Standard Webhooks 1.0.0 describes them: who signs what, where one may be sent, what follows from an answer.
//!
//! - [`sign`]: the signature, for what we send and for what others send us (WH-01 to WH-04, WH-06).
//! - [`network`] and [`target`]: which addresses and URLs we never call (WH-07).
//! - [`outcome`]: done, again at a time, or never again (WH-05).
//! - [`event`] and [`endpoint`]: what is told, and to whom (WH-08).
//!
//! To add a kind of event: a line in [`event::EventKind`], and the place in the writer that tells it.

pub mod endpoint;
pub mod event;
pub mod network;
pub mod outcome;
pub mod sign;
pub mod target;

pub use endpoint::Endpoint;
pub use event::EventKind;
pub use sign::{MessageId, Secret, sign, verify};
pub use target::{Target, TargetRules};
