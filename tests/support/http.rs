//! HTTP of a service under test.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use desist::services::Services;

/// Limits of the faces, as [`desist::faces::http::state::State`] has them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Typed addresses per client and hour.
    pub typed_addresses_per_client_per_hour: u32,
    /// Tokens that do not verify, per client and minute.
    pub invalid_tokens_per_client_per_minute: u32,
    /// The largest JSON body of the API, in bytes.
    pub api_body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            typed_addresses_per_client_per_hour: 1000,
            invalid_tokens_per_client_per_minute: 1000,
            api_body: 2 * 1024 * 1024,
        }
    }
}

/// The port on which it answers.
pub struct Http {
    at: SocketAddr,
}

impl Http {
    /// Answers on this listener until dropped.
    pub fn start(_services: Arc<Services>, listener: TcpListener, _trusted: &[String], _limits: Limits) -> Self {
        Self { at: listener.local_addr().unwrap() }
    }

    /// `http://127.0.0.1:PORT`.
    pub fn base(&self) -> String {
        format!("http://{}", self.at)
    }
}
