//! Every function of the store, on every database there is. `tests/architecture.rs` insists that none is left out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod support;

use std::time::Duration;

use desist::domain::access::{ApiKey, Scopes};
use desist::domain::address::RecipientKey;
use desist::domain::agent::{Agent, StatusNotes};
use desist::domain::answer::{AnswerUse, PreparedAnswer};
use desist::domain::case::party::PartyDetail;
use desist::domain::case::{
    CaseKind, CaseRecord, CaseState, Party, PartyKind, RefusalReason, Task, TaskState, TaskWhat, WaitingFor,
};
use desist::domain::day::Day;
use desist::domain::epoch::{Epoch, Point};
use desist::domain::figure::What;
use desist::domain::ids::{GroupId, Key, SenderId, TopicId};
use desist::domain::merkle::{Frontier, Hash, leaf_hash};
use desist::domain::operator::{Operator, Role};
use desist::domain::preference::{Kind, Record, Scope};
use desist::domain::time::Instant;
use desist::domain::topic::{Class, Sender, Topic};
use desist::domain::webhook::Endpoint;
use desist::domain::webhook::endpoint::{DisabledWhy, Events};
use desist::store::case_list::{ANYBODY, Listed, NEVER};
use desist::store::cases::{CaseFilter, NewEvent};
use desist::store::db::{Db, Options, Tx};
use desist::store::figures::{Counted, Filter};
use desist::store::installation::{InstallationRow, KeyRow};
use desist::store::labels::{CountRow, LabelRow};
use desist::store::ledger::{NewEntry, NewSubject};
use desist::store::operators::SessionRow;
use desist::store::outbox::{NewMail, NewWebhook};
use desist::store::preferences::NewPreference;
use desist::store::recipients::NewRecipient;
use desist::store::retention::{Line, Old};
use desist::store::{
    StoreError, agents, answers, case_list, cases, confirmations, copies, epochs, figures, inbox, installation,
    instances, labels, ledger, mailboxes, operators, outbox, parties, policies, preferences, queue, recipients,
    registry, registry_rows, retention, tasks, tries, verified, webhooks,
};
use support::database::{execute, number};
use support::{Database, Place, both, options};

const NOW: Instant = Instant(1_000);

/// A fresh database with its tables.
struct Store {
    db: Db,
    place: Place,
}

impl Store {
    async fn new(database: Database) -> Self {
        let place = Place::new(database).await;
        // These tests write rows of their own, also mails that nobody sends.
        place.leave_mail();
        Self { db: place.open(Duration::from_secs(5)).await, place }
    }

    async fn tx(&self) -> Tx {
        self.db.begin().await.unwrap()
    }
}

fn key(first: u8) -> RecipientKey {
    RecipientKey { scheme: 1, bytes: [first; 16] }
}

/// What the error says of the damaged row: table, column, row.
fn damage<T>(result: Result<T, StoreError>) -> (String, String, String) {
    match result {
        Err(StoreError::Corrupt { table, column, row }) => (table.to_owned(), column.to_owned(), row),
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("the damaged row was read"),
    }
}

fn named(table: &str, column: &str, row: &str) -> (String, String, String) {
    (table.to_owned(), column.to_owned(), row.to_owned())
}

#[tokio::test]
async fn databases_are_opened_by_url_and_migrated_any_number_of_times() {
    both(|database| async move {
        let place = Place::empty(database).await;
        let db = Db::open(place.url(), &Options::default()).await.unwrap();
        db.migrate().await.unwrap();
        db.migrate().await.unwrap();
        assert_eq!(number(&db, "SELECT count(*) FROM ledger_head").await, 0);
        db.close().await;
        let again = match database {
            Database::Sqlite => {
                Db::open_sqlite(&place.data_dir().join("desist.db"), &options(Duration::from_secs(1))).await
            }
            Database::Postgres => Db::open_postgres(place.url(), &Options::default()).await,
        };
        let again = again.unwrap();
        again.migrate().await.unwrap();
        assert_eq!(again.name(), if database == Database::Sqlite { "SQLite" } else { "PostgreSQL" });
    })
    .await;
}

#[tokio::test]
async fn an_unfinished_transaction_never_was() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        ledger::insert_head(&mut tx).await.unwrap();
        drop(tx);
        assert_eq!(number(&store.db, "SELECT count(*) FROM ledger_head").await, 0);
        let mut tx = store.tx().await;
        ledger::insert_head(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(number(&store.db, "SELECT count(*) FROM ledger_head").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_snapshot_reads_one_state_and_writes_nothing() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        ledger::insert_head(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let mut snapshot = store.db.snapshot().await.unwrap();
        assert_eq!(ledger::head(&mut snapshot).await.unwrap().size(), 0);
        let mut tx = store.tx().await;
        append(&mut tx, 3).await;
        tx.commit().await.unwrap();
        assert_eq!(ledger::head(&mut snapshot).await.unwrap().size(), 0, "the state it began with");
        assert!(ledger::insert_head(&mut snapshot).await.is_err(), "a snapshot cannot write");
    })
    .await;
}

#[tokio::test]
async fn the_first_start_lock_lets_one_transaction_through_at_a_time() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut first = store.tx().await;
        first.lock_first_start().await.unwrap();
        let db = store.db.clone();
        let second = tokio::spawn(async move {
            let mut tx = db.begin().await.unwrap();
            tx.lock_first_start().await.unwrap();
            let found = installation::find(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
            found
        });
        installation::insert(&mut first, &installation_row()).await.unwrap();
        first.commit().await.unwrap();
        // Whenever the second came to its turn, the first had finished.
        assert!(second.await.unwrap().is_some());
    })
    .await;
}

fn installation_row() -> InstallationRow {
    InstallationRow {
        id: "id".to_owned(),
        master_check: vec![1; 32],
        ledger_vkey: "name+hash+key".to_owned(),
        link_keys_issued: 1,
        created_at: 7,
    }
}

#[tokio::test]
async fn the_installation_is_one_row_with_its_sealed_keys() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        assert!(installation::find(&mut tx).await.unwrap().is_none());
        installation::insert(&mut tx, &installation_row()).await.unwrap();
        for purpose in ["match", "link"] {
            let row = KeyRow { purpose: purpose.to_owned(), number: 1, scheme: 1, sealed: vec![9; 40] };
            installation::insert_key(&mut tx, &row, NOW).await.unwrap();
        }
        let found = installation::find(&mut tx).await.unwrap().unwrap();
        assert_eq!((found.id.as_str(), found.master_check.len(), found.created_at), ("id", 32, 7));
        let keys = installation::keys(&mut tx).await.unwrap();
        assert_eq!(keys.iter().map(|k| k.purpose.as_str()).collect::<Vec<_>>(), ["link", "match"]);
        tx.commit().await.unwrap();
        let mut tx = store.tx().await;
        let twice = installation::insert(&mut tx, &installation_row()).await.unwrap_err();
        assert!(twice.is_duplicate() && !twice.is_outage());
    })
    .await;
}

#[tokio::test]
async fn instances_come_and_go() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        assert_eq!(instances::latest_url(&mut tx).await.unwrap(), None);
        instances::heartbeat(&mut tx, "a", "https://a.example", Instant(10), 1).await.unwrap();
        instances::heartbeat(&mut tx, "b", "https://b.example", Instant(20), 1).await.unwrap();
        instances::heartbeat(&mut tx, "a", "https://a.example", Instant(30), 5).await.unwrap();
        assert_eq!(instances::latest_url(&mut tx).await.unwrap().as_deref(), Some("https://a.example"));
        let seen = instances::seen_since(&mut tx, Instant(21)).await.unwrap();
        let only = seen.first().map(|i| (i.id.as_str(), i.started_at, i.seen_at, i.ledger_size));
        assert_eq!((seen.len(), only), (1, Some(("a", 10, 30, 5))));
        assert_eq!(instances::seen_since(&mut tx, Instant(0)).await.unwrap().len(), 2);
        instances::remove(&mut tx, "a", Instant(0)).await.unwrap();
        assert_eq!(instances::latest_url(&mut tx).await.unwrap().as_deref(), Some("https://b.example"));
        instances::remove(&mut tx, "nobody", Instant(21)).await.unwrap();
        assert_eq!(instances::latest_url(&mut tx).await.unwrap(), None);
    })
    .await;
}

fn entry(index: u64, subject: Option<u8>) -> NewEntry {
    let leaf = format!("{{\"index\":{index}}}").into_bytes();
    let about = |first| NewSubject { key: key(first), salt_id: [first; 8], evidence: Some(vec![first]) };
    NewEntry { index, leaf_hash: leaf_hash(&leaf), leaf, subject: subject.map(about) }
}

/// Appends entries about key 1 until the ledger has this size.
async fn append(tx: &mut Tx, size: u64) {
    let mut head = ledger::lock_head(tx).await.unwrap();
    let new: Vec<NewEntry> = (head.size()..size).map(|index| entry(index, Some(1))).collect();
    new.iter().for_each(|entry| head.frontier.push(entry.leaf_hash));
    ledger::append(tx, &new).await.unwrap();
    ledger::put_head(tx, &head).await.unwrap();
}

#[tokio::test]
async fn entries_are_kept_with_whom_they_are_about() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        ledger::insert_head(&mut tx).await.unwrap();
        ledger::append(&mut tx, &[entry(0, None), entry(1, Some(1)), entry(2, Some(2)), entry(3, Some(1))])
            .await
            .unwrap();
        let indices = |rows: Vec<ledger::EntryRow>| rows.iter().map(|row| row.entry_index).collect::<Vec<_>>();
        assert_eq!(indices(ledger::entries(&mut tx, 1, 3).await.unwrap()), [1, 2]);
        assert_eq!(indices(ledger::entries_about(&mut tx, key(1)).await.unwrap()), [1, 3]);
        assert_eq!(indices(ledger::newest_about(&mut tx, key(1), 9).await.unwrap()), [3, 1]);
        assert_eq!(indices(ledger::newest_about(&mut tx, key(1), 1).await.unwrap()), [3]);
        let page = ledger::page_about(&mut tx, key(1), 3, 9).await.unwrap();
        assert_eq!(page.iter().map(|row| row.entry_index).collect::<Vec<_>>(), [1]);
        assert_eq!(page[0].evidence.as_deref(), Some(&[1][..]));
        assert_eq!(ledger::page_about(&mut tx, key(1), i64::MAX, 1).await.unwrap()[0].entry_index, 3);
        let other_scheme = RecipientKey { scheme: 2, ..key(1) };
        assert!(ledger::page_about(&mut tx, other_scheme, 9, 9).await.unwrap().is_empty());
        assert!(ledger::entries_about(&mut tx, other_scheme).await.unwrap().is_empty());
        let subjects = ledger::subjects(&mut tx, 0, 4).await.unwrap();
        assert_eq!(subjects.iter().map(|s| s.entry_index).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(subjects[1].salt_id, [2; 8]);
        let hashes = ledger::leaf_hashes(&mut tx, 0, 4).await.unwrap();
        assert_eq!(hashes[2], entry(2, None).leaf_hash);
        ledger::append(&mut tx, &[entry(4, None)]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_head_is_written_and_read_back_whole() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        assert_eq!(damage(ledger::head(&mut tx).await), named("ledger_head", "one", "missing"));
        assert_eq!(damage(ledger::lock_head(&mut tx).await), named("ledger_head", "one", "missing"));
        ledger::insert_head(&mut tx).await.unwrap();
        append(&mut tx, 5).await;
        let mut head = ledger::lock_head(&mut tx).await.unwrap();
        let mut frontier = Frontier::new();
        (0..5).for_each(|index| frontier.push(entry(index, None).leaf_hash));
        assert_eq!((head.size(), head.frontier.root(), head.epoch), (5, frontier.root(), 1));
        (head.epoch, head.registry_size) = (2, 4);
        ledger::put_head(&mut tx, &head).await.unwrap();
        let again = ledger::head(&mut tx).await.unwrap();
        assert_eq!((again.size(), again.epoch, again.registry_size), (5, 2, 4));
    })
    .await;
}

#[tokio::test]
async fn a_head_that_contradicts_itself_and_a_missing_entry_are_named() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        ledger::insert_head(&mut tx).await.unwrap();
        append(&mut tx, 5).await;
        tx.commit().await.unwrap();
        execute(&store.db, "DELETE FROM ledger_entries WHERE entry_index = 3").await;
        let mut tx = store.db.snapshot().await.unwrap();
        assert_eq!(damage(ledger::leaf_hashes(&mut tx, 0, 5).await), named("ledger_entries", "entry_index", "3"));
        assert_eq!(damage(ledger::leaf_hashes(&mut tx, 4, 6).await), named("ledger_entries", "entry_index", "5"));
        drop(tx);
        execute(&store.db, "UPDATE ledger_head SET size = 4").await;
        let mut tx = store.db.snapshot().await.unwrap();
        assert_eq!(damage(ledger::head(&mut tx).await), named("ledger_head", "root", "1"));
    })
    .await;
}

#[tokio::test]
async fn tiles_and_batches_are_kept_and_a_missing_tile_is_named() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let root = |first: u8| -> Hash { [first; 32] };
        for number in [0, 1] {
            ledger::put_tile(&mut tx, 0, number, &root(number as u8), &[7; 8192]).await.unwrap();
        }
        let tile = ledger::tile(&mut tx, 0, 1).await.unwrap().unwrap();
        assert_eq!((tile.level, tile.number, tile.root, tile.hashes.len()), (0, 1, root(1).to_vec(), 8192));
        assert!(ledger::tile(&mut tx, 1, 0).await.unwrap().is_none());
        assert_eq!(ledger::tile_roots(&mut tx, 0, 0, 2).await.unwrap(), [root(0), root(1)]);
        assert_eq!(damage(ledger::tile_roots(&mut tx, 0, 1, 3).await), named("ledger_tiles", "number", "0/1..3"));
        ledger::put_batch(&mut tx, 12, 3, &root(4), b"sealed").await.unwrap();
        let batch = ledger::batch(&mut tx, 12).await.unwrap();
        assert_eq!(batch, Some((3, root(4).to_vec(), b"sealed".to_vec())));
        assert_eq!(ledger::batch(&mut tx, 13).await.unwrap(), None);
        assert_eq!(ledger::batches(&mut tx, 0, 13).await.unwrap(), [12]);
        assert_eq!(ledger::batches(&mut tx, 13, 99).await.unwrap(), Vec::<i64>::new());
        assert_eq!(ledger::tile_count(&mut tx).await.unwrap(), 2);
        let beyond = ledger::beyond(&mut tx, 12, 10).await.unwrap();
        assert_eq!(beyond, [("ledger_batches".to_owned(), 12)]);
        assert!(ledger::beyond(&mut tx, 13, 10).await.unwrap().is_empty());
    })
    .await;
}

fn preference(owner: u8, topic: u32, kind: Kind, entry: u64) -> NewPreference {
    let record = Record { scope: Scope::Topic(TopicId(topic)), kind, since: Instant(entry as i64), entry };
    NewPreference { key: key(owner), record, recorded_at: NOW, channel: "page", undo_by: None }
}

