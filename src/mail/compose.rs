//! An outgoing mail as a value, and the message it makes (RFC 5322, MIME).
//!
//! The same value always makes the same bytes: the id gives Message-ID and boundary, the date is handed in. So a mail
//! that is sent a second time, because an answer was lost, is recognised as the same mail.
//! Text for people (subject, names) is cleaned of control characters and cut, because it may quote what a stranger
//! wrote; structure (addresses, ids, header fields) is refused when it is not well formed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox as LettreMailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::{Address, Message};

use crate::domain::time::Instant;

/// No line of a message is longer, in octets, without its CRLF (RFC 5322 section 2.1.1).
pub const LINE_MAX: usize = 998;
/// A subject or display name is cut here, in characters: it then fits its line however it is encoded.
const TEXT_MAX: usize = 200;
/// The longest id: a boundary has 70 octets at most (RFC 2046 section 5.1.1), a UUID has 36.
const ID_MAX: usize = 48;
/// At most so many ids in References; more help no mail program.
const REFERENCES_MAX: usize = 20;
/// The year 9999 begins, in milliseconds: the last moment a Date field is asked to say.
const DATE_MAX_MS: i64 = 253_370_764_800_000;
/// Octets of text in one encoded word, so that the word has 72 octets at most and its line 76 (RFC 2047 section 2).
const WORD_TEXT_MAX: usize = 45;

const DATE: HeaderName = HeaderName::new_from_ascii_str("Date");
const SUBJECT: HeaderName = HeaderName::new_from_ascii_str("Subject");
const MESSAGE_ID: HeaderName = HeaderName::new_from_ascii_str("Message-ID");
const AUTO_SUBMITTED: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");
const IN_REPLY_TO: HeaderName = HeaderName::new_from_ascii_str("In-Reply-To");
const REFERENCES: HeaderName = HeaderName::new_from_ascii_str("References");

/// Fields that are made from an [`Outgoing`]'s own values and cannot be given as extra ones.
const OWN_FIELDS: [&str; 17] = [
    "from",
    "sender",
    "to",
    "cc",
    "bcc",
    "reply-to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "dkim-signature",
    "return-path",
];

/// A mailbox with an optional name, as in From.
#[derive(Clone)]
pub struct Mailbox {
    /// The display name.
    pub name: Option<String>,
    /// The address in its delivery form.
    pub address: String,
}

/// Why the mail was sent without a person's hand (RFC 3834 section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutoSubmitted {
    /// In direct answer to a mail (ACK-05).
    Replied,
    /// On our own account: a notice, a confirmation, a reminder.
    Generated,
}

impl AutoSubmitted {
    fn word(self) -> &'static str {
        match self {
            Self::Replied => "auto-replied",
            Self::Generated => "auto-generated",
        }
    }
}

/// A mail to be sent: to one recipient (HDR-13), always marked as automatic (ACK-05).
#[derive(Clone)]
pub struct Outgoing {
    /// Stable for ever, also over retries: `[A-Za-z0-9._-]`, at most 48. Message-ID is `<id@domain of From>`.
    pub id: String,
    /// Who writes: an address that reaches a person (ACK-09).
    pub from: Mailbox,
    /// Where answers go, if not to `from`.
    pub reply_to: Option<Mailbox>,
    /// The recipient's address in its delivery form.
    pub to: String,
    /// The envelope sender; `None` is the null sender `<>`, as automatic replies must have (ACK-06).
    pub envelope_from: Option<String>,
    /// Text for a person.
    pub subject: String,
    /// The plain text body.
    pub text: String,
    /// The same as HTML, if there is one.
    pub html: Option<String>,
    /// Reply or notice.
    pub auto_submitted: AutoSubmitted,
    /// The Message-ID that is answered, as it stood in that mail (ACK-08); left out when it is not one.
    pub in_reply_to: Option<String>,
    /// The References of the mail that is answered, followed by its Message-ID, as they stood there.
    pub references: Option<String>,
    /// More fields, ASCII only; they go out as they are, never encoded and never folded inside a value (HDR-05, HDR-06).
    pub headers: Vec<(String, String)>,
    /// The Date field.
    pub date: Instant,
}

