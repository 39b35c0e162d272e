//! What one mail may cost us (MIME-10). Whatever lies beyond is named by a fault and goes to a person.
//!
//! The numbers are generous for people and small for machines: letters are a few kilobytes, the largest real header
//! blocks a few dozen. Together they bound the memory of a reading to the raw message, one copy of what is attached
//! to it, and a few times [`TEXT`].

/// Multiparts inside multiparts.
pub const DEPTH: usize = 50;
/// Leaf parts.
pub const PARTS: usize = 500;
/// Bytes of the message's own header block.
pub const HEADER: usize = 256 * 1024;
/// Bytes of a part's header block.
pub const PART_HEADER: usize = 32 * 1024;
/// Fields of one header block.
pub const FIELDS: usize = 2_000;
/// Bytes of one Content-Type or Content-Disposition.
pub const PARAMETERS: usize = 8 * 1024;
/// Mailboxes of one address field.
pub const MAILBOXES: usize = 1_000;
/// Comments inside comments.
pub const COMMENTS: usize = 50;
/// Bytes of decoded text, all parts together.
pub const TEXT: usize = 1024 * 1024;
/// Attached mails, and what all of them together may weigh.
pub const ATTACHED: usize = 50;
/// Bytes of all attached mails.
pub const ATTACHED_BYTES: usize = 40 * 1024 * 1024;
/// Elements inside elements of an HTML body.
pub const ELEMENTS: usize = 256;
/// Rules read from the style sheets of an HTML body.
pub const STYLES: usize = 500;
/// Quote marks before a line: deeper quotes are not told apart.
pub const QUOTES: usize = 20;
