//! The mail as mail-auth reads it, within bounds.

use std::borrow::Cow;
use std::mem;

use mail_auth::AuthenticatedMessage;

use crate::domain::time::Instant;

/// More fields than this are not looked at: matching `h=` against them costs their product.
const FIELDS_MAX: usize = 1_000;
/// More signatures than this are not verified; honest mail has two or three.
const SIGNATURES_MAX: usize = 10;
/// A signature that lists more fields than this is not verified.
const LISTED_MAX: usize = 300;
/// A header larger than this is not looked at.
const HEADER_MAX: usize = 1_000_000;

/// The bytes as they were signed: a pipe hands mail over with LF line ends, and canonicalisation wants CRLF.
pub(super) fn with_crlf(raw: &[u8]) -> Cow<'_, [u8]> {
    if raw.windows(2).any(|pair| pair == b"\r\n") || !raw.contains(&b'\n') {
        return Cow::Borrowed(raw);
    }
    let mut lines = Vec::with_capacity(raw.len() + raw.len() / 32);
    for byte in raw {
        if *byte == b'\n' {
            lines.push(b'\r');
        }
        lines.push(*byte);
    }
    Cow::Owned(lines)
}

/// A mail's fields and signatures.
pub(super) struct Message<'x> {
    pub(super) fields: AuthenticatedMessage<'x>,
    /// Of each DKIM signature, in order.
    pub(super) expiries: Vec<Expiry>,
    /// Of each ARC message signature, in order.
    pub(super) arc_expiries: Vec<Expiry>,
}

/// `t=` and `x=` of a signature, in seconds; 0 where they are not given.
#[derive(Clone, Copy)]
pub(super) struct Expiry {
    made: u64,
    expires: u64,
}

impl Expiry {
    #[cfg(test)]
    pub(super) fn new(made: u64, expires: u64) -> Self {
        Self { made, expires }
    }

    /// Whether it no longer counted when the mail came in (RFC 6376 section 3.5).
    pub(super) fn is_past(self, received: Instant) -> bool {
        let received = u64::try_from(received.0 / 1_000).unwrap_or(0);
        self.expires != 0 && (self.expires <= self.made || self.expires <= received)
    }
}

impl<'x> Message<'x> {
    /// Reads the fields and hashes the body once per kind of signature. `None` when there is nothing to check, or so
    /// much that checking it would be an attack on us.
    pub(super) fn read(raw: &'x [u8]) -> Option<Self> {
        let header = header_of(raw);
        if header.len() > HEADER_MAX || count_fields(header) > FIELDS_MAX {
            return None;
        }
        // Every other `l=` costs one more hash of the whole body; with many signatures they are refused unread.
        let strict = count_signatures(header) > SIGNATURES_MAX;
        let mut fields = AuthenticatedMessage::parse_with_opts(raw, None, strict)?;
        bound(&mut fields);
        let (expiries, arc_expiries) = take_expiries(&mut fields);
        Some(Self { fields, expiries, arc_expiries })
    }

    /// The body as it stands.
    pub(super) fn body(&self) -> &'x [u8] {
        let offset = usize::try_from(self.fields.body_offset).unwrap_or(usize::MAX);
        self.fields.raw_message.get(offset..).unwrap_or_default()
    }

    /// The values of every field of this name, from top to bottom, as they stand.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &'x [u8]> {
        let named = move |field: &&(&[u8], &[u8])| field.0.trim_ascii_end().eq_ignore_ascii_case(name.as_bytes());
        self.fields.headers.iter().filter(named).map(|(_, value)| *value)
    }
}

fn bound(fields: &mut AuthenticatedMessage<'_>) {
    fields.dkim_headers.retain(|field| field.header.h.len() <= LISTED_MAX);
    fields.dkim_headers.truncate(SIGNATURES_MAX);
    fields.errors.truncate(SIGNATURES_MAX);
    if fields.ams_headers.iter().any(|field| field.header.h.len() > LISTED_MAX) {
        fields.has_arc_errors = true;
    }
}

/// The library would hold expiry against its own clock; here it is held against the time that is handed in. And it
/// would ask the DNS where to send failure reports, which we never send.
fn take_expiries(fields: &mut AuthenticatedMessage<'_>) -> (Vec<Expiry>, Vec<Expiry>) {
    let dkim = fields.dkim_headers.iter_mut().map(|field| {
        field.header.r = false;
        Expiry { made: field.header.t, expires: mem::take(&mut field.header.x) }
    });
    let dkim = dkim.collect();
    let arc = fields.ams_headers.iter_mut();
    let arc = arc.map(|field| Expiry { made: field.header.t, expires: mem::take(&mut field.header.x) });
    (dkim, arc.collect())
}

/// Everything before the first empty line.
fn header_of(raw: &[u8]) -> &[u8] {
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(raw.len());
    raw.get(..end).unwrap_or(raw)
}

/// Lines that are no continuation.
fn count_fields(header: &[u8]) -> usize {
    header.split(|byte| *byte == b'\n').filter(|line| !matches!(line.first(), None | Some(b' ' | b'\t'))).count()
}

fn count_signatures(header: &[u8]) -> usize {
    const NAMES: [&[u8]; 2] = [b"DKIM-Signature", b"ARC-Message-Signature"];
    let names = |line: &&[u8]| {
        NAMES.iter().any(|name| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
    };
    header.split(|byte| *byte == b'\n').filter(names).count()
}
