//! Keys and first start: one set of keys for one database, and every mismatch named.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use desist::services::Services;
use desist::services::error::ServiceError;
use desist::services::installation::key_paths;
use futures_util::future::join_all;

use crate::support::database::{Place, execute, number};
use crate::support::{Database, Service, ana, bo, both, open};
use desist::domain::address::Address;

async fn open_again(desist: &Service) -> Result<Services, ServiceError> {
    desist.reopen().await
}

fn keys_error(outcome: Result<Services, ServiceError>) -> String {
    match outcome {
        Err(ServiceError::Keys(text)) => text,
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("it started"),
    }
}

fn named(text: &str, path: &Path) {
    assert!(text.contains(path.to_str().unwrap()), "{text} does not name {}", path.display());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_database_without_its_key_files_is_refused_and_they_are_named() {
    both(|db| async move {
        let desist = Service::start(db).await;
        for path in key_paths(desist.data_dir()) {
            let kept = std::fs::read(&path).unwrap();
            std::fs::remove_file(&path).unwrap();
            let refused = keys_error(open_again(&desist).await);
            named(&refused, &path);
            assert_eq!(refused.matches(".key").count(), 1, "only what is missing is to be copied: {refused}");
            assert!(!path.exists(), "no new key was made in its place");
            std::fs::write(&path, "not base64").unwrap();
            named(&keys_error(open_again(&desist).await), &path);
            std::fs::write(&path, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").unwrap();
            named(&keys_error(open_again(&desist).await), &path);
            std::fs::write(&path, kept).unwrap();
        }
        assert!(open_again(&desist).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_starting_at_once_end_up_with_one_set_of_keys() {
    both(|database| async move {
        let place = Arc::new(Place::empty(database).await);
        let plan = Service::builder(database);
        if database == Database::Sqlite {
            // Several processes on one file make their first start under a lock on the file, which the face holds.
            place.open(plan.patience()).await.migrate().await.unwrap();
        }
        let starts = (0..6).map(|_| {
            let (place, plan) = (place.clone(), plan.clone());
            tokio::spawn(async move {
                let db = place.open(plan.patience()).await;
                db.migrate().await.unwrap();
                let listener = TcpListener::bind("127.0.0.1:0").unwrap();
                let services = open(&place, &plan, db, &listener).await.unwrap();
                let first = services.begin_ledger().await.unwrap();
                (services.vault.id.clone(), services.vault.signer.vkey(), services.vault.recipient_key(&ana()), first)
            })
        });
        let all: Vec<_> = join_all(starts).await.into_iter().map(Result::unwrap).collect();
        assert!(all.iter().all(|(id, vkey, key, _)| (id, vkey, key) == (&all[0].0, &all[0].1, &all[0].2)));
        assert_eq!(
            all.iter().filter(|(_, _, _, secret)| secret.is_some()).count(),
            1,
            "one of them made the first key"
        );
        let db = place.open(plan.patience()).await;
        assert_eq!(number(&db, "SELECT count(*) FROM keys").await, 3);
        assert_eq!(number(&db, "SELECT count(*) FROM senders").await, 1);
        assert_eq!(number(&db, "SELECT size FROM ledger_head").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_l10_a_salt_moved_to_another_row_opens_nothing_and_keeps_no_stop_from_being_written() {
    both(|db| async move {
        let desist = Service::start(db).await;
        for person in [ana(), bo()] {
            desist.stop(&person, "events").await.unwrap();
        }
        let key = |address: &Address| desist::store::hex(&desist.services.vault.recipient_key(address).bytes);
        let of = |address: &Address| match desist.db() {
            desist::store::Db::Sqlite { .. } => format!("recipient_key = x'{}'", key(address)),
            desist::store::Db::Postgres(_) => format!("recipient_key = decode('{}', 'hex')", key(address)),
        };
        let swap = format!(
            "UPDATE recipients SET salt = (SELECT salt FROM recipients WHERE {}) WHERE {}",
            of(&bo()),
            of(&ana())
        );
        assert_eq!(execute(desist.db(), &swap).await, 1);
        let (mut tx, keys) = (desist.db().snapshot().await.unwrap(), [desist.services.vault.recipient_key(&ana())]);
        let row = desist::store::recipients::of_keys(&mut tx, &keys).await.unwrap().pop().unwrap();
        drop(tx);
        let error = desist.services.vault.open_salt(&row.key().unwrap(), &row.salt).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("recipients.salt") && text.contains(&key(&ana())), "{text}");
        assert!(!text.contains("ana@"), "L6");
        assert!(desist.stop(&ana(), "product-news").await.unwrap().answer.changed, "L1: with a new salt");
        assert_eq!(desist.services.counters.unreadable_rows.get(), 1, "and not in silence");
        assert!(desist.stop(&bo(), "product-news").await.unwrap().answer.changed, "nobody else is touched");
        assert_eq!(desist.reason(&ana(), "events"), "opted_out_topic", "what stood, stands");
        assert_eq!(desist.reason(&ana(), "product-news"), "opted_out_topic");
    })
    .await;
}
