//! Where the outside meets the services: HTTP, inbound mail, workers, the command line. Faces know the settings, status numbers and
//! exit codes; they decide nothing.

pub mod cli;
pub mod http;
pub mod inbound;
pub mod serve;
