//! Webhooks: the endpoints that are told what happens, and what is sent to them.
//!
//! - here and in `manage`: endpoints, as administrators manage them. Each change is a registry entry; URL and secrets lie
//!   sealed.
//! - [`outgoing`]: messages for the outbox, to an endpoint or to any URL with a secret of its own.
//!
//! The writer tells endpoints of a change in the transaction that makes it (`writer/tell.rs`);
//! [`super::delivery::webhooks`] sends.

mod manage;
pub mod outgoing;

use std::time::Duration;

use serde::Serialize;

use crate::domain::error::{Code, Problem};
use crate::domain::ids::SenderId;
use crate::domain::time::{DAY_MS, Instant};
use crate::domain::webhook::TargetRules;
use crate::domain::webhook::endpoint::{DisabledWhy, Events};
use crate::domain::webhook::target::BadTarget;

/// How long the secret before the present one signs, too: a day to bring the new one everywhere.
pub const ROTATION_MS: i64 = DAY_MS;

/// What was set about webhooks.
#[derive(Clone, Debug)]
pub struct WebhookConfig {
    /// Where they may be sent.
    pub rules: TargetRules,
    /// How long one attempt may take.
    pub timeout: Duration,
}

impl Default for WebhookConfig {
    /// As the settings are without any: by https to public addresses, 20 seconds.
    fn default() -> Self {
        Self { rules: TargetRules::default(), timeout: Duration::from_secs(20) }
    }
}

/// An endpoint to be made.
#[derive(Clone, Debug)]
pub struct NewEndpoint {
    /// The only sender it is told of, or all.
    pub sender: Option<SenderId>,
    /// Where.
    pub url: String,
    /// What for.
    pub description: String,
    /// What it wants to know.
    pub events: Events,
    /// Whether events name recipients by their addresses, too.
    pub addresses: bool,
}

/// What changes about an endpoint; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct EndpointUpdate {
    /// Where; what waits goes there, too.
    pub url: Option<String>,
    /// What for.
    pub description: Option<String>,
    /// What it wants to know.
    pub events: Option<Events>,
    /// Whether events name recipients by their addresses, too.
    pub addresses: Option<bool>,
    /// Whether it is told anything.
    pub enabled: Option<bool>,
}

/// An endpoint with its URL, for administrators. Its secret is shown when it is made, and never again.
#[derive(Clone, Debug, Serialize)]
pub struct NamedEndpoint {
    /// Its id.
    pub id: String,
    /// The key of the only sender it is told of, or all.
    pub sender: Option<String>,
    /// Where.
    pub url: String,
    /// What for.
    pub description: String,
    /// What it wants to know.
    pub events: Vec<&'static str>,
    /// Whether events name recipients by their addresses, too.
    pub addresses: bool,
    /// Since when.
    pub created_at: Instant,
    /// Until when the secret before this one signs, too.
    pub former_secret_until: Option<Instant>,
    /// Since when it is told nothing.
    pub disabled_at: Option<Instant>,
    /// Why.
    pub disabled_why: Option<DisabledWhy>,
}

/// How a trial came out.
#[derive(Clone, Debug, Serialize)]
pub struct Trial {
    /// Whether the receiver took it.
    pub delivered: bool,
    /// Its status, if it answered.
    pub status: Option<u16>,
    /// What was in the way.
    pub detail: Option<String>,
}

/// What is written anew of an endpoint, sealed; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// The sealed URL.
    pub url: Option<Vec<u8>>,
    /// What for.
    pub description: Option<String>,
    /// What it wants to know.
    pub events: Option<Events>,
    /// Whether events name recipients by their addresses, too.
    pub addresses: Option<bool>,
    /// A new secret, sealed; the present one becomes the former one.
    pub secret: Option<Vec<u8>>,
}

/// A URL that may not be called, as the asker sees it.
pub(super) fn bad_target(error: &BadTarget) -> Problem {
    let mut detail = error.to_string();
    if let Some(first) = detail.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Problem::new(Code::InvalidField, detail + ".").in_field("url")
}
