//! Sealing: encrypting so that any change shows, and the same input always gives the same output.
//!
//! The construction is generic SIV (Rogaway and Shrimpton, "Deterministic Authenticated-Encryption", 2006): the tag is
//! a MAC over header and plaintext and is also the IV of the encryption, with separate keys for the two. It needs no
//! randomness, so it cannot be broken by a repeated nonce; it tells only whether two plaintexts under the same header
//! are equal. [`Siv`] is the construction; links use it directly, [`Sealer`] uses it for cells of the database.
//!
//! Every MAC input in this crate begins with a label of printable ASCII and one zero byte, so no input of one purpose
//! is ever an input of another, also where two purposes share a key.

use std::ops::Range;

use ctr::cipher::{BlockCipherEncrypt, InnerIvInit, KeyInit, StreamCipherCore};
use ctr::{CtrCore, flavors};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// HMAC-SHA256, keyed and ready to be cloned.
pub(crate) type Keyed = Hmac<Sha256>;

/// Octets of a tag: 128 bits (TOK-01).
pub const TAG_LEN: usize = 16;

/// Blocks of key stream made at once: 128 octets, enough for most links.
const CHUNK: usize = 8;

/// An HMAC keyed with 32 bytes. Cloning it for each message saves two of the four compressions of a short one.
pub(crate) fn keyed(secret: &[u8; 32]) -> Keyed {
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(secret);
    // RFC 2104: a key shorter than the block is filled with zeros. Done here because only whole blocks cannot fail.
    <Keyed as KeyInit>::new((&*block).into())
}

/// An HMAC keyed with 32 bytes that has already taken in a label and its zero byte.
pub(crate) fn labelled(secret: &[u8; 32], label: &str) -> Keyed {
    keyed(secret).chain_update(label).chain_update([0])
}

/// Ends a MAC and cuts it to a tag.
pub(crate) fn tag_of(mac: Keyed) -> [u8; TAG_LEN] {
    let mut tag = [0; TAG_LEN];
    tag.copy_from_slice(&mac.finalize().into_bytes()[..TAG_LEN]);
    tag
}

/// A key derived from another for one purpose: HMAC-SHA256(secret, label, zero byte). Labels are printable ASCII.
pub fn derive(secret: &[u8; 32], label: &str) -> [u8; 32] {
    labelled(secret, label).finalize().into_bytes().into()
}

/// Generic SIV from HMAC-SHA256 cut to 16 bytes and AES-256-CTR (128-bit big-endian counter, the tag being its first
/// block). Both key schedules are computed once; both wipe themselves when dropped.
pub struct Siv {
    mac: Keyed,
    cipher: aes::Aes256Enc,
}

/// The tag does not fit: another key, another header, or changed bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forged;

impl Siv {
    /// From two independent keys and the label of the purpose.
    pub fn new(mac_key: &[u8; 32], encryption_key: &[u8; 32], label: &str) -> Self {
        Self { mac: labelled(mac_key, label), cipher: aes::Aes256Enc::new(encryption_key.into()) }
    }

    /// Encrypts in place and returns the tag. The MAC input is label, zero byte, header, plaintext.
    ///
    /// Header and plaintext are joined without a mark between them, so the caller's headers must show their own end:
    /// all of one length, or made of parts with their lengths in front.
    pub fn seal(&self, header: &[u8], text: &mut [u8]) -> [u8; TAG_LEN] {
        let tag = tag_of(self.mac(header, text));
        self.apply_keystream(&tag, text);
        tag
    }

