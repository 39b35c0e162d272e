//! The one door for change.

use desist::domain::access::{ApiScope, Scopes};
use desist::domain::change::{Actor, Channel};
use desist::domain::error::Code;
use desist::domain::ids::SenderId;
use desist::domain::preference::{ImportReason, Kind, Scope};
use desist::services::error::ServiceError;
use desist::services::preferences::Setting;
use desist::services::registry::RegistryChange;
use desist::services::registry::change::What;
use desist::services::writer::change::{Change, ImportChunk, ImportRow};
use futures_util::future::join_all;

use crate::support::{Service, address, ana, bo, both, chen, somebody};

/// How many commits there were.
fn commits(desist: &Service) -> u64 {
    desist.services.counters.batch_size.read().iter().map(|(_, count)| count).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_what_queued_up_during_a_commit_goes_into_the_next_one() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let before = commits(&desist);
        let stops = join_all((0..400).map(|n| {
            let desist = &desist;
            async move { desist.stop(&somebody(n), "events").await }
        }))
        .await;
        let mut entries: Vec<u64> = stops.into_iter().map(|stopped| stopped.unwrap().answer.entry.unwrap()).collect();
        entries.sort_unstable();
        assert_eq!(entries, (1..=400).collect::<Vec<_>>(), "one entry each, without a gap");
        let made = commits(&desist) - before;
        assert!(made < 100, "{made} commits for 400 changes");
        assert!((0..400).all(|n| !desist.allowed(&somebody(n), "events")));
        desist.verify().await;
    })
    .await;
}

/// A key whose id is taken: the statement itself fails, and with it the transaction.
fn taken_key(desist: &Service) -> Change {
    let key = desist.services.gate.registry().api_keys()[0].as_ref().clone();
    let what = What::AddApiKey(key);
    Change::Registry(RegistryChange { what, actor: Actor::System, channel: Channel::CommandLine })
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_change_fails_alone() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let bad = join_all((0..5).map(|_| desist.services.writer.submit(taken_key(&desist))));
        let good = join_all((0..100).map(|n| {
            let desist = &desist;
            async move { desist.stop(&somebody(n), "events").await }
        }));
        let (bad, good) = tokio::join!(bad, good);
        assert!(bad.iter().all(|outcome| matches!(outcome, Err(ServiceError::NotStored(_)))));
        assert!(good.into_iter().all(|stopped| stopped.unwrap().answer.changed));
        assert_eq!(desist.services.gate.ledger_size(), 101);
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_change_leaves_no_trace_and_no_entry() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        let size = desist.services.gate.ledger_size();
        let caller = desist.services.caller(&desist.api_key).unwrap();
        let setting = Setting {
            address: ana(),
            sender: desist.sender(),
            scope: Scope::Topic(desist.topic("events").id),
            kind: Kind::OptedIn { proven: false },
            occurred_at: None,
            reason: None,
            evidence: None,
            proof: None,
        };
        let refused = desist.services.set_preference(&caller, setting).await.unwrap_err();
        assert_eq!(refused.problem().code, Code::ProofRequired);
        assert_eq!(desist.services.gate.ledger_size(), size);
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_instances_write_one_ledger_and_each_knows_all_before_it_answers() {
    both(|db| async move {
        let first = Service::builder(db).not_following().start().await;
        let second = first.second_instance().await;
        for round in 0..10 {
            let (a, b) = (somebody(2 * round), somebody(2 * round + 1));
            let one = first.stop(&a, "events").await.unwrap().answer;
            let two = second.stop(&b, "events").await.unwrap().answer;
            assert_eq!(two.entry, Some(one.entry.unwrap() + 1), "one order across instances");
            assert!(!second.allowed(&a, "events"), "the writer filled the gap before it answered");
            assert!(!second.allowed(&b, "events"));
            assert_eq!(second.services.gate.ledger_size(), two.ledger_size);
        }
        second.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_busy_instances_make_no_gap_and_no_fork() {
    both(|db| async move {
        let first = Service::start(db).await;
        let second = first.second_instance().await;
        let half = |desist: &Service, from: usize| {
            let services = desist.services.clone();
            let tokens: Vec<_> = (from..from + 100).map(|n| desist.token(&somebody(n), "events")).collect();
            async move {
                let stops = tokens.iter().map(|token| async {
                    let holder = services.open_link(token).unwrap();
                    let what = desist::services::preferences::StopWhat::Topic;
                    services
                        .stop(&holder, token, what, Channel::OneClick, "one_click")
                        .await
                        .unwrap()
                        .answer
                        .entry
                        .unwrap()
                });
                join_all(stops).await
            }
        };
        let (mut all, more) = tokio::join!(half(&first, 0), half(&second, 100));
        all.extend(more);
        all.sort_unstable();
        assert_eq!(all, (1..=200).collect::<Vec<_>>());
        for desist in [&first, &second] {
            desist.services.gate.catch_up().await.unwrap();
            assert!((0..200).all(|n| !desist.allowed(&somebody(n), "events")));
        }
        first.verify().await;
    })
    .await;
}

fn chunk(desist: &Service, rows: &[(&str, ImportReason)]) -> Change {
    let row = |(text, reason): &(&str, ImportReason)| ImportRow {
        key: desist.services.vault.recipient_key(&address(text)),
        reason: *reason,
        dated: Some(desist.now()),
        address: address(text),
    };
    let mut rows: Vec<ImportRow> = rows.iter().map(row).collect();
    rows.sort_by_key(|row| row.key);
    Change::Import(ImportChunk {
        sender: desist.sender(),
        scope: Scope::All(desist.sender()),
        rows,
        actor: Actor::CommandLine,
        channel: Channel::Import,
        codes: Vec::new(),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_one_entry_and_its_rows_block() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let rows = [("ana@example.com", ImportReason::Complaint), ("bo.lind@example.org", ImportReason::Unspecified)];
        let answer = desist.services.writer.submit(chunk(&desist, &rows)).await.unwrap();
        assert_eq!((answer.changed, answer.rows_changed, answer.ledger_size), (true, 2, 2));
        assert_eq!((desist.reason(&ana(), "events"), desist.reason(&bo(), "events")), ("imported", "imported"));
        assert!(desist.allowed(&chen(), "events"));
        assert!(desist.allowed(&ana(), "invoices"), "L4");
        let again = desist.services.writer.submit(chunk(&desist, &rows)).await.unwrap();
        assert_eq!((again.changed, again.rows_changed, again.entry), (false, 0, None));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_key_is_made_followed_and_revoked_at_once() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let services = &desist.services;
        let scopes = Scopes::parse("gate").unwrap();
        let made = services.create_api_key("gate only", scopes, None, Actor::CommandLine, Channel::CommandLine).await;
        let (key, secret) = made.unwrap();
        let caller = services.caller(&secret).unwrap();
        assert!(caller.require(ApiScope::Gate).is_ok());
        assert_eq!(caller.require(ApiScope::Admin).unwrap_err().code, Code::MissingScope);
        services.revoke_api_key(&key.id, Actor::CommandLine, Channel::CommandLine).await.unwrap();
        assert_eq!(services.caller(&secret).unwrap_err().code, Code::Unauthenticated);
        let twice = services.revoke_api_key(&key.id, Actor::CommandLine, Channel::CommandLine).await.unwrap_err();
        assert_eq!(twice.problem().code, Code::NotFound);
        assert_eq!(services.sender_meant(Some(SenderId(1)), Some("default")).unwrap_err().code, Code::WrongSender);
    })
    .await;
}
