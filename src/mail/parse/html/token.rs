//! HTML -> tags and text, in one pass that never goes back. Comments, declarations and scripts are dropped here.

use std::borrow::Cow;

/// A piece of HTML.
pub(super) enum Token<'a> {
    /// Text, entities not yet decoded.
    Text(&'a str),
    /// `<name ...>`, the name in lower case.
    Open { name: String, attributes: Attributes<'a>, closed: bool },
    /// `</name>`
    Close(String),
    /// The content of a style element.
    Style(&'a str),
}

/// The attributes of a tag.
pub(super) struct Attributes<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Attributes<'a> {
    /// The value of an attribute, entities decoded.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.0.iter().find(|(found, _)| found.eq_ignore_ascii_case(name))?;
        Some(if value.contains('&') { Cow::Owned(entities(value)) } else { Cow::Borrowed(value) })
    }

    /// Whether it is there, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(found, _)| found.eq_ignore_ascii_case(name))
    }

    #[cfg(test)]
    pub(super) fn of(text: &'a str) -> Self {
        Self(attributes(text))
    }
}

/// The tokens of a text.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let (token, after) = next(rest)?;
            rest = after;
            if token.is_some() {
                return token;
            }
        }
    })
}

type Step<'a> = (Option<Token<'a>>, &'a str);

fn next(html: &str) -> Option<Step<'_>> {
    let first = html.bytes().next()?;
    if first != b'<' {
        let end = html.find('<').unwrap_or(html.len());
        return Some((Some(Token::Text(&html[..end])), &html[end..]));
    }
    Some(match html.as_bytes().get(1) {
        Some(b'!') => (None, after_declaration(html)),
        Some(b'?') => (None, after(html, ">")),
        Some(b'/') => close(html),
        Some(letter) if letter.is_ascii_alphabetic() => open(html),
        _ => (Some(Token::Text(&html[..1])), &html[1..]),
    })
}

fn after_declaration(html: &str) -> &str {
    match html.strip_prefix("<!--") {
        Some(rest) if rest.starts_with('>') || rest.starts_with("->") => after(rest, ">"),
        Some(rest) => after(rest, "-->"),
        None => after(html, ">"),
    }
}

/// What follows the next `end`; nothing when it never comes.
fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

fn close(html: &str) -> Step<'_> {
    let name = name_of(&html[2..]);
    let token = (!name.is_empty()).then(|| Token::Close(name.to_ascii_lowercase()));
    (token, after(html, ">"))
}

fn name_of(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '-' | '_'));
    &text[..end.unwrap_or(text.len())]
}

fn open(html: &str) -> Step<'_> {
    let name = name_of(&html[1..]).to_ascii_lowercase();
    let inside = &html[1 + name.len()..];
    let Some(end) = end_of_tag(inside) else { return (None, "") };
    let rest = &inside[end + 1..];
    let inside = &inside[..end];
    match name.as_str() {
        "style" => raw(&name, rest, Token::Style),
        "script" | "noembed" | "noframes" | "iframe" | "xmp" | "textarea" | "title" | "svg" | "object" => {
            (None, raw_content(&name, rest).1)
        }
        _ => (
            Some(Token::Open { name, attributes: Attributes(attributes(inside)), closed: inside.ends_with('/') }),
            rest,
        ),
    }
}

/// Where the tag ends: the first `>` outside of quotes.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        after_equals = byte == b'=' || after_equals && byte.is_ascii_whitespace();
    }
    None
}

/// Elements whose content is no HTML.
fn raw<'a>(name: &str, rest: &'a str, token: fn(&'a str) -> Token<'a>) -> Step<'a> {
    let (content, after) = raw_content(name, rest);
    (Some(token(content)), after)
}

fn raw_content<'a>(name: &str, text: &'a str) -> (&'a str, &'a str) {
    let mut from = 0;
    while let Some(at) = text[from..].find("</").map(|at| from + at) {
        let rest = &text[at + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return (&text[..at], after(rest, ">"));
        }
        from = at + 2;
    }
    (text, "")
}

fn attributes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while found.len() < 64 {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '"' | '\''));
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = value(after);
        if name.is_empty() && after.len() == rest.len() {
            break;
        }
        found.push((name, value));
        rest = after;
    }
    found
}

fn value(text: &str) -> (&str, &str) {
    let Some(text) = text.trim_start().strip_prefix('=').map(str::trim_start) else { return ("", text) };
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        _ => text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len())),
    }
}

/// Longest entity: `&CounterClockwiseContourIntegral;`.
const ENTITY_MAX: usize = 33;

/// Decodes the entities of a text.
pub(super) fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = entity(&mut out, &rest[at..]);
    }
    out.push_str(rest);
    out
}

/// Decodes the entity at the start of `text`, or takes the `&` as it is.
fn entity<'a>(out: &mut String, text: &'a str) -> &'a str {
    let name = &text[..text.floor_char_boundary(ENTITY_MAX)];
    let end = name[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#').map_or(name.len(), |at| at + 1);
    let (name, closed) = (&text[..end], text[end..].starts_with(';'));
    let rest = &text[end + usize::from(closed)..];
    match number(name) {
        Some(c) => out.push(c),
        None if name.len() > 1 && !name.starts_with("&#") && (closed || is_old(name)) => {
            mail_parser::decoders::html::add_html_token(out, format!("{name};").as_bytes(), false);
        }
        None => {
            out.push('&');
            return &text[1..];
        }
    }
    rest
}

/// The few that browsers know without semicolon and mails use so.
fn is_old(name: &str) -> bool {
    matches!(name, "&nbsp" | "&amp" | "&lt" | "&gt" | "&quot")
}

/// A numeric entity; what is no character is shown as one that says so.
fn number(name: &str) -> Option<char> {
    let digits = name.strip_prefix("&#")?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    let code = u32::from_str_radix(digits, radix).ok()?;
    // 128 to 159 mean what they mean in windows-1252; the two that mails use are the quotes and dashes.
    let code = match code {
        0x80 => 0x20ac,
        0x85 => 0x2026,
        0x91 | 0x92 => code - 0x91 + 0x2018,
        0x93 | 0x94 => code - 0x93 + 0x201c,
        0x96 | 0x97 => code - 0x96 + 0x2013,
        code => code,
    };
    Some(char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER))
}
