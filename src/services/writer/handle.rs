//! What is made of a mail that came in: preferences, cases, answers and the mail's own state in one transaction, so that
//! whatever dies in between, it happened once or not at all (L7).

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::apply::{dated, note, order, prefer_one, send};
use super::batch::Batch;
use super::change::{Act, Answer, Guard, Handle, MoveCase, OpenCase, Prefer, Request, Subject};
use crate::domain::case::{CaseKind, CaseState};
use crate::domain::change::{Actor, Channel, EntryKind, LeafDraft};
use crate::domain::error::Code;
use crate::domain::ids::SenderId;
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::services::error::ServiceError;
use crate::store::cases::{self, CaseRow, NewCase};
use crate::store::inbox::{self, Worked};
use crate::store::{StoreError, agents, confirmations, hex};

/// Waiting notes that are looked through at once.
const NOTES_READ: i64 = 10_000;

pub(super) async fn handle(batch: &mut Batch<'_>, handle: &Handle) -> Result<Answer, ServiceError> {
    let mut answer = Answer::default();
    if !holds(batch, &handle.guard).await? {
        return Ok(answer);
    }
    answer.handled = true;
    let mut unsent = Unsent::default();
    for act in &handle.acts {
        let one = perform(batch, act, &mut unsent).await?;
        answer.changed |= one.changed;
        answer.mailed |= one.mailed;
        answer.entry = one.entry.or(answer.entry);
    }
    finish(batch, &handle.guard).await?;
    Ok(answer)
}

