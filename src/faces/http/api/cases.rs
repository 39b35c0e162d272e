//! `/v1/cases`: what recipients asked for and somebody must answer.

use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::body::invalid;
use super::docs::Errors;
use super::guard::{Authorised, Cases};
use super::intake::id;
use super::query::{Query, bounds, cut_page};
use super::{json, list};
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::ids::SenderId;
use crate::domain::time::Instant;
use crate::faces::http::problem::Refusal;
use crate::services::cases::{CaseMove, LastAnswer};
use crate::store::cases::CaseFilter;

/// Which cases.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// A state, or `open` for all that somebody still has to do something about; all without it.
    state: Option<String>,
    /// A kind; all without it.
    kind: Option<String>,
    /// Who has it.
    assignee: Option<String>,
    /// Due before this moment (RFC 3339).
    due_before: Option<String>,
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
    /// `access`, `correction`, `deletion`, `sharing_opt_out`, `complaint`, `redirect`, `question` or `unclear`.
    kind: String,
    /// `received`, `needs_identity`, `needs_review`, `in_progress`, `waiting`, `done`, `refused`, `withdrawn`,
    /// `duplicate`, `redirected`, `spam` or `closed_unverified`.
    state: String,
    /// While it waits: `system`, `partner`, `controller` or `recipient`.
    waiting_for: Option<String>,
    /// The sender's key.
    sender: String,
    /// Whom it is about, where that is known and on record.
    recipient: Option<String>,
    /// The mail it came with.
    mail: Option<String>,
    /// What the asker calls it.
    reference: Option<String>,
    /// What else is known; forgotten when the person's data is erased.
    #[schema(value_type = Option<Object>)]
    detail: Option<serde_json::Value>,
    /// Promotional mail to the recipient is held because of it.
    holds: bool,
    /// How it was asked for: the way in.
    asked_by: String,
    /// The language to answer in.
    language: String,
    /// The policy in force when it was opened.
    policy: String,
    /// When it was received: its clocks begin there or earlier.
    #[schema(format = DateTime)]
    received_at: String,
    /// When the earliest of its running clocks ends.
    #[schema(format = DateTime)]
    due_at: Option<String>,
    /// Its clocks, each with the rule that was in force when it began.
    #[schema(value_type = Vec<Object>)]
    clocks: serde_json::Value,
    /// When the mailbox was asked for proof.
    #[schema(format = DateTime)]
    identity_asked_at: Option<String>,
    /// When the recipient proved the mailbox.
    #[schema(format = DateTime)]
    confirmed_at: Option<String>,
    /// Who vouches for the person instead.
    vouched_by: Option<String>,
    /// When it took effect everywhere: the last system or partner confirmed, or, where none had to, it was ended as done.
    #[schema(format = DateTime)]
    effective_at: Option<String>,
    /// When it was answered.
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    /// When it ended.
    #[schema(format = DateTime)]
    done_at: Option<String>,
    /// What came of it.
    outcome: Option<String>,
    /// Why it was refused.
    reason: Option<String>,
    /// The open case that asks for the same.
    duplicate_of: Option<String>,
    /// Who has it.
    assignee: Option<String>,
    /// How often it was changed; a change names the version it saw.
    version: i64,
    /// The ledger entry of its last change.
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

/// What came of a move.
#[derive(ToSchema)]
#[schema(as = Moved)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct MovedCase {
    /// The case.
    id: String,
    /// Where it stands.
    state: String,
    /// Its version after it.
    version: i64,
    /// Whether a mail goes to the person.
    mailed: bool,
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
    let Which { state, kind, assignee, due_before, after, limit } = which.0;
    let due =
        due_before.map(|text| Instant::parse(&text).ok_or_else(|| invalid("due_before", "Not a time: RFC 3339.")));
    let filter = CaseFilter {
        state: known("state", state, |word| word == "open" || CaseState::from_word(word).is_some())?,
        kind: known("kind", kind, |word| CaseKind::from_word(word).is_some())?,
        sender: asked.only().map_or(-1, SenderId::to_i64),
        assignee: assignee.unwrap_or_default(),
        due_before: due.transpose()?.map_or(-1, |at| at.0),
    };
    let (after, limit) = bounds(after, limit)?;
    let mut cases = asked.services().list_cases(&filter, &after, limit + 1).await?;
    let next = cut_page(&mut cases, limit, |case| &case.id);
    Ok(list("/v1/cases", "cases", &cases, next))
}

/// A word that a filter may hold; none lets everything through.
fn known(field: &'static str, word: Option<String>, is_known: impl Fn(&str) -> bool) -> Result<String, Refusal> {
    match word {
        Some(word) if !is_known(&word) => Err(invalid(field, "No such word; /docs lists them.").into()),
        word => Ok(word.unwrap_or_default()),
    }
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
    responses((status = 200, description = "Closed", body = MovedCase), Errors)
)]
pub async fn close_case(asked: Authorised<Cases>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    let answer = LastAnswer { quiet: true, ..LastAnswer::default() };
    let done = CaseMove { to: Some(CaseState::Done), answer, ..CaseMove::default() };
    Ok(json(&asked.services().move_case(asked.only(), id(&request), done, asked.by()).await?))
}
