//! `/v1/topics`, `/v1/senders`, the ledger.

use serde_json::json;

use super::errors::{call, key};
use crate::support::Service;
use crate::support::database::{Database, both};

#[tokio::test]
async fn topics_are_made_listed_in_pages_and_retired() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let body = json!({"key": "digest", "name": "Digest", "class": "promotional", "requires_opt_in": true});
        let made = desist.http.api("/v1/topics", body.clone()).await.expect(201);
        assert_eq!(made.header("location"), "/v1/topics/digest");
        assert_eq!((&made.json()["sender"], &made.json()["retired"]), (&json!("default"), &json!(false)));
        assert_eq!(desist.http.api("/v1/topics", body).await.expect(409).code(), "already_exists");
        let ask = json!({"recipient": "ana@example.com", "topic": "digest"});
        assert_eq!(desist.http.api("/v1/check", ask).await.expect(200).json()["reason"], "not_opted_in");
        let (mut path, mut keys) = ("/v1/topics?limit=4".to_owned(), Vec::new());
        loop {
            let page = desist.http.api_get(&path).await.expect(200);
            let topics = page.json()["topics"].clone();
            keys.extend(topics.as_array().unwrap().iter().map(|topic| topic["key"].as_str().unwrap().to_owned()));
            let Some(next) = page.json()["next"].as_str().map(str::to_owned) else { break };
            assert_eq!(page.header("link"), format!("</v1/topics?after={next}>; rel=\"next\""));
            path = format!("/v1/topics?limit=4&after={next}");
        }
        assert_eq!(keys.len(), 9);
        assert!(keys.is_sorted());
        for _ in 0..2 {
            let retired = desist.http.api("/v1/topics/digest/retire", json!({})).await.expect(200).json();
            assert_eq!(retired["retired"], true);
        }
        assert_eq!(desist.http.api_get("/v1/topics/digest").await.expect(200).json()["retired"], true);
        assert_eq!(desist.http.api_get("/v1/topics/nothing").await.expect(404).code(), "not_found");
    })
    .await;
}

#[tokio::test]
async fn sup_03_a_transactional_topic_needs_admin_and_a_purpose() {
    let desist = Service::start(Database::Sqlite).await;
    let topic = json!({"key": "receipts", "name": "Receipts", "class": "transactional", "purpose": "  "});
    let refused = desist.http.api("/v1/topics", topic).await.expect(422);
    assert_eq!(refused.json()["field"], "purpose");
    let stated = json!({"key": "receipts", "name": "Receipts", "class": "transactional", "purpose": "Bills of orders"});
    let weak = key(&desist, "links,gate,preferences", None).await;
    let refused = call(&desist, &weak, "POST", "/v1/topics", Some(stated.clone())).await.expect(403);
    assert_eq!(refused.code(), "missing_scope");
    desist.http.api("/v1/topics", stated).await.expect(201);
    for (change, field) in [("all", "key"), ("Digest", "key"), ("", "key")] {
        let topic = json!({"key": change, "name": "x", "class": "promotional"});
        assert_eq!(desist.http.api("/v1/topics", topic).await.expect(422).json()["field"], field);
    }
    let topic = json!({"key": "x", "name": "x", "class": "marketing"});
    assert_eq!(desist.http.api("/v1/topics", topic).await.expect(422).json()["field"], "class");
}

#[tokio::test]
async fn a_sender_keeps_its_former_names_and_its_hosts() {
    let desist = Service::start(Database::Sqlite).await;
    let body = json!({"key": "acme", "name": "Acme", "group": "default", "public_hosts": ["Mail.Acme.example"],
        "support_address": "help@acme.example"});
    let made = desist.http.api("/v1/senders", body).await.expect(201).json();
    assert_eq!((&made["group"], &made["former_names"]), (&json!("default"), &json!([])));
    let patch = |body| call(&desist, &desist.api_key, "PATCH", "/v1/senders/acme", Some(body));
    let changed =
        patch(json!({"name": "Acme Two", "public_hosts": ["news.acme.example"], "support_address": ""})).await;
    let changed = changed.expect(200).json();
    assert_eq!((&changed["name"], &changed["former_names"]), (&json!("Acme Two"), &json!(["Acme"])));
    assert_eq!(changed["public_hosts"], json!(["mail.acme.example", "news.acme.example"]));
    assert_eq!(changed["support_address"], json!(null));
    assert_eq!(patch(json!({"key": "bolt"})).await.expect(422).code(), "unknown_field");
    assert_eq!(patch(json!({"public_hosts": ["a b"]})).await.expect(422).json()["field"], "public_hosts");
    let all = desist.http.api("/v1/check", json!({"recipient": "ana@example.com", "topic": "events"})).await;
    all.expect(200);
    let unclear = json!({"recipient": "ana@example.com", "scope": "all", "state": "opted_out"});
    assert_eq!(desist.http.api("/v1/preferences", unclear).await.expect(422).code(), "sender_required");
}

