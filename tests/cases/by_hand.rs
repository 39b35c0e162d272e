//! Cases that operators open for somebody, vouch for, and move: by the API and by commands.

use serde_json::json;

use crate::support::{Service, ana, both};

#[tokio::test(flavor = "multi_thread")]
async fn auth_17_a_deletion_opened_by_hand_asks_the_mailbox_on_record() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&crate::support::ana(), "events").await.unwrap();
        let received = desist.now().plus_days(-3).rfc3339();
        let body = json!({"kind": "deletion", "recipient": "ANA@example.com", "received_at": received,
            "language": "de", "reference": "T-17", "text": "by telephone"});
        let case = desist.open_case(body.clone()).await;
        assert_eq!((&case["state"], &case["received_at"]), (&json!("needs_identity"), &json!(received)));
        assert_eq!((&case["language"], &case["reference"]), (&json!("de"), &json!("T-17")));
        assert_eq!(desist.asked_back().await.to, "ana@example.com", "letter for letter as on record (AUTH-18)");
        let id = case["id"].as_str().unwrap();
        assert_eq!(desist.moves(id, json!({"to": "done"})).await, 409, "nobody has shown who asks");
        let again = desist.open_case(body).await;
        assert_eq!((&again["state"], &again["duplicate_of"]), (&json!("duplicate"), &json!(id)));
        desist.confirms().await;
        assert_eq!(desist.case_now(id).await["state"], "needs_review");
        desist.outbox().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_17_who_vouches_is_named_and_must_say_what_was_shown() {
    both(|db| async move {
        let desist = Service::start(db).await;
        // Nothing is on record to ask at, so nobody is written to.
        let case = desist.open_case(json!({"kind": "access", "recipient": "ana@example.com"})).await;
        assert_eq!(case["state"], "needs_review");
        let id = case["id"].as_str().unwrap();
        let vouch = format!("/v1/cases/{id}/vouch");
        desist.api(&vouch, json!({"evidence": " "})).await.expect(422);
        desist.api(&vouch, json!({})).await.expect(422);
        desist.api(&vouch, json!({"evidence": "seen", "version": 9})).await.expect(409);
        desist.api(&vouch, json!({"evidence": "saw the passport", "version": 1})).await.expect(200);
        desist.api(&vouch, json!({"evidence": "again"})).await.expect(409);
        let shown = desist.case_now(id).await;
        assert!(shown["vouched_by"].as_str().unwrap().starts_with("tool:"), "{shown}");
        assert_eq!(shown["events"][1]["detail"]["evidence"], "saw the passport");
        assert_eq!(desist.moves(id, json!({"to": "done", "version": 2})).await, 200);
        desist.drain().await;
        assert!(
            desist.outbox().await.is_empty(),
            "nobody was asked back, and how it was handed over is not known here"
        );
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_request_about_a_case_names_its_field_and_changes_nothing() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let case = desist.open_case(json!({"kind": "question", "recipient": "ana@example.com"})).await;
        let id = case["id"].as_str().unwrap();
        let entries = desist.services.gate.ledger_size();
        for (body, field) in [
            (json!({"recipient": "ana@example.com"}), "kind"),
            (json!({"kind": "wish", "recipient": "ana@example.com"}), "kind"),
            (json!({"kind": "question"}), "recipient"),
            (json!({"kind": "question", "recipient": "ana"}), "recipient"),
            (json!({"kind": "question", "recipient": "ana@example.com", "received_at": "soon"}), "received_at"),
            (json!({"kind": "correction", "recipient": "ana@example.com", "to": "nowhere"}), "to"),
            (json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": ""}), "evidence"),
            (json!({"kind": "question", "recipient": "ana@example.com", "language": "xx"}), "language"),
        ] {
            let refused = desist.api("/v1/cases", body.clone()).await;
            assert!((400..500).contains(&refused.status), "{body}");
            assert_eq!(refused.json()["field"], field, "{body}");
        }
        for body in [
            json!({"to": "finished"}),
            json!({"to": "waiting"}),
            json!({"to": "refused"}),
            json!({"to": "refused", "reason": "no time"}),
            json!({"to": "received"}),
            json!({}),
            json!({"too": "done"}),
            json!({"to": "done", "version": 7}),
            json!({"note": " "}),
        ] {
            let status = desist.moves(id, body.clone()).await;
            assert!((400..500).contains(&status), "{body}: {status}");
        }
        assert_eq!(desist.moves("none", json!({"to": "done"})).await, 404);
        assert_eq!(desist.services.gate.ledger_size(), entries);
        assert_eq!(desist.moves(id, json!({"to": "waiting", "waiting_for": "recipient"})).await, 200);
        assert_eq!(desist.moves(id, json!({"assignee": "kim", "note": "asked for the order number"})).await, 200);
        let shown = desist.case_now(id).await;
        assert_eq!((&shown["state"], &shown["waiting_for"]), (&json!("waiting"), &json!("recipient")));
        assert_eq!(shown["assignee"], "kim");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_operator_asks_back_takes_nothing_of_the_mails_that_a_person_may_ask_for() {
    both(|db| async move {
        // Three mails a day, because somebody typed the address into a form.
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        for kind in ["access", "deletion", "correction"] {
            let mut asked = json!({"kind": kind, "recipient": "ana@example.com", "language": "de-AT"});
            if kind == "correction" {
                asked["to"] = json!("ana@new.example");
            }
            let case = desist.open_case(asked).await;
            assert_eq!((&case["state"], &case["language"]), (&json!("needs_identity"), &json!("de")));
        }
        let links = async || {
            let mails = desist.outbox().await;
            let with = |part: &str| mails.iter().filter(|mail| mail.links.iter().any(|l| l.contains(part))).count();
            (with("/confirm/"), with("/p/"))
        };
        assert_eq!(links().await, (3, 0));
        desist.post_form("/preferences", "action=link&address=ana%40example.com").await.expect(200);
        assert_eq!(links().await, (3, 1), "her own link");
        desist.verify().await;
    })
    .await;
}
