//! Cases and their tasks: each change is a row at its next version, an event, and a ledger entry, in one transaction.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::apply::{prefer_one, send};
use super::batch::Batch;
use super::change::{Answer, CaseReply, CaseStep, MoveCase, OpenCase, Prefer, SettleTask, Subject, TellTask, Telling};
use super::tell::News;
use crate::domain::case::{CaseKind, CaseRecord, CaseState, PartyKind, Task, TaskState, WaitingFor};
use crate::domain::change::{Actor, Channel, EntryKind, LeafDraft};
use crate::domain::clock::Starts;
use crate::domain::error::Code;
use crate::domain::ids::SenderId;
use crate::domain::preference::{Kind, Scope};
use crate::domain::time::Instant;
use crate::domain::webhook::EventKind;
use crate::services::cases::Asking;
use crate::services::cases::opening::new_case;
use crate::services::error::ServiceError;
use crate::store::cases::{self, CaseRow, NewEvent};
use crate::store::inbox;
use crate::store::tasks::{self, TaskRow};
use crate::store::{StoreError, hex};

/// What happens to a case, and by whom.
struct Happens<'a> {
    what: &'a str,
    codes: &'a [(&'static str, Value)],
    detail: Option<&'a [u8]>,
    /// The mail in which the person answered.
    mail: Option<&'a str>,
    subject: Option<&'a Subject>,
    actor: &'a Actor,
    channel: Channel,
    at: Instant,
}

/// Refuses while a task of the case is open: it is not done before everybody has done their part (CLK-13).
pub(super) async fn no_open_task(batch: &mut Batch<'_>, id: &str) -> Result<(), ServiceError> {
    match tasks::open_count(batch.tx, id).await? {
        0 => Ok(()),
        open => {
            let detail = format!(
                "{open} of its tasks are open or failed. Settle them first; a case is done when everybody has done their part."
            );
            Err(ServiceError::refused(Code::Conflict, detail))
        }
    }
}

