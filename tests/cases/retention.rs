//! What is old goes, by rule and in the ledger; what blocks, waits, is open or proves something stays (P13, CON-11).

use std::collections::BTreeMap;
use std::time::Duration;

use desist::domain::clock::Zone;
use desist::domain::retention::{Keep, Retention};
use serde_json::{Value, json};

use super::letters::{Letter, letter};
use super::scan::{places, places_of};
use crate::support::database::{execute, number};
use crate::support::process::desist as program;
use crate::support::{Service, ana, bo, both};

const DAY: Duration = Duration::from_secs(86_400);
/// Who handed over what `by_own_host` hands over.
const HOST: &str = "192.0.2.1";

impl Service {
    /// What this night took, by rule; `None` when it was done before.
    async fn tonight(&self) -> Option<BTreeMap<&'static str, u64>> {
        let removed = self.services.retain_nightly().await.unwrap()?;
        Some(removed.into_iter().filter(|rule| rule.count > 0).map(|rule| (rule.rule, rule.count)).collect())
    }

    /// The same once the clock has moved on by so many days.
    async fn after(&self, days: u32) -> BTreeMap<&'static str, u64> {
        self.advance(days * DAY);
        self.tonight().await.expect("a night of its own")
    }

    /// The leaves of all entries about retention.
    async fn said(&self) -> Vec<Value> {
        let entries = self.api_get("/v1/ledger/entries?limit=1000").await.expect(200).json();
        let leaves = entries["entries"].as_array().unwrap().iter().map(|entry| entry["leaf"].clone());
        leaves.filter(|leaf| leaf["kind"] == "retention").collect()
    }

    async fn kept(&self, mail: &str) -> bool {
        let raw = format!("SELECT count(*) FROM inbox WHERE id = '{mail}' AND length(raw) > 0 AND reading IS NOT NULL");
        number(self.db(), &raw).await == 1
    }
}

