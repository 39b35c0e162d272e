//! The one door through which anything changes.
//!
//! One task per process. It has no timer: it takes whatever queued up during the last commit (at most 500 changes),
//! decides each against the state it reads inside the transaction, writes all of them as multi-row statements with
//! one fsync, tells the gate, and then answers each. A batch that fails is redone one by one, so that one bad change
//! cannot fail another; when the database itself is out, all are told at once.

pub(super) mod apply;
mod batch;
pub(super) mod case;
pub mod change;
pub(super) mod copy;
mod correct;
mod count;
mod epoch;
mod erase;
pub(super) mod handle;
pub(super) mod policies;
mod retain;
mod tell;

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use self::batch::Batch;
pub(super) use self::batch::Committed;
use self::change::{Answer, Change};
pub(super) use self::erase::without_addresses;
use super::cases::ClockConfig;
use super::counters::Counters;
use super::error::ServiceError;
use super::figures::Tallies;
use super::gate::Gate;
use super::installation::Vault;
use super::journal::Journal;
use crate::domain::policy::Policies;
use crate::domain::time::{Clock, Random};
use crate::store::Db;

/// Changes taken into one transaction at most.
const BATCH: usize = 500;

/// Hands changes to the writer. Cheap to clone.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
}

struct Job {
    change: Change,
    answer: oneshot::Sender<Result<Answer, ServiceError>>,
}

/// What the writer works with.
pub struct Context {
    /// The database.
    pub db: Db,
    /// The keys.
    pub vault: Arc<Vault>,
    /// Told of every commit before anyone is answered.
    pub gate: Arc<Gate>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Salts and ids.
    pub random: Arc<dyn Random>,
    /// The rules of cases' clocks.
    pub clocks: Arc<ClockConfig>,
    /// The versions of the privacy policy: every entry names the one in force.
    pub policies: Arc<Policies>,
    /// What happened, in numbers.
    pub counters: Arc<Counters>,
    /// Stops and erasures, once more, beside the database.
    pub journal: Arc<Journal>,
    /// Which campaigns are counted by name.
    pub figures: Arc<Tallies>,
}

impl Writer {
    /// Starts the writer's task; it ends, its queue worked off, when the last handle is dropped.
    pub fn start(context: Context) -> (Self, tokio::task::JoinHandle<()>) {
        let (queue, jobs) = mpsc::channel(4 * BATCH);
        (Self { queue }, tokio::spawn(work(context, jobs)))
    }

    /// Asks for a change and waits until it is durable and the gate obeys it (L1).
    pub async fn submit(&self, change: Change) -> Result<Answer, ServiceError> {
        let (answer, answered) = oneshot::channel();
        self.queue.send(Job { change, answer }).await.map_err(|_| ServiceError::Stopping)?;
        answered.await.map_err(|_| ServiceError::Stopping)?
    }

    /// Whether the writer's task is at work. Should it have ended (a panic), only a new process can take changes.
    pub fn is_alive(&self) -> bool {
        !self.queue.is_closed()
    }

    /// Waits until everything submitted before is committed or refused, also what nobody waits for any more.
    pub async fn settled(&self) {
        // No preference at all: it passes through the queue in its turn and changes nothing.
        let _ = self.submit(Change::Prefer(Vec::new())).await;
    }
}

async fn work(context: Context, mut jobs: mpsc::Receiver<Job>) {
    let mut taken = Vec::with_capacity(BATCH);
    while jobs.recv_many(&mut taken, BATCH).await > 0 {
        commit(&context, std::mem::take(&mut taken)).await;
    }
}

async fn commit(context: &Context, jobs: Vec<Job>) {
    let (changes, answers): (Vec<_>, Vec<_>) = jobs.into_iter().map(|job| (job.change, job.answer)).unzip();
    match attempt(context, &changes).await {
        Ok(outcomes) => answers.into_iter().zip(outcomes).for_each(|(answer, outcome)| _ = answer.send(outcome)),
        Err(error) if changes.len() > 1 && !is_outage(&error) => one_by_one(context, changes, answers).await,
        Err(error) => tell_all(answers, error),
    }
}

