//! `/task/{token}`: a colleague at a system, partner or controller says how their part of a case ended. GET shows, POST does
//! (L2), so a scanner that follows the link confirms nothing.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::token_of;
use super::visit::Visit;
use crate::domain::case::{TaskState, TaskWhat};
use crate::domain::error::Code;
use crate::faces::http::form::Form;
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::pages::Task;
use crate::services::cases::tasks::{ANSWER_MAX, LinkedTask, TaskAnswer};
use crate::services::error::ServiceError;

/// The largest form: an answer, and room for what is written around it.
const FORM_MAX: usize = ANSWER_MAX + 64 * 1024;

/// What is to be done.
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    match visit.services().task_of_link(token_of(&request)).await {
        Ok(linked) => page(&visit, StatusCode::OK, &linked, linked.task.state, ""),
        Err(error) => visit.no_such_link(&error),
    }
}

/// How it ended.
pub(super) async fn act(request: HttpRequest, payload: web::Payload, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let token = token_of(&request);
    let linked = match visit.services().task_of_link(token).await {
        Ok(linked) => linked,
        Err(error) => {
            // A stranger has little of the body read, as everywhere: only whoever was asked sends a file.
            let _ = Form::read(&request, payload).await;
            return visit.no_such_link(&error);
        }
    };
    let form = match Form::read_with_file(&request, payload, FORM_MAX).await {
        Ok(Some(form)) => form,
        Ok(None) => return refused(&visit, Code::InvalidField, &linked, "not_text"),
        Err(_) => return refused(&visit, Code::BodyTooLarge, &linked, "too_large"),
    };
    let to = match form.get("action") {
        Some("done") => TaskState::Done,
        Some("failed") => TaskState::Failed,
        _ => return visit.malformed(),
    };
    let content = content(&form, linked.task.what);
    match visit.services().settle_by_link(token, to, content).await {
        Ok(()) => page(&visit, StatusCode::OK, &linked, to, ""),
        // Of two clicks the second finds it ended: the page says how.
        Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict => {
            page(&visit, problem::status(problem.code), &linked, linked.task.state, "")
        }
        Err(ServiceError::Refused(problem)) if problem.code == Code::BodyTooLarge => {
            refused(&visit, problem.code, &linked, "too_large")
        }
        Err(ServiceError::Refused(problem)) if problem.code == Code::InvalidField => {
            refused(&visit, problem.code, &linked, "nothing")
        }
        Err(error) => visit.failed(&error, None),
    }
}

/// What was handed over, and the note beside it. Data is what was typed or, before that, the file; what is JSON is kept as
/// such. Where data is asked for and only a note came, the note is the data: who fills in the wrong field is not asked again.
fn content(form: &Form, what: TaskWhat) -> Option<Value> {
    let given = |name| form.get(name).filter(|text| !text.is_empty());
    let data = given("file").or_else(|| given("answer"));
    let (data, note) = match (data, given("note")) {
        (None, Some(note)) if what == TaskWhat::Collect => (Some(note), None),
        both => both,
    };
    let data = data.map(|text| serde_json::from_str(text).unwrap_or_else(|_| json!(text)));
    TaskAnswer::content_of(data, note.map(str::to_owned), false)
}

fn refused(visit: &Visit, code: Code, linked: &LinkedTask, fault: &'static str) -> HttpResponse {
    page(visit, problem::status(code), linked, linked.task.state, fault)
}

fn page(visit: &Visit, status: StatusCode, linked: &LinkedTask, state: TaskState, fault: &'static str) -> HttpResponse {
    let page = Task {
        sender: linked.sender.name.clone(),
        party: linked.party.clone(),
        what: linked.task.what.word(),
        address: linked.address.as_ref().map(|address| address.delivery().to_owned()).unwrap_or_default(),
        corrected: linked.corrected.clone().unwrap_or_default(),
        state: state.word(),
        due: linked.due,
        reference: linked.task.id.clone(),
        fault,
    };
    visit.page(status, Some(&linked.sender), &page)
}
