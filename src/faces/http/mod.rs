//! HTTP.

pub mod api;
pub mod recipient;
pub mod routes;
pub mod state;
