//! A mail address, parsed and normalised once, at the edge.
//!
//! An [`Address`] keeps two values (ADDR-01): the **delivery form**, to which mail is sent, and the **match form**, by
//! which people are found again. The local part of the delivery form stays exactly as typed (RFC 5321 section 2.4);
//! the match form folds its case, because wrongly sending is worse than wrongly blocking (ADDR-03). Nothing else is
//! folded, for any provider: a `+tag` or a dot makes another mailbox (decided against ADDR-06).
//!
//! `local` reads local parts, `host` domains, `mask` makes the form that may be shown, `recipient_key` the
//! keyed hash under which preferences are kept.

mod host;
mod local;
mod mask;
mod recipient_key;

#[cfg(test)]
mod tests;

use std::fmt;
use std::hash::{Hash, Hasher};

pub use recipient_key::{MatchKey, RecipientKey};

/// Longest local part, in octets (RFC 5321 section 4.5.3.1.1).
const LOCAL_MAX: usize = 64;
/// Longest address, in octets: a path of 256 (RFC 5321 section 4.5.3.1.3) without its angle brackets.
const ADDRESS_MAX: usize = 254;

/// A mail address. Two are equal when their match forms are. `Debug` and `Display` show the masked form only, so that
/// no log line can leak one (L6).
#[derive(Clone)]
pub struct Address {
    delivery: Box<str>,
    /// Where the domain begins in `delivery`.
    domain_at: usize,
    /// `None` when it is the delivery form, as for most addresses: ten million of them should not be kept twice.
    folded: Option<Box<str>>,
}

impl Address {
    /// Parses what somebody typed, or a tool sent. Outer white space and a leading `mailto:` are stripped, nothing
    /// else (ADDR-10).
    ///
    /// # Errors
    /// What is wrong with the text, never the text itself.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = strip(text);
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text.chars().any(local::is_hidden) {
            return Err(AddressError::HiddenCharacter);
        }
        let (typed, domain) = local::split(text)?;
        let content = local::content(typed)?;
        let domain = host::canonical(domain)?;
        Self::checked(typed, &local::match_form(&content), &domain)
    }

    fn checked(typed: &str, matched: &str, domain: &str) -> Result<Self, AddressError> {
        if typed.len() > LOCAL_MAX {
            return Err(AddressError::LocalPartTooLong);
        }
        let delivery = format!("{typed}@{domain}");
        if delivery.len() > ADDRESS_MAX {
            return Err(AddressError::TooLong);
        }
        let folded = (matched != typed).then(|| format!("{matched}@{domain}").into());
        Ok(Self { delivery: delivery.into(), domain_at: typed.len() + 1, folded })
    }

    /// Where mail goes: the local part as typed, the domain as lower-case A-label without a trailing dot (ADDR-02).
    pub fn delivery(&self) -> &str {
        &self.delivery
    }

    /// What is compared: the local part in NFC and simple case folding, unquoted where it needs no quotes, and the
    /// domain as A-label (ADDR-03, -04, -05, -09). Its rules belong to scheme 1; changing them is a new scheme
    /// (ADDR-13).
    pub fn match_form(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.delivery)
    }

    /// The local part as typed, with its quotes if it has any.
    pub fn local_part(&self) -> &str {
        &self.delivery[..self.domain_at - 1]
    }

    /// The domain as A-label, or an address literal in brackets.
    pub fn domain(&self) -> &str {
        &self.delivery[self.domain_at..]
    }

    /// A form that its owner recognises and others cannot use: `j••@e••.org`. The number of dots says nothing.
    pub fn masked(&self) -> String {
        mask::masked(self.local_part(), self.domain())
    }
}

/// Takes off outer white space and one `mailto:`.
fn strip(text: &str) -> &str {
    const SCHEME: &str = "mailto:";
    let text = text.trim();
    match text.get(..SCHEME.len()) {
        Some(start) if start.eq_ignore_ascii_case(SCHEME) => text[SCHEME.len()..].trim(),
        _ => text,
    }
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        self.match_form() == other.match_form()
    }
}

impl Eq for Address {}

impl Hash for Address {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.match_form().hash(state);
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({})", self.masked())
    }
}

/// Why a text is no address. The messages never contain the text (L6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing but white space.
    #[error("there is no address: write one like name@example.org")]
    Empty,
    /// A control, invisible or direction-changing character (ADDR-10).
    #[error("the address contains an invisible character: type it anew instead of pasting it")]
    HiddenCharacter,
    /// No `@` between local part and domain.
    #[error("the address has no @ sign between name and domain")]
    NoAt,
    /// More than one `@` outside quotes.
    #[error("there is more than one @ sign: give one address at a time")]
    SeveralAts,
    /// Nothing before the `@`.
    #[error("the part before the @ sign is empty")]
    NoLocalPart,
    /// A character or a dot where the local part may not have one.
    #[error("the part before the @ sign has a space, a dot or another character where none may stand")]
    BadLocalPart,
    /// A quoted local part that does not end, or escapes what cannot be escaped.
    #[error("the quoted part before the @ sign is not well formed")]
    BadQuotes,
    /// Nothing after the `@`.
    #[error("the domain after the @ sign is missing")]
    NoDomain,
    /// No domain name and no address literal (RFC 5321 section 4.1.2, UTS 46).
    #[error("the part after the @ sign is not a domain name")]
    BadDomain,
    /// More than 64 octets before the `@`.
    #[error("the part before the @ sign is longer than 64 octets")]
    LocalPartTooLong,
    /// More than DNS allows: 63 octets in a label, 253 in all.
    #[error("the domain after the @ sign is longer than a domain name can be")]
    DomainTooLong,
    /// More than 254 octets in all.
    #[error("the address is longer than 254 octets")]
    TooLong,
}
