//! Pages for recipients, and one-click: no login, no script, nothing changed by reading (L2).
//!
//! - [`unsubscribe`]: `/u/{token}`; [`preferences`]: `/p/{token}`; [`confirm`]: `/confirm/{token}`;
//!   [`lost`]: `/preferences`; [`tracking`]: `/tracking` and `/.well-known/gpc.json`; [`assets`]: `/assets/{file}`.
//! - [`form`]: bodies of POST requests. [`visit`]: language, signals and limits of one request, and its answers.
//!
//! Forms post to the address of their own page and get a page back, 200 and never a redirect (ONE-05).

mod assets;
mod confirm;
mod form;
mod lost;
mod preferences;
mod tracking;
mod unsubscribe;
mod visit;

use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};

use super::routes::methods;
use super::state::State;
use crate::domain::error::Problem;

/// Registers all paths of recipients.
pub fn configure(cfg: &mut web::ServiceConfig) {
    let page = |path: &str, get, post| methods(path, vec![(Method::GET, get), (Method::POST, post)]);
    let file = |path: &str, get| methods(path, vec![(Method::GET, get)]);
    cfg.service(page("/u/{token}", web::to(unsubscribe::show), web::to(unsubscribe::act)))
        .service(page("/p/{token}", web::to(preferences::show), web::to(preferences::act)))
        .service(page("/confirm/{token}", web::to(confirm::show), web::to(confirm::act)))
        .service(page("/preferences", web::to(lost::show), web::to(lost::act)))
        .service(page("/tracking", web::to(tracking::show), web::to(tracking::act)))
        .service(file("/.well-known/gpc.json", web::to(tracking::support)))
        .service(file("/assets/{file}", web::to(assets::show)));
}

/// The page of an error that no handler here has made, in a language that this `Accept-Language` names.
pub fn error_page(state: &State, problem: &Problem, accept_language: Option<&str>) -> HttpResponse {
    visit::error_page(state, problem, accept_language)
}

/// The token in the path. It is never logged (TOK-11).
fn token_of(request: &HttpRequest) -> &str {
    request.match_info().get("token").unwrap_or_default()
}
