//! Endpoints, as administrators manage them.

use std::time::Duration;

use desist::domain::access::Scopes;
use desist::domain::change::{Actor, Channel};
use serde_json::{Value, json};

use crate::support::database::{execute, texts};
use crate::support::http::{Answer, send};
use crate::support::receiver::{Receiver, Reply};
use crate::support::{Service, ana, both};
use crate::{register, register_with, shown, start};

/// A call with a key for one sender.
async fn with_key(desist: &Service, key: &str, method: &str, path: &str, body: Option<Value>) -> Answer {
    let mut request = desist.http.request(method, path).bearer_auth(key);
    if let Some(body) = body {
        request = request.header("content-type", "application/json").body(body.to_string());
    }
    send(request).await
}

#[tokio::test]
async fn webhooks_are_made_listed_in_pages_changed_and_switched_off() {
    both(|database| async move {
        let desist = start(database).await;
        let mut ids = Vec::new();
        for number in 0..5 {
            let body = json!({"url": format!("https://hooks.example.com/{number}"), "description": "CRM"});
            let made = desist.api("/v1/webhooks", body).await.expect(201);
            let json = made.json();
            let id = json["webhook"]["id"].as_str().unwrap().to_owned();
            assert_eq!(made.header("location"), format!("/v1/webhooks/{id}"));
            assert!(json["secret"].as_str().unwrap().starts_with("whsec_"));
            assert_eq!(json["webhook"]["addresses"], true);
            assert_eq!(json["webhook"]["events"].as_array().unwrap().len(), 4);
            ids.push(id);
            desist.advance(Duration::from_millis(5));
        }
        let (mut path, mut seen) = ("/v1/webhooks?limit=2".to_owned(), Vec::new());
        loop {
            let page = desist.api_get(&path).await.expect(200).json();
            seen.extend(page["webhooks"].as_array().unwrap().iter().map(|w| w["id"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/v1/webhooks?limit=2&after={next}");
        }
        assert_eq!(seen, ids);
        let patch =
            json!({"url": "https://hooks.example.com/new", "events": ["checkpoint.published"], "addresses": false});
        let path = format!("/v1/webhooks/{}", ids[0]);
        let changed = desist.http.patch(&path, patch.clone()).await.expect(200).json();
        assert_eq!(
            (&changed["url"], &changed["events"]),
            (&json!("https://hooks.example.com/new"), &json!(["checkpoint.published"]))
        );
        assert_eq!((&changed["addresses"], &changed["description"]), (&json!(false), &json!("CRM")));
        let size = desist.services.gate.ledger_size();
        desist.http.patch(&path, patch).await.expect(200);
        assert_eq!(desist.services.gate.ledger_size(), size, "nothing changed, so there is no entry");
        for _ in 0..2 {
            let off = desist.http.delete(&path).await.expect(200).json();
            assert_eq!(off["disabled_why"], "asked");
        }
        assert_eq!(desist.services.gate.ledger_size(), size + 1);
        assert_eq!(desist.api_get("/v1/webhooks/none").await.expect(404).code(), "not_found");
        desist.verify().await;
    })
    .await;
}

#[tokio::test]
async fn l5_l6_every_change_is_an_entry_without_url_or_secret_and_no_row_changes_unseen() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        let (id, secret) = register(&desist, &receiver).await;
        let (entries, _) = desist.services.entries(1, 10, None).await.unwrap();
        let leaf = entries[0]["leaf"].clone();
        assert_eq!(
            (&leaf["kind"], &leaf["what"], &leaf["id"]),
            (&json!("registry"), &json!("webhook_added"), &json!(id))
        );
        for part in ["/hook", "127.0.0.1", &secret[6..]] {
            assert!(!leaf.to_string().contains(part), "{leaf}");
        }
        let shown = shown(&desist, &id).await.to_string();
        assert!(!shown.contains("whsec_"), "{shown}");
        let quote = match database {
            crate::Database::Sqlite => "SELECT hex(url) || hex(secret) FROM webhooks",
            crate::Database::Postgres => "SELECT encode(url, 'hex') || encode(secret, 'hex') FROM webhooks",
        };
        let stored = texts(desist.db(), quote).await.concat().to_lowercase();
        let hex = |text: &str| text.bytes().map(|b| format!("{b:02x}")).collect::<String>();
        assert!(!stored.contains(&hex("127.0.0.1")) && !stored.contains(&hex("whsec_")), "sealed");
        desist.verify().await;
        execute(desist.db(), "UPDATE webhooks SET events = 'case.moved'").await;
        let found = desist.services.verify(None, |_, _| {}).await.unwrap();
        let named: Vec<_> = found.faults.iter().map(|fault| fault.table.as_str()).collect();
        assert_eq!(named, ["webhooks"]);
    })
    .await;
}

