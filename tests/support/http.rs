//! HTTP of a service under test.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::dev::ServerHandle;
use desist::faces::http::state::State;
use desist::faces::http::{self, routes};
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
    handle: ServerHandle,
}

impl Http {
    /// Answers on this listener until dropped.
    pub fn start(services: Arc<Services>, listener: TcpListener, trusted: &[String], limits: Limits) -> Self {
        let at = listener.local_addr().unwrap();
        let state = Arc::new(State {
            metrics: Arc::new(routes::metrics(services.counters.clone())),
            trusted_proxies: trusted.iter().map(|network| network.parse().unwrap()).collect(),
            limits: http::limits::Limits::new(
                limits.typed_addresses_per_client_per_hour,
                limits.invalid_tokens_per_client_per_minute,
            ),
            api_body: limits.api_body,
            services,
        });
        let server = http::serve(state, listener, 1).unwrap();
        let handle = server.handle();
        tokio::spawn(server);
        Self { at, handle }
    }

    /// `http://127.0.0.1:PORT`.
    pub fn base(&self) -> String {
        format!("http://{}", self.at)
    }
}

impl Drop for Http {
    fn drop(&mut self) {
        // The server's own threads do it; nothing is left to wait for.
        drop(self.handle.stop(false));
    }
}
