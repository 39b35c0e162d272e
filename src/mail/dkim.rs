//! DKIM signatures on what we send (RFC 6376, RFC 8301, RFC 8463).
//!
//! Automatic replies have the null envelope sender, so nothing but this signature speaks for our domain (ACK-16). Every
//! field below is listed once more than it occurs: a second copy that somebody adds breaks the signature (HDR-11). There
//! is no `l=`, so nothing can be appended (HDR-12). The time in `t=` is handed in, like all time.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_auth::AuthenticatedMessage;
use mail_auth::common::crypto::{DkimKey, Ed25519Key, RsaKey, Sha256, SigningKey};
use mail_auth::common::headers::{HeaderStream, HeaderWriter, Writable, Writer};
use mail_auth::dkim::Signature;
use mail_auth::dkim::canonicalize::CanonicalHeaders;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;

use crate::domain::time::Instant;

/// The fields that are signed, present or not (HDR-10, HDR-11). Fields that relays add or change are not among them.
pub const SIGNED_FIELDS: [&str; 18] = [
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "List-Help",
];

/// DER of `SEQUENCE { rsaEncryption, NULL }`, which stands before an RSA key in a `SubjectPublicKeyInfo` (RFC 3279).
const RSA_ALGORITHM: [u8; 15] = [0x30, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/// Signs for one domain with one key.
pub struct Signer {
    domain: String,
    selector: String,
    key: DkimKey,
    public_key: Vec<u8>,
}

/// Why a key cannot be used or a message cannot be signed. Never shows any part of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DkimError {
    /// Not PEM, or PEM without a private key.
    #[error("the DKIM key is not a PEM file with a private key; make one with `openssl genrsa 2048`")]
    NotPem,
    /// A private key that DKIM has no use for, or a weak one (HDR-12).
    #[error("the DKIM key must be RSA of at least 2048 bits, or Ed25519")]
    NotUsable,
    /// Domain or selector is no DNS name.
    #[error("the DKIM {0} must be a DNS name in its ASCII form")]
    NotAName(&'static str),
    /// The message has no From or the library failed.
    #[error("the message could not be signed")]
    NotSigned,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("domain", &self.domain).field("selector", &self.selector).finish_non_exhaustive()
    }
}

impl Signer {
    /// A signer for `d=domain; s=selector` from a private key in PEM: PKCS#1 or PKCS#8 RSA, or PKCS#8 Ed25519.
    pub fn from_pem(domain: &str, selector: &str, pem: &str) -> Result<Self, DkimError> {
        let domain = dns_name(domain).ok_or(DkimError::NotAName("domain"))?;
        let selector = dns_name(selector).ok_or(DkimError::NotAName("selector"))?;
        let der = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| DkimError::NotPem)?;
        let (key, public_key) = read_key(der).ok_or(DkimError::NotUsable)?;
        Ok(Self { domain, selector, key, public_key })
    }

    /// The name of the TXT record that receivers look up.
    pub fn record_name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// What has to stand in that record.
    pub fn record_value(&self) -> String {
        let kind = match self.key {
            DkimKey::Rsa(_) => "rsa",
            DkimKey::Ed25519(_) => "ed25519",
        };
        format!("v=DKIM1; k={kind}; p={}", STANDARD.encode(&self.public_key))
    }

    /// The message with a `DKIM-Signature` in front, made at this time. Signing what is signed already adds a second
    /// signature, as for RSA and Ed25519 side by side (RFC 8463 section 3).
    pub fn sign(&self, raw: &[u8], at: Instant) -> Result<Vec<u8>, DkimError> {
        let mut signed = self.signature(raw, at)?.to_header().into_bytes();
        signed.extend_from_slice(raw);
        Ok(signed)
    }

    fn signature(&self, raw: &[u8], at: Instant) -> Result<Signature, DkimError> {
        let message = AuthenticatedMessage::parse(raw).ok_or(DkimError::NotSigned)?;
        let present = present_fields(&message.headers);
        if !present.contains(&"From") {
            return Err(DkimError::NotSigned);
        }
        let template = self.template(at);
        let (_, headers, listed, body) = template.canonicalize(Fields::of(&message));
        let h = listed.into_iter().chain(present.into_iter().map(str::to_owned)).collect();
        let mut signature = Signature { h, bh: self.key.hash(body).as_ref().to_vec(), ..template };
        let input = Input { headers, signature: &signature };
        signature.b = self.key.sign(input).map_err(|_| DkimError::NotSigned)?;
        Ok(signature)
    }

    fn template(&self, at: Instant) -> Signature {
        Signature {
            v: 1,
            a: self.key.algorithm(),
            d: self.domain.clone(),
            s: self.selector.clone(),
            t: u64::try_from(at.0 / 1_000).unwrap_or(0),
            h: SIGNED_FIELDS.map(str::to_owned).to_vec(),
            ..Signature::default()
        }
    }
}

