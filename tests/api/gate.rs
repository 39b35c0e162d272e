//! `POST /v1/check`.

use std::time::Duration;

use serde_json::{Value, json};

use super::errors::{call, key};
use crate::support::database::{Database, both, execute};
use crate::support::http::send;
use crate::support::{Service, ana, eventually};

async fn stop(desist: &Service, recipient: &str, scope: &str) -> Value {
    let body = json!({"recipient": recipient, "scope": scope, "state": "opted_out"});
    desist.http.api("/v1/preferences", body).await.expect(200).json()
}

#[tokio::test]
async fn a_verdict_says_why_by_which_scope_and_since_when() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let ask = |topic: &str| desist.http.api("/v1/check", json!({"recipient": " Ana@Example.com", "topic": topic}));
        let free = ask("events").await.expect(200).json();
        let expected = json!({"recipient": " Ana@Example.com", "topic": "events", "class": "promotional", "allowed": true,
            "reason": "no_objection", "warnings": [], "ledger_size": 1});
        assert_eq!(free, expected);
        stop(&desist, "ana@example.com", "events").await;
        let stopped = ask("events").await.expect(200).json();
        assert_eq!((&stopped["allowed"], &stopped["reason"]), (&json!(false), &json!("opted_out_topic")));
        assert_eq!((&stopped["scope"], &stopped["since"]), (&json!("events"), &json!(desist.now().rfc3339())));
        assert_eq!(stopped["ledger_size"], 2);
        stop(&desist, "ana@example.com", "all").await;
        assert_eq!(ask("product-news").await.expect(200).json()["scope"], "all");
        let invoice = ask("invoices").await.expect(200).json();
        assert_eq!((&invoice["class"], &invoice["reason"]), (&json!("transactional"), &json!("transactional")));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused_and_never_allowed() {
    let desist = Service::start(Database::Sqlite).await;
    for (body, code, field) in [
        (json!({"recipient": "ana@example.com", "topic": "nothing"}), "unknown_topic", "topic"),
        (json!({"recipient": "ana", "topic": "events"}), "invalid_address", "recipient"),
        (json!({"topic": "events"}), "invalid_field", "recipient"),
        (json!({"recipient": "ana@example.com"}), "invalid_field", "topic"),
        (json!({"recipient": 7, "topic": "events"}), "invalid_field", "recipient"),
        (json!({"recipient": "a@b.example", "recipients": [], "topic": "events"}), "invalid_field", "recipients"),
        (json!({"recipient": "a@b.example", "topic": "events", "sender": "other"}), "unknown_sender", "sender"),
        (json!({"recipients": vec!["a@b.example"; 10_001], "topic": "events"}), "too_many_recipients", "recipients"),
    ] {
        let answer = desist.http.api("/v1/check", body).await.expect(422);
        assert_eq!((answer.code().as_str(), answer.json()["field"].as_str().unwrap()), (code, field));
        assert!(!answer.body.contains("b.example"), "L6: {}", answer.body);
    }
}

#[tokio::test]
async fn a_batch_keeps_its_order_and_one_bad_row_fails_no_other() {
    let desist = Service::start(Database::Sqlite).await;
    stop(&desist, "b@example.com", "events").await;
    let rows = json!(["a@example.com", "no address", "b@example.com", null, 5, "a@example.com"]);
    let answer = desist.http.api("/v1/check", json!({"recipients": rows, "topic": "events"})).await.expect(200).json();
    let results = answer["results"].as_array().unwrap();
    let reasons: Vec<_> = results.iter().map(|row| row["reason"].as_str().unwrap()).collect();
    let bad = "invalid_address";
    assert_eq!(reasons, ["no_objection", bad, "opted_out_topic", bad, bad, "no_objection"]);
    assert_eq!((&results[1]["recipient"], &results[1]["allowed"]), (&json!("no address"), &json!(false)));
    assert_eq!(answer["ledger_size"], 2);
    let full = json!({"recipients": vec!["a@example.com"; 10_000], "topic": "events"});
    let full = desist.http.api("/v1/check", full).await.expect(200).json();
    assert_eq!(full["results"].as_array().unwrap().len(), 10_000);
}

