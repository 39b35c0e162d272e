//! One recipient's whole record (P12): what stands, what changed, every case with its events and answers.

use serde::Serialize;
use serde_json::Value;

use crate::domain::address::Address;
use crate::domain::ids::SenderId;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::services::recipients::Recipient;

/// Everything recorded about a recipient. After an erasure dates, kinds and the kinds of answers remain; the address that
/// was typed finds them.
#[derive(Serialize)]
pub struct RecipientRecord {
    /// Preferences, reasons not to send, every change, and cases with their events and tasks.
    #[serde(flatten)]
    pub recipient: Recipient,
    /// A signed head under which every entry named here is.
    pub checkpoint: String,
}

impl Services {
    /// The whole record of the recipient of this address; with `only`, what concerns that sender.
    ///
    /// # Errors
    /// When the database cannot be read, or a row of it.
    pub async fn recipient_record(
        &self,
        address: &Address,
        only: Option<SenderId>,
    ) -> Result<RecipientRecord, ServiceError> {
        let mut recipient = self.look_up(address, only).await?;
        for case in &mut recipient.cases {
            let id = case.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            *case = serde_json::to_value(self.case(only, &id).await?).unwrap_or_default();
        }
        // Last, so that it covers whatever was read above.
        let checkpoint = self.checkpoint().await?;
        Ok(RecipientRecord { recipient, checkpoint })
    }
}