    /// Seals many texts of one buffer under one header, each as [`Siv::seal`] would. Entering the cipher once for all of
    /// them takes a fifth off the cost of a link.
    pub fn seal_all(&self, header: &[u8], buffer: &mut [u8], texts: &[Range<usize>]) -> Vec<[u8; TAG_LEN]> {
        let tags: Vec<_> = texts.iter().map(|text| tag_of(self.mac(header, &buffer[text.clone()]))).collect();
        let mut stream = Vec::with_capacity(texts.iter().map(|text| text.len().div_ceil(TAG_LEN)).sum());
        for (tag, text) in tags.iter().zip(texts) {
            stream.extend(counter_blocks(tag, text.len()));
        }
        self.cipher.encrypt_blocks(&mut stream);
        let mut rest = &stream[..];
        for text in texts {
            let (own, others) = rest.split_at(text.len().div_ceil(TAG_LEN));
            add_keystream(&mut buffer[text.clone()], own);
            rest = others;
        }
        tags
    }

    /// Decrypts in place. When the tag does not fit, the text is wiped: nothing unauthenticated is ever read.
    ///
    /// # Errors
    /// [`Forged`], found in constant time.
    pub fn open(&self, header: &[u8], tag: &[u8; TAG_LEN], text: &mut [u8]) -> Result<(), Forged> {
        self.apply_keystream(tag, text);
        self.mac(header, text).verify_truncated_left(tag).map_err(|_| {
            text.zeroize();
            Forged
        })
    }

    /// The MAC over header and plaintext.
    fn mac(&self, header: &[u8], text: &[u8]) -> Keyed {
        let mut mac = self.mac.clone();
        mac.update(header);
        mac.update(text);
        mac
    }

    /// AES-256-CTR. The key stream of a whole chunk is asked for at once, and the key schedule borrowed: entering the
    /// cipher costs more than the few blocks of a link.
    fn apply_keystream(&self, tag: &[u8; TAG_LEN], text: &mut [u8]) {
        let mut counter: CtrCore<&aes::Aes256Enc, flavors::Ctr128BE> = CtrCore::inner_iv_init(&self.cipher, tag.into());
        for chunk in text.chunks_mut(CHUNK * TAG_LEN) {
            let mut stream = [aes::Block::default(); CHUNK];
            counter.write_keystream_blocks(&mut stream[..chunk.len().div_ceil(TAG_LEN)]);
            add_keystream(chunk, &stream);
        }
    }
}

/// The counter blocks for so many octets: the tag as a big-endian number, and upwards.
fn counter_blocks(tag: &[u8; TAG_LEN], octets: usize) -> impl Iterator<Item = aes::Block> + use<> {
    let first = u128::from_be_bytes(*tag);
    (0..octets.div_ceil(TAG_LEN)).map(move |n| first.wrapping_add(n as u128).to_be_bytes().into())
}

fn add_keystream(text: &mut [u8], stream: &[aes::Block]) {
    for (part, key) in text.chunks_mut(TAG_LEN).zip(stream) {
        match <&mut [u8; TAG_LEN]>::try_from(&mut *part) {
            Ok(whole) => *whole = (u128::from_ne_bytes(*whole) ^ u128::from_ne_bytes(key.0)).to_ne_bytes(),
            Err(_) => part.iter_mut().zip(key).for_each(|(octet, key)| *octet ^= key),
        }
    }
}

/// The first byte of every sealed cell.
const CELL_VERSION: u8 = 1;
/// Version, key id, tag.
const CELL_HEAD: usize = 2 + TAG_LEN;

/// Seals single cells of the database under one key. What it makes: version 1 byte, key id 1, tag 16, ciphertext.
///
/// ```text
/// mac_key = derive(secret, "desist/cell-mac")      enc_key = derive(secret, "desist/cell-enc")
/// header  = version, key id, length of label (8 octets, big-endian), label, length of row (8), row
/// tag     = the first 16 octets of HMAC-SHA256(mac_key, "desist/cell" 00 header plaintext)
/// ```
///
/// A cell is bound to its label (`table.column`) and its row, so one that somebody moved to another row, or exchanged
/// with another column, does not open. Equal plaintexts in different rows look different.
pub struct Sealer {
    key_id: u8,
    siv: Siv,
}