#[tokio::test]
async fn a_key_for_one_sender_sees_and_changes_that_one_only() {
    let desist = Service::start(Database::Sqlite).await;
    desist.http.api("/v1/senders", json!({"key": "other", "name": "Other"})).await.expect(201);
    let bound = key(&desist, "admin,events", Some(desist.topic("events").sender)).await;
    let call = |method: &'static str, path: &'static str, body| call(&desist, &bound, method, path, body);
    assert_eq!(call("GET", "/v1/senders", None).await.expect(200).json()["senders"].as_array().unwrap().len(), 1);
    call("PATCH", "/v1/senders/other", Some(json!({"name": "Mine"}))).await.expect(404);
    assert_eq!(
        call("POST", "/v1/senders", Some(json!({"key": "x", "name": "X"}))).await.expect(403).code(),
        "wrong_sender"
    );
    let topic = json!({"key": "x", "name": "x", "class": "promotional", "sender": "other"});
    assert_eq!(call("POST", "/v1/topics", Some(topic)).await.expect(403).code(), "wrong_sender");
    let stop = json!({"recipient": "ana@example.com", "scope": "all", "sender": "other", "state": "opted_out"});
    desist.http.api("/v1/preferences", stop).await.expect(200);
    let entries = call("GET", "/v1/ledger/entries", None).await.expect(200).json();
    assert!(entries["entries"].as_array().unwrap().iter().all(|entry| entry["leaf"].is_null()));
}

#[tokio::test]
async fn the_ledger_is_read_in_pages_and_its_head_and_proofs_are_public() {
    both(|database| async move {
        let desist = Service::start(database).await;
        for number in 0..5 {
            let body = json!({"recipient": format!("r{number}@example.com"), "scope": "all", "state": "opted_out"});
            desist.http.api("/v1/preferences", body).await.expect(200);
        }
        let page = desist.http.api_get("/v1/ledger/entries?after=2&limit=3").await.expect(200).json();
        let indices: Vec<_> =
            page["entries"].as_array().unwrap().iter().map(|e| e["index"].as_u64().unwrap()).collect();
        assert_eq!((indices, &page["ledger_size"], &page["next"]), (vec![2, 3, 4], &json!(6), &json!(5)));
        let last = desist.http.api_get("/v1/ledger/entries?after=5").await.expect(200).json();
        assert_eq!((last["entries"].as_array().unwrap().len(), &last["next"]), (1, &json!(null)));
        let beyond = desist.http.api_get("/v1/ledger/entries?after=99").await.expect(200).json();
        assert_eq!(beyond["entries"], json!([]));
        desist.http.api_get("/v1/ledger/entries?limit=0").await.expect(422);
        desist.http.api_get("/v1/ledger/entries?after=-1").await.expect(422);
        let note = desist.http.get("/ledger/checkpoint").await.expect(200);
        assert_eq!(note.header("content-type"), "text/plain; charset=utf-8");
        let verifier = desist.services.vault.signer.vkey();
        assert_eq!(desist.services.open_checkpoint(&note.body, &verifier).unwrap().size, 6);
        let proof = desist.http.get("/ledger/proof/3").await.expect(200).json();
        assert_eq!((&proof["index"], &proof["size"]), (&json!(3), &json!(6)));
        desist.http.get("/ledger/proof/6").await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn log_16_a_name_that_nobody_can_read_is_refused_with_its_field() {
    let desist = Service::start(Database::Sqlite).await;
    let topic = |field: &str, text: &str| {
        let mut body = json!({"key": "digest", "name": "Digest", "class": "promotional"});
        body[field] = text.into();
        body
    };
    let long = "x".repeat(201);
    for (field, text) in [("name", "a\nb"), ("name", &long), ("description", "a\u{202e}b"), ("purpose", "\u{200b}x")] {
        let refused = desist.http.api("/v1/topics", topic(field, text)).await.expect(422).json();
        assert_eq!((&refused["code"], &refused["field"]), (&json!("invalid_field"), &json!(field)));
    }
    let sender = json!({"key": "bolt", "name": "Bolt", "postal_address": "Street 1\u{7}"});
    assert_eq!(desist.http.api("/v1/senders", sender).await.expect(422).json()["field"], "postal_address");
    let wrong = json!({"recipient": "ana@example.com", "scope": "all", "state": "gone"});
    let detail = desist.http.api("/v1/preferences", wrong).await.expect(422).json()["detail"].clone();
    assert!(detail.as_str().unwrap().contains("\"opted_out\""), "{detail}");
}
