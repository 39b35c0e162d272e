//! The keyed hash under which a recipient's preferences are found without keeping the address.

use std::fmt;

use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroize;

use super::Address;
use crate::domain::seal::keyed;

/// A recipient, as the database knows one: HMAC-SHA256 of the match form, cut to 16 bytes, with its scheme.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecipientKey {
    /// Which match key and which rules of normalisation made it (ADDR-13).
    pub scheme: u16,
    /// The first 16 bytes of the HMAC.
    pub bytes: [u8; 16],
}

impl RecipientKey {
    /// The key that names nobody: what a test link carries in its mail form.
    pub const fn nobody(scheme: u16) -> Self {
        Self { scheme, bytes: [0; 16] }
    }

    /// It as pages name it, scheme and hex: `1-0123...`.
    pub fn code(&self) -> String {
        format!("{}-{}", self.scheme, data_encoding::HEXLOWER.encode(&self.bytes))
    }

    /// Reads such a name; `None` for any other, also for one that is written in another way.
    pub fn from_code(code: &str) -> Option<Self> {
        let (scheme, hex) = code.split_once('-')?;
        let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).ok()?.try_into().ok()?;
        Some(Self { scheme: scheme.parse().ok()?, bytes }).filter(|key| key.code() == code)
    }

    /// Whether this names nobody.
    pub fn is_nobody(&self) -> bool {
        self.bytes == [0; 16]
    }
}

impl fmt::Debug for RecipientKey {
    /// Four bytes tell keys apart in a log and are too few to look anybody up by.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = data_encoding::HEXLOWER.encode(&self.bytes[..4]);
        write!(f, "RecipientKey({}:{start}..)", self.scheme)
    }
}

/// The installation's secret for recipient keys, of one scheme. It wipes itself when dropped and never leaves the
/// installation: whoever has it can test which addresses are in the database.
pub struct MatchKey {
    scheme: u16,
    /// Keyed once and cloned for each address, which saves two of four compressions on the gate's hot path.
    keyed: Hmac<Sha256>,
}

impl MatchKey {
    /// The match key of a scheme.
    pub fn new(scheme: u16, mut secret: [u8; 32]) -> Self {
        let keyed = keyed(&secret);
        secret.zeroize();
        Self { scheme, keyed }
    }

    /// The scheme's number.
    pub fn scheme(&self) -> u16 {
        self.scheme
    }

    /// The recipient key of an address under this scheme.
    pub fn recipient_key(&self, address: &Address) -> RecipientKey {
        let hash = self.keyed.clone().chain_update(address.match_form()).finalize().into_bytes();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        RecipientKey { scheme: self.scheme, bytes }
    }
}

impl fmt::Debug for MatchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MatchKey({}, secret)", self.scheme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_in_one_way_only() {
        let key = RecipientKey { scheme: 1, bytes: [0xab; 16] };
        assert_eq!(RecipientKey::from_code(&key.code()), Some(key));
        let hex = "ab".repeat(16);
        let upper = format!("1-{}", "AB".repeat(16));
        for other in [&hex[..], "", "1-", "1-ab", &upper, &format!("01-{hex}"), &format!("+1-{hex}"), &format!("1-{hex}0")] {
            assert_eq!(RecipientKey::from_code(other), None, "{other}");
        }
    }
}
