//! The mail form: short enough for the local part of an address (HDR-17), signed under the ring key itself.

use data_encoding::BASE32_NOPAD;
use hmac::Mac;

use super::super::address::RecipientKey;
use super::super::ids::TopicId;
use super::super::keyring::{KeyError, KeyRing, LinkKey};
use super::super::seal::{Keyed, TAG_LEN, tag_of};
use super::{LinkError, VERSION};

/// Octets before the tag.
const SIGNED: usize = 22;
/// Octets in all.
const TOTAL: usize = SIGNED + TAG_LEN;
/// Characters of the token without its prefix.
pub(super) const TOKEN_LEN: usize = 61;

/// What an address of ours is for. A token of one purpose does not verify for another (TOK-04).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailPurpose {
    /// `u-`: writing to it opts out.
    Unsubscribe,
    /// `b-`: the return path, which takes bounces.
    Bounce,
    /// `c-`: answers a case.
    CaseReply,
}

impl MailPurpose {
    /// The letter before the hyphen.
    pub fn letter(self) -> char {
        match self {
            Self::Unsubscribe => 'u',
            Self::Bounce => 'b',
            Self::CaseReply => 'c',
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Unsubscribe => "desist/mail-u",
            Self::Bounce => "desist/mail-b",
            Self::CaseReply => "desist/mail-c",
        }
    }

    fn from_letter(letter: u8) -> Option<Self> {
        match letter.to_ascii_lowercase() {
            b'u' => Some(Self::Unsubscribe),
            b'b' => Some(Self::Bounce),
            b'c' => Some(Self::CaseReply),
            _ => None,
        }
    }
}

/// What a verified mail form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailClaim {
    /// What its address is for.
    pub purpose: MailPurpose,
    /// What the mail was about.
    pub topic: TopicId,
    /// Whom it is about; `None` in a test link, which names nobody.
    pub recipient: Option<RecipientKey>,
    /// The ring key that signed it.
    pub key_id: u8,
}

/// Mints the local part of an address, `u-TOKEN`, 63 octets. A test link's has [`RecipientKey::nobody`].
///
/// # Errors
/// [`KeyError::NoScheme`] when no key of the ring goes with the recipient key's scheme.
pub fn mint_mail(
    ring: &KeyRing,
    purpose: MailPurpose,
    topic: TopicId,
    recipient: &RecipientKey,
) -> Result<String, KeyError> {
    let key = ring.signing_for(recipient.scheme)?;
    let mut bytes = [0; TOTAL];
    bytes[0] = VERSION;
    bytes[1] = key.id();
    bytes[2..6].copy_from_slice(&topic.to_be_bytes());
    bytes[6..SIGNED].copy_from_slice(&recipient.bytes);
    let tag = tag_of(mac(key, purpose, &bytes[..SIGNED]));
    bytes[SIGNED..].copy_from_slice(&tag);
    let mut local_part = format!("{}-{}", purpose.letter(), BASE32_NOPAD.encode(&bytes));
    local_part.make_ascii_lowercase();
    Ok(local_part)
}

/// Reads and verifies the local part of an address of ours, in any letter case.
///
/// # Errors
/// [`LinkError`].
pub fn read_mail(ring: &KeyRing, local_part: &str) -> Result<MailClaim, LinkError> {
    let (purpose, bytes) = decode(local_part)?;
    let (signed, tag) = bytes.split_at(SIGNED);
    let header = Header::from_bytes(&bytes);
    if header.version != VERSION {
        return Err(LinkError::UnknownVersion);
    }
    let key = ring.find(header.key_id)?;
    mac(key, purpose, signed).verify_truncated_left(tag).map_err(|_| LinkError::Forged)?;
    let recipient = RecipientKey { scheme: key.scheme(), bytes: header.recipient };
    let recipient = (!recipient.is_nobody()).then_some(recipient);
    Ok(MailClaim { purpose, topic: header.topic, recipient, key_id: header.key_id })
}

/// The fields of a mail form, readable without a key.
pub(super) struct Header {
    pub(super) version: u8,
    pub(super) key_id: u8,
    pub(super) topic: TopicId,
    pub(super) recipient: [u8; 16],
}

impl Header {
    pub(super) fn from_bytes(bytes: &[u8; TOTAL]) -> Self {
        let [version, key_id, t0, t1, t2, t3, rest @ ..] = bytes;
        let mut recipient = [0; 16];
        recipient.copy_from_slice(&rest[..16]);
        let topic = TopicId(u32::from_be_bytes([*t0, *t1, *t2, *t3]));
        Self { version: *version, key_id: *key_id, topic, recipient }
    }
}

/// Decodes prefix and base32. One more or fewer character, padding, and a spare bit that is not 0 are refused (TOK-09).
pub(super) fn decode(local_part: &str) -> Result<(MailPurpose, [u8; TOTAL]), LinkError> {
    let (&[letter, hyphen], token) = local_part.as_bytes().split_first_chunk().ok_or(LinkError::Damaged)?;
    let purpose = MailPurpose::from_letter(letter).filter(|_| hyphen == b'-').ok_or(LinkError::Damaged)?;
    if token.len() != TOKEN_LEN {
        return Err(LinkError::Damaged);
    }
    let bytes = BASE32_NOPAD.decode(&token.to_ascii_uppercase()).map_err(|_| LinkError::Damaged)?;
    Ok((purpose, bytes.try_into().map_err(|_| LinkError::Damaged)?))
}

fn mac(key: &LinkKey, purpose: MailPurpose, signed: &[u8]) -> Keyed {
    key.mac(purpose.label()).chain_update(signed)
}
