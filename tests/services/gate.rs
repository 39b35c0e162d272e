//! The gate follows the ledger, whoever writes it.

use std::time::Duration;

use desist::domain::address::Address;
use desist::domain::change::{Actor, Channel};
use desist::domain::error::Code;
use desist::domain::ids::Key;
use desist::domain::topic::{Class, Topic};
use desist::services::registry::RegistryChange;
use desist::services::registry::change::What;
use desist::services::writer::change::Change;

use desist::services::restore::Order;

use crate::support::database::{execute, number, texts};
use crate::support::{Service, ana, bo, both, chen, eventually, somebody, within};

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_another_process_is_obeyed_within_a_second() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let other = desist.second_instance().await;
        for topic in ["events", "product-news", "partner-offers"] {
            other.stop(&ana(), topic).await.unwrap();
            within(Duration::from_secs(1), "obeyed", || async { !desist.allowed(&ana(), topic) }).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_for_at_least_a_size_waits_for_the_follower_and_gives_up_in_the_end() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let other = desist.second_instance().await;
        let size = other.stop(&ana(), "events").await.unwrap().answer.ledger_size;
        desist.services.gate.at_least(size).await.unwrap();
        assert!(!desist.allowed(&ana(), "events"));
    })
    .await;
    // The wait itself is the same on both.
    let desist = Service::start(crate::support::Database::Sqlite).await;
    let behind = desist.services.gate.at_least(1_000).await.unwrap_err();
    assert_eq!(behind.code, Code::Behind);
}

fn new_topic(desist: &Service) -> Topic {
    Topic {
        id: desist::domain::ids::TopicId(77),
        key: Key::parse("recipes").unwrap(),
        sender: desist.sender(),
        name: "Recipes".to_owned(),
        description: "Every Friday".to_owned(),
        class: Class::Promotional,
        requires_opt_in: true,
        purpose: None,
        list_id: "recipes.default.mail.acme.example".to_owned(),
        retired: false,
    }
}

async fn change_registry(desist: &Service, what: What) {
    let change = RegistryChange { what, actor: Actor::CommandLine, channel: Channel::CommandLine };
    assert!(desist.services.writer.submit(Change::Registry(change)).await.unwrap().changed);
}

#[tokio::test(flavor = "multi_thread")]
async fn registries_are_loaded_anew_when_an_entry_changes_them() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let other = desist.second_instance().await;
        let topic = new_topic(&desist);
        change_registry(&desist, What::AddTopic(topic.clone())).await;
        assert_eq!(desist.reason(&ana(), "recipes"), "not_opted_in", "known here at once");
        let known = || async { other.services.gate.registry().topic_by_key("recipes").is_some() };
        eventually("the topic is known to the other instance", known).await;
        change_registry(&other, What::RetireTopic(topic.id)).await;
        let retired = || async { desist.topic("recipes").retired };
        eventually("the topic is retired here too", retired).await;
        desist.verify().await;
    })
    .await;
}

/// Puts the database back to what it was at this size, as a restored backup does.
async fn put_back(desist: &Service, size: i64, head: &[String]) {
    for table in ["ledger_entries", "ledger_subjects", "preferences"] {
        execute(desist.db(), &format!("DELETE FROM {table} WHERE entry_index >= {size}")).await;
    }
    set_head(desist, size, head).await;
}

/// Makes this the head, whatever the entries are.
async fn set_head(desist: &Service, size: i64, head: &[String]) {
    let hex = |bytes: &str| match desist.db() {
        desist::store::Db::Sqlite { .. } => format!("x'{bytes}'"),
        desist::store::Db::Postgres(_) => format!("decode('{bytes}', 'hex')"),
    };
    let (root, frontier) = (hex(&head[0]), hex(&head[1]));
    execute(desist.db(), &format!("UPDATE ledger_head SET size = {size}, root = {root}, frontier = {frontier}")).await;
}

