//! The figures for marketing, from outside: what is counted, once, and what they come to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

#[allow(dead_code, reason = "shared with tests/recipients")]
#[path = "recipients/browser.rs"]
mod browser;

use std::time::Duration;

use browser::path_of;
use desist::domain::access::Scopes;
use desist::domain::address::Address;
use desist::domain::change::{Actor, Channel};
use desist::domain::day::Day;
use desist::domain::link::Campaign;
use desist::services::figures::CAMPAIGNS;
use serde_json::{Value, json};
use support::database::{execute, number};
use support::http::send;
use support::process::desist as program;
use support::{Service, ana, bo, both, chen, somebody};

const DAY: Duration = Duration::from_secs(86_400);

impl Service {
    /// The unsubscribe link of a mail of this campaign.
    fn link_of(&self, who: &Address, topic: &str, campaign: &str) -> String {
        let campaign = Campaign::parse(campaign).unwrap();
        self.services.link_maker(&self.topic(topic)).unwrap().mint(who, &campaign, false).unsubscribe_url
    }

    /// Does the upkeep, and answers the figures.
    async fn figures(&self, query: &str) -> Value {
        self.services.keep_up().await.unwrap();
        self.api_get(&format!("/v1/figures{query}")).await.expect(200).json()
    }

    async fn ask(&self, who: &Address, topic: &str) {
        self.api("/v1/check", json!({"recipient": who.delivery(), "topic": topic})).await.expect(200);
    }
}

