//! The mail that a report is about: attached whole, as its header alone, or shown in the text.
//!
//! Our token in its List-Unsubscribe, its return path or its Message-ID tells whom a report is about when the report
//! itself hides it (ARF-04).

use crate::mail::parse::{self, Header, Mail};

use super::fields;
use super::plain;
use super::reason::cut;

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

/// The mail a report is about: an attached one first, then a part with its header, then what the text shows.
pub fn find(mail: &Mail) -> Option<Original> {
    attached(mail).or_else(|| part(mail)).or_else(|| shown(mail))
}

fn attached(mail: &Mail) -> Option<Original> {
    let raw = mail.attached.first()?;
    read(raw.get(..LONGEST.min(raw.len()))?)
}

fn part(mail: &Mail) -> Option<Original> {
    let part = mail.parts.iter().find(|part| TYPES.contains(&part.content_type.as_str()) && !part.text.is_empty())?;
    read(cut(&part.text, LONGEST).trim_start().as_bytes())
}

fn shown(mail: &Mail) -> Option<Original> {
    let returned = plain::part(&mail.text).returned?;
    read(returned.as_bytes())
}

fn read(raw: &[u8]) -> Option<Original> {
    let mail = parse::parse(raw);
    (!mail.headers.is_empty()).then_some(Original { headers: mail.headers, text: mail.text })
}
