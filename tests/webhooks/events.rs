//! What is told, and to whom.

use std::time::Duration;

use desist::domain::note::{Checkpoint, Verifier};
use serde_json::{Value, json};

use crate::support::database::number;
use crate::support::receiver::Receiver;
use crate::support::{ana, bo, both, somebody};
use crate::{register, register_for_preferences, register_with, start};

#[tokio::test]
async fn wh_01_wh_02_a_stop_is_told_once_signed_and_in_the_words_of_the_api() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        let (_, secret) = register(&desist, &receiver).await;
        assert!(desist.one_click(&desist.mint(&ana(), "events").unsubscribe_url).await.status == 200);
        assert_eq!(desist.deliver().await, 1);
        let told = receiver.only();
        assert!(told.is_signed_by(&secret));
        assert!(!told.is_signed_by("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assert_eq!(told.timestamp, (desist.now().0 / 1000).to_string());
        assert_eq!((told.path.as_str(), told.kind().as_str()), ("/hook", "preference.changed"));
        let data = told.data();
        let key = desist.services.vault.recipient_key(&ana()).bytes;
        let expected = json!({
            "entry": 2, "sender": "default", "recipient": "ana@example.com",
            "recipient_key": key.iter().map(|b| format!("{b:02x}")).collect::<String>(),
            "scope": "events", "before": "none", "after": "opted_out", "until": null, "proven": false,
            "actor": "recipient", "channel": "one_click",
        });
        assert_eq!(data, expected);
        // The same stop again changes nothing, so there is nothing to tell.
        desist.one_click(&desist.mint(&ana(), "events").unsubscribe_url).await.expect(200);
        assert_eq!(desist.deliver().await, 0);
        desist.verify().await;
    })
    .await;
}

#[tokio::test]
async fn every_way_of_changing_a_preference_is_told_undo_included() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        register(&desist, &receiver).await;
        let until = "2026-12-24T00:00:00Z";
        for body in [
            json!({"recipient": "ana@example.com", "scope": "all", "state": "opted_out", "reason": "asked_support"}),
            json!({"recipient": "bo.lind@example.org", "scope": "events", "state": "paused", "until": until}),
            json!({"recipient": "ana@example.com", "scope": "sharing", "state": "opted_out"}),
        ] {
            desist.api("/v1/preferences", body).await.expect(200);
        }
        desist.deliver().await;
        let data: Vec<Value> = receiver.received().iter().map(|told| told.data()).collect();
        let said = |at: usize, name: &str| data[at][name].as_str().map(str::to_owned);
        assert_eq!((said(0, "scope"), said(0, "after")), (Some("all".into()), Some("opted_out".into())));
        assert_eq!((said(1, "scope"), said(1, "until")), (Some("events".into()), Some(until.into())));
        assert_eq!((said(2, "scope"), said(2, "channel")), (Some("sharing".into()), Some("api".into())));
        // A stop by the page's button, taken back by the page that made it.
        let link = desist.mint(&bo(), "product-news").unsubscribe_url;
        let page = desist.get(&link).await.expect(200).body;
        let form = |name: &str, page: &str| {
            let rest = page.split_once(&format!("name=\"{name}\" value=\"")).map(|(_, rest)| rest.to_owned());
            rest.map(|rest| rest.split('"').next().unwrap().to_owned())
        };
        let mut body = "action=unsubscribe".to_owned();
        for name in ["form", "csrf", "nonce"] {
            if let Some(value) = form(name, &page) {
                body += &format!("&{name}={value}");
            }
        }
        let done = desist.post_form(&link, &body).await.expect(200).body;
        let undo = form("undo", &done).expect("a value to undo with");
        desist.post_form(&link, &format!("action=undo&undo={undo}")).await.expect(200);
        desist.deliver().await;
        let last = receiver.received().pop().unwrap().data();
        assert_eq!((&last["before"], &last["after"]), (&json!("opted_out"), &json!("withdrawn")));
        assert!(last["undoes"].is_number() && last["recipient"] == bo().delivery(), "{last}");
        desist.verify().await;
    })
    .await;
}

#[tokio::test]
async fn wh_08_an_endpoint_that_is_to_have_no_addresses_gets_the_recipient_key_alone() {
    both(|database| async move {
        let desist = start(database).await;
        let (plain, thin) = (Receiver::start().await, Receiver::start().await);
        register(&desist, &plain).await;
        register_with(&desist, json!({"url": thin.url(), "addresses": false})).await;
        desist.stop(&ana(), "events").await.unwrap();
        desist.deliver().await;
        assert_eq!(plain.only().data()["recipient"], "ana@example.com");
        let body = String::from_utf8(thin.only().body).unwrap();
        assert!(body.contains("recipient_key") && !body.contains("ana") && !body.contains("example"), "{body}");
    })
    .await;
}

#[tokio::test]
async fn an_address_on_record_is_told_where_the_change_does_not_bring_it() {
    both(|database| async move {
        let desist = start(database).await;
        desist.stop(&ana(), "events").await.unwrap();
        let receiver = Receiver::start().await;
        register(&desist, &receiver).await;
        // An undo is known by the recipient key of its page.
        let body = json!({"recipient": "ana@example.com", "scope": "product-news", "state": "opted_out"});
        desist.api("/v1/preferences", body).await.expect(200);
        desist.deliver().await;
        assert_eq!(receiver.only().data()["recipient"], "ana@example.com");
    })
    .await;
}

