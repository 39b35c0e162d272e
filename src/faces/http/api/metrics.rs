//! `/metrics`, on a listener of its own.

use actix_web::{HttpResponse, web};

use crate::faces::http::state::State;
use crate::telemetry::metrics::CONTENT_TYPE;

/// Everything in OpenMetrics text.
pub async fn show(state: web::Data<State>) -> HttpResponse {
    let staleness = state.services.gate.staleness();
    let known = (staleness != std::time::Duration::MAX).then_some(staleness);
    HttpResponse::Ok().content_type(CONTENT_TYPE).body(state.metrics.encode(known))
}
