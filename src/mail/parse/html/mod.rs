//! HTML -> the text a reader sees (MIME-11).
//!
//! Mail HTML is broken, and some of it is written to say one thing to people and another to machines. So this reads
//! what is *shown*: hidden text is dropped, however it is hidden (`look`), quotes become `> ` lines so that the quote
//! cutter sees them, and blocks become lines. One pass, memory and nesting bounded, no tree.
//!
//! ```text
//! &str --token--> tags and text --look--> what is shown --writer--> lines
//! ```
//!
//! To hide one more thing, add it to `look`; to lay out one more element, to [`layout`].

mod look;
mod sheet;
mod token;
mod writer;

#[cfg(test)]
mod tests;

use self::look::Look;
use self::sheet::Sheet;
use self::token::{Attributes, Token};
use self::writer::Writer;
use super::limits;

/// The visible text of an HTML body: LF line ends, `<blockquote>` as `> ` lines, hidden text dropped.
pub fn text(html: &str) -> String {
    let html = &html[..html.floor_char_boundary(2 * limits::TEXT)];
    let mut reader = Reader::default();
    for token in token::tokens(html) {
        reader.take(token);
    }
    reader.writer.finish()
}

/// How an element stands among the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Inline,
    /// Begins and ends a line.
    Block,
    /// Has an empty line before and after it.
    Paragraph,
    /// A line that begins with a mark.
    Item,
    /// Kept apart from its neighbour by a space.
    Cell,
}

fn layout(name: &str) -> Layout {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "blockquote" | "pre" => Layout::Paragraph,
        "li" => Layout::Item,
        "td" | "th" => Layout::Cell,
        "div" | "table" | "tr" | "tbody" | "thead" | "tfoot" | "section" | "article" | "header" | "footer"
        | "aside" | "main" | "nav" | "form" | "center" | "address" | "dt" | "dd" | "fieldset" | "figure"
        | "figcaption" | "caption" | "body" | "html" | "option" | "title" | "details" | "summary" | "hgroup"
        | "dir" | "menu" => Layout::Block,
        _ => Layout::Inline,
    }
}

/// Elements without content.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "wbr"
    )
}

/// An element that is open.
struct Element {
    name: String,
    look: Look,
    layout: Layout,
    quote: bool,
}

#[derive(Default)]
struct Reader {
    open: Vec<Element>,
    /// Elements opened beyond the limit: they lay nothing out.
    beyond: usize,
    sheet: Sheet,
    writer: Writer,
}

impl Reader {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) if self.look().is_shown() => self.writer.text(text, self.is_inside("pre")),
            Token::Style(css) => self.sheet.read(css),
            Token::Open { name, attributes, closed } => self.start(name, &attributes, closed),
            Token::Close(name) => self.end(&name),
            Token::Text(_) => {}
        }
    }

    fn look(&self) -> Look {
        self.open.last().map_or_else(Look::default, |element| element.look.clone())
    }

    fn is_inside(&self, name: &str) -> bool {
        self.open.iter().any(|element| element.name == name)
    }

    fn start(&mut self, name: String, attributes: &Attributes<'_>, closed: bool) {
        match name.as_str() {
            "br" => return self.shown(Writer::line_break),
            "hr" => return self.shown(Writer::rule),
            // Whatever the head left open is over.
            "body" => self.close_down_to(0),
            _ => {}
        }
        if is_void(&name) || closed && layout(&name) == Layout::Inline {
            return;
        }
        self.imply_ends(&name);
        if self.open.len() >= limits::ELEMENTS {
            self.beyond += 1;
        } else {
            self.push(name, attributes);
        }
    }

    fn push(&mut self, name: String, attributes: &Attributes<'_>) {
        let look = self.look().of(&name, attributes, &self.sheet);
        let layout = match layout(&name) {
            Layout::Paragraph if look::has_no_margin(attributes) => Layout::Block,
            layout => layout,
        };
        let quote = name == "blockquote" && !look::is_indent(attributes);
        if look.is_shown() {
            self.writer.begin(layout);
        }
        if quote {
            self.writer.quote();
        }
        self.open.push(Element { name, look, layout, quote });
    }

    /// `<p>` and `<li>` are often left open: the next one ends them.
    fn imply_ends(&mut self, name: &str) {
        let ends = |open: &str| match open {
            "p" => layout(name) != Layout::Inline,
            "li" => name == "li",
            "td" | "th" => matches!(name, "td" | "th" | "tr"),
            "tr" => name == "tr",
            "option" => name == "option",
            _ => false,
        };
        while self.open.last().is_some_and(|element| ends(&element.name)) {
            self.close_down_to(self.open.len() - 1);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "br" | "p" if !self.is_inside(name) => return self.shown(Writer::line_break),
            _ if self.beyond > 0 && !is_void(name) => {
                self.beyond -= 1;
                return;
            }
            _ => {}
        }
        // A table keeps a stray end tag inside it from closing what is around it.
        let inner = self.open.iter().rposition(|e| e.name == "table" && name != "table").map_or(0, |at| at + 1);
        let from = if matches!(name, "body" | "html" | "table") { 0 } else { inner };
        if let Some(at) = self.open.iter().rposition(|element| element.name == name).filter(|at| *at >= from) {
            self.close_down_to(at);
        }
    }

    fn close_down_to(&mut self, length: usize) {
        while self.open.len() > length {
            let Some(element) = self.open.pop() else { return };
            if element.look.is_shown() {
                self.writer.end(element.layout);
            }
            if element.quote {
                self.writer.unquote();
            }
        }
    }

    fn shown(&mut self, write: fn(&mut Writer)) {
        if self.look().is_shown() {
            write(&mut self.writer);
        }
    }
}
