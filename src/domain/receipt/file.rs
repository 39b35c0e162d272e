//! The file: C2SP tlog-proof, version 1.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use super::{Receipt, ReceiptError};
use crate::domain::merkle::{Hash, MAX_PROOF};
use crate::domain::note::{decimal, hash};

/// First line of the file.
const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// The version of our `extra` object.
const EXTRA_VERSION: u8 = 1;

/// Our part of the file. The members stand in alphabetical order, so that serialising gives the canonical form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Extra {
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    leaf: String,
    opening: String,
    recipient_key: String,
    v: u8,
}

impl Receipt {
    /// The file's text.
    pub fn to_text(&self) -> String {
        let extra = STANDARD.encode(Extra::of(self).to_json());
        let proof: String = self.proof.iter().map(|hash| STANDARD.encode(hash) + "\n").collect();
        format!("{HEADER}\nextra {extra}\nindex {}\n{proof}\n{}", self.index, self.checkpoint_note)
    }

    /// Reads a file. Nothing of it is to be believed before [`Receipt::verify`].
    ///
    /// # Errors
    /// [`ReceiptError::Format`] names the part that is wrong.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        let wrong = ReceiptError::Format;
        // The first empty line ends our part; the checkpoint has another of its own.
        let (head, checkpoint_note) =
            text.split_once("\n\n").ok_or(wrong("it has no empty line before a checkpoint"))?;
        let mut lines = head.split('\n');
        if lines.next() != Some(HEADER) {
            return Err(wrong("it is not a c2sp.org/tlog-proof@v1 file"));
        }
        let extra = lines.next().and_then(Extra::parse).ok_or(wrong("its 'extra' line is not that of a receipt"))?;
        let index = lines.next().and_then(index).ok_or(wrong("its 'index' line is not 'index NUMBER'"))?;
        let proof = lines.map(hash).collect::<Option<Vec<Hash>>>();
        let proof = proof.filter(|proof| proof.len() <= MAX_PROOF).ok_or(wrong("its proof lines are no hashes"))?;
        extra.into_receipt(index, proof, checkpoint_note).ok_or(wrong("its 'extra' line has a value of the wrong form"))
    }
}

fn index(line: &str) -> Option<u64> {
    line.strip_prefix("index ").and_then(decimal)
}

impl Extra {
    fn of(receipt: &Receipt) -> Self {
        Self {
            address: receipt.address.clone(),
            leaf: STANDARD.encode(&receipt.leaf),
            opening: HEXLOWER.encode(&receipt.opening),
            recipient_key: HEXLOWER.encode(&receipt.recipient_key),
            v: EXTRA_VERSION,
        }
    }

    fn to_json(&self) -> String {
        // A struct of strings and a number cannot fail to serialise; an empty object would be refused by every reader.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the line. Only the canonical form is accepted, so that one receipt has one text (LOG-02).
    fn parse(line: &str) -> Option<Self> {
        let json = STANDARD.decode(line.strip_prefix("extra ")?).ok()?;
        let extra: Self = serde_json::from_slice(&json).ok()?;
        (extra.v == EXTRA_VERSION && extra.to_json().as_bytes() == json).then_some(extra)
    }

    fn into_receipt(self, index: u64, proof: Vec<Hash>, checkpoint_note: &str) -> Option<Receipt> {
        Some(Receipt {
            index,
            leaf: STANDARD.decode(&self.leaf).ok()?,
            opening: hex(&self.opening)?,
            recipient_key: hex(&self.recipient_key)?,
            address: self.address,
            proof,
            checkpoint_note: checkpoint_note.to_owned(),
        })
    }
}

fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}
