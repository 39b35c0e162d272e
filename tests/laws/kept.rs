//! L1, L5, L7, L8, L9: what was said is kept.

use std::time::Duration;

use desist::domain::change::{Actor, Channel};
use desist::domain::preference::{Kind, Scope};
use desist::services::imports::{Format, Order};
use desist::services::preferences::{Setting, StopWhat};
use desist::services::writer::change::{Answer, Change, Prefer};
use desist::store::ledger;
use serde_json::json;

use crate::support::database::{execute, number};
use crate::support::{Service, ana, bo, both, calls, chen};

const DAY: Duration = Duration::from_secs(86_400);

/// How many entries the ledger has, read from the database.
async fn entries(desist: &Service) -> i64 {
    number(desist.db(), "SELECT count(*) FROM ledger_entries").await
}

/// What the service itself found out about somebody.
async fn record(desist: &Service, kind: Kind) -> Answer {
    let prefer = Prefer {
        subject: desist.services.vault.subject(&ana()),
        sender: desist.sender(),
        scope: Scope::All(desist.sender()),
        kind,
        at: desist.now(),
        actor: Actor::System,
        channel: Channel::Api,
        codes: Vec::new(),
        evidence: None,
        notice: None,
        language: String::new(),
        undo_by: None,
        mailing: None,
    };
    desist.services.writer.submit(Change::Prefer(vec![prefer])).await.unwrap()
}

/// Somebody asks by mail for no more mail.
async fn written(desist: &Service, from: &str) {
    let raw = format!(
        "From: {from}\r\nTo: support@acme.example\r\nSubject: Stop\r\n\r\nPlease unsubscribe me from all your mails.\r\n"
    );
    let mail = desist::services::intake::Inbound {
        raw: raw.into_bytes(),
        mail_from: Some(from.to_owned()),
        rcpt_to: vec!["support@acme.example".to_owned()],
        via: Channel::Smtp,
        client: None,
    };
    desist.services.receive(mail).await.unwrap();
    desist.work_off().await;
}

async fn import(desist: &Service, text: &'static str) -> u64 {
    let order = Order {
        sender: desist.sender(),
        scope: Scope::All(desist.sender()),
        format: Format::Auto,
        reason: desist::domain::preference::ImportReason::Unspecified,
        dry_run: false,
        actor: Actor::CommandLine,
    };
    desist.services.import(order, text.as_bytes(), |_| {}).await.unwrap().changed
}

fn opted_in(desist: &Service, scope: Scope, proven_at: Option<Duration>) -> Setting {
    use desist::services::preferences::Proof;
    let proof = proven_at.map(|later| Proof {
        kind: "form".to_owned(),
        at: desist.now().plus_ms(i64::try_from(later.as_millis()).unwrap()),
        wording: "Yes, send me news".to_owned(),
        evidence: "request 17".to_owned(),
    });
    let kind = Kind::OptedIn { proven: false };
    Setting {
        address: ana(),
        sender: desist.sender(),
        scope,
        kind,
        occurred_at: None,
        reason: None,
        evidence: None,
        proof,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_stop_is_never_lost() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let link = desist.mint(&ana(), "events").unsubscribe_url;
        desist.http.one_click(&link).await.expect(200);
        // With the answer, both rows are there for everybody else who looks.
        let other = desist.place().open(DAY).await;
        assert_eq!(
            number(&other, "SELECT count(*) FROM preferences WHERE state = 'opted_out' AND entry_index = 1").await,
            1
        );
        assert_eq!(number(&other, "SELECT size FROM ledger_head").await, 2);
        // What cannot be made durable is not answered with a 2xx, and leaves nothing behind.
        let broken = desist.mint(&bo(), "events").unsubscribe_url;
        for table in ["ledger_entries", "preferences", "recipients"] {
            execute(desist.db(), &format!("ALTER TABLE {table} RENAME TO gone")).await;
            let refused = desist.http.one_click(&broken).await.expect(503);
            assert!(!refused.header("retry-after").is_empty());
            execute(desist.db(), &format!("ALTER TABLE gone RENAME TO {table}")).await;
            assert!(desist.allowed(&bo(), "events"), "nothing is claimed");
            assert_eq!((entries(&desist).await, desist.services.gate.ledger_size()), (2, 2), "{table}");
        }
        desist.http.one_click(&broken).await.expect(200);
        assert!(!desist.allowed(&bo(), "events"));
        desist.verify().await;
    })
    .await;
}

