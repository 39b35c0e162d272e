//! What each kind of change does, decided against the state inside the transaction.

use serde_json::Value;

use super::batch::Batch;
use super::change::{
    Answer, Change, Confirm, ImportChunk, MailOrder, Prefer, Remark, Replaced, Request, Subject, Undo,
};
use super::{count, tell};
use crate::domain::address::{Address, RecipientKey};
use crate::domain::change::{Actor, Channel, EntryKind, LeafDraft, Opening, scope_code};
use crate::domain::error::Code;
use crate::domain::merkle::{self, Hash};
use crate::domain::preference::{Decision, Kind, Record, Scope, decide, decide_import, is_erased_for};
use crate::domain::time::{DAY_MS, Instant, random_bytes};
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::services::registry;
use crate::store::outbox::NewMail;
use crate::store::{confirmations, ledger, outbox};

/// How long a stop can be taken back by the page that made it (L3).
pub(crate) const UNDO_MS: i64 = DAY_MS;
/// An hour, in milliseconds.
const HOUR_MS: i64 = 3_600_000;
/// An automatic answer that would go out later than this does not go out.
const ANSWERED_WITHIN_HOURS: i64 = 24;

pub(super) async fn apply(batch: &mut Batch<'_>, change: &Change) -> Result<Answer, ServiceError> {
    batch.opened.clear();
    match change {
        Change::Prefer(prefers) => prefer_all(batch, prefers).await,
        Change::Undo(undo) => take_back(batch, undo),
        Change::Remark(remark) => {
            count::reason(batch, remark).await?;
            note(batch, remark)
        }
        Change::Request(request) => order(batch, request).await,
        Change::Confirm(confirm) => confirm_all(batch, confirm).await,
        Change::Import(chunk) => import(batch, chunk).await,
        Change::Handle(handle) => super::handle::handle(batch, handle).await,
        Change::Retain(wanted) => super::retain::retain(batch, wanted).await,
        Change::Policies => super::policies::record(batch).await,
        Change::Send(orders) => {
            orders.iter().for_each(|order| batch.post(order));
            Ok(Answer::default())
        }
        Change::OpenEpoch(open) => super::epoch::open(batch, open).await,
        Change::Registry(change) => registry::change::apply(batch_parts(batch), change).await.map(|changed| {
            let entry = changed.map(|draft| {
                let index = batch.append(&draft);
                batch.registry_changed();
                index
            });
            Answer { changed: entry.is_some(), entry, ..Answer::default() }
        }),
    }
}

/// What a registry change may touch: the transaction, the index its entry will get, and the time.
fn batch_parts<'b>(batch: &'b mut Batch<'_>) -> registry::change::Parts<'b> {
    registry::change::Parts { tx: batch.tx, entry: batch.head.size(), now: batch.now, vault: &batch.context.vault }
}

/// All or none: first every decision, then every write.
async fn prefer_all(batch: &mut Batch<'_>, prefers: &[Prefer]) -> Result<Answer, ServiceError> {
    let prefers: Vec<Prefer> = prefers.iter().map(|prefer| dated(batch, prefer)).collect();
    for prefer in &prefers {
        refuse_without_proof(&decision(batch, prefer)?)?;
    }
    let mut answer = Answer::default();
    for prefer in &prefers {
        let one = prefer_counted(batch, prefer).await?;
        answer.changed |= one.changed;
        answer.mailed |= one.mailed;
        answer.entry = one.entry.or(answer.entry);
        answer.replaced = one.replaced;
    }
    Ok(answer)
}

/// The same for a choice or a finding that is an event of its own, and so is counted.
pub(super) async fn prefer_counted(batch: &mut Batch<'_>, prefer: &Prefer) -> Result<Answer, ServiceError> {
    let answer = prefer_one(batch, prefer).await?;
    if answer.changed {
        count::preference(batch, prefer);
    }
    Ok(answer)
}

