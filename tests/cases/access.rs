//! A request for a copy of one's data (LAW-11, P14), from asking to the copy in the person's hands: systems hand over,
//! an operator takes out what is about others, a link goes to the mailbox on record and opens the copy once.

use std::time::Duration;

use desist::domain::access::Scopes;
use desist::domain::change::{Actor, Channel};
use desist::domain::error::Code;
use desist::services::error::ServiceError;
use desist::services::writer::change::{Act, Change, CopyChange, CopyStep, Guard, Handle};
use serde_json::{Value, json};

use super::letters::letter;
use super::scan::places;
use crate::support::database::execute;
use crate::support::http::{Answer, send};
use crate::support::process::desist as program;
use crate::support::receiver::Receiver;
use crate::support::{Database, Service, ana, both};

const DAY: Duration = Duration::from_secs(86_400);
const HOUR: Duration = Duration::from_secs(3_600);
const COPY_ME: &str = "Please send me a copy of all the personal data you hold about me.";
/// The two buttons that a multipart form of the task's page would send.
const BOUNDARY: &str = "x-form-x";

impl Service {
    /// Three systems, each told in its own way; answers the secret of the first and its receiver.
    async fn three_systems(&self) -> (Receiver, String) {
        let crm = Receiver::start().await;
        let secret = self
            .add_party(
                "systems",
                json!({"key": "crm", "name": "The CRM", "url": crm.url(), "data": "Name and orders",
                    "purpose": "To serve customers", "retention": "Ten years", "source": "The order form"}),
            )
            .await;
        self.add_party("systems", json!({"key": "helpdesk", "name": "Helpdesk", "contact": "desk@acme.example"})).await;
        self.add_party("systems", json!({"key": "billing", "name": "Billing"})).await;
        let ads = json!({"key": "ads", "name": "Ads Inc", "contact": "ads@ads.example", "agreement": "c/7",
            "agreed_on": "2026-07-01", "data": "Addresses", "purpose": "Their offers"});
        self.add_party("partners", ads).await;
        (crm, secret)
    }

    /// The task of a party in a case.
    async fn task_of(&self, case: &str, party: &str) -> Value {
        let shown = self.case_now(case).await;
        shown["tasks"].as_array().unwrap().iter().find(|task| task["party"] == party).unwrap().clone()
    }

    /// The copy of a case, for operators.
    async fn copy_now(&self, case: &str) -> Answer {
        self.api_get(&format!("/v1/cases/{case}/copy")).await
    }

    /// The newest link to a copy.
    async fn copy_link(&self) -> String {
        let mails = self.outbox().await;
        let mail = mails.iter().rfind(|mail| mail.links.iter().any(|link| link.contains("/copy/"))).unwrap();
        assert_eq!(mail.to, "ana@example.com", "only ever to the address on record (L3)");
        assert!(!mail.raw.contains("Rose Street") && !mail.text.contains("ana@example.com"), "no data in the mail");
        mail.link("/copy/").to_owned()
    }

    async fn deliver_case(&self, case: &str) -> Answer {
        self.api(&format!("/v1/cases/{case}/deliver"), json!({})).await
    }

    /// What the ledger has of copies: the events in order.
    async fn copy_events(&self) -> Vec<Value> {
        let entries = self.api_get("/v1/ledger/entries").await.expect(200).json();
        let leaves = entries["entries"].as_array().unwrap().iter().map(|entry| entry["leaf"].clone());
        leaves.filter(|leaf| leaf["kind"] == "copy").map(|leaf| leaf["event"].clone()).collect()
    }

    /// A case that asks for a copy, vouched for, with one system that has no way to be told; answers case and task.
    async fn small_case(&self) -> (String, String) {
        self.add_party("systems", json!({"key": "billing", "name": "Billing"})).await;
        self.stop(&ana(), "events").await.unwrap();
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let case = self.open_case(asked).await["id"].as_str().unwrap().to_owned();
        self.tend().await;
        let task = self.task_of(&case, "billing").await["id"].as_str().unwrap().to_owned();
        (case, task)
    }

    /// Hands something over by key.
    async fn hands_over(&self, task: &str, answer: Value) -> Answer {
        self.api(&format!("/v1/tasks/{task}"), json!({"state": "done", "answer": answer})).await
    }

