//! Intake: what happens to a mail that comes in. It is received, understood, acted on or queued for a person.
//!
//! - [`receive`]: stores the raw bytes, sealed, before anybody is told that they were taken (L1, L7). Every way in calls
//!   this and nothing else.
//!
//! **To add a way in**: a face that has the bytes and the envelope calls [`crate::services::Services::receive`], says
//! "yes" only after it answered, and "later" (451, exit code 75, 503) when it failed. A channel for it stands in
//! `domain/change.rs`.

pub mod receive;

pub use self::receive::{Client, Inbound, Received};
