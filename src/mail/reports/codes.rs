//! The numbers of a diagnosis: SMTP reply codes (RFC 5321 section 4.2) and enhanced status codes (RFC 3463).

use std::sync::LazyLock;

use super::words::lines;

/// The meaning of status codes, one a line.
static STATUS: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| lines(include_str!("status.txt")).collect());

/// An enhanced status code, `class.subject.detail`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// 2, 4 or 5.
    pub class: u8,
    /// What kind of thing is wrong: 1 addresses, 2 mailbox, 7 policy.
    pub subject: u16,
    /// What exactly.
    pub detail: u16,
}

impl Status {
    /// Reads the first status code of a text; numbers of other shapes, such as IP addresses and versions, are passed.
    pub fn first(text: &str) -> Option<Self> {
        statuses(text).next()
    }

    /// Whether it says nothing but its class: `5.0.0`, and the `5.3.0` and `5.5.0` that servers use in its place.
    pub fn is_vague(self) -> bool {
        matches!((self.subject, self.detail), (0, _) | (3 | 5, 0))
    }

    /// What it means: the key of the most special line of the table, a whole code before its subject.
    pub fn meaning(self) -> Option<&'static str> {
        let whole = format!("{}.{}", self.subject, self.detail);
        let subject = format!("{}.*", self.subject);
        [whole, subject]
            .iter()
            .find_map(|code| STATUS.iter().find(|(_, codes)| holds(codes, code)))
            .map(|(key, _)| *key)
    }
}

fn holds(codes: &str, code: &str) -> bool {
    codes.split_whitespace().any(|one| one == code)
}

/// Every status code of a text, in order.
pub fn statuses(text: &str) -> impl Iterator<Item = Status> {
    numbers(text).filter_map(|(_, number)| status(number))
}

fn status(number: &str) -> Option<Status> {
    let mut parts = number.split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    let shaped = parts.next().is_none() && class.len() == 1 && subject.len() <= 2 && (1..=3).contains(&detail.len());
    let status = Status { class: class.parse().ok()?, subject: subject.parse().ok()?, detail: detail.parse().ok()? };
    (shaped && matches!(status.class, 2 | 4 | 5) && status.subject <= 7).then_some(status)
}

/// The first SMTP reply code that tells of a failure: three digits that begin a line, or that follow white space or
/// punctuation, and are not part of anything longer.
pub fn reply(text: &str) -> Option<u16> {
    let failure = |number: &str| number.len() == 3 && matches!(number.as_bytes(), [b'4' | b'5', b'0'..=b'5', _]);
    numbers(text).filter(|(clings, number)| !clings && failure(number)).find_map(|(_, number)| number.parse().ok())
}

/// Runs of digits and dots, without a final dot, and whether a letter or a sign of a longer name clings to them.
fn numbers(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        at = start + length;
        let before = start.checked_sub(1).map(|before| bytes[before]);
        let after = bytes.get(at).copied();
        let clings = before.is_some_and(clings_before) || after.is_some_and(clings_after);
        Some((clings, text.get(start..at)?.trim_end_matches('.')))
    })
}

fn clings_before(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'@' | b'_' | b'+' | b'.' | b'%' | b'-' | b'=' | b'$')
}

fn clings_after(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'@' | b'_' | b'%' | b'=')
}