    /// A form with a file, as a browser sends it.
    async fn upload(&self, link: &str, file: &[u8]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in [("answer", &b""[..]), ("file", file), ("note", b"from the archive"), ("action", b"done")]
        {
            let more = if name == "file" { "; filename=\"data.json\"\r\nContent-Type: application/json" } else { "" };
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        send(self.http.request("POST", link).header("content-type", kind).body(body)).await
    }
}

/// A request by mail, confirmed by the mailbox; answers the case.
async fn asked_by_mail(desist: &Service) -> String {
    desist.stop(&ana(), "events").await.unwrap();
    desist.import("email,reason\nana@example.com,complaint\n").await;
    desist.post(&letter("ana@example.com", "My data", COPY_ME)).await;
    desist.confirms().await;
    let cases = desist.services.cases_about(&ana()).await.unwrap();
    let case = cases.into_iter().find(|case| case.kind == "access").unwrap();
    assert_eq!(case.state, "needs_review");
    case.id
}

#[tokio::test(flavor = "multi_thread")]
async fn law_11_a_copy_goes_from_the_mail_that_asks_for_it_to_the_mailbox_on_record() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let (crm, secret) = desist.three_systems().await;
        let case = asked_by_mail(&desist).await;
        desist.deliver_case(&case).await.expect(409);
        desist.tend().await;
        desist.deliver().await;
        desist.deliver_case(&case).await.expect(409);

        // Each system in its own way: call-back, link, an operator with a key.
        let task = crm.only().data()["task"].as_str().unwrap().to_owned();
        let orders = json!({"name": "Ana", "street": "12 Rose Street", "orders": [
            {"item": "tea", "seller": "Carl Other"}, {"item": "cup", "seller": "Dora Other"}]});
        let done = json!({"state": "done", "task": task, "answer": orders});
        assert_eq!(desist.calls_back(&task, &secret, &done).await, 200);
        let desk = desist.outbox().await.into_iter().find(|mail| mail.to == "desk@acme.example").unwrap();
        let link = desk.link("/task/").to_owned();
        for body in ["action=done", "action=done&answer=+"] {
            let refused = desist.post_form(&link, body).await.expect(422);
            assert!(refused.body.contains("There was nothing in it"), "{}", refused.body);
        }
        desist.upload(&link, b"{\"tickets\": [\"Where is my tea?\"]}").await.expect(200);
        let helpdesk = desist.task_of(&case, "helpdesk").await;
        assert_eq!(helpdesk["answer"]["answer"], json!({"tickets": ["Where is my tea?"]}));
        let billing = desist.task_of(&case, "billing").await["id"].as_str().unwrap().to_owned();
        let first = json!("One invoice.\nPaid by Erik Other.");
        desist.hands_over(&billing, first).await.expect(200);
        assert_eq!(desist.case_now(&case).await["state"], "in_progress");

        // Not complete: the system is asked anew, and the case waits for it.
        let back = format!("/v1/cases/{case}/send-back");
        desist.api(&back, json!({"task": billing, "note": "two invoices"})).await.expect(200);
        let shown = desist.case_now(&case).await;
        assert_eq!((&shown["state"], &shown["waiting_for"]), (&json!("waiting"), &json!("system")));
        assert!(shown["effective_at"].is_null(), "it took effect nowhere yet");
        desist.deliver_case(&case).await.expect(409);
        desist.hands_over(&billing, json!("Two invoices.\nPaid by Erik Other.")).await.expect(200);

        // What is about others is taken out; what was there is nowhere any more.
        let redact = format!("/v1/cases/{case}/redact");
        let shown = desist.api(&redact, json!({"task": task, "path": "orders.*.seller"})).await.expect(200).json();
        assert_eq!(shown["state"], "in_progress");
        desist.api(&redact, json!({"task": task, "path": "orders.7.seller"})).await.expect(422);
        desist.api(&redact, json!({"task": "nothing", "path": "orders"})).await.expect(404);
        let replaced = json!({"task": billing, "replace": "Two invoices.\nPaid by [redacted]."});
        desist.api(&redact, replaced).await.expect(200);
        let whole = serde_json::to_string(&desist.case_now(&case).await).unwrap();
        assert!(!whole.contains(" Other"), "{whole}");
        let events = desist.case_now(&case).await["events"].clone();
        let redacted: Vec<_> = events.as_array().unwrap().iter().filter(|event| event["what"] == "redacted").collect();
        assert!(
            redacted.len() == 2 && redacted.iter().all(|event| event["actor"] == "tool" && event["by"].is_string())
        );

