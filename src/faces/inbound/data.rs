//! Where a mail ends: after `CRLF . CRLF` and nowhere else (RFC 5321 section 4.1.1.4, SMTP-09).
//!
//! Other servers have taken a bare LF for a line end too, and so one mail for two: what stood after a fake end was obeyed
//! as commands (SMTP smuggling). Here a bare CR or LF is text, does not end anything, and a dot after one is not taken
//! away. The mail is stored as it came rather than refused: we pass nothing on, so nobody behind us can be misled, and a
//! stop written with a careless program must not bounce (L7, SMTP-03).

/// Takes the transparency dots away and finds the end.
pub(super) struct Data {
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    /// After CRLF, and at the very beginning.
    LineStart,
    /// A dot at the start of a line, not passed on.
    Dot,
    /// CR after that dot, not passed on either.
    DotCr,
    /// CR.
    Cr,
    /// Anything else.
    Text,
}

impl Data {
    /// At the beginning of a mail.
    pub(super) fn new() -> Self {
        Self { state: State::LineStart }
    }

    /// Passes on what belongs to the mail. Answers how many octets were read up to its end, once the end was there.
    pub(super) fn read(&mut self, bytes: &[u8], mut pass: impl FnMut(&[u8])) -> Option<usize> {
        let mut from = 0;
        for (at, byte) in bytes.iter().enumerate() {
            match (self.state, byte) {
                (State::LineStart, b'.') => {
                    pass(bytes.get(from..at).unwrap_or_default());
                    from = at + 1;
                    self.state = State::Dot;
                }
                (State::Dot, b'\r') => {
                    from = at + 1;
                    self.state = State::DotCr;
                }
                (State::DotCr, b'\n') => return Some(at + 1),
                (State::DotCr, _) => {
                    pass(b"\r");
                    self.state = after_text(State::Cr, *byte);
                }
                (state, byte) => self.state = after_text(state, *byte),
            }
        }
        pass(bytes.get(from..).unwrap_or_default());
        None
    }
}

fn after_text(state: State, byte: u8) -> State {
    match (state, byte) {
        (State::Cr, b'\n') => State::LineStart,
        (_, b'\r') => State::Cr,
        _ => State::Text,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The mail and what is left after its end, when read in pieces of this size.
    fn read(bytes: &[u8], piece: usize) -> Option<(String, String)> {
        let (mut data, mut mail) = (Data::new(), Vec::new());
        let mut before = 0;
        for part in bytes.chunks(piece) {
            if let Some(end) = data.read(part, |text| mail.extend_from_slice(text)) {
                let rest = &bytes[before + end..];
                return Some((String::from_utf8(mail).unwrap(), String::from_utf8(rest.to_vec()).unwrap()));
            }
            before += part.len();
        }
        None
    }

    fn all_pieces(bytes: &str, mail: &str, rest: &str) {
        for piece in 1..=bytes.len() {
            assert_eq!(read(bytes.as_bytes(), piece), Some((mail.to_owned(), rest.to_owned())), "{bytes:?} by {piece}");
        }
    }

    #[test]
    fn smtp_10_dots_are_unstuffed_at_line_starts_only() {
        all_pieces("a\r\n..b\r\n.c.\r\n...\r\n.\r\nQUIT", "a\r\n.b\r\nc.\r\n..\r\n", "QUIT");
        all_pieces(".\r\nRSET\r\n", "", "RSET\r\n");
    }

    #[test]
    fn smtp_09_no_bare_line_end_ends_a_mail_or_unstuffs_a_dot() {
        for fake in ["\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r\r\n.\r.\n", "\n\n.\n\n"] {
            let stuffed = format!("a{fake}MAIL FROM:<x@y.example>\r\n.\r\n");
            let (mail, rest) = read(stuffed.as_bytes(), 7).unwrap();
            assert_eq!(rest, "", "{fake:?}");
            assert!(mail.ends_with("MAIL FROM:<x@y.example>\r\n"), "{fake:?}: {mail:?}");
        }
        all_pieces("a\n.b\r\n.\rc\r\n.\r\n", "a\n.b\r\n\rc\r\n", "");
    }

    proptest! {
        #[test]
        fn what_a_client_stuffs_comes_out_as_it_was(lines in prop::collection::vec("[.a\r\n]{0,6}", 0..8), piece in 1_usize..40) {
            let mail: String = lines.iter().map(|line| format!("{}\r\n", line.replace("\r\n", ""))).collect();
            let stuffed: String = mail.split_inclusive("\r\n").map(|line| match line.starts_with('.') {
                true => format!(".{line}"),
                false => line.to_owned(),
            }).collect();
            prop_assert_eq!(read(format!("{stuffed}.\r\nX").as_bytes(), piece), Some((mail, "X".to_owned())));
        }
    }
}
