//! What must be done from time to time, whether anybody asks or not.

use super::Services;
use super::error::ServiceError;

impl Services {
    /// Publishes the signed head if the ledger grew, so that a rollback shows even where nobody asks for checkpoints
    /// (LOG-07); counts what is in memory; tells the endpoints of webhooks of that head.
    ///
    /// # Errors
    /// When the head contradicts the last published one, or the database cannot be reached.
    pub async fn keep_up(&self) -> Result<(), ServiceError> {
        self.counters.index_recipients.set(self.gate.recipients() as u64);
        self.alarms().await?;
        let note = self.checkpoint().await?;
        self.tell_of_checkpoint(&note).await
    }
}
