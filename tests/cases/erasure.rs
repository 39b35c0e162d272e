//! A deletion that is done: what is destroyed, what stays, and who may come back.

use std::time::Duration;

use desist::domain::address::Address;
use serde_json::json;

use super::letters::letter;
use super::scan::places;
use crate::support::database::{execute, number};
use crate::support::{Database, Service, ana, bo, both};

const DAY: Duration = Duration::from_secs(86_400);
const DELETE_ME: &str = "Please delete all personal data you hold about me.";

/// A person whose address stands in as many places as we know of: a stop by link, a consent with evidence, two imports,
/// a request by mail with a case, a note about it, a mail that waits. Answers the deletion case, proven.
async fn lived_in(desist: &Service) -> String {
    desist.make_known(&ana()).await;
    desist.import("email,reason\nana@example.com,unsubscribe\nbo.lind@example.org,unsubscribe\n").await;
    desist.advance(DAY);
    desist.import("email,reason\nana@example.com,complaint\n").await;
    let consent = json!({
        "recipient": "ana@example.com", "scope": "events", "state": "opted_in",
        "proof": {"kind": "form", "at": desist.now().rfc3339(), "wording": "Yes", "evidence": "typed ana@example.com"},
    });
    desist.advance(DAY);
    desist.api("/v1/preferences", consent).await.expect(200);
    desist.post(&letter("ana@example.com", "My data", DELETE_ME)).await;
    desist.confirms().await;
    let asked =
        json!({"kind": "question", "recipient": "ana@example.com", "text": "Was my mail from ana@example.com seen?"});
    let question = desist.open_case(asked).await;
    assert_eq!(desist.moves(question["id"].as_str().unwrap(), json!({"to": "done"})).await, 200);
    desist.drain().await;
    let cases = desist.services.cases_about(&ana()).await.unwrap();
    let case = cases.into_iter().find(|case| case.kind == "deletion").unwrap();
    assert_eq!(case.state, "needs_review");
    assert_eq!(desist.moves(&case.id, json!({"note": "ana@example.com called twice"})).await, 200);
    // A mail that nobody has sent yet, with its one-time link.
    let holder = desist.services.open_link(&desist.token(&ana(), "events")).unwrap();
    desist.services.mail_way_back(&holder, &desist.services.renderer.locale(None)).await.unwrap();
    case.id
}

