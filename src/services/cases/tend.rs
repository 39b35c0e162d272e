//! What happens to cases by themselves: looked after from the state of the rows, so that whatever dies in between is
//! taken up again, and by any instance. Each step decides under the version it saw: of two instances one does it.

use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::upkeep::all_tried;

impl Services {
    /// Looks after all cases once. A step that fails keeps no other from being done.
    ///
    /// # Errors
    /// The first step's that failed, after all were tried.
    pub async fn tend_cases(&self) -> Result<(), ServiceError> {
        all_tried([
            ("ask_parties", self.ask_parties().await),
            ("tell_parties", self.tell_parties().await),
            ("await_proofs", self.await_proofs().await),
            ("count_sent_mails", self.count_sent_mails().await),
            ("tell_complaints", self.tell_complaints().await),
            ("remind_operators", self.remind_operators().await),
        ])
    }
}