/// Why no message can be made of it. Names the field, never its value (L6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// An address that cannot stand in a message.
    #[error("the address in {0} cannot be written into a mail; correct it")]
    Address(&'static str),
    /// The id has other characters than letters, digits, `.`, `_` and `-`, or more than 48.
    #[error("the mail's id must be 1 to 48 letters, digits, '.', '_' or '-'")]
    Id,
    /// An extra field has a name that is none, or one that is made here, or comes twice.
    #[error("an extra header field is not a field name, is written by the service itself, or comes twice")]
    FieldName,
    /// An extra field has a value that is not printable ASCII or does not fit a line.
    #[error("an extra header field must be printable ASCII and fit into lines of 998 octets")]
    FieldValue,
    /// The library refused the whole.
    #[error("the message could not be put together")]
    Message,
}

impl Outgoing {
    /// The Message-ID, with its angle brackets.
    pub fn message_id(&self) -> String {
        let domain = self.from.address.rsplit_once('@').map_or("invalid", |(_, domain)| domain);
        format!("<{}@{domain}>", self.id)
    }
}

/// Makes the message, ready to be signed: lines end with CRLF, none is longer than [`LINE_MAX`], the body is 7-bit.
pub fn compose(mail: &Outgoing) -> Result<Vec<u8>, ComposeError> {
    check_id(&mail.id)?;
    let builder = extra_fields(threading(people(mail)?, mail), mail)?;
    let message = match &mail.html {
        None => builder.singlepart(part(ContentType::TEXT_PLAIN, &mail.text)),
        Some(html) => builder.multipart(
            MultiPart::alternative()
                .boundary(format!("=_desist_{}", mail.id))
                .singlepart(part(ContentType::TEXT_PLAIN, &mail.text))
                .singlepart(part(ContentType::TEXT_HTML, html)),
        ),
    };
    let mut raw = message.map_err(|_| ComposeError::Message)?.formatted();
    if !raw.ends_with(b"\r\n") {
        raw.extend_from_slice(b"\r\n");
    }
    Ok(raw)
}

fn check_id(id: &str) -> Result<(), ComposeError> {
    let inner = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    // RFC 5322 section 3.6.4: the left side of a Message-ID is a dot-atom, so no dot at its ends and no two together.
    let dots = id.starts_with('.') || id.ends_with('.') || id.contains("..");
    ((1..=ID_MAX).contains(&id.len()) && id.bytes().all(inner) && !dots).then_some(()).ok_or(ComposeError::Id)
}

/// The fields a person reads, in the order mail programs show them.
fn people(mail: &Outgoing) -> Result<MessageBuilder, ComposeError> {
    let recipient = LettreMailbox::new(None, address(&mail.to, "to")?);
    let builder = Message::builder()
        .raw_header(raw_field(DATE, date(mail.date)))
        .from(mailbox(&mail.from, "from")?)
        .to(recipient)
        .raw_header(raw_field(SUBJECT, subject(&mail.subject)))
        .raw_header(raw_field(MESSAGE_ID, mail.message_id()));
    Ok(match &mail.reply_to {
        Some(reply_to) => builder.reply_to(mailbox(reply_to, "reply_to")?),
        None => builder,
    })
}

/// The fields that programs read: what this answers, and that no person wrote it.
fn threading(builder: MessageBuilder, mail: &Outgoing) -> MessageBuilder {
    let mut builder = builder.raw_header(raw_field(AUTO_SUBMITTED, mail.auto_submitted.word().to_owned()));
    for (name, given) in [(IN_REPLY_TO, &mail.in_reply_to), (REFERENCES, &mail.references)] {
        let ids = message_ids(given.as_deref().unwrap_or_default());
        if !ids.is_empty() {
            builder = builder.raw_header(raw_field(name, ids.join("\r\n ")));
        }
    }
    builder
}

/// The well-formed Message-IDs of a field that somebody else wrote; the last ones when there are many.
fn message_ids(field: &str) -> Vec<&str> {
    let whole = |id: &&str| id.len() > 2 && id.len() <= LINE_MAX - 20 && id.starts_with('<') && id.ends_with('>');
    let plain = |id: &&str| id.bytes().all(|b| b.is_ascii_graphic()) && id.matches(['<', '>']).count() == 2;
    let ids: Vec<&str> = field.split_ascii_whitespace().filter(whole).filter(plain).collect();
    ids[ids.len().saturating_sub(REFERENCES_MAX)..].to_vec()
}

