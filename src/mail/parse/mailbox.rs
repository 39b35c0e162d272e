//! Address fields: mailboxes as they stand, and whether they stand clearly (RFC 5322 section 3.4, RFC 7103 section 7.1).
//!
//! The syntax is read before anything is decoded, so that no encoded word, comment or display name can make an address
//! (MIME-03, MIME-04). What is broken is read as far as it goes and marked unclear; the caller decides what that means.

use super::{Mailbox, encoded, header, limits};

/// What an address field says.
#[derive(Debug, Default)]
pub(super) struct List {
    /// In order, those of groups too.
    pub mailboxes: Vec<Mailbox>,
    /// No group, no broken syntax: it says whom it names (MIME-02).
    pub clear: bool,
}

/// Reads the value of one field.
pub(super) fn list(value: &[u8]) -> List {
    let text = String::from_utf8_lossy(value);
    let clear = !text.contains('\u{fffd}');
    let mut reader = Reader { rest: &text, list: List { clear, ..List::default() }, entry: Entry::default() };
    while reader.step() {}
    reader.close();
    reader.list
}

/// One mailbox while it is read.
#[derive(Default)]
struct Entry {
    /// Display name, or a bare address: words as written, quoted strings with their quotes.
    phrase: String,
    /// What stood between `<` and `>`.
    angle: Option<String>,
    /// The last comment: in old mail it is the name.
    comment: String,
}

struct Reader<'a> {
    rest: &'a str,
    list: List,
    entry: Entry,
}

impl<'a> Reader<'a> {
    fn step(&mut self) -> bool {
        let Some(next) = self.rest.chars().next() else { return false };
        let after = &self.rest[next.len_utf8()..];
        self.rest = match next {
            '"' => self.quoted(after),
            '(' => self.comment(after),
            '<' => self.angle(after),
            ',' | ';' => self.end(after),
            ':' => self.colon(after),
            c => self.character(c, after),
        };
        self.list.mailboxes.len() < limits::MAILBOXES
    }

    fn character(&mut self, c: char, after: &'a str) -> &'a str {
        self.entry.phrase.push(if c.is_whitespace() || c.is_control() { ' ' } else { c });
        after
    }

    fn quoted(&mut self, text: &'a str) -> &'a str {
        let (inside, after) = self.until(text, '"');
        self.entry.phrase.push('"');
        self.entry.phrase.push_str(inside);
        self.entry.phrase.push('"');
        after
    }

    /// Splits at the first unescaped `end`; without one everything belongs to it, and it is unclear.
    fn until(&mut self, text: &'a str, end: char) -> (&'a str, &'a str) {
        let mut escaped = false;
        for (at, c) in text.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                c if c == end => return (&text[..at], &text[at + 1..]),
                _ => {}
            }
        }
        self.list.clear = false;
        (text, "")
    }

