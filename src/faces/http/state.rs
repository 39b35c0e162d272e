//! What every handler is given.

use std::sync::Arc;

use ipnet::IpNet;

use super::limits::Limits;
use crate::faces::inbound::Status;
use crate::services::Services;
use crate::services::intake::Intake;
use crate::settings::Settings;
use crate::telemetry::Metrics;

/// Shared by all handlers of all workers: `web::Data<State>`.
pub struct State {
    /// The services.
    pub services: Arc<Services>,
    /// Works off mail that came in, and requests that are written down.
    pub intake: Intake,
    /// Counts requests; made by [`super::routes::metrics`].
    pub metrics: Arc<Metrics>,
    /// Proxies whose `X-Forwarded-For` is believed (WEB-09).
    pub trusted_proxies: Vec<IpNet>,
    /// What one client may do how often.
    pub limits: Limits,
    /// How the ways in for mail are doing.
    pub inbound: Arc<Status>,
    /// Where the console is.
    pub console: ConsolePlace,
    /// The largest JSON body of the API, in bytes.
    pub api_body: usize,
}

/// Where the console is (CON-04), and what it shows of the settings.
#[derive(Clone, Debug, Default)]
pub struct ConsolePlace {
    /// The only host under which it answers; none: every host that leads here.
    pub host: Option<String>,
    /// The settings, for its pages about them; none in a service without a settings' face.
    pub settings: Option<Arc<Settings>>,
}
