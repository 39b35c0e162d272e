//! `POST /v1/recipients/lookup`: a POST, so that no address stands in a URL (L6).

use actix_web::HttpResponse;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::{Body, required};
use super::docs::Errors;
use super::guard::{Authorised, Preferences};
use super::{json, text};
use crate::faces::http::problem::Refusal;

/// Whom to look up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookupRequest {
    /// The address.
    #[schema(value_type = String, required = true, example = "ana@example.com")]
    recipient: Option<String>,
}

/// Everything about a recipient.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct Recipient {
    /// What the recipient chose.
    preferences: Vec<Standing>,
    /// Every reason not to send.
    suppressions: Vec<Standing>,
    /// Every change, oldest first, as the ledger has it.
    #[schema(value_type = Vec<Object>)]
    history: Vec<Value>,
    /// What somebody must answer.
    #[schema(value_type = Vec<Object>)]
    cases: Vec<Value>,
}

/// One thing that stands recorded.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct Standing {
    /// Topic key, or `all`, `everywhere`, `sharing`, `tracking`.
    scope: String,
    /// The sender's key, where the scope is one sender's.
    sender: Option<String>,
    /// Its state.
    state: String,
    /// The end of a pause.
    #[schema(format = DateTime)]
    until: Option<String>,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// When it was written down.
    #[schema(format = DateTime)]
    recorded_at: String,
    /// The way in.
    channel: String,
    /// Its ledger entry.
    entry: u64,
}

/// What is known about a recipient.
#[utoipa::path(
    post, path = "/v1/recipients/lookup", tag = "Preferences", operation_id = "look_up",
    description = "Needs the scope `preferences`. A key for one sender is told what concerns that sender.",
    request_body = LookupRequest,
    responses((status = 200, description = "Everything; empty lists for somebody unknown", body = Recipient), Errors)
)]
pub async fn look_up(asked: Authorised<Preferences>, body: Body) -> Result<HttpResponse, Refusal> {
    let request: LookupRequest = body.parse()?;
    let address = text::address(required(request.recipient.as_deref(), "recipient")?, "recipient")?;
    Ok(json(&asked.services().look_up(&address, asked.only()).await?))
}
