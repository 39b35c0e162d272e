//! What must be done from time to time, whether anybody asks or not.

use super::Services;
use super::error::ServiceError;
use crate::domain::time::DAY_MS;
use crate::store::confirmations;

/// How long a mailed link still explains itself after it has expired.
const EXPLAINED_DAYS: i64 = 30;

impl Services {
    /// Publishes the signed head if the ledger grew, so that a rollback shows even where nobody asks for checkpoints
    /// (LOG-07); forgets mailed links that expired long ago, because they hold an address, and destroys the copies of
    /// data that they led to; counts what is in memory; tells the endpoints of webhooks of that head.
    ///
    /// # Errors
    /// When the head contradicts the last published one, or the database cannot be reached.
    pub async fn keep_up(&self) -> Result<(), ServiceError> {
        self.counters.index_recipients.set(self.gate.recipients() as u64);
        self.alarms().await?;
        let long_ago = self.clock.now().plus_ms(-EXPLAINED_DAYS * DAY_MS);
        let mut tx = self.db.begin().await?;
        confirmations::purge(&mut tx, long_ago).await?;
        tx.commit().await?;
        self.destroy_copies(long_ago).await?;
        let note = self.checkpoint().await?;
        self.tell_of_checkpoint(&note).await
    }
}