/// What a recipient does now is the newest thing, whatever the clocks of two instances, or a clock set back, say of it
/// (L1, LOG-14). What a tool or a file reports keeps the time it reports.
pub(super) fn dated(batch: &Batch<'_>, prefer: &Prefer) -> Prefer {
    let by_mail = matches!(prefer.channel, Channel::Lmtp | Channel::Smtp | Channel::Imap | Channel::Pipe);
    let by_hand = matches!(prefer.channel, Channel::OneClick | Channel::Page | Channel::Confirmation);
    let live = by_hand || (by_mail && prefer.kind == Kind::OptedOut);
    let newest = batch.readable_records(&prefer.subject).0.iter().map(|r| r.since.plus_ms(1)).max();
    let at = newest.filter(|_| live).map_or(prefer.at, |newest| newest.max(prefer.at));
    Prefer { at, ..prefer.clone() }
}

pub(super) fn decision(batch: &Batch<'_>, prefer: &Prefer) -> Result<Decision, ServiceError> {
    // A stop is written whatever else about the person cannot be read: it can only narrow (L1, L10).
    let present = match prefer.kind {
        Kind::OptedOut => batch.readable_records(&prefer.subject).0,
        _ => batch.records(&prefer.subject)?,
    };
    // SUP-11: after an erasure nobody's word but the person's own, with proof, brings anybody back.
    let says_yes = matches!(prefer.kind, Kind::OptedIn { .. });
    if says_yes && prefer.actor != Actor::Recipient && is_erased_for(&present, prefer.sender, prefer.scope) {
        return Ok(Decision::ProofRequired);
    }
    Ok(decide(&present, prefer.sender, prefer.scope, prefer.kind, prefer.at))
}

fn refuse_without_proof(decision: &Decision) -> Result<(), ServiceError> {
    match decision {
        Decision::ProofRequired => Err(ServiceError::refused(
            Code::ProofRequired,
            "The recipient opted out. Give a proof that is later than the opt-out, or ask with \"confirm\": true.",
        )),
        _ => Ok(()),
    }
}

pub(super) async fn prefer_one(batch: &mut Batch<'_>, prefer: &Prefer) -> Result<Answer, ServiceError> {
    let before = match decision(batch, prefer)? {
        Decision::Unchanged { entry } if prefer.kind == Kind::OptedOut => {
            return stop_again(batch, prefer, entry).await;
        }
        Decision::Unchanged { entry } => return Ok(Answer { entry, ..Answer::default() }),
        Decision::Apply { before } => before,
        refused @ Decision::ProofRequired => return refuse_without_proof(&refused).map(|()| Answer::default()),
    };
    let (present, whole) = batch.readable_records(&prefer.subject);
    let slot = prefer.kind.slot();
    let prior = present.into_iter().find(|r| r.scope == prefer.scope && r.kind.slot() == slot);
    let Some(entry) =
        batch.append_about(&preference_draft(prefer, before), &prefer.subject, prefer.evidence.as_deref())
    else {
        return Ok(Answer::default());
    };
    let record = Record { scope: prefer.scope, kind: prefer.kind, since: prefer.at, entry };
    store_choice(batch, prefer, record);
    if matches!(prefer.scope, Scope::Sharing(_)) && prefer.kind == Kind::OptedOut {
        Box::pin(super::case::open_sharing(batch, prefer)).await?;
    }
    tell::of_preference(batch, prefer, before, entry);
    let mailed = match &prefer.notice {
        Some(mail) => send(batch, &prefer.subject, mail).await?,
        None => false,
    };
    Ok(Answer {
        changed: true,
        entry: Some(entry),
        mailed,
        // What stood there before may be the row that cannot be read: then nobody may bring it back unseen.
        replaced: whole.then_some(Replaced { record, prior }),
        ..Answer::default()
    })
}

