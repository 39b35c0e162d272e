//! `/case/{token}`: how far a request is, for the person who asked. GET shows; POST takes it back (L2).

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::token_of;
use super::visit::Visit;
use crate::domain::case::{CaseState, WaitingFor};
use crate::domain::error::Code;
use crate::faces::http::form::Form;
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::pages::CasePage;
use crate::services::cases::CaseStatus;
use crate::services::error::ServiceError;

/// The page.
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    match visit.services().case_status(token_of(&request)).await {
        Ok(case) => page(&visit, StatusCode::OK, &case, None),
        Err(error) => visit.no_such_link(&error),
    }
}

/// Its one form: `action=withdraw`.
pub(super) async fn act(request: HttpRequest, payload: web::Payload, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let form = match Form::read(&request, payload).await {
        Ok(form) => form,
        Err(too_large) => return visit.too_large(too_large),
    };
    let token = token_of(&request);
    if let Err(error) = visit.services().case_status(token).await {
        return visit.no_such_link(&error);
    }
    if !form.says("action", "withdraw") {
        return visit.malformed();
    }
    if let Err(wait) = visit.counted_action(token) {
        return visit.too_many(wait);
    }
    let (status, said) = match visit.services().withdraw_case(token).await {
        Ok(()) => (StatusCode::OK, "withdrawn"),
        // Of two clicks the second finds it taken back, or an operator was faster: the page says how it stands.
        Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict => {
            (problem::status(problem.code), "too_late")
        }
        Err(error) => return visit.failed(&error, None),
    };
    match visit.services().case_status(token).await {
        Ok(case) => page(&visit, status, &case, Some(said)),
        Err(error) => visit.failed(&error, None),
    }
}

fn page(visit: &Visit, status: StatusCode, case: &CaseStatus, said: Option<&'static str>) -> HttpResponse {
    let page = CasePage {
        sender: case.sender.name.clone(),
        address: case.address.clone(),
        kind: case.kind.word(),
        progress: progress(case),
        received: case.received_on.clone(),
        confirmed: case.confirmed_on.clone(),
        due: case.due_on.clone(),
        late: case.late,
        answered: case.answered_on.clone(),
        reason: case.reason.map(|reason| reason.word()),
        bodies: visit.services().bodies(case.kind, case.state),
        policy: case.policy.clone(),
        zone: case.zone.clone(),
        reference: case.id.clone(),
        can_withdraw: case.can_withdraw,
        first: case.first.clone(),
        status: said,
    };
    visit.page(status, Some(&case.sender), &page)
}

/// How far a case is, in the words of the pages.
pub(super) fn progress(case: &CaseStatus) -> &'static str {
    match (case.state, case.waiting_for) {
        _ if case.erased => "erased",
        (CaseState::NeedsIdentity, _) => "with_you_to_confirm",
        (CaseState::Waiting, Some(WaitingFor::Recipient)) => "with_you",
        (CaseState::Waiting, Some(_)) => "with_others",
        (CaseState::Received | CaseState::NeedsReview | CaseState::InProgress | CaseState::Waiting, _) => "with_us",
        (CaseState::Done, _) => "done",
        (CaseState::Refused, _) => "refused",
        (CaseState::Withdrawn, _) => "withdrawn",
        (CaseState::Duplicate, _) => "again",
        (CaseState::Redirected, _) => "redirected",
        (CaseState::Spam, _) => "closed",
        (CaseState::ClosedUnverified, _) => "unconfirmed",
    }
}