/// Runs a step and tells by how many entries the ledger grew.
async fn grows<T>(desist: &Service, step: impl Future<Output = T>) -> i64 {
    let before = entries(desist).await;
    step.await;
    entries(desist).await - before
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_no_change_without_an_entry_and_no_entry_without_a_change() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let link = desist.mint(&ana(), "events");
        let press = |url: String, body: &'static str| {
            let desist = &desist;
            async move { desist.http.post_form(&url, body).await.expect(200) }
        };
        let unsubscribe = link.unsubscribe_url.clone();
        let typed = "action=unsubscribe_all&address=chen%40b%C3%BCcher.example";
        let caller = desist.services.caller(&desist.api_key).unwrap();
        let all = Scope::All(desist.sender());
        let pause = |until: i64| {
            let kind = Kind::Paused { until: desist.now().plus_ms(until) };
            desist.services.set_preference(&caller, Setting { kind, address: bo(), ..opted_in(&desist, all, None) })
        };
        // Each way in, first with an effect, then without.
        assert_eq!(grows(&desist, press(unsubscribe.clone(), "List-Unsubscribe=One-Click")).await, 1, "one-click");
        assert_eq!(
            grows(&desist, press(unsubscribe.clone(), "List-Unsubscribe=One-Click")).await,
            0,
            "one-click again"
        );
        assert_eq!(grows(&desist, press(unsubscribe.clone(), "action=unsubscribe_all")).await, 1, "the page");
        assert_eq!(grows(&desist, press(unsubscribe, "action=unsubscribe_all")).await, 0, "the page again");
        assert_eq!(grows(&desist, press("/preferences".to_owned(), typed)).await, 1, "a typed address");
        assert_eq!(grows(&desist, press("/preferences".to_owned(), typed)).await, 0, "typed again");
        assert_eq!(grows(&desist, pause(1_000)).await, 1, "the API");
        assert_eq!(grows(&desist, pause(1_000)).await, 0, "the API again");
        let mail = || written(&desist, "fred@example.net");
        assert_eq!(grows(&desist, mail()).await, 1, "a mail");
        assert_eq!(grows(&desist, mail()).await, 0, "the same mail again");
        assert_eq!(
            grows(&desist, import(&desist, "email\ndora@example.net\nemil@example.net\n")).await,
            1,
            "an import"
        );
        assert_eq!(grows(&desist, import(&desist, "email\ndora@example.net\nemil@example.net\n")).await, 0, "again");
        let restore = desist.outbox().await[0].link("/confirm/").to_owned();
        desist.advance(Duration::from_secs(60));
        assert_eq!(grows(&desist, press(restore, "action=confirm")).await, 1, "a confirmation");
        assert!(desist.allowed(&chen(), "events"));
        desist.verify().await;
        // Behind our back: a row without its entry, an entry without its row. Both are found.
        execute(desist.db(), "UPDATE preferences SET since = since + 1 WHERE state = 'opted_out' AND scope = 'topic'")
            .await;
        assert!(!desist.services.verify(None, |_, _| {}).await.unwrap().holds(), "a changed row");
        execute(desist.db(), "UPDATE preferences SET since = since - 1 WHERE state = 'opted_out' AND scope = 'topic'")
            .await;
        desist.verify().await;
        execute(desist.db(), "DELETE FROM preferences WHERE state = 'paused'").await;
        assert!(!desist.services.verify(None, |_, _| {}).await.unwrap().holds(), "a missing row");
    })
    .await;
}

