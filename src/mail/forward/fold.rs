//! Comparing words as people see them: without case, accents, width and invisible characters.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Characters nobody sees: zero width, direction marks, byte order mark, soft hyphen.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The word to compare by. Turkish i with and without its dot are one: mail programs mix them up themselves.
pub(super) fn fold(text: &str) -> String {
    let shown = if text.is_ascii() { text.to_ascii_lowercase() } else { fold_unicode(text) };
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fold_unicode(text: &str) -> String {
    DecomposingNormalizerBorrowed::new_nfkd()
        .normalize(text)
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_mark(c) && !is_invisible(c))
        .map(|c| if c == 'ı' { 'i' } else { c })
        .collect()
}

/// Accents, Hebrew points, Arabic vowel signs and the line that stretches a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{5b0}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{640}')
}

/// Whether a line shows nothing.
pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || is_invisible(c))
}
