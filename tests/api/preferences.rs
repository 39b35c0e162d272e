//! `POST /v1/preferences`, `POST /v1/recipients/lookup`.

use std::time::Duration;

use serde_json::{Value, json};

use super::errors::{call, key};
use crate::support::Service;
use crate::support::database::{Database, both};
use crate::support::http::Answer;

async fn set(desist: &Service, change: Value) -> Answer {
    let mut body = json!({"recipient": "ana@example.com", "scope": "all", "state": "opted_out"});
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    desist.http.api("/v1/preferences", body).await
}

#[tokio::test]
async fn a_stop_is_an_entry_once_and_the_gate_obeys_it_with_the_answer() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let first = set(&desist, json!({})).await.expect(200).json();
        assert_eq!(first, json!({"changed": true, "entry": 1, "ledger_size": 2}));
        let again = set(&desist, json!({})).await.expect(200).json();
        assert_eq!(again, json!({"changed": false, "entry": 1, "ledger_size": 2}));
        assert_eq!(desist.reason(&crate::support::ana(), "events"), "opted_out_all");
    })
    .await;
}

#[tokio::test]
async fn what_does_not_go_together_is_refused() {
    let desist = Service::start(Database::Sqlite).await;
    let proof = json!({"kind": "form", "at": "2026-11-23T11:00:00Z", "wording": "Yes", "evidence": {"id": 1}});
    for (change, code, field) in [
        (json!({"scope": "nothing"}), "unknown_topic", "scope"),
        (json!({"scope": "invoices"}), "transactional_topic", "scope"),
        (json!({"scope": "invoices", "state": "opted_in", "confirm": true}), "transactional_topic", "scope"),
        (json!({"scope": "sharing", "state": "opted_in", "confirm": true}), "invalid_field", "scope"),
        (json!({"scope": "tracking", "state": "opted_in", "confirm": true}), "invalid_field", "scope"),
        (json!({"scope": "everywhere", "state": "opted_in", "confirm": true}), "invalid_field", "scope"),
        (json!({"state": "gone"}), "invalid_field", "state"),
        (json!({"state": "paused"}), "invalid_field", "until"),
        (json!({"state": "paused", "until": "tomorrow"}), "invalid_field", "until"),
        (json!({"state": "paused", "until": "2026-12-24T12:00:00"}), "invalid_field", "until"),
        (json!({"state": "paused", "until": "2020-01-01T00:00:00Z"}), "invalid_field", "until"),
        (json!({"state": "paused", "scope": "sharing", "until": "2027-01-01T00:00:00Z"}), "invalid_field", "scope"),
        (json!({"until": "2027-01-01T00:00:00Z"}), "invalid_field", "until"),
        (json!({"proof": proof}), "invalid_field", "proof"),
        (json!({"confirm": true}), "invalid_field", "confirm"),
        (json!({"state": "opted_in", "proof": {"kind": "form"}}), "invalid_field", "proof.at"),
        (json!({"occurred_at": "2030-01-01T00:00:00Z"}), "invalid_field", "occurred_at"),
        (json!({"recipient": "@"}), "invalid_address", "recipient"),
    ] {
        let answer = set(&desist, change).await.expect(422);
        assert_eq!((answer.code().as_str(), answer.json()["field"].as_str().unwrap()), (code, field));
    }
    assert_eq!(desist.services.gate.ledger_size(), 1, "L5");
}

#[tokio::test]
async fn law_3_coming_back_needs_a_later_proof_and_a_key_that_may() {
    let desist = Service::start(Database::Sqlite).await;
    set(&desist, json!({"scope": "events"})).await.expect(200);
    let back = json!({"scope": "events", "state": "opted_in"});
    assert_eq!(set(&desist, back.clone()).await.expect(409).code(), "proof_required");
    desist.advance(Duration::from_secs(60));
    let mut proven = back;
    proven["proof"] =
        json!({"kind": "form", "at": desist.now().rfc3339(), "wording": "Yes, please", "evidence": {"form": 7}});
    proven["recipient"] = json!("ana@example.com");
    let weak = key(&desist, "preferences", None).await;
    let refused = call(&desist, &weak, "POST", "/v1/preferences", Some(proven.clone())).await.expect(409);
    assert_eq!(refused.code(), "proof_required");
    assert_eq!(set(&desist, proven).await.expect(200).json()["changed"], true);
    assert_eq!(desist.reason(&crate::support::ana(), "events"), "opted_in");
}