/// Whether the reason for doing it still holds. It writes nothing when it does not, so refusing leaves nothing behind.
async fn holds(batch: &mut Batch<'_>, guard: &Guard) -> Result<bool, ServiceError> {
    let held = match guard {
        Guard::Claim { mail, lease, .. } => return Ok(inbox::give_back(batch.tx, mail, *lease).await?),
        Guard::Review { mail, cases } => waits(batch, mail, cases).await?,
        Guard::Case { id, state } => {
            cases::find(batch.tx, id).await?.map(|case| case.state()).transpose()? == Some(*state)
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
        if case.kind()? == CaseKind::Unclear && case.state()? != CaseState::Done {
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
        at: batch.now,
    };
    inbox::settle(batch.tx, mail, &worked).await?;
    if forget {
        inbox::forget(batch.tx, mail).await?;
    }
    Ok(())
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
        let case = request.codes.iter().find(|(name, _)| *name == "case");
        self.cases.extend(case.and_then(|(_, id)| id.as_str()).map(str::to_owned));
    }
}

async fn perform(batch: &mut Batch<'_>, act: &Act, unsent: &mut Unsent) -> Result<Answer, ServiceError> {
    match act {
        Act::Prefer(prefer) => prefer_one(batch, &dated(batch, prefer)).await,
        Act::Remark(remark) => note(batch, remark),
        Act::Request(request) => {
            let answer = order(batch, request).await?;
            if !answer.mailed {
                unsent.count(request);
            }
            Ok(answer)
        }
        Act::Answer { subject, mail, instead } => {
            let mail = instead.as_ref().filter(|_| unsent.any).unwrap_or(mail);
            let mailed = send(batch, subject, mail).await?;
            Ok(Answer { mailed, ..Answer::default() })
        }
        // Nobody is asked, so nobody would ever confirm: a person must look at it.
        Act::Open(open) if unsent.cases.contains(&open.id) => {
            open_case(batch, &OpenCase { state: CaseState::NeedsReview, ..(**open).clone() }).await
        }
        Act::Open(open) => open_case(batch, open).await,
        Act::Move(moved) => move_case(batch, moved).await,
        Act::Note { id, agent, note } => {
            agents::add_note(batch.tx, id, agent, note, batch.now).await?;
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

async fn open_case(batch: &mut Batch<'_>, open: &OpenCase) -> Result<Answer, ServiceError> {
    let case = NewCase {
        id: &open.id,
        kind: open.kind,
        state: open.state,
        sender: open.sender.to_i64(),
        recipient: open.subject.as_ref().and_then(|subject| subject.keys.first().copied()),
        mail: open.mail.as_deref(),
        detail: open.detail.as_deref(),
        holds: open.holds && open.subject.is_some(),
        received_at: open.received_at,
        opened_at: batch.now,
    };
    cases::insert(batch.tx, &case).await?;
    let by = By { actor: &open.actor, channel: open.channel, at: open.received_at };
    let entry = write_down(batch, &open.id, open.subject.as_ref(), "none", &by).await?;
    if let Some(subject) = open.subject.as_ref().filter(|_| case.holds) {
        hold(batch, subject, open.sender, Kind::Held, &by).await?;
    }
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

async fn move_case(batch: &mut Batch<'_>, moved: &MoveCase) -> Result<Answer, ServiceError> {
    let steps = (moved.from, moved.to);
    if !cases::advance(batch.tx, &moved.id, steps, moved.outcome, batch.now).await? {
        return Ok(Answer::default());
    }
    if moved.confirmed {
        cases::confirm(batch.tx, &moved.id, batch.now).await?;
    }
    let released = moved.to == CaseState::Done && cases::release(batch.tx, &moved.id).await?;
    let by = By { actor: &moved.actor, channel: moved.channel, at: batch.now };
    let entry = write_down(batch, &moved.id, moved.subject.as_ref(), moved.from.word(), &by).await?;
    if let Some(subject) = moved.subject.as_ref().filter(|_| released) {
        let case = row(batch, &moved.id).await?;
        let sender = SenderId::from_i64(case.sender_id);
        let sender = sender.ok_or_else(|| StoreError::corrupt("cases", "sender_id", &moved.id))?;
        if !held_otherwise(batch, subject, sender).await? {
            hold(batch, subject, sender, Kind::Released, &by).await?;
        }
    }
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

async fn held_otherwise(batch: &mut Batch<'_>, subject: &Subject, sender: SenderId) -> Result<bool, StoreError> {
    for key in &subject.keys {
        if cases::holding(batch.tx, &key.bytes, sender.to_i64()).await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Who moves a case, how, and when what moves it happened.
struct By<'a> {
    actor: &'a Actor,
    channel: Channel,
    at: Instant,
}

/// The entry of a case's move: codes, and the hash of the row as it stands now, so that no case can be changed or taken
/// away without `verify` seeing it (L5).
async fn write_down(
    batch: &mut Batch<'_>,
    id: &str,
    subject: Option<&Subject>,
    before: &'static str,
    by: &By<'_>,
) -> Result<Option<u64>, ServiceError> {
    let case = row(batch, id).await?;
    let mut codes: Vec<(&'static str, Value)> = vec![
        ("case", id.into()),
        ("what", case.kind.clone().into()),
        ("before", before.into()),
        ("after", case.state.clone().into()),
        ("row", row_hash(&case).into()),
    ];
    codes.extend(case.outcome.clone().map(|outcome| ("outcome", outcome.into())));
    codes.extend(case.mail_id.clone().map(|mail| ("mail", mail.into())));
    let draft = LeafDraft {
        kind: EntryKind::Case,
        at: by.at,
        sender: SenderId::from_i64(case.sender_id),
        actor: by.actor.clone(),
        channel: by.channel,
        codes,
    };
    let entry = match subject {
        Some(subject) => batch.append_about(&draft, subject, None),
        None => Some(batch.append(&draft)),
    };
    if let Some(entry) = entry {
        cases::set_entry(batch.tx, id, entry).await?;
    }
    Ok(entry)
}

/// SHA-256 over the canonical JSON of a case's columns, in hex.
pub(crate) fn row_hash(case: &CaseRow) -> String {
    hex(&Sha256::digest(case.columns().to_string().as_bytes()))
}

async fn row(batch: &mut Batch<'_>, id: &str) -> Result<CaseRow, StoreError> {
    cases::find(batch.tx, id).await?.ok_or_else(|| StoreError::corrupt("cases", "id", id))
}

/// Holds promotional mail, or lets it go. It is what is true now, so it is newer than whatever stands there.
async fn hold(
    batch: &mut Batch<'_>,
    subject: &Subject,
    sender: SenderId,
    kind: Kind,
    by: &By<'_>,
) -> Result<(), ServiceError> {
    let (present, _) = batch.readable_records(subject);
    let scope = Scope::All(sender);
    let standing = present.iter().find(|r| r.scope == scope && r.kind.slot() == kind.slot());
    let prefer = Prefer {
        subject: subject.clone(),
        sender,
        scope,
        kind,
        at: standing.map_or(batch.now, |r| batch.now.max(r.since.plus_ms(1))),
        actor: Actor::System,
        channel: by.channel,
        codes: vec![("reason", "review".into())],
        evidence: None,
        notice: None,
        undo_by: None,
    };
    prefer_one(batch, &prefer).await.map(drop)
}
