//! L4 and L10: promotional mail fails closed, transactional mail is never blocked, doubt narrows.

use std::sync::Arc;
use std::time::Duration;

use desist::domain::ids::TopicId;
use desist::domain::link::Campaign;
use desist::domain::topic::Topic;
use serde_json::json;

use crate::support::database::execute;
use crate::support::{Service, ana, bo, both, eventually};

async fn ask(desist: &Service, topic: &str) -> crate::support::http::Answer {
    desist.http.api("/v1/check", json!({"recipient": "ana@example.com", "topic": topic})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_promotional_fails_closed_and_transactional_is_never_blocked() {
    both(|db| async move {
        let desist = Service::builder(db).staleness_limit(Duration::from_millis(300)).start().await;
        desist.stop(&ana(), "events").await.unwrap();
        assert_eq!(ask(&desist, "invoices").await.expect(200).json()["allowed"], json!(true));
        assert_eq!(ask(&desist, "no-such-topic").await.expect(422).code(), "unknown_topic");
        // The follower dies: nobody knows what others wrote.
        desist.stop_following();
        eventually("stale", || async { desist.services.gate.is_stale() }).await;
        for topic in ["events", "product-news"] {
            let refused = ask(&desist, topic).await.expect(503);
            assert_eq!(refused.code(), "gate_unavailable");
            assert!(!refused.header("retry-after").is_empty());
        }
        assert_eq!(ask(&desist, "no-such-topic").await.expect(422).code(), "unknown_topic");
        let invoice = ask(&desist, "invoices").await.expect(200).json();
        assert_eq!((invoice["allowed"].clone(), invoice["warnings"].clone()), (json!(true), json!(["stale"])));
        desist.http.get("/health/ready").await.expect(503);
        desist.http.get("/health/live").await.expect(200);
        // A stop is taken all the same.
        desist.http.one_click(&desist.mint(&bo(), "events").unsubscribe_url).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_a_gone_database_closes_the_gate_until_it_is_back() {
    both(|db| async move {
        let desist = Service::builder(db).staleness_limit(Duration::from_millis(300)).start().await;
        let other = desist.second_instance().await;
        execute(desist.db(), "ALTER TABLE ledger_head RENAME TO gone").await;
        // SQLite's follower looks at the tables only when something was written.
        execute(desist.db(), "DELETE FROM instances").await;
        let closed = || async { ask(&other, "events").await.status == 503 };
        eventually("the gate closes", closed).await;
        assert_eq!(ask(&other, "invoices").await.expect(200).json()["warnings"], json!(["stale"]));
        execute(desist.db(), "ALTER TABLE gone RENAME TO ledger_head").await;
        let open = || async { ask(&other, "events").await.status == 200 };
        eventually("the gate opens", open).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_doubt_narrows() {
    both(|db| async move {
        let desist = Service::start(db).await;
        // A row nobody can read: its owner gets nothing promotional, everybody else is untouched.
        desist.stop(&ana(), "events").await.unwrap();
        execute(desist.db(), "UPDATE preferences SET state = 'perhaps'").await;
        let fresh = desist.second_instance().await;
        assert_eq!(ask(&fresh, "product-news").await.expect(503).code(), "unreadable_row");
        assert_eq!(ask(&fresh, "invoices").await.expect(200).json()["allowed"], json!(true));
        let batch =
            json!({"recipients": ["ana@example.com", "not an address", "bo.lind@example.org"], "topic": "events"});
        let results = fresh.http.api("/v1/check", batch).await.expect(200).json();
        let allowed: Vec<bool> =
            results["results"].as_array().unwrap().iter().map(|r| r["allowed"] == json!(true)).collect();
        assert_eq!(allowed, [false, false, true]);
        assert_eq!(results["results"][1]["reason"], json!("invalid_address"));
        // A body nobody understands is a stop; a stop too many can be undone.
        let link = fresh.mint(&bo(), "events").unsubscribe_url;
        fresh.http.post_form(&link, "something=else").await.expect(200);
        assert_eq!(fresh.reason(&bo(), "events"), "opted_out_topic");
        // A value nobody knows is refused, not read as some other.
        for (field, value) in [("scope", "galaxy"), ("state", "maybe"), ("until", "tomorrow"), ("recipient", "who")] {
            let mut body = json!({"recipient": "bo.lind@example.org", "scope": "events", "state": "opted_out"});
            body[field] = json!(value);
            let status = fresh.http.api("/v1/preferences", body).await.status;
            assert!((400..500).contains(&status), "{field}: {status}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_a_link_about_an_unknown_topic_stops_everything_promotional_of_its_sender() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let lost = Arc::new(Topic { id: TopicId(1), ..desist.topic("events").as_ref().clone() });
        let link = desist.services.link_maker(&lost).unwrap().mint(&ana(), &Campaign::default(), false);
        desist.http.one_click(&link.unsubscribe_url).await.expect(200);
        for topic in ["events", "product-news", "partner-offers"] {
            assert_eq!(desist.reason(&ana(), topic), "opted_out_all");
        }
        assert!(desist.allowed(&ana(), "invoices"));
        // And asks a person, once.
        desist.http.one_click(&link.unsubscribe_url).await.expect(200);
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        let told: Vec<_> = cases.iter().map(|case| (case.kind, case.state)).collect();
        assert_eq!(told, [("unclear", "needs_review")]);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l10_a_damaged_sender_or_key_shuts_out_only_itself() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let agency = json!({"key": "bolt", "name": "Bolt"});
        desist.http.api("/v1/senders", agency).await.expect(201);
        let topic = json!({"key": "bolt-news", "name": "News", "class": "promotional", "sender": "bolt"});
        desist.http.api("/v1/topics", topic).await.expect(201);
        execute(desist.db(), "UPDATE senders SET former_names = 'no list' WHERE key = 'bolt'").await;
        execute(desist.db(), "UPDATE preferences SET scheme = -1").await;
        let fresh = desist.second_instance().await;
        assert_eq!(ask(&fresh, "bolt-news").await.expect(503).code(), "unreadable_row");
        assert_eq!(ask(&fresh, "events").await.expect(200).json()["allowed"], json!(true));
        // With one sender unreadable, nobody can say that the other one is the only one meant.
        let body = json!({"recipient": "ana@example.com", "scope": "all", "state": "opted_out"});
        assert_eq!(fresh.http.api("/v1/preferences", body).await.expect(422).code(), "sender_required");
        execute(desist.db(), "UPDATE api_keys SET scopes = 'everything'").await;
        let shut = desist.second_instance().await;
        assert_eq!(ask(&shut, "events").await.expect(401).code(), "unauthenticated");
        shut.http.one_click(&shut.mint(&ana(), "events").unsubscribe_url).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_stop_is_written_though_the_persons_salt_or_scheme_cannot_be_read() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        execute(desist.db(), "UPDATE recipients SET salt = salt_id").await;
        desist.stop(&ana(), "product-news").await.unwrap();
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_topic");
        desist.stop(&ana(), "partner-offers").await.unwrap();
        execute(desist.db(), "UPDATE preferences SET scheme = -1 WHERE entry_index < 2").await;
        desist.stop(&ana(), "events").await.unwrap();
        let fresh = desist.second_instance().await;
        assert_eq!(ask(&fresh, "partner-offers").await.expect(503).code(), "unreadable_row");
    })
    .await;
}
