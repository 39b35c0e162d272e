//! `/v1/cases`: what recipients asked for and somebody must answer.

use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::invalid;
use super::docs::Errors;
use super::guard::{Authorised, Cases};
use super::intake::id;
use super::query::{Query, bounds, cut_page};
use super::{json, list};
use crate::domain::case::CaseState;
use crate::faces::http::problem::Refusal;

/// Which cases.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// `received` (the recipient has not confirmed yet), `needs_review` or `done`; all without it.
    state: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// Items in one answer, 1 to 1,000; 100 without it.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// One thing a recipient asked for.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct Case {
    /// Its id.
    id: String,
    /// `access`, `correction`, `deletion`, `complaint`, `redirect`, `question` or `unclear`.
    kind: String,
    /// `received`, `needs_review` or `done`.
    state: String,
    /// The sender's key.
    sender: String,
    /// Whom it is about, where that is known and on record.
    recipient: Option<String>,
    /// The mail it came with.
    mail: Option<String>,
    /// What the asker calls it.
    reference: Option<String>,
    /// What else is known.
    #[schema(value_type = Option<Object>)]
    detail: Option<serde_json::Value>,
    /// Promotional mail to the recipient is held because of it.
    holds: bool,
    /// When it was received: its clock begins there.
    #[schema(format = DateTime)]
    received_at: String,
    /// When the recipient proved the mailbox.
    #[schema(format = DateTime)]
    confirmed_at: Option<String>,
    /// When it was answered.
    #[schema(format = DateTime)]
    done_at: Option<String>,
    /// What came of it.
    outcome: Option<String>,
    /// The ledger entry of its last move.
    entry: i64,
}

/// A page of cases, oldest first.
#[derive(ToSchema)]
#[schema(as = Cases)]
#[allow(dead_code, reason = "describes the answer")]
pub struct Page {
    cases: Vec<Case>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

/// A case that was closed.
#[derive(Serialize, ToSchema)]
pub struct Closed {
    /// The case.
    id: String,
    /// The ledger entry.
    entry: Option<u64>,
    /// The ledger size after it.
    ledger_size: u64,
}

/// Lists cases.
#[utoipa::path(
    get, path = "/v1/cases", tag = "Intake", operation_id = "list_cases",
    description = "Needs the scope `cases`. A key for one sender sees that sender's.",
    params(Which),
    responses((status = 200, description = "Cases, oldest first", body = Page), Errors)
)]
pub async fn list_cases(asked: Authorised<Cases>, which: Query<Which>) -> Result<HttpResponse, Refusal> {
    let Which { state, after, limit } = which.0;
    let wrong = || invalid("state", "A state is received, needs_review or done.");
    let state = state.map(|word| CaseState::from_word(&word).ok_or_else(wrong)).transpose()?;
    let (after, limit) = bounds(after, limit)?;
    let mut cases = asked.services().list_cases(asked.only(), state, &after, limit + 1).await?;
    let next = cut_page(&mut cases, limit, |case| &case.id);
    Ok(list("/v1/cases", "cases", &cases, next))
}

/// Shows a case.
#[utoipa::path(
    get, path = "/v1/cases/{id}", tag = "Intake", operation_id = "show_case",
    description = "Needs the scope `cases`.",
    params(("id" = String, Path, description = "The case's id")),
    responses((status = 200, description = "The case", body = Case), Errors)
)]
pub async fn show_case(asked: Authorised<Cases>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    Ok(json(&asked.services().case(asked.only(), id(&request)).await?))
}

/// Closes a case.
#[utoipa::path(
    post, path = "/v1/cases/{id}/close", tag = "Intake", operation_id = "close_case",
    description = "Needs the scope `cases`. Says that somebody answered it. 409 `conflict` when it is done already.",
    params(("id" = String, Path, description = "The case's id")),
    responses((status = 200, description = "Closed", body = Closed), Errors)
)]
pub async fn close_case(asked: Authorised<Cases>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let id = id(&request);
    let answer = asked.services().close_case(asked.only(), id, asked.by()).await?;
    Ok(json(&Closed { id: id.to_owned(), entry: answer.entry, ledger_size: answer.ledger_size }))
}
