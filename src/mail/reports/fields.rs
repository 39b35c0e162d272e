//! Header fields and the field blocks inside reports.

use crate::domain::address::Address;
use crate::mail::parse::{Header, Mail};

use super::reason::cut;

/// No block of a report has more fields than this; the rest is not read.
const MOST_FIELDS: usize = 200;

/// More of a text of fields, in bytes, is not read.
const LONGEST: usize = 512 * 1024;

/// A field name with its value, unfolded.
pub type Field = (String, String);

/// The value of the first field with this name, letter case aside.
pub fn header<'a>(mail: &'a Mail, name: &str) -> Option<&'a str> {
    headers(mail, name).next()
}

/// The values of all fields with this name, letter case aside.
pub fn headers<'a>(mail: &'a Mail, name: &str) -> impl Iterator<Item = &'a str> {
    of(&mail.headers, name)
}

/// The values of all fields with this name in any list of fields.
pub fn of<'a>(fields: &'a [Header], name: &str) -> impl Iterator<Item = &'a str> {
    fields.iter().filter(move |field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value.trim())
}

/// Whether a field's value begins with this word, whatever parameters or comments follow it.
pub fn begins(value: &str, word: &str) -> bool {
    let value = value.trim_start();
    let rest = value.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| &value[word.len()..]);
    rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
}

/// The media type the mail itself claims, with its parameters, in lower case: where a report's `report-type` stands.
pub fn content_type(mail: &Mail) -> String {
    header(mail, "content-type").unwrap_or_default().to_lowercase()
}

/// Fields in blocks, as RFC 3464 section 2.1 and RFC 5965 section 3 write them: blank lines between the blocks.
pub fn blocks(text: &str) -> Vec<Vec<Field>> {
    let mut blocks = vec![Vec::new()];
    for line in cut(text, LONGEST).lines() {
        if line.trim().is_empty() {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            add_line(block, line);
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn add_line(block: &mut Vec<Field>, line: &str) {
    if line.starts_with([' ', '\t']) {
        if let Some((_, value)) = block.last_mut() {
            value.push(' ');
            value.push_str(line.trim());
        }
    } else if let Some((name, value)) = field(line)
        && block.len() < MOST_FIELDS
    {
        block.push((name.to_owned(), value.to_owned()));
    }
}

/// A line `Name: value`, if it is one.
pub fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    is_name.then_some((name, value.trim()))
}

/// The value of the first field with this name in a block.
pub fn value<'a>(block: &'a [Field], name: &str) -> Option<&'a str> {
    values(block, name).next()
}

/// The values of all fields with this name in a block.
pub fn values<'a>(block: &'a [Field], name: &str) -> impl Iterator<Item = &'a str> {
    block.iter().filter(move |(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// The address of a field `type; address` (RFC 3464 section 2.1.2), `<address>`, or `address (comment)`.
///
/// UTF-8 addresses may come as RFC 6533 section 3 writes them in ASCII: `\x{E9}`.
pub fn typed_address(value: &str) -> Option<Address> {
    let bare = value.split_once(';').map_or(value, |(_, address)| address);
    let bare = unescaped(bare);
    // First as a whole: a quoted local part may hold anything.
    let whole = Address::parse(bare.trim().trim_matches(['<', '>']));
    whole.ok().filter(|address| address.domain().contains('.')).or_else(|| addresses(&bare).into_iter().next())
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x{") {
        plain.push_str(before);
        let Some((code, after)) = after.split_once('}') else { break };
        plain.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// Every address in a line, in order, however it is wrapped.
pub fn addresses(line: &str) -> Vec<Address> {
    spans(line).into_iter().map(|(_, address)| address).collect()
}

/// Every address in a line with the byte at which it begins.
pub fn spans(line: &str) -> Vec<(usize, Address)> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in line.split_inclusive(is_edge) {
        let word = piece.trim_end_matches(is_edge);
        if word.contains('@')
            && let Some(address) = address_of(word)
        {
            found.push((start, address));
        }
        start += piece.len();
    }
    found
}

/// Whether a letter parts an address from what stands around it.
pub fn is_edge(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '<' | '>' | '(' | ')' | '[' | ']' | '"' | ',' | ';' | '|')
        // Full-width and East Asian marks, which stand at an address without a blank; and typographic quotes.
        || matches!(letter, '\u{ff1c}' | '\u{ff1e}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff1a}' | '\u{ff1b}')
        || matches!(letter, '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{201c}'..='\u{201e}' | '\u{ab}' | '\u{bb}')
}

/// Takes off what clings to an address in running text: `mailto:`, `SMTP:`, `SMTP=`, a full stop, dots, a colon.
fn address_of(word: &str) -> Option<Address> {
    let at = word.rfind('@')?;
    let local = word[..at].rsplit([':', '=']).next().filter(|_| prefixed(&word[..at])).unwrap_or(&word[..at]);
    let host =
        word[at + 1..].split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_'))).next()?;
    let local = local.trim_start_matches(['\'', '*', '.', '/']);
    let host = host.trim_end_matches(['.', '-', '_']);
    // A host without a dot is a machine's own, and nobody whom we write to.
    host.contains('.').then(|| Address::parse(&format!("{local}@{host}")).ok())?
}

/// Whether a known label clings to the local part.
fn prefixed(local: &str) -> bool {
    const LABELS: [&str; 7] = ["smtp:", "mailto:", "rfc822:", "dda:smtp=", "smtp=", "to:", "imceaex-"];
    let local = local.trim_start_matches(['\'', '*']).to_ascii_lowercase();
    LABELS.iter().any(|label| local.starts_with(label)) || local.contains("smtp=")
}
