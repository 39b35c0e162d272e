//! Health, for whoever watches the process.

use actix_web::{HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::docs::PublicErrors;
use super::json;
use crate::domain::error::{Code, Problem};
use crate::faces::http::problem::Refusal;
use crate::faces::http::state::State;
use crate::faces::inbound::status::Shown;
use crate::services::gate::unavailable;

/// The state of this process.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `live` or `ready`.
    status: &'static str,
    /// The ledger size that the gate answers for.
    ledger_size: u64,
    /// The ways in for mail that are switched on, in `ready`.
    #[serde(skip_serializing_if = "Option::is_none")]
    intake: Option<Shown>,
}

/// Whether the process answers at all.
#[utoipa::path(
    get, path = "/health/live", tag = "Health", operation_id = "live", security(()),
    description = "Public. Restart the process when this fails.",
    responses((status = 200, description = "It answers, and takes changes", body = Health), PublicErrors)
)]
pub async fn live(state: web::Data<State>) -> Result<HttpResponse, Refusal> {
    if !state.services.writer.is_alive() {
        let detail = "The writer has ended, so no change can be stored. Restart the process.";
        return Err(Problem::new(Code::NotDurable, detail).into());
    }
    Ok(json(&Health { status: "live", ledger_size: state.services.gate.ledger_size(), intake: None }))
}

/// Whether the gate can answer.
#[utoipa::path(
    get, path = "/health/ready", tag = "Health", operation_id = "ready", security(()),
    description = "Public. 503 until the index is loaded, and while it is stale: send traffic elsewhere.",
    responses((status = 200, description = "It can", body = Health), PublicErrors)
)]
pub async fn ready(state: web::Data<State>) -> Result<HttpResponse, Refusal> {
    let gate = &state.services.gate;
    match gate.is_stale() {
        true => Err(unavailable().into()),
        false => {
            let intake = state.inbound.shown();
            Ok(json(&Health { status: "ready", ledger_size: gate.ledger_size(), intake }))
        }
    }
}
