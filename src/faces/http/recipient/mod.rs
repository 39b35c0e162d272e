//! What recipients meet: links, pages, confirmations. No login, no script.

use actix_web::{HttpResponse, web};

use super::problem;
use super::state::State;
use crate::domain::error::Problem;

/// Every route of recipients.
pub fn configure(_cfg: &mut web::ServiceConfig) {}

/// An error as a page, in a language that this `Accept-Language` names.
pub fn error_page(_state: &State, problem: &Problem, _language: Option<&str>) -> HttpResponse {
    HttpResponse::build(problem::status(problem.code))
        .content_type("text/plain; charset=utf-8")
        .body(problem.detail.clone())
}
