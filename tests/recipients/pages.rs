//! The pages of a link.

use std::time::Duration;

use desist::domain::change::{Actor, Channel};
use desist::domain::ids::Key;
use desist::domain::link::Campaign;
use desist::domain::topic::Class;
use desist::services::senders::{By, NewSender, NewTopic, SenderUpdate};
use serde_json::json;

use crate::browser::path_of;
use crate::support::{Service, ana, bo, both, database};

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test(flavor = "multi_thread")]
async fn l2_scan_01_get_and_head_change_nothing_anywhere() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let link = desist.mint(&ana(), "product-news");
        desist.press(&path_of(&link.preferences_url), &[("action", "link")]).await;
        let mailed = path_of(desist.outbox().await[0].link("/p/"));
        desist.press("/preferences", &[("action", "unsubscribe_all"), ("address", "bo.lind@example.org")]).await;
        let restore = path_of(desist.outbox().await[1].link("/confirm/"));
        let before = desist.everything().await;
        let unsubscribe = path_of(&link.unsubscribe_url);
        let preferences = path_of(&link.preferences_url);
        let lost = "/preferences".to_owned();
        for path in [unsubscribe, preferences, mailed, restore, lost, "/tracking".to_owned()] {
            for method in ["GET", "HEAD"] {
                let seen = desist.send(method, &path, &[("sec-gpc", "1"), ("cookie", "a=b")], "").await;
                assert_eq!(seen.status, 200, "{method} {path}");
                assert!(seen.header("set-cookie").is_empty() && (method == "GET" || seen.body.is_empty()));
            }
        }
        assert_eq!(desist.everything().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scan_03_scan_11_the_page_names_sender_topic_masked_address_and_what_goes_on() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let seen = desist.open(&path_of(&desist.mint(&ana(), "product-news").unsubscribe_url)).await;
        for text in ["Sample Company", "Product news", "a••@e••.com", "Invoices", "Security alerts"] {
            assert!(seen.body.contains(text), "{text} in {}", seen.body);
        }
        assert!(!seen.body.contains("ana@") && seen.offers("unsubscribe") && seen.offers("unsubscribe_all"));
        assert_eq!(seen.header("content-language"), "en");
        assert!(seen.header("vary").contains("Accept-Language"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_speak_the_readers_language_or_the_chosen_one() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").unsubscribe_url);
        let german = desist.send("GET", &path, &[("accept-language", "de-AT, en;q=0.5")], "").await;
        assert!(german.header("content-language") == "de" && german.body.contains("lang=\"de\""));
        let arabic = desist.send("GET", &format!("{path}?lang=ar"), &[("accept-language", "de")], "").await;
        assert!(arabic.header("content-language") == "ar" && arabic.body.contains("dir=\"rtl\""));
        for (asked, given) in [("pt-PT, en;q=0.5", "pt"), ("ja-JP", "ja"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh")] {
            let seen = desist.send("GET", &path, &[("accept-language", asked)], "").await;
            assert!(seen.header("content-language") == given && seen.body.contains(&format!("lang=\"{given}\"")));
        }
        let error = desist.send("GET", "/u/nothing", &[("accept-language", "de")], "").await;
        assert_eq!((error.status, error.header("content-language")), (404, "de"));
        let elsewhere = desist.send("PUT", &path, &[("accept-language", "de")], "").await;
        assert_eq!((elsewhere.status, elsewhere.header("content-language")), (405, "de"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_undo_takes_back_exactly_the_stop_just_made_within_a_day() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "product-news").unsubscribe_url);
        let done = desist.press(&path, &[("action", "unsubscribe")]).await;
        let undo = done.hidden("undo").expect("an undo value");
        assert!(!desist.allowed(&ana(), "product-news"));
        let other = path_of(&desist.mint(&bo(), "product-news").unsubscribe_url);
        assert!(desist.press(&other, &[("action", "undo"), ("undo", &undo)]).await.offers("confirm_mail"));
        desist.advance(DAY - Duration::from_secs(1));
        let undone = desist.press(&path, &[("action", "undo"), ("undo", &undo)]).await;
        assert!(undone.status == 200 && undone.body.contains("Undone"), "{}", undone.body);
        assert!(desist.allowed(&ana(), "product-news"));
        let twice = desist.press(&path, &[("action", "undo"), ("undo", &undo)]).await;
        assert!(twice.status == 200 && twice.offers("confirm_mail"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_undo_is_refused_after_a_day_and_after_a_newer_choice_and_offers_a_mail() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").unsubscribe_url);
        let undo = desist.press(&path, &[("action", "unsubscribe")]).await.hidden("undo").unwrap();
        desist.advance(DAY + Duration::from_secs(1));
        let late = desist.press(&path, &[("action", "undo"), ("undo", &undo)]).await;
        assert!(late.status == 200 && late.offers("confirm_mail") && !desist.allowed(&ana(), "events"));
        let repeated = desist.press(&path, &[("action", "unsubscribe")]).await;
        assert!(repeated.hidden("undo").is_none(), "a stop that changed nothing is not to be undone");
        assert!(desist.press(&path, &[("action", "undo"), ("undo", "nonsense")]).await.offers("confirm_mail"));
        let sent = desist.press(&path, &[("action", "confirm_mail")]).await;
        assert!(sent.status == 200 && !desist.allowed(&ana(), "events"));
        let confirm = path_of(desist.outbox().await[0].link("/confirm/"));
        assert!(desist.press(&confirm, &[("action", "confirm")]).await.status == 200);
        assert!(desist.allowed(&ana(), "events"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_undo_leaves_alone_a_stop_that_somebody_else_has_said_since() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let by_phone = json!({"recipient": "ana@example.com", "scope": "product-news", "state": "opted_out"});
        for way in ["api", "one_click", "preferences", "other_link"] {
            let link = desist.mint(&ana(), "product-news");
            let path = path_of(&link.unsubscribe_url);
            let undo = desist.press(&path, &[("action", "unsubscribe")]).await.hidden("undo").unwrap();
            let before = desist.services.gate.ledger_size();
            for _ in 0..3 {
                match way {
                    "api" => {
                        let again = desist.http.api("/v1/preferences", by_phone.clone()).await.expect(200).json();
                        assert_eq!(again, json!({"changed": false, "entry": before, "ledger_size": before + 1}));
                    }
                    "one_click" => drop(desist.http.one_click(&link.unsubscribe_url).await.expect(200)),
                    "preferences" => {
                        let fields = [("action", "unsubscribe"), ("topic", "product-news")];
                        assert_eq!(desist.press(&path_of(&link.preferences_url), &fields).await.status, 200);
                    }
                    _ => {
                        let campaign = Campaign::parse("spring").unwrap();
                        let maker = desist.services.link_maker(&desist.topic("product-news")).unwrap();
                        let other = path_of(&maker.mint(&ana(), &campaign, false).unsubscribe_url);
                        assert_eq!(desist.press(&other, &[("action", "unsubscribe")]).await.status, 200);
                    }
                }
            }
            assert_eq!(desist.services.gate.ledger_size(), before + 1, "{way}: once for each stop");
            let refused = desist.press(&path, &[("action", "undo"), ("undo", &undo)]).await;
            assert!(refused.status == 200 && refused.offers("confirm_mail"), "{way}");
            assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_topic", "{way}");
            come_back(&desist).await;
        }
        desist.verify().await;
    })
    .await;
}

/// Ana proves her consent to product news again.
async fn come_back(desist: &Service) {
    desist.advance(Duration::from_secs(60));
    let proof = json!({"kind": "form", "at": desist.now().rfc3339(), "wording": "Yes, please", "evidence": 7});
    let back = json!({"recipient": "ana@example.com", "scope": "product-news", "state": "opted_in", "proof": proof});
    desist.http.api("/v1/preferences", back).await.expect(200);
    desist.advance(Duration::from_secs(60));
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_a_button_pressed_twice_says_nothing_new_and_keeps_the_undo() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let link = desist.mint(&ana(), "product-news");
        let pages = [(path_of(&link.unsubscribe_url), ""), (path_of(&link.preferences_url), "product-news")];
        for (path, topic) in pages {
            let stop = [("action", "unsubscribe"), ("topic", topic)];
            let undo = desist.press(&path, &stop).await.hidden("undo").unwrap();
            let before = desist.entries().await;
            desist.press(&path, &stop).await;
            assert_eq!(desist.entries().await, before, "L5");
            let undone = desist.press(&path, &[("action", "undo"), ("undo", &undo)]).await;
            assert!(undone.status == 200 && desist.allowed(&ana(), "product-news"), "{path}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_a_mailing_only_makes_a_pause_longer_and_the_mailed_link_also_shorter() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let mailing = path_of(&desist.mint(&ana(), "events").preferences_url);
        let until = "SELECT until FROM preferences WHERE state = 'paused'";
        let end = |days: i64| desist.now().plus_days(days).0;
        let press = |path: String, days: &'static str| {
            let desist = &desist;
            async move { desist.press(&path, &[("action", "pause"), ("days", days)]).await }
        };
        for (days, stands) in [("60", 60), ("30", 60), ("60", 60), ("90", 90)] {
            assert_eq!(press(mailing.clone(), days).await.status, 200);
            assert_eq!(database::number(desist.db(), until).await, end(stands), "{days}");
        }
        let shorter = json!({"recipient": "ana@example.com", "scope": "all", "state": "paused",
            "until": desist.now().plus_days(1).rfc3339()});
        let unchanged = desist.http.api("/v1/preferences", shorter).await.expect(200).json();
        assert_eq!(unchanged["changed"], false);
        assert_eq!(database::number(desist.db(), until).await, end(90));
        desist.press(&mailing, &[("action", "link")]).await;
        let mailed = path_of(desist.outbox().await[0].link("/p/"));
        assert_eq!(press(mailed.clone(), "30").await.status, 200);
        assert_eq!(database::number(desist.db(), until).await, end(30));
        // What is over is no pause any more.
        desist.advance(31 * DAY);
        assert_eq!(press(mailing, "30").await.status, 200);
        assert_eq!(database::number(desist.db(), until).await, end(30));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scan_04_a_reason_is_asked_only_afterwards_and_keeps_the_undo() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").unsubscribe_url);
        let about = desist.press(&path, &[("action", "unsubscribe")]).await.hidden("about").unwrap();
        let reason =
            |about: String| [("action", "reason".to_owned()), ("about", about), ("reason", "too_many".to_owned())];
        let pairs = |fields: &[(&'static str, String); 3]| fields.clone().map(|(name, value)| (name, value));
        let fields = pairs(&reason(about));
        let thanked = desist.press(&path, &fields.each_ref().map(|(n, v)| (*n, v.as_str()))).await;
        let undo = thanked.hidden("undo").expect("undo stays");
        assert!(desist.press(&path, &[("action", "undo"), ("undo", &undo)]).await.body.contains("Undone"));
        let before = desist.entries().await;
        let forged = [("action", "reason"), ("about", "x"), ("reason", "too_many")];
        assert_eq!(desist.press(&path, &forged).await.status, 422);
        assert_eq!(desist.entries().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preference_page_of_a_mailing_stops_pauses_and_turns_nothing_on() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "product-news").preferences_url);
        let stopped = desist.press(&path, &[("action", "unsubscribe"), ("topic", "events")]).await;
        assert!(stopped.status == 200 && stopped.body.contains("“Events” is stopped"), "{}", stopped.body);
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        let undo = stopped.hidden("undo").unwrap();
        assert_eq!(desist.press(&path, &[("action", "undo"), ("undo", &undo)]).await.status, 200);
        assert!(desist.allowed(&ana(), "events"));
        desist.press(&path, &[("action", "pause"), ("days", "30")]).await;
        assert_eq!(desist.reason(&ana(), "product-news"), "paused");
        assert!(desist.open(&path).await.body.contains("23 December 2026"));
        desist.press(&path, &[("action", "unsubscribe_all")]).await;
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_all");
        let before = desist.everything().await;
        for action in ["opt_in", "opt_in_all", "resume", "allow_sharing", "allow_tracking"] {
            let refused = desist.press(&path, &[("action", action), ("topic", "events")]).await;
            assert!(refused.status == 409 && refused.body.contains("Nothing was changed"), "{action}");
        }
        for wrong in [("pause", "31"), ("dance", ""), ("unsubscribe", "invoices")] {
            let fields = [("action", wrong.0), ("days", wrong.1), ("topic", wrong.1)];
            assert_eq!(desist.press(&path, &fields).await.status, 422);
        }
        assert_eq!(desist.everything().await, before);
        desist.advance(31 * DAY);
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_all", "the pause ends, the stop does not");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l2_gpc_02_gpc_03_the_signal_is_said_with_get_and_stored_with_the_first_post_never_for_mail() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").preferences_url);
        let before = desist.everything().await;
        let seen = desist.send("GET", &path, &[("sec-gpc", "1")], "").await;
        assert!(seen.body.contains("Opt-out request honored"));
        assert!(!desist.open(&path).await.body.contains("Opt-out request honored"));
        assert_eq!(desist.everything().await, before);
        let fields = [("action", "pause"), ("days", "30")];
        desist.press_with(&path, &[("sec-gpc", "1")], &fields).await;
        let scopes = crate::support::database::texts(
            desist.db(),
            "SELECT scope FROM preferences WHERE state = 'opted_out' ORDER BY scope",
        );
        assert_eq!(scopes.await, ["sharing", "tracking"]);
        assert_eq!(desist.reason(&ana(), "events"), "paused");
        let entries = desist.entries().await;
        desist.press_with(&path, &[("sec-gpc", "1")], &[("action", "stop_sharing")]).await;
        assert_eq!(desist.entries().await, entries);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everywhere_reaches_the_senders_of_the_group_and_is_offered_only_where_there_are_any() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").preferences_url);
        assert!(!desist.open(&path).await.offers("unsubscribe_everywhere"));
        let borealis = add_sender(&desist, "borealis", "default").await;
        add_sender(&desist, "stranger", "elsewhere").await;
        let page = desist.open(&path).await;
        assert!(page.offers("unsubscribe_everywhere") && page.body.contains("borealis Ltd"));
        assert!(!page.body.contains("stranger Ltd"));
        desist.press(&path, &[("action", "unsubscribe_everywhere")]).await;
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_everywhere");
        assert_eq!(desist.reason(&ana(), "borealis-news"), "opted_out_everywhere");
        assert!(desist.allowed(&ana(), "stranger-news"));
        // The host asked for is only the first sender's; another one's key is not offered there.
        let foreign = [("action", "unsubscribe_all"), ("address", "bo.lind@example.org"), ("sender", "borealis")];
        assert_eq!(desist.press("/preferences", &foreign).await.status, 422);
        let there = [("host", "mail.borealis.example:443")];
        let lost = desist.send("GET", "/preferences", &there, "").await;
        assert!(lost.body.contains("borealis Ltd") && !lost.body.contains("Sample Company"));
        let stop = [("action", "unsubscribe_all"), ("address", "bo.lind@example.org")];
        assert_eq!(desist.press_with("/preferences", &there, &stop).await.status, 200);
        assert_eq!(desist.reason(&bo(), "borealis-news"), "opted_out_all");
        assert!(desist.allowed(&bo(), "events"));
        assert!(desist.outbox().await[0].subject.contains(&borealis));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_16_former_names_are_shown_and_the_link_of_a_retired_topic_goes_on_working() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").unsubscribe_url);
        let topic = desist.topic("events");
        let update = SenderUpdate { name: Some("Acme".to_owned()), ..SenderUpdate::default() };
        desist.services.update_sender(topic.sender, update, by()).await.unwrap();
        desist.services.retire_topic(topic.id, by()).await.unwrap();
        let page = desist.open(&path).await;
        assert!(page.body.contains("Acme") && page.body.contains("formerly Sample Company"), "{}", page.body);
        assert_eq!(desist.http.one_click(&path).await.status, 200);
        let scopes = "SELECT scope FROM preferences WHERE state = 'opted_out'";
        assert_eq!(crate::support::database::texts(desist.db(), scopes).await, ["topic"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_stop_is_limited_for_each_link_and_stops_are_not() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.mint(&ana(), "events").unsubscribe_url);
        let mut statuses = Vec::new();
        for _ in 0..61 {
            statuses.push(desist.press(&path, &[("action", "undo"), ("undo", "x")]).await.status);
        }
        assert_eq!((statuses[59], statuses[60]), (200, 429));
        assert_eq!(desist.press(&path, &[("action", "unsubscribe")]).await.status, 200);
        assert_eq!(desist.press(&path, &[("Wrong-Recipient", "One-Click")]).await.status, 200);
        assert_eq!(desist.http.one_click(&path).await.status, 200);
        assert!(!desist.allowed(&ana(), "events"));
    })
    .await;
}

fn by() -> By {
    (Actor::CommandLine, Channel::CommandLine)
}

/// Adds a sender with one topic, `KEY-news`; answers its name.
async fn add_sender(desist: &Service, key: &str, group: &str) -> String {
    let name = format!("{key} Ltd");
    let sender = NewSender {
        key: Key::parse(key).unwrap(),
        group: Key::parse(group),
        name: name.clone(),
        postal_address: None,
        support_address: None,
        public_hosts: vec![format!("mail.{key}.example")],
    };
    let sender = desist.services.add_sender(sender, by()).await.unwrap();
    let topic = NewTopic {
        key: Key::parse(&format!("{key}-news")).unwrap(),
        name: "News".to_owned(),
        description: String::new(),
        class: Class::Promotional,
        requires_opt_in: false,
        purpose: None,
    };
    desist.services.add_topic(&sender, topic, by()).await.unwrap();
    name
}