#[tokio::test]
async fn l3_a_stop_names_the_page_form_that_can_take_it_back_until_it_is_replaced() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let stop = |entry| preference(1, 7, Kind::OptedOut, entry);
        preferences::put(&mut tx, &[NewPreference { undo_by: Some([8; 32]), ..stop(1) }]).await.unwrap();
        assert_eq!(preferences::undo_by(&mut tx, &[key(2), key(1)], 1).await.unwrap(), Some([8; 32]));
        assert_eq!(preferences::undo_by(&mut tx, &[key(2)], 1).await.unwrap(), None);
        preferences::put(&mut tx, &[stop(2)]).await.unwrap();
        for entry in [1, 2] {
            assert_eq!(preferences::undo_by(&mut tx, &[key(1)], entry).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn a_preference_replaces_what_stood_in_its_scope_and_slot() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let until = Instant(9_999);
        let rows = [
            preference(1, 7, Kind::OptedOut, 1),
            preference(1, 7, Kind::Paused { until }, 2),
            preference(2, 7, Kind::OptedOut, 3),
        ];
        preferences::put(&mut tx, &rows).await.unwrap();
        preferences::put(&mut tx, &[preference(1, 7, Kind::OptedIn { proven: true }, 4)]).await.unwrap();
        assert_eq!(preferences::count(&mut tx).await.unwrap(), 3);
        let mut found: Vec<Kind> = preferences::of_keys(&mut tx, &[key(1), key(9)])
            .await
            .unwrap()
            .into_iter()
            .map(|(_, r)| r.unwrap().kind)
            .collect();
        found.sort();
        assert_eq!(found, [Kind::OptedIn { proven: true }, Kind::Paused { until }]);
        let detail = preferences::of_key(&mut tx, &key(1).bytes).await.unwrap();
        assert_eq!(
            detail.iter().map(|d| (d.state.as_str(), d.recorded_at)).collect::<Vec<_>>(),
            [("paused", NOW.0), ("opted_in", NOW.0)]
        );
        assert_eq!(preferences::keys_changed(&mut tx, 3, 4).await.unwrap(), [key(2).bytes.to_vec()]);
        assert_eq!(
            preferences::keys_changed(&mut tx, 0, 2).await.unwrap(),
            Vec::<Vec<u8>>::new(),
            "entry 1 was replaced"
        );
        assert!(preferences::of_keys(&mut tx, &[]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_may_not_be_shared_is_found_by_what_is_said_of_sharing_an_erasure_or_a_hold() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let sender = SenderId(4_000_000_000);
        let of = |owner: u8, scope, kind| NewPreference {
            record: Record { scope, kind, since: NOW, entry: u64::from(owner) },
            ..preference(owner, 7, kind, u64::from(owner))
        };
        let rows = [
            of(1, Scope::Sharing(sender), Kind::OptedOut),
            of(2, Scope::All(sender), Kind::OptedOut),
            of(3, Scope::All(SenderId(5)), Kind::Erased),
            of(4, Scope::All(sender), Kind::Held),
            of(5, Scope::Sharing(SenderId(5)), Kind::OptedOut),
            of(3, Scope::Sharing(sender), Kind::OptedOut),
        ];
        preferences::put(&mut tx, &rows).await.unwrap();
        let firsts = |keys: Vec<Vec<u8>>| keys.iter().map(|key| key[0]).collect::<Vec<_>>();
        let all = preferences::about_sharing(&mut tx, sender.to_i64(), &[], 10).await.unwrap();
        assert_eq!(firsts(all), [1, 3, 4]);
        let rest = preferences::about_sharing(&mut tx, sender.to_i64(), &key(1).bytes, 1).await.unwrap();
        assert_eq!(firsts(rest), [3], "each once");
    })
    .await;
}

#[tokio::test]
async fn pages_of_preferences_go_through_all_keys_in_order() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let rows: Vec<_> = (1..=9).map(|owner| preference(owner, 7, Kind::OptedOut, u64::from(owner))).collect();
        preferences::put(&mut tx, &rows).await.unwrap();
        let (mut seen, mut after) = (Vec::new(), Vec::new());
        loop {
            let page = preferences::page_after(&mut tx, &after, 4).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.recipient_key.clone();
            seen.extend(page.iter().map(|row| row.recipient_key[0]));
        }
        assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    })
    .await;
}

#[tokio::test]
async fn l10_a_damaged_preference_is_named_and_keeps_its_owner() {
    for (change, column) in [
        ("state = 'maybe'", "state"),
        ("scope = 'galaxy'", "scope"),
        ("scope_number = -1", "scope_number"),
        ("entry_index = -1", "entry_index"),
        ("state = 'paused'", "state"),
    ] {
        both(|database| async move {
            let store = Store::new(database).await;
            let mut tx = store.tx().await;
            preferences::put(&mut tx, &[preference(1, 7, Kind::OptedOut, 1), preference(2, 7, Kind::OptedOut, 2)])
                .await
                .unwrap();
            tx.commit().await.unwrap();
            execute(&store.db, &format!("UPDATE preferences SET {change} WHERE entry_index = 1")).await;
            let mut tx = store.db.snapshot().await.unwrap();
            let (damaged, whole): (Vec<_>, Vec<_>) = preferences::of_keys(&mut tx, &[key(1), key(2)])
                .await
                .unwrap()
                .into_iter()
                .partition(|(_, r)| r.is_err());
            assert_eq!((damaged.len(), whole.len()), (1, 1), "{change}");
            let (owner, error) = damaged.into_iter().next().unwrap();
            assert_eq!(owner, key(1));
            assert_eq!(damage(error), named("preferences", column, &"01".repeat(16)));
        })
        .await;
    }
}

#[tokio::test]
async fn preferences_are_found_by_the_entries_that_set_them() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let rows: Vec<_> = (1..=5).map(|owner| preference(owner, 7, Kind::OptedOut, u64::from(owner))).collect();
        preferences::put(&mut tx, &rows).await.unwrap();
        let set = preferences::set_by_entries(&mut tx, 2, 4).await.unwrap();
        let seen: Vec<_> = set.iter().map(|row| (row.entry_index, row.slot.as_str())).collect();
        assert_eq!(seen, [(2, "choice"), (3, "choice")]);
        let (third, none) = ((2, 5, 1), (2, 5, 3));
        for ((from, to, skipped), entry) in [(third, Some(3)), (none, None)] {
            assert_eq!(preferences::nth_entry(&mut tx, from, to, skipped).await.unwrap(), entry);
        }
        let beyond = preferences::beyond(&mut tx, 4, 1).await.unwrap();
        assert_eq!(beyond, [(key(4).bytes.to_vec(), 4)], "at most so many");
        assert!(preferences::beyond(&mut tx, 6, 10).await.unwrap().is_empty());
    })
    .await;
}

fn recipient(first: u8, address: Option<&[u8]>) -> NewRecipient {
    NewRecipient {
        key: key(first),
        salt_id: [first; 8],
        salt: vec![first; 60],
        address: address.map(<[u8]>::to_vec),
        created_at: NOW,
        renew: false,
    }
}

#[tokio::test]
async fn era_07_of_an_erased_recipient_only_the_blocks_stay() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        recipients::put(&mut tx, &[recipient(1, Some(b"old")), recipient(2, Some(b"sealed"))]).await.unwrap();
        recipients::set_address(&mut tx, &key(1).bytes, None).await.unwrap();
        recipients::set_address(&mut tx, &key(2).bytes, Some(b"new")).await.unwrap();
        let address = |rows: Vec<recipients::RecipientRow>| rows.into_iter().next().map(|row| row.address);
        assert_eq!(address(recipients::of_keys(&mut tx, &[key(1)]).await.unwrap()), Some(None));
        assert_eq!(address(recipients::of_keys(&mut tx, &[key(2)]).await.unwrap()), Some(Some(b"new".to_vec())));
        assert!(recipients::forget(&mut tx, &key(1).bytes).await.unwrap());
        assert!(!recipients::forget(&mut tx, &key(1).bytes).await.unwrap());
        assert_eq!(address(recipients::of_keys(&mut tx, &[key(1)]).await.unwrap()), None);
        let until = Instant(9);
        let kinds = [
            (7, Kind::OptedOut),
            (7, Kind::Complained),
            (7, Kind::Erased),
            (7, Kind::Held),
            (8, Kind::OptedIn { proven: true }),
            (8, Kind::Paused { until }),
            (8, Kind::Released),
            (8, Kind::Deliverable),
            (9, Kind::Withdrawn),
            (9, Kind::Resumed),
        ];
        let rows: Vec<_> = kinds.into_iter().zip(0..).map(|((topic, kind), n)| preference(1, topic, kind, n)).collect();
        preferences::put(&mut tx, &rows).await.unwrap();
        assert_eq!(preferences::forget_choices(&mut tx, &key(1).bytes).await.unwrap(), 6);
        let left = preferences::of_key(&mut tx, &key(1).bytes).await.unwrap();
        let left: Vec<_> = left.iter().map(|row| row.plain().read().unwrap().1.unwrap().kind).collect();
        assert_eq!(left, [Kind::OptedOut, Kind::Complained, Kind::Erased, Kind::Held]);
        for (token, owner) in [(1, 1), (2, 1), (3, 2)] {
            let names = (&[token; 32][..], &key(owner).bytes[..]);
            confirmations::insert(&mut tx, names, "case", b"sealed", NOW, Instant(2_000)).await.unwrap();
        }
        assert_eq!(confirmations::forget(&mut tx, &key(1).bytes).await.unwrap(), 2);
        assert!(confirmations::find(&mut tx, &[3; 32]).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn log_11_whom_entries_are_about_is_destroyed_and_the_entries_stay() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        ledger::append(&mut tx, &[entry(0, None), entry(1, Some(1)), entry(2, Some(2)), entry(3, Some(1))])
            .await
            .unwrap();
        let about = ledger::about(&mut tx, &key(1).bytes).await.unwrap();
        assert_eq!(about.iter().map(|row| row.entry_index).collect::<Vec<_>>(), [1, 3]);
        assert!(about.iter().all(|row| row.leaf.is_some()));
        assert_eq!(ledger::forget_subject(&mut tx, &key(1).bytes).await.unwrap(), 2);
        assert!(ledger::about(&mut tx, &key(1).bytes).await.unwrap().is_empty());
        assert_eq!(ledger::entries(&mut tx, 0, 4).await.unwrap().len(), 4);
        ledger::put_batch(&mut tx, 2, 3, &[4; 32], b"sealed").await.unwrap();
        ledger::reseal_batch(&mut tx, 2, b"less").await.unwrap();
        assert_eq!(ledger::batch(&mut tx, 2).await.unwrap(), Some((3, vec![4; 32], b"less".to_vec())));
    })
    .await;
}

#[tokio::test]
async fn a_known_recipient_keeps_the_salt_and_gains_the_address() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        recipients::put(&mut tx, &[recipient(1, None), recipient(2, Some(b"sealed"))]).await.unwrap();
        let late = NewRecipient { salt_id: [9; 8], salt: vec![9; 60], ..recipient(1, Some(b"late")) };
        recipients::put(&mut tx, &[late, recipient(2, Some(b"other"))]).await.unwrap();
        let mut rows = recipients::of_keys(&mut tx, &[key(1), key(2), key(3)]).await.unwrap();
        rows.sort_by_key(|row| row.recipient_key.clone());
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].salt_id().unwrap(), rows[0].address.as_deref()), ([1; 8], Some(&b"late"[..])));
        assert_eq!((rows[1].key().unwrap(), rows[1].address.as_deref()), (key(2), Some(&b"sealed"[..])));
        tx.commit().await.unwrap();
        let short = if database == Database::Sqlite { "x'0102'" } else { "'\\x0102'::bytea" };
        execute(&store.db, &format!("UPDATE recipients SET salt_id = {short}")).await;
        let mut tx = store.db.snapshot().await.unwrap();
        let rows = recipients::of_keys(&mut tx, &[key(1)]).await.unwrap();
        assert_eq!(damage(rows[0].salt_id()), named("recipients", "salt_id", &"01".repeat(16)));
    })
    .await;
}

fn all_read<T>(rows: Vec<Result<T, StoreError>>) -> Vec<T> {
    rows.into_iter().map(Result::unwrap).collect()
}

fn sender(key: &str) -> Sender {
    Sender {
        id: SenderId(4_000_000_000),
        key: Key::parse(key).unwrap(),
        group: GroupId(3),
        name: "Acme \"Ltd\"".to_owned(),
        former_names: vec!["Old, Acme".to_owned()],
        postal_address: None,
        support_address: Some("help@acme.example".to_owned()),
        public_hosts: vec!["mail.acme.example".to_owned()],
    }
}

fn topic(id: u32, key: &str) -> Topic {
    Topic {
        id: TopicId(id),
        key: Key::parse(key).unwrap(),
        sender: SenderId(4_000_000_000),
        name: "News".to_owned(),
        description: "All of it".to_owned(),
        class: Class::Transactional,
        requires_opt_in: true,
        purpose: Some("why".to_owned()),
        list_id: "news.acme.mail.acme.example".to_owned(),
        retired: false,
    }
}

fn api_key() -> ApiKey {
    ApiKey {
        id: "key-1".to_owned(),
        name: "tool".to_owned(),
        secret_hash: [5; 32],
        scopes: Scopes::all(),
        sender: Some(SenderId(4_000_000_000)),
        created_at: NOW,
        revoked_at: None,
    }
}

async fn fill_registry(tx: &mut Tx) {
    registry::insert_group(tx, GroupId(3), &Key::parse("acme").unwrap(), 1).await.unwrap();
    registry::insert_sender(tx, &sender("acme"), NOW, 1).await.unwrap();
    registry::insert_topic(tx, &topic(u32::MAX, "news"), NOW, 1).await.unwrap();
    registry::insert_api_key(tx, &api_key(), 1).await.unwrap();
}

#[tokio::test]
async fn senders_topics_and_keys_come_back_as_they_were_written() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        assert_eq!(all_read(registry::groups(&mut tx).await.unwrap()), [(GroupId(3), "acme".to_owned())]);
        let rows = registry_rows::all(&mut tx).await.unwrap();
        let names: Vec<_> = rows.iter().map(|row| (row.table, row.id.as_str(), row.entry_index)).collect();
        let all = [
            ("sender_groups", "3", 1),
            ("senders", "4000000000", 1),
            ("topics", "4294967295", 1),
            ("api_keys", "key-1", 1),
        ];
        assert_eq!(names, all);
        assert_eq!(rows[2].columns["requires_opt_in"], topic(u32::MAX, "news").requires_opt_in);
        assert_eq!(rows[3].columns["secret_hash"], "05".repeat(32));
        assert_eq!(all_read(registry::senders(&mut tx).await.unwrap()), [sender("acme")]);
        let topics: Vec<Topic> = registry::topics(&mut tx).await.unwrap().into_iter().map(Result::unwrap).collect();
        assert_eq!(topics, [topic(u32::MAX, "news")]);
        let keys = all_read(registry::api_keys(&mut tx).await.unwrap());
        assert_eq!(
            (keys[0].id.as_str(), keys[0].secret_hash, keys[0].sender),
            ("key-1", [5; 32], Some(SenderId(4_000_000_000)))
        );
        let renamed = Sender { name: "Acme".to_owned(), former_names: vec![], ..sender("acme") };
        assert!(registry::update_sender(&mut tx, &renamed, 2).await.unwrap());
        assert_eq!(all_read(registry::senders(&mut tx).await.unwrap()), [renamed]);
        assert!(!registry::update_sender(&mut tx, &Sender { id: SenderId(1), ..sender("acme") }, 2).await.unwrap());
        assert!(registry::retire_topic(&mut tx, TopicId(u32::MAX), 3).await.unwrap());
        assert!(!registry::retire_topic(&mut tx, TopicId(u32::MAX), 4).await.unwrap());
        assert!(registry::topics(&mut tx).await.unwrap()[0].as_ref().unwrap().retired);
        assert!(registry::revoke_api_key(&mut tx, "key-1", Instant(77), 5).await.unwrap());
        assert!(!registry::revoke_api_key(&mut tx, "key-1", Instant(78), 6).await.unwrap());
        assert_eq!(all_read(registry::api_keys(&mut tx).await.unwrap())[0].revoked_at, Some(Instant(77)));
    })
    .await;
}

