//! What systems, partners and controllers must do for a case: told by signed webhook or by mail, chased, confirmed by
//! call-back or by link; a case is done when everybody has done their part.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desist::domain::error::Code;
use desist::services::error::ServiceError;
use desist::services::writer::change::{Act, Change, Guard, Handle};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};

use crate::support::receiver::Receiver;
use crate::support::{Database, Service, ana, both};

const DAY: Duration = Duration::from_secs(86_400);

impl Service {
    /// A service whose webhooks may go to this machine.
    pub async fn near(database: Database) -> Self {
        Self::builder(database).webhooks_to_loopback().operators(&["ops@acme.example"]).start().await
    }

    /// Adds a party; answers the secret of its webhook, if it has one.
    pub async fn add_party(&self, registry: &str, body: Value) -> String {
        let added = self.api(&format!("/v1/{registry}"), body).await.expect(201).json();
        added["secret"].as_str().unwrap_or_default().to_owned()
    }

    /// A deletion that somebody vouched for, its parties asked and told.
    async fn deletion(&self) -> String {
        let body = json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let case = self.open_case(body).await["id"].as_str().unwrap().to_owned();
        self.tend().await;
        case
    }

    /// What the ledger says of a task: its state before and after each entry.
    async fn said_of_task(&self, task: &str) -> Vec<(Value, Value)> {
        let entries = self.api_get("/v1/ledger/entries").await.expect(200).json();
        let leaves = entries["entries"].as_array().unwrap().iter().map(|entry| entry["leaf"].clone());
        let of_task = leaves.filter(|leaf| leaf["task"] == task);
        of_task.map(|leaf| (leaf["before"].clone(), leaf["after"].clone())).collect()
    }

    /// A signed call-back; answers the status.
    pub async fn calls_back(&self, task: &str, secret: &str, body: &Value) -> u16 {
        let body = body.to_string();
        let (id, at) = ("msg_1", (self.now().0 / 1000).to_string());
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
        mac.update(format!("{id}.{at}.{body}").as_bytes());
        let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        let request = self.http.request("POST", &format!("/v1/tasks/{task}"));
        let request = request.header("webhook-id", id).header("webhook-timestamp", at);
        let request = request.header("webhook-signature", signature).header("content-type", "application/json");
        crate::support::http::send(request.body(body)).await.status
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p7_a_deletion_is_done_only_when_every_system_has_confirmed_by_call_back() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let crm = Receiver::start().await;
        let secret = desist.add_party("systems", json!({"key": "crm", "name": "The CRM", "url": crm.url()})).await;
        desist.add_party("systems", json!({"key": "billing", "name": "Billing"})).await;
        desist.stop(&ana(), "events").await.unwrap();
        let case = desist.deletion().await;
        desist.deliver().await;
        let told = crm.only();
        assert!(told.is_signed_by(&secret));
        assert_eq!(told.kind(), "task.opened");
        let data = told.data();
        assert_eq!((&data["what"], &data["recipient"]), (&json!("delete"), &json!("ana@example.com")));
        let task = data["task"].as_str().unwrap().to_owned();
        let shown = desist.case_now(&case).await;
        assert_eq!((&shown["state"], &shown["waiting_for"]), (&json!("waiting"), &json!("system")));
        assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 409, "two tasks are open");

        // A stranger's signature, another task's name: nothing changes.
        let done = json!({"state": "done", "note": "gone", "task": task});
        let other = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        assert_eq!(desist.calls_back(&task, other, &done).await, 401);
        assert_eq!(desist.calls_back("nothing", &secret, &done).await, 401);
        assert_eq!(desist.calls_back(&task, &secret, &json!({"state": "perhaps", "task": task})).await, 422);
        let unnamed = json!({"state": "done"});
        assert_eq!(desist.calls_back(&task, &secret, &unnamed).await, 422, "it could be sent again for another task");
        assert_eq!(desist.case_now(&case).await["tasks"][0]["state"], "open");
        assert_eq!(desist.calls_back(&task, &secret, &done).await, 200);
        assert_eq!(desist.calls_back(&task, &secret, &done).await, 200, "the same again is harmless");

