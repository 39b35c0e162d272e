//! What a correction case does here when it is done: if it names a new address, that one takes over from the old one
//! (`writer/correct.rs`). Any other correction is for the systems that hold the data.

use serde_json::Value;

use super::Services;
use super::error::ServiceError;
use super::senders::By;
use super::writer::change::{Act, Correct, Subject};
use crate::domain::address::Address;
use crate::domain::case::CaseRecord;
use crate::domain::error::Code;

impl Services {
    /// What corrects the address of a case's person, if the case asks for that.
    ///
    /// # Errors
    /// `conflict` when the address to be corrected is not the one that confirmed and nobody vouches for it (L3).
    pub(super) async fn correction(
        &self,
        case: &CaseRecord,
        subject: &Subject,
        (actor, channel): &By,
    ) -> Result<Option<Act>, ServiceError> {
        let Some(detail) = self.case_detail(case)? else { return Ok(None) };
        let Some(to) = named(&detail, "to") else { return Ok(None) };
        let is_theirs = |address: &Address| self.vault.recipient_keys(address).any(|key| subject.keys.contains(&key));
        let other = named(&detail, "from").filter(|from| !is_theirs(from));
        if other.is_some() && case.vouched_by.is_none() {
            let detail = "The address to be corrected is not the one that confirmed. Have it confirmed there, or vouch \
                          for the person.";
            return Err(ServiceError::refused(Code::Conflict, detail));
        }
        let proven = case.confirmed_at.is_some() && other.is_none();
        let keys = other.map_or_else(|| subject.keys.clone(), |from| self.vault.subject(&from).keys);
        Ok(Some(Act::Correct(Box::new(Correct {
            old: Subject { keys, address: None },
            new: self.vault.subject(&to),
            case: case.id.clone(),
            sender: case.sender,
            proven,
            actor: actor.clone(),
            channel: *channel,
        }))))
    }
}

/// An address that a case's detail names: as it was understood from a mail, or as an operator wrote it down.
fn named(detail: &Value, field: &str) -> Option<Address> {
    let text = detail.get(field).or_else(|| detail.get("intent")?.get(field))?.as_str()?;
    Address::parse(text).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_correction_of_a_name_names_no_address() {
        let new = Address::parse("new@example.org").unwrap();
        assert_eq!(named(&json!({ "intent": { "to": "new@example.org" } }), "to"), Some(new.clone()));
        assert_eq!(named(&json!({ "to": "new@example.org", "intent": { "to": "x@example.org" } }), "to"), Some(new));
        assert_eq!(named(&json!({ "intent": { "to": "Jones" } }), "to"), None);
        assert_eq!(named(&Value::Null, "to"), None);
    }
}
