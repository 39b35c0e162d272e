//! The form of a note: what is text and what is a signature line.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::NoteError;

/// Signatures read in one note. The format asks for at least 16; a longer list is an attempt to keep us busy.
const MAX_SIGNATURES: usize = 100;

/// A note taken apart; nothing of it is believed yet.
pub(super) struct ParsedNote<'n> {
    /// What was signed, with its final newline.
    pub(super) text: &'n str,
    pub(super) signatures: Vec<SignatureLine<'n>>,
}

/// One signature line.
pub(super) struct SignatureLine<'n> {
    pub(super) name: &'n str,
    pub(super) key_id: [u8; 4],
    pub(super) signature: Vec<u8>,
}

impl<'n> ParsedNote<'n> {
    pub(super) fn parse(note: &'n str) -> Result<Self, NoteError> {
        // The last empty line divides: the text may have empty lines of its own.
        let (text, _) = note.rsplit_once("\n\n").ok_or(NoteError::Malformed("no empty line before the signatures"))?;
        let (text, rest) = note.split_at(text.len() + 1);
        check_text(text)?;
        let lines = rest[1..].strip_suffix('\n').ok_or(NoteError::Malformed("the last line has no end"))?;
        if lines.split('\n').count() > MAX_SIGNATURES {
            return Err(NoteError::Malformed("more than 100 signatures"));
        }
        let signatures = lines.split('\n').map(SignatureLine::parse).collect::<Result<_, _>>()?;
        Ok(Self { text, signatures })
    }
}

impl<'n> SignatureLine<'n> {
    fn parse(line: &'n str) -> Result<Self, NoteError> {
        Self::take_apart(line).ok_or(NoteError::Malformed("a signature line is not '\u{2014} NAME SIGNATURE'"))
    }

    fn take_apart(line: &'n str) -> Option<Self> {
        let (name, value) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
        check_name(name).ok()?;
        let bytes = STANDARD.decode(value).ok()?;
        let (key_id, signature) = bytes.split_first_chunk()?;
        (!signature.is_empty()).then(|| Self { name, key_id: *key_id, signature: signature.to_vec() })
    }
}

/// A text that may be signed: it ends its last line and has no control character but the newline (LOG-05).
pub(super) fn check_text(text: &str) -> Result<(), NoteError> {
    if !text.ends_with('\n') {
        return Err(NoteError::Malformed("the text does not end with a newline"));
    }
    if text.bytes().any(|byte| byte < b' ' && byte != b'\n') {
        return Err(NoteError::Malformed("a control character, perhaps changed line endings; use the file as it came"));
    }
    Ok(())
}

/// A key name: not empty, no Unicode space, no plus, no control character (LOG-05).
pub(super) fn check_name(name: &str) -> Result<(), NoteError> {
    let refused = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(refused) { Err(NoteError::KeyName) } else { Ok(()) }
}
