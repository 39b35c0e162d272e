//! Raw bytes -> a mail as its reader sees it.
//!
//! [`parse`] takes anything and never fails: what is wrong with a mail is a [`Fault`], and faults send it to a person.
//! Structure, fields and addresses are read by us, in one pass and within [`limits`]; charsets, parameters, dates and
//! entities by `mail-parser`, on one small piece at a time, its panics caught.
//!
//! ```text
//! raw --header--> fields, body --structure--> leaves --body--> text, html, parts, attached
//!         `--mailbox, encoded--> from, to, subject
//! ```
//!
//! To read one more thing: a field of [`Mail`], filled in [`read`]; one more kind of part, in `body`; one more way to
//! hide text in HTML, in `html/look.rs`; one more limit, in [`limits`], with a test that exceeds it.

mod body;
mod content;
mod decode;
mod encoded;
mod flowed;
mod header;
pub mod html;
pub mod limits;
mod mailbox;
mod structure;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::panic::{self, AssertUnwindSafe};

use mail_parser::DateTime;

use self::header::{Block, Field};
use self::mailbox::List;
use crate::domain::address::Address;
use crate::domain::time::Instant;

/// One header field: its name as written, its value unfolded and decoded.
#[derive(Clone, Debug)]
pub struct Header {
    /// As written.
    pub name: String,
    /// Unfolded, no control characters. Encoded words are decoded in text; in address fields they stay as they are,
    /// so that nothing decoded can be taken for an address (MIME-04).
    pub value: String,
}

/// A mailbox of an address header. A display name is never an identity (MIME-03).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The display name, decoded.
    pub name: Option<String>,
    /// The addr-spec as it stands; not yet parsed, because robots and broken clients put anything there.
    pub address: String,
}

/// A mail, parsed.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    /// All header fields in order.
    pub headers: Vec<Header>,
    /// Every mailbox of every From field; exactly one identifies a writer (MIME-01, MIME-02).
    pub from: Vec<Mailbox>,
    /// Reply-To.
    pub reply_to: Vec<Mailbox>,
    /// To and Cc.
    pub to: Vec<Mailbox>,
    /// Decoded, one line.
    pub subject: String,
    /// The Date field, where it can be read. Never a clock's start (SMTP-15).
    pub date: Option<Instant>,
    /// Without angle brackets.
    pub message_id: Option<String>,
    /// The text a reader sees: text/plain, else HTML without hidden text; LF line ends, no NUL.
    pub text: String,
    /// The HTML body, decoded, where there is one.
    pub html: Option<String>,
    /// Every leaf part in order.
    pub parts: Vec<Part>,
    /// The raw bytes of every attached `message/rfc822` or `message/global`, outermost level, byte for byte (MIME-13).
    pub attached: Vec<Vec<u8>>,
    /// What a person should know before believing the rest.
    pub faults: Vec<Fault>,
}

/// One leaf part.
#[derive(Clone, Debug)]
pub struct Part {
    /// `type/subtype`, lower case.
    pub content_type: String,
    /// The file name, if any.
    pub name: Option<String>,
    /// The decoded text of `text/*` and `message/*` parts, cut at the limit; empty otherwise.
    pub text: String,
    /// Size of the decoded content in bytes.
    pub size: usize,
}

/// Why a mail cannot simply be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No header at all, or a body whose structure or encoding is beyond reading.
    Unreadable,
    /// Nested deeper than the limit.
    TooDeep,
    /// More parts than the limit.
    TooManyParts,
    /// More header bytes than the limit.
    HeaderTooLarge,
    /// A field that may stand once stands twice (MIME-01).
    RepeatedField,
    /// From names nobody, or several, or a group (MIME-02).
    UnclearWriter,
    /// S/MIME, PGP, TNEF: opaque to us (MIME-14).
    Encrypted,
    /// The text was cut at the limit.
    Cut,
    /// A line that is neither a field nor a continuation (MIME-15).
    StrayHeaderLine,
}

/// Fields that may stand once and decide what the others mean (MIME-01, RFC 7103 section 7.5).
const ONCE: [&str; 7] = ["From", "Date", "Subject", "Reply-To", "Sender", "Content-Type", "Content-Transfer-Encoding"];

/// Fields whose value is syntax, not text: their encoded words are not decoded.
const SYNTAX: [&str; 15] = [
    "From",
    "To",
    "Cc",
    "Bcc",
    "Reply-To",
    "Sender",
    "Return-Path",
    "Delivered-To",
    "X-Original-To",
    "Resent-From",
    "Resent-To",
    "Resent-Sender",
    "Disposition-Notification-To",
    "Message-ID",
    "Authentication-Results",
];

impl Mail {
    /// The value of the first, topmost field of this name in any case. Of a `Return-Path` only the topmost counts
    /// (MIME-18).
    pub fn first(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value.as_str())
    }

    /// The values of all fields of this name, from top to bottom.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |h| h.name.eq_ignore_ascii_case(name)).map(|h| h.value.as_str())
    }
}

