//! Signed heads, proofs, receipts.

use std::time::Duration;

use desist::domain::error::Code;
use desist::domain::merkle::verify_inclusion;
use desist::domain::note::{Verifier, note_in};
use desist::domain::receipt::Receipt;
use desist::services::error::ServiceError;
use desist::services::verify::Against;

use crate::support::database::execute;
use crate::support::{Service, ana, bo, both, somebody};

fn verifier(desist: &Service) -> Verifier {
    Verifier::parse(&desist.services.vault.signer.vkey()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_verifies_offline_and_for_its_own_address_only() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let entry = desist.stop(&ana(), "events").await.unwrap().answer.entry.unwrap();
        desist.stop(&bo(), "events").await.unwrap();
        let receipt = desist.services.receipt(&ana(), entry).await.unwrap();
        let again = Receipt::parse(&receipt.to_text()).unwrap();
        let verified = again.verify(&verifier(&desist)).unwrap();
        assert_eq!((verified.index, verified.address.as_deref()), (entry, Some("ana@example.com")));
        assert!(!verified.leaf.contains("ana"), "L6: {}", verified.leaf);
        let refused = desist.services.receipt(&bo(), entry).await.unwrap_err();
        assert_eq!(refused.problem().code, Code::NotFound);
        let claimed =
            Receipt { address: Some("bo.lind@example.org".to_owned()), ..Receipt::parse(&receipt.to_text()).unwrap() };
        assert!(claimed.verify(&verifier(&desist)).is_err());
        let moved = Receipt { index: entry + 1, ..receipt };
        assert!(moved.verify(&verifier(&desist)).is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_entry_is_proven_across_tiles() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let stops = (0..600).map(|n| {
            let desist = &desist;
            async move { desist.stop(&somebody(n), "events").await.unwrap() }
        });
        futures_util::future::join_all(stops).await;
        desist.verify().await;
        for index in [0, 1, 255, 256, 511, 512, 600] {
            let proof = desist.services.proof(index).await.unwrap();
            let hash = |value: &serde_json::Value| -> [u8; 32] {
                data_encoding::HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap().try_into().unwrap()
            };
            let path: Vec<_> = proof["proof"].as_array().unwrap().iter().map(hash).collect();
            let size = proof["size"].as_u64().unwrap();
            assert!(verify_inclusion(&hash(&proof["leaf_hash"]), index, size, &path, &hash(&proof["root"])), "{index}");
        }
        assert_eq!(desist.services.proof(601).await.unwrap_err().problem().code, Code::NotFound);
        // A receipt against a head that lies behind tiles.
        let receipt = desist.services.receipt(&somebody(3), entry_of(&desist, 3).await).await.unwrap();
        assert!(receipt.verify(&verifier(&desist)).is_ok());
    })
    .await;
}

async fn entry_of(desist: &Service, number: usize) -> u64 {
    desist.stop(&somebody(number), "events").await.unwrap().answer.entry.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn log_07_no_head_is_signed_that_contradicts_the_published_one() {
    both(|db| async move {
        let desist = Service::start(db).await;
        for n in 0..3 {
            desist.stop(&somebody(n), "events").await.unwrap();
        }
        let published = desist.services.checkpoint().await.unwrap();
        assert_eq!(desist.services.checkpoint().await.unwrap(), published, "the same head, the same note");
        desist.stop(&ana(), "events").await.unwrap();
        let grown = desist.services.checkpoint().await.unwrap();
        assert_ne!(grown, published);
        let file = desist.data_dir().join("checkpoint.txt");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), grown);
        // Somebody with the database's password rewrites an entry and makes the head fit.
        rewrite_last_entry(&desist).await;
        let later = desist.second_instance().await;
        let refused = later.services.checkpoint().await.unwrap_err();
        assert!(matches!(&refused, ServiceError::Contradiction(text) if text.contains("contradicts")), "{refused}");
        let answer = later.http.get("/ledger/checkpoint").await.expect(503);
        assert!(answer.body.contains("contradicts"), "{}", answer.body);
        // Whoever knew the ledger before does not answer from memory either.
        desist.http.get("/ledger/checkpoint").await.expect(503);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), grown, "the published one stays");
        let against = Against { note: grown, vkey: None };
        let found = later.services.verify(Some(against), |_, _| {}).await.unwrap();
        assert!(!found.holds(), "verify says so too");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_changed_row_of_an_undo_is_found() {
    both(|db| async move {
        let desist = Service::start(db).await;
        let token = desist.token(&ana(), "events");
        for _ in 0..2 {
            // The second time, what comes back is what the first undo left.
            let stopped = desist.stop(&ana(), "events").await.unwrap();
            let holder = desist.services.open_link(&token).unwrap();
            desist.services.undo(&holder, &token, &stopped.undo.unwrap()).await.unwrap();
            desist.advance(std::time::Duration::from_secs(60));
            desist.verify().await;
        }
        for (column, change, back) in [
            ("since", "since = since - 1", "since = since + 1"),
            ("until", "until = 5", "until = NULL"),
            ("proven", "proven = TRUE", "proven = FALSE"),
        ] {
            execute(desist.db(), &format!("UPDATE preferences SET {change} WHERE slot = 'choice'")).await;
            let found = desist.services.verify(None, |_, _| {}).await.unwrap();
            assert!(found.faults.iter().any(|fault| fault.column == column), "{column}: {:?}", found.faults);
            execute(desist.db(), &format!("UPDATE preferences SET {back} WHERE slot = 'choice'")).await;
            desist.verify().await;
        }
    })
    .await;
}