/// Why a sealed cell does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Too short, changed, or moved from another place.
    #[error("a sealed value is damaged or was moved from another row: restore it from a backup")]
    Damaged,
    /// Sealed by a newer program.
    #[error("a value was sealed in form {0}, which this version of the program does not know: use a newer one")]
    UnknownVersion(u8),
    /// Sealed under another key.
    #[error("a value was sealed under key {0}, which is not the one at hand: copy that key's file here")]
    OtherKey(u8),
}

impl Sealer {
    /// A sealer for a key of the installation. MAC and encryption keys are derived from the secret.
    pub fn new(key_id: u8, secret: [u8; 32]) -> Self {
        let secret = Zeroizing::new(secret);
        let mac = Zeroizing::new(derive(&secret, "desist/cell-mac"));
        let encryption = Zeroizing::new(derive(&secret, "desist/cell-enc"));
        Self { key_id, siv: Siv::new(&mac, &encryption, "desist/cell") }
    }

    /// The id that its cells carry.
    pub fn key_id(&self) -> u8 {
        self.key_id
    }

    /// The id of the key under which a cell was sealed, to choose the sealer; `None` when it is no sealed cell.
    pub fn key_id_of(sealed: &[u8]) -> Option<u8> {
        (sealed.len() >= CELL_HEAD).then(|| sealed[1])
    }

    /// Seals a cell of the column `label` (`table.column`) in the row with this id.
    pub fn seal(&self, label: &str, row: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(CELL_HEAD + plain.len());
        sealed.extend([CELL_VERSION, self.key_id]);
        sealed.extend([0; TAG_LEN]);
        sealed.extend(plain);
        let tag = self.siv.seal(&self.header(label, row), &mut sealed[CELL_HEAD..]);
        sealed[2..CELL_HEAD].copy_from_slice(&tag);
        sealed
    }

    /// Opens a cell in the place where it was sealed.
    ///
    /// # Errors
    /// Another version or key, or a value that is not what was sealed here.
    pub fn open(&self, label: &str, row: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (head, text) = sealed.split_first_chunk::<CELL_HEAD>().ok_or(SealError::Damaged)?;
        let &[version, key_id, ref tag @ ..] = head;
        match (version == CELL_VERSION, key_id == self.key_id) {
            (false, _) => return Err(SealError::UnknownVersion(version)),
            (_, false) => return Err(SealError::OtherKey(key_id)),
            _ => {}
        }
        let mut plain = text.to_vec();
        self.siv.open(&self.header(label, row), tag, &mut plain).map_err(|Forged| SealError::Damaged)?;
        Ok(plain)
    }

    /// Version, key id, and label and row with their lengths in front, so that no two places share a header.
    fn header(&self, label: &str, row: &[u8]) -> Vec<u8> {
        let mut header = vec![CELL_VERSION, self.key_id];
        for part in [label.as_bytes(), row] {
            header.extend((part.len() as u64).to_be_bytes());
            header.extend(part);
        }
        header
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealer({}, secret)", self.key_id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    fn sealer() -> Sealer {
        Sealer::new(7, [3; 32])
    }

    #[test]
    fn a_cell_opens_where_it_was_sealed_and_nowhere_else() {
        let sealed = sealer().seal("recipients.address", b"row 1", b"jo@example.org");
        assert_eq!(sealer().open("recipients.address", b"row 1", &sealed).unwrap(), b"jo@example.org");
        for (label, row) in [("recipients.address", &b"row 2"[..]), ("cases.address", b"row 1")] {
            assert_eq!(sealer().open(label, row, &sealed), Err(SealError::Damaged), "{label}");
        }
    }

    /// Computed by another implementation from the description above; it stays for good.
    #[test]
    fn golden_vector_of_a_cell() {
        let sealed = sealer().seal("recipients.address", b"row 1", b"jo@example.org");
        let golden = "01074d06d6e129f78df4b9bbc5c8d62a2566582efe67e9a8dfd13c726607f5b3";
        assert_eq!(data_encoding::HEXLOWER.encode(&sealed), golden);
    }