pub(super) async fn open(batch: &mut Batch<'_>, open: &OpenCase) -> Result<Answer, ServiceError> {
    let mut case = open.case.clone();
    case.version = 1;
    case.opened_at = batch.now;
    case.recipient = open.subject.as_ref().and_then(|subject| subject.keys.first().copied()).or(case.recipient);
    case.holds &= open.subject.is_some();
    case.policy = batch.policy().to_owned();
    if let Some(first) = asks_the_same(batch, &case, open.subject.as_ref()).await? {
        case.state = CaseState::Duplicate;
        case.duplicate_of = Some(first);
        case.identity_asked_at = None;
        case.done_at = Some(batch.now);
        case.outcome = Some(CaseState::Duplicate.word().to_owned());
        case.holds = false;
    }
    case.settle_clocks();
    cases::insert(batch.tx, &case).await?;
    let happens = Happens {
        what: "opened",
        codes: &[],
        detail: None,
        mail: None,
        subject: open.subject.as_ref(),
        actor: &open.actor,
        channel: open.channel,
        at: case.received_at,
    };
    let entry = write_down(batch, None, &case, &happens).await?;
    batch.opened.push((case.id.clone(), open.subject.iter().flat_map(|subject| subject.keys.clone()).collect()));
    if let Some(subject) = open.subject.as_ref().filter(|_| case.holds) {
        hold(batch, subject, case.sender, Kind::Held, open.channel).await?;
    }
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

/// The open case that asks for the same: its clock goes on, no second one begins (CLK-14).
async fn asks_the_same(
    batch: &mut Batch<'_>,
    case: &CaseRecord,
    subject: Option<&Subject>,
) -> Result<Option<String>, ServiceError> {
    let Some(subject) = subject.filter(|_| case.kind.can_be_duplicate()) else { return Ok(None) };
    for key in &subject.keys {
        for row in cases::of_recipient(batch.tx, &key.bytes).await? {
            let standing = match CaseRecord::try_from(row) {
                Ok(standing) => standing,
                // One that cannot be read must not keep a stop from being written (L1, L10): then it is a case of its own.
                Err(error) => {
                    batch.context.counters.unreadable_rows.add(1);
                    tracing::error!(%error, "a case cannot be read");
                    continue;
                }
            };
            if standing.kind == case.kind && standing.sender == case.sender && standing.state.is_open() {
                return Ok(Some(standing.id));
            }
        }
    }
    Ok(None)
}

/// Somebody whose data is shared with partners does not want that any more: each partner must be told, and confirm (P8).
/// Written in the same transaction as the opt-out, whichever way that came.
pub(super) async fn open_sharing(batch: &mut Batch<'_>, prefer: &Prefer) -> Result<(), ServiceError> {
    let context = batch.context;
    let shared = batch.registry.parties_of(PartyKind::Partner, prefer.sender).next().is_some();
    if !shared {
        return Ok(());
    }
    let asking = Asking {
        kind: CaseKind::Sharing,
        sender: prefer.sender,
        subject: Some(prefer.subject.clone()),
        mail: None,
        detail: Value::Null,
        holds: false,
        // What is carried over or reported late is asked of the partners now; what it says of its own date moves only
        // clocks that count from the sending, and only within what can be believed (CLK-18).
        starts: Starts { sent: Some(prefer.at), ..Starts::at(batch.now) },
        language: prefer.language.clone(),
        actor: prefer.actor.clone(),
        channel: prefer.channel,
    };
    let case = new_case(&context.vault, &*context.random, batch.now, &context.clocks, asking, CaseState::Received);
    // Somebody opened it by hand in this very change, with the opt-out: then it is that one.
    if let Some(first) = asks_the_same(batch, &case.case, case.subject.as_ref()).await?
        && batch.opened.iter().any(|(id, _)| *id == first)
    {
        return Ok(());
    }
    open(batch, &case).await.map(drop)
}

pub(super) async fn move_on(batch: &mut Batch<'_>, moved: &MoveCase) -> Result<Answer, ServiceError> {
    let before = CaseRecord::try_from(row(batch, &moved.id).await?)?;
    if !moved.from.contains(&before.state) {
        return Ok(Answer::default());
    }
    let mut case = before.clone();
    let now = batch.now;
    if moved.effective {
        case.effective_at.get_or_insert(now);
    }
    case.waiting_for = moved.waiting_for;
    if let Some(outcome) = moved.outcome {
        case.outcome = Some(outcome.to_owned());
    }
    // What the rules of a case do not allow is left as it is: a person sees it there.
    if let Err(error) = case.move_to(moved.to, now) {
        tracing::warn!(case.id = %case.id, %error, "a case stays where it is");
        return Ok(Answer::default());
    }
    let happens = Happens {
        what: moved.what,
        codes: &[],
        detail: None,
        mail: None,
        subject: moved.subject.as_ref(),
        actor: &moved.actor,
        channel: moved.channel,
        at: now,
    };
    change(batch, &before, case, &happens).await
}

/// The mailbox confirmed: one that waited for that goes on, one that somebody has in hand is proven where it is, and of one
/// that is proven or has ended it is written down that its link was spent (L5).
pub(super) async fn confirm(
    batch: &mut Batch<'_>,
    id: &str,
    subject: &Subject,
    (actor, channel): (&Actor, Channel),
) -> Result<Answer, ServiceError> {
    let before = CaseRecord::try_from(row(batch, id).await?)?;
    let mut case = before.clone();
    let now = batch.now;
    let waits = matches!(before.state, CaseState::Received | CaseState::NeedsIdentity | CaseState::ClosedUnverified);
    let fresh = before.confirmed_at.is_none() && (waits || before.state.is_open());
    if fresh {
        case.confirmed_at = Some(now);
    }
    if waits && let Err(error) = case.move_to(CaseState::NeedsReview, now) {
        tracing::warn!(case.id = %case.id, %error, "a confirmed case stays where it is");
    }
    let what = if fresh { "confirmed" } else { "confirmed_again" };
    let subject = Some(subject);
    let happens = Happens { what, codes: &[], detail: None, mail: None, subject, actor, channel, at: now };
    change(batch, &before, case, &happens).await
}

/// The person answered to the case's address. A yes confirms what waits for one; anything else is noted with its mail, and
/// what waited for the person goes to whoever works on it, unproven. One that ended as never confirmed is looked at again;
/// its clocks went on (L9).
pub(super) async fn replied(batch: &mut Batch<'_>, reply: &CaseReply) -> Result<Answer, ServiceError> {
    let before = CaseRecord::try_from(row(batch, &reply.id).await?)?;
    let asked_back = before.kind.needs_proof() && before.confirmed_at.is_none();
    let awaits_proof = asked_back && before.state.is_open() && before.waiting_for != Some(WaitingFor::Recipient);
    if let Some(subject) = reply.subject.as_ref().filter(|_| reply.confirms && awaits_proof) {
        return confirm(batch, &reply.id, subject, (&reply.actor, reply.channel)).await;
    }
    let mut case = before.clone();
    let waited = before.waiting_for == Some(WaitingFor::Recipient)
        || matches!(before.state, CaseState::NeedsIdentity | CaseState::ClosedUnverified);
    if waited && let Err(error) = case.move_to(CaseState::NeedsReview, batch.now) {
        tracing::warn!(case.id = %case.id, %error, "an answered case stays where it is");
    }
    let codes = [("reply", Value::from(reply.mail.clone()))];
    let happens = Happens {
        what: "replied",
        codes: &codes,
        detail: None,
        mail: Some(&reply.mail),
        subject: reply.subject.as_ref(),
        actor: &reply.actor,
        channel: reply.channel,
        at: batch.now,
    };
    change(batch, &before, case, &happens).await
}

/// The person was told that it came: from then on nothing else is owed for that (LAW-14, LAW-16). What repeats an open case
/// acknowledges that one, too. Who was told before stays told then.
pub(super) async fn acknowledge(batch: &mut Batch<'_>, id: &str, channel: Channel) -> Result<(), ServiceError> {
    let before = CaseRecord::try_from(row(batch, id).await?)?;
    if let Some(first) = &before.duplicate_of {
        Box::pin(acknowledge(batch, first, channel)).await?;
    }
    if before.acknowledged_at.is_some() {
        return Ok(());
    }
    let mut case = before.clone();
    case.acknowledged_at = Some(batch.now);
    let subject = case.recipient.map(|key| Subject { keys: vec![key], address: None });
    let happens = Happens {
        what: "acknowledged",
        codes: &[],
        detail: None,
        mail: None,
        subject: subject.as_ref(),
        actor: &Actor::System,
        channel,
        at: batch.now,
    };
    change(batch, &before, case, &happens).await.map(drop)
}

pub(super) async fn step(batch: &mut Batch<'_>, step: &CaseStep) -> Result<Answer, ServiceError> {
    let before = CaseRecord::try_from(row(batch, &step.case.id).await?)?;
    let happens = Happens {
        what: step.what,
        codes: &step.codes,
        detail: step.detail.as_deref(),
        mail: None,
        subject: step.subject.as_ref(),
        actor: &step.actor,
        channel: step.channel,
        at: batch.now,
    };
    change(batch, &before, step.case.clone(), &happens).await
}

async fn change(
    batch: &mut Batch<'_>,
    before: &CaseRecord,
    mut case: CaseRecord,
    happens: &Happens<'_>,
) -> Result<Answer, ServiceError> {
    // A step decided against an older version changes nothing; its guard has told the asker.
    if case.version != before.version {
        return Ok(Answer::default());
    }
    case.version += 1;
    case.settle_clocks();
    if !cases::replace(batch.tx, &case, before.version).await? {
        return Ok(Answer::default());
    }
    let entry = write_down(batch, Some(before.state), &case, happens).await?;
    if !case.state.is_open() {
        cancel_tasks(batch, &case, happens).await?;
        if let Some(mail) = &case.mail {
            // Somebody else in the mail was erased: it was kept for this case only.
            inbox::erase(batch.tx, mail).await?;
        }
    }
    if let Some(subject) = happens.subject.filter(|_| before.holds && !case.holds)
        && !held_otherwise(batch, subject, case.sender).await?
    {
        hold(batch, subject, case.sender, Kind::Released, happens.channel).await?;
    }
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

/// Nobody need do any more what was asked for a case that has ended.
async fn cancel_tasks(batch: &mut Batch<'_>, case: &CaseRecord, happens: &Happens<'_>) -> Result<(), ServiceError> {
    for task in tasks::of_case(batch.tx, &case.id).await? {
        let cancelled = SettleTask {
            id: task.id,
            subject: happens.subject.cloned(),
            to: TaskState::Cancelled,
            by: "case",
            answer: None,
            actor: happens.actor.clone(),
            channel: happens.channel,
        };
        settle_task(batch, &cancelled).await?;
    }
    Ok(())
}

async fn held_otherwise(batch: &mut Batch<'_>, subject: &Subject, sender: SenderId) -> Result<bool, StoreError> {
    for key in &subject.keys {
        if cases::holding(batch.tx, &key.bytes, sender.to_i64()).await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The event and the entry of a case's change: codes, the hash of the row as it stands now, and commitments to what is
/// sealed in it and in its event, so that no case and none of its history can be changed or taken away without `verify`
/// seeing it (L5). What is sealed in a case of which nobody knows whom it is about has no opening, so it is not covered.
async fn write_down(
    batch: &mut Batch<'_>,
    before: Option<CaseState>,
    after: &CaseRecord,
    happens: &Happens<'_>,
) -> Result<Option<u64>, ServiceError> {
    let before = before.map_or("none", CaseState::word);
    let standing = row(batch, &after.id).await?;
    let mut codes: Vec<(&'static str, Value)> = vec![
        ("case", after.id.clone().into()),
        ("what", after.kind.word().into()),
        ("event", happens.what.into()),
        ("number", after.version.into()),
        ("before", before.into()),
        ("after", after.state.word().into()),
        ("row", row_hash(&standing).into()),
    ];
    codes.extend(after.outcome.clone().map(|outcome| ("outcome", outcome.into())));
    codes.extend(after.mail.clone().map(|mail| ("mail", mail.into())));
    codes.extend(after.due_at.map(|due| ("due", due.0.into())));
    codes.extend(happens.codes.iter().cloned());
    let draft = LeafDraft {
        kind: EntryKind::Case,
        at: happens.at,
        sender: Some(after.sender),
        actor: happens.actor.clone(),
        channel: happens.channel,
        codes,
    };
    let sealed = [(SEALED_DETAIL, standing.detail.as_deref()), (SEALED_EVENT, happens.detail)];
    let Some(entry) = append_sealed(batch, &draft, happens.subject, &sealed) else { return Ok(None) };
    cases::set_entry(batch.tx, &after.id, entry).await?;
    let event = NewEvent {
        case: &after.id,
        number: after.version,
        at: batch.now,
        what: happens.what,
        before,
        after: after.state.word(),
        actor: happens.actor.word(),
        actor_id: happens.actor.id(),
        channel: happens.channel.word(),
        detail: happens.detail,
        mail: happens.mail,
        entry,
    };
    cases::add_event(batch.tx, &event).await?;
    tell_of_case(batch, before, after, happens, entry);
    Ok(Some(entry))
}

/// Tells endpoints, without what is sealed.
fn tell_of_case(batch: &mut Batch<'_>, before: &'static str, after: &CaseRecord, happens: &Happens<'_>, entry: u64) {
    if !batch.is_told(EventKind::CaseMoved) {
        return;
    }
    let mut data: Vec<(&'static str, Value)> = vec![
        ("case", after.id.clone().into()),
        ("kind", after.kind.word().into()),
        ("event", happens.what.into()),
        ("before", before.into()),
        ("after", after.state.word().into()),
        ("entry", entry.into()),
    ];
    data.extend(after.due_at.map(|due| ("due_at", due.rfc3339().into())));
    data.extend(after.outcome.clone().map(|outcome| ("outcome", outcome.into())));
    let subject = happens.subject.cloned();
    batch.tell(News {
        kind: EventKind::CaseMoved,
        at: happens.at,
        sender: Some(after.sender),
        scope: None,
        subject: subject.as_ref(),
        data,
    });
}

pub(super) fn append(batch: &mut Batch<'_>, draft: &LeafDraft, subject: Option<&Subject>) -> Option<u64> {
    match subject {
        Some(subject) => batch.append_about(draft, subject, None),
        None => Some(batch.append(draft)),
    }
}

/// The name under which a leaf commits to `cases.detail`.
pub(crate) const SEALED_DETAIL: &str = "detail";
/// The name under which it commits to `case_events.detail`.
pub(crate) const SEALED_EVENT: &str = "event";
/// The name under which it commits to `case_tasks.answer`.
pub(crate) const SEALED_ANSWER: &str = "answer";

fn append_sealed(
    batch: &mut Batch<'_>,
    draft: &LeafDraft,
    subject: Option<&Subject>,
    sealed: &[(&'static str, Option<&[u8]>)],
) -> Option<u64> {
    let Some(subject) = subject else { return Some(batch.append(draft)) };
    let kept: Vec<_> = sealed.iter().filter_map(|(name, bytes)| Some((*name, (*bytes)?))).collect();
    batch.append_sealed(draft, subject, &kept)
}

pub(super) async fn open_task(
    batch: &mut Batch<'_>,
    task: &Task,
    subject: Option<&Subject>,
    channel: Channel,
) -> Result<Answer, ServiceError> {
    tasks::insert(batch.tx, task).await?;
    let entry = task_entry(batch, &task.id, "none", subject, (&Actor::System, channel), Vec::new()).await?;
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

/// A party is told; the message goes out only if no other instance has told it.
pub(super) async fn tell_task(batch: &mut Batch<'_>, told: &TellTask) -> Result<Answer, ServiceError> {
    if !tasks::told(batch.tx, &told.id, told.told, told.next_at).await? {
        return Ok(Answer::default());
    }
    let (by, mailed) = match &told.telling {
        Telling::Webhook(order) => {
            batch.post(order);
            ("webhook", false)
        }
        Telling::Mail { to, mail } => ("mail", send(batch, to, mail).await?),
        Telling::Operator => ("operator", false),
    };
    let codes = vec![("told", (told.told + 1).into()), ("told_by", by.into())];
    let by = (&Actor::System, Channel::System);
    let entry = task_entry(batch, &told.id, "open", told.subject.as_ref(), by, codes).await?;
    Ok(Answer { changed: true, entry, mailed, ..Answer::default() })
}

/// A party's answer counts once; a second one changes nothing.
pub(super) async fn settle_task(batch: &mut Batch<'_>, settled: &SettleTask) -> Result<Answer, ServiceError> {
    let how = (settled.to, settled.by);
    let Some(before) = tasks::find(batch.tx, &settled.id).await? else { return Ok(Answer::default()) };
    if !tasks::settle(batch.tx, &settled.id, how, settled.answer.as_deref(), batch.now).await? {
        return Ok(Answer::default());
    }
    let by = (&settled.actor, settled.channel);
    let entry = task_entry(batch, &settled.id, &before.state, settled.subject.as_ref(), by, Vec::new()).await?;
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

pub(super) async fn task_entry(
    batch: &mut Batch<'_>,
    id: &str,
    before: &str,
    subject: Option<&Subject>,
    (actor, channel): (&Actor, Channel),
    more: Vec<(&'static str, Value)>,
) -> Result<Option<u64>, ServiceError> {
    let task = tasks::find(batch.tx, id).await?.ok_or_else(|| StoreError::corrupt("case_tasks", "id", id))?;
    let case = row(batch, &task.case_id).await?;
    let mut codes: Vec<(&'static str, Value)> = vec![
        ("task", task.id.clone().into()),
        ("case", task.case_id.clone().into()),
        ("what", task.what.clone().into()),
        ("party", task.party_id.clone().into()),
        ("before", before.into()),
        ("after", task.state.clone().into()),
        ("row", task_hash(&task).into()),
    ];
    codes.extend(task.settled_by.clone().map(|by| ("settled_by", by.into())));
    codes.extend(more);
    let draft = LeafDraft {
        kind: EntryKind::Task,
        at: batch.now,
        sender: SenderId::from_i64(case.sender_id),
        actor: actor.clone(),
        channel,
        codes,
    };
    let entry = append_sealed(batch, &draft, subject, &[(SEALED_ANSWER, task.answer.as_deref())]);
    if let Some(entry) = entry {
        tasks::set_entry(batch.tx, id, entry).await?;
    }
    Ok(entry)
}

/// SHA-256 over the canonical JSON of a case's columns, in hex.
pub(crate) fn row_hash(case: &CaseRow) -> String {
    hex(&Sha256::digest(case.columns().to_string().as_bytes()))
}

/// SHA-256 over the canonical JSON of a task's columns, in hex.
pub(crate) fn task_hash(task: &TaskRow) -> String {
    hex(&Sha256::digest(task.columns().to_string().as_bytes()))
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
    channel: Channel,
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
        channel,
        codes: vec![("reason", "review".into())],
        evidence: None,
        notice: None,
        language: String::new(),
        undo_by: None,
        mailing: None,
    };
    prefer_one(batch, &prefer).await.map(drop)
}