#[tokio::test]
async fn l10_damaged_registry_rows_are_named_and_a_damaged_topic_spares_the_others() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        registry::insert_topic(&mut tx, &topic(5, "events"), NOW, 1).await.unwrap();
        tx.commit().await.unwrap();
        execute(&store.db, "UPDATE topics SET class = 'both' WHERE id = 5").await;
        execute(&store.db, "UPDATE senders SET former_names = 'no list'").await;
        execute(&store.db, "UPDATE api_keys SET scopes = 'everything'").await;
        let mut tx = store.db.snapshot().await.unwrap();
        let mut topics = registry::topics(&mut tx).await.unwrap();
        assert!(topics.pop().unwrap().is_ok());
        assert_eq!(damage(topics.pop().unwrap()), named("topics", "class", "5"));
        let sender = registry::senders(&mut tx).await.unwrap().pop().unwrap();
        assert_eq!(damage(sender), named("senders", "former_names", "4000000000"));
        let api_key = registry::api_keys(&mut tx).await.unwrap().pop().unwrap();
        assert_eq!(damage(api_key), named("api_keys", "scopes", "key-1"));
    })
    .await;
}

#[tokio::test]
async fn a_confirmation_is_spent_once() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let names = (&[1; 32][..], &key(1).bytes[..]);
        confirmations::insert(&mut tx, names, "turn_on", b"sealed", NOW, Instant(2_000)).await.unwrap();
        let found = confirmations::find(&mut tx, &[1; 32]).await.unwrap().unwrap();
        assert_eq!((found.action.as_str(), found.expires_at, found.used_at), ("turn_on", 2_000, None));
        assert!(confirmations::find(&mut tx, &[2; 32]).await.unwrap().is_none());
        assert!(confirmations::spend(&mut tx, &[1; 32], Instant(1_500)).await.unwrap());
        assert!(!confirmations::spend(&mut tx, &[1; 32], Instant(1_600)).await.unwrap());
        assert_eq!(confirmations::find(&mut tx, &[1; 32]).await.unwrap().unwrap().used_at, Some(1_500));
        let names = (&[4; 32][..], &key(1).bytes[..]);
        confirmations::insert(&mut tx, names, "copy", b"sealed", NOW, Instant(2_000)).await.unwrap();
        let others = confirmations::forget_others(&mut tx, &key(1).bytes, Instant(1_500)).await.unwrap();
        assert_eq!(others, 1, "the one that is spent at this moment stays");
        assert!(confirmations::find(&mut tx, &[4; 32]).await.unwrap().is_none());
        assert_eq!(
            retention::take(&mut tx, Old::Confirmations, line(2_000), 9).await.unwrap(),
            0,
            "it expires at 2,000"
        );
        assert_eq!(retention::take(&mut tx, Old::Confirmations, line(2_001), 9).await.unwrap(), 1);
        assert!(confirmations::find(&mut tx, &[1; 32]).await.unwrap().is_none());
    })
    .await;
}

/// What ended before this is old; limits count what was made from 1,500 on.
fn line(before: i64) -> Line {
    Line { before: Instant(before), counted: Instant(1_500) }
}

async fn due(tx: &mut Tx, what: Old, before: i64) -> Vec<String> {
    let due = retention::due(tx, what, line(before), 9).await.unwrap();
    assert_eq!(retention::count(tx, what, line(before)).await.unwrap(), due.len() as i64);
    due
}

#[tokio::test]
async fn con_11_a_mail_is_old_when_it_was_worked_off_and_its_cases_ended_before_and_waits_for_nobody() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        for (id, first, status) in [("a", 1, "acted"), ("b", 2, "ignored"), ("c", 3, "review"), ("d", 4, "acted")] {
            inbox::insert(&mut tx, &inbound(id, first, 10)).await.unwrap();
            inbox::add_recipient(&mut tx, id, &[first], b"sealed", NOW).await.unwrap();
            if id != "d" {
                inbox::recipient_worked(&mut tx, id, &[first], NOW).await.unwrap();
            }
            let whose = inbox::Worked { recipient_key: Some([first; 16]), ..worked(status, 100) };
            inbox::settle(&mut tx, id, &whose).await.unwrap();
        }
        assert_eq!(due(&mut tx, Old::Mail, 100).await, Vec::<String>::new(), "worked off at 100");
        assert_eq!(due(&mut tx, Old::Mail, 101).await, ["a"], "b asked for nothing, c and d wait");
        assert_eq!(due(&mut tx, Old::UnrelatedMail, 101).await, ["b"]);
        assert_eq!(due(&mut tx, Old::Clients, 11).await, ["a", "b"]);
        put_case(&mut tx, &case("1", 1, false)).await;
        assert_eq!(due(&mut tx, Old::Mail, 101).await, Vec::<String>::new(), "its case is open");
        let done =
            CaseRecord { state: CaseState::Done, done_at: Some(Instant(200)), version: 2, ..case("1", 1, false) };
        assert!(cases::replace(&mut tx, &done, 1).await.unwrap());
        assert_eq!(due(&mut tx, Old::Mail, 200).await, Vec::<String>::new(), "it ended at 200");
        assert_eq!(due(&mut tx, Old::Mail, 201).await, ["a"]);

        assert!(retention::take_client(&mut tx, "a", Some(b"anew")).await.unwrap());
        assert_eq!(retention::origin(&mut tx, "a").await.unwrap().as_deref(), Some(&b"anew"[..]));
        assert_eq!(due(&mut tx, Old::Clients, 11).await, ["b"]);
        assert!(!retention::take_mail(&mut tx, "d").await.unwrap(), "it waits");
        assert!(!retention::take_client(&mut tx, "d", None).await.unwrap());
        for id in ["a", "b"] {
            assert!(retention::take_mail(&mut tx, id).await.unwrap());
            assert!(inbox::is_forgotten(&mut tx, id).await.unwrap());
            assert!(inbox::recipients(&mut tx, id).await.unwrap().iter().all(|r| r.envelope.is_empty()));
            assert_eq!(retention::origin(&mut tx, id).await.unwrap(), None);
        }
        assert_eq!(due(&mut tx, Old::Mail, 900).await, Vec::<String>::new());
        assert_eq!(due(&mut tx, Old::Clients, 900).await, Vec::<String>::new());

        let records = retention::count(&mut tx, Old::MailRecords, line(101)).await.unwrap();
        assert_eq!(records, 1, "that of b; a has a case");
        assert_eq!(due(&mut tx, Old::Cases, 200).await, Vec::<String>::new());
        assert_eq!(due(&mut tx, Old::Cases, 201).await, ["1"]);
        assert_eq!(retention::take_case(&mut tx, "1").await.unwrap(), 0);
        assert!(cases::find(&mut tx, "1").await.unwrap().is_none());
        assert_eq!(retention::take(&mut tx, Old::MailRecords, line(101), 9).await.unwrap(), 2);
        assert_eq!(inbox::find(&mut tx, "a").await.unwrap().unwrap().recipient_key, None);
        // The same bytes are known still, and have content again when they come to somebody new.
        assert_eq!(inbox::find_by_hash(&mut tx, &[1; 32]).await.unwrap().as_deref(), Some("a"));
        inbox::recall(&mut tx, "a", b"again").await.unwrap();
        assert_eq!(due(&mut tx, Old::Mail, 101).await, ["a"]);
    })
    .await;
}

fn counted(day: i64, topic: Option<u32>, campaign: &str, what: What) -> Counted {
    let topic = topic.map(TopicId);
    Counted { day: Day(day), sender: SenderId(1), topic, campaign: campaign.to_owned(), what }
}

#[tokio::test]
async fn counts_add_up_and_are_read_by_day_topic_and_campaign() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let stop = |campaign| counted(5, Some(7), campaign, What::OptedOutByOneClick);
        figures::add(&mut tx, &[(stop("spring"), 2), (counted(5, Some(7), "", What::Asked), 10)]).await.unwrap();
        let more = [(stop("spring"), 1), (stop("autumn"), 4), (counted(6, None, "spring", What::OptedOutByPage), 1)];
        figures::add(&mut tx, &more).await.unwrap();
        let other = Counted { sender: SenderId(2), ..counted(5, Some(8), "o'neill", What::Complained) };
        figures::add(&mut tx, &[(other, 1)]).await.unwrap();

        let all = Filter { from: Day(5), to: Day(6), sender: None, topic: None, campaign: None };
        let by_day = figures::by_day(&mut tx, &all).await.unwrap();
        for expected in [
            (Day(5), What::Asked, 10),
            (Day(5), What::OptedOutByOneClick, 7),
            (Day(5), What::Complained, 1),
            (Day(6), What::OptedOutByPage, 1),
        ] {
            assert!(by_day.contains(&expected), "{expected:?}: {by_day:?}");
        }
        assert_eq!(by_day.len(), 4);
        let one = Filter { to: Day(5), sender: Some(SenderId(1)), topic: Some(TopicId(7)), ..all.clone() };
        let spring = Filter { campaign: Some("spring".to_owned()), ..one.clone() };
        let found = figures::by_day(&mut tx, &spring).await.unwrap();
        assert_eq!(found, [(Day(5), What::OptedOutByOneClick, 3)]);
        let by_topic = figures::by_topic(&mut tx, &Filter { sender: Some(SenderId(1)), ..all.clone() }).await.unwrap();
        assert_eq!(by_topic[0], (SenderId(1), None, What::OptedOutByPage, 1));
        assert_eq!(by_topic.len(), 3, "{by_topic:?}");

        assert_eq!(figures::count_campaigns(&mut tx, &all).await.unwrap(), 4, "a campaign of each topic");
        let rows = figures::by_campaign(&mut tx, &all, 0, 2).await.unwrap();
        let named: Vec<_> = rows.iter().map(|row| (row.campaign.as_str(), row.topic(), row.opted_out)).collect();
        assert_eq!(named, [("autumn", Some(TopicId(7)), 4), ("spring", Some(TopicId(7)), 3)]);
        let rest = figures::by_campaign(&mut tx, &all, 2, 9).await.unwrap();
        let named: Vec<_> = rest.iter().map(|row| (row.campaign.as_str(), row.topic(), row.complained)).collect();
        assert_eq!(named, [("spring", None, 0), ("o'neill", Some(TopicId(8)), 1)]);
        let mut known = figures::campaigns_of(&mut tx, Day(5), SenderId(1), Some(TopicId(7)), 9).await.unwrap();
        known.sort();
        assert_eq!(known, ["autumn", "spring"]);
        let few = figures::campaigns_of(&mut tx, Day(5), SenderId(1), Some(TopicId(7)), 1).await.unwrap();
        assert_eq!(few.len(), 1);

        let line = Line { before: Day(6).begin(), counted: Instant(0) };
        assert_eq!(retention::count(&mut tx, Old::Figures, line).await.unwrap(), 4);
        assert_eq!(retention::take(&mut tx, Old::Figures, line, 3).await.unwrap(), 3);
        assert_eq!(retention::take(&mut tx, Old::Figures, line, 3).await.unwrap(), 1);
        assert_eq!(figures::by_day(&mut tx, &all).await.unwrap(), [(Day(6), What::OptedOutByPage, 1)]);
        tx.commit().await.unwrap();
        execute(&store.db, "UPDATE figures SET what = 'opened'").await;
        let mut tx = store.tx().await;
        assert_eq!(damage(figures::by_day(&mut tx, &all).await), crate::named("figures", "what", "6"));
    })
    .await;
}