/// Reads the mailboxes of an address field's value, as [`Mail::headers`] has it.
pub fn mailboxes(value: &str) -> Vec<Mailbox> {
    mailbox::list(value.as_bytes()).mailboxes
}

/// Reads a mail. Never fails and never panics; whatever cannot be believed is named in [`Mail::faults`].
pub fn parse(raw: &[u8]) -> Mail {
    panic::catch_unwind(AssertUnwindSafe(|| read(raw))).unwrap_or_else(|_| unreadable())
}

fn unreadable() -> Mail {
    Mail { faults: vec![Fault::Unreadable], ..Mail::default() }
}

fn read(raw: &[u8]) -> Mail {
    let raw = &*line_feeds(raw);
    let raw = &raw[raw.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(raw.len())..];
    let top = header::read(raw, limits::HEADER, |_| false);
    let structure = structure::walk(&top, raw);
    let body = body::read(&structure);
    let writer = list(&top, "From");
    let mut faults = [structure.faults, body.faults, header_faults(&top, &writer)].concat();
    faults.sort_unstable();
    faults.dedup();
    Mail {
        headers: top.fields.iter().map(shown).collect(),
        from: writer.mailboxes,
        reply_to: list(&top, "Reply-To").mailboxes,
        to: [list(&top, "To").mailboxes, list(&top, "Cc").mailboxes].concat(),
        subject: top.first("Subject").map(text).unwrap_or_default(),
        date: top.first("Date").and_then(date),
        message_id: top.first("Message-ID").and_then(message_id),
        text: body.text,
        html: body.html,
        parts: body.parts,
        attached: body.attached,
        faults,
    }
}

/// Lines that end in CR alone, in a mail without any LF, get LF: nothing else in it would be a line.
fn line_feeds(raw: &[u8]) -> Cow<'_, [u8]> {
    if raw.contains(&b'\n') || !raw.contains(&b'\r') {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(raw.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect())
}

fn list(top: &Block<'_>, name: &str) -> List {
    let fields = top.fields.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
    let mut all = List { clear: true, ..List::default() };
    for one in fields.map(|field| mailbox::list(&field.value)) {
        all.clear &= one.clear;
        all.mailboxes.extend(one.mailboxes);
    }
    all.mailboxes.truncate(limits::MAILBOXES);
    all
}

fn header_faults(top: &Block<'_>, writer: &List) -> Vec<Fault> {
    let count = |name: &str| top.fields.iter().filter(|field| field.name.eq_ignore_ascii_case(name)).count();
    let faults = [
        (top.fields.is_empty(), Fault::Unreadable),
        (top.too_large, Fault::HeaderTooLarge),
        (top.stray, Fault::StrayHeaderLine),
        (ONCE.iter().any(|name| count(name) > 1), Fault::RepeatedField),
        (!is_clear(writer), Fault::UnclearWriter),
    ];
    faults.into_iter().filter_map(|(holds, fault)| holds.then_some(fault)).collect()
}

/// Exactly one mailbox, plainly written, whose address is one (MIME-02).
fn is_clear(writer: &List) -> bool {
    match writer.mailboxes.as_slice() {
        [one] => writer.clear && Address::parse(&one.address).is_ok(),
        _ => false,
    }
}

fn shown(field: &Field<'_>) -> Header {
    let is_syntax = SYNTAX.iter().any(|name| name.eq_ignore_ascii_case(field.name));
    let value = if is_syntax { header::one_line(&plain(&field.value)) } else { text(&field.value) };
    Header { name: field.name.to_owned(), value }
}

/// Raw 8-bit in a header is UTF-8, else of a charset nobody named (MIME-06).
fn plain(value: &[u8]) -> String {
    decode::charset(value, None)
}

fn text(value: &[u8]) -> String {
    header::one_line(&encoded::words(&plain(value)))
}

/// The instant of a date as header lines write it (RFC 5322 3.3); `None` for anything else.
pub fn date_of(text: &str) -> Option<Instant> {
    date(text.as_bytes())
}

fn date(value: &[u8]) -> Option<Instant> {
    let line = format!("{}\n", String::from_utf8_lossy(value.get(..value.len().min(200))?).trim());
    let date = DateTime::parse_rfc822(&line).filter(DateTime::is_valid)?;
    Some(Instant(date.to_timestamp().checked_mul(1_000)?))
}

/// Without angle brackets; a message id has neither white space nor a second bracket.
fn message_id(value: &[u8]) -> Option<String> {
    let value = header::one_line(&String::from_utf8_lossy(value));
    let id = value.split_once('<').map_or(value.as_str(), |(_, rest)| rest.split('>').next().unwrap_or(rest)).trim();
    (!id.is_empty()).then(|| id.to_owned())
}