async fn one_by_one(
    context: &Context,
    changes: Vec<Change>,
    answers: Vec<oneshot::Sender<Result<Answer, ServiceError>>>,
) {
    let mut pairs = changes.into_iter().zip(answers);
    while let Some((change, answer)) = pairs.next() {
        let outcome = match attempt(context, std::slice::from_ref(&change)).await {
            Ok(outcomes) => outcomes.into_iter().next().unwrap_or(Err(ServiceError::Stopping)),
            // The database went away meanwhile: the rest need not wait for it one after another.
            Err(error) if is_outage(&error) => {
                let rest = std::iter::once(answer).chain(pairs.map(|(_, answer)| answer)).collect();
                return tell_all(rest, error);
            }
            Err(error) => Err(ServiceError::NotStored(Arc::new(error))),
        };
        let _ = answer.send(outcome);
    }
}

fn tell_all(answers: Vec<oneshot::Sender<Result<Answer, ServiceError>>>, error: ServiceError) {
    tracing::error!(error = %chain(&error), changes = answers.len(), "changes could not be stored");
    let error = Arc::new(error);
    for answer in answers {
        let _ = answer.send(Err(ServiceError::NotStored(error.clone())));
    }
}

fn is_outage(error: &ServiceError) -> bool {
    matches!(error, ServiceError::Store(store) if store.is_outage())
}

/// An error with its causes, in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

type Outcomes = Vec<Result<Answer, ServiceError>>;

/// One transaction: everything durable and obeyed by the gate, or nothing.
async fn attempt(context: &Context, changes: &[Change]) -> Result<Outcomes, ServiceError> {
    let started = std::time::Instant::now();
    let mut tx = context.db.begin().await?;
    let mut batch = Batch::open(context, &mut tx, changes).await?;
    let mut outcomes = Vec::with_capacity(changes.len());
    for change in changes {
        outcomes.push(match apply::apply(&mut batch, change).await {
            Err(ServiceError::Refused(problem)) => Err(ServiceError::Refused(problem)),
            other => Ok(other?),
        });
    }
    let committed = batch.flush().await?;
    if committed.grew() {
        tx.announce().await?;
    }
    tx.commit().await?;
    // L1: committed into a file that nobody will find again is not durable.
    context.db.in_place()?;
    if committed.grew() {
        context.counters.batch_size.add(changes.len() as f64);
        context.counters.commit_duration.add_duration(started.elapsed());
        context.counters.ledger_size.set(committed.head.size());
    }
    // From here on everything is durable: whatever fails now must not make anybody do it again. A journal that cannot be
    // written is an alarm and no refusal (`services/journal`).
    context.journal.committed(&context.db, &committed).await;
    Ok(match obeyed(context, &committed).await {
        Ok(()) => with_size(outcomes, &committed),
        Err(error) => {
            tracing::error!(error = %chain(&error), "stored, but the gate cannot take it over yet");
            outcomes.into_iter().map(|outcome| outcome.and(Err(ServiceError::NotObeyed))).collect()
        }
    })
}

/// Has the gate take over what was committed. A change that found its state set already may have found it set by
/// another process: the gate obeys that, too, before anybody is answered.
async fn obeyed(context: &Context, committed: &Committed) -> Result<(), ServiceError> {
    let Committed { effects, renewed, from, head, registry_changed, .. } = committed;
    context.gate.committed(effects, renewed, (from, head), *registry_changed).await
}

fn with_size(mut outcomes: Outcomes, committed: &Committed) -> Outcomes {
    outcomes.iter_mut().flatten().for_each(|answer| answer.ledger_size = committed.head.size());
    outcomes
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;
    use crate::domain::error::Code;

    #[test]
    fn every_asker_of_a_failed_batch_learns_the_cause() {
        let (answers, mut answered): (Vec<_>, Vec<_>) = (0..3).map(|_| oneshot::channel()).unzip();
        tell_all(answers, ServiceError::File("the disk is full".to_owned()));
        for answer in &mut answered {
            let error = answer.try_recv().unwrap().unwrap_err();
            assert_eq!(chain(&error), "the disk is full");
            assert_eq!(error.problem().code, Code::NotDurable);
        }
    }
}