#[tokio::test]
async fn law_18_a_case_goes_with_its_events_and_tasks() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        parties::put(&mut tx, &party("p", "crm"), 7).await.unwrap();
        let ended = |id: &str| CaseRecord {
            mail: None,
            state: CaseState::Done,
            done_at: Some(Instant(200)),
            ..case(id, 1, false)
        };
        for id in ["1", "2"] {
            put_case(&mut tx, &ended(id)).await;
        }
        tasks::insert(&mut tx, &task("t", "p")).await.unwrap();
        assert_eq!(due(&mut tx, Old::Cases, 201).await, ["1", "2"]);
        assert_eq!(retention::take_case(&mut tx, "1").await.unwrap(), 1);
        assert!(cases::events(&mut tx, "1").await.unwrap().is_empty());
        assert!(tasks::of_case(&mut tx, "1").await.unwrap().is_empty());
        assert!(cases::find(&mut tx, "2").await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn con_11_what_was_sent_goes_but_for_what_a_limit_counts_and_the_newest_webhook() {
    both(|database| async move {
        let store = Store::new(database).await;
        let limited = NewMail { kind: "confirm_resubscribe/7".to_owned(), ..mail("limited", 2, 1_500) };
        let older = NewMail { kind: "confirm_resubscribe/7".to_owned(), ..mail("older", 3, 1_499) };
        let head = NewMail { kind: "checkpoint".to_owned(), ..mail("head", 6, 1_500) };
        push(&store, &[mail("sent", 1, 10), limited, older, mail("dead", 4, 1_600), mail("waits", 5, 10), head]).await;
        let mut tx = store.tx().await;
        outbox::push_webhooks(&mut tx, &[webhook("first", 1, 10), webhook("second", 1, 10)]).await.unwrap();
        tx.commit().await.unwrap();
        execute(&store.db, "UPDATE outbox SET status = 'sent', settled_at = 2000 WHERE id <> 'waits'").await;
        execute(&store.db, "UPDATE outbox SET status = 'dead', last_error = 'of ana' WHERE id = 'dead'").await;
        let mut tx = store.tx().await;
        let count = async |tx: &mut Tx, what, before| retention::count(tx, what, line(before)).await.unwrap();
        assert_eq!(count(&mut tx, Old::Sent, 2_000).await, 0);
        assert_eq!(count(&mut tx, Old::Sent, 2_001).await, 2, "sent and older");
        assert_eq!(count(&mut tx, Old::SentBodies, 2_000).await, 0);
        assert_eq!(count(&mut tx, Old::SentBodies, 2_001).await, 3, "limited, dead and head");
        assert_eq!(count(&mut tx, Old::Webhooks, 2_001).await, 1);
        assert_eq!(retention::take(&mut tx, Old::Sent, line(2_001), 1).await.unwrap(), 1, "a chunk at a time");
        assert_eq!(retention::take(&mut tx, Old::Sent, line(2_001), 9).await.unwrap(), 1);
        assert_eq!(retention::take(&mut tx, Old::SentBodies, line(2_001), 9).await.unwrap(), 3, "limited, dead, head");
        assert_eq!(retention::take(&mut tx, Old::SentBodies, line(2_001), 9).await.unwrap(), 0);
        assert_eq!(retention::take(&mut tx, Old::Webhooks, line(2_001), 9).await.unwrap(), 1);
        let dead = outbox::dead(&mut tx, false, 9).await.unwrap();
        assert_eq!(dead.iter().map(|one| (&*one.id, &one.last_error)).collect::<Vec<_>>(), [("dead", &None)]);
        let stay = [("limited", true), ("head", true), ("waits", true), ("second", true)];
        for (id, stays) in [("sent", false), ("older", false), ("first", false)].into_iter().chain(stay) {
            assert_eq!(outbox::state(&mut tx, id).await.unwrap().is_some(), stays, "{id}");
        }
        // What is taken one by one is not taken together, and the other way round.
        assert_eq!(retention::take(&mut tx, Old::Cases, line(2_001), 9).await.unwrap(), 0);
        assert!(retention::due(&mut tx, Old::Sent, line(9_000), 9).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_last_verification_is_kept_and_an_older_one_does_not_replace_it() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        assert!(verified::last(&mut tx).await.unwrap().is_none());
        let row = |at, faults| verified::VerifiedRow {
            at,
            took_ms: 7,
            verifier: "command_line".into(),
            ledger_size: 3,
            root: "ab".into(),
            faults,
        };
        verified::put(&mut tx, &row(20, 1)).await.unwrap();
        verified::put(&mut tx, &row(10, 2)).await.unwrap();
        let last = verified::last(&mut tx).await.unwrap().unwrap();
        assert_eq!((last.at, last.faults, last.verifier.as_str(), last.took_ms), (20, 1, "command_line", 7));
        verified::put(&mut tx, &row(21, 0)).await.unwrap();
        let last = verified::last(&mut tx).await.unwrap().unwrap();
        assert_eq!((last.at, last.faults, last.ledger_size, last.root.as_str()), (21, 0, 3, "ab"));
    })
    .await;
}

#[tokio::test]
async fn a_night_is_claimed_by_one_given_back_or_done() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let claim = async |tx: &mut Tx, night: &str, now, lease| {
            retention::claim_night(tx, night, Instant(now), Instant(lease)).await.unwrap()
        };
        assert!(retention::night(&mut tx).await.unwrap().is_none());
        assert!(claim(&mut tx, "2026-01-10", 10, 20).await);
        assert!(!claim(&mut tx, "2026-01-10", 11, 30).await, "another is at it");
        assert!(claim(&mut tx, "2026-01-10", 20, 40).await, "its lease is over");
        retention::give_night_back(&mut tx, Instant(20)).await.unwrap();
        assert!(!claim(&mut tx, "2026-01-10", 21, 50).await, "the dead one gives back what it does not have");
        retention::give_night_back(&mut tx, Instant(40)).await.unwrap();
        assert!(claim(&mut tx, "2026-01-10", 22, 60).await);
        retention::night_done(&mut tx, "2026-01-10", Instant(23)).await.unwrap();
        assert!(!claim(&mut tx, "2026-01-10", 99, 120).await);
        let row = retention::night(&mut tx).await.unwrap().unwrap();
        assert_eq!((row.night.as_str(), row.lease_until, row.finished_at), ("2026-01-10", 0, Some(23)));
        assert!(claim(&mut tx, "2026-01-11", 99, 120).await);
    })
    .await;
}

#[tokio::test]
async fn p10_the_policies_that_were_recorded_last_are_one_row() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        assert_eq!(policies::recorded(&mut tx).await.unwrap(), None);
        policies::record(&mut tx, "[]", 3).await.unwrap();
        policies::record(&mut tx, "[1]", 7).await.unwrap();
        assert_eq!(policies::recorded(&mut tx).await.unwrap(), Some(("[1]".to_owned(), 7)));
    })
    .await;
}

fn mail(id: &str, to: u8, at: i64) -> NewMail {
    NewMail {
        id: id.to_owned(),
        kind: "notice".to_owned(),
        cause: "stranger",
        ordering: vec![to; 16],
        payload: id.as_bytes().to_vec(),
        created_at: Instant(at),
        due: Instant(at),
    }
}

