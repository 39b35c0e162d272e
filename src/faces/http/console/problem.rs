//! Errors that no handler of the console made, on its paths.

use actix_web::HttpResponse;

use super::guard::{bare_shell, refused_page, rendered};
use crate::domain::error::{Code, Problem};
use crate::faces::http::problem;
use crate::faces::http::state::State;

/// The page of an error.
pub fn error_page(state: &State, error: &Problem) -> HttpResponse {
    let mut page = refused_page(error);
    if error.code == Code::NotFound {
        page.detail = "There is no page at this address. The way back leads to what waits.".to_owned();
    }
    rendered(&state.services, &bare_shell(&state.services), &page, problem::status(error.code))
}
