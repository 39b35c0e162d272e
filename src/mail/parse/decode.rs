//! Transfer encodings and charsets: bytes -> text, whatever the label says (MIME-08, MIME-09).
//!
//! The tables of charsets are those of `mail-parser`. A label is a hint: text that is valid UTF-8 is read as that,
//! text without a label or with a false one is looked at.

use mail_parser::decoders::charsets::map::charset_decoder;

/// Decodes base64, skipping what does not belong: at most `max` bytes, and how many there would have been.
pub(super) fn base64(bytes: &[u8], max: usize) -> (Vec<u8>, usize) {
    let mut out = Vec::with_capacity((bytes.len() / 4 * 3 + 3).min(max));
    let (mut chunk, mut have, mut total) = (0_u32, 0_u8, 0_usize);
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !is_prose(line)) {
        for value in line.iter().map(|byte| sextet(*byte)) {
            match value {
                Some(value) => (chunk, have) = (chunk << 6 | u32::from(value), have + 1),
                None => continue,
            }
            if have == 4 {
                total += 3;
                push(&mut out, &chunk.to_be_bytes()[1..], max);
                (chunk, have) = (0, 0);
            }
        }
        // Padding ends a piece; another may follow, where two were pasted together.
        if have > 1 && line.contains(&b'=') {
            total += tail(&mut out, chunk, have, max);
            (chunk, have) = (0, 0);
        }
    }
    total += tail(&mut out, chunk, have, max);
    (out, total)
}

/// A line of words between lines of base64, which has no spaces: the footer that a mailing list put there.
fn is_prose(line: &[u8]) -> bool {
    line.trim_ascii().contains(&b' ')
}

fn tail(out: &mut Vec<u8>, chunk: u32, have: u8, max: usize) -> usize {
    let bits = u32::from(have) * 6;
    let whole = usize::from(have.saturating_sub(1));
    if whole > 0 {
        push(out, &(chunk << (32 - bits)).to_be_bytes()[..whole], max);
    }
    whole
}

fn push(out: &mut Vec<u8>, bytes: &[u8], max: usize) {
    let room = max.saturating_sub(out.len()).min(bytes.len());
    out.extend_from_slice(&bytes[..room]);
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

/// Decodes quoted-printable; what is no escape stays as it is. At most `max` bytes, and how many there would have been.
pub(super) fn quoted_printable(bytes: &[u8], max: usize) -> (Vec<u8>, usize) {
    let mut out = Vec::with_capacity(bytes.len().min(max));
    let mut total = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let (text, end) = quoted_line(line);
        let mut at = 0;
        while at < text.len() {
            let (byte, used) = quoted_byte(&text[at..]);
            push(&mut out, &[byte], max);
            (at, total) = (at + used, total + 1);
        }
        push(&mut out, end, max);
        total += end.len();
    }
    (out, total)
}

/// A line without the white space a transport may have put at its end; a `=` there joins it to the next.
fn quoted_line(line: &[u8]) -> (&[u8], &'static [u8]) {
    let whole = line.ends_with(b"\n");
    let text = if whole { line.trim_ascii_end() } else { line };
    match text.strip_suffix(b"=") {
        Some(joined) => (joined, b""),
        None => (text, if whole { b"\n" } else { b"" }),
    }
}

fn quoted_byte(text: &[u8]) -> (u8, usize) {
    match *text {
        [b'=', high, low, ..] => match (hex(high), hex(low)) {
            (Some(high), Some(low)) => (high << 4 | low, 3),
            _ => (b'=', 1),
        },
        [byte, ..] => (byte, 1),
        [] => (b' ', 1),
    }
}

/// The Q encoding of an encoded word: quoted-printable with `_` for a space.
pub(super) fn q_word(bytes: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = bytes.iter().map(|byte| if *byte == b'_' { b' ' } else { *byte }).collect();
    let mut out = Vec::with_capacity(spaced.len());
    let mut at = 0;
    while at < spaced.len() {
        let (byte, used) = quoted_byte(&spaced[at..]);
        out.push(byte);
        at += used;
    }
    out
}

