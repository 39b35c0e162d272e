//! The API over real HTTP: every error in its form, every call with its rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[path = "api/errors.rs"]
mod errors;
#[path = "api/gate.rs"]
mod gate;
#[path = "api/links.rs"]
mod links;
#[path = "api/preferences.rs"]
mod preferences;
#[path = "api/registries.rs"]
mod registries;
#[path = "api/sharing.rs"]
mod sharing;
#[path = "api/streams.rs"]
mod streams;
