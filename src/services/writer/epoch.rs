//! Opening an epoch: one leaf, one row, the number in the head; refused when the ledger is not the one that was looked at.

use super::batch::Batch;
use super::change::{Answer, OpenEpoch};
use crate::domain::change::{Actor, Channel, EntryKind, LeafDraft};
use crate::domain::error::Code;
use crate::services::epochs;
use crate::services::error::ServiceError;
use crate::store::epochs as rows;

pub(super) async fn open(batch: &mut Batch<'_>, open: &OpenEpoch) -> Result<Answer, ServiceError> {
    let OpenEpoch { epoch, root } = open;
    let is_next = epoch.number > batch.head.epoch && epoch.entry == batch.head.size();
    if !is_next || *root != batch.head.frontier.root() {
        let detail =
            "The ledger grew while the restore was under way. Stop every service on this database and try again.";
        return Err(ServiceError::refused(Code::Conflict, detail));
    }
    rows::insert(batch.tx, epoch).await?;
    batch.head.epoch = epoch.number;
    let mut codes = epoch.codes();
    codes.push(("seal", epochs::seal(&batch.context.vault, epoch).into()));
    let entry = batch.append(&LeafDraft {
        kind: EntryKind::Epoch,
        at: batch.now,
        sender: None,
        actor: Actor::CommandLine,
        channel: Channel::Restore,
        codes,
    });
    // Followers load everything anew with a new epoch; nothing of the registries is older than that.
    Ok(Answer { changed: true, entry: Some(entry), ..Answer::default() })
}
