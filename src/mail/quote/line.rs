//! A line as the rules see it: lower case, one kind of space, colon, apostrophe and digit, no marks of direction.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::headers;

/// No rule looks at more of a line than this many characters; a longer line is somebody's text.
const LONGEST: usize = 1_000;

/// What lower case leaves above the i of a Turkish capital.
const DOT: char = '\u{307}';

/// One line of a mail.
pub(super) struct Line<'a> {
    /// As it stands.
    pub raw: &'a str,
    /// In the normal form of [`plain`], cut at [`LONGEST`] characters.
    pub plain: String,
    /// Whether a mail program quoted it.
    pub quoted: bool,
    /// The kinds of header field it may be, and those of a second field on it; see [`headers::fields`].
    pub fields: (u8, u8),
}

impl<'a> Line<'a> {
    /// Looks at one line, given without its line end.
    pub fn new(raw: &'a str) -> Self {
        let plain = plain(raw);
        let quoted = is_quoted(&plain) || is_initialled(raw);
        let fields = if quoted || plain.len() >= LONGEST { (0, 0) } else { headers::fields(&plain) };
        Self { raw, plain, quoted, fields }
    }

    /// Whether nothing can be seen on it.
    pub fn is_blank(&self) -> bool {
        self.plain.is_empty()
    }

    /// Whether it may be a line of a mail program: neither blank, nor quoted, nor long.
    pub fn is_candidate(&self) -> bool {
        !self.is_blank() && !self.quoted && self.plain.len() < LONGEST
    }

    /// Only dashes, underscores and the like, three or more.
    pub fn is_ruler(&self) -> bool {
        self.plain.chars().filter(|c| !c.is_whitespace()).count() >= 3
            && self.plain.chars().all(|c| is_dash(c) || c.is_whitespace() || c == '*')
    }

    /// How many words stand on it; a character of a script without spaces counts as one third of a word.
    pub fn words(&self) -> usize {
        let unspaced = self.plain.chars().filter(|c| is_unspaced(*c)).count();
        let spaced = self.plain.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
        spaced + unspaced / 3
    }
}

/// The normal form of a line, also applied to every word of the data files.
pub(super) fn plain(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len().min(LONGEST));
    for c in raw.chars().filter(|c| !is_invisible(*c)).take(LONGEST) {
        match fold(c) {
            ' ' if out.is_empty() || out.ends_with(' ') => {}
            folded => out.extend(folded.to_lowercase().filter(|c| *c != DOT)),
        }
    }
    out.truncate(out.trim_end().len());
    if out.chars().any(|c| ('\u{300}'..'\u{370}').contains(&c)) {
        return ComposingNormalizerBorrowed::new_nfc().normalize(&out).into_owned();
    }
    out
}

/// One character for each kind of space, colon, apostrophe and digit.
fn fold(c: char) -> char {
    match c {
        c if c.is_whitespace() || c.is_control() => ' ',
        '：' | '﹕' | '︰' => ':',
        '’' | '‘' | 'ʼ' | '´' | '＇' => '\'',
        '（' => '(',
        '）' => ')',
        '＜' => '<',
        '＞' => '>',
        '\u{660}'..='\u{669}' => digit(c, 0x660),
        '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
        '\u{966}'..='\u{96f}' => digit(c, 0x966),
        '\u{9e6}'..='\u{9ef}' => digit(c, 0x9e6),
        '\u{e50}'..='\u{e59}' => digit(c, 0xe50),
        '\u{ff10}'..='\u{ff19}' => digit(c, 0xff10),
        c => c,
    }
}

/// The ASCII digit for `c`, counted from its script's zero.
fn digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c).saturating_sub(zero), 10).unwrap_or(c)
}

/// Marks of direction, joiners, byte order marks: mail programs put them anywhere, readers never see them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether `c` draws a line.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '_' | '=' | '~' | '‐'..='―' | '─'..='╿' | '﹉'..='﹏' | '－' | '＿' | '＝' | 'ー' | '・')
}

/// Whether words of the script of `c` stand without spaces between them.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// `> text`, `>> text`, `&gt; text`; not an ornament such as `>>> look <<<`, nor what stands above an original.
fn is_quoted(plain: &str) -> bool {
    (plain.starts_with('>') || plain.starts_with("&gt;")) && !plain.ends_with("<<") && !is_between_arrows(plain)
}

/// `>>> ANA <ana@example.org> 3/4/2025 9:15 AM >>>`: how GroupWise introduces an original without marks.
pub(super) fn is_between_arrows(plain: &str) -> bool {
    let inner = plain.strip_prefix(">>> ").and_then(|rest| rest.strip_suffix(" >>>"));
    inner.is_some_and(|inner| inner.contains('@') || inner.contains(':'))
}

/// `AB> text`: some programs put the initials of the quoted.
fn is_initialled(raw: &str) -> bool {
    let raw = raw.trim_start();
    let rest = raw.trim_start_matches(|c: char| c.is_uppercase());
    let initials = raw.chars().count().saturating_sub(rest.chars().count());
    (1..=3).contains(&initials)
        && rest.strip_prefix('>').is_some_and(|text| text.is_empty() || text.starts_with([' ', '>']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mime_12_marks_of_direction_and_foreign_digits_do_not_hide_a_word() {
        assert_eq!(plain("\u{200f}في ٣ مايو ٢٠٢٤\u{200f}："), "في 3 مايو 2024:");
        assert_eq!(plain("A\u{a0}\u{202f} é\u{300}crit "), "a é\u{300}crit");
    }

    #[test]
    fn mime_12_arrows_are_quotes_and_ornaments_are_not() {
        for quoted in ["> a", ">", ">>b", " > c", "JD> d", "&gt; e", "C>"] {
            assert!(Line::new(quoted).quoted, "{quoted}");
        }
        for open in [">>> here <<<", ">>> Ana 3/4/2025 9:15 AM >>>", "a > b", "ok> x", "-> this"] {
            assert!(!Line::new(open).quoted, "{open}");
        }
    }
}
