//! Restoring a backup in order: what it lacks is found in the journal, a new epoch commits to the ledger that was lost
//! ([`crate::domain::epoch`]), and every stop and erasure since the backup is done once more, with its own date.
//!
//! First [`Services::plan_restore`] looks and changes nothing. It compares the restored ledger with the journal, leaf by
//! leaf, and with every signed head at hand; a backup that is not the past of them all is refused, for it, or they, were
//! rewritten. What is known to be missing and in no journal is refused, too, until somebody says that it must be so (L10).
//! Then [`Services::restore`] opens the epoch, replays, and ends every operator's session. Each step can be repeated: a record that stands changes nothing,
//! an erasure that was done is not done again, and an epoch is opened only for what no epoch has told of.

mod replay;

use std::path::PathBuf;

use serde::Serialize;

use super::Services;
use super::epochs::explained;
use super::error::ServiceError;
use super::journal::Read;
use super::ledger::{head_at, root_at};
use super::writer::change::{Change, OpenEpoch};
use crate::domain::epoch::{Epoch, Point};
use crate::domain::error::Code;
use crate::domain::journal::{Effect, Journal};
use crate::domain::merkle::Hash;
use crate::store::Tx;
use crate::store::ledger::{self as rows, Head};

/// What is at hand for a restore.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Journals; the one that reaches furthest counts.
    pub journals: Vec<PathBuf>,
    /// Signed heads, word for word.
    pub checkpoints: Vec<String>,
    /// The database was put in its place by other means: an epoch is opened only if something was lost.
    pub in_place: bool,
    /// Entries that are in no journal are given up.
    pub accept_loss: bool,
}

/// What a restore will do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The journal that is replayed.
    pub journal: Option<PathBuf>,
    /// Entries of the restored ledger.
    pub ledger_size: u64,
    /// Entries that are lost.
    pub lost: u64,
    /// Of these, entries that no journal tells of.
    pub untold: u64,
    epoch: Option<Epoch>,
    root: Hash,
    effects: Vec<Effect>,
}

/// What a restore did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// The epoch that was opened; none when the database goes on from everything that is known.
    pub epoch: Option<u64>,
    /// Entries that the restored ledger had.
    pub restored: u64,
    /// Entries that are lost.
    pub lost: u64,
    /// Of these, entries that no journal tells of.
    pub untold: u64,
    /// Records that were written again.
    pub written: u64,
    /// Records that stood already, or that something newer stands against.
    pub unchanged: u64,
    /// Wishes to get mail that were not written again, because a stop stands against them.
    pub refused: u64,
    /// People who were erased again.
    pub erased: u64,
    /// Holds whose mail is gone: each is a case for a person now.
    pub held: u64,
    /// Stops of a topic that the restored registry does not know: they reach all promotional mail of its sender now.
    pub widened: u64,
    /// Entries of the ledger now.
    pub ledger_size: u64,
}

/// The restored ledger beside a journal.
struct Compared {
    /// Up to here they are the same.
    fork: u64,
    /// What the journal has beyond.
    lost: Vec<Hash>,
    /// Where the journal ends, if it reaches beyond the ledger; else where the ledger ends.
    known: Point,
    /// Entries that lie between the two and are known to nobody.
    untold: u64,
}

impl Services {
    /// Finds out what a restore has to do, and whether it may be done at all.
    ///
    /// # Errors
    /// `conflict` when entries are known to be lost for good, or the journal was used already; a contradiction when the
    /// restored ledger is not the past of the journal or of a signed head.
    pub async fn plan_restore(&self, order: &Order) -> Result<Plan, ServiceError> {
        let (path, read) = self.furthest(&order.journals).await?;
        refuse_used(&read)?;
        let mut tx = self.db.snapshot().await?;
        let head = rows::head(&mut tx).await?;
        let mut compared = compare(&mut tx, &head, &read.journal).await?;
        let journal = read.journal;
        let effects_from = match explained(&mut tx, &self.vault, &head, &compared.known).await? {
            // An epoch has told of it already: only what it could not finish is left to be done.
            Some((epoch, _)) => {
                compared = Compared { fork: head.size(), lost: Vec::new(), known: point(&head), ..compared };
                epoch.fork
            }
            None => compared.fork,
        };
        let mut epoch = Epoch {
            number: head.epoch.max(journal.end.map_or(0, |end| end.epoch)) + 1,
            entry: head.size(),
            fork: compared.fork,
            known: compared.known,
            published: None,
            hashes: compared.lost,
        };
        let beyond = self.published(&mut tx, &head, &mut epoch, &order.checkpoints).await?;
        let untold = compared.untold.max(beyond);
        if !order.accept_loss {
            refuse_loss(untold, journal.damaged, read.found)?;
        }
        let lost = epoch.known.size - epoch.fork + beyond;
        let blind = !read.found && order.checkpoints.is_empty();
        let opens = !order.in_place || lost > 0 || untold > 0 || blind;
        Ok(Plan {
            journal: path.filter(|_| read.found),
            ledger_size: head.size(),
            lost,
            untold,
            epoch: opens.then_some(epoch),
            root: head.frontier.root(),
            effects: journal.lost(effects_from),
        })
    }

