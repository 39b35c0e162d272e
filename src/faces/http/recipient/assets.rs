//! Style sheet and icon; what browsers and robots ask for without being told to.

use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, web};

use super::visit::Visit;
use crate::domain::error::{Code, Problem};
use crate::faces::http::state::State;

/// The icon under any hash: the present one answers.
const ICON: &str = "/assets/icon.0.svg";

/// A file under its hashed name may be kept for ever; under an older name it must be asked for again.
pub(super) async fn show(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let Some(asset) = state.services.renderer.asset(request.path()) else {
        return Visit::of(&request, &state).refused(&Problem::new(Code::NotFound, "There is no such file."), None);
    };
    let caching = if asset.path == request.path() { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let unchanged = known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == asset.etag));
    let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((CACHE_CONTROL, caching)).insert_header((ETAG, asset.etag));
    match unchanged {
        true => response.finish(),
        false => response.content_type(asset.content_type).body(asset.bytes),
    }
}

/// Everything may be read: a page that must not be indexed says so itself, and only a robot that may read it hears it
/// (WEB-03).
pub(super) async fn robots() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("User-agent: *\nAllow: /\n")
}

/// The icon under the name that browsers try where no page names one.
pub(super) async fn icon(state: web::Data<State>) -> HttpResponse {
    match state.services.renderer.asset(ICON) {
        Some(asset) => HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-cache"))
            .insert_header((ETAG, asset.etag))
            .content_type(asset.content_type)
            .body(asset.bytes),
        None => HttpResponse::NoContent().finish(),
    }
}
