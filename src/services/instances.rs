//! The processes at work on one database: each says from time to time that it is alive and how it is reached, so that
//! commands beside it mint links that lead to it, and `doctor` sees who is behind.
//!
//! What a process that died had claimed is given to the others as soon as it has been silent for a while, long before
//! its leases end. Taking a claim back is always safe: whoever turns out to live after all finds its lease gone and
//! does nothing (L7).

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::Services;
use super::error::ServiceError;
use crate::domain::time::{DAY_MS, Instant};
use crate::store::instances::{self, InstanceRow};
use crate::store::{Db, Tx, inbox, installation, outbox};

/// An instance not seen for so long was not stopped in order; its row goes.
const FORGOTTEN_MS: i64 = DAY_MS;
/// An instance that has said nothing for so long is dead: three heartbeats.
const SILENT_MS: i64 = 15_000;
/// So often something is claimed again at once when its claimer died: a restart is not its fault.
const BLAMELESS: i64 = 3;
/// The first pause before something is claimed again whose claimers died; it doubles, so that what kills its process
/// each time leaves the others time to be worked on.
const PAUSE_MS: i64 = 5_000;
/// The pause doubles so many times at most.
const DOUBLED_MAX: i64 = 7;

/// This instance's own name, and what it has seen of the others.
#[derive(Debug, Default)]
pub struct Neighbours {
    own: OnceLock<String>,
    seen: Mutex<BTreeMap<String, Sighting>>,
}

/// What an instance said of itself last, and since when it has said nothing else, by our own clock: the clocks of two
/// machines need not agree.
#[derive(Debug)]
struct Sighting {
    seen_at: i64,
    since: Instant,
    buried: bool,
}

impl Neighbours {
    /// By which this process claims work; empty before it has said that it is alive, and in commands, which never do:
    /// what those claim is free when the lease ends.
    pub fn own_name(&self) -> &str {
        self.own.get().map_or("", String::as_str)
    }

    /// Those that have been silent for so long that they are dead; each is named once.
    fn newly_dead(&self, rows: &[InstanceRow], now: Instant) -> Vec<String> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|id, _| rows.iter().any(|row| row.id == *id));
        let mut dead = Vec::new();
        for row in rows.iter().filter(|row| row.id != self.own_name()) {
            let fresh = || Sighting { seen_at: row.seen_at, since: now, buried: false };
            let sighting = seen.entry(row.id.clone()).or_insert_with(fresh);
            if sighting.seen_at != row.seen_at {
                *sighting = fresh();
            } else if !sighting.buried && now >= sighting.since.plus_ms(SILENT_MS) {
                sighting.buried = true;
                dead.push(row.id.clone());
            }
        }
        dead
    }
}

impl Services {
    /// Says that an instance is alive, reached at `origin`; forgets those lost long ago, and gives to the living what
    /// the dead had claimed.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn heartbeat(&self, instance: &str, origin: &str) -> Result<(), ServiceError> {
        let own = self.neighbours.own.get_or_init(|| instance.to_owned());
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        instances::remove(&mut tx, "", now.plus_ms(-FORGOTTEN_MS)).await?;
        instances::heartbeat(&mut tx, own, origin, now, self.gate.ledger_size()).await?;
        let rows = instances::seen_since(&mut tx, Instant(0)).await?;
        let mut taken = 0;
        for dead in self.neighbours.newly_dead(&rows, now) {
            taken += take_back(&mut tx, &dead, now).await?;
        }
        tx.commit().await?;
        if taken > 0 {
            tracing::warn!(mails = taken, "an instance died; what it had claimed is worked on by others");
            self.intake_wake.notify_one();
        }
        Ok(())
    }

    /// Takes an instance that stops off the list, and gives back what it had not finished.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn sign_off(&self, instance: &str) -> Result<(), ServiceError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        take_back(&mut tx, instance, now).await?;
        instances::remove(&mut tx, instance, now.plus_ms(-FORGOTTEN_MS)).await?;
        Ok(tx.commit().await?)
    }

    /// The instances seen within so many milliseconds.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn instances(&self, within_ms: i64) -> Result<Vec<InstanceRow>, ServiceError> {
        let since = self.clock.now().plus_ms(-within_ms);
        seen_since(&self.db, since).await
    }
}

/// How the service is reached, as the instance seen last says.
///
/// # Errors
/// When the database is out of reach.
pub async fn announced_url(db: &Db) -> Result<Option<String>, ServiceError> {
    Ok(instances::latest_url(&mut db.snapshot().await?).await?)
}

/// The instances seen since then, for who must not open the installation.
///
/// # Errors
/// When the database is out of reach.
pub async fn seen_since(db: &Db, since: Instant) -> Result<Vec<InstanceRow>, ServiceError> {
    Ok(instances::seen_since(&mut db.snapshot().await?, since).await?)
}

/// Whether the database holds an installation.
///
/// # Errors
/// When the database is out of reach.
pub async fn is_in_use(db: &Db) -> Result<bool, ServiceError> {
    Ok(installation::find(&mut db.snapshot().await?).await?.is_some())
}

/// Takes back what an instance had claimed; answers how much.
async fn take_back(tx: &mut Tx, instance: &str, now: Instant) -> Result<usize, ServiceError> {
    let came_in = inbox::claimed_by(tx, instance).await?;
    let goes_out = outbox::claimed_by(tx, instance).await?;
    for (mail, lease, claims) in &came_in {
        inbox::take_back(tx, mail, *lease, now.plus_ms(pause_after(*claims))).await?;
    }
    for (mail, lease, claims) in &goes_out {
        let why = "the process that was sending it died";
        outbox::retry(tx, mail, *lease, now.plus_ms(pause_after(*claims)), Some(why)).await?;
    }
    Ok(came_in.len() + goes_out.len())
}

/// How long something rests whose claimers died so many times.
fn pause_after(claims: i64) -> i64 {
    match claims - BLAMELESS {
        ..=0 => 0,
        more => PAUSE_MS << (more - 1).min(DOUBLED_MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, seen_at: i64) -> InstanceRow {
        InstanceRow { id: id.to_owned(), public_url: String::new(), started_at: 0, seen_at, ledger_size: 0 }
    }

    #[test]
    fn l7_an_instance_is_dead_when_it_falls_silent_whatever_its_clock_says_and_is_buried_once() {
        let neighbours = Neighbours::default();
        let an_hour_behind = row("b", -3_600_000);
        assert!(neighbours.newly_dead(std::slice::from_ref(&an_hour_behind), Instant(0)).is_empty());
        assert!(neighbours.newly_dead(&[row("b", -3_590_000)], Instant(14_000)).is_empty(), "it lives");
        assert!(neighbours.newly_dead(&[row("b", -3_590_000)], Instant(28_000)).is_empty());
        assert_eq!(neighbours.newly_dead(&[row("b", -3_590_000)], Instant(29_000)), ["b"]);
        assert!(neighbours.newly_dead(&[row("b", -3_590_000)], Instant(90_000)).is_empty(), "once");
        assert!(neighbours.newly_dead(&[row("b", -3_500_000)], Instant(91_000)).is_empty(), "it came back");
        assert_eq!(neighbours.newly_dead(&[row("b", -3_500_000)], Instant(200_000)), ["b"]);
    }

    #[test]
    fn l7_a_restart_delays_nothing_and_what_kills_each_process_waits_longer_and_longer() {
        assert_eq!([1, 3].map(pause_after), [0, 0]);
        assert_eq!([4, 5, 6].map(pause_after), [5_000, 10_000, 20_000]);
        assert_eq!(pause_after(40), pause_after(11));
    }
}
