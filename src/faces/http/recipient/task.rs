//! `/task/{token}`: a colleague at a system, partner or controller says how their part of a case ended. GET shows, POST does
//! (L2), so a scanner that follows the link confirms nothing.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use super::form::Form;
use super::token_of;
use super::visit::Visit;
use crate::domain::case::TaskState;
use crate::domain::error::Code;
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::pages::Task;
use crate::services::cases::tasks::LinkedTask;
use crate::services::error::ServiceError;

/// What is to be done.
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    match visit.services().task_of_link(token_of(&request)).await {
        Ok(linked) => page(&visit, StatusCode::OK, &linked, linked.task.state),
        Err(error) => visit.no_such_link(&error),
    }
}

/// How it ended.
pub(super) async fn act(request: HttpRequest, payload: web::Payload, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let form = match Form::read(&request, payload).await {
        Ok(form) => form,
        Err(too_large) => return visit.too_large(too_large),
    };
    let token = token_of(&request);
    let linked = match visit.services().task_of_link(token).await {
        Ok(linked) => linked,
        Err(error) => return visit.no_such_link(&error),
    };
    let to = match form.get("action") {
        Some("done") => TaskState::Done,
        Some("failed") => TaskState::Failed,
        _ => return visit.malformed(),
    };
    let note = form.get("note").filter(|note| !note.is_empty()).map(|note| json!({ "note": note }));
    match visit.services().settle_by_link(token, to, note).await {
        Ok(()) => page(&visit, StatusCode::OK, &linked, to),
        // Of two clicks the second finds it ended: the page says how.
        Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict => {
            page(&visit, problem::status(problem.code), &linked, linked.task.state)
        }
        Err(error) => visit.failed(&error, None),
    }
}

fn page(visit: &Visit, status: StatusCode, linked: &LinkedTask, state: TaskState) -> HttpResponse {
    let page = Task {
        sender: linked.sender.name.clone(),
        party: linked.party.clone(),
        what: linked.task.what.word(),
        address: linked.address.as_ref().map(|address| address.delivery().to_owned()).unwrap_or_default(),
        corrected: linked.corrected.clone().unwrap_or_default(),
        state: state.word(),
        due: linked.due,
        reference: linked.task.id.clone(),
    };
    visit.page(status, Some(&linked.sender), &page)
}
