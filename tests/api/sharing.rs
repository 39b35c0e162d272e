//! `/v1/do-not-share`: may a person's data be passed on, and the list of all whose data must not be (P8, SUP-16).

use std::time::Duration;

use desist::domain::address::Address;
use futures_util::StreamExt;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::errors::{call, key};
use crate::support::database::{Database, both, execute};
use crate::support::http::Answer;
use crate::support::{Service, address, ana, bo, eventually};

const CHECK: &str = "/v1/do-not-share/check";
const EXPORT: &str = "/v1/do-not-share/export";

async fn set(desist: &Service, recipient: &str, scope: &str, state: &str) {
    let body = json!({"recipient": recipient, "scope": scope, "state": state});
    desist.api("/v1/preferences", body).await.expect(200);
}

/// What the check says of one: whether it is allowed, and why.
async fn said(desist: &Service, recipient: &Address) -> (bool, String) {
    let answer = desist.api(CHECK, json!({"recipient": recipient.delivery()})).await.expect(200).json();
    (answer["allowed"].as_bool().unwrap(), answer["reason"].as_str().unwrap().to_owned())
}

fn is(allowed: bool, reason: &str) -> (bool, String) {
    (allowed, reason.to_owned())
}

fn sha256(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}

/// Erases somebody whom an operator vouches for.
async fn erase(desist: &Service, recipient: &str) {
    let asked = json!({"kind": "deletion", "recipient": recipient, "evidence": "came to the desk"});
    let case = desist.api("/v1/cases", asked).await.expect(200).json()["id"].as_str().unwrap().to_owned();
    desist.api(&format!("/v1/cases/{case}/moves"), json!({"to": "done"})).await.expect(200);
    desist.drain().await;
}

