//! The console, over real HTTP: who gets in, who may what, and what each page does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod support;

#[path = "console/begin.rs"]
mod begin;
#[path = "console/inbox.rs"]
mod inbox;
#[path = "console/rights.rs"]
mod rights;
#[path = "console/sign_in.rs"]
mod sign_in;
