//! The policy's promises (P1 to P14), one test for each: the story from the first mail or click to the record that
//! `desist verify` and an offline receipt bear out. Details are tested where they live; here each promise is kept once,
//! whole, on every database there is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

#[path = "policy/choices.rs"]
mod choices;
#[allow(dead_code, reason = "shared with tests/intake")]
#[path = "intake/letters.rs"]
mod letters;
#[path = "policy/record.rs"]
mod record;
#[path = "policy/requests.rs"]
mod requests;
#[allow(dead_code, reason = "shared with tests/cases")]
#[path = "cases/scan.rs"]
mod scan;
#[allow(dead_code, reason = "shared with tests/cases")]
#[path = "cases/steps.rs"]
mod steps;
mod support;