#[tokio::test]
async fn an_import_is_told_in_one_event_with_its_number() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        register(&desist, &receiver).await;
        let list: String = (0..120).map(|n| format!("{}\n", somebody(n).delivery())).collect();
        import(&desist, &list).await;
        desist.deliver().await;
        let told = receiver.only();
        assert_eq!((told.kind().as_str(), &told.data()["rows"]), ("suppressions.imported", &json!(120)));
        assert!(!String::from_utf8(told.body.clone()).unwrap().contains("somebody"));
        // The same list again changes nothing.
        import(&desist, &list).await;
        assert_eq!(desist.deliver().await, 0);
    })
    .await;
}

async fn import(desist: &crate::support::Service, list: &str) {
    use desist::domain::preference::{ImportReason, Scope};
    use desist::services::writer::change::{Change, ImportChunk, ImportRow};
    let mut rows: Vec<_> = list
        .lines()
        .map(|line| {
            let address = crate::support::address(line);
            let key = desist.services.vault.recipient_key(&address);
            ImportRow { key, reason: ImportReason::Unsubscribe, dated: None, address }
        })
        .collect();
    rows.sort_unstable_by_key(|row| row.key.bytes);
    let chunk = ImportChunk {
        sender: desist.sender(),
        scope: Scope::All(desist.sender()),
        rows,
        actor: desist::domain::change::Actor::CommandLine,
        channel: desist::domain::change::Channel::Import,
        codes: Vec::new(),
    };
    desist.services.writer.submit(Change::Import(chunk)).await.unwrap();
}

#[tokio::test]
async fn a_published_checkpoint_is_told_once_however_many_instances_publish_it() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        register(&desist, &receiver).await;
        let other = desist.second_instance().await;
        for instance in [&desist, &other, &desist] {
            instance.services.keep_up().await.unwrap();
        }
        assert_eq!(desist.deliver().await, 1);
        let told = receiver.only();
        assert_eq!(told.kind(), "checkpoint.published");
        let note = told.data()["checkpoint"].as_str().unwrap().to_owned();
        let verifier = Verifier::parse(&desist.services.vault.signer.vkey()).unwrap();
        let head = Checkpoint::open(&note, &verifier).unwrap();
        assert_eq!(
            (&told.data()["size"], head.size),
            (&json!(2), 2),
            "the registration is an entry, telling of it none"
        );
        desist.stop(&ana(), "events").await.unwrap();
        desist.services.keep_up().await.unwrap();
        desist.deliver().await;
        assert_eq!(receiver.received().len(), 3, "the stop and the new head");
    })
    .await;
}

#[tokio::test]
async fn an_endpoint_of_one_sender_is_told_of_that_sender_and_of_its_groups_stops() {
    both(|database| async move {
        let desist = start(database).await;
        for (key, group) in [("sister", "default"), ("stranger", "stranger")] {
            let body = json!({"key": key, "name": key, "group": group});
            desist.api("/v1/senders", body).await.expect(201);
        }
        let (own, sister, stranger) = (Receiver::start().await, Receiver::start().await, Receiver::start().await);
        for (receiver, sender) in [(&own, "default"), (&sister, "sister"), (&stranger, "stranger")] {
            let body = json!({"url": receiver.url(), "sender": sender, "events": ["preference.changed"]});
            register_with(&desist, body).await;
        }
        desist.stop(&ana(), "events").await.unwrap();
        let body =
            json!({"recipient": "ana@example.com", "scope": "everywhere", "state": "opted_out", "sender": "default"});
        desist.api("/v1/preferences", body).await.expect(200);
        desist.deliver().await;
        let scopes = |receiver: &Receiver| {
            let received = receiver.received();
            received.iter().map(|told| told.data()["scope"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            (scopes(&own), scopes(&sister), scopes(&stranger)),
            (vec!["events".to_owned(), "everywhere".to_owned()], vec!["everywhere".to_owned()], vec![],)
        );
    })
    .await;
}

#[tokio::test]
async fn where_nobody_wants_to_know_nothing_is_made() {
    both(|database| async move {
        let desist = start(database).await;
        desist.stop(&ana(), "events").await.unwrap();
        let receiver = Receiver::start().await;
        register_with(&desist, json!({"url": receiver.url(), "events": ["checkpoint.published"]})).await;
        desist.stop(&bo(), "events").await.unwrap();
        assert_eq!(number(desist.db(), "SELECT COUNT(*) FROM outbox WHERE kind = 'webhook'").await, 0);
        assert_eq!(desist.deliver().await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_endpoint_made_by_another_process_a_moment_ago_is_told_of_the_next_change() {
    both(|database| async move {
        let desist = start(database).await;
        let late = desist.second_instance_as(|plan| plan.not_following()).await;
        let receiver = Receiver::start().await;
        register_for_preferences(&desist, &receiver).await;
        late.stop(&ana(), "events").await.unwrap();
        desist.deliver().await;
        assert_eq!(receiver.only().data()["scope"], "events");
        // And one that was switched off a moment ago is told nothing.
        let id = desist.services.endpoints(None).unwrap()[0].id.clone();
        desist.http.delete(&format!("/v1/webhooks/{id}")).await.expect(200);
        late.stop(&bo(), "events").await.unwrap();
        desist.advance(Duration::from_secs(60));
        assert_eq!(desist.deliver().await, 0);
    })
    .await;
}
