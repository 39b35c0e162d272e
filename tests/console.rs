//! The console, over real HTTP: who gets in, who may what, and what each page does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[path = "console/answers.rs"]
mod answers;
#[path = "console/begin.rs"]
mod begin;
#[path = "console/cases.rs"]
mod cases;
#[path = "console/figures.rs"]
mod figures;
#[path = "console/health.rs"]
mod health;
#[path = "console/inbox.rs"]
mod inbox;
#[path = "console/marketing.rs"]
mod marketing;
#[path = "console/recipients.rs"]
mod recipients;
#[path = "console/record.rs"]
mod record;
#[path = "console/report.rs"]
mod report;
#[path = "console/rights.rs"]
mod rights;
#[path = "console/settings.rs"]
mod settings;
#[path = "console/sign_in.rs"]
mod sign_in;
