//! The versions of the privacy policy that are set, written down when they change.

use serde_json::{Value, json};

use super::batch::Batch;
use super::change::Answer;
use crate::domain::change::{Actor, Channel, EntryKind, LeafDraft};
use crate::domain::merkle;
use crate::domain::policy::{Policies, PolicyVersion};
use crate::services::error::ServiceError;
use crate::store::{hex, policies};

/// Records the versions of the privacy policy, if they are others than were recorded last (P10). Where nothing was ever
/// set there is nothing to record.
pub(super) async fn record(batch: &mut Batch<'_>) -> Result<Answer, ServiceError> {
    let context = batch.context;
    let versions = context.policies.record();
    let text = versions.to_string();
    let stands = match policies::recorded(batch.tx).await? {
        Some((recorded, _)) => recorded == text,
        None => *context.policies == Policies::default(),
    };
    if stands {
        return Ok(Answer::default());
    }
    let entry = batch.append(&LeafDraft {
        kind: EntryKind::Policy,
        at: batch.now,
        sender: None,
        actor: Actor::System,
        channel: Channel::System,
        codes: vec![("versions", codes_of(&context.policies)), ("row", row_hash(&text).into())],
    });
    policies::record(batch.tx, &text, entry).await?;
    Ok(Answer { changed: true, entry: Some(entry), ..Answer::default() })
}

/// Names and days; where a version can be read is no code, so the leaf has it in the row's hash alone.
fn codes_of(policies: &Policies) -> Value {
    let day = |version: &PolicyVersion| version.from.map(|day| day.to_string());
    policies.versions().map(|version| json!({ "id": version.id, "from": day(version) })).collect()
}

/// The hash of the row, as its entry commits to it.
pub(in crate::services) fn row_hash(versions: &str) -> String {
    hex(&merkle::leaf_hash(versions.as_bytes()))
}