    #[test]
    fn the_border_between_label_row_and_text_cannot_be_shifted() {
        let sealed = sealer().seal("ab", b"cd", b"ef");
        for (label, row) in [("a", &b"bcd"[..]), ("abc", b"d"), ("abcd", b""), ("ab", b"cde"), ("ab", b"c")] {
            assert_eq!(sealer().open(label, row, &sealed), Err(SealError::Damaged));
        }
    }

    #[test]
    fn every_flipped_bit_of_a_cell_is_refused() {
        let sealed = sealer().seal("t.c", &[1], b"a secret of some length, more than a block");
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(sealer().open("t.c", &[1], &flipped).is_err(), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert_eq!(sealer().open("t.c", &[1], &sealed[..length]), Err(SealError::Damaged));
        }
    }

    #[test]
    fn another_key_and_another_version_say_so() {
        let sealed = sealer().seal("t.c", &[1], b"x");
        assert_eq!(Sealer::key_id_of(&sealed), Some(7));
        assert_eq!(Sealer::new(8, [3; 32]).open("t.c", &[1], &sealed), Err(SealError::OtherKey(7)));
        assert_eq!(Sealer::new(7, [4; 32]).open("t.c", &[1], &sealed), Err(SealError::Damaged));
        let newer = [&[2], &sealed[1..]].concat();
        assert_eq!(sealer().open("t.c", &[1], &newer), Err(SealError::UnknownVersion(2)));
    }

    #[test]
    fn equal_secrets_in_different_rows_look_different() {
        let (one, two) = (sealer().seal("t.c", &[1], b"same"), sealer().seal("t.c", &[2], b"same"));
        assert_ne!(one[CELL_HEAD..], two[CELL_HEAD..]);
        assert_eq!(one, sealer().seal("t.c", &[1], b"same"));
    }

    #[test]
    fn a_text_that_does_not_verify_is_wiped() {
        let siv = Siv::new(&[1; 32], &[2; 32], "test");
        let mut text = *b"some plain text";
        siv.seal(b"head", &mut text);
        assert_eq!(siv.open(b"head", &[9; TAG_LEN], &mut text), Err(Forged));
        assert_eq!(text, [0; 15]);
    }

    #[test]
    fn texts_sealed_together_are_sealed_as_one_by_one() {
        let siv = Siv::new(&[1; 32], &[2; 32], "test");
        let (mut together, mut texts) = (Vec::new(), Vec::new());
        for length in [0, 1, 15, 16, 17, 130, 300] {
            texts.push(together.len()..together.len() + length);
            together.extend(vec![length as u8; length]);
        }
        let mut single = together.clone();
        let tags = siv.seal_all(b"head", &mut together, &texts);
        let one_by_one = texts.into_iter().map(|text| siv.seal(b"head", &mut single[text]));
        assert_eq!(tags, one_by_one.collect::<Vec<_>>());
        assert_eq!(together, single);
    }

    #[test]
    fn the_counter_goes_over_its_end() {
        let blocks: Vec<_> = counter_blocks(&[0xff; TAG_LEN], 17).collect();
        assert_eq!(blocks, [aes::Block::from([0xff; 16]), aes::Block::from([0; 16])]);
    }

    #[test]
    fn a_derived_key_is_hmac_of_the_label_and_a_zero_byte() {
        let whole = keyed(&[5; 32]).chain_update(b"label\0").finalize().into_bytes();
        assert_eq!(derive(&[5; 32], "label")[..], whole[..]);
        assert_ne!(derive(&[5; 32], "label"), derive(&[5; 32], "labe"));
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_again(label in "[a-z.]{0,20}", row: Vec<u8>, plain: Vec<u8>) {
            let sealed = sealer().seal(&label, &row, &plain);
            prop_assert_eq!(sealed.len(), CELL_HEAD + plain.len());
            prop_assert_eq!(sealer().open(&label, &row, &sealed).unwrap(), plain);
        }
    }
}