/// Root and frontier of the present head, in hex.
async fn head(desist: &Service) -> Vec<String> {
    let mut found = Vec::new();
    for column in ["root", "frontier"] {
        let query = match desist.db() {
            desist::store::Db::Sqlite { .. } => format!("SELECT lower(hex({column})) FROM ledger_head"),
            desist::store::Db::Postgres(_) => format!("SELECT encode({column}, 'hex') FROM ledger_head"),
        };
        found.extend(texts(desist.db(), &query).await);
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_a_rewritten_ledger_is_loaded_anew_and_not_believed() {
    both(|db| async move {
        // It is closed for what it sees, not for want of looking: the machine may be slow.
        let desist = Service::builder(db).not_following().staleness_limit(Duration::from_secs(600)).start().await;
        desist.stop(&ana(), "events").await.unwrap();
        let (size, then) = (number(desist.db(), "SELECT size FROM ledger_head").await, head(&desist).await);
        desist.stop(&bo(), "events").await.unwrap();
        put_back(&desist, size, &then).await;
        // The same size again, with another entry: only the root tells them apart.
        let other = desist.second_instance().await;
        other.stop(&chen(), "events").await.unwrap();
        assert_eq!(other.services.gate.ledger_size(), desist.services.gate.ledger_size());
        assert!(!desist.allowed(&bo(), "events"), "still what it knew");
        desist.services.gate.catch_up().await.unwrap();
        for person in [ana(), chen(), bo()] {
            assert_closed(&desist, &person).await;
        }
        // A stop is taken all the same, and nothing opens the gate by being polled again.
        desist.stop(&somebody(1), "events").await.unwrap();
        desist.services.gate.catch_up().await.unwrap();
        assert_closed(&desist, &bo()).await;
        desist.http.get("/ledger/checkpoint").await.expect(503);
        let restarted = desist.second_instance().await;
        for person in [ana(), chen(), somebody(1)] {
            assert!(!restarted.allowed(&person, "events"));
        }
        assert!(restarted.allowed(&bo(), "events"), "that entry is not in this ledger");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_a_shorter_ledger_closes_the_gate_and_a_higher_epoch_is_loaded_anew() {
    both(|db| async move {
        let desist = Service::builder(db).not_following().start().await;
        let (size, then) = (number(desist.db(), "SELECT size FROM ledger_head").await, head(&desist).await);
        desist.stop(&ana(), "events").await.unwrap();
        put_back(&desist, size, &then).await;
        desist.http.get("/ledger/checkpoint").await.expect(503);
        desist.services.gate.catch_up().await.unwrap();
        assert_closed(&desist, &ana()).await;
        desist.http.get("/ledger/checkpoint").await.expect(503);
        assert_eq!(desist.services.gate.ledger_size(), 1);
        desist.stop(&bo(), "events").await.unwrap();
        // Another epoch by its number alone is nobody's restore.
        execute(desist.db(), "UPDATE ledger_head SET epoch = 2").await;
        desist.services.gate.catch_up().await.unwrap();
        assert_closed(&desist, &ana()).await;
        execute(desist.db(), "UPDATE ledger_head SET epoch = 1").await;
        // Put in order by another process, it is loaded anew: what was lost blocks again.
        let other = desist.second_instance().await;
        let order = Order {
            journals: vec![desist::services::journal::path(desist.data_dir())],
            in_place: true,
            ..Order::default()
        };
        let plan = other.services.plan_restore(&order).await.unwrap();
        other.services.restore(plan, |_, _| {}).await.unwrap();
        desist.services.gate.catch_up().await.unwrap();
        assert!(!desist.allowed(&ana(), "events") && !desist.allowed(&bo(), "events"));
        assert!(desist.allowed(&chen(), "events"), "open again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_the_gate_opens_again_when_the_ledger_goes_on_from_what_it_knew() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let (size, then) = (number(desist.db(), "SELECT size FROM ledger_head").await, head(&desist).await);
        desist.stop(&ana(), "events").await.unwrap();
        let now = head(&desist).await;
        set_head(&desist, size, &then).await;
        // The follower may have looked before and after both changes, so it is told to look now.
        desist.services.gate.catch_up().await.unwrap();
        assert_closed(&desist, &ana()).await;
        set_head(&desist, size + 1, &now).await;
        eventually("open again", || async { !desist.services.gate.is_stale() }).await;
        assert!(!desist.allowed(&ana(), "events") && desist.allowed(&bo(), "events"));
        desist.http.get("/ledger/checkpoint").await.expect(200);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_stop_on_a_ledger_rolled_back_unseen_is_taken_and_closes_the_gate_at_once() {
    both(|db| async move {
        let desist = Service::builder(db).not_following().start().await;
        let (size, then) = (number(desist.db(), "SELECT size FROM ledger_head").await, head(&desist).await);
        desist.stop(&ana(), "events").await.unwrap();
        put_back(&desist, size, &then).await;
        desist.stop(&bo(), "events").await.unwrap();
        assert_closed(&desist, &ana()).await;
        assert!(!desist.second_instance().await.allowed(&bo(), "events"), "stored");
    })
    .await;
}

/// Promotional questions and traffic are refused; transactional mail passes.
async fn assert_closed(desist: &Service, person: &Address) {
    assert_eq!(desist.check(person, "events").unwrap_err().code, Code::GateUnavailable);
    let invoice = desist.check(person, "invoices").unwrap();
    assert!(invoice.verdict.allowed() && invoice.stale);
    desist.http.get("/health/ready").await.expect(503);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_holds_the_same_whether_followed_committed_or_loaded() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let follower = desist.second_instance().await;
        let people: Vec<_> = (0..60).map(crate::support::somebody).collect();
        for (n, person) in people.iter().enumerate() {
            let topic = ["events", "product-news", "partner-offers"][n % 3];
            let stopped = desist.stop(person, topic).await.unwrap();
            let token = desist.token(person, topic);
            let holder = desist.services.open_link(&token).unwrap();
            if n % 4 == 0 {
                desist.services.undo(&holder, &token, &stopped.undo.unwrap()).await.unwrap();
            }
        }
        follower.services.gate.at_least(desist.services.gate.ledger_size()).await.unwrap();
        let loaded = desist.second_instance().await;
        let reasons = |of: &Service| -> Vec<&str> { people.iter().map(|person| of.reason(person, "events")).collect() };
        assert_eq!(reasons(&desist), reasons(&follower));
        assert_eq!(reasons(&desist), reasons(&loaded));
        assert_eq!(desist.services.gate.recipients(), loaded.services.gate.recipients());
    })
    .await;
}
