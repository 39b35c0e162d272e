//! The URL form: sealed per sender, so that the page can show whom it is for and nobody else can.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::super::address::Address;
use super::super::ids::{SenderId, TopicId};
use super::super::keyring::{KeyRing, SenderKey};
use super::super::seal::TAG_LEN;
use super::{Campaign, Claim, LinkError, VERSION};

/// Octets before the tag.
pub(super) const HEADER: usize = 10;
/// Octets before the encrypted part.
const SEALED_AT: usize = HEADER + TAG_LEN;
/// Marks a test link in the length octet.
const TEST_BIT: u8 = 0x80;
/// Longest encrypted part: length, campaign, and an address of 254 octets. Longer is not worth decoding.
const PLAIN_MAX: usize = 1 + Campaign::MAX + 254;
/// The characters of the longest token.
const TOKEN_MAX: usize = (SEALED_AT + PLAIN_MAX).div_ceil(3) * 4;

/// A token that verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What it says.
    pub claim: Claim,
    /// The ring key that signed it.
    pub key_id: u8,
}

/// The header of a URL form, readable without a key.
#[derive(Clone, Copy)]
pub(super) struct Header {
    pub(super) version: u8,
    pub(super) key_id: u8,
    pub(super) sender: SenderId,
    pub(super) topic: TopicId,
}

impl Header {
    fn to_bytes(self) -> [u8; HEADER] {
        let [s0, s1, s2, s3] = self.sender.to_be_bytes();
        let [t0, t1, t2, t3] = self.topic.to_be_bytes();
        [self.version, self.key_id, s0, s1, s2, s3, t0, t1, t2, t3]
    }

    pub(super) fn from_bytes(&[version, key_id, s0, s1, s2, s3, t0, t1, t2, t3]: &[u8; HEADER]) -> Self {
        let sender = SenderId(u32::from_be_bytes([s0, s1, s2, s3]));
        let topic = TopicId(u32::from_be_bytes([t0, t1, t2, t3]));
        Self { version, key_id, sender, topic }
    }
}

/// Mints the URL form of a claim under the ring's signing key.
pub fn mint_url(ring: &KeyRing, claim: &Claim) -> String {
    let Claim { topic, campaign, address, test, .. } = claim;
    mint_with(&ring.sender_key(claim.sender), *topic, campaign, address, *test)
}

/// Mints the URL form with one sender's key, for its long lists and for tools that mint offline.
pub fn mint_with(key: &SenderKey, topic: TopicId, campaign: &Campaign, address: &Address, test: bool) -> String {
    let header = Header { version: VERSION, key_id: key.key_id(), sender: key.sender(), topic }.to_bytes();
    let mut bytes = [0; SEALED_AT + PLAIN_MAX];
    let end = SEALED_AT + write_plain(&mut bytes[SEALED_AT..], campaign, address, test);
    let tag = key.siv.seal(&header, &mut bytes[SEALED_AT..end]);
    bytes[..HEADER].copy_from_slice(&header);
    bytes[HEADER..SEALED_AT].copy_from_slice(&tag);
    URL_SAFE_NO_PAD.encode(&bytes[..end])
}

/// Writes the part to be sealed and returns its length. The types of campaign and address keep it within the buffer.
fn write_plain(buffer: &mut [u8], campaign: &Campaign, address: &Address, test: bool) -> usize {
    let (campaign, address) = (campaign.as_str().as_bytes(), address.delivery().as_bytes());
    let (address_at, end) = (1 + campaign.len(), 1 + campaign.len() + address.len());
    buffer[0] = campaign.len() as u8 | if test { TEST_BIT } else { 0 };
    buffer[1..address_at].copy_from_slice(campaign);
    buffer[address_at..end].copy_from_slice(address);
    end
}

/// Reads and verifies a URL form.
///
/// # Errors
/// [`LinkError`]; it never says more about the token than its kind.
pub fn read_url(ring: &KeyRing, token: &str) -> Result<Opened, LinkError> {
    let mut bytes = decode(token)?;
    let (header_bytes, rest) = bytes.split_first_chunk_mut::<HEADER>().ok_or(LinkError::Damaged)?;
    let (tag, text) = rest.split_first_chunk_mut::<TAG_LEN>().ok_or(LinkError::Damaged)?;
    let header = Header::from_bytes(header_bytes);
    if header.version != VERSION {
        return Err(LinkError::UnknownVersion);
    }
    let key = ring.reading_key(header.key_id, header.sender)?;
    key.siv.open(header_bytes, tag, text).map_err(|_| LinkError::Forged)?;
    ring.remember(key);
    let claim = read_plain(header, text).ok_or(LinkError::Damaged)?;
    Ok(Opened { claim, key_id: header.key_id })
}

/// Decodes base64url; padding, stray bits and the other alphabet are refused (TOK-09).
pub(super) fn decode(token: &str) -> Result<Vec<u8>, LinkError> {
    let fits = token.len() <= TOKEN_MAX;
    fits.then(|| URL_SAFE_NO_PAD.decode(token).ok()).flatten().ok_or(LinkError::Damaged)
}

/// Reads what was sealed. The tag vouches for these bytes, so an address that a tool spelled its own way is parsed
/// rather than refused: its recipients' stops must not be lost (L1).
fn read_plain(header: Header, text: &[u8]) -> Option<Claim> {
    let (&first, rest) = text.split_first()?;
    let (campaign, address) = rest.split_at_checked(usize::from(first & !TEST_BIT))?;
    Some(Claim {
        sender: header.sender,
        topic: header.topic,
        campaign: Campaign::parse(str::from_utf8(campaign).ok()?)?,
        address: Address::parse(str::from_utf8(address).ok()?).ok()?,
        test: first & TEST_BIT != 0,
    })
}
