//! A text as lines with a quote depth.

/// How deep quotation is counted; more signs are text.
const MAX_QUOTES: usize = 32;

/// One line: how many `>` stand before it, and the rest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Number of quote signs.
    pub depth: usize,
    /// Without quote signs and the one space after them.
    pub text: &'a str,
    /// As it stands.
    pub whole: &'a str,
}

impl<'a> Line<'a> {
    fn new(whole: &'a str) -> Self {
        let whole = whole.strip_suffix('\r').unwrap_or(whole);
        let (depth, text) = unquote(whole, MAX_QUOTES);
        Self { depth, text, whole }
    }

    /// Whether it shows nothing but quote signs.
    pub fn is_blank(&self) -> bool {
        super::fold::is_blank(self.text)
    }

    /// The line without at most `depth` quote signs.
    pub fn at(&self, depth: usize) -> &'a str {
        if depth == 0 { self.whole } else { unquote(self.whole, depth).1 }
    }
}

/// Takes off at most `most` quote signs: how many there were, and what follows.
fn unquote(line: &str, most: usize) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while depth < most {
        let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
        match trimmed.strip_prefix('>') {
            Some(after) if rest.len() - trimmed.len() <= 4 => (depth, rest) = (depth + 1, after),
            _ => break,
        }
    }
    if depth > 0 { (depth, rest.strip_prefix(' ').unwrap_or(rest)) } else { (0, line) }
}

/// All lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    text.split('\n').map(Line::new).collect()
}
