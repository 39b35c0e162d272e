//! The console, over real HTTP: who gets in, who may what, and what each page does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[path = "console/answers.rs"]
mod answers;
#[path = "console/begin.rs"]
mod begin;
#[path = "console/cases.rs"]
mod cases;
#[path = "console/marketing.rs"]
mod marketing;
#[path = "console/recipients.rs"]
mod recipients;
#[path = "console/record.rs"]
mod record;
#[path = "console/rights.rs"]
mod rights;
#[path = "console/sign_in.rs"]
mod sign_in;
