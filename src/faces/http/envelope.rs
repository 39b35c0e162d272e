//! What is wrapped around every handler: security headers on every answer, also on errors (WEB-01 to -05); one log line
//! and the metrics, by route pattern (TOK-11); a panic is a 500 and not a dropped connection; errors that the framework
//! made by itself are put in our words (API-01).

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse, web};
use futures_util::FutureExt;

use super::problem::{self, Reader};
use super::routes::Pattern;
use super::state::State;

/// On every answer, unless the handler has set its own.
static HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow, noarchive")),
];

/// What a browser needs besides. WEB-04: nothing but our own style sheet and images, no script; forms post to us; nobody
/// frames us.
static FOR_PEOPLE: [(HeaderName, HeaderValue); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'; object-src 'none'",
        ),
    ),
    (header::CROSS_ORIGIN_OPENER_POLICY, HeaderValue::from_static("same-origin")),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
    (
        header::PERMISSIONS_POLICY,
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    ),
];

/// What a program's answer needs besides, should a browser show it after all. Short, because the gate answers many.
static FOR_PROGRAMS: [(HeaderName, HeaderValue); 2] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
    ),
    (header::CROSS_ORIGIN_OPENER_POLICY, HeaderValue::from_static("same-origin")),
];

/// WEB-05: two years, with subdomains. Only where the public URL is https: over http browsers ignore it.
static STRICT_TRANSPORT_SECURITY: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// The methods that a log line names.
const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// Asked thousands of times a second, or by a machine every few seconds: their log lines are for debugging only.
const QUIET: [&str; 4] = ["/v1/check", "/health/live", "/health/ready", "/metrics"];

/// Calls the handler, and makes of whatever happens an answer of ours.
///
/// # Errors
/// Only ones that carry such an answer.
pub async fn wrap(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse, Error> {
    let asked = Asked::of(&request);
    // The handler's state is its own: after a panic nothing of it is looked at again.
    match AssertUnwindSafe(async move { next.call(request).await }).catch_unwind().await {
        Ok(Ok(response)) => Ok(asked.finish(response.map_into_boxed_body())),
        Ok(Err(error)) => Err(asked.finish_bare(error.error_response())),
        Err(_) => Err(asked.finish_bare(asked.reader.answer(asked.state(), &problem::internal()))),
    }
}

/// What must be known of a request after it has gone.
struct Asked {
    started: Instant,
    method: Method,
    reader: Reader,
    state: Option<web::Data<State>>,
}

impl Asked {
    fn of(request: &ServiceRequest) -> Self {
        Self {
            started: Instant::now(),
            method: request.method().clone(),
            reader: Reader::of(request.head()),
            state: request.app_data::<web::Data<State>>().cloned(),
        }
    }

    fn state(&self) -> Option<&State> {
        self.state.as_ref().map(|state| state.get_ref())
    }

    fn finish(&self, response: ServiceResponse) -> ServiceResponse {
        let (request, response) = response.into_parts();
        let response = self.dressed(response, request.app_data::<Pattern>());
        ServiceResponse::new(request, response)
    }

    /// Where no request is left to answer, an error carries the answer out.
    fn finish_bare(&self, response: HttpResponse) -> Error {
        InternalError::from_response("answered", self.dressed(response, None)).into()
    }

    fn dressed(&self, response: HttpResponse, route: Option<&Pattern>) -> HttpResponse {
        let mut response = self.in_our_words(response);
        let secure = self.state().is_some_and(|state| state.services.config.public_url.scheme() == "https");
        let headers = response.headers_mut();
        let further: &[_] = if is_json(headers) { &FOR_PROGRAMS } else { &FOR_PEOPLE };
        add_headers(headers, further, secure);
        self.record(route, response.status().as_u16());
        response
    }

    /// API-01: an error that the framework made is replaced; what a handler of ours said stays as it is.
    fn in_our_words(&self, response: HttpResponse) -> HttpResponse {
        let status = response.status();
        let failed = status.is_client_error() || status.is_server_error();
        let foreign = response.error().is_some() || matches!(self.reader, Reader::Program);
        if !failed || !foreign || problem::is_ours(response.headers().get(header::CONTENT_TYPE)) {
            return response;
        }
        let mut ours = self.reader.answer(self.state(), &problem::in_our_words(status));
        for name in [header::ALLOW, header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
            if let Some(value) = response.headers().get(&name) {
                ours.headers_mut().insert(name, value.clone());
            }
        }
        ours
    }

    /// TOK-11, L6: the pattern, never the path.
    fn record(&self, route: Option<&Pattern>, status: u16) {
        let took = self.started.elapsed();
        let method = self.method.as_str();
        if let Some(state) = self.state() {
            state.metrics.http(route.and_then(|pattern| pattern.at), method, status, took);
        }
        let route = route.map(|pattern| pattern.path.as_str());
        let shown = route.unwrap_or("other");
        let method = if METHODS.contains(&method) { method } else { "other" };
        let duration_ms = took.as_secs_f64() * 1000.0;
        match route {
            _ if status >= 500 => tracing::warn!(route = shown, method, status, duration_ms, "answered"),
            Some(route) if QUIET.contains(&route) => tracing::debug!(route, method, status, duration_ms, "answered"),
            _ => tracing::info!(route = shown, method, status, duration_ms, "answered"),
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"application/json"))
}

fn add_headers(headers: &mut HeaderMap, further: &[(HeaderName, HeaderValue)], secure: bool) {
    for (name, value) in HEADERS.iter().chain(further) {
        if !headers.contains_key(name) {
            headers.insert(name.clone(), value.clone());
        }
    }
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT_SECURITY.clone());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
mod tests {
    use actix_web::{App, middleware, test};

    use super::*;
    use crate::faces::http::routes;

    #[tokio::test]
    async fn api_01_a_panic_is_a_500_problem_with_all_headers() {
        async fn broken() -> HttpResponse {
            panic!("a test breaks this handler")
        }
        let route = routes::methods("/v1/broken", vec![(Method::GET, web::to(broken))]);
        let app = test::init_service(App::new().wrap(middleware::from_fn(wrap)).service(route)).await;
        let error = test::try_call_service(&app, test::TestRequest::with_uri("/v1/broken").to_request()).await;
        let response = error.unwrap_err().error_response();
        assert_eq!(response.status().as_u16(), 500);
        assert_eq!(response.headers().get(header::CONTENT_TYPE).unwrap(), problem::PROBLEM_JSON);
        assert!(HEADERS.iter().all(|(name, value)| response.headers().get(name) == Some(value)));
    }

    #[tokio::test]
    async fn a_handlers_own_header_stays() {
        let styles = || async { HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "max-age=1")).finish() };
        let route = routes::methods("/assets/x", vec![(Method::GET, web::to(styles))]);
        let app = test::init_service(App::new().wrap(middleware::from_fn(wrap)).service(route)).await;
        let response = test::call_service(&app, test::TestRequest::with_uri("/assets/x").to_request()).await;
        assert_eq!(response.headers().get(header::CACHE_CONTROL).unwrap(), "max-age=1");
        assert!(!response.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
    }
}
