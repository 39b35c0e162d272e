//! The structure of a mail: one pass over its lines, from part to part.
//!
//! We walk multiparts ourselves instead of letting the parsing crate build its tree, because that tree is as deep as the
//! sender likes, dropping it overflows the stack, and neither can be caught. Here an open multipart is an entry of a
//! vector that has at most [`limits::DEPTH`] entries, every line is looked at once, and a message inside the message is
//! a leaf: its bytes are kept as they came (MIME-13) and read by whoever wants to.

use super::content::Content;
use super::header::{self, Block};
use super::{Fault, limits};

/// A part that holds no other parts.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    pub content: Content,
    /// Its bytes, transfer encoding and all.
    pub body: &'a [u8],
    /// The number of the outermost `multipart/alternative` it is in.
    pub alternative: Option<usize>,
}

/// What the walk finds.
#[derive(Debug, Default)]
pub(super) struct Structure<'a> {
    pub leaves: Vec<Leaf<'a>>,
    pub faults: Vec<Fault>,
    /// Types of the multiparts met.
    pub multiparts: Vec<String>,
}

/// Walks a mail whose header block is read already.
pub(super) fn walk<'a>(top: &Block<'a>, raw: &'a [u8]) -> Structure<'a> {
    let mut walker = Walker { raw, at: top.body, open: Vec::new(), alternatives: 0, found: Structure::default() };
    let mut more = walker.part(Content::read(top, "text/plain"));
    while more {
        more = walker.next_part();
    }
    walker.found
}

/// A multipart whose end has not been met.
struct Open {
    boundary: Vec<u8>,
    /// What its parts are when they do not say.
    default: &'static str,
    alternative: Option<usize>,
}

struct Walker<'a> {
    raw: &'a [u8],
    at: usize,
    open: Vec<Open>,
    alternatives: usize,
    found: Structure<'a>,
}

/// A delimiter line: where it begins, where the next line does, which open multipart it belongs to, whether it ends it.
struct Delimiter {
    start: usize,
    next: usize,
    level: usize,
    last: bool,
}

impl<'a> Walker<'a> {
    /// Reads the header of the part that begins here, then the part.
    fn next_part(&mut self) -> bool {
        let open = &self.open;
        let block = header::read(&self.raw[self.at..], limits::PART_HEADER, |line| level_of(open, line).is_some());
        let default = open.last().map_or("text/plain", |open| open.default);
        self.fault_if(block.too_large, Fault::HeaderTooLarge);
        self.at += block.body;
        self.part(Content::read(&block, default))
    }

    fn part(&mut self, content: Content) -> bool {
        if content.is_multipart() {
            self.found.multiparts.push(content.kind.clone());
            match content.boundary.clone() {
                Some(boundary) if self.open.len() < limits::DEPTH => return self.enter(content, boundary),
                Some(_) => self.fault_if(true, Fault::TooDeep),
                None => self.fault_if(true, Fault::Unreadable),
            }
        }
        self.leaf(content)
    }

    /// Opens a multipart and goes to its first part. One whose delimiter never comes is a leaf that nobody can read.
    fn enter(&mut self, content: Content, boundary: String) -> bool {
        let is_alternative = content.kind == "multipart/alternative";
        let outer = self.open.last().and_then(|open| open.alternative);
        self.alternatives += usize::from(is_alternative && outer.is_none());
        let alternative = outer.or(is_alternative.then_some(self.alternatives));
        let default = if content.kind == "multipart/digest" { "message/rfc822" } else { "text/plain" };
        self.open.push(Open { boundary: boundary.into_bytes(), default, alternative });
        match self.delimiter() {
            Some(delimiter) if delimiter.level + 1 == self.open.len() => self.follow(delimiter),
            _ => {
                self.open.pop();
                self.fault_if(true, Fault::Unreadable);
                self.leaf(content)
            }
        }
    }

    fn leaf(&mut self, content: Content) -> bool {
        if self.found.leaves.len() >= limits::PARTS {
            self.fault_if(true, Fault::TooManyParts);
            return false;
        }
        let delimiter = self.delimiter();
        let end = delimiter.as_ref().map_or(self.raw.len(), |delimiter| delimiter.start);
        let body = &self.raw[self.at.min(end)..end];
        let body = if delimiter.is_some() { without_last_line_end(body) } else { body };
        let alternative = self.open.last().and_then(|open| open.alternative);
        self.found.leaves.push(Leaf { content, body, alternative });
        delimiter.is_some_and(|delimiter| self.follow(delimiter))
    }

    /// Goes on behind a delimiter; behind a last one, an epilogue is skipped.
    fn follow(&mut self, mut delimiter: Delimiter) -> bool {
        loop {
            self.at = delimiter.next;
            self.open.truncate(delimiter.level + usize::from(!delimiter.last));
            if !delimiter.last {
                return true;
            }
            match self.delimiter() {
                Some(next) => delimiter = next,
                None => return false,
            }
        }
    }

    /// The next delimiter of any open multipart: an outer one ends the inner ones that were never closed.
    fn delimiter(&self) -> Option<Delimiter> {
        let mut at = self.at;
        while !self.open.is_empty() {
            let (line, next) = header::line(self.raw, at)?;
            if let Some((level, last)) = level_of(&self.open, line) {
                return Some(Delimiter { start: at, next, level, last });
            }
            at = next;
        }
        None
    }

    fn fault_if(&mut self, holds: bool, fault: Fault) {
        if holds && !self.found.faults.contains(&fault) {
            self.found.faults.push(fault);
        }
    }
}

/// Whether a line is the delimiter of an open multipart, the innermost first, and whether it is its last.
fn level_of(open: &[Open], line: &[u8]) -> Option<(usize, bool)> {
    let rest = line.strip_prefix(b"--")?;
    open.iter().enumerate().rev().find_map(|(level, open)| {
        let after = rest.strip_prefix(open.boundary.as_slice())?.trim_ascii_end();
        match after {
            b"" => Some((level, false)),
            b"--" => Some((level, true)),
            _ => None,
        }
    })
}

/// The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1).
fn without_last_line_end(body: &[u8]) -> &[u8] {
    let body = body.strip_suffix(b"\n").unwrap_or(body);
    body.strip_suffix(b"\r").unwrap_or(body)
}
