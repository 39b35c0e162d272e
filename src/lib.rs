//! # Desist
//!
//! A self-hosted service that makes "stop" stick. This page is the map, from high up: the layers, the one rule of
//! imports, and three walks through the house. Details are with the code they describe.
//!
//! ## The layers
//!
//! ```text
//! faces      HTTP (recipient, api), workers, command line        what the outside touches
//! services   the rules and the transactions                      what is decided and when it is durable
//! store      SQL only      mail   bytes <-> types      render   types -> pages and mails
//! domain     what things are: pure, no async, no IO              what it all means
//! ```
//!
//! A layer imports from layers below it, never from above and never from a neighbour on its own level (`store` and
//! `mail` do not know each other). `tests/architecture.rs` keeps this true.
//! [`settings`] and [`telemetry`] are read by `main` and the faces only.

pub mod domain;
pub mod faces;
pub mod mail;
pub mod render;
pub mod services;
pub mod settings;
pub mod store;
pub mod telemetry;