/// A stop over a stop that stands. From the page form that can take the standing one back it is the same button
/// pressed twice. From anybody else it is a stop of its own, which an undo of the first must not delete (L3): it is
/// written down as the newest thing said about its scope, with nobody to take it back; so once for each stop at most.
/// To the asker nothing has changed.
async fn stop_again(batch: &mut Batch<'_>, prefer: &Prefer, entry: Option<u64>) -> Result<Answer, ServiceError> {
    let unchanged = Answer { entry, ..Answer::default() };
    let choice = |r: &Record| r.scope == prefer.scope && r.kind.slot() == prefer.kind.slot();
    let (present, _) = batch.readable_records(&prefer.subject);
    let newest = present.into_iter().filter(choice).max_by_key(|r| r.entry);
    let Some(stop) = newest.filter(|r| r.kind == Kind::OptedOut) else { return Ok(unchanged) };
    let undo_by = batch.undo_by(&prefer.subject, stop.entry).await?;
    if undo_by.is_none() || undo_by == prefer.undo_by {
        return Ok(unchanged);
    }
    // One that happened earlier makes the stop no older: a proof must be later than both.
    let since = stop.since.max(prefer.at);
    let draft = LeafDraft { at: since, ..preference_draft(prefer, stop.kind.word()) };
    let entry = batch.append_about(&draft, &prefer.subject, prefer.evidence.as_deref());
    if let Some(entry) = entry {
        let record = Record { since, entry, ..stop };
        store(batch, &prefer.subject, record, prefer.channel, None);
    }
    Ok(Answer { entry, ..unchanged })
}

fn preference_draft(prefer: &Prefer, before: &'static str) -> LeafDraft {
    let mut codes: Vec<(&'static str, Value)> = vec![
        ("scope", scope_code(prefer.scope)),
        ("before", before.into()),
        ("after", prefer.kind.word().into()),
        ("proven", prefer.kind.proven().into()),
    ];
    codes.extend(prefer.kind.until().map(|until| ("until", until.0.into())));
    codes.extend(prefer.codes.iter().cloned());
    LeafDraft {
        kind: EntryKind::Preference,
        at: prefer.at,
        sender: Some(prefer.sender),
        actor: prefer.actor.clone(),
        channel: prefer.channel,
        codes,
    }
}

fn store_choice(batch: &mut Batch<'_>, prefer: &Prefer, record: Record) {
    store(batch, &prefer.subject, record, prefer.channel, prefer.undo_by);
}

fn store(batch: &mut Batch<'_>, subject: &Subject, record: Record, channel: Channel, undo_by: Option<[u8; 32]>) {
    if let Some(key) = subject.keys.first().copied() {
        batch.put(key, record, channel.word(), undo_by);
    }
}

/// Undo: exactly that stop, for 24 hours, and only while it is the newest change of its scope (L3).
fn take_back(batch: &mut Batch<'_>, undo: &Undo) -> Result<Answer, ServiceError> {
    let records = batch.records(&undo.subject)?;
    let newest = records.iter().filter(|r| r.scope == undo.scope).max_by_key(|r| r.entry);
    let Some(stop) = newest.filter(|r| r.entry == undo.entry && r.kind == Kind::OptedOut) else {
        let detail = "Something else was chosen since; this stop can no longer be taken back by the page that made it.";
        return Err(ServiceError::refused(Code::Conflict, detail));
    };
    if batch.now > stop.since.plus_ms(UNDO_MS) {
        let detail = "More than 24 hours have passed; ask for a confirmation mail instead.";
        return Err(ServiceError::refused(Code::Conflict, detail));
    }
    let (kind, since) = undo.prior.unwrap_or((Kind::Withdrawn, batch.now));
    let before = stop.kind;
    let draft = undo_draft(undo, before, kind, since, batch.now);
    let entry = batch.append_about(&draft, &undo.subject, None);
    if let Some(entry) = entry {
        let record = Record { scope: undo.scope, kind, since, entry };
        store(batch, &undo.subject, record, Channel::Page, None);
        tell::of_undo(batch, undo, before, kind, entry);
        count::undone(batch, undo);
    }
    Ok(Answer { changed: entry.is_some(), entry, ..Answer::default() })
}

/// The leaf says everything of what comes back, its date too, so that the row can be verified against it (L5).
fn undo_draft(undo: &Undo, before: Kind, after: Kind, since: Instant, now: Instant) -> LeafDraft {
    let mut codes: Vec<(&'static str, Value)> = vec![
        ("scope", scope_code(undo.scope)),
        ("before", before.word().into()),
        ("after", after.word().into()),
        ("proven", after.proven().into()),
        ("since", since.0.into()),
        ("undoes", undo.entry.into()),
    ];
    codes.extend(after.until().map(|until| ("until", until.0.into())));
    LeafDraft {
        kind: EntryKind::Preference,
        at: now,
        sender: Some(undo.sender),
        actor: Actor::Recipient,
        channel: Channel::Page,
        codes,
    }
}

