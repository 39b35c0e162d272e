//! What is made of a mail that came in: preferences, cases, answers and the mail's own state in one transaction, so that
//! whatever dies in between, it happened once or not at all (L7).

use super::apply::{dated, note, order, prefer_counted, send};
use super::batch::Batch;
use super::case;
use super::change::{Act, Answer, Erase, Guard, Handle, Request};
use super::copy;
use super::correct::correct;
use super::erase;
use crate::domain::address::RecipientKey;
use crate::domain::case::{CaseKind, CaseRecord, CaseState, TaskState};
use crate::domain::change::Channel;
use crate::domain::error::Code;
use crate::domain::ids::SenderId;
use crate::services::error::ServiceError;
use crate::store::inbox::{self, Worked};
use crate::store::{agents, cases, confirmations, labels, tasks};

/// Waiting notes that are looked through at once.
const NOTES_READ: i64 = 10_000;

pub(super) async fn handle(batch: &mut Batch<'_>, handle: &Handle) -> Result<Answer, ServiceError> {
    let mut answer = Answer::default();
    for erase in handle.acts.iter().filter_map(erasure) {
        erase::nothing_is_open(batch, erase).await?;
    }
    if !holds(batch, &handle.guard).await? {
        return Ok(answer);
    }
    answer.handled = true;
    let mut unsent = Unsent::default();
    let mut told = Told::default();
    for act in &handle.acts {
        let one = match erasure(act) {
            Some(erase) => {
                let sent: Vec<&str> = handle.acts.iter().flat_map(Act::mails).collect();
                erase::erase(batch, erase, &sent).await?
            }
            None => perform(batch, act, &mut unsent).await?,
        };
        if one.mailed {
            told.count(act);
        }
        answer.changed |= one.changed;
        answer.mailed |= one.mailed;
        answer.entry = one.entry.or(answer.entry);
    }
    told.acknowledge(batch).await?;
    finish(batch, &handle.guard).await?;
    Ok(answer)
}

fn erasure(act: &Act) -> Option<&Erase> {
    match act {
        Act::Erase(erase) => Some(erase),
        _ => None,
    }
}

/// Whether the reason for doing it still holds. It writes nothing when it does not, so refusing leaves nothing behind.
async fn holds(batch: &mut Batch<'_>, guard: &Guard) -> Result<bool, ServiceError> {
    let held = match guard {
        Guard::Claim { mail, lease, .. } => return Ok(inbox::give_back(batch.tx, mail, *lease).await?),
        Guard::Review { mail, cases } => waits(batch, mail, cases).await?,
        Guard::Case { id, version, done } => {
            let stands = cases::find(batch.tx, id).await?.is_some_and(|case| case.version == *version);
            if stands && *done {
                case::no_open_task(batch, id).await?;
            }
            stands
        }
        Guard::Cases(seen) => {
            let mut stand = true;
            for (id, version) in seen {
                stand &= cases::find(batch.tx, id).await?.is_some_and(|case| case.version == *version);
            }
            stand
        }
        Guard::Always => true,
        Guard::Link { token_hash } => confirmations::spend(batch.tx, token_hash, batch.now).await?,
    };
    let over = "Somebody else was first: it does not stand there any more. Look at it again.";
    held.then_some(true).ok_or_else(|| ServiceError::refused(Code::Conflict, over))
}

/// Whether the mail waits for a person, and each of these cases of it.
async fn waits(batch: &mut Batch<'_>, mail: &str, decided: &[String]) -> Result<bool, ServiceError> {
    let open = open_unclear(batch, mail).await?;
    let in_review = inbox::find(batch.tx, mail).await?.is_some_and(|row| row.status == "review");
    Ok(in_review && decided.iter().all(|id| open.contains(id)))
}

/// The unclear cases of a mail that no person has decided.
async fn open_unclear(batch: &mut Batch<'_>, mail: &str) -> Result<Vec<String>, ServiceError> {
    let mut open = Vec::new();
    for case in cases::of_mail(batch.tx, mail).await? {
        let case = CaseRecord::try_from(case)?;
        if case.kind == CaseKind::Unclear && case.state.is_open() {
            open.push(case.id);
        }
    }
    Ok(open)
}

async fn finish(batch: &mut Batch<'_>, guard: &Guard) -> Result<(), ServiceError> {
    if let Guard::Review { mail, .. } = guard
        && open_unclear(batch, mail).await?.is_empty()
    {
        inbox::move_status(batch.tx, mail, "review", "decided", batch.now).await?;
    }
    let Guard::Claim { mail, recipients, worked, .. } = guard else { return Ok(()) };
    let forget = worked.forget;
    for name in recipients {
        inbox::recipient_worked(batch.tx, mail, name, batch.now).await?;
    }
    let worked = Worked {
        status: worked.status,
        decision: worked.decision,
        reading: worked.reading.clone(),
        recipient_key: worked.recipient_key.map(|key| key.bytes),
        sender: worked.sender.map(SenderId::to_i64),
        author: worked.author.map(|key| key.bytes),
        unproven: worked.unproven,
        at: batch.now,
    };
    inbox::settle(batch.tx, mail, &worked).await?;
    if forget {
        inbox::forget(batch.tx, mail).await?;
    }
    // Somebody in it was erased while it was being worked on.
    inbox::erase(batch.tx, mail).await?;
    Ok(())
}