/// Replaces the newest entry by another leaf, and the head's root and frontier by what follows from it.
async fn rewrite_last_entry(desist: &Service) {
    use desist::domain::merkle::{Frontier, leaf_hash};
    use desist::store::ledger;
    let mut tx = desist.db().begin().await.unwrap();
    let mut head = ledger::lock_head(&mut tx).await.unwrap();
    let last = head.size() - 1;
    let mut frontier = Frontier::new();
    ledger::leaf_hashes(&mut tx, 0, last).await.unwrap().into_iter().for_each(|hash| frontier.push(hash));
    let forged = br#"{"v":1,"kind":"remark"}"#;
    frontier.push(leaf_hash(forged));
    head.frontier = frontier;
    ledger::put_head(&mut tx, &head).await.unwrap();
    tx.commit().await.unwrap();
    let blob = |bytes: &[u8]| match desist.db() {
        desist::store::Db::Sqlite { .. } => format!("x'{}'", desist::store::hex(bytes)),
        desist::store::Db::Postgres(_) => format!("decode('{}', 'hex')", desist::store::hex(bytes)),
    };
    let (leaf, hash) = (blob(forged), blob(&leaf_hash(forged)));
    let change = format!("UPDATE ledger_entries SET leaf = {leaf}, leaf_hash = {hash} WHERE entry_index = {last}");
    execute(desist.db(), &change).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_07_the_upkeep_publishes_the_head_though_nobody_asks() {
    both(|db| async move {
        let desist = Service::start(db).await;
        desist.stop(&ana(), "events").await.unwrap();
        desist.services.keep_up().await.unwrap();
        let file = desist.data_dir().join("checkpoint.txt");
        let published = std::fs::read_to_string(&file).unwrap();
        assert_eq!(published, desist.services.checkpoint().await.unwrap());
        assert_eq!(published.lines().nth(1), Some(desist.services.gate.ledger_size().to_string().as_str()));
        assert_eq!(desist.services.counters.index_recipients.get(), 1);
        desist.services.keep_up().await.unwrap();
        assert_eq!(published, std::fs::read_to_string(&file).unwrap(), "nothing grew");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_09_an_auditor_gets_the_signed_head_by_mail_once_a_day_if_it_grew_and_it_verifies() {
    const AUDITOR: &str = "audit@auditor.example";
    both(|db| async move {
        let desist = Service::builder(db).auditors(&[AUDITOR]).start().await;
        let other = desist.second_instance().await;
        let later = Duration::from_secs(25 * 3_600);
        let mailed = || async {
            tokio::try_join!(desist.services.keep_up(), other.services.keep_up()).unwrap();
            desist.outbox().await.len()
        };
        desist.stop(&ana(), "events").await.unwrap();
        assert_eq!(mailed().await, 1, "once for both instances");
        desist.stop(&bo(), "events").await.unwrap();
        assert_eq!(mailed().await, 1, "not twice a day");
        desist.advance(later);
        assert_eq!(mailed().await, 2);
        desist.advance(later);
        assert_eq!(mailed().await, 2, "nothing grew");
        let grown = desist.services.gate.ledger_size();
        desist.stop(&somebody(1), "events").await.unwrap();
        for (mail, size) in desist.outbox().await.iter().zip([grown - 1, grown]) {
            assert_eq!(mail.to, AUDITOR);
            assert!(mail.text.contains("desist verify --against FILE") && mail.subject.contains(&size.to_string()));
            let note = note_in(&mail.text);
            assert_eq!(note.lines().count(), 5, "{note}");
            let checkpoint = desist.services.open_checkpoint(&note, &desist.services.vault.signer.vkey()).unwrap();
            assert_eq!(checkpoint.size, size);
            let found = desist.services.verify(Some(Against { note, vkey: None }), |_, _| {}).await.unwrap();
            assert!(found.holds() && found.checkpoints.contains(&size), "{:?}", found.faults);
        }
        assert_eq!(desist.services.gate.ledger_size(), grown + 1, "the mails are no entries");
    })
    .await;
}
