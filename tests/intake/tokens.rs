//! Addresses with tokens: `u-` stops, by the token and nothing else, and is never answered.

use desist::domain::link::Campaign;

use super::letters::letter;
use crate::support::database::number;
use crate::support::{Service, ana, bo, both};

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_to_a_stop_address_stops_by_its_token_in_any_letter_case_and_never_by_from() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let to = desist.stop_address(&ana(), "events").to_uppercase();
        let id = desist.post(&letter("bo.lind@example.org", "Unsubscribe", "unsubscribe me").to(&to)).await.id;
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        assert!(desist.allowed(&ana(), "product-news"));
        assert!(desist.allowed(&bo(), "events"), "who wrote it does not matter");
        assert_eq!(desist.status_of(&id).await, "acted");
        assert!(desist.outbox().await.is_empty(), "it is never answered");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_address_in_the_header_counts_where_the_envelope_is_not_known() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let to = desist.stop_address(&ana(), "events");
        let mut mail = letter("bo.lind@example.org", "unsubscribe", "").field("To", &format!("<{to}>"));
        mail.rcpt_to.clear();
        desist.post(&mail).await;
        assert_eq!((desist.allowed(&ana(), "events"), desist.allowed(&bo(), "events")), (false, true));
        assert!(desist.outbox().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ack_03_apples_robot_opts_out_for_its_user() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let mail = letter("ana@example.com", "Unsubscribe", "")
            .field("Auto-Submitted", "auto-replied")
            .field("X-Apple-Unsubscribe", "true")
            .to(&desist.stop_address(&ana(), "events"));
        desist.post(&mail).await;
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        assert!(desist.outbox().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_token_is_recorded_as_a_test_and_changes_nobody() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let link =
            desist.services.link_maker(&desist.topic("events")).unwrap().mint(&ana(), &Campaign::default(), true);
        let to = link.unsubscribe_mailto.trim_start_matches("mailto:").split('?').next().unwrap().to_owned();
        let before = desist.entries();
        desist.post(&letter("ana@example.com", "unsubscribe", "unsubscribe").to(&to)).await;
        assert_eq!(desist.entries(), before + 1);
        assert!(desist.allowed(&ana(), "events"));
        assert_eq!(number(desist.db(), "SELECT count(*) FROM preferences").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_address_that_does_not_verify_is_an_ordinary_mailbox() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let mut to = desist.stop_address(&ana(), "events");
        to.replace_range(5..6, if &to[5..6] == "a" { "b" } else { "a" });
        desist.post(&letter("bo.lind@example.org", "Stop", "Please unsubscribe me from all your mails.").to(&to)).await;
        assert_eq!((desist.allowed(&ana(), "events"), desist.allowed(&bo(), "events")), (true, false));
        desist.leave_mail();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_second_stop_by_mail_changes_nothing_and_writes_no_entry() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let to = desist.stop_address(&ana(), "events");
        desist.post(&letter("x@example.net", "unsubscribe", "one").to(&to)).await;
        let entries = desist.entries();
        desist.post(&letter("x@example.net", "unsubscribe", "two").to(&to)).await;
        assert_eq!(desist.entries(), entries);
        desist.verify().await;
    })
    .await;
}