fn hex(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Bytes -> text. NULs and byte order marks are dropped.
pub(super) fn charset(bytes: &[u8], label: Option<&str>) -> String {
    let text = decoded(bytes, label.map(|label| label.trim().to_ascii_lowercase()).as_deref());
    if text.contains(['\0', '\u{feff}']) { text.replace(['\0', '\u{feff}'], "") } else { text }
}

fn decoded(bytes: &[u8], label: Option<&str>) -> String {
    if let Some(known) = marked(bytes) {
        return with(known, bytes);
    }
    let utf8 = std::str::from_utf8(bytes).ok();
    match (label, utf8) {
        (_, Some(text)) if text.is_ascii() && !is_seven_bit(label, bytes) => text.to_owned(),
        (None | Some("utf-8" | "utf8" | "us-ascii" | "ascii" | "unicode-1-1-utf-8"), _) => guessed(bytes, utf8),
        // Latin text hardly ever happens to be valid UTF-8: the label is wrong.
        (Some("iso-8859-1" | "latin1" | "windows-1252" | "cp1252"), Some(text)) => text.to_owned(),
        (Some(label), _) if charset_decoder(label.as_bytes()).is_some() => with(label, bytes),
        _ => guessed(bytes, utf8),
    }
}

/// Charsets that hide other characters in plain ASCII bytes.
fn is_seven_bit(label: Option<&str>, bytes: &[u8]) -> bool {
    bytes.contains(&0x1b) || label.is_some_and(|l| l.contains("utf-7") || l.contains("utf-16") || l.starts_with("hz-"))
}

fn marked(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] => Some("utf-16le"),
        [0xfe, 0xff, ..] => Some("utf-16be"),
        _ => None,
    }
}

fn with(label: &str, bytes: &[u8]) -> String {
    match charset_decoder(label.as_bytes()) {
        Some(decoder) => decoder(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// No label, or a false one.
fn guessed(bytes: &[u8], utf8: Option<&str>) -> String {
    match utf8 {
        Some(_) if has_japanese_escape(bytes) => with("iso-2022-jp", bytes),
        Some(text) => text.to_owned(),
        None if mostly_utf8(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        None if has_long_high_runs(bytes) => with("windows-1251", bytes),
        None => with("windows-1252", bytes),
    }
}

fn has_japanese_escape(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|three| matches!(three, [0x1b, b'$', b'B' | b'@']))
}

/// UTF-8 that was damaged on its way, a character cut in half for instance.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > 4 * bad
}

/// Words of letters above 0xC0 are Cyrillic; in Latin text such letters stand alone.
fn has_long_high_runs(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| **byte >= 0xc0).count();
    let runs: usize = bytes.split(|byte| *byte < 0xc0).filter(|run| run.len() >= 3).map(<[u8]>::len).sum();
    high > 5 && runs * 10 > high * 6
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn mime_08_base64_with_junk_is_read_and_a_list_footer_after_it_is_not() {
        assert_eq!(base64(b"aGVs\r\nbG8=\r\n", 99), (b"hello".to_vec(), 5));
        assert_eq!(base64(b"aG*Vs!bG8", 99).0, b"hello");
        assert_eq!(base64(b"aGVsbG8=\n-- \nSent to the list, see below\n", 99).0, b"hello");
        assert_eq!(base64(b"aGVsbG8=", 2), (b"he".to_vec(), 5));
        assert_eq!(base64(b"a", 9), (vec![], 0));
    }

    #[test]
    fn mime_08_bad_quoted_printable_stays_as_it_is() {
        assert_eq!(quoted_printable(b"a=3Db=zz =\nc  \nd=", 99).0, b"a=b=zz c\nd");
    }

    #[test]
    fn mime_09_labels_are_hints() {
        assert_eq!(charset("grüß".as_bytes(), Some("iso-8859-1")), "grüß");
        assert_eq!(charset(b"gr\xfc\xdf", None), "grüß");
        assert_eq!(charset(b"gr\xfc\xdf", Some("x-nonsense")), "grüß");
        assert_eq!(charset(b"\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0", Some("utf-8")), "Привет мир");
        assert_eq!(charset(b"\x1b$B%O%m!<\x1b(B", None), "ハロー");
        assert_eq!(charset(b"\xff\xfeh\0i\0", None), "hi");
        assert_eq!(charset(b"a\0b", None), "ab");
        assert_eq!(charset(b"+ZYeB9FH6ckh5Pg-", Some("utf-7")), "文致出版社");
    }
}