fn extra_fields(mut builder: MessageBuilder, mail: &Outgoing) -> Result<MessageBuilder, ComposeError> {
    let mut seen: Vec<String> = Vec::new();
    for (name, value) in &mail.headers {
        let lower = name.to_ascii_lowercase();
        let token = !name.is_empty() && name.len() <= 76 && name.bytes().all(|b| b.is_ascii_graphic() && b != b':');
        if !token || OWN_FIELDS.contains(&lower.as_str()) || seen.contains(&lower) {
            return Err(ComposeError::FieldName);
        }
        seen.push(lower);
        let field = HeaderName::new_from_ascii(name.clone()).map_err(|_| ComposeError::FieldName)?;
        builder = builder.raw_header(raw_field(field, checked_value(name, value)?));
    }
    Ok(builder)
}

/// The value as given; folded after the commas between URIs, and nowhere else, when it does not fit one line (HDR-05).
fn checked_value(name: &str, value: &str) -> Result<String, ComposeError> {
    let printable = !value.trim().is_empty() && value.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
    let fits = |value: &str| value.split("\r\n").all(|line| name.len() + 2 + line.len() <= LINE_MAX);
    let folded = if fits(value) { value.to_owned() } else { value.replace(">, <", ">,\r\n <") };
    (printable && fits(&folded)).then_some(folded).ok_or(ComposeError::FieldValue)
}

/// A field that is written as it is. Only for values made or checked here: the library would not look at them.
fn raw_field(name: HeaderName, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
}

fn mailbox(mailbox: &Mailbox, field: &'static str) -> Result<LettreMailbox, ComposeError> {
    let name = mailbox.name.as_deref().map(clean).filter(|name| !name.is_empty());
    Ok(LettreMailbox::new(name, address(&mailbox.address, field)?))
}

fn address(text: &str, field: &'static str) -> Result<Address, ComposeError> {
    let plain = !text.chars().any(|c| c.is_control() || c.is_whitespace());
    text.parse().ok().filter(|_| plain && text.len() <= 320).ok_or(ComposeError::Address(field))
}

/// One line of text: control characters and line ends become spaces, runs of space become one.
fn clean(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ").chars().take(TEXT_MAX).collect()
}

/// The subject as it stands in the message. Encoded here and as a whole when it is not plain ASCII: the library makes
/// lines a little longer than the 76 octets allowed, and lets through text that only looks encoded.
fn subject(text: &str) -> String {
    let text = clean(text);
    if text.is_ascii() && !text.contains("=?") {
        return text;
    }
    let words: Vec<String> =
        pieces(&text).into_iter().map(|piece| format!("=?utf-8?b?{}?=", STANDARD.encode(piece))).collect();
    words.join("\r\n ")
}

/// The text in pieces that each fill one encoded word, cut between characters (ACK-08). The first is shorter, because
/// `Subject: ` stands before it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in text.chars() {
        let room = if pieces.len() == 1 { WORD_TEXT_MAX - 6 } else { WORD_TEXT_MAX };
        match pieces.last_mut() {
            Some(piece) if piece.len() + c.len_utf8() <= room => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    pieces
}

/// A body part: line ends made one kind (a bare CR would be a smuggled line to some servers, SMTP-09), control
/// characters taken out, and encoded to 7 bits where it has to be, so that no relay re-encodes what was signed.
fn part(content_type: ContentType, body: &str) -> SinglePart {
    let lines = body.replace("\r\n", "\n").replace('\r', "\n");
    let body: String = lines.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    SinglePart::builder().header(content_type).body(body)
}

/// RFC 5322 section 3.3, in UTC.
fn date(at: Instant) -> String {
    let at = Timestamp::from_millisecond(at.0.clamp(0, DATE_MAX_MS)).unwrap_or(Timestamp::UNIX_EPOCH);
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

#[cfg(test)]
mod tests;