/// The counts that are not zero.
fn counts(of: &Value) -> Value {
    let sums = ["allowed", "opted_out"];
    let happened = of
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, n)| n.as_u64().is_some_and(|n| n > 0) && !sums.contains(&name.as_str()));
    happened.map(|(name, n)| (name.clone(), n.clone())).collect::<serde_json::Map<_, _>>().into()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_one_click_with_a_campaign_is_counted_once_however_often_and_by_however_many_it_is_heard() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let other = desist.second_instance().await;
        let link = desist.link_of(&ana(), "events", "spring-26");
        desist.http.one_click(&link).await.expect(200);
        desist.http.one_click(&link).await.expect(200);
        let token = support::calls::token_of(&link);
        other.http.one_click(&format!("{}/u/{token}", other.http.base())).await.expect(200);
        // Two hear a first click at once: the writer's transactions decide who was first.
        let token = support::calls::token_of(&desist.link_of(&bo(), "events", "spring-26"));
        let (here, there) = (format!("{}/u/{token}", desist.http.base()), format!("{}/u/{token}", other.http.base()));
        let (a, b) = tokio::join!(desist.http.one_click(&here), other.http.one_click(&there));
        assert_eq!((a.status, b.status), (200, 200));
        let told = desist.figures("?campaign=spring-26").await;
        assert_eq!(counts(&told["totals"]), json!({"opted_out_by_one_click": 2}), "{told}");
        let row = &told["campaigns"]["rows"][0];
        assert_eq!(
            (&row["campaign"], &row["topic"], &row["opted_out"]),
            (&json!("spring-26"), &json!("events"), &json!(2))
        );
        assert_eq!(counts(&desist.figures("?campaign=autumn-26").await["totals"]), json!({}));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn checks_and_links_are_counted_after_the_upkeep_and_two_instances_add_up() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let other = desist.second_instance().await;
        desist.stop(&ana(), "events").await.unwrap();
        other.services.gate.catch_up().await.unwrap();
        for service in [&desist, &other] {
            service.ask(&ana(), "events").await;
            let batch = json!({"recipients": ["bo@example.net", "no address", "chen@example.net"], "topic": "events"});
            service.api("/v1/check", batch).await.expect(200);
            let links = json!({"recipients": ["bo@example.net", "no address"], "topic": "events", "campaign": "c1"});
            service.api("/v1/links", links).await.expect(200);
        }
        let test = json!({"recipient": "bo@example.net", "topic": "events", "campaign": "c1", "test": true});
        desist.api("/v1/links", test).await.expect(200);
        assert_eq!(counts(&desist.api_get("/v1/figures").await.json()["totals"]), json!({"opted_out_by_one_click": 1}));
        other.services.keep_up().await.unwrap();
        let told = desist.figures("?topic=events").await;
        let expected = json!({"asked": 6, "blocked": 2, "minted": 2, "opted_out_by_one_click": 1});
        assert_eq!(counts(&told["totals"]), expected, "{told}");
        assert_eq!(told["totals"]["allowed"], 4);
        assert_eq!(desist.figures("?topic=events").await, told, "an upkeep without news adds nothing");
        let row = &told["campaigns"]["rows"][0];
        assert_eq!((&row["campaign"], &row["minted"], &row["opted_out"]), (&json!("c1"), &json!(2), &json!(0)));
        assert_eq!(number(desist.db(), "SELECT count(*) FROM figures").await, 4, "one row for each count of the day");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn transactional_mail_to_who_stopped_everything_is_counted_and_goes_out() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&bo(), "events").await.unwrap();
        let wish = json!({"recipient": "ana@example.com", "scope": "all", "state": "opted_out"});
        desist.api("/v1/preferences", wish).await.expect(200);
        for who in [ana(), bo(), chen()] {
            let asked = json!({"recipient": who.delivery(), "topic": "invoices"});
            assert_eq!(desist.api("/v1/check", asked).await.expect(200).json()["allowed"], true, "L4");
        }
        let told = desist.figures("?topic=invoices").await;
        let expected = json!({"transactional_asked": 3, "transactional_to_opted_out": 1});
        assert_eq!(counts(&told["totals"]), expected, "bo stopped one topic only: {told}");
        assert_eq!(told["topics"][0]["class"], "transactional");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undo_and_the_first_reason_of_a_stop_are_counted_with_its_campaign() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let path = path_of(&desist.link_of(&ana(), "events", "spring"));
        let done = desist.press(&path, &[("action", "unsubscribe")]).await;
        let (about, undo) = (done.hidden("about").unwrap(), done.hidden("undo").unwrap());
        for reason in ["too_many", "never_asked", "too_many"] {
            let fields = [("action", "reason"), ("about", about.as_str()), ("reason", reason)];
            assert_eq!(desist.press(&path, &fields).await.status, 200);
        }
        desist.press(&path, &[("action", "undo"), ("undo", &undo)]).await;
        desist.press(&path, &[("action", "undo"), ("undo", &undo)]).await;
        let expected = json!({"opted_out_by_page": 1, "reason_too_many": 1, "undone": 1});
        let told = desist.figures("?topic=events&campaign=spring").await;
        assert_eq!(counts(&told["totals"]), expected, "{told}");
        let all = desist.press(&path, &[("action", "unsubscribe_all")]).await;
        assert_eq!(all.status, 200);
        let told = desist.figures("?topic=events&campaign=spring").await;
        assert_eq!(told["totals"]["opted_out_by_page"], 2, "a stop of everything counts for the link's topic: {told}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_a_thousand_campaigns_of_a_topic_and_day_they_are_counted_as_other() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let (today, sender, topic) = (Day::of(desist.now()).0, desist.sender().0, desist.topic("events").id.0);
        for n in 0..CAMPAIGNS {
            let row = format!("INSERT INTO figures VALUES ({today}, {sender}, {topic}, 'c{n}', 'minted', 1)");
            execute(desist.db(), &row).await;
        }
        for (n, campaign) in ["c7", "new", "newer"].into_iter().enumerate() {
            desist.http.one_click(&desist.link_of(&somebody(n), "events", campaign)).await.expect(200);
        }
        let stops = async |campaign: &str| {
            desist.figures(&format!("?campaign={campaign}")).await["totals"]["opted_out_by_one_click"].clone()
        };
        assert_eq!((stops("c7").await, stops("new").await, stops("(other)").await), (json!(1), json!(0), json!(2)));
        desist.advance(DAY);
        desist.http.one_click(&desist.link_of(&somebody(9), "events", "new")).await.expect(200);
        assert_eq!(stops("new").await, 1, "another day has room again");
        let pages = &desist.figures("").await["campaigns"];
        assert_eq!((&pages["count"], &pages["pages"]), (&json!(1002), &json!(21)));
        assert_eq!(pages["rows"].as_array().unwrap().len(), 50);
        assert_eq!(pages["rows"][0]["campaign"], "(other)", "most stops first");
        let last = &desist.figures("?page=21").await["campaigns"];
        assert_eq!(last["rows"].as_array().unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn long_ranges_are_by_week_wrong_ones_are_refused_and_a_key_sees_its_senders_figures_alone() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        let told = desist.figures("?from=2026-01-01&to=2026-11-30").await;
        let steps = told["steps"].as_array().unwrap();
        assert_eq!((&told["step"], steps.len()), (&json!("week"), 49));
        let week = steps.iter().find(|step| step["begin"] == "2026-11-23").unwrap();
        assert_eq!(week["opted_out"], 1);
        assert_eq!(desist.figures("").await["steps"].as_array().unwrap().len(), 30);
        for (query, field) in [
            ("from=soon", "from"),
            ("from=2026-12-01&to=2026-11-01", "to"),
            ("campaign=UP", "campaign"),
            ("page=0", "page"),
        ] {
            let refused = desist.api_get(&format!("/v1/figures?{query}")).await.expect(422);
            assert_eq!(refused.json()["field"], field, "{query}");
        }
        assert_eq!(desist.api_get("/v1/figures?topic=nonsense").await.expect(422).code(), "unknown_topic");
        let other = json!({"key": "other", "name": "Other", "support_address": "help@other.example"});
        desist.api("/v1/senders", other).await.expect(201);
        desist.services.gate.catch_up().await.unwrap();
        assert_eq!(counts(&desist.figures("?sender=other").await["totals"]), json!({}));
        let registry = desist.services.gate.registry();
        let (scopes, only) = (Scopes::all(), registry.sender_by_key("other").map(|sender| sender.id));
        let made = desist.services.create_api_key("other", scopes, only, Actor::System, Channel::CommandLine);
        let (_, key) = made.await.unwrap();
        let seen = send(desist.http.request("GET", "/v1/figures").bearer_auth(&key)).await.expect(200).json();
        assert_eq!((counts(&seen["totals"]), &seen["topics"]), (json!({}), &json!([])));
        send(desist.http.request("GET", "/v1/figures?sender=default").bearer_auth(&key)).await.expect(403);
        assert_eq!(counts(&desist.figures("?sender=default").await["totals"]), json!({"opted_out_by_one_click": 1}));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_tells_the_same_and_counts_go_after_their_time_with_an_entry() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        desist.ask(&ana(), "events").await;
        desist.services.keep_up().await.unwrap();
        let place = desist.place();
        let run = async |arguments: &[&str]| program(place, &[]).arg("figures").args(arguments).output().await.unwrap();
        // The command's clock is the machine's, so the days are named.
        let days = ["--from", "2026-11-01", "--to", "2026-11-30", "--topic", "events"];
        let told: Value = serde_json::from_slice(&run(&[&days[..], &["--json"]].concat()).await.stdout).unwrap();
        assert_eq!(counts(&told["totals"]), json!({"asked": 1, "blocked": 1, "opted_out_by_one_click": 1}));
        let text = String::from_utf8(run(&days).await.stdout).unwrap();
        assert!(text.contains("2026-11-23  1      1") && text.contains("Reasons: none was given."), "{text}");
        assert_eq!(run(&["--from", "soon"]).await.status.code(), Some(2));
        let nightly = async |days: u32| {
            desist.advance(days * DAY);
            let removed = desist.services.retain_nightly().await.unwrap().unwrap();
            removed.into_iter().find(|rule| rule.rule == "figures").map(|rule| rule.count).unwrap()
        };
        assert_eq!(nightly(760).await, 0, "until 2028-12-23 they are kept");
        assert_eq!(nightly(3).await, 3);
        assert_eq!(number(desist.db(), "SELECT count(*) FROM figures").await, 0);
        desist.verify().await;
    })
    .await;
}