#[tokio::test]
async fn law_4_a_damaged_row_refuses_its_recipient_alone() {
    let desist = Service::start(Database::Sqlite).await;
    stop(&desist, "ana@example.com", "events").await;
    execute(desist.db(), "UPDATE preferences SET state = 'nonsense'").await;
    let fresh = desist.second_instance().await;
    let batch = json!({"recipients": ["ana@example.com", "b@example.com"], "topic": "events"});
    let results = fresh.http.api("/v1/check", batch).await.expect(200).json()["results"].clone();
    assert_eq!((&results[0]["allowed"], &results[0]["reason"]), (&json!(false), &json!("unreadable")));
    assert_eq!(results[1]["allowed"], true);
    let one = |topic: &str| fresh.http.api("/v1/check", json!({"recipient": "ana@example.com", "topic": topic}));
    assert_eq!(one("product-news").await.expect(503).code(), "unreadable_row");
    assert_eq!(one("invoices").await.expect(200).json()["allowed"], true);
}

#[tokio::test]
async fn desist_at_least_waits_and_refuses_what_it_cannot_read() {
    let desist = Service::builder(Database::Sqlite).not_following().start().await;
    let other = desist.second_instance_as(|plan| plan.not_following()).await;
    let ask = |size: &str| {
        let request = other.http.request("POST", "/v1/check").bearer_auth(&desist.api_key);
        let body = json!({"recipient": "ana@example.com", "topic": "events"}).to_string();
        send(request.header("desist-at-least", size).header("content-type", "application/json").body(body))
    };
    for malformed in ["", "-1", "1.0", "x", "1, 2"] {
        assert_eq!(ask(malformed).await.expect(400).code(), "malformed_header");
    }
    let size = stop(&desist, "ana@example.com", "events").await["ledger_size"].to_string();
    let gate = other.services.gate.clone();
    let catching_up = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(50)).await;
        gate.catch_up().await.unwrap();
    });
    assert_eq!(ask(&size).await.expect(200).json()["reason"], "opted_out_topic");
    catching_up.await.unwrap();
    let behind = ask("99").await.expect(503);
    assert_eq!((behind.code().as_str(), behind.header("retry-after")), ("behind", "1"));
}

#[tokio::test]
async fn law_4_a_stale_gate_refuses_promotional_and_warns_with_transactional() {
    let limit = Duration::from_millis(100);
    let desist = Service::builder(Database::Sqlite).staleness_limit(limit).not_following().start().await;
    eventually("the gate is stale", || async { desist.services.gate.is_stale() }).await;
    let ask = |topic: &str| desist.http.api("/v1/check", json!({"recipient": "ana@example.com", "topic": topic}));
    let refused = ask("events").await.expect(503);
    assert_eq!((refused.code().as_str(), refused.header("retry-after")), ("gate_unavailable", "5"));
    let batch = json!({"recipients": [], "topic": "events"});
    assert_eq!(desist.http.api("/v1/check", batch).await.expect(503).code(), "gate_unavailable");
    assert_eq!(ask("invoices").await.expect(200).json()["warnings"], json!(["stale"]));
    assert_eq!(desist.http.get("/health/ready").await.expect(503).code(), "gate_unavailable");
    desist.http.get("/health/live").await.expect(200);
}

#[tokio::test]
async fn a_key_for_one_sender_asks_about_that_senders_topics_only() {
    let desist = Service::start(Database::Sqlite).await;
    desist.http.api("/v1/senders", json!({"key": "other", "name": "Other"})).await.expect(201);
    let topic = json!({"key": "other-news", "sender": "other", "name": "News", "class": "promotional"});
    desist.http.api("/v1/topics", topic).await.expect(201);
    let own = desist.topic("events").sender;
    let bound = key(&desist, "gate", Some(own)).await;
    let ask = |topic: &str| {
        let body = json!({"recipient": ana().delivery(), "topic": topic});
        let (desist, bound) = (&desist, &bound);
        async move { call(desist, bound, "POST", "/v1/check", Some(body)).await }
    };
    ask("events").await.expect(200);
    assert_eq!(ask("other-news").await.expect(422).code(), "unknown_topic");
}
