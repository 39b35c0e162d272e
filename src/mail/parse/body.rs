//! From parts to what a reader sees: the text, the HTML it may come from, and the mails that are attached (MIME-11,
//! MIME-13, MIME-14).

use super::content::{Content, Encoding};
use super::structure::{Leaf, Structure};
use super::{Fault, Part, decode, flowed, html, limits};

/// What the parts say together.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub text: String,
    pub html: Option<String>,
    pub parts: Vec<Part>,
    pub attached: Vec<Vec<u8>>,
    pub faults: Vec<Fault>,
}

/// Reads the leaves in order.
pub(super) fn read(structure: &Structure<'_>) -> Body {
    let mut reader = Reader { budget: limits::TEXT, body: Body::default(), blocks: Vec::new() };
    for leaf in &structure.leaves {
        reader.leaf(leaf);
    }
    reader.text();
    reader.faults(structure);
    reader.body
}

/// What is shown at one place: one of several forms of the same.
#[derive(Default)]
struct Block {
    alternative: Option<usize>,
    plain: String,
    html: String,
}

struct Reader {
    /// Bytes of text still to be decoded.
    budget: usize,
    body: Body,
    blocks: Vec<Block>,
}

impl Reader {
    fn leaf(&mut self, leaf: &Leaf<'_>) {
        let content = &leaf.content;
        if content.is_mail() {
            self.attach(leaf);
        }
        let text = self.decoded(leaf);
        if self.is_shown(leaf) {
            self.show(leaf, &text);
        }
        let size = size(leaf);
        self.body.parts.push(Part { content_type: content.kind.clone(), name: content.name.clone(), text, size });
    }

    /// The text of `text/*` and `message/*`, as far as the budget goes.
    fn decoded(&mut self, leaf: &Leaf<'_>) -> String {
        if !is_readable(&leaf.content) {
            return String::new();
        }
        let (bytes, total) = bytes(leaf, self.budget);
        if total > bytes.len() && self.is_shown(leaf) {
            self.fault(Fault::Cut);
        }
        let mut text = lines(decode::charset(&bytes, leaf.content.charset.as_deref()));
        text.truncate(text.floor_char_boundary(self.budget));
        self.budget -= text.len();
        text
    }

    /// Whether a reader shows this part as the letter: text that is no file.
    fn is_shown(&self, leaf: &Leaf<'_>) -> bool {
        let content = &leaf.content;
        let is_text = matches!(content.kind.as_str(), "text/plain" | "text/html");
        is_text && !content.attachment && (content.name.is_none() || self.blocks.is_empty()) && !content.is_mail()
    }

    /// Forms of the same stand in one block; everything else follows in order.
    fn show(&mut self, leaf: &Leaf<'_>, text: &str) {
        let same = leaf.alternative.is_some() && self.blocks.last().is_some_and(|b| b.alternative == leaf.alternative);
        if !same {
            self.blocks.push(Block { alternative: leaf.alternative, ..Block::default() });
        }
        let Some(block) = self.blocks.last_mut() else { return };
        match (leaf.content.kind.as_str(), leaf.content.flowed) {
            ("text/html", _) => append(&mut block.html, text),
            (_, true) => append(&mut block.plain, &flowed::join(text, leaf.content.delsp)),
            _ => append(&mut block.plain, text),
        }
    }

    fn text(&mut self) {
        for block in &self.blocks {
            if !block.html.is_empty() {
                append(self.body.html.get_or_insert_default(), &block.html);
            }
            append(&mut self.body.text, &block.best());
        }
        if self.blocks.is_empty() {
            self.body.text = self.body.parts.iter().find_map(only_text).unwrap_or_default();
        }
    }

    fn attach(&mut self, leaf: &Leaf<'_>) {
        let used: usize = self.body.attached.iter().map(Vec::len).sum();
        let room = limits::ATTACHED_BYTES - used.min(limits::ATTACHED_BYTES);
        let (bytes, total) = bytes(leaf, room);
        if bytes.len() < total || self.body.attached.len() >= limits::ATTACHED {
            return self.fault(Fault::Cut);
        }
        if !bytes.is_empty() {
            self.body.attached.push(bytes);
        }
    }

