//! The signed head of a ledger (C2SP tlog-checkpoint, LOG-04).

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::parse::check_text;
use super::{NoteError, Signer, Verifier};
use crate::domain::merkle::Hash;

/// A ledger's head: whose it is, how many entries it has, and the root over them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The ledger's name, which is also the name of the key that signs it.
    pub origin: String,
    /// The number of entries.
    pub size: u64,
    /// The root of the tree.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed: three lines. We write no extension lines (LOG-08).
    pub fn to_text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// Reads the text of a checkpoint. Extension lines after the third are allowed by the format and left aside; an
    /// empty line, or anything more on the three lines, is not.
    ///
    /// # Errors
    /// [`NoteError::NotACheckpoint`] names the line; [`NoteError::Malformed`] for what no note may contain.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        check_text(text)?;
        let lines: Vec<&str> = text.lines().collect();
        if lines.contains(&"") {
            return Err(NoteError::NotACheckpoint("it has an empty line"));
        }
        let [origin, size, root, ..] = lines[..] else {
            return Err(NoteError::NotACheckpoint("it has fewer than three lines"));
        };
        let size = decimal(size).ok_or(NoteError::NotACheckpoint("the size is not a plain decimal number"))?;
        let root = hash(root).ok_or(NoteError::NotACheckpoint("the root is not 32 bytes of base64"))?;
        Ok(Self { origin: origin.to_owned(), size, root })
    }

    /// Signs the checkpoint: the whole note. Whether the head may be signed at all (LOG-07: never one that contradicts
    /// an earlier one) is for the caller to know.
    ///
    /// # Errors
    /// [`NoteError::WrongOrigin`] when the signer has another name than the ledger.
    pub fn sign(&self, signer: &Signer) -> Result<String, NoteError> {
        if signer.name() != self.origin {
            return Err(NoteError::WrongOrigin);
        }
        signer.sign(&self.to_text())
    }

    /// Checks a signed checkpoint and reads it. One of the keys that signed must have the ledger's own name: a key
    /// known for one ledger must not vouch for another.
    ///
    /// # Errors
    /// Those of [`Verifier::verify`] and [`Checkpoint::parse`], and [`NoteError::WrongOrigin`].
    pub fn open(note: &str, verifier: &Verifier) -> Result<Self, NoteError> {
        let (text, signers) = verifier.open(note)?;
        let checkpoint = Self::parse(text)?;
        if signers.contains(&checkpoint.origin.as_str()) { Ok(checkpoint) } else { Err(NoteError::WrongOrigin) }
    }
}

/// Cuts a checkpoint of ours out of a text that it came in, such as a mail: from the line with our origin to the last
/// signature, with line ends as they were signed. A text without one is left as it is.
pub fn note_in(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| line.starts_with("desist/"));
    let last = lines.iter().rposition(|line| line.starts_with("\u{2014} "));
    match (first, last) {
        (Some(first), Some(last)) if first < last => {
            lines[first..=last].iter().map(|line| format!("{line}\n")).collect()
        }
        _ => text.to_owned(),
    }
}

/// ASCII decimal without sign or leading zeros; `0` alone is zero. Sizes in checkpoints and indices in proofs.
pub(in crate::domain) fn decimal(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().ok())?
}

/// A hash as one line of base64.
pub(in crate::domain) fn hash(line: &str) -> Option<Hash> {
    STANDARD.decode(line).ok()?.try_into().ok()
}
