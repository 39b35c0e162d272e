//! What every handler is given.

use std::sync::Arc;

use ipnet::IpNet;

use crate::services::Services;
use crate::telemetry::Metrics;

/// Shared by all handlers of all workers: `web::Data<State>`.
pub struct State {
    /// The services.
    pub services: Arc<Services>,
    /// Counts requests; made by [`super::routes::metrics`].
    pub metrics: Arc<Metrics>,
    /// Proxies whose `X-Forwarded-For` is believed (WEB-09).
    pub trusted_proxies: Vec<IpNet>,
    /// Typed addresses (`/preferences`) per client and hour.
    pub typed_addresses_per_client_per_hour: u32,
    /// Tokens that do not verify, per client and minute.
    pub invalid_tokens_per_client_per_minute: u32,
    /// The largest JSON body of the API, in bytes.
    pub api_body: usize,
}
