//! An agent: a support mailbox whose forwards are trusted, when its own mail is proven to be its own (AUTH-13).

use serde::Serialize;

use super::address::{Address, RecipientKey};
use super::reading::words;
use super::time::Instant;

words! {
    /// What an agent is told of what became of its forwards.
    StatusNotes {
        /// Nothing.
        Off = "off",
        /// Once a day, all together.
        Digest = "digest",
        /// Each at once.
        Each = "each",
    }
}

/// An agent of the directory. The address is not among it: it lies sealed, and mail is matched by the recipient key.
#[derive(Clone, Debug)]
pub struct Agent {
    /// Its id.
    pub id: String,
    /// The key of its address.
    pub key: RecipientKey,
    /// What it is told.
    pub status_notes: StatusNotes,
    /// The sealed address.
    pub sealed: Vec<u8>,
    /// Since when.
    pub created_at: Instant,
}

/// An agent with its address, for people.
#[derive(Clone, Debug, Serialize)]
pub struct NamedAgent {
    /// Its id.
    pub id: String,
    /// Its address.
    #[serde(serialize_with = "delivery_form")]
    pub address: Address,
    /// What it is told.
    pub status_notes: StatusNotes,
    /// Since when.
    pub created_at: Instant,
}

fn delivery_form<S: serde::Serializer>(address: &Address, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(address.delivery())
}