pub(super) fn note(batch: &mut Batch<'_>, remark: &Remark) -> Result<Answer, ServiceError> {
    let draft = LeafDraft {
        kind: remark.kind,
        at: batch.now,
        sender: remark.sender,
        actor: remark.actor.clone(),
        channel: remark.channel,
        codes: remark.codes.clone(),
    };
    let entry = match &remark.subject {
        Some(subject) => batch.append_about(&draft, subject, None),
        None => Some(batch.append(&draft)),
    };
    Ok(Answer { changed: false, entry, ..Answer::default() })
}

pub(super) async fn order(batch: &mut Batch<'_>, request: &Request) -> Result<Answer, ServiceError> {
    if !send(batch, &request.subject, &request.mail).await? {
        return Ok(Answer::default());
    }
    let draft = LeafDraft {
        kind: EntryKind::Request,
        at: batch.now,
        sender: Some(request.sender),
        actor: request.actor.clone(),
        channel: request.channel,
        codes: request.codes.clone(),
    };
    let entry = batch.append_about(&draft, &request.subject, None);
    Ok(Answer { changed: true, entry, mailed: true, ..Answer::default() })
}

/// Queues a mail unless its limit is reached; the one-time link in it becomes valid in the same transaction.
pub(super) async fn send(batch: &mut Batch<'_>, subject: &Subject, mail: &MailOrder) -> Result<bool, ServiceError> {
    let Some(key) = subject.keys.first() else { return Ok(false) };
    let cause = if mail.limit.is_some_and(|limit| limit.stranger) { "stranger" } else { "service" };
    if let Some(limit) = &mail.limit {
        let since = batch.now.plus_ms(-limit.within_ms);
        let sent = match limit.same_kind {
            true => outbox::count_kind_since(batch.tx, &key.bytes, &mail.kind, since).await?,
            false => outbox::count_since(batch.tx, &key.bytes, cause, since).await?,
        };
        if sent >= limit.at_most {
            return Ok(false);
        }
    }
    let Some(due) = turn(batch, mail).await? else { return Ok(false) };
    if let Some(link) = &mail.link {
        let expires = batch.now.plus_ms(link.valid_ms);
        let names = (&link.token_hash[..], &key.bytes[..]);
        confirmations::insert(batch.tx, names, link.action, &link.payload, batch.now, expires).await?;
    }
    let row = NewMail {
        id: mail.id.clone(),
        kind: mail.kind.clone(),
        cause,
        ordering: key.bytes.to_vec(),
        payload: mail.payload.clone(),
        created_at: batch.now,
        due,
    };
    outbox::push(batch.tx, &row).await?;
    Ok(true)
}

/// When it is a mail's turn: at once, but for automatic answers of which too many go out already. Each hour has its
/// number, so that a loop or a flood of forged mails makes no flood of ours; whoever really asked is answered hours
/// later. `None`: not within a day, so never (ACK-11).
async fn turn(batch: &mut Batch<'_>, mail: &MailOrder) -> Result<Option<Instant>, ServiceError> {
    let Some(an_hour) = mail.limit.and_then(|limit| limit.answers_per_hour) else { return Ok(Some(batch.now)) };
    let an_hour = an_hour.max(1);
    let taken = outbox::answers_since(batch.tx, batch.now.plus_ms(-HOUR_MS)).await?;
    let hours = taken / an_hour;
    if hours == 0 {
        return Ok(Some(batch.now));
    }
    batch.context.counters.answers_put_off.add(1);
    // Once for each hour that is full.
    if taken % an_hour == 0 {
        tracing::error!(
            an_hour,
            hours,
            "too many automatic answers: further ones wait; look for a loop, or for somebody who writes in others' names"
        );
    }
    Ok((hours <= ANSWERED_WITHIN_HOURS).then(|| batch.now.plus_ms(hours * HOUR_MS)))
}

