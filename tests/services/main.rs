//! The services below the faces: the writer, the gate, the ledger, the keys, and what happens when the database is in
//! trouble.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

#[path = "../support/mod.rs"]
mod support;

mod gate;
mod keys;
mod ledger;
mod trouble;
mod writer;
