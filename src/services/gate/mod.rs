//! The gate: "may this be sent to this recipient now?", answered from memory, fed by the ledger, closed when in doubt.
//!
//! One applier per process brings the index forward strictly in the ledger's order: either with what this process
//! itself just committed, or by reading what entries of others changed. Every answer names the ledger size it is true
//! for. When the ledger could not be read for longer than the limit, promotional questions get no answer at all (L4).

mod follow;
pub mod index;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant as Monotonic};

use tokio::sync::{Mutex, watch};

use self::follow::Applied;
use self::index::{Found, Index};
use super::counters::Counters;
use super::error::ServiceError;
use super::installation::Vault;
use super::registry::Registry;
use crate::domain::address::{Address, RecipientKey};
use crate::domain::error::{Code, Problem};
use crate::domain::preference::Record;
use crate::domain::time::Clock;
use crate::domain::topic::Class;
use crate::domain::verdict::{Question, Reason, Verdict, has_stopped_all, judge};
use crate::store::Db;

/// How long `Desist-At-Least` waits.
const PATIENCE: Duration = Duration::from_secs(5);

/// The gate of this process.
pub struct Gate {
    db: Db,
    vault: Arc<Vault>,
    clock: Arc<dyn Clock>,
    counters: Arc<Counters>,
    index: Index,
    registry: RwLock<Arc<Registry>>,
    applied: Mutex<Applied>,
    /// The ledger contradicts what this process acknowledged.
    contradicted: AtomicBool,
    size: watch::Sender<u64>,
    started: Monotonic,
    /// Milliseconds after `started` of the last successful poll, plus one; 0 before the first.
    polled: AtomicU64,
    staleness_limit: Duration,
    holds: Holds,
}

/// What a gate keeps in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Registries and the index: it answers.
    Index,
    /// Registries only, for a command that asks nothing or one thing: it starts at once however many recipients there
    /// are, and counts as stale, so that it allows nothing promotional (L4).
    Registries,
}

/// An answer.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the gate is behind; only transactional answers are given then.
    pub stale: bool,
    /// Transactional only: the recipient stopped, or complained about, all promotional mail of the sender. It blocks
    /// nothing and is counted (`services/figures`).
    pub opted_out: bool,
}

impl Gate {
    /// Loads the registries, and the index if it is to hold one.
    pub async fn load(
        db: Db,
        vault: Arc<Vault>,
        clock: Arc<dyn Clock>,
        counters: Arc<Counters>,
        staleness_limit: Duration,
        holds: Holds,
    ) -> Result<Self, ServiceError> {
        let gate = Self {
            db,
            vault,
            clock,
            counters,
            index: Index::default(),
            registry: RwLock::default(),
            applied: Mutex::default(),
            contradicted: AtomicBool::new(false),
            size: watch::Sender::new(0),
            started: Monotonic::now(),
            polled: AtomicU64::new(0),
            staleness_limit,
            holds,
        };
        gate.catch_up().await?;
        Ok(gate)
    }

