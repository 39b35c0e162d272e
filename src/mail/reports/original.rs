//! The mail that a report is about: attached whole, as its header alone, or shown in the text.
//!
//! Our token in its List-Unsubscribe, its return path or its Message-ID tells whom a report is about when the report
//! itself hides it (ARF-04).

use crate::mail::parse::{self, Header, Mail};

use super::fields;
use super::plain;

/// Types that hold a mail, or its header.
const TYPES: [&str; 8] = [
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "text/rfc822-header",
    "message/rfc822-headers",
    "message/rfc822-header",
    "message/global-headers",
    "message/partial",
];
/// More of a returned mail, in bytes, is not read: tokens stand in its header and in its first lines.
const LONGEST: usize = 256 * 1024;

/// The mail that a report is about, as much of it as the report holds.
#[derive(Clone, Debug, Default)]
pub struct Original {
    /// Its header fields.
    pub headers: Vec<Header>,
    /// Its text, often cut or missing.
    pub text: String,
}

impl Original {
    /// The values of all its fields with this name.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        fields::of(&self.headers, name)
    }
}

/// The mail a report is about.
pub fn find(mail: &Mail) -> Option<Original> {
    let mail = parse::parse(raw(mail)?);
    (!mail.headers.is_empty()).then_some(Original { headers: mail.headers, text: mail.text })
}

/// Its bytes: an attached mail first, then a part with its header, then what the text shows.
pub fn raw(mail: &Mail) -> Option<&[u8]> {
    let raw = attached(mail).or_else(|| part(mail)).or_else(|| shown(mail))?;
    raw.get(..LONGEST.min(raw.len()))
}

fn attached(mail: &Mail) -> Option<&[u8]> {
    mail.attached.first().map(Vec::as_slice)
}

fn part(mail: &Mail) -> Option<&[u8]> {
    let part = mail.parts.iter().find(|part| TYPES.contains(&part.content_type.as_str()) && !part.text.is_empty())?;
    Some(part.text.trim_start().as_bytes())
}

fn shown(mail: &Mail) -> Option<&[u8]> {
    plain::part(plain::text(mail)).returned.map(str::as_bytes)
}
