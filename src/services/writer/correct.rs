//! Correcting an address, in the transaction that ends the correction case (P6): every block of the old address becomes
//! one of the new address too, with its own date; the old address keeps its blocks and gets one more, for it is not the
//! person's any more; the address on record is the new one,
//! and the links that were mailed to the old one open nothing any more.

use serde_json::{Value, json};

use super::apply::{dated, decision, prefer_one};
use super::batch::Batch;
use super::change::{Answer, Correct, Prefer, Subject};
use crate::domain::change::{EntryKind, LeafDraft};
use crate::domain::ids::SenderId;
use crate::domain::preference::{Decision, Kind, Record, Scope};
use crate::services::error::ServiceError;
use crate::store::{confirmations, hex};

pub(super) async fn correct(batch: &mut Batch<'_>, correct: &Correct) -> Result<Answer, ServiceError> {
    let (Some(old), Some(new)) = (correct.old.keys.first().copied(), correct.new.keys.first().copied()) else {
        return Ok(Answer::default());
    };
    // Somebody else's wishes must never become this person's, nor the other way round (L3).
    let nobodys = !batch.is_known(&correct.new);
    let entry = write_down(batch, correct);
    if old == new {
        batch.set_address(&new, correct.new.address.as_ref()).await?;
        return Ok(Answer { changed: true, entry, ..Answer::default() });
    }
    let (standing, _) = batch.readable_records(&correct.old);
    // The wishes first: a block that is newer must find them and win.
    for record in standing.iter().filter(|r| matches!(r.kind, Kind::OptedIn { .. }) && nobodys && correct.proven) {
        // The new mailbox has proved nothing, so what it takes over counts against no stop.
        let wish = Record { kind: Kind::OptedIn { proven: false }, ..*record };
        carry(batch, correct, &wish).await?;
    }
    let now = batch.now;
    for record in standing.iter().filter(|r| r.kind.is_block() || r.kind.until().is_some_and(|end| end > now)) {
        carry(batch, correct, record).await?;
    }
    stop_old(batch, correct).await?;
    for key in &correct.old.keys {
        batch.set_address(key, None).await?;
        // Whoever has the old mailbox now must not open what was meant for the person, and so be put on record (L3).
        confirmations::forget_others(batch.tx, &key.bytes, batch.now).await?;
    }
    Ok(Answer { changed: true, entry, ..Answer::default() })
}

/// The entry about the new address; its evidence names the old one's key, so that an erasure finds what is left there.
fn write_down(batch: &mut Batch<'_>, correct: &Correct) -> Option<u64> {
    let old = correct.old.keys.first()?;
    let evidence = json!({ "old": hex(&old.bytes), "scheme": old.scheme }).to_string();
    let draft = LeafDraft {
        kind: EntryKind::Correction,
        at: batch.now,
        sender: Some(correct.sender),
        actor: correct.actor.clone(),
        channel: correct.channel,
        codes: vec![("case", correct.case.clone().into())],
    };
    batch.append_about(&draft, &correct.new, Some(evidence.as_bytes()))
}

/// Carries one record over, if the rules let it stand at the new address: a proven opt-in there that is newer than the
/// stop is the later event.
async fn carry(batch: &mut Batch<'_>, correct: &Correct, record: &Record) -> Result<(), ServiceError> {
    let Some(sender) = owner(batch, correct, record.scope) else { return Ok(()) };
    let prefer = Prefer { at: record.since, ..prefer(correct, &correct.new, sender, record.scope, record.kind) };
    if let Decision::Apply { .. } = decision(batch, &prefer)? {
        prefer_one(batch, &prefer).await?;
    }
    Ok(())
}

async fn stop_old(batch: &mut Batch<'_>, correct: &Correct) -> Result<(), ServiceError> {
    let stop = prefer(correct, &correct.old, correct.sender, Scope::All(correct.sender), Kind::OptedOut);
    let stop = Prefer { at: batch.now, ..stop };
    prefer_one(batch, &dated(batch, &stop)).await.map(drop)
}

fn prefer(correct: &Correct, subject: &Subject, sender: SenderId, scope: Scope, kind: Kind) -> Prefer {
    let codes: Vec<(&'static str, Value)> =
        vec![("reason", "address_corrected".into()), ("case", correct.case.clone().into())];
    Prefer {
        subject: subject.clone(),
        sender,
        scope,
        kind,
        at: crate::domain::time::Instant(0),
        actor: correct.actor.clone(),
        channel: correct.channel,
        codes,
        evidence: None,
        notice: None,
        language: String::new(),
        undo_by: None,
        mailing: None,
    }
}

/// Whose mail a scope is about; a topic that is not known any more is nobody's to carry.
fn owner(batch: &Batch<'_>, correct: &Correct, scope: Scope) -> Option<SenderId> {
    match scope {
        Scope::Topic(id) => batch.registry.topic(id).map(|topic| topic.sender),
        Scope::All(id) | Scope::Sharing(id) | Scope::Tracking(id) => Some(id),
        Scope::Everywhere(_) => Some(correct.sender),
    }
}
