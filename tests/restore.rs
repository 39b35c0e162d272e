//! An old backup takes the place of the database: what it lacks is done again, what was signed is explained, and nobody
//! passes a rewritten ledger off as a restored one. On every database there is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[path = "restore/backup.rs"]
mod backup;
#[path = "restore/journal.rs"]
mod journal;
#[path = "restore/proof.rs"]
mod proof;
#[path = "restore/replay.rs"]
mod replay;
#[allow(dead_code, reason = "shared with tests/cases")]
#[path = "cases/scan.rs"]
mod scan;
#[allow(dead_code, reason = "shared with tests/cases")]
#[path = "cases/steps.rs"]
mod steps;
