//! The URL form: sealed per sender, so that the page can show whom it is for and nobody else can.

use std::ops::Range;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
use std::sync::LazyLock;

use base64::Engine;
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
use base64::engine::{general_purpose::NO_PAD, simd::Simd};

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
/// Tokens of a list that are sealed in one go: few enough to stay in the processor's nearest memory.
const TOGETHER: usize = 64;
/// The characters of the longest token.
const TOKEN_MAX: usize = (SEALED_AT + PLAIN_MAX).div_ceil(3) * 4;

/// Writes base64url with the processor's vector instructions, which pay from 128 octets on.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
static LIST_ENCODER: LazyLock<Simd> = LazyLock::new(|| Simd::url_safe(NO_PAD));
/// Writes base64url.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
static LIST_ENCODER: GeneralPurpose = URL_SAFE_NO_PAD;

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

/// Mints the URL form with one sender's key: for tools that mint offline.
pub fn mint_with(key: &SenderKey, topic: TopicId, campaign: &Campaign, address: &Address, test: bool) -> String {
    let header = header(key, topic);
    let mut bytes = Vec::with_capacity(SEALED_AT + 1 + campaign.as_str().len() + address.delivery().len());
    write_unsealed(&mut bytes, &header, campaign, address, test);
    let tag = key.siv.seal(&header, &mut bytes[SEALED_AT..]);
    bytes[HEADER..SEALED_AT].copy_from_slice(&tag);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Mints the URL forms of a list, in order: the same as one by one, and faster. A list of millions is best given in
/// pieces of some hundreds.
pub fn mint_list(
    key: &SenderKey,
    topic: TopicId,
    campaign: &Campaign,
    addresses: &[Address],
    test: bool,
) -> Vec<String> {
    let header = header(key, topic);
    let mut tokens = Vec::with_capacity(addresses.len());
    for together in addresses.chunks(TOGETHER) {
        let (mut buffer, mut spans) = (Vec::new(), Vec::with_capacity(together.len()));
        for address in together {
            let start = buffer.len();
            write_unsealed(&mut buffer, &header, campaign, address, test);
            spans.push(start..buffer.len());
            // Whole groups of three octets, so that base64 of the buffer is base64 of each token with some zeros after.
            buffer.resize(buffer.len().next_multiple_of(3), 0);
        }
        seal_spans(key, &header, &mut buffer, &spans);
        let encoded = LIST_ENCODER.encode(&buffer);
        let characters = |span: &Range<usize>| span.start / 3 * 4..(span.start * 4 + span.len() * 4).div_ceil(3);
        tokens.extend(spans.iter().map(|span| encoded[characters(span)].to_owned()));
    }
    tokens
}

fn seal_spans(key: &SenderKey, header: &[u8; HEADER], buffer: &mut [u8], spans: &[Range<usize>]) {
    let texts: Vec<_> = spans.iter().map(|span| span.start + SEALED_AT..span.end).collect();
    let tags = key.siv.seal_all(header, buffer, &texts);
    for (span, tag) in spans.iter().zip(tags) {
        buffer[span.start + HEADER..span.start + SEALED_AT].copy_from_slice(&tag);
    }
}

fn header(key: &SenderKey, topic: TopicId) -> [u8; HEADER] {
    Header { version: VERSION, key_id: key.key_id(), sender: key.sender(), topic }.to_bytes()
}

/// A token before sealing: header, room for the tag, and what is to be encrypted.
fn write_unsealed(buffer: &mut Vec<u8>, header: &[u8; HEADER], campaign: &Campaign, address: &Address, test: bool) {
    let campaign = campaign.as_str().as_bytes();
    buffer.extend_from_slice(header);
    buffer.extend_from_slice(&[0; TAG_LEN]);
    buffer.push(campaign.len() as u8 | if test { TEST_BIT } else { 0 });
    buffer.extend_from_slice(campaign);
    buffer.extend_from_slice(address.delivery().as_bytes());
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
