//! Lines out of chunks.

use std::borrow::Cow;

/// The longest line that is kept whole, in octets; no address is longer than 254.
const KEPT: usize = 4096;

/// One line, without its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a>(&'a [u8]);

impl<'a> Line<'a> {
    /// Its text as it came. What is not UTF-8 is shown with replacement characters; it is no address.
    pub fn text(self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.0)
    }

    /// Its octets as they came.
    pub fn bytes(self) -> &'a [u8] {
        self.0
    }

    /// Whether nothing stands on it.
    fn is_blank(self) -> bool {
        self.0.trim_ascii().is_empty()
    }
}

/// Cuts chunks into lines, in memory for one line. Blank lines, a byte order mark at the beginning and the CR of CRLF
/// are left out. Of a line that is far too long the beginning is kept, which is no address either.
#[derive(Default)]
pub struct Splitter {
    held: Vec<u8>,
    begun: bool,
}

impl Splitter {
    /// Takes a chunk and gives the lines that end in it.
    ///
    /// # Errors
    /// The first that `each` returns.
    pub fn feed<E>(&mut self, chunk: &[u8], mut each: impl FnMut(Line<'_>) -> Result<(), E>) -> Result<(), E> {
        let mut rest = chunk;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, after) = (&rest[..end], &rest[end + 1..]);
            if self.held.is_empty() && line.len() <= KEPT {
                self.give(line, &mut each)?;
            } else {
                self.hold(line);
                let line = std::mem::take(&mut self.held);
                self.give(&line, &mut each)?;
            }
            rest = after;
        }
        self.hold(rest);
        Ok(())
    }

    /// Gives the last line, where no line end follows it.
    ///
    /// # Errors
    /// What `each` returns.
    pub fn finish<E>(mut self, mut each: impl FnMut(Line<'_>) -> Result<(), E>) -> Result<(), E> {
        let line = std::mem::take(&mut self.held);
        self.give(&line, &mut each)
    }

    fn hold(&mut self, part: &[u8]) {
        let room = KEPT.saturating_sub(self.held.len());
        self.held.extend_from_slice(&part[..part.len().min(room)]);
    }

    fn give<E>(&mut self, line: &[u8], each: &mut impl FnMut(Line<'_>) -> Result<(), E>) -> Result<(), E> {
        let mark: &[u8] = if std::mem::replace(&mut self.begun, true) { b"" } else { b"\xef\xbb\xbf" };
        let line = line.strip_prefix(mark).unwrap_or(line);
        let line = Line(line.strip_suffix(b"\r").unwrap_or(line));
        if line.is_blank() { Ok(()) } else { each(line) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    fn split(chunks: &[&[u8]]) -> Vec<Vec<u8>> {
        let mut lines = Vec::new();
        let mut splitter = Splitter::default();
        let mut each = |line: Line<'_>| {
            lines.push(line.bytes().to_vec());
            Ok::<_, Infallible>(())
        };
        for chunk in chunks {
            splitter.feed(chunk, &mut each).unwrap();
        }
        splitter.finish(&mut each).unwrap();
        lines
    }

    #[test]
    fn blank_lines_line_ends_and_a_byte_order_mark_are_left_out() {
        let lines = split(&[b"\xef\xbb\xbfa@b.example\r\n\n  \r\nb@b.example\n c"]);
        assert_eq!(lines, [b"a@b.example".to_vec(), b"b@b.example".to_vec(), b" c".to_vec()]);
    }

    #[test]
    fn a_line_without_end_is_not_kept_whole() {
        let long = vec![b'a'; 100_000];
        let lines = split(&[&long, &long, b"\nb@b.example"]);
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [KEPT, 11]);
    }

    proptest! {
        #[test]
        fn where_chunks_end_makes_no_difference(text in "[ab\r\n ]{0,60}", at in 0usize..60, second in 0usize..60) {
            let bytes = text.as_bytes();
            let (at, second) = (at.min(second).min(bytes.len()), at.max(second).min(bytes.len()));
            prop_assert_eq!(split(&[bytes]), split(&[&bytes[..at], &bytes[at..second], &bytes[second..]]));
        }
    }
}
