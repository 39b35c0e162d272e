//! What must be done from time to time, whether anybody asks or not.

use super::Services;
use super::error::ServiceError;
use super::writer::chain;
use crate::domain::time::DAY_MS;

/// How long a delivered copy is kept after its last link has ended.
const COPY_KEPT_DAYS: i64 = 30;

impl Services {
    /// Publishes the signed head if the ledger grew, so that a rollback shows even where nobody asks for checkpoints
    /// (LOG-07); destroys the copies of data whose links ended long ago, and operators' ended sessions; counts what is in
    /// memory; writes the counts for marketing; brings the journal up to
    /// what other instances wrote; tells the endpoints of webhooks, and who wants it by mail, of that head. A step that
    /// fails keeps no other from being done, but without a head nobody is told of one.
    ///
    /// # Errors
    /// The first step's that failed, after all were tried: the head contradicts the last published one, the database
    /// cannot be reached, a row is damaged.
    pub async fn keep_up(&self) -> Result<(), ServiceError> {
        self.counters.index_recipients.set(self.gate.recipients() as u64);
        self.journal.keep_up(&self.db).await;
        let mut steps = vec![
            ("alarms", self.alarms().await.map(drop)),
            ("flush_figures", self.flush_figures().await),
            ("destroy_copies", self.destroy_copies(self.clock.now().plus_ms(-COPY_KEPT_DAYS * DAY_MS)).await),
            ("forget_ended_sessions", self.forget_ended_sessions().await),
        ];
        match self.checkpoint().await {
            Ok(note) => {
                steps.push(("tell_of_checkpoint", self.tell_of_checkpoint(&note).await));
                steps.push(("mail_checkpoint", self.mail_checkpoint(&note).await));
            }
            Err(error) => steps.push(("checkpoint", Err(error))),
        }
        all_tried(steps)
    }
}

/// What came of steps of which none keeps another from being done: each failure is logged.
///
/// # Errors
/// The first step's that failed.
pub(super) fn all_tried(
    steps: impl IntoIterator<Item = (&'static str, Result<(), ServiceError>)>,
) -> Result<(), ServiceError> {
    let mut failed = None;
    for (step, done) in steps {
        if let Err(error) = done {
            tracing::error!(step, error = %chain(&error), "a step could not be done; trying again");
            failed.get_or_insert(error);
        }
    }
    failed.map_or(Ok(()), Err)
}
