//! Lines of text from the pieces an HTML body shows.

use super::Layout;
use super::token::entities;
use crate::mail::parse::limits;

/// The width of the line that a rule becomes: the one that Outlook draws in plain text.
const RULE: usize = 32;

/// Collects the text.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
    line: String,
    /// Quotes around the line.
    depth: usize,
    /// A space is due before the next word.
    space: bool,
    /// An empty line is due before the next text.
    gap: bool,
}

impl Writer {
    /// Adds text; white space is one space, unless it is preformatted.
    pub(super) fn text(&mut self, text: &str, preformatted: bool) {
        if self.out.len() > limits::TEXT {
            return;
        }
        let text = if text.contains('&') { entities(text) } else { text.to_owned() };
        for c in text.chars().filter(|c| !is_filler(*c)) {
            match c {
                '\n' if preformatted => self.line_break(),
                '\r' | '\n' | '\t' | ' ' | '\u{c}' if !preformatted => self.space = true,
                '\u{a0}' => self.push(' '),
                c if c.is_control() && c != '\t' => {}
                c => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        if self.space && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        self.space = false;
        self.line.push(c);
    }

    /// Begins an element.
    pub(super) fn begin(&mut self, layout: Layout) {
        match layout {
            Layout::Inline => {}
            Layout::Block => self.end_line(),
            Layout::Paragraph => self.paragraph(),
            Layout::Item => {
                self.end_line();
                self.line.push_str("* ");
            }
            Layout::Cell => self.space = true,
        }
    }

    /// Ends an element.
    pub(super) fn end(&mut self, layout: Layout) {
        match layout {
            Layout::Inline => {}
            Layout::Block | Layout::Item => self.end_line(),
            Layout::Paragraph => self.paragraph(),
            Layout::Cell => self.space = true,
        }
    }

    fn paragraph(&mut self) {
        self.end_line();
        self.gap = !self.out.is_empty();
    }

    /// Ends the line, if anything stands on it.
    fn end_line(&mut self) {
        if !self.line.trim().is_empty() {
            self.line_break();
        }
        self.line.clear();
        self.space = false;
    }

    /// `<br>`: ends the line, even an empty one.
    pub(super) fn line_break(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end();
        self.space = false;
        if line.is_empty() {
            self.gap = !self.out.is_empty();
            return;
        }
        if std::mem::take(&mut self.gap) {
            self.emit("");
        }
        self.emit(line);
    }

    fn emit(&mut self, line: &str) {
        self.out.extend(std::iter::repeat_n('>', self.depth.min(limits::QUOTES)));
        if self.depth > 0 && !line.is_empty() {
            self.out.push(' ');
        }
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// `<hr>`
    pub(super) fn rule(&mut self) {
        self.end_line();
        self.line = "_".repeat(RULE);
        self.line_break();
    }

    /// A quote begins: its lines carry one more mark.
    pub(super) fn quote(&mut self) {
        self.paragraph();
        self.flush_gap();
        self.depth += 1;
    }

    /// A quote ends.
    pub(super) fn unquote(&mut self) {
        self.end_line();
        self.depth = self.depth.saturating_sub(1);
        self.gap = !self.out.is_empty();
    }

    /// The empty line before a quote is not part of it.
    fn flush_gap(&mut self) {
        if std::mem::take(&mut self.gap) {
            self.emit("");
        }
    }

    /// The text.
    pub(super) fn finish(mut self) -> String {
        self.end_line();
        self.out
    }
}

/// Characters that show nothing and pad teasers: zero-width space, soft hyphen, byte order mark, grapheme joiner.
fn is_filler(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{ad}' | '\u{feff}' | '\u{34f}' | '\u{2060}')
}
