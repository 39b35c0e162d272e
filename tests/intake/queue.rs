//! L7, L10: what is not certain goes to a person; while it may be a stop, promotional mail is held.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use desist::services::error::ServiceError;
use desist::services::intake::{Letter as Stored, Read, Reads};
use serde_json::json;

use super::letters::letter;
use crate::support::{Service, ana, bo, both};

/// A stop for somebody whom the writer only names: no machine decides that.
fn unclear(n: u32) -> super::letters::Letter {
    letter("ana@example.com", &format!("Mail {n}"), "Maybe it would be nice to get a little less mail from you, hm?")
        .field("From", "Ana <ana@example.com>, Bo <bo.lind@example.org>")
}

/// A possible stop that the reader is not sure of.
pub struct Unsure;

impl Reads for Unsure {
    fn read<'a>(&'a self, stored: &'a Stored) -> Pin<Box<dyn Future<Output = Result<Read, ServiceError>> + Send + 'a>> {
        use desist::domain::reading::{Decision, IntentKind, Reading, Trust};
        let mail = desist::mail::parse::parse(&stored.raw);
        let reading = Reading {
            id: None,
            robot: None,
            forwarded: false,
            about: Some(ana()),
            written_by: Some(ana()),
            trust: Trust::Unverified,
            language: "en".to_owned(),
            text: mail.text.clone(),
            intents: vec![desist::services::intake::queue::Ruling::intent(IntentKind::UnsubscribeAll)],
            bounce: None,
            parts: Vec::new(),
            dates: Default::default(),
            decision: Decision::Review,
            reasons: Vec::new(),
            overruled: false,
            rules_version: "test".to_owned(),
        };
        Box::pin(async move { Ok(Read { mail, reading }) })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_mail_is_held_while_a_possible_stop_waits_and_released_when_the_last_is_decided() {
    both(|db| async move {
        let desist = Service::builder(db).reader(Arc::new(Unsure)).start().await;
        let first = desist.post(&letter("ana@example.com", "One", "hm")).await.id;
        let second = desist.post(&letter("ana@example.com", "Two", "hm")).await.id;
        assert_eq!(desist.reason(&ana(), "events"), "held");
        assert_eq!(desist.reason(&ana(), "invoices"), "transactional", "L4");
        let queue = desist.api_get("/v1/intake").await.expect(200).json();
        assert_eq!(queue["mails"].as_array().unwrap().len(), 2);
        let nothing = json!({"intents": []});
        desist.api(&format!("/v1/intake/{first}/decide"), nothing.clone()).await.expect(200);
        assert_eq!(desist.reason(&ana(), "events"), "held", "the other one waits");
        desist.api(&format!("/v1/intake/{second}/decide"), nothing.clone()).await.expect(200);
        assert!(desist.allowed(&ana(), "events"));
        desist.api(&format!("/v1/intake/{second}/decide"), nothing).await.expect(409);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persons_decision_is_carried_out_and_ends_the_case() {
    both(|db| async move {
        let desist = Service::builder(db).reader(Arc::new(Unsure)).start().await;
        let id = desist.post(&letter("ana@example.com", "One", "hm")).await.id;
        let wrong = json!({"intents": [{"kind": "unsubscribe_topic", "topic": "invoices"}]});
        desist.api(&format!("/v1/intake/{id}/decide"), wrong).await.expect(422);
        let right = json!({"intents": [{"kind": "unsubscribe_topic", "topic": "events"}]});
        let decided = desist.api(&format!("/v1/intake/{id}/decide"), right).await.expect(200).json();
        assert_eq!(decided["became"], "acted");
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        assert!(desist.allowed(&ana(), "product-news"), "released");
        let [case] = desist.services.cases_about(&ana()).await.unwrap().try_into().unwrap();
        assert_eq!((case.kind, case.state, case.outcome.as_deref()), ("unclear", "done", Some("acted")));
        assert_eq!(desist.status_of(&id).await, "decided");
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mime_01_two_writers_are_a_persons_business() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let id = desist.post(&unclear(1)).await.id;
        assert_eq!(desist.status_of(&id).await, "review");
        assert!(desist.outbox().await.is_empty(), "ACK-07: it is not clear who would be answered");
        assert!(desist.allowed(&bo(), "events") || desist.reason(&bo(), "events") == "held");
    })
    .await;
}

/// Two originals in one mail, about one person each, and not sure of either.
struct Twofold;

impl Reads for Twofold {
    fn read<'a>(&'a self, stored: &'a Stored) -> Pin<Box<dyn Future<Output = Result<Read, ServiceError>> + Send + 'a>> {
        Box::pin(async move {
            let mut read = Unsure.read(stored).await?;
            let (one, mut two) = (read.reading.clone(), read.reading.clone());
            two.about = Some(bo());
            read.reading.parts = vec![one, two];
            Ok(read)
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_a_decision_about_one_person_leaves_the_others_case_and_hold_alone() {
    both(|db| async move {
        let desist = Service::builder(db).reader(Arc::new(Twofold)).start().await;
        let id = desist.post(&letter("ana@example.com", "Two", "hm")).await.id;
        let place = format!("/v1/intake/{id}/decide");
        desist.api(&place, json!({"intents": []})).await.expect(422);
        let held = (desist.reason(&ana(), "events"), desist.reason(&bo(), "events"));
        assert_eq!(held, ("held", "held"));
        let stop = json!({"about": "ana@example.com", "intents": [{"kind": "unsubscribe_all"}]});
        desist.api(&place, stop.clone()).await.expect(200);
        assert_eq!(desist.reason(&bo(), "events"), "held", "nobody has decided about Bo");
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_all");
        assert_eq!(desist.status_of(&id).await, "review");
        let [case] = desist.services.cases_about(&bo()).await.unwrap().try_into().unwrap();
        assert_eq!(case.state, "needs_review");
        desist.api(&place, json!({"intents": []})).await.expect(200);
        assert!(desist.allowed(&bo(), "events"));
        assert_eq!(desist.status_of(&id).await, "decided");
        desist.api(&place, stop).await.expect(409);
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}

/// A reader that dies of one letter and reads all others.
struct Fragile(Unsure);

impl Reads for Fragile {
    fn read<'a>(&'a self, stored: &'a Stored) -> Pin<Box<dyn Future<Output = Result<Read, ServiceError>> + Send + 'a>> {
        assert!(!stored.raw.windows(6).any(|bytes| bytes == b"poison"), "a defect of the reader");
        self.0.read(stored)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_a_mail_that_kills_its_reader_is_kept_for_a_person_and_the_worker_goes_on() {
    both(|db| async move {
        let desist = Service::builder(db).reader(Arc::new(Fragile(Unsure))).start().await;
        let bad = desist.post(&letter("ana@example.com", "poison", "poison")).await.id;
        let token =
            desist.post(&letter("x@example.net", "poison", "").to(&desist.stop_address(&bo(), "events"))).await.id;
        let good = desist.post(&letter("ana@example.com", "Two", "hm")).await.id;
        assert_eq!(desist.status_of(&bad).await, "review");
        assert_eq!(desist.status_of(&good).await, "review");
        let answer =
            desist.post(&letter("y@example.net", "poison", "").to(&desist.return_path(&bo(), "events"))).await.id;
        assert_eq!(desist.status_of(&answer).await, "review", "an answer to the return path may be a person's");
        assert_eq!(desist.status_of(&token).await, "acted", "what its envelope says is done all the same");
        assert!(!desist.allowed(&bo(), "events"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_a_lease_that_ended_with_its_process_is_taken_over_and_done_once() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let mail = letter("ana@example.com", "Stop", "Please unsubscribe me from all your mails.");
        let inbound = desist::services::intake::Inbound {
            raw: mail.raw(),
            mail_from: mail.mail_from.clone(),
            rcpt_to: mail.rcpt_to.clone(),
            via: desist::domain::change::Channel::Smtp,
            client: None,
        };
        desist.services.receive(inbound).await.unwrap();
        // Another process claimed it and died.
        let mut tx = desist.db().begin().await.unwrap();
        let lease = desist.now().plus_ms(60_000);
        desist::store::inbox::claim(&mut tx, "", (desist.now(), lease), (0, 9), 10).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(desist.work_off().await, 0);
        desist.advance(std::time::Duration::from_secs(61));
        assert_eq!(desist.work_off().await, 1);
        let entries = desist.entries();
        assert!(!desist.allowed(&ana(), "events"));
        assert_eq!((desist.work_off().await, desist.entries()), (0, entries));
        assert_eq!(desist.outbox().await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarding_check_of_a_provider_is_shown_first_and_never_dropped_as_a_robot() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.post(&unclear(1)).await;
        let text = "ana@example.com has requested to automatically forward mail to your email address \
                    support@acme.example.\nConfirmation code: 123456789\n\nTo allow it, click the link below to confirm the \
                    request:\n\nhttps://mail-settings.google.com/mail/vf-abc\n";
        let check = letter("forwarding-noreply@google.com", "Gmail Forwarding Confirmation - Receive Mail from ana@example.com", text);
        let id = desist.post(&check).await.id;
        assert_eq!(desist.status_of(&id).await, "review");
        let queue = desist.api_get("/v1/intake").await.expect(200).json();
        assert_eq!((queue["mails"][0]["id"].as_str(), queue["mails"][0]["forwarding_check"].as_bool()), (Some(id.as_str()), Some(true)));
        assert!(desist.outbox().await.is_empty());
    })
    .await;
}

/// A letter that was taken in and not worked off.
async fn taken_in(desist: &Service, from: &str) -> String {
    let mail = letter(from, "Stop", "Please unsubscribe me from all your mails.");
    let inbound = desist::services::intake::Inbound {
        raw: mail.raw(),
        mail_from: mail.mail_from.clone(),
        rcpt_to: mail.rcpt_to.clone(),
        via: desist::domain::change::Channel::Smtp,
        client: None,
    };
    desist.services.receive(inbound).await.unwrap().id
}

/// An instance claims everything and dies; the one at work sees that after a while.
async fn dies_with_everything(desist: &Service, name: &str) {
    let services = &desist.services;
    let (now, long) = (desist.now(), desist.now().plus_ms(600_000));
    let mut tx = desist.db().begin().await.unwrap();
    desist::store::instances::heartbeat(&mut tx, name, "http://gone.example", now, 1).await.unwrap();
    desist::store::inbox::claim(&mut tx, name, (now, long), (0, i64::MAX), 10).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..5 {
        services.heartbeat("alive", "http://alive.example").await.unwrap();
        desist.advance(std::time::Duration::from_secs(5));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_what_a_dead_process_had_claimed_is_worked_off_when_it_has_been_silent_for_a_while() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let id = taken_in(&desist, "ana@example.com").await;
        let begun = desist.now();
        dies_with_everything(&desist, "dead").await;
        assert_eq!((desist.work_off().await, desist.status_of(&id).await.as_str()), (1, "acted"));
        assert!(desist.now().0 - begun.0 < 60_000, "long before its lease is over");
        assert_eq!((desist.work_off().await, desist.outbox().await.len()), (0, 1), "once");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l7_nine_restarts_are_no_fault_of_a_mail_and_what_kills_each_process_gets_to_a_person_unread() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let patient = taken_in(&desist, "ana@example.com").await;
        for n in 0..9 {
            dies_with_everything(&desist, &format!("dead{n}")).await;
            desist.advance(std::time::Duration::from_secs(600));
        }
        desist.work_off().await;
        assert_eq!(desist.status_of(&patient).await, "acted", "no attempt failed");
        let deadly = taken_in(&desist, "bo.lind@example.org").await;
        for n in 0..10 {
            dies_with_everything(&desist, &format!("killed{n}")).await;
            desist.advance(std::time::Duration::from_secs(660));
        }
        desist.work_off().await;
        assert_eq!(desist.status_of(&deadly).await, "review");
        assert!(desist.allowed(&bo(), "events"), "it was not read");
        desist.verify().await;
        desist.leave_mail();
    })
    .await;
}
