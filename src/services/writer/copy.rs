//! Copies of a person's data, and what operators make of the answers that go into them: each with its ledger entry, which
//! holds codes and the hash of the row, never anything that was handed over.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::batch::Batch;
use super::case::{append, task_entry};
use super::change::{Answer, CopyChange, CopyStep, ReviseTask, Revision};
use crate::domain::change::{EntryKind, LeafDraft};
use crate::domain::error::Code;
use crate::services::error::ServiceError;
use crate::store::copies::{self, CopyRow};
use crate::store::{StoreError, hex, tasks};

/// An answer is redacted or sent back. When it is not the one that was seen any more, the whole handle is refused.
pub(super) async fn revise(batch: &mut Batch<'_>, revised: &ReviseTask) -> Result<Answer, ServiceError> {
    let none = || StoreError::corrupt("case_tasks", "id", &revised.id);
    let standing = tasks::find(batch.tx, &revised.id).await?.ok_or_else(none)?;
    let (done, codes): (bool, Vec<(&'static str, Value)>) = match &revised.what {
        Revision::Redact { before, after, how } => {
            let codes = vec![("event", "redacted".into()), ("how", (*how).into())];
            (tasks::set_answer(batch.tx, &revised.id, before, after).await?, codes)
        }
        Revision::SendBack => {
            (tasks::reopen(batch.tx, &revised.id, batch.now).await?, vec![("event", "sent_back".into())])
        }
    };
    if !done {
        let detail = "There is another answer by now, or none. Look at the task again.";
        return Err(ServiceError::refused(Code::Conflict, detail));
    }
    let by = (&revised.actor, revised.channel);
    let entry = task_entry(batch, &revised.id, &standing.state, revised.subject.as_ref(), by, codes).await?;
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

/// A copy is frozen, prolonged, opened or destroyed.
pub(super) async fn change(batch: &mut Batch<'_>, change: &CopyChange) -> Result<Answer, ServiceError> {
    let case = change.case.as_str();
    let event = match &change.what {
        CopyStep::Freeze { copy, seen, expires } => {
            still_as_seen(batch, case, seen).await?;
            let digest: [u8; 32] = Sha256::digest(copy).into();
            copies::insert(batch.tx, case, (&digest, copy), batch.now, *expires).await?;
            tasks::forget_answers(batch.tx, case).await?;
            "frozen"
        }
        CopyStep::Prolong { expires } => {
            if !copies::prolong(batch.tx, case, *expires).await? {
                return Err(ServiceError::refused(Code::Conflict, "The copy was destroyed meanwhile."));
            }
            "prolonged"
        }
        CopyStep::Open => {
            copies::opened(batch.tx, case, batch.now).await?;
            "opened"
        }
        // Another instance was first, or a new link leads to it.
        CopyStep::Destroy { before } if !copies::destroy(batch.tx, case, *before).await? => {
            return Ok(Answer::default());
        }
        CopyStep::Destroy { .. } => "destroyed",
    };
    let entry = write_down(batch, change, event).await?;
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

/// Refuses when a party has answered since the copy was put together: its answer is not in it, and would be destroyed.
async fn still_as_seen(batch: &mut Batch<'_>, case: &str, seen: &[(String, i64)]) -> Result<(), ServiceError> {
    let standing = tasks::of_case(batch.tx, case).await?.into_iter().map(|task| (task.id, task.entry_index));
    if standing.eq(seen.iter().cloned()) {
        return Ok(());
    }
    let detail = "A system has answered meanwhile, and its answer is not in this copy. Look at the copy again.";
    Err(ServiceError::refused(Code::Conflict, detail))
}

async fn write_down(
    batch: &mut Batch<'_>,
    change: &CopyChange,
    event: &'static str,
) -> Result<Option<u64>, ServiceError> {
    // An erasure takes the link with it, so one that still opens has a row.
    let none = || StoreError::corrupt("case_copies", "case_id", &change.case);
    let row = copies::find(batch.tx, &change.case).await?.ok_or_else(none)?;
    let draft = LeafDraft {
        kind: EntryKind::Copy,
        at: batch.now,
        sender: Some(change.sender),
        actor: change.actor.clone(),
        channel: change.channel,
        codes: vec![("case", change.case.clone().into()), ("event", event.into()), ("row", row_hash(&row).into())],
    };
    let entry = append(batch, &draft, change.subject.as_ref());
    if let Some(entry) = entry {
        copies::set_entry(batch.tx, &change.case, entry).await?;
    }
    Ok(entry)
}

/// SHA-256 over the canonical JSON of a copy's columns, in hex.
pub(crate) fn row_hash(row: &CopyRow) -> String {
    hex(&Sha256::digest(row.columns().to_string().as_bytes()))
}
