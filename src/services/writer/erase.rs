//! Destroying a person's data, in the transaction that ends their deletion case.
//!
//! What goes: salt and address on record, whom the entries about them are about with what showed it, what is sealed in
//! their cases, the copies made for them, the mails about or from them, links and mails to them, the address in imports.
//! What stays: the recipient key, every block and the trace `erased` (L8, ERA-01), their cases with states and dates
//! (ERA-08), the leaves, which open for nobody any more (LOG-11). The erasure's own entry lists what it took, so that
//! `verify` tells it from a gap.
//!
//! To store something new about a person: destroy it here, and `tests/cases` will look for it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::batch::Batch;
use super::change::{Answer, Erase, Subject};
use crate::domain::address::RecipientKey;
use crate::domain::change::{EntryKind, LeafDraft, scope_code};
use crate::domain::erasure::{Erasure, no_address, scheme_without_address};
use crate::domain::error::Code;
use crate::domain::ids::SenderId;
use crate::domain::preference::{Kind, Record, Scope};
use crate::render::mails::AgentNote;
use crate::services::error::ServiceError;
use crate::services::installation::Cell;
use crate::store::{agents, cases, confirmations, copies, hex, inbox, ledger, outbox, preferences, recipients};

/// Waiting notes that are looked through.
const NOTES_READ: i64 = 10_000;

/// Refuses while another case of the person is open: after the erasure nobody could do or answer what it asks for. It names
/// the cases of the sender that was asked; those of others are none of its business, and are counted only.
pub(super) async fn nothing_is_open(batch: &mut Batch<'_>, erase: &Erase) -> Result<(), ServiceError> {
    let (mut open, mut elsewhere) = (Vec::new(), 0_u32);
    // It was asked once; what a restored backup shows as open had been ended then.
    if erase.again.is_some() {
        return Ok(());
    }
    for key in erase.subjects.iter().flat_map(|subject| &subject.keys) {
        for row in cases::of_recipient(batch.tx, &key.bytes).await? {
            let case = crate::domain::case::CaseRecord::try_from(row)?;
            match case.state.is_open() && case.id != erase.case {
                true if case.sender == erase.sender => open.push(format!("{} ({})", case.id, case.kind.word())),
                true => elsewhere += 1,
                false => {}
            }
        }
    }
    if elsewhere > 0 {
        open.push(format!("{elsewhere} with other senders"));
    }
    if open.is_empty() {
        return Ok(());
    }
    let detail = format!(
        "Other cases of this person are open: {}. End them first: once the data is erased, nobody can be answered.",
        open.join(", ")
    );
    Err(ServiceError::refused(Code::Conflict, detail))
}