    /// Does what was planned: opens the epoch, replays the journal, signs the new head.
    ///
    /// # Errors
    /// When the ledger grew meanwhile, or something could not be stored. It may be begun again.
    pub async fn restore(&self, plan: Plan, progress: impl Fn(u64, u64) + Send) -> Result<Restored, ServiceError> {
        let mut restored = Restored {
            epoch: plan.epoch.as_ref().map(|epoch| epoch.number),
            restored: plan.ledger_size,
            lost: plan.lost,
            untold: plan.untold,
            ..Restored::default()
        };
        if let Some(epoch) = plan.epoch {
            let open = OpenEpoch { epoch, root: plan.root };
            self.writer.submit(Change::OpenEpoch(Box::new(open))).await?;
        }
        self.replay(plan.effects, &mut restored, progress).await?;
        // Who was shut out since the backup must not be let in again by a session that came back with it.
        self.end_all_sessions().await?;
        self.journal.catch_up(&self.db).await?;
        self.checkpoint().await?;
        restored.ledger_size = self.gate.ledger_size();
        Ok(restored)
    }

    /// The journal that reaches furthest.
    async fn furthest(&self, paths: &[PathBuf]) -> Result<(Option<PathBuf>, Read), ServiceError> {
        let (mut path, mut best) = (None, Read { journal: Journal::default(), found: false });
        for one in paths {
            let read = self.journal.read(one).await?;
            let end = |read: &Read| read.journal.end.map(|end| (end.epoch, end.size));
            if read.found && (!best.found || end(&read) > end(&best)) {
                (path, best) = (Some(one.clone()), read);
            }
        }
        Ok((path, best))
    }

    /// Checks every signed head at hand against the ledger and what it lost; puts the furthest into the epoch. Answers how
    /// far it lies beyond everything that is known.
    async fn published(
        &self,
        tx: &mut Tx,
        head: &Head,
        epoch: &mut Epoch,
        notes: &[String],
    ) -> Result<u64, ServiceError> {
        let at_fork = head_at(tx, epoch.fork).await?.frontier;
        for note in notes {
            let checkpoint = self.open_checkpoint(note, &self.vault.signer.vkey())?;
            let signed = Point { size: checkpoint.size, root: checkpoint.root };
            let stands = signed.size <= head.size() && root_at(tx, head, signed.size).await? == signed.root;
            if !stands && explained(tx, &self.vault, head, &signed).await?.is_some() {
                continue;
            }
            let beyond = signed.size > epoch.known.size.max(head.size());
            if !stands && !beyond && epoch.explain(&at_fork, &signed).is_none() {
                return Err(rewritten(&signed));
            }
            if epoch.published.is_none_or(|other| other.size < signed.size) {
                epoch.published = Some(signed);
            }
        }
        Ok(epoch.published.map_or(0, |signed| signed.size.saturating_sub(epoch.known.size.max(head.size()))))
    }
}

fn point(head: &Head) -> Point {
    Point { size: head.size(), root: head.frontier.root() }
}

fn rewritten(signed: &Point) -> ServiceError {
    ServiceError::Contradiction(format!(
        "The backup is not the past of the signed head of {} entries: it, or the ledger that was signed, was rewritten. \
         Nothing was restored. Use a backup of this installation that is untouched.",
        signed.size
    ))
}

/// Two epochs over the same loss would be two ledgers that both say they go on from it.
fn refuse_used(read: &Read) -> Result<(), ServiceError> {
    let Some(epoch) = read.journal.moved else { return Ok(()) };
    Err(ServiceError::refused(
        Code::Conflict,
        format!(
            "Epoch {epoch} was opened from this journal already: a second restore would be a fork of it. Use the journal of \
             the installation that goes on in epoch {epoch}."
        ),
    ))
}

fn refuse_loss(untold: u64, damaged: u64, found: bool) -> Result<(), ServiceError> {
    let whose = if found { "the journal" } else { "a journal, and there is none here" };
    let detail = match (untold, damaged) {
        (0, 0) => return Ok(()),
        (0, lines) => format!("{lines} lines of the journal cannot be read: what they say would be lost."),
        (entries, _) => format!(
            "{entries} entries after the backup were signed or written down, and what they say is in no line of {whose}: stops \
             among them would be lost."
        ),
    };
    Err(ServiceError::refused(
        Code::Conflict,
        format!(
            "{detail} Give the journal of every instance with --journal FILE; if there is none, say --accept-loss. Nothing \
             was changed."
        ),
    ))
}

/// Compares the restored ledger with a journal, leaf by leaf.
async fn compare(tx: &mut Tx, head: &Head, journal: &Journal) -> Result<Compared, ServiceError> {
    let own = Compared { fork: head.size(), lost: Vec::new(), known: point(head), untold: 0 };
    let Some(end) = journal.end else { return Ok(own) };
    if journal.start > head.size() {
        return Ok(Compared { untold: end.size - head.size(), ..own });
    }
    let both = head.size().min(journal.start + journal.hashes.len() as u64);
    let ours = rows::leaf_hashes(tx, journal.start, both).await?;
    let same = ours.iter().zip(&journal.hashes).take_while(|(one, other)| one == other).count();
    let lost = journal.hashes.get(same..).unwrap_or_default().to_vec();
    if lost.is_empty() {
        return Ok(own);
    }
    let fork = journal.start + same as u64;
    let mut tree = head_at(tx, fork).await?.frontier;
    lost.iter().for_each(|hash| tree.push(*hash));
    if (tree.size(), tree.root()) != (end.size, end.root) {
        return Err(ServiceError::Contradiction(
            "The backup is not the past of the ledger that the journal tells of: one of them was rewritten, or the journal \
             is another installation's. Nothing was restored."
                .to_owned(),
        ));
    }
    Ok(Compared { fork, lost, known: Point { size: end.size, root: end.root }, untold: 0 })
}
