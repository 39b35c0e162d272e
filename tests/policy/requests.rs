//! P5 to P7, P11, P14: what people ask for, and when it is answered.

use std::time::Duration;

use serde_json::{Value, json};

use super::letters::letter;
use crate::support::{Service, ana, both};

const DAY: Duration = Duration::from_secs(86_400);

impl Service {
    /// The line of a case in the response record.
    async fn line_of(&self, case: &str) -> Value {
        let record = self.api_get("/v1/report?from=2026-01-01&to=2028-12-31").await.expect(200).json();
        let lines = record["requests"].as_array().unwrap();
        lines.iter().find(|line| line["case"] == case).unwrap_or_else(|| panic!("{record}")).clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p5_a_request_to_delete_is_answered_within_ninety_days_and_the_record_shows_it() {
    both(|db| async move {
        let desist = Service::builder(db).operators(&["ops@acme.example"]).start().await;
        desist.make_known(&ana()).await;
        desist.api("/v1/systems", json!({"key": "crm", "name": "The CRM"})).await.expect(201);
        desist
            .post(&letter("ana@example.com", "Delete me", "Please delete all personal data you hold about me."))
            .await;
        desist.confirms().await;
        let case = desist.services.cases_about(&ana()).await.unwrap().pop().unwrap();
        let policy = case.clocks.as_array().unwrap().iter().find(|clock| clock["terms"]["rule"] == "policy").unwrap();
        assert!(policy["due"]["internal"].as_str().unwrap().starts_with("2027-02-21T23:59:59"), "{policy}");
        assert!(*case.due_at.unwrap().rfc3339() < *"2027-01-01", "L9: an earlier law counts first");
        desist.tend().await;
        let task = desist.case_now(&case.id).await["tasks"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(desist.moves(&case.id, json!({"to": "done"})).await, 409, "the system has not confirmed");
        desist.advance(10 * DAY);
        desist.api(&format!("/v1/tasks/{task}"), json!({"state": "done"})).await.expect(200);
        assert_eq!(desist.moves(&case.id, json!({"to": "done"})).await, 200);
        let answer = desist.outbox().await.pop().unwrap();
        assert!(answer.to == "ana@example.com" && answer.text.contains("The CRM"), "{}", answer.text);
        let line = desist.line_of(&case.id).await;
        assert_eq!((&line["state"], &line["late"]), (&json!("done"), &json!(false)), "{line}");
        assert_eq!(desist.reason(&ana(), "product-news"), "erased", "L8");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p6_a_customers_end_user_is_told_whom_to_ask_and_our_own_mail_to_them_stops() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let globex = json!({"key": "globex", "name": "Globex", "ask": "privacy@globex.example", "domains": ["globex.example"]});
        desist.api("/v1/controllers", globex).await.expect(201);
        let text = "Globex uses you for its surveys. I am a customer of Globex: please delete what Globex has about me, \
                    and unsubscribe me from your own newsletter.";
        let id = desist.post(&letter("ana@example.com", "Globex", text)).await.id;
        assert_eq!(desist.status_of(&id).await, "review", "a person decides");
        let decided = json!({"intents": [{"kind": "unsubscribe_all"}, {"kind": "wrong_person"}], "about": "ana@example.com"});
        desist.api(&format!("/v1/intake/{id}/decide"), decided).await.expect(200);
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_all");
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        let redirect = cases.iter().find(|case| case.kind == "redirect").unwrap();
        assert_eq!(desist.moves(&redirect.id, json!({"to": "redirected", "controller": "globex"})).await, 200);
        let answer = desist.outbox().await.pop().unwrap();
        assert!(answer.text.contains("Globex") && answer.text.contains("privacy@globex.example"), "{}", answer.text);
        assert_eq!(desist.line_of(&redirect.id).await["state"], "redirected");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p7_after_the_end_of_a_contract_a_deletion_has_two_clocks_and_the_second_is_twelve_months() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let asked =
            json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "letter", "acknowledged": true});
        let case = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        let terminated = json!({"terminated_at": "2026-06-30T12:00:00Z"});
        assert_eq!(desist.moves(&case, terminated.clone()).await, 200);
        assert_eq!(desist.moves(&case, terminated).await, 409, "L9: never a second time");
        let shown = desist.case_now(&case).await;
        let clock = |rule: &str| {
            let clocks = shown["clocks"].as_array().unwrap();
            let found = clocks.iter().find(|clock| clock["terms"]["rule"] == rule).unwrap();
            found["due"]["internal"].as_str().unwrap().to_owned()
        };
        assert!(clock("termination_deletion").starts_with("2027-06-30T23:59:59"), "{}", clock("termination_deletion"));
        assert!(clock("policy").starts_with("2027-02-21T23:59:59"), "{}", clock("policy"));
        assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
        desist.drain().await;
        assert_eq!(desist.reason(&ana(), "product-news"), "erased");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p11_a_complaint_is_acknowledged_reaches_its_mailbox_and_the_answer_names_the_dispute_body() {
    both(|db| async move {
        let plan = Service::builder(db).complaints("legal@acme.example", &["* Ombud https://ombud.example"]);
        let desist = plan.start().await;
        desist.make_known(&ana()).await;
        let asked = json!({"kind": "complaint", "recipient": "ana@example.com", "text": "You wrote to me at night."});
        let case = desist.open_case(asked).await;
        assert!(case["acknowledged_at"].is_string(), "{case}");
        desist.tend().await;
        let mails = desist.outbox().await;
        assert!(mails.iter().any(|mail| mail.to == "legal@acme.example"), "its own mailbox");
        let receipt = mails.iter().find(|mail| mail.to == "ana@example.com").unwrap();
        assert!(receipt.text.contains("Ombud: https://ombud.example"), "{}", receipt.text);
        let id = case["id"].as_str().unwrap();
        desist.advance(20 * DAY);
        assert_eq!(desist.moves(id, json!({"to": "done", "answer": "We write by day now."})).await, 200);
        let answer = desist.outbox().await.pop().unwrap();
        assert!(answer.text.contains("by day now") && answer.text.contains("Ombud"), "{}", answer.text);
        let line = desist.line_of(id).await;
        assert_eq!(line["late"], false, "{line}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p14_a_person_gets_a_copy_of_their_data_has_it_corrected_and_what_they_chose_goes_with_them() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        desist.api("/v1/systems", json!({"key": "crm", "name": "The CRM"})).await.expect(201);
        desist
            .post(&letter(
                "ana@example.com",
                "Copy",
                "Please send me a copy of all the personal data you hold about me.",
            ))
            .await;
        desist.confirms().await;
        let case = desist.services.cases_about(&ana()).await.unwrap().pop().unwrap();
        desist.tend().await;
        let task = desist.case_now(&case.id).await["tasks"][0]["id"].as_str().unwrap().to_owned();
        let answer = json!({"state": "done", "answer": {"name": "Ana", "plan": "gold"}});
        desist.api(&format!("/v1/tasks/{task}"), answer).await.expect(200);
        desist.api(&format!("/v1/cases/{}/deliver", case.id), json!({})).await.expect(200);
        let ready = desist.outbox().await.pop().unwrap();
        assert!(!ready.text.contains("gold"), "no data in the mail");
        assert!(!desist.get(ready.link("/copy")).await.expect(200).body.contains("gold"), "a look opens nothing (L2)");
        let copy = desist.post_form(ready.link("/copy"), "action=open").await.expect(200);
        assert!(copy.body.contains("gold") && copy.body.contains("The CRM"), "{}", copy.body);
        // A correction carries what was chosen to the right address.
        let wrong = json!({"kind": "correction", "recipient": "ana@example.com", "to": "ana@new.example",
            "evidence": "came to the desk", "acknowledged": true});
        let correction = desist.open_case(wrong).await["id"].as_str().unwrap().to_owned();
        desist.tend().await;
        let task = desist.case_now(&correction).await["tasks"][0]["id"].as_str().unwrap().to_owned();
        desist.api(&format!("/v1/tasks/{task}"), json!({"state": "done"})).await.expect(200);
        let before = desist.reason(&ana(), "events");
        assert_eq!(desist.moves(&correction, json!({"to": "done"})).await, 200);
        assert_eq!(desist.reason(&crate::support::address("ana@new.example"), "events"), before);
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}
