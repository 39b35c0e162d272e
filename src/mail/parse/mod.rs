//! Raw bytes -> a mail as its reader sees it.

use crate::domain::time::Instant;

/// One header field: its name as written, its value unfolded and decoded.
#[derive(Clone, Debug)]
pub struct Header {
    /// As written.
    pub name: String,
    /// Unfolded, encoded words decoded, no control characters.
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
    /// No header at all, or nothing that parses.
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
