//! Where the outside meets the services: HTTP, workers, the command line. Faces know the settings, status numbers and
//! exit codes; they decide nothing.

pub mod cli;
pub mod http;
pub mod serve;
