//! What every answer has in common.

use desist::domain::access::Scopes;
use desist::domain::change::{Actor, Channel};
use desist::domain::ids::SenderId;
use serde_json::{Value, json};

use crate::support::Service;
use crate::support::database::Database;
use crate::support::http::{Answer, send};

/// A key with these scopes.
pub async fn key(desist: &Service, scopes: &str, sender: Option<SenderId>) -> String {
    let scopes = Scopes::parse(scopes).unwrap();
    let made = desist.services.create_api_key("test", scopes, sender, Actor::System, Channel::CommandLine);
    made.await.unwrap().1
}

/// A call with a key of one's own.
pub async fn call(desist: &Service, key: &str, method: &str, path: &str, body: Option<Value>) -> Answer {
    let mut request = desist.http.request(method, path).bearer_auth(key);
    if let Some(body) = body {
        request = request.header("content-type", "application/json").body(body.to_string());
    }
    send(request).await
}

fn is_a_problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status, answer.code().as_str()), (status, code), "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["status"], status);
    assert_eq!(problem["type"], format!("urn:desist:problem:{code}"));
    assert!(["title", "detail"].iter().all(|name| problem[name].as_str().is_some_and(|text| !text.is_empty())));
}

/// Every call of `/v1` that the API's own description names, with its method.
async fn described(desist: &Service) -> Vec<(String, String)> {
    let document = desist.http.get("/openapi.json").await.expect(200).json();
    let paths = document["paths"].as_object().unwrap().clone();
    let calls = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap().keys().map(|method| method.to_uppercase());
        methods.map(|method| (method, path.clone())).collect::<Vec<_>>()
    });
    calls.filter(|(_, path)| path.starts_with("/v1/")).collect()
}

#[tokio::test]
async fn no_call_of_v1_is_answered_without_a_key_that_counts() {
    let desist = Service::start(Database::Sqlite).await;
    let calls = described(&desist).await;
    assert!(calls.len() >= 14);
    let id = desist.services.gate.registry().api_keys()[0].id.clone();
    let revoked = key(&desist, "admin", None).await;
    let ids = desist.services.gate.registry().api_keys();
    let new = ids.iter().find(|key| key.id != id).unwrap().id.clone();
    desist.services.revoke_api_key(&new, Actor::System, Channel::CommandLine).await.unwrap();
    for (method, path) in calls {
        let path = path.replace("{key}", "default");
        let bare = send(desist.http.request(&method, &path)).await;
        is_a_problem(&bare, 401, "unauthenticated");
        assert_eq!(bare.header("www-authenticate"), "Bearer");
        for secret in ["dsk_wrong", "", revoked.as_str()] {
            is_a_problem(&call(&desist, secret, &method, &path, None).await, 401, "unauthenticated");
        }
        let basic = desist.http.request(&method, &path).basic_auth(&desist.api_key, Some(""));
        is_a_problem(&send(basic).await, 401, "unauthenticated");
    }
}

#[tokio::test]
async fn every_call_needs_its_scope() {
    let desist = Service::start(Database::Sqlite).await;
    for (needed, method, path) in [
        ("links", "POST", "/v1/links"),
        ("links", "POST", "/v1/links/stream?topic=events"),
        ("gate", "POST", "/v1/check"),
        ("gate", "POST", "/v1/check/stream?topic=events"),
        ("preferences", "POST", "/v1/preferences"),
        ("preferences", "POST", "/v1/recipients/lookup"),
        ("events", "GET", "/v1/ledger/entries"),
        ("cases", "GET", "/v1/report"),
        ("cases", "POST", "/v1/report/recipient"),
        ("admin", "POST", "/v1/topics"),
        ("admin", "POST", "/v1/topics/events/retire"),
        ("admin", "POST", "/v1/senders"),
        ("admin", "PATCH", "/v1/senders/default"),
    ] {
        let all = ["links", "gate", "preferences", "resubscribe", "cases", "events", "admin"];
        let others: Vec<_> = all.into_iter().filter(|scope| *scope != needed).collect();
        let refused = call(&desist, &key(&desist, &others.join(","), None).await, method, path, Some(json!({}))).await;
        is_a_problem(&refused, 403, "missing_scope");
        let let_in = call(&desist, &key(&desist, needed, None).await, method, path, Some(json!({}))).await;
        assert_ne!(let_in.status, 403, "{method} {path}");
    }
}

