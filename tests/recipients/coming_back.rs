//! Coming back needs the mailbox (L3): mailed links, through outbox and transport.

use std::time::Duration;

use crate::browser::path_of;
use crate::support::{Service, ana, both, database};

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test(flavor = "multi_thread")]
async fn with_the_mailed_link_topics_pauses_and_sharing_are_turned_on_again() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "product-news").preferences_url);
        for action in ["unsubscribe_all", "stop_sharing", "stop_tracking", "link"] {
            assert_eq!(desist.press(&path, &[("action", action)]).await.status, 200);
        }
        let mails = desist.outbox().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, "ana@example.com"));
        let mailed = path_of(mails[0].link("/p/"));
        desist.advance(DAY);
        assert!(desist.open(&mailed).await.offers("opt_in"));
        desist.press(&mailed, &[("action", "opt_in"), ("topic", "events")]).await;
        assert_eq!(desist.reason(&ana(), "events"), "opted_in");
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_all");
        desist.press(&mailed, &[("action", "opt_in_all")]).await;
        assert!(desist.allowed(&ana(), "product-news"));
        for action in ["allow_sharing", "allow_tracking"] {
            assert_eq!(desist.press(&mailed, &[("action", action)]).await.status, 200);
        }
        let sharing = "SELECT state FROM preferences WHERE scope = 'sharing'";
        assert_eq!(database::texts(desist.db(), sharing).await, ["opted_in"]);
        desist.advance(DAY);
        desist.press_with(&mailed, &[("sec-gpc", "1")], &[("action", "allow_sharing")]).await;
        assert_eq!(database::texts(desist.db(), sharing).await, ["opted_out"], "the signal goes before the button");
        desist.press(&mailed, &[("action", "pause"), ("days", "60")]).await;
        assert_eq!(desist.reason(&ana(), "events"), "paused");
        desist.advance(DAY);
        desist.press(&mailed, &[("action", "resume")]).await;
        assert!(desist.allowed(&ana(), "events"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailed_link_that_is_too_old_explains_itself_and_sends_a_new_one() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").preferences_url);
        desist.press(&path, &[("action", "link")]).await;
        let mailed = path_of(desist.outbox().await[0].link("/p/"));
        desist.advance(8 * DAY);
        let old = desist.open(&mailed).await;
        assert!(old.status == 200 && old.body.contains("This link is too old") && old.offers("link"));
        desist.press(&mailed, &[("action", "opt_in_all")]).await;
        assert_eq!(desist.press(&mailed, &[("action", "link")]).await.status, 200);
        let fresh = path_of(desist.outbox().await[1].link("/p/"));
        assert_eq!(desist.open(&fresh).await.status, 200);
        let elsewhere = fresh.replace("/p/", "/confirm/");
        assert_eq!(desist.press(&elsewhere, &[("action", "confirm")]).await.status, 404, "TOK-04");
        assert_eq!(desist.http.one_click(&fresh.replace("/p/", "/u/")).await.status, 404, "TOK-04");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scan_08_a_confirmation_is_spent_by_post_only_and_explains_itself_afterwards() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").unsubscribe_url);
        desist.press(&path, &[("action", "unsubscribe")]).await;
        desist.press(&path, &[("action", "confirm_mail")]).await;
        let confirm = path_of(desist.outbox().await[0].link("/confirm/"));
        desist.advance(DAY);
        for _ in 0..3 {
            assert!(desist.open(&confirm).await.body.contains("Turn on “Events”?"));
        }
        assert!(!desist.allowed(&ana(), "events"));
        let done = desist.press(&confirm, &[("action", "confirm")]).await;
        assert!(done.status == 200 && desist.allowed(&ana(), "events"));
        let onward = done.body.split_once("href=\"/p/").map(|(_, rest)| rest.split_once('"').unwrap().0.to_owned());
        assert_eq!(desist.open(&format!("/p/{}", onward.expect("a way on"))).await.status, 200);
        desist.press(&path, &[("action", "unsubscribe")]).await;
        let before = desist.everything().await;
        let used = desist.press(&confirm, &[("action", "confirm")]).await;
        assert!(used.status == 409 && used.body.contains("This link was used before") && used.offers("link"));
        assert!(desist.open(&confirm).await.body.contains("This link was used before"));
        assert_eq!(desist.everything().await, before);
        assert!(!desist.allowed(&ana(), "events"));
        assert_eq!(desist.press(&confirm, &[("action", "link")]).await.status, 200);
        let again = path_of(desist.outbox().await[1].link("/confirm/"));
        desist.advance(8 * DAY);
        assert!(desist.open(&again).await.body.contains("This link is too old"));
        assert!(desist.press(&again, &[]).await.body.contains("This link is too old"));
        assert!(!desist.allowed(&ana(), "events"));
    })
    .await;
}
