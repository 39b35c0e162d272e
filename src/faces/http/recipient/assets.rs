//! Style sheet and icon.

use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, web};

use super::visit::Visit;
use crate::domain::error::{Code, Problem};
use crate::faces::http::state::State;

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