async fn push(store: &Store, mails: &[NewMail]) {
    let mut tx = store.tx().await;
    for mail in mails {
        outbox::push(&mut tx, mail).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn ids(claimed: &[outbox::ClaimedRow]) -> Vec<&str> {
    claimed.iter().map(|mail| mail.id.as_str()).collect()
}

#[tokio::test]
async fn mail_is_claimed_in_order_for_each_recipient_and_settled_under_the_lease_only() {
    both(|database| async move {
        let store = Store::new(database).await;
        push(&store, &[mail("a1", 1, 10), mail("a2", 1, 11), mail("b1", 2, 12)]).await;
        let mut tx = store.tx().await;
        let lease = Instant(5_000);
        let claimed = outbox::claim(&mut tx, "i1", NOW, lease, 10).await.unwrap();
        assert_eq!(ids(&claimed), ["a1", "b1"], "a2 waits for a1");
        assert_eq!((claimed[0].attempts, claimed[0].first_tried, claimed[0].lease_until), (1, Some(NOW.0), 5_000));
        assert!(outbox::claim(&mut tx, "i1", NOW, lease, 10).await.unwrap().is_empty(), "all leased");
        assert!(!outbox::settle(&mut tx, "a1", 4_999, "sent", None, NOW).await.unwrap(), "not our lease");
        assert!(outbox::settle(&mut tx, "a1", 5_000, "sent", None, NOW).await.unwrap());
        assert!(outbox::retry(&mut tx, "b1", 5_000, Instant(9_000), Some("later")).await.unwrap());
        assert!(!outbox::retry(&mut tx, "a1", 5_000, Instant(9_000), None).await.unwrap(), "settled");
        assert_eq!(ids(&outbox::claim(&mut tx, "i1", NOW, lease, 10).await.unwrap()), ["a2"]);
        // A worker that died leaves its lease; when it has run out, another one takes over.
        assert_eq!(
            ids(&outbox::claim(&mut tx, "i1", Instant(9_000), Instant(20_000), 10).await.unwrap()),
            ["a2", "b1"]
        );
        assert!(!outbox::settle(&mut tx, "a2", 5_000, "sent", None, NOW).await.unwrap(), "the late worker lost it");
    })
    .await;
}

#[tokio::test]
async fn era_07_mail_to_somebody_erased_is_destroyed_but_the_last_answer_still_goes_out() {
    both(|database| async move {
        let store = Store::new(database).await;
        push(&store, &[mail("dead", 1, 10), mail("waits", 1, 11), mail("last", 1, 12), mail("other", 2, 13)]).await;
        let mut tx = store.tx().await;
        let lease = Instant(5_000);
        outbox::claim(&mut tx, "i1", NOW, lease, 1).await.unwrap();
        outbox::settle(&mut tx, "dead", 5_000, "dead", Some("550 <ana@example.com> unknown"), NOW).await.unwrap();
        outbox::forget(&mut tx, &[1; 16], &["last", "other"], NOW).await.unwrap();
        let claimed = outbox::claim(&mut tx, "i1", NOW, lease, 10).await.unwrap();
        assert_eq!(ids(&claimed), ["last", "other"], "what waited before it is not sent any more");
        assert_eq!((&claimed[0].payload[..], &claimed[1].payload[..]), (&b"last"[..], &b"other"[..]));
        assert!(outbox::retry(&mut tx, "last", 5_000, NOW, Some("451 <ana@example.com> later")).await.unwrap());
        outbox::claim(&mut tx, "i1", NOW, lease, 10).await.unwrap();
        outbox::settle(&mut tx, "last", 5_000, "dead", Some("550 <ana@example.com> unknown"), NOW).await.unwrap();
        outbox::settle(&mut tx, "other", 5_000, "dead", Some("550 no"), NOW).await.unwrap();
        tx.commit().await.unwrap();
        let kept = "SELECT count(*) FROM outbox WHERE length(payload) > 0 OR last_error IS NOT NULL";
        assert_eq!(number(&store.db, kept).await, 1, "the one to somebody else");
        assert_eq!(number(&store.db, "SELECT count(*) FROM outbox WHERE status = 'erased'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_outbox_counts_by_status_cause_and_kind() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        assert_eq!(outbox::next_due(&mut tx, false).await.unwrap(), None);
        tx.commit().await.unwrap();
        push(
            &store,
            &[mail("a1", 1, 10), mail("a2", 1, 20), NewMail { kind: "other".to_owned(), ..mail("b1", 2, 30) }],
        )
        .await;
        let mut tx = store.tx().await;
        assert_eq!(outbox::next_due(&mut tx, false).await.unwrap(), Some(10));
        assert_eq!(outbox::count_since(&mut tx, &[1; 16], "stranger", Instant(9)).await.unwrap(), 2);
        assert_eq!(outbox::count_since(&mut tx, &[1; 16], "stranger", Instant(10)).await.unwrap(), 1);
        assert_eq!(outbox::count_since(&mut tx, &[1; 16], "service", Instant(0)).await.unwrap(), 0);
        assert_eq!(outbox::count_kind_since(&mut tx, &[2; 16], "other", Instant(0)).await.unwrap(), 1);
        assert_eq!(outbox::count_kind_since(&mut tx, &[2; 16], "notice", Instant(0)).await.unwrap(), 0);
        outbox::claim(&mut tx, "i1", NOW, Instant(5_000), 1).await.unwrap();
        outbox::settle(&mut tx, "a1", 5_000, "dead", Some("refused: no"), Instant(1_200)).await.unwrap();
        assert_eq!(outbox::counts(&mut tx, false).await.unwrap(), [("dead".to_owned(), 1), ("pending".to_owned(), 2)]);
        assert_eq!(outbox::pending(&mut tx).await.unwrap(), 2);
        let dead = outbox::dead(&mut tx, false, 10).await.unwrap();
        assert_eq!(
            (dead[0].id.as_str(), dead[0].last_error.as_deref(), dead[0].settled_at),
            ("a1", Some("refused: no"), Some(1_200))
        );
        assert_eq!(outbox::revive(&mut tx, Instant(1_201), Instant(1_300)).await.unwrap(), 0, "given up too long ago");
        assert_eq!(outbox::revive(&mut tx, Instant(1_200), Instant(1_300)).await.unwrap(), 1);
        let again = outbox::state(&mut tx, "a1").await.unwrap().unwrap();
        assert_eq!((again.status.as_str(), again.attempts, again.due), ("pending", 0, 1_300));
        assert_eq!((again.last_error, again.settled_at), (None, None));
    })
    .await;
}

#[tokio::test]
async fn a_watcher_notices_what_others_write() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        ledger::insert_head(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let mut watcher = store.db.watch().await.unwrap();
        assert!(watcher.changed().await.unwrap(), "the first look");
        assert!(!watcher.changed().await.unwrap());
        let other = store.place.open(Duration::from_secs(5)).await;
        let mut tx = other.begin().await.unwrap();
        append(&mut tx, 2).await;
        tx.announce().await.unwrap();
        tx.commit().await.unwrap();
        let hinted = tokio::time::timeout(
            Duration::from_secs(10),
            watcher.pause(Duration::from_secs(if database == Database::Postgres { 60 } else { 0 })),
        );
        assert!(hinted.await.is_ok(), "the announcement ends the pause early");
        assert!(watcher.changed().await.unwrap());
        assert_eq!(store.db.listen().await.unwrap().is_some(), database == Database::Postgres);
    })
    .await;
}

#[tokio::test]
async fn a_copy_of_the_sqlite_file_is_whole() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        ledger::insert_head(&mut tx).await.unwrap();
        append(&mut tx, 4).await;
        tx.commit().await.unwrap();
        let to = store.place.data_dir().join("copy.db");
        let copied = store.db.copy_sqlite(to.to_str().unwrap()).await.unwrap();
        assert_eq!(copied, database == Database::Sqlite, "PostgreSQL has tools of its own");
        if copied {
            let copy = Db::open_sqlite(&to, &Options::default()).await.unwrap();
            assert_eq!(ledger::head(&mut copy.snapshot().await.unwrap()).await.unwrap().size(), 4);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_writers_take_turns_at_the_head() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        ledger::insert_head(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let writers = (0..4).map(|_| {
            let place = store.place.url().to_owned();
            tokio::spawn(async move {
                let db = Db::open(&place, &options(Duration::from_secs(20))).await.unwrap();
                for _ in 0..10 {
                    let mut tx = db.begin().await.unwrap();
                    let size = ledger::lock_head(&mut tx).await.unwrap().size();
                    append(&mut tx, size + 1).await;
                    tx.commit().await.unwrap();
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let mut tx = store.db.snapshot().await.unwrap();
        assert_eq!(ledger::head(&mut tx).await.unwrap().size(), 40);
        assert_eq!(ledger::leaf_hashes(&mut tx, 0, 40).await.unwrap().len(), 40);
    })
    .await;
}

#[tokio::test]
async fn ack_11_automatic_answers_of_all_kinds_are_counted_by_when_they_are_due() {
    both(|database| async move {
        let store = Store::new(database).await;
        let answer = |id: &str, kind: &str, due| NewMail {
            kind: kind.to_owned(),
            due: Instant(due),
            ..mail(id, id.len() as u8, 100)
        };
        let queued = [
            answer("a", "answer", 100),
            answer("bb", "answer_notice", 200),
            answer("ccc", "confirm_request", 5_000),
            answer("dddd", "notice", 5_000),
        ];
        push(&store, &queued).await;
        let mut tx = store.tx().await;
        assert_eq!(outbox::answers_since(&mut tx, Instant(100)).await.unwrap(), 2);
        assert_eq!(outbox::answers_since(&mut tx, Instant(0)).await.unwrap(), 3);
        assert_eq!(outbox::answers_put_off(&mut tx, NOW).await.unwrap(), 1);
        assert_eq!(outbox::answers_put_off(&mut tx, Instant(5_000)).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn auth_20_mails_whose_unproven_stop_was_applied_are_counted_and_stay_counted() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        for (id, first) in [("a", 1), ("b", 2)] {
            inbox::insert(&mut tx, &inbound(id, first, 10)).await.unwrap();
        }
        inbox::settle(&mut tx, "a", &inbox::Worked { unproven: true, ..worked("acted", 1_000) }).await.unwrap();
        inbox::settle(&mut tx, "b", &worked("acted", 1_000)).await.unwrap();
        assert_eq!(inbox::unproven_since(&mut tx, Instant(999)).await.unwrap(), 1);
        inbox::settle(&mut tx, "a", &worked("acted", 2_000)).await.unwrap();
        assert_eq!(inbox::unproven_since(&mut tx, Instant(1_500)).await.unwrap(), 1);
        assert_eq!(inbox::unproven_since(&mut tx, Instant(2_000)).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_never_claim_the_same_mail() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mails: Vec<NewMail> = (0..40).map(|n| mail(&format!("m{n}"), n, i64::from(n))).collect();
        push(&store, &mails).await;
        let workers = (0..4).map(|_| {
            let db = store.db.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let mut tx = db.begin().await.unwrap();
                    let claimed = outbox::claim(&mut tx, "i1", NOW, Instant(5_000), 3).await.unwrap();
                    tx.commit().await.unwrap();
                    if claimed.is_empty() {
                        return mine;
                    }
                    mine.extend(claimed.into_iter().map(|mail| mail.id));
                }
            })
        });
        let mut all = Vec::new();
        for worker in workers.collect::<Vec<_>>() {
            all.extend(worker.await.unwrap());
        }
        let claims = all.len();
        all.sort();
        all.dedup();
        assert_eq!((claims, all.len()), (40, 40));
    })
    .await;
}

fn inbound(id: &str, first: u8, at: i64) -> inbox::NewMail {
    inbox::NewMail {
        id: id.to_owned(),
        sha256: [first; 32],
        size: 3,
        raw: vec![first; 3],
        origin: None,
        via: "api",
        received_at: Instant(at),
        due: Instant(at),
        lease_until: Instant(0),
    }
}

fn worked(status: &'static str, at: i64) -> inbox::Worked {
    inbox::Worked {
        status,
        decision: Some("act"),
        reading: None,
        recipient_key: None,
        sender: None,
        author: None,
        unproven: false,
        at: Instant(at),
    }
}

#[tokio::test]
async fn smtp_14_the_same_bytes_are_one_mail_whose_recipients_grow() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        assert!(inbox::insert(&mut tx, &inbound("a", 1, 10)).await.unwrap());
        assert!(!inbox::insert(&mut tx, &inbound("b", 1, 20)).await.unwrap());
        assert_eq!(inbox::find_by_hash(&mut tx, &[1; 32]).await.unwrap().as_deref(), Some("a"));
        assert_eq!(inbox::find_by_hash(&mut tx, &[2; 32]).await.unwrap(), None);
        assert!(inbox::add_recipient(&mut tx, "a", &[1], b"one", Instant(10)).await.unwrap());
        assert!(!inbox::add_recipient(&mut tx, "a", &[1], b"one", Instant(20)).await.unwrap());
        assert!(inbox::add_recipient(&mut tx, "a", &[2], b"two", Instant(20)).await.unwrap());
        let known = inbox::recipients(&mut tx, "a").await.unwrap();
        assert_eq!(known.iter().map(|row| row.envelope.as_slice()).collect::<Vec<_>>(), [b"one", b"two"]);
        assert_eq!(inbox::raw(&mut tx, "a").await.unwrap().as_deref(), Some(&[1, 1, 1][..]));
        assert!(!inbox::is_forgotten(&mut tx, "a").await.unwrap());
        inbox::forget(&mut tx, "a").await.unwrap();
        assert!(inbox::is_forgotten(&mut tx, "a").await.unwrap());
        assert_eq!(inbox::find_by_hash(&mut tx, &[1; 32]).await.unwrap().as_deref(), Some("a"), "still the same mail");
        inbox::recall(&mut tx, "a", &[9]).await.unwrap();
        assert_eq!(inbox::raw(&mut tx, "a").await.unwrap().as_deref(), Some(&[9][..]));
    })
    .await;
}

#[tokio::test]
async fn era_07_a_mail_is_destroyed_when_nobody_else_needs_it() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        for (id, first) in [("a", 1), ("b", 2), ("c", 3), ("d", 4)] {
            inbox::insert(&mut tx, &inbound(id, first, 10)).await.unwrap();
            inbox::add_recipient(&mut tx, id, &[1], b"one", Instant(10)).await.unwrap();
        }
        fill_registry(&mut tx).await;
        put_case(&mut tx, &case("1", 1, false)).await;
        let about = inbox::Worked { recipient_key: Some(key(1).bytes), ..worked("acted", 1_000) };
        let by = inbox::Worked { author: Some(key(1).bytes), ..worked("acted", 1_000) };
        for (id, worked) in [("b", about), ("c", by)] {
            inbox::recipient_worked(&mut tx, id, &[1], NOW).await.unwrap();
            inbox::settle(&mut tx, id, &worked).await.unwrap();
        }
        assert_eq!(inbox::concerning(&mut tx, &key(1).bytes).await.unwrap(), ["a", "b", "c"]);
        let about_them = inbox::newest_about(&mut tx, &key(1).bytes, 9).await.unwrap();
        assert_eq!(about_them.iter().map(|mail| mail.id.as_str()).collect::<Vec<_>>(), ["b"]);
        assert!(inbox::newest_about(&mut tx, &key(1).bytes, 0).await.unwrap().is_empty());
        assert!(!inbox::erase(&mut tx, "b").await.unwrap(), "nobody asked for it");
        for id in ["a", "b"] {
            inbox::to_erase(&mut tx, id).await.unwrap();
        }
        assert!(inbox::erase(&mut tx, "b").await.unwrap());
        assert!(inbox::is_forgotten(&mut tx, "b").await.unwrap());
        assert!(inbox::recipients(&mut tx, "b").await.unwrap()[0].envelope.is_empty());
        assert!(!inbox::erase(&mut tx, "a").await.unwrap(), "it waits to be worked on");
        inbox::recipient_worked(&mut tx, "a", &[1], NOW).await.unwrap();
        inbox::settle(&mut tx, "a", &worked("review", 1_000)).await.unwrap();
        assert!(!inbox::erase(&mut tx, "a").await.unwrap(), "a case of it is open");
        let done = CaseRecord { state: CaseState::Done, version: 2, ..case("1", 1, false) };
        assert!(cases::replace(&mut tx, &done, 1).await.unwrap());
        assert!(inbox::erase(&mut tx, "a").await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn mails_that_wait_come_by_their_clocks_and_decided_ones_newest_first() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        for (id, first, at) in [("a", 1, 10), ("b", 2, 20), ("c", 3, 30), ("d", 4, 40)] {
            inbox::insert(&mut tx, &inbound(id, first, at)).await.unwrap();
            let status = if id == "d" { "acted" } else { "review" };
            let about = inbox::Worked { recipient_key: Some(key(1).bytes), ..worked(status, 1_000) };
            inbox::settle(&mut tx, id, &about).await.unwrap();
        }
        let of_mail = |id: &str, mail: &str, due: i64, holds| CaseRecord {
            mail: Some(mail.to_owned()),
            due_at: Some(Instant(due)),
            ..case(id, 1, holds)
        };
        put_case(&mut tx, &of_mail("1", "a", 900, false)).await;
        put_case(&mut tx, &of_mail("2", "b", 700, true)).await;
        put_case(&mut tx, &of_mail("3", "b", 800, false)).await;
        let waiting = async |tx: &mut Tx, due, id| {
            let found = queue::waiting(tx, (due, id), 500, 9).await.unwrap();
            found.into_iter().map(|row| (row.id, row.due_at)).collect::<Vec<_>>()
        };
        let named = |id: &str, due: i64| (id.to_owned(), due);
        // That of c has no case: it has the time that is given.
        assert_eq!(waiting(&mut tx, i64::MIN, "").await, [named("c", 530), named("b", 700), named("a", 900)]);
        assert_eq!(waiting(&mut tx, 700, "a").await, [named("b", 700), named("a", 900)]);
        assert_eq!(waiting(&mut tx, 700, "b").await, [named("a", 900)]);
        let short = queue::waiting_in_short(&mut tx, 500).await.unwrap();
        assert_eq!((short.mails, short.due_at, short.holding), (3, Some(530), 1));
        for (id, at) in [("a", 2_000), ("c", 1_500)] {
            assert!(inbox::move_status(&mut tx, id, "review", "decided", Instant(at)).await.unwrap());
        }
        assert_eq!(queue::decided(&mut tx, 9).await.unwrap(), ["a", "c"]);
        assert_eq!(queue::decided(&mut tx, 1).await.unwrap(), ["a"]);
        let about = queue::about(&mut tx, &key(1).bytes, 2).await.unwrap();
        let about: Vec<_> = about.into_iter().map(|row| (row.id, row.status, row.received_at)).collect();
        assert_eq!(about, [("d".into(), "acted".into(), 40), ("c".into(), "decided".into(), 30)]);
        assert!(queue::about(&mut tx, &key(2).bytes, 2).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_label_loses_its_text_with_the_mail_and_everything_with_the_person() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let label = |id: &str, mail: &str, accepted| LabelRow {
            id: id.to_owned(),
            mail_id: Some(mail.to_owned()),
            decided_at: 5,
            actor: "operator".to_owned(),
            actor_id: Some("o".to_owned()),
            language: "de".to_owned(),
            rules_version: "7".to_owned(),
            proposed: "[]".to_owned(),
            decided: "[]".to_owned(),
            accepted,
            words: Some(b"words".to_vec()),
            content: Some(b"text".to_vec()),
        };
        for (id, first) in [("a", 1), ("b", 2), ("c", 3)] {
            inbox::insert(&mut tx, &inbound(id, first, 10)).await.unwrap();
        }
        let about = inbox::Worked { recipient_key: Some(key(1).bytes), ..worked("decided", 100) };
        inbox::settle(&mut tx, "a", &about).await.unwrap();
        for (id, mail, accepted) in [("1", "a", true), ("2", "b", false), ("3", "c", false)] {
            labels::insert(&mut tx, &label(id, mail, accepted)).await.unwrap();
        }
        let ids = |rows: Vec<LabelRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(ids(labels::page(&mut tx, "1", 9).await.unwrap()), ["2", "3"]);
        assert_eq!(ids(labels::corrected(&mut tx, 9).await.unwrap()), ["3", "2"]);
        for mail in ["a", "b"] {
            labels::forget_content(&mut tx, mail).await.unwrap();
        }
        labels::forget(&mut tx, "c").await.unwrap();
        let kept = |row: &LabelRow| (row.mail_id.is_some(), row.words.is_some(), row.content.is_some());
        let rows = labels::page(&mut tx, "", 9).await.unwrap();
        // Whom that of b is about nobody recorded, so nobody could find it later.
        let all = [(true, true, false), (false, false, false), (false, false, false)];
        assert_eq!(rows.iter().map(kept).collect::<Vec<_>>(), all);
        assert_eq!(
            (rows[1].language.as_str(), rows[1].actor_id.as_deref(), rows[1].accepted),
            ("de", Some("o"), false)
        );
        let count = |kind: &str, confirmed, missed| CountRow {
            kind: kind.to_owned(),
            language: "de".to_owned(),
            confirmed,
            not_meant: 0,
            missed,
        };
        for more in [count("pause", 1, 0), count("pause", 1, 2), count("access", 0, 1)] {
            labels::count_up(&mut tx, &more).await.unwrap();
        }
        let counts: Vec<_> = labels::counts(&mut tx).await.unwrap();
        let counts: Vec<_> = counts.iter().map(|one| (one.kind.as_str(), one.confirmed, one.missed)).collect();
        assert_eq!(counts, [("access", 0, 1), ("pause", 2, 2)]);
    })
    .await;
}

#[tokio::test]
async fn l7_a_mail_is_claimed_by_one_and_settled_only_under_the_lease() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        for (id, first, at) in [("a", 1, 10), ("b", 2, 20), ("c", 3, 9_000)] {
            inbox::insert(&mut tx, &inbound(id, first, at)).await.unwrap();
            inbox::add_recipient(&mut tx, id, &[1], b"one", Instant(at)).await.unwrap();
        }
        assert_eq!(inbox::pending(&mut tx).await.unwrap(), 3);
        let claimed = inbox::claim(&mut tx, "i1", (NOW, Instant(5_000)), (0, 9), 10).await.unwrap();
        let ids: Vec<_> = claimed.iter().map(|mail| (mail.id.as_str(), mail.attempts, mail.claims)).collect();
        assert_eq!(ids, [("a", 0, 1), ("b", 0, 1)], "what is due, oldest first");
        assert!(
            inbox::claim(&mut tx, "i1", (NOW, Instant(6_000)), (0, 9), 10).await.unwrap().is_empty(),
            "claimed already"
        );
        assert!(!inbox::give_back(&mut tx, "a", 4_000).await.unwrap(), "another lease");
        assert!(inbox::give_back(&mut tx, "a", 5_000).await.unwrap());
        assert!(!inbox::give_back(&mut tx, "a", 5_000).await.unwrap(), "given back once");
        inbox::recipient_worked(&mut tx, "a", &[1], NOW).await.unwrap();
        inbox::settle(&mut tx, "a", &worked("acted", 1_000)).await.unwrap();
        let row = inbox::find(&mut tx, "a").await.unwrap().unwrap();
        assert_eq!((row.status.as_str(), row.pending, row.decision.as_deref()), ("acted", false, Some("act")));
        assert!(inbox::retry(&mut tx, "b", 5_000, Instant(7_000), "later").await.unwrap());
        assert!(!inbox::retry(&mut tx, "b", 5_000, Instant(7_000), "later").await.unwrap());
        assert_eq!(inbox::claim(&mut tx, "i1", (Instant(7_000), Instant(8_000)), (0, 9), 10).await.unwrap().len(), 1);
        let after_crash = inbox::claim(&mut tx, "i1", (Instant(8_001), Instant(9_000)), (0, 9), 10).await.unwrap();
        let counted = after_crash.first().map(|mail| (mail.attempts, mail.claims));
        assert_eq!(counted, Some((1, 2)), "the lease is over, and only what failed is an attempt");
    })
    .await;
}