#[tokio::test]
async fn confirm_asks_the_recipient_once_in_30_days_and_changes_nothing() {
    let desist = Service::start(Database::Sqlite).await;
    set(&desist, json!({})).await.expect(200);
    let ask = || set(&desist, json!({"state": "opted_in", "confirm": true}));
    let first = ask().await.expect(202).json();
    assert_eq!((&first["changed"], &first["mailed"]), (&json!(false), &json!(true)));
    assert_eq!(ask().await.expect(202).json()["mailed"], false);
    assert_eq!(desist.reason(&crate::support::ana(), "events"), "opted_out_all");
    assert_eq!(desist.outbox().await.len(), 1);
    desist.advance(Duration::from_secs(31 * 86_400));
    assert_eq!(ask().await.expect(202).json()["mailed"], true);
    assert_eq!(desist.outbox().await.len(), 2);
}

#[tokio::test]
async fn sup_15_who_is_opted_in_already_is_not_asked_again() {
    both(|database| async move {
        let desist = Service::start(database).await;
        for scope in ["events", "all"] {
            let ask = || set(&desist, json!({"scope": scope, "state": "opted_in", "confirm": true}));
            let yes = set(&desist, json!({"scope": scope, "state": "opted_in"})).await.expect(200).json();
            let standing = json!({"changed": false, "entry": yes["entry"], "ledger_size": yes["ledger_size"],
                "mailed": false});
            assert_eq!(ask().await.expect(202).json(), standing, "{scope}");
        }
        assert!(desist.outbox().await.is_empty());
        // A stop of everything leaves the yes to one topic standing and without effect.
        desist.advance(Duration::from_secs(60));
        set(&desist, json!({})).await.expect(200);
        let ask = json!({"scope": "events", "state": "opted_in", "confirm": true});
        assert_eq!(set(&desist, ask).await.expect(202).json()["mailed"], true);
        assert_eq!(desist.outbox().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn lookup_shows_what_stands_and_what_happened_and_a_bound_key_its_own_sender() {
    let desist = Service::start(Database::Sqlite).await;
    desist.http.api("/v1/senders", json!({"key": "other", "name": "Other"})).await.expect(201);
    set(&desist, json!({"scope": "events", "evidence": {"ticket": 4}})).await.expect(200);
    set(&desist, json!({"sender": "other"})).await.expect(200);
    let until = "2027-01-01T00:00:00Z";
    set(&desist, json!({"sender": "default", "state": "paused", "until": until})).await.expect(200);
    let body = json!({"recipient": "ANA@example.com"});
    let all = desist.http.api("/v1/recipients/lookup", body.clone()).await.expect(200).json();
    assert_eq!(all["preferences"].as_array().unwrap().len(), 3);
    assert_eq!(all["history"].as_array().unwrap().len(), 3);
    assert_eq!(all["cases"], json!([]));
    let pause = all["suppressions"].as_array().unwrap().iter().find(|row| row["state"] == "paused").unwrap();
    assert_eq!((&pause["scope"], &pause["sender"], &pause["until"]), (&json!("all"), &json!("default"), &json!(until)));
    let bound = key(&desist, "preferences", Some(desist.topic("events").sender)).await;
    let own = call(&desist, &bound, "POST", "/v1/recipients/lookup", Some(body)).await.expect(200).json();
    assert_eq!((own["preferences"].as_array().unwrap().len(), own["history"].as_array().unwrap().len()), (2, 2));
    assert!(!own.to_string().contains("\"other\""));
    let nobody = json!({"recipient": "nobody@example.com"});
    let none = desist.http.api("/v1/recipients/lookup", nobody).await.expect(200).json();
    assert_eq!(none, json!({"preferences": [], "suppressions": [], "history": [], "cases": []}));
}
