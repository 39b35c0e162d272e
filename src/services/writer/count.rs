//! Counts for marketing, in the transaction of what they count, so that they are exact. See [`crate::services::figures`].

use serde_json::Value;

use super::batch::Batch;
use super::change::{Prefer, Remark, Subject, Undo};
use crate::domain::change::Channel;
use crate::domain::day::Day;
use crate::domain::figure::{Mailing, What};
use crate::domain::ids::{SenderId, TopicId};
use crate::domain::preference::{Kind, Scope};
use crate::services::error::ServiceError;
use crate::store::figures::Counted;
use crate::store::ledger;

/// Entries about one person that are looked at for a reason given before.
const LOOKED_AT: i64 = 50;

/// A stop, a complaint or a dead address that changed something, on the day on which it happened.
pub(super) fn preference(batch: &mut Batch<'_>, prefer: &Prefer) {
    let what = match prefer.kind {
        Kind::OptedOut if prefer.scope.concerns_mail() => stop(prefer),
        Kind::Complained => What::Complained,
        Kind::Undeliverable => What::Undeliverable,
        _ => return,
    };
    count(batch, Day::of(prefer.at), prefer.sender, Some(prefer.scope), prefer.mailing.as_ref(), what);
}

/// A stop that the journal tells of after a restore came in the way it came then.
fn stop(prefer: &Prefer) -> What {
    let was = prefer.codes.iter().find(|(name, _)| *name == "was").and_then(|(_, way)| way.as_str());
    let restored = was.and_then(Channel::from_word).filter(|_| prefer.channel == Channel::Restore);
    let mailed = prefer.codes.iter().any(|(name, _)| *name == "mail");
    What::stop_by(restored.unwrap_or(prefer.channel), mailed)
}

/// A stop that was taken back, today.
pub(super) fn undone(batch: &mut Batch<'_>, undo: &Undo) {
    let today = Day::of(batch.now);
    count(batch, today, undo.sender, Some(undo.scope), undo.mailing.as_ref(), What::Undone);
}

/// A reason that a page asked for: the first one given for its stop. Comes before its remark is written.
pub(super) async fn reason(batch: &mut Batch<'_>, remark: &Remark) -> Result<(), ServiceError> {
    let code = |name: &str| remark.codes.iter().find(|(code, _)| *code == name).map(|(_, value)| value);
    let what = code("reason").and_then(Value::as_str).and_then(What::reason);
    let (Some(what), Some(about), Some(sender), Some(subject)) =
        (what, code("about").and_then(Value::as_u64), remark.sender, &remark.subject)
    else {
        return Ok(());
    };
    if !is_given(batch, subject, about).await? {
        count(batch, Day::of(batch.now), sender, None, remark.mailing.as_ref(), what);
    }
    Ok(())
}

/// Whether a reason was given before for the stop of this entry.
async fn is_given(batch: &mut Batch<'_>, subject: &Subject, about: u64) -> Result<bool, ServiceError> {
    let says_so = |leaf: &[u8]| {
        let leaf: Value = serde_json::from_slice(leaf).unwrap_or_default();
        leaf["remark"] == "reason_given" && leaf["about"] == about
    };
    for key in &subject.keys {
        let written = ledger::newest_about(batch.tx, *key, LOOKED_AT).await?;
        let staged = batch.staged_about(key);
        if written.iter().filter_map(|entry| entry.leaf.as_deref()).chain(staged).any(says_so) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn count(
    batch: &mut Batch<'_>,
    day: Day,
    sender: SenderId,
    scope: Option<Scope>,
    mailing: Option<&Mailing>,
    what: What,
) {
    let topic: Option<TopicId> = match scope {
        Some(Scope::Topic(topic)) => Some(topic),
        _ => mailing.map(|mailing| mailing.topic),
    };
    let campaign = mailing.map(|mailing| mailing.campaign.as_str().to_owned()).unwrap_or_default();
    batch.count(Counted { day, sender, topic, campaign, what });
}
