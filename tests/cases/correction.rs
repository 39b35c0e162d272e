//! A correction of an address that is done: every block goes with the person, and nobody gains another's consent.

use std::time::Duration;

use desist::domain::preference::{Kind, Scope};
use serde_json::json;

use super::letters::letter;
use super::scan::places;
use crate::support::{Service, address, ana, bo, both};

const DAY: Duration = Duration::from_secs(86_400);

fn new_ana() -> desist::domain::address::Address {
    address("Ana.New@example.net")
}

async fn chose(desist: &Service, recipient: &str, scope: &str, state: &str) {
    let body = json!({"recipient": recipient, "scope": scope, "state": state, "occurred_at": desist.now().rfc3339()});
    desist.api("/v1/preferences", body).await.expect(200);
}

/// Asks by mail, confirms, has it done.
async fn corrected(desist: &Service) -> String {
    let text = "Please correct my e-mail address from ana@example.com to Ana.New@example.net.";
    desist.post(&letter("ana@example.com", "New address", text)).await;
    desist.confirms().await;
    let cases = desist.services.cases_about(&ana()).await.unwrap();
    let case = cases.iter().find(|case| case.kind == "correction").unwrap().id.clone();
    assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
    desist.drain().await;
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn p6_a_corrected_address_carries_every_block_with_its_date_and_the_old_one_keeps_its_own() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let stopped_at = desist.now();
        desist.stop(&ana(), "partner-offers").await.unwrap();
        chose(&desist, "ana@example.com", "sharing", "opted_out").await;
        chose(&desist, "ana@example.com", "product-news", "opted_in").await;
        desist.import("email,reason\nana@example.com,complaint\n").await;
        desist.advance(DAY);
        corrected(&desist).await;
        for service in [&desist, &desist.second_instance().await] {
            let verdict = service.check(&new_ana(), "partner-offers").unwrap().verdict;
            assert_eq!((verdict.reason.word(), verdict.since), ("opted_out_topic", Some(stopped_at)));
            assert_eq!(service.reason(&new_ana(), "events"), "imported");
            assert!(service.allowed(&new_ana(), "invoices"));
            assert_eq!(service.reason(&ana(), "partner-offers"), "opted_out_all", "not hers any more");
            assert!(!service.allowed(&ana(), "product-news"));
        }
        let kinds = |records: Vec<desist::domain::preference::Record>| {
            records.into_iter().map(|record| (record.scope, record.kind)).collect::<Vec<_>>()
        };
        let keys: Vec<_> = desist.services.vault.recipient_keys(&new_ana()).collect();
        let mut tx = desist.db().snapshot().await.unwrap();
        let rows = desist::store::preferences::of_keys(&mut tx, &keys).await.unwrap();
        let carried = kinds(rows.into_iter().map(|(_, record)| record.unwrap()).collect());
        assert!(carried.contains(&(Scope::Sharing(desist.sender()), Kind::OptedOut)), "{carried:?}");
        let news = Scope::Topic(desist.topic("product-news").id);
        assert!(carried.contains(&(news, Kind::OptedIn { proven: false })), "proves nothing there: {carried:?}");
        let on_record = desist.api("/v1/recipients/lookup", json!({"recipient": "ana.new@example.net"})).await;
        assert!(!on_record.expect(200).json()["suppressions"].as_array().unwrap().is_empty());
        let places = places(&desist, &ana()).await;
        assert!(!places.contains(&("recipients".to_owned(), "address".to_owned())), "{places:?}");
        drop(tx);
        desist.outbox().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_links_that_were_mailed_to_the_old_address_open_nothing_after_a_correction() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        let asked = json!({"kind": "access", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let copy = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        desist.api(&format!("/v1/cases/{copy}/deliver"), json!({})).await.expect(200);
        let mails = desist.outbox().await;
        let link = mails.iter().flat_map(|mail| &mail.links).rfind(|link| link.contains("/copy/")).unwrap().clone();
        desist.get(&link).await.expect(200);
        corrected(&desist).await;
        desist.get(&link).await.expect(404);
        desist.post_form(&link, "action=open").await.expect(404);
        let places = places(&desist, &ana()).await;
        assert!(!places.contains(&("recipients".to_owned(), "address".to_owned())), "{places:?}");
        desist.leave_mail();
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_a_correction_never_merges_what_two_people_asked_for() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        chose(&desist, "ana@example.com", "product-news", "opted_in").await;
        // The "new" address is somebody's already: a slip of the pen, or worse.
        desist.stop(&new_ana(), "events").await.unwrap();
        corrected(&desist).await;
        assert_eq!(desist.reason(&new_ana(), "events"), "opted_out_topic", "theirs");
        assert_eq!(desist.reason(&new_ana(), "product-news"), "no_objection", "hers did not become theirs");
        assert_eq!(desist.reason(&new_ana(), "partner-offers"), "opted_out_topic", "a block goes all the same");
        desist.outbox().await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_only_the_address_that_confirmed_is_corrected_unless_somebody_vouches() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        desist.make_known(&bo()).await;
        let body = json!({"kind": "correction", "recipient": "ana@example.com",
            "from": "bo.lind@example.org", "to": "ana.new@example.net"});
        let case = desist.open_case(body).await;
        let case = case["id"].as_str().unwrap();
        desist.confirms().await;
        assert_eq!(desist.moves(case, json!({"to": "done"})).await, 409);
        assert_eq!(desist.reason(&new_ana(), "partner-offers"), "no_objection");
        let vouched = json!({"kind": "correction", "recipient": "bo.lind@example.org", "to": "bo.new@example.net",
            "evidence": "the contract says so"});
        let vouched = desist.open_case(vouched).await;
        assert_eq!(desist.moves(vouched["id"].as_str().unwrap(), json!({"to": "done"})).await, 200);
        desist.drain().await;
        assert_eq!(desist.reason(&address("bo.new@example.net"), "partner-offers"), "opted_out_topic");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn era_07_a_deletion_reaches_the_addresses_that_were_corrected() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.make_known(&ana()).await;
        desist.import("email\nana@example.com\n").await;
        desist.advance(DAY);
        corrected(&desist).await;
        desist.outbox().await;
        assert!(!places(&desist, &ana()).await.is_empty() && !places(&desist, &new_ana()).await.is_empty());
        desist.erase(&new_ana()).await;
        for address in [ana(), new_ana()] {
            assert_eq!(places(&desist, &address).await.into_iter().collect::<Vec<_>>(), []);
            assert_eq!(desist.reason(&address, "events"), "erased");
        }
        desist.verify().await;
    })
    .await;
}
