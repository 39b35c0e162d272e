//! The signed token in an unsubscribe link, in its two forms, and how to mint it.
//!
//! Minting writes nothing and is deterministic: same input, same token. Tokens are opaque (TOK-02), never expire and
//! are never used up (TOK-05, -06). All numbers are big-endian. A decoder accepts one spelling of each token (TOK-09).
//! The layouts below are for good: a change is a new version byte, and the golden vectors in the tests stay.
//!
//! # URL form
//!
//! base64url (RFC 4648 section 5) without padding, of:
//!
//! ```text
//! offset  octets
//!  0      1      version, 1
//!  1      1      id of the ring key
//!  2      4      sender number
//!  6      4      topic number
//! 10      16     tag
//! 26      1 + n  encrypted: 1 octet: bit 7 = test link, bit 6 = 0, bits 5-0 = length c of the campaign (0 to 32)
//!                           c octets: campaign, [a-z0-9._-]
//!                           the rest: the address in its delivery form (local part as typed, domain as lower-case
//!                           A-label without trailing dot), UTF-8
//! ```
//!
//! To mint one with a sender key `K` (32 bytes), in any language:
//!
//! ```text
//! mac_key = HMAC-SHA256(K, "desist/link-mac" 00)
//! enc_key = HMAC-SHA256(K, "desist/link-enc" 00)
//! header  = the first 10 octets
//! plain   = the last part, before encryption
//! tag     = the first 16 octets of HMAC-SHA256(mac_key, "desist/url" 00 header plain)
//! cipher  = AES-256-CTR(enc_key, initial counter block = tag, plain)     128-bit big-endian counter, as in OpenSSL
//! token   = base64url(header tag cipher)
//! ```
//!
//! # Mail form
//!
//! Prefix `u-`, `b-` or `c-` by purpose, then base32 (RFC 4648 section 6) without padding: 61 characters, minted in
//! lower case, read in any (HDR-17), of:
//!
//! ```text
//! offset  octets
//!  0      1      version, 1
//!  1      1      id of the ring key, which also fixes the scheme of the recipient key
//!  2      4      topic number
//!  6      16     recipient key; all zero in a test link
//! 22      16     the first 16 octets of HMAC-SHA256(ring key, label 00 the first 22 octets)
//! ```
//!
//! The label is `desist/mail-u`, `desist/mail-b` or `desist/mail-c`, so a token of one purpose is none of another
//! (TOK-04). Only the service mints mail forms: they need the ring key and a recipient key.

mod inspect;
mod mail;
#[cfg(test)]
mod tests;
mod url;

use std::fmt;

pub use inspect::{Form, Inspection, inspect};
pub use mail::{MailClaim, MailPurpose, mint_mail, read_mail};
pub use url::{Opened, mint_list, mint_url, mint_with, read_url};

use super::address::Address;
use super::ids::{SenderId, TopicId};
use super::keyring::KeyError;

/// The version of both forms.
const VERSION: u8 = 1;

/// The mailing a link came with: `[a-z0-9._-]{0,32}`, empty when none was named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Campaign(Box<str>);

impl Campaign {
    /// Longest campaign, in octets.
    pub const MAX: usize = 32;

    /// Parses a campaign; `None` when it is too long or has another character.
    pub fn parse(text: &str) -> Option<Self> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
        (text.len() <= Self::MAX && text.bytes().all(allowed)).then(|| Self(text.into()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Campaign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a URL form says: this person, about this topic of this sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who sends the mail.
    pub sender: SenderId,
    /// What it is about.
    pub topic: TopicId,
    /// The mailing it came with.
    pub campaign: Campaign,
    /// The recipient.
    pub address: Address,
    /// A test link verifies and answers, and changes nobody.
    pub test: bool,
}

/// Why a token is not accepted. To the outside all but [`LinkError::KeyMissing`] are one 404 of one shape (TOK-12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Cut off, longer than it should be, or not in the one spelling a token has (TOK-09).
    #[error("the token is damaged: part of it is missing or changed")]
    Damaged,
    /// Well formed, but not signed by this installation for this purpose.
    #[error("the token was not signed by this installation for this purpose")]
    Forged,
    /// A key id that no link of ours carries.
    #[error("the token names a key that was never issued here")]
    NeverIssued,
    /// Our own key is not at hand: try again later, and wake somebody (TOK-07).
    #[error("the key that signed the token is missing here: restore it, stops are being lost")]
    KeyMissing,
    /// A token of a newer program, or none at all.
    #[error("the token is of a version this program does not know")]
    UnknownVersion,
}

impl LinkError {
    /// Whether the trouble is ours and may pass (503, with an alarm) rather than the token's (404).
    pub fn is_unavailable(self) -> bool {
        self == Self::KeyMissing
    }

    /// Whether there is nothing behind the token (404).
    pub fn is_not_found(self) -> bool {
        !self.is_unavailable()
    }
}

impl From<KeyError> for LinkError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Missing => Self::KeyMissing,
            KeyError::NeverIssued | KeyError::NoScheme => Self::NeverIssued,
        }
    }
}
