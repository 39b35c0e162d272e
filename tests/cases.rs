//! Cases to their end, through the real faces, on every database there is: what is destroyed by a deletion and what stays,
//! what a correction carries over, what operators open and vouch for by hand, what goes by itself when it is old, which
//! policy all of it names.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[path = "cases/access.rs"]
mod access;
#[path = "cases/answers.rs"]
mod answers;
#[path = "cases/by_hand.rs"]
mod by_hand;
#[path = "cases/correction.rs"]
mod correction;
#[path = "cases/erasure.rs"]
mod erasure;
#[path = "cases/history.rs"]
mod history;
#[allow(dead_code, reason = "shared with tests/intake")]
#[path = "intake/letters.rs"]
mod letters;
#[path = "cases/parties.rs"]
mod parties;
#[path = "cases/policy.rs"]
mod policy;
#[path = "cases/retention.rs"]
mod retention;
#[path = "cases/scan.rs"]
mod scan;
#[path = "cases/steps.rs"]
mod steps;
