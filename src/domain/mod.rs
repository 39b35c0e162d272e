//! What things are. Pure: no async, no input or output, no clock and no randomness that was not handed in.
//!
//! To add one more thing: a file here with its type (private fields, one parser), its tests beside it, and, if it is
//! stored, a row in `store` that maps to it by `TryFrom`.

pub mod access;
pub mod address;
pub mod agent;
pub mod answer;
pub mod case;
pub mod change;
pub mod clock;
pub mod day;
pub mod delivery;
pub mod desk;
pub mod epoch;
pub mod erasure;
pub mod error;
pub mod figure;
pub mod ids;
pub mod intent;
pub mod journal;
pub mod keyring;
pub mod label;
pub mod link;
pub mod merkle;
pub mod note;
pub mod operator;
pub mod policy;
pub mod preference;
pub mod reading;
pub mod receipt;
pub mod retention;
pub mod seal;
pub mod sharing;
pub mod text;
pub mod time;
pub mod topic;
pub mod verdict;
pub mod webhook;