/// Spends a one-time link and does what it says, in one transaction: of two clicks one does it, the other is told.
async fn confirm_all(batch: &mut Batch<'_>, confirm: &Confirm) -> Result<Answer, ServiceError> {
    let preferences: Vec<Prefer> = confirm.preferences.iter().map(|prefer| dated(batch, prefer)).collect();
    for prefer in &preferences {
        refuse_without_proof(&decision(batch, prefer)?)?;
    }
    if !confirmations::spend(batch.tx, &confirm.token_hash, batch.now).await? {
        return Err(ServiceError::refused(Code::Conflict, "This confirmation has been used already."));
    }
    let answer = prefer_all(batch, &preferences).await?;
    if let Some(prefer) = preferences.first().filter(|_| !answer.changed) {
        // L5: the link is spent, though nothing else changes; that is an entry, too.
        let draft = LeafDraft {
            kind: EntryKind::Remark,
            at: batch.now,
            sender: Some(prefer.sender),
            actor: prefer.actor.clone(),
            channel: prefer.channel,
            codes: vec![("remark", "confirmed_again".into())],
        };
        batch.append_about(&draft, &prefer.subject, None);
    }
    Ok(answer)
}

/// One entry for the whole chunk; rows that change nothing are left out of it.
async fn import(batch: &mut Batch<'_>, chunk: &ImportChunk) -> Result<Answer, ServiceError> {
    let mut rows = Vec::with_capacity(chunk.rows.len());
    let now = batch.now;
    for row in &chunk.rows {
        let present = batch.records_of(&row.key);
        if let Some((kind, since)) = decide_import(present, chunk.scope, row.reason, row.dated, now) {
            rows.push(Imported { key: row.key, kind, since, address: &row.address });
        }
    }
    if rows.is_empty() {
        return Ok(Answer::default());
    }
    let salt: [u8; 32] = random_bytes(&*batch.context.random);
    let root = merkle::root_of(rows.iter().enumerate().map(|(at, row)| row_hash(&salt, at as u64, &row.key, row.kind)));
    let entry = batch.append(&import_draft(chunk, rows.len(), &root, batch.now));
    let blob = import_blob(&salt, &rows);
    let sealed = batch.context.vault.seal(Cell::Batch, &entry.to_be_bytes(), &blob);
    ledger::put_batch(batch.tx, entry, rows.len() as i64, &root, &sealed).await?;
    tell::of_import(batch, chunk, rows.len(), entry);
    for row in &rows {
        let record = Record { scope: chunk.scope, kind: row.kind, since: row.since, entry };
        batch.put(row.key, record, chunk.channel.word(), None);
    }
    Ok(Answer { changed: true, entry: Some(entry), rows_changed: rows.len() as u64, ..Answer::default() })
}

/// A row of a chunk that changes something, as it will stand.
struct Imported<'a> {
    key: RecipientKey,
    kind: Kind,
    since: Instant,
    address: &'a Address,
}

/// A row's hash in the chunk's own small tree, under the chunk's salt so that it cannot be guessed.
pub(crate) fn row_hash(salt: &[u8; 32], at: u64, key: &RecipientKey, kind: Kind) -> Hash {
    let opening = Opening::derive(salt, at);
    merkle::leaf_hash(format!("{} {}", opening.subject(&key.bytes), kind.word()).as_bytes())
}

fn import_draft(chunk: &ImportChunk, rows: usize, root: &Hash, now: Instant) -> LeafDraft {
    let mut codes =
        vec![("scope", scope_code(chunk.scope)), ("rows", rows.into()), ("root", crate::store::hex(root).into())];
    codes.extend(chunk.codes.iter().cloned());
    LeafDraft {
        kind: EntryKind::Batch,
        at: now,
        sender: Some(chunk.sender),
        actor: chunk.actor.clone(),
        channel: chunk.channel,
        codes,
    }
}

/// The sealed blob of a chunk: its salt, then a line per row: key in hex, state, since, address.
fn import_blob(salt: &[u8; 32], rows: &[Imported<'_>]) -> Vec<u8> {
    let mut blob = Vec::with_capacity(32 + rows.len() * 80);
    blob.extend_from_slice(salt);
    for row in rows {
        let line = format!(
            "{} {} {} {}\n",
            crate::store::hex(&row.key.bytes),
            row.kind.word(),
            row.since.0,
            row.address.delivery()
        );
        blob.extend_from_slice(line.as_bytes());
    }
    blob
}
