//! What is done at once for who wrote, and what is answered: once, plainly, to whom it may be (RFC 3834).

use std::time::Duration;

use super::letters::{Letter, letter};
use crate::support::{Service, address, ana, bo, both, somebody};

fn stop() -> Letter {
    letter("ana@example.com", "My dog Rex", "Please unsubscribe me from all your mails. Rex says hello.")
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_17_a_writers_own_stop_is_applied_at_once_with_a_notice_that_can_take_it_back() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let id = desist.post(&stop()).await.id;
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_all");
        assert_eq!(desist.reason(&ana(), "invoices"), "transactional");
        let mails = desist.outbox().await;
        let [notice] = mails.as_slice() else { panic!("one notice expected") };
        assert_eq!(notice.to, "ana@example.com");
        assert!(notice.text.contains(&id), "ACK-12: by what we find it again");
        for echoed in ["Rex", "My dog"] {
            assert!(!notice.raw.contains(echoed) && !notice.subject.contains(echoed), "no echo to the unauthenticated");
        }
        let restore = notice.link("/confirm").to_owned();
        desist.get(&restore).await.expect(200);
        assert!(!desist.allowed(&ana(), "events"), "L2: looking changes nothing");
        desist.post_form(&restore, "action=confirm").await.expect(200);
        assert!(desist.allowed(&ana(), "events"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_05_06_08_an_answer_is_marked_from_nobody_and_threaded() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.post(&stop().field("References", "<zero@mail.example>")).await;
        let mails = desist.outbox().await;
        assert_eq!(mails[0].header("Auto-Submitted").as_deref(), Some("auto-replied"));
        assert_eq!(mails[0].header("In-Reply-To").as_deref(), Some("<one@mail.example>"));
        let references = mails[0].header("References").unwrap();
        assert_eq!(references.split_whitespace().collect::<Vec<_>>(), ["<zero@mail.example>", "<one@mail.example>"]);
        assert!(mails[0].raw.len() < 8_192, "ACK-10: short");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_01_to_04_robots_lists_and_null_senders_are_obeyed_and_not_answered() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let quiet: [(&str, Letter); 4] = [
            ("null", stop().with_path("")),
            ("bulk", stop().field("Precedence", "bulk")),
            ("suppress", stop().field("X-Auto-Response-Suppress", "All")),
            ("loop", stop().field("X-Loop", "us")),
        ];
        for (who, mail) in quiet {
            let from = format!("{who}@example.net");
            desist.post(&mail.field("From", &format!("<{from}>"))).await;
            assert!(desist.outbox().await.is_empty(), "{who} was answered");
        }
        assert!(!desist.allowed(&address("null@example.net"), "events"), "ACK-14: the stop stands all the same");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_11_two_responders_facing_each_other_fall_silent() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        for round in 0..20 {
            // A robot that says nothing of being one, and repeats its question for ever.
            let text = format!("Where can I find the manual of your product? (Ticket {round})");
            desist.post(&letter("ana@example.com", &format!("Question {round}"), &text)).await;
        }
        assert!(desist.outbox().await.len() <= 5, "at most five a day");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_we_hold_nothing_about_is_written_to() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.post(&letter("ana@example.com", "Hello", "Please send me a copy of all data you hold about me.")).await;
        desist.post(&letter("bo.lind@example.org", "Hello", "How do I change my password?")).await;
        assert!(desist.outbox().await.is_empty());
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_a_stop_is_dated_when_it_was_received() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let received = desist.now();
        let mail = stop();
        desist
            .services
            .receive(desist::services::intake::Inbound {
                raw: mail.raw(),
                mail_from: mail.mail_from.clone(),
                rcpt_to: mail.rcpt_to.clone(),
                via: desist::domain::change::Channel::Pipe,
                client: None,
            })
            .await
            .unwrap();
        desist.advance(Duration::from_secs(3_600));
        desist.work_off().await;
        let verdict = desist.check(&ana(), "events").unwrap().verdict;
        assert_eq!(verdict.since, Some(received));
        assert!(desist.allowed(&bo(), "events"));
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_11_12_one_request_for_deletion_is_acknowledged_by_the_one_mail_that_asks_for_proof() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let id = desist
            .post(&letter("ana@example.com", "Rex", "Please delete all personal data you hold about me."))
            .await
            .id;
        let mails = desist.outbox().await;
        let [one] = mails.as_slice() else { panic!("one mail, not {}", mails.len()) };
        one.link("/confirm");
        assert!(one.text.contains("delete") && one.text.contains(&id), "what was understood, and the reference");
        assert!(one.text.contains("23 December 2026 (UTC)"), "until when: {}", one.text);
        assert_eq!(one.header("Auto-Submitted").as_deref(), Some("auto-replied"), "ACK-05");
        assert_eq!(one.header("In-Reply-To").as_deref(), Some("<one@mail.example>"), "ACK-08");
        assert!(!one.raw.contains("Rex"), "ACK-10");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_and_what_asks_for_proof_are_told_once_each() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let text = "Please unsubscribe me from all your mails. Please also delete all personal data you hold about me.";
        desist.post(&letter("ana@example.com", "Hello", text)).await;
        let mails = desist.outbox().await;
        let about_deletion = mails.iter().filter(|mail| mail.text.contains("delete")).count();
        let stopped = mails.iter().filter(|mail| mail.text.contains("stopped")).count();
        assert_eq!((mails.len(), about_deletion, stopped), (2, 1, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_02_04_no_robot_makes_us_ask_for_proof_and_a_person_gets_the_case() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        let mail = letter("ana@example.com", "Hello", "Please delete all personal data you hold about me.");
        desist.post(&mail.field("X-Auto-Response-Suppress", "All")).await;
        assert!(desist.outbox().await.is_empty());
        let [case] = desist.services.cases_about(&ana()).await.unwrap().try_into().unwrap();
        assert_eq!((case.kind, case.state), ("deletion", "needs_review"));
    })
    .await;
}

/// So many people each write their own stop; nothing proves any of them.
async fn stops_by(desist: &Service, people: std::ops::Range<usize>) {
    for n in people {
        let from = somebody(n);
        let text = format!("Please unsubscribe me from all your mails. ({n})");
        desist.post(&letter(from.delivery(), "Stop", &text)).await;
        assert!(!desist.allowed(&from, "events"), "the stop stands, answered or not (ACK-14, AUTH-20)");
    }
}

fn limits(answers_per_hour: i64, unproven_stops_per_hour: i64) -> desist::services::intake::IntakeConfig {
    desist::services::intake::IntakeConfig { answers_per_hour, unproven_stops_per_hour, ..Default::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_11_when_too_many_answers_go_out_the_others_wait_for_a_later_hour() {
    both(|db| async move {
        let desist = Service::builder(db).intake(limits(3, 1_000)).start().await;
        stops_by(&desist, 0..7).await;
        assert_eq!(desist.outbox().await.len(), 3);
        assert_eq!(desist.services.alarms().await.unwrap().answers_put_off, 4);
        assert_eq!(desist.services.counters.answers_put_off.get(), 4);
        desist.advance(Duration::from_secs(3_600));
        assert_eq!(desist.outbox().await.len(), 6);
        desist.advance(Duration::from_secs(3_600));
        let mails = desist.outbox().await;
        assert_eq!((mails.len(), desist.services.alarms().await.unwrap().answers_put_off), (7, 0));
        desist.post_form(mails[6].link("/confirm"), "action=confirm").await.expect(200);
        assert!(desist.allowed(&somebody(6), "events"), "and their links work");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_11_an_answer_that_would_be_a_day_late_is_left_out() {
    let desist = Service::builder(crate::support::Database::Sqlite).intake(limits(1, 1_000)).start().await;
    stops_by(&desist, 0..30).await;
    for _ in 0..40 {
        desist.advance(Duration::from_secs(3_600));
        desist.drain().await;
    }
    assert_eq!(desist.outbox().await.len(), 25, "one at once, one in each of 24 hours");
}

#[tokio::test(flavor = "multi_thread")]
async fn auth_20_a_burst_of_stops_that_nothing_proves_is_an_alarm_and_each_is_applied_and_can_be_taken_back() {
    both(|db| async move {
        let desist = Service::builder(db).intake(limits(100, 4)).start().await;
        stops_by(&desist, 0..3).await;
        let by_token = letter("x@example.net", "unsubscribe", "").to(&desist.stop_address(&bo(), "events"));
        desist.post(&by_token).await;
        assert!(!desist.services.alarms().await.unwrap().is_burst, "a token proves itself");
        stops_by(&desist, 3..5).await;
        let alarms = desist.services.alarms().await.unwrap();
        assert_eq!((alarms.unproven_stops, alarms.is_burst), (5, true));
        assert_eq!(desist.services.counters.unproven_stops.get(), 5);
        let mails = desist.outbox().await;
        desist.post_form(mails[4].link("/confirm"), "action=confirm").await.expect(200);
        assert!(desist.allowed(&somebody(4), "events"));
        desist.advance(Duration::from_secs(3_601));
        assert!(!desist.services.alarms().await.unwrap().is_burst);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_a_pause_until_a_day_that_may_be_two_waits_for_a_person() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let pause = letter("ana@example.com", "Pause", "Please pause your newsletter until 12/01/2027.");
        let id = desist.post(&pause).await.id;
        assert_eq!((desist.status_of(&id).await.as_str(), desist.reason(&ana(), "events")), ("review", "held"));
        let american = pause.field("From", "<bo.lind@example.org>").field("Content-Language", "en-US");
        desist.post(&american.with_path("bo.lind@example.org")).await;
        assert_eq!(desist.reason(&bo(), "events"), "paused");
        let told = desist.outbox().await.into_iter().find(|mail| mail.to.starts_with("bo")).unwrap();
        assert!(told.text.contains("until 1 December 2027"), "{}", told.text);
    })
    .await;
}
