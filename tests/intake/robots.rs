//! Bounces and complaints: only by a token of ours, only what is permanent, never answered.

use super::letters::{Letter, letter};
use crate::support::{Service, ana, bo, both};

fn bounce(status: &str, action: &str) -> Letter {
    let text = format!(
        "--b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n\n--b\nContent-Type: \
         message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; \
         ana@example.com\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 {status} No such user here\n\n--b\n\
         Content-Type: text/rfc822-headers\n\nFrom: <news@mail.acme.example>\nTo: <ana@example.com>\nSubject: \
         News\n\n--b--\n"
    );
    letter("mailer-daemon@mx.example.com", "Undelivered Mail Returned to Sender", &text)
        .field("MIME-Version", "1.0")
        .field("Content-Type", "multipart/report; report-type=delivery-status; boundary=b")
        .field("Auto-Submitted", "auto-replied")
        .with_path("")
}

#[tokio::test(flavor = "multi_thread")]
async fn dsn_02_a_permanent_failure_to_a_signed_return_path_counts() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.post(&bounce("5.1.1", "failed").to(&desist.return_path(&ana(), "events"))).await;
        assert_eq!(desist.reason(&ana(), "product-news"), "undeliverable");
        assert!(desist.outbox().await.is_empty());
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dsn_02_03_05_what_passes_is_our_fault_or_has_no_token_changes_nothing() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = desist.return_path(&ana(), "events");
        desist.post(&bounce("4.2.2", "delayed").to(&path)).await;
        desist.post(&bounce("5.7.26", "failed").to(&path)).await;
        desist.post(&bounce("5.1.1", "failed").to("bounces@mail.acme.example")).await;
        assert!(desist.allowed(&ana(), "events"));
        assert_eq!(desist.entries(), 1, "L5");
    })
    .await;
}

fn complaint(desist: &Service, kind: &str) -> Letter {
    let link = desist.mint(&bo(), "events").unsubscribe_url;
    let text = format!(
        "--b\nContent-Type: text/plain\n\nThis is a report.\n\n--b\nContent-Type: message/feedback-report\n\n\
         Feedback-Type: {kind}\nUser-Agent: Loop/1.0\nVersion: 1\n\n--b\nContent-Type: message/rfc822\n\n\
         From: <news@mail.acme.example>\nTo: <redacted>\nSubject: News\nList-Unsubscribe: <{link}>\nMessage-ID: \
         <1@mail.acme.example>\n\nHello\n\n--b--\n"
    );
    letter("fbl@provider.example", "Complaint", &text)
        .field("MIME-Version", "1.0")
        .field("Content-Type", "multipart/report; report-type=feedback-report; boundary=b")
}

#[tokio::test(flavor = "multi_thread")]
async fn arf_04_05_a_complaint_stops_everything_for_whom_our_token_names() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let report = complaint(&desist, "abuse");
        desist.post(&report).await;
        assert_eq!(desist.reason(&bo(), "product-news"), "complained");
        assert!(desist.outbox().await.is_empty(), "ARF-07");
        let entries = desist.entries();
        desist.post(&report.field("X-Again", "1")).await;
        assert_eq!(desist.entries(), entries, "ARF-06: a duplicate changes nothing");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn arf_05_not_spam_lifts_nothing_and_stops_nothing() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.post(&complaint(&desist, "not-spam")).await;
        assert!(desist.allowed(&bo(), "events"));
    })
    .await;
}
