//! The part before the `@`: dot-atoms and quoted strings of RFC 5321 section 4.1.2, with the non-ASCII characters of
//! RFC 6531 section 3.3.

use std::borrow::Cow;

use icu_casemap::CaseMapper;
use icu_normalizer::ComposingNormalizerBorrowed;

use super::AddressError;

/// Whether a character must not occur in an address at all: controls, and everything Unicode calls ignorable by
/// default (zero-width, direction marks, variation selectors, tags). Two addresses that look alike would differ by
/// them (ADDR-10). So too the replacement character: it says that the text was decoded wrongly before it came here.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Parts a text at the `@` that is not inside quotes: the local part as typed, and the domain.
pub(super) fn split(text: &str) -> Result<(&str, &str), AddressError> {
    let at = if text.starts_with('"') { after_quotes(text)? } else { text.find('@').ok_or(AddressError::NoAt)? };
    let (local, rest) = text.split_at(at);
    let domain = match rest.strip_prefix('@') {
        Some(domain) => domain,
        None if rest.is_empty() => return Err(AddressError::NoAt),
        None => return Err(AddressError::BadQuotes),
    };
    if domain.contains('@') {
        return Err(AddressError::SeveralAts);
    }
    Ok((local, domain))
}

/// Where the quoted string at the start of the text ends.
fn after_quotes(text: &str) -> Result<usize, AddressError> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Ok(at + 1),
            _ => {}
        }
    }
    Err(AddressError::BadQuotes)
}

/// What a local part means: itself, or what stands in its quotes.
pub(super) fn content(local: &str) -> Result<Cow<'_, str>, AddressError> {
    if local.is_empty() || local == "\"\"" {
        return Err(AddressError::NoLocalPart);
    }
    match local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => unescape(inner).map(Cow::Owned),
        None if is_dot_atom(local) => Ok(Cow::Borrowed(local)),
        None => Err(AddressError::BadLocalPart),
    }
}

/// Takes the backslashes out of a quoted string. Only printable ASCII may be escaped (quoted-pairSMTP).
fn unescape(inner: &str) -> Result<String, AddressError> {
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        let escaped = c == '\\';
        let c = if escaped { chars.next().ok_or(AddressError::BadQuotes)? } else { c };
        if (escaped && !c.is_ascii()) || (c != ' ' && c.is_whitespace()) {
            return Err(AddressError::BadQuotes);
        }
        text.push(c);
    }
    Ok(text)
}

/// Whether a text can stand before the `@` without quotes.
fn is_dot_atom(text: &str) -> bool {
    text.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_character))
}

fn is_atom_character(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        _ if c.is_ascii() => "!#$%&'*+-/=?^_`{|}~".contains(c),
        _ => !c.is_whitespace(),
    }
}

/// The local part that is compared: folded, and quoted only where it must be (ADDR-09).
pub(super) fn match_form(content: &str) -> Cow<'_, str> {
    let folded = fold(content);
    if is_dot_atom(&folded) { folded } else { Cow::Owned(quote(&folded)) }
}

/// NFC and simple case folding: `ß` is not `ss`, a Turkish `ı` stays, compatibility forms stay apart (ADDR-04).
/// NFC comes again at the end because folding can take a text out of it.
fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        let has_upper = text.bytes().any(|b| b.is_ascii_uppercase());
        return if has_upper { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) };
    }
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    let case = CaseMapper::new();
    let folded: String = nfc.normalize(text).chars().map(|c| case.simple_fold(c)).collect();
    Cow::Owned(nfc.normalize(&folded).into_owned())
}

/// The one quoted spelling of a text.
fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
