//! Text in the form in which words are compared: compatibility forms and case folded, marks of Latin, Greek, Cyrillic,
//! Arabic and Hebrew letters dropped, apostrophes and dashes made one, invisible characters gone.
//!
//! Every byte remembers where it came from, so that an explanation quotes the writer's words as they stand in the mail.
//! To fold one more letter: a row in [`letter`].

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::han;

/// Lines longer than this were probably wrapped by a program: their end ends no sentence.
const WRAPPED: usize = 58;

/// A folded text and the way back.
#[derive(Clone, Debug, Default)]
pub struct Normal {
    text: String,
    origin: Vec<u32>,
}

impl Normal {
    /// Folds `text`. A line break that ends something stays `\n`, any other white space becomes one space.
    pub fn of(text: &str) -> Self {
        let mut folded = Self::default();
        let mut column = 0usize;
        for (at, c) in text.char_indices() {
            match c {
                '\n' => {
                    let soft = column > WRAPPED && !begins_item(text.get(at + 1..).unwrap_or_default());
                    // Scripts without spaces have none where a line was wrapped either.
                    if !(soft && folded.is_unspaced_across(text.get(at + 1..).unwrap_or_default())) {
                        folded.space(if soft { ' ' } else { '\n' }, at);
                    }
                    column = 0;
                }
                c if c.is_whitespace() => folded.space(' ', at),
                c => folded.fold(c, at),
            }
            if c != '\n' {
                column += width(c);
            }
        }
        folded.origin.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte range of the original text which the folded range came from.
    pub fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let at = |i: usize| self.origin.get(i).copied().unwrap_or_default() as usize;
        (at(start), at(end).max(at(start)))
    }

    fn space(&mut self, space: char, at: usize) {
        if self.text.ends_with('\n') || (space == ' ' && self.text.ends_with(' ')) {
            return;
        }
        if space == '\n' && self.text.ends_with(' ') {
            self.text.pop();
            self.origin.pop();
        }
        if !self.text.is_empty() {
            self.push(space, at);
        }
    }

    fn is_unspaced_across(&self, next: &str) -> bool {
        self.text.chars().next_back().is_some_and(is_unspaced) && next.chars().next().is_some_and(is_unspaced)
    }

    fn fold(&mut self, c: char, at: usize) {
        if c.is_ascii() {
            return self.push(c.to_ascii_lowercase(), at);
        }
        if is_invisible(c) {
            return;
        }
        let mut buffer = [0u8; 4];
        for part in decomposed(c, &mut buffer).chars().filter(|part| !is_mark(*part)) {
            for low in part.to_lowercase().filter(|low| !is_mark(*low)) {
                match letter(low) {
                    Some(letters) => letters.chars().for_each(|one| self.push(one, at)),
                    None => self.push(han::simplified(low).unwrap_or(low), at),
                }
            }
        }
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.origin.resize(self.text.len(), at);
    }
}

/// Folds a term of a rule file as mail is folded.
pub fn fold(text: &str) -> String {
    Normal::of(text).text
}

/// A list item begins a sentence of its own, however long the line before it was.
fn begins_item(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t']);
    let mut chars = line.chars();
    match (chars.next(), chars.next()) {
        (None | Some('\n' | '\r'), _) => true,
        (Some('-' | '*' | '•' | '–' | '·' | '>'), _) => true,
        (Some(c), Some('.' | ')' | '/')) => c.is_ascii_digit() || c.is_ascii_lowercase(),
        (Some('('), _) => true,
        _ => false,
    }
}

fn width(c: char) -> usize {
    if is_unspaced(c) { 2 } else { 1 }
}

/// How many letters of a script without spaces count as one word: Chinese and Japanese words have about two, those of
/// Thai, Lao, Burmese and Khmer about four.
pub fn letters_a_word(c: char) -> usize {
    if u32::from(c) < 0x3041 { 4 } else { 2 }
}

/// Letters of scripts that put no space between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3041..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x2FA1F)
}

fn decomposed(c: char, buffer: &mut [u8; 4]) -> Cow<'_, str> {
    let one: &str = c.encode_utf8(buffer);
    match u32::from(c) {
        0xA0..=0x058F
        | 0x0600..=0x06FF
        | 0x1E00..=0x1FFF
        | 0x2100..=0x214F
        | 0x2460..=0x24FF
        | 0xFB00..=0xFDFF
        | 0xFE70..=0xFFEF
        | 0x1D400..=0x1D7FF => DecomposingNormalizerBorrowed::new_nfkd().normalize(one),
        _ => Cow::Borrowed(one),
    }
}

/// Marks that people leave out when they are in a hurry, tatweel, and the dots and virama of Indic letters, which would
/// otherwise cut a word in two.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x0640 | 0x064B..=0x065F | 0x0670 | 0x093C | 0x094D | 0x09BC | 0x09CD)
}

fn is_invisible(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF | 0xFE00..=0xFE0F | 0xE0000..=0xE007F)
}

/// What a single letter is compared as, where decomposition does not say.
fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' => "i",
        'ß' => "ss",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        '’' | '‘' | '`' | '´' | 'ʼ' | '＇' => "'",
        '‐' | '‑' | '‒' => "-",
        'ة' => "ه",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ς' => "σ",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}
