//! The database in trouble: full, gone, broken. A change is refused as not durable, the process stays up, and it mends
//! itself when the trouble is over.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use desist::domain::error::Code;
use desist::services::error::ServiceError;
use futures_util::future::join_all;

use crate::support::database::{Place, allow_connections, execute};
use crate::support::{Database, Service, ana, bo, both, eventually, somebody};

/// Waits until a stop of somebody new is stored again.
async fn stops_again(desist: &Service) {
    let next = std::sync::atomic::AtomicUsize::new(10_000);
    eventually("stops are stored again", || async {
        let person = somebody(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        desist.stop(&person, "events").await.is_ok()
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_broken_table_refuses_changes_and_promotional_mail_until_it_is_mended() {
    both(|db| async move {
        let desist = Service::builder(db).staleness_limit(Duration::from_millis(300)).start().await;
        let other = desist.second_instance().await;
        desist.stop(&ana(), "events").await.unwrap();
        execute(desist.db(), "ALTER TABLE ledger_head RENAME TO ledger_head_gone").await;
        let refused = desist.stop(&bo(), "events").await.unwrap_err();
        assert_eq!(refused.problem().code, Code::NotDurable);
        let closed = || async { other.check(&bo(), "events").is_err_and(|p| p.code == Code::GateUnavailable) };
        eventually("L4: the gate is closed to promotional mail", closed).await;
        let invoice = other.check(&bo(), "invoices").unwrap();
        assert!(invoice.verdict.allowed() && invoice.stale, "L4: transactional passes, and says that it is stale");
        execute(desist.db(), "ALTER TABLE ledger_head_gone RENAME TO ledger_head").await;
        stops_again(&desist).await;
        eventually("the gate is open again", || async { other.check(&bo(), "events").is_ok() }).await;
        assert!(!other.allowed(&ana(), "events"));
        desist.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_lost_postgresql_refuses_changes_and_comes_back_by_itself() {
    if !Database::available().contains(&Database::Postgres) {
        return;
    }
    let plan = Service::builder(Database::Postgres).staleness_limit(Duration::from_millis(300));
    let desist = plan.acquire_timeout(Duration::from_millis(500)).start().await;
    desist.stop(&ana(), "events").await.unwrap();
    allow_connections(desist.place(), false).await;
    let refused = desist.stop(&bo(), "events").await.unwrap_err();
    assert_eq!(refused.problem().code, Code::NotDurable);
    let closed = || async { desist.check(&bo(), "events").is_err_and(|p| p.code == Code::GateUnavailable) };
    eventually("L4: the gate is closed to promotional mail", closed).await;
    assert!(desist.check(&bo(), "invoices").unwrap().verdict.allowed());
    allow_connections(desist.place(), true).await;
    stops_again(&desist).await;
    eventually("the gate is open again", || async { desist.check(&bo(), "events").is_ok() }).await;
    assert!(!desist.allowed(&ana(), "events"));
    desist.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_database_file_deleted_or_replaced_under_the_service_takes_no_change_until_it_is_back() {
    let plan = Service::builder(Database::Sqlite).staleness_limit(Duration::from_millis(300));
    let desist = plan.start().await;
    desist.stop(&ana(), "events").await.unwrap();
    let (path, aside) = (desist.data_dir().join("desist.db"), desist.data_dir().join("aside.db"));
    std::fs::rename(&path, &aside).unwrap();
    refuses_everything(&desist).await;
    // Another file in its place, even one that holds the same, is not the one that is written to.
    std::fs::copy(&aside, &path).unwrap();
    refuses_everything(&desist).await;
    std::fs::rename(&aside, &path).unwrap();
    stops_again(&desist).await;
    eventually("the gate is open again", || async { desist.check(&bo(), "events").is_ok() }).await;
    assert!(!desist.allowed(&ana(), "events"));
    desist.verify().await;
}

/// Changes, promotional mail and new traffic; transactional mail passes.
async fn refuses_everything(desist: &Service) {
    let error = desist.stop(&bo(), "events").await.unwrap_err();
    assert_eq!(error.problem().code, Code::NotDurable);
    assert!(desist::faces::cli::failure::chain(&error).join(": ").contains("put the database file back"));
    let closed = || async { desist.check(&bo(), "events").is_err_and(|p| p.code == Code::GateUnavailable) };
    eventually("L4: the gate is closed to promotional mail", closed).await;
    let invoice = desist.check(&bo(), "invoices").unwrap();
    assert!(invoice.verdict.allowed() && invoice.stale, "L4: transactional passes");
    desist.http.get("/health/ready").await.expect(503);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_asker_of_a_failed_batch_learns_the_cause_and_a_failed_read_claims_no_change() {
    both(|db| async move {
        let desist = Service::builder(db).staleness_limit(Duration::from_millis(300)).start().await;
        execute(desist.db(), "ALTER TABLE ledger_head RENAME TO ledger_head_gone").await;
        let outcomes = join_all((0..50).map(|n| {
            let desist = &desist;
            async move { desist.stop(&somebody(n), "events").await }
        }));
        for outcome in outcomes.await {
            let error = outcome.unwrap_err();
            assert!(matches!(&error, ServiceError::NotStored(cause) if matches!(**cause, ServiceError::Store(_))));
            assert!(!error.to_string().contains("stopping"), "{error}");
            assert_eq!(error.problem().code, Code::NotDurable);
        }
        execute(desist.db(), "ALTER TABLE ledger_head_gone RENAME TO ledger_head").await;
        execute(desist.db(), "ALTER TABLE preferences RENAME TO preferences_gone").await;
        let body = serde_json::json!({"recipient": "ana@example.com"});
        let refused = desist.http.api("/v1/recipients/lookup", body).await.expect(503);
        assert_eq!(refused.code(), "not_readable");
        assert!(!refused.header("retry-after").is_empty() && !refused.body.contains("stored"), "{}", refused.body);
        execute(desist.db(), "ALTER TABLE preferences_gone RENAME TO preferences").await;
    })
    .await;
}

/// A file system with little room, unmounted when dropped.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    /// `None`, loudly, when this process may not mount.
    fn mount(at: &'a Path) -> Option<Self> {
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", "size=6m", "tmpfs"]).arg(at).output();
        match done {
            Ok(output) if output.status.success() => Some(Self(at)),
            _ => {
                eprintln!("SKIPPED a full disk: a small file system can be mounted by root only");
                None
            }
        }
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_a_full_disk_refuses_changes_and_is_got_over() {
    let directory = tempfile::tempdir().unwrap();
    let Some(_disk) = SmallDisk::mount(directory.path()) else { return };
    let place = Place::inside(directory.path()).await;
    let desist = Service::start_at(place, Service::builder(Database::Sqlite)).await;
    desist.stop(&ana(), "events").await.unwrap();
    let ballast = directory.path().join("ballast");
    fill(&ballast);
    let mut stored = Vec::new();
    let refused = loop {
        // The log has room left for a few; then one is refused.
        let person = somebody(stored.len());
        match desist.stop(&person, "events").await {
            Ok(_) => stored.push(person),
            Err(error) => break error,
        }
        assert!(stored.len() < 20_000, "the disk does not fill up");
    };
    assert_eq!(refused.problem().code, Code::NotDurable);
    assert!(desist.allowed(&somebody(stored.len()), "events"), "what was not stored is not claimed");
    std::fs::remove_file(&ballast).unwrap();
    stops_again(&desist).await;
    assert!(stored.iter().all(|person| !desist.allowed(person, "events")));
    desist.verify().await;
}

/// Writes until nothing more goes in.
fn fill(path: &Path) {
    use std::io::Write;
    let mut file = std::fs::File::create(path).unwrap();
    for size in [65_536, 512] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}
