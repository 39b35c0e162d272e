//! Signatures of Standard Webhooks 1.0.0.
//!
//! ```text
//! signed    = id "." timestamp "." body              the body's exact bytes; the timestamp in whole seconds since 1970
//! signature = "v1," base64(HMAC-SHA256(secret, signed))
//! ```
//!
//! The secret is shown as `whsec_` and base64; the key of the HMAC is the decoded bytes (WH-04). Several signatures,
//! with a space between, stand in one header while a secret is being replaced (WH-03).

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::time::{Instant, Random, random_bytes};

/// The header with the message's id: the same in every attempt.
pub const ID_HEADER: &str = "webhook-id";
/// The header with the time of the attempt, in seconds since 1970.
pub const TIMESTAMP_HEADER: &str = "webhook-timestamp";
/// The header with the signatures.
pub const SIGNATURE_HEADER: &str = "webhook-signature";
/// How far a timestamp may be from now, in milliseconds: five minutes (WH-06).
pub const TOLERANCE_MS: i64 = 5 * 60 * 1000;

const PREFIX: &str = "whsec_";
const VERSION: &str = "v1,";
/// Signatures of one message that are looked at; a rotation needs two.
const SIGNATURES_MAX: usize = 8;
const ID_MAX: usize = 256;

/// A symmetric secret of 24 to 64 bytes. It shows itself by [`Secret::to_text`] only.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

/// Why a text is no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// It does not begin as one.
    #[error("a webhook secret begins with whsec_")]
    Prefix,
    /// What follows cannot be decoded.
    #[error("what follows whsec_ in a webhook secret is base64")]
    Base64,
    /// Too weak or too long.
    #[error("a webhook secret has 24 to 64 bytes")]
    Length,
}

impl Secret {
    /// A fresh one of 256 bits.
    pub fn generate(random: &dyn Random) -> Self {
        Self(Zeroizing::new(random_bytes::<32>(random).to_vec()))
    }

    /// Parses `whsec_...`.
    ///
    /// # Errors
    /// When it is none; the text itself is in no error.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        let encoded = text.strip_prefix(PREFIX).ok_or(SecretError::Prefix)?;
        let bytes = Zeroizing::new(STANDARD.decode(encoded).map_err(|_| SecretError::Base64)?);
        if (24..=64).contains(&bytes.len()) { Ok(Self(bytes)) } else { Err(SecretError::Length) }
    }

    /// The text that is shown once, to whoever must know it.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{PREFIX}{}", STANDARD.encode(&*self.0)))
    }

    fn mac(&self, id: &str, timestamp: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
        // A key of any length is accepted, so there always is one.
        let mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        Some(mac.chain_update(id).chain_update(".").chain_update(timestamp).chain_update(".").chain_update(body))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A message's id: visible ASCII without a full stop, so that the signed text has one reading only (WH-02).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageId(String);

impl MessageId {
    /// Parses an id; `None` when it is empty, longer than 256, or has anything but visible ASCII or a full stop.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=ID_MAX).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic() && b != b'.');
        fits.then(|| Self(text.to_owned()))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The value of `webhook-timestamp` at this moment.
pub fn timestamp(now: Instant) -> String {
    now.0.div_euclid(1000).to_string()
}

/// The value of `webhook-signature`: one signature for each secret. `timestamp` is the header's value as it is sent.
pub fn sign(secrets: &[Secret], id: &MessageId, timestamp: &str, body: &[u8]) -> String {
    let macs = secrets.iter().filter_map(|secret| secret.mac(id.as_str(), timestamp, body));
    let signatures = macs.map(|mac| format!("{VERSION}{}", STANDARD.encode(mac.finalize().into_bytes())));
    signatures.collect::<Vec<_>>().join(" ")
}

/// The three headers of a message, as they came; an absent one is empty.
#[derive(Clone, Copy, Debug)]
pub struct Headers<'a> {
    /// `webhook-id`.
    pub id: &'a str,
    /// `webhook-timestamp`.
    pub timestamp: &'a str,
    /// `webhook-signature`.
    pub signature: &'a str,
}

/// Why a message is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// No id, or none that could have been signed.
    #[error("the header webhook-id is missing or cannot be read")]
    Id,
    /// No time.
    #[error("the header webhook-timestamp is missing or is no number of seconds")]
    Timestamp,
    /// Longer ago, or further ahead, than the clocks of two machines may differ: perhaps sent again by somebody else.
    #[error("the header webhook-timestamp is more than the tolerance away from now")]
    NotNow,
    /// Nobody who knows the secret signed exactly this.
    #[error("no signature in webhook-signature verifies")]
    Signature,
}

/// Whether a message was signed with one of the secrets, within the tolerance of now. Any signature that fits will do
/// (WH-03); each is compared in constant time. The id that comes back tells a message sent twice (WH-06).
///
/// # Errors
/// Which of the three headers is at fault.
pub fn verify(
    secrets: &[Secret],
    headers: Headers<'_>,
    body: &[u8],
    now: Instant,
    tolerance_ms: i64,
) -> Result<MessageId, VerifyError> {
    let id = MessageId::parse(headers.id).ok_or(VerifyError::Id)?;
    let is_number = !headers.timestamp.is_empty() && headers.timestamp.bytes().all(|b| b.is_ascii_digit());
    let seconds: i64 = headers.timestamp.parse().ok().filter(|_| is_number).ok_or(VerifyError::Timestamp)?;
    if seconds.saturating_mul(1000).abs_diff(now.0) > tolerance_ms.unsigned_abs() {
        return Err(VerifyError::NotNow);
    }
    let given = || headers.signature.split(' ').filter_map(|one| one.strip_prefix(VERSION)).take(SIGNATURES_MAX);
    let fits = |secret: &Secret| {
        let mac = secret.mac(id.as_str(), headers.timestamp, body);
        mac.is_some_and(|mac| given().any(|text| is_of(&mac, text)))
    };
    if secrets.iter().any(fits) { Ok(id) } else { Err(VerifyError::Signature) }
}

fn is_of(mac: &Hmac<Sha256>, signature: &str) -> bool {
    STANDARD.decode(signature).is_ok_and(|bytes| mac.clone().verify_slice(&bytes).is_ok())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may panic")]
mod tests;