/// Erases; `sent` are the mails of the same transaction, which still go out.
pub(super) async fn erase(batch: &mut Batch<'_>, erase: &Erase, sent: &[&str]) -> Result<Answer, ServiceError> {
    let senders = senders_of(batch, erase);
    let (mut taken, mut mails) = (Erasure::default(), BTreeSet::new());
    for key in erase.subjects.iter().flat_map(|subject| &subject.keys) {
        take_subject(batch, key, &mut taken, &mut mails).await?;
        mails.extend(inbox::concerning(batch.tx, &key.bytes).await?);
        recipients::forget(batch.tx, &key.bytes).await?;
        preferences::forget_choices(batch.tx, &key.bytes).await?;
        taken.cases.extend(cases::of_recipient(batch.tx, &key.bytes).await?.into_iter().map(|case| case.id));
        cases::forget_details(batch.tx, &key.bytes).await?;
        copies::forget(batch.tx, &key.bytes).await?;
        confirmations::forget(batch.tx, &key.bytes).await?;
        outbox::forget(batch.tx, &key.bytes, sent, batch.now).await?;
    }
    take_import_rows(batch, erase, &mut taken).await?;
    for mail in &mails {
        inbox::to_erase(batch.tx, mail).await?;
        inbox::erase(batch.tx, mail).await?;
    }
    forget_notes(batch, &mails).await?;
    let entry = write_down(batch, erase, &taken, &senders);
    for subject in &erase.subjects {
        senders.iter().for_each(|sender| block(batch, erase, subject, *sender));
    }
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

/// Every sender who held something about the person, and the one who was asked.
fn senders_of(batch: &Batch<'_>, erase: &Erase) -> BTreeSet<SenderId> {
    let registry = batch.registry.clone();
    let mut senders = BTreeSet::from([erase.sender]);
    senders.extend(&erase.senders);
    for record in erase.subjects.iter().flat_map(|subject| batch.readable_records(subject).0) {
        match record.scope {
            Scope::Topic(id) => senders.extend(registry.topic(id).map(|topic| topic.sender)),
            Scope::All(id) | Scope::Sharing(id) | Scope::Tracking(id) => _ = senders.insert(id),
            Scope::Everywhere(group) => {
                senders.extend(registry.senders().iter().filter(|s| s.group == group).map(|s| s.id));
            }
        }
    }
    senders
}

/// Destroys whom entries are about. The list of an earlier erasure is taken over, and the mails that entries name are
/// added to those to be destroyed.
async fn take_subject(
    batch: &mut Batch<'_>,
    key: &RecipientKey,
    taken: &mut Erasure,
    mails: &mut BTreeSet<String>,
) -> Result<(), ServiceError> {
    let rows = ledger::about(batch.tx, &key.bytes).await?;
    for row in &rows {
        let index = u64::try_from(row.entry_index).unwrap_or(u64::MAX);
        taken.subjects.insert(index);
        let leaf = row.leaf.as_deref().map(read).unwrap_or_default();
        mails.extend(mail_of(&leaf));
        if leaf["kind"] == EntryKind::Erasure.word() {
            let sealed = row.evidence.as_deref().unwrap_or_default();
            let plain = batch.context.vault.open(Cell::Evidence, &index.to_be_bytes(), sealed);
            // One that cannot be read explains nothing: `verify` names what it would have explained.
            let list = plain.ok().and_then(|plain| Erasure::from_evidence(&plain));
            list.into_iter().for_each(|list| taken.join(list));
        }
    }
    mails.extend(batch.staged_about(key).into_iter().filter_map(|leaf| mail_of(&read(leaf))));
    ledger::forget_subject(batch.tx, &key.bytes).await?;
    taken.subjects.extend(batch.forget(key));
    Ok(())
}

fn read(leaf: &[u8]) -> Value {
    serde_json::from_slice(leaf).unwrap_or_default()
}

fn mail_of(leaf: &Value) -> Option<String> {
    leaf["mail"].as_str().map(str::to_owned)
}

/// Destroys the address in every import that named it.
async fn take_import_rows(batch: &mut Batch<'_>, erase: &Erase, taken: &mut Erasure) -> Result<(), ServiceError> {
    let keys: Vec<RecipientKey> = erase.subjects.iter().flat_map(|subject| subject.keys.clone()).collect();
    let newer = ledger::batches(batch.tx, erase.looked, batch.head.size()).await?;
    let newer = newer.into_iter().filter_map(|index| u64::try_from(index).ok());
    let indices: BTreeSet<u64> = erase.imports.iter().copied().chain(newer).collect();
    for index in indices {
        let Some((_, _, sealed)) = ledger::batch(batch.tx, index).await? else { continue };
        let Ok(plain) = batch.context.vault.open(Cell::Batch, &index.to_be_bytes(), &sealed) else { continue };
        let Some((left, named)) = without_addresses(&plain, &keys) else { continue };
        let sealed = batch.context.vault.seal(Cell::Batch, &index.to_be_bytes(), &left);
        ledger::reseal_batch(batch.tx, index, &sealed).await?;
        taken.rows.extend(named.into_iter().map(|key| (index, hex(&key.bytes))));
    }
    Ok(())
}

/// The rows of an import without the addresses of these keys, and which of them it named; `None` when none. A row's hash
/// is of key and state alone, so the import still verifies.
pub(in crate::services) fn without_addresses(
    plain: &[u8],
    keys: &[RecipientKey],
) -> Option<(Vec<u8>, Vec<RecipientKey>)> {
    let (salt, lines) = plain.split_first_chunk::<32>()?;
    let lines = std::str::from_utf8(lines).ok()?;
    let names: Vec<(String, RecipientKey)> = keys.iter().map(|key| (hex(&key.bytes), *key)).collect();
    let (mut left, mut named) = (salt.to_vec(), Vec::new());
    for line in lines.split_inclusive('\n') {
        let owner = names.iter().find(|(name, _)| line.starts_with(name.as_str())).map(|(_, key)| key);
        match owner.and_then(|key| Some((key, without_address(line, key)?))) {
            Some((key, line)) => {
                named.push(*key);
                left.extend_from_slice(line.as_bytes());
            }
            None => left.extend_from_slice(line.as_bytes()),
        }
    }
    (!named.is_empty()).then_some((left, named))
}

/// A line of an import without its address; `None` when it has none any more.
fn without_address(line: &str, key: &RecipientKey) -> Option<String> {
    let mut parts = line.trim_end_matches('\n').splitn(4, ' ');
    let (name, state, since, address) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let kept = scheme_without_address(address).is_none();
    kept.then(|| format!("{name} {state} {since} {}\n", no_address(key)))
}

/// Nobody is told any more what became of a mail that was destroyed.
async fn forget_notes(batch: &mut Batch<'_>, mails: &BTreeSet<String>) -> Result<(), ServiceError> {
    for row in agents::notes_due(batch.tx, batch.now, NOTES_READ).await? {
        let plain = batch.context.vault.open(Cell::AgentNote, row.id.as_bytes(), &row.note).unwrap_or_default();
        if serde_json::from_slice::<AgentNote>(&plain).is_ok_and(|note| mails.contains(&note.reference)) {
            agents::note_sent(batch.tx, &row.id, batch.now).await?;
        }
    }
    Ok(())
}

/// The erasure's own entry: about the person under a fresh salt, without the address, with the list as its evidence.
fn write_down(batch: &mut Batch<'_>, erase: &Erase, taken: &Erasure, senders: &BTreeSet<SenderId>) -> Option<u64> {
    let senders: Vec<u32> = senders.iter().map(|sender| sender.0).collect();
    let mut codes = vec![
        ("case", erase.case.clone().into()),
        ("senders", json!(senders)),
        ("entries", taken.subjects.len().into()),
        ("imported", taken.rows.len().into()),
    ];
    codes.extend(erase.again.map(|again| ("lost", again.lost.into())));
    let draft = LeafDraft {
        kind: EntryKind::Erasure,
        at: erase.again.map_or(batch.now, |again| again.at),
        sender: Some(erase.sender),
        actor: erase.actor.clone(),
        channel: erase.channel,
        codes,
    };
    batch.append_about(&draft, erase.subjects.first()?, Some(&taken.to_evidence()))
}

/// The trace that keeps the block. It is written anew by a second erasure, so that what the person chose in between
/// counts no more.
fn block(batch: &mut Batch<'_>, erase: &Erase, subject: &Subject, sender: SenderId) {
    let Some(key) = subject.keys.first().copied() else { return };
    let scope = Scope::All(sender);
    let (present, _) = batch.readable_records(subject);
    let before = present.iter().find(|r| r.scope == scope && r.kind == Kind::Erased);
    let newest = present.iter().map(|r| r.since.plus_ms(1)).max();
    let at = match erase.again {
        // With its own date: whoever came back since with proof stays.
        Some(again) => again.at,
        None => newest.map_or(batch.now, |newest| newest.max(batch.now)),
    };
    let draft = LeafDraft {
        kind: EntryKind::Preference,
        at,
        sender: Some(sender),
        actor: erase.actor.clone(),
        channel: erase.channel,
        codes: vec![
            ("scope", scope_code(scope)),
            ("before", before.map_or("none", |r| r.kind.word()).into()),
            ("after", Kind::Erased.word().into()),
            ("proven", false.into()),
        ],
    };
    if let Some(entry) = batch.append_about(&draft, subject, None) {
        batch.put(key, Record { scope, kind: Kind::Erased, since: at, entry }, erase.channel.word(), None);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn an_import_loses_one_address_and_nothing_else() {
        let key = |first| RecipientKey { scheme: 1, bytes: [first; 16] };
        let line = |first, address: &str| format!("{} imported 5 {address}\n", hex(&[first; 16]));
        let mut blob = vec![7; 32];
        blob.extend(line(1, "ana@example.com").bytes());
        blob.extend(line(2, "\"a b\"@example.com").bytes());
        let (left, named) = without_addresses(&blob, &[key(2), key(3)]).unwrap();
        assert_eq!(named, [key(2)]);
        assert_eq!(left[32..], *(line(1, "ana@example.com") + &line(2, "-1")).as_bytes());
        assert!(without_addresses(&left, &[key(2)]).is_none(), "a second time there is nothing to take");
    }
}
