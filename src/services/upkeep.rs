//! What must be done from time to time, whether anybody asks or not.

use super::Services;
use super::error::ServiceError;
use crate::domain::time::DAY_MS;

/// How long a delivered copy is kept after its last link has ended.
const COPY_KEPT_DAYS: i64 = 30;

impl Services {
    /// Publishes the signed head if the ledger grew, so that a rollback shows even where nobody asks for checkpoints
    /// (LOG-07); destroys the copies of data whose links ended long ago; counts what is in memory; brings the journal up to
    /// what other instances wrote; tells the endpoints of webhooks, and who wants it by mail, of that head.
    ///
    /// # Errors
    /// When the head contradicts the last published one, or the database cannot be reached.
    pub async fn keep_up(&self) -> Result<(), ServiceError> {
        self.counters.index_recipients.set(self.gate.recipients() as u64);
        self.alarms().await?;
        self.destroy_copies(self.clock.now().plus_ms(-COPY_KEPT_DAYS * DAY_MS)).await?;
        self.journal.keep_up(&self.db).await;
        let note = self.checkpoint().await?;
        self.tell_of_checkpoint(&note).await?;
        self.mail_checkpoint(&note).await
    }
}
