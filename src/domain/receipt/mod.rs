//! Receipts: one ledger entry with its proof, in a file that anybody can verify offline (C2SP tlog-proof, LOG-10).
//!
//! The entry itself and what opens its commitments stand in the format's `extra` line as base64 of one canonical JSON
//! object (RFC 8785: members in alphabetical order, no white space): `address` (delivery form; left out when the entry
//! names none), `leaf` (base64), `opening` and `recipient_key` (lower-case hex), `v` (1). That line is not signed and
//! need not be: every member is checked against the leaf, and the leaf against the signed head.

mod file;
#[cfg(test)]
mod tests;

use std::fmt;

use data_encoding::HEXLOWER;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::merkle::{Hash, leaf_hash, verify_inclusion};
use super::note::{Checkpoint, NoteError, Verifier};

/// An entry, what opens it, and its proof. It names a person: it goes to the address on record and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Position of the entry in the ledger, from 0.
    pub index: u64,
    /// The leaf as stored: canonical JSON.
    pub leaf: Vec<u8>,
    /// What opens this entry's commitments and no other's.
    pub opening: [u8; 32],
    /// The recipient key the entry is about.
    pub recipient_key: [u8; 16],
    /// The address in delivery form, when the leaf commits to one.
    pub address: Option<String>,
    /// The inclusion proof, the leaf's sibling first.
    pub proof: Vec<Hash>,
    /// The signed checkpoint, word for word.
    pub checkpoint_note: String,
}

/// What a receipt proves once all its checks have passed.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifiedReceipt {
    /// The signed head that the entry is under.
    pub checkpoint: Checkpoint,
    /// Position of the entry in the ledger.
    pub index: u64,
    /// The leaf's canonical JSON.
    pub leaf: String,
    /// The recipient key that the entry is proven to be about.
    pub recipient_key: [u8; 16],
    /// The address that the entry is proven to be about.
    pub address: Option<String>,
}

/// Which check a receipt failed. No text of the file is repeated (L6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Not a proof file, or damaged.
    #[error("format: {0}; use the receipt file exactly as it was received")]
    Format(&'static str),
    /// The signed head does not hold.
    #[error("checkpoint: {0}")]
    Checkpoint(#[from] NoteError),
    /// The leaf is not in the signed tree at this place.
    #[error("inclusion: the ledger that was signed does not hold this entry at this index")]
    Inclusion,
    /// The leaf is in the tree, but has nothing to check a subject against.
    #[error("leaf: the entry is about nobody, or is not JSON of a form known here; try a newer version")]
    Leaf,
    /// The entry is about somebody else.
    #[error("subject: the entry is not about this recipient key")]
    Subject,
    /// The entry is about another address, or commits to none.
    #[error("address: the entry does not commit to the address in this receipt")]
    Address,
}

/// The commitment to a value that only its opening reveals: `SHA-256(opening || value)`. Leaves carry it in lower-case
/// hex (LOG-11).
pub fn commitment(opening: &[u8; 32], value: &[u8]) -> Hash {
    Sha256::new().chain_update(opening).chain_update(value).finalize().into()
}

/// The members of a leaf that a receipt opens. A leaf that names one of them twice is refused.
#[derive(Deserialize)]
struct Commitments {
    subject: String,
    address: Option<String>,
}

impl Receipt {
    /// Makes every check there is: the head is signed by a known key of that ledger, the leaf is in its tree at this
    /// index, and the leaf is about this recipient key and this address.
    ///
    /// # Errors
    /// The first check that failed.
    pub fn verify(&self, verifier: &Verifier) -> Result<VerifiedReceipt, ReceiptError> {
        let checkpoint = Checkpoint::open(&self.checkpoint_note, verifier)?;
        self.check_inclusion(&checkpoint)?;
        self.check_commitments()?;
        Ok(VerifiedReceipt {
            checkpoint,
            index: self.index,
            leaf: String::from_utf8(self.leaf.clone()).map_err(|_| ReceiptError::Leaf)?,
            recipient_key: self.recipient_key,
            address: self.address.clone(),
        })
    }

    fn check_inclusion(&self, checkpoint: &Checkpoint) -> Result<(), ReceiptError> {
        let leaf = leaf_hash(&self.leaf);
        let included = verify_inclusion(&leaf, self.index, checkpoint.size, &self.proof, &checkpoint.root);
        if included { Ok(()) } else { Err(ReceiptError::Inclusion) }
    }

    fn check_commitments(&self) -> Result<(), ReceiptError> {
        let leaf: Commitments = serde_json::from_slice(&self.leaf).map_err(|_| ReceiptError::Leaf)?;
        if leaf.subject != self.commitment_to(&self.recipient_key) {
            return Err(ReceiptError::Subject);
        }
        match &self.address {
            Some(address) if leaf.address != Some(self.commitment_to(address.as_bytes())) => Err(ReceiptError::Address),
            _ => Ok(()),
        }
    }

    fn commitment_to(&self, value: &[u8]) -> String {
        HEXLOWER.encode(&commitment(&self.opening, value))
    }
}

// An address and an opening together identify a person: neither belongs in a log (L6).
impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt").field("index", &self.index).finish_non_exhaustive()
    }
}

impl fmt::Debug for VerifiedReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("VerifiedReceipt");
        debug.field("index", &self.index).field("checkpoint", &self.checkpoint).finish_non_exhaustive()
    }
}