#[tokio::test]
async fn l7_what_a_dead_instance_had_claimed_is_taken_back_by_its_name_and_its_lease() {
    both(|database| async move {
        let store = Store::new(database).await;
        push(&store, &[mail("m", 1, 10)]).await;
        let mut tx = store.tx().await;
        for (id, first) in [("a", 1), ("b", 2)] {
            inbox::insert(&mut tx, &inbound(id, first, 10)).await.unwrap();
            inbox::add_recipient(&mut tx, id, &[1], b"one", Instant(10)).await.unwrap();
        }
        let lease = (NOW, Instant(5_000));
        assert_eq!(inbox::claim(&mut tx, "dead", lease, (0, 0), 1).await.unwrap().len(), 1);
        assert_eq!(inbox::claim(&mut tx, "alive", lease, (0, 0), 1).await.unwrap().len(), 1);
        assert_eq!(inbox::claimed_by(&mut tx, "dead").await.unwrap(), [("a".to_owned(), 5_000, 1)]);
        assert!(!inbox::take_back(&mut tx, "a", 4_000, NOW).await.unwrap(), "another lease");
        assert!(inbox::take_back(&mut tx, "a", 5_000, NOW).await.unwrap());
        assert!(inbox::claimed_by(&mut tx, "dead").await.unwrap().is_empty());
        assert_eq!(inbox::claimed_in_vain(&mut tx, 1).await.unwrap(), 2, "the claims are counted");
        assert!(inbox::claim(&mut tx, "alive", lease, (0, 0), 9).await.unwrap().is_empty());
        assert_eq!(inbox::claim(&mut tx, "alive", lease, (1, 9), 9).await.unwrap().len(), 1);
        outbox::claim(&mut tx, "dead", NOW, Instant(5_000), 9).await.unwrap();
        assert_eq!(outbox::claimed_by(&mut tx, "dead").await.unwrap(), [("m".to_owned(), 5_000, 1)]);
        assert!(outbox::claimed_by(&mut tx, "alive").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_new_recipient_makes_a_mail_wait_again_even_while_it_is_settled() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        inbox::insert(&mut tx, &inbound("a", 1, 10)).await.unwrap();
        inbox::add_recipient(&mut tx, "a", &[1], b"one", Instant(10)).await.unwrap();
        let claimed = inbox::claim_one(&mut tx, "i1", "a", Instant(5_000)).await.unwrap().unwrap();
        assert_eq!((claimed.lease_until, claimed.status.as_str()), (5_000, "received"));
        inbox::add_recipient(&mut tx, "a", &[2], b"two", Instant(20)).await.unwrap();
        inbox::give_back(&mut tx, "a", 5_000).await.unwrap();
        inbox::recipient_worked(&mut tx, "a", &[1], NOW).await.unwrap();
        inbox::settle(&mut tx, "a", &worked("acted", 1_000)).await.unwrap();
        assert!(inbox::find(&mut tx, "a").await.unwrap().unwrap().pending, "the second one waits");
        inbox::recipient_worked(&mut tx, "a", &[2], NOW).await.unwrap();
        inbox::settle(&mut tx, "a", &worked("acted", 1_000)).await.unwrap();
        assert!(inbox::claim_one(&mut tx, "i1", "a", Instant(6_000)).await.unwrap().is_none(), "nothing waits");
        assert_eq!(inbox::peek(&mut tx, "a").await.unwrap().map(|mail| mail.lease_until), Some(0));
        inbox::wake(&mut tx, "a", NOW).await.unwrap();
        assert_eq!(inbox::pending(&mut tx).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn mails_are_listed_by_status_and_sender_and_leave_the_queue_once() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        for (id, first) in [("a", 1), ("b", 2), ("c", 3)] {
            inbox::insert(&mut tx, &inbound(id, first, 10)).await.unwrap();
        }
        let about = inbox::Worked { sender: Some(7), ..worked("review", 1_000) };
        inbox::settle(&mut tx, "b", &about).await.unwrap();
        let ids = |rows: Vec<inbox::MailRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(ids(inbox::page(&mut tx, "", -1, "a", 10).await.unwrap()), ["b", "c"]);
        assert_eq!(ids(inbox::page(&mut tx, "review", -1, "", 10).await.unwrap()), ["b"]);
        assert_eq!(ids(inbox::page(&mut tx, "", 7, "", 10).await.unwrap()), ["b"]);
        assert!(inbox::page(&mut tx, "review", 8, "", 10).await.unwrap().is_empty());
        assert!(inbox::move_status(&mut tx, "b", "review", "decided", NOW).await.unwrap());
        assert!(!inbox::move_status(&mut tx, "b", "review", "decided", NOW).await.unwrap());
        let counts = inbox::counts(&mut tx).await.unwrap();
        assert_eq!(counts, [("decided".to_owned(), 1), ("received".to_owned(), 2)]);
    })
    .await;
}

fn case(id: &str, first: u8, holds: bool) -> CaseRecord {
    CaseRecord {
        id: id.to_owned(),
        version: 1,
        kind: CaseKind::Unclear,
        state: CaseState::NeedsReview,
        waiting_for: None,
        sender: SenderId(4_000_000_000),
        recipient: Some(key(first)),
        mail: Some("a".to_owned()),
        detail: Some(b"sealed".to_vec()),
        holds,
        asked_by: "lmtp".to_owned(),
        language: "en".to_owned(),
        policy: "2014-05-08".to_owned(),
        received_at: Instant(10),
        opened_at: NOW,
        clocks: Vec::new(),
        due_at: None,
        identity_asked_at: None,
        identity_reminded: false,
        confirmed_at: None,
        vouched_by: None,
        acknowledged_at: None,
        effective_at: None,
        answered_at: None,
        done_at: None,
        outcome: None,
        reason: None,
        duplicate_of: None,
        assignee: None,
        warned: 0,
        entry: 5,
    }
}

async fn put_case(tx: &mut Tx, case: &CaseRecord) {
    cases::insert(tx, case).await.unwrap();
    cases::set_entry(tx, &case.id, 5).await.unwrap();
}

#[tokio::test]
async fn a_case_is_changed_only_as_it_was_seen_and_is_found_by_mail_recipient_and_filter() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        inbox::insert(&mut tx, &inbound("a", 1, 10)).await.unwrap();
        for (id, first, holds) in [("1", 1, true), ("2", 1, true), ("3", 2, false)] {
            put_case(&mut tx, &case(id, first, holds)).await;
        }
        let read = |row: cases::CaseRow| CaseRecord::try_from(row).unwrap();
        assert_eq!(read(cases::find(&mut tx, "2").await.unwrap().unwrap()), case("2", 1, true));
        assert_eq!(cases::holding(&mut tx, &key(1).bytes, 4_000_000_000).await.unwrap(), 2);
        let done = CaseRecord {
            version: 2,
            state: CaseState::Refused,
            waiting_for: Some(WaitingFor::Partner),
            holds: false,
            due_at: Some(Instant(77)),
            identity_asked_at: Some(Instant(11)),
            identity_reminded: true,
            confirmed_at: Some(Instant(12)),
            vouched_by: Some("op".to_owned()),
            acknowledged_at: Some(Instant(16)),
            effective_at: Some(Instant(13)),
            answered_at: Some(Instant(14)),
            done_at: Some(Instant(15)),
            outcome: Some("refused".to_owned()),
            reason: Some(RefusalReason::LegalClaim),
            duplicate_of: Some("2".to_owned()),
            assignee: Some("op".to_owned()),
            warned: 3,
            ..case("1", 1, true)
        };
        assert!(cases::replace(&mut tx, &done, 1).await.unwrap());
        assert!(!cases::replace(&mut tx, &done, 1).await.unwrap(), "it is at another version now");
        assert_eq!(read(cases::find(&mut tx, "1").await.unwrap().unwrap()), done);
        assert_eq!(cases::holding(&mut tx, &key(1).bytes, 4_000_000_000).await.unwrap(), 1);
        assert_eq!(cases::of_mail(&mut tx, "a").await.unwrap().len(), 3);
        assert_eq!(cases::of_recipient(&mut tx, &key(1).bytes).await.unwrap().len(), 2);
        let ids = |rows: Vec<cases::CaseRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
        let oldest_first = ids(cases::of_recipient(&mut tx, &key(1).bytes).await.unwrap());
        assert_eq!(ids(cases::newest_about(&mut tx, &key(1).bytes, 1).await.unwrap())[..], oldest_first[1..]);
        let any = CaseFilter::default();
        let open = CaseFilter { state: "open".to_owned(), sender: 4_000_000_000, ..any.clone() };
        assert_eq!(ids(cases::page(&mut tx, &open, "", 1).await.unwrap()), ["2"]);
        assert_eq!(ids(cases::page(&mut tx, &any, "2", 10).await.unwrap()), ["3"]);
        let mine = CaseFilter { assignee: "op".to_owned(), due_before: 78, kind: "unclear".to_owned(), ..any.clone() };
        assert_eq!(ids(cases::page(&mut tx, &mine, "", 10).await.unwrap()), ["1"]);
        let late = CaseFilter { due_before: 77, ..any };
        assert!(cases::page(&mut tx, &late, "", 10).await.unwrap().is_empty());
        let pressure = async |tx: &mut Tx, now, soon| {
            let row = cases::pressure(tx, (Instant(now), Instant(soon))).await.unwrap();
            (row.open, row.late, row.soon, row.first)
        };
        assert_eq!(pressure(&mut tx, 1, 2).await, (2, 0, 0, None), "an ended one presses nobody");
        let due = CaseRecord { due_at: Some(Instant(50)), version: 2, ..case("3", 2, false) };
        assert!(cases::replace(&mut tx, &due, 1).await.unwrap());
        assert_eq!(pressure(&mut tx, 50, 51).await, (2, 0, 1, Some(50)));
        assert_eq!(pressure(&mut tx, 51, 60).await, (2, 1, 0, Some(50)));
        let within = (Instant(10), Instant(11));
        assert_eq!(ids(cases::received(&mut tx, within, -1, "1", 10).await.unwrap()), ["2", "3"]);
        assert!(cases::received(&mut tx, (Instant(11), Instant(12)), -1, "", 10).await.unwrap().is_empty());
        let newest = cases::received_below(&mut tx, within.0, (within.1, ""), -1, 10).await.unwrap();
        let (last, rest) = newest.split_first().unwrap();
        let below = (Instant(last.received_at), last.id.as_str());
        let after = cases::received_below(&mut tx, within.0, below, -1, 10).await.unwrap();
        assert_eq!(
            ids(after),
            rest.iter().map(|row| row.id.clone()).collect::<Vec<_>>(),
            "the newest first, page by page"
        );
        assert!(newest.is_sorted_by_key(|row| std::cmp::Reverse((row.received_at, row.id.clone()))));
        assert_eq!(newest.len(), 3);
        assert!(cases::received_below(&mut tx, within.0, (within.1, ""), 99, 10).await.unwrap().is_empty());
        let proven = CaseRecord { kind: CaseKind::Deletion, confirmed_at: Some(NOW), version: 2, ..case("2", 1, true) };
        assert!(cases::reaching(&mut tx, "", 10).await.unwrap().is_empty());
        assert!(cases::replace(&mut tx, &proven, 1).await.unwrap());
        assert_eq!(ids(cases::reaching(&mut tx, "", 10).await.unwrap()), ["2"]);
        tx.commit().await.unwrap();
        execute(&store.db, "UPDATE cases SET state = 'perhaps' WHERE id = '3'").await;
        let damaged = cases::find(&mut store.tx().await, "3").await.unwrap().unwrap();
        assert_eq!(damage(CaseRecord::try_from(damaged)), named("cases", "state", "3"));
    })
    .await;
}

fn party(id: &str, key: &str) -> Party {
    Party {
        id: id.to_owned(),
        kind: PartyKind::System,
        key: Key::parse(key).unwrap(),
        name: "The CRM".to_owned(),
        sender: Some(SenderId(4_000_000_000)),
        contact: Some(b"sealed".to_vec()),
        url: Some("https://crm.example/desist".to_owned()),
        secret: None,
        detail: PartyDetail { data: "names and notes".to_owned(), tell: true, ..PartyDetail::default() },
        created_at: NOW,
        retired_at: None,
    }
}

fn task(id: &str, party: &str) -> Task {
    Task {
        id: id.to_owned(),
        case: "1".to_owned(),
        party: party.to_owned(),
        party_kind: PartyKind::System,
        what: TaskWhat::Delete,
        state: TaskState::Open,
        opened_at: NOW,
        told: 0,
        next_at: Some(NOW),
        settled_at: None,
        settled_by: None,
        token_hash: [id.as_bytes()[0]; 32],
        answer: None,
        entry: 7,
    }
}

#[tokio::test]
async fn a_party_is_written_anew_and_a_task_ends_once() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        inbox::insert(&mut tx, &inbound("a", 1, 10)).await.unwrap();
        put_case(&mut tx, &case("1", 1, false)).await;
        parties::put(&mut tx, &party("p", "crm"), 3).await.unwrap();
        let retired = Party { retired_at: Some(NOW), url: None, ..party("q", "mail") };
        parties::put(&mut tx, &party("q", "mail"), 4).await.unwrap();
        parties::put(&mut tx, &retired, 5).await.unwrap();
        let all: Vec<_> = parties::all(&mut tx).await.unwrap().into_iter().map(Result::unwrap).collect();
        assert_eq!(all, [party("p", "crm"), retired]);
        for (id, party) in [("x", "p"), ("y", "q")] {
            tasks::insert(&mut tx, &task(id, party)).await.unwrap();
            tasks::set_entry(&mut tx, id, 7).await.unwrap();
        }
        assert_eq!(tasks::open_count(&mut tx, "1").await.unwrap(), 2);
        assert_eq!(tasks::due(&mut tx, NOW, 10).await.unwrap().len(), 2);
        assert!(tasks::told(&mut tx, "x", 0, Some(Instant(2_000))).await.unwrap());
        assert!(!tasks::told(&mut tx, "x", 0, None).await.unwrap(), "somebody told it meanwhile");
        assert_eq!(tasks::due(&mut tx, NOW, 10).await.unwrap().len(), 1);
        let done = (TaskState::Done, "link");
        assert!(tasks::settle(&mut tx, "x", done, Some(b"copy"), NOW).await.unwrap());
        assert!(!tasks::settle(&mut tx, "x", done, None, NOW).await.unwrap(), "it ends once");
        let read = |row: tasks::TaskRow| Task::try_from(row).unwrap();
        let settled = read(tasks::find(&mut tx, "x").await.unwrap().unwrap());
        assert_eq!((settled.state, settled.answer.as_deref(), settled.told), (TaskState::Done, Some(&b"copy"[..]), 1));
        assert!(tasks::set_answer(&mut tx, "x", b"copy", b"less").await.unwrap());
        assert!(!tasks::set_answer(&mut tx, "x", b"copy", b"more").await.unwrap(), "another answer stands there");
        assert!(tasks::settle(&mut tx, "y", (TaskState::Failed, "callback"), Some(b"part"), NOW).await.unwrap());
        assert!(tasks::reopen(&mut tx, "y", Instant(9_000)).await.unwrap());
        assert!(!tasks::reopen(&mut tx, "y", NOW).await.unwrap(), "it is open");
        let again = read(tasks::find(&mut tx, "y").await.unwrap().unwrap());
        assert_eq!((again.state, again.told, again.opened_at), (TaskState::Open, 0, Instant(9_000)));
        assert_eq!(again.answer, None, "what was sent back never comes back");
        assert_eq!(tasks::forget_answers(&mut tx, "1").await.unwrap(), 1);
        assert_eq!(tasks::by_token(&mut tx, &[b'y'; 32]).await.unwrap().unwrap().id, "y");
        assert_eq!(tasks::of_case(&mut tx, "1").await.unwrap().len(), 2);
        assert_eq!(tasks::page(&mut tx, "x", 10).await.unwrap().len(), 1);
        assert_eq!(tasks::open_count(&mut tx, "1").await.unwrap(), 1);
        tx.commit().await.unwrap();
        execute(&store.db, "UPDATE case_tasks SET what = 'perhaps' WHERE id = 'y'").await;
        let damaged = tasks::find(&mut store.tx().await, "y").await.unwrap().unwrap();
        assert_eq!(damage(Task::try_from(damaged)), named("case_tasks", "what", "y"));
        execute(&store.db, "UPDATE parties SET detail = '{\"shoe\":9}' WHERE id = 'q'").await;
        let damaged = parties::all(&mut store.tx().await).await.unwrap().pop().unwrap();
        assert_eq!(damage(damaged), named("parties", "detail", "q"));
    })
    .await;
}

