//! `/preferences`, for those who lost the mail.

use std::time::Duration;

use crate::browser::path_of;
use crate::support::{Service, ana, bo, both, http};

const STOP: (&str, &str) = ("action", "unsubscribe_all");
const ANA: (&str, &str) = ("address", "Ana@example.com");

#[tokio::test(flavor = "multi_thread")]
async fn a_typed_address_is_stopped_at_once_gets_one_notice_and_can_come_back_by_it() {
    both(|db| async move {
        let desist = Service::start(db).await;
        for _ in 0..2 {
            assert_eq!(desist.press("/preferences", &[STOP, ANA]).await.status, 200);
        }
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_all");
        assert!(desist.allowed(&ana(), "invoices"));
        let mails = desist.outbox().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].text.contains("Invoices"));
        let restore = path_of(mails[0].link("/confirm/"));
        desist.advance(Duration::from_secs(60));
        assert!(desist.open(&restore).await.body.contains("Take back the stop?"));
        assert_eq!(desist.press(&restore, &[("action", "confirm")]).await.status, 200);
        assert!(desist.allowed(&ana(), "events"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gpc_02_a_typed_stop_with_the_signal_stops_sharing_and_tracking_too_and_a_get_stores_nothing() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let seen = desist.send("GET", "/preferences", &[("sec-gpc", "1")], "").await;
        assert!(seen.body.contains("Opt-out request honored"));
        assert!(desist.services.all_records(&ana()).await.unwrap().is_empty(), "L2");
        assert_eq!(desist.press("/preferences", &[STOP, ("address", "bo.lind@example.org")]).await.status, 200);
        assert_eq!(desist.services.all_records(&bo()).await.unwrap().len(), 1, "no signal, no more than was asked");
        let done = desist.press_with("/preferences", &[("sec-gpc", "1")], &[STOP, ANA]).await;
        assert!(done.status == 200 && done.body.contains("Opt-out request honored"));
        let sharing = desist.services.may_share(desist.sender(), &ana(), false).unwrap();
        assert_eq!(sharing.reason.word(), "opted_out");
        assert_eq!(desist.services.all_records(&ana()).await.unwrap().len(), 3);
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tok_12_the_answer_is_the_same_whether_or_not_the_address_is_known() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        for action in ["unsubscribe_all", "link"] {
            let ask =
                async |address: &str| desist.press("/preferences", &[("action", action), ("address", address)]).await;
            let (known, unknown) = (ask("ana@example.com").await, ask("bob@example.com").await);
            assert_eq!(known.status, unknown.status);
            assert_eq!(known.body.replace("ana@", "bob@"), unknown.body);
        }
        assert_eq!(desist.outbox().await.len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_of_an_address_leaves_out_mail_and_never_the_stop() {
    both(|db| async move {
        let desist = Service::builder(db).mails_per_address_per_day(1).start().await;
        for _ in 0..3 {
            assert_eq!(desist.press("/preferences", &[("action", "link"), ANA]).await.status, 200);
        }
        assert_eq!(desist.press("/preferences", &[STOP, ANA]).await.status, 200);
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_all");
        assert_eq!(desist.outbox().await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_of_a_client_is_a_429_that_says_nothing_was_done_and_counts_links_apart() {
    both(|db| async move {
        let limits = http::Limits { typed_addresses_per_client_per_hour: 2, ..http::Limits::default() };
        let desist = Service::builder(db).limits(limits).start().await;
        for status in [200, 200, 429] {
            assert_eq!(desist.press("/preferences", &[("action", "link"), ANA]).await.status, status);
        }
        assert_eq!(desist.press("/preferences", &[STOP, ANA]).await.status, 200);
        assert_eq!(desist.press("/preferences", &[STOP, ANA]).await.status, 200);
        let limited = desist.press("/preferences", &[STOP, ("address", "bo.lind@example.org")]).await;
        assert!(limited.status == 429 && !limited.header("retry-after").is_empty());
        assert!(limited.body.contains("Nothing was done this time") && desist.allowed(&bo(), "events"));
        assert!(desist.services.open_link(&desist.token(&bo(), "events")).is_ok());
        assert_eq!(desist.http.one_click(&format!("/u/{}", desist.token(&bo(), "events"))).await.status, 200);
        desist.outbox().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_named_and_keeps_what_was_typed() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let before = desist.everything().await;
        let seen = desist.press("/preferences", &[STOP, ("address", "ana@\"><script>")]).await;
        assert_eq!(seen.status, 422);
        assert!(seen.body.contains("This is not a whole mail address") && !seen.body.contains("<script"));
        assert_eq!(desist.press("/preferences", &[("address", "ana@example.com")]).await.status, 422);
        let other = [STOP, ANA, ("sender", "nobody")];
        assert_eq!(desist.press("/preferences", &other).await.status, 422);
        assert_eq!(desist.everything().await, before);
    })
    .await;
}