#[tokio::test]
async fn api_01_what_the_framework_refuses_is_a_problem_too() {
    let desist = Service::start(Database::Sqlite).await;
    for path in ["/v1/nothing", "/v1/check/", "/v1/", "/v1", "/nothing", "/ledger/proof/x", "/ledger/proof/99"] {
        is_a_problem(&desist.http.get(path).await, 404, "not_found");
    }
    for method in ["GET", "HEAD", "PUT", "DELETE", "TRACE", "OPTIONS", "PROPFIND"] {
        let answer = send(desist.http.request(method, "/v1/check")).await;
        assert_eq!((answer.status, answer.header("allow")), (405, "POST"), "{method}");
    }
    let trace = send(desist.http.request("TRACE", "/health/live")).await;
    assert_eq!((trace.status, trace.header("allow")), (405, "GET, HEAD"));
    let post = |kind: &str, body: String| {
        send(
            desist
                .http
                .request("POST", "/v1/check")
                .bearer_auth(&desist.api_key)
                .header("content-type", kind)
                .body(body),
        )
    };
    is_a_problem(&post("text/xml", "{}".to_owned()).await, 415, "unsupported_media_type");
    for body in ["", "{", "[]", "{\"recipient\":\"x\"} x"] {
        is_a_problem(&post("application/json", body.to_owned()).await, 400, "malformed_json");
    }
    let large = format!("{{\"recipient\":\"{}\"}}", "x".repeat(2 * 1024 * 1024));
    is_a_problem(&post("application/json", large).await, 413, "body_too_large");
    is_a_problem(&desist.http.api_get("/v1/topics?limit=many").await, 422, "invalid_field");
    is_a_problem(&desist.http.api_get("/v1/topics?of=me").await, 422, "unknown_field");
}

#[tokio::test]
async fn api_10_unknown_and_doubled_fields_are_refused_by_name() {
    let desist = Service::start(Database::Sqlite).await;
    let body = json!({"recipient": "ana@example.com", "topic": "events", "topci": 1});
    let answer = desist.http.api("/v1/check", body).await;
    is_a_problem(&answer, 422, "unknown_field");
    assert_eq!(answer.json()["field"], "topci");
    let doubled = r#"{"recipient":"ana@example.com","topic":"events","topic":"product-news"}"#;
    let request = desist.http.request("POST", "/v1/check").bearer_auth(&desist.api_key);
    let answer = send(request.header("content-type", "application/json").body(doubled)).await;
    is_a_problem(&answer, 422, "invalid_field");
    assert_eq!(answer.json()["field"], "topic");
    let proof = json!({"recipient": "a@b.example", "scope": "all", "state": "opted_in", "proof": {"kid": "x"}});
    assert_eq!(desist.http.api("/v1/preferences", proof).await.expect(422).json()["field"], "proof.kid");
}

#[tokio::test]
async fn web_01_to_05_every_answer_has_the_security_headers() {
    let secure = Service::builder(Database::Sqlite).public_url("https://mail.acme.example").start().await;
    let plain = Service::start(Database::Sqlite).await;
    for path in ["/health/live", "/v1/check", "/nothing", "/openapi.json", "/docs", "/u/forged", "/ledger/checkpoint"] {
        for (desist, https) in [(&secure, true), (&plain, false)] {
            let answer = desist.http.get(path).await;
            assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert!(answer.header("x-robots-tag").starts_with("noindex"));
            let policy = answer.header("content-security-policy");
            for rule in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"] {
                assert!(policy.contains(rule), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe") && !policy.contains("script-src"));
            assert_eq!(answer.headers.contains_key("strict-transport-security"), https, "{path}");
        }
    }
}

#[tokio::test]
async fn health_and_the_reference_are_there_for_everybody() {
    let desist = Service::start(Database::Sqlite).await;
    assert_eq!(desist.http.get("/health/live").await.expect(200).json()["status"], "live");
    assert_eq!(desist.http.get("/health/ready").await.expect(200).json()["ledger_size"], 1);
    let head = send(desist.http.request("HEAD", "/health/live")).await;
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let page = desist.http.get("/docs").await.expect(200);
    assert!(page.header("content-type").starts_with("text/html") && page.body.contains("/v1/check/stream"));
    let style = page.body.split("href=\"").find(|part| part.starts_with("/assets/reference")).unwrap();
    let style = style.split('"').next().unwrap();
    assert_eq!(desist.http.get(style).await.expect(200).header("content-type"), "text/css; charset=utf-8");
}