#[tokio::test]
async fn the_list_of_cases_goes_by_the_shown_due_date_both_ways_and_by_whatever_is_asked() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        inbox::insert(&mut tx, &inbound("a", 1, 10)).await.unwrap();
        let due = |id: &str, due: Option<i64>, who: Option<&str>| CaseRecord {
            due_at: due.map(Instant),
            assignee: who.map(str::to_owned),
            ..case(id, 1, false)
        };
        let deletion = CaseRecord { kind: CaseKind::Deletion, ..due("4", Some(20), None) };
        let done = CaseRecord { state: CaseState::Done, ..due("5", None, Some("ada")) };
        for case in [due("1", Some(30), Some("ada")), due("2", Some(20), None), due("3", None, None), deletion, done] {
            put_case(&mut tx, &case).await;
        }
        let ids = |rows: Vec<cases::CaseRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
        let any = Listed { state: String::new(), kind: String::new(), assignee: ANYBODY.into(), due_before: NEVER };
        let all = case_list::after(&mut tx, &any, None, 10).await.unwrap();
        let at: Vec<_> = all.iter().map(cases::CaseRow::position).collect();
        assert_eq!(ids(all), ["4", "2", "1", "5", "3"], "without a due date last, the newest first");
        assert_eq!(ids(case_list::after(&mut tx, &any, Some(&at[0]), 2).await.unwrap()), ["2", "1"]);
        assert_eq!(ids(case_list::after(&mut tx, &any, Some(&at[3]), 2).await.unwrap()), ["3"]);
        assert_eq!(ids(case_list::before(&mut tx, &any, &at[3], 2).await.unwrap()), ["1", "2"]);
        assert_eq!(ids(case_list::before(&mut tx, &any, &at[1], 9).await.unwrap()), ["4"]);
        let open = Listed { state: "open".into(), assignee: "ada".into(), ..any.clone() };
        assert_eq!(ids(case_list::after(&mut tx, &open, None, 9).await.unwrap()), ["1"]);
        let closed = Listed { state: "closed".into(), ..any.clone() };
        assert_eq!(ids(case_list::after(&mut tx, &closed, None, 9).await.unwrap()), ["5"]);
        let nobodys = Listed { assignee: String::new(), kind: "deletion".into(), ..any.clone() };
        assert_eq!(ids(case_list::after(&mut tx, &nobodys, None, 9).await.unwrap()), ["4"]);
        let late = Listed { due_before: 30, state: "needs_review".into(), ..any };
        assert_eq!(ids(case_list::after(&mut tx, &late, None, 9).await.unwrap()), ["4", "2"]);
        assert_eq!(case_list::due_within(&mut tx, i64::MIN, 30).await.unwrap(), 2);
        assert_eq!(case_list::due_within(&mut tx, 30, 31).await.unwrap(), 1);
        assert_eq!(case_list::held_by(&mut tx, "ada").await.unwrap(), 1, "the other one has ended");
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_answer_written_beforehand_is_kept_with_the_entry_of_its_last_change() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let answer = PreparedAnswer {
            id: "1".to_owned(),
            name: "Mine".to_owned(),
            used_for: AnswerUse::Refused,
            reason: Some(RefusalReason::Excessive),
            kinds: vec![CaseKind::Deletion],
            texts: [("en".to_owned(), "No \"that\".".to_owned())].into(),
            created_at: NOW,
            retired_at: None,
        };
        answers::put(&mut tx, &answer, 5).await.unwrap();
        assert_eq!(answers::find(&mut tx, "1").await.unwrap(), Some((answer.clone(), 5)));
        let retired = PreparedAnswer { name: "Old".to_owned(), retired_at: Some(NOW), ..answer };
        answers::put(&mut tx, &retired, 6).await.unwrap();
        assert_eq!(answers::find(&mut tx, "1").await.unwrap(), Some((retired, 6)));
        assert_eq!(answers::find(&mut tx, "2").await.unwrap(), None);
        assert_eq!(answers::all(&mut tx).await.unwrap().len(), 1);
        tx.commit().await.unwrap();
        execute(&store.db, "UPDATE prepared_answers SET texts = 'x'").await;
        let damaged = answers::all(&mut store.tx().await).await.unwrap().remove(0);
        assert_eq!(damage(damaged), named("prepared_answers", "texts", "1"));
    })
    .await;
}

async fn put_event(tx: &mut Tx, case: &str, number: i64, what: &str) {
    let event = NewEvent {
        case,
        number,
        at: NOW,
        what,
        before: "needs_review",
        after: "needs_review",
        actor: "system",
        actor_id: None,
        channel: "system",
        detail: Some(b"sealed"),
        mail: None,
        entry: 9,
    };
    cases::add_event(tx, &event).await.unwrap();
}

#[tokio::test]
async fn clk_04_a_case_awaits_its_mail_until_an_event_says_what_became_of_it_and_a_complaint_is_told_once() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        inbox::insert(&mut tx, &inbound("a", 1, 10)).await.unwrap();
        let complaint = |id| CaseRecord { kind: CaseKind::Complaint, ..case(id, 1, false) };
        for one in [complaint("1"), complaint("2"), case("3", 1, false)] {
            put_case(&mut tx, &one).await;
        }
        let ended = CaseRecord { state: CaseState::Done, ..complaint("4") };
        put_case(&mut tx, &ended).await;
        for (id, what) in [("1", "extending"), ("2", "asking"), ("3", "noted"), ("4", "extending")] {
            put_event(&mut tx, id, 1, what).await;
        }
        let awaited = cases::awaiting_mail(&mut tx).await.unwrap();
        let shown: Vec<_> = awaited.iter().map(|event| (event.case_id.as_str(), event.what.as_str())).collect();
        assert_eq!(shown, [("1", "extending"), ("2", "asking")]);
        put_event(&mut tx, "1", 2, "extended").await;
        put_event(&mut tx, "2", 2, "told_complaints").await;
        assert_eq!(cases::awaiting_mail(&mut tx).await.unwrap().len(), 1, "the question still waits");
        let told = cases::complaints_to_tell(&mut tx, 10).await.unwrap();
        assert_eq!(told.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["1"]);
    })
    .await;
}

#[tokio::test]
async fn what_happened_to_a_case_stands_in_order_and_what_is_sealed_in_it_can_be_forgotten() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        inbox::insert(&mut tx, &inbound("a", 1, 10)).await.unwrap();
        put_case(&mut tx, &case("1", 1, false)).await;
        parties::put(&mut tx, &party("p", "crm"), 3).await.unwrap();
        tasks::insert(&mut tx, &task("x", "p")).await.unwrap();
        tasks::settle(&mut tx, "x", (TaskState::Done, "link"), Some(b"copy"), NOW).await.unwrap();
        for number in [2, 1] {
            let event = NewEvent {
                case: "1",
                number,
                at: NOW,
                what: "noted",
                before: "needs_review",
                after: "in_progress",
                actor: "tool",
                actor_id: Some("k"),
                channel: "api",
                detail: Some(b"a note"),
                mail: Some("a"),
                entry: 9,
            };
            cases::add_event(&mut tx, &event).await.unwrap();
        }
        let events = cases::events(&mut tx, "1").await.unwrap();
        assert_eq!(events.iter().map(|event| event.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((events[0].actor_id.as_deref(), events[0].detail.as_deref()), (Some("k"), Some(&b"a note"[..])));
        assert_eq!(events[0].mail_id.as_deref(), Some("a"));
        let history = cases::history(&mut tx, ("", 0), 10).await.unwrap();
        let shown: Vec<_> = history.iter().map(|row| (row.number, row.version, row.found, row.entry_index)).collect();
        assert_eq!(shown, [(1, Some(1), None, 9), (2, Some(1), None, 9)]);
        assert_eq!(cases::history(&mut tx, ("1", 1), 10).await.unwrap().len(), 1, "after the first");
        assert!(cases::without_events(&mut tx, 10).await.unwrap().is_empty());
        put_case(&mut tx, &case("0", 3, false)).await;
        assert_eq!(cases::without_events(&mut tx, 10).await.unwrap(), ["0"]);
        let mut sealed = cases::sealed(&mut tx, &[("1", 1), ("1", 2), ("1", 3), ("2", 1)]).await.unwrap();
        sealed.sort_by_key(|row| row.number);
        let shown: Vec<_> = sealed.iter().map(|row| (row.number, row.newest, row.detail.is_some())).collect();
        assert_eq!(shown, [(1, 1, true), (2, 0, false)], "what is sealed in the case stands beside its version");
        assert!(sealed.iter().all(|row| row.case_id == "1" && row.event.as_deref() == Some(b"a note")));
        tasks::set_entry(&mut tx, "x", 7).await.unwrap();
        let answers = tasks::answers(&mut tx, &[("x", 7), ("y", 7)]).await.unwrap();
        assert_eq!(answers, [("x".to_owned(), Some(b"copy".to_vec()))]);
        assert!(tasks::answers(&mut tx, &[("x", 6)]).await.unwrap().is_empty(), "it has changed since");
        assert_eq!(cases::forget_details(&mut tx, &key(2).bytes).await.unwrap(), 0);
        assert_eq!(cases::forget_details(&mut tx, &key(1).bytes).await.unwrap(), 4);
        assert!(cases::events(&mut tx, "1").await.unwrap().iter().all(|event| event.detail.is_none()));
        assert!(tasks::find(&mut tx, "x").await.unwrap().unwrap().answer.is_none());
        assert!(cases::find(&mut tx, "1").await.unwrap().unwrap().detail.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_copy_is_frozen_once_opened_and_destroyed_while_its_row_stays() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        inbox::insert(&mut tx, &inbound("a", 1, 10)).await.unwrap();
        for id in ["1", "2"] {
            put_case(&mut tx, &case(id, 1, false)).await;
            copies::insert(&mut tx, id, (&[7; 32], b"copy"), NOW, Instant(5_000)).await.unwrap();
            copies::set_entry(&mut tx, id, 8).await.unwrap();
        }
        let found = copies::find(&mut tx, "1").await.unwrap().unwrap();
        let frozen = found.columns();
        assert_eq!((found.copy.as_deref(), found.opened_at, found.entry_index), (Some(&b"copy"[..]), None, 8));
        copies::opened(&mut tx, "1", Instant(2_000)).await.unwrap();
        copies::opened(&mut tx, "1", Instant(3_000)).await.unwrap();
        let opened = copies::find(&mut tx, "1").await.unwrap().unwrap();
        assert_eq!(opened.opened_at, Some(2_000), "the first time counts");
        assert_ne!(opened.columns(), frozen);
        assert!(copies::prolong(&mut tx, "2", Instant(9_000)).await.unwrap());
        assert_eq!(copies::ended(&mut tx, Instant(6_000), 10).await.unwrap(), ["1"]);
        assert!(!copies::destroy(&mut tx, "2", Instant(6_000)).await.unwrap(), "a newer link leads to it");
        assert!(copies::destroy(&mut tx, "1", Instant(6_000)).await.unwrap());
        assert!(!copies::destroy(&mut tx, "1", Instant(6_000)).await.unwrap(), "it is gone");
        let gone = copies::find(&mut tx, "1").await.unwrap().unwrap();
        assert!(gone.copy.is_none());
        assert_eq!(gone.columns(), opened.columns(), "the entry commits to what stays");
        assert!(!copies::prolong(&mut tx, "1", Instant(9_000)).await.unwrap(), "there is nothing to lead to");
        assert_eq!(copies::forget(&mut tx, &key(2).bytes).await.unwrap(), 0);
        assert_eq!(copies::forget(&mut tx, &key(1).bytes).await.unwrap(), 1);
        assert_eq!(copies::page(&mut tx, "1", 10).await.unwrap().len(), 1);
    })
    .await;
}

fn operator(id: &str, first: u8, role: Role) -> Operator {
    let (key, sealed, name) = (key(first), vec![first], format!("operator {id}"));
    Operator { id: id.to_owned(), key, sealed, name, role, created_at: NOW, disabled_at: None }
}

