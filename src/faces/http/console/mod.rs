//! The console: where support works, marketing configures and the auditor looks. Server-rendered pages for operators who
//! signed in with password and authenticator; everything works without script.
//!
//! - [`rights`]: every path, with what reading it and posting to it need. **A path that is not in that table answers
//!   nobody**: deny by default (CON-06).
//! - [`guard`]: who is asking, as extractors: [`guard::Visit`] for reading, [`guard::Posted`] for a form. A handler that
//!   takes one of them runs only for an operator who has the right.
//! - [`cookie`]: the session's cookie, and the value that goes with every form.
//! - `host`: the name of its own that the console may have.
//! - `sign_in`, `begin`, `account`, `operators`, `home`, and a file for each room.
//!
//! **To add a page**: its line in [`rights::PATHS`] and in `routes::PATTERNS`, a handler, its line in the `configure` of its
//! room, and a page type in `render::console`. A GET changes nothing (L2); a POST answers with the page again when something
//! is wrong with it, and with 303 to a page that says what was done otherwise.

mod account;
mod begin;
mod cases;
pub mod cookie;
mod figures;
pub mod guard;
mod health;
mod home;
pub(super) mod host;
mod inbox;
mod marketing;
mod operators;
mod problem;
mod recipients;
mod record;
mod report;
pub mod rights;
mod settings;
mod sign_in;

use actix_web::http::Method;
use actix_web::{Resource, Route, web};

use super::routes::methods;

pub use self::problem::error_page;

/// What a handler answers; a refusal carries its whole page.
pub(super) type Answer = Result<actix_web::HttpResponse, actix_web::Error>;

/// Registers all paths of the console.
pub fn configure(cfg: &mut web::ServiceConfig) {
    let door = |path: &str, get, post| methods(path, vec![(Method::GET, get), (Method::POST, post)]);
    cfg.service(door("/console/sign-in", web::to(sign_in::show), web::to(sign_in::act)))
        .service(door("/console/begin/{token}", web::to(begin::show), web::to(begin::act)))
        .service(action("/console/sign-out", web::to(sign_in::out)))
        .service(action("/console/prove", web::to(sign_in::prove)))
        .service(page("/console", web::to(home::show)))
        .service(form("/console/account", web::to(account::show), web::to(account::act)))
        .service(form("/console/account/credentials", web::to(account::credentials), web::to(account::renew)))
        .service(form("/console/operators", web::to(operators::show), web::to(operators::act)))
        .configure(cases::configure)
        .configure(recipients::configure)
        .configure(marketing::configure)
        .configure(record::configure)
        .configure(report::configure)
        .configure(figures::configure)
        .configure(settings::configure)
        .configure(health::configure)
        .configure(inbox::configure);
}

/// A page that is only read.
fn page(path: &str, get: Route) -> Resource {
    rights::guarded(path, methods(path, vec![(Method::GET, get)]))
}

/// A page with a form that posts to it.
fn form(path: &str, get: Route, post: Route) -> Resource {
    rights::guarded(path, methods(path, vec![(Method::GET, get), (Method::POST, post)]))
}

/// What is only posted to, from other pages.
fn action(path: &str, post: Route) -> Resource {
    rights::guarded(path, methods(path, vec![(Method::POST, post)]))
}
