//! A header block: its fields, unfolded, still as bytes.
//!
//! A line that is neither a field nor a continuation is read by one fixed rule (MIME-15, RFC 7103 section 7.2):
//! between two fields it is skipped; after the last field the body begins with it. That it happened is noted, because
//! another reader of the same bytes, the one that signed them, may see another mail.

use super::limits;

/// One field: the name as written, the value without its line ends.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    /// Printable ASCII.
    pub name: &'a str,
    /// Unfolded, not decoded.
    pub value: Vec<u8>,
}

/// A header block and where the body begins.
#[derive(Debug, Default)]
pub(super) struct Block<'a> {
    /// In order.
    pub fields: Vec<Field<'a>>,
    /// Offset of the body.
    pub body: usize,
    /// Whether a line was neither field nor continuation.
    pub stray: bool,
    /// Whether fields were dropped at the limit.
    pub too_large: bool,
}

impl Block<'_> {
    /// The value of the first field of this name, any case.
    pub(super) fn first(&self, name: &str) -> Option<&[u8]> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value.as_slice())
    }
}

/// The next line from `at`: without its end, and where the following one begins.
pub(super) fn line(raw: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
    let end = rest.iter().position(|byte| *byte == b'\n');
    let text = &rest[..end.unwrap_or(rest.len())];
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    Some((text, end.map_or(raw.len(), |end| at + end + 1)))
}

/// Reads the block that begins at the start of `raw`; a line for which `stop` holds ends it (a multipart's delimiter).
pub(super) fn read<'a>(raw: &'a [u8], limit: usize, stop: impl Fn(&[u8]) -> bool) -> Block<'a> {
    let mut reader = Reader { block: Block::default(), stray_at: None, left: limit };
    let mut at = 0;
    while let Some((text, next)) = line(raw, at) {
        if text.is_empty() || stop(text) {
            reader.block.body = if text.is_empty() { next } else { at };
            return reader.finish();
        }
        reader.take(text, at);
        at = next;
    }
    reader.block.body = raw.len();
    reader.finish()
}

struct Reader<'a> {
    block: Block<'a>,
    /// Where the stray lines since the last field begin.
    stray_at: Option<usize>,
    left: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, text: &'a [u8], at: usize) {
        if matches!(text.first(), Some(b' ' | b'\t')) {
            self.continuation(text);
        } else if let Some((name, value)) = field(text) {
            self.field(name, value);
        } else if at > 0 || !is_envelope(text) {
            self.stray_at.get_or_insert(at);
        }
    }

    fn continuation(&mut self, text: &[u8]) {
        if self.stray_at.is_some() || !self.afford(text.len()) {
            return;
        }
        if let Some(field) = self.block.fields.last_mut() {
            field.value.extend_from_slice(text);
        }
    }

    fn field(&mut self, name: &'a str, value: &[u8]) {
        self.block.stray |= self.stray_at.take().is_some();
        if self.block.fields.len() < limits::FIELDS && self.afford(name.len() + value.len()) {
            self.block.fields.push(Field { name, value: value.to_vec() });
        } else {
            self.block.too_large = true;
        }
    }

    fn afford(&mut self, bytes: usize) -> bool {
        self.block.too_large |= bytes > self.left;
        self.left = self.left.saturating_sub(bytes);
        !self.block.too_large
    }

    /// Stray lines after the last field are the beginning of the body; without any field all of it is body.
    fn finish(mut self) -> Block<'a> {
        if let Some(at) = self.stray_at {
            self.block.stray |= !self.block.fields.is_empty();
            self.block.body = at;
        }
        self.block
    }
}

/// Splits `name: value`; a name is printable ASCII without colon (RFC 5322 section 3.6.8), white space after it is
/// obsolete but read.
fn field(text: &[u8]) -> Option<(&str, &[u8])> {
    let colon = text.iter().take(128).position(|byte| *byte == b':')?;
    let name = text[..colon].trim_ascii_end();
    let plausible = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    let name = std::str::from_utf8(name).ok().filter(|_| plausible)?;
    Some((name, &text[colon + 1..]))
}

/// The line that mailbox files put before a mail.
fn is_envelope(text: &[u8]) -> bool {
    text.starts_with(b"From ") || text.starts_with(b">From ")
}

/// A value for people and rules: text without control characters, one line, trimmed.
pub(super) fn one_line(text: &str) -> String {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    shown.trim().to_owned()
}
