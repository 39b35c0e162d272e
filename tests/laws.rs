//! The ten laws (design, "The laws"): one test for each, named by its number, through the real faces, on every database
//! there is. What a law says about inbound mail and cases is tested with those.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[path = "laws/hidden.rs"]
mod hidden;
#[path = "laws/kept.rs"]
mod kept;
#[path = "laws/narrow.rs"]
mod narrow;
#[path = "laws/open_door.rs"]
mod open_door;