/// What is signed: the fields, then the signature itself without its value (RFC 6376 section 3.7).
struct Input<'a> {
    headers: CanonicalHeaders<'a>,
    signature: &'a Signature,
}

impl Writable for Input<'_> {
    fn write(self, writer: &mut impl Writer) {
        self.headers.write(writer);
        self.signature.write(writer, false);
    }
}

/// A message's fields and body, as the library walks them.
struct Fields<'x> {
    fields: std::vec::IntoIter<(&'x [u8], &'x [u8])>,
    body: &'x [u8],
}

impl<'x> Fields<'x> {
    fn of(message: &AuthenticatedMessage<'x>) -> Self {
        let offset = usize::try_from(message.body_offset).unwrap_or(usize::MAX);
        let body = message.raw_message.get(offset..).unwrap_or_default();
        Self { fields: message.headers.clone().into_iter(), body }
    }
}

impl<'x> HeaderStream<'x> for Fields<'x> {
    fn next_header(&mut self) -> Option<(&'x [u8], &'x [u8])> {
        self.fields.next()
    }

    fn body(&mut self) -> &'x [u8] {
        self.body
    }
}

/// The signed fields that the message has; naming these once more is the oversigning. The absent ones are named once
/// by the library.
fn present_fields(fields: &[(&[u8], &[u8])]) -> Vec<&'static str> {
    let occurs = |signed: &&str| fields.iter().any(|(name, _)| name.eq_ignore_ascii_case(signed.as_bytes()));
    SIGNED_FIELDS.into_iter().filter(occurs).collect()
}

/// The key, and its public half as a record wants it.
fn read_key(der: PrivateKeyDer<'_>) -> Option<(DkimKey, Vec<u8>)> {
    if let PrivateKeyDer::Pkcs8(pkcs8) = &der
        && let Ok(key) = Ed25519Key::from_pkcs8_maybe_unchecked_der(pkcs8.secret_pkcs8_der())
    {
        let public = key.public_key();
        return Some((key.into(), public));
    }
    let key = RsaKey::<Sha256>::from_key_der(der).ok()?;
    let public = subject_public_key_info(&key.public_key());
    Some((key.into(), public))
}

/// An RSA public key in the envelope that verifiers expect (RFC 6376 section 3.6.1, erratum 3017).
fn subject_public_key_info(rsa: &[u8]) -> Vec<u8> {
    let bits = der(0x03, &[&[0], rsa].concat());
    der(0x30, &[&RSA_ALGORITHM[..], &bits].concat())
}

/// One DER value: tag, length, content.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let length = &length[length.iter().take_while(|b| **b == 0).count()..];
    let head = match (content.len(), u8::try_from(length.len())) {
        (0..128, _) | (_, Err(_)) => vec![tag, length.first().copied().unwrap_or(0)],
        (_, Ok(octets)) => [&[tag, 0x80 | octets], length].concat(),
    };
    [&head, content].concat()
}

/// A DNS name in lower case, or `None`.
fn dns_name(text: &str) -> Option<String> {
    let label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    (text.len() <= 253 && text.split('.').all(label)).then(|| text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests;
