//! What programs call: `/v1`, the ledger's public face, health, the description of it all.

pub mod metrics;

use actix_web::web;

/// Every route of the API.
pub fn configure(_cfg: &mut web::ServiceConfig) {}