/// The law's inbound half has its tests in `intake` (kept, acted on once, held, released) and in `crash` (killed after
/// the acknowledgement). Here: outgoing mail once queued is never lost, dropped or sent under another Message-ID; and
/// what is held is promotional mail only.
#[tokio::test(flavor = "multi_thread")]
async fn l7_mail_once_accepted_is_never_lost_and_a_possible_stop_holds_promotional_mail() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.http.post_form("/preferences", "action=unsubscribe_all&address=ana%40example.com").await.expect(200);
        // Where the folder should be, there is a file: nothing can be sent.
        std::fs::write(desist.outgoing(), "in the way").unwrap();
        assert_eq!(desist.drain().await, 1, "one attempt");
        assert_eq!(desist.drain().await, 0, "and the next one later");
        for _ in 0..3 {
            desist.advance(Duration::from_secs(5 * 3600));
            assert_eq!(desist.drain().await, 1);
        }
        let other = desist.second_instance().await;
        std::fs::remove_file(desist.outgoing()).unwrap();
        desist.advance(Duration::from_secs(5 * 3600));
        let sent = other.outbox().await;
        assert_eq!(sent.len(), 1);
        let id: i64 = number(desist.db(), "SELECT count(*) FROM outbox WHERE status = 'sent' AND attempts = 5").await;
        assert_eq!(id, 1);
        let name = std::fs::read_dir(desist.outgoing()).unwrap().next().unwrap().unwrap().file_name();
        let stem = name.to_string_lossy().trim_end_matches(".eml").to_owned();
        assert!(sent[0].header("Message-ID").unwrap().contains(&stem), "the row's own id, whenever it is sent");
        assert_eq!(desist.drain().await + other.drain().await, 0, "and only once");
    })
    .await;
    both(|db| async move {
        let desist = Service::start(db).await;
        record(&desist, Kind::Held).await;
        assert_eq!(desist.reason(&ana(), "events"), "held");
        assert!(desist.allowed(&ana(), "invoices"));
        record(&desist, Kind::Released).await;
        assert!(desist.allowed(&ana(), "events"));
    })
    .await;
}

/// A deletion from the request to its end; more of it in `tests/cases`.
#[tokio::test(flavor = "multi_thread")]
async fn l8_a_deletion_that_is_done_keeps_the_block_and_the_ledger_verifies() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        import(&desist, "email\nana@example.com\nchen@example.org\n").await;
        let asked = json!({"kind": "deletion", "recipient": "ana@example.com", "evidence": "came to the desk"});
        let case = desist.http.api("/v1/cases", asked).await.expect(200).json();
        let moves = format!("/v1/cases/{}/moves", case["id"].as_str().unwrap());
        desist.http.api(&moves, json!({"to": "done"})).await.expect(200);
        desist.drain().await;
        assert_eq!(number(desist.db(), "SELECT count(*) FROM recipients WHERE address IS NOT NULL").await, 0);
        desist.advance(DAY);
        assert_eq!(import(&desist, "email\nana@example.com\n").await, 0);
        for service in [&desist, &desist.second_instance().await] {
            assert_eq!(
                (service.reason(&ana(), "events"), service.reason(&ana(), "product-news")),
                ("erased", "erased")
            );
            assert!(service.allowed(&ana(), "invoices"));
        }
        desist.verify().await;
        execute(desist.db(), "DELETE FROM ledger_subjects").await;
        assert!(!desist.services.verify(None, |_, _| {}).await.unwrap().holds(), "what no erasure lists is a fault");
    })
    .await;
}