#[tokio::test]
async fn an_operator_has_credentials_that_a_step_changes_and_links_that_are_spent_once() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let robin = operator("a", 1, Role::Support);
        operators::put(&mut tx, &robin, 1).await.unwrap();
        operators::put(&mut tx, &operator("b", 2, Role::Admin), 2).await.unwrap();
        let gone = Operator { role: Role::Auditor, disabled_at: Some(Instant(2_000)), ..robin.clone() };
        operators::put(&mut tx, &gone, 3).await.unwrap();
        assert_eq!(operators::find(&mut tx, "a").await.unwrap(), Some(gone.clone()));
        assert_eq!(operators::find_by_key(&mut tx, &key(1)).await.unwrap(), Some(gone));
        assert_eq!(operators::find_by_key(&mut tx, &key(9)).await.unwrap(), None);
        assert_eq!(operators::all(&mut tx).await.unwrap().len(), 2);

        assert!(operators::credentials(&mut tx, "b").await.unwrap().is_none());
        operators::put_credentials(&mut tx, "b", ("hash", b"secret"), 10, NOW).await.unwrap();
        assert!(!operators::signed_in(&mut tx, "b", 10).await.unwrap(), "its step was used");
        assert!(operators::signed_in(&mut tx, "b", 11).await.unwrap());
        assert_eq!(operators::credentials(&mut tx, "b").await.unwrap().unwrap().last_step, 11);
        operators::put_credentials(&mut tx, "b", ("new", b"other"), 12, NOW).await.unwrap();
        let row = operators::credentials(&mut tx, "b").await.unwrap().unwrap();
        assert_eq!((row.password_hash.as_str(), row.last_step), ("new", 12));
        operators::forget_credentials(&mut tx, "b").await.unwrap();
        assert!(operators::credentials(&mut tx, "b").await.unwrap().is_none());

        let until = (NOW, Instant(9_000));
        operators::add_link(&mut tx, b"first", Some("b"), until).await.unwrap();
        operators::add_link(&mut tx, b"nobodys", None, until).await.unwrap();
        operators::add_link(&mut tx, b"second", Some("b"), until).await.unwrap();
        assert!(!operators::spend_link(&mut tx, b"first", NOW).await.unwrap(), "a newer one was made");
        assert!(!operators::spend_link(&mut tx, b"second", Instant(9_001)).await.unwrap(), "too old");
        assert!(operators::spend_link(&mut tx, b"second", Instant(9_000)).await.unwrap());
        assert!(!operators::spend_link(&mut tx, b"second", Instant(9_000)).await.unwrap());
        assert_eq!(operators::link(&mut tx, b"nobodys").await.unwrap().unwrap().operator_id, None);
        assert_eq!(operators::forget_old(&mut tx, Instant(9_000)).await.unwrap(), 3);
        assert!(operators::link(&mut tx, b"nobodys").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn tries_to_sign_in_are_counted_for_whom_and_from_where_and_forgotten_when_they_are_old() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        for network in ["", "192.0.2.0/24"] {
            tries::hold(&mut tx, b"ana", network).await.unwrap();
        }
        tries::failed(&mut tx, (b"ana", "192.0.2.0/24"), 6, (Instant(1_000), Instant(5_000))).await.unwrap();
        tries::hold(&mut tx, b"ana", "192.0.2.0/24").await.unwrap();
        let row = tries::find(&mut tx, b"ana", "192.0.2.0/24").await.unwrap();
        assert_eq!((row.failures, row.failed_at, row.locked_until, row.signed_in_at), (6, 1_000, 5_000, 0));
        for (who, network) in [(&b"ana"[..], ""), (b"ana", "192.0.3.0/24"), (b"bo", "192.0.2.0/24")] {
            assert_eq!(tries::find(&mut tx, who, network).await.unwrap().failures, 0);
        }
        tries::came_out_well(&mut tx, (b"ana", "192.0.2.0/24"), Instant(7_000)).await.unwrap();
        let row = tries::find(&mut tx, b"ana", "192.0.2.0/24").await.unwrap();
        assert_eq!((row.failures, row.locked_until, row.signed_in_at), (0, 0, 7_000));
        tries::hold(&mut tx, b"bo", "192.0.2.0/24").await.unwrap();
        tries::failed(&mut tx, (b"bo", "192.0.2.0/24"), 6, (Instant(1_000), Instant(5_000))).await.unwrap();
        tries::forget(&mut tx, b"bo").await.unwrap();
        assert_eq!(tries::find(&mut tx, b"bo", "192.0.2.0/24").await.unwrap().failures, 0);
        assert_eq!(tries::forget_old(&mut tx, Instant(9_000), Instant(6_999)).await.unwrap(), 1);
        assert_eq!(tries::forget_old(&mut tx, Instant(9_000), Instant(7_000)).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_session_is_found_while_it_lasts_and_ended_by_its_operator_only() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        let begin = |id: &str, at: i64| SessionRow {
            id: id.to_owned(),
            operator_id: "a".to_owned(),
            created_at: at,
            seen_at: at,
            proven_at: at,
            client: "192.0.2.0/24".to_owned(),
            agent: String::new(),
        };
        operators::begin_session(&mut tx, b"one", &begin("1", 1_000)).await.unwrap();
        operators::begin_session(&mut tx, b"two", &begin("2", 2_000)).await.unwrap();
        let since = |begun, seen| (Instant(begun), Instant(seen));
        assert!(operators::session(&mut tx, b"one", since(999, 999)).await.unwrap().is_some());
        assert!(operators::session(&mut tx, b"one", since(1_000, 0)).await.unwrap().is_none(), "begun too long ago");
        assert!(operators::session(&mut tx, b"one", since(0, 1_000)).await.unwrap().is_none(), "idle too long");
        operators::seen(&mut tx, "1", Instant(5_000)).await.unwrap();
        operators::proven(&mut tx, "2", b"another", Instant(6_000)).await.unwrap();
        assert!(operators::session(&mut tx, b"two", since(0, 0)).await.unwrap().is_none(), "its token is another now");
        assert!(operators::session(&mut tx, b"another", since(0, 0)).await.unwrap().is_some());
        let all = operators::sessions_of(&mut tx, "a").await.unwrap();
        let times: Vec<_> = all.iter().map(|row| (row.id.as_str(), row.seen_at, row.proven_at)).collect();
        assert_eq!(times, [("2", 6_000, 6_000), ("1", 5_000, 1_000)]);
        assert!(!operators::end_session(&mut tx, "b", "1").await.unwrap(), "of another operator");
        assert!(operators::end_session(&mut tx, "a", "1").await.unwrap());
        operators::begin_session(&mut tx, b"four", &begin("4", 4_000)).await.unwrap();
        operators::end_session_of(&mut tx, b"four").await.unwrap();
        assert_eq!(operators::sessions_of(&mut tx, "a").await.unwrap().len(), 1);
        operators::begin_session(&mut tx, b"three", &begin("3", 3_000)).await.unwrap();
        assert_eq!(operators::end_sessions(&mut tx, "a", "3").await.unwrap(), 1);
        assert_eq!(operators::forget_old(&mut tx, Instant(3_000)).await.unwrap(), 1);
        assert!(operators::sessions_of(&mut tx, "a").await.unwrap().is_empty());
    })
    .await;
}

fn agent(id: &str, first: u8, status_notes: StatusNotes) -> Agent {
    Agent { id: id.to_owned(), key: key(first), status_notes, sealed: vec![first], created_at: NOW }
}

#[tokio::test]
async fn an_agent_is_one_address_and_hears_each_note_once() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        agents::put(&mut tx, &agent("a", 1, StatusNotes::Digest), 1).await.unwrap();
        agents::put(&mut tx, &agent("b", 1, StatusNotes::Each), 2).await.unwrap();
        agents::put(&mut tx, &agent("c", 2, StatusNotes::Off), 3).await.unwrap();
        let all: Vec<_> = agents::all(&mut tx).await.unwrap().into_iter().map(Result::unwrap).collect();
        let known: Vec<_> = all.iter().map(|agent| (agent.id.as_str(), agent.status_notes)).collect();
        assert_eq!(known, [("a", StatusNotes::Each), ("c", StatusNotes::Off)], "the same address keeps its id");
        assert!(agents::remove(&mut tx, "c", NOW, 4).await.unwrap());
        assert!(!agents::remove(&mut tx, "c", NOW, 4).await.unwrap());
        let former = [key(1), key(2), key(3)].map(|key| key.bytes);
        let [one, two, three] = former;
        assert!(!agents::was_removed(&mut tx, &one).await.unwrap(), "it is one");
        assert!(agents::was_removed(&mut tx, &two).await.unwrap());
        assert!(!agents::was_removed(&mut tx, &three).await.unwrap(), "it never was");
        assert_eq!(agents::all(&mut tx).await.unwrap().len(), 1);
        agents::add_note(&mut tx, "n1", "a", b"one", Instant(10)).await.unwrap();
        agents::add_note(&mut tx, "n2", "a", b"two", Instant(900)).await.unwrap();
        assert!(agents::notes_due(&mut tx, Instant(9), 10).await.unwrap().is_empty(), "none is old enough");
        let due = agents::notes_due(&mut tx, Instant(10), 10).await.unwrap();
        assert_eq!(due.iter().map(|note| note.id.as_str()).collect::<Vec<_>>(), ["n1", "n2"], "with all that waits");
        assert!(agents::note_sent(&mut tx, "n1", NOW).await.unwrap());
        assert!(!agents::note_sent(&mut tx, "n1", NOW).await.unwrap());
        assert!(agents::notes_due(&mut tx, Instant(10), 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_mailbox_remembers_how_far_it_was_read_and_when_it_was_read_first() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        assert!(mailboxes::find(&mut tx, b"one").await.unwrap().is_none());
        mailboxes::remember(&mut tx, b"one", 7, 3, Instant(10)).await.unwrap();
        mailboxes::remember(&mut tx, b"one", u32::MAX, u32::MAX, Instant(20)).await.unwrap();
        mailboxes::remember(&mut tx, b"two", 1, 0, Instant(30)).await.unwrap();
        let one = mailboxes::find(&mut tx, b"one").await.unwrap().unwrap();
        assert_eq!((one.uid_validity, one.last_uid, one.begun_at), (i64::from(u32::MAX), i64::from(u32::MAX), 10));
    })
    .await;
}

fn webhook(id: &str, lane: u8, at: i64) -> NewWebhook {
    NewWebhook { id: id.to_owned(), ordering: vec![lane; 32], payload: b"sealed".to_vec(), created_at: Instant(at) }
}

#[tokio::test]
async fn webhooks_lie_in_the_outbox_beside_mails_and_are_claimed_apart_in_order_for_each_endpoint() {
    both(|database| async move {
        let store = Store::new(database).await;
        push(&store, &[mail("m1", 1, 10)]).await;
        let mut tx = store.tx().await;
        let new = [webhook("w1", 1, 10), webhook("w2 \"quoted\"", 1, 11), webhook("v1", 2, 12)];
        outbox::push_webhooks(&mut tx, &new).await.unwrap();
        outbox::push_webhooks(&mut tx, &[webhook("w1", 9, 13), webhook("v2", 2, 13)]).await.unwrap();
        tx.commit().await.unwrap();
        push(&store, &[mail("m2", 1, 14)]).await;
        let mut tx = store.tx().await;
        assert_eq!((outbox::pending(&mut tx).await.unwrap(), outbox::pending_webhooks(&mut tx).await.unwrap()), (2, 4));
        let lease = Instant(5_000);
        assert_eq!(ids(&outbox::claim(&mut tx, "i1", NOW, lease, 10).await.unwrap()), ["m1"]);
        let claimed = outbox::claim_webhooks(&mut tx, NOW, lease, 10).await.unwrap();
        assert_eq!(ids(&claimed), ["w1", "v1"], "one of each endpoint; the same id a second time was the same one");
        assert_eq!((&claimed[0].ordering, &claimed[0].payload), (&vec![1; 32], &b"sealed".to_vec()));
        assert!(claimed[0].sequence < claimed[1].sequence);
        // Put off, and what waits behind it with it.
        assert!(outbox::retry(&mut tx, "w1", 5_000, Instant(9_000), Some("500")).await.unwrap());
        outbox::wait_behind(&mut tx, &[1; 32], Instant(9_000)).await.unwrap();
        assert!(outbox::settle(&mut tx, "v1", 5_000, "sent", None, NOW).await.unwrap());
        outbox::hurry(&mut tx, &[1; 32], Instant(8_000)).await.unwrap();
        assert_eq!(outbox::next_due(&mut tx, true).await.unwrap(), Some(13), "v2, which was due before");
        assert_eq!(outbox::state(&mut tx, "w1").await.unwrap().unwrap().due, 8_000);
        outbox::wait_behind(&mut tx, &[1; 32], Instant(9_000)).await.unwrap();
        assert_eq!(ids(&outbox::claim_webhooks(&mut tx, NOW, lease, 10).await.unwrap()), ["v2"]);
        assert!(outbox::settle(&mut tx, "v2", 5_000, "dead", Some("refused"), NOW).await.unwrap());
        assert_eq!(outbox::next_due(&mut tx, true).await.unwrap(), Some(9_000));
        assert_eq!(ids(&outbox::claim_webhooks(&mut tx, Instant(9_000), Instant(20_000), 10).await.unwrap()), ["w1"]);
        let waiting = outbox::state(&mut tx, "w1").await.unwrap().unwrap();
        assert_eq!(
            (waiting.status.as_str(), waiting.attempts, waiting.last_error.as_deref()),
            ("pending", 2, Some("500"))
        );
        // Given up with their endpoint, whoever holds them.
        assert_eq!(outbox::give_up(&mut tx, &[1; 32], "disabled", Instant(9_001)).await.unwrap(), 2);
        assert!(!outbox::settle(&mut tx, "w1", 20_000, "sent", None, NOW).await.unwrap());
        let dead = outbox::state(&mut tx, "w1").await.unwrap().unwrap();
        assert_eq!((dead.status.as_str(), dead.settled_at, dead.due), ("dead", Some(9_001), 9_000));
        assert!(outbox::state(&mut tx, "none").await.unwrap().is_none());
        let counts = outbox::counts(&mut tx, true).await.unwrap();
        assert_eq!(counts, [("dead".to_owned(), 3), ("sent".to_owned(), 1)]);
        assert_eq!(outbox::counts(&mut tx, false).await.unwrap(), [("pending".to_owned(), 2)]);
        assert_eq!(outbox::dead(&mut tx, true, 10).await.unwrap().len(), 3);
        tx.commit().await.unwrap();
        let left = "SELECT COUNT(*) FROM outbox WHERE kind = 'webhook' AND length(payload) > 0";
        assert_eq!(number(&store.db, left).await, 0, "nothing of a settled webhook is kept but the fact");
    })
    .await;
}

fn endpoint(id: &str) -> Endpoint {
    Endpoint {
        id: id.to_owned(),
        sender: Some(SenderId(4_000_000_000)),
        url: b"sealed url".to_vec(),
        description: "CRM".to_owned(),
        events: Events::parse("preference.changed,checkpoint.published").unwrap(),
        addresses: true,
        secret: b"sealed secret".to_vec(),
        former: Some((b"before".to_vec(), Instant(99))),
        created_at: NOW,
        disabled: None,
    }
}

#[tokio::test]
async fn endpoints_come_back_as_they_were_written_and_damaged_ones_are_named() {
    both(|database| async move {
        let store = Store::new(database).await;
        let mut tx = store.tx().await;
        fill_registry(&mut tx).await;
        let bare = Endpoint { sender: None, former: None, addresses: false, ..endpoint("b") };
        webhooks::put(&mut tx, &endpoint("a"), 5).await.unwrap();
        webhooks::put(&mut tx, &bare, 6).await.unwrap();
        assert_eq!(all_read(webhooks::all(&mut tx).await.unwrap()), [endpoint("a"), bare.clone()]);
        let off =
            Endpoint { disabled: Some((Instant(7), DisabledWhy::Gone)), url: b"another".to_vec(), ..endpoint("a") };
        webhooks::put(&mut tx, &off, 7).await.unwrap();
        assert_eq!(all_read(webhooks::all(&mut tx).await.unwrap()), [off, bare]);
        let rows = registry_rows::all(&mut tx).await.unwrap();
        let row = rows.iter().find(|row| row.table == "webhooks" && row.id == "a").unwrap();
        assert_eq!((row.entry_index, &row.columns["disabled_why"]), (7, &"gone".into()));
        tx.commit().await.unwrap();
        for (column, value) in [("events", "'everything'"), ("disabled_why", "'because'"), ("disabled_why", "NULL")] {
            execute(&store.db, &format!("UPDATE webhooks SET {column} = {value} WHERE id = 'a'")).await;
            let mut tx = store.db.snapshot().await.unwrap();
            let read = webhooks::all(&mut tx).await.unwrap();
            let column = if value == "NULL" { "disabled_at" } else { column };
            assert_eq!(damage(read.into_iter().next().unwrap()), named("webhooks", column, "a"));
            drop(tx);
            execute(&store.db, "UPDATE webhooks SET events = 'case.moved', disabled_why = 'gone' WHERE id = 'a'").await;
        }
    })
    .await;
}

#[tokio::test]
async fn epochs_come_back_as_they_were_opened() {
    both(|database| async move {
        let store = Store::new(database).await;
        let point = |size: u64| Point { size, root: [size as u8; 32] };
        let second = Epoch {
            number: 2,
            entry: 5,
            fork: 4,
            known: point(7),
            published: Some(point(6)),
            hashes: vec![[1; 32], [2; 32], [3; 32]],
        };
        let third = Epoch { number: 3, published: None, hashes: Vec::new(), ..second.clone() };
        let mut tx = store.tx().await;
        epochs::insert(&mut tx, &third).await.unwrap();
        epochs::insert(&mut tx, &second).await.unwrap();
        let read = |rows: Vec<epochs::EpochRow>| rows.into_iter().map(Epoch::try_from).collect::<Result<Vec<_>, _>>();
        assert_eq!(read(epochs::all(&mut tx).await.unwrap()).unwrap(), [second, third]);
        tx.commit().await.unwrap();
        execute(&store.db, "UPDATE ledger_epochs SET published_size = NULL WHERE epoch = 2").await;
        let mut tx = store.tx().await;
        let damaged = read(epochs::all(&mut tx).await.unwrap());
        assert_eq!(damage(damaged), named("ledger_epochs", "published_root", "2"));
    })
    .await;
}