        // The other has neither webhook nor contact: an operator says it, by key.
        let shown = desist.case_now(&case).await;
        let open = shown["tasks"].as_array().unwrap().iter().find(|task| task["state"] == "open").unwrap();
        desist.api(&format!("/v1/tasks/{}", open["id"].as_str().unwrap()), json!({"state": "done"})).await.expect(200);
        let shown = desist.case_now(&case).await;
        // It is effective everywhere; a person answers, and says so (CLK-13).
        assert_eq!(shown["state"], "in_progress");
        assert!(shown["effective_at"].is_string() && shown["answered_at"].is_null());
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
        desist.drain().await;
        assert!(desist.case_now(&case).await["answered_at"].is_string());
        assert_eq!(desist.reason(&ana(), "events"), "erased", "L8");
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l2_a_scanner_that_opens_a_tasks_link_confirms_nothing_and_a_silent_system_is_chased() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let new = json!({"key": "crm", "name": "The CRM", "contact": "crm@acme.example"});
        desist.add_party("systems", new).await;
        let case = desist.deletion().await;
        let mails = desist.outbox().await;
        let asked = mails.iter().find(|mail| mail.to == "crm@acme.example").unwrap();
        assert!(asked.text.contains("ana@example.com"), "it must find the person");
        let link = asked.link("/task/").to_owned();
        for _ in 0..3 {
            desist.get(&link).await.expect(200);
        }
        assert_eq!(desist.case_now(&case).await["tasks"][0]["state"], "open");
        // Nobody answers: told again after 3 and 7 days.
        for (days, told) in [(2, 1), (1, 2), (3, 2), (1, 3)] {
            desist.advance(DAY * days);
            desist.tend().await;
            assert_eq!(desist.case_now(&case).await["tasks"][0]["told"], told);
        }
        let reminders = desist.outbox().await;
        assert!(reminders.iter().filter(|mail| mail.to == "crm@acme.example").count() >= 3);
        desist.post_form(&link, "action=perhaps").await.expect(422);
        desist.post_form(&link, "action=done&note=all+gone").await.expect(200);
        desist.post_form(&link, "action=done").await.expect(409);
        desist.get(&link[..link.len() - 1]).await.expect(404);
        assert_eq!(desist.case_now(&case).await["state"], "in_progress");
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p7_a_deletion_that_a_party_has_begun_is_not_taken_back_however_close_the_two_are() {
    both(|db| async move {
        let desist = Service::near(db).await;
        desist.add_party("systems", json!({"key": "crm", "name": "The CRM"})).await;
        desist.add_party("systems", json!({"key": "erp", "name": "The ERP"})).await;
        let case = desist.deletion().await;
        let still = || {
            let handle = Handle { guard: Guard::Always, acts: vec![Act::NothingDone { case: case.clone() }] };
            desist.services.writer.submit(Change::Handle(Box::new(handle)))
        };
        assert!(still().await.is_ok());
        let task = desist.case_now(&case).await["tasks"][0]["id"].as_str().unwrap().to_owned();
        desist.api(&format!("/v1/tasks/{task}"), json!({"state": "done"})).await.expect(200);
        assert!(matches!(still().await, Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict));
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p8_a_sharing_opt_out_is_passed_to_each_partner_from_every_way_in_and_confirmed() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let partner = Receiver::start().await;
        let new = json!({"key": "ads", "name": "Ads Inc", "url": partner.url()});
        let refused = desist.api("/v1/partners", new.clone()).await.expect(422).json();
        assert_eq!(refused["field"], "agreement", "no sharing without an agreement on file");
        let mut new = new;
        new["agreement"] = json!("contracts/2026-07");
        new["agreed_on"] = json!("2026-07-01");
        let secret = desist.add_party("partners", new).await;
        let opt_out = json!({"recipient": "ana@example.com", "scope": "sharing", "state": "opted_out"});
        desist.api("/v1/preferences", opt_out.clone()).await.expect(200);
        desist.api("/v1/preferences", opt_out).await.expect(200);
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        let [case] = cases.try_into().unwrap();
        assert_eq!((case.kind, case.state), ("sharing_opt_out", "received"), "one, in the transaction of the opt-out");
        assert!(case.due_at.is_some(), "its clocks run");
        desist.tend().await;
        desist.deliver().await;
        let task = partner.only().data()["task"].as_str().unwrap().to_owned();
        assert_eq!(
            desist.calls_back(&task, &secret, &json!({"state": "failed", "note": "who?", "task": task})).await,
            200
        );
        assert_eq!(desist.case_now(&case.id).await["state"], "needs_review", "a partner's no is for a person");
        // An operator's word stands above it, and the record says what it replaced.
        desist.api(&format!("/v1/tasks/{task}"), json!({"state": "done"})).await.expect(200);
        let steps = [("none", "open"), ("open", "open"), ("open", "failed"), ("failed", "done")];
        let steps = steps.map(|(before, after)| (json!(before), json!(after)));
        assert_eq!(desist.said_of_task(&task).await, steps, "asked, told, refused, done");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clk_16_operators_are_reminded_once_for_each_stage_and_alarmed_when_it_is_late() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let case = desist.open_case(json!({"kind": "deletion", "recipient": "ana@example.com"})).await;
        let id = case["id"].as_str().unwrap();
        assert!(case["due_at"].is_string(), "L9: its clocks run from the first moment");
        let second = desist.second_instance().await;
        for _ in 0..130 {
            desist.advance(DAY);
            desist.tend().await;
            second.tend().await;
        }
        let shown = desist.case_now(id).await;
        let told = |what: &str| {
            let events = shown["events"].as_array().unwrap();
            events.iter().filter(|event| event["what"] == what).count()
        };
        assert!(told("reminded") >= 2, "{shown}");
        assert!(told("late") >= 1, "{shown}");
        let mails = desist.outbox().await;
        let to_operators = |subject: &str| {
            mails.iter().filter(|mail| mail.to == "ops@acme.example" && mail.subject.contains(subject)).count()
        };
        assert_eq!(to_operators("Late"), told("late"), "two instances alarm once");
        assert_eq!(to_operators("close to the end"), told("reminded"), "two instances remind once");
        second.leave_mail();
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}
