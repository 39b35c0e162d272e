//! What endpoints are told: `{"type","timestamp","data"}`, the form that Standard Webhooks recommends.
//!
//! Bodies are thin: what changed, in the words of the API, and the ledger entry that says it (WH-08). Whom it is about
//! stands there as the recipient key, and as the address only for an endpoint that is to have addresses.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::domain::reading::words;
use crate::domain::time::Instant;

words! {
    /// What can happen.
    EventKind {
        /// A preference or suppression of one recipient changed.
        PreferenceChanged = "preference.changed",
        /// A chunk of a suppression list was imported: many at once, told in one event with their number.
        SuppressionsImported = "suppressions.imported",
        /// A case moved.
        CaseMoved = "case.moved",
        /// A signed head of the ledger was published.
        CheckpointPublished = "checkpoint.published",
    }
}

/// The type of the message that a trial sends; nobody can ask for it otherwise.
pub const TEST: &str = "webhook.test";

/// The bytes of a body: they are what is signed, so they are made once.
pub fn body(kind: &str, at: Instant, data: Map<String, Value>) -> Vec<u8> {
    json!({ "type": kind, "timestamp": at, "data": data }).to_string().into_bytes()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_type_timestamp_and_data() {
        let data = Map::from_iter([("entry".to_owned(), Value::from(7))]);
        let body = body(EventKind::PreferenceChanged.word(), Instant(0), data);
        let expected = r#"{"data":{"entry":7},"timestamp":"1970-01-01T00:00:00Z","type":"preference.changed"}"#;
        assert_eq!(String::from_utf8(body).unwrap(), expected);
    }
}
