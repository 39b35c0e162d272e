//! `/v1/tasks`: what systems, partners and controllers answer. By call-back, signed with the secret of their webhook; or by
//! an operator's key.

use actix_web::http::header::{AUTHORIZATION, HeaderMap};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::body::{Body, invalid};
use super::docs::Errors;
use super::guard::{Authorised, Cases};
use super::intake::id;
use super::json as respond;
use crate::domain::case::TaskState;
use crate::domain::error::Problem;
use crate::domain::webhook::sign::{Headers, ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER};
use crate::faces::http::problem::Refusal;
use crate::faces::http::state::State;
use crate::services::cases::tasks::TaskAnswer;

/// How a task ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskRequest {
    /// `done` or `failed`.
    #[schema(value_type = String, required = true, example = "done")]
    state: Option<String>,
    /// What is handed over for the person: a copy of data, any JSON or text, at most 1 MiB. A task `collect` is done only
    /// with one, or with `nothing_held`.
    #[schema(value_type = Option<Object>)]
    answer: Option<Value>,
    /// You hold nothing about the person: said instead of an answer.
    #[serde(default)]
    nothing_held: bool,
    /// A note for the operators; the person does not get it.
    note: Option<String>,
    /// The task, as the webhook named it; needed in a signed call-back, so that one cannot be sent again for another task.
    task: Option<String>,
}

/// Where a task stands.
#[derive(Serialize, ToSchema)]
pub struct TaskStands {
    /// The task.
    id: String,
    /// `open`, `done`, `failed` or `cancelled`.
    state: &'static str,
}

/// Says how a task ended.
#[utoipa::path(
    post, path = "/v1/tasks/{id}", tag = "Intake", operation_id = "settle_task",
    description = "The `callback_url` of the webhook `task.opened`. Signed with the secret of the party's webhook (headers \
        `webhook-id`, `webhook-timestamp`, `webhook-signature`, as Standard Webhooks are), or with a key of the scope \
        `cases`. The same call-back again changes nothing.",
    params(("id" = String, Path, description = "The task's id")),
    request_body = TaskRequest,
    responses((status = 200, description = "Where it stands", body = TaskStands), Errors)
)]
pub async fn settle(request: HttpRequest, body: Body, state: web::Data<State>) -> Result<HttpResponse, Refusal> {
    let task = id(&request).to_owned();
    let stands = match request.headers().contains_key(AUTHORIZATION) {
        true => {
            let asked = Authorised::<Cases>::extract(&request).await?;
            let answer = read(&body, "operator")?;
            let to = answer.to;
            asked.services().settle_task(asked.only(), &task, answer, asked.by()).await?;
            to
        }
        false => {
            let headers = signed(request.headers());
            state.services.call_back(&task, headers, body.bytes(), |_| named(&body, &task)).await?
        }
    };
    Ok(respond(&TaskStands { id: task, state: stands.word() }))
}

/// The signature covers the body and not the path, so the body must say which task it means.
fn named(body: &Body, task: &str) -> Result<TaskAnswer, Problem> {
    let wanted: TaskRequest = body.parse()?;
    if wanted.task.as_deref() != Some(task) {
        return Err(invalid("task", "A signed call-back names its task, as the webhook did."));
    }
    read(body, "callback")
}

fn read(body: &Body, by: &'static str) -> Result<TaskAnswer, Problem> {
    let wanted: TaskRequest = body.parse()?;
    let to = match wanted.state.as_deref() {
        Some("done") => TaskState::Done,
        Some("failed") => TaskState::Failed,
        _ => return Err(invalid("state", "A task ends as \"done\" or \"failed\".")),
    };
    if wanted.nothing_held && wanted.answer.is_some() {
        return Err(invalid("nothing_held", "Hand over an answer, or say that nothing is held, not both."));
    }
    Ok(TaskAnswer { to, by, content: TaskAnswer::content_of(wanted.answer, wanted.note, wanted.nothing_held) })
}

fn signed(headers: &HeaderMap) -> Headers<'_> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Headers { id: text(ID_HEADER), timestamp: text(TIMESTAMP_HEADER), signature: text(SIGNATURE_HEADER) }
}