/// The trace of an erasure blocks, and nothing that exists brings the person back.
#[tokio::test(flavor = "multi_thread")]
async fn l8_erasure_keeps_the_block_and_no_import_brings_anybody_back() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let caller = desist.services.caller(&desist.api_key).unwrap();
        let (all, events) = (Scope::All(desist.sender()), Scope::Topic(desist.topic("events").id));
        desist.stop(&ana(), "events").await.unwrap();
        // An import, whatever it says, touches no choice.
        desist.advance(DAY);
        // A column called "status" would have the whole list refused as an audience; any other is not read.
        import(&desist, "email,wish\nana@example.com,subscribed\n").await;
        assert!(!desist.allowed(&ana(), "events"));
        let refused = desist.services.set_preference(&caller, opted_in(&desist, events, None)).await.unwrap_err();
        assert_eq!(refused.problem().code.word(), "proof_required");
        record(&desist, Kind::Erased).await;
        assert_eq!(desist.reason(&ana(), "events"), "erased");
        assert_eq!(desist.reason(&ana(), "product-news"), "erased");
        desist.advance(DAY);
        import(&desist, "email\nana@example.com\n").await;
        for scope in [events, all] {
            desist.advance(DAY);
            let _ = desist.services.set_preference(&caller, opted_in(&desist, scope, Some(Duration::ZERO))).await;
            assert_eq!(desist.reason(&ana(), "events"), "erased", "{scope:?}");
        }
        assert!(desist.allowed(&ana(), "invoices"));
        let fresh = desist.second_instance().await;
        assert_eq!(fresh.reason(&ana(), "events"), "erased");
        desist.verify().await;
    })
    .await;
}

/// Deadlines come with the cases; here: the first stop keeps its date and its entry, whatever is said afterwards.
#[tokio::test(flavor = "multi_thread")]
async fn l9_the_earliest_clock_wins() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let first = desist.stop(&ana(), "events").await.unwrap().answer;
        let since = desist.check(&ana(), "events").unwrap().verdict.since;
        desist.advance(3 * DAY);
        let again = desist.stop(&ana(), "events").await.unwrap().answer;
        assert_eq!((again.changed, again.entry), (false, first.entry));
        let caller = desist.services.caller(&desist.api_key).unwrap();
        let scope = Scope::Topic(desist.topic("events").id);
        for occurred_at in [None, Some(desist.now()), Some(desist.now().plus_ms(-9 * 86_400_000))] {
            let setting = Setting { kind: Kind::OptedOut, occurred_at, ..opted_in(&desist, scope, None) };
            let answer = desist.services.set_preference(&caller, setting).await.unwrap();
            assert_eq!((answer.changed, answer.entry), (false, first.entry), "{occurred_at:?}");
        }
        // A pause never replaces a stop; a wider stop stands beside it.
        let until = desist.now().plus_days(5);
        let pause = Setting { kind: Kind::Paused { until }, ..opted_in(&desist, scope, None) };
        assert!(!desist.services.set_preference(&caller, pause).await.unwrap().changed);
        let token = desist.token(&ana(), "events");
        let holder = desist.services.open_link(&token).unwrap();
        desist.services.stop(&holder, &token, StopWhat::All, Channel::Page, "page").await.unwrap();
        assert_eq!(
            number(
                desist.db(),
                &format!(
                    "SELECT count(*) FROM preferences WHERE scope = 'topic' AND entry_index = {}",
                    first.entry.unwrap()
                )
            )
            .await,
            1
        );
        assert_eq!(
            desist.second_instance().await.check(&ana(), "events").unwrap().verdict.since,
            since.map(|at| at.plus_days(3)),
            "the wider one is newer"
        );
        // Imports keep the earliest date of all.
        let head = ledger::head(&mut desist.db().snapshot().await.unwrap()).await.unwrap().size();
        assert_eq!(head, desist.services.gate.ledger_size());
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_a_stop_reported_by_the_api_keeps_the_time_it_happened() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let happened = desist.now().plus_days(-4);
        let body = json!({"recipient": "ana@example.com", "scope": "events", "state": "opted_out", "occurred_at": happened.rfc3339()});
        let answer = desist.http.api("/v1/preferences", body).await.expect(200).json();
        assert_eq!((answer["changed"].as_bool(), answer["entry"].as_u64()), (Some(true), Some(1)));
        assert_eq!(desist.check(&ana(), "events").unwrap().verdict.since, Some(happened));
        assert_eq!(calls::token_of("https://x.example/u/abc"), "abc");
    })
    .await;
}
