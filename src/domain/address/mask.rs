//! The masked form of an address: enough for its owner, of no use to others.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::host;

/// What is left out. Always the same, so that it does not tell how much was left out, not even of `a@b.example`.
const DOTS: &str = "••";
/// Left-to-right isolate and its end: around a mask with a right-to-left character, so that its pieces stay in order
/// and it cannot reorder the text it stands in.
const ISOLATE: (char, char) = ('\u{2066}', '\u{2069}');

/// The first character of the local part and of the domain, and the last label: `j••@e••.org`. International domains
/// are shown as people write them.
pub(super) fn masked(local: &str, domain: &str) -> String {
    let text = format!("{}{DOTS}@{}", first(local.strip_prefix('"').unwrap_or(local)), masked_domain(domain));
    if text.chars().any(is_right_to_left) { format!("{}{text}{}", ISOLATE.0, ISOLATE.1) } else { text }
}

fn masked_domain(domain: &str) -> String {
    if domain.starts_with('[') {
        return format!("[{DOTS}]");
    }
    let readable = host::readable(domain);
    match readable.rsplit_once('.') {
        Some((_, last)) => format!("{}{DOTS}.{last}", first(&readable)),
        None => format!("{}{DOTS}", first(&readable)),
    }
}

/// The first letter or digit; a dot in its place when the text begins with something else, which might combine with
/// what stands before it or mean something in HTML.
fn first(text: &str) -> char {
    let composed = ComposingNormalizerBorrowed::new_nfc();
    composed.normalize(text).chars().next().filter(|c| c.is_alphanumeric()).unwrap_or('•')
}

/// The blocks in which Unicode keeps, and will keep, its right-to-left scripts.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
