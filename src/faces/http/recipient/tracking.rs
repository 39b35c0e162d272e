//! `/tracking`: the web opt-out of this browser, in a cookie; and `/.well-known/gpc.json`.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::lost::senders_of_host;
use super::visit::Visit;
use crate::domain::time::DAY_MS;
use crate::faces::http::form::Form;
use crate::faces::http::state::State;
use crate::render::pages::Tracking;

/// Over https the name itself makes sure that only this host set it (RFC 6265bis section 4.1.3).
const COOKIE: &str = "__Host-tracking";
/// On this machine, for trying out, there is no https.
const COOKIE_PLAIN: &str = "tracking";
/// Its only value.
const STOPPED: &str = "stopped";
/// As long as browsers keep a cookie at all: 400 days.
const KEPT_DAYS: i64 = 400;
/// When this statement was last looked at (GPC-04).
const SUPPORT: &str = "{\"gpc\": true, \"lastUpdate\": \"2026-11-23\"}\n";

/// Shows whether this browser opted out, or says so by its signal (L2). Sets nothing.
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let stopped = visit.gpc || has_cookie(&request);
    page(&visit, Tracking { stopped, just_changed: false })
}

/// Sets or removes the cookie. A browser that sends `Sec-GPC: 1` stays opted out, whatever the form says.
pub(super) async fn act(request: HttpRequest, payload: web::Payload, state: web::Data<State>) -> HttpResponse {
    let visit = Visit::of(&request, &state);
    let form = match Form::read(&request, payload).await {
        Ok(form) => form,
        Err(too_large) => return visit.too_large(too_large),
    };
    let stopped = match form.get("action") {
        Some("stop_tracking") => true,
        // Another site's form must not take the opt-out away.
        Some("allow_tracking") => visit.gpc || (is_foreign(&request) && has_cookie(&request)),
        _ => return visit.malformed(),
    };
    let mut response = page(&visit, Tracking { stopped, just_changed: stopped != has_cookie(&request) });
    let secure = visit.services().config.public_url.scheme() == "https";
    // Only a header that cannot be written could fail here, and these are constants.
    let _ = response.add_cookie(&cookie(stopped, secure));
    response
}

/// `/.well-known/gpc.json` (GPC-04).
pub(super) async fn support() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(SUPPORT)
}

fn page(visit: &Visit, page: Tracking) -> HttpResponse {
    let senders = senders_of_host(visit);
    let sender = match senders.as_slice() {
        [one] => Some(&**one),
        _ => None,
    };
    visit.page(StatusCode::OK, sender, &page)
}

fn has_cookie(request: &HttpRequest) -> bool {
    [COOKIE, COOKIE_PLAIN].iter().any(|name| request.cookie(name).is_some_and(|cookie| cookie.value() == STOPPED))
}

/// Not hidden from scripts: the sender's own pages are to read and obey it.
fn cookie(stopped: bool, secure: bool) -> Cookie<'static> {
    let kept = if stopped { Duration::milliseconds(KEPT_DAYS * DAY_MS) } else { Duration::ZERO };
    let value = if stopped { STOPPED } else { "" };
    Cookie::build(if secure { COOKIE } else { COOKIE_PLAIN }, value)
        .path("/")
        .secure(secure)
        .same_site(SameSite::Lax)
        .max_age(kept)
        .finish()
}

/// Whether a browser says that another site sent the form.
fn is_foreign(request: &HttpRequest) -> bool {
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    site.is_some_and(|site| site != "same-origin" && site != "none")
}
