//! Routes with their methods, so that every other method is answered 405 with `Allow` (ONE-10, WEB-08), and never with
//! a redirect (ONE-05): a path with a slash more is another path.

use std::sync::Arc;

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::{HttpRequest, Resource, Route, guard, web};

use super::problem;
use crate::domain::error::{Code, Problem};
use crate::services::counters::Counters;
use crate::telemetry::Metrics;

/// The patterns of all routes: what metrics and log lines may call a request (L6, TOK-11).
pub const PATTERNS: &[&str] = &[
    "/",
    "/u/{token}",
    "/p/{token}",
    "/preferences",
    "/confirm/{token}",
    "/copy/{token}",
    "/case/{token}",
    "/task/{token}",
    "/tracking",
    "/robots.txt",
    "/favicon.ico",
    "/assets/{file}",
    "/.well-known/gpc.json",
    "/console/sign-in",
    "/console/begin/{token}",
    "/console",
    "/console/sign-out",
    "/console/prove",
    "/console/account",
    "/console/account/credentials",
    "/console/inbox",
    "/console/inbox/{id}",
    "/console/inbox/{id}/raw",
    "/console/labels",
    "/console/cases",
    "/console/cases/new",
    "/console/cases/{id}",
    "/console/cases/{id}/answer",
    "/console/cases/{id}/copy",
    "/console/answers",
    "/console/recipients",
    "/console/recipients/{key}",
    "/console/senders",
    "/console/senders/{key}",
    "/console/topics",
    "/console/topics/{key}",
    "/console/keys",
    "/console/links",
    "/console/figures",
    "/console/record",
    "/console/record/{index}",
    "/console/report",
    "/console/report/export",
    "/console/settings",
    "/console/health",
    "/console/operators",
    "/v1/links",
    "/v1/links/stream",
    "/v1/check",
    "/v1/check/stream",
    "/v1/do-not-share/check",
    "/v1/do-not-share/export",
    "/v1/preferences",
    "/v1/recipients/lookup",
    "/v1/ledger/entries",
    "/v1/inbound",
    "/v1/requests",
    "/v1/intake",
    "/v1/intake/{id}",
    "/v1/intake/{id}/raw",
    "/v1/intake/{id}/decide",
    "/v1/cases",
    "/v1/cases/{id}",
    "/v1/cases/{id}/close",
    "/v1/tasks/{id}",
    "/v1/cases/{id}/moves",
    "/v1/cases/{id}/vouch",
    "/v1/cases/{id}/copy",
    "/v1/cases/{id}/redact",
    "/v1/cases/{id}/send-back",
    "/v1/cases/{id}/deliver",
    "/v1/topics",
    "/v1/topics/{key}",
    "/v1/topics/{key}/retire",
    "/v1/senders",
    "/v1/senders/{key}",
    "/v1/systems",
    "/v1/systems/{key}",
    "/v1/systems/{key}/rotate",
    "/v1/partners",
    "/v1/partners/{key}",
    "/v1/partners/{key}/rotate",
    "/v1/controllers",
    "/v1/controllers/{key}",
    "/v1/controllers/{key}/rotate",
    "/v1/webhooks",
    "/v1/webhooks/{id}",
    "/v1/webhooks/{id}/test",
    "/v1/webhooks/{id}/rotate",
    "/v1/figures",
    "/v1/report",
    "/v1/report/recipient",
    "/ledger/checkpoint",
    "/ledger/proof/{index}",
    "/health/live",
    "/health/ready",
    "/openapi.json",
    "/docs",
    "/metrics",
];

/// Metrics that know the routes.
pub fn metrics(counters: Arc<Counters>) -> Metrics {
    Metrics::new(counters, PATTERNS)
}

/// The pattern of the route that a request matched, found in its app data.
pub struct Pattern {
    /// As the metrics and log lines call it.
    pub path: String,
    /// Its place in [`PATTERNS`], if it is there.
    pub at: Option<usize>,
}

impl Pattern {
    fn new(path: &str) -> Self {
        Self { path: path.to_owned(), at: PATTERNS.iter().position(|known| *known == path) }
    }
}

/// A path with its handlers, made by `web::to(handler)` (not `web::get()`, whose guard would refuse HEAD). HEAD runs
/// the handler of GET, and its body is left out when it is sent; any other method is answered 405.
pub fn methods(path: &str, handlers: Vec<(Method, Route)>) -> Resource {
    let allow = allowed(handlers.iter().map(|(method, _)| method));
    let resource = web::resource(path).app_data(Pattern::new(path));
    let resource = handlers.into_iter().fold(resource, |resource, (method, route)| {
        resource.route(route.guard(guard::fn_guard(move |asked| answers(&method, asked.head()))))
    });
    resource.default_service(web::to(move |request: HttpRequest| {
        let allow = allow.clone();
        async move { method_not_allowed(&request, allow) }
    }))
}

fn answers(method: &Method, asked: &RequestHead) -> bool {
    asked.method == *method || (asked.method == Method::HEAD && *method == Method::GET)
}

/// RFC 9110 section 10.2.1.
fn allowed<'a>(methods: impl Iterator<Item = &'a Method>) -> Option<HeaderValue> {
    let words = methods.flat_map(|method| match *method {
        Method::GET => vec!["GET", "HEAD"],
        ref other => vec![other.as_str()],
    });
    HeaderValue::from_str(&words.collect::<Vec<_>>().join(", ")).ok()
}

fn method_not_allowed(request: &HttpRequest, allow: Option<HeaderValue>) -> actix_web::HttpResponse {
    let problem = Problem::new(Code::MethodNotAllowed, "Use one of the methods that the header Allow names.");
    let mut response = problem::answer(request, &problem);
    if let Some(allow) = allow {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use actix_web::{App, HttpResponse, test};

    use super::*;

    #[tokio::test]
    async fn one_10_web_08_any_other_method_is_405_with_allow_and_head_runs_get() {
        let ok = || web::to(|| async { HttpResponse::Ok().body("here") });
        let resource = methods("/thing", vec![(Method::GET, ok()), (Method::POST, ok())]);
        let app = test::init_service(App::new().service(resource)).await;
        for (method, status) in [("GET", 200), ("HEAD", 200), ("POST", 200), ("PUT", 405), ("TRACE", 405), ("X", 405)] {
            let request = test::TestRequest::with_uri("/thing").method(Method::from_bytes(method.as_bytes()).unwrap());
            let response = test::call_service(&app, request.to_request()).await;
            assert_eq!(response.status().as_u16(), status, "{method}");
            let allow = response.headers().get(ALLOW).map(|v| v.to_str().unwrap().to_owned());
            assert_eq!(allow.is_some(), status == 405);
            assert!(allow.is_none_or(|allow| allow == "GET, HEAD, POST"));
        }
    }

    #[tokio::test]
    async fn one_05_a_trailing_slash_is_another_path_and_no_redirect() {
        let ok = web::to(|| async { HttpResponse::Ok().finish() });
        let app = test::init_service(App::new().service(methods("/thing", vec![(Method::GET, ok)]))).await;
        let response = test::call_service(&app, test::TestRequest::with_uri("/thing/").to_request()).await;
        assert_eq!(response.status().as_u16(), 404);
    }
}