    fn comment(&mut self, text: &'a str) -> &'a str {
        let (mut depth, mut escaped) = (1, false);
        for (at, c) in text.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '(' if depth < limits::COMMENTS => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.entry.comment = text[..at].to_owned();
                return &text[at + 1..];
            }
        }
        self.list.clear = false;
        ""
    }

    fn angle(&mut self, text: &'a str) -> &'a str {
        let (inside, after) = self.until(text, '>');
        if self.entry.angle.is_some() {
            self.list.clear = false;
        } else {
            self.entry.angle = Some(inside.to_owned());
        }
        after
    }

    /// A colon after words opens a group; its members count, but a field with a group names nobody (MIME-02).
    fn colon(&mut self, after: &'a str) -> &'a str {
        if self.entry.phrase.contains('@') || self.entry.phrase.trim().eq_ignore_ascii_case("mailto") {
            return self.character(':', after);
        }
        self.list.clear = false;
        self.entry = Entry::default();
        after
    }

    fn end(&mut self, after: &'a str) -> &'a str {
        self.close();
        after
    }

    fn close(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        let (mailbox, clear) = match entry.angle {
            Some(inside) => bracketed(&inside, &entry.phrase),
            None => bare(&entry.phrase, &entry.comment),
        };
        if let Some(mailbox) = mailbox {
            self.list.clear &= clear;
            self.list.mailboxes.push(mailbox);
        }
    }
}

/// `name <address>`; a source route before the address is skipped (RFC 5322 section 4.4).
fn bracketed(inside: &str, phrase: &str) -> (Option<Mailbox>, bool) {
    let inside = without_comments(inside);
    let inside = inside.trim();
    let address = match inside.strip_prefix('@').and_then(|route| route.split_once(':')) {
        Some((_, address)) => address.trim(),
        None => inside,
    };
    let clear = !address.contains([' ', '\t', '<', ',', '(']);
    (Some(Mailbox { name: name(phrase), address: header::one_line(address) }), clear)
}

/// Comments may stand between the parts of an address (RFC 5322 section 3.2.2); what is quoted is none.
fn without_comments(text: &str) -> String {
    let (mut out, mut depth, mut quoted) = (String::new(), 0_usize, false);
    for c in text.chars() {
        match c {
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            _ => {}
        }
        if depth == 0 {
            out.push(c);
        }
        if c == ')' && !quoted {
            depth = depth.saturating_sub(1);
        }
    }
    out
}

/// An address without brackets, its name perhaps in a comment. Of several words the one with `@` is the address, and
/// what the others are is a guess.
fn bare(phrase: &str, comment: &str) -> (Option<Mailbox>, bool) {
    let phrase = phrase.trim();
    if phrase.is_empty() {
        return (None, true);
    }
    let mut words = phrase.split(' ').filter(|word| word.contains('@'));
    let address = words.next().unwrap_or(phrase);
    let alone = address == phrase && words.next().is_none();
    let rest = if alone { comment.to_owned() } else { phrase.replacen(address, "", 1) };
    (Some(Mailbox { name: name(&rest), address: header::one_line(address) }), alone)
}

/// A display name: quoted strings without quotes and as they are, encoded words outside of them decoded (MIME-04).
fn name(phrase: &str) -> Option<String> {
    let mut out = String::new();
    for (at, piece) in split_quoted(phrase).into_iter().enumerate() {
        if at % 2 == 1 { unescape(&mut out, piece) } else { out.push_str(&encoded::words(piece)) }
    }
    let out = header::one_line(&out);
    (!out.is_empty()).then_some(out)
}

/// Pieces outside and inside of quotes, by turns.
fn split_quoted(phrase: &str) -> Vec<&str> {
    let (mut pieces, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in phrase.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = pieces.len() % 2 == 1,
            '"' => {
                pieces.push(&phrase[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&phrase[from..]);
    pieces
}

fn unescape(out: &mut String, quoted: &str) {
    let mut escaped = false;
    for c in quoted.chars() {
        if c == '\\' && !escaped {
            escaped = true;
        } else {
            out.push(c);
            escaped = false;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]
mod tests {
    use super::*;

    fn shown(value: &str) -> (Vec<(String, String)>, bool) {
        let list = list(value.as_bytes());
        let pairs = list.mailboxes.into_iter().map(|m| (m.name.unwrap_or_default(), m.address)).collect();
        (pairs, list.clear)
    }

    fn one(value: &str, name: &str, address: &str, clear: bool) {
        assert_eq!(shown(value), (vec![(name.to_owned(), address.to_owned())], clear), "{value}");
    }

    #[test]
    fn mime_03_the_display_name_is_never_the_address() {
        one("\"victim@x.example\" <evil@y.example>", "victim@x.example", "evil@y.example", true);
        one("victim@x.example <evil@y.example>", "victim@x.example", "evil@y.example", true);
        one("\"<victim@x.example>\" <evil@y.example>", "<victim@x.example>", "evil@y.example", true);
        one("\"a\\\" <victim@x.example>, \" <evil@y.example>", "a\" <victim@x.example>,", "evil@y.example", true);
    }

    #[test]
    fn mime_04_encoded_words_make_no_address() {
        one("=?utf-8?q?a=40x=2Eexample?= <b@y.example>", "a@x.example", "b@y.example", true);
        one("=?utf-8?q?=3Ca=40x=2Eexample=3E=2C?= <b@y.example>", "<a@x.example>,", "b@y.example", true);
        one("=?utf-8?q?a=40x=2Eexample?=", "", "=?utf-8?q?a=40x=2Eexample?=", true);
        one("\"=?utf-8?q?a?=\" <b@y.example>", "=?utf-8?q?a?=", "b@y.example", true);
        one("<=?utf-8?q?a=40x.example?=>", "", "=?utf-8?q?a=40x.example?=", true);
    }

    #[test]
    fn mime_05_comments_routes_and_missing_brackets_are_read() {
        one("Ana (not bob@x.example) <ana@y.example>", "Ana", "ana@y.example", true);
        one("ana@y.example (Ana Silva)", "Ana Silva", "ana@y.example", true);
        one("<@relay.example,@other.example:ana@y.example>", "", "ana@y.example", true);
        one("\"o\\\"dd\"@y.example", "", "\"o\\\"dd\"@y.example", true);
        one("<ana(home)@y.example(work)>", "", "ana@y.example", true);
        one("<ana@y.example", "", "ana@y.example", false);
        one("Ana Silva ana@y.example", "Ana Silva", "ana@y.example", false);
        one("MAILER-DAEMON", "", "MAILER-DAEMON", true);
        one("<a@x.example> <b@y.example>", "", "a@x.example", false);
    }

    #[test]
    fn mime_02_groups_and_several_mailboxes_are_seen() {
        assert_eq!(shown("undisclosed-recipients:;"), (vec![], false));
        assert_eq!(shown("Team: a@x.example, B <b@x.example>;").0.len(), 2);
        assert!(!shown("Team: a@x.example;").1);
        assert_eq!(shown("a@x.example, b@x.example").0.len(), 2);
    }

    #[test]
    fn hostile_nesting_ends() {
        assert!(list("(".repeat(100_000).as_bytes()).mailboxes.is_empty());
        assert!(list("<".repeat(100_000).as_bytes()).mailboxes.len() <= 1);
        assert!(list("\"".repeat(100_001).as_bytes()).mailboxes.len() <= 1);
    }
}