#[tokio::test]
async fn wh_03_while_a_secret_rotates_both_sign_and_after_a_day_the_new_one_alone() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        let (id, old) = register(&desist, &receiver).await;
        let rotated = desist.api(&format!("/v1/webhooks/{id}/rotate"), json!({})).await.expect(200).json();
        let new = rotated["secret"].as_str().unwrap().to_owned();
        assert_ne!(old, new);
        assert_eq!(rotated["webhook"]["former_secret_until"], "2026-11-24T12:00:00Z");
        desist.stop(&ana(), "events").await.unwrap();
        desist.deliver().await;
        let told = receiver.only();
        assert!(told.is_signed_by(&old) && told.is_signed_by(&new));
        desist.advance(Duration::from_secs(86_400));
        desist.stop(&ana(), "product-news").await.unwrap();
        desist.deliver().await;
        let told = receiver.received().pop().unwrap();
        assert!(!told.is_signed_by(&old) && told.is_signed_by(&new));
        assert_eq!(shown(&desist, &id).await["former_secret_until"], json!(null));
        desist.verify().await;
    })
    .await;
}

#[tokio::test]
async fn a_trial_is_sent_at_once_and_says_how_it_went() {
    both(|database| async move {
        let desist = start(database).await;
        let receiver = Receiver::start().await;
        receiver.answers([Reply::Status(204), Reply::Status(503)]);
        let (id, secret) = register(&desist, &receiver).await;
        let path = format!("/v1/webhooks/{id}/test");
        let went = desist.api(&path, json!({})).await.expect(200).json();
        assert_eq!(went, json!({"delivered": true, "status": 204, "detail": null}));
        let told = receiver.only();
        assert!(told.kind() == "webhook.test" && told.is_signed_by(&secret));
        let went = desist.api(&path, json!({})).await.expect(200).json();
        assert_eq!(went, json!({"delivered": false, "status": 503, "detail": "the receiver answered 503"}));
        assert_eq!(desist.services.gate.ledger_size(), 2, "a trial changes nothing");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_accepted_is_told_by_its_field() {
    let desist = start(crate::Database::Sqlite).await;
    for (body, field) in [
        (json!({}), "url"),
        (json!({"url": "nonsense"}), "url"),
        (json!({"url": "https://me:secret@hooks.example.com/"}), "url"),
        (json!({"url": "https://hooks.example.com/", "events": []}), "events"),
        (json!({"url": "https://hooks.example.com/", "events": ["everything"]}), "events"),
        (json!({"url": "https://hooks.example.com/", "description": "a\u{200b}b"}), "description"),
        (json!({"url": "https://hooks.example.com/", "sender": "nobody"}), "sender"),
        (json!({"url": "https://hooks.example.com/", "secret": "whsec_x"}), "secret"),
    ] {
        let refused = desist.api("/v1/webhooks", body.clone()).await.expect(422);
        assert_eq!(refused.json()["field"], field, "{body}: {}", refused.body);
        assert!(!refused.body.contains("me:secret"));
    }
    assert_eq!(desist.services.endpoints(None).unwrap().len(), 0);
}

#[tokio::test]
async fn a_key_for_one_sender_sees_and_makes_that_senders_webhooks_only() {
    both(|database| async move {
        let desist = start(database).await;
        desist.api("/v1/senders", json!({"key": "other", "name": "Other"})).await.expect(201);
        let made = desist.services.create_api_key(
            "own",
            Scopes::parse("admin").unwrap(),
            Some(desist.sender()),
            Actor::System,
            Channel::CommandLine,
        );
        let key = made.await.unwrap().1;
        let (everyones, _) = register_with(&desist, json!({"url": "https://hooks.example.com/all"})).await;
        let body = json!({"url": "https://hooks.example.com/other", "sender": "other"});
        let (others, _) = register_with(&desist, body.clone()).await;
        let own = json!({"url": "https://hooks.example.com/own"});
        let own = with_key(&desist, &key, "POST", "/v1/webhooks", Some(own)).await.expect(201).json();
        assert_eq!(own["webhook"]["sender"], "default");
        let refused = with_key(&desist, &key, "POST", "/v1/webhooks", Some(body)).await;
        assert_eq!(refused.code(), "wrong_sender");
        let seen = with_key(&desist, &key, "GET", "/v1/webhooks", None).await.expect(200).json();
        assert_eq!(seen["webhooks"].as_array().unwrap().len(), 1);
        for id in [everyones, others] {
            for (method, path) in [("GET", ""), ("DELETE", ""), ("POST", "/test"), ("POST", "/rotate")] {
                let path = format!("/v1/webhooks/{id}{path}");
                with_key(&desist, &key, method, &path, None).await.expect(404);
            }
        }
        let weak = desist.services.create_api_key(
            "weak",
            Scopes::parse("events,preferences").unwrap(),
            None,
            Actor::System,
            Channel::CommandLine,
        );
        let weak = weak.await.unwrap().1;
        assert_eq!(with_key(&desist, &weak, "GET", "/v1/webhooks", None).await.expect(403).code(), "missing_scope");
    })
    .await;
}
