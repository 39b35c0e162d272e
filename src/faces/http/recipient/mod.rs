//! Pages for recipients, and one-click: no login, no script, nothing changed by reading (L2).
//!
//! - [`unsubscribe`]: `/u/{token}`; [`preferences`]: `/p/{token}`; [`confirm`]: `/confirm/{token}`;
//!   [`case`]: `/case/{token}`; [`copy`]: `/copy/{token}`; [`task`]: `/task/{token}`; [`lost`]: `/preferences`;
//!   [`tracking`]: `/tracking` and `/.well-known/gpc.json`; [`assets`]: `/assets/{file}` and what browsers and robots ask
//!   for by themselves.
//! - [`own`]: what only a mailed `/p/{token}` shows: requests, history, receipts.
//! - [`visit`]: language, signals and limits of one request, and its answers.
//!
//! Forms post to the address of their own page and get a page back, 200 and never a redirect (ONE-05).

mod assets;
mod case;
mod confirm;
mod copy;
mod lost;
mod own;
mod preferences;
mod task;
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
        .service(page("/task/{token}", web::to(task::show), web::to(task::act)))
        .service(page("/copy/{token}", web::to(copy::show), web::to(copy::act)))
        .service(page("/case/{token}", web::to(case::show), web::to(case::act)))
        .service(page("/confirm/{token}", web::to(confirm::show), web::to(confirm::act)))
        // The bare host is what people type who have no link: they need the same.
        .service(page("/", web::to(lost::show), web::to(lost::act)))
        .service(page("/preferences", web::to(lost::show), web::to(lost::act)))
        .service(page("/tracking", web::to(tracking::show), web::to(tracking::act)))
        .service(file("/.well-known/gpc.json", web::to(tracking::support)))
        .service(file("/robots.txt", web::to(assets::robots)))
        .service(file("/favicon.ico", web::to(assets::icon)))
        .service(file("/assets/{file}", web::to(assets::show)));
}

/// The page of an error that no handler here has made, in a language that this `Accept-Language` names.
pub fn error_page(state: &State, problem: &Problem, accept_language: Option<&str>) -> HttpResponse {
    visit::error_page(state, problem, accept_language)
}

/// The token in the path. It is never logged (TOK-11).
///
/// Mail programs make links of bare URLs and take the punctuation behind them along. None of it is a letter of a token,
/// so leaving it out makes no second spelling of one: the rest verifies or it does not (TOK-08).
fn token_of(request: &HttpRequest) -> &str {
    let token = request.match_info().get("token").unwrap_or_default();
    let end = glued_on(token);
    &token[..end]
}

/// Where what was glued on begins: signs that are no letters of a token, as such or percent-encoded.
fn glued_on(token: &str) -> usize {
    let mut token = token;
    loop {
        let shorter = token.trim_end_matches(is_sign);
        let shorter = without_encoded_sign(shorter);
        if shorter.len() == token.len() {
            return token.len();
        }
        token = shorter;
    }
}

/// `%3E` is a sign; `%41`, an A, is a letter and stays.
fn without_encoded_sign(token: &str) -> &str {
    let Some((rest, code)) = token.len().checked_sub(3).and_then(|at| token.split_at_checked(at)) else { return token };
    let octet = code
        .strip_prefix('%')
        .filter(|digits| !digits.starts_with('+'))
        .and_then(|digits| u8::from_str_radix(digits, 16).ok());
    if octet.is_some_and(|octet| is_sign(octet.into())) { rest } else { token }
}

/// No letter of a token, and none that another spelling of one would have (padding, the other alphabet: TOK-09).
fn is_sign(c: char) -> bool {
    !c.is_ascii_alphanumeric() && !"-_=+/%".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tok_08_what_a_mail_program_glued_on_is_left_out_and_nothing_else() {
        for glue in
            ["", ".", ")", ">", ",", ";", "%3E", "%3e", "%22%3E", ").", "\u{201d}", "%E2%80%9D", "%C2%A0", "'", "%20"]
        {
            assert_eq!(glued_on(&format!("Ab-9_{glue}")), 5, "{glue}");
        }
        for token in ["", "Ab-", "Ab_", "Ab.cd", "Ab%41", "%4", "Ab=", "Ab%3D", "Ab+"] {
            assert_eq!(glued_on(token), token.len(), "{token}");
        }
        assert_eq!(glued_on("%3E"), 0);
    }
}