        let copy = desist.copy_now(&case).await.expect(200).json();
        let page = desist.api_get(&format!("/v1/cases/{case}/copy?format=html")).await.expect(200);
        assert!(page.body.contains("12 Rose Street") && page.body.contains("<style>") && !page.body.contains("<form"));
        content_is_whole(&copy);
        desist.verify().await;

        // Delivered: one mail, the case done, what the systems handed over kept only in the frozen copy.
        let delivered = desist.deliver_case(&case).await.expect(200).json();
        assert_eq!((&delivered["state"], &delivered["to"]), (&json!("done"), &json!(ana().masked())));
        let shown = desist.case_now(&case).await;
        assert!(shown["answered_at"].is_string() && shown["effective_at"].is_string());
        assert!(shown["tasks"].as_array().unwrap().iter().all(|task| task.get("answer").is_none()), "{shown}");
        desist.api(&redact, json!({"task": task, "path": "name"})).await.expect(409);
        desist.verify().await;
        let link = desist.copy_link().await;
        read_by_the_person(&desist, &link).await;
        assert_eq!(desist.copy_events().await, ["frozen", "opened"]);
        desist.verify().await;

        // Another link to the same copy.
        desist.deliver_case(&case).await.expect(200);
        let again = desist.copy_link().await;
        assert_ne!(again, link);
        let file = desist.post_form(&again, "action=json").await.expect(200).json();
        assert_eq!(file["prepared_at"], copy["prepared_at"]);
        desist.verify().await;

