//! services
pub mod counters;
pub mod error;
pub mod gate;
pub mod installation;
pub mod registry;
pub mod writer;
