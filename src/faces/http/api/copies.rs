//! `/v1/cases/{id}/copy` and what is done with it: a copy of somebody's data, redacted, sent back, delivered.

use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::body::{Body, invalid, required};
use super::cases::MovedCase;
use super::docs::Errors;
use super::guard::{Authorised, Cases};
use super::intake::id;
use super::json;
use super::query::Query;
use crate::faces::http::problem::Refusal;
use crate::services::cases::copy::Redaction;

/// The page carries its own style and nothing else.
const ONLY_ITS_STYLE: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
/// The longest note or path, in octets.
const TEXT_MAX: usize = 10_000;

/// Which form.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CopyForm {
    /// `json` (without it) or `html`: a page in the person's language, whole in one file.
    format: Option<String>,
}

/// What is taken out of an answer. Without `path` and `replace`, all of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RedactRequest {
    /// The task whose answer it is.
    #[schema(value_type = String, required = true)]
    task: Option<String>,
    /// Where it stands: names and numbers divided by dots, `*` for each of a list; or a JSON Pointer.
    #[schema(example = "orders.*.seller")]
    path: Option<String>,
    /// What the answer becomes, any JSON.
    #[schema(value_type = Option<Object>)]
    replace: Option<Value>,
}

/// An answer that is not complete.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendBackRequest {
    /// The task whose answer it is.
    #[schema(value_type = String, required = true)]
    task: Option<String>,
    /// What is missing; kept sealed, for colleagues.
    note: Option<String>,
}

/// A delivery.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliverRequest {
    /// The version of the case that you saw.
    version: Option<i64>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
#[allow(dead_code, reason = "describes what the service writes")]
pub struct DeliveredCopy {
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
    /// Where the link went, masked.
    to: String,
    /// Until when it opens the copy.
    #[schema(format = DateTime)]
    expires: String,
}

/// The copy of a case.
#[utoipa::path(
    get, path = "/v1/cases/{id}/copy", tag = "Intake", operation_id = "show_copy",
    description = "Needs the scope `cases`. As it was delivered, or as it would be now: what is held here, what each system \
        handed over, who receives data, rights. 409 `conflict` when the case asks for no copy, when nobody is on record for \
        it, or when the delivered copy was destroyed.",
    params(("id" = String, Path, description = "The case's id"), CopyForm),
    responses((status = 200, description = "The copy", body = Object), Errors)
)]
pub async fn show_copy(
    asked: Authorised<Cases>,
    request: HttpRequest,
    query: Query<CopyForm>,
) -> Result<HttpResponse, Refusal> {
    let is_page = match query.0.format.as_deref() {
        None | Some("json") => false,
        Some("html") => true,
        Some(_) => return Err(invalid("format", "A format is json or html.").into()),
    };
    let copy = asked.services().access_copy(asked.only(), id(&request)).await?;
    Ok(match is_page {
        true => HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .insert_header((CONTENT_SECURITY_POLICY, ONLY_ITS_STYLE))
            .body(asked.services().copy_file(&copy)),
        false => json(&copy),
    })
}

/// Takes something out of a system's answer.
#[utoipa::path(
    post, path = "/v1/cases/{id}/redact", tag = "Intake", operation_id = "redact",
    description = "Needs the scope `cases`. For what is about somebody else. `[redacted]` stands in its place; what was there \
        is destroyed at once, and the entry names your key. 409 `conflict` when the case was delivered or the task has no \
        answer.",
    params(("id" = String, Path, description = "The case's id")),
    request_body = RedactRequest,
    responses((status = 200, description = "Redacted", body = MovedCase), Errors)
)]
pub async fn redact(asked: Authorised<Cases>, request: HttpRequest, body: Body) -> Result<HttpResponse, Refusal> {
    let wanted: RedactRequest = body.parse()?;
    let task = required(wanted.task, "task")?;
    let redaction = match (wanted.path, wanted.replace) {
        (Some(path), None) if path.len() <= TEXT_MAX => Redaction::Path(path),
        (Some(_), None) => return Err(invalid("path", "A path has at most 10,000 octets.").into()),
        (None, Some(value)) => Redaction::Replace(value),
        (None, None) => Redaction::Whole,
        (Some(_), Some(_)) => return Err(invalid("replace", "Give \"path\" or \"replace\", not both.").into()),
    };
    Ok(json(&asked.services().redact(asked.only(), id(&request), &task, redaction, asked.by()).await?))
}

/// Sends an answer back to the system.
#[utoipa::path(
    post, path = "/v1/cases/{id}/send-back", tag = "Intake", operation_id = "send_back",
    description = "Needs the scope `cases`. For an answer that is not complete: the task is open again, and the system is \
        asked anew. The clocks of the case go on.",
    params(("id" = String, Path, description = "The case's id")),
    request_body = SendBackRequest,
    responses((status = 200, description = "Sent back", body = MovedCase), Errors)
)]
pub async fn send_back(asked: Authorised<Cases>, request: HttpRequest, body: Body) -> Result<HttpResponse, Refusal> {
    let wanted: SendBackRequest = body.parse()?;
    let task = required(wanted.task, "task")?;
    if wanted.note.as_ref().is_some_and(|note| note.len() > TEXT_MAX) {
        return Err(invalid("note", "A note has at most 10,000 octets.").into());
    }
    Ok(json(&asked.services().send_back(asked.only(), id(&request), &task, wanted.note, asked.by()).await?))
}

/// Delivers the copy.
#[utoipa::path(
    post, path = "/v1/cases/{id}/deliver", tag = "Intake", operation_id = "deliver",
    description = "Needs the scope `cases`. Freezes the copy, mails a link to the address on record (valid 7 days; opens the \
        copy once, for one hour), and ends the case. Again: a new link to the same copy. 409 `conflict` while a system has \
        not answered, or the person is not known to ask.",
    params(("id" = String, Path, description = "The case's id")),
    request_body = DeliverRequest,
    responses((status = 200, description = "Delivered", body = DeliveredCopy), Errors)
)]
pub async fn deliver(asked: Authorised<Cases>, request: HttpRequest, body: Body) -> Result<HttpResponse, Refusal> {
    // Nothing need be said: then no body need be sent.
    let wanted: DeliverRequest = match body.bytes().is_empty() {
        true => DeliverRequest { version: None },
        false => body.parse()?,
    };
    let delivered = asked.services().deliver_copy(asked.only(), id(&request), wanted.version, asked.by()).await?;
    Ok(json(&delivered))
}
