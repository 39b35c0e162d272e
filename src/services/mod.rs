//! services

pub mod counters;
