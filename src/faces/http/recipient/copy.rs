//! `/copy/{token}`: the copy of one's data, by the link that was mailed to the address on record. GET and HEAD show a page
//! with one button and use nothing up (L2), so a scanner that follows the link opens nothing. POST spends the link and
//! answers with the copy; for one hour after the first POST the same link answers again, so that the page's other buttons
//! (`action=file`, `action=json`) can give the files. No further GET is needed for anything.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_LANGUAGE};
use actix_web::{HttpRequest, HttpResponse, web};

use super::token_of;
use super::visit::Visit;
use crate::domain::error::Code;
use crate::domain::link::Campaign;
use crate::faces::http::form::Form;
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::pages::CopyDoor;
use crate::services::cases::copy::{AccessCopy, CopyLink, LinkState};
use crate::services::error::ServiceError;
use crate::services::preferences::{Holder, Power};

/// What the link would open.
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    match visit.services().copy_of_link(token_of(&request)).await {
        Ok(link) => door(&visit, StatusCode::OK, &link),
        Err(error) => visit.no_such_link(&error),
    }
}

/// Opens it: as a page, or as a file of either form. `format=json` is the same as `action=json`.
pub(super) async fn act(request: HttpRequest, payload: web::Payload, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let form = match Form::read(&request, payload).await {
        Ok(form) => form,
        Err(too_large) => return visit.too_large(too_large),
    };
    let answer = match form.get("format").or_else(|| form.get("action")) {
        Some("open" | "html") => page,
        Some("file") => page_file,
        Some("json") => json_file,
        _ => return visit.malformed(),
    };
    let token = token_of(&request);
    match visit.services().open_copy(token).await {
        Ok((link, copy)) => {
            visit.store_gpc(&holder_of(&link)).await;
            answer(&visit, &link, &copy)
        }
        Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict => {
            match visit.services().copy_of_link(token).await {
                Ok(link) => door(&visit, problem::status(problem.code), &link),
                Err(error) => visit.no_such_link(&error),
            }
        }
        Err(error) => visit.no_such_link(&error),
    }
}

/// The page with one button; or why there is none.
fn door(visit: &Visit, status: StatusCode, link: &CopyLink) -> HttpResponse {
    let state = match link.state {
        // It would open, but there is nothing behind it any more.
        LinkState::Fresh | LinkState::Opened if status != StatusCode::OK => "gone",
        LinkState::Fresh | LinkState::Opened => "open",
        LinkState::Used => "used",
        LinkState::Expired => "expired",
    };
    let page = CopyDoor {
        sender: link.sender.name.clone(),
        address: link.address.masked(),
        state,
        reference: link.case.clone(),
    };
    visit.page(status, Some(&link.sender), &page)
}

/// In the person's language, whatever the browser asks for: the copy was made for them.
fn page(visit: &Visit, link: &CopyLink, copy: &AccessCopy) -> HttpResponse {
    let services = visit.services();
    let page = services.copy_page(copy, true);
    visit.page_in(StatusCode::OK, &link.sender, &page, &services.copy_locale(copy))
}

fn page_file(visit: &Visit, _: &CopyLink, copy: &AccessCopy) -> HttpResponse {
    let services = visit.services();
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"data-copy.html\""))
        .insert_header((CONTENT_LANGUAGE, services.copy_locale(copy).tag()))
        .body(services.copy_file(copy))
}

fn json_file(_: &Visit, _: &CopyLink, copy: &AccessCopy) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"data-copy.json\""))
        .body(serde_json::to_string_pretty(copy).unwrap_or_default())
}

/// Whoever opened the copy has the mailbox.
fn holder_of(link: &CopyLink) -> Holder {
    Holder {
        address: link.address.clone(),
        sender: link.sender.clone(),
        topic: None,
        campaign: Campaign::default(),
        test: false,
        power: Power::Mailed,
    }
}