async fn is_nowhere(desist: &Service, address: &Address) {
    assert_eq!(places(desist, address).await.into_iter().collect::<Vec<_>>(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn era_07_a_label_of_a_decision_loses_what_the_person_wrote() {
    both(|db| async move {
        let config = desist::services::intake::IntakeConfig { label_texts: true, ..Default::default() };
        let desist = Service::builder(db).intake(config).start().await;
        desist.make_known(&ana()).await;
        let doubt = "I, Ana (ana@example.com), do not know yet whether all of this becomes too much for me.";
        let mail = desist.post(&letter("ana@example.com", "Hm", doubt)).await.id;
        assert_eq!(desist.status_of(&mail).await, "review");
        desist.api(&format!("/v1/intake/{mail}/decide"), json!({"intents": []})).await.expect(200);
        desist.post(&letter("ana@example.com", "My data", DELETE_ME)).await;
        desist.confirms().await;
        let content = ("labels".to_owned(), "content".to_owned());
        assert!(places(&desist, &ana()).await.contains(&content), "the test must be able to fail");
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        let case = cases.into_iter().find(|case| case.kind == "deletion").unwrap();
        assert_eq!(desist.moves(&case.id, json!({"to": "done"})).await, 200);
        desist.drain().await;
        is_nowhere(&desist, &ana()).await;
        let label = desist.services.labels("", 9).await.unwrap().remove(0);
        assert_eq!((label.mail, label.text, label.words.len()), (None, None, 0), "what remains leads to nobody");
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn era_07_after_a_deletion_no_byte_of_the_address_is_left_and_the_block_stays() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let other = desist.second_instance().await;
        desist.stop(&bo(), "events").await.unwrap();
        let theirs = desist.entries() - 1;
        let case = lived_in(&desist).await;
        let before = places(&desist, &ana()).await;
        for (table, column) in [
            ("recipients", "address"),
            ("ledger_subjects", "evidence"),
            ("ledger_batches", "sealed"),
            ("confirmations", "payload"),
            ("outbox", "payload"),
            ("inbox", "raw"),
            ("inbox", "reading"),
            ("inbox_recipients", "envelope"),
            ("cases", "detail"),
            ("case_events", "detail"),
        ] {
            let place = (table.to_owned(), column.to_owned());
            assert!(before.contains(&place), "the test must be able to fail: {table}.{column} {before:?}");
        }
        assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
        desist.drain().await;
        is_nowhere(&desist, &ana()).await;
        desist.verify().await;
        // The block, here and for whoever follows; the record of the case, without what was said.
        other.services.gate.catch_up().await.unwrap();
        for service in [&desist, &other, &desist.second_instance().await] {
            assert_eq!(
                (service.reason(&ana(), "events"), service.reason(&ana(), "product-news")),
                ("erased", "erased")
            );
            assert!(service.allowed(&ana(), "invoices"), "transactional mail goes on (L4)");
            assert!(service.allowed(&bo(), "product-news") || service.reason(&bo(), "product-news") == "imported");
        }
        let shown = desist.case_now(&case).await;
        assert_eq!((&shown["state"], &shown["recipient"]), (&json!("done"), &json!(null)));
        assert!(shown["detail"].is_null() && shown["events"].as_array().unwrap().len() >= 4, "{shown}");
        assert!(shown["events"].as_array().unwrap().iter().all(|event| event["detail"].is_null()));
        // Whoever else is in the ledger has lost nothing.
        let receipt = desist.services.receipt(&bo(), theirs).await.unwrap();
        let key = desist.services.vault.signer.vkey();
        assert!(receipt.verify(&desist::domain::note::Verifier::parse(&key).unwrap()).is_ok());
        assert!(desist.services.receipt(&ana(), 1).await.is_err(), "nobody can open hers any more (LOG-11)");
        assert_eq!(number(desist.db(), "SELECT count(*) FROM outbox WHERE status = 'erased'").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sup_11_after_a_deletion_nobody_but_the_person_brings_anybody_back() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let case = lived_in(&desist).await;
        assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
        desist.drain().await;
        desist.advance(DAY);
        assert_eq!(desist.import("email,reason\nana@example.com,bounce\n").await, 0, "blocked already");
        let consent = json!({
            "recipient": "ana@example.com", "scope": "events", "state": "opted_in",
            "proof": {"kind": "form", "at": desist.now().rfc3339(), "wording": "Yes", "evidence": "typed"},
        });
        let refused = desist.api("/v1/preferences", consent).await.expect(409);
        assert_eq!(refused.code(), "proof_required");
        // An old link still stops, and the address is not kept again for it.
        desist.one_click(&desist.mint(&ana(), "events").unsubscribe_url).await.expect(200);
        assert_eq!(desist.reason(&ana(), "events"), "erased");
        is_nowhere(&desist, &ana()).await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l8_a_person_deletes_returns_subscribes_anew_and_deletes_again() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let case = lived_in(&desist).await;
        assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
        desist.drain().await;
        desist.advance(40 * DAY);
        let again = "I changed my mind: please subscribe me to your newsletter again.";
        desist.post(&letter("ana@example.com", "Again", again).field("Message-ID", "<two@mail.example>")).await;
        desist.confirms().await;
        assert!(desist.allowed(&ana(), "product-news"), "{}", desist.reason(&ana(), "product-news"));
        assert!(desist.second_instance().await.allowed(&ana(), "product-news"));
        assert!(!places(&desist, &ana()).await.is_empty(), "the address is on record again");
        desist.verify().await;
        desist.advance(40 * DAY);
        let text = letter("ana@example.com", "Delete", DELETE_ME).field("Message-ID", "<three@mail.example>");
        desist.post(&text).await;
        desist.confirms().await;
        let cases = desist.services.cases_about(&ana()).await.unwrap();
        let second = cases.iter().find(|case| case.state == "needs_review").unwrap();
        assert_eq!(desist.moves(&second.id, json!({"to": "done"})).await, 200);
        desist.drain().await;
        is_nowhere(&desist, &ana()).await;
        for topic in ["product-news", "events", "partner-offers"] {
            assert_eq!(desist.reason(&ana(), topic), "erased", "what was chosen in between counts no more");
            assert_eq!(desist.second_instance().await.reason(&ana(), topic), "erased");
        }
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_15_a_gap_that_no_erasure_lists_fails_verify() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&bo(), "events").await.unwrap();
        desist.erase(&ana()).await;
        desist.verify().await;
        let fault = |table: &str, column: &str| (table.to_owned(), column.to_owned());
        let subjects = "SELECT count(*) FROM ledger_subjects";
        let kept = number(desist.db(), subjects).await;
        // Somebody else's, as if they had been erased, too.
        let of = "(SELECT recipient_key FROM preferences WHERE state = 'opted_out')";
        execute(
            desist.db(),
            &format!("CREATE TABLE kept AS SELECT * FROM ledger_subjects WHERE recipient_key IN {of}"),
        )
        .await;
        execute(desist.db(), &format!("DELETE FROM ledger_subjects WHERE recipient_key IN {of}")).await;
        assert!(number(desist.db(), subjects).await < kept);
        assert!(desist.faults().await.contains(&fault("ledger_subjects", "entry_index")));
        execute(desist.db(), "INSERT INTO ledger_subjects SELECT * FROM kept").await;
        execute(desist.db(), "DROP TABLE kept").await;
        desist.verify().await;
        // The list itself.
        execute(desist.db(), "UPDATE ledger_subjects SET evidence = NULL").await;
        let found = desist.faults().await;
        assert!(found.contains(&fault("ledger_subjects", "evidence")), "{found:?}");
        assert!(found.contains(&fault("ledger_subjects", "entry_index")), "{found:?}");
        // A leaf that no pruning took.
        execute(desist.db(), "UPDATE ledger_entries SET leaf = NULL WHERE entry_index = 1").await;
        assert!(desist.faults().await.contains(&fault("ledger_entries", "leaf")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_15_a_row_of_an_import_without_its_address_needs_an_erasure() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.import("email\nana@example.com\nbo.lind@example.org\n").await;
        desist.erase(&ana()).await;
        desist.verify().await;
        let entry = number(desist.db(), "SELECT entry_index FROM ledger_batches").await;
        let mut tx = desist.db().begin().await.unwrap();
        let index = u64::try_from(entry).unwrap();
        let (_, _, sealed) = desist::store::ledger::batch(&mut tx, index).await.unwrap().unwrap();
        let cell = desist::services::installation::Cell::Batch;
        let vault = &desist.services.vault;
        let plain = vault.open(cell, &index.to_be_bytes(), &sealed).unwrap();
        let text = String::from_utf8_lossy(&plain[32..])
            .replace("Bo.Lind@example.org", "-1")
            .replace("bo.lind@example.org", "-1");
        assert!(!text.contains('@'), "{text}");
        let tampered = [&plain[..32], text.as_bytes()].concat();
        let sealed = vault.seal(cell, &index.to_be_bytes(), &tampered);
        desist::store::ledger::reseal_batch(&mut tx, index, &sealed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(desist.faults().await, [("ledger_batches".to_owned(), "sealed".to_owned())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_nobody_is_erased_while_another_case_of_theirs_is_open() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let case = lived_in(&desist).await;
        let complaint = desist.open_case(json!({"kind": "complaint", "recipient": "ana@example.com"})).await;
        let complaint = complaint["id"].as_str().unwrap();
        let entries = desist.entries();
        let refused = desist.api(&format!("/v1/cases/{case}/moves"), json!({"to": "done"})).await.expect(409).json();
        assert!(refused["detail"].as_str().unwrap().contains(complaint), "{refused}");
        assert_eq!(desist.entries(), entries, "nothing was written");
        assert_eq!(desist.case_now(&case).await["state"], "needs_review");
        assert_eq!(desist.moves(complaint, json!({"to": "done"})).await, 200);
        desist.drain().await;
        assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
        desist.drain().await;
        is_nowhere(&desist, &ana()).await;
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_the_cases_of_other_senders_keep_an_erasure_back_and_are_not_named() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let case = lived_in(&desist).await;
        desist.api("/v1/senders", json!({"key": "other", "name": "Other"})).await.expect(201);
        let asked = json!({"kind": "complaint", "recipient": "ana@example.com", "sender": "other"});
        let complaint = desist.open_case(asked).await["id"].as_str().unwrap().to_owned();
        let refused = desist.api(&format!("/v1/cases/{case}/moves"), json!({"to": "done"})).await.expect(409).json();
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.contains("are open: 1 with other senders"), "{detail}");
        assert!(!detail.contains(&complaint) && !detail.contains("complaint"), "{detail}");
        desist.leave_mail();
    })
    .await;
}

/// What lies sealed could still be opened by whoever has the file and the keys.
#[tokio::test(flavor = "multi_thread")]
async fn era_07_what_was_sealed_is_overwritten_in_the_sqlite_file() {
    let desist = Service::start(Database::Sqlite).await;
    let case = lived_in(&desist).await;
    let sealed = desist.services.vault.seal(
        desist::services::installation::Cell::Address,
        &desist.services.vault.recipient_key(&ana()).bytes,
        b"ana@example.com",
    );
    let in_file = async || {
        execute(desist.db(), "PRAGMA wal_checkpoint(TRUNCATE)").await;
        let file = std::fs::read(desist.data_dir().join("desist.db")).unwrap();
        file.windows(sealed.len()).any(|window| window == sealed)
    };
    assert!(in_file().await, "the test must be able to fail");
    assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
    desist.drain().await;
    assert!(!in_file().await);
    desist.outbox().await;
}

/// Two people in one mail: what is still needed for one of them is destroyed when that has ended.
#[tokio::test(flavor = "multi_thread")]
async fn l7_a_mail_that_another_open_case_needs_is_destroyed_when_that_case_ends() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let case = lived_in(&desist).await;
        let mail = desist.case_now(&case).await["mail"].as_str().unwrap().to_owned();
        let bos = desist.open_case(json!({"kind": "question", "recipient": "bo.lind@example.org"})).await;
        let bos = bos["id"].as_str().unwrap().to_owned();
        execute(desist.db(), &format!("UPDATE cases SET mail_id = '{mail}' WHERE id = '{bos}'")).await;
        assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
        desist.drain().await;
        let left = places(&desist, &ana()).await;
        assert!(left.iter().all(|(table, _)| table.starts_with("inbox")) && !left.is_empty(), "{left:?}");
        assert!(!desist.services.raw_mail(None, &mail).await.unwrap().is_empty());
        assert_eq!(desist.moves(&bos, json!({"to": "done"})).await, 200);
        desist.drain().await;
        is_nowhere(&desist, &ana()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_mail_can_still_be_listed_and_its_content_is_gone() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let case = lived_in(&desist).await;
        let mail = desist.case_now(&case).await["mail"].as_str().unwrap().to_owned();
        assert_eq!(desist.moves(&case, json!({"to": "done"})).await, 200);
        desist.drain().await;
        let listed = desist.api_get("/v1/intake?status=any").await.expect(200).json();
        assert_eq!(listed["mails"].as_array().unwrap().len(), 1);
        desist.api_get(&format!("/v1/intake/{mail}/raw")).await.expect(404);
        // The same bytes to another address of ours: a mail like any other.
        desist.post(&letter("ana@example.com", "My data", DELETE_ME).to("privacy@acme.example")).await;
        desist.outbox().await;
        desist.verify().await;
    })
    .await;
}
