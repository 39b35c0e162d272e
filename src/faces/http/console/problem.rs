//! Errors that no handler of the console made, on its paths.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_SECURITY_POLICY;

use super::guard::POLICY;
use crate::domain::error::{Code, Problem};
use crate::faces::http::problem;
use crate::faces::http::state::State;
use crate::render::console::{Refused, Shell};

/// The page of an error.
pub fn error_page(state: &State, error: &Problem) -> HttpResponse {
    let services = &state.services;
    let status = problem::status(error.code);
    let shell = Shell { installation: super::guard::host_of(services), ..Shell::default() };
    let detail = match error.code {
        Code::NotFound => "There is no page at this address. The way back leads to what waits.",
        _ => error.detail.as_str(),
    };
    let page = Refused { status: status.as_u16(), title: error.code.title().to_owned(), detail: detail.to_owned() };
    match services.renderer.console(&shell, &page) {
        Ok(html) => HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((CONTENT_SECURITY_POLICY, POLICY))
            .body(html),
        Err(_) => problem::respond(error),
    }
}
