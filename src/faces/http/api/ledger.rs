//! The ledger: its entries for keys that may read them, its signed head and proofs for everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::body::invalid;
use super::docs::{Errors, PublicErrors};
use super::guard::{Authorised, Events};
use super::json;
use super::query::Query;
use crate::domain::error::{Code, Problem};
use crate::faces::http::problem::Refusal;
use crate::faces::http::state::State;
use crate::services::ledger::PAGE;

/// Which entries.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Entries {
    /// The index of the first entry, from 0.
    after: Option<u64>,
    /// Entries in one answer, 1 to 1,000, which it also is without it.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<u64>,
}

/// Entries, oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = LedgerEntries)]
pub struct EntriesAnswer {
    /// `index`, `leaf_hash` and `leaf`; a leaf that was pruned, or is of another sender than the key's, is null.
    #[schema(value_type = Vec<Object>)]
    entries: Vec<Value>,
    /// Entries in the ledger.
    ledger_size: u64,
    /// The `after` of the next page, if there is one.
    next: Option<u64>,
}

/// Reads ledger entries.
#[utoipa::path(
    get, path = "/v1/ledger/entries", tag = "Ledger", operation_id = "ledger_entries",
    description = "Needs the scope `events`.",
    params(Entries),
    responses((status = 200, description = "Entries of at least this index, oldest first", body = EntriesAnswer), Errors)
)]
pub async fn entries(asked: Authorised<Events>, query: Query<Entries>) -> Result<HttpResponse, Refusal> {
    let (after, limit) = (query.0.after.unwrap_or(0), query.0.limit.unwrap_or(PAGE));
    if !(1..=PAGE).contains(&limit) {
        return Err(invalid("limit", format!("A limit is between 1 and {PAGE}.")).into());
    }
    let (entries, ledger_size) = asked.services().entries(after, limit, asked.only()).await?;
    let end = after.saturating_add(entries.len() as u64);
    let next = (end < ledger_size).then_some(end);
    Ok(json(&EntriesAnswer { entries, ledger_size, next }))
}

/// The signed head of the ledger.
#[utoipa::path(
    get, path = "/ledger/checkpoint", tag = "Ledger", operation_id = "checkpoint", security(()),
    description = "Public. A C2SP tlog-checkpoint, signed anew if the ledger grew.",
    responses((status = 200, description = "The note", body = String, content_type = "text/plain"), PublicErrors)
)]
pub async fn checkpoint(state: web::Data<State>) -> Result<HttpResponse, Refusal> {
    let note = state.services.checkpoint().await?;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(note))
}

/// An inclusion proof.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct Proof {
    /// The entry.
    index: u64,
    /// Entries in the tree.
    size: u64,
    /// RFC 9162 leaf hash, hex.
    leaf_hash: String,
    /// The root, hex.
    root: String,
    /// The path from the leaf to the root, hex.
    proof: Vec<String>,
}

/// The proof that an entry is in the ledger.
#[utoipa::path(
    get, path = "/ledger/proof/{index}", tag = "Ledger", operation_id = "proof", security(()),
    description = "Public.",
    params(("index" = u64, Path, description = "The entry, from 0")),
    responses((status = 200, description = "The proof against the present head", body = inline(Proof)), PublicErrors)
)]
pub async fn proof(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let index = request.match_info().get("index").and_then(|text| text.parse().ok());
    let none = || Problem::new(Code::NotFound, "The ledger has no entry of this index.");
    Ok(json(&state.services.proof(index.ok_or_else(none)?).await?))
}