/// Who is told of what is done: by an answer or a notice, of every case that was opened for them; by a mail that asks for
/// proof, of its own case.
#[derive(Default)]
struct Told {
    keys: Vec<RecipientKey>,
    cases: Vec<String>,
}

impl Told {
    fn count(&mut self, act: &Act) {
        match act {
            Act::Answer { subject, .. } => self.keys.extend(&subject.keys),
            Act::Prefer(prefer) => self.keys.extend(&prefer.subject.keys),
            Act::Request(request) => self.cases.extend(case_named(request)),
            _ => {}
        }
    }

    async fn acknowledge(&self, batch: &mut Batch<'_>) -> Result<(), ServiceError> {
        let is_told = |(id, keys): &&(String, Vec<RecipientKey>)| {
            self.cases.contains(id) || keys.iter().any(|key| self.keys.contains(key))
        };
        let told: Vec<String> = batch.opened.iter().filter(is_told).map(|(id, _)| id.clone()).collect();
        for case in told {
            case::acknowledge(batch, &case, Channel::System).await?;
        }
        Ok(())
    }
}

/// The case for which a mail asks for proof.
fn case_named(request: &Request) -> Option<String> {
    let case = request.codes.iter().find(|(name, _)| *name == "case");
    case.and_then(|(_, id)| id.as_str()).map(str::to_owned)
}

/// The mails asking for proof that a limit left out: the cases that would wait for them, and whether there are any.
#[derive(Default)]
struct Unsent {
    cases: Vec<String>,
    any: bool,
}

impl Unsent {
    fn count(&mut self, request: &Request) {
        self.any = true;
        self.cases.extend(case_named(request));
    }
}

async fn perform(batch: &mut Batch<'_>, act: &Act, unsent: &mut Unsent) -> Result<Answer, ServiceError> {
    match act {
        Act::Prefer(prefer) => prefer_counted(batch, &dated(batch, prefer)).await,
        Act::Remark(remark) => note(batch, remark),
        Act::Request(request) => {
            let answer = order(batch, request).await?;
            if !answer.mailed {
                unsent.count(request);
            }
            Ok(answer)
        }
        Act::Answer { subject, mail, instead } => {
            let mailed = match instead.as_ref().filter(|_| unsent.any).or(mail.as_ref()) {
                Some(mail) => send(batch, subject, mail).await?,
                None => false,
            };
            Ok(Answer { mailed, ..Answer::default() })
        }
        // Nobody is asked, so nobody would ever confirm: a person must look at it.
        Act::Open(open) if unsent.cases.contains(&open.case.id) => {
            let mut open = (**open).clone();
            open.case.state = CaseState::NeedsReview;
            open.case.identity_asked_at = None;
            case::open(batch, &open).await
        }
        Act::Open(open) => case::open(batch, open).await,
        Act::Move(moved) => case::move_on(batch, moved).await,
        Act::ConfirmCase { id, subject, actor, channel } => case::confirm(batch, id, subject, (actor, *channel)).await,
        Act::Step(step) => case::step(batch, step).await,
        Act::CaseReply(reply) => case::replied(batch, reply).await,
        Act::NothingDone { case } => nothing_done(batch, case).await,
        Act::OpenTask { task, subject, channel } => case::open_task(batch, task, subject.as_ref(), *channel).await,
        Act::TellTask(told) => case::tell_task(batch, told).await,
        Act::SettleTask(settled) => case::settle_task(batch, settled).await,
        Act::ReviseTask(revised) => copy::revise(batch, revised).await,
        Act::Copy(change) => copy::change(batch, change).await,
        Act::Correct(wanted) => correct(batch, wanted).await,
        // Done where all acts are known, because their mails must survive it.
        Act::Erase(_) => Ok(Answer::default()),
        Act::Note { id, agent, note } => {
            agents::add_note(batch.tx, id, agent, note, batch.now).await?;
            Ok(Answer::default())
        }
        Act::Label(label) => {
            labels::insert(batch.tx, &label.row).await?;
            for more in &label.counts {
                labels::count_up(batch.tx, more).await?;
            }
            Ok(Answer::default())
        }
        Act::Forget { notes } => tell(batch, notes).await.map(|_| Answer::default()),
        Act::Tell { notes, subject, mail } => {
            // Told only when the mail goes out: what a limit leaves out waits for the next one.
            let mailed = wait(batch, notes).await? && send(batch, subject, mail).await?;
            if mailed {
                tell(batch, notes).await?;
            }
            Ok(Answer { mailed, ..Answer::default() })
        }
    }
}

async fn nothing_done(batch: &mut Batch<'_>, case: &str) -> Result<Answer, ServiceError> {
    match tasks::of_case(batch.tx, case).await?.iter().any(|task| task.state == TaskState::Done.word()) {
        false => Ok(Answer::default()),
        true => {
            Err(ServiceError::refused(Code::Conflict, "A party has done its part meanwhile. Look at the case again."))
        }
    }
}

/// Whether one of the notes is still to be told.
async fn wait(batch: &mut Batch<'_>, notes: &[String]) -> Result<bool, ServiceError> {
    let due = agents::notes_due(batch.tx, batch.now, NOTES_READ).await?;
    Ok(due.iter().any(|note| notes.contains(&note.id)))
}

/// Marks notes as told; `false` when another told them all.
async fn tell(batch: &mut Batch<'_>, notes: &[String]) -> Result<bool, ServiceError> {
    let mut told = false;
    for id in notes {
        told |= agents::note_sent(batch.tx, id, batch.now).await?;
    }
    Ok(told)
}
