//! What `verify` says of a ledger that was tampered with, and of one that was restored: never the one for the other.

use desist::services::error::ServiceError;
use desist::store::Db;

use super::backup::{HOUR, quiet};
use crate::support::database::execute;
use crate::support::{Service, ana, bo, both, chen, somebody};

/// A ledger with a few stops; answers the signed heads, one for each size on the way.
async fn signed(desist: &Service, stops: std::ops::Range<usize>) -> Vec<String> {
    let mut notes = Vec::new();
    for number in stops {
        desist.stop(&somebody(number), "events").await.unwrap();
        notes.push(desist.services.checkpoint().await.unwrap());
    }
    notes
}

/// Tables and columns of what is wrong.
async fn faults(desist: &Service) -> Vec<(String, String)> {
    let found = desist.services.verify(None, |_, _| {}).await.unwrap();
    found.faults.into_iter().map(|fault| (fault.table, fault.column)).collect()
}

fn fault(table: &str, column: &str) -> (String, String) {
    (table.to_owned(), column.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn log_09_a_rewritten_ledger_row_is_detected() {
    both(|db| async move {
        let desist = Service::start(db).await;
        signed(&desist, 0..3).await;
        let leaf = match desist.db() {
            Db::Sqlite { .. } => "CAST(replace(CAST(leaf AS TEXT), 'opted_out', 'opted_up!') AS BLOB)",
            Db::Postgres(_) => "convert_to(replace(convert_from(leaf, 'UTF8'), 'opted_out', 'opted_up!'), 'UTF8')",
        };
        execute(desist.db(), &format!("UPDATE ledger_entries SET leaf = {leaf} WHERE entry_index = 2")).await;
        assert!(faults(&desist).await.contains(&fault("ledger_entries", "leaf")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_09_a_dropped_entry_is_detected() {
    both(|db| async move {
        let desist = Service::start(db).await;
        signed(&desist, 0..3).await;
        for table in ["preferences", "ledger_subjects", "ledger_entries"] {
            execute(desist.db(), &format!("DELETE FROM {table} WHERE entry_index = 2")).await;
        }
        assert!(faults(&desist).await.contains(&fault("ledger_entries", "entry_index")));
    })
    .await;
}

/// Somebody with the database and the signing key makes another history from the second stop on, whole and well signed,
/// and takes away what would contradict it on this machine. Only a head kept elsewhere tells.
#[tokio::test(flavor = "multi_thread")]
async fn log_09_a_history_signed_anew_is_detected_by_a_head_kept_elsewhere() {
    both(|db| async move {
        let desist = quiet(db).await;
        let first = signed(&desist, 0..1).await;
        desist.back_up().await;
        let kept = signed(&desist, 1..4).await;
        desist.put_back().await;
        for file in ["checkpoint.txt", "journal"] {
            std::fs::remove_file(desist.data_dir().join(file)).unwrap();
        }
        let forger = desist.second_instance().await;
        signed(&forger, 10..16).await;
        forger.verify().await;
        assert!(forger.verify_against(&first[0]).await.holds(), "what is the same is the same");
        for note in &kept {
            let found = forger.verify_against(note).await;
            let what = &found.faults.first().expect("it was rewritten").what;
            assert!(what.contains("rewritten") && found.before_restore.is_empty(), "{what}");
        }
    })
    .await;
}

/// A row that says a restore took place, put in by somebody without the keys, explains nothing.
#[tokio::test(flavor = "multi_thread")]
async fn log_09_an_epoch_that_no_restore_opened_explains_nothing() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.back_up().await;
        let kept = signed(&desist, 0..2).await;
        desist.put_back().await;
        let forger = desist.second_instance().await;
        forger.stop(&bo(), "events").await.unwrap();
        let (size, root) = {
            let head = desist.services.open_checkpoint(&kept[1], &desist.services.vault.signer.vkey()).unwrap();
            (head.size, desist::store::hex(&head.root))
        };
        let (blob, none) = match desist.db() {
            Db::Sqlite { .. } => (format!("x'{root}'"), "x''".to_owned()),
            Db::Postgres(_) => (format!("decode('{root}', 'hex')"), "''::bytea".to_owned()),
        };
        let row = format!("INSERT INTO ledger_epochs VALUES (2, 1, 1, 1, {blob}, {size}, {blob}, {none})");
        execute(desist.db(), &row).await;
        execute(desist.db(), "UPDATE ledger_head SET epoch = 2").await;
        let later = desist.second_instance().await;
        assert!(matches!(later.services.checkpoint().await.unwrap_err(), ServiceError::Contradiction(_)));
        let found = later.verify_against(&kept[1]).await;
        let named: Vec<_> = found.faults.iter().map(|fault| fault.table.as_str()).collect();
        assert!(named.contains(&"ledger_epochs") && named.contains(&"checkpoint"), "{found:?}");
        // Whoever knew the ledger before believes no such epoch either (L4).
        desist.services.gate.catch_up().await.unwrap();
        assert!(desist.services.gate.is_stale());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_07_a_restored_old_backup_is_explained_to_every_head_that_was_signed_before() {
    both(|db| async move {
        let desist = quiet(db).await;
        let early = signed(&desist, 0..2).await;
        desist.back_up().await;
        desist.advance(HOUR);
        let late = signed(&desist, 2..6).await;
        let fork = desist.services.gate.ledger_size() - 4;
        desist.put_back().await;
        let restored = desist.second_instance().await;
        assert!(!restored.verify_against(&late[3]).await.holds(), "as long as nobody has put it in order");
        restored.restore(&restored.at_hand()).await.unwrap();
        // It grows beyond every size that was signed before: then the sizes are taken, by other entries.
        let since = signed(&restored, 20..24).await;
        for note in early.iter().chain(&since) {
            let found = restored.verify_against(note).await;
            assert!(found.holds() && found.before_restore.is_empty(), "{found:?}");
        }
        for (lost, note) in (1..).zip(&late) {
            let found = restored.verify_against(note).await;
            assert!(found.holds(), "{:?}", found.faults);
            let [told] = found.before_restore.as_slice() else { panic!("{found:?}") };
            assert_eq!((told.epoch, told.fork, told.lost, told.written, told.hashes), (2, fork, lost, lost, true));
        }
        let told = restored.services.verify(None, |_, _| {}).await.unwrap().epochs;
        assert_eq!((told.len(), told[0].lost, told[0].written), (1, 4, 4));
        // What is kept of the lost entries is tied to the leaf of the epoch.
        let cut = match restored.db() {
            Db::Sqlite { .. } => "substr(hashes, 33)",
            Db::Postgres(_) => "substring(hashes from 33)",
        };
        execute(restored.db(), &format!("UPDATE ledger_epochs SET hashes = {cut}")).await;
        assert!(faults(&restored).await.contains(&fault("ledger_epochs", "hashes")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_07_a_backup_that_was_rewritten_is_not_restored() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.back_up().await;
        signed(&desist, 0..2).await;
        desist.put_back().await;
        std::fs::remove_file(desist.data_dir().join("journal")).unwrap();
        // Another past of the same length, without a journal that would show it.
        let plain = desist.second_instance().await;
        for who in [ana(), bo(), chen()] {
            plain.stop(&who, "events").await.unwrap();
        }
        let refused = plain.services.plan_restore(&plain.at_hand()).await.unwrap_err();
        assert!(matches!(refused, ServiceError::Contradiction(_)), "{refused}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn log_07_a_second_disaster_opens_a_third_epoch_and_loses_no_stop_of_either() {
    both(|db| async move {
        let desist = quiet(db).await;
        desist.back_up().await;
        signed(&desist, 0..2).await;
        desist.put_back().await;
        let restored = desist.second_instance().await;
        restored.restore(&restored.at_hand()).await.unwrap();
        let second = signed(&restored, 2..4).await;
        desist.put_back().await;
        let again = desist.second_instance().await;
        let report = again.restore(&again.at_hand()).await.unwrap();
        assert_eq!(report.epoch, Some(3), "{report:?}");
        for number in 0..4 {
            assert!(!again.allowed(&somebody(number), "events"), "{number}: {report:?}");
        }
        again.verify().await;
        let found = again.verify_against(&second[1]).await;
        assert!(found.holds() && found.before_restore[0].epoch == 3, "{found:?}");
    })
    .await;
}
