//! Names and other short texts that people read: what may stand in them.

use super::error::{Code, Problem};

/// The longest name, in characters.
pub const NAME: usize = 200;
/// The longest text of several lines' worth: a description or a postal address, in characters.
pub const LONG: usize = 2_000;

/// Refuses a text that is too long or that holds a character nobody can see: in a log, a terminal or a mail it would
/// forge lines or turn the order of what stands around it (LOG-16).
///
/// # Errors
/// `invalid_field`, naming the field; the text itself is not repeated.
pub fn check(field: &'static str, text: &str, longest: usize) -> Result<(), Problem> {
    let refused = |why: String| Err(Problem::new(Code::InvalidField, why).in_field(field));
    if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
        return refused(format!(
            "`{field}` holds the invisible character U+{:04X}; leave it out. Line breaks and tabs are not allowed either.",
            u32::from(hidden)
        ));
    }
    if text.chars().count() > longest {
        return refused(format!("`{field}` is longer than {longest} characters; shorten it."));
    }
    Ok(())
}

/// The same for a text of several lines, such as a postal address: the lines end in a line feed alone.
///
/// # Errors
/// As [`check`], for each line and for the whole.
pub fn check_lines(field: &'static str, text: &str, longest: usize) -> Result<(), Problem> {
    check(field, &text.replace('\n', " "), longest)
}

/// The text with such characters written as escapes, for tables: a row may be older than the check.
pub fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        match is_hidden(c) {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
        shown
    })
}

/// Control characters, separators of lines, and the format characters that have no width or turn the writing direction
/// (UAX #9, UTS #39). The joiners U+200C and U+200D stay: Persian and Indic names and many emoji need them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'
                ..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}'..='\u{e007f}'
        )
}

/// A number with what it counts: `1 line`, `2 lines`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with spaces between its thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let mut groups: Vec<&str> = Vec::new();
    groups.extend(Some(head).filter(|head| !head.is_empty()));
    let mut rest = tail;
    while !rest.is_empty() {
        let (group, next) = rest.split_at(3);
        groups.push(group);
        rest = next;
    }
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_16_no_name_holds_what_nobody_can_see() {
        for text in [
            "a\nb",
            "a\tb",
            "a\u{1b}[31m",
            "a\u{202e}b",
            "a\u{200b}b",
            "\u{feff}a",
            "a\u{2066}b",
            "a\u{2028}b",
            "a\u{85}b",
        ] {
            let refused = check("name", text, NAME);
            assert_eq!(refused.err().map(|p| p.code), Some(Code::InvalidField), "{text:?}");
            assert!(escaped(text).chars().all(|c| !is_hidden(c)), "{text:?}");
        }
    }

    #[test]
    fn a_postal_address_has_lines_and_nothing_else_hidden() {
        assert_eq!(check_lines("postal_address", "12 Mill Lane\nYork", LONG), Ok(()));
        for text in ["12 Mill Lane\r\nYork", "a\tb", "a\u{202e}b"] {
            assert!(check_lines("postal_address", text, LONG).is_err(), "{text:?}");
        }
    }

    #[test]
    fn names_of_all_scripts_pass_up_to_their_length() {
        for text in ["", "Müller & Söhne", "شركة مثال", "می\u{200c}خواهم", "👩\u{200d}🚀 Space", "例え株式会社"]
        {
            assert_eq!(check("name", text, NAME), Ok(()), "{text:?}");
            assert_eq!(escaped(text), text);
        }
        assert_eq!(check("name", &"é".repeat(NAME), NAME), Ok(()));
        assert!(check("name", &"e".repeat(NAME + 1), NAME).is_err());
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(
            [0, 7, 999, 1000, 12_345, 1_234_567].map(grouped),
            ["0", "7", "999", "1 000", "12 345", "1 234 567"].map(str::to_owned)
        );
    }
}
