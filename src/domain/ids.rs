//! The numbers and names by which senders, groups and topics are known.
//!
//! Sender, group and topic numbers are random 32-bit values and never reused, so that a restored or merged database
//! cannot make an old link mean another topic.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// Four bytes, big-endian: the form in tokens and key derivation.
            pub fn to_be_bytes(self) -> [u8; 4] {
                self.0.to_be_bytes()
            }

            /// The form in the database.
            pub fn to_i64(self) -> i64 {
                i64::from(self.0)
            }

            /// From the database; `None` when the value is no 32-bit number.
            pub fn from_i64(value: i64) -> Option<Self> {
                u32::try_from(value).ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number!(/// A sender's number.
    SenderId);
number!(/// A sender group's number.
    GroupId);
number!(/// A topic's number.
    TopicId);

/// The short name of a sender or topic in configuration, API and list ids: `[a-z0-9]` and inner `-`, 1 to 63 octets,
/// so that it is always a DNS label (RFC 2919 section 3 asks for dot-atoms).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Key(String);

/// Words of the API that a topic key must not take, because `scope` could then mean two things.
const RESERVED: [&str; 4] = ["all", "everywhere", "sharing", "tracking"];

impl Key {
    /// Parses a key; `None` when it breaks the form or is one of the scope words.
    pub fn parse(text: &str) -> Option<Self> {
        let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let fits = (1..=63).contains(&text.len()) && text.bytes().all(inner);
        let edges = !text.starts_with('-') && !text.ends_with('-');
        (fits && edges && !RESERVED.contains(&text)).then(|| Self(text.to_owned()))
    }

    /// The text of the key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_dns_label_and_no_scope_word() {
        for good in ["product-news", "a", "2026"] {
            assert!(Key::parse(good).is_some(), "{good}");
        }
        for bad in ["", "-a", "a-", "Up", "a.b", "all", "tracking", "ü", &"x".repeat(64)] {
            assert!(Key::parse(bad).is_none(), "{bad}");
        }
    }
}