fn went<const N: usize>(rules: [(&'static str, u64); N]) -> BTreeMap<&'static str, u64> {
    rules.into()
}

fn asks_for_a_copy(from: &str, id: &str) -> Letter {
    let text = "Please send me a copy of all the personal data you hold about me.";
    letter(from, "My data", text).field("Message-ID", id).by_own_host()
}

fn away() -> Letter {
    letter("bo.lind@example.org", "Out of office", "I am away until Monday.")
        .field("Auto-Submitted", "auto-replied")
        .field("Message-ID", "<away@mail.example>")
        .by_own_host()
}

#[tokio::test(flavor = "multi_thread")]
async fn con_11_a_mail_goes_a_week_or_a_month_after_it_is_done_with_and_the_last_day_is_kept() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let copy = desist.post(&asks_for_a_copy("ana@example.com", "<copy@mail.example>")).await.id;
        desist.confirms().await;
        let stop = letter("ana@example.com", "Stop", "Please stop sending me your newsletter.").by_own_host();
        let stop = desist.post(&stop).await.id;
        let away = desist.post(&away()).await.id;
        let waits = letter("ana@example.com", "Hm", "Please unsubscribe my colleague dora@example.net.").by_own_host();
        let waits = desist.post(&waits.field("Message-ID", "<waits@mail.example>")).await.id;
        assert_eq!((desist.status_of(&stop).await, desist.status_of(&away).await), ("acted".into(), "ignored".into()));
        assert_eq!(desist.status_of(&waits).await, "review");

        assert_eq!(desist.after(7).await, went([]), "the seventh day is kept");
        assert!(desist.kept(&away).await);
        let week = desist.after(1).await;
        assert_eq!(week["unrelated_mail"], 1, "{week:?}");
        assert!(!desist.kept(&away).await && desist.kept(&stop).await);
        // The case ends on the tenth day; its mail stays until a month after that.
        desist.advance(2 * DAY);
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        let case = &cases.iter().find(|case| case.kind == "access").unwrap().id;
        assert_eq!(desist.moves(case, json!({"to": "done"})).await, 200);
        desist.drain().await;
        let days = desist.after(20).await;
        assert!(!days.contains_key("mail") && !days.contains_key("client"), "the thirtieth day is kept: {days:?}");
        assert!(desist.kept(&stop).await && !places_of(&desist, HOST).await.is_empty());
        let month = desist.after(1).await;
        assert_eq!((month["mail"], month["client"]), (1, 1), "{month:?}");
        assert!(!desist.kept(&stop).await, "worked off 31 days ago");
        assert!(desist.kept(&copy).await, "its case ended 21 days ago");
        assert!(!desist.after(9).await.contains_key("mail"));
        assert_eq!(desist.after(1).await["mail"], 1);
        assert!(!desist.kept(&copy).await);
        desist.advance(600 * DAY);
        desist.tonight().await.unwrap();
        assert!(desist.kept(&waits).await, "a mail that waits for a person waits as long as it must (L7)");
        assert_eq!(desist.status_of(&waits).await, "review");
        assert!(!desist.allowed(&ana(), "product-news"), "the stop stays");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_11_ip_addresses_go_after_a_month_and_evidence_never_held_any_nor_a_user_agent() {
    both(|db| async move {
        let desist = Service::builder(db).trusted_proxy("127.0.0.0/8").start().await;
        let page = desist.mint(&bo(), "events").unsubscribe_url;
        let seen = [("user-agent", "Curious/1.0"), ("x-forwarded-for", "203.0.113.9")];
        let form = [seen[0], seen[1], ("content-type", "application/x-www-form-urlencoded")];
        let send = async |method: &str, headers: &[(&str, &str)], body: &'static str| {
            let request = desist.http.request(method, &page).body(body);
            let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
            crate::support::http::send(request).await.expect(200);
        };
        send("GET", &seen, "").await;
        send("POST", &form, "List-Unsubscribe=One-Click").await;
        send("POST", &form, "action=unsubscribe_all").await;
        for trace in ["Curious/1.0", "203.0.113.9", "203.0.113.0"] {
            assert_eq!(places_of(&desist, trace).await.into_iter().collect::<Vec<_>>(), []);
        }
        desist.make_known(&ana()).await;
        let copy = desist.post(&asks_for_a_copy("ana@example.com", "<copy@mail.example>")).await.id;
        let at = [("inbox".to_owned(), "origin".to_owned())];
        assert_eq!(places_of(&desist, HOST).await.into_iter().collect::<Vec<_>>(), at);
        desist.outbox().await;
        desist.after(30).await;
        assert_eq!(places_of(&desist, HOST).await.into_iter().collect::<Vec<_>>(), at, "the thirtieth day is kept");
        assert_eq!(desist.after(1).await["client"], 1);
        assert_eq!(places_of(&desist, HOST).await.into_iter().collect::<Vec<_>>(), []);
        assert!(desist.kept(&copy).await, "its case is open");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn law_18_a_case_goes_after_24_months_with_its_entry_and_one_removed_by_hand_is_missed() {
    both(|db| async move {
        let desist = Service::builder(db).webhooks_to_loopback().start().await;
        desist.api("/v1/systems", json!({"key": "billing", "name": "Billing"})).await.expect(201);
        desist.stop(&ana(), "events").await.unwrap();
        let question = desist.open_case(json!({"kind": "question", "recipient": "bo.lind@example.org"})).await;
        let question = question["id"].as_str().unwrap();
        let body = json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let deletion = desist.open_case(body).await["id"].as_str().unwrap().to_owned();
        desist.tend().await;
        let task = desist.case_now(&deletion).await["tasks"][0]["id"].as_str().unwrap().to_owned();
        desist.api(&format!("/v1/tasks/{task}"), json!({"state": "done"})).await.expect(200);
        assert_eq!(desist.moves(&deletion, json!({"to": "done"})).await, 200);
        desist.drain().await;
        assert_eq!(desist.moves(question, json!({"to": "done"})).await, 200);
        let open = desist.open_case(json!({"kind": "question", "recipient": "chen@example.net"})).await;
        desist.verify().await;
        // 24 calendar months after 23 November 2026.
        assert!(!desist.after(731).await.contains_key("cases"), "the last day is kept");
        let record = desist.api_get("/v1/report?from=2026-11-01&to=2026-12-01").await.expect(200).json();
        assert!(record.to_string().contains(question), "{record}");
        assert_eq!(desist.after(1).await["cases"], 2);
        assert_eq!(number(desist.db(), "SELECT count(*) FROM case_tasks").await, 0);
        desist.api_get(&format!("/v1/cases/{question}")).await.expect(404);
        assert_eq!(desist.case_now(open["id"].as_str().unwrap()).await["state"], "needs_review");
        let said = desist.said().await;
        let leaf = said.iter().rfind(|leaf| leaf["rule"] == "cases").unwrap();
        assert_eq!((&leaf["kept"], &leaf["removed"]), (&json!("24mo"), &json!(2)));
        assert!(leaf["removed_cases"].as_array().unwrap().contains(&json!(question)), "{leaf}");
        desist.verify().await;
        // Somebody takes one away behind the service's back: no entry names it.
        let id = open["id"].as_str().unwrap();
        execute(desist.db(), &format!("DELETE FROM case_events WHERE case_id = '{id}'")).await;
        execute(desist.db(), &format!("DELETE FROM cases WHERE id = '{id}'")).await;
        assert_eq!(desist.faults().await, [("cases".to_owned(), "id".to_owned())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn era_10_the_record_of_somebody_erased_lasts_24_months_and_the_block_for_ever() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.import("email,reason\nbo.lind@example.org,complaint\n").await;
        desist.stop(&ana(), "events").await.unwrap();
        desist.erase(&ana()).await;
        desist.drain().await;
        desist.after(731).await;
        let cases = "SELECT count(*) FROM cases WHERE kind = 'deletion' AND recipient_key IS NOT NULL";
        assert_eq!(number(desist.db(), cases).await, 1, "date, kind and answer, under the recipient key");
        assert_eq!(desist.after(1).await["cases"], 1);
        assert_eq!(number(desist.db(), cases).await, 0);
        desist.advance(3_650 * DAY);
        desist.tonight().await.unwrap();
        for service in [&desist, &desist.second_instance().await] {
            assert_eq!(service.reason(&ana(), "product-news"), "erased", "L8");
            assert_eq!(service.reason(&bo(), "events"), "imported");
        }
        assert_eq!(places(&desist, &ana()).await.into_iter().collect::<Vec<_>>(), []);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gdpr_7_the_proof_of_a_standing_consent_stays_whatever_else_goes() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let again = "I changed my mind: please subscribe me to your newsletter again.";
        desist.post(&letter("ana@example.com", "Again", again)).await;
        desist.confirms().await;
        assert_eq!(desist.reason(&ana(), "events"), "no_objection".to_owned());
        let proof = "SELECT count(*) FROM ledger_subjects JOIN preferences ON preferences.entry_index = \
                     ledger_subjects.entry_index WHERE preferences.state = 'opted_in' AND evidence IS NOT NULL";
        let before = number(desist.db(), proof).await;
        assert!(before > 0);
        desist.advance(1_500 * DAY);
        let removed = desist.tonight().await.unwrap();
        assert!(removed["mail"] == 1 && removed["confirmations"] == 1, "{removed:?}");
        assert_eq!(number(desist.db(), proof).await, before);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_11_links_and_sent_mail_go_after_their_days_and_a_body_given_up_with_them() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let holder = desist.services.open_link(&desist.token(&ana(), "events")).unwrap();
        desist.stop(&ana(), "events").await.unwrap();
        desist.services.mail_way_back(&holder, &desist.services.renderer.locale(None)).await.unwrap();
        let link = desist.outbox().await.pop().unwrap().link("/confirm").to_owned();
        let mails = "SELECT count(*) FROM outbox";
        desist.after(7).await;
        assert_eq!(number(desist.db(), mails).await, 1);
        // Once in 30 days a tool may ask a person back: for so long the row is what counts it.
        let kind = "SELECT count(*) FROM outbox WHERE kind LIKE 'confirm_resubscribe/%'";
        let counted = number(desist.db(), kind).await == 1;
        assert_eq!(desist.after(1).await, if counted { went([]) } else { went([("sent_mail", 1)]) });
        // Valid for 7 days, explained for 30 more.
        desist.after(29).await;
        assert!(desist.get(&link).await.status != 404, "a link that ran out explains itself");
        assert_eq!(desist.after(1).await["confirmations"], 1);
        desist.get(&link).await.expect(404);
        assert_eq!(number(desist.db(), mails).await, 0);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn con_11_of_two_instances_one_does_the_nights_work_and_a_missed_night_is_made_up_for() {
    both(|db| async move {
        let berlin = Retention { zone: Zone::parse("Europe/Berlin").unwrap(), ..Retention::default() };
        let desist = Service::builder(db).retention(berlin).start().await;
        let other = desist.second_instance().await;
        desist.post(&away()).await;
        assert!(desist.tonight().await.is_some(), "the first start makes up for the night before");
        assert_eq!((desist.tonight().await, other.tonight().await), (None, None));
        // Three weeks of silence, until one second before three in Berlin.
        desist.advance(21 * DAY + Duration::from_secs(14 * 3_600 - 1));
        let (first, second) = tokio::join!(desist.tonight(), other.tonight());
        let done: Vec<_> = [first, second].into_iter().flatten().collect();
        assert_eq!(done, [went([("unrelated_mail", 1)])]);
        assert_eq!(desist.said().await.len(), 1, "one entry for all the nights that were missed");
        assert_eq!(other.tonight().await, None);
        desist.advance(Duration::from_secs(1));
        assert_eq!(other.tonight().await, Some(went([])), "its hour has come");
        assert_eq!(desist.tonight().await, None);
        let leaf = &desist.said().await[0];
        // Seven days before the 15th of December, at midnight in Berlin.
        let before = desist::domain::time::Instant::parse("2026-12-07T23:00:00Z").unwrap();
        for (code, said) in [
            ("rule", json!("unrelated_mail")),
            ("kept", json!("7d")),
            ("removed", json!(1)),
            ("before", json!(before.0)),
            ("actor", json!("system")),
        ] {
            assert_eq!(leaf[code], said, "{leaf}");
        }
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_bytes_whose_content_went_are_known_still_and_a_new_recipient_of_them_counts() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let stop = letter("ana@example.com", "unsubscribe", "");
        let first = desist.post(&stop.clone().to(&desist.stop_address(&ana(), "events"))).await;
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        desist.after(31).await;
        assert!(!desist.kept(&first.id).await);
        let (size, mails) = (desist.entries(), desist.outbox().await.len());
        let again = desist.post(&stop.clone().to(&desist.stop_address(&ana(), "events"))).await;
        assert_eq!((again.id.as_str(), again.new), (first.id.as_str(), false));
        assert_eq!((desist.entries(), desist.outbox().await.len()), (size, mails), "nothing is done twice");
        assert!(desist.allowed(&ana(), "product-news"));
        let third = desist.post(&stop.to(&desist.stop_address(&ana(), "product-news"))).await;
        assert_eq!((third.id, desist.reason(&ana(), "product-news")), (first.id, "opted_out_topic"));
        assert_eq!(desist.after(31).await["mail"], 1, "and goes again");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_from_a_helpdesk_is_answered_alike_after_its_content_went() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let request =
            json!({"about": "ana@example.com", "text": "Please stop sending me your newsletter.", "reference": "T-7"});
        let first = desist.api("/v1/requests", request.clone()).await.expect(200).json();
        desist.after(31).await;
        let size = desist.entries();
        let again = desist.api("/v1/requests", request).await.expect(200).json();
        assert_eq!((&again["id"], &again["decision"]), (&first["id"], &first["decision"]));
        assert_eq!(desist.entries(), size);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_never_to_go_stays_and_the_rules_are_shown_and_applied_by_a_command() {
    both(|db| async move {
        let never = Retention { mail: Keep::Always, unrelated_mail: Keep::Always, ..Retention::default() };
        let desist = Service::builder(db).retention(never).start().await;
        desist.make_known(&ana()).await;
        let stop = desist.post(&letter("ana@example.com", "Stop", "Please stop sending me your newsletter.")).await.id;
        let away = desist.post(&away()).await.id;
        desist.outbox().await;
        desist.advance(3_650 * DAY);
        desist.tonight().await.unwrap();
        assert!(desist.kept(&stop).await && desist.kept(&away).await);
        let size = desist.entries();
        // The program has the machine's clock, by which these mails came in just now or later, and rules of its own.
        let run = async |arguments: &[&str]| {
            let output = program(desist.place(), &[]).arg("retention").args(arguments).output().await.unwrap();
            assert!(output.status.success(), "{output:?}");
            String::from_utf8(output.stdout).unwrap()
        };
        let shown = run(&["show"]).await;
        assert!(shown.contains("Every night from 3:00 (UTC)") && shown.contains("kept for 24mo"), "{shown}");
        let counted: Value = serde_json::from_str(&run(&["run", "--dry-run", "--json"]).await).unwrap();
        assert_eq!(counted.as_array().unwrap().len(), 9, "{counted}");
        desist.services.gate.catch_up().await.unwrap();
        assert_eq!(desist.entries(), size, "counting changes nothing");
        run(&["run"]).await;
        desist.verify().await;
        let doctor = program(desist.place(), &[]).arg("doctor").output().await.unwrap();
        let said = String::from_utf8(doctor.stdout).unwrap();
        assert!(said.contains("retention   last done in the night of 20"), "{said}");
        assert!(said.contains("policy      version 1 is in force"), "{said}");
    })
    .await;
}
