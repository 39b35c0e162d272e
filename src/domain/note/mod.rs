//! Signed notes (C2SP signed-note) with Ed25519, and the checkpoints (C2SP tlog-checkpoint) that are written as such
//! (LOG-04 to LOG-06).
//!
//! A note is a text, an empty line, and signature lines. Only type 1 (Ed25519) is made and checked here; signatures of
//! other types are by keys we do not know and are passed over, so a witness or a later algorithm can add its own line
//! (LOG-08).

mod checkpoint;
mod parse;
#[cfg(test)]
mod tests;

pub use checkpoint::{Checkpoint, note_in};
pub(in crate::domain) use checkpoint::{decimal, hash};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use data_encoding::HEXLOWER;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use parse::{ParsedNote, SignatureLine, check_name, check_text};

/// The signature type byte of plain Ed25519.
const ED25519: u8 = 1;

/// Why a note, a key or a checkpoint was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Not the form of a note.
    #[error("this is not a signed note: {0}")]
    Malformed(&'static str),
    /// A key name with a space, a plus or a control character, or none.
    #[error("a key name has at least one character, and no space, plus or control character")]
    KeyName,
    /// Not a verifier key.
    #[error("this is not a public key of the form NAME+ID+KEY for Ed25519; copy it whole from where it is published")]
    VerifierKey,
    /// A signer we know, but the signature is not theirs: the text or the signature was changed.
    #[error("the signature does not fit the text: one of the two was changed")]
    BadSignature,
    /// Nobody we know signed it.
    #[error("no known key signed this; check that the public key is that of the same ledger")]
    NoKnownSigner,
    /// A signed note whose text is no checkpoint.
    #[error("the note is not a checkpoint: {0}")]
    NotACheckpoint(&'static str),
    /// A checkpoint of one ledger under the key of another.
    #[error("the checkpoint names another ledger than the key that signed it")]
    WrongOrigin,
}

/// A name and a private key: makes signatures. The key is wiped from memory when the signer goes.
pub struct Signer {
    name: String,
    key: SigningKey,
}

impl Signer {
    /// A signer from its name (by custom a URL without the scheme, the ledger's origin) and its Ed25519 seed.
    ///
    /// # Errors
    /// [`NoteError::KeyName`].
    pub fn new(name: &str, seed: [u8; 32]) -> Result<Self, NoteError> {
        check_name(name)?;
        let seed = Zeroizing::new(seed);
        Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(&seed) })
    }

    /// The key name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The verifier key to publish: `name+id+key`.
    pub fn vkey(&self) -> String {
        let key = self.key.verifying_key();
        let id = HEXLOWER.encode(&key_id(&self.name, &key));
        let material = [&[ED25519], key.as_bytes().as_slice()].concat();
        format!("{}+{id}+{}", self.name, STANDARD.encode(material))
    }

    /// Signs a text: the whole note.
    ///
    /// # Errors
    /// [`NoteError::Malformed`] when the text does not end with a newline or has other control characters.
    pub fn sign(&self, text: &str) -> Result<String, NoteError> {
        check_text(text)?;
        Ok(format!("{text}\n{}", self.line(text)))
    }

    /// Adds this signer's line to a note that is signed already: how a new key is brought in (LOG-17). It signs the
    /// text as it stands and does not judge the signatures there.
    ///
    /// # Errors
    /// [`NoteError::Malformed`].
    pub fn add_to(&self, note: &str) -> Result<String, NoteError> {
        let text = ParsedNote::parse(note)?.text;
        Ok(format!("{note}{}", self.line(text)))
    }

    fn line(&self, text: &str) -> String {
        let id = key_id(&self.name, &self.key.verifying_key());
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        let value = STANDARD.encode([id.as_slice(), &signature].concat());
        format!("\u{2014} {} {value}\n", self.name)
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The keys whose signatures count: the present one and, for as long as notes are kept, every earlier one (LOG-17).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    keys: Vec<KnownKey>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct KnownKey {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

impl Verifier {
    /// Reads one verifier key, or several separated by white space, as a file of published keys has them.
    ///
    /// # Errors
    /// [`NoteError::VerifierKey`] when there is none or one does not parse; [`NoteError::KeyName`].
    pub fn parse(vkeys: &str) -> Result<Self, NoteError> {
        let keys = vkeys.split_whitespace().map(KnownKey::parse).collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() { Err(NoteError::VerifierKey) } else { Ok(Self { keys }) }
    }

    /// Checks a note and gives its text, with the final newline. Lines by unknown signers are ignored; one bad line by
    /// a known signer refuses the note, good ones beside it notwithstanding (LOG-06).
    ///
    /// # Errors
    /// [`NoteError::Malformed`], [`NoteError::BadSignature`], [`NoteError::NoKnownSigner`].
    pub fn verify<'n>(&self, note: &'n str) -> Result<&'n str, NoteError> {
        Ok(self.open(note)?.0)
    }

    /// The text and the names of those known signers who signed it; at least one.
    fn open<'n>(&self, note: &'n str) -> Result<(&'n str, Vec<&str>), NoteError> {
        let ParsedNote { text, signatures } = ParsedNote::parse(note)?;
        let mut signers = Vec::new();
        for line in &signatures {
            for known in self.keys.iter().filter(|known| known.is_named_by(line)) {
                known.check(text, line)?;
                signers.push(known.name.as_str());
            }
        }
        if signers.is_empty() { Err(NoteError::NoKnownSigner) } else { Ok((text, signers)) }
    }
}

impl KnownKey {
    fn parse(vkey: &str) -> Result<Self, NoteError> {
        let mut parts = vkey.splitn(3, '+');
        let (Some(name), Some(id), Some(material)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::VerifierKey);
        };
        check_name(name)?;
        let key = Self::key(material).ok_or(NoteError::VerifierKey)?;
        let known = Self { name: name.to_owned(), id: key_id(name, &key), key };
        // A key id that is not that of the key would never meet a signature: a copying mistake.
        if HEXLOWER.encode(&known.id) == id { Ok(known) } else { Err(NoteError::VerifierKey) }
    }

    fn key(material: &str) -> Option<VerifyingKey> {
        match STANDARD.decode(material).ok()?.split_first()? {
            (&ED25519, bytes) => VerifyingKey::from_bytes(bytes.try_into().ok()?).ok(),
            _ => None,
        }
    }

    /// Name and id together say which key; either alone says nothing.
    fn is_named_by(&self, line: &SignatureLine<'_>) -> bool {
        self.name == line.name && self.id == line.key_id
    }

    fn check(&self, text: &str, line: &SignatureLine<'_>) -> Result<(), NoteError> {
        let signature = Signature::from_slice(&line.signature).map_err(|_| NoteError::BadSignature)?;
        self.key.verify_strict(text.as_bytes(), &signature).map_err(|_| NoteError::BadSignature)
    }
}

/// The first four bytes of a hash over name, newline, type and public key (LOG-05).
fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let hash = Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(key.as_bytes()).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}