    /// The registries as of now.
    pub fn registry(&self) -> Arc<Registry> {
        self.registry.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The ledger size that answers are true for.
    pub fn ledger_size(&self) -> u64 {
        *self.size.borrow()
    }

    /// How many recipients have anything recorded.
    pub fn recipients(&self) -> usize {
        self.index.len()
    }

    /// How long ago the ledger was last seen.
    pub fn staleness(&self) -> Duration {
        match self.polled.load(Ordering::Acquire) {
            0 => Duration::MAX,
            at => self.started.elapsed().saturating_sub(Duration::from_millis(at - 1)),
        }
    }

    /// Whether the gate is too far behind to allow promotional mail, or what it sees is not to be believed.
    pub fn is_stale(&self) -> bool {
        self.holds == Holds::Registries || self.is_contradicted() || self.staleness() > self.staleness_limit
    }

    /// Whether the ledger lacks, or has otherwise, what this process has acknowledged. It may be an older backup in
    /// which people who had stopped have not, so the gate stays closed until the ledger goes on from what was known.
    pub fn is_contradicted(&self) -> bool {
        self.contradicted.load(Ordering::Acquire)
    }

    /// Asks about an address.
    ///
    /// # Errors
    /// `gate_unavailable` when the gate is stale and the topic promotional; `unreadable_row` when what is stored about
    /// the recipient is damaged.
    pub fn ask(&self, question: &Question, address: &Address) -> Result<Asked, Problem> {
        let stale = self.is_stale();
        if stale && question.class == Class::Promotional {
            return Err(unavailable());
        }
        let (verdict, opted_out) = self.verdict(question, self.vault.recipient_keys(address))?;
        self.counters.verdicts.add(verdict.reason, 1);
        Ok(Asked { verdict, stale, opted_out })
    }

    fn verdict(
        &self,
        question: &Question,
        keys: impl Iterator<Item = RecipientKey>,
    ) -> Result<(Verdict, bool), Problem> {
        let now = self.clock.now();
        let mut keys = keys.peekable();
        let Some(first) = keys.next() else { return Err(unavailable()) };
        if keys.peek().is_none() {
            return self.index.look(&first, |found| decided(question, found, now));
        }
        let mut records: Vec<Record> = Vec::new();
        for key in std::iter::once(first).chain(keys) {
            let readable = self.index.look(&key, |found| match found {
                Found::Records(found) => {
                    records.extend_from_slice(found);
                    true
                }
                Found::Damaged => false,
            });
            if !readable {
                return decided(question, Found::Damaged, now);
            }
        }
        decided(question, Found::Records(&records), now)
    }

    /// Everything recorded about an address that answers a question.
    ///
    /// # Errors
    /// `gate_unavailable` when the gate is stale; `unreadable_row` when what is stored is damaged.
    pub fn records(&self, address: &Address) -> Result<Vec<Record>, Problem> {
        if self.is_stale() {
            return Err(unavailable());
        }
        let mut records = Vec::new();
        for key in self.vault.recipient_keys(address) {
            let readable = self.index.look(&key, |found| match found {
                Found::Records(found) => {
                    records.extend_from_slice(found);
                    true
                }
                Found::Damaged => false,
            });
            if !readable {
                let detail = "What is stored about this recipient is damaged. `desist verify` names the row.";
                return Err(Problem::new(Code::Unreadable, detail));
            }
        }
        Ok(records)
    }

    /// Waits until answers are true for at least this ledger size.
    ///
    /// # Errors
    /// `behind` after five seconds.
    pub async fn at_least(&self, size: u64) -> Result<(), Problem> {
        let mut sizes = self.size.subscribe();
        let reached = tokio::time::timeout(PATIENCE, sizes.wait_for(|now| *now >= size)).await;
        match reached {
            Ok(Ok(_)) => Ok(()),
            _ => Err(Problem::new(
                Code::Behind,
                format!("The ledger has not reached size {size} here within five seconds. Ask again shortly."),
            )),
        }
    }
}

/// The verdict, and whether it lets transactional mail pass to somebody who stopped all promotional mail.
fn decided(
    question: &Question,
    found: Found<'_>,
    now: crate::domain::time::Instant,
) -> Result<(Verdict, bool), Problem> {
    match (found, question.class) {
        (Found::Records(records), Class::Promotional) => Ok((judge(question, records, now), false)),
        (Found::Records(records), Class::Transactional) => {
            Ok((judge(question, records, now), has_stopped_all(question, records, now)))
        }
        // L4: a damaged row refuses promotional mail and never transactional.
        (Found::Damaged, Class::Transactional) => Ok((Verdict::bare(Reason::Transactional), false)),
        (Found::Damaged, Class::Promotional) => Err(Problem::new(
            Code::Unreadable,
            "What is stored about this recipient is damaged, so promotional mail is refused. `desist verify` names the row.",
        )),
    }
}

/// The refusal of a stale gate.
pub fn unavailable() -> Problem {
    Problem::new(
        Code::GateUnavailable,
        "The gate cannot see the ledger, or not the one it knows, so it allows nothing promotional. Ask again shortly.",
    )
}
