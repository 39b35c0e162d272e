//! What a part says about itself: Content-Type, Content-Disposition, Content-Transfer-Encoding. Parameters with
//! charset, language and continuations (RFC 2231, MIME-07) are read by `mail-parser`.

use mail_parser::parsers::MessageStream;
use mail_parser::{Attribute, ContentType, HeaderValue};

use super::header::{self, Block};
use super::{encoded, limits};

/// How a body is transported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// 7bit, 8bit, binary, or nothing said.
    Plain,
    Base64,
    QuotedPrintable,
    /// Something else: the bytes are shown as they are, and a person is asked (MIME-08).
    Unknown,
}

/// The description of a part.
#[derive(Clone, Debug)]
pub(super) struct Content {
    /// `type/subtype`, lower case.
    pub kind: String,
    pub charset: Option<String>,
    pub boundary: Option<String>,
    pub name: Option<String>,
    /// `smime-type` or `protocol`: what an envelope holds.
    pub detail: Option<String>,
    /// RFC 3676.
    pub flowed: bool,
    /// RFC 3676: the space at a line's end goes when the lines are joined.
    pub delsp: bool,
    /// Meant to be saved, not shown.
    pub attachment: bool,
    pub encoding: Encoding,
}

impl Content {
    /// Reads the fields of a part; `default` is what it is when it does not say.
    pub(super) fn read(block: &Block<'_>, default: &str) -> Self {
        let kind = block.first("Content-Type").and_then(parameters);
        let disposition = block.first("Content-Disposition").and_then(parameters);
        let of = |name: &str| kind.as_ref().and_then(|kind| kind.attribute(name)).map(str::to_owned);
        let is = |name: &str, value: &str| of(name).is_some_and(|found| found.eq_ignore_ascii_case(value));
        Self {
            kind: kind.as_ref().and_then(full_type).unwrap_or_else(|| default.to_owned()),
            charset: of("charset"),
            boundary: of("boundary").map(|b| b.trim_end().to_owned()).filter(|b| !b.is_empty()),
            name: file_name(disposition.as_ref(), kind.as_ref()),
            detail: of("smime-type").or_else(|| of("protocol")).map(|detail| detail.to_ascii_lowercase()),
            flowed: is("format", "flowed"),
            delsp: is("delsp", "yes"),
            attachment: disposition.is_some_and(|d| d.ctype().eq_ignore_ascii_case("attachment")),
            encoding: encoding(block.first("Content-Transfer-Encoding")),
        }
    }

    /// Whether it is one of `multipart/*`.
    pub(super) fn is_multipart(&self) -> bool {
        self.kind.starts_with("multipart/")
    }

    /// Whether it is a whole mail: declared as one, or a saved one sent as a file.
    pub(super) fn is_mail(&self) -> bool {
        matches!(self.kind.as_str(), "message/rfc822" | "message/global" | "message/news") || self.is_saved_mail()
    }

    /// Whether it is a mail that somebody saved, sent as any other file: it may have any transfer encoding.
    pub(super) fn is_saved_mail(&self) -> bool {
        let kind = self.kind.as_str();
        let opaque = kind.starts_with("application/") || matches!(kind, "text/plain" | "message/partial");
        opaque && self.name.as_ref().is_some_and(|name| name.to_ascii_lowercase().ends_with(".eml"))
    }
}

fn parameters(value: &[u8]) -> Option<ContentType<'static>> {
    let mut line = value.get(..value.len().min(limits::PARAMETERS))?.to_vec();
    line.push(b'\n');
    match MessageStream::new(&line).parse_content_type() {
        HeaderValue::ContentType(content) => Some(owned(content)),
        _ => None,
    }
}

/// The crate borrows from the line it read.
fn owned(content: ContentType<'_>) -> ContentType<'static> {
    let own = |text: std::borrow::Cow<'_, str>| std::borrow::Cow::Owned(text.into_owned());
    ContentType {
        c_type: own(content.c_type),
        c_subtype: content.c_subtype.map(own),
        attributes: content
            .attributes
            .map(|all| all.into_iter().map(|one| Attribute { name: own(one.name), value: own(one.value) }).collect()),
    }
}

/// A type without subtype is none (RFC 2045 section 5.2); `text` alone is what old clients meant by plain text.
fn full_type(content: &ContentType<'_>) -> Option<String> {
    match (content.ctype().to_ascii_lowercase(), content.subtype()) {
        (kind, Some(sub)) => Some(format!("{kind}/{}", sub.to_ascii_lowercase())),
        _ => None,
    }
}

fn file_name(disposition: Option<&ContentType<'_>>, kind: Option<&ContentType<'_>>) -> Option<String> {
    let name = disposition.and_then(|d| d.attribute("filename")).or_else(|| kind.and_then(|k| k.attribute("name")))?;
    let name = header::one_line(&encoded::words(name));
    (!name.is_empty()).then_some(name)
}

fn encoding(value: Option<&[u8]>) -> Encoding {
    let word = value.map(|value| String::from_utf8_lossy(value).trim().to_ascii_lowercase()).unwrap_or_default();
    let word = word.split([';', ' ', '(']).next().unwrap_or_default();
    match word {
        "" | "7bit" | "8bit" | "binary" | "7-bit" | "8-bit" | "8bits" | "7bits" => Encoding::Plain,
        "base64" => Encoding::Base64,
        "quoted-printable" => Encoding::QuotedPrintable,
        _ => Encoding::Unknown,
    }
}
