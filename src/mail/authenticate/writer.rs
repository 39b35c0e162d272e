//! Whom the From field names (MIME-01, MIME-02). Only one mailbox, read alike by both parsers, is a writer.

use super::message::Message;
use crate::domain::address::Address;
use crate::mail::parse::Mail;

/// Who says they wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Writer {
    /// Exactly one mailbox, in this domain (A-label); `spoofed` when its display name shows another address.
    One { domain: String, spoofed: bool },
    /// None that can be read.
    Nobody,
    /// More than one, or two parsers do not agree on which.
    Several,
}

impl Writer {
    pub(super) fn of(mail: &Mail, message: &Message<'_>) -> Self {
        match (mail.from.as_slice(), message.fields.from.as_slice()) {
            ([], []) => Self::Nobody,
            ([one], [checked]) => match (Address::parse(&one.address), Address::parse(checked)) {
                (Ok(address), Ok(checked)) if address == checked => {
                    let spoofed = one.name.as_deref().is_some_and(|name| shows_another(name, &address));
                    Self::One { domain: address.domain().to_owned(), spoofed }
                }
                (Err(_), Err(_)) => Self::Nobody,
                _ => Self::Several,
            },
            _ => Self::Several,
        }
    }
}

/// Whether a display name contains an address that is not the mailbox's own (MIME-03).
fn shows_another(name: &str, own: &Address) -> bool {
    let stops = |c: char| c.is_whitespace() || "<>()[]\"',;:".contains(c);
    let shown = name.split(stops).filter(|word| word.contains('@')).filter_map(|word| Address::parse(word).ok());
    shown.take(10).any(|address| address != *own)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn mime_03_a_display_name_that_shows_another_address_is_a_spoof() {
        let own = Address::parse("ana@example.org").unwrap();
        assert!(!shows_another("Ana (ana@example.org)", &own));
        assert!(!shows_another("ANA@example.org", &own));
        assert!(!shows_another("Ana @ home", &own));
        assert!(shows_another("boss@bank.example", &own));
        assert!(shows_another("\"boss@bank.example\" via list", &own));
    }
}