async fn export(desist: &Service, query: &str) -> Answer {
    desist.api_get(&format!("{EXPORT}{query}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn sup_16_sharing_is_decided_by_what_is_said_of_sharing_and_by_an_erasure() {
    both(|database| async move {
        let desist = Service::start(database).await;
        let free = desist.api(CHECK, json!({"recipient": " Ana@Example.com"})).await.expect(200).json();
        let expected =
            json!({"recipient": " Ana@Example.com", "allowed": true, "reason": "no_objection", "ledger_size": 1});
        assert_eq!(free, expected);
        let silent = json!({"recipient": "ana@example.com", "needs_consent": true});
        let silent = desist.api(CHECK, silent).await.expect(200).json();
        assert_eq!((&silent["allowed"], &silent["reason"]), (&json!(false), &json!("not_opted_in")));
        // Not by a stop of mail, nor the other way round.
        set(&desist, "ana@example.com", "all", "opted_out").await;
        set(&desist, "ana@example.com", "everywhere", "opted_out").await;
        set(&desist, "ana@example.com", "tracking", "opted_out").await;
        assert_eq!(said(&desist, &ana()).await, is(true, "no_objection"));
        set(&desist, "Bo.Lind@example.org", "sharing", "opted_out").await;
        assert!(desist.allowed(&bo(), "events"));
        let stopped = desist.api(CHECK, json!({"recipient": "bo.lind@EXAMPLE.org"})).await.expect(200).json();
        assert_eq!((&stopped["allowed"], &stopped["reason"]), (&json!(false), &json!("opted_out")));
        assert_eq!(stopped["since"], json!(desist.now().rfc3339()));
        // Off again: only with proof.
        desist.advance(Duration::from_secs(60));
        let back = |proof: Value| json!({"recipient": "bo.lind@example.org", "scope": "sharing", "state": "opted_in", "proof": proof});
        desist.api("/v1/preferences", back(Value::Null)).await.expect(409);
        let proof = json!({"kind": "form", "at": desist.now().rfc3339(), "wording": "Yes", "evidence": "form 7"});
        desist.api("/v1/preferences", back(proof)).await.expect(200);
        assert_eq!(said(&desist, &bo()).await, is(true, "opted_in"));
        erase(&desist, "bo.lind@example.org").await;
        assert_eq!(said(&desist, &bo()).await, is(false, "erased"));
        // Others learn it from the ledger, and a fresh one from the rows.
        let fresh = desist.second_instance().await;
        fresh.services.gate.catch_up().await.unwrap();
        assert_eq!(said(&fresh, &bo()).await, is(false, "erased"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_about_sharing_keeps_its_order_and_one_bad_row_fails_no_other() {
    let desist = Service::start(Database::Sqlite).await;
    set(&desist, "b@example.com", "sharing", "opted_out").await;
    let rows = json!(["a@example.com", "no address", "b@example.com", null, "a@example.com"]);
    let answer = desist.api(CHECK, json!({"recipients": rows})).await.expect(200).json();
    let results = answer["results"].as_array().unwrap();
    let reasons: Vec<_> = results.iter().map(|row| row["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["no_objection", "invalid_address", "opted_out", "invalid_address", "no_objection"]);
    assert_eq!((&results[1]["recipient"], &results[1]["allowed"]), (&json!("no address"), &json!(false)));
    assert_eq!(answer["ledger_size"], 2);
    let full = desist.api(CHECK, json!({"recipients": vec!["a@example.com"; 10_000]})).await.expect(200).json();
    assert_eq!(full["results"].as_array().unwrap().len(), 10_000);
    for (body, code) in [
        (json!({}), "invalid_field"),
        (json!({"recipient": "a@b.example", "recipients": []}), "invalid_field"),
        (json!({"recipient": "nobody"}), "invalid_address"),
        (json!({"recipients": vec!["a@b.example"; 10_001]}), "too_many_recipients"),
        (json!({"recipient": "a@b.example", "sender": "nothing"}), "unknown_sender"),
        (json!({"recipient": "a@b.example", "topic": "events"}), "unknown_field"),
    ] {
        assert_eq!(desist.api(CHECK, body).await.expect(422).code(), code);
    }
    let gate = key(&desist, "gate", None).await;
    call(&desist, &gate, "POST", CHECK, Some(json!({"recipient": "a@b.example"}))).await.expect(200);
    call(&desist, &gate, "GET", EXPORT, None).await.expect(403);
    let links = key(&desist, "links", None).await;
    call(&desist, &links, "POST", CHECK, Some(json!({"recipient": "a@b.example"}))).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_a_stale_gate_and_a_damaged_row_never_say_that_data_may_be_shared() {
    let limit = Duration::from_millis(100);
    let desist = Service::builder(Database::Sqlite).staleness_limit(limit).not_following().start().await;
    eventually("the gate is stale", || async { desist.services.gate.is_stale() }).await;
    for body in
        [json!({"recipient": "ana@example.com"}), json!({"recipients": ["ana@example.com"]}), json!({"recipients": []})]
    {
        let refused = desist.api(CHECK, body).await.expect(503);
        assert_eq!((refused.code().as_str(), refused.header("retry-after")), ("gate_unavailable", "5"));
    }
    assert_eq!(export(&desist, "").await.expect(503).code(), "gate_unavailable");

    let desist = Service::start(Database::Sqlite).await;
    set(&desist, "ana@example.com", "sharing", "opted_out").await;
    execute(desist.db(), "UPDATE preferences SET state = 'nonsense'").await;
    let fresh = desist.second_instance().await;
    fresh.services.gate.catch_up().await.unwrap();
    let one = fresh.api(CHECK, json!({"recipient": "ana@example.com"})).await.expect(503);
    assert_eq!(one.code(), "unreadable_row");
    let batch = json!({"recipients": ["ana@example.com", "b@example.com"]});
    let results = fresh.api(CHECK, batch).await.expect(200).json()["results"].clone();
    assert_eq!((&results[0]["allowed"], &results[0]["reason"]), (&json!(false), &json!("unreadable")));
    assert_eq!(results[1]["allowed"], true);
    let list = export(&fresh, "").await.expect(200).body;
    assert!(list.contains("ana@example.com,") && list.contains(",unreadable,"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sup_13_the_list_has_everybody_whose_data_must_not_be_shared_and_its_last_line_says_how_many() {
    both(|database| async move {
        let desist = Service::start(database).await;
        for (recipient, scope) in [
            ("ana@example.com", "sharing"),
            ("Bo.Lind@example.org", "sharing"),
            ("chen@bücher.example", "sharing"),
            ("mail-only@example.com", "all"),
            ("dora@example.com", "sharing"),
        ] {
            set(&desist, recipient, scope, "opted_out").await;
        }
        erase(&desist, "dora@example.com").await;
        assert_eq!(said(&desist, &address("dora@example.com")).await, is(false, "erased"));
        desist.api("/v1/senders", json!({"key": "other", "name": "Other"})).await.expect(201);
        let elsewhere =
            json!({"recipient": "e@example.com", "scope": "sharing", "state": "opted_out", "sender": "other"});
        desist.api("/v1/preferences", elsewhere).await.expect(200);
        assert_eq!(export(&desist, "").await.expect(422).code(), "sender_required");
        let list = export(&desist, "?sender=default").await.expect(200);
        assert!(list.header("content-type").starts_with("text/csv"));
        let lines: Vec<&str> = list.body.lines().collect();
        assert_eq!(lines[0], "address,recipient_key,reason,since");
        let end = format!("# end rows=4 ledger_size={}", desist.services.gate.ledger_size());
        assert_eq!(*lines.last().unwrap(), end);
        let row =
            |start: &str| lines.iter().find(|line| line.starts_with(start)).unwrap().split(',').collect::<Vec<_>>();
        assert_eq!(row("ana@example.com,")[2..], ["opted_out", &desist.now().rfc3339()]);
        assert!(lines.iter().any(|line| line.starts_with("chen@xn--bcher-kva.example,")), "{lines:?}");
        // Somebody who was erased is found by the recipient key alone (L8).
        let dora = desist.services.vault.recipient_key(&address("dora@example.com"));
        let erased = row(&format!(",{},", desist::store::hex(&dora.bytes)));
        assert_eq!(erased[2], "erased");
        assert!(
            !list.body.contains("mail-only") && !list.body.contains("e@example.com") && !list.body.contains("dora")
        );

        let hashed = export(&desist, "?sender=default&hash=sha256").await.expect(200).body;
        assert!(hashed.starts_with("sha256,recipient_key,reason,since\n") && !hashed.contains('@'), "{hashed}");
        for match_form in ["ana@example.com", "bo.lind@example.org", "chen@xn--bcher-kva.example"] {
            assert!(hashed.contains(&format!("{},", sha256(match_form))), "{match_form}: {hashed}");
        }
        let lines = export(&desist, "?sender=default&format=ndjson&hash=sha256").await.expect(200).body;
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((&lines[4]["end"], &lines[4]["rows"]), (&json!(true), &json!(4)));
        assert!(lines[..4].iter().any(|line| line["sha256"] == sha256("ana@example.com")));
        assert!(lines[..4].iter().any(|line| line["sha256"].is_null() && line["reason"] == "erased"));
        for (query, field) in [("?format=xml", "format"), ("?hash=md5", "hash"), ("?sort=1", "sort")] {
            assert_eq!(export(&desist, query).await.expect(422).json()["field"], field);
        }
        // A key for one sender sees that sender's list.
        let other = desist.services.gate.registry().sender_by_key("other").unwrap().id;
        let bound = key(&desist, "preferences", Some(other)).await;
        let theirs = call(&desist, &bound, "GET", EXPORT, None).await.expect(200).body;
        assert!(theirs.contains("e@example.com,") && !theirs.contains("ana@"), "{theirs}");
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_the_list_tells_no_sender_who_came_back_to_another_after_an_erasure_there() {
    both(|database| async move {
        let desist = Service::start(database).await;
        desist.api("/v1/senders", json!({"key": "other", "name": "Other"})).await.expect(201);
        let asked =
            json!({"kind": "deletion", "recipient": "fay@example.com", "sender": "other", "evidence": "at the desk"});
        let case = desist.api("/v1/cases", asked).await.expect(200).json()["id"].as_str().unwrap().to_owned();
        desist.api(&format!("/v1/cases/{case}/moves"), json!({"to": "done"})).await.expect(200);
        desist.drain().await;
        // What must be answered puts the address on record again.
        let back = json!({"kind": "complaint", "recipient": "fay@example.com", "sender": "other"});
        desist.api("/v1/cases", back).await.expect(200);
        let fay = desist::store::hex(&desist.services.vault.recipient_key(&address("fay@example.com")).bytes);
        let list = export(&desist, "?sender=default").await.expect(200).body;
        assert!(list.contains(&format!("\n,{fay},erased,")), "{list}");
        let theirs = export(&desist, "?sender=other").await.expect(200).body;
        assert!(theirs.contains(&format!("\nfay@example.com,{fay},erased,")), "{theirs}");
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_goes_on_over_its_pages() {
    let desist = Service::start(Database::Sqlite).await;
    let set = |n: usize| {
        let body = json!({"recipient": format!("somebody{n}@example.com"), "scope": "sharing", "state": "opted_out"});
        desist.api("/v1/preferences", body)
    };
    let answers: Vec<Answer> = futures_util::stream::iter((0..2_300).map(set)).buffer_unordered(16).collect().await;
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status != 200).collect();
    assert!(refused.is_empty(), "{refused:?}");
    let list = export(&desist, "").await.expect(200).body;
    let mut rows: Vec<&str> = list.lines().skip(1).filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rows.len(), 2_300);
    rows.sort_unstable();
    rows.dedup();
    assert_eq!(rows.len(), 2_300, "nobody twice");
    assert!(list.ends_with(&format!("# end rows=2300 ledger_size={}\n", desist.services.gate.ledger_size())));
}