    fn faults(&mut self, structure: &Structure<'_>) {
        let sealed = structure.leaves.iter().any(|leaf| is_sealed(&leaf.content));
        if sealed
            || structure.multiparts.iter().any(|kind| kind == "multipart/encrypted")
            || is_armoured(&self.body.text)
        {
            self.fault(Fault::Encrypted);
        }
        let opaque = |leaf: &Leaf<'_>| leaf.content.encoding == Encoding::Unknown && self.is_shown(leaf);
        if structure.leaves.iter().any(opaque) {
            self.fault(Fault::Unreadable);
        }
    }

    fn fault(&mut self, fault: Fault) {
        if !self.body.faults.contains(&fault) {
            self.body.faults.push(fault);
        }
    }
}

impl Block {
    /// Plain text, unless there is none or it only says that the reader should look elsewhere.
    fn best(&self) -> String {
        if self.html.is_empty() || !is_hollow(&self.plain) {
            return self.plain.clone();
        }
        let text = html::text(&self.html);
        if text.trim().is_empty() { self.plain.clone() } else { text }
    }
}

/// Plain text that says nothing: empty, or "your mail program shows no HTML".
fn is_hollow(plain: &str) -> bool {
    let text = plain.trim();
    let short = text.len() < 400 && text.to_ascii_lowercase().contains("html");
    !text.chars().any(char::is_alphanumeric) || short
}

/// The text of a part, for a mail that shows none as its letter.
fn only_text(part: &Part) -> Option<String> {
    match part.content_type.as_str() {
        "text/html" => Some(html::text(&part.text)),
        kind if kind.starts_with("text/") || kind.starts_with("multipart/") => Some(part.text.clone()),
        _ => None,
    }
}

fn is_readable(content: &Content) -> bool {
    ["text/", "message/", "multipart/"].iter().any(|kind| content.kind.starts_with(kind))
}

/// Envelopes that we hold no key for (MIME-14).
fn is_sealed(content: &Content) -> bool {
    match content.kind.as_str() {
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => {
            !content.detail.as_deref().is_some_and(|detail| detail.contains("certs-only"))
        }
        "application/pgp-encrypted" | "application/ms-tnef" | "application/vnd.ms-tnef" => true,
        _ => content.name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("winmail.dat")),
    }
}

fn is_armoured(text: &str) -> bool {
    text.contains("-----BEGIN PGP MESSAGE-----")
}

/// The decoded bytes, at most `max`, and how many there are.
fn bytes(leaf: &Leaf<'_>, max: usize) -> (Vec<u8>, usize) {
    match leaf.content.encoding {
        Encoding::Base64 => match decode::base64(leaf.body, max) {
            // Nothing in it is base64: the label is false.
            (_, 0) => plain(leaf, max),
            decoded => decoded,
        },
        // A mail inside a mail has no encoding of its own (RFC 2046 section 5.2.1), whatever is claimed for it.
        Encoding::QuotedPrintable if !leaf.content.is_mail() || leaf.content.is_saved_mail() => {
            decode::quoted_printable(leaf.body, max)
        }
        _ => plain(leaf, max),
    }
}

fn plain(leaf: &Leaf<'_>, max: usize) -> (Vec<u8>, usize) {
    (leaf.body[..leaf.body.len().min(max)].to_vec(), leaf.body.len())
}

fn size(leaf: &Leaf<'_>) -> usize {
    match leaf.content.encoding {
        Encoding::Base64 => decode::base64(leaf.body, 0).1,
        Encoding::QuotedPrintable => decode::quoted_printable(leaf.body, 0).1,
        _ => leaf.body.len(),
    }
}

/// LF line ends; a CR alone is one too.
fn lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// Puts text under text.
fn append(to: &mut String, text: &str) {
    if !to.is_empty() && !to.ends_with('\n') {
        to.push('\n');
    }
    to.push_str(text);
}