        // Erased: the copy is destroyed, and no link opens anything.
        let everywhere = places(&desist, &ana()).await;
        assert!(
            everywhere.contains(&("case_copies".into(), "copy".into())),
            "the test must be able to fail: {everywhere:?}"
        );
        let body = json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let deletion = desist.open_case(body).await["id"].as_str().unwrap().to_owned();
        desist.tend().await;
        for task in desist.case_now(&deletion).await["tasks"].as_array().unwrap() {
            desist
                .api(&format!("/v1/tasks/{}", task["id"].as_str().unwrap()), json!({"state": "done"}))
                .await
                .expect(200);
        }
        desist.deliver().await;
        desist.outbox().await;
        assert_eq!(desist.moves(&deletion, json!({"to": "done"})).await, 200);
        let left = places(&desist, &ana()).await;
        assert!(left.iter().all(|(table, _)| table != "case_copies" && table != "case_tasks"), "{left:?}");
        desist.post_form(&again, "action=json").await.expect(404);
        desist.copy_now(&case).await.expect(409);
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

/// What the law asks for is in it, and nothing of what is for operators only.
fn content_is_whole(copy: &Value) {
    let system = |name: &str| copy["systems"].as_array().unwrap().iter().find(|part| part["name"] == name).unwrap();
    let crm = system("The CRM");
    assert_eq!(crm["answer"]["orders"][1], json!({"item": "cup", "seller": "[redacted]"}));
    for (field, text) in [
        ("purpose", "To serve customers"),
        ("retention", "Ten years"),
        ("source", "The order form"),
        ("data", "Name and orders"),
    ] {
        assert_eq!(crm[field], text);
    }
    assert_eq!(system("Billing")["answer"], "Two invoices.\nPaid by [redacted].");
    assert!(!copy.to_string().contains("from the archive"), "a note is for operators");
    assert_eq!(copy["receivers"][0]["name"], "Ads Inc");
    let held = &copy["held"];
    assert!(held["preferences"].as_array().unwrap().iter().any(|line| line["scope"] == "events"), "{held}");
    let stop = held["history"].as_array().unwrap().iter().find(|line| line["scope"] == "events").unwrap();
    assert_eq!(
        (&stop["after"], &stop["channel"], &stop["policy"]),
        (&json!("opted_out"), &json!("one_click"), &json!("test-1"))
    );
    assert_eq!(held["imports"][0]["state"], "imported_complaint");
    assert_eq!(held["mails"][0]["text"], COPY_ME);
    assert_eq!(held["cases"][0]["kind"], "access");
    assert!(copy["rights"].as_array().unwrap().len() >= 6);
}

/// GET and HEAD change nothing, POST opens, and for one hour the same link gives both files.
async fn read_by_the_person(desist: &Service, link: &str) {
    let size = desist.entries();
    for method in ["GET", "HEAD", "GET"] {
        let seen = send(desist.http.request(method, link)).await.expect(200);
        assert!(method == "HEAD" || seen.body.matches("<form").count() == 1);
        assert!(!seen.body.contains("Rose Street") && !seen.body.contains("ana@example.com"));
    }
    desist.post_form(link, "action=perhaps").await.expect(422);
    assert_eq!(desist.entries(), size, "L2: a scanner's GET, or a damaged form, uses nothing up");
    let page = desist.post_form(link, "action=open").await.expect(200);
    for text in ["12 Rose Street", "Where is my tea?", "To serve customers", "Ads Inc", "ana@example.com", "[redacted]"]
    {
        assert!(page.body.contains(text), "{text}");
    }
    assert!(page.header("cache-control").contains("no-store") && !page.body.contains("<script"));
    assert_eq!(desist.entries(), size + 1);
    let json = desist.post_form(link, "format=json").await.expect(200);
    assert!(json.header("content-disposition").contains("data-copy.json"));
    content_is_whole(&json.json());
    let file = desist.post_form(link, "action=file").await.expect(200);
    assert!(file.header("content-disposition").contains("data-copy.html") && file.body.contains("<style>"));
    assert_eq!(desist.entries(), size + 1, "opening it again within the hour is no change");
    desist.advance(HOUR * 2);
    let over = desist.post_form(link, "action=json").await.expect(409);
    assert!(over.body.contains("used before") && !over.body.contains("Rose Street"), "{}", over.body);
    let over = desist.get(link).await.expect(200);
    assert!(over.body.contains("used before") && !over.body.contains("<form"), "it explains itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_a_copy_is_refused_without_proof_for_another_sender_and_for_other_kinds_of_cases() {
    both(|db| async move {
        let desist = Service::near(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        let asked = json!({"kind": "access", "recipient": "ana@example.com"});
        let case = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        let refused = desist.deliver_case(&case).await.expect(409);
        assert!(refused.body.contains("proof that the person asks"), "{}", refused.body);
        // The link that confirms is no link to a copy, and the other way round (TOK-04).
        let confirm = desist.asked_back().await.link("/confirm").replace("/confirm/", "/copy/");
        desist.get(&confirm).await.expect(404);
        desist.post_form(&confirm, "action=open").await.expect(404);
        desist.confirms().await;
        desist.deliver_case(&case).await.expect(200);
        let link = desist.copy_link().await;
        for path in ["/confirm/", "/p/", "/u/"] {
            desist.get(&link.replace("/copy/", path)).await.expect(404);
        }
        desist.get(&link[..link.len() - 1]).await.expect(404);
        // A case that asks for something else, one of nobody on record, and one that is not there.
        let question = json!({"kind": "question", "recipient": "ana@example.com"});
        let question = desist.open_case(question).await["id"].as_str().unwrap().to_owned();
        desist.deliver_case(&question).await.expect(409);
        desist.copy_now(&question).await.expect(409);
        desist.deliver_case("nothing").await.expect(404);
        desist.copy_now("nothing").await.expect(404);
        // A key of another sender sees neither.
        let new = json!({"key": "other", "name": "Other"});
        desist.api("/v1/senders", new).await.expect(201);
        let other = desist.services.gate.registry().sender_by_key("other").unwrap().id;
        let by = (Actor::CommandLine, Channel::CommandLine);
        let scopes = Scopes::parse("cases").unwrap();
        let (_, key) = desist.services.create_api_key("other", scopes, Some(other), by.0, by.1).await.unwrap();
        for path in ["copy", "deliver"] {
            let method = if path == "copy" { "GET" } else { "POST" };
            let request = desist.http.request(method, &format!("/v1/cases/{case}/{path}")).bearer_auth(&key);
            send(request.header("content-type", "application/json").body("{}")).await.expect(404);
        }
        desist.drain().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l2_a_link_that_is_too_old_explains_itself_and_an_operator_sends_a_new_one_until_the_copy_is_destroyed() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let (case, task) = desist.small_case().await;
        desist.hands_over(&task, json!({"street": "12 Rose Street"})).await.expect(200);
        // By two operators at once: one delivers, the other is told.
        let path = format!("/v1/cases/{case}/deliver");
        let version = desist.case_now(&case).await["version"].clone();
        desist.api(&path, json!({"version": version})).await.expect(200);
        desist.api(&path, json!({"version": version})).await.expect(409);
        let link = desist.copy_link().await;
        desist.advance(DAY * 8);
        for answer in [desist.get(&link).await.expect(200), desist.post_form(&link, "action=open").await.expect(409)] {
            assert!(answer.body.contains("too old") && answer.body.contains(&case), "{}", answer.body);
            assert!(!answer.body.contains("<form") && !answer.body.contains("Rose Street"));
        }
        desist.deliver_case(&case).await.expect(200);
        let again = desist.copy_link().await;
        // Two clicks at the same moment: both are shown it, it is opened once.
        let (one, two) = tokio::join!(desist.post_form(&again, "action=open"), desist.post_form(&again, "action=open"));
        assert!(one.expect(200).body.contains("Rose Street") && two.expect(200).body.contains("Rose Street"));
        assert_eq!(desist.copy_events().await, ["frozen", "prolonged", "opened"]);
        // Long after the last link has ended the copy is destroyed; that it was delivered stays.
        desist.advance(DAY * 38);
        // A damaged row is named, and keeps no head from being published.
        let state = |word: &str| format!("UPDATE cases SET state = '{word}' WHERE id = '{case}'");
        crate::support::database::execute(desist.db(), &state("perhaps")).await;
        desist.services.keep_up().await.unwrap_err();
        let head = std::fs::read_to_string(desist.data_dir().join("checkpoint.txt")).unwrap();
        assert_eq!(head.lines().nth(1), Some(desist.services.gate.ledger_size().to_string().as_str()));
        crate::support::database::execute(desist.db(), &state("done")).await;
        desist.services.keep_up().await.unwrap();
        desist.second_instance().await.services.keep_up().await.unwrap();
        assert_eq!(desist.copy_events().await.last().unwrap(), "destroyed", "L5");
        assert_eq!(desist.copy_events().await.len(), 4, "once");
        desist.deliver_case(&case).await.expect(409);
        desist.copy_now(&case).await.expect(409);
        assert!(places(&desist, &ana()).await.iter().all(|(table, _)| table != "case_copies"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_too_large_or_no_text_is_refused_by_every_way_in_and_changes_nothing() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let crm = Receiver::start().await;
        let secret = desist.add_party("systems", json!({"key": "crm", "name": "CRM", "url": crm.url()})).await;
        desist.add_party("systems", json!({"key": "desk", "name": "Desk", "contact": "desk@acme.example"})).await;
        let (case, billing) = desist.small_case().await;
        desist.deliver().await;
        let much = "x".repeat(1024 * 1024);
        let refused = desist.hands_over(&billing, json!(much)).await.expect(413);
        assert!(refused.body.contains("at most 1 MiB"), "{}", refused.body);
        let task = crm.only().data()["task"].as_str().unwrap().to_owned();
        let done = json!({"state": "done", "task": task, "answer": much});
        assert_eq!(desist.calls_back(&task, &secret, &done).await, 413);
        let link =
            desist.outbox().await.iter().find(|mail| mail.to == "desk@acme.example").unwrap().link("/task/").to_owned();
        let large = desist.upload(&link, much.as_bytes()).await.expect(413);
        assert!(large.body.contains("more than 1 MiB"), "{}", large.body);
        let larger = desist.upload(&link, "x".repeat(3 * 1024 * 1024).as_bytes()).await.expect(413);
        assert!(larger.body.contains("more than 1 MiB"));
        let binary = desist.upload(&link, &[0x25, 0x50, 0x44, 0x46, 0xff, 0xfe, 0x80]).await.expect(422);
        assert!(binary.body.contains("That was no text"), "{}", binary.body);
        let shown = desist.case_now(&case).await;
        assert!(shown["tasks"].as_array().unwrap().iter().all(|task| task["state"] == "open"));
        // Nearly as much is taken.
        desist.hands_over(&billing, json!("y".repeat(1024 * 1024 - 100))).await.expect(200);
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_10_a_system_that_was_not_asked_yet_or_says_no_keeps_the_copy_back() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let (case, task) = desist.small_case().await;
        desist.hands_over(&task, json!("all")).await.expect(200);
        // A system that was added meanwhile has not even been asked.
        desist.add_party("systems", json!({"key": "late", "name": "Late"})).await;
        let refused = desist.deliver_case(&case).await.expect(409);
        assert!(refused.body.contains("late"), "{}", refused.body);
        desist.tend().await;
        let late = desist.task_of(&case, "late").await["id"].as_str().unwrap().to_owned();
        desist.api(&format!("/v1/tasks/{late}"), json!({"state": "failed", "note": "broken"})).await.expect(200);
        desist.deliver_case(&case).await.expect(409);
        let settle = format!("/v1/tasks/{late}");
        desist.api(&settle, json!({"state": "done"})).await.expect(422);
        desist.api(&settle, json!({"state": "done", "nothing_held": true})).await.expect(200);
        desist.deliver_case(&case).await.expect(200);
        let page = desist.post_form(&desist.copy_link().await, "action=open").await.expect(200);
        assert!(page.body.contains("Nothing is held about you there"), "{}", page.body);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_11_a_system_hands_something_over_or_says_that_it_holds_nothing() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let (crm, secret) = desist.three_systems().await;
        desist.stop(&ana(), "events").await.unwrap();
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let case = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        desist.tend().await;
        desist.deliver().await;
        let task = crm.only().data()["task"].as_str().unwrap().to_owned();
        let billing = desist.task_of(&case, "billing").await["id"].as_str().unwrap().to_owned();
        // Nothing, an empty text, a note that only operators read: the person would be told nothing.
        for more in [json!({}), json!({"answer": null}), json!({"answer": " \n"}), json!({"note": "we have nothing"})] {
            let mut body = more;
            body["state"] = json!("done");
            let refused = desist.api(&format!("/v1/tasks/{billing}"), body.clone()).await.expect(422);
            assert_eq!((refused.code(), &refused.json()["field"]), ("invalid_field".to_owned(), &json!("answer")));
            assert!(refused.body.contains("nothing_held"), "it says what to send: {}", refused.body);
            body["task"] = json!(task);
            assert_eq!(desist.calls_back(&task, &secret, &body).await, 422);
        }
        let both_said = json!({"state": "done", "answer": "one invoice", "nothing_held": true});
        desist.api(&format!("/v1/tasks/{billing}"), both_said).await.expect(422);
        for party in ["crm", "billing"] {
            assert_eq!(desist.task_of(&case, party).await["state"], "open", "nothing was taken");
        }
        let nothing = json!({"state": "done", "nothing_held": true, "task": task});
        assert_eq!(desist.calls_back(&task, &secret, &nothing).await, 200);
        desist.hands_over(&billing, json!([])).await.expect(200);
        assert_eq!(desist.task_of(&case, "crm").await["answer"], json!({"nothing_held": true}));
        // That it is not possible needs no data.
        let desk = desist.task_of(&case, "helpdesk").await["id"].as_str().unwrap().to_owned();
        desist.api(&format!("/v1/tasks/{desk}"), json!({"state": "failed"})).await.expect(200);
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_11_an_operator_settles_a_task_by_command_with_what_is_held_or_that_nothing_is() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let (_crm, _) = desist.three_systems().await;
        desist.stop(&ana(), "events").await.unwrap();
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let case = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        desist.tend().await;
        let [crm, desk, billing] = ["crm", "helpdesk", "billing"].map(|party| desist.task_of(&case, party));
        let [crm, desk, billing] =
            [crm.await, desk.await, billing.await].map(|task| task["id"].as_str().unwrap().to_owned());
        let settle = async |task: &str, more: &[&str]| {
            let ended = program(desist.place(), &[]).args(["case", "task", task]).args(more).output().await.unwrap();
            (ended.status.code(), String::from_utf8(ended.stderr).unwrap())
        };
        for wrong in [&[][..], &["--done", "--failed"], &["--failed", "--nothing-held"], &["--done", "--answer", " "]] {
            assert_eq!(settle(&crm, wrong).await.0, Some(2), "{wrong:?}");
        }
        let (code, said) = settle(&crm, &["--done"]).await;
        assert!(code == Some(2) && said.contains("nothing_held"), "{said}");
        assert_eq!(settle(&crm, &["--done", "--answer", "{\"orders\": 2}"]).await.0, Some(0));
        assert_eq!(settle(&crm, &["--done", "--answer", "more"]).await.0, Some(2), "it is not open any more");
        assert_eq!(settle(&billing, &["--done", "--nothing-held"]).await.0, Some(0));
        assert_eq!(settle(&desk, &["--failed", "--note", "the archive is closed"]).await.0, Some(0));
        assert_eq!(settle("nothing", &["--done"]).await.0, Some(2));
        assert_eq!(desist.task_of(&case, "crm").await["answer"]["answer"], json!({"orders": 2}));
        assert_eq!(desist.task_of(&case, "billing").await["answer"], json!({"nothing_held": true}));
        assert_eq!(desist.task_of(&case, "helpdesk").await["answer"]["note"], "the archive is closed");
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_copy_is_not_frozen_over_an_answer_that_is_not_in_it() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let (case, task) = desist.small_case().await;
        let asked = desist::store::tasks::find(&mut desist.db().snapshot().await.unwrap(), &task).await.unwrap();
        let seen = vec![(task.clone(), asked.unwrap().entry_index)];
        desist.hands_over(&task, json!("all")).await.expect(200);
        let freeze = CopyChange {
            case: case.clone(),
            sender: desist.sender(),
            subject: None,
            what: CopyStep::Freeze { copy: b"an old one".to_vec(), seen, expires: desist.now() },
            actor: Actor::System,
            channel: Channel::System,
        };
        let handle = Handle { guard: Guard::Always, acts: vec![Act::Copy(Box::new(freeze))] };
        let refused = desist.services.writer.submit(Change::Handle(Box::new(handle))).await;
        assert!(matches!(refused, Err(ServiceError::Refused(problem)) if problem.code == Code::Conflict));
        assert_eq!(desist.copy_now(&case).await.expect(200).json()["systems"][0]["answer"], "all");
        desist.deliver_case(&case).await.expect(200);
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_10_a_system_whose_task_was_cancelled_was_not_asked() {
    let desist = Service::near(Database::Sqlite).await;
    let (case, task) = desist.small_case().await;
    execute(desist.db(), &format!("UPDATE case_tasks SET state = 'cancelled' WHERE id = '{task}'")).await;
    let refused = desist.deliver_case(&case).await.expect(409);
    assert!(refused.body.contains("billing was not asked yet"), "{}", refused.body);
    desist.leave_mail();
}

#[tokio::test(flavor = "multi_thread")]
async fn gpc_02_a_copy_speaks_the_persons_language_and_hears_the_signal_of_their_browser() {
    both(|db| async move {
        let desist = Service::near(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "evidence": "seen", "language": "de"});
        let case = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        desist.deliver_case(&case).await.expect(200);
        let link = desist.copy_link().await;
        let form = "application/x-www-form-urlencoded";
        let request = desist.http.request("POST", &link).header("content-type", form).header("sec-gpc", "1");
        let page = send(request.header("accept-language", "fr").body("action=open")).await.expect(200);
        assert_eq!(page.header("content-language"), "de");
        assert!(page.body.contains("Die Kopie Ihrer Daten"), "{}", page.body);
        let known =
            desist.api("/v1/recipients/lookup", json!({"recipient": "ana@example.com"})).await.expect(200).json();
        let sharing = known["preferences"].as_array().unwrap().iter().find(|line| line["scope"] == "sharing").unwrap();
        assert_eq!(sharing["state"], "opted_out");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_copy_that_was_changed_behind_our_back_is_named_by_verify() {
    both(|db| async move {
        let desist = Service::near(db).await;
        let (case, task) = desist.small_case().await;
        desist.hands_over(&task, json!("all")).await.expect(200);
        desist.deliver_case(&case).await.expect(200);
        desist.verify().await;
        let (hex, was) = match desist.db() {
            desist::store::Db::Sqlite { .. } => ("x'00'", "opened_at = 5"),
            desist::store::Db::Postgres(_) => ("'\\x00'", "opened_at = 5"),
        };
        crate::support::database::execute(desist.db(), &format!("UPDATE case_copies SET copy = {hex}, {was}")).await;
        let faults = desist.faults().await;
        for column in ["copy", "*"] {
            assert!(faults.contains(&("case_copies".to_owned(), column.to_owned())), "{faults:?}");
        }
        crate::support::database::execute(desist.db(), "DELETE FROM case_copies").await;
        assert!(desist.faults().await.contains(&("case_copies".to_owned(), "id".to_owned())));
        desist.leave_mail();
    })
    .await;
}
